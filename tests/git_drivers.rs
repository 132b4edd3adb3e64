//! Git itself, once `install-git` has told it how: what it merges, and what it shows.

use std::fs;

use serde_json::{Value, json};

use crate::merge::kept;
use crate::support::State;
use crate::support::real_git::{FILE, Repo, git_in};

fn rated(indicator: &str, rating: &str) -> State {
    State::base().edited(FILE, |file| file["ratings"][indicator]["rating"] = json!(rating))
}

fn source(id: &str) -> Value {
    json!({ "type": "webpage", "title": id, "URL": "https://example.org/" })
}

fn with_source(id: &str) -> State {
    State::base().edited(FILE, |file| file["sources"][id] = source(id))
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

/// Two branches that each add a source at the same place and change an indicator of their own.
fn diverged(repo: &Repo) {
    let one = with_source("aa-one").edited(FILE, |file| file["ratings"]["courts"]["rating"] = json!("fair"));
    let two =
        with_source("aa-two").edited(FILE, |file| file["ratings"]["courts"]["change"] = json!("unchanged"));
    repo.branch("one", "main", &one);
    repo.branch("two", "main", &two);
}

fn has_both(file: &Value) -> bool {
    file["sources"]["aa-one"].is_object()
        && file["sources"]["aa-two"].is_object()
        && file["ratings"]["courts"]["rating"] == "fair"
        && file["ratings"]["courts"]["change"] == "unchanged"
}

#[test]
fn branches_on_different_things_merge_where_lines_would_not() {
    let repo = Repo::new();
    diverged(&repo);
    let control = repo.git(&["merge", "--no-verify", "--no-edit", "one"]);
    assert_eq!(control.code, 1, "without install-git, Git's own merge conflicts: {}", control.stdout);
    repo.ok(&["merge", "--abort"]);

    repo.xtask(&["install-git"]);
    let merged = repo.git(&["merge", "--no-verify", "--no-edit", "one"]);
    assert_eq!(merged.code, 0, "{}{}", merged.stdout, merged.stderr);
    assert_eq!(repo.ok(&["status", "--porcelain"]), "");
    assert!(has_both(&parsed(&repo.read(FILE))));
    assert_eq!(repo.xtask(&["fmt", "--check"]).code, 0, "it is in canonical form");
}

#[test]
fn rebasing_and_picking_merge_the_same_way() {
    let repo = Repo::installed();
    diverged(&repo);
    repo.ok(&["checkout", "--quiet", "-b", "picked", "two"]);
    repo.ok(&["cherry-pick", "one"]);
    assert!(has_both(&parsed(&repo.read(FILE))));
    repo.ok(&["checkout", "--quiet", "two"]);
    repo.ok(&["rebase", "--quiet", "one"]);
    assert!(has_both(&parsed(&repo.read(FILE))));
}

#[test]
fn the_same_rating_in_two_ways_is_a_conflict_that_a_person_can_settle() {
    let repo = Repo::installed();
    repo.branch("raised", "main", &rated("courts", "fair"));
    let lowered =
        rated("courts", "very-weak").edited(FILE, |file| file["ratings"]["press"]["rating"] = json!("fair"));
    repo.branch("lowered", "main", &lowered);
    let merged = repo.git(&["merge", "--no-verify", "--no-edit", "raised"]);
    assert_eq!(merged.code, 1, "{}{}", merged.stdout, merged.stderr);
    assert_eq!(repo.ok(&["status", "--porcelain"]), format!("UU {FILE}\n"));
    let text = repo.read(FILE);
    assert_eq!(text.matches("<<<<<<< HEAD\n").count(), 1, "{text}");
    assert_eq!(text.matches(">>>>>>> raised\n").count(), 1, "{text}");
    let (ours, theirs) = (parsed(&kept(&text, |_| "ours")), parsed(&kept(&text, |_| "theirs")));
    assert_eq!(
        (&ours["ratings"]["courts"]["rating"], &theirs["ratings"]["courts"]["rating"]),
        (&json!("very-weak"), &json!("fair"))
    );
    assert_eq!(
        (&ours["ratings"]["press"]["rating"], &theirs["ratings"]["press"]["rating"]),
        (&json!("fair"), &json!("fair"))
    );

    let checked = repo.xtask(&["validate", FILE]);
    assert_eq!(checked.code, 1);
    assert!(checked.stdout.contains("a merge was not finished here"), "{}", checked.stdout);
    insta::assert_snapshot!(repo.ok(&["diff"]), @r"
    diff --cc dataset/assessments/XAA/2022.json
    index f729e82,fd58e35..0000000
    --- a/dataset/assessments/XAA/2022.json
    +++ b/dataset/assessments/XAA/2022.json
    @@@ -7,7 -7,7 +7,11 @@@ Assessment XAA 202
          difference: -6
      
      Indicator courts
    ++<<<<<<< ours
     +  rating: very-weak
    ++=======
    +   rating: fair
    ++>>>>>>> theirs
        change: decrease
        rationale:
          What was found about courts in 2022.[^report]
    ");
    let staged = repo.xtask(&["validate", "--staged"]);
    assert_eq!((staged.code, staged.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(staged.stderr, @"error: a merge is not finished in dataset/assessments/XAA/2022.json; settle each conflict there, and then: git add dataset/assessments/XAA/2022.json");

    repo.write(FILE, &kept(&text, |_| "theirs"));
    repo.ok(&["add", FILE]);
    repo.ok(&["commit", "--quiet", "--no-edit", "--no-verify"]);
}

#[test]
fn the_ancestor_is_shown_to_who_wants_it() {
    let repo = Repo::installed();
    repo.branch("raised", "main", &rated("courts", "fair"));
    repo.branch("lowered", "main", &rated("courts", "very-weak"));
    let merged =
        repo.git(&["-c", "merge.conflictStyle=diff3", "merge", "--no-verify", "--no-edit", "raised"]);
    assert_eq!(merged.code, 1);
    assert!(
        !repo.read(FILE).contains("|||||||"),
        "what is set for one command only does not reach the driver"
    );
    repo.ok(&["merge", "--abort"]);
    repo.ok(&["config", "merge.conflictStyle", "diff3"]);
    assert_eq!(repo.git(&["merge", "--no-verify", "--no-edit", "raised"]).code, 1);
    assert_eq!(parsed(&kept(&repo.read(FILE), |_| "base")), parsed(State::base().text(FILE)));
}

#[test]
fn branches_merged_crosswise_are_compared_with_what_both_have() {
    let repo = Repo::installed();
    // one and two conflict in a rating; each is merged into the other and settled the same way.
    repo.branch("one", "main", &rated("courts", "fair"));
    repo.branch("two", "main", &rated("courts", "strong"));
    let settled = rated("courts", "fair");
    for (here, there, tip) in [("one", "two", "two"), ("two", "one", "one~1")] {
        repo.ok(&["checkout", "--quiet", here]);
        assert_eq!(
            repo.git(&["merge", "--no-verify", "--no-edit", tip]).code,
            1,
            "{here} and {there} conflict"
        );
        repo.commit("Settled", &settled);
    }
    // Each then adds a source at the same place, which no merge of lines takes.
    let then = |indicator: &str, id: &str| {
        settled.clone().edited(FILE, |file| {
            file["ratings"][indicator]["rating"] = json!("very-weak");
            file["sources"][id] = source(id);
        })
    };
    repo.commit("Then two", &then("police", "aa-two"));
    repo.ok(&["checkout", "--quiet", "one"]);
    repo.commit("Then one", &then("press", "aa-one"));
    assert_eq!(repo.ok(&["merge-base", "--all", "one", "two"]).lines().count(), 2, "it is a criss-cross");
    let merged = repo.git(&["merge", "--no-verify", "--no-edit", "two"]);
    assert_eq!(merged.code, 0, "{}{}", merged.stdout, merged.stderr);
    let file = parsed(&repo.read(FILE));
    assert!(file["sources"]["aa-one"].is_object() && file["sources"]["aa-two"].is_object());
    let ratings = ["courts", "police", "press"].map(|id| file["ratings"][id]["rating"].clone());
    assert_eq!(ratings, ["fair", "very-weak", "very-weak"]);
}

#[test]
fn a_side_that_cannot_be_read_is_merged_by_lines() {
    let repo = Repo::installed();
    let broken = State::base().replaced(FILE, "\"country\": \"XAA\",", "\"country\": \"XAA\"");
    repo.branch("broken", "main", &broken);
    repo.branch("good", "main", &rated("schools", "weak"));
    let merged = repo.git(&["merge", "--no-verify", "--no-edit", "broken"]);
    assert_eq!(merged.code, 0, "{}{}", merged.stdout, merged.stderr);
    insta::assert_snapshot!(merged.stderr, @"error: dataset/assessments/XAA/2022.json cannot be merged by what it says, so Git merges its lines: their version: it is not JSON: a comma is missing after this");
    let wanted = rated("schools", "weak").replaced(FILE, "\"country\": \"XAA\",", "\"country\": \"XAA\"");
    assert_eq!(repo.read(FILE), wanted.text(FILE));

    repo.branch(
        "also",
        "main",
        &State::base().replaced(FILE, "\"country\": \"XAA\",", "\"country\": \"XBB\""),
    );
    let conflict = repo.git(&["merge", "--no-verify", "--no-edit", "broken"]);
    assert_eq!(conflict.code, 1);
    let text = repo.read(FILE);
    for line in ["<<<<<<< HEAD\n", "\"country\": \"XBB\"\n", "\"country\": \"XAA\"\n", ">>>>>>> broken\n"] {
        assert!(text.contains(line), "{line} in {text}");
    }
}

#[test]
fn other_files_under_the_dataset_are_merged_and_shown_as_ever() {
    let repo = Repo::installed();
    // Windows has no quotation marks in names.
    let odd = if cfg!(windows) { "dataset/é 'x'.json" } else { "dataset/é \"x\".json" };
    let with = |text: &str| {
        let mut state = State::base();
        state.files.insert(odd.to_owned(), text.as_bytes().to_vec());
        state
    };
    repo.commit("An odd name", &with("1\n2\n3\n4\n5\n"));
    repo.branch("one", "main", &with("one\n2\n3\n4\n5\n"));
    repo.branch("two", "main", &with("1\n2\n3\n4\ntwo\n"));
    repo.ok(&["merge", "--no-verify", "--quiet", "--no-edit", "one"]);
    assert_eq!(repo.read(odd), "one\n2\n3\n4\ntwo\n");
    assert!(repo.ok(&["show", "--format=", "one"]).contains("\n-1\n+one\n"));
    repo.write(odd, "other\n");
    insta::assert_snapshot!(repo.ok(&["diff"]).replace(odd, "ODD"), @r#"
    diff a/ODD b/ODD
    --- a/ODD
    +++ b/ODD
    @@ -1,5 +1 @@
    -one
    -2
    -3
    -4
    -two
    +other
    "#);
}

#[test]
fn a_program_that_is_gone_leaves_git_to_itself() {
    let repo = Repo::new();
    // A path that the shell and Git could both misread.
    let folder = repo.root.join("../a 'tool' $HOME %A é");
    fs::create_dir(&folder).expect("a folder");
    let program = folder.join(format!("xtask{}", std::env::consts::EXE_SUFFIX));
    fs::copy(env!("CARGO_BIN_EXE_xtask"), &program).expect("a copy");
    // A test beside this one may have started a program while the copy was open for writing, and holds it open until that runs.
    let install = std::iter::repeat_with(|| {
        std::process::Command::new(&program).arg("install-git").current_dir(&repo.root).output()
    })
    .take(100)
    .find(|run| {
        let is_busy = run.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::ExecutableFileBusy);
        std::thread::sleep(std::time::Duration::from_millis(if is_busy { 50 } else { 0 }));
        !is_busy
    });
    let install = install.expect("it is not busy for ever").expect("it runs");
    assert!(install.status.success());
    diverged(&repo);
    repo.ok(&["merge", "--no-verify", "--no-edit", "one"]);
    assert!(has_both(&parsed(&repo.read(FILE))), "it works from there");
    assert!(repo.ok(&["show", "--format=", "one"]).contains("+  rating: fair\n"));

    fs::remove_file(&program).expect("it was there");
    repo.ok(&["reset", "--quiet", "--hard", "HEAD~1"]);
    let merged = repo.git(&["merge", "--no-verify", "--no-edit", "one"]);
    assert_eq!(merged.code, 1, "Git's own merge conflicts");
    assert!(repo.read(FILE).contains("<<<<<<< HEAD\n"), "{}", repo.read(FILE));
    assert!(repo.read(FILE).contains(">>>>>>> one\n"));
    repo.ok(&["merge", "--abort"]);
    assert!(repo.ok(&["show", "--format=", "one"]).contains("+      \"rating\": \"fair\",\n"));
    repo.write(FILE, &repo.read(FILE).replace("\"score\": 44", "\"score\": 45"));
    let diff = repo.ok(&["diff"]);
    assert!(diff.contains("-    \"score\": 44,\n+    \"score\": 45,\n"), "{diff}");
    let commit = repo.git(&["commit", "--quiet", "--all", "--message", "Unchecked"]);
    assert_eq!(commit.code, 0);
    insta::assert_snapshot!(commit.stderr, @"What is staged was not checked: the program is missing; run 'cargo build' to restore it.");
}

#[test]
fn git_shows_pages_from_wherever_one_is() {
    let repo = Repo::installed();
    let reworded = rated("courts", "fair").edited(FILE, |file| {
        file["ratings"]["courts"]["rationale"][0] =
            json!("What was found about courts in 2022.[^report] Mr. Roe found more.");
        file["sources"]["news-2022"]["URL"] = json!("https://news.example/moved");
    });
    repo.commit("Courts are better", &reworded);
    let below = repo.root.join("dataset/assessments/XAA");
    insta::assert_snapshot!(git_in(&below, &["show", "--format=%s"]).stdout, @r"
    Courts are better

    diff --git a/dataset/assessments/XAA/2022.json b/dataset/assessments/XAA/2022.json
    index 8d550b6..dc5d232 100644
    --- a/dataset/assessments/XAA/2022.json
    +++ b/dataset/assessments/XAA/2022.json
    @@ -7,10 +7,11 @@ Assessment XAA 2022
         difference: -6
     
     Indicator courts
    -  rating: weak
    +  rating: fair
       change: decrease
       rationale:
         What was found about courts in 2022.[^report]
    +    Mr. Roe found more.
       [^report]
         citations: source news-2022
         citations: source report-2022, label page, locator 4
    @@ -55,7 +56,7 @@ Source news-2022
       container-title: The News
       author: family Roe, given Al
       issued: 2022-3-10
    -  URL: https://news.example/article
    +  URL: https://news.example/moved
     
     Source report-2022
       type: report
    ");
    let shown = git_in(&below, &["show", "--format="]).stdout;
    assert_eq!(git_in(&below, &["log", "-1", "-p", "--format="]).stdout, shown);
    assert_eq!(git_in(&repo.root, &["log", "-1", "-p", "--format="]).stdout, shown);

    repo.write(FILE, rated("courts", "strong").text(FILE));
    insta::assert_snapshot!(git_in(&below, &["diff", "."]).stdout);
    repo.ok(&["add", FILE]);
    assert!(git_in(&below, &["diff", "--cached"]).stdout.contains("Fair -> Strong  Keep courts independent"));
    let raw = git_in(&below, &["diff", "--cached", "--no-ext-diff", "--no-textconv"]).stdout;
    assert!(
        raw.contains("\n@@ -11,10 +11,10 @@") && raw.contains("+      \"rating\": \"strong\",\n"),
        "{raw}"
    );
    assert!(
        repo.ok(&["format-patch", "--stdout", "-1"]).contains("+      \"rating\": \"fair\",\n"),
        "patches apply"
    );
}

#[test]
fn an_editor_is_given_the_lines_that_it_shows() {
    let repo = Repo::installed();
    let object = format!("HEAD:{FILE}");
    assert!(repo.ok(&["show", "--textconv", &object]).starts_with("Assessment XAA 2022\n"));
    let in_editor = format!("alias.in-editor=!VSCODE_GIT_COMMAND=show git show --textconv {object}");
    assert_eq!(repo.ok(&["-c", &in_editor, "in-editor"]), State::base().text(FILE));
    assert!(repo.ok(&["blame", FILE]).contains("  rating: weak\n"));
    assert!(repo.ok(&["blame", "--no-textconv", FILE]).contains("      \"rating\": \"weak\",\n"));
}

#[test]
fn files_that_come_and_go_and_layouts_are_told() {
    let repo = Repo::installed();
    let new = "dataset/assessments/XAA/2023-24.json";
    repo.write(new, State::base().text(FILE));
    repo.ok(&["add", "--intent-to-add", new]);
    let added = repo.ok(&["diff", new]);
    assert!(added.starts_with(&format!("diff /dev/null b/{new}\n")), "{added}");
    assert!(added.contains("+Indicator courts\n"), "{added}");
    repo.ok(&["reset", "--quiet"]);
    fs::rename(repo.root.join(FILE), repo.root.join(new)).expect("it is there");
    repo.ok(&["add", "--all"]);
    let renamed = repo.ok(&["diff", "--cached", "--find-renames"]);
    assert_eq!(renamed, format!("diff a/{FILE} b/{new}\n"));
    repo.ok(&["reset", "--quiet", "--hard"]);
    fs::remove_file(repo.root.join(FILE)).expect("it is there");
    let deleted = repo.ok(&["diff"]);
    assert!(deleted.contains("\n-Indicator courts\n"), "{deleted}");
    repo.write(FILE, &State::base().text(FILE).replace("  ", "\t"));
    insta::assert_snapshot!(repo.ok(&["diff"]), @r"
    diff a/dataset/assessments/XAA/2022.json b/dataset/assessments/XAA/2022.json
    Only the layout differs (order, spaces or line ends), not what the file says.
    ");
    repo.write(FILE, &State::base().text(FILE).replace("\"country\": \"XAA\",", "\"country\": \"XAA\""));
    insta::assert_snapshot!(repo.ok(&["diff", "--", FILE]), @r#"
    diff a/dataset/assessments/XAA/2022.json b/dataset/assessments/XAA/2022.json
    --- a/dataset/assessments/XAA/2022.json
    +++ b/dataset/assessments/XAA/2022.json
    @@ -1,6 +1,6 @@
     {
       "$schema": "../../../schema/assessment.schema.json",
    -  "country": "XAA",
    +  "country": "XAA"
       "edition": "2022",
       "status": "published",
       "document": "document",
    "#);
}

#[test]
fn worktrees_and_submodules_are_clones_as_well() {
    let repo = Repo::installed();
    diverged(&repo);
    repo.ok(&["worktree", "add", "--quiet", "../other tree", "-b", "third", "two"]);
    let other = repo.root.join("../other tree");
    let merged = git_in(&other, &["merge", "--no-verify", "--no-edit", "one"]);
    assert_eq!(merged.code, 0, "{}{}", merged.stdout, merged.stderr);
    let file = fs::read_to_string(other.join(FILE)).expect("is there");
    assert!(has_both(&parsed(&file)));

    let outer = Repo::new();
    let url = repo.root.to_str().expect("UTF-8");
    outer.ok(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "-b", "two", url, "inner"]);
    let inner = outer.root.join("inner");
    assert_eq!(crate::support::run(&inner, &["install-git"]).code, 0);
    let merged = git_in(&inner, &["merge", "--no-verify", "--no-edit", "origin/one"]);
    assert_eq!(merged.code, 0, "{}{}", merged.stdout, merged.stderr);
    let file = fs::read_to_string(inner.join(FILE)).expect("is there");
    assert!(has_both(&parsed(&file)));
    assert!(outer.root.join(".git/modules/inner/hooks/pre-commit").is_file(), "the hook is the submodule's");
}

//! Repositories that are not plain: what is compared is what is there, and what cannot be read is told with what helps.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::support::real_git::{FILE, Repo, git_in};
use crate::support::{Run, State, run, run_told};

const OTHER: &str = "dataset/assessments/XBB/2022.json";

fn ok(folder: &Path, arguments: &[&str]) -> String {
    let run = git_in(folder, arguments);
    assert_eq!(run.code, 0, "git {arguments:?}: {}{}", run.stdout, run.stderr);
    run.stdout
}

/// The path of a folder beside the repository, as text.
fn beside(repo: &Repo, name: &str) -> PathBuf {
    repo.root.parent().expect("a folder").join(name)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// The address of a repository, by which Git takes it for a remote one.
fn address(repo: &Repo) -> String {
    repo.ok(&["config", "uploadpack.allowFilter", "true"]);
    format!("file://{}", text(&repo.root))
}

fn wrong(path: &str) -> State {
    State::base().edited(path, |file| file["stated"]["score"] = json!(45))
}

/// Lowers a rating, and says so wherever the file says it.
fn lowered() -> String {
    State::base().text(OTHER).replacen("\"fair\"", "\"weak\"", 1)
}

/// A working tree that is as the last commit has it is told as that; and of a change, and of a file that goes, just these are told.
/// `told` runs the program there.
fn is_right(folder: &Path, told: impl Fn(&[&str]) -> Run) {
    let same = |what: &str| {
        let diff = told(&["diff", "HEAD.."]);
        assert_eq!((diff.code, diff.stdout.as_str()), (0, ""), "{what}: {}{}", diff.stdout, diff.stderr);
        let judged = told(&["validate", "--base", "HEAD"]);
        assert!(!judged.stdout.contains("[CHG"), "{what}: {}", judged.stdout);
        let history = told(&["history", "XAA", "courts"]);
        assert!(history.code == 0 && !history.stderr.contains("not committed"), "{what}: {}", history.stderr);
    };
    same("at first");
    let file = folder.join(FILE);
    let before = fs::read_to_string(&file).expect("a file");
    fs::write(&file, before.replacen("\"weak\"", "\"strong\"", 1)).expect("a file");
    let diff = told(&["diff", "HEAD..", "--format", "json"]);
    assert!(diff.stdout.contains("strong") && !diff.stdout.contains("XBB"), "{}{}", diff.stdout, diff.stderr);
    fs::remove_file(&file).expect("is there");
    let judged = told(&["validate", "--base", "HEAD", "--format", "json"]);
    assert_eq!(judged.stdout.matches("\"CHG004\"").count(), 1, "{}{}", judged.stdout, judged.stderr);
    fs::write(&file, before).expect("a file");
    same("as before");
}

#[test]
fn git_can_keep_its_folder_elsewhere() {
    let repo = Repo::new();
    let (own, folder) = (beside(&repo, "own folder"), beside(&repo, "files"));
    ok(&repo.root, &["clone", "--quiet", "--separate-git-dir", text(&own), ".", text(&folder)]);
    is_right(&folder, |arguments| run(&folder, arguments));
    let above = run(Path::new("/"), &["--repo", text(&folder), "diff", "HEAD.."]);
    assert_eq!((above.code, above.stdout.as_str()), (0, ""));
    assert_eq!(run(&folder, &["install-git"]).code, 0);
    assert!(own.join("hooks/pre-commit").is_file());
    fs::write(folder.join(FILE), wrong(FILE).text(FILE)).expect("a file");
    let refused = git_in(&folder, &["commit", "--quiet", "--all", "--message", "A change"]);
    assert!(refused.code == 1 && refused.stderr.contains("SCO001"), "{}", refused.stderr);
}

#[test]
fn the_repository_is_where_git_says_it_is() {
    let repo = Repo::new();
    let (own, folder) = (beside(&repo, "bare.git"), beside(&repo, "files"));
    ok(&repo.root, &["clone", "--quiet", "--bare", ".", text(&own)]);
    fs::create_dir(&folder).expect("a folder");
    let apart = ["--git-dir", text(&own), "--work-tree", text(&folder)];
    ok(&folder, &[&apart[..], &["checkout", "--quiet", "main", "--", "."]].concat());
    let both: [(&str, &Path); 2] = [("GIT_DIR", &own), ("GIT_WORK_TREE", &folder)];
    is_right(&folder, |arguments| run_told(&folder, arguments, &both));
    is_right(&folder, |arguments| run_told(&folder.join("dataset"), arguments, &both));
    is_right(&folder, |arguments| {
        run_told(Path::new("/"), &[&["--repo", text(&folder)], arguments].concat(), &both)
    });
    // Without a word of what is checked out, it is the folder in which the program runs.
    ok(&own, &["config", "core.bare", "false"]);
    is_right(&folder, |arguments| run_told(&folder, arguments, &both[..1]));
    ok(&own, &["config", "core.bare", "true"]);

    let installed = run_told(&folder, &["install-git"], &both);
    assert_eq!((installed.code, installed.stderr.as_str()), (0, ""));
    let commit = |file: &str| {
        fs::write(folder.join(FILE), file).expect("a file");
        git_in(&folder, &[&apart[..], &["commit", "--quiet", "--all", "--message", "A change"]].concat())
    };
    let refused = commit(wrong(FILE).text(FILE));
    assert!(refused.code == 1 && refused.stderr.contains("SCO001"), "{}", refused.stderr);
    let taken = commit(&State::base().text(FILE).replace("courts in 2022", "courts that year"));
    assert_eq!((taken.code, taken.stdout.as_str()), (0, ""), "{}", taken.stderr);
    let nowhere = run_told(&folder, &["diff", "HEAD.."], &[("GIT_DIR", &folder)]);
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.stderr.contains("GIT_DIR names"), "{}", nowhere.stderr);
    let named = run_told(&repo.root, &["--repo", ".", "diff", "HEAD.."], &[("GIT_DIR", &own)]);
    assert_eq!((named.code, named.stdout.as_str()), (0, ""), "who names a folder means it: {}", named.stderr);
}

#[cfg(unix)]
#[test]
fn what_is_pushed_can_be_judged_before_it_is_taken() {
    use std::os::unix::fs::PermissionsExt as _;
    let repo = Repo::new();
    let bare = beside(&repo, "bare.git");
    ok(&repo.root, &["clone", "--quiet", "--bare", ".", text(&bare)]);
    let hook = bare.join("hooks/pre-receive");
    let program = env!("CARGO_BIN_EXE_xtask");
    let script = format!(
        "#!/bin/sh\nwhile read -r old new name; do '{program}' validate --at \"$new\" || exit 1; done\n"
    );
    fs::create_dir_all(bare.join("hooks")).expect("a folder");
    fs::write(&hook, script).expect("a hook");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("a hook");
    let push = || repo.git(&["push", "--quiet", text(&bare), "main"]);
    repo.commit("A slip", &wrong(FILE));
    let refused = push();
    assert!(refused.code == 1 && refused.stderr.contains("SCO001"), "{}", refused.stderr);
    repo.commit("As before", &State::base());
    let taken = push();
    assert_eq!(taken.code, 0, "{}", taken.stderr);
}

#[test]
fn worktrees_and_submodules_are_clones_of_their_own() {
    let repo = Repo::new();
    let folder = beside(&repo, "worktree");
    repo.ok(&["worktree", "add", "--quiet", text(&folder), "-b", "other"]);
    is_right(&folder, |arguments| run(&folder, arguments));
    // As hooks of a worktree are told.
    let own = repo.root.join(".git/worktrees/worktree");
    is_right(&folder, |arguments| run_told(&folder, arguments, &[("GIT_DIR", &own)]));

    let whole = beside(&repo, "whole");
    fs::create_dir(&whole).expect("a folder");
    ok(&whole, &["init", "--quiet"]);
    let add = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", text(&repo.root), "data"];
    ok(&whole, &add);
    let part = whole.join("data");
    is_right(&part, |arguments| run(&part, arguments));
}

#[test]
fn what_a_partial_checkout_leaves_out_is_not_removed() {
    let repo = Repo::new();
    repo.write("notes.txt", "Notes.");
    fs::create_dir(repo.root.join("schema")).expect("a folder");
    repo.write("schema/RULES.md", "# Rules");
    repo.commit("The tool", &State::base());
    repo.ok(&["sparse-checkout", "set", "--cone", "dataset/assessments/XAA", "dataset/frameworks"]);
    assert!(!repo.root.join(OTHER).exists() && !repo.root.join("schema").exists());
    for with in ["--no-sparse-index", "--sparse-index"] {
        repo.ok(&["sparse-checkout", "reapply", with]);
        is_right(&repo.root, |arguments| repo.xtask(arguments));
        let installed = repo.xtask(&["install-git"]);
        assert_eq!(installed.code, 0, "{with}: {}", installed.stderr);
        assert_eq!(repo.xtask(&["install-git", "--remove"]).code, 0);
        for verb in ["validate", "score", "sources"] {
            let told = repo.xtask(&[verb]);
            assert!(
                told.stderr
                    .contains("this checkout is partial, and 2 files of the dataset are not looked at"),
                "{with} {verb}: {}",
                told.stderr
            );
            assert_eq!(told.stderr.lines().count(), 1, "{}", told.stderr);
        }
        let base = repo.xtask(&["validate", "--base", "HEAD~1"]);
        assert!(!base.stdout.contains("[CHG"), "{with}: {}", base.stdout);
    }
    // Folders that the index has as a whole are not changed where the data is.
    repo.ok(&["sparse-checkout", "reapply", "--sparse-index"]);
    fs::write(repo.root.join(FILE), lowered()).expect("a file");
    let judged = repo.xtask(&["validate", "--base", "HEAD"]);
    assert!(judged.stdout.contains("[CHG001]"), "{}", judged.stdout);
    assert!(!judged.stdout.contains("[CHG008]"), "{}", judged.stdout);
    repo.ok(&["checkout", "--", FILE]);
    // What the index has of a file that is not checked out, counts.
    repo.ok(&["sparse-checkout", "reapply", "--no-sparse-index"]);
    fs::write(repo.root.join("lowered"), lowered()).expect("a file");
    let blob = repo.ok(&["hash-object", "-w", "lowered"]);
    fs::remove_file(repo.root.join("lowered")).expect("is there");
    repo.ok(&["update-index", "--cacheinfo", &format!("100644,{},{OTHER}", blob.trim())]);
    repo.ok(&["update-index", "--skip-worktree", OTHER]);
    let diff = repo.xtask(&["diff", "HEAD.."]);
    assert!(diff.stdout.contains("1 of 4 ratings changed"), "{}{}", diff.stdout, diff.stderr);
    let judged = repo.xtask(&["validate", "--base", "HEAD"]);
    assert!(judged.stdout.contains("error[CHG001]"), "{}", judged.stdout);
    assert!(judged.stdout.contains("|       \"rating\": \""), "the line itself is shown: {}", judged.stdout);
    assert!(!judged.stdout.contains(&format!("{OTHER}:1:1")), "{}", judged.stdout);
    // And so does one that somebody has put there all the same.
    fs::create_dir_all(repo.root.join("dataset/assessments/XBB")).expect("a folder");
    repo.write(OTHER, &lowered().replacen("\"fair\"", "\"weak\"", 1));
    let diff = repo.xtask(&["diff", "HEAD.."]);
    assert!(diff.stdout.contains("2 of 4 ratings changed"), "{}{}", diff.stdout, diff.stderr);
}

/// Nothing is concluded from what is only not checked out.
#[test]
fn a_register_that_is_not_checked_out_is_not_missing() {
    let repo = Repo::new();
    repo.commit("The data", &State::base());
    for (left_out, kept) in [
        ("countries.json", "SYN015"),
        ("editions.json", "SYN015"),
        ("frameworks/base-2019.json", "SYN015"),
        ("assessments/XAA/2019.json", ""),
    ] {
        repo.ok(&["sparse-checkout", "set", "--no-cone", "/*", &format!("!/dataset/{left_out}")]);
        assert!(!repo.root.join("dataset").join(left_out).exists(), "{left_out}");
        let judged = repo.xtask(&["validate", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&judged.stdout).expect("JSON");
        let found: Vec<_> = report["diagnostics"].as_array().expect("a list").iter().collect();
        let codes: Vec<_> = found.iter().map(|found| found["code"].as_str().expect("a code")).collect();
        assert_eq!(codes.join(" "), kept, "{left_out}: {}", judged.stdout);
        assert_eq!(judged.code, i32::from(!found.is_empty()), "{left_out}");
        assert_eq!(report["summary"]["files"], 6, "{left_out}");
        for found in found {
            assert_eq!(found["path"], format!("dataset/{left_out}"));
            assert!(
                found["message"].as_str().is_some_and(|told| told.contains("not checked out")),
                "{found}"
            );
            assert_eq!(found["help"], "Check it out with: git sparse-checkout add dataset");
        }
        let told = judged.stderr;
        assert!(
            told.starts_with("note: this checkout is partial, and 1 file of the dataset is not"),
            "{told}"
        );
        let formatted = repo.xtask(&["fmt", "--check"]);
        assert_eq!(formatted.code, 0, "{left_out}: {}{}", formatted.stdout, formatted.stderr);
    }
    repo.ok(&["sparse-checkout", "set", "--no-cone", "/*", "!/dataset/"]);
    let none = repo.xtask(&["validate"]);
    assert_eq!((none.code, none.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(none.stderr);
    // And the remedy is one.
    repo.ok(&["sparse-checkout", "add", "dataset"]);
    let whole = repo.xtask(&["validate"]);
    assert_eq!((whole.code, whole.stderr.as_str()), (0, ""), "{}", whole.stdout);
}

#[test]
fn an_index_is_read_in_every_form_that_git_gives_it() {
    let repo = Repo::installed();
    // Git itself does not bear a split index without its own sum, so that this form is the last.
    let forms: [&[&[&str]]; 6] = [
        &[&["update-index", "--split-index"]],
        &[&["update-index", "--index-version", "4"]],
        &[&["update-index", "--index-version", "4"], &["update-index", "--split-index"]],
        &[
            &["update-index", "--split-index"],
            &["rm", "--quiet", "--cached", "-r", "notes"],
            &["add", "notes"],
        ],
        &[&["config", "splitIndex.maxPercentChange", "100"], &["update-index", "--split-index"]],
        &[&["config", "index.skipHash", "true"], &["update-index", "--force-write-index"]],
    ];
    fs::create_dir(repo.root.join("notes")).expect("a folder");
    for number in 0..300 {
        repo.write(&format!("notes/{number}.txt"), "Notes.");
    }
    repo.commit("Notes", &State::base());
    for form in forms {
        repo.ok(&["update-index", "--no-split-index"]);
        repo.ok(&["update-index", "--index-version", "2"]);
        for arguments in form {
            repo.ok(arguments);
        }
        // With entries that replace some of the other half, that delete some and that are new.
        repo.write("notes/7.txt", "Other notes.");
        repo.write("notes/new.txt", "New notes.");
        repo.ok(&["rm", "--quiet", "--cached", "notes/8.txt"]);
        repo.ok(&["add", "notes/7.txt", "notes/new.txt"]);
        is_right(&repo.root, |arguments| repo.xtask(arguments));
        let again = repo.xtask(&["install-git"]);
        assert_eq!(again.code, 0, "{form:?}: {}", again.stderr);
        repo.write(FILE, wrong(FILE).text(FILE));
        repo.ok(&["add", FILE]);
        let staged = repo.xtask(&["validate", "--staged"]);
        assert!(
            staged.code == 1 && staged.stdout.contains("SCO001"),
            "{form:?}: {}{}",
            staged.stdout,
            staged.stderr
        );
        let refused = repo.git(&["commit", "--quiet", "--message", "A slip"]);
        assert!(refused.code == 1 && refused.stderr.contains("SCO001"), "{form:?}: {}", refused.stderr);
        repo.ok(&["reset", "--quiet", "--hard"]);
        repo.ok(&["clean", "--quiet", "--force", "-d"]);
    }
    repo.ok(&["config", "--unset", "index.skipHash"]);
    repo.ok(&["rm", "--quiet", "--cached", OTHER]);
    repo.ok(&["update-index", "--split-index"]);
    fs::remove_file(repo.root.join(OTHER)).expect("is there");
    let judged = repo.xtask(&["validate", "--base", "HEAD", "--format", "json"]);
    assert_eq!(judged.stdout.matches("\"CHG004\"").count(), 1, "{}{}", judged.stdout, judged.stderr);
}

/// Whether verbs that read only files go on, those that compare say what helps, and a commit passes with a note of it.
fn goes_on_without(folder: &Path, remedy: &str) {
    for arguments in
        [&["validate"][..], &["fmt", "--check"], &["score"], &["sources"], &["diff", "2019", "2022"]]
    {
        let told = run(folder, arguments);
        assert_eq!((told.code, told.stderr.as_str()), (0, ""), "{arguments:?}");
    }
    for arguments in [
        &["diff", "HEAD.."][..],
        &["validate", "--base", "HEAD"],
        &["history", "XAA"],
        &["validate", "--staged"],
    ] {
        let told = run(folder, arguments);
        assert_eq!(told.code, 2, "{arguments:?}");
        assert!(told.stderr.contains(remedy), "{arguments:?}: {}", told.stderr);
    }
    let passed = run(folder, &["driver", "pre-commit"]);
    assert_eq!((passed.code, passed.stdout.as_str()), (0, ""));
    assert!(
        passed.stderr.starts_with("note: what is staged under dataset/ was not checked")
            && passed.stderr.contains(remedy),
        "{}",
        passed.stderr
    );
}

#[test]
fn branches_in_a_reftable_are_told_as_that() {
    let repo = Repo::installed();
    let folder = beside(&repo, "reftable");
    ok(&repo.root, &["clone", "--quiet", "--ref-format=reftable", ".", text(&folder)]);
    goes_on_without(&folder, "git refs migrate --ref-format=files");
    // The hook as it stands in a clone that was changed after install-git.
    let hooks = folder.join(".git/hooks");
    fs::create_dir_all(&hooks).expect("a folder");
    fs::copy(repo.root.join(".git/hooks/pre-commit"), hooks.join("pre-commit")).expect("a hook");
    fs::write(folder.join(FILE), wrong(FILE).text(FILE)).expect("a file");
    let taken = git_in(&folder, &["commit", "--quiet", "--all", "--message", "A change"]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    assert!(taken.stderr.contains("was not checked: this repository keeps its branches"), "{}", taken.stderr);
    let worktree = beside(&repo, "reftable worktree");
    ok(&folder, &["worktree", "add", "--quiet", text(&worktree), "HEAD~1"]);
    goes_on_without(&worktree, "git refs migrate --ref-format=files");
    let again = beside(&repo, "again");
    ok(&folder, &["clone", "--quiet", "--ref-format=files", ".", text(&again)]);
    assert_eq!(run(&again, &["diff", "HEAD.."]).code, 0, "the other remedy helps");
}

#[test]
fn objects_named_by_sha_256_are_told_as_that() {
    let repo = Repo::new();
    let folder = beside(&repo, "sha256");
    fs::create_dir(&folder).expect("a folder");
    ok(&folder, &["-c", "init.defaultBranch=main", "init", "--quiet", "--object-format=sha256"]);
    State::base().write_to(&folder);
    ok(&folder, &["add", "--all"]);
    ok(&folder, &["commit", "--quiet", "--message", "The base"]);
    goes_on_without(&folder, "git init --object-format=sha1 ../copy");
}

#[test]
fn a_clone_that_lacks_objects_is_told_how_to_get_them() {
    let repo = Repo::new();
    fs::write(repo.root.join(OTHER), lowered()).expect("a file");
    repo.ok(&["commit", "--quiet", "--all", "--message", "Lower it"]);
    let address = address(&repo);
    for (name, filter) in [("blobless", "--filter=blob:none"), ("treeless", "--filter=tree:0")] {
        let folder = beside(&repo, name);
        ok(&repo.root, &["clone", "--quiet", "--no-local", filter, &address, text(&folder)]);
        assert_eq!(run(&folder, &["validate", "--at", "HEAD"]).code, run(&folder, &["validate"]).code);
        for arguments in [
            &["diff", "HEAD~1..HEAD"][..],
            &["diff", "HEAD~1...HEAD"],
            &["changelog", "HEAD~1..HEAD"],
            &["diff", "HEAD~1^{tree}..HEAD"],
            &["validate", "--at", "HEAD~1"],
            &["validate", "--base", "HEAD~1"],
        ] {
            let told = run(&folder, arguments);
            assert_eq!(told.code, 2, "{name} {arguments:?}");
            assert!(
                told.stderr.contains("this clone lacks a part of the repository, so fetch it with: git fetch --refetch --no-filter"),
                "{name} {arguments:?}: {}",
                told.stderr
            );
        }
        ok(&folder, &["fetch", "--quiet", "--refetch", "--no-filter"]);
        let told = run(&folder, &["diff", "HEAD~1..HEAD"]);
        assert!(told.stdout.contains("1 of 4 ratings changed"), "{name}: {}{}", told.stdout, told.stderr);
    }
}

#[test]
fn a_commit_in_a_partial_clone_is_judged_by_what_is_there() {
    let repo = Repo::new();
    let folder = beside(&repo, "partial");
    let address = address(&repo);
    ok(
        &repo.root,
        &["clone", "--quiet", "--no-local", "--filter=blob:none", "--sparse", &address, text(&folder)],
    );
    ok(&folder, &["sparse-checkout", "set", "--cone", "dataset/assessments/XAA", "dataset/frameworks"]);
    assert_eq!(run(&folder, &["install-git"]).code, 0);
    let commit = |file: &str| {
        fs::write(folder.join(FILE), file).expect("a file");
        git_in(&folder, &["commit", "--quiet", "--all", "--message", "A change"])
    };
    let refused = commit(wrong(FILE).text(FILE));
    assert!(refused.code == 1 && refused.stderr.contains("SCO001"), "{}", refused.stderr);
    let taken = commit(&State::base().text(FILE).replace("courts in 2022", "courts that year"));
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    assert!(
        taken.stderr.contains("note: 2 files of the dataset are not in this clone and not read"),
        "{}",
        taken.stderr
    );
}

#[test]
fn what_is_no_commit_is_told_as_what_it_is() {
    let repo = Repo::new();
    repo.ok(&["tag", "of-file", "HEAD:dataset/editions.json"]);
    repo.ok(&["tag", "--annotate", "--message", "A file", "tagged-file", "HEAD:dataset/editions.json"]);
    repo.ok(&["tag", "--annotate", "--message", "A folder", "tagged-folder", "HEAD:dataset"]);
    repo.ok(&["tag", "--annotate", "--message", "A release", "release", "HEAD"]);
    let error = |arguments: &[&str]| {
        let told = repo.xtask(arguments);
        assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{arguments:?}");
        told.stderr
    };
    insta::assert_snapshot!(error(&["validate", "--at", "of-file"]), @r#"error: "of-file" is a file (a blob), not a commit"#);
    insta::assert_snapshot!(error(&["diff", "tagged-file.."]), @r#"error: "tagged-file" is a tag of a file (a blob), not a commit"#);
    insta::assert_snapshot!(error(&["validate", "--base", "tagged-folder"]), @r#"error: "tagged-folder" is a tag of a folder (a tree), not a commit"#);
    insta::assert_snapshot!(error(&["changelog", "HEAD:dataset..HEAD"]), @r#"error: "HEAD:dataset" is a folder (a tree), not a commit"#);
    assert_eq!(repo.xtask(&["validate", "--at", "release"]).code, 0);
}

#[test]
fn what_git_shows_in_place_of_something_is_not_passed_over_in_silence() {
    let repo = Repo::new();
    fs::write(repo.root.join(OTHER), lowered()).expect("a file");
    repo.ok(&["commit", "--quiet", "--all", "--message", "Lower it"]);
    let plain = repo.xtask(&["diff", "HEAD~1..HEAD"]);
    assert_eq!((plain.code, plain.stderr.as_str()), (0, ""));
    repo.ok(&["replace", "--graft", "HEAD"]);
    let told = repo.xtask(&["diff", "HEAD~1..HEAD"]);
    assert_eq!((told.code, &told.stdout), (0, &plain.stdout), "the commits are as they were made");
    insta::assert_snapshot!(told.stderr, @"note: Git shows 1 object in place of others here (git replace); this program shows what was committed");
    repo.ok(&["config", "core.useReplaceRefs", "false"]);
    assert_eq!(repo.xtask(&["diff", "HEAD~1..HEAD"]).stderr, "");
}

#[test]
fn a_marker_is_as_long_as_somebody_can_read() {
    let repo = Repo::installed();
    let rated =
        |rating: &str| State::base().edited(FILE, |file| file["ratings"]["courts"]["rating"] = json!(rating));
    for (length, written) in [("2147483647", 200), ("200", 200), ("32", 32), ("7", 7), ("3", 7)] {
        let attributes = format!("dataset/**/*.json merge=r2p conflict-marker-size={length}\n");
        repo.ok(&["checkout", "--quiet", "-B", "from", "main"]);
        repo.write(".gitattributes", &attributes);
        repo.commit("Long markers", &State::base());
        repo.ok(&["branch", "--quiet", "-f", "raised", "from"]);
        repo.ok(&["checkout", "--quiet", "raised"]);
        repo.commit("Raise", &rated("fair"));
        repo.ok(&["checkout", "--quiet", "from"]);
        repo.commit("Lower", &rated("very-weak"));
        let merged = repo.git(&["merge", "--no-edit", "raised"]);
        assert_eq!(merged.code, 1, "{length}: {}{}", merged.stdout, merged.stderr);
        let text = repo.read(FILE);
        let marker = text.lines().find(|line| line.starts_with('<')).expect("a marker");
        assert_eq!(marker.split(' ').next().map(str::len), Some(written), "{length}");
        repo.ok(&["merge", "--abort"]);
    }
}

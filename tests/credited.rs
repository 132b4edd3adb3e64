//! How people are called and what they are credited with: `.mailmap`, co-authors, commits in other letters, shares of an assessment.

use git2::{ObjectType, Oid, Repository};
use serde_json::json;

use crate::support::State;
use crate::support::real_git::{FILE, Repo};

const DRAFT: &str = "dataset/assessments/XAA/2023.json";

/// Commits a state in somebody's name, with a message.
fn commit_by(repo: &Repo, author: &str, message: &str, state: &State) {
    state.write_to(&repo.root);
    repo.ok(&["add", "--all"]);
    repo.ok(&["commit", "--quiet", "--no-verify", "--author", author, "--message", message]);
}

/// Makes a commit on `main` of these bytes, in which TREE and PARENT stand for those of its newest commit, and itself.
fn raw_commit(repo: &Repo, bytes: &[u8]) {
    let git = Repository::open(&repo.root).expect("a repository");
    let newest = git.head().expect("a branch").peel_to_commit().expect("a commit");
    let head = format!("tree {}\nparent {}\n", newest.tree_id(), newest.id());
    let id: Oid = git
        .odb()
        .expect("objects")
        .write(ObjectType::Commit, &[head.as_bytes(), bytes].concat())
        .expect("an object");
    git.reference("refs/heads/main", id, true, "a commit").expect("a branch");
}

fn rated(indicator: &str, rating: &str) -> State {
    State::base().edited(FILE, |file| file["ratings"][indicator]["rating"] = json!(rating))
}

#[test]
fn people_are_called_as_the_mailmap_says_wherever_they_are_named() {
    let repo = Repo::new();
    commit_by(
        &repo,
        "ana <ana@old.example>",
        "Rate\n\nCo-authored-by: BEN <ben@old.example>\nCo-authored-by: Cy Example <cy@example.org>",
        &rated("press", "fair"),
    );
    let named = |arguments: &[&str]| {
        let run = repo.xtask(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
        run.stdout
    };
    let verbs: [&[&str]; 4] = [
        &["history", "XAA", "press"],
        &["history", "XAA", "press", "--format", "json"],
        &["changelog", "HEAD^..HEAD"],
        &["changelog", "HEAD^..HEAD", "--format", "json"],
    ];
    for verb in verbs {
        let told = named(verb);
        assert!(
            told.contains("ana") && told.contains("BEN") && told.contains("Cy Example"),
            "{verb:?}: {told}"
        );
    }
    assert!(named(&["changelog", "HEAD^..HEAD"]).contains("ana with BEN and Cy Example)"));
    repo.write(".mailmap", "Ana Right <ana@example.org> <ana@old.example>\n# A remark\nBen Right <ben@example.org> BEN <ben@old.example>\n");
    for verb in verbs {
        let told = named(verb);
        assert!(
            told.contains("Ana Right") && told.contains("Ben Right") && !told.contains("BEN"),
            "{verb:?}: {told}"
        );
    }
    let status = named(&["status", "2022", "--today", "2026-12-01"]);
    assert!(status.contains("Ana Right"), "{status}");
    // Git itself agrees.
    assert_eq!(repo.ok(&["log", "-1", "--format=%aN"]), "Ana Right\n");
}

#[test]
fn commits_are_read_in_the_letters_that_they_are_written_in() {
    let repo = Repo::new();
    let cases: [(&str, &[u8], &str); 4] = [
        ("encoding ISO-8859-1\n", b"Jos\xe9 Mu\xf1oz", "Jos\u{e9} Mu\u{f1}oz"),
        ("encoding ISO-8859-2\n", b"\xa3ukasz", "\u{141}ukasz"),
        ("encoding Shift_JIS\n", b"\x93\x8c\x8b\x9e", "\u{6771}\u{4eac}"),
        ("", "Jos\u{e9}".as_bytes(), "Jos\u{e9}"),
    ];
    for (nth, (header, name, told)) in cases.into_iter().enumerate() {
        let rating = if nth % 2 == 0 { "fair" } else { "weak" };
        repo.commit("A rating", &rated("press", rating));
        let head = [
            b"author ".as_slice(),
            name,
            b" <a@example.org> 1767225600 +0000\ncommitter C <c@example.org> 1767225600 +0000\n",
        ]
        .concat();
        let git = Repository::open(&repo.root).expect("a repository");
        let newest = git.head().expect("a branch").peel_to_commit().expect("a commit");
        let parent = newest.parent_id(0).expect("a parent");
        let bytes = [
            format!("tree {}\nparent {parent}\n", newest.tree_id()).as_bytes(),
            &head,
            header.as_bytes(),
            b"\nRate\n",
        ]
        .concat();
        let id = git.odb().expect("objects").write(ObjectType::Commit, &bytes).expect("an object");
        git.reference("refs/heads/main", id, true, "a commit").expect("a branch");
        let history = repo.xtask(&["history", "XAA", "press"]).stdout;
        assert!(history.contains(told), "{told}: {history}");
        let changelog = repo.xtask(&["changelog", "HEAD^..HEAD"]).stdout;
        assert!(changelog.contains(told), "{told}: {changelog}");
        assert!(!changelog.contains('\u{fffd}'), "{changelog}");
    }
    // What names no letters and is no UTF-8 is still read, and so is an empty commit with letters unheard of.
    raw_commit(&repo, b"author Jos\xe9 <a@example.org> 1767225600 +0000\ncommitter C <c@example.org> 1767225600 +0000\nencoding klingon\n\nNothing\n");
    assert_eq!(repo.xtask(&["history", "XAA", "press"]).code, 0);
}

/// A draft that Ana began by carrying over, and in which Ben, Cy and Dee worked.
#[test]
fn a_new_assessment_is_credited_to_all_who_worked_on_it() {
    let repo = Repo::new();
    let entry = |indicator: &str, rating: &str| json!({ "rating": rating, "rationale": [format!("What was found about {indicator} now.")] });
    let state = |edit: &dyn Fn(&mut serde_json::Value)| {
        let mut state = State::base().edited("dataset/editions.json", |editions| {
            editions["editions"]["2023"] = json!({ "title": "2023", "status": "open", "framework": "base-2019", "previous": "2022" });
        });
        let mut file: serde_json::Value = serde_json::from_str(State::base().text(FILE)).expect("JSON");
        file["edition"] = json!("2023");
        file["status"] = json!("draft");
        for (_, entry) in file["ratings"].as_object_mut().expect("ratings") {
            entry["carried"] = json!("2022");
        }
        for field in ["document", "stated"] {
            file.as_object_mut().expect("an object").shift_remove(field);
        }
        edit(&mut file);
        state.files.insert(DRAFT.to_owned(), file.to_string().into_bytes());
        state.edited(DRAFT, |_| {})
    };
    let confirmed = |file: &mut serde_json::Value, indicator: &str| {
        file["ratings"][indicator].as_object_mut().expect("an entry").shift_remove("carried");
    };
    commit_by(&repo, "Ana <ana@x>", "Begin", &state(&|_| {}));
    commit_by(
        &repo,
        "Ben <ben@x>",
        "Rate two\n\nCo-authored-by: Cy <cy@x>",
        &state(&|file| {
            file["ratings"]["courts"] = entry("courts", "fair");
            file["ratings"]["police"] = entry("police", "strong");
        }),
    );
    let by_dee = |file: &mut serde_json::Value| {
        file["ratings"]["courts"] = entry("courts", "fair");
        file["ratings"]["police"] = entry("police", "strong");
        confirmed(file, "press");
        file["ratings"]["courts"]["rationale"] = json!(["Dee says it better."]);
        file["overview"] = json!(["An overview by Dee."]);
    };
    commit_by(&repo, "Dee <dee@x>", "Confirm", &state(&by_dee));
    let told = repo.xtask(&["changelog", "HEAD~3..HEAD"]).stdout;
    let credit = told.lines().find(|line| line.starts_with("Credit: ")).unwrap_or_else(|| panic!("{told}"));
    assert_eq!(credit, "Credit: Ben (2 rated), Cy (2 rated), Dee (1 confirmed, 1 edited).");
    // One who did it all alone is named by the commit.
    let alone = repo.xtask(&["changelog", "HEAD~3..HEAD~2"]).stdout;
    assert!(alone.contains("assessment added") && alone.contains("Ana"), "{alone}");
}

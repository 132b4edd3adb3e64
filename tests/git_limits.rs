//! Repositories that were made to be large: what is read of them is bounded, and what is not read is told.

use std::fs;

use serde_json::json;

use crate::support::real_git::{FILE, Repo};
use crate::support::{Run, State};

/// A folder as Git keeps it.
fn folder(git: &git2::Repository, entries: &[(&str, &str, git2::Oid)]) -> git2::Oid {
    let mut bytes = Vec::new();
    for (mode, name, id) in entries {
        bytes.extend(format!("{mode} {name}\0").bytes());
        bytes.extend(id.as_bytes());
    }
    git.odb().expect("a store").write(git2::ObjectType::Tree, &bytes).expect("a tree")
}

/// Commits the dataset of the last commit with one thing more in it, or beside it.
fn committed(repo: &Repo, name: &str, place: Place, thing: git2::Oid) {
    let git = git2::Repository::open(&repo.root).expect("a repository");
    let top = git.head().expect("a head").peel_to_tree().expect("a tree");
    let mut whole = git.treebuilder(Some(&top)).expect("a builder");
    match place {
        Place::Outside => drop(whole.insert("xtask", thing, 0o040_000).expect("a name")),
        Place::Dataset => {
            let dataset = top.get_name("dataset").expect("is there").id();
            let dataset = git.find_tree(dataset).expect("a tree");
            let mut dataset = git.treebuilder(Some(&dataset)).expect("a builder");
            dataset.insert("extra", thing, 0o040_000).expect("a name");
            whole.insert("dataset", dataset.write().expect("a tree"), 0o040_000).expect("a name");
        }
    }
    let tree = git.find_tree(whole.write().expect("a tree")).expect("a tree");
    let who = git2::Signature::new("A", "a@example.org", &git2::Time::new(1_600_000_000, 0)).expect("a name");
    let parent = git.head().expect("a head").peel_to_commit().expect("a commit");
    git.commit(Some(&format!("refs/heads/{name}")), &who, &who, name, &tree, &[&parent]).expect("a commit");
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    Dataset,
}

/// So many folders, one in the other, with a file in the last.
fn nested(git: &git2::Repository, count: usize) -> git2::Oid {
    let file = git.blob(b"{}\n").expect("a file");
    let last = folder(git, &[("100644", "a.json", file)]);
    (1..count).fold(last, |within, _| folder(git, &[("40000", "a", within)]))
}

/// So many floors of folders, each with ten times the one below.
fn bomb(git: &git2::Repository, floors: usize) -> git2::Oid {
    let mut within = git.blob(b"{}\n").expect("a file");
    for floor in 0..floors {
        let mode = if floor == 0 { "100644" } else { "40000" };
        let names: Vec<String> = (0..10).map(|number| format!("a{number}")).collect();
        let entries: Vec<(&str, &str, git2::Oid)> =
            names.iter().map(|name| (mode, &**name, within)).collect();
        within = folder(git, &entries);
    }
    within
}

/// What each verb says that reads the commit.
fn all_verbs(repo: &Repo, name: &str) -> Vec<(String, Run)> {
    let range = format!("main..{name}");
    let back = format!("{name}..main");
    let verbs: [&[&str]; 6] = [
        &["diff", &range],
        &["diff", &back],
        &["changelog", &range],
        &["validate", "--at", name],
        &["validate", "--at", name, "--base", "main"],
        &["diff", &format!("{name}..")],
    ];
    verbs.iter().map(|arguments| (arguments.join(" "), repo.xtask(arguments))).collect()
}

#[test]
fn folders_are_gone_into_as_deeply_as_git_goes() {
    let repo = Repo::new();
    let git = git2::Repository::open(&repo.root).expect("a repository");
    committed(&repo, "outside", Place::Outside, nested(&git, 40_000));
    committed(&repo, "within", Place::Dataset, nested(&git, 40_000));
    // The folder of the dataset is the first, and the one that is put in it the second.
    committed(&repo, "just", Place::Dataset, nested(&git, 2_047));
    committed(&repo, "beyond", Place::Dataset, nested(&git, 2_048));
    for (verb, told) in all_verbs(&repo, "outside") {
        assert_eq!(told.code, 0, "{verb}: {}{}", told.stdout, told.stderr);
    }
    for (verb, told) in all_verbs(&repo, "within").into_iter().chain(all_verbs(&repo, "beyond")) {
        assert_eq!(told.code, 2, "{verb}: {}", told.stdout);
        assert!(told.stderr.contains("folders are nested more than 2048 deep"), "{verb}: {}", told.stderr);
    }
    for (verb, told) in all_verbs(&repo, "just") {
        assert!(!told.stderr.contains("nested"), "{verb}: {}", told.stderr);
    }
    repo.ok(&["symbolic-ref", "HEAD", "refs/heads/within"]);
    let told = repo.xtask(&["history", "XAA", "courts"]);
    assert!(told.stderr.contains("folders are nested more than 2048 deep"), "{}", told.stderr);
    repo.ok(&["symbolic-ref", "HEAD", "refs/heads/outside"]);
    assert_eq!(repo.xtask(&["history", "XAA", "courts"]).code, 0);
}

#[test]
fn folders_that_hold_ten_times_ten_times_ten_are_not_gone_through() {
    let repo = Repo::new();
    let git = git2::Repository::open(&repo.root).expect("a repository");
    committed(&repo, "outside", Place::Outside, bomb(&git, 9));
    committed(&repo, "within", Place::Dataset, bomb(&git, 9));
    committed(&repo, "small", Place::Dataset, bomb(&git, 4));
    for (verb, told) in all_verbs(&repo, "outside") {
        assert_eq!(told.code, 0, "{verb}: {}{}", told.stdout, told.stderr);
    }
    for (verb, told) in all_verbs(&repo, "within") {
        assert_eq!(told.code, 2, "{verb}: {}", told.stdout);
        assert!(
            told.stderr.contains("there are more than 200000 files and folders"),
            "{verb}: {}",
            told.stderr
        );
    }
    for (verb, told) in all_verbs(&repo, "small") {
        assert!(!told.stderr.contains("more than"), "{verb}: {}", told.stderr);
    }
}

/// Of a line of commits that have too much in them each is told, and what was before and after.
#[test]
fn a_line_of_commits_with_too_much_in_them_is_passed_over() {
    let repo = Repo::new();
    let git = git2::Repository::open(&repo.root).expect("a repository");
    let bomb = bomb(&git, 8);
    for number in 0..40 {
        // The folder is another in each, and what is in it is the same.
        let file = git.blob(format!("{number}\n").as_bytes()).expect("a file");
        let thing = folder(&git, &[("40000", "a", bomb), ("100644", "b", file)]);
        committed(&repo, "main", Place::Dataset, thing);
    }
    let lowered = State::base().edited(FILE, |file| file["ratings"]["courts"]["rating"] = json!("very-weak"));
    repo.commit("Lower", &lowered);
    let told = repo.xtask(&["history", "XAA", "courts"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(told.stdout.contains("Weak -> Very Weak"), "{}", told.stdout);
    assert!(told.stdout.contains("or earlier: what is right before this cannot be read"), "{}", told.stdout);
    assert!(told.stderr.contains("there are more than 200000 files and folders"), "{}", told.stderr);
    assert!(told.stderr.ends_with("note: and 20 more\n"), "{}", told.stderr);
    let page = repo.xtask(&["changelog", "main~41..main"]);
    assert_eq!(page.code, 0, "{}", page.stderr);
    assert!(page.stderr.ends_with("note: and 20 more\n"), "{}", page.stderr);
}

#[test]
fn a_tool_that_is_changed_beside_the_data_is_seen_however_large_it_is() {
    let repo = Repo::new();
    let git = git2::Repository::open(&repo.root).expect("a repository");
    let edited = State::base().edited("dataset/countries.json", |file| {
        file["countries"]["XAA"]["note"] = json!("An island.");
    });
    repo.branch("both", "main", &edited);
    committed(&repo, "both", Place::Outside, bomb(&git, 9));
    let judged = repo.xtask(&["validate", "--at", "both", "--base", "main"]);
    assert!(
        judged.stdout.contains("warning[CHG008]") && judged.stdout.contains("xtask/a0/a0"),
        "{}",
        judged.stdout
    );
}

#[test]
fn the_size_of_a_file_is_asked_before_its_content() {
    let repo = Repo::installed();
    let largest = 2 * 1024 * 1024;
    let padded = |size: usize| {
        let text = State::base().text(FILE).to_owned();
        let missing = size - text.len();
        text + &" ".repeat(missing)
    };
    repo.ok(&["checkout", "--quiet", "-b", "large"]);
    // One content at many paths, each a file that is told.
    for number in 0..12 {
        let path = format!("dataset/assessments/XAA/20{:02}.json", 30 + number);
        fs::write(repo.root.join(path), " ".repeat(largest + 1024)).expect("a file");
    }
    repo.write(FILE, &padded(largest + 1));
    repo.ok(&["add", "--all"]);
    let count = |run: &Run| run.stdout.matches("\"SYN010\"").count();
    let folder = repo.xtask(&["validate", "--format", "json"]);
    assert_eq!((folder.code, count(&folder)), (1, 13), "{}", folder.stderr);
    let staged = repo.xtask(&["validate", "--staged", "--format", "json"]);
    assert_eq!(count(&staged), 13, "{}", staged.stderr);
    repo.ok(&["commit", "--quiet", "--no-verify", "--message", "Large files"]);
    let at = repo.xtask(&["validate", "--at", "large", "--format", "json"]);
    assert_eq!(at.stdout, folder.stdout);
    let base = repo.xtask(&["validate", "--at", "large", "--base", "main", "--format", "json"]);
    assert_eq!(count(&base), 13, "{}", base.stderr);
    for arguments in
        [["diff", "main..large"], ["diff", "large..main"], ["diff", "main.."], ["history", "XAA"]]
    {
        let told = repo.xtask(&arguments);
        let words = "files of more than 2097152 are not read";
        assert!(
            told.stdout.contains(words) || told.stderr.contains(words),
            "{arguments:?}: {}{}",
            told.stdout,
            told.stderr
        );
    }
    // One of just the size is read: what is wrong with it is its layout.
    repo.write(FILE, &padded(largest));
    repo.ok(&["commit", "--quiet", "--all", "--no-verify", "--message", "Just as large"]);
    let at = repo.xtask(&["validate", "--at", "large", "--format", "json"]);
    assert_eq!(count(&at), 12);
}

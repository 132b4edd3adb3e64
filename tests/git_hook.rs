//! `install-git` and the check before a commit: what is set up, what is left alone, and what a commit is stopped for.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::support::real_git::{FILE, Repo, git_in};
use crate::support::{Run, State, run};

const OTHER: &str = "dataset/assessments/XBB/2022.json";
const HOOK: &str = ".git/hooks/pre-commit";

fn wrong(path: &str) -> State {
    State::base().edited(path, |file| file["stated"]["score"] = json!(45))
}

fn commit(repo: &Repo, arguments: &[&str]) -> Run {
    let all = [&["commit", "--quiet", "--message", "A change"], arguments].concat();
    repo.git(&all)
}

/// What a run told, with the same name for every clone.
fn told(repo: &Repo, run: &Run) -> String {
    let place = repo.root.canonicalize().expect("it is there").display().to_string();
    let place = place.trim_start_matches(r"\\?\").replace('\\', "/");
    run.stdout.replace('\\', "/").replace(&place, "CLONE")
}

#[test]
fn what_is_staged_is_judged_and_not_what_lies_beside_it() {
    let repo = Repo::installed();
    repo.write(FILE, wrong(FILE).text(FILE));
    repo.ok(&["add", FILE]);
    repo.write(FILE, State::base().text(FILE));
    assert_eq!(repo.xtask(&["validate"]).code, 0, "the working copy is fine");
    let refused = commit(&repo, &[]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("error[SCO001]"), "{}", refused.stderr);
    assert!(
        refused.stderr.contains("run git add, and commit again; git commit --no-verify"),
        "{}",
        refused.stderr
    );
    assert_eq!(repo.ok(&["log", "--format=%s"]), "The base\n", "nothing was committed");

    repo.ok(&["reset", "--quiet"]);
    repo.write(FILE, &State::base().text(FILE).replace("courts in 2022", "courts that year"));
    repo.ok(&["add", FILE]);
    repo.write(FILE, "{");
    let taken = commit(&repo, &[]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    assert_eq!(repo.ok(&["log", "-1", "--format=%s"]), "A change\n");
}

#[test]
fn a_commit_of_some_files_is_judged_by_these() {
    let repo = Repo::installed();
    repo.write(FILE, wrong(FILE).text(FILE));
    repo.ok(&["add", FILE]);
    repo.write(OTHER, &State::base().text(OTHER).replace("courts in 2022", "courts that year"));
    let taken = commit(&repo, &["--", OTHER]);
    assert_eq!(taken.code, 0, "the broken file is staged and not part of this commit: {}", taken.stderr);
    repo.ok(&["reset", "--quiet", "--hard"]);
    repo.write(OTHER, wrong(OTHER).text(OTHER));
    assert_eq!(commit(&repo, &["--", OTHER]).code, 1, "not staged, and part of this commit");
    assert_eq!(commit(&repo, &["--all"]).code, 1);
    let below = repo.root.join("dataset/assessments");
    assert_eq!(git_in(&below, &["commit", "--quiet", "-a", "-m", "A change"]).code, 1, "from below");
}

/// Without its attributes Git would not use what is set up, so what is missing is told, as a line to add.
#[test]
fn attributes_that_are_missing_are_told_and_not_written() {
    let line = "    dataset/**/*.json ";
    for (attributes, missing) in [
        ("", "diff=r2p merge=r2p"),
        ("*.json diff=r2p merge=r2p\ndataset/** -merge\n", "merge=r2p"),
        ("dataset/assessments/** merge=r2p diff=json\n", "diff=r2p"),
    ] {
        let repo = Repo::new();
        repo.write(".gitattributes", attributes);
        repo.ok(&["add", ".gitattributes"]);
        let told = repo.xtask(&["install-git"]);
        assert_eq!((told.code, told.stderr.as_str()), (0, ""));
        let expected = format!("once .gitattributes ends with this line:\n{line}{missing}\n");
        assert!(told.stdout.contains(&expected), "{attributes:?}: {}", told.stdout);
        let written = fs::read_to_string(repo.root.join(".gitattributes")).expect("is there");
        assert_eq!(written, attributes, "it is a file of the repository");
        let mended = format!("{attributes}dataset/**/*.json {missing}\n");
        repo.write(".gitattributes", &mended);
        let told = repo.xtask(&["install-git"]);
        assert!(told.stdout.contains("git merge merges them by content.\n"), "{}", told.stdout);
        let asked = repo.ok(&["check-attr", "diff", "merge", "--", FILE]);
        assert!(asked.contains("diff: r2p") && asked.contains("merge: r2p"), "{asked}");
    }
}

#[test]
fn nothing_staged_under_the_dataset_is_no_concern() {
    let repo = Repo::installed();
    repo.write(FILE, "{");
    repo.write("notes.txt", "Notes.");
    repo.ok(&["add", "notes.txt"]);
    let taken = commit(&repo, &[]);
    assert_eq!((taken.code, taken.stdout.as_str(), taken.stderr.as_str()), (0, "", ""));
    let by_hand = repo.xtask(&["validate", "--staged"]);
    assert_eq!((by_hand.code, by_hand.stdout.as_str()), (0, ""));
    insta::assert_snapshot!(by_hand.stderr, @"Nothing under dataset/ is staged.");
}

#[test]
fn what_was_wrong_before_in_other_files_stops_nobody() {
    let repo = Repo::installed();
    repo.commit("A slip", &wrong(OTHER));
    repo.write(FILE, &State::base().text(FILE).replace("courts in 2022", "courts that year"));
    repo.ok(&["add", FILE]);
    let checked = repo.xtask(&["validate", "--staged"]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
    insta::assert_snapshot!(checked.stderr, @"Not shown: 1 problem in other files, there before this change. To see all: cargo xtask validate");
    insta::assert_snapshot!(checked.stdout, @"1 file checked (1 assessment of 1 country): no problems.");

    // The score of 2019 stays right, and the directions of 2022 become wrong.
    let earlier = "dataset/assessments/XAA/2019.json";
    let changed = State::base().edited(earlier, |file| {
        file["ratings"]["courts"]["rating"] = json!("weak");
        file["ratings"]["schools"]["rating"] = json!("strong");
    });
    repo.write(earlier, changed.text(earlier));
    repo.ok(&["add", earlier]);
    repo.ok(&["reset", "--quiet", "--", FILE]);
    let checked = repo.xtask(&["validate", "--staged", "--format", "json"]);
    assert_eq!(checked.code, 1);
    let report: serde_json::Value = serde_json::from_str(&checked.stdout).expect("JSON");
    let paths: Vec<&str> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|found| found["path"].as_str())
        .collect();
    assert_eq!(paths, [earlier, earlier], "the file that is staged is blamed");

    repo.ok(&["reset", "--quiet", "--hard"]);
    let countries = "dataset/countries.json";
    let changed = State::base().edited(countries, |file| {
        file["countries"].as_object_mut().expect("an object").remove("XAA");
    });
    repo.write(countries, changed.text(countries));
    repo.ok(&["add", countries]);
    let checked = repo.xtask(&["validate", "--staged"]);
    assert_eq!(checked.code, 1);
    assert!(checked.stdout.contains(FILE), "what breaks in a file that is not staged: {}", checked.stdout);
    assert!(!checked.stdout.contains(OTHER), "{}", checked.stdout);
}

#[test]
fn the_first_commit_is_judged_as_any() {
    let repo = Repo::installed();
    repo.ok(&["checkout", "--quiet", "--orphan", "unborn"]);
    assert_eq!(commit(&repo, &[]).code, 0);
    repo.ok(&["checkout", "--quiet", "--orphan", "unborn-too"]);
    repo.write(FILE, wrong(FILE).text(FILE));
    repo.ok(&["add", FILE]);
    assert_eq!(commit(&repo, &[]).code, 1);
    let intended = "dataset/assessments/XBB/2023-24.json";
    repo.write(FILE, State::base().text(FILE));
    repo.write(intended, "{");
    repo.ok(&["add", FILE]);
    repo.ok(&["add", "--intent-to-add", intended]);
    let checked = repo.xtask(&["validate", "--staged"]);
    assert_eq!(checked.code, 0, "what is only intended is not committed: {}", checked.stdout);
}

#[test]
fn the_last_assessment_cannot_go_unnoticed() {
    let repo = Repo::installed();
    repo.ok(&["rm", "--quiet", "-r", "dataset"]);
    let checked = repo.xtask(&["validate", "--staged"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (2, ""));
    assert_eq!(commit(&repo, &[]).code, 1);
}

#[test]
fn installing_twice_changes_nothing_and_removing_takes_all_away() {
    let repo = Repo::new();
    let before = repo.read(".git/config");
    let first = repo.xtask(&["install-git"]);
    assert_eq!((first.code, first.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(told(&repo, &first), @r"
    In this clone, git diff, git show and git log -p show assessments as readable pages, and git merge merges them by content.
    Before each commit, CLONE/.git/hooks/pre-commit checks what is staged under dataset/.
    Before each merge, CLONE/.git/hooks/pre-merge-commit checks what is staged under dataset/.
    To undo this: cargo xtask install-git --remove
    ");
    let (config, hook) = (repo.read(".git/config"), repo.read(HOOK));
    let again = repo.xtask(&["install-git"]);
    insta::assert_snapshot!(told(&repo, &again), @r"
    As before, in this clone, git diff, git show and git log -p show assessments as readable pages, and git merge merges them by content.
    Before each commit, CLONE/.git/hooks/pre-commit checks what is staged under dataset/.
    Before each merge, CLONE/.git/hooks/pre-merge-commit checks what is staged under dataset/.
    To undo this: cargo xtask install-git --remove
    ");
    assert_eq!((repo.read(".git/config"), repo.read(HOOK)), (config, hook));

    repo.ok(&["config", "diff.r2p.wordRegex", "[a-z]+"]);
    let removed = repo.xtask(&["install-git", "--remove"]);
    assert_eq!(removed.code, 0);
    insta::assert_snapshot!(removed.stdout, @"The setup was removed: in this clone, Git works as it did before install-git.");
    assert_eq!(
        repo.ok(&["config", "--get-regexp", "r2p"]),
        "diff.r2p.wordregex [a-z]+\n",
        "what others set stays"
    );
    assert!(!repo.root.join(HOOK).exists());
    repo.ok(&["config", "--unset", "diff.r2p.wordRegex"]);
    let left = repo.ok(&["config", "--local", "--list"]);
    for line in left.lines() {
        let name = line.split('=').next().expect("a name").rsplit('.').next().expect("a name");
        assert!(before.to_lowercase().contains(name), "{line} was not there before");
    }
    insta::assert_snapshot!(repo.xtask(&["install-git", "--remove"]).stdout, @"There was nothing to take away: install-git has set up nothing in this clone.");
}

#[test]
fn a_hook_of_somebody_else_is_left_alone() {
    let repo = Repo::new();
    fs::create_dir_all(repo.root.join(".git/hooks")).expect("a folder");
    repo.write(HOOK, "#!/bin/sh\nexit 0\n");
    let done = repo.xtask(&["install-git"]);
    assert_eq!(done.code, 0);
    insta::assert_snapshot!(told(&repo, &done), @r"
    In this clone, git diff, git show and git log -p show assessments as readable pages, and git merge merges them by content.
    No check was set up: there is already a hook at CLONE/.git/hooks/pre-commit, which was left alone. To check what is staged before each commit, add this line to it:
        cargo xtask validate --staged || exit 1
    Before each merge, CLONE/.git/hooks/pre-merge-commit checks what is staged under dataset/.
    To undo this: cargo xtask install-git --remove
    ");
    assert_eq!(repo.read(HOOK), "#!/bin/sh\nexit 0\n");
    repo.xtask(&["install-git", "--remove"]);
    assert_eq!(repo.read(HOOK), "#!/bin/sh\nexit 0\n");

    repo.write(HOOK, "#!/bin/sh\ncargo xtask validate --staged || exit 1\n");
    let done = repo.xtask(&["install-git"]);
    insta::assert_snapshot!(told(&repo, &done), @r"
    In this clone, git diff, git show and git log -p show assessments as readable pages, and git merge merges them by content.
    Before each commit, CLONE/.git/hooks/pre-commit checks what is staged, as somebody has set it up.
    Before each merge, CLONE/.git/hooks/pre-merge-commit checks what is staged under dataset/.
    To undo this: cargo xtask install-git --remove
    ");
}

#[test]
fn hooks_are_set_up_where_this_clone_has_them() {
    let repo = Repo::new();
    repo.ok(&["config", "core.hooksPath", ".my hooks"]);
    assert_eq!(repo.xtask(&["install-git"]).code, 0);
    assert!(repo.root.join(".my hooks/pre-commit").is_file());
    assert!(!repo.root.join(HOOK).exists());
    repo.write(FILE, wrong(FILE).text(FILE));
    repo.ok(&["add", FILE]);
    assert_eq!(commit(&repo, &[]).code, 1, "Git runs it");
    assert_eq!(repo.xtask(&["install-git", "--remove"]).code, 0);
    assert!(!repo.root.join(".my hooks/pre-commit").exists());
}

/// The base with one rating a level lower, and with the stated score that follows from it.
fn lowered(indicator: &str, rating: &str) -> State {
    State::base().edited(FILE, |file| {
        file["ratings"][indicator]["rating"] = json!(rating);
        file["ratings"][indicator]["change"] = json!("decrease");
        file["stated"]["score"] = json!(38);
        file["stated"]["difference"] = json!(-12);
    })
}

#[test]
fn a_merge_of_two_that_are_right_alone_and_wrong_together_is_refused() {
    let repo = Repo::new();
    let (one, other) = (lowered("press", "fair"), lowered("schools", "weak"));
    for state in [&one, &other] {
        let alone = state.judged().human();
        assert!(!alone.contains("error"), "{alone}");
    }
    repo.branch("one", "main", &one);
    repo.branch("other", "main", &other);
    repo.ok(&["checkout", "--quiet", "one"]);
    assert_eq!(repo.xtask(&["install-git"]).code, 0);
    let refused = repo.git(&["merge", "--no-edit", "other"]);
    assert_eq!(refused.code, 1, "{}{}", refused.stdout, refused.stderr);
    let told = format!("{}{}", refused.stdout, refused.stderr);
    assert!(
        told.contains("error[SCO001]") && told.contains("git merge --abort gives the merge up"),
        "{told}"
    );
    assert_eq!(repo.ok(&["log", "-1", "--format=%s"]), "one\n", "nothing was committed");

    // Once it is mended, it is committed as any merge; and it can be given up.
    repo.ok(&["merge", "--abort"]);
    assert_eq!(repo.git(&["merge", "--no-edit", "other"]).code, 1);
    let text = repo.read(FILE);
    assert_eq!(text.matches("\"score\": 38").count(), 1);
    repo.write(
        FILE,
        &text.replace("\"score\": 38", "\"score\": 31").replace("\"difference\": -12", "\"difference\": -19"),
    );
    repo.ok(&["add", FILE]);
    let taken = repo.git(&["commit", "--no-edit"]);
    assert_eq!(taken.code, 0, "{}{}", taken.stdout, taken.stderr);
    assert_eq!(repo.ok(&["log", "-1", "--format=%P"]).split_whitespace().count(), 2);
}

#[test]
fn a_merge_passes_where_the_program_is_gone_and_where_it_brings_no_data() {
    let repo = Repo::installed();
    repo.branch("one", "main", &lowered("press", "fair"));
    repo.branch("other", "main", &lowered("schools", "weak"));
    let hook = ".git/hooks/pre-merge-commit";
    let script = repo.read(hook);
    repo.write(hook, &script.replace("/xtask'", "/gone'"));
    repo.ok(&["checkout", "--quiet", "one"]);
    let taken = repo.git(&["merge", "--no-edit", "other"]);
    assert_eq!(taken.code, 0, "{}{}", taken.stdout, taken.stderr);
    assert!(taken.stderr.contains("was not checked: the program is missing"), "{}", taken.stderr);
    repo.write(hook, &script);
    repo.ok(&["checkout", "--quiet", "-b", "notes", "main"]);
    repo.write("notes.txt", "Notes.");
    repo.ok(&["add", "notes.txt"]);
    repo.ok(&["commit", "--quiet", "--message", "Notes"]);
    repo.ok(&["checkout", "--quiet", "one"]);
    let taken = repo.git(&["merge", "--no-edit", "notes"]);
    assert_eq!(taken.code, 0, "what was wrong before is no concern of the merge: {}", taken.stderr);
}

#[test]
fn a_worktree_is_judged_by_its_own_index() {
    let repo = Repo::new();
    repo.write(FILE, wrong(FILE).text(FILE));
    repo.ok(&["add", FILE]);
    repo.ok(&["worktree", "add", "--quiet", "../other", "-b", "other"]);
    let other = repo.root.join("../other");
    assert_eq!(run(&other, &["install-git"]).code, 0);
    assert!(repo.root.join(HOOK).is_file(), "the hook is for all worktrees of the clone");
    let text = State::base().text(OTHER).replace("courts in 2022", "courts that year");
    fs::write(other.join(OTHER), text).expect("a file");
    let taken = git_in(&other, &["commit", "--quiet", "--all", "--message", "A change"]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    fs::write(other.join(OTHER), wrong(OTHER).text(OTHER)).expect("a file");
    let refused = git_in(&other, &["commit", "--quiet", "--all", "--message", "A change"]);
    assert_eq!(refused.code, 1);
}

#[test]
fn a_bare_repository_has_drivers_and_no_hook() {
    let repo = Repo::new();
    repo.ok(&["clone", "--quiet", "--bare", ".", "../bare.git"]);
    let bare = repo.root.join("../bare.git");
    let told = run(&bare, &["install-git"]);
    assert_eq!((told.code, told.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(told.stdout, @r"
    In this clone, git diff, git show and git log -p show assessments as readable pages, and git merge merges them by content.
    Nobody commits in a bare repository, so no check was set up.
    To undo this: cargo xtask install-git --remove
    ");
    assert!(!bare.join("hooks/pre-commit").exists());
    let nowhere = run(Path::new("/"), &["install-git"]);
    assert_eq!((nowhere.code, nowhere.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(nowhere.stderr, @"error: no Git repository at / or above it");
}

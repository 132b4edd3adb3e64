//! What `diff` says between commits, branches and the working tree, and in which states of a repository.

use std::collections::BTreeSet;
use std::fs;

use dataset::Dataset;
use diff::{Diff, compare};
use history::git::{Base, Repository, compared};
use serde_json::json;

use crate::support::histories::{XAA, history};
use crate::support::real_git::Repo;
use crate::support::{State, run};

#[test]
fn every_range_of_the_prepared_history_tells_what_happened() {
    let history = history();
    let names =
        ["before", "enters", "lowers", "rewords", "mends", "police", "merges", "renames", "slips", "reverts"];
    let mut told = String::new();
    for pair in names.windows(2) {
        let range = format!("{}..{}", history.id(pair[0]), history.id(pair[1]));
        let run = run(history.path(), &["diff", &range]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{pair:?}");
        told.push_str(&format!("== {}..{}\n{}\n", pair[0], pair[1], run.stdout));
    }
    let diff = |range: &str| run(history.path(), &["diff", range]);
    let whole = diff(&format!("{}..{}", history.id("enters"), history.id("reverts")));
    told.push_str(&format!("== enters..reverts\n{}\n", whole.stdout));
    let branch = diff(&format!("{}...{}", history.id("police"), history.id("schools")));
    told.push_str(&format!("== police...schools\n{}", branch.stdout));
    insta::assert_snapshot!(history.named(&told));

    let undone = diff(&format!("{}..{}", history.id("renames"), history.id("reverts")));
    assert_eq!((undone.code, undone.stdout.as_str()), (0, ""), "a slip that was reverted is no difference");
    let same = diff("HEAD..HEAD");
    assert_eq!((same.code, same.stdout.as_str()), (0, ""));
    assert_eq!(same.stderr, "No difference between HEAD and HEAD.\n");
}

#[test]
fn two_sides_mirror_each_other() {
    let history = history();
    let repository = Repository::open(history.path()).expect("a repository");
    let names = ["before", "enters", "lowers", "merges", "renames", "reverts"];
    for from in names {
        for to in names {
            let both = compared(&repository, &history.id(from), Some(&history.id(to)), Base::Revision);
            let both = both.expect("both are there");
            let (before, after) =
                (Dataset::load_to_compare(&both.before), Dataset::load_to_compare(&both.after));
            let changes = |diff: &Diff<'_>| -> BTreeSet<String> {
                diff.changes().map(|change| format!("{:?}", (&change.before, &change.after))).collect()
            };
            let there = changes(&compare(&before, &after));
            let back = compare(&after, &before);
            let mirrored: BTreeSet<String> = back
                .changes()
                .cloned()
                .map(diff::change::Change::mirrored)
                .map(|change| format!("{:?}", (&change.before, &change.after)))
                .collect();
            assert_eq!(there, mirrored, "{from} {to}");
            assert_eq!(
                there.is_empty(),
                from == to || [from, to] == ["renames", "reverts"] || [from, to] == ["reverts", "renames"],
                "{from} {to}"
            );
        }
    }
}

#[test]
fn a_branch_named_like_an_option_is_a_branch() {
    let history = history();
    let id = git2::Oid::from_str(&history.id("slips")).expect("an id");
    for name in ["--help", "--output=x", "-f"] {
        let reference = format!("refs/heads/{name}");
        history.git().reference(&reference, id, true, "a branch").expect("a branch");
        let told = run(history.path(), &["diff", "--", &format!("{name}..HEAD")]);
        assert_eq!((told.code, told.stderr.as_str()), (0, ""), "{name}");
        assert!(told.stdout.contains("Very Weak -> Weak"), "{name}: {}", told.stdout);
    }
}

#[test]
fn only_what_differs_is_opened() {
    let history = history();
    let repository = Repository::open(history.path()).expect("a repository");
    let opened = |from: &str, to: Option<&str>| -> Vec<String> {
        let to = to.map(|to| history.id(to));
        let both = compared(&repository, &history.id(from), to.as_deref(), Base::Revision).expect("both");
        both.before.entries().iter().map(|entry| entry.path.to_string()).collect()
    };
    let registers = ["dataset/countries.json", "dataset/editions.json", "dataset/frameworks/base-2019.json"];
    assert_eq!(opened("lowers", Some("rewords")), [&[XAA], &registers[..]].concat());
    assert_eq!(opened("renames", Some("reverts")), [""; 0], "nothing differs, so nothing is opened");
    assert_eq!(opened("reverts", None), [""; 0], "the working tree is as it was committed");
    fs::write(history.path().join(XAA), "{").expect("a file");
    assert_eq!(opened("reverts", None), [&[XAA], &registers[..]].concat());
}

#[test]
fn the_files_that_differ_are_those_that_git_names() {
    let mut history = history();
    let mut state = State::base();
    let file = state.files.remove(XAA).expect("is there");
    state.files.insert(format!("{XAA}/now-a-folder.json"), file);
    state.files.insert("README.md".to_owned(), b"Other words.\n".to_vec());
    history.commit("folder", &["reverts"], "A file becomes a folder", &state);
    let repository = Repository::open(history.path()).expect("a repository");
    let names = ["before", "enters", "lowers", "merges", "renames", "reverts", "folder"];
    for from in names {
        for to in names {
            let (from, to) = (history.id(from), history.id(to));
            let git = crate::support::program::git(
                history.path(),
                &["diff", "--name-only", "--no-renames", &from, &to],
            );
            let named = String::from_utf8(git.stdout).expect("UTF-8");
            let both = compared(&repository, &from, Some(&to), Base::Revision).expect("both are there");
            assert_eq!(both.differing, named.lines().map(str::to_owned).collect::<BTreeSet<_>>());
        }
    }
}

#[test]
fn the_working_tree_is_a_side() {
    let history = history();
    let mend = |state: State| state.edited(XAA, |file| file["ratings"]["press"]["rating"] = json!("weak"));
    let file = fs::read(history.path().join(XAA)).expect("a file");
    let mut state = State::base();
    state.files.insert(XAA.to_owned(), file);
    fs::write(history.path().join(XAA), mend(state).text(XAA)).expect("a file");
    fs::write(history.path().join("dataset/assessments/XAA/notes.txt"), "mine").expect("a file");
    let changed = run(history.path(), &["diff", "HEAD.."]);
    assert_eq!((changed.code, changed.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(changed.stdout);
    assert_eq!(run(history.path(), &["diff", "HEAD..", "--exit-code"]).code, 1);
    assert_eq!(run(history.path(), &["diff", "HEAD..HEAD", "--exit-code"]).code, 0);
    let below = history.path().join("dataset/assessments");
    assert_eq!(run(&below, &["diff", "HEAD.."]).stdout, changed.stdout, "from a folder below as well");
}

#[test]
fn country_and_indicator_limit_what_is_told() {
    let history = history();
    let range = format!("{}..{}", history.id("enters"), history.id("reverts"));
    let limited = |limits: &[&str]| {
        let run = run(history.path(), &[&["diff", &range], limits].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    insta::assert_snapshot!(limited(&["--country", "aland", "--indicator", "press"]));
    assert!(!limited(&["--country", "XBB"]).contains("Aland"));
    let unknown = run(history.path(), &["diff", &range, "--indicator", "pres"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert_eq!(unknown.stderr, "error: there is no indicator \"pres\"; did you mean press?\n");
}

#[test]
fn states_of_a_repository() {
    let history = history();
    let range = format!("{}..{}", history.id("enters"), history.id("lowers"));
    let expected = run(history.path(), &["diff", &range]).stdout;
    assert!(expected.contains("Strong -> Fair"));
    let elsewhere = tempfile::tempdir().expect("a folder");
    let git = |folder: &std::path::Path, arguments: &[&str]| {
        let done = crate::support::program::git(folder, arguments);
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    let from = history.path().to_str().expect("UTF-8");

    git(elsewhere.path(), &["clone", "--quiet", "--bare", from, "bare.git"]);
    let bare = elsewhere.path().join("bare.git");
    assert_eq!(run(&bare, &["diff", &range]).stdout, expected, "a bare repository");
    insta::assert_snapshot!(run(&bare, &["diff", "HEAD.."]).stderr, @"error: a bare repository has no working tree; name both sides, such as main~1..main");

    git(
        history.path(),
        &["worktree", "add", "--quiet", "--detach", &elsewhere.path().join("tree").to_string_lossy()],
    );
    assert_eq!(
        run(&elsewhere.path().join("tree"), &["diff", &range]).stdout,
        expected,
        "a worktree, detached"
    );

    git(elsewhere.path(), &["clone", "--quiet", "--depth", "1", &format!("file://{from}"), "shallow"]);
    let shallow = run(&elsewhere.path().join("shallow"), &["diff", "HEAD~1..HEAD"]);
    assert_eq!(shallow.code, 2);
    insta::assert_snapshot!(shallow.stderr, @r#"error: there is no revision "HEAD~1" in this repository; this clone is shallow, so fetch the rest with: git fetch --unshallow"#);

    git(elsewhere.path(), &["init", "--quiet", "unborn"]);
    insta::assert_snapshot!(run(&elsewhere.path().join("unborn"), &["diff", "HEAD.."]).stderr, @r#"error: there is no revision "HEAD" in this repository, which has no commit yet"#);

    let none = tempfile::tempdir().expect("a folder");
    let outside = run(none.path(), &["diff", "HEAD.."]);
    assert_eq!(outside.code, 2);
    assert!(outside.stderr.starts_with("error: no Git repository at "), "{}", outside.stderr);
}

#[test]
fn who_asks_wrongly_is_told_how() {
    let history = history();
    let said = |what: &[&str]| {
        let run = run(history.path(), &[&["diff"], what].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{what:?}");
        run.stderr
    };
    insta::assert_snapshot!(said(&["main"]));
    insta::assert_snapshot!(said(&["main", "HEAD"]));
    insta::assert_snapshot!(said(&["nowhere..HEAD"]));
    insta::assert_snapshot!(said(&["XAB", "2019", "2022"]));
    insta::assert_snapshot!(said(&["XAA", "2019", "2023"]));
    insta::assert_snapshot!(said(&["main...no-such-branch"]));
    let command = |country: &str, editions: &str| {
        format!(
            "error: \"{country}\" is a country, and with it two editions are compared; a second one is missing, such as: cargo xtask {editions}\n"
        )
    };
    assert_eq!(said(&["XAA", "2019"]), command("XAA", "diff XAA 2019 2022"));
    assert_eq!(said(&["2022", "xaa"]), command("xaa", "diff XAA 2019 2022"));
    assert_eq!(said(&["Aland", "2022"]), command("Aland", "diff XAA 2019 2022"));
    assert_eq!(said(&["XBB", "2025"]), command("XBB", "diff XBB 2019 2025"));
    assert_eq!(said(&["XBB", "2021", "--country", "XBB"]), command("XBB", "diff XBB 2019 2025"));
    let changelog = run(history.path(), &["changelog", "--editions", "XAA", "2022"]);
    assert_eq!(
        (changelog.code, changelog.stderr),
        (2, command("XAA", "changelog --editions 2019 2022 --country XAA"))
    );
    let twice = said(&["XAA", "2019", "2022", "--country", "XBB"]);
    assert_eq!(twice, "error: \"XAA\" and --country name a country each; leave one out\n");
}

/// A folder within the repository is not taken for a state in which the whole dataset has been removed.
#[test]
fn only_the_top_of_a_repository_is_compared() {
    let repo = Repo::new();
    let tree = |revision: &str| repo.ok(&["rev-parse", revision]).trim().to_owned();
    for folder in ["HEAD:dataset", "HEAD:dataset/assessments", "tagged", &tree("HEAD:dataset")] {
        if folder == "tagged" {
            repo.ok(&["tag", "--annotate", "--message", "A folder", "tagged", "HEAD:dataset"]);
        }
        let [from, to, base] = [format!("{folder}..HEAD"), format!("HEAD..{folder}"), format!("{folder}..")];
        let verbs = [["diff", &from], ["diff", &to], ["diff", &base]].map(|verb| verb.to_vec());
        for verb in verbs.into_iter().chain([vec!["validate", "--at", folder]]) {
            let told = repo.xtask(&verb);
            assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{verb:?}");
            assert_eq!(
                told.stderr,
                format!(
                    "error: \"{folder}\" is a folder (a tree) without a dataset/ folder in it; name the commit instead\n"
                )
            );
        }
    }
    repo.ok(&["tag", "--annotate", "--message", "A top", "top", "HEAD^{tree}"]);
    for top in ["HEAD^{tree}", "HEAD:", "top", &tree("HEAD^{tree}")] {
        let told = repo.xtask(&["diff", &format!("{top}..HEAD")]);
        assert_eq!((told.code, told.stdout.as_str()), (0, ""), "{top}: {}", told.stderr);
        assert_eq!(repo.xtask(&["validate", "--at", top]).code, 0, "{top}");
    }
    // Git's way to ask what there is at all.
    let nothing = repo.ok(&["hash-object", "-t", "tree", "-w", "/dev/null"]).trim().to_owned();
    let told = repo.xtask(&["diff", &format!("{nothing}..HEAD")]);
    assert!(told.code == 0 && told.stdout.contains("assessment added"), "{}{}", told.stdout, told.stderr);
}

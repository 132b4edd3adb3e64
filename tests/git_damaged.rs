//! Commits that libgit2 cannot parse, since a line of them is not quite right: what is compared across them and at them, and
//! where histories part, as Git itself says.

use git2::{ObjectType, Oid};
use history::git::Repository;
use proptest::prelude::*;
use serde_json::json;

use crate::support::histories::{History, XAA};
use crate::support::real_git::git_in;
use crate::support::{State, run};

/// Author lines that libgit2 does not parse.
const AUTHORS: [&str; 4] =
    ["Bad <x@y 17", "A <a@b> notadate", "Ana a@b 5 +0000", "Ana <a@b> 99999999999999999999 +0000"];

/// Another assessment.
const OTHER: &str = "dataset/assessments/XBB/2022.json";

/// A commit of the same files as one that there is, by an author line.
fn odd(history: &History, files_of: &str, parents: &[Oid], author: &str) -> Oid {
    let git = history.git();
    let files = git.revparse_single(&format!("{}^{{tree}}", history.id(files_of))).expect("a tree").id();
    let parents: String = parents.iter().map(|parent| format!("parent {parent}\n")).collect();
    let text =
        format!("tree {files}\n{parents}author {author}\ncommitter Bo <b@c> 1767600000 +0000\n\nOdd (#9)\n");
    let id = git.odb().expect("objects").write(ObjectType::Commit, text.as_bytes()).expect("an object");
    assert!(git.find_commit(id).is_err(), "libgit2 parses it: {author}");
    id
}

fn branch(history: &History, name: &str, id: Oid) {
    history.git().reference(&format!("refs/heads/{name}"), id, true, "a branch").expect("a branch");
}

fn rated(state: &State, path: &str, level: &str) -> State {
    state.clone().edited(path, |file| file["ratings"]["press"]["rating"] = json!(level))
}

/// `main`: base, other. `work`: base, lowers; the odd commits have the files of these.
fn forked() -> History {
    let base = State::base();
    let mut history = History::new();
    history.commit("base", &[], "Enter", &base);
    history.commit("lowers", &["base"], "Lower", &rated(&base, XAA, "weak"));
    history.commit("other", &["base"], "Other", &rated(&base, OTHER, "fair"));
    history.check_out();
    history
}

fn oid(history: &History, name: &str) -> Oid {
    Oid::from_str(&history.id(name)).expect("an id")
}

#[test]
fn a_commit_on_the_way_that_is_not_right_hides_no_common_one() {
    let history = forked();
    for author in AUTHORS {
        let on_work = odd(&history, "base", &[oid(&history, "base")], author);
        let work = odd(&history, "lowers", &[on_work], "Ana <a@b> soon");
        let main = odd(&history, "other", &[oid(&history, "base")], author);
        branch(&history, "work", work);
        branch(&history, "main", main);
        let told = run(history.path(), &["diff", "main...work"]);
        assert_eq!((told.code, told.stderr.as_str()), (0, ""), "{author}");
        assert!(told.stdout.contains("Strong -> Weak") && !told.stdout.contains("XBB"), "{}", told.stdout);
        let judged = |base: &str, at: &str| {
            let told = run(history.path(), &["validate", "--base", base, "--at", at, "--format", "json"]);
            let report: serde_json::Value = serde_json::from_str(&told.stdout).expect(&told.stderr);
            (told.code, told.stderr, report)
        };
        assert_eq!(judged("main", "work"), judged(&history.id("base"), &history.id("lowers")), "{author}");
        assert_eq!(run(history.path(), &["validate", "--base", "work"]).stderr, "", "{author}");
        let backwards = run(history.path(), &["changelog", "work..main~1"]);
        assert!(backwards.stderr.contains("it is the later of the two"), "{}", backwards.stderr);
        let sideways = run(history.path(), &["changelog", "work..main"]);
        assert!(sideways.stderr.contains("no changes lead from the one to the other"), "{}", sideways.stderr);
    }
    let none = odd(&history, "base", &[], AUTHORS[0]);
    branch(&history, "apart", none);
    let told = run(history.path(), &["diff", "apart...main"]);
    assert_eq!(
        (told.code, told.stderr.as_str()),
        (2, "error: \"apart\" and \"main\" have no commit in common\n")
    );
}

#[test]
fn an_end_that_is_not_right_is_read_in_whichever_way_it_is_written() {
    let history = forked();
    let git = history.git();
    for author in AUTHORS {
        let bad = odd(&history, "lowers", &[oid(&history, "base")], author);
        let merge = odd(&history, "lowers", &[oid(&history, "other"), bad], author);
        let last = odd(&history, "base", &[merge], author);
        branch(&history, "bad", bad);
        branch(&history, "main", last);
        let tag = format!("object {bad}\ntype commit\ntag v1\ntagger {author}\n\nA release\n");
        let tag = git.odb().expect("objects").write(ObjectType::Tag, tag.as_bytes()).expect("an object");
        git.reference("refs/tags/v1", tag, true, "a tag").expect("a tag");
        let tag_of_tag = format!("object {tag}\ntype tag\ntag v2\ntagger A <a@b> 5 +0000\n\nA release\n");
        let tag_of_tag =
            git.odb().expect("objects").write(ObjectType::Tag, tag_of_tag.as_bytes()).expect("an object");
        git.reference("refs/tags/v2", tag_of_tag, true, "a tag").expect("a tag");
        let (whole, short) = (bad.to_string(), bad.to_string()[..9].to_owned());
        let described = format!("v0-3-g{short}");
        let base = history.id("base");
        let before = |name: &str, place: usize| match place % 4 {
            0 => format!("{name}~1"),
            1 => format!("{name}^"),
            2 => format!("{name}^^{{}}"),
            _ => base.clone(),
        };
        let names = [
            "bad",
            "main~1^2",
            "v1",
            "heads/bad",
            "refs/heads/bad",
            &whole,
            &short,
            &described,
            "v2",
            "v1^{}",
            "v1^{commit}",
            "v1^0",
            "v2~0",
            "main^^2",
            "HEAD~^2",
            "@^^2",
            "bad@{0}",
        ];
        // Each way with one author, and with the others some of them.
        let count = if author == AUTHORS[0] { names.len() } else { 3 };
        for (place, name) in names[..count].iter().enumerate() {
            let from = before(name, place);
            for (verb, dots) in [("diff", ".."), ("diff", "..."), ("changelog", "..")] {
                let range = format!("{from}{dots}{name}");
                let told = run(history.path(), &[verb, &range]);
                assert_eq!((told.code, told.stderr.as_str()), (0, ""), "{author}: {verb} {range}");
                assert!(told.stdout.contains("Strong -> Weak"), "{verb} {range}: {}", told.stdout);
            }
            let back = run(history.path(), &["diff", &format!("{name}..{from}")]);
            assert!(back.stdout.contains("Weak -> Strong"), "{name}..{from}: {}", back.stderr);
            let at = |revision: &str| {
                let told = run(history.path(), &["validate", "--at", revision]);
                (told.code, told.stdout, told.stderr)
            };
            assert_eq!(at(name), at(&history.id("lowers")), "{author}: {name}");
        }
        let told = run(history.path(), &["diff", "bad^{tree}..main^{tree}"]);
        assert!(told.stdout.contains("Weak -> Strong"), "{}", told.stderr);
        for (name, why) in [
            ("bad~2", "the repository is damaged"),
            ("bad^3", "the repository is damaged"),
            ("nobody", "there is no revision \"nobody\""),
            ("bad:README.md", "the repository is damaged"),
        ] {
            let told = run(history.path(), &["diff", &format!("{name}..main")]);
            assert_eq!(told.code, 2, "{name}");
            assert!(told.stderr.contains(why), "{name}: {}", told.stderr);
        }
    }
}

/// What is checked out and staged is judged though the last commit is not right.
#[test]
fn a_last_commit_that_is_not_right_stops_no_check() {
    let history = forked();
    let bad = odd(&history, "other", &[oid(&history, "base")], AUTHORS[0]);
    branch(&history, "main", bad);
    let staged = run(history.path(), &["validate", "--staged"]);
    assert_eq!((staged.code, staged.stderr.as_str()), (0, "Nothing under dataset/ is staged.\n"));
    let none = run(history.path(), &["diff", "HEAD.."]);
    assert_eq!(none.stderr, "No difference between HEAD and the files as they are now.\n");
    rated(&rated(&State::base(), OTHER, "fair"), XAA, "fair").write_to(history.path());
    let told = run(history.path(), &["diff", "HEAD.."]);
    assert!(told.stdout.contains("Strong -> Fair"), "{}", told.stderr);
    let told = run(history.path(), &["validate", "--base", "HEAD", "--changed"]);
    assert!(
        told.stdout.contains("XAA/2022.json") && told.stderr.is_empty(),
        "{}{}",
        told.stdout,
        told.stderr
    );
}

/// Where a commit is missing that would decide it, nobody can tell, and it is said which.
#[test]
fn a_missing_commit_on_the_way_is_named() {
    let history = forked();
    let gone = odd(&history, "base", &[oid(&history, "base")], AUTHORS[0]);
    let work = odd(&history, "lowers", &[gone], AUTHORS[0]);
    branch(&history, "work", work);
    let id = gone.to_string();
    std::fs::remove_file(history.git().path().join("objects").join(&id[..2]).join(&id[2..]))
        .expect("is there");
    let told = run(history.path(), &["diff", "main...work"]);
    assert_eq!(told.code, 2);
    let start =
        format!("error: commit {id} cannot be read, so that nobody can tell where histories part: Git: ");
    assert!(told.stderr.starts_with(&start), "{}", told.stderr);
    // What comes before a commit that both have decides nothing.
    let later = odd(&history, "other", &[work], AUTHORS[1]);
    branch(&history, "later", later);
    assert_eq!(run(history.path(), &["diff", "work...later"]).code, 0);
}

/// Of a commit: which of those before it are its parents, its date, and whether its author line is not right.
type Drawn = (Vec<prop::sample::Index>, u32, bool);

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// However histories cross, and whatever their dates are.
    #[test]
    fn histories_part_where_git_says(
        drawn in prop::collection::vec((prop::collection::vec(any::<prop::sample::Index>(), 1..4), 0..40_u32, any::<bool>()), 4..24),
        are_dates_right in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let git = git2::Repository::init(folder.path()).expect("a repository");
        let commits = written(&git, &drawn, are_dates_right);
        let repository = Repository::open(folder.path()).expect("a repository");
        let newest = &commits[commits.len() - 4..];
        for (one, other) in newest.iter().flat_map(|one| newest.iter().map(move |other| (one, other))) {
            let right = git_in(folder.path(), &["merge-base", "--all", one, other]);
            let right: Vec<String> = right.stdout.lines().map(str::to_owned).collect();
            prop_assert_eq!(repository.merge_bases(one, other).expect("all are there"), right, "{} {}", one, other);
        }
    }
}

/// Commits without files. No two have the same date, so that there is one order.
fn written(git: &git2::Repository, drawn: &[Drawn], are_dates_right: bool) -> Vec<String> {
    let odb = git.odb().expect("objects");
    let files = odb.write(ObjectType::Tree, b"").expect("a tree");
    let mut commits: Vec<String> = Vec::new();
    for (place, (parents, date, is_odd)) in drawn.iter().enumerate() {
        let mut before: Vec<&String> = parents
            .iter()
            // Mostly those right before it, so that histories cross.
            .filter(|_| place > 0)
            .map(|parent| &commits[place - 1 - parent.index(place.min(5))])
            .collect();
        before.sort();
        before.dedup();
        let parents: String = before.iter().map(|id| format!("parent {id}\n")).collect();
        let seconds = 1_767_225_600 + place + if are_dates_right { 0 } else { 100 * *date as usize };
        let author = if *is_odd { "Bad <x@y 17".to_owned() } else { format!("A <a@b> {seconds} +0000") };
        let text =
            format!("tree {files}\n{parents}author {author}\ncommitter A <a@b> {seconds} +0000\n\n{place}\n");
        commits.push(odb.write(ObjectType::Commit, text.as_bytes()).expect("a commit").to_string());
    }
    commits
}

/// Three thousand times over, two histories merge each other.
#[test]
fn histories_that_cross_again_and_again_are_no_trouble() {
    let folder = tempfile::tempdir().expect("a folder");
    let git = git2::Repository::init(folder.path()).expect("a repository");
    let odb = git.odb().expect("objects");
    let files = odb.write(ObjectType::Tree, b"").expect("a tree");
    let mut sides: Vec<Oid> = Vec::new();
    for round in 0..3_000 {
        let parents: String = sides.iter().map(|id| format!("parent {id}\n")).collect();
        // The dates run backwards, which is what costs most.
        let seconds = 1_767_225_600 - round;
        let side = |name: &str| {
            let text = format!(
                "tree {files}\n{parents}author {name} <x@y 17\ncommitter A <a@b> {seconds} +0000\n\n{round}\n"
            );
            odb.write(ObjectType::Commit, text.as_bytes()).expect("a commit")
        };
        let next = vec![side("A"), side("B")];
        if round == 2_999 {
            let repository = Repository::open(folder.path()).expect("a repository");
            let (one, other) = (next[0].to_string(), next[1].to_string());
            let mut found = repository.merge_bases(&one, &other).expect("all are there");
            found.sort();
            let mut right: Vec<String> = sides.iter().map(Oid::to_string).collect();
            right.sort();
            assert_eq!(found, right);
        }
        sides = next;
    }
}

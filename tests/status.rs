//! The command `status`: each country in an edition, what is open in it, and what stands in the way of closing it.

use serde_json::{Value, json};

use crate::support::program::folder;
use crate::support::real_git::Repo;
use crate::support::{Run, State, run};

const EDITIONS: &str = "dataset/editions.json";
const DRAFT: &str = "dataset/assessments/XAA/2025.json";

/// The small repository, where a third country is expected in the open edition.
fn expecting() -> State {
    State::base()
        .edited(EDITIONS, |file| file["editions"]["2025"]["countries"] = json!(["XAA", "XBB", "XCC"]))
        .edited("dataset/countries.json", |file| {
            file["countries"]["XCC"] = json!({ "name": "Celand", "names": { "Celand": ["A test"] } });
        })
}

/// The same with a draft of Aland in which one entry is confirmed, and an empty one of Beland.
fn begun() -> State {
    let mut state = expecting();
    let folder = folder(&state);
    for arguments in [&["new", "XAA", "2025", "--from", "2022"][..], &["new", "XBB", "2025"]] {
        assert_eq!(run(folder.path(), arguments).code, 0, "{arguments:?}");
    }
    for path in [DRAFT, "dataset/assessments/XBB/2025.json"] {
        state
            .files
            .insert(path.to_owned(), std::fs::read(folder.path().join(path)).expect("the draft is there"));
    }
    state.edited(DRAFT, |file| {
        file["ratings"]["courts"].as_object_mut().expect("an entry").shift_remove("carried");
    })
}

fn asked(repo: &Repo, arguments: &[&str]) -> Run {
    repo.xtask(&[&["status", "--today", "2026-11-21"], arguments].concat())
}

fn repo(state: &State) -> Repo {
    let repo = Repo::new();
    repo.ok(&["rm", "--quiet", "-r", "dataset"]);
    repo.commit("The dataset", state);
    repo
}

/// What is printed, with the same id for every commit.
fn told(repo: &Repo, run: &Run) -> String {
    let id = repo.ok(&["rev-parse", "HEAD"])[..10].to_owned();
    // In Markdown what looks like an id is parted.
    run.stdout.replace(&id, "COMMIT").replace(&format!("{}&#8203;{}", &id[..6], &id[6..]), "COMMIT")
}

#[test]
fn an_open_edition_has_a_line_a_country_and_what_is_in_the_way_of_closing_it() {
    let repo = repo(&begun());
    let shown = asked(&repo, &["2025"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(told(&repo, &shown));
    let page = asked(&repo, &["2025", "--format", "markdown"]);
    assert_eq!((page.code, page.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(told(&repo, &page));
    let report: Value =
        serde_json::from_str(&asked(&repo, &["2025", "--format", "json"]).stdout).expect("JSON");
    let edition = &report["editions"][0];
    assert_eq!(report["editions"].as_array().map(Vec::len), Some(1));
    let states: Vec<(&Value, &Value, &Value, &Value)> = edition["countries"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| (&it["country"], &it["state"], &it["rated"], &it["confirmed"]))
        .collect();
    let (aland, beland, celand) = (json!("XAA"), json!("XBB"), json!("XCC"));
    let (draft, missing, none) = (json!("draft"), json!("missing"), Value::Null);
    let [four, one, zero] = [4, 1, 0].map(|number| json!(number));
    let expected =
        [(&aland, &draft, &four, &one), (&beland, &draft, &zero, &zero), (&celand, &missing, &none, &none)];
    assert_eq!(states, expected);
    assert_eq!(edition["countries"][0]["last_commit"]["age_in_days"], 2260);
    let kinds: Vec<&str> = edition["obstacles"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|obstacle| obstacle["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["open-points", "open-points", "missing"]);
}

#[test]
fn editions_stand_side_by_side() {
    let repo = repo(&begun());
    let shown = asked(&repo, &[]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(told(&repo, &shown));
    let page = asked(&repo, &["--format", "markdown"]);
    assert!(page.stdout.starts_with("| Country | 2019 | 2022 | 2025 |"), "{}", page.stdout);
    let report: Value = serde_json::from_str(&asked(&repo, &["--format", "json"]).stdout).expect("JSON");
    assert_eq!(report["editions"].as_array().map(Vec::len), Some(3));
}

#[test]
fn the_last_commit_is_the_one_that_changed_the_file() {
    let repo = repo(&begun());
    let first = repo.ok(&["rev-parse", "HEAD"]);
    let changed =
        begun().edited(DRAFT, |file| file["ratings"]["courts"]["rationale"] = json!(["Anew.[^report]"]));
    repo.branch("side", "main", &changed);
    let own = repo.ok(&["rev-parse", "HEAD"]);
    repo.ok(&["checkout", "--quiet", "main"]);
    repo.write("notes.txt", "Notes.");
    repo.ok(&["add", "--all"]);
    repo.ok(&["commit", "--quiet", "--no-verify", "--message", "Notes"]);
    repo.ok(&["merge", "--quiet", "--no-ff", "--message", "Merge", "side"]);
    let report: Value =
        serde_json::from_str(&asked(&repo, &["2025", "--format", "json"]).stdout).expect("JSON");
    let commit = |nth: usize| report["editions"][0]["countries"][nth]["last_commit"]["commit"].clone();
    assert_eq!(commit(0), own.trim(), "the merge has not changed it");
    assert_eq!(commit(1), first.trim());
    let before = asked(&repo, &["2025", "--format", "json", "--at", first.trim()]);
    let before: Value = serde_json::from_str(&before.stdout).expect("JSON");
    assert_eq!(before["editions"][0]["countries"][0]["last_commit"]["commit"], first.trim());
}

#[test]
fn without_git_no_commit_is_shown_and_what_cannot_be_read_is_told() {
    let plain = folder(&begun());
    let shown = run(plain.path(), &["status", "2025"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    let mut broken = begun();
    broken.files.insert(DRAFT.to_owned(), b"{".to_vec());
    let shown = run(folder(&broken).path(), &["status", "2025"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stdout.contains("unreadable"), "{}", shown.stdout);
    assert!(shown.stdout.contains("- Aland (XAA) cannot be read"), "{}", shown.stdout);
    // Nobody knows how far it is: no number says so.
    let row = shown.stdout.lines().find(|line| line.contains("Aland (XAA) ")).expect("a row");
    let cells: Vec<&str> = row.split_whitespace().skip(2).collect();
    assert_eq!(cells[..4], ["unreadable", "1", "0", "-"], "{row}");
    let rated = |file: &State| {
        let shown = run(folder(file).path(), &["status", "2025", "--format", "json"]);
        let report: Value = serde_json::from_str(&shown.stdout).expect("JSON");
        report["editions"][0]["totals"]["indicators"].as_u64().expect("a number")
    };
    assert_eq!(rated(&broken) + 4, rated(&begun()));
    let unknown = run(plain.path(), &["status", "2026"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    let told = "there is no edition \"2026\" in dataset/editions.json; did you mean";
    assert!(unknown.stderr.contains(told), "{}", unknown.stderr);
}

/// Who was assessed before is expected, where nobody has settled who is.
#[test]
fn whoever_was_assessed_before_is_expected() {
    let shown = run(folder(&State::base()).path(), &["status", "2025"]);
    assert_eq!(shown.code, 0);
    assert!(shown.stdout.contains("2 countries: 2 missing"), "{}", shown.stdout);
}

//! Drafts of open editions: what they lack is to do and keeps nobody from going on; what they say wrong is an error.

use serde_json::{Value, json};

use crate::support::program::folder;
use crate::support::real_git::Repo;
use crate::support::{Run, State, run};

const EDITIONS: &str = "dataset/editions.json";
const COUNTRIES: &str = "dataset/countries.json";
const CARRIED: &str = "dataset/assessments/KHM/2026.json";
const EMPTY: &str = "dataset/assessments/FJI/2026.json";

/// The real dataset with an edition that is open, and a second country; both are the test's own.
fn open_2026() -> State {
    State::real()
        .edited(EDITIONS, |file| {
            file["editions"]["2026"] =
                json!({ "title": "A test", "status": "open", "framework": "apr2p-2019", "previous": "2022" });
        })
        .edited(COUNTRIES, |file| {
            file["countries"]["FJI"] = json!({ "name": "Fiji", "names": { "Fiji": ["A test"] } });
        })
}

/// The same with a draft that is carried over and one that is empty, as the program writes them.
fn with_drafts() -> State {
    let mut state = open_2026();
    let folder = folder(&state);
    for arguments in [&["new", "KHM", "2026", "--from", "2022"][..], &["new", "FJI", "2026"]] {
        assert_eq!(run(folder.path(), arguments).code, 0, "{arguments:?}");
    }
    for path in [CARRIED, EMPTY] {
        let bytes = std::fs::read(folder.path().join(path)).expect("the draft is there");
        state.files.insert(path.to_owned(), bytes);
    }
    state
}

fn confirmed(state: State, indicator: &str) -> State {
    state.edited(CARRIED, |file| {
        file["ratings"][indicator].as_object_mut().expect("an entry").shift_remove("carried");
    })
}

fn validated(state: &State, arguments: &[&str]) -> Run {
    run(folder(state).path(), &[&["validate", "--today", "2026-11-21"], arguments].concat())
}

fn report(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).expect("JSON")
}

/// The codes of what is wrong, each once.
fn wrong(state: &State) -> Vec<String> {
    let report = report(&validated(state, &["--format", "json"]));
    let found = report["diagnostics"].as_array().expect("a list").iter();
    let mut codes: Vec<String> =
        found.map(|found| found["code"].as_str().expect("a code").to_owned()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn what_drafts_lack_is_listed_shortly_and_is_no_problem() {
    let state = with_drafts();
    let checked = validated(&state, &[]);
    assert_eq!((checked.code, checked.stderr.as_str()), (0, ""), "{}", checked.stdout);
    insta::assert_snapshot!(checked.stdout);
    for path in [EMPTY, CARRIED] {
        let checked = validated(&state, &[path]);
        assert_eq!(checked.code, 0);
        let lines: usize = checked.stdout.lines().map(|line| line.chars().count().div_ceil(80).max(1)).sum();
        assert!(lines < 50, "{lines} lines of 80 columns: {}", checked.stdout);
    }
    let some = confirmed(confirmed(state, "kigali-principles"), "equal-access-to-justice");
    let checked = validated(&some, &[CARRIED]);
    assert!(checked.stdout.contains("KHM 2026: 36 of 36 rated, 2 confirmed; to do:"), "{}", checked.stdout);
    assert!(checked.stdout.contains("no footnote (1): kigali-principles"), "{}", checked.stdout);
}

#[test]
fn a_draft_without_a_score_is_no_problem_of_score() {
    let state = with_drafts();
    let scored = run(folder(&state).path(), &["score"]);
    assert_eq!((scored.code, scored.stderr.as_str()), (0, ""), "{}", scored.stdout);
    assert!(scored.stdout.contains("not computable"), "{}", scored.stdout);
    // What is given out has a score.
    let given_out = state.edited(EMPTY, |file| file["status"] = json!("published"));
    assert_eq!(run(folder(&given_out).path(), &["score"]).code, 1);
}

#[test]
fn each_open_point_is_to_be_had_with_its_place() {
    let state = with_drafts();
    let listed = validated(&state, &[EMPTY, "--open-points"]);
    assert_eq!(listed.code, 0);
    assert_eq!(listed.stdout.matches("to do[SCH001]").count(), 36, "{}", listed.stdout);
    assert!(!listed.stdout.contains("error["), "{}", listed.stdout);
    let refused = validated(&state, &["--open-points", "--format", "markdown"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));

    let report = report(&validated(&state, &["--format", "json"]));
    let of = |field: &str| report["summary"][field].as_u64().expect("a number");
    assert_eq!((of("errors"), of("warnings")), (0, 0));
    let points = report["open_points"].as_array().expect("a list");
    assert_eq!(of("open_points"), points.len() as u64);
    assert_eq!(report["diagnostics"], json!([]));
    assert!(points.iter().all(|point| point["becomes"].is_string() && point.get("severity").is_none()));

    let sarif: Value = serde_json::from_str(&validated(&state, &["--format", "sarif"]).stdout).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    assert_eq!(results.len(), points.len());
    assert!(results.iter().all(|result| result["kind"] == "open" && result["level"] == "none"));

    let github = validated(&state, &["--format", "github"]);
    assert_eq!(github.code, 0);
    assert!(!github.stdout.contains("::error") && !github.stdout.contains("::warning"), "{}", github.stdout);
    assert!(github.stdout.contains("FJI 2026: 0 of 36 rated, 0 confirmed; to do:"), "{}", github.stdout);
}

#[test]
fn what_a_draft_says_wrong_is_an_error() {
    let rating = "/ratings/equal-access-to-justice";
    for (what, value, code) in [
        ("/rating", json!("waek"), "SCH004"),
        ("/change", json!("increase"), "EDN001"),
        ("/footnotes/judiciary/citations/0/source", json!("nowhere"), "REF003"),
        ("/rationale/0", json!("A claim.[^nowhere]"), "CIT002"),
    ] {
        let state = confirmed(with_drafts(), "equal-access-to-justice").edited(CARRIED, |file| {
            *file.pointer_mut(&format!("{rating}{what}")).expect("it is there") = value.clone();
        });
        assert_eq!(validated(&state, &[]).code, 1, "{code}");
        assert!(wrong(&state).contains(&code.to_owned()), "{code}: {:?}", wrong(&state));
    }
    let nobody_can_tell = with_drafts().with_json(EMPTY, |file| {
        file.as_object_mut().expect("an object").shift_remove("status");
        for number in 0..60 {
            file["sources"][format!("s-{number}")] = json!({ "type": "report" });
        }
    });
    let report = report(&validated(&nobody_can_tell, &[EMPTY, "--format", "json"]));
    let found = report["diagnostics"].as_array().expect("a list");
    assert!(
        found.iter().any(|found| found["code"] == "SCH001" && found["pointer"] == "/status"),
        "without a status nobody can tell a draft: {found:#?}"
    );
}

#[test]
fn it_is_an_error_as_soon_as_the_draft_is_none_or_its_edition_is_closed() {
    let finished = with_drafts().edited(EMPTY, |file| file["status"] = json!("published"));
    let found = wrong(&finished);
    assert_eq!(validated(&finished, &[]).code, 1);
    for code in ["SCH001", "CIT007"] {
        assert!(found.contains(&code.to_owned()), "{found:?}");
    }
    let finished = with_drafts().edited(CARRIED, |file| file["status"] = json!("published"));
    assert!(wrong(&finished).contains(&"EDN008".to_owned()), "{:?}", wrong(&finished));
    let closed = with_drafts().edited(EDITIONS, |file| file["editions"]["2026"]["status"] = json!("closed"));
    assert_eq!(validated(&closed, &[]).code, 1);
    let found = wrong(&closed);
    for code in ["SCH001", "CIT007", "EDN007", "EDN008"] {
        assert!(found.contains(&code.to_owned()), "{found:?}");
    }
}

#[test]
fn what_there_is_nothing_to_mend_of_can_be_excepted_in_a_draft() {
    let mut state = with_drafts();
    state.files.remove(EMPTY);
    let state = confirmed(state, "kigali-principles").edited(CARRIED, |file| {
        let entry = &mut file["ratings"]["kigali-principles"];
        entry["rationale"] = json!(["The guide says so.[^guide]"]);
        entry["footnotes"] = json!({ "guide": { "citations": [{ "source": "guide" }] } });
        file["sources"]["guide"] = json!({
            "type": "report",
            "title": "The world of 1984",
            "publisher": "Somebody",
            "author": [{ "literal": "Somebody" }],
            "issued": { "date-parts": [[2023]] },
            "URL": "https://example.org/1984-in-2017",
        });
    });
    let checked = validated(&state, &[CARRIED, "--format", "json"]);
    let report = report(&checked);
    let found: Vec<&Value> = report["diagnostics"].as_array().expect("a list").iter().collect();
    assert!(!found.is_empty(), "there is something to except: {}", checked.stdout);
    let excepted = state.edited(CARRIED, |file| {
        for found in found {
            let (code, pointer) =
                (found["code"].as_str().expect("a code"), found["pointer"].as_str().expect("one"));
            file["exceptions"][code][pointer] = json!("The year is the title of a book.");
        }
    });
    let checked = validated(&excepted, &[CARRIED]);
    assert_eq!(checked.code, 0);
    assert!(checked.stdout.contains("no problems"), "{}", checked.stdout);
    assert!(checked.stdout.contains("each with its reason"), "{}", checked.stdout);

    // An exception that silences nothing is none in a draft either.
    let idle = excepted.edited(CARRIED, |file| {
        file["exceptions"]["CIT024"] = json!({ "/sources/guide": "It is printed like this there." });
    });
    assert_eq!(wrong(&idle), ["EXC002"]);
}

fn installed(state: &State) -> Repo {
    let repo = Repo::installed();
    repo.ok(&["rm", "--quiet", "-r", "dataset"]);
    repo.commit("The dataset", state);
    repo
}

#[test]
fn a_draft_can_be_committed_and_its_hook_tells_what_is_left() {
    let repo = installed(&open_2026());
    assert_eq!(repo.xtask(&["new", "KHM", "2026", "--from", "2022"]).code, 0);
    assert_eq!(repo.xtask(&["new", "FJI", "2026"]).code, 0);
    repo.ok(&["add", "--all"]);
    let staged = repo.xtask(&["validate", "--staged"]);
    assert_eq!(staged.code, 0, "{}", staged.stdout);
    assert!(staged.stdout.contains("KHM 2026: 36 of 36 rated, 0 confirmed; to do:"), "{}", staged.stdout);
    let taken = repo.git(&["commit", "--quiet", "--message", "Two drafts"]);
    assert_eq!(taken.code, 0, "{}{}", taken.stdout, taken.stderr);
    assert_eq!(repo.ok(&["log", "-1", "--format=%s"]), "Two drafts\n");

    let text = repo.read(CARRIED).replacen("\"weak\"", "\"waek\"", 1);
    repo.write(CARRIED, &text);
    repo.ok(&["add", "--all"]);
    assert_eq!(repo.git(&["commit", "--quiet", "--message", "A slip"]).code, 1);
}

/// What is unfinished, or wrong, on the main line holds up nobody who neither touches nor breaks it.
#[test]
fn a_pull_request_fails_by_what_it_touches_or_breaks() {
    let moved = |state: State| {
        state.replaced(
            "dataset/assessments/KHM/2022.json",
            "https://freedomhouse.org/country/cambodia/freedom-world/2020#CL",
            "https://freedomhouse.org/country/cambodia/freedom-world/2020#A",
        )
    };
    let main = with_drafts();
    let repo = installed(&main);
    repo.branch("mend", "main", &moved(main.clone()));
    let judged = repo.xtask(&["validate", "--base", "main"]);
    assert_eq!(judged.code, 0, "{}", judged.stdout);
    let also = "Also open, in drafts that this change does not touch: ";
    assert_eq!(judged.stdout.lines().filter(|line| line.starts_with(also)).count(), 1, "{}", judged.stdout);
    assert!(!judged.stdout.contains("to do:"), "{}", judged.stdout);
    let page = repo.xtask(&["validate", "--base", "main", "--format", "markdown"]);
    assert_eq!(page.code, 0);
    let line = page.stdout.lines().find(|line| line.starts_with(also)).expect("a line");
    assert!(line.contains("FJI 2026") && line.contains("KHM 2026"), "{line}");

    // An error that is there before, in a file that is not touched.
    let broken = main.clone().edited(CARRIED, |file| {
        file["ratings"]["kigali-principles"]["rating"] = json!("waek");
    });
    repo.branch("broken", "main", &broken);
    repo.branch("mend-beside", "broken", &moved(broken.clone()));
    let judged = repo.xtask(&["validate", "--base", "broken"]);
    assert_eq!(judged.code, 0, "{}", judged.stdout);
    assert!(judged.stdout.contains("not reported: 1 problem"), "{}", judged.stdout);
    assert_eq!(repo.xtask(&["validate"]).code, 1, "whoever asks for everything is told of everything");

    // Who touches it has it.
    let touched = confirmed(broken.clone(), "equal-access-to-justice");
    repo.branch("touch", "broken", &touched);
    assert_eq!(repo.xtask(&["validate", "--base", "broken"]).code, 1);

    // Who closes the edition breaks what is not finished in it.
    let closed = main.edited(EDITIONS, |file| file["editions"]["2026"]["status"] = json!("closed"));
    repo.branch("close", "main", &closed);
    let judged = repo.xtask(&["validate", "--base", "main"]);
    assert_eq!(judged.code, 1);
    assert!(judged.stdout.contains("error[EDN007]"), "{}", judged.stdout);
}

/// A draft changes from day to day: what a change of it does not say yet is to do as well.
#[test]
fn a_rating_of_a_draft_can_be_changed_before_its_rationale() {
    let main = confirmed(with_drafts(), "equal-access-to-justice");
    let repo = installed(&main);
    let raised = main.edited(CARRIED, |file| {
        file["ratings"]["equal-access-to-justice"]["rating"] = json!("strong");
        file["ratings"]["equal-access-to-justice"]["change"] = json!("increase");
        let rationale = &mut file["ratings"]["equal-access-to-justice"]["rationale"][0];
        *rationale = json!(format!("It is better now. {}", rationale.as_str().expect("a text")));
    });
    let raised_alone = raised.clone().edited(CARRIED, |file| {
        file["ratings"]["equal-access-to-justice"]["rating"] = json!("very-strong");
    });
    repo.branch("rewrite", "main", &raised);
    repo.branch("raise", "rewrite", &raised_alone);
    let judged = repo.xtask(&["validate", "--base", "rewrite"]);
    assert_eq!(judged.code, 0, "{}", judged.stdout);
    assert!(judged.stdout.contains("rating changed alone in this change (1)"), "{}", judged.stdout);
}

/// What a draft does not have yet, nobody removed: it is told as soon as the entry is rated without it.
#[test]
fn what_is_yet_to_be_written_is_not_told_as_removed() {
    let told = |state: &State, arguments: &[&str]| {
        let run = run(folder(state).path(), arguments);
        assert_eq!((run.code, &*run.stderr), (0, ""));
        run.stdout
    };
    let new = open_2026();
    let begun = folder(&new);
    assert_eq!(run(begun.path(), &["new", "KHM", "2026"]).code, 0);
    let mut empty = new.clone();
    empty
        .files
        .insert(CARRIED.to_owned(), std::fs::read(begun.path().join(CARRIED)).expect("the draft is there"));
    for arguments in [&["diff", "KHM", "2022", "2026"][..], &["changelog", "--editions", "2022", "2026"]] {
        let said = told(&empty, arguments);
        assert!(!said.contains("removed"), "{arguments:?}: {said}");
        let said: Vec<&str> = said.split_whitespace().collect();
        let said = said.join(" ");
        assert!(said.contains("36 indicators are not rated on one side or both"), "{said}");
        assert!(said.contains("score 35 before, and none can be computed after"), "{said}");
        assert!(said.contains("KHM 2026 is a draft"), "{said}");
        assert!(said.contains("2026 is still being written: 36 of 36 entries not rated yet"), "{said}");
    }
    let rated = empty.clone().edited(CARRIED, |file| {
        file["ratings"]["equal-access-to-justice"] = json!({ "rating": "weak" });
    });
    let said = told(&rated, &["diff", "KHM", "2022", "2026", "--format", "json"]);
    let said: Value = serde_json::from_str(&said).expect("JSON");
    let changes = said["assessments"][0]["changes"].as_array().expect("a list");
    assert!(changes.iter().any(|change| change.to_string().contains("rationale")), "{changes:?}");
    let is_of_it = |change: &Value| change.to_string().contains("equal-access-to-justice");
    assert!(changes.iter().all(is_of_it), "{changes:?}");
    // A new file says how much of it is rated.
    let repo = Repo::new();
    repo.commit("Open", &new);
    repo.commit("Begin", &empty);
    let said = repo.xtask(&["changelog", "HEAD~1..HEAD"]).stdout;
    assert!(said.contains("0 of 36 indicators rated, 0 sources"), "{said}");
}

/// A file with the marks of a conflict is no draft in which nothing is left to do.
#[test]
fn a_draft_that_cannot_be_read_has_no_progress() {
    let mut state = with_drafts();
    let text =
        state.text(CARRIED).replacen("\"ratings\"", "<<<<<<< ours\n=======\n>>>>>>> theirs\n\"ratings\"", 1);
    state.files.insert(CARRIED.to_owned(), text.into_bytes());
    let said = validated(&state, &[]).stdout;
    assert!(!said.contains("KHM 2026: 0 of"), "{said}");
    assert!(said.contains("KHM 2026: it cannot be read, so that nobody knows how far it is\n"), "{said}");
    assert!(said.contains("FJI 2026: 0 of 36 rated"), "{said}");
}

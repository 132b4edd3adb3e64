//! What comparisons must not claim: that what nobody assessed was removed, that scores made in different ways differ.

use dataset::Dataset;
use diff::compare;
use serde_json::{Value, json};
use xtask::render::diff::human;
use xtask::render::diff::page::page;

use crate::support::histories::{History, XAA};
use crate::support::program::{commit, folder};
use crate::support::{Run, State, run};

const EDITIONS: &str = "dataset/editions.json";
const FRAMEWORK: &str = "dataset/frameworks/base-2019.json";
const OTHER: &str = "dataset/frameworks/base-2025.json";

/// The formats of `diff`.
pub(crate) const FORMATS: [&str; 4] = ["human", "markdown", "html", "json"];

fn changed(state: &State, path: &str, new: &str, edit: impl FnOnce(&mut Value)) -> State {
    let mut state = state.clone();
    let bytes = state.files[path].clone();
    state.files.insert(new.to_owned(), bytes);
    state.edited(new, edit)
}

/// The small repository with an assessment of XAA in 2025 that has the ratings of 2022, by an instrument that is that of the
/// other editions, edited.
pub(crate) fn third_edition(edit: impl FnOnce(&mut Value)) -> State {
    let state = changed(&State::base(), FRAMEWORK, OTHER, |file| {
        file["id"] = json!("base-2025");
        edit(file);
    });
    let state = state.edited(EDITIONS, |file| file["editions"]["2025"]["framework"] = json!("base-2025"));
    changed(&state, XAA, "dataset/assessments/XAA/2025.json", |file| {
        file["edition"] = json!("2025");
        file["status"] = json!("draft");
        let fields = file.as_object_mut().expect("an object");
        fields.remove("stated");
        fields.remove("document");
    })
}

pub(crate) fn other_points(file: &mut Value) {
    for (level, points) in [("very-strong", 5), ("strong", 4), ("fair", 3), ("weak", 2), ("very-weak", 1)] {
        file["scale"][level]["points"] = json!(points);
    }
}

fn fewer_indicators(file: &mut Value) {
    file["indicators"].as_object_mut().expect("an object").remove("schools");
}

fn other_method(file: &mut Value) {
    file["scoring"]["out_of"] = json!(10);
}

/// Nothing else differs than the instruments, as the notices say: that is not nothing.
#[test]
fn where_only_the_instruments_differ_it_is_not_said_that_nothing_does() {
    let state = third_edition(|file| file["scoring"]["method"] = json!("mean-of-means"));
    let folder = folder(&state);
    for format in ["human", "markdown", "html"] {
        let told = run(folder.path(), &["diff", "XAA", "2022", "2025", "--format", format]).stdout;
        assert!(told.contains("base-2019 and base-2025"), "{format}: {told}");
        assert!(!told.contains("Nothing in the dataset differs"), "{format}: {told}");
    }
}

/// Another way to score, and what is said of it.
struct Way {
    id: &'static str,
    why: &'static str,
    edit: fn(&mut Value),
}

pub(crate) fn parsed(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).expect("JSON")
}

#[test]
fn a_country_that_was_not_assessed_was_not_removed() {
    let base = folder(&State::base());
    let line = "Not assessed in 2025: Aland (XAA), Beland (XBB)";
    for format in FORMATS {
        let told = run(base.path(), &["diff", "2022", "2025", "--format", format]);
        assert_eq!((told.code, told.stderr.as_str()), (0, ""), "{format}");
        assert!(!told.stdout.contains("removed\"") && !told.stdout.contains("gone"), "{}", told.stdout);
        if format != "json" {
            assert_eq!(told.stdout.matches(line).count(), 1, "{format}: {}", told.stdout);
        }
        let back = run(base.path(), &["diff", "2025", "2022", "--format", format]);
        assert!(!back.stdout.contains("\"added\""), "{}", back.stdout);
        if format != "json" {
            let line = "Not assessed in 2025, new in 2022: Aland (XAA), Beland (XBB)";
            assert_eq!(back.stdout.matches(line).count(), 1, "{format}: {}", back.stdout);
        }
    }
    let entry = |country: &str, name: &str, side: &str| {
        json!({
            "manner": "not-assessed", "country": country, "name": name, "edition": "2025",
            "assessed_in": "2022", "side": side,
        })
    };
    let both = |side: &str| json!([entry("XAA", "Aland", side), entry("XBB", "Beland", side)]);
    for verb in [&["diff"][..], &["changelog", "--editions"]] {
        let asked = |from: &str, to: &str| {
            let report = parsed(&run(base.path(), &[verb, &[from, to, "--format", "json"]].concat()));
            assert_eq!(report["assessments"], json!([]));
            report["not_assessed"].clone()
        };
        assert_eq!(asked("2022", "2025"), both("after"));
        assert_eq!(asked("2025", "2022"), both("before"));
    }
    let changelog = run(base.path(), &["changelog", "--editions", "2022", "2025"]);
    assert_eq!(changelog.code, 0, "{}", changelog.stderr);
    assert!(changelog.stdout.ends_with(&format!("\n\n{line}.\n")), "{}", changelog.stdout);
    let exit = run(base.path(), &["diff", "2022", "2025", "--exit-code"]);
    assert_eq!(exit.code, 1, "what is covered differs");
}

#[test]
fn the_same_of_one_country() {
    let mut state = State::base();
    state.files.remove("dataset/assessments/XBB/2022.json");
    let base = folder(&state);
    let line = "Not assessed in 2022: Beland (XBB)\n";
    let one = run(base.path(), &["diff", "XBB", "2019", "2022"]);
    assert_eq!((one.code, one.stdout.as_str()), (0, line), "{}", one.stderr);
    let limited = run(base.path(), &["diff", "2019", "2022", "--country", "beland"]);
    assert_eq!(limited.stdout, line);
    let other = run(base.path(), &["diff", "XAA", "2019", "2022"]);
    assert!(!other.stdout.contains("Not assessed") && other.stdout.contains("Aland"), "{}", other.stdout);
    let all = run(base.path(), &["diff", "2019", "2022"]).stdout;
    assert!(all.starts_with(line) && all.contains("Aland (XAA), 2019 -> 2022"), "{all}");
    let changelog = run(base.path(), &["changelog", "--editions", "2019", "2022", "--country", "XBB"]).stdout;
    assert!(changelog.contains("Not assessed in 2022: Beland (XBB)."), "{changelog}");
    let neither = run(base.path(), &["diff", "XBB", "2022", "2025"]);
    assert_eq!((neither.code, neither.stdout.as_str()), (2, ""), "nothing to compare");
}

#[test]
fn between_commits_what_is_removed_is_removed() {
    let mut history = History::new();
    history.commit("first", &[], "Enter", &State::base());
    let mut state = State::base();
    state.files.remove("dataset/assessments/XBB/2022.json");
    history.commit("second", &["first"], "Remove", &state);
    let told = run(history.path(), &["diff", "HEAD~1..HEAD", "--format", "json"]);
    let report = parsed(&told);
    assert_eq!(report["not_assessed"], json!([]));
    assert_eq!(report["assessments"][0]["changes"][0]["manner"], json!("removed"));
    let human = run(history.path(), &["diff", "HEAD~1..HEAD"]).stdout;
    assert!(human.contains("Beland (XBB) 2022: removed"), "{human}");
}

/// Every verb and format that sets two scores side by side, with what it must not claim.
#[test]
fn scores_made_in_different_ways_have_no_difference() {
    let ways = [
        Way { id: "points", why: "the two do not have the same points for each rating", edit: other_points },
        Way { id: "indicators", why: "the two do not have the same indicators", edit: fewer_indicators },
        Way { id: "method", why: "the two do not have the same way of scoring", edit: other_method },
    ];
    for Way { id, why, edit } in ways {
        let state = third_edition(edit);
        // The ratings are those of 2022, so that any difference would come from the instrument.
        let base = folder(&state);
        let said = |arguments: &[&str]| {
            let run = run(base.path(), arguments);
            assert!(run.code < 2, "{arguments:?}: {}", run.stderr);
            run
        };
        let note = format!("The scores of 2022 and 2025 cannot be compared: {why}.");
        let table = said(&["score", "XAA"]).stdout;
        let row = table.lines().find(|line| line.contains(" 2025 ")).expect("a row");
        assert!(row.ends_with(" -"), "{table}");
        assert!(table.ends_with(&format!("\n\n{note}\n")), "{table}");
        let explained = said(&["score", "XAA", "2025", "--explain"]).stdout;
        let line = format!("Difference: -; no difference is stated. {note}\n");
        assert!(explained.contains(&line), "{explained}");
        assert!(!explained.contains("points)"), "{explained}");
        let sheets = parsed(&said(&["score", "XAA", "2025", "--format", "json"]));
        assert_eq!(sheets[0]["previous"]["difference"], Value::Null);
        assert_eq!(sheets[0]["previous"]["not_comparable"], json!(id));
        assert!(
            sheets[0]["computed"]["score"].is_u64() && sheets[0]["previous"]["computed"]["score"].is_u64()
        );
        let csv = said(&["score", "XAA", "2025", "--format", "csv"]).stdout;
        let row = csv::Reader::from_reader(csv.as_bytes()).records().next().expect("a row").expect("a row");
        assert_eq!((&row[11], &row[12]), ("", note.as_str()));

        for format in FORMATS {
            let told = said(&["diff", "XAA", "2022", "2025", "--format", format]).stdout;
            assert!(told.contains("cannot be compared"), "{format}: {told}");
            if format == "json" {
                let summary =
                    serde_json::from_str::<Value>(&told).expect("JSON")["assessments"][0]["summary"].clone();
                assert_eq!((&summary["points"], &summary["not_comparable"]), (&Value::Null, &json!(id)));
            } else {
                let told = told.replace("\n  ", " ");
                assert!(told.contains(&format!(" after, difference -: {why}")), "{format}: {told}");
            }
        }
        let changelog = said(&["changelog", "--editions", "2022", "2025", "--country", "XAA"]).stdout;
        assert!(changelog.contains(&format!("difference -: {why}.")), "{changelog}");
        let report = parsed(&said(&["changelog", "--editions", "2022", "2025", "--format", "json"]));
        let aland = &report["assessments"][0];
        assert_eq!((&aland["points"], &aland["not_comparable"]), (&Value::Null, &json!(id)));

        commit(base.path());
        let history = said(&["history", "XAA"]).stdout.replace("\n  ", " ");
        assert!(history.contains(&note), "{history}");
        let history = parsed(&said(&["history", "XAA", "--format", "json"]));
        assert_eq!(history["editions"][1]["not_comparable"], Value::Null);
        assert_eq!(history["editions"][2]["not_comparable"], json!({ "with": "2022", "why": id }));
    }
}

#[test]
fn a_moved_rating_has_no_points_between_two_scales() {
    let state = third_edition(other_points).edited("dataset/assessments/XAA/2025.json", |file| {
        file["ratings"]["courts"]["rating"] = json!("fair")
    });
    let base = folder(&state);
    let report = parsed(&run(base.path(), &["diff", "XAA", "2022", "2025", "--format", "json"]));
    let moved = &report["assessments"][0]["ratings"][0];
    assert_eq!(
        (&moved["indicator"], &moved["steps"], &moved["points"]),
        (&json!("courts"), &json!(1), &Value::Null)
    );
}

#[test]
fn an_equal_instrument_under_another_name_is_comparable() {
    let base = folder(&third_edition(|file| file["scale"]["fair"]["title"] = json!("Middling")));
    let sheets = parsed(&run(base.path(), &["score", "XAA", "2025", "--format", "json"]));
    assert_eq!(
        (&sheets[0]["previous"]["difference"], &sheets[0]["previous"]["not_comparable"]),
        (&json!(0), &Value::Null)
    );
    let diff = run(base.path(), &["diff", "XAA", "2022", "2025"]).stdout;
    assert!(
        diff.contains("made with different instruments") && !diff.contains("cannot be compared"),
        "{diff}"
    );
}

/// A level of the instrument that cannot be read would make the best score another one.
#[test]
fn no_score_is_made_by_a_damaged_instrument() {
    let state = State::base().replaced(FRAMEWORK, "\"points\": 4", "\"points\": \"four\"");
    let run = run(folder(&state).path(), &["score", "XAA", "2022", "--format", "json"]);
    assert_eq!((run.code, &parsed(&run)[0]["computed"]), (1, &Value::Null));
}

/// Points that change between two commits change every score under them, whether or not the file of an assessment does.
#[test]
fn points_changed_between_commits_change_every_score() {
    let mut history = History::new();
    history.commit("first", &[], "Enter", &State::base());
    let stretched = State::base().edited(FRAMEWORK, |file| file["scale"]["fair"]["points"] = json!(3));
    history.commit("second", &["first"], "Stretch", &stretched);
    for range in ["HEAD~1..HEAD", "HEAD.."] {
        if range == "HEAD.." {
            history.check_out();
            State::base().write_to(history.path());
        }
        let report = parsed(&run(history.path(), &["diff", range, "--format", "json"]));
        let told: Vec<(String, bool)> = report["assessments"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|of| {
                let summary = &of["summary"];
                assert_eq!(
                    (&summary["points"], &summary["not_comparable"]),
                    (&Value::Null, &json!("points"))
                );
                assert_eq!((&of["changes"], &summary["changed"]), (&json!([]), &json!(0)));
                let key = format!(
                    "{}/{}",
                    of["country"].as_str().expect("text"),
                    of["after"]["edition"].as_str().expect("text")
                );
                (key, summary["score_before"]["score"] != summary["score_after"]["score"])
            })
            .collect();
        let all = scores_that_differ(&State::base(), &stretched);
        assert_eq!(told, all, "{range}");
        assert!(told.len() > 2, "{told:?}");
        assert_eq!(report["cautions"][0]["kind"], json!("scoring-differs"));
    }
    for format in ["human", "markdown", "html"] {
        let told = run(history.path(), &["diff", "HEAD~1..HEAD", "--format", format]).stdout;
        assert!(
            told.contains("Nothing in the assessment changed: its score is made in another way."),
            "{told}"
        );
        assert!(!told.contains("Only the record changed"), "{told}");
    }
    let changelog = run(history.path(), &["changelog", "HEAD~1..HEAD"]);
    assert_eq!(changelog.code, 0, "{}", changelog.stderr);
    assert!(
        changelog.stdout.contains("### Edition 2022\n\n0 of 4 ratings changed; score 44 before and "),
        "{}",
        changelog.stdout
    );
    let exit = run(history.path(), &["diff", "HEAD~1..HEAD", "--exit-code", "--country", "XAA"]);
    assert_eq!(exit.code, 1);
}

/// The assessments that have another score in another state, reckoned from `score` alone.
fn scores_that_differ(before: &State, after: &State) -> Vec<(String, bool)> {
    let scores = |state: &State| {
        let sheets = parsed(&run(folder(state).path(), &["score", "--format", "json"]));
        let sheets = sheets.as_array().expect("a list").clone();
        sheets
            .into_iter()
            .map(|sheet| {
                let text = |field: &str| sheet[field].as_str().expect("text").to_owned();
                (format!("{}/{}", text("country"), text("edition")), sheet["computed"].clone())
            })
            .collect::<Vec<_>>()
    };
    let pairs = scores(before).into_iter().zip(scores(after));
    let differing = pairs.filter(|((_, before), (_, after))| before != after);
    differing.map(|((key, before), (_, after))| (key, before["score"] != after["score"])).collect()
}

#[test]
fn an_edition_moved_to_another_instrument_has_the_same_caution() {
    let other = changed(&State::base(), FRAMEWORK, OTHER, |file| {
        file["id"] = json!("base-2025");
        other_points(file);
    });
    let moved =
        other.clone().edited(EDITIONS, |file| file["editions"]["2022"]["framework"] = json!("base-2025"));
    let mut history = History::new();
    history.commit("first", &[], "Enter", &other);
    history.commit("second", &["first"], "Move", &moved);
    let report = parsed(&run(history.path(), &["diff", "HEAD~1..HEAD", "--format", "json"]));
    let cautions: Vec<&str> =
        report["cautions"].as_array().expect("a list").iter().filter_map(|it| it["kind"].as_str()).collect();
    assert_eq!(cautions, ["framework-differs", "scoring-differs"]);
    let assessments = report["assessments"].as_array().expect("a list");
    assert_eq!(assessments.len(), 2, "XAA and XBB in 2022, and neither in 2019");
    for of in assessments {
        assert_eq!((&of["after"]["edition"], &of["summary"]["points"]), (&json!("2022"), &Value::Null));
    }
    let human = run(history.path(), &["diff", "HEAD~1..HEAD"]).stdout.replace('\n', " ");
    assert!(human.contains("The instrument of edition 2022 was base-2019 and is base-2025 now"), "{human}");
}

/// The two states in memory say the same as the two commits, of which only what differs is read.
#[test]
fn states_and_commits_agree_on_scores() {
    let stretched = State::base().edited(FRAMEWORK, other_points);
    let (before, after) =
        (Dataset::load_to_compare(&State::base().tree()), Dataset::load_to_compare(&stretched.tree()));
    let told =
        anstream::adapter::strip_str(&human::render(&page(&compare(&before, &after)), None)).to_string();
    let mut history = History::new();
    history.commit("first", &[], "Enter", &State::base());
    history.commit("second", &["first"], "Stretch", &stretched);
    assert_eq!(run(history.path(), &["diff", "HEAD~1..HEAD"]).stdout, told);
}

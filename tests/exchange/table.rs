//! Tables of spreadsheets taken over: round trips, what is forgiven, what is refused with its row and column.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use super::libreoffice::ods_of;
use crate::support::program::folder;
use crate::support::{Run, State, run};

const KHM: &str = "dataset/assessments/KHM/2022.json";
pub(super) const NEW: &str = "dataset/assessments/XAA/2025.json";

fn csv(rows: &[Vec<String>], sign: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(sign).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).expect("a row"));
    writer.into_inner().expect("a table")
}

fn xlsx(rows: &[Vec<String>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "Notes to ourselves").expect("a cell");
    let sheet = workbook.add_worksheet().set_name("Ratings").expect("a name");
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            sheet
                .write(u32::try_from(row).expect("few") + 2, u16::try_from(column).expect("few"), text)
                .expect("a cell");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().map(|texts| texts.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

/// The table of an assessment, with its notes as `show` prints them.
fn table(folder: &Path, file: &Value) -> Vec<Vec<String>> {
    let heading = ["Indicator", "Rating", "Change", "Rationale", "Notes"].map(str::to_owned).to_vec();
    let of = |(id, entry): (&String, &Value)| {
        let shown = run(folder, &["show", "KHM", "2022", "--indicator", id, "--format", "markdown"]).stdout;
        let notes: Vec<&str> =
            shown.lines().filter(|line| line.starts_with("[^") && line.contains("]: ")).collect();
        let text = |field: &str| entry[field].as_str().unwrap_or_default().to_owned();
        vec![
            id.clone(),
            text("rating"),
            text("change"),
            texts(&entry["rationale"]).join("\n"),
            notes.join("\n"),
        ]
    };
    std::iter::once(heading).chain(file["ratings"].as_object().expect("entries").iter().map(of)).collect()
}

pub(super) fn read(folder: &Path, path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join(path)).expect("a file")).expect("JSON")
}

/// What a table holds comes back from it: into the file that is there, and into one from which all of it was taken.
#[test]
fn a_table_comes_back_as_the_same_file() {
    let state = State::real();
    let folder = folder(&state);
    let file = read(folder.path(), KHM);
    let rows = table(folder.path(), &file);
    let emptied = state.clone().edited(KHM, |file| {
        for entry in file["ratings"].as_object_mut().expect("entries").values_mut() {
            entry
                .as_object_mut()
                .expect("an entry")
                .retain(|field, _| ["votes", "reason"].contains(&&**field));
        }
    });
    for (name, bytes) in [
        ("a.csv", csv(&rows, b',')),
        ("b.csv", csv(&rows, b';')),
        ("c.xlsx", xlsx(&rows)),
        ("d.ods", ods_of(&rows)),
    ] {
        fs::write(folder.path().join(name), bytes).expect("a file");
        let asked = ["import", name, "--country", "KHM", "--edition", "2022"];
        let done = run(folder.path(), &asked);
        assert!(done.code == 0 && done.stdout.contains("says the same already"), "{name}: {done:?}");
        emptied.write_to(folder.path());
        let done = run(folder.path(), &asked);
        assert_eq!((done.code, &*done.stderr), (0, ""), "{name}: {}", done.stdout);
        assert!(
            done.stdout.contains("36 ratings, 36 directions, 36 rationales, 60 notes with 84 citations"),
            "{done:?}"
        );
        let back = fs::read_to_string(folder.path().join(KHM)).expect("a file");
        assert!(
            back == state.text(KHM),
            "{name} came back as another:\n{}",
            similar::TextDiff::from_lines(state.text(KHM), &back).unified_diff()
        );
    }
}

/// What `score --explain` prints for all countries is read back for one of them.
#[test]
fn the_table_of_scores_comes_back() {
    let state = State::real();
    let folder = folder(&state);
    let scores = run(folder.path(), &["score", "--explain", "--format", "csv"]).stdout;
    fs::write(folder.path().join("scores.csv"), format!("\u{feff}{scores}")).expect("a file");
    for edition in ["2019", "2022"] {
        let path = format!("dataset/assessments/KHM/{edition}.json");
        let done = run(folder.path(), &["import", "scores.csv", "--edition", edition]);
        assert!(done.code == 0 && done.stdout.contains("says the same already"), "{done:?}");
        assert!(done.stdout.contains("36 rows of other countries or editions left out"), "{done:?}");
        fs::remove_file(folder.path().join(&path)).expect("it is there");
        let done = run(folder.path(), &["import", "scores.csv", "--edition", edition]);
        assert_eq!(done.code, 0, "{done:?}");
        let (back, before) =
            (read(folder.path(), &path), serde_json::from_str::<Value>(state.text(&path)).expect("JSON"));
        assert_eq!(back["status"], before["status"]);
        for (id, entry) in before["ratings"].as_object().expect("entries") {
            for field in ["rating", "change"] {
                assert_eq!(back["ratings"][id][field], entry[field], "{id}");
            }
        }
        state.write_to(folder.path());
    }
}

pub(super) fn imported(table: &[u8], name: &str) -> (tempfile::TempDir, Run) {
    let folder = folder(&State::base());
    fs::write(folder.path().join(name), table).expect("a file");
    let done = run(folder.path(), &["import", name, "--country", "XAA", "--edition", "2025"]);
    (folder, done)
}

const FORGIVEN: &str = "\u{feff}Ratings of Aland;;;;;;\r\n;;;;;;\r\nThematic area;INDICATOR;Assessment;Direction;Text;Footnotes;Who\r\nLaw;;;;;;\r\nLaw;1. keep courts independent.;Strong ▲;;\"Judges are named by a board.¹\r\nThey stay.\";\"1. Aland Board of Judges (ABJ), 2023. *Who names judges*, p. 4, <https://abj.example/names>.\";Ann\r\n;police;very weak;Decreased;Nobody answers.[^news];[^news]: [See @news-2022, p. 2] Ours.;Bo\r\nSociety;Keep the Press free;Weak Unchanged;;;\"Ibid., p. 7\r\nA word of our own.\";\r\n";

#[test]
fn many_forms_are_understood_and_what_is_uncertain_is_told() {
    let (folder, done) = imported(FORGIVEN.as_bytes(), "table.csv");
    assert_eq!(done.code, 0, "{done:?}");
    assert!(
        done.stdout.contains("3 ratings, 3 directions, 2 rationales, 4 notes with 3 citations"),
        "{}",
        done.stdout
    );
    for words in ["3: column G (Who) was not read", "3: no row is of schools", "no place for the overview"] {
        assert!(done.stdout.contains(words), "{words}: {}", done.stdout);
    }
    let file = read(folder.path(), NEW);
    assert_eq!(file["status"], "draft");
    let entry = |id: &str| file["ratings"][id].clone();
    let cited = |source: &str, page: &str| json!({ "source": source, "label": "page", "locator": page });
    let board = "abj-who-names-judges";
    assert_eq!(
        entry("courts"),
        json!({
            "rating": "strong", "change": "increase",
            "rationale": ["Judges are named by a board.[^note-1]", "They stay."],
            "footnotes": { "note-1": { "citations": [cited(board, "4")] } }
        })
    );
    let mut news = cited("news-2022", "2");
    news["prefix"] = json!("See");
    assert_eq!(
        entry("police"),
        json!({
            "rating": "very-weak", "change": "decrease", "rationale": ["Nobody answers.[^news]"],
            "footnotes": { "news": { "citations": [news], "comment": "Ours." } }
        })
    );
    assert_eq!(entry("press")["rationale"], json!(["…[^note-1] …[^note-2]"]));
    assert_eq!(entry("press")["footnotes"]["note-1"], json!({ "citations": [cited(board, "7")] }));
    assert!(entry("press")["footnotes"]["note-2"]["comment"].as_str().expect("a mark").starts_with("TODO"));
    assert_eq!(entry("schools"), json!({}));
    assert_eq!(file["sources"]["news-2022"]["title"], "A news article", "as another file describes it");
    let checked = run(folder.path(), &["validate", NEW, "--open-points"]);
    assert!(checked.stdout.contains("CIT034"), "what is to do is an open point: {}", checked.stdout);
}

/// Each wrong table: a row below the headings, the row and the column that are named, and words of what is told.
const WRONG: &[(&str, &str, &[&str])] = &[
    ("courts,Awful,,,", ":2: column B (Rating): ", &["\"Awful\" is no rating", "Very Strong, Strong, Fair"]),
    ("courts,3,,,", ":2: column B (Rating): ", &["\"3\" is no rating"]),
    ("courts,Weak ▼,Increase,,", ":2: column C (Change): ", &["another direction", "Keep the one"]),
    (
        "courts,Weak,sideways,,",
        ":2: column C (Change): ",
        &["is no change", "Unchanged", "no edition before"],
    ),
    ("Keep the pres free,Weak,,,", ":2: column A (Indicator): ", &["Did you mean \"Keep the press free\"?"]),
    ("Total,Weak,,,", ":2: column A (Indicator): ", &["\"Total\" is no indicator", "delete the row"]),
    (",Weak,,,", ":2: column A (Indicator): ", &["is empty", "merged"]),
    ("courts,Weak,,,\n\npress,Weak,,,\ncourts,Fair,,,", ":5: ", &["stands in row 2 already", "Keep one"]),
    ("courts,Weak,,So.[^gone],", ":2: column D (Rationale): ", &["[^gone] calls a note", "delete the call"]),
    ("courts,Weak,,So.,\"[^A b]: x\"", ":2: column E (Notes): ", &["can be no label", "small letters"]),
    ("courts,Weak,,So.,\"[^a]: x\n[^a]: y\"", ":2: column E (Notes): ", &["stands twice", "another label"]),
    ("courts,Weak,,So.,[^a]: [@]", ":2: column E (Notes): ", &["names no source"]),
    ("courts,Weak,,So.[^a],[^a]: [@nobody]", ":2: column E (Notes): ", &["id \"nobody\"", "sources add"]),
];

#[test]
fn what_is_wrong_is_named_by_row_and_column_with_a_remedy() {
    for (rows, place, words) in WRONG {
        let table = format!("Indicator,Rating,Change,Rationale,Notes\n{rows}\n");
        let (folder, refused) = imported(table.as_bytes(), "wrong.csv");
        assert_eq!(refused.code, 2, "{rows}: {refused:?}");
        for words in std::iter::once(place).chain(*words) {
            assert!(refused.stdout.contains(words), "{rows}: {words}: {}", refused.stdout);
        }
        assert!(refused.stderr.contains("nothing was written") && !folder.path().join(NEW).exists());
    }
    for (row, message) in [
        ("courts,Weak,not-rated", ":2: column C (Answer): the answer is not-rated, and the rating is Weak"),
        ("courts,,rated", ":2: column C (Answer): the answer is rated, and there is no rating"),
    ] {
        let (folder, refused) = imported(format!("Indicator,Rating,Answer\n{row}\n").as_bytes(), "wrong.csv");
        assert!(refused.code == 2 && refused.stdout.contains(message), "{row}: {refused:?}");
        assert!(refused.stdout.contains("empty the cell of the answer") && !folder.path().join(NEW).exists());
    }
}

#[test]
fn what_is_no_table_of_ratings_is_told_with_a_remedy() {
    let refused = |bytes: &[u8], name: &str| {
        let (folder, refused) = imported(bytes, name);
        assert!(refused.code == 2 && !folder.path().join(NEW).exists(), "{refused:?}");
        refused.stdout
    };
    assert!(refused(b"a,b\n1,2\n", "a.csv").contains("Put the headings Indicator, Rating"));
    assert!(refused(b"", "a.csv").contains("Put the headings"));
    assert!(refused(b"\xff\xfea\0", "a.csv").contains("CSV UTF-8"));
    assert!(
        refused(b"Indicator,Assessment,Notes\ncourts,Weak,Text", "a.csv").contains("Rationale or Footnotes")
    );
    assert!(refused(b"Indicator,Title,Rating,Level\n", "a.csv").contains("headed alike"));
    assert!(refused(b"Indicator,Rating\n", "a.csv").contains("no row is about XAA in 2025"));
    assert!(
        refused(b"Indicator,Rating,Points\ncourts,Weak,3\n", "a.csv")
            .contains("the points are 3, and Weak has 1")
    );
    assert!(refused(b"PK\x03\x04 broken", "a.xlsx").contains("save it once more"));
    for formula in ["#REF!", "#VALUE!", "=SUM(A1:A3)"] {
        let told = refused(format!("Indicator,Rationale\ncourts,{formula}\n").as_bytes(), "a.csv");
        assert!(told.contains(&format!("column B (Rationale): \"{formula}\" is a formula")), "{told}");
    }
    assert!(refused(b"Indicator,Rating\ncourts,\"Weak\npolice,\"Fair\"\n", "a.csv").starts_with("a.csv:2: "));
    let rows =
        [vec!["Indicator".to_owned(), "Rating".to_owned()], vec!["courts".to_owned(), "Weak".to_owned()]];
    let mut twice = Workbook::new();
    for _ in 0..2 {
        let sheet = twice.add_worksheet();
        for (at, text) in rows.iter().flatten().enumerate() {
            let (row, column) = (u32::from(at > 1), u16::from(at % 2 == 1));
            sheet.write(row, column, text).expect("a cell");
        }
    }
    let both = twice.save_to_buffer().expect("a workbook");
    assert!(refused(&both, "two.xlsx").contains("\"Sheet1\" and \"Sheet2\" both"));
}

/// An empty cell changes nothing, and says so.
#[test]
fn what_the_table_does_not_say_stays() {
    let folder = folder(&State::base());
    fs::write(folder.path().join("t.csv"), "Title,Rating,Change\nKeep the press free,,Decrease\n")
        .expect("a file");
    let done = run(folder.path(), &["import", "t.csv", "--country", "XAA", "--edition", "2022"]);
    assert!(done.stdout.contains("2: column B (Rating): the cell is empty; strong stays"), "{done:?}");
    let expected = State::base().edited("dataset/assessments/XAA/2022.json", |file| {
        file["ratings"]["press"]["change"] = json!("decrease");
    });
    let path = "dataset/assessments/XAA/2022.json";
    assert_eq!(fs::read_to_string(folder.path().join(path)).expect("a file"), expected.text(path));
}

/// A note that is given adds to those that the rationale still calls, or stands in place of the one of its label.
#[test]
fn notes_that_are_still_called_stay() {
    let path = "dataset/assessments/XAA/2022.json";
    let imported = |row: &str| {
        let folder = folder(&State::base());
        let table = format!("Indicator;Rating;Change;Rationale;Notes\nKeep courts independent;;;{row}\n");
        fs::write(folder.path().join("t.csv"), table).expect("a file");
        let done = run(folder.path(), &["import", "t.csv", "--country", "XAA", "--edition", "2022"]);
        assert_eq!(done.code, 0, "{done:?}");
        let file = fs::read_to_string(folder.path().join(path)).expect("a file");
        let file: Value = serde_json::from_str(&file).expect("JSON");
        (done.stdout, file["ratings"]["courts"].clone())
    };
    let before: Value = serde_json::from_str(State::base().text(path)).expect("JSON");
    let report = &before["ratings"]["courts"]["footnotes"]["report"];
    let more = json!({ "citations": [{ "source": "news-2022", "label": "page", "locator": "2" }] });
    let (_, added) = imported(";\"[^more]: [@news-2022, p. 2]\"");
    assert_eq!(texts(&added["rationale"]), ["What was found about courts in 2022.[^report][^more]"]);
    assert_eq!(added["footnotes"], json!({ "report": report, "more": more }));
    let (_, replaced) = imported(";\"[^report]: [@news-2022, p. 2]\"");
    assert_eq!(replaced["footnotes"], json!({ "report": more }));
    let (told, kept) = imported("New.[^more][^report];\"[^more]: [@news-2022, p. 2]\"");
    assert_eq!(kept["footnotes"], json!({ "report": report, "more": more }));
    assert!(!told.contains("any more"), "{told}");
    let (told, gone) = imported("New.[^more];\"[^more]: [@news-2022, p. 2]\"");
    assert_eq!(gone["footnotes"], json!({ "more": more }));
    assert!(
        told.contains("2: column E (Notes): 1 note is called no more and was taken out: [^report]"),
        "{told}"
    );
}

/// Whatever is cut off or changed in a workbook, it is read or refused; nothing in it makes the reader take more than it gives.
#[test]
fn no_workbook_brings_the_reader_down() {
    let rows =
        [vec!["Indicator".to_owned(), "Rating".to_owned()], vec!["courts".to_owned(), "Weak".to_owned()]];
    let whole = xlsx(&rows);
    let read =
        |bytes: &[u8]| exchange::table::sheets(bytes, "a.xlsx").and_then(exchange::table::find).is_ok();
    assert!(read(&whole));
    for at in (0..whole.len()).step_by(13) {
        read(&whole[..at]);
        let mut changed = whole.clone();
        changed[at] ^= 0x41;
        read(&changed);
    }
    // One cell in the last row and column of a sheet.
    let mut far = Workbook::new();
    let sheet = far.add_worksheet();
    sheet.write(0, 0, "Indicator").expect("a cell");
    sheet.write(0, 1, "Rating").expect("a cell");
    sheet.write(1_048_575, 16_383, "far").expect("a cell");
    assert!(read(&far.save_to_buffer().expect("a workbook")));
    // One long text in many cells.
    let mut long = Workbook::new();
    let sheet = long.add_worksheet();
    let text = "long ".repeat(6_000);
    for row in 0..2_000 {
        sheet.write(row, 0, &text).expect("a cell");
    }
    let told = exchange::table::sheets(&long.save_to_buffer().expect("a workbook"), "long.xlsx")
        .expect_err("too large");
    assert!(told.message.contains("more than"), "{told:?}");
}

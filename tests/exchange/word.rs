//! Made-up annexes of another country that were written in Word and printed as Markdown by pandoc 3.9.

use std::fs;
use std::path::Path;

use exchange::wording::{Document, texts};
use serde_json::{Value, json};

use crate::support::program::folder;
use crate::support::{State, root, run};

const FILE: &str = "dataset/assessments/XAA/2025.json";

fn fixture(name: &str) -> String {
    fs::read_to_string(root().join("tests/imports").join(name)).expect("a fixture")
}

/// The real instrument, with a country and an edition that nobody has.
fn state() -> State {
    let base = State::base();
    let countries: Value = serde_json::from_str(base.text("dataset/countries.json")).expect("JSON");
    let state = State::real().edited("dataset/countries.json", |file| {
        file["countries"]["XAA"] = countries["countries"]["XAA"].clone();
    });
    state.edited("dataset/editions.json", |file| {
        file["editions"]["2025"] =
            json!({ "title": "2025", "status": "open", "framework": "apr2p-2019", "previous": "2022" });
    })
}

fn imported(state: &State, text: &str) -> (tempfile::TempDir, String) {
    let folder = folder(state);
    fs::write(folder.path().join("annex.md"), text).expect("a file");
    let done = run(folder.path(), &["import", "annex.md", "--country", "XAA", "--edition", "2025"]);
    assert_eq!((done.code, &*done.stderr), (0, ""), "{}", done.stdout);
    (folder, done.stdout)
}

fn file(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join(FILE)).expect("a file")).expect("JSON")
}

/// A table with merged cells, titles in many forms, and Word's footnotes: all facts are taken over, and what is left are
/// rationales to write and notes to confirm.
#[test]
fn a_table_of_word_leaves_rationales_to_write() {
    let (folder, told) = imported(&state(), &fixture("annex-table.md"));
    let expected: Value = serde_json::from_str(&fixture("annex-table.json")).expect("JSON");
    let file = file(folder.path());
    let mut next = 1;
    for (id, entry) in expected["ratings"].as_object().expect("entries") {
        let found = &file["ratings"][id];
        assert_eq!([&found["rating"], &found["change"]], [&entry[0], &entry[1]], "{id}");
        let count = entry[2].as_u64().expect("a count");
        let labels: Vec<String> = (next..next + count).map(|number| format!("note-{number}")).collect();
        let notes = found["footnotes"].as_object().expect("notes");
        assert_eq!(notes.keys().collect::<Vec<_>>(), labels.iter().collect::<Vec<_>>(), "{id}");
        let cited = |note: &Value| {
            note["citations"].as_array().map_or(0, Vec::len) == 1 && note.get("comment").is_none()
        };
        assert!(notes.values().all(cited), "{id}: {found}");
        next += count;
    }
    assert_eq!(file["stated"]["score"], expected["score"]);
    let votes = file["ratings"]["peacekeeping-contributions"]["votes"].as_object().expect("votes");
    assert_eq!(votes.len(), 2);
    assert!(!told.contains("to look at"), "nothing is in doubt: {told}");
    let checked = run(folder.path(), &["validate", FILE, "--format", "json"]);
    let report: Value = serde_json::from_str(&checked.stdout).expect("JSON");
    assert_eq!(report["summary"]["errors"], 0, "{}", checked.stdout);
    let open = report["open_points"].as_array().expect("a list");
    // What becomes a warning tells of the evidence in the annex, and nothing can be done about that here.
    let open: Vec<&Value> = open.iter().filter(|point| point["becomes"] == "error").collect();
    assert!(open.len() > 36);
    for point in open {
        let pointer = point["pointer"].as_str().expect("a place");
        let is_document = pointer.starts_with("/sources/annex-2025-xaa");
        assert!(point["code"] == "CIT034" || pointer.ends_with("/rationale") || is_document, "{point}");
    }
}

#[test]
fn headings_of_word_are_read_and_what_is_uncertain_is_told() {
    let (folder, told) = imported(&State::base(), &fixture("annex-headings.md"));
    let file = file(folder.path());
    let entry = |id: &str| {
        let entry = &file["ratings"][id];
        [entry["rating"].clone(), entry["change"].clone(), entry["rationale"].clone()]
    };
    assert_eq!(entry("courts"), [json!("strong"), json!("increase"), json!(["…[^note-2] …[^note-3]"])]);
    assert_eq!(entry("police"), [json!("weak"), json!("decrease"), json!(["…[^note-4]"])]);
    assert_eq!(entry("press"), [json!("weak"), json!("unchanged"), json!(["…[^note-5]"])]);
    assert_eq!(entry("schools")[..2], [json!("fair"), json!("unchanged")]);
    assert_eq!(file["ratings"]["schools"]["votes"]["A/RES/79/1"]["vote"], "abstain");
    assert_eq!(file["stated"]["score"], 44);
    let board = json!({ "source": "abj-who-names-judges" });
    assert_eq!(file["ratings"]["police"]["footnotes"]["note-4"]["citations"], json!([board]));
    let two = &file["sources"]["reed-two-families"];
    assert_eq!(
        [&two["URL"], &two["author"][0]["family"]],
        ["https://post.example/two", "Reed"],
        "{}",
        file["sources"]
    );
    assert!(
        two["note"].as_str().is_some_and(|note| note.starts_with("TODO")),
        "its title is not set off: {two}"
    );
    for words in [
        "\"Keep the pres free\" was taken for \"Keep the press free\"",
        "what stands under \"How votes were counted\" is of no indicator",
        "note 1 is called nowhere",
        "note 6 is called nowhere",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn no_sentence_of_word_is_in_the_dataset() {
    for (state, name) in [(state(), "annex-table.md"), (State::base(), "annex-headings.md")] {
        let text = fixture(name);
        let (folder, _) = imported(&state, &text);
        let written = fs::read_to_string(folder.path().join(FILE)).expect("a file");
        let root = format::json::parse(&written).expect("JSON").root;
        let annex = Document::new(&text);
        for (pointer, text) in texts(&root) {
            assert_eq!(annex.shared(text), [""; 0], "{pointer}");
        }
        let copy = fs::read_to_string(folder.path().join("drafts/XAA-2025.md")).expect("a working copy");
        let words = if name == "annex-table.md" { "which nobody in the lanterns" } else { "two families" };
        assert!(copy.contains(words) && !written.contains(words));
        let again = run(folder.path(), &["import", "drafts/XAA-2025.md"]);
        assert!(again.stdout.contains("says the same already"), "{again:?}");
    }
}

/// A row whose title is none is not given to another indicator.
#[test]
fn a_row_of_nothing_known_moves_no_other() {
    let table = |title: &str| {
        format!(
            "| Indicator | Assessment | Notes |\n|---|---|---|\n| Keep courts independent | Strong | Text.[^1] |\n| {title} | Weak | Other.[^2] |\n| Keep the press free | Fair | More. |\n| Keep schools inclusive | Weak ▼ | Last. |\n| Keep police accountable | Strong | Words. |\n\n[^1]: A.\n\n[^2]: B.\n"
        )
    };
    let (folder, told) = imported(&State::base(), &table("A thing that nobody rates"));
    let found = file(folder.path());
    let ratings: Vec<&Value> =
        ["courts", "press", "schools", "police"].map(|id| &found["ratings"][id]["rating"]).to_vec();
    assert_eq!(ratings, ["strong", "fair", "weak", "strong"]);
    assert_eq!(found["ratings"]["courts"]["rationale"], json!(["…[^note-1]"]));
    assert!(told.contains("4: the row of \"A thing that nobody rates\" is of no indicator"), "{told}");
}

/// Whatever is cut off or doubled in a document, it is read, and nothing else.
#[test]
fn no_document_brings_the_reader_down() {
    let dataset = dataset::Dataset::load(&State::base().tree());
    let framework = &dataset.framework_of("2025").expect("a framework").data;
    let subject = exchange::Subject { country: "XAA", country_name: "Aland", edition: "2025", framework };
    let read = |text: &str| exchange::annex::read(text, &subject, "draft", &[]);
    let text = fixture("annex-headings.md");
    for at in (0..text.len()).step_by(37).map(|at| text.floor_char_boundary(at)) {
        read(&text[..at]);
        read(&text[at..]);
        for with in [
            "[",
            "](",
            "{",
            "<",
            "\n\n",
            "\n|-|-|\n",
            "\n+--+--+\n",
            "\n  -- --\n",
            "^1^",
            "[^",
            "\\",
            "\u{300}",
        ] {
            read(&format!("{}{with}{}", &text[..at], &text[at..]));
        }
    }
    for sign in [
        "[",
        "](",
        "[a](",
        "<",
        "*",
        "|a",
        "+--",
        "+--+\n|a+--+\n",
        "-- --\n",
        "  -- --\na\n\n",
        "[^1]: a\n",
        "^1^",
        "- a\n",
        "# a\n",
        "\\",
    ] {
        read(&format!("# Keep the press free\n\n{}", sign.repeat(20_000)));
    }
}

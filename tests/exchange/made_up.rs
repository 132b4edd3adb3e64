//! A made-up annex with the traps of a real one, through the program: what it writes, what it marks, what it leaves out.

use std::fs;
use std::path::Path;

use exchange::wording::{Document, texts};
use serde_json::{Value, json};

use crate::support::program::{commit, folder, git};
use crate::support::{State, run};

const FILE: &str = "dataset/assessments/XAA/2025.json";

/// Tails in the next cell, a cell that two indicators share, calls that touch, *Ibid.*, short forms, other notes.
const ANNEX: &str = "ALAND

ASSESSMENT OF 2025

Aland is an island that nobody has ever seen, and this paragraph says so in more than twelve words.

Assessment\tIndicator
Strong\tKeep courts independent
Weak\tKeep police accountable
\tKeep the press free
Fair\tKeep schools inclusive

Aland 2025 Score: 44

Aland 2022 Score: 50

Difference: − 6

Thematic Area\tIndicator\tAssessment\tNotes
Law\tKeep courts independent.\tStrong ▲\tJudges are named by a board.¹ They may not be removed by anybody, and the two of them who
\tKeep police accountable.\tWeak Decrease\twere removed in 2023 came back to their posts in 2024.²³ Police are answerable to nobody, and a board that hears complaints is missing.⁴

¹ Aland Board of Judges (ABJ), 2023. *Who names judges*, <https://abj.example/names>.

² Ibid., p. 4; Miller, Ann and Bo Lee, 2024. 'Two are back'. *The Aland Post*, 3 May. Available at: <https://post.example/back>.

³ ABJ, 2023. *Who names judges*, paras. 7-9.

⁴ See Note 2.

Society\t<p>Keep the press free.</p> <p>Keep schools inclusive.</p>\t<p>Weak Unchanged</p> <p>Fair Unchanged</p>\t<p>The press is owned by two families.⁵</p> <p>Schools teach in one language, which only half of the children speak at home.⁶</p> <ul> • 2024: On schools A/RES/79/1: abstained.</ul>

⁵ Two families own it, the Reeds and the Shaws, and neither of them says how much of it.

⁶ Miller, Ann and Bo Lee, 2024. 'Two are back', p. 2. See also: Lone Writer, 2024. *A pamphlet*.
";

fn imported() -> (tempfile::TempDir, String) {
    let folder = folder(&State::base());
    fs::write(folder.path().join("annex.txt"), ANNEX).expect("a file");
    let done = run(folder.path(), &["import", "annex.txt", "--country", "XAA", "--edition", "2025"]);
    assert_eq!(done.code, 0, "{done:?}");
    (folder, done.stdout)
}

fn file(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join(FILE)).expect("a file")).expect("JSON")
}

#[test]
fn facts_are_taken_over() {
    let (folder, told) = imported();
    assert!(told.contains("4 ratings, 6 notes with 8 citations, 1 vote."), "{told}");
    let file = file(folder.path());
    assert_eq!(file["status"], "draft", "the edition is open");
    assert_eq!(file["stated"], json!({ "score": 44, "previous_score": 50, "difference": -6 }));
    let entry = |id: &str| {
        let entry = &file["ratings"][id];
        [entry["rating"].clone(), entry["change"].clone(), entry["rationale"].clone()]
    };
    let calls = |calls: &str| json!([calls]);
    assert_eq!(
        entry("courts"),
        [json!("strong"), json!("increase"), calls("…[^note-1] …[^note-2] …[^note-3]")]
    );
    assert_eq!(entry("police"), [json!("weak"), json!("decrease"), calls("…[^note-4]")]);
    assert_eq!(entry("press"), [json!("weak"), json!("unchanged"), calls("…[^note-5]")]);
    assert_eq!(entry("schools"), [json!("fair"), json!("unchanged"), calls("…[^note-6]")]);
    let vote = json!({ "A/RES/79/1": { "title": "On schools", "year": 2024, "vote": "abstain" } });
    assert_eq!(file["ratings"]["schools"]["votes"], vote);
}

#[test]
fn notes_are_taken_apart() {
    let (folder, _) = imported();
    let file = file(folder.path());
    let cited = |id: &str, note: &str| file["ratings"][id]["footnotes"][note]["citations"].clone();
    let [board, post] = ["abj-who-names-judges", "miller-two-are-back"];
    let at = |source: &str, label: &str, locator: &str| json!({ "source": source, "label": label, "locator": locator });
    assert_eq!(cited("courts", "note-1"), json!([{ "source": board }]));
    assert_eq!(cited("courts", "note-2"), json!([at(board, "page", "4"), { "source": post }]));
    assert_eq!(cited("courts", "note-3"), json!([at(board, "paragraph", "7-9")]));
    assert_eq!(cited("police", "note-4"), cited("courts", "note-2"));
    assert_eq!(cited("press", "note-5"), Value::Null);
    let pamphlet = json!({ "source": "lone-writer-pamphlet", "prefix": "See also" });
    assert_eq!(cited("schools", "note-6"), json!([at(post, "page", "2"), pamphlet]));
    let expected = json!({
        "type": "article-newspaper",
        "title": "Two are back",
        "container-title": "The Aland Post",
        "author": [{ "family": "Miller", "given": "Ann" }, { "family": "Lee", "given": "Bo" }],
        "issued": { "date-parts": [[2024, 5, 3]] },
        "URL": "https://post.example/back"
    });
    assert_eq!(file["sources"][post], expected);
}

/// What is uncertain is marked in the file, so that the check lists it, and told at its line.
#[test]
fn what_is_uncertain_is_marked_and_told() {
    let (folder, told) = imported();
    let file = file(folder.path());
    let is_marked = |value: &Value| value.as_str().is_some_and(|text| text.starts_with("TODO"));
    assert!(is_marked(&file["sources"]["lone-writer-pamphlet"]["note"]));
    assert!(is_marked(&file["ratings"]["press"]["footnotes"]["note-5"]["comment"]));
    assert!(
        is_marked(&file["ratings"]["schools"]["footnotes"]["note-6"]["comment"]),
        "the pamphlet has no address"
    );
    for words in [
        "“Lone Writer” may be a person or an organisation",
        "press, schools share a cell",
        "was given to courts",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let checked = run(folder.path(), &["validate", FILE, "--open-points"]);
    assert!(checked.stdout.contains("CIT034"), "{}", checked.stdout);
}

#[test]
fn no_sentence_of_the_annex_is_in_the_dataset_and_git_sees_no_working_copy() {
    let (folder, _) = imported();
    let text = fs::read_to_string(folder.path().join(FILE)).expect("a file");
    let root = format::json::parse(&text).expect("JSON").root;
    let annex = Document::new(ANNEX);
    for (pointer, text) in texts(&root) {
        assert_eq!(annex.shared(text), [""; 0], "{pointer}");
    }
    for words in ["nobody has ever seen", "owned by two families", "answerable", "Reeds"] {
        assert!(!text.contains(words), "{words}");
        let copy = fs::read_to_string(folder.path().join("drafts/XAA-2025.md")).expect("a working copy");
        assert!(copy.contains(words), "{words} stands beside its entry");
    }
    commit(folder.path());
    let listed = git(folder.path(), &["ls-files", "drafts"]);
    assert_eq!(String::from_utf8_lossy(&listed.stdout), "");
}

/// The writer works in the copy: as it is it says what the file says, and what is written in it is taken over.
#[test]
fn the_working_copy_is_read_back() {
    let (folder, _) = imported();
    let again = run(folder.path(), &["import", "drafts/XAA-2025.md"]);
    assert!(again.stdout.contains("says the same already"), "{again:?}");
    let copy = folder.path().join("drafts/XAA-2025.md");
    let text = fs::read_to_string(&copy).expect("a working copy");
    fs::write(&copy, text.replace("…[^note-4]", "No board hears complaints.[^note-4]")).expect("a file");
    assert_eq!(run(folder.path(), &["import", "drafts/XAA-2025.md"]).code, 0);
    assert_eq!(
        file(folder.path())["ratings"]["police"]["rationale"],
        json!(["No board hears complaints.[^note-4]"])
    );
}

#[test]
fn nothing_that_somebody_wrote_is_overwritten() {
    let (folder, _) = imported();
    let import = || run(folder.path(), &["import", "annex.txt", "--country", "XAA", "--edition", "2025"]);
    let refused = import();
    assert!(refused.code == 2 && refused.stderr.contains("is there already"), "{refused:?}");
    fs::remove_file(folder.path().join(FILE)).expect("it is there");
    let refused = import();
    assert!(
        refused.code == 2 && refused.stderr.contains("drafts/XAA-2025.md is there already"),
        "{refused:?}"
    );
    assert!(!folder.path().join(FILE).exists());
}

#[test]
fn validate_tells_which_words_are_those_of_a_document() {
    let (folder, _) = imported();
    let copied = "Police are answerable to nobody, and a board that hears complaints is missing.[^report]";
    let state = State::base().edited("dataset/assessments/XAA/2022.json", |file| {
        file["ratings"]["police"]["rationale"] = json!([copied]);
    });
    state.write_to(folder.path());
    let told =
        run(folder.path(), &["validate", "dataset/assessments/XAA/2022.json", "--against", "annex.txt"]);
    assert_eq!(told.code, 1, "{told:?}");
    let expected = "/ratings/police/rationale/0 has words of annex.txt: “Police are answerable to nobody and a board that hears complaints is missing”";
    assert!(told.stdout.contains(expected), "{}", told.stdout);
    let clean = run(folder.path(), &["validate", "dataset/assessments/XBB", "--against", "annex.txt"]);
    assert!(clean.stdout.contains("No text shares 8 words in a row with 1 document."), "{clean:?}");
}

/// Whatever is cut off or doubled in an annex, it is read, and nothing else.
#[test]
fn no_annex_brings_the_reader_down() {
    let dataset = dataset::Dataset::load(&State::base().tree());
    let framework = &dataset.framework_of("2025").expect("a framework").data;
    let subject = exchange::Subject { country: "XAA", country_name: "Aland", edition: "2025", framework };
    let read = |text: &str| {
        let annex = exchange::annex::read(text, &subject, "draft", &[]);
        exchange::markdown::read(&annex.working_copy, &subject).is_ok()
    };
    for at in (0..ANNEX.len()).step_by(31).map(|at| ANNEX.floor_char_boundary(at)) {
        read(&ANNEX[..at]);
        read(&ANNEX[at..]);
        for with in ["\t", "<p>", "'", "*", "¹", "(", ", 2021. ", "\n\n", "“", ";", "<http", "A/RES/", "Ibid"]
        {
            read(&format!("{}{with}{}", &ANNEX[..at], &ANNEX[at..]));
        }
    }
    for sign in
        ["¹", "¹ a\n\n", "'", "*", "a, 2021. ", "\t", "<", "A/RES/1/", "(http", "a. B", "1: A/RES/1/1: yes. "]
    {
        read(&format!("\tKeep the press free.\tFair\t{}", sign.repeat(5_000)));
        read(&format!("¹ {}", sign.repeat(5_000)));
    }
}

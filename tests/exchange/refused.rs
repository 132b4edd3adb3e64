//! Markdown that cannot be taken over is refused with its file, its line and a remedy, and nothing is written.

use std::fs;

use crate::support::program::folder;
use crate::support::{State, run};

/// A file that is not there yet.
const DRAFT: &str = "dataset/assessments/XAA/2025.json";

const KHM: &str = "dataset/assessments/KHM/2022.json";

/// Each slip: what stands in the text, what is written for it, the line's text at which it is told, and words of the message.
const SLIPS: &[(&str, &str, &str, &[&str])] = &[
    (
        "Rating: Very Weak",
        "Rating: Awful",
        "Rating: Awful",
        &["\"Awful\" is no rating", "Very Strong, Strong, Fair"],
    ),
    ("Change: Increase", "Change: sideways", "Change: sideways", &["is no change", "Unchanged"]),
    (
        "## Support the Kigali Principles",
        "## Support the Kigali Principle",
        "## Support the Kigali Principle",
        &["Did you mean"],
    ),
    (
        "## Dealing with past atrocities",
        "## Support the Kigali Principles",
        "## Support the Kigali Principles",
        &["two headings"],
    ),
    (
        "[^press-freedom]: [@rsf-cambodia]",
        "[^Press Freedom]: [@rsf-cambodia]",
        "[^Press Freedom]",
        &["no label"],
    ),
    (
        "[^press-freedom]: [@rsf-cambodia]",
        "[^press-freedom]: [@]",
        "[^press-freedom]: [@]",
        &["names no source"],
    ),
    (
        "has ratified it in full.",
        "has ratified it [@icc-cambodia].",
        "@icc-cambodia].",
        &["cited in the text itself", "[^label]"],
    ),
    ("country: KHM", "countri: KHM", "countri: KHM", &["countri", "country"]),
    ("previous_score: 41", "previous_score: [41", "difference", &["YAML"]),
    ("- A/RES/73/172, 2018: yes.", "- A/RES/73/172, 2018: maybe.", "maybe", &["no vote", "did not vote"]),
    (
        "# Basic Compliance",
        "A loose end.\n\n# Basic Compliances",
        "# Basic Compliances",
        &["Did you mean \"Basic Compliance\""],
    ),
    ("- id: xinhua-joint-exercise", "- id: un-women-cambodia", "- id: un-women-cambodia", &["two sources"]),
];

#[test]
fn a_slip_is_told_at_its_line_with_a_remedy() {
    let state = State::real();
    let folder = folder(&state);
    let shown = run(folder.path(), &["show", "KHM", "2022", "--format", "markdown"]).stdout;
    for (before, after, line, words) in SLIPS {
        let text = shown.replacen(before, after, 1);
        assert_ne!(text, shown, "{before} stands in it");
        fs::write(folder.path().join("slip.md"), &text).expect("a file");
        let refused = run(folder.path(), &["import", "slip.md", "--country", "KHM", "--edition", "2022"]);
        assert_eq!(refused.code, 2, "{after}: {refused:?}");
        let at = refused
            .stdout
            .lines()
            .find_map(|told| told.strip_prefix("slip.md:")?.split(':').next()?.parse::<usize>().ok());
        let told =
            text.lines().nth(at.unwrap_or_else(|| panic!("{after}: {refused:?}")) - 1).expect("a line");
        assert!(told.contains(line), "{after} is told at {told}: {}", refused.stdout);
        for word in *words {
            assert!(refused.stdout.contains(word), "{after}, {word}: {}", refused.stdout);
        }
        assert!(refused.stderr.contains("nothing was written"), "{refused:?}");
        assert_eq!(fs::read_to_string(folder.path().join(KHM)).expect("a file"), state.text(KHM));
    }
}

/// A text whose metadata was cut off, as by pandoc without --standalone, loses neither sources nor what stood there in silence.
#[test]
fn a_text_without_its_metadata_is_told_what_it_lacks() {
    let shown = run(folder(&State::real()).path(), &["show", "KHM", "2022", "--format", "markdown"]).stdout;
    let start = shown[4..].find("\n---\n").expect("an end") + 9;
    let end = shown.rfind("\n---\n").and_then(|end| shown[..end].rfind("\n---\n")).expect("a block");
    let (before, body) = (&shown[..start], &shown[start..end]);
    let imported = |text: &str, state: &State| {
        let folder = folder(state);
        fs::write(folder.path().join("cut.md"), text).expect("a file");
        let told = run(folder.path(), &["import", "cut.md", "--country", "KHM", "--edition", "2022"]);
        (told, fs::read_to_string(folder.path().join(KHM)).ok())
    };
    let mut new = State::real();
    new.files.remove(KHM);
    for text in [body.to_owned(), format!("{before}{body}")] {
        let (refused, written) = imported(&text, &new);
        assert!(refused.code == 2 && written.is_none(), "{refused:?}");
        assert!(refused.stdout.contains("is cited, and the text describes no source at all"), "{refused:?}");
        assert!(refused.stdout.contains("--standalone"), "{refused:?}");
    }
    let (refused, written) = imported(body, &State::real());
    assert!(refused.code == 2 && written.as_deref() == Some(State::real().text(KHM)), "{refused:?}");
    let lost = "cut.md:1: this text has no block of metadata, and the file would lose what stands there: ";
    assert!(refused.stdout.contains(lost) && refused.stdout.contains("exceptions"), "{refused:?}");
    // One that is missing among others is named, and stays for validate to report.
    let (told, _) = imported(&shown.replacen("@rsf-cambodia", "@rsf-cambodja", 1), &State::real());
    let named = "Cited, and not described under references: rsf-cambodja.";
    assert!(told.code == 0 && told.stdout.contains(named), "{told:?}");
}

/// A field that is mistyped is refused; a text that begins as a field does is one all the same.
#[test]
fn a_sentence_is_no_field_that_went_wrong() {
    let folder = folder(&State::base());
    let imported = |text: &str| {
        let whole = format!(
            "---\ncountry: XAA\nedition: \"2025\"\n---\n\n# Law\n\n## Keep courts independent\n\n{text}\n"
        );
        fs::write(folder.path().join("a.md"), whole).expect("a file");
        let _ = fs::remove_file(folder.path().join(DRAFT));
        run(folder.path(), &["import", "a.md"])
    };
    for slip in [
        "Ratng: Strong",
        "Ratng: Stong",
        "**Ratng**: Strong",
        "Rating Strong",
        "Rating = Strong",
        "Rating : Strong",
        "Rating - Weak",
        "Rating：Strong",
        "Rate: Strong",
        "Trend: ↑",
        "Chnge: =",
        "Chnge: ↓",
        "Level: Very Strong",
        "Trend: ▼",
        "Chnge: Increase.",
        "Direction: unchanged",
        "Reson: new evidence",
        "Judges stay.\nRating: Strong",
    ] {
        let told = imported(slip);
        assert!(told.code == 2 && told.stdout.contains("is no field"), "{slip}: {told:?}");
    }
    for sentence in [
        "Note: the government says that nothing has changed.",
        "Courts: weak and slow.",
        "Courts remain weak.",
        "Modest improvement.",
        "Overall decline",
        "Increase in violence",
        "Decrease: violence fell.",
        "Reasons: none were given.",
        "Raising the age of judges helped.",
        "They gave a\nreason: judges were old.",
        "What follows is a\nchange: there were none before.",
    ] {
        let told = imported(sentence);
        assert_eq!(told.code, 0, "{sentence}: {told:?}");
        let file: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(folder.path().join(DRAFT)).expect("a file"))
                .expect("JSON");
        assert_eq!(
            file["ratings"]["courts"],
            serde_json::json!({ "rationale": [sentence.replace('\n', " ")] }),
            "{sentence}"
        );
    }
}

/// Texts that lost something in silence: what stands in an entry, the line at which it is refused, counted from there, and words of it.
const LOST: &[(&str, usize, &[&str])] = &[
    ("They went.\n\nRating: Strong", 3, &["says what the rating is", "directly under the heading"]),
    ("Rating: Weak\n\nThey went.\n\n**Change:** Increase", 5, &["says what the change is", "missing above"]),
    ("They went.\n\nThey came.\nRating: Strong", 4, &["says what the rating is"]),
    ("They went.\n\nCarried: 2022", 3, &["says what the carried is"]),
    ("Votes:\n\n- A/RES/1/1, 2001: yes. T\n\nRating: Weak", 5, &["says what the rating is"]),
    ("Votes: A/RES/1/1, 2001: yes. T", 1, &["line of its own"]),
    ("Votes:\n\n- A/RES/1/1, 2001: yes. T\n\nVotes:\n\n- A/RES/1/2, 2001: yes. T", 5, &["twice"]),
    ("There is [no support](https://a.example/x).", 1, &["https://a.example/x", "has no links", "cite"]),
    ("So.\n\n| a | b |\n|---|---|\n| 1 | 2 |", 3, &["a table", "sentences"]),
];

#[test]
fn what_would_be_lost_is_refused_at_its_line() {
    let folder = folder(&State::base());
    for (text, line, words) in LOST {
        let head = "---\ncountry: XAA\nedition: \"2025\"\n---\n\n# Law\n\n## Keep courts independent\n\n";
        fs::write(folder.path().join("a.md"), format!("{head}{text}\n")).expect("a file");
        let told = run(folder.path(), &["import", "a.md"]);
        let place = format!("a.md:{}: ", head.lines().count() + line);
        for words in std::iter::once(&*place).chain(words.iter().copied()) {
            assert!(told.code == 2 && told.stdout.contains(words), "{text}, {words}: {told:?}");
        }
        assert!(!folder.path().join(DRAFT).exists());
    }
}

/// Word makes a dash or a bullet of a hyphen at the beginning of a line.
#[test]
fn votes_have_the_marks_of_word_as_well() {
    let folder = folder(&State::base());
    for list in ["Votes:\n\n– A\n\n• B\n— C", "Votes:\n– A\n- B\n– C", "**Votes:**\n\n- A\n• B\n\n–\u{a0}C"]
    {
        let list = ["A", "B", "C"].iter().fold(list.to_owned(), |list, name| {
            list.replace(&format!("{name}\n"), &format!("A/RES/1/{name}, 2001: yes. T\n"))
        });
        let list =
            list.strip_suffix('C').map_or(list.clone(), |list| format!("{list}A/RES/1/C, 2001: yes. T"));
        let whole = format!(
            "---\ncountry: XAA\nedition: \"2025\"\n---\n\n# Law\n\n## Keep courts independent\n\nSo.\n\n{list}\n"
        );
        fs::write(folder.path().join("a.md"), whole).expect("a file");
        let _ = fs::remove_file(folder.path().join(DRAFT));
        let told = run(folder.path(), &["import", "a.md"]);
        assert_eq!(told.code, 0, "{list}: {told:?}");
        let file: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(folder.path().join(DRAFT)).expect("a file"))
                .expect("JSON");
        let courts = &file["ratings"]["courts"];
        assert_eq!(courts["rationale"], serde_json::json!(["So."]), "{list}");
        assert_eq!(courts["votes"].as_object().map(serde_json::Map::len), Some(3), "{list}");
    }
}

/// A sign that begins a comment in YAML cuts a text off.
#[test]
fn a_text_is_not_cut_off_by_a_comment() {
    let folder = folder(&State::base());
    let imported = |document: &str| {
        let whole = format!(
            "---\ncountry: XAA\nedition: \"2025\"\n# Ours.\ndocument: {document}\n---\n\n# Law\n\n## Keep courts independent\n\n5*3*2 people.\n"
        );
        fs::write(folder.path().join("a.md"), whole).expect("a file");
        let _ = fs::remove_file(folder.path().join(DRAFT));
        run(folder.path(), &["import", "a.md"])
    };
    for cut in ["a but #3 is", "#3"] {
        let told = imported(cut);
        assert!(told.code == 2 && told.stdout.contains("a.md:5: "), "{cut}: {told:?}");
        assert!(told.stdout.contains("quotation marks"), "{cut}: {told:?}");
    }
    // Behind a quotation mark a comment cuts nothing off.
    for whole in
        ["a#3", "\"a # b\" # c", "\"a #3\"", "'it''s #3'", "\"two\n  #lines # so\"", "|\n  a # b\n  # c"]
    {
        let told = imported(whole);
        assert_eq!(told.code, 0, "{whole}: {told:?}");
    }
    let file = fs::read_to_string(folder.path().join(DRAFT)).expect("a file");
    assert!(file.contains("a # b") && file.contains("\"5*3*2 people.\""), "{file}");
}

#[test]
fn what_is_no_text_or_of_nothing_is_refused() {
    let folder = folder(&State::real());
    let refused = |name: &str, bytes: &[u8], more: &[&str]| {
        fs::write(folder.path().join(name), bytes).expect("a file");
        let refused = run(folder.path(), &[&["import", name], more].concat());
        assert_eq!(refused.code, 2, "{refused:?}");
        refused.stdout + &refused.stderr
    };
    let of_khm = ["--country", "KHM", "--edition", "2022"];
    assert!(refused("a.md", b"\xff\xfe#", &of_khm).contains("UTF-8"));
    assert!(refused("a.md", b"# Overview\n", &[]).contains("--country"));
    assert!(refused("a.md", b"", &of_khm).contains("nothing was written"));
    assert!(
        refused("a.md", b"# Overview\n\nText", &["--country", "Camboda", "--edition", "2022"])
            .contains("Cambodia")
    );
    assert!(
        refused("a.md", b"---\ncountry: FJI\nedition: \"2022\"\n---\n", &of_khm)
            .contains("of the country FJI")
    );
    let missing = run(folder.path(), &["import", "none.md", "--country", "KHM", "--edition", "2022"]);
    assert!(missing.code == 2 && missing.stderr.contains("none.md cannot be read"), "{missing:?}");
}

/// Whatever is cut off or doubled in a text, it is read or refused, and nothing else.
#[test]
fn no_text_brings_the_reader_down() {
    let state = State::real();
    let dataset = dataset::Dataset::load(&state.tree());
    let framework = &dataset.framework_of("2022").expect("a framework").data;
    let subject = exchange::Subject { country: "KHM", country_name: "Cambodia", edition: "2022", framework };
    let root = format::json::parse(state.text(KHM)).expect("JSON").root;
    let text = exchange::markdown::write(&root, &subject, exchange::markdown::Part::Whole);
    for at in (0..text.len()).step_by(997).map(|at| text.floor_char_boundary(at)) {
        for with in ["", "[^", "]", "{", "---\n", "\\", "<!--", "[@", "\n", "\u{0}", "&", "*"] {
            let _ = exchange::markdown::read(&format!("{}{with}{}", &text[..at], &text[at..]), &subject);
        }
        let _ = exchange::markdown::read(&text[..at], &subject);
        let _ = exchange::markdown::read(&text[at..], &subject);
    }
    for sign in ["[", "[^", "(", "{", "<", "*", "\\", "&", "[@a;", "> ", "- ", "# ", "---\n\n"] {
        let _ = exchange::markdown::read(&format!("# Overview\n\n{}", sign.repeat(50_000)), &subject);
    }
    // Many of one thing, each of which is compared with the others.
    let entry = "# Keep\n\n## Support the Kigali Principles\n\n";
    let notes: String = (0..60_000).map(|n| format!("[^n{n}]: x\n\n")).collect();
    let calls: String = (0..60_000).map(|n| format!("[^n{n}]")).collect();
    let votes: String = (0..60_000).map(|n| format!("- A/RES/1/{n}, 2001: yes. T\n")).collect();
    for text in
        [format!("So.{calls}\n\n{notes}"), format!("Votes:\n\n{votes}"), "Rating: fair ".repeat(80_000)]
    {
        let _ = exchange::markdown::read(&format!("{entry}{text}"), &subject);
    }
    let deep = format!("---\na: {}\n---\n", "[".repeat(50_000));
    assert!(exchange::markdown::read(&deep, &subject).is_err());
}

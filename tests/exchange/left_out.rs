//! What of an annex of Word is in no row that is read: it is taken, stands in the working copy, or is told with its line.

use std::fs;

use serde_json::{Value, json};

use crate::support::program::folder;
use crate::support::{State, run};

const ROWS: &str = "| Indicator | Assessment | Notes |\n|---|---|---|\n| Keep courts independent | Strong | Text. |\n| Keep police accountable | Weak | *All* of it, see [a page](https://a.example/b). |\n| Keep the press free | Fair | More. |\n| Keep schools inclusive | Weak | Last. |\n";

/// What the program says of an annex, the file that it writes, and the working copy.
fn imported(text: &str) -> (String, Value, String) {
    let folder = folder(&State::base());
    fs::write(folder.path().join("annex.md"), text).expect("a file");
    let done = run(folder.path(), &["import", "annex.md", "--country", "XAA", "--edition", "2025"]);
    assert_eq!((done.code, &*done.stderr), (0, ""), "{}", done.stdout);
    let again = run(folder.path(), &["import", "drafts/XAA-2025.md"]);
    assert!(again.stdout.contains("says the same already"), "{again:?}");
    let written =
        fs::read_to_string(folder.path().join("dataset/assessments/XAA/2025.json")).expect("a file");
    let copy = fs::read_to_string(folder.path().join("drafts/XAA-2025.md")).expect("a working copy");
    (done.stdout, serde_json::from_str(&written).expect("JSON"), copy)
}

/// A short overview is one as well, and what is none is told at its line.
#[test]
fn what_stands_before_the_table_is_taken_or_told() {
    let front = "# Report on Aland\n\n## Annex: Aland 2025\n\nAland has done well.\n\nPrinted by nobody\n\n![A map](media/map.png)\n\n";
    let (told, file, copy) = imported(&format!("{front}{ROWS}"));
    assert_eq!(file["overview"], json!(["…"]));
    assert!(copy.contains("\n# Overview\n\n> Aland has done well.\n"), "{copy}");
    for words in [
        "  1: the heading \"Report on Aland\" was not read: it is the title of no indicator\n",
        "  7: \"Printed by nobody\" was not read: it stands before the first indicator and is no sentence\n",
        "  9: \"![A map](media/map.png)\" was not read: it stands before the first indicator and is no sentence\n",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(told.contains("\n3 places to look at"), "{told}");
}

/// All that is in the annex can be found again: in the file, in the working copy, or in the list.
#[test]
fn nothing_of_an_annex_vanishes() {
    let words = [
        "Zebra", "Yak", "Xerus", "Walrus", "Vole", "Urial", "Tapir", "Serval", "Rhea", "Quail", "Puma",
        "Okapi", "Newt", "Kiwi", "Mole", "Lynx",
    ];
    let text = "---\ntitle: Zebra\nsubtitle: Yak\n---\n\n# Xerus\n\nWalrus\n\n| Assessment | Indicator |\n|---|---|\n| Strong | Keep courts independent |\n|  | Vole |\n\n## Urial\n\n### Tapir\n\n| Area | Indicator | Assessment | Notes | Serval |\n|---|---|---|---|---|\n| Rhea | Keep courts independent | Strong | Quail. | Puma |\n| Law | Keep police accountable | Weak | Okapi |  |\n| Society | Keep the press free | Fair |  |  |\n|  | Keep schools inclusive | Weak |  |  |\n\nNewt <!-- Kiwi -->\n\n# Mole\n\nOne.\n\nTwo.\n\nThree.\n\n[^1]: One of two.\n\n[^1]: Lynx, 2020. *Title*.\n";
    let (told, file, copy) = imported(text);
    let list = told.lines().filter(|line| line.starts_with("  ")).collect::<Vec<_>>().join("\n");
    let copied =
        copy.split("\n> To look at").map(|part| part.split_once("\n\n").map_or("", |(_, rest)| rest));
    let all = format!("{list}{file}{}", copied.collect::<String>());
    let lost: Vec<&str> = words.into_iter().filter(|word| !all.contains(word)).collect();
    assert_eq!(lost, [""; 0], "{told}\n{copy}");
    for words in [
        "what stands under \"Mole\" is of no indicator; its 3 paragraphs were left out, the last at line 34",
        "note 1 is printed twice, and only the last was read",
        "note 1 is called nowhere",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

/// Many lines of a title page are told by their number.
#[test]
fn many_lines_are_told_by_their_number() {
    let front: String = (0..40).map(|nth| format!("Line {nth}\n\n")).collect();
    let (told, ..) = imported(&format!("{front}{ROWS}"));
    assert!(told.contains("  17: 32 more lines up to line 79 were not read\n"), "{told}");
    assert!(told.contains("  15: \"Line 7\" was not read") && !told.contains("Line 8"), "{told}");
}

#[test]
fn scores_are_read_as_they_are_printed() {
    let of = |text: &str| {
        let (told, file, _) = imported(&format!("{text}\n\n{ROWS}"));
        (file["stated"].clone(), told)
    };
    for (text, stated) in [
        ("Overall score: 40/100 (2022: 35)", json!({ "score": 40, "previous_score": 35 })),
        ("**Overall score:** 40 out of 100.", json!({ "score": 40 })),
        (
            "Score 2025: 40\n\nPrevious score: 35\n\nDifference: + 5",
            json!({ "score": 40, "previous_score": 35, "difference": 5 }),
        ),
        (
            "Aland's total score (2025): 40 (2022: 35; difference: +5)",
            json!({ "score": 40, "previous_score": 35, "difference": 5 }),
        ),
        ("| Score | 40 |\n|---|---|\n| Score in 2022 | 35 |", json!({ "score": 40, "previous_score": 35 })),
    ] {
        let (found, told) = of(text);
        assert_eq!(found, stated, "{text}");
        assert!(!told.contains("to look at"), "{text}: {told}");
    }
    // What is no score of the country is not taken for one, and told.
    for text in
        ["Highest score: 100", "Score: 40/50", "Score 2030: 40", "Score: 40%", "Basic compliance score: 12"]
    {
        let (found, told) = of(text);
        assert_eq!(found, Value::Null, "{text}");
        assert!(told.contains(&format!("  1: \"{text}\" was not read")), "{text}: {told}");
    }
    for (text, words) in [
        (
            "Score: 40\n\nScore: 41",
            "  3: the score 41 is printed as well; 40, which is printed first, was taken",
        ),
        ("Score: 40 (as of May)", "  1: \"(as of May)\" behind the score was not read"),
        (
            "Previous score: 35",
            "  1: the score of the edition before, 35, was left out: no score of this edition is printed",
        ),
    ] {
        let (_, told) = of(text);
        assert!(told.contains(words), "{text}: {told}");
    }
}

/// Emphasis and the addresses of links stay in what the writer has beside the entry.
#[test]
fn the_original_keeps_its_marks() {
    let (_, _, copy) = imported(ROWS);
    assert!(copy.contains("\n> *All* of it, see a page, <https://a.example/b>.\n"), "{copy}");
    let bold = ROWS
        .replace("Keep the press free | Fair", "**Keep *the press* free** | **[Fair](https://a.example)**");
    let (told, file, _) = imported(&bold);
    assert_eq!(file["ratings"]["press"]["rating"], "fair");
    assert!(!told.contains("to look at"), "{told}");
}

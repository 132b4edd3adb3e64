//! The page of an assessment that Git shows in place of the file.

use proptest::prelude::*;
use serde_json::json;
use xtask::render::page::page;

use crate::merge::canonical;
use crate::merge_laws::{change, changed};
use crate::support::real_git::FILE;
use crate::support::{State, root, run};

#[test]
fn a_page_says_all_that_the_file_says() {
    let state = State::base().edited(FILE, |file| {
        file["overview"] = json!(["First. Second, by Mr. Roe.[^a] Third.", "Another paragraph."]);
        file["ratings"]["courts"]["votes"] =
            json!({ "A/RES/75/277": { "title": "A title", "year": 2021, "vote": "did-not-vote" } });
        file["ratings"]["courts"]["footnotes"]["report"]["comment"] = json!("A remark. And one more.");
        file["sources"]["report-2022"]["custom"] = json!({ "archive_url": "https://archive.example/1" });
        let erratum = |kind: &str| {
            json!({ "2026-01-02": { "kind": kind, "from": "fair", "to": "weak", "reason": "transcription",
                "note": "A slip.", "citations": [{ "source": "document" }] } })
        };
        file["errata"] = erratum("other");
        file["ratings"]["courts"]["errata"] = erratum("rating");
        file["sources"]["report-2022"]["custom"]["errata"] = erratum("citation");
        file["remarks"] = json!({ "name": { "about": ["/overview/0", "/ratings/courts"], "printed": "Mister Roe", "text": "He is Mr. Roe. It was corrected." } });
        file["exceptions"] = json!({ "CIT005": { "/sources/document": "No date. None at all." } });
    });
    let page = page(&state.files[FILE]).expect("an assessment");
    insta::assert_snapshot!("page", page);
}

#[test]
fn what_is_hidden_is_shown() {
    let state = State::base().edited(FILE, |file| {
        file["ratings"]["courts"]["rationale"][0] = json!("Safe \u{202e}live\u{1b}[31m\nIndicator police");
    });
    let page = page(&state.files[FILE]).expect("an assessment");
    assert!(page.contains("Safe <U+202E>live<U+001B>[31m Indicator police"), "{page}");
    assert_eq!(page.matches("\nIndicator police\n").count(), 1, "no line is made up");
}

#[test]
fn what_is_no_assessment_has_no_page() {
    let twice = State::base().replaced(FILE, "\"score\": 44,", "\"score\": 44, \"score\": 45,");
    for text in
        [twice.text(FILE), "", "{", "[]", "{}", "\u{1b}[31m", State::base().text("dataset/editions.json")]
    {
        assert_eq!(page(text.as_bytes()), None, "{text}");
    }
    assert_eq!(page(b"\xff"), None);
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("-x"), "\u{1b}[31m{").expect("a file");
    let raw = run(folder.path(), &["driver", "textconv", "--", "-x"]);
    assert_eq!((raw.code, raw.stdout.as_str()), (0, "\u{1b}[31m{"), "Git's own way: as it is");
    assert_eq!(run(&root(), &["driver", "textconv", "--", "gone"]).code, 2);
}

proptest! {
    #[test]
    fn different_assessments_have_different_pages(
        one in prop::collection::vec(change(), 0..5),
        two in prop::collection::vec(change(), 0..5),
    ) {
        let texts = [canonical(&changed(&one)), canonical(&changed(&two))];
        let pages = [page(texts[0].as_bytes()), page(texts[1].as_bytes())];
        prop_assert_eq!(texts[0] == texts[1], pages[0] == pages[1]);
    }
}

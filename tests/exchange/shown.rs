//! What people and programs see of an assessment: wrapped in a terminal, as a page, as JSON.

use crate::support::program::folder;
use crate::support::{State, run};

fn shown(arguments: &[&str]) -> String {
    let folder = folder(&State::real());
    let shown = run(folder.path(), &[&["show", "KHM"], arguments].concat());
    assert_eq!((shown.code, &*shown.stderr), (0, ""));
    shown.stdout
}

#[test]
fn a_terminal_of_eighty_columns_is_enough() {
    let text = shown(&["2022"]);
    for line in text.lines().filter(|line| line.chars().count() > 80) {
        assert!(line.contains("http"), "only addresses are longer: {line}");
    }
    for words in [
        "Cambodia (KHM), edition 2022",
        "Score: 35 of 100, computed from 50 of 144 points. Printed: score 35, score",
        "Very Strong (2)",
        "  ▼ Ensure equal access to justice",
        "[60] ",
        "Remarks on the document",
        "Accepted problems",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(shown(&["2019"]).contains("Reconstructed"));
}

/// A draft is shown with what it lacks, and what is shown is read back as the same file; so is one of its entries.
#[test]
fn a_draft_is_shown_and_read_back() {
    let path = "dataset/assessments/XAA/2025.json";
    for begun in [&["--from", "2022"][..], &[]] {
        let folder = folder(&State::base());
        assert_eq!(run(folder.path(), &[&["new", "XAA", "2025"], begun].concat()).code, 0);
        let file = || std::fs::read_to_string(folder.path().join(path)).expect("a file");
        let mut draft: serde_json::Value = serde_json::from_str(&file()).expect("JSON");
        draft["ratings"]["press"] = serde_json::json!({ "rationale": ["Papers print what they like."] });
        std::fs::write(folder.path().join(path), draft.to_string()).expect("a file");
        assert_eq!(run(folder.path(), &["fmt"]).code, 0);
        let before = file();
        for part in [&[][..], &["--indicator", "press"], &["--indicator", "courts"]] {
            let shown =
                run(folder.path(), &[&["show", "XAA", "2025", "--format", "markdown"], part].concat());
            assert_eq!((shown.code, &*shown.stderr), (0, ""), "{begun:?} {part:?}");
            let has_unrated = part.last() != Some(&"courts") || begun.is_empty();
            assert_eq!(shown.stdout.contains("<!-- Not rated yet: "), has_unrated, "{}", shown.stdout);
            std::fs::write(folder.path().join("a.md"), &shown.stdout).expect("a file");
            let back = run(folder.path(), &["import", "a.md"]);
            assert_eq!(back.code, 0, "{back:?}");
            assert_eq!(file(), before);
        }
        // What cannot be read would be lost.
        draft["ratings"]["press"]["rating"] = serde_json::json!(3);
        std::fs::write(folder.path().join(path), draft.to_string()).expect("a file");
        for part in [&[][..], &["--indicator", "press"]] {
            let refused =
                run(folder.path(), &[&["show", "XAA", "2025", "--format", "markdown"], part].concat());
            assert!(refused.code == 2 && refused.stderr.contains("has errors"), "{refused:?}");
        }
        let other =
            run(folder.path(), &["show", "XAA", "2025", "--format", "markdown", "--indicator", "courts"]);
        assert_eq!(other.code, 0, "nothing of this entry is lost");
    }
}

#[test]
fn one_indicator_is_shown_alone() {
    let text = shown(&[
        "2022",
        "--indicator",
        "Support UN Security Council veto restraint on issues relating to atrocity prevention",
    ]);
    insta::assert_snapshot!(text, @r"
Cambodia (KHM), edition 2022
============================
Transcribed from a published document.
Document: Asia Pacific Centre for the Responsibility to Protect, 2022. Cambodia:
Updated Assessment of R2P Implementation 2022, Updated Assessment Annex.
Score: 35 of 100, computed from 50 of 144 points. Printed: score 35, score
before 41, difference -6.

United Nations, prevention, Peacekeeping, and assistance
--------------------------------------------------------
Support UN Security Council veto restraint on issues relating to atrocity
  prevention
  Fair  = unchanged

  Cambodia has so far not signed the Code of Conduct regarding UN Security
  Council action on atrocity crimes.[59] Cambodia is still among the signatories
  of the French/Mexican initiative on veto restraint.[60]

  [59] Global Centre for the Responsibility to Protect, 2019. List of
       Signatories to the ACT Code of Conduct,
       <https://www.globalr2p.org/resources/list-of-signatories-to-the-act-code-of-conduct/>.
  [60] Global Centre for the Responsibility to Protect, 2020. List of Supporters
       of the Political Declaration on the Suspension of Veto,
       <https://www.globalr2p.org/resources/list-of-supporters-of-the-political-declaration-on-suspension-of-veto/>.

Sources
-------
- Global Centre for the Responsibility to Protect, 2019. List of Signatories to
  the ACT Code of Conduct,
  <https://www.globalr2p.org/resources/list-of-signatories-to-the-act-code-of-conduct/>.
- Global Centre for the Responsibility to Protect, 2020. List of Supporters of
  the Political Declaration on the Suspension of Veto,
  <https://www.globalr2p.org/resources/list-of-supporters-of-the-political-declaration-on-suspension-of-veto/>.

Remarks on the document
-----------------------
- overview, paragraph 2; veto-restraint: The overview says that Cambodia is
  reluctant to support veto restraint. The entry counts Cambodia among the
  signatories of the French/Mexican initiative on it and is rated Fair.
");
}

/// Read as a browser does: what is called is there, and everything that is an address is a link.
#[test]
fn the_page_has_landmarks_and_links() {
    let page = shown(&["2022", "--format", "html"]);
    for tag in [
        "<main>",
        "<header>",
        "<footer>",
        "<nav ",
        "<html lang=\"en\">",
        "name=\"viewport\"",
        "color-scheme: light dark",
    ] {
        assert_eq!(page.matches(tag).count(), 1, "{tag}");
    }
    assert!(!page.contains("->") && !page.contains("-&gt;"), "no arrows of programmers");
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: std::collections::HashSet<&&str> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "an id is there once");
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(&target), "{target} is there");
    }
    let without_links =
        page.split("<a href=\"http").map(|part| part.split_once("</a>").map_or(part, |(_, rest)| rest));
    assert!(without_links.skip(1).all(|text| !text.contains("https://")), "each address is a link");
    assert_eq!(page.matches("<li id=\"note-").count(), 60);
}

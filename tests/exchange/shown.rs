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

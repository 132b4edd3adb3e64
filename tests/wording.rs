//! The texts of the dataset are our own: none shares eight consecutive words with a document that was transcribed.
//!
//! The documents are not in this repository. Where they are at hand, in `../shared/documents`, the texts are held against
//! them; elsewhere the test says that nothing was compared.

use std::fs;

use exchange::wording::{Document, is_name, texts};
use format::json::parse;

use crate::support::{State, root};

/// Names, titles and offices, which cannot be said otherwise, and why each is one.
const NAMES: &[(&str, &str)] = &[
    ("the Extraordinary Chambers in the Courts of Cambodia (ECCC)", "a court with its abbreviation"),
    ("the Cambodian Institute for Cooperation and Peace (CICP)", "an institute with its abbreviation"),
    (
        "the 3rd Cambodia National Dialogue on R2P and Atrocities Prevention, on 31 May 2019",
        "an event with its day",
    ),
    ("Him Raksmey, Assistant to Executive Director in charge of R2P", "a person with his office"),
    ("the Law on the Management of the Nation in a State of Emergency", "the title of a law"),
    ("the UN's Special Rapporteur on the situation of human rights in Cambodia", "an office"),
    ("the Rome Statute of the International Criminal Court, and", "the title of a treaty"),
    (
        "at the National Center for Peacekeeping Forces, Mine, and Explosive Remnants of War Clearance (NPMEC)",
        "a training centre with its abbreviation",
    ),
    ("The Kigali Principles on the Protection of Civilians", "the title of a document"),
    (
        "the Code of Conduct regarding UN Security Council action on atrocity crimes",
        "the title of a document",
    ),
];

#[test]
fn no_text_shares_eight_words_with_a_document() {
    let folder = root().join("../shared/documents");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("the documents are not at hand, so nothing was compared with them");
        return;
    };
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a text");
        assert!(text.split_whitespace().count() > 1_000, "the document has words");
        Document::new(&text)
    };
    let documents: Vec<Document> = entries.map(read).collect();
    let plain = |text: &str| {
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-'));
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let names: Vec<String> = NAMES.iter().map(|(name, _)| plain(name)).collect();
    let state = State::real();
    let mut used = vec![false; names.len()];
    for path in state.files.keys().filter(|path| path.starts_with("dataset/assessments/")) {
        let file = parse(state.text(path)).expect("JSON");
        for (pointer, text) in texts(&file.root) {
            for passage in documents.iter().flat_map(|document| document.shared(text)) {
                let name = names.iter().position(|name| name.contains(&passage.to_lowercase()));
                let name = name.unwrap_or_else(|| panic!("{path} {pointer} copies: {passage}"));
                assert!(is_name(&passage), "validate --against leaves names out: {passage}");
                used[name] = true;
            }
        }
    }
    for ((name, why), is_used) in NAMES.iter().zip(used) {
        assert!(is_used, "{name} ({why}) stands in no text any more");
    }
}

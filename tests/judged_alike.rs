//! One definition of each thing: every document symbol, address and DOI that occurs in the tests of the bibliography, in the
//! cases on citations and in the dataset is judged alike by every rule and output that looks at one.

use std::collections::BTreeSet;
use std::fs;

use bibliography::address::Address;
use bibliography::address::typed::stray_end;
use bibliography::doi::{Doi, DoiProblem};
use bibliography::markup::address_without_entities;
use bibliography::notes::{self, Style};
use bibliography::source::Source;
use bibliography::un_symbol::{Status, SymbolProblem, UnSymbol};
use bibliography::work::{self, Key};
use bibliography::{bibtex, csl};
use format::diagnostic::Diagnostic;
use format::json::parse;
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::support::{State, files_below, root};

const ASSESSMENT: &str = "dataset/assessments/XAA/2022.json";

/// Rules say of so many of one kind only that there are more.
const AT_ONCE: usize = 20;

/// All texts between quotation marks, wherever a symbol, an address or a DOI is likely to be.
fn texts() -> BTreeSet<String> {
    let pages = files_below(&root().join("tests/rules")).into_iter().filter(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with("CIT") && name.ends_with(".md")
    });
    let own = files_below(&root().join("xtask/crates/bibliography/src"));
    let data = files_below(&root().join("dataset"));
    let files = pages.chain(own).chain(data);
    let read = files.filter_map(|path| fs::read_to_string(path).ok());
    read.flat_map(|text| literals(&text)).collect()
}

/// The strings of JSON and of Rust in a text; a backslash escapes what follows it.
fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut rest = line;
        while let Some(start) = rest.find('"') {
            let inside = &rest[start + 1..];
            let mut is_escaped = false;
            let end = inside.find(|c: char| {
                let ends = c == '"' && !is_escaped;
                is_escaped = c == '\\' && !is_escaped;
                ends
            });
            let Some(end) = end else { break };
            found.extend(serde_json::from_str::<String>(&format!("\"{}\"", &inside[..end])));
            rest = &inside[end + 1..];
        }
    }
    found
}

/// A source with what the rules say against it.
struct Judged {
    text: String,
    source: Source,
    item: Value,
    found: Vec<Diagnostic>,
}

impl Judged {
    /// The codes of what is said of a field of the source, or of all of it.
    fn codes(&self, field: &str) -> BTreeSet<&str> {
        let ending =
            |found: &&Diagnostic| found.location.pointer().is_some_and(|p| p.to_string().ends_with(field));
        self.found.iter().filter(ending).map(|found| found.code).collect()
    }

    fn has(&self, code: &str) -> bool {
        self.found.iter().any(|found| found.code == code)
    }

    /// Whether the text stands in the file as its field can have it; other rules say so where not.
    fn is_read(&self) -> bool {
        self.found.iter().all(|found| !["SCH", "SYN"].iter().any(|family| found.code.starts_with(family)))
    }

    fn keys(&self) -> Vec<Key> {
        work::keys(&self.source)
    }

    fn bibtex(&self) -> String {
        bibtex::render([("x", &self.source)])
    }
}

/// Puts each text into a source of its own, cited once as a whole, and lets all rules judge.
fn judged(texts: &[String], source: impl Fn(&str, usize) -> Value + Sync) -> Vec<Judged> {
    let batch = |texts: &[String]| {
        let items: Vec<Value> = texts.iter().enumerate().map(|(i, text)| source(text, i)).collect();
        let state = State::base().edited(ASSESSMENT, |file| {
            let citations: Vec<Value> =
                (0..items.len()).map(|i| json!({ "source": format!("x{i}") })).collect();
            file["ratings"]["courts"]["footnotes"]["more"] = json!({ "citations": citations });
            file["ratings"]["courts"]["rationale"] = json!(["What was found in 2022.[^report][^more]"]);
            for (i, item) in items.iter().enumerate() {
                file["sources"][format!("x{i}")] = item.clone();
            }
        });
        let judgement = state.judged();
        let judge = |(i, text): (usize, &String)| {
            let within = format!("/sources/x{i}");
            let is_within = |found: &&Diagnostic| {
                let pointer = found.location.pointer().map(ToString::to_string).unwrap_or_default();
                &*found.location.path == ASSESSMENT
                    && (pointer == within || pointer.starts_with(&format!("{within}/")))
            };
            let written = items[i].to_string();
            Judged {
                text: text.clone(),
                source: Source::read(&parse(&written).expect("JSON").root),
                item: csl::item("x", &Source::read(&parse(&written).expect("JSON").root)),
                found: judgement.diagnostics().iter().filter(is_within).cloned().collect(),
            }
        };
        texts.iter().enumerate().map(judge).collect::<Vec<_>>()
    };
    texts.par_chunks(AT_ONCE).flat_map_iter(batch).collect()
}

#[test]
fn what_is_a_document_symbol_is_one_for_all() {
    let is_likely = |text: &String| {
        text.len() < 60 && text.contains(['/', '\\']) && !text.contains("://") && text.trim() == text
    };
    let texts: Vec<String> = texts().into_iter().filter(is_likely).collect();
    // A report that is no document of the United Nations has no issue, and one that is has no ISSN.
    let all = judged(&texts, |text, i| {
        json!({
            "type": "report", "title": format!("Work number {i}"), "author": [{ "literal": "UN Body" }],
            "number": text, "issue": "1", "ISSN": "0378-5955", "issued": { "date-parts": [[1961]] },
            "URL": format!("https://un.example/{i}"), "publisher": "Press"
        })
    });
    let mut counts = [0; 3];
    for judged in all.iter().filter(|judged| judged.is_read()) {
        let text = judged.text.as_str();
        let symbol = UnSymbol::parse(text);
        counts[match symbol {
            Ok(_) => 0,
            Err(SymbolProblem::NotMeant) => 1,
            Err(_) => 2,
        }] += 1;
        let is_meant = symbol != Err(SymbolProblem::NotMeant);
        assert_eq!(judged.codes("/number").contains("CIT026"), is_meant && symbol.is_err(), "{text}: CIT026");
        let row = judged.found.iter().find(|found| found.code == "CIT013").expect("a detail out of place");
        assert_eq!(row.message.contains("(report: UN document)"), is_meant, "{text}: {}", row.message);
        let is_long = symbol.is_ok_and(|symbol| symbol.status == Status::Document);
        assert_eq!(judged.has("CIT045"), is_long, "{text}: CIT045");
        let years = symbol.ok().and_then(UnSymbol::years);
        let is_clash = years.is_some_and(|(first, last)| !(first..=last).contains(&1961));
        assert_eq!(judged.has("CIT047"), is_clash, "{text}: CIT047");
        let key = judged.keys().into_iter().find(|key| matches!(key, Key::Symbol(_)));
        assert_eq!(key, symbol.ok().map(|symbol| Key::Symbol(symbol.identity())), "{text}: identity");
        let note = notes::entry(&judged.source);
        let is_set_off = note.iter().any(|run| run.style == Style::Emphasis);
        assert_eq!(!is_set_off, symbol.is_ok(), "{text}: {}", note.plain());
        let printed = symbol.map_or_else(|_| text.to_owned(), UnSymbol::printed);
        assert!(note.plain().contains(&printed), "{text}: {}", note.plain());
        assert_eq!(judged.item["number"], text, "{text}: CSL");
        assert!(judged.bibtex().contains("number = {"), "{text}: BibTeX");
    }
    assert!(counts.iter().all(|count| *count > 10), "symbols, others, faulty: {counts:?}");
}

#[test]
fn what_is_an_address_is_one_for_all() {
    let is_likely = |text: &String| {
        !text.contains(char::is_whitespace) && (text.contains("://") || text.starts_with("www."))
    };
    let texts: Vec<String> = texts().into_iter().filter(is_likely).collect();
    let all = judged(&texts, |text, i| {
        json!({
            "type": "webpage", "title": format!("Page number {i}"), "author": [{ "literal": "UN Body" }],
            "issued": { "date-parts": [[2021]] }, "URL": text,
            "custom": { "archive_url": text, "archive_date": "2021-03-10" }
        })
    });
    let mut counts = [0; 3];
    for judged in all.iter().filter(|judged| judged.is_read()) {
        let text = judged.text.as_str();
        let address = Address::parse(text);
        let (is_safe, is_malformed) = match &address {
            // Marks of a sentence and of HTML make no other address.
            Ok(_) => (true, stray_end(text).is_some() || address_without_entities(text).is_some()),
            Err(problem) => (!problem.is_unsafe(), !problem.is_unsafe()),
        };
        counts[if address.is_ok() { 0 } else { 1 + usize::from(is_malformed) }] += 1;
        for field in ["/URL", "/custom/archive_url"] {
            let codes = judged.codes(field);
            assert_eq!(codes.contains("CIT020"), is_malformed, "{text}: CIT020 at {field}");
            assert_eq!(codes.contains("CIT021"), !is_safe, "{text}: CIT021 at {field}");
            assert!(address.is_ok() || !codes.contains("CIT044"), "{text}: CIT044");
        }
        let tracks = address.as_ref().is_ok_and(|address| !address.tracking().is_empty());
        assert_eq!(judged.codes("/URL").contains("CIT022"), tracks, "{text}: CIT022");
        let keys = judged.keys();
        let of_address = keys.iter().any(|key| matches!(key, Key::Address(_) | Key::Doi(_)));
        assert_eq!(of_address, address.is_ok(), "{text}: identity");
        if let Ok(address) = address {
            let clean = address.without_tracking();
            let clean = Address::parse(&clean).expect("it is an address without what tracks");
            assert_eq!(clean.identity(), address.identity(), "{text}: tracking tells no pages apart");
        }
        assert!(notes::entry(&judged.source).plain().contains(&format!("<{text}>")), "{text}: note");
        assert_eq!(judged.item["URL"], text, "{text}: CSL");
        assert!(judged.bibtex().contains("url = {"), "{text}: BibTeX");
    }
    assert!(counts.iter().all(|count| *count > 5), "addresses, unsafe, malformed: {counts:?}");
}

#[test]
fn what_is_a_doi_is_one_for_all() {
    let is_likely = |text: &String| text.contains("10.") && text.len() < 90 && text.trim() == text;
    let texts: Vec<String> = texts().into_iter().filter(is_likely).collect();
    let all = judged(&texts, |text, i| {
        json!({
            "type": "book", "title": format!("Book number {i}"), "author": [{ "literal": "UN Body" }],
            "publisher": "Press", "issued": { "date-parts": [[2021]] }, "DOI": text
        })
    });
    let mut counts = [0; 3];
    for judged in all.iter().filter(|judged| judged.is_read()) {
        let text = judged.text.as_str();
        let (meant, problem) = (Doi::meant(text), Doi::parse(text).err());
        counts[match problem {
            None => 0,
            Some(DoiProblem::MoreThan(_)) => 1,
            Some(DoiProblem::None) => 2,
        }] += 1;
        let found = judged.found.iter().find(|found| found.code == "CIT023");
        // What is surely no part of a DOI makes no other DOI until somebody has looked.
        let has_slip = || Doi::parse(text).is_ok_and(|doi| doi.slip().is_some());
        assert_eq!(found.is_some(), problem.is_some() || has_slip(), "{text}: CIT023");
        let has_fix = found.is_some_and(|found| found.fix.is_some());
        assert_eq!(has_fix, matches!(problem, Some(DoiProblem::MoreThan(_))), "{text}: --fix");
        let key = judged.keys().into_iter().find(|key| matches!(key, Key::Doi(_)));
        assert_eq!(key, meant.as_ref().map(|doi| Key::Doi(doi.identity())), "{text}: identity");
        let note = notes::entry(&judged.source).plain();
        let printed = meant.as_ref().map_or_else(|| text.to_owned(), Doi::address);
        assert!(note.contains(&format!("<{printed}>")), "{text}: {note}");
        assert_eq!(judged.item["DOI"], text, "{text}: CSL");
        let Some(doi) = meant else { continue };
        assert!(judged.bibtex().contains(&format!("doi = {{{doi}}}")), "{text}: {}", judged.bibtex());
        let address = doi.address();
        let address = Address::parse(&address).expect("a DOI has an address");
        assert_eq!(Doi::resolved_by(&address), Some(doi), "{text}: there and back");
    }
    assert!(counts.iter().all(|count| *count > 2), "DOIs, with more, none: {counts:?}");
}

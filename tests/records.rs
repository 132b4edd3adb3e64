//! Real works go through every form whole: CSL-JSON by its schema, BibTeX by biber, and both by the reader of imports.

use std::fs;
use std::process::Command;

use biblatex::Bibliography;
use bibliography::source::Source;
use bibliography::{bibtex, csl};
use format::json::parse;
use serde_json::Value;

use crate::bibtex_readers::is_here;
use crate::sources_add::read;
use crate::support::root;

/// The works of tests/oracle, by their ids.
fn works() -> Vec<(String, Source)> {
    let text = fs::read_to_string(root().join("tests/oracle/records.json")).expect("the works are there");
    let file = parse(&text).expect("JSON");
    let sources = file.root.get("sources").expect("sources").members();
    sources.iter().map(|(id, source)| (id.to_string(), Source::read(source))).collect()
}

#[test]
fn as_csl_they_meet_its_schema() {
    let schema =
        fs::read_to_string(root().join("tests/oracle/csl-schema/csl-data.json")).expect("the schema");
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).expect("JSON")).expect("a schema");
    let items: Vec<Value> = works().iter().map(|(id, work)| csl::item(id, work)).collect();
    let items = Value::from(items);
    let faults: Vec<String> = schema.iter_errors(&items).map(|error| error.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn whatever_goes_out_comes_in_again() {
    for (id, work) in works() {
        let out = csl::item(&id, &work);
        for text in [Value::from(vec![out.clone()]).to_string(), bibtex::render([(&*id, &work)])] {
            let records = read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            let [record] = records.as_slice() else { panic!("one record: {text}") };
            assert_eq!(csl::item(&id, &record.source), out, "{text}\n{:?}", record.dropped);
        }
    }
}

#[test]
fn biber_reads_them_whole() {
    if !is_here("biber") {
        return;
    }
    let works = works();
    let folder = tempfile::tempdir().expect("a folder");
    let written = bibtex::render(works.iter().map(|(id, work)| (&**id, work)));
    fs::write(folder.path().join("works.bib"), written).expect("a new file");
    let output = Command::new("biber")
        .args(["--tool", "--nolog", "--output-file", "read.bib", "works.bib"])
        .current_dir(folder.path())
        .output()
        .expect("biber runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && !said.contains("ERROR"), "{said}");
    // Words for a date sort nowhere, which biber says; nothing else is wrong to it.
    let warnings = || said.lines().filter(|line| line.starts_with("WARN"));
    assert!(warnings().all(|line| line.contains("legacy year field")), "{said}");
    let in_words = works.iter().filter(|(_, work)| work.issued().is_some_and(|date| date.literal.is_some()));
    assert_eq!(warnings().count(), in_words.count());
    let read = fs::read_to_string(folder.path().join("read.bib")).expect("what biber read");
    let read = Bibliography::parse(&read).expect("biblatex parses it");
    assert_eq!(read.len(), works.len());
    for (id, work) in &works {
        let entry = read.get(id).unwrap_or_else(|| panic!("{id} is there"));
        let authors = work.names.get("author").map_or(0, |authors| authors.len());
        assert_eq!(entry.author().map_or(0, |authors| authors.len()), authors, "{id}");
        assert_eq!(entry.get("date").or(entry.get("year")).is_some(), work.issued().is_some(), "{id}");
        assert_eq!(entry.get("url").is_some(), work.url().is_some(), "{id}");
    }
}

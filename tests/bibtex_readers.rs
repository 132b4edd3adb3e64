//! BibTeX as BibTeX and biber read it: no text of the data ends a field, adds a work or takes names apart.
//!
//! Both programs come from Debian (`texlive-binaries`, `biber`). Where one is not installed its test says so and ends, unless
//! `JUDGES=required` asks for all judges, as `.ci/run` does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use biblatex::Bibliography;
use serde_json::{Map, Value, json};

use crate::support::{State, root, run};

const XAA: &str = "dataset/assessments/XAA/2022.json";

/// Texts that mean something to a reader of BibTeX. Braces that are not closed are the worst.
const HOSTILE: &[&str] = &[
    "}",
    "{",
    "a } b",
    "a { b",
    "}{",
    r"\}",
    r"\{ \\",
    r"\",
    "} , title = {x",
    "}} @book{injected, title = {Injected}} @comment{{",
    "@book{injected, title = {Injected}}",
    "\" # \"",
    "% all that follows is left out",
    "x and Fake, Author and y",
    "A AND B",
    "and",
    "Jane others",
    "others",
    "hooks",
    "given=Evil",
    "given=Evil prefix=x",
    "a, b, c, d, e",
    "x,",
    "~^_$&#",
    "\\textbraceleft",
    "{\\'a}",
];

/// A repository with one source for each hostile text, which stands in every text of it.
fn hostile() -> (State, usize) {
    let mut sources = Map::new();
    for (nth, text) in HOSTILE.iter().enumerate() {
        let source = json!({
            "type": "report",
            "title": text,
            "container-title": text,
            "author": [
                { "family": text, "given": text, "suffix": text },
                { "family": "Doe", "non-dropping-particle": text, "given": "Jane" },
                { "family": "Roe", "dropping-particle": text, "given": "Richard" },
                { "literal": text },
            ],
            "publisher": text,
            "number": text,
            "note": text,
            "issued": { "date-parts": [[2021, 3]] },
            "URL": "https://reports.example/a?b=%7Bc%7D&d=_~",
        });
        sources.insert(format!("hostile-{nth}"), source);
        let undated = json!({ "type": "book", "title": text, "issued": { "literal": text },
            "author": [{ "literal": text }] });
        sources.insert(format!("undated-{nth}"), undated);
    }
    let base = State::base();
    let mut count = 0;
    let state = base.edited(XAA, |file| {
        file["sources"].as_object_mut().expect("an object").extend(sources);
        count = file["sources"].as_object().map_or(0, Map::len);
    });
    (state, count)
}

/// The bibliography of a state, written to `folder/works.bib`, and the works as CSL-JSON by their keys.
fn bibliography(state: &State, folder: &Path) -> BTreeMap<String, Value> {
    let dataset = folder.join("state");
    state.write_to(&dataset);
    let print = |format| run(&dataset, &["sources", "--country", "XAA", "--format", format]).stdout;
    fs::write(folder.join("works.bib"), print("bibtex")).expect("a new file");
    let works: Vec<Value> = serde_json::from_str(&print("csl")).expect("an array");
    works.into_iter().map(|work| (work["id"].as_str().expect("an id").to_owned(), work)).collect()
}

/// Whether a program is there to judge. It has to be where all judges are asked for.
pub(crate) fn is_here(program: &str) -> bool {
    let is_here = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    let is_required = std::env::var("JUDGES").is_ok_and(|judges| judges == "required");
    assert!(is_here || !is_required, "{program} is not installed, and all judges are required");
    if !is_here {
        eprintln!("{program} is not installed, so nothing was judged by it");
    }
    is_here
}

#[test]
fn bibtex_reads_every_work_whole() {
    if !is_here("bibtex") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (state, count) = hostile();
    let works = bibliography(&state, folder.path());
    assert!(works.len() >= 2 * HOSTILE.len(), "{} of {count}", works.len());
    fs::copy(root().join("tests/oracle/fields.bst"), folder.path().join("fields.bst")).expect("the style");
    let auxiliary = "\\relax\n\\citation{*}\n\\bibstyle{fields}\n\\bibdata{works}\n";
    fs::write(folder.path().join("works.aux"), auxiliary).expect("a new file");
    let output = Command::new("bibtex")
        .arg("works")
        .current_dir(folder.path())
        .env("BSTINPUTS", ".")
        .env("BIBINPUTS", ".")
        .output()
        .expect("bibtex runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(!said.contains("error message"), "{said}");
    let read = fs::read_to_string(folder.path().join("works.bbl")).expect("what bibtex read");
    let lines: BTreeMap<&str, &str> = read.lines().filter_map(|line| line.split_once(' ')).collect();
    assert_eq!(lines.len(), works.len(), "{read}");
    for (id, work) in &works {
        let authors = work["author"].as_array().map_or(0, Vec::len);
        let presence = |is_there: bool| if is_there { "yes" } else { "no" };
        let url = presence(work.get("URL").is_some());
        let expected = format!("authors={authors} title=yes date=yes url={url}");
        assert_eq!(lines.get(id.as_str()), Some(&&*expected), "{id}: {work}");
    }
}

#[test]
fn biber_reads_every_work_whole() {
    if !is_here("biber") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let works = bibliography(&hostile().0, folder.path());
    let output = Command::new("biber")
        .args(["--tool", "--nolog", "--output-file", "read.bib", "works.bib"])
        .current_dir(folder.path())
        .output()
        .expect("biber runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && !said.contains("ERROR"), "{said}");
    let read = fs::read_to_string(folder.path().join("read.bib")).expect("what biber read");
    let read = Bibliography::parse(&read).expect("biblatex parses it");
    assert_eq!(read.len(), works.len());
    for (id, work) in &works {
        let entry = read.get(id).unwrap_or_else(|| panic!("{id} is there"));
        let authors = work["author"].as_array().map_or(0, Vec::len);
        assert_eq!(entry.author().map_or(0, |authors| authors.len()), authors, "{id}: {work}");
        assert!(entry.get("date").or(entry.get("year")).is_some(), "{id}: {work}");
        assert_eq!(entry.get("url").is_some(), work.get("URL").is_some(), "{id}: {work}");
    }
}

/// What stands in an entry between two tags of biber's XML, without tags, braces and spaces.
fn between(entry: &str, begin: &str, end: &str) -> String {
    let Some((_, rest)) = entry.split_once(begin) else { return String::new() };
    let inside = rest.split(end).next().unwrap_or_default();
    let texts = inside.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    texts.flat_map(str::chars).filter(|c| !c.is_whitespace() && !['{', '}'].contains(c)).collect()
}

#[test]
fn biber_finds_each_name_and_place_as_it_is() {
    if !is_here("biber") {
        return;
    }
    let names = [
        ("hooks", "bell"),
        ("bin ali", "Ana"),
        ("de la cruz", "Ana"),
        ("Real", "given=Evil"),
        ("family=Fake", "Ana"),
        ("given=Evil prefix=x", "Ana"),
        ("Others", "Ana"),
        ("Doe", "others"),
    ];
    let state = State::base().edited(XAA, |file| {
        for (nth, (family, given)) in names.iter().enumerate() {
            file["sources"][format!("name-{nth}")] = json!({
                "type": "report", "title": "A title", "issued": { "date-parts": [[2021]] },
                "author": [{ "family": family, "given": given }],
                "authority": "Ministry of Planning and Finance", "publisher-place": "Geneva and others",
            });
        }
    });
    let folder = tempfile::tempdir().expect("a folder");
    bibliography(&state, folder.path());
    let output = Command::new("biber")
        .args(["--tool", "--nolog", "--output-format=biblatexml", "--output-file", "read.xml", "works.bib"])
        .current_dir(folder.path())
        .output()
        .expect("biber runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && !said.contains("Invalid"), "{said}");
    let read = fs::read_to_string(folder.path().join("read.xml")).expect("what biber read");
    let squeezed = |text: &str| text.replace(' ', "");
    for (nth, (family, given)) in names.into_iter().enumerate() {
        let (_, rest) = read.split_once(&format!("id=\"name-{nth}\"")).expect("it is there");
        let entry = rest.split("</bltx:entry>").next().expect("it ends");
        let of_given = entry.split("type=\"given\"").nth(1).unwrap_or_default();
        let (of_family, of_given) = (
            between(entry, "type=\"family\"", "type=\"given\""),
            between(&format!("<{of_given}"), "<", "</bltx:name>"),
        );
        assert_eq!((of_family, of_given), (squeezed(family), squeezed(given)), "{entry}");
        assert_eq!(entry.matches("<bltx:item>").count(), 2, "{entry}");
        assert!(!entry.contains("more"), "nothing is taken for names left out: {entry}");
    }
}

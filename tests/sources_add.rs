//! Sources that come from programs for references: what becomes of each record.

use std::fs;
use std::path::Path;

use bibliography::csl;
use bibliography::import::{self, Record, Vocabulary};
use dataset::schema::Kind;
use serde_json::{Value, json};

use crate::support::{Run, State, root, run};

pub(crate) const KHM: &str = "dataset/assessments/KHM/2022.json";
const XAA: &str = "dataset/assessments/XAA/2022.json";

/// A state in a folder, into which files are taken over.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new(state: &State) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        state.write_to(folder.path());
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn add(&self, file: &Path, more: &[&str]) -> Run {
        let file = file.to_str().expect("a path of letters");
        run(self.path(), &[&["sources", "add", file], more].concat())
    }

    pub(crate) fn add_text(&self, text: &str, more: &[&str]) -> Run {
        let file = self.path().join("export.txt");
        fs::write(&file, text).expect("can be written");
        self.add(&file, more)
    }

    pub(crate) fn sources(&self, path: &str) -> Value {
        self.file(path)["sources"].clone()
    }

    fn file(&self, path: &str) -> Value {
        serde_json::from_str(&fs::read_to_string(self.path().join(path)).expect("is there")).expect("JSON")
    }
}

pub(crate) fn export(name: &str) -> std::path::PathBuf {
    root().join("tests/imports").join(name)
}

pub(crate) fn read(text: &str) -> Result<Vec<Record>, import::ImportError> {
    let schema = Kind::Assessment.schema();
    import::read(
        text,
        Vocabulary {
            has_field: &|field| schema.source_has_field(field),
            has_type: &|kind| schema.source_has_type(kind),
        },
    )
}

/// The exports of Zotero go in without an error against them once they are cited, and what is not taken is named.
#[test]
pub(crate) fn exports_of_zotero_go_in() {
    for (name, id, expected, dropped) in [
        (
            "journal.json",
            "bellamy-2020",
            json!({"language": "en", "title": "The Responsibility to Protect in Southeast Asia", "publisher": "Brill",
                "section": "Articles", "issued": {"date-parts": [[2020, 2, 27]]}, "note": null}),
            &["abstract", "container-title-short", "source"][..],
        ),
        (
            "newspaper-better-bibtex.json",
            "chheng-2022",
            json!({"issued": {"date-parts": [[2022, 8, 30]]}, "section": "National", "custom": null}),
            &["citation-key", "custom.original-id"],
        ),
        (
            "blog-season.json",
            "strangio-2021",
            json!({"issued": {"literal": "Summer 2021"}, "type": "post-weblog"}),
            &[],
        ),
        (
            "report.json",
            "human-rights-watch-2022",
            json!({"issued": {"date-parts": [[2022]]}, "number": null, "page": null, "publisher-place": "New York"}),
            &["ISBN", "number-of-pages", "event-place", "page"],
        ),
        (
            "webpage.json",
            "global-centre-for-the-responsibility-to-protect-cambodia",
            json!({"issued": {"literal": "n.d."}, "accessed": {"date-parts": [[2022, 9, 14]]}}),
            &["abstract"],
        ),
    ] {
        let desk = Desk::new(&State::real());
        let added = desk.add(&export(name), &["--to", "KHM", "2022"]);
        assert_eq!((added.code, added.stderr.as_str()), (0, ""), "{name}");
        let source = &desk.sources(KHM)[id];
        for (field, value) in expected.as_object().expect("an object") {
            assert_eq!(&source[field], value, "{name}: {field} in {source}");
        }
        for field in dropped {
            assert!(
                added.stdout.contains(&format!("left out {field} ")),
                "{name}: {field}\n{}",
                added.stdout
            );
        }
        let mut file = desk.file(KHM);
        let citations =
            &mut file["ratings"]["equal-access-to-justice"]["footnotes"]["judiciary"]["citations"];
        assert!(citations.is_array(), "{name}");
        citations.as_array_mut().expect("a list").push(json!({"source": id}));
        fs::write(desk.path().join(KHM), file.to_string()).expect("can be written");
        assert_eq!(run(desk.path(), &["fmt"]).code, 0, "{name}");
        let report: Value =
            serde_json::from_str(&run(desk.path(), &["validate", "--format", "json"]).stdout).expect("JSON");
        for found in report["diagnostics"].as_array().expect("a list") {
            let is_of_source =
                found["pointer"].as_str().is_some_and(|at| at.starts_with(&format!("/sources/{id}")));
            assert!(!is_of_source || found["severity"] != "error", "{name}: {found}");
        }
    }
}

#[test]
fn ris_and_bibtex_mean_the_same_as_in_their_programs() {
    let records = read(&fs::read_to_string(export("records.ris")).expect("is there")).expect("is RIS");
    let [news, journal] = records.as_slice() else { panic!("two records") };
    assert_eq!(
        csl::item("a", &news.source),
        json!({
            "id": "a", "type": "article-newspaper", "title": "Kingdom withdraws peacekeepers & returns",
            "container-title": "The Phnom Penh Post", "language": "en",
            "URL": "https://www-phnompenhpost-com.ezproxy.library.example/n/x",
            "author": [{"family": "Chheng", "given": "Niem"}],
            "accessed": {"date-parts": [[2022, 9, 14]]}, "issued": {"date-parts": [[2022, 8, 30]]},
        })
        .as_object()
        .map(|item| {
            let mut item = item.clone();
            item["URL"] = json!("https://www.phnompenhpost.com/n/x");
            Value::Object(item)
        })
        .expect("an object")
    );
    assert_eq!(news.dropped.iter().map(|dropped| &*dropped.field).collect::<Vec<_>>(), ["KW"]);
    assert_eq!(
        csl::item("a", &journal.source),
        json!({
            "id": "a", "type": "article-journal", "title": "A study of two lines", "container-title": "A Journal",
            "volume": "12", "issue": "3", "page": "49-76", "DOI": "10.5555/182", "ISSN": "0378-5955",
            "author": [{"literal": "Human Rights Watch"}, {"family": "Doe", "given": "Jo", "suffix": "Jr."}],
            "issued": {"date-parts": [[2020]]},
        })
    );
    let records = read(&fs::read_to_string(export("records.bib")).expect("is there")).expect("is BibTeX");
    let [article, page] = records.as_slice() else { panic!("two records") };
    assert_eq!(
        csl::item("a", &article.source),
        json!({
            "id": "a", "type": "article-journal", "title": "The Rohingya Case: Café & Law",
            "container-title": "The Phnom Penh Post", "volume": "12", "issue": "3", "page": "49-76",
            "DOI": "10.5555/182", "author": [{"family": "Chheng", "given": "Niem"}, {"literal": "Human Rights Watch"}],
            "issued": {"date-parts": [[2022, 8]]},
        })
    );
    assert_eq!(
        article.dropped.iter().map(|dropped| &*dropped.field).collect::<Vec<_>>(),
        ["abstract", "keywords"]
    );
    assert_eq!(
        csl::item("a", &page.source),
        json!({
            "id": "a", "type": "webpage", "title": "Freedom in the World", "publisher-place": "Washington",
            "URL": "https://freedomhouse.example/a", "author": [{"literal": "Freedom House"}],
            "issued": {"date-parts": [[2021, 3, 10]]}, "accessed": {"date-parts": [[2022, 9, 14]]},
        })
    );
}

#[test]
fn a_work_that_is_there_is_named_and_not_added() {
    let item = |url: &str| {
        json!([{"id": "x", "type": "report", "title": "A report", "URL": url,
        "author": [{"family": "Doe", "given": "Jo"}], "issued": {"date-parts": [["2021"]]}}])
    };
    let desk = Desk::new(&State::base());
    let before = desk.sources(XAA);
    let again =
        desk.add_text(&item("http://www.reports.example/report/").to_string(), &["--to", "XAA", "2022"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert!(
        again.stdout.contains("report-2022: ") && again.stdout.contains("is there already"),
        "{}",
        again.stdout
    );
    assert!(again.stdout.contains("0 sources added"), "{}", again.stdout);
    assert_eq!(desk.sources(XAA), before);

    // What another assessment has is taken over as that describes it, under its id.
    let state = State::base().edited(XAA, |file| {
        file["sources"]["other-2020"] = json!({"type": "report", "title": "Another report", "genre": "survey",
            "author": [{"literal": "A Body"}], "issued": {"date-parts": [[2020]]}, "URL": "https://reports.example/other"});
    });
    let desk = Desk::new(&state);
    let other = json!({"id": "x", "type": "report", "title": "another  Report", "URL": "https://reports.example/other#p",
        "author": [{"literal": "A Body"}], "issued": {"date-parts": [["2020"]]}});
    let added = desk.add_text(&json!([other, other]).to_string(), &["--to", "XBB", "2022"]);
    assert!(added.stdout.contains("(as XAA 2022 describes it)"), "{}", added.stdout);
    assert!(added.stdout.contains("is the same work again"), "{}", added.stdout);
    assert_eq!(
        desk.sources("dataset/assessments/XBB/2022.json")["other-2020"],
        desk.sources(XAA)["other-2020"]
    );
}

#[test]
fn what_is_only_tried_or_cannot_be_written_leaves_the_file_as_it_is() {
    let desk = Desk::new(&State::base());
    let item = json!({"type": "webpage", "title": "T", "publisher": "P", "URL": "https://a.example/", "issued": {"raw": "2021"}});
    let before = fs::read(desk.path().join(XAA)).expect("is there");
    let tried = desk.add_text(&item.to_string(), &["--to", "XAA", "2022", "--dry-run"]);
    assert_eq!(tried.code, 0);
    assert!(tried.stdout.contains("+    \"p-2021\": {"), "{}", tried.stdout);
    assert_eq!(fs::read(desk.path().join(XAA)).expect("is there"), before);
    let printed = desk.add_text(&item.to_string(), &["--dry-run"]);
    assert_eq!(printed.stdout, desk.add_text(&item.to_string(), &[]).stdout);
    let printed: Value = serde_json::from_str(&printed.stdout).expect("JSON alone");
    assert_eq!(printed["p-2021"]["issued"], json!({"date-parts": [[2021]]}));

    let broken = String::from_utf8(before).expect("a text").replacen(",\n", "\n", 1);
    fs::write(desk.path().join(XAA), &broken).expect("can be written");
    let refused = desk.add_text(&item.to_string(), &["--to", "XAA", "2022"]);
    assert_eq!(refused.code, 2);
    assert_eq!(fs::read_to_string(desk.path().join(XAA)).expect("is there"), broken);
    let unknown = desk.add_text(&item.to_string(), &["--to", "XAA", "1999"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_its_line() {
    let desk = Desk::new(&State::base());
    for (text, line, words) in [
        ("", 1, "no record"),
        ("[]", 1, "no record"),
        ("Author, Title, Year", 1, "neither CSL-JSON"),
        ("[\n{\"type\": \"book\"\n\"title\": \"T\"}]", 2, "not JSON"),
        ("[\n{\"type\": \"book\", \"title\": \"T\"},\n7]", 3, "no item of CSL-JSON"),
        ("@book{a,\n title = {T},\n", 3, "closing brace"),
        ("@book{a,\n title = {T}}\n@book{a, title = {U}}", 3, "give one of them another"),
        ("@book{a,\n title = unknown}", 2, "defined nowhere"),
        (
            "@book{a,\n title = {T}}\n@book{b, crossref = {c}}\n@book{c, crossref = {b}}",
            3,
            "refers to itself",
        ),
        ("@string{a = a}\n@book{b, title = a}", 1, "refers to itself"),
        ("TY  - BOOK\nTI  - T\n", 1, "has no end"),
        ("TY  - BOOK\nTI  - T\nTY  - BOOK\nER  - ", 3, "add the line"),
        ("TY  - BOOK\nER  - \nTI  - T\n", 3, "begins with a line"),
    ] {
        let refused = desk.add_text(text, &[]);
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{text}");
        let place = format!("export.txt:{line}: ");
        assert!(
            refused.stderr.contains(&place) && refused.stderr.contains(words),
            "{text}: {}",
            refused.stderr
        );
    }
    let absent = desk.add(Path::new("nowhere.json"), &[]);
    assert!(absent.code == 2 && absent.stderr.contains("nowhere.json"), "{}", absent.stderr);
}

/// What BibTeX leaves open about names and days is told beside what was read.
#[test]
fn doubtful_names_and_days_are_told() {
    let text = "@article{a, title={Courts}, author={John Smith, Jane Doe}, date={03/04/2021}}
@article{b, title={Judges}, author={Smith, John and others}, year=2021}
@article{c, title={Police}, author={{Human Rights Watch, Asia Division}}, date={2021-04-03}}
@article{d, title={Press}, author={Smith, John and Doe, Jane}, date={13/04/2021}}";
    let records = read(text).expect("BibTeX");
    let told: Vec<String> = records.iter().map(|record| record.remarks.join("; ")).collect();
    assert!(told[0].contains("\"John Smith, Jane Doe\" was read as one person"), "{}", told[0]);
    assert!(told[0].contains("read as 3 April 2021, and may be 4 March 2021"), "{}", told[0]);
    assert!(told[1].contains("ends with \"and others\""), "{}", told[1]);
    assert_eq!(told[2..], ["", ""]);
}

//! What is wrong is told, by the rule whose business it is.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{codes, fixed, is_told};

/// A complete page with something else in one field.
fn page(field: &str, value: Value) -> Value {
    let mut source = json!({
        "type": "webpage", "title": "On courts", "author": [{ "literal": "A Watch Group" }], "publisher": "Press",
        "issued": { "date-parts": [[2021]] }, "URL": "https://a.example/x", "container-title": "The Site"
    });
    source[field] = value;
    source
}

fn of(field: &str, value: Value) -> BTreeSet<&'static str> {
    codes(&json!({ "x": page(field, value) }))
}

#[test]
fn dates_in_words_that_numbers_can_say() {
    for words in [
        "2019-2020",
        "10 mars 2021",
        "10th March 2021",
        "2021-03-10T12:00:00Z",
        "March 10, 2021",
        "c. 2019",
        "[1997]",
        "1997?",
        "2019–20",
        "May-June 2020",
        "១០ មីនា ២០២១",
        "2021年3月10日",
    ] {
        assert!(of("issued", json!({ "literal": words })).contains("CIT033"), "{words}");
    }
    for words in ["Spring 2021", "n.d.", "forthcoming", "Rainy season 2019"] {
        assert!(!of("issued", json!({ "literal": words })).contains("CIT033"), "{words}");
    }
}

#[test]
fn names_that_are_several_or_say_what_somebody_did() {
    for name in [
        "Doe, Jane; Roe, John",
        "Jane Doe (ed.)",
        "Jane Doe, ed.",
        "Edited by Jane Doe",
        "By Jane Doe",
        "Lim et al.",
        "Dr. Jane Doe",
        "Jane Doe, PhD",
        "Staff writer",
    ] {
        assert!(of("author", json!([{ "literal": name }])).contains("CIT029"), "{name}");
    }
    for name in [
        "Ministry of Justice (Cambodia)",
        "Doe; Roe and Partners Ltd",
        "Committee (2021)",
        "Reuters Staff",
        "Dr. Sun Yat-sen Foundation",
    ] {
        assert!(!of("author", json!([{ "literal": name }])).contains("CIT029"), "{name}");
    }
}

#[test]
fn titles_that_programs_made_up() {
    for title in [
        "404 Not Found",
        "403 Forbidden",
        "Access Denied",
        "Microsoft Word - x.docx",
        "Microsoft PowerPoint - x.pptx",
        "Untitled document",
        "Home",
        "Log in",
        "PDF",
        "x.pdf",
    ] {
        assert!(of("title", json!(title)).contains("CIT030"), "{title}");
    }
    for title in ["404: the missing of Kampot", "Access denied: courts and the press", "Page not found"] {
        let is_told = of("title", json!(title)).contains("CIT030");
        assert_eq!(is_told, title == "Page not found", "{title}");
    }
}

#[test]
fn publishers_that_are_none() {
    for publisher in
        ["Unknown", "n.a.", "no publisher", "Publisher not identified", "A Press,", "https://a.example"]
    {
        assert!(of("publisher", json!(publisher)).contains("CIT029"), "{publisher}");
    }
    assert!(of("authority", json!("unknown")).contains("CIT029"));
}

#[test]
fn what_is_printed_twice_is_told_and_put_right() {
    for (kind, field, written, number) in [
        ("article-journal", "volume", "Vol. 12", "12"),
        ("article-journal", "issue", "No. 3", "3"),
        ("article-journal", "issue", "№ 3", "3"),
        ("article-journal", "issue", "n° 3", "3"),
        ("article-journal", "issue", "#3", "3"),
        ("article-journal", "volume", "Volume XII", "XII"),
        ("article-journal", "page", "pp. 155-184", "155-184"),
        ("chapter", "chapter-number", "Chapter 4", "4"),
    ] {
        let source = json!({
            "type": kind, "title": "On courts", "author": [{ "literal": "A Watch Group" }], "publisher": "Press",
            "container-title": "The Journal", "editor": [{ "literal": "A Watch Group" }],
            "issued": { "date-parts": [[2021]] }, "DOI": "10.5555/1", "page": "4-9", field: written
        });
        is_told("CIT046", &source);
        assert_eq!(fixed(&source)[field], number);
    }
    for title in ["Report on courts,", "Report on courts /", "Report on courts;"] {
        assert!(of("title", json!(title)).contains("CIT032"), "{title}");
    }
    for number in ["UN Doc A/HRC/48/79", "UN Doc. A/HRC/48/79"] {
        assert!(of("number", json!(number)).contains("CIT026"), "{number}");
    }
}

#[test]
fn copies_that_are_none() {
    for (address, day) in [
        ("https://a.example/x", "2021-05-04"),
        ("http://www.a.example/x/", "2021-05-04"),
        ("https://webcache.googleusercontent.com/search?q=cache:x", "2021-05-04"),
        ("https://archive.example/abc", "2020-05-04"),
    ] {
        let copy = json!({ "archive_url": address, "archive_date": day });
        assert!(of("custom", copy).contains("CIT044"), "{address}");
    }
    let copy = json!({ "archive_url": "https://archive.example/abc", "archive_date": "2021-05-04" });
    assert!(!of("custom", copy).contains("CIT044"));
}

//! Files of LibreOffice: tables are read, whatever is repeated in them, and texts are answered with the way by pandoc.

use std::fs;
use std::io::Write as _;

use serde_json::json;

use super::table::{NEW, imported, read};
use crate::support::program::folder;
use crate::support::{State, root, run};

/// A file of LibreOffice with this content.
fn opened_document(content: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    for (name, text) in [("mimetype", kind), ("content.xml", content)] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_bytes()).expect("bytes");
    }
    archive.finish().expect("an archive").into_inner()
}

/// The tables of a file of LibreOffice.
pub(super) fn ods(tables: &str) -> Vec<u8> {
    opened_document(&format!(
        "<office:document-content><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    ))
}

/// A table as a file of LibreOffice.
pub(super) fn ods_of(rows: &[Vec<String>]) -> Vec<u8> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraph = |text: &str| format!("<text:p>{}</text:p>", escaped(text));
    let cell = |text: &String| {
        let paragraphs: String = text.split('\n').map(paragraph).collect();
        format!("<table:table-cell>{paragraphs}</table:table-cell>")
    };
    let row = |cells: &Vec<String>| {
        format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
    };
    let rows: String = rows.iter().map(row).collect();
    ods(&format!("<table:table table:name=\"Ratings\">{rows}</table:table>"))
}

/// A file that a program for this format wrote: a sheet beside the table, rows and columns that are repeated, comments.
#[test]
fn a_table_of_libreoffice_is_read() {
    let bytes = fs::read(root().join("tests/imports/ratings.ods")).expect("a fixture");
    let folder = folder(&State::base());
    fs::write(folder.path().join("ratings.ods"), bytes).expect("a file");
    let done = run(folder.path(), &["import", "ratings.ods", "--country", "XAA", "--edition", "2022"]);
    assert_eq!((done.code, &*done.stderr), (0, ""), "{}", done.stdout);
    let courts = &read(folder.path(), "dataset/assessments/XAA/2022.json")["ratings"]["courts"];
    assert_eq!((&courts["rating"], &courts["change"]), (&json!("strong"), &json!("increase")));
    assert_eq!(courts["rationale"], json!(["Judges are named by a board.[^names]", "They stay."]));
    let cited = json!([{ "source": "report-2022", "label": "page", "locator": "4" }]);
    assert_eq!(courts["footnotes"]["names"]["citations"], cited);
    // Two empty rows stand above the table, written as one.
    assert!(done.stdout.contains("  3: no row is of press, schools"), "{}", done.stdout);
}

/// What is written once and repeated is taken as often as it stands there, and never without end.
#[test]
fn no_file_of_libreoffice_brings_the_reader_down() {
    let sheets = |bytes: &[u8]| exchange::table::sheets(bytes, "a.ods");
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let table = |row: &str, cells: &str| {
        ods(&format!("<table:table><table:table-row {row}>{cells}</table:table-row></table:table>"))
    };
    let often = |what: &str, times: &str| format!("table:number-{what}-repeated=\"{times}\"");
    for (rows, columns) in
        [("1048576", "16384"), ("18446744073709551615", "1"), ("1", "18446744073709551615")]
    {
        let told = sheets(&table(&often("rows", rows), &cell(&often("columns", columns), "x")))
            .expect_err("too much");
        assert!(told.message.contains("more than"), "{told:?}");
        let empty =
            sheets(&table(&often("rows", rows), &cell(&often("columns", columns), ""))).expect("nothing");
        assert_eq!(empty, [exchange::table::Sheet::default()]);
    }
    let whole = ods_of(&[
        vec!["Indicator".to_owned(), "Rating".to_owned()],
        vec!["courts".to_owned(), "A &b;".to_owned()],
    ]);
    assert!(sheets(&whole).is_ok_and(|sheets| exchange::table::find(sheets).is_ok()));
    for at in (0..whole.len()).step_by(7) {
        let _ = sheets(&whole[..at]);
        let mut changed = whole.clone();
        changed[at] ^= 0x41;
        let _ = sheets(&changed);
    }
    for content in [
        "",
        "<a>",
        "<table:table><table:table-row></table:table>",
        "<table:table-cell></table:table-cell>",
        "&#xD800;",
    ] {
        let _ = sheets(&opened_document(content));
    }
}

/// A text of Word or LibreOffice is none that can be read here; pandoc makes one.
#[test]
fn a_text_of_word_is_answered_with_the_command_of_pandoc() {
    let text = opened_document(
        "<office:document-content><office:body><office:text/></office:body></office:document-content>",
    );
    for (name, bytes) in
        [("annex.docx", &b"PK"[..]), ("Annex 2022.odt", &text), ("annex.rtf", b"{"), ("annex.ods", &text)]
    {
        let (folder, refused) = imported(bytes, name);
        let stem = name.rsplit_once('.').expect("an ending").0;
        let command = format!("pandoc \"{name}\" --to markdown --output \"{stem}.md\"");
        assert!(refused.code == 2 && refused.stdout.contains(&command), "{name}: {refused:?}");
        assert!(!folder.path().join(NEW).exists());
    }
    for (name, bytes, command) in [
        ("a.pdf", &b"%PDF-1.4\n\xff"[..], "pdftotext -layout \"a.pdf\" \"a.txt\""),
        ("annex.md", b"%PDF-1.4\n\xff", "pdftotext -layout \"annex.md\" \"annex.txt\""),
        ("a.html", b"<p>x", "pandoc \"a.html\" --to markdown --output \"a.md\""),
        ("a.txt", b"<!doctype html><p>x", "pandoc \"a.txt\" --to markdown --output \"a.md\""),
        ("a.json", b"{", "cargo xtask sources add \"a.json\""),
        ("a.txt", b" [{\"id\": \"x\"}]\n", "cargo xtask sources add \"a.txt\""),
        ("a.bib", b"@book{x}", "cargo xtask sources add \"a.bib\""),
    ] {
        let (folder, refused) = imported(bytes, name);
        assert!(refused.code == 2 && refused.stdout.contains(command), "{name}: {refused:?}");
        assert!(
            refused.stdout.contains("import reads Markdown, a table (CSV, XLSX, ODS)"),
            "{name}: {refused:?}"
        );
        assert!(!folder.path().join(NEW).exists());
    }
    let gone = run(folder(&State::base()).path(), &["import", "annex.docx"]);
    assert!(gone.stderr.contains("cannot be read"), "{gone:?}");
}

//! Workbooks as other programs write them, and such as ask for more than there is: they are read or refused with a remedy.

use std::io::{Cursor, Write as _};

use exchange::table::{find, sheets};
use format::limits::MOST_ROWS;

use super::libreoffice::ods;
use super::table::{NEW, imported, read};
use serde_json::json;
use zip::write::SimpleFileOptions;

/// The parts of a workbook of Excel: a title and a table with shared texts, rich text, a text in the cell, a number, and a
/// formula.
const PARTS: [(&str, &str); 5] = [
    (
        "xl/workbook.xml",
        "<x:workbook xmlns:x=\"m\" xmlns:rel=\"r\"><x:sheets><x:sheet name=\"A &amp; B\" sheetId=\"1\" rel:id=\"rId1\"/><x:sheet name=\"Old\" sheetId=\"2\" rel:id=\"rId2\"/></x:sheets></x:workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"rId2\" Target=\"worksheets/sheet2.xml\"/><Relationship Id=\"rId1\" Target=\"/xl/worksheets/Sheet1.xml\"/></Relationships>",
    ),
    (
        "xl/sharedStrings.xml",
        "<sst count=\"5\" uniqueCount=\"5\"><si><t>Indicator</t></si><si><r><t>Rat</t></r><r><t xml:space=\"preserve\">ing </t></r><rPh sb=\"0\"><t>no</t></rPh></si><si><t>courts</t></si><si><t>Judges &amp; others_x000D_&#10;stay.</t></si><si><t/></si></sst>",
    ),
    (
        "xl/worksheets/sheet1.xml",
        "<worksheet><dimension ref=\"A1:D3\"/><sheetData><row r=\"2\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c r=\"E2\" t=\"inlineStr\"><is><t>Rationale</t></is></c><c><v/></c><c r=\"H2\" t=\"str\"><f>1&gt;2</f><v>Edition</v></c></row><row><c t=\"s\"><v>2</v></c><c t=\"inlineStr\"><is><t>Weak</t></is></c><c r=\"E3\" t=\"s\"><v>3</v></c><c t=\"s\"><v>4</v></c><c r=\"H3\" s=\"4\"><v>2.025E3</v></c></row></sheetData></worksheet>",
    ),
    ("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>"),
];

/// A workbook of these parts, with another text in place of one.
fn workbook(name: &str, text: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (part, whole) in PARTS {
        // Nothing is packed, so that thousands are made quickly.
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(part, stored).expect("a part");
        archive.write_all(if part == name { text } else { whole }.as_bytes()).expect("bytes");
    }
    archive.finish().expect("an archive").into_inner()
}

fn refusal(bytes: &[u8], name: &str) -> String {
    let (folder, refused) = imported(bytes, name);
    assert!(refused.code == 2 && !folder.path().join(NEW).exists(), "{refused:?}");
    assert!(refused.stdout.starts_with(&format!("{name}:1: ")), "{}", refused.stdout);
    refused.stdout
}

#[test]
fn a_workbook_is_read_as_a_spreadsheet_shows_it() {
    let (folder, done) = imported(&workbook("", ""), "a.xlsx");
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.stdout.contains("  2: no row is of police"), "the row has its number: {}", done.stdout);
    let courts = &read(folder.path(), NEW)["ratings"]["courts"];
    assert_eq!(*courts, json!({ "rating": "weak", "rationale": ["Judges & others", "stay."] }));
}

/// Whatever is changed in a part, the workbook is read or refused.
#[test]
fn no_part_of_a_workbook_brings_the_reader_down() {
    for (name, whole) in PARTS {
        for at in 0..whole.len() {
            let put = ["", "9", "\"", "<", "&", "</c>", "é"][at % 7];
            for changed in [format!("{}{put}{}", &whole[..at], &whole[at + 1..]), whole[..at].to_owned()] {
                let _ = sheets(&workbook(name, &changed), "a.xlsx").and_then(find);
            }
        }
    }
    let (strings, sheet) = (PARTS[2], PARTS[3]);
    // What a part says of itself asks for nothing.
    for count in ["99999999999999", "18446744073709551615", "-1"] {
        let many = strings.1.replace("uniqueCount=\"5\"", &format!("uniqueCount=\"{count}\""));
        assert!(sheets(&workbook(strings.0, &many), "a.xlsx").and_then(find).is_ok());
    }
    for (there, put, told) in [
        ("E2", "ZZZZZZZZZZZZZZZZZZZZ2", "column that no sheet has"),
        ("E2", "XFE2", "column that no sheet has"),
        ("E2", "2", "column that no sheet has"),
        ("<v>3</v>", "<v>5</v>", "a shared text that is missing"),
        ("<v>3</v>", "<v>99999999999999999999999</v>", "a shared text that is missing"),
        ("</row></sheetData>", "</sheetData>", "cannot be read"),
    ] {
        let refused = refusal(&workbook(sheet.0, &sheet.1.replace(there, put)), "a.xlsx");
        assert!(refused.contains(told) && refused.contains("save it once more"), "{put}: {refused}");
    }
    for row in ["18446744073709551615", "4294967295", "99999999999999999999999"] {
        let far = sheet.1.replace("r=\"2\"", &format!("r=\"{row}\""));
        let _ = sheets(&workbook(sheet.0, &far), "a.xlsx").and_then(find);
    }
    // A sheet that cannot be found is not passed over.
    let (name, relations) = PARTS.into_iter().find(|(name, _)| name.ends_with(".rels")).expect("relations");
    let lost = refusal(&workbook(name, &relations.replace("sheet2", "sheet9")), "a.xlsx");
    assert!(lost.contains("the part with its sheet") && lost.contains("is missing"), "{lost}");
    for way in ["./worksheets/", "../xl/worksheets/", "/xl/worksheets/"] {
        let other = relations.replace("\"worksheets/", &format!("\"{way}"));
        assert_eq!(sheets(&workbook(name, &other), "a.xlsx"), sheets(&workbook("", ""), "a.xlsx"), "{way}");
    }
    // A cell that is laid out as a truth value and is empty says nothing.
    let blank = sheet.1.replace("</row></sheetData>", "<c r=\"H2\" t=\"b\"/></row></sheetData>");
    assert_eq!(sheets(&workbook(sheet.0, &blank), "a.xlsx"), sheets(&workbook("", ""), "a.xlsx"));
}

/// The limits hold for all sheets together, and for text as well.
#[test]
fn rows_are_limited_over_all_sheets() {
    let table = |rows: usize| {
        format!(
            "<table:table><table:table-row table:number-rows-repeated=\"1000\"/><table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"
        )
    };
    let several = |sheets: usize, rows: usize| ods(&vec![table(rows); sheets].concat());
    assert!(sheets(&several(10, MOST_ROWS / 10), "a.ods").is_ok_and(|sheets| sheets.len() == 10));
    let told = &*format!("more than {MOST_ROWS} rows that are not empty");
    assert!(refusal(&several(11, MOST_ROWS / 10), "a.ods").contains(told));
    assert!(refusal(&several(1, 1_048_576), "a.ods").contains(told));
    let long = format!(
        "<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"16384\"><text:p>{}</text:p></table:table-cell></table:table-row></table:table>",
        "x".repeat(500)
    );
    assert!(sheets(&ods(&long), "a.ods").is_ok());
    assert!(refusal(&ods(&long.repeat(4)), "a.ods").contains("once it is unpacked"));

    let below = |rows: usize| "Indicator,Rating\n".repeat(rows);
    assert!(sheets(below(MOST_ROWS).as_bytes(), "a.csv").is_ok());
    assert!(refusal(below(MOST_ROWS + 1).as_bytes(), "a.csv").contains(told));
    assert!(sheets("\n \n".repeat(MOST_ROWS + 1).as_bytes(), "a.csv").is_ok(), "empty rows are none");

    let rows: String = (0..=MOST_ROWS).map(|_| "<row><c><v>1</v></c></row>").collect();
    let part = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    assert!(refusal(&workbook("xl/worksheets/sheet2.xml", &part), "a.xlsx").contains(told));
    let empty = part.replace("<v>1</v>", "<v></v>");
    assert_eq!(
        sheets(&workbook("xl/worksheets/sheet2.xml", &empty), "a.xlsx"),
        sheets(&workbook("", ""), "a.xlsx"),
        "cells without a text are none"
    );
}

//! Each cell of the table of completeness: with the detail silence, without it (or with it, where it cannot be) one report.

use bibliography::source::Source;
use format::json::parse;
use rules::citations::completeness::{Cell, Need, Row, TABLE};
use serde_json::{Value, json};

use crate::good_sources::{base_with, sources};

/// A value for a variable that a type cannot have, good in itself.
fn filled(variable: &str) -> Value {
    match variable {
        "ISBN" => json!("9780306406157"),
        "ISSN" => json!("0378-5955"),
        "interviewer" => json!([{ "family": "Doe", "given": "Jo" }]),
        "page" => json!("4-5"),
        _ => json!("12"),
    }
}

fn applies(row: &Row, source: &Value) -> bool {
    let text = source.to_string();
    let read = Source::read(&parse(&text).expect("JSON").root);
    let first = TABLE
        .iter()
        .find(|row| (row.kind.is_empty() || read.kind.as_deref() == Some(row.kind)) && (row.applies)(&read));
    first.is_some_and(|first| std::ptr::eq(first, row))
}

/// A complete source that a row is for, and still is once a change has been made to it.
fn sample(row: &Row, change: impl Fn(&Value) -> Value) -> Value {
    let of_any_type = json!({
        "type": "manuscript",
        "title": "Letters from the border",
        "author": [{ "family": "Doe", "given": "Jo" }],
        "issued": { "date-parts": [[2021]] }
    });
    let law = |kind: &str| {
        json!({
            "type": kind,
            "title": "Draft Law on Public Order",
            "jurisdiction": "Aland",
            "number": "12",
            "issued": { "date-parts": [[2020, 7]] }
        })
    };
    let old_book = json!({
        "type": "book",
        "title": "Axis Rule in Occupied Europe",
        "author": [{ "family": "Lemkin", "given": "Raphael" }],
        "publisher": "Carnegie Endowment for International Peace",
        "issued": { "date-parts": [[1944]] }
    });
    let court = |authority: &str, number: &str, genre: &str| {
        json!({
            "type": "legal_case",
            "title": "One v. Other",
            "authority": authority,
            "number": number,
            "genre": genre,
            "jurisdiction": "Aland",
            "issued": { "date-parts": [[1994, 3, 31]] }
        })
    };
    let international = court("International Criminal Court", "ICC-01/04-01/06-2842", "judgment");
    let views = court("UN Human Rights Committee", "CCPR/C/50/D/488/1992", "views");
    let record = court("Supreme Court", "12", "court record");
    let others = [of_any_type, old_book, international, views, record, law("bill"), law("regulation")];
    let sources = sources();
    let candidates = sources.as_object().expect("an object").values().chain(&others);
    let found = candidates.into_iter().find(|source| applies(row, source) && applies(row, &change(source)));
    found
        .unwrap_or_else(|| panic!("tests/sources/complete.json has a source for \"{}\"", row.title()))
        .clone()
}

fn without(source: &Value, cell: &Cell) -> Value {
    let mut source = source.clone();
    let object = source.as_object_mut().expect("an object");
    for variable in cell.variables {
        object.shift_remove(*variable);
    }
    if cell.variables.contains(&"archive_url") {
        object.shift_remove("custom");
    }
    source
}

fn code(cell: &Cell) -> &'static str {
    match (cell.need, cell.variables.len()) {
        (Need::Required, 1) => "CIT010",
        (Need::Required, _) => "CIT011",
        (Need::Recommended, _) => "CIT012",
        (Need::NotApplicable, _) => "CIT013",
    }
}

/// What is reported of a source with these codes, as code, pointer and message.
fn reported(source: &Value) -> Vec<(&'static str, String, String)> {
    let judgement = base_with(json!({ "one": source })).judged();
    judgement
        .diagnostics()
        .iter()
        .map(|found| {
            let pointer = found.location.pointer().expect("a pointer").to_string();
            (found.code, pointer, found.message.clone())
        })
        .collect()
}

#[test]
fn every_row_has_a_sample_that_raises_no_alarm() {
    for row in TABLE {
        assert_eq!(reported(&sample(row, Value::clone)), [], "{}", row.title());
    }
}

#[test]
fn every_demand_is_made_where_it_is_not_met() {
    for row in TABLE {
        for cell in row.cells.iter().filter(|cell| cell.need != Need::NotApplicable) {
            let lacking = without(&sample(row, |source| without(source, cell)), cell);
            let place = format!("{} without {:?}", row.title(), cell.variables);
            let found = reported(&lacking);
            let codes: Vec<(&str, &str)> = found.iter().map(|(code, at, _)| (*code, at.as_str())).collect();
            assert_eq!(codes, [(code(cell), "/sources/one")], "{place}");
            for variable in cell.variables {
                assert!(found[0].2.contains(&format!("\"{variable}\"")), "{place}: {}", found[0].2);
            }
        }
    }
}

#[test]
fn every_detail_that_cannot_be_is_noticed() {
    for row in TABLE {
        let sample = sample(row, Value::clone);
        let cells = row.cells.iter().filter(|cell| cell.need == Need::NotApplicable);
        for variable in cells.flat_map(|cell| cell.variables) {
            let mut odd = sample.clone();
            odd[*variable] = filled(variable);
            let found = reported(&odd);
            let codes: Vec<(&str, &str)> = found.iter().map(|(code, at, _)| (*code, at.as_str())).collect();
            let place = format!("{} with {variable}", row.title());
            assert_eq!(codes, [("CIT013", "/sources/one")], "{place}");
            assert!(found[0].2.contains(&format!("\"{variable}\"")), "{place}: {}", found[0].2);
        }
    }
}

//! Document symbols of the United Nations: the forms that it uses itself are right, and of one document they are one.

use serde_json::{Value, json};

use super::{as_bibtex, codes, entry, is_silent, is_told};

fn document(number: &str, title: &str) -> Value {
    json!({
        "type": "report", "title": title, "author": [{ "literal": "UN Security Council" }],
        "number": number, "issued": { "date-parts": [[2011]] }
    })
}

#[test]
fn a_blank_before_a_year_or_session_makes_no_other_document() {
    for (one, other) in [
        ("S/RES/1970 (2011)", "S/RES/1970(2011)"),
        ("A/RES/2625 (XXV)", "A/RES/2625(XXV)"),
        ("A/RES/377 A (V)", "A/RES/377(V)A"),
        ("A/RES/217 A (III)", "A/RES/217(III) A"),
        ("CRC/C/GC/25", "CRC/C/GC/25*"),
        ("HRI/GEN/1/Rev.9 (Vol. I)", "HRI/GEN/1/Rev.9(Vol. I)"),
    ] {
        let of = |number| entry(&document(number, "Resolution"));
        let (one_note, other_note) = (of(one), of(other));
        assert_eq!(one_note, other_note.replace("25*", "25"));
        assert!(one_note.contains(one), "{one_note}");
        assert!(as_bibtex(&document(other, "Resolution")).contains(&format!("number = {{{one}")), "{other}");
        let both = json!({ "x": document(one, "Resolution"), "y": document(other, "Another title") });
        assert!(codes(&both).contains("CIT050"), "{one} and {other} are one document");
    }
    let both = json!({ "x": document("A/RES/377 A (V)", "One"), "y": document("A/RES/377 B (V)", "Two") });
    assert!(!codes(&both).contains("CIT050"));
}

#[test]
fn the_forms_of_the_united_nations_are_right() {
    for number in [
        "S/RES/1970 (2011)",
        "S/RES/1970(2011)",
        "CRC/C/GC/25*",
        "A/59/565 and Corr.1",
        "A/59/565 and Corr.1-3",
        "A/59/565 & Add.1",
        "A/59/565, Corr.1 and Add.1",
        "A/CONF.183/9 and Corr.1 and 2",
        "A/HRC/48/79/Add.1 and Corr.1",
        "A/HRC/48/79/Rev.1",
        "E/CN.4/1998/53/Add.2",
        "CCPR/C/21/Rev.1/Add.13",
        "A/76/PV.10",
        "S/PV.6491 (Resumption 1)",
        "A/ES-10/22",
        "A/S-27/19/Rev.1",
        "A/76/434–S/2021/829",
        "CTOC/COP/2010/1",
        "FCCC/CP/2015/10/Add.1",
        "NPT/CONF.2020/1",
    ] {
        is_silent(&json!({ "x": document(number, "Document") }));
        let printed = number.replace("1970(2011)", "1970 (2011)");
        assert!(entry(&document(number, "Document")).contains(&printed), "{number}");
    }
    // A resolution has the year in which it was adopted.
    for (number, year) in [("A/RES/217 A (III)", 1948), ("A/RES/2625 (XXV)", 1970), ("A/RES/75/277", 2021)] {
        let mut source = document(number, "Resolution");
        source["issued"] = json!({ "date-parts": [[year]] });
        is_silent(&json!({ "x": source }));
    }
}

#[test]
fn slips_in_symbols_are_told() {
    for number in [
        "UN Doc. A/HRC/48/79",
        "A/HRC/48/79.",
        "A/59/565 and",
        "A/59/565 and more",
        "A/59/565 and Corr.",
        "A/59/565 Corr.1",
        "A/HRC/48/79**x",
        "S/RES/1970 (2011",
    ] {
        is_told("CIT026", &document(number, "Document"));
    }
}

#[test]
fn a_vote_names_a_resolution_of_an_early_session() {
    use crate::support::State;
    let votes = json!({ "A/RES/2625 (XXV)": {
        "title": "Declaration on Principles of International Law concerning Friendly Relations", "year": 1970,
        "vote": "adopted-without-vote"
    }, "A/RES/217 A (III)": { "title": "Universal Declaration", "year": 1948, "vote": "yes" } });
    let state = State::base().edited(super::ASSESSMENT, |file| file["ratings"]["courts"]["votes"] = votes);
    let judgement = state.judged();
    assert!(judgement.diagnostics().is_empty(), "{}", judgement.human());
}

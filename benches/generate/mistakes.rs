//! The mistakes that are planted on request.

use serde_json::{Value, json};

use crate::model::members;

/// A mistake in the text of a file.
pub(crate) type OfText = fn(&str) -> String;

/// Puts the next mistake into an assessment; one that only a text can have is given back.
pub(crate) fn spoil(file: &mut Value, nth: usize) -> Option<OfText> {
    const OF_VALUES: [fn(&mut Value, usize); 24] = [
        |file, n| entry(file, n)["rating"] = json!("quite weak"),
        |file, n| drop(entry(file, n).as_object_mut().and_then(|entry| entry.remove("footnotes"))),
        |file, n| entry(file, n)["rational"] = json!(["A misspelt field."]),
        |file, n| entry(file, n)["change"] = json!("increase"),
        |file, _| file["stated"]["score"] = json!(99),
        |file, n| entry(file, n)["rationale"] = json!([COPIED]),
        |file, _| first_source(file)["title"] = json!("Another title for the same work"),
        |file, _| first_source(file)["URL"] = json!("http://exa mple.org/?utm_source=x"),
        |file, n| {
            let id = members(&file["ratings"]).map(|(id, _)| id.clone()).nth(n % 36).unwrap_or_default();
            drop(file["ratings"].as_object_mut().and_then(|ratings| ratings.remove(&id)));
        },
        |file, n| {
            entry(file, n)["footnotes"]["new-note"] =
                json!({"citations": [{"source": "nobody-knows", "label": "page", "locator": "x"}]});
        },
        |file, _| file["country"] = json!("ZZZ"),
        |file, _| file["edition"] = json!("1999"),
        |file, _| file["status"] = json!("draft"),
        |file, _| drop(file.as_object_mut().and_then(|file| file.remove("exceptions"))),
        |file, _| file["exceptions"]["CIT001"]["/ratings/nowhere"] = json!("A reason that has enough words."),
        |file, _| file["exceptions"]["CIT999"] = json!({"/ratings": "A reason that has enough words."}),
        |file, _| file["remarks"]["odd"] = json!({"about": ["/ratings/none"], "text": "About nothing."}),
        |file, n| entry(file, n)["rating"] = json!(if n % 2 == 0 { "very-weak" } else { "very-strong" }),
        |file, _| {
            let mut twin = first_source(file).clone();
            twin["note"] = json!("The same work once more.");
            file["sources"]["twin-of-the-first"] = twin;
        },
        |file, _| first_source(file)["issued"] = json!({"date-parts": [[2031, 2, 30]]}),
        |file, _| first_source(file)["DOI"] = json!("10.1000.182/x y"),
        |file, _| first_source(file)["title"] = json!("TBD"),
        |file, n| entry(file, n)["rationale"] = json!(["Two words. Cafe\u{301}.[^gone]"]),
        |file, n| {
            file["sources"][format!("bad id {n}")] = json!({"type": "report", "title": "  Spaces  "});
        },
    ];
    const OF_TEXTS: [OfText; 8] = [
        |text| text.replace('\n', "\r\n"),
        |text| text.replacen("  ", "\t", 1),
        |text| text.replacen("\"status\"", "\"status\": \"draft\",\n  \"status\"", 1),
        |text| format!("\u{feff}{text}"),
        |text| text.replacen("\"ratings\": {", "\"ratings\": {,", 1),
        |text| text.replacen("the ", "the\u{200b} ", 3),
        |text| format!("{text}\n\n"),
        |text| text.replacen("\"overview\"", "<<<<<<< HEAD\n  \"overview\"", 1),
    ];
    let kind = nth % (OF_VALUES.len() + OF_TEXTS.len());
    match kind.checked_sub(OF_VALUES.len()) {
        Some(of_text) => Some(OF_TEXTS[of_text]),
        None => {
            OF_VALUES[kind](file, nth / 7);
            None
        }
    }
}

/// A paragraph that stands in many files.
const COPIED: &str = "This very paragraph stands in the assessments of many countries, word for word, and is long enough to count.";

fn entry(file: &mut Value, nth: usize) -> &mut Value {
    let ratings = &mut file["ratings"];
    let id = members(ratings).map(|(id, _)| id.clone()).nth(nth % 36).unwrap_or_default();
    &mut ratings[id]
}

fn first_source(file: &mut Value) -> &mut Value {
    let sources = &mut file["sources"];
    let id = members(sources).map(|(id, _)| id.clone()).next().unwrap_or_default();
    &mut sources[id]
}

//! What is wrong in the words of an assessment is told, with its remedy; what is right stays.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{ASSESSMENT, codes, fixed, is_told};
use crate::support::State;

/// A complete page with something else in one field.
fn page(field: &str, value: Value) -> Value {
    let mut source = json!({
        "type": "webpage", "title": "On courts", "author": [{ "literal": "A Watch Group" }],
        "issued": { "date-parts": [[2021]] }, "URL": "https://a.example/x", "container-title": "The Site"
    });
    source[field] = value;
    source
}

/// The small repository with other reasons for one rating.
fn with_rationale(paragraphs: &[&str]) -> State {
    State::base().edited(ASSESSMENT, |file| file["ratings"]["courts"]["rationale"] = json!(paragraphs))
}

fn codes_of_rationale(paragraphs: &[&str]) -> Vec<&'static str> {
    with_rationale(paragraphs).judged().places().into_iter().map(|(code, _, _)| code).collect()
}

fn codes_of_footnote(footnote: &Value) -> Vec<&'static str> {
    let state = State::base().edited(ASSESSMENT, |file| {
        file["ratings"]["courts"]["footnotes"]["report"] = footnote.clone();
    });
    state.judged().places().into_iter().map(|(code, _, _)| code).collect()
}

#[test]
fn letters_that_a_program_left_are_told_and_put_right() {
    for (field, value, mended) in [
        ("title", json!("Rapport sur lâ€™Ã©tat"), json!("Rapport sur l’état")),
        ("title", json!("Conﬂict and police"), json!("Conflict and police")),
        ("author", json!([{ "literal": "Freedоm House" }]), json!([{ "literal": "Freedom House" }])),
        ("title", json!("A \u{e001} b"), json!("A \u{e001} b")),
        ("title", json!("A \u{ffff} b"), json!("A \u{ffff} b")),
        ("title", json!("The govern- ment"), json!("The govern- ment")),
    ] {
        is_told("CIT035", &page(field, value.clone()));
        assert_eq!(fixed(&page(field, value))[field], mended);
    }
}

#[test]
fn odd_blanks_are_told_and_put_right() {
    for (field, value, mended) in [
        ("author", json!([{ "literal": "Freedom\u{a0}House" }]), json!([{ "literal": "Freedom House" }])),
        ("title", json!("Freedom  of the press"), json!("Freedom of the press")),
    ] {
        is_told("CIT037", &page(field, value.clone()));
        assert_eq!(fixed(&page(field, value))[field], mended);
    }
    for text in [
        "Found in 2022 [^report].",
        "Found in 2022[^report].",
        "Found  in 2022.[^report]",
        "Found.\u{a0}[^report]",
    ] {
        assert_eq!(codes_of_rationale(&[text]), ["CIT037"], "{text}");
    }
}

#[test]
fn marks_of_other_programs_are_told_and_put_right() {
    for (value, mended) in [
        ("Peace &amp; Security", "Peace & Security"),
        ("Cambodia&#39;s courts", "Cambodia's courts"),
        ("The <i>Rohingya</i> case", "The Rohingya case"),
        ("On H<sub>2</sub>O", "On H<sub>2</sub>O"),
    ] {
        is_told("CIT036", &page("title", json!(value)));
        assert_eq!(fixed(&page("title", json!(value)))["title"], mended);
    }
    for text in [
        "Found [@freedom-house-2021, p. 3] in 2022.[^report]",
        "Found^[Inline note.] in 2022.[^report]",
        "Found<sup>3</sup> in 2022.[^report]",
        "Found in 2022.[^report] And more [^report",
        "Found in 2022 [12].[^report]",
        "Found in 2022.³ And more.[^report]",
        "Found in \\cite{lim} 2022.[^report]",
    ] {
        assert_eq!(codes_of_rationale(&[text]), ["CIT036"], "{text}");
    }
    for text in [
        "Lorem ipsum dolor in 2022.[^report]",
        "Found TODO in 2022.[^report]",
        "Found [citation needed].[^report]",
    ] {
        assert_eq!(codes_of_rationale(&[text]), ["CIT034"], "{text}");
    }
    assert_eq!(
        codes_of_rationale(&["Of 100 km² of forest “[the] half” was lost: R&D < 1.[^report]"]),
        [""; 0]
    );
}

#[test]
fn what_is_said_twice_is_told() {
    assert_eq!(codes_of_rationale(&["Found much.[^report]", "Found much.[^report]"]), ["CIT038"]);
    let cited = |locators: [&str; 2]| {
        let citations = locators.map(|at| json!({ "source": "report-2022", "label": "page", "locator": at }));
        let [one, other] = citations;
        json!({ "citations": [one, { "source": "news-2022" }, other] })
    };
    assert_eq!(codes_of_footnote(&cited(["4", "4"])), ["CIT038"]);
    assert_eq!(codes_of_footnote(&cited(["4", "9"])), [""; 0]);
    for comment in ["Ibid.", "Lim, op. cit., p. 4", "See supra note 12."] {
        let footnote = json!({ "citations": [{ "source": "news-2022" },
            { "source": "report-2022", "label": "page", "locator": "4" }], "comment": comment });
        assert_eq!(codes_of_footnote(&footnote), ["CIT038"], "{comment}");
    }
}

#[test]
fn a_detail_in_the_field_of_another_is_told() {
    for (field, value) in [
        ("number", "ISBN: 978-0-19-875384-1"),
        ("number", "ISBN 978-0-19-875384-1"),
        ("number", "10.1000/182"),
        ("note", "Place: Phnom Penh"),
        ("note", "DOI: 10.1000/182"),
        ("note", "Accessed 3 May 2021"),
        ("note", "tex.ids: lim2021"),
        ("publisher", "Phnom Penh: Press"),
        ("title", "On courts | East Asia Forum"),
        ("title", "On courts - The Site"),
        ("genre", "https://a.example"),
    ] {
        assert!(is_told("CIT039", &page(field, json!(value))).contains("help: "), "{value}");
    }
    for (field, value) in [
        ("note", "Unofficial translation from the Khmer."),
        ("title", "Courts – a survey"),
        ("title", "North|South"),
        ("number", "12"),
        ("publisher", "UNESCO: Bangkok Office"),
        ("publisher", "Press"),
    ] {
        assert_eq!(codes(&json!({ "x": page(field, json!(value)) })), BTreeSet::new(), "{value}");
    }
}

#[test]
fn numbers_with_words_around_them_are_told_and_put_right() {
    let book = |field: &str, value: &str| {
        let mut source = page(field, json!(value));
        source["type"] = json!("book");
        source["publisher"] = json!("Press");
        source["container-title"] = Value::Null;
        source.as_object_mut().expect("an object").retain(|_, value| !value.is_null());
        source
    };
    for (field, value, mended) in [
        ("edition", "2nd ed", "2"),
        ("edition", "2nd", "2"),
        ("edition", "Second edition", "2"),
        ("edition", "11th edn.", "11"),
        ("collection-number", "No. 12", "12"),
        ("volume", "Vol. 3", "3"),
    ] {
        is_told("CIT046", &book(field, value));
        assert_eq!(fixed(&book(field, value))[field], mended);
    }
    for (field, value) in [("edition", "2"), ("edition", "revised"), ("edition", "2021"), ("volume", "IV")] {
        assert_eq!(codes(&json!({ "x": book(field, value) })), BTreeSet::new(), "{value}");
    }
}

#[test]
fn a_locator_says_what_it_counts() {
    let cited = |locator: Value| json!({ "citations": [{ "source": "news-2022" }, { "source": "report-2022", "locator": locator }] });
    for locator in ["12", "4-9", "s 53", "p. 4", "para 9", "art. 7"] {
        let codes = codes_of_footnote(&cited(json!(locator)));
        assert!(codes.contains(&"CIT046"), "{locator}: {codes:?}");
    }
    for locator in ["Rule of Law", "12 March speech", "Annexes"] {
        assert!(!codes_of_footnote(&cited(json!(locator))).contains(&"CIT046"), "{locator}");
    }
}

#[test]
fn names_in_the_wrong_form_are_told() {
    for name in [
        json!({ "family": "Human Rights Watch" }),
        json!({ "family": "Watch", "given": "Human Rights" }),
        json!({ "family": "Nations", "given": "United" }),
        json!({ "family": "Doe and Roe", "given": "J." }),
        json!({ "family": "Travouillon, Katrin" }),
        json!({ "family": "UNHCR" }),
        json!({ "family": "Amnesty", "given": "International" }),
        json!({ "family": "Sok", "given": "H.E. Dr. An" }),
        json!({ "family": "Hun", "given": "Samdech Sen" }),
        json!({ "family": "Doe", "given": "Jane, Jr." }),
        json!({ "literal": "Jane Doe and John Roe" }),
        json!({ "literal": "Doe, Jane and Roe, John" }),
    ] {
        is_told("CIT029", &page("author", json!([name])));
    }
    for name in [
        json!({ "family": "Bank", "given": "Eva" }),
        json!({ "family": "Council", "given": "J." }),
        json!({ "literal": "Kingdom of Cambodia Ministry of Education, Youth and Sport" }),
        json!({ "literal": "Bill and Melinda Gates Foundation" }),
        json!({ "family": "Suharto" }),
    ] {
        assert_eq!(codes(&json!({ "x": page("author", json!([name])) })), BTreeSet::new(), "{name}");
    }
}

#[test]
fn marks_at_the_edges_are_told() {
    for (field, value) in [
        ("title", "“On courts”"),
        ("title", "'On courts'"),
        ("container-title", "The Site,"),
        ("publisher-place", "Phnom Penh:"),
        ("event-place", "Geneva;"),
    ] {
        is_told("CIT032", &page(field, json!(value)));
    }
    assert_eq!(
        codes(&json!({ "x": page("title", json!("“We will not go back”: refugees speak")) })),
        BTreeSet::new()
    );
}

#[test]
fn two_addresses_in_one_are_told() {
    for address in [
        "https://a.example/x,https://b.example/y",
        "https://a.example/x;http://b.example/y",
        "https://a.example/xhttps://b.example/y",
    ] {
        assert!(is_told("CIT020", &page("URL", json!(address))).contains("two addresses"), "{address}");
    }
    for address in
        ["https://a.example/go?to=https://b.example/y", "https://a.example/x?a=1,https://b.example/y"]
    {
        assert_eq!(codes(&json!({ "x": page("URL", json!(address)) })), BTreeSet::new(), "{address}");
    }
}

#[test]
fn languages_are_registered_and_short() {
    for (tag, help) in [
        ("khm", "Write \"km\""),
        ("eng-GB", "Write \"en-GB\""),
        ("chi", "Write \"zh\""),
        ("en-UK", "Write \"en-GB\""),
        ("xx-YY", "help: "),
        ("km-Abcd", "help: "),
        ("zh-CHS", "help: "),
        ("kh", "help: "),
    ] {
        assert!(is_told("CIT028", &page("language", json!(tag))).contains(help), "{tag}");
    }
    for tag in ["km", "en-GB", "zh-Hant-TW", "tet", "fil", "es-419", "ms-Arab-BN", "zh-yue-Hant"] {
        assert_eq!(codes(&json!({ "x": page("language", json!(tag)) })), BTreeSet::new(), "{tag}");
    }
}

#[test]
fn a_name_in_two_spellings_is_one_publisher() {
    let work = |author: &str, url: &str| {
        json!({
            "type": "webpage", "title": url, "author": [{ "literal": author }], "URL": format!("https://a.example/{url}"),
            "issued": { "date-parts": [[2021]] }
        })
    };
    for other in ["Freedоm House", "Freedom\u{a0}House", "Freedom  House"] {
        let state = State::base().edited(ASSESSMENT, |file| {
            file["sources"]["x"] = work("Freedom House", "One");
            file["sources"]["y"] = work(other, "Two");
            file["ratings"]["courts"]["footnotes"]["report"]["citations"] =
                json!([{ "source": "x" }, { "source": "y" }]);
        });
        let codes: BTreeSet<_> = state.judged().places().into_iter().map(|(code, _, _)| code).collect();
        assert!(codes.contains("EVI003"), "{other}: {codes:?}");
    }
}

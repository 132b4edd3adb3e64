//! What is right is not refused.

use serde_json::{Value, json};

use super::{codes, codes_of_locators, fixed, is_silent, is_told};

#[test]
fn a_handle_is_the_name_under_which_somebody_posts() {
    for handle in ["@CambodiaUN", "@un_cambodia", "@un@mastodon.example"] {
        is_silent(&json!({ "x": {
            "type": "post", "title": "Courts must be free", "author": [{ "literal": handle }],
            "container-title": "Twitter", "issued": { "date-parts": [[2021, 3, 10]] }, "URL": "https://t.example/1"
        } }));
    }
    for address in ["info@un.example", "@", "@un@mastodon.example/about"] {
        is_told(
            "CIT029",
            &json!({
                "type": "post", "title": "Courts must be free", "author": [{ "literal": address }],
                "container-title": "Twitter", "issued": { "date-parts": [[2021, 3, 10]] },
                "URL": "https://t.example/1"
            }),
        );
    }
}

#[test]
fn types_of_this_field_are_complete_with_what_they_have() {
    for source in [
        json!({ "type": "bill", "title": "Draft Law on Public Order", "jurisdiction": "Cambodia", "number": "12",
            "URL": "https://a.example/b", "issued": { "date-parts": [[2020, 7]] } }),
        json!({ "type": "regulation", "title": "Sub-Decree on the National Internet Gateway",
            "jurisdiction": "Cambodia", "number": "23 ANK.BK", "issued": { "date-parts": [[2021, 2, 16]] } }),
        json!({ "type": "motion_picture", "title": "The Gate", "director": [{ "family": "Lim", "given": "Sok" }],
            "issued": { "date-parts": [[2014]] } }),
        json!({ "type": "manuscript", "title": "Minutes of the Politburo", "archive": "National Archives",
            "archive_location": "Box 4, file 12", "issued": { "date-parts": [[1979, 1, 8]] } }),
        json!({ "type": "dataset", "title": "Political Violence", "author": [{ "literal": "Data Project" }],
            "version": "12", "URL": "https://a.example/data", "DOI": "10.5555/1",
            "issued": { "date-parts": [[2021]] } }),
        json!({ "type": "report", "title": "Conflict and courts", "author": [{ "literal": "Truth Commission" }],
            "publisher": "Truth Commission", "volume": "3", "number": "12", "issued": { "date-parts": [[2005]] } }),
        json!({ "type": "article-newspaper", "title": "On courts", "author": [{ "literal": "A Watch Group" }],
            "container-title": "The Daily", "volume": "63", "issue": "1", "page": "1",
            "issued": { "date-parts": [[2017, 9, 4]] } }),
        json!({ "type": "hearing", "title": "Crisis in the courts", "authority": "Committee on Foreign Affairs",
            "number": "115-169", "volume": "2", "ISBN": "9780306406157", "issued": { "date-parts": [[2018, 9, 26]] } }),
        json!({ "type": "broadcast", "title": "The courts", "publisher": "Radio", "medium": "Podcast", "volume": "2",
            "number": "Episode 3", "issued": { "date-parts": [[2018, 9, 26]] } }),
        json!({ "type": "legislation", "title": "Public Order Act 2021", "jurisdiction": "United Kingdom", "number": "15",
            "ISBN": "9780306406157", "issued": { "date-parts": [[2021]] } }),
        json!({ "type": "legal_case", "title": "Prosecutor v. A", "authority": "International Criminal Court",
            "number": "ICC-01/04-01/06-2842", "issued": { "date-parts": [[2012, 3, 14]] } }),
        json!({ "type": "legal_case", "title": "A v. B", "authority": "UN Human Rights Committee",
            "number": "CCPR/C/50/D/488/1992", "issued": { "date-parts": [[1994, 3, 31]] } }),
        json!({ "type": "book", "title": "Axis Rule", "author": [{ "family": "Lemkin", "given": "Raphael" }],
            "publisher": "Carnegie Endowment", "issued": { "date-parts": [[1944]] } }),
        json!({ "type": "treaty", "title": "Convention against Torture",
            "container-title": "United Nations Treaty Series", "volume": "1465", "page": "85",
            "issued": { "date-parts": [[1984, 12, 10]] } }),
    ] {
        is_silent(&json!({ "x": source }));
    }
}

#[test]
fn locators_are_as_lawyers_write_them() {
    for locator in [
        ("paragraph", "22(a)(iii)"),
        ("paragraph", "22 (a) (iii)"),
        ("paragraph", "9 et seq."),
        ("paragraph", "138 to 139"),
        ("paragraph", "OP 4"),
        ("paragraph", "PP 2 and OP 4-6"),
        ("paragraph", "12 bis"),
        ("page", "4 f."),
        ("page", "4f."),
        ("page", "114 (note 3)"),
        ("page", "114 n. 3"),
        ("page", "xii to xiv"),
    ] {
        assert!(!codes_of_locators(&[locator]).contains("CIT046"), "{locator:?}");
    }
    for locator in
        [("paragraph", "the end"), ("page", "4 to"), ("page", "114 (see there)"), ("paragraph", "139 to 138")]
    {
        assert!(codes_of_locators(&[locator]).contains("CIT046"), "{locator:?}");
    }
}

fn chapter(author: &str, title: &str, page: &str, url: &str) -> Value {
    json!({
        "type": "chapter", "title": title, "author": [{ "family": author, "given": "A." }],
        "container-title": "The Book", "editor": [{ "family": "Hun", "given": "B." }], "publisher": "Press",
        "issued": { "date-parts": [[2020]] }, "page": page, "URL": url
    })
}

#[test]
fn parts_of_one_book_and_speeches_at_several_places_are_several_works() {
    let chapters = |url: &str| {
        json!({
            "x": chapter("Lim", "On courts", "1-20", url), "y": chapter("Sok", "On police", "21-40", url)
        })
    };
    is_silent(&chapters("https://a.example/book"));
    // The address of a DOI belongs in another field, and is the book's all the same.
    assert!(!codes(&chapters("https://doi.org/10.5555/book")).contains("CIT050"));
    let speech = |event: &str| {
        json!({
            "type": "speech", "title": "Statement", "author": [{ "literal": "Cambodia" }], "event-title": event,
            "issued": { "date-parts": [[2021]] }
        })
    };
    is_silent(&json!({ "x": speech("General debate"), "y": speech("Interactive dialogue") }));
    let twice = json!({ "x": speech("General debate"), "y": speech("General debate") });
    assert!(codes(&twice).contains("CIT050"));
    let twice = json!({
        "x": chapter("Lim", "On courts", "1-20", "https://a.example/b"),
        "y": chapter("Lim", "On courts", "1-20", "https://a.example/b")
    });
    assert!(codes(&twice).contains("CIT050"));
}

#[test]
fn one_work_found_in_two_ways_is_one() {
    let article = |field: &str, value: &str, title: &str| {
        json!({
            "type": "article-journal", "title": title, "author": [{ "family": "Lim", "given": "A." }],
            "container-title": "Journal", "volume": "2", "page": "4-9", "number": "3",
            "issued": { "date-parts": [[2020]] }, field: value
        })
    };
    for [(one, value), (other, same)] in [
        [("DOI", "10.1000/182"), ("URL", "https://doi.org/10.1000/182")],
        [("URL", "http://dx.doi.org/10.1000/ABC"), ("DOI", "10.1000/abc")],
        [("URL", "https://a.example/%e1%9e%85"), ("URL", "https://a.example/%E1%9E%85")],
        [("URL", "https://a.example/x?mkt_tok=1"), ("URL", "http://www.a.example/x")],
    ] {
        let both = json!({ "x": article(one, value, "One"), "y": article(other, same, "Two") });
        assert!(codes(&both).contains("CIT050"), "{value} and {same}");
    }
}

#[test]
fn signs_that_belong_together_stay() {
    let post = |title: &str| {
        json!({
            "type": "post", "title": title, "author": [{ "literal": "A Watch Group" }], "container-title": "Twitter",
            "issued": { "date-parts": [[2021, 3, 10]] }, "URL": "https://t.example/1"
        })
    };
    for title in [
        "Families \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} deserve better",
        "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} votes",
        "\u{1F3F3}\u{FE0F}\u{200D}\u{1F308} march",
    ] {
        is_silent(&json!({ "x": post(title) }));
        assert!(super::entry(&post(title)).contains(title));
    }
    assert!(!codes(&json!({ "x": post("a lone\u{200D}joiner") })).is_empty());
}

#[test]
fn periods_and_plans_contradict_no_date() {
    for (title, year) in [
        ("Strategic plan 2019-2023", 2021),
        ("Vision 2030", 2015),
        ("Vision 2050", 2021),
        ("The Khmer Rouge, 1975–1979", 2015),
    ] {
        is_silent(&json!({ "x": {
            "type": "report", "title": title, "author": [{ "literal": "Ministry" }],
            "issued": { "date-parts": [[year]] }, "URL": "https://a.example/x"
        } }));
    }
}

#[test]
fn what_other_programs_write_is_put_right() {
    let mut source = json!({
        "type": "webpage", "title": "On courts", "author": [{ "literal": "A Watch Group" }],
        "issued": { "date-parts": [["2021", 3, 10]] }, "URL": "https://a.example/x"
    });
    assert_eq!(fixed(&source)["issued"], json!({ "date-parts": [[2021, 3, 10]] }));
    source["issued"] = json!({ "date-parts": [[2021, 3, 10]] });
    for field in ["id", "abstract", "citation-key", "source", "container-title-short"] {
        source[field] = json!("x");
    }
    let judgement = super::judged(&json!({ "x": source }));
    assert_eq!(judgement.diagnostics().len(), 1, "{}", judgement.human());
    let fixed = fixed(&source);
    let names: Vec<&String> = fixed.as_object().expect("an object").keys().collect();
    assert_eq!(names, ["type", "title", "author", "issued", "URL"]);
    is_silent(&json!({ "x": fixed }));
}

#[test]
fn a_page_with_a_year_in_words_has_a_date() {
    for words in ["Spring 2021", "Rainy season 2019", "First quarter of 2020"] {
        is_silent(&json!({ "x": {
            "type": "webpage", "title": "On courts", "author": [{ "literal": "A Watch Group" }],
            "issued": { "literal": words }, "URL": "https://a.example/x"
        } }));
    }
}

#[test]
fn a_season_is_said_in_words() {
    let source = json!({
        "type": "webpage", "title": "On courts", "author": [{ "literal": "A Watch Group" }],
        "issued": { "date-parts": [[2021]], "season": "Spring" }, "URL": "https://a.example/x"
    });
    let human = super::judged(&json!({ "x": source })).human();
    assert!(human.contains(r#"{"literal": "Spring 2021"}"#), "{human}");
}

#[test]
fn an_address_is_encoded_as_addresses_are() {
    for (written, encoded) in [
        (
            "https://www.khmertimeskh.com/ច្បាប់/",
            "https://www.khmertimeskh.com/%E1%9E%85%E1%9F%92%E1%9E%94%E1%9E%B6%E1%9E%94%E1%9F%8B/",
        ),
        ("https://a.example/a[1].pdf", "https://a.example/a%5B1%5D.pdf"),
        ("https://a.example/a|b", "https://a.example/a%7Cb"),
        ("https://a.example/“r”?q=é#x", "https://a.example/%E2%80%9Cr%E2%80%9D?q=%C3%A9#x"),
    ] {
        let source = json!({
            "type": "webpage", "title": "On courts", "author": [{ "literal": "A Watch Group" }],
            "issued": { "date-parts": [[2021]] }, "URL": written
        });
        let human = super::judged(&json!({ "x": source })).human();
        assert!(human.contains(encoded), "{human}");
        assert_eq!(fixed(&source)["URL"], encoded);
    }
}

#[test]
fn a_year_of_the_buddhist_era_is_thought_of() {
    let source = json!({
        "type": "webpage", "title": "On courts", "author": [{ "literal": "A Watch Group" }],
        "issued": { "date-parts": [[2560]] }, "URL": "https://a.example/x"
    });
    let human = super::judged(&json!({ "x": source })).human();
    assert!(human.contains("2017") && human.contains("Buddhist"), "{human}");
}

#[test]
fn words_behind_a_number_of_a_book_are_dropped() {
    let source = json!({
        "type": "book", "title": "On courts", "author": [{ "literal": "A Watch Group" }], "publisher": "Press",
        "issued": { "date-parts": [[2021]] }, "ISBN": "978-0-19-875384-1 (hbk)"
    });
    is_told("CIT024", &source);
    assert_eq!(fixed(&source)["ISBN"], "978-0-19-875384-1");
}

#[test]
fn a_copy_of_the_page_is_known_in_other_spellings() {
    for copy in [
        "https://web.archive.org/web/20210310120000/https:/a.example/x",
        "https://web.archive.org/web/20210310120000/https%3A%2F%2Fa.example%2Fx",
        "https://web.archive.org/web/20210310120000/a.example/x",
    ] {
        is_silent(&json!({ "x": {
            "type": "webpage", "title": "On courts", "author": [{ "literal": "A Watch Group" }],
            "issued": { "date-parts": [[2021]] }, "URL": "https://a.example/x",
            "custom": { "archive_url": copy, "archive_date": "2021-03-10" }
        } }));
    }
}

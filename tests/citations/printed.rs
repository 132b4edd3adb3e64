//! What a source says stands in its note, in BibTeX and in CSL, in the form of the style.

use bibliography::notes::{Letters, bibliography};
use serde_json::{Value, json};

use super::{as_bibtex, as_csl, entry, read};

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
}

#[test]
fn judgments_and_treaties_have_their_reports_and_series() {
    let case = json!({
        "type": "legal_case", "title": "Bosnia and Herzegovina v. Serbia and Montenegro",
        "authority": "International Court of Justice", "container-title": "ICJ Reports", "volume": "2007", "page": "43",
        "jurisdiction": "International", "issued": { "date-parts": [[2007, 2, 26]] }
    });
    assert_eq!(
        entry(&case),
        "Bosnia and Herzegovina v. Serbia and Montenegro, International Court of Justice, International, \
         26 February 2007, ICJ Reports, vol. 2007, p. 43."
    );
    let treaty = json!({
        "type": "treaty", "title": "Convention against Torture", "container-title": "United Nations Treaty Series",
        "volume": "1465", "page": "85", "issued": { "date-parts": [[1984, 12, 10]] }
    });
    assert_eq!(
        entry(&treaty),
        "Convention against Torture, 10 December 1984, United Nations Treaty Series, vol. 1465, p. 85."
    );
}

#[test]
fn a_hearing_names_its_committee() {
    let hearing = json!({
        "type": "hearing", "title": "Cambodia’s Descent", "authority": "House Committee on Foreign Affairs",
        "number": "115-99", "issued": { "date-parts": [[2017, 12, 12]] }, "URL": "https://a.example/h"
    });
    holds(&entry(&hearing), &["House Committee on Foreign Affairs", "115-99", "12 December", "2017"]);
}

#[test]
fn bibtex_keeps_all_of_several_values_of_one_field() {
    let source = json!({
        "type": "report", "title": "On courts", "author": [{ "literal": "A Watch Group" }], "issue": "ISSUE1",
        "number": "NUMBER2", "collection-number": "SERIES3", "publisher": "PRESS4", "authority": "MINISTRY5",
        "publisher-place": "TOWN6", "jurisdiction": "COUNTRY7", "issued": { "date-parts": [[2021]] }
    });
    let values = ["ISSUE1", "NUMBER2", "SERIES3", "PRESS4", "MINISTRY5", "TOWN6", "COUNTRY7"];
    holds(&as_bibtex(&source), &values);
    holds(&entry(&source), &values);
}

#[test]
fn a_dataset_has_a_version() {
    let source = json!({
        "type": "dataset", "title": "Political Violence", "author": [{ "literal": "Data Project" }], "version": "12",
        "URL": "https://a.example/data", "issued": { "date-parts": [[2021]] }
    });
    holds(&entry(&source), &["version 12"]);
    holds(&as_bibtex(&source), &["version = {12}"]);
    assert_eq!(as_csl(&source)["version"], "12");
}

#[test]
fn a_section_and_a_medium_are_printed() {
    let article = json!({
        "type": "article-newspaper", "title": "On courts", "container-title": "The Post", "section": "World",
        "issued": { "date-parts": [[2021, 3, 10]] }, "URL": "https://a.example/a"
    });
    holds(&entry(&article), &["World"]);
    let recording = json!({
        "type": "broadcast", "title": "On courts", "publisher": "Radio", "medium": "Podcast",
        "issued": { "date-parts": [[2021]] }
    });
    holds(&entry(&recording), &["Podcast"]);
}

#[test]
fn every_value_of_a_source_is_in_its_note() {
    // These are said nowhere on purpose: they help programs, or whoever works on the dataset.
    let unsaid = ["title-short", "language", "ISBN", "ISSN", "note", "DOI"];
    let people = |name: &str| json!([{ "family": name, "given": "Given" }]);
    for kind in [
        "article-journal",
        "article-newspaper",
        "book",
        "chapter",
        "report",
        "hearing",
        "speech",
        "broadcast",
        "dataset",
        "legal_case",
        "legislation",
        "bill",
        "regulation",
        "treaty",
        "manuscript",
        "interview",
        "post",
        "webpage",
    ] {
        let mut source = json!({ "type": kind, "title": "TITLE", "issued": { "date-parts": [[2021]] } });
        let mut values = vec!["TITLE".to_owned(), "2021".to_owned()];
        for (i, field) in [
            "container-title",
            "collection-title",
            "collection-number",
            "publisher",
            "publisher-place",
            "event-title",
            "event-place",
            "volume",
            "issue",
            "number",
            "edition",
            "version",
            "page",
            "chapter-number",
            "section",
            "authority",
            "jurisdiction",
            "genre",
            "medium",
            "dimensions",
            "archive",
            "archive_location",
        ]
        .iter()
        .enumerate()
        {
            let value = format!("VALUE{i:02}");
            source[field] = json!(value);
            values.push(value);
        }
        for field in ["author", "editor", "translator", "interviewer", "director"] {
            let name = format!("NAME{}", field.to_uppercase());
            source[field] = people(&name);
            values.push(name);
        }
        for (i, field) in ["event-date", "original-date"].iter().enumerate() {
            source[field] = json!({ "date-parts": [[1901 + i]] });
            // What is written about an event has a day of its own.
            let is_about_it = *field == "event-date" && (kind.starts_with("article") || kind == "webpage");
            values.extend((!is_about_it).then(|| (1901 + i).to_string()));
        }
        for field in unsaid {
            source[field] = json!("10.1000/UNSAID");
        }
        source["URL"] = json!("https://a.example/address");
        values.push("https://a.example/address".to_owned());
        let note = entry(&source);
        holds(&note, &values.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(!note.contains("UNSAID"), "{note}");
    }
}

#[test]
fn names_in_scripts_of_their_own_keep_their_order() {
    for (family, given, printed) in [
        ("习", "近平", "习近平, 2021."),
        ("安倍", "晋三", "安倍晋三, 2021."),
        ("김", "정은", "김정은, 2021."),
        ("ហ៊ុន", "សែន", "ហ៊ុន សែន, 2021."),
        ("ชินวัตร", "ทักษิณ", "ทักษิณ ชินวัตร, 2021."),
        ("Hun", "Sen", "Hun, Sen, 2021."),
    ] {
        let source = json!({
            "type": "webpage", "title": "On courts", "author": [{ "family": family, "given": given }],
            "issued": { "date-parts": [[2021]] }
        });
        assert!(entry(&source).starts_with(printed), "{}", entry(&source));
    }
}

#[test]
fn names_of_the_region_stand_as_they_are_said() {
    let spoken = |name: Value| {
        let source = json!({
            "type": "webpage", "title": "On courts", "translator": [name], "issued": { "date-parts": [[2021]] }
        });
        entry(&source).replace("On courts, 2021, translated by ", "")
    };
    let listed = |name: Value| {
        let source =
            json!({ "type": "webpage", "title": "T", "author": [name], "issued": { "literal": "n.d." } });
        entry(&source).replace(", n.d. T.", "")
    };
    for (name, in_speech, in_a_list) in [
        (json!({ "family": "Suharto" }), "Suharto.", "Suharto"),
        (json!({ "literal": "U Thant" }), "U Thant.", "U Thant"),
        (
            json!({ "family": "Ibrahim", "given": "Anwar", "dropping-particle": "bin" }),
            "Anwar bin Ibrahim.",
            "Ibrahim, Anwar bin",
        ),
        (
            json!({ "literal": "Nurul Izzah binti Anwar" }),
            "Nurul Izzah binti Anwar.",
            "Nurul Izzah binti Anwar",
        ),
        (
            json!({ "family": "Hussein", "given": "Zeid Ra’ad", "non-dropping-particle": "al-" }),
            "Zeid Ra’ad al-Hussein.",
            "al-Hussein, Zeid Ra’ad",
        ),
        (
            json!({ "family": "Artagnan", "given": "C.", "dropping-particle": "d’" }),
            "C. d’Artagnan.",
            "Artagnan, C. d’",
        ),
        (json!({ "family": "Nguyễn", "given": "Văn Linh" }), "Văn Linh Nguyễn.", "Nguyễn, Văn Linh"),
        (
            json!({ "family": "Mahathir", "given": "Marina", "suffix": "Jr." }),
            "Marina Mahathir Jr.",
            "Mahathir, Marina, Jr.",
        ),
        (json!({ "family": "စုကြည်", "given": "အောင်ဆန်း" }), "အောင်ဆန်း စုကြည်.", "အောင်ဆန်း စုကြည်"),
    ] {
        assert_eq!((spoken(name.clone()).as_str(), listed(name).as_str()), (in_speech, in_a_list));
    }
    let bibtex = as_bibtex(&json!({
        "type": "webpage", "title": "T",
        "author": [{ "family": "Hussein", "given": "Zeid Ra’ad", "non-dropping-particle": "al-" }]
    }));
    holds(&bibtex, &["author = {{al-Hussein}, Zeid Ra’ad}"]);
}

#[test]
fn documents_of_the_united_nations_lose_nothing() {
    let source = json!({
        "type": "legislation", "title": "Peace and security in Africa", "authority": "UN Security Council",
        "number": "S/RES/1970 (2011)", "event-title": "6491st meeting", "event-place": "New York",
        "jurisdiction": "United Nations", "issued": { "date-parts": [[2011, 2, 26]] }
    });
    assert_eq!(
        entry(&source),
        "UN Security Council, Peace and security in Africa, 26 February 2011, S/RES/1970 (2011), United Nations, \
         6491st meeting, New York."
    );
}

#[test]
fn works_of_one_author_and_year_have_the_same_letters_in_notes_and_bibliography() {
    let work = |title: &str| {
        json!({
            "type": "webpage", "title": title, "author": [{ "literal": "Watch" }], "URL": "https://a.example/x",
            "issued": { "date-parts": [[2021]] }
        })
    };
    let works = json!({ "x": work("Beta"), "y": work("Alpha") });
    for (status, printed) in [("draft", "Watch, 2021b. Beta"), ("published", "Watch, 2021. Beta")] {
        let state = super::state(&works).edited(super::ASSESSMENT, |file| {
            file["status"] = json!(status);
        });
        let dataset = state.judged().dataset;
        let data = &dataset.assessment("XAA", "2022").expect("is there").file.data;
        let notes: String = dataset::notes::notes(data).iter().map(|note| note.text.plain()).collect();
        let sources: Vec<_> = data.sources.values().collect();
        let list = bibliography(&sources, dataset::notes::letters(data));
        let list: String = list.iter().map(|(_, entry)| entry.plain()).collect();
        assert!(notes.contains(printed) && list.contains(printed), "{notes}\n{list}");
    }
}

#[test]
fn numbers_say_what_they_are() {
    let law = json!({
        "type": "legislation", "title": "Law on Order", "jurisdiction": "Cambodia", "number": "12",
        "issued": { "date-parts": [[2020]] }
    });
    assert_eq!(entry(&law), "Law on Order, no. 12, Cambodia, 2020.");
    let data = json!({
        "type": "dataset", "title": "Figures", "author": [{ "literal": "Bureau" }], "edition": "2021",
        "issued": { "date-parts": [[2021]] }
    });
    assert_eq!(entry(&data), "Bureau, 2021. Figures, 2021 edition.");
    let report = json!({
        "type": "report", "title": "World Report", "author": [{ "literal": "Watch" }], "publisher": "Watch",
        "publisher-place": "New York", "issued": { "date-parts": [[2021]] }
    });
    assert_eq!(entry(&report), "Watch, 2021. World Report, New York.");
}

#[test]
fn a_part_of_a_book_without_an_author_goes_by_its_title() {
    let part = json!({
        "type": "entry-encyclopedia", "title": "Cambodia", "container-title": "The Lexicon",
        "editor": [{ "family": "Fox", "given": "Guy" }], "issued": { "date-parts": [[2012]] }
    });
    assert_eq!(entry(&part), "‘Cambodia’, 2012. In Guy Fox (ed.), The Lexicon.");
}

#[test]
fn lists_of_bibtex_hold_an_organisation_as_one() {
    let source = json!({
        "type": "report", "title": "On courts", "publisher": "Ministry of Trade and Industry",
        "authority": "Cabinet", "publisher-place": "Kuala Lumpur", "issued": { "date-parts": [[2021]] }
    });
    holds(
        &as_bibtex(&source),
        &["institution = {{Ministry of Trade and Industry} and {Cabinet}}", "location = {{Kuala Lumpur}}"],
    );
    let once = json!({ "type": "report", "title": "T", "publisher": "Cabinet", "authority": "Cabinet" });
    holds(&as_bibtex(&once), &["institution = {{Cabinet}},"]);
}

#[test]
fn signs_stay_what_they_are_through_latex() {
    let source = json!({ "type": "report", "title": "A `b` \"c\" -- d '' <<e>> ,, f" });
    let printed = "\\textasciigrave{}b\\textasciigrave{} \\textquotedbl{}c\\textquotedbl{} -{}- d '{}' <{}<e>{}> ,{}, f";
    holds(&as_bibtex(&source), &[printed]);
}

fn article(title: &str) -> Value {
    json!({
        "type": "article-newspaper", "title": title, "container-title": "The Post",
        "issued": { "date-parts": [[2021]] }
    })
}

#[test]
fn quotation_marks_within_quotation_marks_are_the_others() {
    for (title, printed) in [
        ("‘We will not go back’: refugees speak", "‘“We will not go back”: refugees speak’"),
        ("Cambodia’s ‘free’ press", "‘Cambodia’s “free” press’"),
        ("The workers’ ‘rights’", "‘The workers’ “rights”’"),
        ("“We will not go back”", "‘“We will not go back”’"),
        ("“They said ‘go back’ to us”", "‘“They said ‘go back’ to us”’"),
        ("No mark’s end", "‘No mark’s end’"),
    ] {
        assert!(entry(&article(title)).starts_with(printed), "{}", entry(&article(title)));
    }
}

#[test]
fn a_question_mark_ends_a_sentence() {
    holds(
        &entry(&article("Is Cambodia a dictatorship?")),
        &["‘Is Cambodia a dictatorship?’, 2021. The Post"],
    );
    let mut with_author = article("Is Cambodia a dictatorship?");
    with_author["author"] = json!([{ "literal": "Lim" }]);
    holds(&entry(&with_author), &["Lim, 2021. ‘Is Cambodia a dictatorship?’ The Post."]);
}

#[test]
fn letters_with_marks_are_sorted_among_those_without() {
    let sources: Vec<_> = ["Zimmer", "Álvarez", "Adams", "Đặng", "Ease"]
        .map(|family| {
            read(&json!({
                "type": "webpage", "title": "On courts", "author": [{ "family": family }],
                "issued": { "date-parts": [[2021]] }
            }))
        })
        .into();
    let all: Vec<_> = sources.iter().collect();
    let order: Vec<usize> = bibliography(&all, Letters::ByYear).into_iter().map(|(place, _)| place).collect();
    assert_eq!(order, [2, 1, 3, 4, 0]);
}

#[test]
fn a_doi_stands_in_each_output_as_it_is_written_there() {
    let source = json!({
        "type": "webpage", "title": "On courts",
        "DOI": "10.1002/(SICI)1097-4571(1998)49:8<693::AID-ASI4>3.0.CO;2-O"
    });
    holds(
        &entry(&source),
        &["<https://doi.org/10.1002/(SICI)1097-4571(1998)49:8%3C693::AID-ASI4%3E3.0.CO;2-O>"],
    );
    holds(&as_bibtex(&source), &["doi = {10.1002/(SICI)1097-4571(1998)49:8<693::AID-ASI4>3.0.CO;2-O}"]);
}

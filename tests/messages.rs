//! What is said of a slip: once, at its true cause, and with the word or the field that was meant.

use serde_json::{Value, json};

use crate::support::program::folder;
use crate::support::{Judgement, State, merge, root, run};

const XAA: &str = "dataset/assessments/XAA/2022.json";

fn with(patch: Value) -> Judgement {
    State::base().edited(XAA, |file| merge(file, patch)).judged()
}

fn source(fields: Value) -> Judgement {
    with(json!({ "sources": { "report-2022": fields } }))
}

fn citation(citation: Value) -> Judgement {
    let citations = json!([citation, { "source": "news-2022" }]);
    with(json!({ "ratings": { "schools": { "footnotes": { "report": { "citations": citations } } } } }))
}

/// The one thing that is said: code, message and help.
fn only(judgement: &Judgement) -> (&'static str, &str, &str) {
    let [found] = judgement.diagnostics() else { panic!("one diagnostic and not\n{}", judgement.human()) };
    (found.code, &found.message, &found.help)
}

#[test]
fn a_faulty_date_is_no_missing_one() {
    for issued in [json!("2021"), json!({ "date-parts": [[2021, 13]] }), json!({ "date-parts": [2021] })] {
        let judgement = source(json!({ "type": "webpage", "issued": issued }));
        assert!(only(&judgement).0.starts_with("SCH"), "{}", judgement.human());
    }
}

#[test]
fn a_day_that_cannot_be_is_told_once_and_in_words() {
    for (parts, code, message) in [
        (json!([[2021, 13, 2]]), "SCH007", "the month of \"issued\" is 13, which is more than 12"),
        (json!([[2021, 0]]), "SCH007", "the month of \"issued\" is 0, which is less than 1"),
        (json!([[2021, 2, 32]]), "SCH007", "the day of \"issued\" is 32, which is more than 31"),
        (json!([[2021, 2, 30]]), "CIT027", "February 2021 has 28 days, and this is day 30"),
        (json!([[2021, 4, 31]]), "CIT027", "April 2021 has 30 days, and this is day 31"),
    ] {
        let judgement = source(json!({ "issued": { "date-parts": parts } }));
        let found = only(&judgement);
        assert_eq!((found.0, found.1), (code, message));
    }
}

#[test]
fn a_date_in_one_list_is_told_once() {
    for (parts, help) in [
        (json!([2021, 3, 10]), "Write \"date-parts\": [[2021, 3, 10]]."),
        (json!([2021, 3]), "Write \"date-parts\": [[2021, 3]]."),
        (json!([2021]), "Write \"date-parts\": [[2021]]."),
    ] {
        let judgement = source(json!({ "issued": { "date-parts": parts } }));
        let found = only(&judgement);
        assert_eq!((found.0, found.2), ("SCH003", help));
    }
}

#[test]
fn a_locator_is_told_under_its_own_label() {
    for (label, locator, help) in [
        ("paragraph", "para. 114", "Write \"label\": \"paragraph\", \"locator\": \"114\"."),
        ("paragraph", "¶ 9", "Write \"label\": \"paragraph\", \"locator\": \"9\"."),
        ("page", "pp. 4-5", "Write \"label\": \"page\", \"locator\": \"4-5\"."),
        ("page", "para. 114", "Write \"label\": \"paragraph\", \"locator\": \"114\"."),
        ("article-locator", "Art. 7", "Write \"label\": \"article-locator\", \"locator\": \"7\"."),
    ] {
        let judgement = citation(json!({ "source": "report-2022", "label": label, "locator": locator }));
        let found = only(&judgement);
        assert_eq!((found.0, found.2), ("CIT046", help));
    }
}

#[test]
fn the_words_of_the_trade_are_understood() {
    let rating = |field: &str, word: &str| with(json!({ "ratings": { "schools": { field: word } } }));
    let kind = |word: &str| source(json!({ "type": word }));
    let label = |word: &str| citation(json!({ "source": "report-2022", "label": word, "locator": "4" }));
    for (judgement, meant) in [
        (rating("change", "no change"), "unchanged"),
        (rating("change", "stable"), "unchanged"),
        (rating("change", "same"), "unchanged"),
        (rating("change", "Improved"), "increase"),
        (rating("change", "▲"), "increase"),
        (rating("change", "decreased"), "decrease"),
        (rating("change", "▼"), "decrease"),
        (rating("rating", "moderate"), "fair"),
        (rating("rating", "Very low"), "very-weak"),
        (kind("newspaperArticle"), "article-newspaper"),
        (kind("press-release"), "report"),
        (kind("blogPost"), "post-weblog"),
        (kind("techreport"), "report"),
        (kind("inproceedings"), "paper-conference"),
        (kind("journalArticle"), "article-journal"),
        (kind("statute"), "legislation"),
        (label("para"), "paragraph"),
        (label("p."), "page"),
        (label("§"), "section"),
        (label("footnote"), "note"),
    ] {
        let (code, message, help) = only(&judgement);
        assert_eq!(code, "SCH004");
        assert!(help.starts_with(&format!("Did you mean \"{meant}\"?")), "{message}: {help}");
    }
}

#[test]
fn a_source_is_known_by_its_beginning() {
    let judgement = State::real().edited("dataset/assessments/KHM/2022.json", |file| {
        let text = file.to_string().replacen(
            "\"source\":\"travouillon-covid-oppression\"",
            "\"source\":\"travouillon-covid\"",
            1,
        );
        *file = serde_json::from_str(&text).expect("JSON");
    });
    let judgement = judgement.judged();
    let found = judgement.diagnostics().iter().find(|found| found.code == "REF003");
    assert_eq!(found.expect("an unknown source").help, "Did you mean \"travouillon-covid-oppression\"?");
}

#[test]
fn a_field_is_told_where_it_lives() {
    let expected = [
        (
            source(json!({ "archive_url": "https://archive.example/1" })),
            "It belongs under \"custom\", beside \"archive_date\", \"errata\": move it there.",
        ),
        (
            source(json!({ "date": "2021" })),
            "\"issued\" holds that here, and is there already. Remove this one.",
        ),
        (source(json!({ "publicationTitle": "The News" })), "Did you mean \"container-title\"?"),
        (
            citation(json!({ "source": "report-2022", "page": "114" })),
            "Write \"label\": \"page\", \"locator\": \"114\".",
        ),
        (source(json!({ "locator": "4" })), "It is a field of an entry of \"citations\": move it there"),
        (source(json!({ "confidence": "high" })), "Remove it."),
    ];
    for (judgement, start) in expected {
        let (code, message, help) = only(&judgement);
        assert_eq!(code, "SCH002");
        assert!(help.starts_with(start), "{message}: {help}");
    }
}

#[test]
fn the_copy_that_a_page_should_have_is_named_with_its_group() {
    let page = json!({ "type": "webpage", "issued": { "date-parts": null, "literal": "n.d." } });
    let judgement = source(page);
    let (code, message, _) = only(&judgement);
    assert_eq!(code, "CIT012");
    assert!(
        message.ends_with("\"accessed\" or \"archive_url\" with \"archive_date\" under \"custom\""),
        "{message}"
    );
}

#[test]
fn the_pasted_erratum_lacks_only_the_reason_and_the_evidence() {
    let before = State::base();
    // What the file says as a whole is recorded already.
    let stated = |from: &str, to: &str| json!({ "kind": "stated", "from": from, "to": to, "reason": "transcription", "note": "It follows." });
    let moved = json!({
        "stated": { "score": 38, "difference": -12 },
        "errata": { "2026-11-20": stated("44", "38"), "2026-11-20-2": stated("-6", "-12") },
        "ratings": { "press": {
            "rating": "fair", "change": "decrease", "rationale": ["Papers were closed.[^report]"]
        } }
    });
    let known = json!({ "2026-11-19": { "kind": "rationale", "reason": "wording", "note": "A word was put right." } });
    for errata in [Value::Null, known] {
        let with = |state: State| match &errata {
            Value::Null => state,
            errata => state.edited(XAA, |file| file["ratings"]["press"]["errata"] = errata.clone()),
        };
        let before = with(before.clone());
        let after = before.clone().edited(XAA, |file| merge(file, moved.clone()));
        let judgement = after.judged_against(&before);
        let (code, _, help) = only(&judgement);
        assert_eq!(code, "CHG001");
        let fragment = help.split_once("filled in: ").expect("something to paste").1;
        let pasted: Value = serde_json::from_str(&format!("{{{fragment}}}")).expect("a field");
        let pasted = pasted["errata"].clone();
        let paste = |day: &str, reason: &str, note: &str| {
            let (_, mut erratum) =
                pasted.as_object().and_then(|all| all.clone().into_iter().next()).expect("one");
            for (field, text) in [("reason", reason), ("note", note)] {
                if !text.is_empty() {
                    erratum[field] = json!(text);
                }
            }
            erratum["citations"] = json!([{ "source": "document" }]);
            let errata = json!({ day: erratum });
            let patch = json!({ "ratings": { "press": { "errata": errata } } });
            after.clone().edited(XAA, |file| merge(file, patch)).judged_against(&before)
        };
        let (reason, note) = ("transcription", "The annex prints Fair.");
        assert_eq!(paste("2026-11-20", reason, note).diagnostics(), []);
        assert_eq!(only(&paste("YYYY-MM-DD", reason, note)).0, "SCH005");
        assert_eq!(only(&paste("2026-11-20", "", note)).0, "SCH004");
        let unread = paste("2026-11-20", reason, "");
        let (code, message, help) = only(&unread);
        assert_eq!(code, "CIT034", "{message} {help}");
    }
}

#[test]
fn a_day_to_come_is_named_and_today_is_not() {
    let judgement = source(json!({ "accessed": { "date-parts": [[2026, 11, 22]] } }));
    assert_eq!((only(&judgement).0, only(&judgement).1), ("CIT042", "2026-11-22 has not come yet"));
    let state = State::base().edited(XAA, |file| {
        merge(
            file,
            json!({ "sources": { "report-2022": { "accessed": { "date-parts": [[2962, 5, 4]] } } } }),
        );
    });
    let folder = folder(&state);
    for arguments in [&["validate"][..], &["validate", "--today", "2026-11-26"]] {
        let told = run(folder.path(), arguments);
        assert!(told.stdout.contains("2962-05-04 has not come yet"), "{}", told.stdout);
        assert!(!told.stdout.contains("today is"), "{}", told.stdout);
    }
    let early = State::base().edited(XAA, |file| {
        merge(
            file,
            json!({ "sources": { "report-2022": { "accessed": { "date-parts": [[2026, 11, 27]] } } } }),
        );
    });
    let folder = crate::support::program::folder(&early);
    let code = |today: &str| run(folder.path(), &["validate", "--today", today]).code;
    assert_eq!((code("2026-11-26"), code("2026-11-27")), (1, 0));
}

#[test]
fn fields_in_another_order_are_told_as_that() {
    let state = State::base().replaced(
        "dataset/editions.json",
        "\"title\": \"Second\",\n      \"status\": \"closed\",",
        "\"status\": \"closed\",\n      \"title\": \"Second\",",
    );
    let judgement = state.judged();
    let (code, message, _) = only(&judgement);
    assert_eq!(code, "SYN008");
    assert_eq!(message, "the fields are in the wrong order: \"title\" comes before this one");
}

#[test]
fn every_format_has_the_line_to_paste() {
    let state = State::base().edited(XAA, |file| {
        merge(file, json!({ "sources": { "report-2022": { "issued": null } } }));
    });
    let folder = folder(&state);
    let line = "\"CIT005\": { \"/sources/report-2022\": \"…\" }";
    for (format, line) in [
        ("human", line.to_owned()),
        ("markdown", line.to_owned()),
        ("github", line.to_owned()),
        ("json", line.replace('"', "\\\"")),
        ("sarif", line.replace('"', "\\\"").replace('{', "{{").replace('}', "}}")),
    ] {
        let told = run(folder.path(), &["validate", "--format", format]);
        assert!(told.stdout.contains(&line), "{format}: {}", told.stdout);
    }
}

#[test]
fn a_draft_is_offered_an_exception_as_well() {
    let state = State::base()
        .edited("dataset/editions.json", |file| file["editions"]["2022"]["status"] = json!("open"))
        .edited(XAA, |file| {
            merge(file, json!({ "status": "draft", "sources": { "report-2022": { "issued": null } } }));
        });
    let judgement = state.judged();
    assert_eq!(judgement.open_codes(), ["CIT005"], "{}", judgement.human());
    assert!(
        judgement.human().contains("\"CIT005\": { \"/sources/report-2022\": \"…\" }"),
        "{}",
        judgement.human()
    );
}

#[test]
fn where_the_code_is_excepted_already_the_line_goes_into_it() {
    let judgement = with(json!({
        "sources": { "report-2022": { "issued": null }, "news-2022": { "issued": null } },
        "exceptions": { "CIT005": { "/sources/report-2022": "The document prints no date for it." } }
    }));
    let [found] = judgement.diagnostics() else { panic!("{}", judgement.human()) };
    let suppression = found.suppression().expect("a line");
    assert!(suppression.place.contains("to \"CIT005\" under \"exceptions\" (only the part in braces)"));
    assert_eq!(suppression.line, "\"CIT005\": { \"/sources/news-2022\": \"…\" }");
}

/// What is said of a source shows the source, in every format, so that nobody has to look it up.
#[test]
fn a_message_on_a_source_shows_it() {
    let state = State::base().edited(XAA, |file| {
        file["sources"]["report-2022"]["URL"] = json!("https://bit.ly/3abc");
        file["ratings"]["courts"]["rating"] = json!("waek");
    });
    let folder = folder(&state);
    let of = |format: &str| run(folder.path(), &["validate", "--format", format]).stdout;
    let shown = "Doe, Jo, 2021. A report";
    for (format, count) in [("human", 1), ("markdown", 1), ("github", 2)] {
        assert_eq!(of(format).matches(shown).count(), count, "{format}: {}", of(format));
    }
    let report: Value = serde_json::from_str(&of("json")).expect("JSON");
    let sarif: Value = serde_json::from_str(&of("sarif")).expect("JSON");
    let of_code = |list: &Value, field: &str, code: &str| {
        let found = list.as_array().expect("a list").iter().find(|found| found[field] == code);
        found.expect("is there").clone()
    };
    let told = of_code(&report["diagnostics"], "code", "CIT048")["source"].clone();
    assert!(told.as_str().is_some_and(|told| told.starts_with(shown)), "{told}");
    assert_eq!(of_code(&sarif["runs"][0]["results"], "ruleId", "CIT048")["properties"]["source"], told);
    let other =
        report["diagnostics"].as_array().expect("a list").iter().find(|found| found["code"] != "CIT048");
    assert_eq!(other.expect("is there").get("source"), None);
}

#[test]
fn a_code_leads_a_terminal_to_its_rule() {
    let judgement = source(json!({ "URL": "https://bit.ly/3abc" }));
    let linked = judgement.styled(Some("file:///clone/schema/RULES.md"));
    assert!(
        linked.contains("\u{1b}]8;;file:///clone/schema/RULES.md#cit048-url-indirect\u{1b}\\"),
        "{linked:?}"
    );
    let page = std::fs::read_to_string(root().join("schema/RULES.md")).expect("is there");
    assert!(page.contains("\n### CIT048 url-indirect\n"));
    assert!(!judgement.styled(None).contains("\u{1b}]8;"));
    assert_eq!(anstream::adapter::strip_str(&linked).to_string(), judgement.human());
}

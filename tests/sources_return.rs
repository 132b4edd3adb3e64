//! Sources that go out, for programs for references and for LaTeX, and come in again as they were.

use std::fs;

use bibliography::source::{Date, DateParts, Name, Source};
use bibliography::{bibtex, csl};
use dataset::Dataset;
use dataset::schema::Kind;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::json;

use crate::sources_add::{Desk, KHM, export, read};
use crate::support::{State, root, run};

/// Every work of the dataset goes out and comes in unchanged, in both forms.
#[test]
fn what_goes_out_comes_in_again() {
    let dataset = Dataset::load(&State::real().tree());
    let mut count = 0;
    for file in &dataset.assessments {
        for (id, source) in file.data.sources.iter() {
            count += 1;
            assert_returns(id, source);
        }
    }
    assert!(count >= 67);
    // And by the program, all at once.
    let state = State::real();
    let bare = state.edited(KHM, |file| file["sources"] = json!({}));
    let whole = run(&root(), &["sources", "--country", "KHM", "--edition", "2022", "--format", "csl"]);
    let desk = Desk::new(&bare);
    let added = desk.add_text(&whole.stdout, &["--to", "KHM", "2022"]);
    assert_eq!(added.code, 0, "{}", added.stderr);
    assert_eq!(desk.sources(KHM), Desk::new(&State::real()).sources(KHM));
}

fn assert_returns(id: &str, source: &Source) {
    let comes_in = |text: &str| {
        let records = read(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let [record] = records.as_slice() else { panic!("one record: {text}") };
        assert_eq!(record.key.as_deref(), Some(id));
        // The order of the fields is no part of what a source says.
        assert_eq!(csl::item(id, &record.source), csl::item(id, source), "{text}\n{:?}", record.dropped);
    };
    comes_in(&json!([csl::item(id, source)]).to_string());
    comes_in(&bibtex::render([(id, source)]));
}

const TEXTS: &[&str] = &[
    "A report",
    "Peace & Security: 50% of #1_a",
    "“Quoted” – and 'so' on",
    "សេចក្តីរាយការណ៍",
    "1970 (2011)",
    "and others",
    "{braces} \\and ~tilde^ $5",
    "S/RES/1970 (2011)",
    "a = b, c",
];

fn text() -> impl Strategy<Value = String> {
    prop::sample::select(TEXTS).prop_map(str::to_owned)
}

fn date() -> impl Strategy<Value = Date> {
    let parts =
        || {
            (1900_i64..2030, option::of((1_u8..13, option::of(1_u8..29)))).prop_map(|(year, rest)| {
                DateParts { year, month: rest.map(|(month, _)| month), day: rest.and_then(|(_, day)| day) }
            })
        };
    prop_oneof![
        (parts(), option::of(parts()), any::<bool>()).prop_map(|(from, to, is_circa)| Date {
            from: Some(from),
            to,
            is_circa,
            literal: None
        }),
        prop::sample::select(&["n.d.", "8 October", "Spring 2021"][..])
            .prop_map(|words| Date { literal: Some(words.into()), ..Date::default() }),
    ]
}

fn name() -> impl Strategy<Value = Name> {
    let boxed = |text: Option<String>| text.map(Into::into);
    prop_oneof![
        text().prop_map(|text| Name { literal: Some(text.into()), ..Name::default() }),
        (text(), option::of(text()), option::of(text()), option::of(text())).prop_map(
            move |(family, given, particle, suffix)| Name {
                family: Some(family.into()),
                given: boxed(given),
                non_dropping_particle: boxed(particle),
                suffix: boxed(suffix),
                ..Name::default()
            }
        ),
    ]
}

fn source() -> impl Strategy<Value = Source> {
    let schema = Kind::Assessment.schema();
    let kinds: Vec<&str> = [
        "article-journal",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "dataset",
        "interview",
        "legal_case",
        "legislation",
        "post",
        "report",
        "speech",
        "thesis",
        "treaty",
        "webpage",
    ]
    .to_vec();
    assert!(kinds.iter().all(|kind| schema.source_has_type(kind)));
    let fields: Vec<&str> = [
        "archive",
        "archive_location",
        "authority",
        "chapter-number",
        "collection-number",
        "collection-title",
        "container-title",
        "dimensions",
        "edition",
        "event-place",
        "event-title",
        "genre",
        "issue",
        "jurisdiction",
        "medium",
        "note",
        "number",
        "publisher",
        "publisher-place",
        "section",
        "title-short",
        "version",
        "volume",
    ]
    .to_vec();
    (
        prop::sample::select(kinds),
        text(),
        vec((prop::sample::select(fields), text()), 0..8),
        vec(
            (
                prop::sample::select(&["author", "editor", "translator", "interviewer", "director"][..]),
                vec(name(), 1..3),
            ),
            0..3,
        ),
        vec((prop::sample::select(&["issued", "accessed", "event-date", "original-date"][..]), date()), 0..3),
        option::of(Just((
            "https://web.archive.org/web/2022/https://a.example/".to_owned(),
            "2022-05-04".to_owned(),
        ))),
    )
        .prop_map(|(kind, title, mut texts, names, dates, copy)| {
            texts.push(("title", title));
            let once = |name: &&str, seen: &mut Vec<String>| {
                let is_new = !seen.contains(&(*name).to_owned());
                seen.push((*name).to_owned());
                is_new
            };
            let mut seen = Vec::new();
            Source {
                kind: Some(kind.into()),
                texts: texts
                    .into_iter()
                    .filter(|(name, _)| once(name, &mut seen))
                    .map(|(n, v)| (n.into(), v.into()))
                    .collect(),
                names: names
                    .into_iter()
                    .filter(|(name, _)| once(name, &mut seen))
                    .map(|(n, v)| (n.into(), v.into()))
                    .collect(),
                dates: dates
                    .into_iter()
                    .filter(|(name, _)| once(name, &mut seen))
                    .map(|(n, v)| (n.into(), v))
                    .collect(),
                archive_url: copy.as_ref().map(|(url, _)| url.as_str().into()),
                archive_date: copy.map(|(_, day)| day.into()),
                errata: bibliography::erratum::Errata::default(),
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn whatever_goes_out_comes_in_again(source in source()) {
        // What one field says twice is said once, which the tests of the fields show.
        let place = source.text("event-place");
        prop_assume!(place.is_none() || place != source.text("publisher-place"));
        prop_assume!(source.text("title-short") != source.text("title"));
        assert_returns("some-id", &source);
    }

    #[test]
    fn no_file_makes_the_reader_panic(
        nth in 0..7_usize,
        cut in 0..4096_usize,
        put in "[\\[\\]{}\"@,=\\\\ \\-$TYER0-9a-z:&;<>\\n]{0,6}",
        take in 0..8_usize,
    ) {
        let names = ["blog-season.json", "journal.json", "newspaper-better-bibtex.json", "report.json", "webpage.json",
            "records.ris", "records.bib"];
        let text = fs::read_to_string(export(names[nth])).expect("is there");
        let from = text.floor_char_boundary(cut % (text.len() + 1));
        let to = text.floor_char_boundary((from + take).min(text.len())).max(from);
        let _ = read(&format!("{}{put}{}", &text[..from], &text[to..]));
        let _ = read(&format!("{}{put}", &text[..from]));
    }
}

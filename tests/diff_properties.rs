//! That the changes between two assessments are all there is: applied to the one they give the other.

use bibliography::citation::{Citation, Footnote, calls};
use bibliography::erratum::{Errata, Erratum};
use bibliography::source::Source;
use dataset::model::assessment::{Assessment, Remark, Stated, Status};
use dataset::model::rating::Vote;
use dataset::model::rating::{Direction, IndicatorRating, Scale};
use diff::change::{Change, Value};
use diff::compare_assessments;
use diff::subject::{Field, FootnoteField, IndicatorField, SourceField, Subject};
use format::values::{Map, Text};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

fn text(words: &'static [&'static str]) -> impl Strategy<Value = Option<Text>> {
    option::of(prop::sample::select(words).prop_map(Text::from))
}

fn map<T: std::fmt::Debug>(
    ids: &'static [&'static str],
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Map<T>> {
    btree_map(prop::sample::select(ids), value, 0..=ids.len())
        .prop_map(|entries| entries.into_iter().map(|(id, value)| (Text::from(id), value)).collect())
}

fn citation() -> impl Strategy<Value = Citation> {
    (text(&["s1", "s2", "s3"]), text(&["1", "2"])).prop_map(|(source, locator)| Citation {
        source,
        locator,
        ..Citation::default()
    })
}

fn footnote() -> impl Strategy<Value = Footnote> {
    (vec(citation(), 0..3), text(&["remark", "a  remark", "other"]))
        .prop_map(|(citations, comment)| Footnote { citations: citations.into(), comment })
}

fn vote() -> impl Strategy<Value = Vote> {
    (option::of(2020..2023u32), text(&["yes", "no"])).prop_map(|(year, vote)| Vote {
        title: None,
        year,
        vote,
    })
}

fn entry() -> impl Strategy<Value = IndicatorRating> {
    (
        option::of(prop::sample::select(Scale::usual().ratings().collect::<Vec<_>>())),
        option::of(prop::sample::select(&Direction::ALL[..])),
        text(&["correction"]),
        vec(
            prop::sample::select(&["Words.[^a]", "Other  words.[^b][^a]", "Words.[^a] ", "", "More."][..]),
            0..3,
        ),
        map(&["a", "b", "c"], footnote()),
        map(&["A/RES/1", "A/RES/2"], vote()),
        errata(),
    )
        .prop_map(|(rating, change, reason, rationale, footnotes, votes, errata)| IndicatorRating {
            rating,
            change,
            reason,
            rationale: rationale.into_iter().map(Text::from).collect(),
            footnotes,
            votes,
            errata,
            ..IndicatorRating::default()
        })
}

fn source() -> impl Strategy<Value = Source> {
    (
        text(&["report", "book"]),
        text(&["A title", "B title"]),
        text(&["https://a.example", "https://b.example"]),
        text(&["https://archive.example"]),
        errata(),
    )
        .prop_map(|(kind, title, url, archive_url, errata)| {
            let named = |name: &str, text: Option<Text>| text.map(|text| (Text::from(name), text));
            Source {
                kind,
                texts: named("title", title).into_iter().chain(named("URL", url)).collect(),
                archive_url,
                errata,
                ..Source::default()
            }
        })
}

fn errata() -> impl Strategy<Value = Errata> {
    let erratum = (text(&["why", "because"]), vec(citation(), 0..2)).prop_map(|(note, citations)| Erratum {
        note,
        citations: citations.into(),
        ..Erratum::default()
    });
    map(&["2026-01-01", "2026-01-02"], erratum)
}

prop_compose! {
    fn remark()(
        about in prop::sample::subsequence(vec!["/sources/s1", "/ratings/i1/rationale/0", "/ratings/i2"], 1..3),
        said in text(&["A remark.", "Another."]),
    ) -> Remark {
        Remark { about: about.into_iter().map(Text::from).collect(), printed: None, text: said }
    }
}

prop_compose! {
    fn assessment()(
        status in option::of(prop::sample::select(&Status::ALL[..])),
        document in text(&["s1", "s2"]),
        score in option::of(0..3u32),
        overview in vec(prop::sample::select(&["One.", "Two.", " One. "][..]), 0..2),
        ratings in map(&["i1", "i2", "i3"], entry()),
        sources in map(&["s1", "s2", "s3"], source()),
        remarks in map(&["r1", "r2"], remark()),
        errata in errata(),
        exceptions in map(&["CIT005"], map(&["/sources/s1", "/ratings/i1"], prop::sample::select(&["Why.", "Since."][..]).prop_map(Text::from))),
    ) -> Assessment {
        Assessment {
            status,
            document,
            stated: score.map(|score| Stated { score: Some(score), ..Stated::default() }),
            overview: overview.into_iter().map(Text::from).collect(),
            ratings,
            sources,
            remarks,
            errata,
            exceptions,
            ..Assessment::default()
        }
    }
}

/// Applies changes: first the new names, then the rest. An exception or remark goes by the new name where it does so
/// in the later state.
fn applied(mut assessment: Assessment, changes: &[Change], later: &Assessment) -> Assessment {
    for change in changes {
        let Subject::Assessment { field, .. } = &change.subject else {
            panic!("of the assessment: {change:?}")
        };
        if let (Some(Value::Name(from)), Some(Value::Name(to))) = (&change.before, &change.after) {
            rename(&mut assessment, field, from, to, later);
        }
    }
    for change in changes {
        let Subject::Assessment { field, .. } = &change.subject else { continue };
        if !matches!(change.after.as_ref().or(change.before.as_ref()), Some(Value::Name(_))) {
            set(&mut assessment, field, change);
        }
    }
    assessment
}

fn rename(assessment: &mut Assessment, field: &Field, from: &str, to: &str, later: &Assessment) {
    let cite = |citations: &mut [Citation]| {
        for citation in citations.iter_mut().filter(|citation| citation.source.as_deref() == Some(from)) {
            citation.source = Some(to.into());
        }
    };
    match field {
        Field::Source { .. } => {
            rekey(&mut assessment.sources, from, to);
            assessment.document =
                assessment.document.take().map(|id| if *id == *from { to.into() } else { id });
            assessment.errata.values_mut().for_each(|erratum| cite(&mut erratum.citations));
            for source in assessment.sources.values_mut() {
                source.errata.values_mut().for_each(|erratum| cite(&mut erratum.citations));
            }
            for entry in assessment.ratings.values_mut() {
                entry.errata.values_mut().for_each(|erratum| cite(&mut erratum.citations));
                entry.footnotes.values_mut().for_each(|footnote| cite(&mut footnote.citations));
            }
            point_elsewhere(assessment, &format!("/sources/{from}"), &format!("/sources/{to}"), later);
        }
        Field::Indicator { field: IndicatorField::Id, .. } => {
            rekey(&mut assessment.ratings, from, to);
            point_elsewhere(assessment, &format!("/ratings/{from}"), &format!("/ratings/{to}"), later);
        }
        Field::Indicator { indicator, .. } => {
            let entry = assessment.ratings.get_mut(indicator).expect("an entry");
            rekey(&mut entry.footnotes, from, to);
            for paragraph in entry.rationale.iter_mut() {
                *paragraph = paragraph.replace(&format!("[^{from}]"), &format!("[^{to}]")).into();
                assert!(calls(paragraph).all(|(label, _)| label != from));
            }
        }
        other => panic!("has no name: {other:?}"),
    }
}

fn point_elsewhere(assessment: &mut Assessment, from: &str, to: &str, later: &Assessment) {
    for (id, remark) in std::mem::take(&mut assessment.remarks) {
        let there = later.remarks.get(&id).map(|remark| &remark.about);
        let is_there = |pointer: &str| there.is_some_and(|about| about.iter().any(|it| **it == *pointer));
        let about = remark.about.iter().map(|pointer| {
            let rest = pointer.strip_prefix(from).filter(|rest| rest.is_empty() || rest.starts_with('/'));
            let new = rest.map(|rest| format!("{to}{rest}"));
            new.filter(|new| is_there(new) && !is_there(pointer)).map_or_else(|| pointer.clone(), Text::from)
        });
        let remark = Remark { about: about.collect(), ..remark.clone() };
        put(&mut assessment.remarks, &id, Some(remark));
    }
    let later = &later.exceptions;
    let codes: Vec<Text> = assessment.exceptions.ids().map(Text::from).collect();
    for code in codes {
        let has = |exceptions: &Map<Map<Text>>, pointer: &str| {
            exceptions.get(&code).is_some_and(|pointers| pointers.contains(pointer))
        };
        if has(later, to) && !has(later, from) && !has(&assessment.exceptions, to) {
            let mut pointers = assessment.exceptions.get(&code).cloned().unwrap_or_default();
            rekey(&mut pointers, from, to);
            put(&mut assessment.exceptions, &code, Some(pointers));
        }
    }
}

fn rekey<T>(map: &mut Map<T>, from: &str, to: &str) {
    *map = std::mem::take(map)
        .into_iter()
        .map(|(id, value)| if *id == *from { (to.into(), value) } else { (id, value) })
        .collect();
}

/// Puts a value under an id, or takes what is there away.
fn put<T>(map: &mut Map<T>, id: &str, value: Option<T>) {
    let mut entries: Vec<(Text, T)> =
        std::mem::take(map).into_iter().filter(|(key, _)| **key != *id).collect();
    entries.extend(value.map(|value| (id.into(), value)));
    *map = entries.into_iter().collect();
}

fn swap<T: PartialEq + Clone>(list: &[T], before: Option<&T>, after: Option<&T>) -> Box<[T]> {
    let mut items = list.to_vec();
    if let Some(before) = before {
        let place = items.iter().position(|item| item == before).expect("what is replaced is there");
        items.remove(place);
    }
    items.extend(after.cloned());
    items.into()
}

macro_rules! value {
    ($value:expr, $kind:ident) => {
        $value.as_ref().map(|value| match value {
            Value::$kind(value) => value.clone(),
            other => panic!("another kind of value: {other:?}"),
        })
    };
}

fn set(assessment: &mut Assessment, field: &Field, change: &Change) {
    let after = &change.after;
    match field {
        Field::Status => assessment.status = value!(after, Status),
        Field::Own("document") => assessment.document = value!(after, Text),
        Field::Stated("score") => {
            let score = value!(after, Number).map(|number| u32::try_from(number).expect("a score"));
            assessment.stated = Some(Stated { score, ..assessment.stated.unwrap_or_default() });
        }
        Field::Prose("overview") => assessment.overview = value!(after, Texts).unwrap_or_default(),
        Field::Indicator { indicator, field: IndicatorField::Whole } => {
            put(&mut assessment.ratings, indicator, value!(after, Entry).map(|entry| *entry));
        }
        Field::Indicator { indicator, field } => {
            set_in_entry(assessment.ratings.get_mut(indicator).expect("an entry"), field, change);
        }
        Field::Source { source, field: SourceField::Whole } => {
            put(&mut assessment.sources, source, value!(after, Source).map(|source| *source));
        }
        Field::Source { source, field: SourceField::Erratum(day) } => {
            let source = assessment.sources.get_mut(source).expect("a source");
            put(&mut source.errata, day, value!(after, Erratum).map(|erratum| *erratum));
        }
        Field::Source { source, field: SourceField::Variable(name) } => {
            let source = assessment.sources.get_mut(source).expect("a source");
            match &**name {
                "type" => source.kind = value!(after, Text),
                "custom/archive_url" => source.archive_url = value!(after, Text),
                name => put(&mut source.texts, name, value!(after, Text)),
            }
        }
        Field::Remark(id) => {
            put(&mut assessment.remarks, id, value!(after, Remark).map(|remark| *remark));
        }
        Field::Erratum(day) => {
            put(&mut assessment.errata, day, value!(after, Erratum).map(|erratum| *erratum));
        }
        Field::Exception { code, pointer } => {
            let mut pointers = assessment.exceptions.get(code).cloned().unwrap_or_default();
            put(&mut pointers, pointer, value!(after, Text));
            put(&mut assessment.exceptions, code, Some(pointers));
        }
        other => panic!("no such edit is made here: {other:?}"),
    }
}

fn set_in_entry(entry: &mut IndicatorRating, field: &IndicatorField, change: &Change) {
    let after = &change.after;
    match field {
        IndicatorField::Rating => entry.rating = value!(after, Rating),
        IndicatorField::Direction => entry.change = value!(after, Direction),
        IndicatorField::Own("reason") => entry.reason = value!(after, Text),
        IndicatorField::Erratum(day) => {
            put(&mut entry.errata, day, value!(after, Erratum).map(|erratum| *erratum));
        }
        IndicatorField::Rationale => entry.rationale = value!(after, Texts).unwrap_or_default(),
        IndicatorField::Footnote { label, field: FootnoteField::Whole } => {
            put(&mut entry.footnotes, label, value!(after, Footnote).map(|footnote| *footnote));
        }
        IndicatorField::Footnote { label, field } => {
            let footnote = entry.footnotes.get_mut(label).expect("a footnote");
            match field {
                FootnoteField::Comment => footnote.comment = value!(after, Text),
                FootnoteField::Citation => {
                    let (before, after) = (value!(change.before, Citation), value!(after, Citation));
                    footnote.citations = swap(&footnote.citations, before.as_deref(), after.as_deref());
                }
                other => panic!("set elsewhere: {other:?}"),
            }
        }
        IndicatorField::Vote { symbol, field: None } => {
            put(&mut entry.votes, symbol, value!(after, Vote).map(|vote| *vote));
        }
        IndicatorField::Vote { symbol, field: Some(field) } => {
            let vote = entry.votes.get_mut(symbol).expect("a vote");
            match *field {
                "year" => vote.year = value!(after, Number).map(|year| u32::try_from(year).expect("a year")),
                "vote" => vote.vote = value!(after, Text),
                other => panic!("no such field: {other}"),
            }
        }
        other => panic!("set elsewhere: {other:?}"),
    }
}

/// What an assessment means, as a text: without order, without white space, the empty being absent.
fn meaning(assessment: &Assessment) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let one = |text: &Option<Text>| text.as_deref().map(words).unwrap_or_default();
    let prose = |texts: &[Text]| -> Vec<String> {
        texts.iter().map(|text| words(text)).filter(|text| !text.is_empty()).collect()
    };
    let citations = |citations: &[Citation]| {
        sorted(citations.iter().map(|it| format!("{:?}{:?}", it.source, it.locator)))
    };
    let entry = |entry: &IndicatorRating| {
        let footnotes = entry.footnotes.iter();
        let footnotes = footnotes
            .map(|(label, it)| format!("{label}:{:?}{}", citations(&it.citations), one(&it.comment)));
        format!(
            "{:?} {:?} {} {:?} {:?} {:?}",
            entry.rating,
            entry.change,
            one(&entry.reason),
            prose(&entry.rationale),
            sorted(footnotes),
            sorted(entry.votes.iter().map(|vote| format!("{vote:?}"))),
        )
    };
    let ratings = sorted(assessment.ratings.iter().map(|(id, it)| format!("{id}: {}", entry(it))));
    let sources = sorted(assessment.sources.iter().map(|(id, it)| {
        let texts = sorted(it.texts.iter().map(|(variable, text)| format!("{variable}: {text}")));
        format!("{id}: {:?} {texts:?} {:?}", it.kind, it.archive_url)
    }));
    let errata = sorted(
        assessment
            .corrections()
            .map(|(of, day, it)| format!("{of:?} {day} {} {:?}", one(&it.note), citations(&it.citations))),
    );
    let remarks = sorted(assessment.remarks.iter().map(|(id, remark)| {
        let about = sorted(remark.about.iter().map(|pointer| pointer.to_string()));
        format!("{id}: {about:?} {}", one(&remark.text))
    }));
    let exceptions = assessment.exceptions.iter();
    let exceptions = sorted(exceptions.flat_map(|(code, pointers)| {
        pointers.iter().map(move |(pointer, reason)| format!("{code}{pointer}{reason}"))
    }));
    format!(
        "{:?} {} {:?} {:?}\n{ratings:#?}\n{sources:#?}\n{remarks:#?}\n{errata:#?}\n{exceptions:#?}",
        assessment.status,
        one(&assessment.document),
        assessment.stated.and_then(|stated| stated.score),
        prose(&assessment.overview),
    )
}

fn sorted(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    texts
}

/// Whether the later state still speaks of something by the name that it had before. Such a mention was changed by nobody and is
/// told by nobody, so that applying the renames cannot lead to it; tests of their own hold what is told then.
fn has_mention_by_old_name(changes: &[Change], after: &Assessment) -> bool {
    changes.iter().any(|change| {
        let Subject::Assessment { field, .. } = &change.subject else { return false };
        let (Some(Value::Name(old)), Some(Value::Name(_))) = (&change.before, &change.after) else {
            return false;
        };
        let old = &**old;
        match field {
            Field::Source { .. } => {
                let of_errata = after.corrections().flat_map(|(.., erratum)| &erratum.citations);
                let of_footnotes = after.citations().map(|(_, _, _, citation)| citation);
                let mut cited =
                    of_errata.chain(of_footnotes).filter_map(|citation| citation.source.as_deref());
                after.document.as_deref() == Some(old) || cited.any(|id| id == old)
            }
            Field::Indicator { field: IndicatorField::Id, .. } => false,
            Field::Indicator { indicator, .. } => after.ratings.get(indicator).is_some_and(|entry| {
                entry.rationale.iter().any(|paragraph| calls(paragraph).any(|(label, _)| label == old))
            }),
            other => panic!("has no name: {other:?}"),
        }
    })
}

fn changes(before: &Assessment, after: &Assessment) -> Vec<Change> {
    compare_assessments("XAA", "2022", before, after)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_changes_lead_from_one_to_the_other(before in assessment(), after in assessment()) {
        let changes = changes(&before, &after);
        prop_assume!(!has_mention_by_old_name(&changes, &after));
        prop_assert_eq!(meaning(&applied(before, &changes, &after)), meaning(&after));
    }

    #[test]
    fn nothing_differs_from_itself(one in assessment()) {
        prop_assert_eq!(changes(&one, &one.clone()), []);
    }

    #[test]
    fn what_means_the_same_does_not_differ(before in assessment(), after in assessment()) {
        prop_assert_eq!(changes(&before, &after).is_empty(), meaning(&before) == meaning(&after));
    }
}

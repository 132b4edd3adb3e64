//! A value of a change as JSON, in the form that it has in the files.

use serde_json::{Map, Value as Json, json};

use bibliography::citation::{Citation, Footnote};
use bibliography::erratum::{Errata, Erratum};
use bibliography::source::{Date, DateParts, Name, Source};
use dataset::model::assessment::{Assessment, Remark};
use dataset::model::country::Country;
use dataset::model::edition::Edition;
use dataset::model::framework::{Framework, Indicator};
use dataset::model::rating::IndicatorRating;
use dataset::model::rating::Vote;
use diff::change::Value;
use format::values::Text;

/// The value. Of a whole assessment or instrument, whose file can be had, only what it amounts to.
pub(super) fn value(value: &Value) -> Json {
    match value {
        Value::Assessment(it) => assessment(it),
        Value::Status(status) => status.id().into(),
        Value::Entry(it) => entry(it),
        Value::Rating(rating) => rating.id().into(),
        Value::Direction(direction) => direction.id().into(),
        Value::Footnote(it) => footnote(it),
        Value::Citation(it) => citation(it),
        Value::Vote(it) => vote(it),
        Value::Source(it) => source(it),
        Value::Remark(it) => remark(it),
        Value::Erratum(it) => erratum(it),
        Value::Edition(it) => edition(it),
        Value::Country(it) => country(it),
        Value::Framework(it) => framework(it),
        Value::Indicator(it) => indicator(it),
        Value::Names(names) => names.iter().map(name).collect(),
        Value::Date(it) => date(it),
        Value::Text(text) | Value::Name(text) => Json::from(&**text),
        Value::Texts(texts) => list(texts),
        Value::Number(number) => (*number).into(),
    }
}

fn assessment(assessment: &Assessment) -> Json {
    let ratings = assessment.ratings.iter();
    let ratings: Map<String, Json> =
        ratings.map(|(id, entry)| (id.to_owned(), entry.rating.map(|rating| rating.id()).into())).collect();
    object([
        ("status", assessment.status.map(|status| status.id().into())),
        ("ratings", Some(ratings.into())),
        ("sources", Some(assessment.sources.ids().collect())),
    ])
}

fn entry(entry: &IndicatorRating) -> Json {
    let IndicatorRating { carried, rating, change, reason, rationale, footnotes, votes, errata } = entry;
    object([
        ("carried", text(carried)),
        ("rating", rating.map(|rating| rating.id().into())),
        ("change", change.map(|change| change.id().into())),
        ("reason", text(reason)),
        ("rationale", some_list(rationale)),
        ("footnotes", some_map(footnotes, footnote)),
        ("votes", some_map(votes, vote)),
        ("errata", some_errata(errata)),
    ])
}

fn footnote(footnote: &Footnote) -> Json {
    let Footnote { citations, comment } = footnote;
    let citations: Option<Json> = (!citations.is_empty()).then(|| citations.iter().map(citation).collect());
    object([("citations", citations), ("comment", text(comment))])
}

fn citation(citation: &Citation) -> Json {
    let Citation { source, label, locator, prefix, suffix } = citation;
    object([
        ("source", text(source)),
        ("label", text(label)),
        ("locator", text(locator)),
        ("prefix", text(prefix)),
        ("suffix", text(suffix)),
    ])
}

fn vote(vote: &Vote) -> Json {
    let Vote { title, year, vote } = vote;
    object([("title", text(title)), ("year", year.map(Json::from)), ("vote", text(vote))])
}

fn source(source: &Source) -> Json {
    let Source { kind, names, dates, texts, archive_url, archive_date, errata } = source;
    let mut out = Map::new();
    out.extend(text(kind).map(|kind| ("type".to_owned(), kind)));
    out.extend(texts.iter().map(|(variable, text)| (variable.to_owned(), Json::from(&**text))));
    out.extend(names.iter().map(|(variable, names)| (variable.to_owned(), names.iter().map(name).collect())));
    out.extend(dates.iter().map(|(variable, it)| (variable.to_owned(), date(it))));
    let custom = object([
        ("archive_url", text(archive_url)),
        ("archive_date", text(archive_date)),
        ("errata", some_errata(errata)),
    ]);
    if custom != json!({}) {
        out.insert("custom".to_owned(), custom);
    }
    out.into()
}

fn remark(remark: &Remark) -> Json {
    let Remark { about, printed, text: said } = remark;
    object([("about", some_list(about)), ("printed", text(printed)), ("text", text(said))])
}

fn erratum(erratum: &Erratum) -> Json {
    let Erratum { kind, from, to, reason, note, citations } = erratum;
    let citations: Option<Json> = (!citations.is_empty()).then(|| citations.iter().map(citation).collect());
    object([
        ("kind", text(kind)),
        ("from", text(from)),
        ("to", text(to)),
        ("reason", text(reason)),
        ("note", text(note)),
        ("citations", citations),
    ])
}

fn some_errata(errata: &Errata) -> Option<Json> {
    some_map(errata, erratum)
}

fn edition(edition: &Edition) -> Json {
    let Edition {
        title,
        status,
        framework,
        previous,
        countries,
        as_of,
        published,
        evidence_until,
        note,
        errata,
    } = edition;
    object([
        ("title", text(title)),
        ("status", text(status)),
        ("framework", text(framework)),
        ("previous", text(previous)),
        ("countries", some_list(countries)),
        ("as_of", text(as_of)),
        ("published", text(published)),
        ("evidence_until", text(evidence_until)),
        ("note", text(note)),
        ("errata", some_errata(errata)),
    ])
}

fn country(country: &Country) -> Json {
    let Country { name, names, note, errata } = country;
    object([
        ("name", text(name)),
        ("names", some_map(names, |users| list(users))),
        ("note", text(note)),
        ("errata", some_errata(errata)),
    ])
}

fn framework(framework: &Framework) -> Json {
    object([("title", text(&framework.title)), ("indicators", Some(framework.indicators.ids().collect()))])
}

fn indicator(indicator: &Indicator) -> Json {
    let Indicator { area, title, also_printed, replaces, errata } = indicator;
    object([
        ("area", text(area)),
        ("title", text(title)),
        ("also_printed", some_list(also_printed)),
        ("replaces", some_list(replaces)),
        ("errata", some_errata(errata)),
    ])
}

fn name(name: &Name) -> Json {
    let Name { literal, family, given, suffix, dropping_particle, non_dropping_particle } = name;
    object([
        ("literal", text(literal)),
        ("family", text(family)),
        ("given", text(given)),
        ("suffix", text(suffix)),
        ("dropping-particle", text(dropping_particle)),
        ("non-dropping-particle", text(non_dropping_particle)),
    ])
}

fn date(date: &Date) -> Json {
    let Date { from, to, is_circa, literal } = date;
    let parts = |parts: &DateParts| -> Json {
        let DateParts { year, month, day } = parts;
        let small = [month, day].into_iter().map_while(|part| part.map(Json::from));
        std::iter::once(Json::from(*year)).chain(small).collect()
    };
    let span: Vec<Json> = [from, to].into_iter().flatten().map(parts).collect();
    object([
        ("date-parts", (!span.is_empty()).then(|| span.into())),
        ("circa", is_circa.then_some(Json::Bool(true))),
        ("literal", text(literal)),
    ])
}

/// An object of the members that are there.
fn object<const N: usize>(members: [(&str, Option<Json>); N]) -> Json {
    let there = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Json::Object(there.collect())
}

fn text(text: &Option<Text>) -> Option<Json> {
    text.as_deref().map(Json::from)
}

fn list(texts: &[Text]) -> Json {
    texts.iter().map(|text| Json::from(&**text)).collect()
}

fn some_list(texts: &[Text]) -> Option<Json> {
    (!texts.is_empty()).then(|| list(texts))
}

fn some_map<T>(map: &format::values::Map<T>, value: impl Fn(&T) -> Json) -> Option<Json> {
    let members = || map.iter().map(|(id, it)| (id.to_owned(), value(it))).collect();
    (!map.is_empty()).then(|| Json::Object(members()))
}

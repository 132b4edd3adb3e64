//! How the registers and instruments of two states differ: editions, countries, frameworks.

use std::collections::BTreeMap;

use super::assessment::compare_errata;
use super::change::{Change, Value};
use super::ids::{self, Ids, RenamedFiles};
use super::lost::{is_lost, lost};
use super::meaning::{Sides, joined, paragraphs, same_text, sets, texts, values};
use super::sides::Datasets;
use super::source::compare_names;
use super::subject::{CountryField, EditionField, FrameworkField, Subject};
use super::{Diff, NotCompared};
use dataset::model::about::About;
use dataset::model::country::{Countries, Country};
use dataset::model::edition::{Edition, Editions};
use dataset::model::framework::{Framework, Indicator, Level, Scoring, ThematicArea};
use dataset::{File, framework_id};
use format::values::Text;

/// Adds the differences of all registers and instruments, and what of them cannot be compared. Gives back which ids are other
/// ones now; the files that have another name help to tell.
pub(super) fn compare(datasets: &Datasets<'_>, moved: &RenamedFiles<'_>, diff: &mut Diff<'_>) -> Ids {
    let (before, after) = (datasets.before, datasets.after);
    let mut changes = Vec::new();
    let mut lost_here = lost_of(datasets, before.editions.as_ref(), after.editions.as_ref());
    lost_here.extend(lost_of(datasets, before.countries.as_ref(), after.countries.as_ref()));
    // Where something cannot be read, it cannot be told what has another id.
    let is_whole = lost_here.is_empty();
    let mut ids = Ids::default();
    let (old, new) = (data(before.editions.as_ref()), data(after.editions.as_ref()));
    let (old, new) = (old.cloned().unwrap_or_default(), new.cloned().unwrap_or_default());
    if is_whole {
        ids.editions = ids::of_editions(&old, &new, moved);
    }
    changes.extend(editions(old, &new, &ids.editions));
    let (old, new) = (data(before.countries.as_ref()), data(after.countries.as_ref()));
    let (old, new) = (old.cloned().unwrap_or_default(), new.cloned().unwrap_or_default());
    if is_whole {
        ids.countries = ids::of_countries(&old, &new, moved);
    }
    changes.extend(countries(old, &new, &ids.countries));
    lost_here.extend(lost_of(datasets, before.about.as_ref(), after.about.as_ref()));
    changes.extend(about(data(before.about.as_ref()), data(after.about.as_ref())));
    let files = before.frameworks.iter().chain(&after.frameworks);
    let mut all: Vec<&str> = files.map(|file| framework_id(&file.path)).collect();
    all.sort_unstable();
    all.dedup();
    for id in all {
        let (old, new) = (before.framework(id), after.framework(id));
        lost_here.extend(lost_of(datasets, old, new));
        changes.extend(frameworks(id, data(old), data(new)));
    }
    changes.retain(|change| {
        let (path, _) = change.subject.place();
        let lost: Vec<NotCompared> = lost_here.iter().filter(|lost| *lost.path == *path).cloned().collect();
        !is_lost(change, &lost)
    });
    diff.registers = changes;
    diff.not_compared.append(&mut lost_here);
    ids
}

/// What of a register cannot be compared: what cannot be read, and all of it where something else stands in its place.
fn lost_of<T>(
    datasets: &Datasets<'_>,
    before: Option<&File<T>>,
    after: Option<&File<T>>,
) -> Vec<NotCompared> {
    let mut all = lost(datasets, before, after);
    let path = |file: Option<&File<T>>| file.map(|file| file.path.clone());
    let (before, after) = (path(before), path(after));
    all.extend(datasets.obstacle(before.as_deref(), after.as_deref()));
    all
}

fn data<T>(file: Option<&File<T>>) -> Option<&T> {
    file.map(|file| &file.data)
}

/// The differences of two registers of editions, some of which have another id in the later one.
fn editions(before: Editions, after: &Editions, old_ids: &BTreeMap<Text, Text>) -> Vec<Change> {
    let editions = ids::under_new_ids(before.editions, old_ids);
    let mut out = Vec::new();
    for (id, before, after) in joined(&editions, &after.editions) {
        if let Some(old) = old_ids.get(id) {
            let subject = Subject::Edition { edition: id.into(), field: EditionField::Whole };
            out.push(renamed(subject, old, id));
        }
        let mut push = |field, sides| push(&mut out, Subject::Edition { edition: id.into(), field }, sides);
        let (Some(before), Some(after)) = (before, after) else {
            let value = |edition: &Edition| Value::Edition(Box::new(edition.clone()));
            push(EditionField::Whole, Some((before.map(value), after.map(value))));
            continue;
        };
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
        } = before;
        push(EditionField::Own("title"), texts(title.as_ref(), after.title.as_ref()));
        push(EditionField::Own("status"), texts(status.as_ref(), after.status.as_ref()));
        push(EditionField::Own("framework"), texts(framework.as_ref(), after.framework.as_ref()));
        let old = after.previous.as_ref().and_then(|now| old_ids.get(now));
        let is_renamed = old.is_some_and(|old| previous.as_ref() == Some(old));
        if !is_renamed {
            push(EditionField::Own("previous"), texts(previous.as_ref(), after.previous.as_ref()));
        }
        push(EditionField::Own("countries"), sets(countries, &after.countries));
        push(EditionField::Own("as_of"), texts(as_of.as_ref(), after.as_of.as_ref()));
        push(EditionField::Own("published"), texts(published.as_ref(), after.published.as_ref()));
        push(
            EditionField::Own("evidence_until"),
            texts(evidence_until.as_ref(), after.evidence_until.as_ref()),
        );
        push(EditionField::Own("note"), texts(note.as_ref(), after.note.as_ref()));
        for (field, sides) in compare_errata(errata, &after.errata, EditionField::Erratum) {
            push(field, sides);
        }
    }
    out
}

/// The differences of two registers of countries, some of which have another code in the later one.
fn countries(before: Countries, after: &Countries, old_codes: &BTreeMap<Text, Text>) -> Vec<Change> {
    let countries = ids::under_new_ids(before.countries, old_codes);
    let mut out = Vec::new();
    for (code, before, after) in joined(&countries, &after.countries) {
        if let Some(old) = old_codes.get(code) {
            let subject = Subject::Country { country: code.into(), field: CountryField::Whole };
            out.push(renamed(subject, old, code));
        }
        let mut push = |field, sides| push(&mut out, Subject::Country { country: code.into(), field }, sides);
        let (Some(before), Some(after)) = (before, after) else {
            let value = |country: &Country| Value::Country(Box::new(country.clone()));
            push(CountryField::Whole, Some((before.map(value), after.map(value))));
            continue;
        };
        let Country { name, names, note, errata } = before;
        push(CountryField::Own("name"), texts(name.as_ref(), after.name.as_ref()));
        push(CountryField::Own("note"), texts(note.as_ref(), after.note.as_ref()));
        for (name, before, after) in joined(names, &after.names) {
            let sides = sets(before.map_or(&[], |users| users), after.map_or(&[], |users| users));
            push(CountryField::Names(name.into()), sides);
        }
        for (field, sides) in compare_errata(errata, &after.errata, CountryField::Erratum) {
            push(field, sides);
        }
    }
    out
}

/// The differences of what is said of the dataset as a whole.
fn about(before: Option<&About>, after: Option<&About>) -> Vec<Change> {
    let (nothing, mut out) = (About::default(), Vec::new());
    let About { title, description, how_to_cite, version, date, licence, creators, doi } =
        before.unwrap_or(&nothing);
    let after = after.unwrap_or(&nothing);
    let mut push = |field, sides| push(&mut out, Subject::About { field }, sides);
    push("title", texts(title.as_ref(), after.title.as_ref()));
    push("description", texts(description.as_ref(), after.description.as_ref()));
    push("how_to_cite", texts(how_to_cite.as_ref(), after.how_to_cite.as_ref()));
    push("version", texts(version.as_ref(), after.version.as_ref()));
    push("date", texts(date.as_ref(), after.date.as_ref()));
    push("licence", texts(licence.as_ref(), after.licence.as_ref()));
    push("creators", compare_names(creators, &after.creators));
    push("doi", texts(doi.as_ref(), after.doi.as_ref()));
    out
}

/// The differences of two states of an instrument, or its coming or going.
fn frameworks(id: &str, before: Option<&Framework>, after: Option<&Framework>) -> Vec<Change> {
    let mut out = Vec::new();
    let mut push = |field, sides| push(&mut out, Subject::Framework { framework: id.into(), field }, sides);
    let (Some(before), Some(after)) = (before, after) else {
        let value = |framework: &Framework| Value::Framework(Box::new(framework.clone()));
        push(FrameworkField::Whole, Some((before.map(value), after.map(value))));
        return out;
    };
    // What ratings are places in is made of the scale.
    let Framework { id, title, description, areas, indicators, scale, rating_scale: _, scoring, errata } =
        before;
    let corrected = |of: Option<(&'static str, &str)>| {
        let of = of.map(|(group, id)| (group, Text::from(id)));
        move |day| FrameworkField::Erratum { of: of.clone(), day }
    };
    let mut corrections: Vec<_> = compare_errata(errata, &after.errata, corrected(None)).collect();

    push(FrameworkField::Own("id"), texts(id.as_ref(), after.id.as_ref()));
    push(FrameworkField::Own("title"), texts(title.as_ref(), after.title.as_ref()));
    push(FrameworkField::Own("description"), texts(description.as_ref(), after.description.as_ref()));
    for (area, before, after) in joined(areas, &after.areas) {
        let title = |area: Option<&ThematicArea>| {
            let ThematicArea { title, errata: _ } = area?;
            // An area without a title is still an area.
            Some(Value::Text(title.clone().unwrap_or_default()))
        };
        let is_same = match (before, after) {
            (Some(before), Some(after)) => same_text(before.title.as_ref(), after.title.as_ref()),
            (before, after) => before.is_none() && after.is_none(),
        };
        push(FrameworkField::Area(area.into()), (!is_same).then(|| (title(before), title(after))));
        if let (Some(before), Some(after)) = (before, after) {
            let of = corrected(Some(("areas", area)));
            corrections.extend(compare_errata(&before.errata, &after.errata, of));
        }
    }
    for (indicator, before, after) in joined(indicators, &after.indicators) {
        let field = |field| FrameworkField::Indicator { indicator: indicator.into(), field };
        let (Some(before), Some(after)) = (before, after) else {
            let value = |indicator: &Indicator| Value::Indicator(Box::new(indicator.clone()));
            push(field(None), Some((before.map(value), after.map(value))));
            continue;
        };
        let Indicator { area, title, also_printed, replaces, errata } = before;
        push(field(Some("area")), texts(area.as_ref(), after.area.as_ref()));
        push(field(Some("title")), texts(title.as_ref(), after.title.as_ref()));
        push(field(Some("also_printed")), sets(also_printed, &after.also_printed));
        push(field(Some("replaces")), sets(replaces, &after.replaces));
        let of = corrected(Some(("indicators", indicator)));
        corrections.extend(compare_errata(errata, &after.errata, of));
    }
    for (level, before, after) in joined(scale, &after.scale) {
        let nothing = Level::default();
        let Level { title, points, errata } = before.unwrap_or(&nothing);
        let after = after.unwrap_or(&nothing);
        let field = |field| FrameworkField::Level { level: level.into(), field };
        push(field("title"), texts(title.as_ref(), after.title.as_ref()));
        push(field("points"), values(*points, after.points, |points| Value::Number(points.into())));
        corrections.extend(compare_errata(errata, &after.errata, corrected(Some(("scale", level)))));
    }
    let nothing = Scoring::default();
    let Scoring { method, out_of, rounding, basis, evidence } = scoring.as_ref().unwrap_or(&nothing);
    let after = after.scoring.as_ref().unwrap_or(&nothing);
    let field = FrameworkField::Scoring;
    push(field("method"), texts(method.as_ref(), after.method.as_ref()));
    push(field("out_of"), values(*out_of, after.out_of, |out_of| Value::Number(out_of.into())));
    push(field("rounding"), texts(rounding.as_ref(), after.rounding.as_ref()));
    push(field("basis"), texts(basis.as_ref(), after.basis.as_ref()));
    push(field("evidence"), paragraphs(evidence, &after.evidence));
    for (field, sides) in corrections {
        push(field, sides);
    }
    out
}

fn renamed(subject: Subject, old: &str, new: &str) -> Change {
    let name = |name: &str| Some(Value::Name(name.into()));
    Change { subject, before: name(old), after: name(new) }
}

fn push(out: &mut Vec<Change>, subject: Subject, sides: Sides) {
    out.extend(sides.map(|(before, after)| Change { subject, before, after }));
}

//! Which kind of correction a change needs, of what, and which changes need none.
//!
//! What a closed edition says changes by corrections alone. None is needed for what says where a work is found and not what it is
//! (`URL`, `accessed`, `custom/archive_url`, `custom/archive_date`), for a `note` of a source, for a remark more, for the reasons of
//! exceptions, which are told with the changes, for names that only the files use (ids, labels), for other names of a country or an indicator (`names`,
//! `also_printed`), and for a source that comes or goes: the footnotes that cite it change then.

use crate::change_context::ChangeContext;
use crate::corrections::Correctable;
use crate::unrecorded::Thing;
use bibliography::erratum::{Erratum, ErratumKind};
use dataset::assessment_id::AssessmentId;
use dataset::model::assessment::Corrected;
use dataset::model::framework::Framework;
use dataset::{Dataset, File};
use diff::change::{Change, Value};
use diff::subject::{
    CountryField, EditionField, Field, FootnoteField, FrameworkField, IndicatorField, SourceField, Subject,
};
use format::pointer::Pointer;

/// What of a source says where it is found and not what it is, and what we note on it.
const WHERE_FOUND: [&str; 5] = ["URL", "accessed", "custom/archive_url", "custom/archive_date", "note"];

/// What is corrected by a change in an assessment, and the kind of correction; none where none is needed.
pub(super) fn in_assessment<'d>(
    context: &ChangeContext<'_>,
    change: &Change,
    field: &'d Field,
) -> Option<(Corrected<'d>, ErratumKind)> {
    match field {
        // A file that goes is told as that.
        Field::Whole => change.before.is_none().then_some((Corrected::Whole, ErratumKind::Added)),
        Field::Path => (!is_renamed(context, change)).then_some((Corrected::Whole, ErratumKind::Other)),
        Field::Status => Some((Corrected::Whole, ErratumKind::Status)),
        Field::Stated(_) => Some((Corrected::Whole, ErratumKind::Stated)),
        Field::Prose("overview") => Some((Corrected::Whole, ErratumKind::Overview)),
        Field::Country | Field::Edition | Field::Own(_) | Field::Derivation(_) | Field::Prose(_) => {
            Some((Corrected::Whole, ErratumKind::Other))
        }
        // Whoever has read the document anew says what was found. Readers lose nothing by a remark more.
        Field::Remark(_) => change.before.is_some().then_some((Corrected::Whole, ErratumKind::Other)),
        Field::Indicator { indicator, field } => {
            of_entry(change, field).map(|kind| (Corrected::Entry(indicator), kind))
        }
        Field::Source { source, field: SourceField::Variable(name) } => {
            (!WHERE_FOUND.contains(&&**name)).then_some((Corrected::Source(source), ErratumKind::Citation))
        }
        Field::Source { field: SourceField::Whole | SourceField::Id | SourceField::Erratum(_), .. }
        | Field::Erratum(_)
        | Field::Exception { .. } => None,
    }
}

fn of_entry(change: &Change, field: &IndicatorField) -> Option<ErratumKind> {
    match field {
        IndicatorField::Rating => Some(ErratumKind::Rating),
        // That an entry is missing is an error of its own.
        IndicatorField::Whole => change.before.is_none().then_some(ErratumKind::Other),
        IndicatorField::Direction => Some(ErratumKind::Change),
        IndicatorField::Rationale => Some(ErratumKind::Rationale),
        IndicatorField::Footnote {
            field: FootnoteField::Whole | FootnoteField::Comment | FootnoteField::Citation,
            ..
        } => Some(ErratumKind::Citation),
        IndicatorField::Own(_) | IndicatorField::Vote { .. } => Some(ErratumKind::Other),
        IndicatorField::Footnote { field: FootnoteField::Label, .. }
        | IndicatorField::Id
        | IndicatorField::Carried
        | IndicatorField::Erratum(_) => None,
    }
}

/// Whether a file only follows the new code of its country or the new id of its edition.
fn is_renamed(context: &ChangeContext<'_>, change: &Change) -> bool {
    let path = |value: &Option<Value>| match value {
        Some(Value::Name(path)) => Some(path.to_string()),
        _ => None,
    };
    let (Some(before), Some(after)) = (path(&change.before), path(&change.after)) else { return true };
    let ids = AssessmentId::of_path(&before).zip(AssessmentId::of_path(&after));
    let Some((before, after)) = ids else { return true };
    let renamed = &context.renamed;
    renamed.countries.before(after.country) == before.country
        && renamed.editions.before(after.edition) == before.edition
}

/// What is corrected by a change in a register or an instrument, with the kind of correction; none where none is needed.
pub(super) fn in_register<'d>(
    context: &ChangeContext<'d>,
    change: &'d Change,
) -> Option<(ErratumKind, Thing<'d>)> {
    let (before, after) = (context.before, context.after);
    match &change.subject {
        // What the dataset is as a whole changes with each release.
        Subject::Assessment { .. } | Subject::About { .. } => None,
        Subject::Edition { edition, field } => {
            let kind = of_edition(field)?;
            let old_id = context.renamed.editions.before(edition);
            let old = before.edition(old_id).filter(|_| was_closed(before, old_id));
            let old = old.map(Correctable::Edition)?;
            let now = Correctable::Edition(after.edition(edition)?);
            Some((kind, thing(after.editions.as_ref()?, &["editions", edition], Some(old), now)))
        }
        Subject::Country { country, field } => {
            let kind = of_country(field)?;
            let find = |state: &'d Dataset, code: &str| state.countries.as_ref()?.data.countries.get(code);
            let old = find(before, context.renamed.countries.before(country)).map(Correctable::Country);
            let now = Correctable::Country(find(after, country)?);
            Some((kind, thing(after.countries.as_ref()?, &["countries", country], old, now)))
        }
        Subject::Framework { framework, field } => {
            // What comes or goes leaves assessments incomplete, and is told as that.
            let is_edited = change.before.is_some() && change.after.is_some();
            let demanded = match field {
                // A level more or less makes another score of the same ratings.
                FrameworkField::Level { field: "points", .. } if !is_edited => {
                    Some((None, ErratumKind::Scoring))
                }
                field => of_framework(field).filter(|_| is_edited),
            };
            let (of, kind) = demanded.filter(|_| is_used(before, framework))?;
            let find = |state: &'d Dataset| part(&state.framework(framework)?.data, of);
            let tokens: Vec<&str> = of.into_iter().flat_map(|(group, id)| [group, id]).collect();
            Some((kind, thing(after.framework(framework)?, &tokens, find(before), find(after)?)))
        }
    }
}

fn thing<'d, T>(
    file: &File<T>,
    tokens: &[&str],
    before: Option<Correctable<'d>>,
    after: Correctable<'d>,
) -> Thing<'d> {
    Thing { path: file.path.clone(), errata: Pointer::of(tokens.iter().chain(&["errata"])), before, after }
}

/// Whether an edition is closed, or was and is being worked on again.
fn was_closed(state: &Dataset, id: &str) -> bool {
    let is_of_status = |erratum: &Erratum| erratum.is_of(ErratumKind::Status);
    state.edition(id).is_some_and(|edition| edition.is_closed() || edition.errata.values().any(is_of_status))
}

fn of_edition(field: &EditionField) -> Option<ErratumKind> {
    match field {
        EditionField::Own("title") => Some(ErratumKind::Title),
        EditionField::Own("status") => Some(ErratumKind::Status),
        EditionField::Own("as_of" | "published" | "evidence_until") => Some(ErratumKind::Date),
        EditionField::Whole | EditionField::Erratum(_) => None,
        EditionField::Own(_) => Some(ErratumKind::Other),
    }
}

fn of_country(field: &CountryField) -> Option<ErratumKind> {
    match field {
        CountryField::Own("name") => Some(ErratumKind::Name),
        CountryField::Own(_) | CountryField::Whole | CountryField::Names(_) | CountryField::Erratum(_) => {
            None
        }
    }
}

/// Whether an edition that is closed uses an instrument.
pub(crate) fn is_used(state: &Dataset, framework: &str) -> bool {
    let editions = state.editions.iter().flat_map(|register| register.data.editions.iter());
    let mut uses = editions.filter(|(_, edition)| edition.framework.as_deref() == Some(framework));
    uses.any(|(id, _)| was_closed(state, id))
}

/// The group and the id of a part of an instrument; none for the instrument itself.
type PartOf<'d> = Option<(&'static str, &'d str)>;

fn of_framework(field: &FrameworkField) -> Option<(PartOf<'_>, ErratumKind)> {
    match field {
        FrameworkField::Own("title") => Some((None, ErratumKind::Title)),
        FrameworkField::Own(_) => Some((None, ErratumKind::Other)),
        FrameworkField::Area(area) => Some((Some(("areas", area)), ErratumKind::Title)),
        FrameworkField::Indicator { indicator, field: Some("title") } => {
            Some((Some(("indicators", indicator)), ErratumKind::Title))
        }
        FrameworkField::Indicator { indicator, field: Some("area") } => {
            Some((Some(("indicators", indicator)), ErratumKind::Area))
        }
        FrameworkField::Level { level, field: "points" } => {
            Some((Some(("scale", level)), ErratumKind::Points))
        }
        FrameworkField::Level { level, .. } => Some((Some(("scale", level)), ErratumKind::Title)),
        FrameworkField::Scoring(_) => Some((None, ErratumKind::Scoring)),
        FrameworkField::Whole | FrameworkField::Indicator { .. } | FrameworkField::Erratum { .. } => None,
    }
}

fn part<'d>(framework: &'d Framework, of: PartOf<'_>) -> Option<Correctable<'d>> {
    match of {
        None => Some(Correctable::Framework(framework)),
        Some(("areas", id)) => framework.areas.get(id).map(Correctable::Area),
        Some(("indicators", id)) => framework.indicators.get(id).map(Correctable::Indicator),
        Some((_, id)) => framework.scale.get(id).map(Correctable::Level),
    }
}

//! CHG010: what readers have is changed, and no erratum says so.

use std::collections::HashSet;
use std::sync::Arc;

use crate::change_context::ChangeContext;
use crate::frozen::unrecorded;
use crate::lost_evidence::lost_evidence;
use crate::unrecorded::Unrecorded;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::erratum::ErratumKind;
use diff::subject::{EditionField, Field, FrameworkField, IndicatorField, Subject};
use format::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG010",
        name: "closed-edition-changed",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "Something that readers have changed, and no new erratum records it: what an edition says that is closed, or was and is open again, a country's name, or the instrument that a closed edition used.",
        why: "A closed edition is cited. If it changes silently, everybody who used it is wrong.",
        fix: "Put it back, or record the change under \"errata\" of what changed. No erratum is needed for a moved address or the day on which a page was read, an archived copy, layout, the note of a source or a country, a remark more, the reason of an exception, ids and labels, other names of a country or an indicator, and a source that comes or goes (the footnotes that cite it change then).",
        cases: include_str!("../../../../../tests/rules/CHG010.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    // A source that is gone with nothing in its place is told as that.
    let lost: HashSet<(Arc<str>, &str)> = change
        .revised()
        .flat_map(|(diff, before, after)| {
            let all = lost_evidence(diff, before, after).into_values().flatten();
            all.map(|indicator| (after.path.clone(), indicator))
        })
        .collect();
    for found in unrecorded(change) {
        let is_moved_rating = found.kind == ErratumKind::Rating && found.change.steps().is_some();
        let indicator = found.change.indicator();
        let is_lost = indicator.is_some_and(|indicator| lost.contains(&(found.location().path, indicator)));
        if !is_moved_rating && !is_lost && !found.is_reopening() {
            reports.push(found.report(told(found)));
        }
    }
}

fn told(found: &Unrecorded<'_>) -> String {
    let what = match &found.change.subject {
        Subject::Assessment { edition, .. } if found.kind == ErratumKind::Added => {
            return format!(
                "this assessment is added to edition {edition}, which is closed, and no erratum says so"
            );
        }
        Subject::Assessment {
            field: Field::Indicator { indicator, field: IndicatorField::Whole }, ..
        } => {
            return format!(
                "an entry for {indicator} is added; readers have the assessment without it, and no new erratum says so"
            );
        }
        Subject::Assessment { field: Field::Indicator { indicator, .. }, .. } => {
            format!("{} of {indicator}", part_of_entry(found.kind))
        }
        Subject::Assessment { field: Field::Source { source, .. }, .. } => {
            format!("what is said of the source \"{source}\"")
        }
        Subject::Assessment { field: Field::Remark(remark), .. } => format!("the remark \"{remark}\""),
        Subject::Assessment { .. } | Subject::About { .. } => part_of_assessment(found.kind).to_owned(),
        Subject::Edition { edition, field: EditionField::Own("note") } => {
            format!("the note of edition {edition}")
        }
        Subject::Edition { edition, .. } => format!("{} of edition {edition}", part_of_register(found.kind)),
        Subject::Country { country, .. } => format!("{} of {country}", part_of_register(found.kind)),
        Subject::Framework { framework, field } => {
            let of = match field {
                FrameworkField::Area(id) => id,
                FrameworkField::Indicator { indicator, .. } => indicator,
                FrameworkField::Level { level, .. } => level,
                FrameworkField::Whole
                | FrameworkField::Own(_)
                | FrameworkField::Scoring(_)
                | FrameworkField::Erratum { .. } => framework,
            };
            format!("{} of {of}", part_of_register(found.kind))
        }
    };
    format!("{what} changed; readers have it as it was, and no new erratum says so")
}

fn part_of_entry(kind: ErratumKind) -> &'static str {
    use ErratumKind as Kind;
    match kind {
        Kind::Rating => "the rating",
        Kind::Change => "the direction",
        Kind::Rationale => "the rationale",
        Kind::Citation => "a footnote",
        Kind::Overview
        | Kind::Stated
        | Kind::Status
        | Kind::Added
        | Kind::Title
        | Kind::Date
        | Kind::Name
        | Kind::Area
        | Kind::Points
        | Kind::Scoring
        | Kind::Other => "a vote or the reason of the move",
    }
}

fn part_of_assessment(kind: ErratumKind) -> &'static str {
    use ErratumKind as Kind;
    match kind {
        Kind::Overview => "the overview",
        Kind::Stated => "a stated score",
        Kind::Status => "the status",
        Kind::Rating
        | Kind::Change
        | Kind::Rationale
        | Kind::Citation
        | Kind::Added
        | Kind::Title
        | Kind::Date
        | Kind::Name
        | Kind::Area
        | Kind::Points
        | Kind::Scoring
        | Kind::Other => "what the assessment is of, or what it rests on,",
    }
}

fn part_of_register(kind: ErratumKind) -> &'static str {
    use ErratumKind as Kind;
    match kind {
        Kind::Title => "the title",
        Kind::Name => "the name",
        Kind::Date => "a date",
        Kind::Status => "the status",
        Kind::Area => "the area",
        Kind::Points => "the points",
        Kind::Scoring => "the scoring",
        Kind::Rating
        | Kind::Change
        | Kind::Rationale
        | Kind::Citation
        | Kind::Overview
        | Kind::Stated
        | Kind::Added
        | Kind::Other => "an entry",
    }
}

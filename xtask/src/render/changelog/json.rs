//! A changelog as JSON, for programs.

use serde::Serialize;

use super::{Changelog, ComparedSides};
use crate::render::diff::json::{Difference, Unassessed, difference, unassessed};
use crate::render::diff::summary::{caution, not_compared};
use crate::render::history::json::{self, origin};
use crate::render::pretty;
use crate::render::score::json::Score;
use dataset::scoring::ScoreObstacle;
use diff::AssessmentDiff;
use diff::change::Change;
use history::changelog::ChangeOrigin;
use history::credit::{Credit, Credits, Share};

#[derive(Serialize)]
struct Report<'c> {
    version: u32,
    #[serde(flatten)]
    ends: Ends<'c>,
    cautions: Vec<String>,
    not_compared: Vec<String>,
    not_assessed: Vec<Unassessed<'c>>,
    assessments: Vec<Assessment<'c>>,
    registers: Vec<Entry<'c>>,
}

#[derive(Serialize)]
#[serde(tag = "between", rename_all = "lowercase")]
enum Ends<'c> {
    Commits { from: RevisionName<'c>, to: RevisionName<'c> },
    Editions { from: RevisionName<'c>, to: RevisionName<'c> },
}

#[derive(Serialize)]
struct RevisionName<'c> {
    name: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    commit: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'c str>,
}

#[derive(Serialize)]
struct Assessment<'c> {
    country: &'c str,
    name: &'c str,
    edition_before: Option<&'c str>,
    edition_after: Option<&'c str>,
    ratings: Ratings,
    score_before: Option<Score>,
    score_after: Option<Score>,
    points: Option<i64>,
    not_comparable: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    credits: Vec<Credited<'c>>,
    changes: Vec<Entry<'c>>,
}

#[derive(Serialize)]
struct Credited<'c> {
    name: &'c str,
    rated: usize,
    confirmed: usize,
    edited: usize,
}

#[derive(Serialize)]
struct Ratings {
    rated: usize,
    not_rated: usize,
    up: usize,
    down: usize,
    unchanged: usize,
}

#[derive(Serialize)]
struct Entry<'c> {
    #[serde(flatten)]
    change: Difference<'c>,
    origin: Option<json::CommitReference<'c>>,
}

/// Renders a changelog, with a final line end.
pub fn render(changelog: &Changelog<'_>) -> String {
    let diff = changelog.diff;
    let none = Vec::new();
    let assessments = diff.assessments.iter().enumerate().map(|(place, of)| {
        let origins = changelog.origins.assessments.get(place).unwrap_or(&none);
        assessment(of, origins, changelog.origins.credits.get(place))
    });
    pretty(&Report {
        version: 1,
        ends: ends(&changelog.span),
        cautions: diff.cautions.iter().map(caution).collect(),
        not_compared: diff.not_compared.iter().map(not_compared).collect(),
        not_assessed: diff.not_assessed.iter().map(unassessed).collect(),
        assessments: assessments.collect(),
        registers: entries(&diff.registers, &changelog.origins.registers),
    })
}

fn ends<'c>(span: &'c ComparedSides<'_>) -> Ends<'c> {
    match span {
        ComparedSides::Commits { from, to } => {
            let named = |(name, id): &'c (&str, String)| RevisionName {
                name,
                commit: Some(id.as_str()),
                title: None,
            };
            Ends::Commits { from: named(from), to: named(to) }
        }
        ComparedSides::Editions { from, to } => {
            let named =
                |(name, title): &'c (&str, &str)| RevisionName { name, commit: None, title: Some(title) };
            Ends::Editions { from: named(from), to: named(to) }
        }
    }
}

fn assessment<'c>(
    diff: &'c AssessmentDiff<'_>,
    origins: &[Option<ChangeOrigin<'c>>],
    credits: Option<&'c Credits>,
) -> Assessment<'c> {
    let tally = &diff.tally;
    // A new assessment is one change, in which nobody's work shows but that of who entered the file.
    let credits = credits.filter(|_| diff.before.is_none()).into_iter().flatten();
    Assessment {
        country: diff.country,
        name: diff.country_name,
        edition_before: diff.before.map(|file| &*file.edition),
        edition_after: diff.after.map(|file| &*file.edition),
        ratings: Ratings {
            rated: tally.rated,
            not_rated: tally.not_rated,
            up: tally.up(),
            down: tally.down(),
            unchanged: tally.unchanged(),
        },
        score_before: tally.score_before.map(Score::from),
        score_after: tally.score_after.map(Score::from),
        points: tally.points(),
        not_comparable: tally.incomparable.map(ScoreObstacle::id),
        credits: credits.map(credited).collect(),
        changes: entries(&diff.changes, origins),
    }
}

fn credited<'c>((name, credit): (&'c String, &Credit)) -> Credited<'c> {
    let Share { rated, confirmed, edited, others: _ } = credit.share();
    Credited { name, rated, confirmed, edited }
}

fn entries<'c>(changes: &'c [Change], origins: &[Option<ChangeOrigin<'c>>]) -> Vec<Entry<'c>> {
    let entry = |(place, change): (usize, &'c Change)| {
        let found = origins.get(place).copied().flatten();
        let origin = found.map(|found| origin(found.commit, found.pull_request, found.may_be_earlier()));
        Entry { change: difference(change), origin }
    };
    changes.iter().enumerate().map(entry).collect()
}

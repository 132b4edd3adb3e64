//! What a diff says as a whole, in sentences: how it may be read, what could not be compared, how much changed.

use crate::render::score::{decimal, not_comparable};
use crate::render::{counted, named};
use dataset::AssessmentFile;
use dataset::model::assessment::Status;
use dataset::model::framework::ScoringMethod;
use dataset::scoring::ScoreObstacle;
use diff::caution::{Caution, NamedIndicator};
use diff::tally::Tally;
use diff::{AssessmentDiff, Diff, NotAssessed, NotCompared, Side};

/// What is said where nothing differs: of what could not be compared nobody knows.
pub fn verdict(diff: &Diff<'_>) -> Option<&'static str> {
    let is_reconstructed = |caution: &Caution| matches!(caution, Caution::Reconstructed { .. });
    let tells_what_differs = |caution: &Caution| match caution {
        Caution::Reconstructed { .. } | Caution::Draft { .. } | Caution::HistoryCutOff => false,
        Caution::StatusDiffers { .. }
        | Caution::FrameworkDiffers { .. }
        | Caution::ScoringDiffers { .. }
        | Caution::IndicatorsReplaced { .. }
        | Caution::IndicatorsAdded { .. }
        | Caution::IndicatorsRetired { .. } => true,
    };
    if !diff.is_empty() {
        None
    } else if !diff.not_compared.is_empty() || diff.cautions.iter().any(tells_what_differs) {
        Some("Nothing else differs.")
    } else if diff.cautions.iter().any(is_reconstructed) {
        Some("Nothing that can be compared differs.")
    } else {
        Some("Nothing in the dataset differs.")
    }
}

/// Which countries were assessed in one of two editions only, a line for each edition:
/// `Not assessed in 2026: Cambodia (KHM), Lao (LAO)`.
pub fn coverage(diff: &Diff<'_>) -> Vec<String> {
    let line = |side: Side| {
        let of_side: Vec<&NotAssessed<'_>> = diff.not_assessed.iter().filter(|it| it.side == side).collect();
        let NotAssessed { edition, assessed_in, .. } = of_side.first()?;
        let names: Vec<String> =
            of_side.iter().map(|it| format!("{} ({})", it.country_name, it.country)).collect();
        let new = match side {
            Side::Before => format!(", new in {assessed_in}"),
            Side::After => String::new(),
        };
        Some(format!("Not assessed in {edition}{new}: {}", names.join(", ")))
    };
    [Side::After, Side::Before].into_iter().filter_map(line).collect()
}

/// A caution in a sentence or two.
pub fn caution(caution: &Caution) -> String {
    match caution {
        Caution::Reconstructed { country, edition, derived_from } => {
            let way = derived_from.as_ref().map_or_else(String::new, |source| {
                format!(", which were worked out from the directions that {source} prints")
            });
            format!(
                "{country} {edition} is reconstructed: no document at hand prints its ratings{way}. Individual ratings may differ from what was published. Rationales, footnotes and sources cannot be compared: those of {edition} are this dataset's own, and what the publisher gave is not at hand."
            )
        }
        Caution::Draft { country, edition } => {
            format!("{country} {edition} is a draft: it is not finished, and nobody has published it.")
        }
        Caution::StatusDiffers { country, edition, before, after } => {
            format!(
                "{country} {edition} was {} and is {} now: its ratings have another origin.{}",
                before.id(),
                after.id(),
                if [before, after].contains(&&Status::Reconstructed) {
                    " Rationales, footnotes and sources cannot be compared: those of a reconstruction are this dataset's own."
                } else {
                    ""
                }
            )
        }
        Caution::FrameworkDiffers { edition: None, before, after } => format!(
            "The two sides were made with different instruments, {before} and {after}: a difference may come from the instrument."
        ),
        Caution::FrameworkDiffers { edition: Some(edition), before, after } => format!(
            "The instrument of edition {edition} was {before} and is {after} now: a difference may come from the instrument."
        ),
        Caution::ScoringDiffers { framework, why: ScoreObstacle::Scale } => format!(
            "The two sides do not have the same {} (instrument {framework}): neither their ratings nor their scores can be compared.",
            ScoreObstacle::Scale.what()
        ),
        Caution::ScoringDiffers { framework, why } => format!(
            "The two sides do not have the same {} (instrument {framework}): their scores cannot be compared.",
            why.what()
        ),
        Caution::HistoryCutOff => {
            "This clone is shallow: it cannot be told here whether the first commit led to the second, and a file that was renamed between them is recognised by its content alone. Fetch the rest with: git fetch --unshallow".to_owned()
        }
        Caution::IndicatorsReplaced { before, after } => {
            let (old, new) = (named_indicators(before), named_indicators(after));
            match (before.len(), after.len()) {
                (1, 1) => format!("{old} is replaced by {new}: the two are compared."),
                (1, _) => format!("{old} is split into {new}: their ratings are not compared."),
                (_, 1) => format!("{old} are merged into {new}: their ratings are not compared."),
                (_, _) => format!("{old} are regrouped as {new}: their ratings are not compared."),
            }
        }
        Caution::IndicatorsAdded { indicators } => {
            format!(
                "{} not asked on the earlier side: {}.",
                counted_with_verb(indicators.len()),
                named_indicators(indicators)
            )
        }
        Caution::IndicatorsRetired { indicators } => {
            format!(
                "{} not asked on the later side: {}.",
                counted_with_verb(indicators.len()),
                named_indicators(indicators)
            )
        }
    }
}

/// `1 indicator is`, `2 indicators are`.
fn counted_with_verb(count: usize) -> String {
    format!("{} {}", counted(count, "indicator"), if count == 1 { "is" } else { "are" })
}

/// Indicators by title and id: `Keep courts independent (courts), Keep police accountable (police)`.
fn named_indicators(all: &[NamedIndicator]) -> String {
    all.iter().map(|it| format!("{} ({})", it.title, it.id)).collect::<Vec<_>>().join(", ")
}

/// What could not be compared, in a sentence.
pub fn not_compared(lost: &NotCompared) -> String {
    let NotCompared { path, pointer, side, why } = lost;
    let side = match side {
        Side::Before => "earlier",
        Side::After => "later",
    };
    let (path, place) = (named(path), named(pointer.as_str()));
    let what = if place.is_empty() { path } else { format!("{path}, {place}") };
    format!("Could not compare {what}: on the {side} side, {}.", why.trim_end_matches('.'))
}

/// The counts in a line: `11 of 36 ratings changed: 1 up, 10 down; 25 unchanged; score 41 -> 35 (-9 of 144 points)`. Where
/// something of the assessment could not be compared, it may be that no rating could.
pub fn headline(tally: &Tally, has_lost: bool) -> String {
    if has_lost && tally.rated == 0 {
        return format!("no rating could be compared; {}", score(tally));
    }
    if tally.rated == 0 && tally.other_scale > 0 {
        let why = not_comparable(ScoreObstacle::Scale);
        return format!("no rating can be compared: {why}; {}", score(tally));
    }
    let mut line = format!("{} of {} changed", tally.moves.len(), counted(tally.rated, "rating"));
    if !tally.moves.is_empty() {
        line.push_str(&format!(
            ": {} up, {} down; {} unchanged",
            tally.up(),
            tally.down(),
            tally.unchanged()
        ));
    }
    if tally.not_rated > 0 {
        line.push_str(&format!("; {} not rated on one side or both", counted_with_verb(tally.not_rated)));
    }
    format!("{line}; {}", score(tally))
}

/// How much of each side that is a draft is not written yet: that is nothing that went.
pub fn unwritten(diff: &AssessmentDiff<'_>) -> Vec<String> {
    let told = |file: &AssessmentFile| {
        let ratings = &file.data.ratings;
        let left = ratings.values().filter(|entry| entry.rating.is_none()).count();
        let is_draft = file.data.status == Some(Status::Draft);
        (is_draft && left > 0).then(|| {
            let (edition, all) = (&file.edition, counted(ratings.len(), "entry"));
            format!("{edition} is still being written: {left} of {all} not rated yet")
        })
    };
    [diff.before, diff.after].into_iter().flatten().filter_map(told).collect()
}

/// The score on both sides.
fn score(tally: &Tally) -> String {
    let (before, after) = match (tally.score_before, tally.score_after) {
        (Some(before), Some(after)) => (before, after),
        (Some(before), None) => {
            return format!("score {} before, and none can be computed after", before.rounded());
        }
        (None, Some(after)) => {
            return format!("no score can be computed before; score {} after", after.rounded());
        }
        (None, None) => return "no score can be computed on either side".to_owned(),
    };
    if let Some(why) = tally.incomparable {
        return format!(
            "score {} before and {} after, difference -: {}",
            before.rounded(),
            after.rounded(),
            not_comparable(why)
        );
    }
    if before.is_same_share(after) {
        return format!("score {}", after.rounded());
    }
    let moved = format!("score {} -> {}", before.rounded(), after.rounded());
    match after.method {
        ScoringMethod::SumOfPoints => {
            let points = i64::from(after.points) - i64::from(before.points);
            format!("{moved} ({points:+} of {} points)", after.most_points)
        }
        // A mean has no points that would show what the rounded scores do not.
        ScoringMethod::MeanOfAreaMeans if before.rounded() == after.rounded() => {
            let [from, to] = [before, after].map(|score| decimal(score.hundredths()));
            if from == to {
                format!("score {} on both sides (moved by less than 0.01)", after.rounded())
            } else {
                format!("score {} on both sides ({from} -> {to} before rounding)", after.rounded())
            }
        }
        ScoringMethod::MeanOfAreaMeans => moved,
    }
}

//! A changelog in Markdown: by country, ratings first, then evidence, wording and record.

use super::{Changelog, ComparedSides};
use crate::render::diff::summary::{caution, coverage, headline, not_compared, unwritten, verdict};
use crate::render::diff::words::{sentence, value_in_words};
use crate::render::history::{author, day, short};
use crate::render::markdown::{code, text};
use dataset::AssessmentFile;
use dataset::model::assessment::Status;
use diff::AssessmentDiff;
use diff::assessment::Relation;
use diff::caution::Caution;
use diff::change::{Change, ChangeClass, Value};
use history::changelog::ChangeOrigin;
use history::credit::{Credits, Share, people};

/// What changes weigh, with the heading over them.
const CLASSES: [(ChangeClass, &str); 4] = [
    (ChangeClass::Rating, "Ratings"),
    (ChangeClass::Evidence, "Evidence"),
    (ChangeClass::Wording, "Wording"),
    (ChangeClass::Record, "Record"),
];

/// What is said where a commit is named before which this clone has nothing.
const CUT_OFF: &str = "This clone is shallow: where \"or earlier\" stands, an earlier commit, perhaps of somebody else, may have brought the change. Fetch the rest with: git fetch --unshallow";

/// What is said where a commit is named right before which something cannot be read.
const UNREAD: &str = "Some of what was committed cannot be read: where \"or earlier\" stands, the change may have been made in a commit right before, perhaps by somebody else.";

/// Renders a changelog, with a final line end.
pub fn render(changelog: &Changelog<'_>) -> String {
    let mut blocks = vec!["# Changelog".to_owned(), span(&changelog.span)];
    blocks.extend(body(changelog, 2));
    format!("{}\n", blocks.join("\n\n"))
}

/// The blocks of a changelog without its title, the headings of countries being so deep.
pub(in crate::render) fn body(changelog: &Changelog<'_>, depth: usize) -> Vec<String> {
    let mut blocks = Vec::new();
    let diff = changelog.diff;
    let mark = "#".repeat(depth);
    blocks.extend(diff.cautions.iter().map(|it| format!("**Caution:** {}", text(&caution(it)))));
    blocks.extend(diff.not_compared.iter().map(|it| format!("**Caution:** {}", text(&not_compared(it)))));
    let origins: Vec<ChangeOrigin<'_>> = changelog.origins.all().collect();
    if origins.iter().any(|origin| origin.commit.is_boundary) {
        blocks.push(format!("**Caution:** {}", text(CUT_OFF)));
    }
    if origins.iter().any(|origin| origin.follows_unread) {
        blocks.push(format!("**Caution:** {}", text(UNREAD)));
    }
    blocks.extend(verdict(diff).map(str::to_owned));
    blocks.extend(coverage(diff).iter().map(|line| format!("{}.", text(line))));
    let lost = diff.paths_not_compared();
    let mut country = "";
    for (place, assessment) in diff.assessments.iter().enumerate() {
        if country != assessment.country {
            country = assessment.country;
            blocks.push(format!("{mark} {} ({})", text(assessment.country_name), text(country)));
        }
        let origins = changelog.origins.assessments.get(place).map_or(&[][..], |origins| origins);
        let at = blocks.len();
        section(changelog, assessment, assessment.is_of(&lost), origins, &mut blocks);
        // A new assessment is one change, in which nobody's work shows but that of who entered the file.
        let credits = changelog.origins.credits.get(place).filter(|_| assessment.before.is_none());
        let entered = origins.first().copied().flatten().map(|origin| people(origin.commit).collect());
        if let Some(credits) =
            credits.filter(|credits| entered != Some(credits.keys().map(String::as_str).collect::<Vec<_>>()))
        {
            blocks.push(credited(credits));
        }
        for block in &mut blocks[at..] {
            if block.starts_with('#') {
                block.insert_str(0, &"#".repeat(depth - 2));
            }
        }
    }
    if !diff.registers.is_empty() {
        blocks.push(format!("{mark} Registers and frameworks"));
        let lines = diff.registers.iter().enumerate().map(|(place, change)| {
            let origin = changelog.origins.registers.get(place).copied().flatten();
            format!("- {}{}", said(change), brought(changelog, origin))
        });
        blocks.push(lines.collect::<Vec<_>>().join("\n"));
    }
    blocks
}

/// `Credit: Ana Example (36 entries rated), Ben Example (3 entries confirmed).`
fn credited(credits: &Credits) -> String {
    let each = credits.iter().map(|(name, credit)| format!("{} ({})", text(name), share(credit.share())));
    format!("Credit: {}.", each.collect::<Vec<_>>().join(", "))
}

/// How much somebody worked on, in words.
pub(in crate::render) fn share(share: Share) -> String {
    let Share { rated, confirmed, edited, others } = share;
    let done = [(rated, "rated"), (confirmed, "confirmed"), (edited, "edited")];
    let done = done.into_iter().filter(|(count, _)| *count > 0);
    let done: Vec<String> = done.map(|(count, verb)| format!("{count} {verb}")).collect();
    match (done.is_empty(), others) {
        (false, _) => done.join(", "),
        (true, true) => "sources or texts beside the entries".to_owned(),
        (true, false) => "no entries".to_owned(),
    }
}

fn span(span: &ComparedSides<'_>) -> String {
    match span {
        ComparedSides::Commits { from, to } => {
            let end = |(name, id): &(&str, String)| format!("{} (commit {})", code(name), code(id));
            format!("What changed from {} to {}.", end(from), end(to))
        }
        ComparedSides::Editions { from, to } => {
            let end = |(id, title): &(&str, &str)| format!("edition {} ({})", code(id), text(title));
            format!("What changed from {} to {}.", end(from), end(to))
        }
    }
}

fn section(
    changelog: &Changelog<'_>,
    diff: &AssessmentDiff<'_>,
    has_lost: bool,
    origins: &[Option<ChangeOrigin<'_>>],
    blocks: &mut Vec<String>,
) {
    blocks.push(format!("### {}", heading(diff)));
    if diff.before.is_some() && diff.after.is_some() {
        // Made of numbers and our own words alone.
        blocks.push(format!("{}.", headline(&diff.tally, has_lost)));
        blocks.extend(unwritten(diff).into_iter().map(|line| format!("{}.", text(&line))));
    }
    if diff.relation == Relation::Editions {
        let documents = [diff.before, diff.after].into_iter().flatten().map(document);
        blocks.push(documents.collect::<Vec<_>>().join("\n"));
    }
    for (class, title) in CLASSES {
        let of_class = diff.changes.iter().enumerate().filter(|(_, change)| change.class() == class);
        // The moves first: the printed directions follow from them.
        let (moves, others): (Vec<_>, Vec<_>) = of_class.partition(|(_, change)| change.steps().is_some());
        let lines: Vec<String> = moves
            .into_iter()
            .chain(others)
            .map(|(place, change)| {
                let origin = origins.get(place).copied().flatten();
                format!("- {}{}", told(diff, change), brought(changelog, origin))
            })
            .collect();
        if !lines.is_empty() {
            blocks.push(format!("#### {title}"));
            blocks.push(lines.join("\n"));
        }
    }
}

fn heading(diff: &AssessmentDiff<'_>) -> String {
    let (before, after) = (text(diff.edition_before()), text(diff.edition_after()));
    match (diff.before, diff.after) {
        (Some(_), Some(_)) if before == after => format!("Edition {after}"),
        (Some(_), Some(_)) if diff.relation == Relation::Revisions => {
            format!("Edition {after}, which was {before}")
        }
        (Some(_), Some(_)) => format!("From {before} to {after}"),
        (None, _) => format!("Edition {after}, which is new"),
        (Some(_), None) => format!("Edition {before}, which is gone"),
    }
}

/// What the ratings of an edition rest on.
fn document(file: &AssessmentFile) -> String {
    let data = &file.data;
    let derived = data.derivation.as_ref().and_then(|derivation| derivation.source.as_deref());
    let (verb, id) = match data.status {
        Some(Status::Reconstructed) => ("was worked out from", derived),
        Some(Status::Published) => ("was transcribed from", data.document.as_deref()),
        Some(Status::Original) => {
            return format!("- {} was made here, and no document elsewhere prints it", text(&file.edition));
        }
        Some(Status::Draft) | None => ("rests on", data.document.as_deref()),
    };
    let source = id.and_then(|id| data.sources.get(id));
    let words = source.map(|source| text(&value_in_words(&Value::Source(Box::new(source.clone())))));
    format!("- {} {verb}: {}", text(&file.edition), words.unwrap_or_else(|| "no document".to_owned()))
}

/// A change in words: an indicator by its title, a moved rating with what it rests on.
fn told(diff: &AssessmentDiff<'_>, change: &Change) -> String {
    let title =
        change.indicator().map(|id| format!("{}: ", text(diff.indicator_title(id)))).unwrap_or_default();
    let Some(steps) = change.steps() else { return format!("{title}{}", said(change)) };
    let value = |value: &Option<Value>| value.as_ref().map(value_in_words).unwrap_or_default();
    let words = format!("{title}**{} -> {} ({steps:+})**", value(&change.before), value(&change.after));
    let moved = diff.tally.moves.iter().find(|moved| Some(&*moved.indicator) == change.indicator());
    let Some(moved) = moved else { return words };
    let Some(reasons) = &moved.reasons else { return words };
    let sources: Vec<String> = reasons.new_sources.iter().map(|source| code(source)).collect();
    match (sources.is_empty(), reasons.has_new_evidence) {
        (false, _) => format!("{words}, new evidence: {}", sources.join(", ")),
        (true, true) => format!("{words}, a new place in a known source"),
        (true, false) => format!("{words}, no new evidence"),
    }
}

/// The sentence on a change, its arrow written so that the page can be read as it stands as well.
fn said(change: &Change) -> String {
    readable(&sentence(change).text)
}

/// A text made harmless, in which arrows can be read as they stand.
pub(in crate::render) fn readable(words: &str) -> String {
    text(words).replace(" -&gt; ", " -> ")
}

/// `(0123456789, 2026-01-03, Ana Example, #3)`; where the clone has nothing before the commit, `0123456789 or earlier`.
fn brought(changelog: &Changelog<'_>, origin: Option<ChangeOrigin<'_>>) -> String {
    match (origin, &changelog.span) {
        (Some(origin), _) => {
            let ChangeOrigin { commit, pull_request, .. } = origin;
            let number = pull_request.map(|number| format!(", #{number}")).unwrap_or_default();
            let earlier = if origin.may_be_earlier() { " or earlier" } else { "" };
            let (id, author) = (code(short(&commit.id)), text(&author(commit)));
            format!(" ({id}{earlier}, {}, {author}{number})", day(commit))
        }
        (None, ComparedSides::Commits { .. }) if is_partly_unknown(changelog) => {
            " (by which commit cannot be told here)".to_owned()
        }
        (None, ComparedSides::Commits { .. }) => " (by no single commit between the two)".to_owned(),
        (None, ComparedSides::Editions { .. }) => String::new(),
    }
}

/// Whether a change may have been brought by a commit that the clone lacks, or in a content that cannot be read.
fn is_partly_unknown(changelog: &Changelog<'_>) -> bool {
    changelog.diff.cautions.contains(&Caution::HistoryCutOff) || !changelog.origins.unread.is_empty()
}

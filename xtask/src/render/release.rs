//! What a release changes, in Markdown: its section of `CHANGELOG.md`, which is its notes as well.

use std::collections::BTreeMap;

use super::changelog::Changelog;
use super::changelog::markdown::{body, readable, share};
use super::counted;
use super::diff::words::sentence;
use super::markdown::{code, text};
use dataset::schema::ABOUT;
use diff::AssessmentDiff;
use diff::change::{Change, Value};
use diff::release::{Asks, VersionPart};
use history::credit::{Credit, people, together};
use history::git::Log;

/// The file that holds the sections of all releases.
pub const CHANGELOG_FILE: &str = "CHANGELOG.md";

/// The first line of that file, by which it is known.
pub const TITLE: &str = "# Changelog of the data";

/// What stands over the sections.
const INTRODUCTION: &str = "A section for each release, the newest first, made by `cargo xtask release`. The same first two numbers of a version mean the same ratings, directions, scores and statuses. What changed in the program stands in `xtask/CHANGELOG.md`.";

/// How the heading of a section begins.
pub const SECTION: &str = "## ";

/// So many changes that ask for the version are named.
const NAMED: usize = 5;

/// A release.
#[derive(Debug)]
pub struct Release<'r> {
    /// Its version.
    pub version: String,
    /// Its day.
    pub date: String,
    /// The tag of the release before, if there is one.
    pub since: Option<&'r str>,
    /// The part of the version number that must rise, and why; none if nothing differs.
    pub asked: Option<(VersionPart, Vec<String>)>,
    /// What changed.
    pub changelog: &'r Changelog<'r>,
    /// The commits that changed it.
    pub log: &'r Log,
}

/// What a part of a version number stands for.
pub fn meaning(part: VersionPart) -> &'static str {
    match part {
        VersionPart::Major => "something that programs rely on is gone, or means another thing",
        VersionPart::Minor => "data is new, or a rating, direction, score, status or vote is another one",
        VersionPart::Patch => "only wording, bibliography or what is recorded about the data is another one",
    }
}

/// A change that asks for a part of a version number, in words.
pub fn reason(asks: &Asks<'_>) -> String {
    let of = |of: &AssessmentDiff<'_>| format!("{} ({}) {}", of.country_name, of.country, of.edition_after());
    match asks {
        Asks::Assessment(diff, change) => {
            let indicator = change.indicator().map(|id| format!(", {}", diff.indicator_title(id)));
            format!("{}{}: {}", of(diff), indicator.unwrap_or_default(), sentence(change).text)
        }
        Asks::Score(diff) => format!("{}: the score is made in another way", of(diff)),
        Asks::Register(change) => sentence(change).text,
    }
}

/// The section of a release, with a final line end.
pub fn section(release: &Release<'_>) -> String {
    let mut blocks = vec![format!("{SECTION}{} ({})", release.version, release.date), since(release)];
    if let Some((_, reasons)) = &release.asked
        && release.since.is_some()
    {
        let named = reasons.iter().take(NAMED).map(|reason| format!("- {}", readable(reason)));
        let more = reasons.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| format!("- and {more} more"));
        blocks.push(named.chain(more).collect::<Vec<_>>().join("\n"));
    }
    blocks.extend(scores(release));
    blocks.extend(errata(release));
    blocks.extend(body(release.changelog, 3));
    blocks.extend(contributors(release));
    format!("{}\n", blocks.join("\n\n"))
}

fn since(release: &Release<'_>) -> String {
    match (release.since, &release.asked) {
        (None, _) => "The first release.".to_owned(),
        (Some(since), None) => format!("Since {}. No data changed.", code(since)),
        (Some(since), Some((part, _))) => {
            format!(
                "Since {}. The changes ask for {} at least: {}.",
                code(since),
                part.name(),
                meaning(*part)
            )
        }
    }
}

/// The scores of the assessments that changed, before and now, and how many ratings moved.
fn scores(release: &Release<'_>) -> Option<String> {
    let score = |score: Option<dataset::scoring::Score>| {
        score.map_or_else(|| "-".to_owned(), |score| score.rounded().to_string())
    };
    let rows = release.changelog.diff.assessments.iter().map(|of| {
        format!(
            "| {} ({}) | {} | {} | {} | {} | {} |",
            text(of.country_name),
            text(of.country),
            text(of.edition_after()),
            score(of.tally.score_before),
            score(of.tally.score_after),
            of.tally.up(),
            of.tally.down()
        )
    });
    let rows: Vec<String> = rows.collect();
    let head = "| Country | Edition | Score before | Score now | Ratings up | Ratings down |\n| --- | --- | ---: | ---: | ---: | ---: |";
    (!rows.is_empty()).then(|| format!("{head}\n{}", rows.join("\n")))
}

/// The corrections that were recorded.
fn errata(release: &Release<'_>) -> Option<String> {
    let is_erratum = |change: &&Change| matches!(change.after, Some(Value::Erratum(_)));
    let diff = release.changelog.diff;
    let of_assessments = diff
        .assessments
        .iter()
        .flat_map(|of| of.changes.iter().filter(is_erratum).map(move |change| Asks::Assessment(of, change)));
    let of_registers = diff.registers.iter().filter(is_erratum).map(Asks::Register);
    let all = of_assessments.chain(of_registers);
    let lines: Vec<String> = all.map(|erratum| format!("- {}", readable(&reason(&erratum)))).collect();
    (!lines.is_empty()).then(|| format!("### Errata\n\n{}", lines.join("\n")))
}

/// Who worked on the data: what they did to entries, and in how many commits.
fn contributors(release: &Release<'_>) -> Option<String> {
    let credits = together(&release.changelog.origins.credits);
    let mut all: BTreeMap<&str, (Option<&Credit>, usize)> =
        credits.iter().map(|(name, credit)| (name.as_str(), (Some(credit), 0))).collect();
    for step in release.log.steps.iter().filter(|step| step.against.len() == 1) {
        // Every release changes it, and that is nobody's contribution.
        let is_work = step.against.iter().flatten().any(|delta| delta.path != ABOUT);
        for name in people(&step.commit).filter(|_| is_work) {
            all.entry(name).or_default().1 += 1;
        }
    }
    let rows = all.into_iter().map(|(name, (credit, commits))| {
        let did = credit.map(|credit| share(credit.share())).unwrap_or_else(|| "-".to_owned());
        let name = if name.trim().is_empty() { "(no name)" } else { name };
        format!("| {} | {did} | {} |", text(name), counted(commits, "commit"))
    });
    let rows: Vec<String> = rows.collect();
    let head = "| Name | Entries | Commits |\n| --- | --- | --- |";
    (!rows.is_empty()).then(|| format!("### Contributors\n\n{head}\n{}", rows.join("\n")))
}

/// The file of all releases: the newest section over those before it.
pub fn file(section: &str, earlier: &str) -> String {
    let gap = if earlier.is_empty() { "" } else { "\n" };
    format!("{TITLE}\n\n{INTRODUCTION}\n\n{section}{gap}{earlier}")
}

/// The sections in a file of all releases; none if it is another file.
pub fn sections(file: &str) -> Option<&str> {
    let rest = file.strip_prefix(TITLE).filter(|rest| rest.starts_with(['\n', '\r']))?;
    Some(rest.find(&format!("\n{SECTION}")).map_or("", |at| &rest[at + 1..]))
}

/// Notes of no more than so many characters. Of longer ones, as many whole lines as go in, and where the rest is.
pub fn notes(section: &str, most: usize, attachment: &str) -> String {
    if section.chars().count() <= most {
        return section.to_owned();
    }
    let rest = format!(
        "\n**The notes are cut off here.** All of them are in the attached file {}.\n",
        code(attachment)
    );
    let mut left = most.saturating_sub(rest.chars().count());
    let whole = section.split_inclusive('\n').take_while(|line| {
        let length = line.chars().count();
        let fits = length <= left;
        left = left.saturating_sub(length);
        fits
    });
    let mut notes: String = whole.collect();
    notes.push_str(&rest);
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_notes_end_at_a_line_and_say_where_the_rest_is() {
        let section: String = (0..1000).map(|nth| format!("- caf\u{e9} {nth}\n")).collect();
        let notes = notes(&section, 500, "CHANGES.md");
        assert!(notes.chars().count() <= 500 && notes.chars().count() > 480, "{notes}");
        assert!(notes.ends_with("in the attached file `CHANGES.md`.\n"), "{notes}");
        let (kept, _) = notes.split_once("\n**").expect("a remark");
        assert!(
            section.starts_with(kept) && kept.ends_with('\n') || section.starts_with(&format!("{kept}\n")),
            "{kept}"
        );
        assert_eq!(super::notes("short\n", 500, "CHANGES.md"), "short\n");
    }

    #[test]
    fn the_sections_of_a_file_are_found_again() {
        let first = "## 1.0.0 (2026-01-01)\n\nThe first release.\n";
        let second = "## 1.0.1 (2026-02-01)\n\nSince `v1.0.0`.\n";
        let one = file(first, "");
        assert_eq!(sections(&one), Some(first));
        let two = file(second, sections(&one).expect("sections"));
        assert_eq!(sections(&two), Some(&*format!("{second}\n{first}")));
        assert_eq!(sections("# Changelog\n\n## Cambodia (KHM)\n"), None);
    }
}

//! The sections of `CHANGELOG.md`: that of the next release, over those of all before it.

use anyhow::bail;
use semver::Version;

use super::plan::{Plan, about_at, without_version};
use crate::commands::range::Range;
use crate::commands::unread;
use crate::render::changelog::{Changelog, ComparedSides};
use crate::render::history::day_of_moment;
use crate::render::release::{self, CHANGELOG_FILE, Release, reason, sections};
use diff::release::{VersionPart, asked_for};
use history::git::{Repository, StableTag};

/// The newest section, and the file that begins with it.
pub(super) struct Newest {
    /// The section.
    pub(super) section: String,
    /// The whole file.
    pub(super) file: String,
}

/// Makes the section of the next release and the file of all.
///
/// # Errors
/// a state that cannot be read or compared.
pub(super) fn newest(git: &Repository, plan: &Plan, version: &Version, date: &str) -> anyhow::Result<Newest> {
    let base = plan.base.as_ref();
    let section = section(git, (base, "HEAD"), &plan.range, (version, date), Some(plan.asked.clone()))?;
    let file = release::file(&section, &earlier(git, base)?);
    Ok(Newest { section, file })
}

/// The sections of a release and of all before it: as its own file has them, or made anew where it has none.
fn earlier(git: &Repository, newest: Option<&StableTag>) -> anyhow::Result<String> {
    let mut found: Vec<String> = Vec::new();
    let mut next = newest.cloned();
    while let Some(tag) = next {
        let kept = git.file_at(&tag.name, CHANGELOG_FILE)?;
        let kept = kept.as_deref().and_then(|bytes| str::from_utf8(bytes).ok()).and_then(sections);
        if let Some(kept) = kept {
            found.push(kept.to_owned());
            break;
        }
        let tags = git.stable_tags(&tag.name)?;
        let before = tags.into_iter().find(|other| other.version < tag.version);
        let dated = about_at(git, &tag.name)?.and_then(|about| about.date).map(|date| date.to_string());
        let date = match dated {
            Some(date) => date,
            None => day_of(git, &tag)?,
        };
        let range = match &before {
            Some(before) => Range::between(git, &before.name, &tag.name)?,
            None => Range::up_to(git, &tag.name)?,
        };
        found.push(section(git, (before.as_ref(), &tag.name), &range, (&tag.version, &date), None)?);
        next = before;
    }
    Ok(found.join("\n"))
}

/// The day on which the commit of a tag was made.
fn day_of(git: &Repository, tag: &StableTag) -> anyhow::Result<String> {
    Ok(day_of_moment(git.date_of(&tag.name)?.as_deref()).to_owned())
}

/// The section of one release. What its changes ask for is known, or is judged by the changes of the data alone.
fn section(
    git: &Repository,
    (base, to): (Option<&StableTag>, &str),
    range: &Range,
    (version, date): (&Version, &str),
    known: Option<Option<(VersionPart, Vec<String>)>>,
) -> anyhow::Result<String> {
    let mut diff = range.diff(git);
    without_version(&mut diff);
    if let Some(lost) = unread::lost(&diff.not_compared) {
        bail!("could not compare {lost}, so that nobody can tell what the release {version} changes");
    }
    let asked = known
        .unwrap_or_else(|| asked_for(&diff).map(|(part, asks)| (part, asks.iter().map(reason).collect())));
    let since = base.map(|base| base.name.as_str());
    let span = ComparedSides::Commits {
        from: (since.unwrap_or_default(), range.from.clone().unwrap_or_default()),
        to: (to, range.to.clone()),
    };
    let changelog = Changelog { span, origins: range.origins(git, &diff), diff: &diff };
    let (version, date) = (version.to_string(), date.to_owned());
    Ok(release::section(&Release { version, date, since, asked, changelog: &changelog, log: &range.log }))
}

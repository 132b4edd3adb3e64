//! Since which release the data changed, what its changes ask for, and which version the next release has.

use anyhow::{Context as _, anyhow, bail};
use semver::Version;
use serde_json::Value;

use crate::commands::range::Range;
use crate::commands::{repository, unread};
use crate::render::release::reason;
use bibliography::date::Day;
use dataset::Dataset;
use dataset::model::about::About;
use dataset::schema::Kind;
use diff::release::{VersionPart, asked_for};
use diff::schema::compare_schemas;
use diff::subject::Subject;
use diff::{Diff, compare};
use history::git::{Base, Repository, StableTag, last_before, stable_version, tag_of};

/// The version of a first release, unless another is written.
const FIRST: Version = Version::new(1, 0, 0);

/// A plan of a release.
pub(super) struct Plan {
    /// The release before; none if this is the first.
    pub(super) base: Option<StableTag>,
    /// What lies between that and the newest commit.
    pub(super) range: Range,
    /// The part of the version number that must rise, and the changes that ask for it; none if nothing differs.
    pub(super) asked: Option<(VersionPart, Vec<String>)>,
    /// The least version that suits.
    pub(super) least: Version,
    /// The version that stands in the data.
    pub(super) written: Option<Version>,
    /// The version of the next release: that in the data if it suits, or else the least.
    pub(super) version: Version,
    /// The tag of the version that is written, if it stands at the newest commit.
    pub(super) released: Option<StableTag>,
    /// What is wrong with the tags at the newest commit, and with the version that is written.
    faults: Vec<String>,
}

impl Plan {
    /// Makes a plan of what stands in the newest commit.
    ///
    /// # Errors
    /// a base that does not exist or is none, data that is not committed, states that cannot be compared.
    pub(super) fn new(git: &Repository, since: Option<&str>, about: &About) -> anyhow::Result<Self> {
        require_committed(git)?;
        let head = git.commit_id("HEAD")?;
        let tags = git.stable_tags("HEAD")?;
        let base = match since {
            Some(named) => Some(base_called(git, named)?),
            None => last_before(&tags, &head).cloned(),
        };
        let range = match &base {
            Some(base) => Range::between(git, &base.name, "HEAD")?,
            None => Range::up_to(git, "HEAD")?,
        };
        let asked = base.as_ref().map(|base| asked(git, base, &range)).transpose()?.flatten();
        let least =
            base.as_ref().map_or(FIRST, |base| least(&base.version, asked.as_ref().map(|(part, _)| *part)));
        let written = about.version.as_deref().and_then(|version| Version::parse(version).ok());
        let mut faults = Vec::new();
        for tag in tags.iter().filter(|tag| tag.commit == head && Some(&tag.version) != written.as_ref()) {
            faults.push(format!("the tag {} is of another version than dataset/about.json says", tag.name));
        }
        let is_taken =
            |version: &Version| tags.iter().any(|tag| tag.version == *version && tag.commit != head);
        let suits = |version: &Version| match &base {
            Some(base) => *version > base.version && *version >= least && !is_taken(version),
            None => !is_taken(version),
        };
        let version = written.clone().filter(suits).unwrap_or_else(|| least.clone());
        match (&written, &base) {
            (None, _) => faults.push("dataset/about.json names no version".to_owned()),
            (Some(written), _) if is_taken(written) => faults.push(format!(
                "the version {written} in dataset/about.json has been released already, as {}; the next is {least} at least",
                tag_of(written)
            )),
            (Some(written), Some(base)) if !suits(written) => faults.push(format!(
                "the version {written} in dataset/about.json is too low: what changed since {} asks for {least} at least",
                base.name
            )),
            (Some(_), _) => {}
        }
        let is_released = |tag: &&StableTag| tag.commit == head && Some(&tag.version) == written.as_ref();
        let released = tags.iter().find(is_released).cloned();
        Ok(Self { base, range, asked, least, written, version, released, faults })
    }

    /// What is wrong with the version.
    pub(super) fn problems(&self) -> Vec<String> {
        self.faults.clone()
    }

    /// The day of the release: the one that was named; or the one that is written, if the version stays; or none.
    pub(super) fn date(&self, about: &About, today: Option<Day>) -> Option<String> {
        let kept = about.date.as_deref().filter(|_| self.written.as_ref() == Some(&self.version));
        today.map(|day| day.to_string()).or_else(|| kept.map(str::to_owned))
    }
}

/// Refuses where something of the data is not committed, but for what this verb writes itself.
fn require_committed(git: &Repository) -> anyhow::Result<()> {
    let states = repository::states(git, "HEAD", None, Base::Revision)?;
    let mut diff = compare(&states.before, &states.after);
    without_version(&mut diff);
    if diff.is_empty() && diff.not_compared.is_empty() {
        return Ok(());
    }
    bail!(
        "the data differs from what was committed last, and a release is of what was committed; see it with: cargo xtask diff HEAD.."
    )
}

/// Leaves out that the version and its day are other ones: every release says so.
pub(super) fn without_version(diff: &mut Diff<'_>) {
    diff.registers.retain(|change| !matches!(change.subject, Subject::About { field: "version" | "date" }));
}

/// The release that somebody named.
fn base_called(git: &Repository, named: &str) -> anyhow::Result<StableTag> {
    let commit = git.commit_id(named)?;
    let version = match stable_version(named) {
        Some(version) => version,
        // Not the tag of a release that was meant to last: what stands there says what it came after.
        None => version_at(git, named)?.with_context(|| {
            format!("{named} is no release: name a tag such as v1.2.0, or a state whose dataset/about.json names a version")
        })?,
    };
    Ok(StableTag { version, name: named.to_owned(), commit })
}

/// The version that stands in the data of a state.
fn version_at(git: &Repository, revision: &str) -> anyhow::Result<Option<Version>> {
    let about = about_at(git, revision)?;
    Ok(about.and_then(|about| Version::parse(about.version.as_deref()?).ok()))
}

/// What is said of the dataset in a state.
pub(super) fn about_at(git: &Repository, revision: &str) -> anyhow::Result<Option<About>> {
    let tree = git.part_at(revision, |path| Kind::of(path) == Some(Kind::About))?;
    Ok(Dataset::load_to_compare(&tree).about.as_ref().map(|file| file.data.clone()))
}

/// What the changes since a release ask for.
fn asked(
    git: &Repository,
    base: &StableTag,
    range: &Range,
) -> anyhow::Result<Option<(VersionPart, Vec<String>)>> {
    let mut diff = range.diff(git);
    without_version(&mut diff);
    if let Some(lost) = unread::lost(&diff.not_compared) {
        bail!("could not compare {lost}, so that nobody can tell which version the changes ask for");
    }
    let mut all: Vec<(VersionPart, Vec<String>)> = Vec::new();
    all.extend(asked_for(&diff).map(|(part, asks)| (part, asks.iter().map(reason).collect())));
    for kind in Kind::ALL {
        let path = format!("schema/{}", kind.schema_file());
        let states = (schema_at(git, &base.name, &path)?, schema_at(git, "HEAD", &path)?);
        let (Some(before), after) = states else { continue };
        let Some(after) = after else {
            all.push((VersionPart::Major, vec![format!("{path} is gone")]));
            continue;
        };
        all.extend(
            compare_schemas(&before, &after)
                .into_iter()
                .map(|(part, words)| (part, vec![format!("{path}: {words}")])),
        );
    }
    let Some(part) = all.iter().map(|(part, _)| *part).max() else { return Ok(None) };
    let reasons = all.into_iter().filter(|(of, _)| *of == part).flat_map(|(_, reasons)| reasons);
    Ok(Some((part, reasons.collect())))
}

/// A schema in a state; none if it is not there.
fn schema_at(git: &Repository, revision: &str, path: &str) -> anyhow::Result<Option<Value>> {
    let Some(bytes) = git.file_at(revision, path)? else { return Ok(None) };
    let parsed =
        serde_json::from_slice(&bytes).map_err(|why| anyhow!("{path} in {revision} is not JSON: {why}"))?;
    Ok(Some(parsed))
}

/// The least version that may follow another, given what must rise. A release in which no data changed is one of the program.
fn least(base: &Version, part: Option<VersionPart>) -> Version {
    match part {
        Some(VersionPart::Major) => Version::new(base.major.saturating_add(1), 0, 0),
        Some(VersionPart::Minor) => Version::new(base.major, base.minor.saturating_add(1), 0),
        Some(VersionPart::Patch) | None => Version::new(base.major, base.minor, base.patch.saturating_add(1)),
    }
}

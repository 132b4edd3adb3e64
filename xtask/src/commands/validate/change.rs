//! `validate --base`: the rules on what was changed since a revision.

use std::path::Path;

use anyhow::bail;

use super::Arguments;
use super::known::KnownProblems;
use crate::commands::lines::ways;
use crate::commands::repository::{git, is_under, require_whole_history, say, say_merge_base};
use crate::render::plain;
use bibliography::date::Day;
use dataset::Dataset;
use dataset::stream::Stream;
use diff::compare_by;
use format::diagnostic::Diagnostic;
use format::tree::{DATASET, Tree};
use history::git::{Base, Compared, Error, Repository, compared, last_before, outside};
use rules::ChangeContext;
use rules::validate::{Validation, validate};

/// What was changed since a revision.
pub(super) enum Change {
    /// This.
    Seen(Box<Compared>),
    /// Nobody can tell, for this reason.
    Unseen(Error),
}

/// From where a change is judged.
pub(super) enum Start {
    /// From a revision that somebody named.
    Revision(String),
    /// From the tag of a release, since when many have changed many things.
    Release(String),
}

impl Start {
    /// The revision.
    pub(super) fn revision(&self) -> &str {
        match self {
            Self::Revision(revision) | Self::Release(revision) => revision,
        }
    }

    /// The option by which it is asked for.
    pub(super) fn option(&self) -> &'static str {
        match self {
            Self::Revision(_) => "--base",
            Self::Release(_) => "--since-release",
        }
    }
}

/// From where the change is judged; none if no change is asked about, or nothing was released so far.
///
/// # Errors
/// A revision that does not exist, and a clone in which nobody can tell which release was the last.
pub(super) fn start(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Option<Start>> {
    if let Some(base) = &arguments.base {
        return Ok(Some(Start::Revision(base.clone())));
    }
    let Some(asked) = &arguments.since_release else { return Ok(None) };
    let repository = git(named)?;
    require_whole_history(&repository)?;
    if let Some(tag) = asked {
        let newest = arguments.at.as_deref().unwrap_or("HEAD");
        if repository.stable_tags(newest)?.iter().all(|known| known.name != *tag) {
            bail!(
                "{} is no release in the history of {}: a release has a tag vX.Y.Z",
                plain(tag),
                plain(newest)
            );
        }
        return Ok(Some(Start::Release(tag.clone())));
    }
    let release = match arguments.at.as_deref() {
        // What is checked may itself be a release, and then counts from the one before.
        Some(newest) => {
            last_before(&repository.stable_tags(newest)?, &repository.commit_id(newest)?).cloned()
        }
        None => repository.stable_tags("HEAD")?.into_iter().next(),
    };
    if release.is_none() {
        say("nothing was released so far: no tag vX.Y.Z is in the history, so the files alone are checked");
    }
    Ok(release.map(|tag| Start::Release(tag.name)))
}

/// What was changed since a revision, up to another or to the working tree. It starts at the newest commit in common, so
/// that nobody is blamed for what others did meanwhile.
///
/// # Errors
/// A revision that does not exist, or that has no commit in common with the other.
pub(super) fn since(repository: &Repository, from: &Start, at: Option<&str>) -> anyhow::Result<Change> {
    let base = from.revision();
    let (start, other_bases) = repository.merge_base(base, at.unwrap_or("HEAD"))?;
    let mut change = match compared(repository, &start, at, Base::Revision) {
        Ok(change) => Compared { other_bases, ..change },
        Err(why) => return Ok(Change::Unseen(why)),
    };
    match from {
        // Only data that is changed can be changed together with something else.
        Start::Revision(_) if at.is_none() && !change.differing.is_empty() => {
            match outside(repository, &change.base) {
                Ok(paths) => change.differing.extend(paths),
                Err(why) => return Ok(Change::Unseen(why)),
            }
        }
        Start::Revision(_) => {}
        // Between releases data and tool change apart from each other.
        Start::Release(_) => change.differing.retain(|path| is_under(path, DATASET)),
    }
    say_merge_base(base, at.unwrap_or("HEAD"), &change);
    if matches!(from, Start::Revision(_))
        && let Some(remote) = repository.gone_on(base)
        && repository.merge_base(&remote, at.unwrap_or("HEAD")).is_ok_and(|(newer, _)| newer != start)
    {
        say(&format!("{remote} is newer than {base}; to compare with it: --base {remote}"));
    }
    Ok(Change::Seen(Box::new(change)))
}

/// Adds what is to be said of a change.
pub(super) fn judge(
    repository: &Repository,
    change: &Compared,
    at: Option<&str>,
    dated: Day,
    found: &mut Validation,
) {
    judge_up_to(repository, change, &change.after, at, dated, found);
}

/// What is to be said of a change that goes on to another state of the working tree.
pub(super) fn judged_up_to(
    repository: &Repository,
    change: &Compared,
    state: &Tree,
    dated: Day,
) -> Vec<Diagnostic> {
    let paths = change.after.entries().iter().map(|entry| &*entry.path);
    let files = paths.filter_map(|path| Some((path.to_owned(), state.read(path).ok()?.into_owned())));
    let mut found = Validation::default();
    judge_up_to(repository, change, &Tree::memory(files, []), None, dated, &mut found);
    found.diagnostics
}

fn judge_up_to(
    repository: &Repository,
    change: &Compared,
    after: &Tree,
    at: Option<&str>,
    dated: Day,
    found: &mut Validation,
) {
    let (before, after) = (Dataset::load_to_compare(&change.before), Dataset::load_to_compare(after));
    let ways = ways(repository, (&change.base, &before), (at.unwrap_or("HEAD"), &after));
    let diff = compare_by(&ways, &before, &after);
    found.add_change(&ChangeContext::new(&before, &after, &diff, &change.differing, dated));
}

/// Tells of a problem in a file that a change does not touch whether the change has brought it: the state that it started
/// from had it not. That state is judged only if there is such a problem.
///
/// # Errors
/// That state cannot be read.
pub(super) fn new_elsewhere(
    repository: &Repository,
    change: &Compared,
    found: &Validation,
    today: Day,
) -> Result<impl Fn(&Diagnostic) -> bool + use<>, Error> {
    let is_touched = |path: &str| change.differing.contains(path);
    let known = if found.diagnostics.iter().all(|diagnostic| diagnostic.is_about(is_touched)) {
        KnownProblems::default()
    } else {
        let before = repository.tree_at(&change.base)?;
        let before = Stream::new(&before).about(vec![change.differing.clone()]);
        KnownProblems::of(&validate(&before, today))
    };
    Ok(move |diagnostic: &Diagnostic| !known.has(diagnostic))
}

//! How the assessments went from one state in Git to another, by the commits that led to the two.

use super::repository::{States, states_beside};
use dataset::Dataset;
use dataset::assessment_id::ASSESSMENTS;
use diff::pairing::Ways;
use history::git::{self, Base, Compared, Log, Repository};
use history::lineage::{self, Between, Followed, Versions, is_whole};

/// Two states with how the assessments went from the one to the other, as far as commits tell: those from where the oldest of the
/// lines that led to them began; where these cannot be read, nothing is known. The later state may have more than was committed.
pub(super) fn states_with_ways(
    git: &Repository,
    from: &str,
    to: Option<&str>,
    base: Base,
) -> anyhow::Result<(States, Ways)> {
    let end = to.unwrap_or("HEAD");
    // Where the registers alone differ, mostly no assessment is compared.
    let ahead = |git: &Repository, compared: &Compared| {
        let is_wanted = compared.before.has_below(ASSESSMENTS) && compared.after.has_below(ASSESSMENTS);
        is_wanted.then(|| read(git, None, &compared.base, end))
    };
    let (states, ahead) = states_beside(git, from, to, base, ahead)?;
    let ways = ways_by(git, ahead, (&states.base, &states.before), (end, &states.after));
    Ok((states, ways))
}

/// How the assessments went from one state to the other, likewise.
pub(super) fn ways(git: &Repository, before: (&str, &Dataset), after: (&str, &Dataset)) -> Ways {
    ways_by(git, None, before, after)
}

/// The same, where the commits between the two may have been read.
fn ways_by(
    git: &Repository,
    ahead: Option<Result<Option<Lines>, git::Error>>,
    (from, before): (&str, &Dataset),
    (to, after): (&str, &Dataset),
) -> Ways {
    if before.assessments.is_empty() || after.assessments.is_empty() {
        return Ways::default();
    }
    let lines = ahead.unwrap_or_else(|| read(git, None, from, to));
    follow(git, &lines, None, (before, after)).ways
}

/// The commits by which two states came about.
pub(super) struct Lines {
    /// The id of the commit at which the lines to the two part.
    base: String,
    /// The commits from there to the earlier state, if any.
    earlier: Option<Log>,
    /// The commits from there to the later state, unless they are those that were known.
    later: Option<Log>,
}

/// Reads the commits by which two states came about; those from the one to the other can be known. None if the two have nothing
/// in common.
pub(super) fn read(
    git: &Repository,
    known: Option<&Log>,
    from: &str,
    to: &str,
) -> Result<Option<Lines>, git::Error> {
    let from = git.commit_id(from)?;
    let log = |base: &str| {
        if known.is_some() && *base == *from { Ok(None) } else { git::log(git, Some(base), to).map(Some) }
    };
    let (base, later) = match git.gate(&from, to)? {
        Some(gate) => (gate.clone(), log(&gate)?),
        None => {
            let later = log(&from)?;
            let is_whole = later.as_ref().or(known).is_some_and(|later| is_whole(later, &from));
            if from == git.commit_id(to)? || is_whole {
                (from.clone(), later)
            } else {
                let bases = git.merge_bases(&from, to)?;
                let Some(base) = bases.first() else { return Ok(None) };
                (base.clone(), log(base)?)
            }
        }
    };
    let earlier = if base == from { None } else { Some(git::log(git, Some(&base), &from)?) };
    Ok(Some(Lines { base, earlier, later }))
}

/// How the assessments went from one state to another by the commits that led to them, with who entered and withdrew them. Of what
/// cannot be read nothing is known.
pub(super) fn follow(
    git: &Repository,
    lines: &Result<Option<Lines>, git::Error>,
    known: Option<&Log>,
    (before, after): (&Dataset, &Dataset),
) -> Followed {
    let Ok(Some(Lines { base, earlier, later })) = lines else { return Followed::default() };
    let Some(later) = later.as_ref().or(known) else { return Followed::default() };
    let fetch = |id| git.blob(id);
    let between = Between { base, earlier: earlier.as_ref(), later };
    lineage::ways(between, (before, after), &mut Versions::new(&fetch, None, after))
}

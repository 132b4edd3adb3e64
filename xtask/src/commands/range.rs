//! What lies between two commits, or before one: both states, the commits that led there, and how the files went.

use anyhow::{anyhow, bail};

use super::lines;
use super::repository::{self, States};
use dataset::Dataset;
use diff::{Diff, compare_by};
use history::changelog::{ChangeOrigins, origins};
use history::git::{self, Ancestry, Base, Log, Repository};
use history::lineage::Followed;

/// The way from one commit to another.
pub(super) struct Range {
    /// The id of the commit at which it begins; none if it begins with nothing.
    pub(super) from: Option<String>,
    /// The id of the commit at which it ends.
    pub(super) to: String,
    /// The commits on it.
    pub(super) log: Log,
    /// Both states.
    pub(super) states: States,
    followed: Followed,
}

impl Range {
    /// Reads what lies between two commits.
    ///
    /// # Errors
    /// a revision that does not exist or cannot be read, and two that do not lead from the one to the other.
    pub(super) fn between(git: &Repository, from: &str, to: &str) -> anyhow::Result<Self> {
        let end = |name| git.commit_id(name).map_err(|why| anyhow!(why));
        let ends = [end(from)?, end(to)?];
        require_forwards(git, from, to)?;
        let told = |git: &Repository| {
            let log = git::log(git, Some(from), to)?;
            let lines = lines::read(git, Some(&log), &ends[0], to);
            Ok::<_, git::Error>((log, lines))
        };
        let both =
            repository::states_beside(git, &ends[0], Some(&ends[1]), Base::Revision, |git, _| told(git));
        let (states, told) = match both {
            Ok((states, told)) => (states, told?),
            // What is wrong with the commits is told first.
            Err(why) => return Err(told(git).err().map_or(why, |first| anyhow!(first))),
        };
        let (log, lines) = told;
        let followed = lines::follow(git, &lines, Some(&log), (&states.before, &states.after));
        let [from, to] = ends;
        Ok(Self { from: Some(from), to, log, states, followed })
    }

    /// Reads all that led to a commit.
    ///
    /// # Errors
    /// a revision that does not exist or cannot be read.
    pub(super) fn up_to(git: &Repository, to: &str) -> anyhow::Result<Self> {
        let id = git.commit_id(to)?;
        let log = git::log(git, None, to)?;
        let after = Dataset::load_to_compare(&git.tree_at(to)?);
        let states =
            States { before: Dataset::default(), after, base: id.clone(), contents: Default::default() };
        Ok(Self { from: None, to: id, log, states, followed: Followed::default() })
    }

    /// What differs between the two states.
    pub(super) fn diff(&self, git: &Repository) -> Diff<'_> {
        let mut diff = compare_by(&self.followed.ways, &self.states.before, &self.states.after);
        let from = self.from.as_deref();
        diff.cautions.extend(from.and_then(|from| repository::cut_off(git, from, &self.to)));
        diff
    }

    /// Which commits brought what differs.
    pub(super) fn origins<'r>(&'r self, git: &Repository, diff: &Diff<'_>) -> ChangeOrigins<'r> {
        let [earlier, later] = &self.states.contents;
        let read = [(&self.states.before, earlier), (&self.states.after, later)];
        origins(&self.log, diff, &self.followed, git, read)
    }
}

/// Refuses a range that does not run forwards: what is told of it, and of whom, would be no release.
fn require_forwards(git: &Repository, from: &str, to: &str) -> anyhow::Result<()> {
    // Where an old commit cannot be read, nobody can tell; what can be told of the range is told, and the commit is named.
    let Ok(ancestry) = git.ancestry(from, to) else { return Ok(()) };
    match ancestry {
        // Where the clone is cut off, the changelog itself says so.
        Ancestry::Within | Ancestry::CutOff => Ok(()),
        Ancestry::Backwards => bail!(
            "{from} is not in the history of {to}: it is the later of the two; write {to}..{from}, or to see what differs: cargo xtask diff {from}..{to}"
        ),
        Ancestry::Sideways => bail!(
            "{from} is not in the history of {to}, so that no changes lead from the one to the other; to see what differs: cargo xtask diff {from}..{to}"
        ),
    }
}

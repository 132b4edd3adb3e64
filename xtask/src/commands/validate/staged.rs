//! `validate --staged`: what is staged for the next commit, as a hook asks.

use std::io::Write as _;
use std::path::Path;

use anyhow::anyhow;

use super::known::KnownProblems;
use super::{Outcome, Output, count, progress, report, repository, set_drafts_apart};
use crate::render::counted;
use bibliography::date::Day;
use dataset::stream::Stream;
use history::git::index::{NotStaged, last_commit, staged};
use rules::validate::{validate, validate_keeping};

/// Why what is staged was not judged.
pub(in crate::commands) enum NotJudged {
    /// The repository cannot be read, whatever is staged in it.
    Repository(anyhow::Error),
    /// What is staged cannot be judged.
    Staged(anyhow::Error),
}

impl From<NotJudged> for anyhow::Error {
    fn from(unable: NotJudged) -> Self {
        match unable {
            NotJudged::Repository(why) | NotJudged::Staged(why) => why,
        }
    }
}

/// Validates what is staged: all of it, since one file can break another. Reported are all problems of the files that are
/// staged, and of the others those that the last commit did not have.
pub(in crate::commands) fn run(
    named: Option<&Path>,
    index_file: Option<&Path>,
    today: Day,
    output: Output<'_>,
) -> Result<Outcome, NotJudged> {
    let repository = repository::git(named).map_err(NotJudged::Repository)?;
    let staged = staged(&repository, index_file).map_err(|why| match why {
        NotStaged::Unsettled(why) => NotJudged::Staged(anyhow!(why)),
        NotStaged::Unreadable(why) => NotJudged::Repository(anyhow!(why)),
    })?;
    if staged.changed.is_empty() {
        let _ = writeln!(anstream::stderr(), "Nothing under dataset/ is staged.");
        return Ok(Outcome::Clean);
    }
    if !staged.absent.is_empty() {
        repository::say(&format!(
            "{} of the dataset {} not in this clone and not read; fetch what it lacks with: git fetch --refetch --no-filter",
            counted(staged.absent.len(), "file"),
            if staged.absent.len() == 1 { "is" } else { "are" },
        ));
    }
    let about_staged = || vec![staged.changed.clone()];
    let mut found =
        validate_keeping(&progress::stream(&staged.tree).about(about_staged()), today, output.keep());
    let is_changed = |path: &str| staged.changed.contains(path);
    found.excepted.retain(|excepted| is_changed(excepted.path()));
    let open_elsewhere = set_drafts_apart(&mut found, is_changed);
    found.diagnostics.retain(|diagnostic| !staged.absent.contains(&*diagnostic.location.path));
    let all = found.total();
    if found.diagnostics.iter().any(|diagnostic| !is_changed(&diagnostic.location.path)) {
        match last_commit(&repository) {
            Ok(before) => {
                let before = Stream::new(&before).about(about_staged());
                let known = KnownProblems::of(&validate(&before, today));
                found
                    .diagnostics
                    .retain(|diagnostic| is_changed(&diagnostic.location.path) || !known.has(diagnostic));
            }
            Err(why) => {
                repository::say(&format!(
                    "the last commit cannot be read, so that only the files that are staged are told of ({why})"
                ));
                found.diagnostics.retain(|diagnostic| is_changed(&diagnostic.location.path));
            }
        }
    }
    let left_out = all - found.total();
    if left_out > 0 {
        let _ = writeln!(
            anstream::stderr(),
            "Not shown: {} in other files, there before this change. To see all: cargo xtask validate",
            counted(left_out, "problem")
        );
    }
    let summary = count(&staged.tree, &found, is_changed);
    report(&staged.tree, &found, &open_elsewhere, &summary, output).map_err(NotJudged::Staged)
}

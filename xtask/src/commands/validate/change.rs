//! `validate --base`: the rules on what was changed since a revision.

use std::collections::BTreeSet;
use std::io::Write as _;

use anyhow::anyhow;

use crate::dataset::Dataset;
use crate::diff::{Side, compare};
use crate::git::{Base, Repository, compared, outside};
use crate::render::diff::page;
use crate::render::plain;
use crate::rules::Comparison;
use crate::validate::Validation;

/// Adds what is to be said of the change since a revision, up to another or to the working tree; gives the paths that it
/// touches. It starts at the newest commit in common, so that nobody is blamed for what others did meanwhile.
pub(super) fn judge(
    repository: &Repository,
    base: &str,
    at: Option<&str>,
    found: &mut Validation,
) -> anyhow::Result<BTreeSet<String>> {
    let compared = compared(repository, base, at, Base::MergeBase).map_err(|why| anyhow!(why))?;
    let (before, after) =
        (Dataset::load_to_compare(&compared.before), Dataset::load_to_compare(&compared.after));
    let diff = compare(&before, &after);
    // What cannot be read on the later side is reported as that.
    for lost in diff.not_compared.iter().filter(|lost| lost.side == Side::Before) {
        let _ = writeln!(anstream::stderr(), "note: {}", plain(&page::not_compared(lost)));
    }
    let mut paths = compared.differing;
    // Only data that is changed can be changed together with something else.
    if at.is_none() && !paths.is_empty() {
        paths.extend(outside(repository, &compared.base).map_err(|why| anyhow!(why))?);
    }
    found.add_change(&Comparison { before: &before, after: &after, diff: &diff, paths: &paths });
    Ok(paths)
}

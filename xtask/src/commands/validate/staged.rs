//! `validate --staged`: what is staged for the next commit, as a hook asks.

use std::io::Write as _;
use std::path::Path;

use anyhow::anyhow;

use super::known::Known;
use super::{Arguments, Outcome, clock, count, report, repository};
use crate::dataset::Dataset;
use crate::git::index::{last_commit, staged};
use crate::render::counted;
use crate::validate::validate;

/// Validates what is staged: all of it, since one file can break another. Reported are all problems of the files that are
/// staged, and of the others those that the last commit did not have.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let repository = repository::git(named)?;
    let staged = staged(&repository, arguments.index_file.as_deref()).map_err(|why| anyhow!(why))?;
    if staged.changed.is_empty() {
        let _ = writeln!(anstream::stderr(), "Nothing under dataset/ is staged.");
        return Ok(Outcome::Clean);
    }
    let today = arguments.today.map_or_else(clock::today, Ok)?;
    let mut dataset = Dataset::load(&staged.tree);
    dataset.focus.push(staged.changed.clone());
    let mut found = validate(&dataset, today);
    let is_changed = |path: &str| staged.changed.contains(path);
    found.excepted.retain(|diagnostic| is_changed(&diagnostic.location.path));
    let all = found.total();
    if found.diagnostics.iter().any(|diagnostic| !is_changed(&diagnostic.location.path)) {
        let before = last_commit(&repository).map_err(|why| anyhow!(why))?;
        let mut before = Dataset::load(&before);
        before.focus.push(staged.changed.clone());
        let known = Known::of(&validate(&before, today));
        found
            .diagnostics
            .retain(|diagnostic| is_changed(&diagnostic.location.path) || !known.has(diagnostic));
    }
    let left_out = all - found.total();
    if left_out > 0 {
        let _ = writeln!(
            anstream::stderr(),
            "Not shown: {} in other files, there before this change. To see all: cargo xtask validate",
            counted(left_out, "problem")
        );
    }
    let summary = count(&dataset, &staged.tree, &found, is_changed);
    report(&staged.tree, &dataset, &found, &summary, arguments.format)
}

//! `validate --staged`: what is staged for the next commit, as a hook asks.

use std::io::Write as _;
use std::path::Path;

use anyhow::anyhow;

use super::{Arguments, Outcome, clock, count, report, repository};
use crate::dataset::Dataset;
use crate::diagnostic::Diagnostic;
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
    let dataset = Dataset::load(&staged.tree);
    let mut found = validate(&dataset, today);
    let is_changed = |path: &str| staged.changed.contains(path);
    found.excepted.retain(|diagnostic| is_changed(&diagnostic.location.path));
    let all = found.diagnostics.len();
    if found.diagnostics.iter().any(|diagnostic| !is_changed(&diagnostic.location.path)) {
        let before = last_commit(&repository).map_err(|why| anyhow!(why))?;
        let before = validate(&Dataset::load(&before), today);
        let was_there = |diagnostic: &Diagnostic| before.diagnostics.iter().any(|old| same(old, diagnostic));
        found
            .diagnostics
            .retain(|diagnostic| is_changed(&diagnostic.location.path) || !was_there(diagnostic));
    }
    let left_out = all - found.diagnostics.len();
    if left_out > 0 {
        let _ = writeln!(
            anstream::stderr(),
            "Not shown: {} in other files, there before this change. To see all: cargo xtask validate",
            counted(left_out, "problem")
        );
    }
    let summary = count(&dataset, &staged.tree, &found, is_changed);
    report(&staged.tree, &dataset, &found, &summary, arguments)
}

/// Whether two states have a problem in common. A file that did not change has it at the same place.
fn same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.code == other.code && one.location == other.location && one.message == other.message
}

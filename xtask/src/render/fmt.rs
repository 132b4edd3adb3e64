//! What formatting a file would change, as a diff by lines.

use similar::TextDiff;

use super::plain;

/// The diff between a file and its canonical form, in the unified format; harmless for a terminal.
pub fn diff(path: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let unified = diff.unified_diff().context_radius(1).header(path, "formatted").to_string();
    unified.split_inclusive('\n').map(|line| format!("{}\n", plain(line.trim_end_matches('\n')))).collect()
}

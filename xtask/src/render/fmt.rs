//! What formatting a file would change, as a diff by lines.

use similar::TextDiff;

use super::{counted, plain};
use format::limits::LONGEST_DIFF;

/// The diff between a file and its canonical form, in the unified format; harmless for a terminal. What goes beyond the limit is
/// counted.
pub fn diff(path: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let unified = diff.unified_diff().context_radius(1).header(path, "formatted").to_string();
    let mut lines = unified.split_inclusive('\n');
    let mut out = String::new();
    while let Some(line) = lines.next() {
        // A character that would not be harmless gets longer.
        let line = if line.len() > LONGEST_DIFF { None } else { Some(plain(line.trim_end_matches('\n'))) };
        match line.filter(|line| out.len() + line.len() < LONGEST_DIFF) {
            Some(line) => out.extend([&line, "\n"]),
            None => {
                out.push_str(&format!("… {} more, not shown\n", counted(lines.count() + 1, "line")));
                break;
            }
        }
    }
    out
}

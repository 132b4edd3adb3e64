//! Where a file first departs from canonical form, and in what.

use std::ops::Range;
use std::sync::Arc;

use format::diagnostic::{Edit, Location, Report};
use format::fault::{Fault, FaultKind};

/// The first line that differs from canonical form.
pub(super) fn not_canonical(path: &Arc<str>, text: &str, canonical: &str) -> Option<Fault> {
    if text == canonical {
        return None;
    }
    let mut start = 0;
    let mut wanted = canonical.split_inclusive('\n');
    for line in text.split_inclusive('\n') {
        match wanted.next() {
            Some(want) if want == line => start += line.len(),
            Some(want) => {
                let (line_text, want_text) = (line.trim(), want.trim());
                let message = if line_text.is_empty() {
                    "this line is blank".to_owned()
                } else if !line.ends_with('\n') && line == want.trim_end() {
                    "the last line has no line end".to_owned()
                } else if line_text == want_text {
                    "this line has too many or too few spaces".to_owned()
                } else if let Some(name) = out_of_order(line_text, want_text, &text[start..]) {
                    format!("the fields are in the wrong order: {name} comes before this one")
                } else {
                    format!("`cargo xtask fmt` would write this line differently: {}", shorten(want_text))
                };
                let range = start..start + line.trim_end().len();
                return Some(canonical_fault(path, range, message));
            }
            None => {
                let message = "there are blank lines after the end".to_owned();
                return Some(canonical_fault(path, start..start + 1, message));
            }
        }
    }
    Some(canonical_fault(path, start..start, "the file does not end with a line end".to_owned()))
}

/// The name of the field that canonical form has in the place of another, which then stands further down.
fn out_of_order<'w>(line: &str, wanted: &'w str, rest: &str) -> Option<&'w str> {
    let name =
        |line: &'w str| line.strip_prefix('"')?.split_once("\":").map(|(name, _)| &line[..name.len() + 2]);
    let wanted = name(wanted)?;
    let is_other = line.starts_with('"') && !line.starts_with(wanted);
    let mut below = rest.lines().skip(1).map(str::trim_start);
    (is_other && below.any(|line| line.strip_prefix(wanted).is_some_and(|rest| rest.starts_with(':'))))
        .then_some(wanted)
}

fn canonical_fault(path: &Arc<str>, range: Range<usize>, message: String) -> Fault {
    let report = Report::new(Location::bytes(path, range), message);
    Fault::new(FaultKind::NotCanonical, report.fix("put the file into the standard layout", Edit::Format))
}

fn shorten(text: &str) -> String {
    const LONGEST: usize = 50;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(std::iter::once('…')).collect()
}

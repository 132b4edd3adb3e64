//! What became of the records that were taken over, for people.

use crate::render::{clipped, counted, plain};
use bibliography::notes::entry;
use dataset::incoming::{Incoming, Known};

/// How much of a value that was left out is shown.
const LONGEST: usize = 80;

/// What was done.
#[derive(Clone, Copy, Debug)]
pub enum Done<'p> {
    /// They were printed.
    Printed,
    /// They were added to a file.
    Added(&'p str),
    /// They would be.
    WouldBeAdded(&'p str),
}

/// Renders a line for each record and what was left out of it, and at the end how to cite them.
pub fn told(incoming: &[Incoming<'_>], done: Done<'_>) -> String {
    let mut out = String::new();
    for Incoming { record, id, known } in incoming {
        let what = entry(&record.source).plain();
        let begins = format!("{id}: {what}");
        let line = match (known, done) {
            (Known::Nowhere, _) => begins,
            (Known::Before, _) => format!("{begins} (line {} is the same work again)", record.line),
            (Known::Here, _) => format!("{begins} (not added: it is there already)"),
            (Known::Elsewhere(file, _), Done::Printed) => {
                format!("{begins} (there already: {} {})", file.country, file.edition)
            }
            (Known::Elsewhere(file, _), Done::Added(_) | Done::WouldBeAdded(_)) => {
                format!("{begins} (as {} {} describes it)", file.country, file.edition)
            }
        };
        out.push_str(&format!("{}\n", plain(&line)));
        for dropped in &record.dropped {
            let value = clipped(&dropped.value, LONGEST);
            out.push_str(&format!(
                "{}\n",
                plain(&format!("  left out {} \"{value}\": {}", dropped.field, dropped.why))
            ));
        }
        for remark in &record.remarks {
            out.push_str(&format!("{}\n", plain(&format!("  look at this: {remark}"))));
        }
    }
    let new = incoming.iter().filter(|one| matches!(one.known, Known::Nowhere | Known::Elsewhere(..)));
    let count = counted(new.clone().count(), "source");
    match done {
        Done::Printed => out.push_str(&format!("{} read.\n", counted(incoming.len(), "record"))),
        Done::Added(path) => out.push_str(&format!("{count} added to {path}.\n")),
        Done::WouldBeAdded(path) => out.push_str(&format!("{count} would be added to {path}.\n")),
    }
    if let Some(first) = new.clone().next() {
        out.push_str(&format!(
            "Cite each in a footnote (until then validate reports it): \"citations\": [{{ \"source\": \"{}\" }}]\n",
            plain(&first.id)
        ));
    }
    out
}

//! What an import takes out of the file that was there, counted, so that nothing goes in silence.

use std::collections::HashMap;

use crate::render::counted;
use format::json::Json;

/// What is counted, by where it stands; a star is any name.
const KINDS: [(&[&str], &str); 15] = [
    (&["ratings", "*"], "indicator"),
    (&["ratings", "*", "rating"], "rating"),
    (&["ratings", "*", "change"], "direction"),
    (&["ratings", "*", "reason"], "reason"),
    (&["ratings", "*", "rationale"], "rationale"),
    (&["ratings", "*", "footnotes", "*"], "footnote"),
    (&["ratings", "*", "votes", "*"], "vote"),
    (&["ratings", "*", "errata", "*"], "correction"),
    (&["sources", "*"], "source"),
    (&["stated", "*"], "printed score"),
    (&["overview"], "overview"),
    (&["remarks", "*"], "remark"),
    (&["exceptions", "*", "*"], "exception"),
    (&["errata", "*"], "correction"),
    (&["derivation"], "derivation"),
];

/// Says what a file had that it has no longer, if that is anything.
pub(super) fn told(before: &Json<'_>, after: &Json<'_>) -> String {
    let mut counts = [0; KINDS.len()];
    count(before, Some(after), &mut Vec::new(), &mut counts);
    let mut parts: Vec<(&str, usize)> = Vec::new();
    for ((_, kind), count) in KINDS.iter().zip(counts).filter(|(_, count)| *count > 0) {
        match parts.iter_mut().find(|(known, _)| known == kind) {
            Some((_, before)) => *before += count,
            None => parts.push((kind, count)),
        }
    }
    let parts: Vec<String> = parts.into_iter().map(|(kind, count)| counted(count, kind)).collect();
    if parts.is_empty() { String::new() } else { format!("Taken out of the file: {}.\n", parts.join(", ")) }
}

fn count<'b>(
    before: &'b Json<'_>,
    after: Option<&Json<'_>>,
    path: &mut Vec<&'b str>,
    counts: &mut [usize; KINDS.len()],
) {
    let there: HashMap<&str, &Json<'_>> =
        after.iter().flat_map(|after| after.members()).map(|(name, value)| (&**name, value)).collect();
    for (name, value) in before.members() {
        path.push(name);
        let now = there.get(&**name).copied();
        let is_here = |kind: &&[&str]| {
            kind.len() == path.len()
                && kind.iter().zip(&*path).all(|(wanted, name)| ["*", name].contains(wanted))
        };
        match KINDS.iter().position(|(kind, _)| is_here(kind)).filter(|_| now.is_none()) {
            Some(at) => counts[at] += 1,
            None => count(value, now, path, counts),
        }
        path.pop();
    }
}

//! CHG014: the order of an instrument that a closed edition used is changed.

use std::collections::HashSet;

use crate::change_context::ChangeContext;
use crate::frozen::is_used;
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::erratum::ErratumKind;
use dataset::framework_id;
use dataset::model::framework::Framework;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG014",
        name: "instrument-reordered",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A change moves areas or indicators to another place in an instrument that a closed edition used, and no new erratum of the instrument says so.",
        why: "Their order is that in which they are printed, and by which footnotes are numbered.",
        fix: "Put them back in their order. Where the order was wrong, record the change under \"errata\" of the instrument, with the kind \"other\".",
        cases: include_str!("../../../../../tests/rules/CHG014.md"),
    },
    check: Check::Change(check),
};

fn check(change: &ChangeContext<'_>, reports: &mut Findings<'_>) {
    for file in change.after.frameworks.iter().filter(|file| file.damaged.is_empty()) {
        let id = framework_id(&file.path);
        let before = change.before.framework(id).filter(|before| before.damaged.is_empty());
        let Some(before) = before.filter(|_| is_used(change.before, id)) else { continue };
        let is_recorded = || {
            let mut new = file.data.errata.iter().filter(|(day, _)| !before.data.errata.contains(day));
            new.any(|(_, erratum)| erratum.is_of(ErratumKind::Other))
        };
        for ((group, old), (_, new)) in groups(&before.data).into_iter().zip(groups(&file.data)) {
            let moved = first_moved(&old, &new);
            let Some(moved) = moved.filter(|_| !is_recorded()) else { continue };
            let place = Location::key(&file.path, Pointer::of([group, moved]));
            let message = format!(
                "\"{moved}\" stands at another place among the {group}; readers have them in another order"
            );
            reports.push(Report::new(place, message));
        }
    }
}

/// The groups of an instrument that have an order, each with its ids.
fn groups(framework: &Framework) -> [(&'static str, Vec<&str>); 2] {
    [("areas", framework.areas.ids().collect()), ("indicators", framework.indicators.ids().collect())]
}

/// The first of the ids that are in both lists and do not stand where the order of the earlier one has them.
fn first_moved<'i>(before: &[&str], after: &[&'i str]) -> Option<&'i str> {
    let (old, new): (HashSet<&str>, HashSet<&str>) =
        (before.iter().copied().collect(), after.iter().copied().collect());
    let was = before.iter().filter(|id| new.contains(**id));
    let is = after.iter().filter(|id| old.contains(**id));
    was.zip(is).find(|(was, is)| was != is).map(|(_, is)| *is)
}

#[cfg(test)]
mod tests {
    use super::first_moved;

    #[test]
    fn what_comes_or_goes_moves_nothing() {
        assert_eq!(first_moved(&["a", "b", "c"], &["c", "b", "a"]), Some("c"));
        assert_eq!(first_moved(&["a", "b", "c"], &["a", "c", "b"]), Some("c"));
        for after in [&["a", "b", "c"][..], &["a", "c"], &["x", "a", "y", "b", "c", "z"], &["b"], &[]] {
            assert_eq!(first_moved(&["a", "b", "c"], after), None);
        }
    }
}

//! CHG: what a change does to published data.

mod assessment_removed;
mod data_with_tool;
mod edition_removed;
mod evidence_removed;
mod indicator_removed;
mod large_change;
mod rating_changed_alone;
mod rating_without_erratum;

use crate::Family;

/// The family.
pub(crate) static FAMILY: Family = Family {
    prefix: "CHG",
    title: "changes to published data",
    rules: &[
        &rating_without_erratum::RULE,
        &rating_changed_alone::RULE,
        &large_change::RULE,
        &assessment_removed::RULE,
        &edition_removed::RULE,
        &indicator_removed::RULE,
        &evidence_removed::RULE,
        &data_with_tool::RULE,
    ],
    lists: &[],
};

//! CHG: what a change does to published data.

mod assessment_removed;
mod closed_edition_changed;
mod data_with_tool;
mod earlier_state_unread;
mod edition_removed;
mod erratum_changed;
mod erratum_from_elsewhere;
mod evidence_removed;
mod indicator_removed;
mod instrument_reordered;
mod large_change;
mod rating_changed_alone;
mod rating_without_erratum;
mod reopened;

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
        &earlier_state_unread::RULE,
        &closed_edition_changed::RULE,
        &erratum_changed::RULE,
        &erratum_from_elsewhere::RULE,
        &reopened::RULE,
        &instrument_reordered::RULE,
    ],
    lists: &[],
};

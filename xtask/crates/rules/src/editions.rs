//! EDN: an assessment beside the edition before.

mod copied_rationale;
mod culprit;
mod direction_against_ratings;
mod direction_missing;
mod direction_without_previous;
mod draft_in_closed_edition;
mod large_move;
mod reconstruction_off;
mod unconfirmed;

use crate::Family;

/// The family.
pub(crate) static FAMILY: Family = Family {
    prefix: "EDN",
    title: "between editions",
    rules: &[
        &direction_against_ratings::RULE,
        &reconstruction_off::RULE,
        &large_move::RULE,
        &copied_rationale::RULE,
        &direction_without_previous::RULE,
        &direction_missing::RULE,
        &draft_in_closed_edition::RULE,
        &unconfirmed::RULE,
    ],
    lists: &[],
};

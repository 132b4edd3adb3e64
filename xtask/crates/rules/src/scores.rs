//! SCO: scores that are not what the ratings make.

mod mixed_scoring;
mod stated;
mod stated_difference;
mod stated_previous_score;
mod stated_score;

use crate::Family;

/// The family.
pub(crate) static FAMILY: Family = Family {
    prefix: "SCO",
    title: "scores",
    rules: &[
        &stated_score::RULE,
        &stated_previous_score::RULE,
        &stated_difference::RULE,
        &mixed_scoring::RULE,
    ],
    lists: &[],
};

//! EVI: whether evidence bears out a rating.

mod change_unsupported;
mod change_without_new_evidence;
mod copied_from_another_country;
mod single_publisher;
mod single_source;

pub(crate) use self::copied_from_another_country::paragraphs;
use crate::Family;

/// The family.
pub(crate) static FAMILY: Family = Family {
    prefix: "EVI",
    title: "quality of the evidence",
    rules: &[
        &change_without_new_evidence::RULE,
        &single_source::RULE,
        &single_publisher::RULE,
        &change_unsupported::RULE,
        &copied_from_another_country::RULE,
    ],
    lists: &[],
};

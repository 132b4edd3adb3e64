//! SYN: what is wrong with files as files: bytes, text and paths.

mod faults;
mod path_disagrees;

use crate::Family;

/// The family.
pub(crate) static FAMILY: Family = Family {
    prefix: "SYN",
    title: "bytes, text and paths",
    rules: &[&path_disagrees::RULE],
    lists: &[faults::RULES],
};

//! EXC: what the data excepts.

mod exception_not_allowed;
mod exception_unused;
mod exception_without_reason;

use crate::Family;

/// The family.
pub(crate) static FAMILY: Family = Family {
    prefix: "EXC",
    title: "exceptions",
    rules: &[&exception_without_reason::RULE, &exception_unused::RULE, &exception_not_allowed::RULE],
    lists: &[],
};

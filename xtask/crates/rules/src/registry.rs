//! Which rules there are.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::descriptor::Codes;
use crate::rule::{Family, Rule};
use crate::{changes, citations, editions, evidence, exceptions, references, scores, shape, syntax};

/// The families, in the order in which a file is judged.
pub static FAMILIES: [&Family; 9] = [
    &syntax::FAMILY,
    &shape::FAMILY,
    &references::FAMILY,
    &citations::FAMILY,
    &scores::FAMILY,
    &editions::FAMILY,
    &changes::FAMILY,
    &evidence::FAMILY,
    &exceptions::FAMILY,
];

/// The codes of rules that are gone, so that none is used again for another.
pub static RETIRED: [&str; 1] = ["EXC004"];

/// All rules, by family and code.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    static ALL: LazyLock<Vec<&Rule>> =
        LazyLock::new(|| FAMILIES.iter().flat_map(|family| family.all()).collect());
    ALL.iter().copied()
}

/// The rule of a code.
pub fn find(code: &str) -> Option<&'static Rule> {
    static BY_CODE: LazyLock<HashMap<&str, &Rule>> =
        LazyLock::new(|| all().map(|rule| (rule.descriptor.code, rule)).collect());
    BY_CODE.get(code).copied()
}

/// The codes of all rules.
pub fn codes() -> &'static Codes {
    static CODES: LazyLock<Codes> = LazyLock::new(|| Codes::new(all().map(|rule| &rule.descriptor)));
    &CODES
}

/// Whether an exception may silence a code.
pub fn can_be_excepted(code: &str) -> bool {
    codes().can_be_excepted(code)
}

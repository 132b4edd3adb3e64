//! How far a rule looks: what has to be whole before it is believed that the rule found nothing.

/// How far a rule looks to judge one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// At the part of the file in which the place lies: one source, one entry, one erratum, one figure. What is at the root of
    /// the file and what the registers and the instrument say belong to it.
    Part,
    /// At all assessments of the country.
    Country,
    /// At all assessments.
    Dataset,
}

/// The rules that look at one part alone.
const OF_A_PART: &[&str] = &[
    "CIT001", "CIT005", "CIT006", "CIT007", "CIT009", "CIT010", "CIT011", "CIT012", "CIT013", "CIT020",
    "CIT021", "CIT022", "CIT023", "CIT024", "CIT025", "CIT026", "CIT027", "CIT028", "CIT029", "CIT030",
    "CIT031", "CIT032", "CIT033", "CIT040", "CIT042", "CIT043", "CIT044", "CIT046",
];

/// The rules that look at the country's assessments.
const OF_A_COUNTRY: &[&str] = &[
    "CIT008", "CIT041", "CIT045", "CIT050", "SCO001", "SCO002", "SCO003", "SCO004", "EDN001", "EDN002",
    "EDN003", "EDN004", "EDN005", "EDN006", "EVI001", "EVI002", "EVI003", "EVI004",
];

/// How far the rule of a code looks. A rule of which nothing is said may look at everything, so that nobody takes its silence
/// for more than it is.
pub(super) fn of(code: &str) -> Sight {
    if OF_A_PART.contains(&code) {
        Sight::Part
    } else if OF_A_COUNTRY.contains(&code) {
        Sight::Country
    } else {
        Sight::Dataset
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{all, can_be_excepted};

    #[test]
    fn it_is_said_of_rules_that_can_be_excepted_and_once() {
        let known: BTreeSet<&str> = all().map(|rule| rule.descriptor.code).collect();
        let said: Vec<&str> = OF_A_PART.iter().chain(OF_A_COUNTRY).copied().collect();
        assert!(said.iter().all(|code| known.contains(code) && can_be_excepted(code)), "{said:?}");
        assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), said.len());
        assert_eq!(of("CIT999"), Sight::Dataset, "a rule of which nothing is said");
    }
}

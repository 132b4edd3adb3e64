//! SCH: which fields a file has and what may stand in them, as its JSON Schema says.

use crate::{Check, Descriptor, Exceptions, Rule, Sight};
use format::diagnostic::Severity;
use format::fault::FaultKind;

/// The rules on shape; how the words come about stands in `schema/words.rs`.
pub(super) static RULES: &[Rule] = &[
    Rule {
        descriptor: Descriptor {
            code: "SCH001",
            name: "missing-field",
            severity: Severity::Error,
            since: "0.1.0",
            sight: Sight::Dataset,
            exceptions: Exceptions::Refused,
            what: "A field that every entry of this kind needs is missing.",
            why: "What is left out counts as not known, and nobody can tell whether it was forgotten.",
            fix: "Add the field. Its description in schema/, which an editor shows when you point at a field, says what goes into it.",
            cases: include_str!("../../../../../tests/rules/SCH001.md"),
        },
        check: Check::Fault(FaultKind::MissingField),
    },
    Rule {
        descriptor: Descriptor {
            code: "SCH002",
            name: "unknown-field",
            severity: Severity::Error,
            since: "0.1.0",
            sight: Sight::Dataset,
            exceptions: Exceptions::Refused,
            what: "There is no field of this name here.",
            why: "A misspelt name would be skipped in silence, and what it holds would be lost.",
            fix: "Correct the name, or remove the field.",
            cases: include_str!("../../../../../tests/rules/SCH002.md"),
        },
        check: Check::Fault(FaultKind::UnknownField),
    },
    Rule {
        descriptor: Descriptor {
            code: "SCH003",
            name: "wrong-type",
            severity: Severity::Error,
            since: "0.1.0",
            sight: Sight::Dataset,
            exceptions: Exceptions::Refused,
            what: "The value is of the wrong kind: a number instead of a text, or a text instead of a list.",
            why: "A program that reads the file would stop, or misread it.",
            fix: "Write texts in quotes, numbers without, lists in [ ] and groups of fields in { }.",
            cases: include_str!("../../../../../tests/rules/SCH003.md"),
        },
        check: Check::Fault(FaultKind::WrongType),
    },
    Rule {
        descriptor: Descriptor {
            code: "SCH004",
            name: "value-not-allowed",
            severity: Severity::Error,
            since: "0.1.0",
            sight: Sight::Dataset,
            exceptions: Exceptions::Refused,
            what: "The value is not one of those that the field can have.",
            why: "Ratings and the like can be compared only if everybody writes them in the same words.",
            fix: "Use one of the values listed.",
            cases: include_str!("../../../../../tests/rules/SCH004.md"),
        },
        check: Check::Fault(FaultKind::ValueNotAllowed),
    },
    Rule {
        descriptor: Descriptor {
            code: "SCH005",
            name: "malformed-value",
            severity: Severity::Error,
            since: "0.1.0",
            sight: Sight::Dataset,
            exceptions: Exceptions::Refused,
            what: "The text is not in the form that the field needs.",
            why: "Ids, dates, addresses and symbols have a fixed form, so that they can be looked up and compared.",
            fix: "Write it in the form described. Common slips are a space at the beginning or the end, capital letters in an id, and a date that is not YYYY-MM-DD.",
            cases: include_str!("../../../../../tests/rules/SCH005.md"),
        },
        check: Check::Fault(FaultKind::Malformed),
    },
    Rule {
        descriptor: Descriptor {
            code: "SCH006",
            name: "empty-value",
            severity: Severity::Error,
            since: "0.1.0",
            sight: Sight::Dataset,
            exceptions: Exceptions::Refused,
            what: "A field is there but empty.",
            why: "An empty field looks filled in. What is left out can be asked for.",
            fix: "Fill it in, or remove the field.",
            cases: include_str!("../../../../../tests/rules/SCH006.md"),
        },
        check: Check::Fault(FaultKind::Empty),
    },
    Rule {
        descriptor: Descriptor {
            code: "SCH007",
            name: "out-of-range",
            severity: Severity::Error,
            since: "0.1.0",
            sight: Sight::Dataset,
            exceptions: Exceptions::Refused,
            what: "The value is smaller, larger or longer than it can be.",
            why: "A score above 100 or a thirteenth month is a slip.",
            fix: "Correct the value.",
            cases: include_str!("../../../../../tests/rules/SCH007.md"),
        },
        check: Check::Fault(FaultKind::OutOfRange),
    },
];

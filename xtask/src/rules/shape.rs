//! SCH: which fields a file has and what may stand in them, as its JSON Schema says.

use super::{Check, Descriptor, Rule};
use crate::diagnostic::Severity;
use crate::fault::FaultKind;

/// The rules on shape; how the words come about stands in `schema/words.rs`.
pub(super) static RULES: &[Rule] = &[
    Rule {
        descriptor: Descriptor {
            code: "SCH001",
            name: "missing-field",
            severity: Severity::Error,
            what: "A field that every entry of this kind has is missing.",
            why: "What is left out is read as not known, and nobody can tell whether it was forgotten.",
            fix: "Add the field. The editor's hover, or the description of the field in schema/, says what goes into it.",
            bad: r#"{ "change": "unchanged" }"#,
            good: r#"{ "rating": "fair", "change": "unchanged" }"#,
        },
        check: Check::Fault(FaultKind::MissingField),
    },
    Rule {
        descriptor: Descriptor {
            code: "SCH002",
            name: "unknown-field",
            severity: Severity::Error,
            what: "There is no field of this name here.",
            why: "A misspelt name would be skipped in silence, and what it says would be lost.",
            fix: "Correct the name, or remove the field.",
            bad: r#""ratng": "weak""#,
            good: r#""rating": "weak""#,
        },
        check: Check::Fault(FaultKind::UnknownField),
    },
    Rule {
        descriptor: Descriptor {
            code: "SCH003",
            name: "wrong-type",
            severity: Severity::Error,
            what: "The value is of another kind than belongs here: a number for a text, or a text for a list.",
            why: "A program that reads the file would stop, or take something else for it.",
            fix: "Write the value as shown: texts in quotes, numbers without, lists in [ ].",
            bad: r#""score": "35""#,
            good: r#""score": 35"#,
        },
        check: Check::Fault(FaultKind::WrongType),
    },
    Rule {
        descriptor: Descriptor {
            code: "SCH004",
            name: "value-not-allowed",
            severity: Severity::Error,
            what: "The value is none of those that the field can have.",
            why: "Ratings and the like compare only if everybody writes the same words for them.",
            fix: "Use one of the values listed.",
            bad: r#""rating": "very week""#,
            good: r#""rating": "very-weak""#,
        },
        check: Check::Fault(FaultKind::ValueNotAllowed),
    },
    Rule {
        descriptor: Descriptor {
            code: "SCH005",
            name: "malformed-value",
            severity: Severity::Error,
            what: "The text has not the form that belongs here.",
            why: "Ids, dates, addresses and symbols have a fixed form, so that they can be looked up and compared.",
            fix: "Write it in the form described. Common slips are a space at the beginning or the end, capital letters in an id, and a date that is not YYYY-MM-DD.",
            bad: r#""date": "3 August 2021""#,
            good: r#""date": "2021-08-03""#,
        },
        check: Check::Fault(FaultKind::Malformed),
    },
    Rule {
        descriptor: Descriptor {
            code: "SCH006",
            name: "empty-value",
            severity: Severity::Error,
            what: "Something is there and empty.",
            why: "An empty field looks filled in. What is not known is left out, so that it can be asked for.",
            fix: "Fill it in, or remove the field.",
            bad: r#""rationale": []"#,
            good: r#""rationale": ["Why the rating is what it is.[^report]"]"#,
        },
        check: Check::Fault(FaultKind::Empty),
    },
    Rule {
        descriptor: Descriptor {
            code: "SCH007",
            name: "out-of-range",
            severity: Severity::Error,
            what: "The value is smaller, larger or longer than it can be.",
            why: "A score above 100 or a thirteenth month is a slip of the pen.",
            fix: "Correct the value.",
            bad: r#""score": 350"#,
            good: r#""score": 35"#,
        },
        check: Check::Fault(FaultKind::OutOfRange),
    },
];

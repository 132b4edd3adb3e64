//! SYN: what a file must be as bytes and text, before it is read.

use super::{Check, Descriptor, Rule};
use crate::diagnostic::Severity;
use crate::fault::FaultKind;

/// The rules on bytes and text; how they are found stands in `dataset/load.rs`.
pub(super) static RULES: &[Rule] = &[
    Rule {
        descriptor: Descriptor {
            code: "SYN001",
            name: "invalid-json",
            severity: Severity::Error,
            what: "The file is not JSON.",
            why: "Nothing in it can be read, so nothing in it can be checked.",
            fix: "Look at the place shown and just before it: most often a comma, a quotation mark or a bracket is missing, or there is one too many. A text in quotes stays on one line. An editor that knows JSON marks the place.",
            cases: include_str!("../../../tests/rules/SYN001.md"),
        },
        check: Check::Fault(FaultKind::InvalidJson),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN002",
            name: "duplicate-key",
            severity: Severity::Error,
            what: "A field appears twice in the same group.",
            why: "Programs take one of the two without saying so, and not all take the same one: a rating could read differently in two places.",
            fix: "Keep the one that is meant and delete the other.",
            cases: include_str!("../../../tests/rules/SYN002.md"),
        },
        check: Check::Fault(FaultKind::DuplicateKey),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN003",
            name: "invalid-utf8",
            severity: Severity::Error,
            what: "The file is not UTF-8 text.",
            why: "Letters such as é would read differently on different computers.",
            fix: "Save the file again in the encoding UTF-8 (in most editors: Save with Encoding).",
            cases: include_str!("../../../tests/rules/SYN003.md"),
        },
        check: Check::Fault(FaultKind::InvalidUtf8),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN004",
            name: "byte-order-mark",
            severity: Severity::Error,
            what: "The file begins with a byte order mark: three invisible bytes.",
            why: "Many programs that read JSON fail on it.",
            fix: "Run `cargo xtask fmt`, or save the file as UTF-8 without BOM.",
            cases: include_str!("../../../tests/rules/SYN004.md"),
        },
        check: Check::Fault(FaultKind::ByteOrderMark),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN005",
            name: "carriage-return",
            severity: Severity::Error,
            what: "Lines end in the Windows way (CR LF).",
            why: "Every line would count as changed, and a reviewer could not see what really changed.",
            fix: "Run `cargo xtask fmt`, or set the line endings of your editor to LF.",
            cases: include_str!("../../../tests/rules/SYN005.md"),
        },
        check: Check::Fault(FaultKind::CarriageReturn),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN006",
            name: "hidden-character",
            severity: Severity::Error,
            what: "The text contains a character that cannot be seen.",
            why: "Hidden characters make a text read differently from what is stored: they can turn words round on a reviewer's screen, send commands to a terminal, or make two names differ that look the same.",
            fix: "Delete the character, or type the passage again. For a new paragraph, add a string to the list.",
            cases: include_str!("../../../tests/rules/SYN006.md"),
        },
        check: Check::Fault(FaultKind::HiddenCharacter),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN007",
            name: "not-normalised",
            severity: Severity::Error,
            what: "A letter and its accent are stored as two characters instead of one.",
            why: "The same name then has two spellings that look alike and count as different. (The form with one character is Unicode's NFC.)",
            fix: "Run `cargo xtask fmt`.",
            cases: include_str!("../../../tests/rules/SYN007.md"),
        },
        check: Check::Fault(FaultKind::NotNormalised),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN008",
            name: "not-canonical",
            severity: Severity::Error,
            what: "The file is not laid out like the others.",
            why: "With one layout, a pull request shows exactly what was changed, and two that change different indicators do not touch the same lines.",
            fix: "Run `cargo xtask fmt`.",
            cases: include_str!("../../../tests/rules/SYN008.md"),
        },
        check: Check::Fault(FaultKind::NotCanonical),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN009",
            name: "too-deep",
            severity: Severity::Error,
            what: "Brackets are nested more deeply than any file of this dataset needs.",
            why: "Such a file is made to exhaust the programs that read it.",
            fix: "Remove the brackets that are not needed.",
            cases: include_str!("../../../tests/rules/SYN009.md"),
        },
        check: Check::Fault(FaultKind::TooDeep),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN010",
            name: "too-large",
            severity: Severity::Error,
            what: "The file is larger than any file of this dataset can be.",
            why: "A huge file is a mistake or an attack, and is not read.",
            fix: "Keep in it only what the schema describes; documents and images do not belong there.",
            cases: include_str!("../../../tests/rules/SYN010.md"),
        },
        check: Check::Fault(FaultKind::TooLarge),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN011",
            name: "unexpected-file",
            severity: Severity::Error,
            what: "There is a file under dataset/ that does not belong there.",
            why: "A file that nothing reads looks like data, and nothing checks it; later, nobody can tell which of two files is final.",
            fix: "Move it to where it belongs (assessments: dataset/assessments/KHM/2022.json, frameworks: dataset/frameworks/ID.json), or delete it.",
            cases: include_str!("../../../tests/rules/SYN011.md"),
        },
        check: Check::Fault(FaultKind::UnexpectedFile),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN013",
            name: "symbolic-link",
            severity: Severity::Error,
            what: "There is a symbolic link in the dataset.",
            why: "A link can lead out of the repository, to any file on the computer that reads it.",
            fix: "Replace the link with the file itself, or delete it.",
            cases: include_str!("../../../tests/rules/SYN013.md"),
        },
        check: Check::Fault(FaultKind::SymbolicLink),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN014",
            name: "conflict-marker",
            severity: Severity::Error,
            what: "A merge was not finished: Git's conflict markers are still in the file.",
            why: "Both versions are in the file, and somebody has to decide which is right.",
            fix: "Keep the version that is right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
            cases: include_str!("../../../tests/rules/SYN014.md"),
        },
        check: Check::Fault(FaultKind::ConflictMarker),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN015",
            name: "unreadable-file",
            severity: Severity::Error,
            what: "The file cannot be read.",
            why: "What cannot be read cannot be checked, and must not pass for checked.",
            fix: "Give yourself permission to read it, or restore it with `git checkout -- FILE`.",
            cases: include_str!("../../../tests/rules/SYN015.md"),
        },
        check: Check::Fault(FaultKind::Unreadable),
    },
    Rule {
        descriptor: Descriptor {
            code: "SYN016",
            name: "missing-file",
            severity: Severity::Error,
            what: "A register that every assessment needs is missing.",
            why: "Without it nobody knows which editions or countries there are, and much cannot be checked.",
            fix: "Restore it with `git checkout -- FILE`.",
            cases: include_str!("../../../tests/rules/SYN016.md"),
        },
        check: Check::Fault(FaultKind::MissingFile),
    },
];

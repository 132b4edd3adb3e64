//! What can be wrong with a file before anyone asks what its data means.

use crate::diagnostic::Report;

/// A kind of fault that is found while a file is read; the rules of the SYN and SCH families report one each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is explained by its rule")]
pub enum FaultKind {
    InvalidJson,
    DuplicateKey,
    InvalidUtf8,
    ByteOrderMark,
    CarriageReturn,
    HiddenCharacter,
    NotNormalised,
    NotCanonical,
    TooDeep,
    TooLarge,
    UnexpectedFile,
    MissingFile,
    SymbolicLink,
    ConflictMarker,
    Unreadable,
    MissingField,
    UnknownField,
    WrongType,
    ValueNotAllowed,
    Malformed,
    Empty,
    OutOfRange,
}

/// A fault, its place and the words for it.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What kind of fault.
    pub kind: FaultKind,
    /// Where, and in which words.
    pub report: Report,
}

impl Fault {
    /// A fault from its parts.
    pub fn new(kind: FaultKind, report: Report) -> Self {
        Self { kind, report }
    }
}

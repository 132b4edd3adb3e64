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

impl FaultKind {
    /// Whether only the layout is at fault, so that all that the file says could be read as it is meant.
    pub fn is_of_layout(self) -> bool {
        match self {
            FaultKind::ByteOrderMark | FaultKind::CarriageReturn | FaultKind::NotCanonical => true,
            FaultKind::InvalidJson
            | FaultKind::DuplicateKey
            | FaultKind::InvalidUtf8
            | FaultKind::HiddenCharacter
            | FaultKind::NotNormalised
            | FaultKind::TooDeep
            | FaultKind::TooLarge
            | FaultKind::UnexpectedFile
            | FaultKind::MissingFile
            | FaultKind::SymbolicLink
            | FaultKind::ConflictMarker
            | FaultKind::Unreadable
            | FaultKind::MissingField
            | FaultKind::UnknownField
            | FaultKind::WrongType
            | FaultKind::ValueNotAllowed
            | FaultKind::Malformed
            | FaultKind::Empty
            | FaultKind::OutOfRange => false,
        }
    }
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

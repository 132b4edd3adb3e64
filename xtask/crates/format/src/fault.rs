//! What can be wrong with a file before anyone asks what its data means.

use std::collections::BTreeMap;

use crate::diagnostic::{Location, Report, ReportList};

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
    /// How many faults it tells of: one, but for the line that tells how many more there are.
    pub count: usize,
}

/// The faults of one file. All are counted, and of each kind so many are told.
#[derive(Debug, Default)]
pub struct Faults(BTreeMap<FaultKind, ReportList>);

impl Fault {
    /// A fault from its parts.
    pub fn new(kind: FaultKind, report: Report) -> Self {
        Self { kind, report, count: 1 }
    }
}

impl Faults {
    /// Takes a fault.
    pub fn push(&mut self, kind: FaultKind, report: Report) {
        self.0.entry(kind).or_default().push(report);
    }

    /// Counts faults for which no text was made, the first of them at a place.
    pub fn count(&mut self, kind: FaultKind, first: Location, count: usize) {
        self.0.entry(kind).or_default().count(first, count);
    }

    /// Whether the next fault of a kind is told one by one.
    pub fn tell_more(&self, kind: FaultKind) -> bool {
        self.0.get(&kind).is_none_or(ReportList::tells_more)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is any of a kind.
    pub fn has(&self, kind: FaultKind) -> bool {
        self.0.contains_key(&kind)
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        let of_kind = |(kind, told): (FaultKind, ReportList)| {
            told.into_reports().map(move |(report, count)| Fault { kind, report, count })
        };
        self.0.into_iter().flat_map(of_kind).collect::<Vec<_>>().into_iter()
    }
}

//! What the tool has to say about the data, and the symbolic place it says it of.

mod quote;
mod report_list;
mod suppression;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

pub use self::quote::quoted;
pub use self::report_list::ReportList;
pub use self::suppression::{ExistingExceptions, Suppression};
use crate::pointer::Pointer;

/// How bad it is: an error fails the validation, a warning asks for a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "named by the words they print")]
pub enum Severity {
    Error,
    Warning,
}

impl Severity {
    /// The word of the JSON report: `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A place in a repository state: a file and a place in it. Lines and columns are computed only when printing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// Path from the repository's root, with `/`.
    pub path: Arc<str>,
    /// Where in the file.
    pub place: Place,
}

/// A place within a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The file as such: its name, its presence, its size.
    File,
    /// Bytes of the file, for what has no pointer because the text is at fault.
    Bytes(Range<usize>),
    /// A value (or a part of it) of the parsed document.
    At(Pointer, Part),
}

/// Which part of the member that a pointer names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The value itself.
    Value,
    /// The member's name; of a repeated one the occurrence, from 0.
    Key(usize),
    /// A range of bytes in the decoded text of a string.
    Text(Range<usize>),
}

impl Location {
    /// The file as a whole.
    pub fn file(path: &Arc<str>) -> Self {
        Self { path: path.clone(), place: Place::File }
    }

    /// Some bytes of a file.
    pub fn bytes(path: &Arc<str>, range: Range<usize>) -> Self {
        Self { path: path.clone(), place: Place::Bytes(range) }
    }

    /// A value.
    pub fn value(path: &Arc<str>, pointer: Pointer) -> Self {
        Self { path: path.clone(), place: Place::At(pointer, Part::Value) }
    }

    /// The name of a member.
    pub fn key(path: &Arc<str>, pointer: Pointer) -> Self {
        Self { path: path.clone(), place: Place::At(pointer, Part::Key(0)) }
    }

    /// A part of a string, by bytes of its decoded text.
    pub fn text(path: &Arc<str>, pointer: Pointer, range: Range<usize>) -> Self {
        Self { path: path.clone(), place: Place::At(pointer, Part::Text(range)) }
    }

    /// The JSON Pointer, where the place has one.
    pub fn pointer(&self) -> Option<&Pointer> {
        match &self.place {
            Place::At(pointer, _) => Some(pointer),
            Place::File | Place::Bytes(_) => None,
        }
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        fn key(place: &Place) -> (u8, usize, &str, usize, usize) {
            match place {
                Place::File => (0, 0, "", 0, 0),
                Place::Bytes(range) => (1, range.start, "", range.end, 0),
                Place::At(pointer, Part::Value) => (2, 0, pointer.as_str(), 0, 0),
                Place::At(pointer, Part::Key(nth)) => (2, 0, pointer.as_str(), 1, *nth),
                Place::At(pointer, Part::Text(range)) => (2, 0, pointer.as_str(), 2 + range.start, range.end),
            }
        }
        key(self).cmp(&key(other))
    }
}

/// A second place that a message refers to, with what to see there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// The place.
    pub location: Location,
    /// What to see there.
    pub message: String,
}

/// A change that puts something right without touching what the data means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// What it does, in a few words beginning with a verb.
    pub title: String,
    /// Its edits, all in the file of the report.
    pub edits: Vec<Edit>,
}

/// One change to a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    /// Puts another text in the place of a string.
    Replace {
        /// The string.
        pointer: Pointer,
        /// The new text, decoded.
        text: String,
    },
    /// Puts a number in the place of a value.
    ReplaceByNumber {
        /// The value.
        pointer: Pointer,
        /// The number.
        number: i64,
    },
    /// Puts a member where there is none.
    Add {
        /// The member; groups that are not there are made.
        pointer: Pointer,
        /// Its value.
        value: NewValue,
    },
    /// Takes a member away.
    Remove {
        /// The member.
        pointer: Pointer,
    },
    /// Lays the whole file out anew, which every other fix does as well.
    Format,
}

/// What is put where nothing was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NewValue {
    /// A text, decoded.
    Text(String),
    /// A group of values by name.
    Group(Vec<(&'static str, NewValue)>),
    /// A list of values.
    List(Vec<NewValue>),
}

/// What a rule's check says, before the runner stamps the rule's code on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The place at fault.
    pub location: Location,
    /// What is wrong, in a sentence for a researcher, without the place.
    pub message: String,
    /// What to do about this very case; where absent the rule's general remedy serves.
    pub help: Option<String>,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// What would put it right, where there is one safe answer.
    pub fix: Option<Box<Fix>>,
    /// What somebody wrote and may be deleted once a person has decided that it is no longer needed. No fix does so.
    pub removable: Vec<Pointer>,
}

impl Report {
    /// A report with its place and message. What the message quotes is shortened.
    pub fn new(location: Location, message: impl Into<String>) -> Self {
        let message = quote::shortened(message.into());
        Self { location, message, help: None, related: Vec::new(), fix: None, removable: Vec::new() }
    }

    /// Adds what to do about this very case.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a change that would put it right.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, edit: Edit) -> Self {
        self.fix = Some(Box::new(Fix { title: title.into(), edits: vec![edit] }));
        self
    }

    /// Adds a place whose content may be deleted once a person has decided so.
    #[must_use]
    pub fn removable(mut self, pointer: Pointer) -> Self {
        self.removable.push(pointer);
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, location: Location, message: impl Into<String>) -> Self {
        self.related.push(Related { location, message: quote::shortened(message.into()) });
        self
    }
}

/// A coded message about the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's code, e.g. `CIT002`.
    pub code: &'static str,
    /// The rule's name, e.g. `call-without-footnote`.
    pub name: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The place at fault.
    pub location: Location,
    /// What is wrong.
    pub message: String,
    /// How to put it right.
    pub help: Cow<'static, str>,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// What would put it right, where there is one safe answer.
    pub fix: Option<Box<Fix>>,
    /// What somebody wrote and may be deleted once a person has decided that it is no longer needed. No fix does so.
    pub removable: Vec<Pointer>,
    /// How many findings it tells of: one, but for the line that tells how many more there are.
    pub count: usize,
    /// Where in its file an exception for it would stand, if it can have one.
    pub exceptions_there: Option<ExistingExceptions>,
}

impl Diagnostic {
    /// Whether it is about a file that a test holds for: it stands there, or refers to a place there.
    pub fn is_about(&self, is_meant: impl Fn(&str) -> bool) -> bool {
        is_meant(&self.location.path) || self.related.iter().any(|related| is_meant(&related.location.path))
    }
}

//! How a file can accept what is said of it: the words, and the line to paste.

use super::Diagnostic;
use crate::text::PLACEHOLDER;

/// Where in its file an exception for a diagnostic would stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExistingExceptions {
    /// The file has no exceptions yet.
    None,
    /// It has some, and none for the code.
    OtherCodes,
    /// It has some for the code.
    SameCode,
}

/// How the file can accept what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// When, and where the line belongs.
    pub place: String,
    /// The line to paste; the reason in it has still to be written.
    pub line: String,
}

impl Diagnostic {
    /// How its file can accept it, where that is allowed. It is made for what is printed and not before.
    pub fn suppression(&self) -> Option<Suppression> {
        let (exceptions_there, code) = (self.exceptions_there?, self.code);
        let pointer = serde_json::Value::from(self.location.pointer()?.as_str());
        let place = match exceptions_there {
            ExistingExceptions::None => "under \"exceptions\", a new field at the end of the file".to_owned(),
            ExistingExceptions::OtherCodes => "under \"exceptions\"".to_owned(),
            ExistingExceptions::SameCode => {
                format!("to \"{code}\" under \"exceptions\" (only the part in braces)")
            }
        };
        Some(Suppression {
            place: format!(
                "If this is correct, or the published document prints it this way, add the following {place}, with a reason that a reader can check:"
            ),
            line: format!("\"{code}\": {{ {pointer}: \"{PLACEHOLDER}\" }}"),
        })
    }

    /// All that can be done about it, in one text.
    pub fn advice(&self) -> String {
        match self.suppression() {
            None => self.help.clone().into_owned(),
            Some(Suppression { place, line }) => format!("{} {place} {line}", self.help),
        }
    }
}

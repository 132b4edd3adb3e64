//! How a file can accept what is said of it: the words, and the line to paste.

use super::Diagnostic;
use crate::text::PLACEHOLDER;

/// Where in its file an exception for a diagnostic would stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The file has no exceptions yet.
    NoExceptions,
    /// It has some, and none for the code.
    OtherCodes,
    /// It has some for the code.
    SameCode,
}

/// How the file can accept what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// When, and where the line belongs.
    pub place: String,
    /// The line to paste; the reason in it has still to be written.
    pub line: String,
}

impl Diagnostic {
    /// How its file can accept it, where that is allowed. It is made for what is printed and not before.
    pub fn acceptance(&self) -> Option<Acceptance> {
        let (room, code) = (self.room?, self.code);
        let pointer = serde_json::Value::from(self.location.pointer()?.as_str());
        let place = match room {
            Room::NoExceptions => "under \"exceptions\", a new field at the end of the file".to_owned(),
            Room::OtherCodes => "under \"exceptions\"".to_owned(),
            Room::SameCode => format!("to \"{code}\" under \"exceptions\" what stands here in braces"),
        };
        Some(Acceptance {
            place: format!(
                "If it is right, or the published document prints it so, add {place}, with a reason that a reader can check:"
            ),
            line: format!("\"{code}\": {{ {pointer}: \"{PLACEHOLDER}\" }}"),
        })
    }

    /// All that can be done about it, in one text.
    pub fn advice(&self) -> String {
        match self.acceptance() {
            None => self.help.clone().into_owned(),
            Some(Acceptance { place, line }) => format!("{} {place} {line}", self.help),
        }
    }
}

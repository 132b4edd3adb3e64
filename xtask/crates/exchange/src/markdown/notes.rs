//! The notes of an entry, read from their text.

use std::collections::HashSet;

use super::citations;
use super::inline::{Piece, pieces};
use super::misplaced;
use crate::problem::Problem;
use dataset::schema::is_id;
use format::json::{Json, Member};

/// Notes by their labels, as the files have them.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    members: Vec<Member<'static>>,
    labels: HashSet<String>,
}

impl Notes {
    /// Takes in a note.
    ///
    /// # Errors
    /// A label that cannot be one, a note that is there already, and one that cites what is no source.
    pub(crate) fn take(&mut self, label: &str, text: &str, line: usize) -> Result<(), Problem> {
        let label = local(label);
        if !is_id(label) {
            let message = format!("\"{label}\" can be no label of a note");
            return Err(Problem::new(
                line,
                message,
                "Use small letters, figures and single hyphens, here and at its call.",
            ));
        }
        if !self.labels.insert(label.to_owned()) {
            let message = format!("the note \"{label}\" stands twice in this entry");
            return Err(Problem::new(line, message, "Give one of them another label, also at its call."));
        }
        let mut cited = Vec::new();
        let mut comment = String::new();
        let mut pieces = pieces(text);
        // The full stop behind a group is that of the note.
        if let [.., Piece::Citations(_), Piece::Text(stop)] = &pieces[..]
            && stop == "."
        {
            pieces.pop();
        }
        for piece in pieces {
            match piece {
                Piece::Text(more) => comment.push_str(&more),
                Piece::Citations(group) => {
                    // What only parts one group from the next is no comment.
                    if !cited.is_empty() && [";", ",", "and"].contains(&comment.trim()) {
                        comment.clear();
                    }
                    cited.extend(citations::read(&group, line)?);
                }
                Piece::Link(address) => return Err(misplaced::link(&address, line)),
                Piece::Call(label) => {
                    let message = format!("a note calls the note \"{label}\"");
                    return Err(Problem::new(
                        line,
                        message,
                        "Only a rationale calls notes: cite the same work here.",
                    ));
                }
            }
        }
        let comment = comment.trim();
        let mut note: Vec<Member<'static>> = Vec::new();
        if !cited.is_empty() {
            note.push(("citations".into(), Json::Array(cited)));
        }
        if !comment.is_empty() {
            note.push(("comment".into(), Json::String(comment.to_owned().into())));
        }
        self.members.push((label.to_owned().into(), Json::Object(note)));
        Ok(())
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The notes by their labels.
    pub(crate) fn into_members(self) -> Vec<Member<'static>> {
        self.members
    }
}

/// A label without the indicator that may stand in front of it.
pub(super) fn local(label: &str) -> &str {
    label.rsplit_once(':').map_or(label, |(_, label)| label)
}

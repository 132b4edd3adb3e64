//! Merges two versions of a file by what they say, member by member, where Git would merge lines.
//!
//! A member that one side changed is taken from it; one that both changed alike is taken once. Objects are gone through, so
//! that different indicators, footnotes and sources never meet. What is left is a conflict, and only a person can settle it:
//!
//! - a text, a number or a name that both sides changed, each in its way; a member that one deleted and the other edited;
//! - a list in which both changed the same place or places side by side, or put something in at the same place. Paragraphs
//!   and citations are read in order, and nobody has read the order that a program would make of two additions;
//! - the same new entry (an indicator, a footnote, a vote, a source) that both sides wrote and in which they disagree: a
//!   mixture of two descriptions would describe neither;
//! - an entry that one side confirms (it deletes `carried`) and in which the other changes anything else: what came of both would
//!   pass for confirmed, and nobody has confirmed it.
//!
//! Errata are kept by their days, so new ones of both sides are all taken; two of one thing on one day are new entries in which the
//! sides disagree, and a person gives one of them the number 2. What is right in itself and wrong together (one
//! side lowers a rating, the other removes the source that it rests on) is merged, and left to `validate`. So it sees a rating beside
//! a direction or a stated score that does not follow from it; of a confirmation nothing is left to be seen.

mod layout;
mod list;
mod members;

use dataset::canonical::{self, Rewrite};
use dataset::schema::Kind;
use format::json::{self, Json};

/// The same thing in three versions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides<T> {
    /// In the version from which both sides come.
    pub ancestor: T,
    /// In the version into which is merged.
    pub ours: T,
    /// In the version that is merged.
    pub theirs: T,
}

/// What becomes of a conflict in the text.
#[derive(Clone, Debug)]
pub enum Conflicts {
    /// It stands there between markers, for a person to settle.
    Marked(Markers),
    /// It stays as it was before both. So Git needs it where branches were merged crosswise, and two ancestors are merged
    /// into the one with which both sides are then compared.
    AsBefore,
}

/// How a conflict is marked.
#[derive(Clone, Debug)]
pub struct Markers {
    /// How often the sign of a marker is repeated; Git's own has seven.
    pub length: usize,
    /// What is said behind the markers.
    pub labels: Sides<String>,
    /// What stands between them.
    pub style: MarkerStyle,
}

/// What stands between the markers of a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkerStyle {
    /// The two sides.
    Merge,
    /// The two sides, and between them what they come from.
    Diff3,
}

/// What came of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged {
    /// The text in canonical form.
    Clean(String),
    /// The text in canonical form but for the conflicts. Where only the lines of one side are kept between markers,
    /// whichever, the text is JSON again.
    Conflicts(String),
}

/// Why a version cannot be merged by what it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmergeable {
    /// To lay it out in canonical form would lose something.
    #[error("{version}: {reason}")]
    NotCanonical {
        /// The version, as people call it.
        version: &'static str,
        /// What would be lost.
        reason: String,
    },
    /// It is JSON, and no object.
    #[error("{0}: it is not a group of fields in curly brackets")]
    NoObject(&'static str),
}

/// Merges a file. An ancestor without text is none: both sides made the file.
///
/// # Errors
/// A version cannot be merged by what it says.
pub fn merge(
    texts: &Sides<&[u8]>,
    kind: Kind,
    indicators: &[&str],
    conflicts: &Conflicts,
) -> Result<Merged, Unmergeable> {
    let texts = canonical_texts(texts, kind, indicators)?;
    let roots = Sides {
        ancestor: root(&texts.ancestor, "the version from which both come")?,
        ours: root(&texts.ours, "our version")?,
        theirs: root(&texts.theirs, "their version")?,
    };
    let merged = members::merge(&roots, kind);
    let page = layout::Page { shape: kind.schema().shape(), indicators };
    let (pieces, text) = match conflicts {
        Conflicts::Marked(markers) => {
            let pieces = page.pieces(&merged, markers.style);
            let text = layout::marked(&pieces, markers);
            (pieces, text)
        }
        Conflicts::AsBefore => {
            let pieces = page.pieces(&merged, MarkerStyle::Diff3);
            let text = layout::as_before(&pieces);
            (pieces, text)
        }
    };
    let is_disputed = pieces.iter().any(layout::Piece::is_disputed);
    Ok(if is_disputed { Merged::Conflicts(text) } else { Merged::Clean(text) })
}

impl<T: Copy> Sides<T> {
    /// The same of each version.
    fn map<U>(&self, change: impl Fn(T) -> U) -> Sides<U> {
        Sides { ancestor: change(self.ancestor), ours: change(self.ours), theirs: change(self.theirs) }
    }

    /// The same of each version, if all have it.
    fn map_all<U>(&self, change: impl Fn(T) -> Option<U>) -> Option<Sides<U>> {
        Some(Sides {
            ancestor: change(self.ancestor)?,
            ours: change(self.ours)?,
            theirs: change(self.theirs)?,
        })
    }
}

/// The texts in canonical form, so that only what they say can differ.
fn canonical_texts(
    texts: &Sides<&[u8]>,
    kind: Kind,
    indicators: &[&str],
) -> Result<Sides<String>, Unmergeable> {
    let canonical = |bytes: &[u8], version| match canonical::rewrite(bytes, kind, indicators) {
        Rewrite::AsItIs => Ok(String::from_utf8_lossy(bytes).into_owned()),
        Rewrite::To(text) => Ok(text),
        Rewrite::Refused(reason) => Err(Unmergeable::NotCanonical { version, reason }),
    };
    Ok(Sides {
        ancestor: match texts.ancestor.trim_ascii() {
            b"" => "{}\n".to_owned(),
            _ => canonical(texts.ancestor, "the version from which both come")?,
        },
        ours: canonical(texts.ours, "our version")?,
        theirs: canonical(texts.theirs, "their version")?,
    })
}

fn root<'t>(text: &'t str, version: &'static str) -> Result<Json<'t>, Unmergeable> {
    let parsed = json::parse(text);
    let document =
        parsed.map_err(|error| Unmergeable::NotCanonical { version, reason: error.message.to_string() })?;
    if document.root.is_object() { Ok(document.root) } else { Err(Unmergeable::NoObject(version)) }
}

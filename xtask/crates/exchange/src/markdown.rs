//! An assessment as Markdown, in the form of pandoc, in both ways.
//!
//! A block of metadata says what the assessment is about. Then come headings for the overview, the areas and the indicators, by
//! their printed titles. Below that of an indicator stand `Rating:` and `Change:`, a paragraph for each of the rationale, the votes
//! as a list, and the notes that are called, as `[^label]: [See also @source, p. 12; @other] Comment`. A last block of metadata has
//! what is no prose: the sources as `references`, exceptions, remarks, errata (those of indicators as `indicator-errata`). What stands as a quotation (`> …`) or as a comment
//! (`<!-- … -->`) is for whoever writes, and is not read.
//!
//! The first block also says from which state of the file the text was shown, as `shown-from`, so that a later one is not
//! overwritten unseen.
//!
//! Labels are local to an indicator in the files, and not so in Markdown: one that two indicators have is written with the
//! indicator in front of it, as `[^rome-statute:land-grabbing]`.

mod blocks;
mod citations;
mod entry;
mod inline;
mod marks;
mod metadata;
mod misplaced;
mod notes;
mod place;
mod read;
mod write;

pub(crate) use inline::closing;
pub(crate) use notes::Notes;
pub use read::{About, about, has_citations, read, with_state};
pub use write::{Part, state, write};

/// The heading of the overview.
const OVERVIEW: &str = "Overview";

/// What introduces the list of votes.
const VOTES: &str = "Votes";

/// The fields that stand as lines below the heading of an indicator: as they are printed, and as they are called in the files.
const FIELDS: [(&str, &str); 4] =
    [("Rating", "rating"), ("Change", "change"), ("Reason", "reason"), ("Carried", "carried")];

//! What changed between two commits or two editions, to be kept beside the data, in each format.

pub mod json;
pub mod markdown;

use diff::Diff;
use history::changelog::ChangeOrigins;

/// A changelog.
#[derive(Debug)]
pub struct Changelog<'c> {
    /// What it is of.
    pub span: ComparedSides<'c>,
    /// What differs.
    pub diff: &'c Diff<'c>,
    /// Which commits brought it; nothing for editions.
    pub origins: ChangeOrigins<'c>,
}

/// Between what.
#[derive(Debug)]
pub enum ComparedSides<'c> {
    /// Two commits, each as it was named and its id.
    Commits {
        /// The baseline.
        from: (&'c str, String),
        /// What it is compared with.
        to: (&'c str, String),
    },
    /// Two editions, each by its id and title.
    Editions {
        /// The earlier.
        from: (&'c str, &'c str),
        /// The later.
        to: (&'c str, &'c str),
    },
}

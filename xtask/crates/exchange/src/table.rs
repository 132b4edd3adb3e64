//! A table of ratings as spreadsheets have it: its rows, and what they say of each indicator.
//!
//! A row is of one indicator, by its id or its printed title. Rating and direction stand as they are printed or as ids. A rationale
//! is taken over as it stands, a line a paragraph. Notes stand a line each: as `[^label]: [@source, p. 4]`, or as they are printed
//! in an annex, from which the works are described. A cell that is empty says nothing.

mod archive;
mod cell;
mod columns;
mod entries;
mod entry;
mod fault;
mod notes;
mod ods;
mod read;
mod sheet;
mod write;
mod xlsx;
mod xml;

pub use entries::{Found, Taken, find};
pub use entry::Counts;
pub use read::{is_one, sheets};
pub use sheet::Sheet;

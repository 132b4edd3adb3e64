//! An assessment in other forms than its file: told in them, and read from them.
//!
//! [`markdown`] is two-way: what it tells is read back as the same assessment. [`annex`] reads what publishers print, and
//! [`table`] what stands in a spreadsheet. [`other_form`] says what else a file is, and
//! what makes one of these of it. [`wording`] tells which words of a publisher stand in a text.

pub mod annex;
pub mod citation_file;
mod instrument;
pub mod markdown;
pub mod other_form;
mod problem;
pub mod table;
pub mod wording;
mod yaml;

pub use instrument::Subject;
pub use problem::Problem;

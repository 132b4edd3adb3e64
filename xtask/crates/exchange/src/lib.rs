//! An assessment in other forms than its file: told in them, and read from them.
//!
//! [`markdown`] is two-way: what it tells is read back as the same assessment. [`annex`] reads what publishers print,
//! and [`wording`] tells which of their words stand in a text.

pub mod annex;
pub mod citation_file;
mod instrument;
pub mod markdown;
mod problem;
pub mod wording;
mod yaml;

pub use instrument::Subject;
pub use problem::Problem;

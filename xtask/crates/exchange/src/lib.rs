//! An assessment in other forms than its file: told in them, and read from them.
//!
//! [`markdown`] is two-way: what it tells is read back as the same assessment.

mod instrument;
pub mod markdown;
mod problem;
mod yaml;

pub use instrument::Subject;
pub use problem::Problem;

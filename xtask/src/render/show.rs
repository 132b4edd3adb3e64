//! An assessment as a person reads it, in each format.

pub mod html;
pub mod human;
pub mod json;
pub mod page;

//! Work in progress.
pub mod pointer;
pub mod json;
pub mod diagnostic;
pub mod text;
pub mod span;
pub mod tree;

//! Differences on a page, in each format. The formats for people share the page and differ in how they mark it up.

pub mod human;
pub mod page;
pub mod prose;
pub mod words;

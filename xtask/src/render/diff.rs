//! Differences on a page, in each format. The formats for people share the page and differ in how they mark it up.

pub mod html;
pub mod human;
pub mod json;
pub mod markdown;
mod names;
pub mod page;
pub mod prose;
pub mod summary;
mod value;
pub mod words;

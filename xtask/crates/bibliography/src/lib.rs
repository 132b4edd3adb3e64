//! Works and how they are cited: what identifies a work, when it is of which day, and how notes and bibliographies name it.

pub mod address;
pub mod bibtex;
pub mod citation;
pub mod csl;
pub mod date;
pub mod identifier;
pub mod language_tag;
pub mod locator;
pub mod notes;
pub mod source;
pub mod un_symbol;
pub mod work;

//! Works and how they are cited: what identifies a work, when it is of which day, and how notes and bibliographies name it.
//!
//! # Examples
//!
//! A work is read from CSL-JSON, and named as a bibliography names it; identifiers have one definition each:
//!
//! ```
//! use bibliography::source::Source;
//! use bibliography::{identifier, notes, un_symbol};
//! use format::json::parse;
//!
//! let text = r#"{
//!     "type": "webpage",
//!     "title": "Responses to Recommendations: Cambodia",
//!     "author": [{ "literal": "UPR-Info" }],
//!     "issued": { "date-parts": [[2019]] }
//! }"#;
//! let source = Source::read(&parse(text).expect("it is JSON").root);
//! assert_eq!(notes::entry(&source).plain(), "UPR-Info, 2019. Responses to Recommendations: Cambodia.");
//!
//! assert!(un_symbol::is_symbol("A/RES/75/277") && !un_symbol::is_symbol("S/N/4711"));
//! assert_eq!(identifier::doi("https://doi.org/10.1000/182"), Some("10.1000/182"));
//! ```

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

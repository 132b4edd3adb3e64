//! Works and how they are cited: what identifies a work, when it is of which day, and how notes and bibliographies name it.
//!
//! # Examples
//!
//! A work is read from CSL-JSON, and named as a bibliography names it; identifiers have one parser each:
//!
//! ```
//! use bibliography::source::Source;
//! use bibliography::un_symbol::{SymbolProblem, UnSymbol};
//! use bibliography::{doi::Doi, notes};
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
//! assert_eq!(UnSymbol::parse("A/RES/75/277").expect("a symbol").organ, "A");
//! assert_eq!(UnSymbol::parse("S/N/4711"), Err(SymbolProblem::NotMeant));
//! assert!(Doi::parse("https://doi.org/10.1000/182").is_err() && Doi::parse("10.1000/182").is_ok());
//! ```

pub mod address;
pub mod bibtex;
pub mod blanks;
pub mod check_digit;
pub mod citation;
pub mod csl;
pub mod date;
pub mod doi;
pub mod erratum;
pub mod garbled;
pub mod import;
pub mod isbn;
pub mod issn;
pub mod language_tag;
pub mod locator;
pub mod markup;
pub mod name;
pub mod notes;
mod put_right;
pub mod source;
pub mod un_symbol;
pub mod work;
pub mod wrapped;

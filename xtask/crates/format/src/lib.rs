//! Bytes and places: files as trees, texts, JSON and pointers into it, and what is wrong there. No word of the domain.
//!
//! # Examples
//!
//! A value is found in a text by its pointer, and the pointer by lines and columns:
//!
//! ```
//! use format::diagnostic::{Part, Place};
//! use format::json::parse;
//! use format::pointer::Pointer;
//! use format::span::Spans;
//!
//! let text = "{\n  \"ratings\": { \"courts\": \"weak\" }\n}\n";
//! let document = parse(text).expect("it is JSON");
//! let pointer = Pointer::of(["ratings", "courts"]);
//! let value = document.root.at(&pointer).and_then(|value| value.as_str());
//! assert_eq!(value, Some("weak"));
//!
//! let spans = Spans::new(text);
//! let lines = spans.lines(&spans.bytes(&Place::At(pointer, Part::Value)));
//! assert_eq!((lines.line, lines.column), (2, 26));
//! ```

pub mod diagnostic;
pub mod fault;
pub mod json;
pub mod limits;
pub mod near;
pub mod pointer;
pub mod span;
pub mod text;
pub mod tree;
pub mod trigram;
pub mod values;

//! The rules: each checks one thing and owns one code; what, why, how to mend it, how far it looks and whether the data can
//! except it are fields of the rule itself. A family of rules has a folder, with the helpers that only it uses.
//!
//! # Examples
//!
//! What the rules say of a repository with one stray file in it:
//!
//! ```
//! use bibliography::date::Day;
//! use dataset::stream::Stream;
//! use format::tree::Tree;
//! use rules::validate::validate;
//!
//! let tree = Tree::memory([("dataset/notes.txt".to_owned(), b"To do".to_vec())], []);
//! let today = Day::new(2026, 11, 27).expect("a day");
//! let found = validate(&Stream::new(&tree), today);
//!
//! let problem = &found.diagnostics[0];
//! assert_eq!(problem.message, "no file of this dataset belongs here");
//! let rule = rules::find(problem.code).expect("each diagnostic has its rule");
//! assert_eq!(rule.descriptor.name, problem.name);
//! ```

pub mod across;
mod blame;
mod carried;
pub mod change_context;
mod changed_evidence;
mod changes;
pub mod citations;
pub mod context;
mod corrections;
pub mod descriptor;
mod edition_dates;
mod editions;
mod evidence;
pub mod evidence_age;
pub mod examples;
mod exceptions;
pub mod findings;
pub mod fix;
mod frozen;
mod glance;
mod lost_evidence;
mod norm;
pub mod open_points;
mod placeholder;
mod references;
pub mod registry;
mod renamed_ids;
pub mod rule;
mod scores;
mod shape;
mod suppressible;
pub mod surroundings;
mod syntax;
pub mod texts;
mod unrecorded;
pub mod validate;

pub use self::change_context::ChangeContext;
pub use self::context::{AssessmentContext, CitationPlace, SourceAddress};
pub use self::descriptor::{Descriptor, Exceptions, InDraft, Sight};
pub use self::findings::Findings;
pub use self::registry::{FAMILIES, all, can_be_excepted, find};
pub use self::rule::{Check, ExceptionContext, Family, LookAtText, Rule};
pub use self::surroundings::Surroundings;
pub use self::texts::{SeenText, TextKind};

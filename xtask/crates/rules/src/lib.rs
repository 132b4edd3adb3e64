//! The rules: each checks one thing and owns one code; what, why, how to mend it, how far it looks and whether the data can
//! except it are fields of the rule itself. A family of rules has a folder, with the helpers that only it uses.

mod blame;
mod carried;
pub mod change_context;
mod changed_evidence;
mod changes;
pub mod citations;
pub mod context;
pub mod descriptor;
mod editions;
mod evidence;
pub mod examples;
mod exceptions;
pub mod findings;
pub mod fix;
mod norm;
mod placeholder;
mod references;
pub mod registry;
pub mod rule;
mod scores;
mod shape;
mod suppressible;
pub mod surroundings;
mod syntax;
pub mod validate;

pub use self::change_context::ChangeContext;
pub use self::context::AssessmentContext;
pub use self::descriptor::{Descriptor, Exceptions, Sight};
pub use self::findings::Findings;
pub use self::registry::{FAMILIES, all, can_be_excepted, find};
pub use self::rule::{Check, ExceptionContext, Family, Rule};
pub use self::surroundings::Surroundings;

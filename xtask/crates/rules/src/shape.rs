//! SCH: what has another shape than the schema asks for.

mod faults;

use crate::Family;

/// The family.
pub(crate) static FAMILY: Family =
    Family { prefix: "SCH", title: "shape", rules: &[], lists: &[faults::RULES] };

//! Sides of a merge, as bits.

use crate::index::ParentIndex;

/// Some sides of a merge, a bit for each; those from the last bit on share it.
pub(super) type Sides = u64;

/// The bit of a side.
pub(super) fn bit(side: ParentIndex) -> Sides {
    1 << usize::from(side).min(63)
}

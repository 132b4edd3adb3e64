//! Sides of a merge, as bits.

/// Some sides of a merge, a bit for each; those from the last bit on share it.
pub(super) type Sides = u64;

/// The bit of a side.
pub(super) fn bit(side: usize) -> Sides {
    1 << side.min(63)
}

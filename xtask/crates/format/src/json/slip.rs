//! A slip of the keyboard that keeps a text from being JSON: where it is, and what to do about it.

/// A slip that was recognised.
pub(super) struct Slip {
    /// The byte to show.
    pub offset: usize,
    /// What is wrong there.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// A slip, as what recognises one gives it.
pub(super) fn slip(offset: usize, message: impl Into<String>, help: impl Into<String>) -> Option<Slip> {
    Some(Slip { offset, message: message.into(), help: help.into() })
}

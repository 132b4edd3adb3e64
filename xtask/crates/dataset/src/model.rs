//! The vocabulary: what the files mean, as plain values. A field that cannot be read is absent, and has been reported.

pub mod about;
pub mod assessment;
pub mod country;
pub mod edition;
pub mod framework;
pub mod rating;
mod scale;

//! Assessments in other forms than their files: what is shown as Markdown is read back as the same file.

mod identity;
mod refused;
mod shown;

//! Values as YAML, in the block form that people write and pandoc reads.

mod comment;
mod read;
mod write;

pub(crate) use comment::refuse_comments;
pub(crate) use read::{Node, Value, read};
pub(crate) use write::write;

//! Values as YAML, in the block form that people write and pandoc reads.

mod read;
mod write;

pub(crate) use read::{Node, Value, read};
pub(crate) use write::write;

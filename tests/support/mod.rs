//! What tests share, so that a test itself says only what is expected.
//!
//! | Module | Has |
//! |---|---|
//! | `state` | repository states to start from, ways to break them, and what the rules say of them |
//! | `program` | the program itself, run on a folder |
//! | `histories` | repositories made by libgit2, whose commits have names |
//! | `real_git` | repositories made by the real Git |
//! | `cases` | the cases of the rules, from `tests/rules/CODE.md` |
//! | `judges` | readers of Markdown and of GitHub's log, which judge what is printed |
//! | `desk` | a place to run the scripts of the workflows, with a stand-in for `gh` |

pub(crate) mod cases;
#[cfg(unix)]
pub(crate) mod desk;
pub(crate) mod histories;
pub(crate) mod judges;
pub(crate) mod program;
pub(crate) mod real_git;
mod state;

pub(crate) use program::{Run, run, run_told};
pub(crate) use state::{Judgement, State, files_below, merge, root, today};

//! The tests of behaviour, in one binary: through the library and through the program itself.

mod completeness;
mod dataset;
mod fixes;
mod git_drivers;
mod git_hook;
mod good_sources;
mod house;
mod merge;
mod merge_laws;
mod notes;
mod page;
mod program;
mod real_git;
mod robustness;
mod rule_fixtures;
mod schemas;
mod slips;
mod sources_register;
mod support;

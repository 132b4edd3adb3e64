//! The tests of behaviour, in one binary: through the library and through the program itself.

mod changelog;
mod completeness;
mod dataset;
mod fixes;
mod good_sources;
mod history;
mod house;
mod judges;
mod markdown;
mod new;
mod notes;
mod prepared;
mod program;
mod robustness;
mod rule_fixtures;
mod schemas;
mod slips;
mod sources_register;
mod support;

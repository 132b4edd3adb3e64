//! The tests of behaviour, in one binary: through the library and through the program itself.

mod completeness;
mod dataset;
mod diff;
mod diff_properties;
mod fixes;
mod formats;
mod good_sources;
mod hostile;
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

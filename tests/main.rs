//! The tests of behaviour, in one binary: through the library and through the program itself.

mod completeness;
mod dataset;
#[cfg(unix)]
mod desk;
mod fixes;
mod good_sources;
mod house;
mod notes;
mod program;
mod robustness;
mod rule_fixtures;
mod schemas;
mod slips;
mod sources_register;
mod support;
#[cfg(unix)]
mod upkeep;
#[cfg(unix)]
mod workflows;

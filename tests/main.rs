//! The tests of behaviour, in one binary: through the library and through the program itself.

mod dataset;
mod house;
mod notes;
mod program;
mod robustness;
mod rule_fixtures;
mod schemas;
mod slips;
mod sources_register;
mod support;

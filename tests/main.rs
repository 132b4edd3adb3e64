//! The tests of behaviour, in one binary: through the library and through the program itself.

mod change;
mod changelog;
mod completeness;
mod dataset;
#[cfg(unix)]
mod desk;
mod diff;
mod diff_commits;
mod diff_properties;
mod examples;
mod fixes;
mod formats;
mod git_drivers;
mod git_hook;
mod good_sources;
mod helps;
mod history;
mod hostile;
mod house;
mod judges;
mod markdown;
mod merge;
mod merge_laws;
mod messages;
mod new;
mod notes;
mod page;
mod prepared;
mod program;
mod real_git;
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

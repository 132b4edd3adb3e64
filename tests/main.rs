//! The tests of behaviour, in one binary: through the library and through the program itself.

mod bibtex_readers;
mod blame;
mod cases;
mod change;
mod changelog;
mod comparable;
mod completeness;
mod costs;
mod dataset;
#[cfg(unix)]
mod desk;
mod diff;
mod diff_commits;
mod diff_properties;
mod examples;
mod fixes;
mod formats;
mod git_damaged;
mod git_drivers;
mod git_hook;
mod git_limits;
mod git_states;
mod gone;
mod good_sources;
mod helps;
mod history;
mod history_laws;
mod history_merges;
mod history_odd;
mod hostile;
mod house;
mod judges;
#[cfg(unix)]
mod links;
mod lossless;
mod markdown;
mod merge;
mod merge_laws;
mod merge_refused;
mod messages;
mod mutations;
mod new;
mod notes;
mod origins;
mod outputs;
mod page;
mod prepared;
mod program;
mod real_git;
mod renamed_ids;
mod renames;
mod robustness;
mod rule_cases;
mod schemas;
mod sheet;
mod slips;
mod sources_register;
mod support;
mod unread;
#[cfg(unix)]
mod upkeep;
mod ways;
mod wording;
#[cfg(unix)]
mod workflows;
mod writing;

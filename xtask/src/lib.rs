//! Keeps a dataset of assessments honest: validates entries, recomputes scores, and says in plain words what is wrong.
//!
//! A run goes through the floors below from the bottom up: a command makes a [`format::tree::Tree`] (a folder or a commit),
//! [`dataset::Dataset::load`] reads it into values and notes what is wrong with the files, the rules look at the values, and a
//! renderer looks up lines and columns for what is printed.
//!
//! # The floors
//!
//! Each floor is a crate under `xtask/crates/`, so that Cargo refuses what looks upward. A crate knows those on its right alone.
//!
//! | Crate | What is in it | Knows |
//! |---|---|---|
//! | `xtask` | `commands` (the verbs), `render` (words on a page) | all |
//! | `rules` | what is wrong with the data, and how it is put right | `diff` `dataset` `bibliography` `format` |
//! | `history` | Git, and who changed which rating when: `git` `lineage` `provenance` `changelog` | `diff` `dataset` `bibliography` `format` |
//! | `diff` | what differs between two states, and how two are merged | `dataset` `bibliography` `format` |
//! | `dataset` | the vocabulary, how files become values, scores: `schema` `canonical` `model` `scoring` `register` … | `bibliography` `format` |
//! | `bibliography` | works and how they are cited: identifiers, addresses, dates, notes, BibTeX, CSL | `format` |
//! | `format` | bytes and places, no word of the domain: `tree` `text` `json` `pointer` `span` `diagnostic` `limits` … | `inert` |
//! | `inert` | text from strangers made harmless | nothing |
//!
//! `rules` and `history` stand side by side: rules know nothing of Git. The program `sheet`, which writes the review sheet of a
//! stranger's run anew on GitHub, stands on `inert` alone and is built there in seconds.
//!
//! # The invariants (kept by Cargo, and by `tests/house.rs` where Cargo cannot)
//!
//! 1. A crate uses only those below it.
//! 2. Only `format::tree` and `history::git` read files or Git; only `commands` writes files, and `git` a clone's own settings;
//!    only `render` makes pages.
//! 3. A repository state is a value. Commands and tests differ only in how they make one.
//! 4. There is one address: file and JSON Pointer. Rules know no line numbers.
//! 5. Bad data is a diagnostic, never an `Err` and never a panic. Loading always yields a `Dataset`, and one file that cannot
//!    be read hides nothing of the others.
//! 6. A rule is a value. The runner stamps its code, so that it cannot report under another's.
//! 7. Output is a function of the tree and the arguments: the same on every run, machine and number of cores.
//! 8. Each output format owns its structs.
//! 9. One mistake gives one diagnostic: a rule is silent on what another has explained.

pub mod commands;
pub mod render;

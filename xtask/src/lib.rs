//! Keeps a dataset of assessments honest: validates entries, recomputes scores, and says in plain words what is wrong.
//!
//! A run goes through the floors below from top to bottom and back: a command makes a [`tree::Tree`] (a folder or a
//! commit), [`dataset::Dataset::load`] reads it into values and notes what is wrong with the files, the rules look at the
//! values, and a renderer looks up lines and columns for what is printed.
//!
//! # The floors
//!
//! | Floor | Modules | Knows |
//! |---|---|---|
//! | ground | `tree` `text` `json` `pointer` `span` `near` `date` `web` `diagnostic` `fault` `limits` | bytes and places, no word of the domain |
//! | first | `schema` `canonical` `identifier` `symbol` `language` `locator` `meant` `model` `dataset` `git` | the vocabulary, and how files become values |
//! | second | `changelog` `diff` `draft` `fix` `history` `lineage` `merge` `provenance` `scoring` `reconcile` `works` `register` `rules` `validate` | pure functions over a `Dataset` |
//! | third | `render` | words on a page |
//! | roof | `commands` | the verbs |
//!
//! Below the ground lies the crate `inert`, which makes text from strangers harmless. The crate `sheet` stands on it alone: it writes
//! the review sheet of a stranger's run anew on GitHub, and is built there in seconds.
//!
//! # The invariants (kept by `tests/house.rs` where a test can)
//!
//! 1. A module uses only modules of its own floor or below.
//! 2. Only `tree` and `git` read files or Git; only `commands` writes files, and `git` a clone's own settings; only `render`
//!    makes pages.
//! 3. A repository state is a value. Commands and tests differ only in how they make one.
//! 4. There is one address: file and JSON Pointer. Rules know no line numbers.
//! 5. Bad data is a diagnostic, never an `Err` and never a panic. Loading always yields a `Dataset`, and one file that cannot
//!    be read hides nothing of the others.
//! 6. A rule is a value. The runner stamps its code, so that it cannot report under another's.
//! 7. Output is a function of the tree and the arguments: the same on every run, machine and number of cores.
//! 8. Each output format owns its structs.
//! 9. One mistake gives one diagnostic: a rule is silent on what another has explained.

// -- ground: bytes and places
pub mod date;
pub mod diagnostic;
pub mod fault;
pub mod json;
pub mod limits;
pub mod near;
pub mod pointer;
pub mod span;
pub mod text;
pub mod tree;
pub mod web;
// -- first floor: the vocabulary
pub mod canonical;
pub mod dataset;
pub mod git;
pub mod identifier;
pub mod language;
pub mod locator;
pub mod meant;
pub mod model;
pub mod schema;
pub mod symbol;
// -- second floor: pure functions over a Dataset
pub mod changelog;
pub mod diff;
pub mod draft;
pub mod fix;
pub mod history;
pub mod lineage;
pub mod merge;
pub mod provenance;
pub mod reconcile;
pub mod register;
pub mod rules;
pub mod scoring;
pub mod validate;
pub mod works;
// -- third floor: words on a page
pub mod render;
// -- roof: the verbs
pub mod commands;

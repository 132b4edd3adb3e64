//! Keeps a dataset of assessments honest: validates entries, recomputes scores, and says in plain words what is wrong.
//!
//! A run goes through the floors below from the bottom up: a command makes a [`format::tree::Tree`] (a folder or a commit),
//! [`dataset::stream::Stream`] reads it into values, country by country, and notes what is wrong with the files, the rules look at
//! the values of a country, which is then let go, and a renderer looks up lines and columns for what is printed.
//!
//! # The floors
//!
//! Each floor is a crate under `xtask/crates/`, so that Cargo refuses what looks upward. A crate uses only those in the column *Knows*.
//!
//! | Crate | What is in it | Knows |
//! |---|---|---|
//! | `xtask` | `commands` (the verbs), `render` (words on a page) | all |
//! | `rules` | what is wrong with the data, and how it is put right | `diff` `dataset` `bibliography` `format` |
//! | `history` | Git, and who changed which rating when: `git` `lineage` `provenance` `changelog` | `diff` `dataset` `bibliography` `format` |
//! | `exchange` | an assessment in other forms than its file: `markdown` in both ways, what publishers print | `dataset` `bibliography` `format` |
//! | `diff` | what differs between two states, and how two are merged | `dataset` `bibliography` `format` |
//! | `dataset` | the vocabulary, how files become values, scores: `schema` `canonical` `model` `scoring` `register` … | `bibliography` `format` |
//! | `bibliography` | works and how they are cited: identifiers, addresses, dates, notes, BibTeX, CSL | `format` |
//! | `format` | bytes and places, no word of the domain: `tree` `text` `json` `pointer` `span` `diagnostic` `limits` … | `inert` |
//! | `inert` | text from strangers made harmless | nothing |
//! | `sheet` | the program that writes the review sheet anew on GitHub | `inert` |
//!
//! `rules` and `history` stand side by side: rules know nothing of Git. `sheet` stands on `inert` alone, so that it
//! is built on GitHub in seconds.
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
//!
//! # One file, from end to end
//!
//! `cargo xtask validate`, by the functions through which a file of the dataset goes:
//!
//! 1. `commands::validate::run` makes a [`Tree`](format::tree::Tree): a folder by [`format::tree::Tree::folder`], or with `--at` a
//!    commit by [`history::git::Repository::tree_at`]. No content has been read so far.
//! 2. [`dataset::stream::Stream`] sorts the files by [`dataset::schema::Kind::of`], and reads the registers and then one country
//!    after another on each core. A file is read on its own (`file.rs`): its size, its bytes as UTF-8, the text by
//!    [`format::json::parse`], what its schema says against it, and whether its layout is that of [`dataset::canonical`]. What is
//!    wrong becomes a [`Fault`](format::fault::Fault); what is at fault is left out, and the rest becomes values, such as an
//!    [`Assessment`](dataset::model::assessment::Assessment).
//! 3. [`rules::validate::validate`] asks each [`Rule`](rules::Rule). A fault is reported by the rule of its kind. Any other rule looks
//!    at the values ([`rules::Check`] says at which: one assessment and its country, the registers, or what crosses countries, of
//!    which only keys are kept and the files concerned are read once more) and hands a [`Report`](format::diagnostic::Report) to
//!    [`Findings`](rules::Findings), which asks whether the data excepts it. The runner stamps the code:
//!    [`Diagnostic`](format::diagnostic::Diagnostic).
//! 4. With `--base` or `--since-release`, [`rules::validate::Validation::add_change`] adds what the rules on changes say of a [`diff::Diff`].
//! 5. [`render::place::place`] looks up lines and columns for what is printed, by [`format::span::Spans`], and a renderer such as
//!    [`render::validation::human::render`] makes the text. `commands::validate::run` prints it and gives the exit code.
//!
//! # One difference, from end to end
//!
//! `cargo xtask diff`, by the functions through which two versions of a file go:
//!
//! 1. `commands::diff::run` reads the two sides. Of editions both are in one [`dataset::Dataset`]. Of commits
//!    [`history::git::compared`] gives two trees that hold what differs, and [`dataset::Dataset::load_to_compare`] reads each:
//!    as above, but without a look at the layout. Meanwhile the commits between the two are read on another core
//!    ([`history::git::Repository::beside`]).
//! 2. [`diff::compare_editions`] or [`diff::compare_by`] pairs the assessments. Between commits a file can have another name:
//!    [`history::lineage::ways`] goes through the commits once and says which file is which assessment (`identity.rs`), and
//!    [`diff::pairing`] compares what no commit tells of.
//! 3. Of each pair (`states.rs`), renamed ids are found first (`rename.rs`), then everything is compared by what it means
//!    (`assessment.rs`, `source.rs`): a list of [`Change`](diff::change::Change)s, each difference once. A
//!    [`Tally`](diff::tally::Tally) counts the ratings that moved and holds both scores, a [`Caution`](diff::caution::Caution) says
//!    what makes the comparison unsafe, and what cannot be read on one side is [`NotCompared`](diff::NotCompared).
//! 4. [`render::diff::page::page`] puts the words together, from which `human`, `markdown` and `html` in [`render::diff`] are made;
//!    [`render::diff::json::render`] takes the values themselves.
//!
//! # One rating, from end to end
//!
//! `cargo xtask history KHM equal-access-to-justice`, by the functions through which the rating goes:
//!
//! 1. [`history::git::log`] walks the commits to a [`Log`](history::git::Log): for each commit and parent, the files of the dataset
//!    that differ.
//! 2. [`history::lineage::Lineage::trace`] follows the file of each edition from the newest commit back, through renames and merges.
//! 3. [`history::lineage::events`] reads the versions that it meets ([`history::lineage::Versions`]), compares each with its parents by
//!    [`diff::compare_assessments`], and judges what the commit did itself, what a merge decided, and what lasted.
//! 4. [`history::History::new`] adds the rating that stands now, the scores, and for each commit the pull request that brought it
//!    ([`history::provenance::pull_requests`]). [`history::History::of`] gives what was done to one indicator.
//! 5. [`render::history::human::render`] prints it; [`render::history::table::render`] does so for all indicators of a country.
//!
//! # Words
//!
//! | Word | Means |
//! |---|---|
//! | assessment | one country in one edition: a file under `dataset/assessments/` |
//! | carried | marks an entry of a draft that was taken over from an earlier edition and that nobody has confirmed yet |
//! | caution | what makes a comparison unsafe, such as that one side is a reconstruction |
//! | change | one difference between two versions; the field `change` of an entry is its [direction](dataset::model::rating::Direction) |
//! | citation | the use of a source in a footnote, with a locator if it names a place in the work |
//! | damage | the places of a file that could not be read as values, of which no rule concludes anything |
//! | diagnostic | a problem as it is printed: a rule's code, a location, a message, what to do |
//! | direction | increase, decrease or unchanged, as the document prints it beside a rating |
//! | edition | a round in which countries are assessed, such as 2022; `editions.json` says which follows which |
//! | entry | all that an assessment says of one indicator: rating, direction, rationale, footnotes, votes |
//! | erratum | a correction that was made after an edition was closed, kept by its day under what it corrects |
//! | exception | a diagnostic that the data itself accepts, with a reason; also *suppression* in SARIF |
//! | fault | what is wrong with a file as a file, found while it is read, before any rule looks |
//! | finding | what a rule hands over before its code is stamped on it |
//! | framework, instrument | the areas and indicators of an edition, with the scale of ratings and the way to score |
//! | lineage | the path of an assessment's file through commits, renames and merges |
//! | location | a file and a place in it: the whole file, a range of bytes, or a pointer |
//! | locator | the place in a work that a citation names, such as a page |
//! | log | the commits that are read, each before its parents |
//! | pointer | a JSON Pointer (RFC 6901): the address of a value in a file |
//! | register | `countries.json` and `editions.json`; the *register of sources* lists each cited work once |
//! | remark | what readers should know about the document, such as that it contradicts itself |
//! | revision | of a file: a commit at which it is different, or at which lines of its history meet |
//! | rule | checks one thing and owns one code |
//! | source | a work as an assessment describes it, in CSL's words |
//! | status | says where ratings come from: published, reconstructed, or still a draft |
//! | tree | a state of the repository as a value: from a folder, from a commit, or from a test |

pub mod commands;
pub mod render;

//! The rules: each checks one thing and owns one code; what, why and how to mend it are fields of the rule itself.
//!
//! # Examples
//!
//! What the rules say of a repository with one stray file in it:
//!
//! ```
//! use bibliography::date::Day;
//! use dataset::Dataset;
//! use format::tree::Tree;
//! use rules::validate::validate;
//!
//! let tree = Tree::memory([("dataset/notes.txt".to_owned(), b"To do".to_vec())], []);
//! let today = Day::new(2026, 11, 27).expect("a day");
//! let found = validate(&Dataset::load(&tree), today);
//!
//! let problem = &found.diagnostics[0];
//! assert_eq!((problem.code, problem.message.as_str()), ("SYN011", "no file of this dataset belongs here"));
//! assert_eq!(rules::find("SYN011").expect("there is such a rule").descriptor.name, problem.name);
//! ```

mod accessed_before_issued;
mod archive_half;
mod archive_of_another;
mod assessment_removed;
mod blame;
mod call_without_footnote;
pub(crate) mod carried;
pub(crate) mod case;
mod change_unsupported;
mod change_without_new_evidence;
pub mod comparison;
pub mod completeness;
mod copied_from_another_country;
mod copied_rationale;
mod data_with_tool;
mod date_in_the_future;
mod date_in_words;
mod dating;
mod described_differently;
mod direction_against_ratings;
mod direction_missing;
mod direction_without_previous;
mod doi_malformed;
mod draft_in_closed_edition;
mod edition_order;
mod edition_removed;
mod evidence;
mod evidence_removed;
pub mod examples;
mod exception_in_draft;
mod exception_not_allowed;
mod exception_unused;
mod exception_without_reason;
pub mod findings;
pub mod fix;
mod footnote_without_call;
mod footnote_without_citation;
mod impossible_date;
mod indicator_removed;
mod isbn_check_digit;
mod issn_check_digit;
mod issued_after_edition;
mod labels;
mod language_tag;
mod large_change;
mod large_move;
mod locator_misfit;
mod long_work_without_locator;
mod missing_indicator;
mod mixed_scoring;
mod name_faulty;
mod name_not_listed;
mod norm;
mod one_id_for_two_works;
mod path_disagrees;
mod placeholder;
mod rating_changed_alone;
mod rating_without_erratum;
mod rating_without_evidence;
mod rating_without_rationale;
mod reconstruction_off;
mod remark_about_nothing;
mod same_work_twice;
mod shape;
mod sight;
mod single_publisher;
mod single_source;
mod source_never_cited;
mod source_without_date;
mod stale_footnote;
mod stated_difference;
mod stated_previous_score;
mod stated_score;
pub(crate) mod suppressible;
mod surroundings;
mod syntax;
mod text_placeholder;
mod title_full_stop;
mod title_placeholder;
mod title_shouting;
mod title_year;
mod un_symbol_malformed;
mod unconfirmed;
mod unknown_area;
mod unknown_country;
mod unknown_edition;
mod unknown_framework;
mod unknown_indicator;
mod unknown_source;
mod url_malformed;
mod url_tracking_parameters;
mod url_unsafe;
pub mod validate;
mod year_against_symbol;
mod year_contradicts_source;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub use self::case::Case;
pub use self::comparison::Comparison;
pub use self::findings::Findings;
pub use self::surroundings::Surroundings;
use dataset::Dataset;
use format::diagnostic::Severity;
use format::fault::FaultKind;

/// A rule: who it is, and what it looks at.
#[derive(Debug)]
pub struct Rule {
    /// What it is called, says and advises.
    pub descriptor: Descriptor,
    /// What it looks at.
    pub check: Check,
}

/// What a rule is called, says and advises.
#[derive(Debug)]
pub struct Descriptor {
    /// Family and number, e.g. `CIT002`; never used again for another rule.
    pub code: &'static str,
    /// A name for the wrong thing, e.g. `call-without-footnote`.
    pub name: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// How to put it right.
    pub fix: &'static str,
    /// The page of its cases, `tests/rules/CODE.md`. The first invalid and the first valid one are its [`examples`].
    pub cases: &'static str,
}

/// What a rule looks at.
#[derive(Debug)]
pub enum Check {
    /// A kind of fault that reading the files has found.
    Fault(FaultKind),
    /// One assessment, with its framework and the edition before.
    Assessment(fn(&Case<'_>, &mut Findings<'_>)),
    /// A change, from one state of the data to another.
    Change(fn(&Comparison<'_>, &mut Findings<'_>)),
    /// The dataset as a whole.
    Dataset(fn(&Dataset, &mut Findings<'_>)),
    /// One assessment's exceptions, given what all other rules have said of it.
    Exceptions(fn(&Case<'_>, &Aftermath<'_>, &mut Findings<'_>)),
}

/// What all rules but those on exceptions have said of a file, and where they could look.
#[derive(Debug)]
pub struct Aftermath<'a> {
    /// The exceptions that have silenced something, as code and pointer.
    pub used: HashSet<(&'a str, &'a str)>,
    /// The places of what stands against the file, by code.
    pub standing: HashMap<&'a str, Vec<&'a str>>,
    /// Where rules could look.
    pub surroundings: &'a Surroundings<'a>,
}

/// The families of codes, in the order in which a file is judged.
pub const FAMILIES: [&str; 9] = ["SYN", "SCH", "REF", "CIT", "SCO", "EDN", "CHG", "EVI", "EXC"];

/// All rules, by family and code.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    static ALL: LazyLock<Vec<&Rule>> = LazyLock::new(|| {
        let mut all: Vec<&Rule> =
            [syntax::RULES, shape::RULES, completeness::RULES].into_iter().flatten().collect();
        all.extend(RULES);
        all.sort_by_key(|rule| {
            let code = rule.descriptor.code;
            (FAMILIES.iter().position(|family| code.starts_with(family)), code)
        });
        all
    });
    ALL.iter().copied()
}

/// The rule of a code.
pub fn find(code: &str) -> Option<&'static Rule> {
    static BY_CODE: LazyLock<HashMap<&str, &Rule>> =
        LazyLock::new(|| all().map(|rule| (rule.descriptor.code, rule)).collect());
    BY_CODE.get(code).copied()
}

/// Whether an exception may silence a code: what a publisher printed or left out can be excused. What breaks a file cannot,
/// nor what is of our own making: calls, labels, texts, the list of sources, the status, and what is
/// still to be confirmed.
pub fn can_be_excepted(code: &str) -> bool {
    let is_ours = ["CIT002", "CIT003", "CIT004", "CIT034", "EDN007", "EDN008"].contains(&code);
    !is_ours && ["SCO", "EDN", "CIT", "EVI"].iter().any(|family| code.starts_with(family))
}

static RULES: &[&Rule] = &[
    &path_disagrees::RULE,
    &unknown_indicator::RULE,
    &missing_indicator::RULE,
    &unknown_source::RULE,
    &unknown_edition::RULE,
    &unknown_framework::RULE,
    &unknown_country::RULE,
    &unknown_area::RULE,
    &edition_order::RULE,
    &name_not_listed::RULE,
    &remark_about_nothing::RULE,
    &rating_without_evidence::RULE,
    &call_without_footnote::RULE,
    &footnote_without_call::RULE,
    &source_never_cited::RULE,
    &source_without_date::RULE,
    &footnote_without_citation::RULE,
    &rating_without_rationale::RULE,
    &stale_footnote::RULE,
    &year_contradicts_source::RULE,
    &url_malformed::RULE,
    &url_unsafe::RULE,
    &url_tracking_parameters::RULE,
    &doi_malformed::RULE,
    &isbn_check_digit::RULE,
    &issn_check_digit::RULE,
    &un_symbol_malformed::RULE,
    &impossible_date::RULE,
    &language_tag::RULE,
    &name_faulty::RULE,
    &title_placeholder::RULE,
    &title_shouting::RULE,
    &title_full_stop::RULE,
    &date_in_words::RULE,
    &text_placeholder::RULE,
    &accessed_before_issued::RULE,
    &issued_after_edition::RULE,
    &date_in_the_future::RULE,
    &archive_half::RULE,
    &archive_of_another::RULE,
    &long_work_without_locator::RULE,
    &locator_misfit::RULE,
    &year_against_symbol::RULE,
    &same_work_twice::RULE,
    &described_differently::RULE,
    &one_id_for_two_works::RULE,
    &stated_score::RULE,
    &stated_previous_score::RULE,
    &stated_difference::RULE,
    &mixed_scoring::RULE,
    &direction_against_ratings::RULE,
    &reconstruction_off::RULE,
    &large_move::RULE,
    &copied_rationale::RULE,
    &direction_without_previous::RULE,
    &direction_missing::RULE,
    &draft_in_closed_edition::RULE,
    &unconfirmed::RULE,
    &rating_without_erratum::RULE,
    &rating_changed_alone::RULE,
    &large_change::RULE,
    &assessment_removed::RULE,
    &edition_removed::RULE,
    &indicator_removed::RULE,
    &evidence_removed::RULE,
    &data_with_tool::RULE,
    &change_without_new_evidence::RULE,
    &single_source::RULE,
    &single_publisher::RULE,
    &change_unsupported::RULE,
    &copied_from_another_country::RULE,
    &exception_without_reason::RULE,
    &exception_unused::RULE,
    &exception_not_allowed::RULE,
    &exception_in_draft::RULE,
];

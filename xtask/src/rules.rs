//! The rules: each checks one thing and owns one code; what, why and how to mend it are fields of the rule itself.

mod call_without_footnote;
mod case;
mod copied_rationale;
mod described_differently;
mod direction_against_ratings;
mod direction_missing;
mod direction_without_previous;
mod draft_in_closed_edition;
mod edition_order;
mod exception_in_draft;
mod exception_not_allowed;
mod exception_unused;
mod exception_without_reason;
mod footnote_without_call;
mod footnote_without_citation;
mod large_move;
mod missing_indicator;
mod mixed_scoring;
mod name_not_listed;
mod one_id_for_two_works;
mod path_disagrees;
mod rating_without_evidence;
mod rating_without_rationale;
mod reconstruction_off;
mod same_work_twice;
mod shape;
mod source_never_cited;
mod source_without_date;
mod stale_footnote;
mod stated_difference;
mod stated_previous_score;
mod stated_score;
mod syntax;
mod unknown_area;
mod unknown_country;
mod unknown_edition;
mod unknown_framework;
mod unknown_indicator;
mod unknown_source;
mod year_contradicts_source;

pub use self::case::Case;
use crate::dataset::Dataset;
use crate::diagnostic::{Report, Severity};
use crate::fault::FaultKind;
use crate::pointer::Pointer;

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
    /// A line or two that has the fault.
    pub bad: &'static str,
    /// The same put right.
    pub good: &'static str,
}

/// What a rule looks at.
#[derive(Debug)]
pub enum Check {
    /// A kind of fault that reading the files has found.
    Fault(FaultKind),
    /// One assessment, with its framework and the edition before.
    Assessment(fn(&Case<'_>, &mut Vec<Report>)),
    /// The dataset as a whole.
    Dataset(fn(&Dataset, &mut Vec<Report>)),
    /// One assessment's exceptions, given what all other rules have said of it.
    Exceptions(fn(&Case<'_>, &Aftermath<'_>, &mut Vec<Report>)),
}

/// What all rules but those on exceptions have said of a file.
#[derive(Debug)]
pub struct Aftermath<'a> {
    /// The exceptions that have silenced something, as code and pointer.
    pub used: Vec<(&'a str, &'a str)>,
    /// The places of what stands against the file.
    pub standing: Vec<&'a Pointer>,
}

/// All rules, by code.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    syntax::RULES.iter().chain(shape::RULES).chain(RULES.iter().copied())
}

/// The rule of a code.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.descriptor.code == code)
}

/// Whether an exception may silence a code: what a publisher printed or left out can be excused, what breaks a file cannot.
pub fn can_be_excepted(code: &str) -> bool {
    ["SCO", "EDN", "CIT", "EVI"].iter().any(|family| code.starts_with(family))
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
    &rating_without_evidence::RULE,
    &call_without_footnote::RULE,
    &footnote_without_call::RULE,
    &source_never_cited::RULE,
    &source_without_date::RULE,
    &footnote_without_citation::RULE,
    &rating_without_rationale::RULE,
    &stale_footnote::RULE,
    &year_contradicts_source::RULE,
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
    &exception_without_reason::RULE,
    &exception_unused::RULE,
    &exception_not_allowed::RULE,
    &exception_in_draft::RULE,
];

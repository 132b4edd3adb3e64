//! Which kind of work within its type a source is, as far as it has to say something else.

use bibliography::source::Source;
use bibliography::un_symbol::{SymbolProblem, UnSymbol};

pub(super) fn any(_: &Source) -> bool {
    true
}

pub(super) fn is_undated(source: &Source) -> bool {
    source.issued().is_none_or(|issued| issued.from.is_none())
}

pub(super) fn is_un_document(source: &Source) -> bool {
    source.text("number").is_some_and(is_meant_as_symbol) || is_genre(source, "UN document")
}

pub(super) fn is_state_party_report(source: &Source) -> bool {
    is_genre(source, "State party report")
}

pub(super) fn is_ngo_report(source: &Source) -> bool {
    is_genre(source, "NGO report")
}

pub(super) fn is_court_record(source: &Source) -> bool {
    is_genre(source, "court record")
}

pub(super) fn is_national_law(source: &Source) -> bool {
    is_genre(source, "national law")
}

fn is_genre(source: &Source, genre: &str) -> bool {
    source.text("genre").is_some_and(|found| found.eq_ignore_ascii_case(genre))
}

/// Whether a number is a UN document symbol, or meant as one: what is wrong with a symbol is reported as that, and makes the
/// document no other.
fn is_meant_as_symbol(number: &str) -> bool {
    UnSymbol::parse(number) != Err(SymbolProblem::NotMeant)
}

/// The first year in which books have had an ISBN.
const FIRST_NUMBERED: i64 = 1970;

pub(super) fn is_older_than_numbers(source: &Source) -> bool {
    source.years().is_some_and(|(_, last)| last < FIRST_NUMBERED)
}

/// With what the names of courts and bodies begin that stand above states. What they decide is of no one jurisdiction.
const ABOVE_STATES: &[&str] = &[
    "African Commission",
    "African Court",
    "Appeals Chamber",
    "Caribbean Court",
    "CEDAW",
    "Committee against Torture",
    "Committee on",
    "Court of Justice of the European Union",
    "ECOWAS",
    "European Commission",
    "European Committee",
    "European Court",
    "Human Rights Committee",
    "ICC",
    "ICJ",
    "ICTR",
    "ICTY",
    "Inter-American",
    "International",
    "Permanent Court",
    "Residual Special Court",
    "Special Court for Sierra Leone",
    "Special Tribunal for Lebanon",
    "UN ",
    "United Nations",
];

pub(super) fn is_of_international_court(source: &Source) -> bool {
    let authority = source.text("authority").unwrap_or_default();
    let authority = authority.strip_prefix("the ").or(authority.strip_prefix("The ")).unwrap_or(authority);
    let is_named = ABOVE_STATES.iter().any(|name| authority.starts_with(name));
    is_named || source.un_symbol().is_some()
}

//! CIT: footnotes, and the works that they cite.

mod accessed_before_issued;
mod archive_half;
mod archive_of_another;
mod call_without_footnote;
pub mod completeness;
mod date_in_the_future;
mod date_in_words;
mod dating;
mod described_differently;
mod detail_misplaced;
mod doi_malformed;
mod footnote_without_call;
mod footnote_without_citation;
mod impossible_date;
mod isbn_check_digit;
mod issn_check_digit;
mod issued_after_edition;
mod labels;
mod language_tag;
mod locator_misfit;
mod long_work_without_locator;
mod markup_left;
mod name_faulty;
mod odd_blank;
mod one_id_for_two_works;
mod quotation_nested;
mod rating_without_evidence;
mod rating_without_rationale;
mod said_twice;
mod same_work_twice;
mod source_never_cited;
mod source_without_date;
mod stale_footnote;
mod text_garbled;
mod text_placeholder;
mod title_full_stop;
mod title_placeholder;
mod title_shouting;
mod title_year;
mod un_symbol_malformed;
mod url_indirect;
mod url_malformed;
mod url_tracking_parameters;
mod url_unsafe;
mod word_doubled;
mod year_against_symbol;
mod year_contradicts_source;

use crate::Family;

/// The family.
pub(crate) static FAMILY: Family = Family {
    prefix: "CIT",
    title: "citations",
    rules: &[
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
        &text_garbled::RULE,
        &markup_left::RULE,
        &odd_blank::RULE,
        &quotation_nested::RULE,
        &word_doubled::RULE,
        &said_twice::RULE,
        &detail_misplaced::RULE,
        &accessed_before_issued::RULE,
        &issued_after_edition::RULE,
        &date_in_the_future::RULE,
        &archive_half::RULE,
        &archive_of_another::RULE,
        &long_work_without_locator::RULE,
        &locator_misfit::RULE,
        &year_against_symbol::RULE,
        &url_indirect::RULE,
        &same_work_twice::RULE,
        &described_differently::RULE,
        &one_id_for_two_works::RULE,
    ],
    lists: &[completeness::RULES],
};

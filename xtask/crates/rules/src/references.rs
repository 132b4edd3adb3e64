//! REF: what refers to nothing.

mod edition_dates_clash;
mod edition_order;
mod erratum_contradicted;
mod erratum_incomplete;
mod levels_alike;
mod levels_equal;
mod missing_indicator;
mod name_not_listed;
mod remark_about_nothing;
mod replaced_indicator;
mod unknown_area;
mod unknown_country;
mod unknown_country_code;
mod unknown_edition;
mod unknown_framework;
mod unknown_indicator;
mod unknown_source;

use crate::Family;

/// The family.
pub(crate) static FAMILY: Family = Family {
    prefix: "REF",
    title: "references",
    rules: &[
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
        &unknown_country_code::RULE,
        &edition_dates_clash::RULE,
        &erratum_contradicted::RULE,
        &erratum_incomplete::RULE,
        &replaced_indicator::RULE,
        &levels_alike::RULE,
        &levels_equal::RULE,
    ],
    lists: &[],
};

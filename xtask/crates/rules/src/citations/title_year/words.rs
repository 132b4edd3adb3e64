//! Words in titles that tell what a year beside them is.

/// Words for what speaks of years to come.
pub(super) const PLANS: &[&str] = &[
    "agenda",
    "budget",
    "commitment",
    "commitments",
    "forecast",
    "forecasts",
    "framework",
    "future",
    "goal",
    "goals",
    "horizon",
    "outlook",
    "plan",
    "planning",
    "plans",
    "pledge",
    "pledges",
    "policy",
    "preview",
    "program",
    "programme",
    "projection",
    "projections",
    "roadmap",
    "scenario",
    "scenarios",
    "strategic",
    "strategies",
    "strategy",
    "target",
    "targets",
    "toward",
    "towards",
    "upcoming",
    "vision",
];

/// Words for what comes out every year, and is called by its year however long ago that is.
pub(super) const SERIALS: &[&str] =
    &["annual", "events", "index", "report", "reports", "review", "survey", "yearbook"];

/// Words before a year that is that of something else.
pub(super) const REFERENCES: &[&str] =
    &["after", "and", "before", "by", "from", "post", "pre", "since", "the", "till", "to", "until"];

/// Words before a number that is no year.
pub(super) const NUMBERED: &[&str] = &["article", "case", "decree", "no", "nr", "number", "resolution"];

/// Words before such a number in titles. In an address a folder can have such a name.
pub(super) const NUMBERED_IN_TITLES: &[&str] = &[
    "circular",
    "clause",
    "complaint",
    "directive",
    "document",
    "file",
    "form",
    "item",
    "order",
    "page",
    "paragraph",
    "petition",
    "room",
    "rule",
    "section",
];

/// Words before a year that is still to come.
pub(super) const AHEAD_OF: &[&str] =
    &["before", "beyond", "by", "next", "post", "till", "to", "toward", "towards", "until"];

/// The same of several words. *For* and *into* alone stand before the year of a report as well.
pub(super) const PHRASES_AHEAD_OF: &[&str] = &[
    "ahead of",
    "before the",
    "due for",
    "far into",
    "heading into",
    "hopes for",
    "looking into",
    "planned for",
    "priorities for",
    "prospects for",
    "ready for",
    "run-up to the",
    "scheduled for",
    "set for",
];

/// Words behind a year for what is set long before it.
pub(super) const SET: &[&str] =
    &["census", "election", "elections", "games", "poll", "polls", "referendum", "summit"];

/// Words between the year and such a word, as in *the 2023 general election*.
pub(super) const BEFORE_SET: &[&str] =
    &["commune", "general", "local", "national", "parliamentary", "presidential", "senate"];

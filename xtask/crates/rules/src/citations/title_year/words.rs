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
pub(super) const AHEAD_OF: &[&str] = &[
    "before", "beyond", "by", "for", "into", "next", "past", "post", "till", "to", "toward", "towards",
    "until",
];

/// Words behind a year for what is set long before it.
pub(super) const SET: &[&str] = &[
    "census",
    "election",
    "elections",
    "games",
    "general",
    "poll",
    "polls",
    "presidential",
    "referendum",
    "summit",
];

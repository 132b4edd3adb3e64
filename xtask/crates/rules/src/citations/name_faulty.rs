//! CIT029: a name is none.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, Rule, Sight};
use bibliography::source::Name;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT029",
        name: "name-faulty",
        severity: Severity::Error,
        since: "0.1.0",
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "The name of an author, editor or the like is not a name: it is et al., a number, an address, or a word such as unknown.",
        why: "Who says a thing is half of what it is worth; and a list of works by author would have an author called et al.",
        fix: "Give each person or organisation that the source names an entry of its own. If it names nobody, leave the field out.",
        cases: include_str!("../../../../../tests/rules/CIT029.md"),
    },
    check: Check::Assessment(check),
};

/// Words for nobody, as they stand where an organisation could. A family can be called Na or None.
const NOBODY: &[&str] = &[
    "anon",
    "anonymous",
    "author",
    "author unknown",
    "authors",
    "n.a",
    "n.n",
    "n/a",
    "nil",
    "no author",
    "no name",
    "none",
    "not available",
    "not known",
    "not stated",
    "s.n",
    "tba",
    "tbc",
    "tbd",
    "unknown",
    "unknown author",
    "unnamed",
    "various",
    "various authors",
    "xxx",
];
/// The same where a person's family name could.
const NO_FAMILY: &[&str] = &[
    "anon",
    "anonymous",
    "n.a",
    "n.n",
    "n/a",
    "no author",
    "not known",
    "s.n",
    "tba",
    "tbc",
    "tbd",
    "unknown",
    "xxx",
];

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.assessment().sources.iter() {
        for (variable, names) in source.names.iter() {
            for (i, name) in names.iter().enumerate() {
                for (field, why) in faults(name) {
                    let place = context.at(["sources", id, variable, &i.to_string(), field]);
                    reports.push(Report::new(place, format!("this {why}")));
                }
            }
        }
    }
}

/// The fields of a name that are at fault, each with why.
fn faults(name: &Name) -> Vec<(&'static str, &'static str)> {
    let fields = [
        ("literal", &name.literal, NOBODY),
        ("family", &name.family, NO_FAMILY),
        ("given", &name.given, NO_FAMILY),
    ];
    let judged = fields.into_iter().map(|(field, text, nobody)| {
        text.as_deref().and_then(|text| fault(text, nobody)).map(|why| (field, why))
    });
    judged.flatten().collect()
}

fn fault(text: &str, nobody: &[&str]) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| "[](){}<>.,;:?!-–—_*\"'“”".contains(c) || c.is_whitespace());
    if lower
        .split([' ', ','])
        .collect::<Vec<_>>()
        .windows(2)
        .any(|pair| pair[0] == "et" && matches!(pair[1], "al" | "al."))
    {
        return Some("holds et al., which stands for names that are left out; give them all");
    }
    if bare.is_empty() || nobody.contains(&bare) {
        return Some("is no name, but stands for one that is not known");
    }
    if !bare.contains(char::is_alphabetic) {
        return Some("is a number, not a name");
    }
    if lower.contains("://") || lower.starts_with("www.") || (lower.contains('@') && !lower.contains(' ')) {
        return Some("is an address, not a name");
    }
    text.ends_with([',', ';']).then_some("ends with a sign that is no part of the name")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_they_are() {
        for name in ["Na", "None", "Et", "Al", "Various"] {
            assert_eq!(fault(name, NO_FAMILY), None, "{name}");
        }
        for name in [
            "ARTICLE 19",
            "50/50 Group",
            "U.S. Department of State",
            "Anonymous Was A Woman",
            "Witness 114",
            "សុខា",
        ] {
            assert_eq!(fault(name, NOBODY), None, "{name}");
        }
        for name in [
            "Lim et al.",
            "Lim, et al",
            "et al.",
            "114",
            "N.A.",
            "[Unknown]",
            "n/a",
            "???",
            "Anon.",
            "a@b.org",
            "Lim,",
        ] {
            assert!(fault(name, NOBODY).is_some() && fault(name, NO_FAMILY).is_some(), "{name}");
        }
    }
}

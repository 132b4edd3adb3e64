//! CIT032: a title ends with a full stop, a comma, a semicolon or a slash.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT032",
        name: "title-full-stop",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A title ends with a full stop, a comma, a semicolon or a slash.",
        why: "Notes and lists set their own sign after a title, so there would be two.",
        fix: "Leave the sign out.",
        cases: include_str!("../../../../../tests/rules/CIT032.md"),
    },
    check: Check::Assessment(check),
};

/// Abbreviations with which a title may end.
const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "art", "assn", "bd", "bros", "ca", "cf", "ch", "co", "corp", "dept", "dr", "ed", "eds",
    "etc", "ff", "fig", "gov", "inc", "jr", "lda", "llc", "ltd", "ltda", "mr", "mrs", "no", "nos", "nr",
    "op", "para", "pp", "pt", "pty", "rev", "sec", "sr", "st", "univ", "vol", "vols", "vs",
];

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.assessment().sources.iter() {
        let Some((title, message)) = source.title().and_then(|title| Some((title, fault(title)?))) else {
            continue;
        };
        let place = Location::text(
            &context.file.path,
            Pointer::of(["sources", id, "title"]),
            title.len() - 1..title.len(),
        );
        reports.push(Report::new(place, message));
    }
}

/// What is wrong with the last sign of a title.
fn fault(title: &str) -> Option<&'static str> {
    if has_full_stop(title) {
        return Some("this title ends with a full stop");
    }
    match title.chars().next_back()? {
        ',' => Some("this title ends with a comma"),
        ';' => Some("this title ends with a semicolon"),
        '/' => Some("this title ends with a slash"),
        _ => None,
    }
}

/// Whether a title ends with one stop that is no part of an abbreviation or of an ellipsis.
fn has_full_stop(title: &str) -> bool {
    let Some(rest) = title.strip_suffix('.') else { return false };
    let word =
        rest.rsplit(|c: char| c.is_whitespace() || "-–—/(“\"'’".contains(c)).next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.contains(char::is_uppercase);
    // A point within the last word makes it an abbreviation, as in U.S., and another before the last an ellipsis.
    !word.is_empty() && !word.contains('.') && !is_initial && !ABBREVIATIONS.contains(&&*word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::has_full_stop;

    #[test]
    fn stops_that_belong_to_the_title() {
        for title in [
            "Justice, Inc.",
            "Courts of the U.S.",
            "And then...",
            "Why …",
            "A v. B et al.",
            "Kennedy, John F.",
            "Who?",
            "Law no.",
        ] {
            assert!(!has_full_stop(title), "{title}");
        }
        assert!(
            has_full_stop("A report on courts.")
                && has_full_stop("Report 2021.")
                && has_full_stop("របាយការណ៍.")
        );
    }
}

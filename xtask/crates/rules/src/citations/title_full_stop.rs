//! CIT032: a title ends with a full stop, another detail with a sign that separated it from the next, or a title is in
//! quotation marks as a whole.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::un_symbol::{SymbolProblem, UnSymbol};
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
        what: "A title ends with a full stop, or a detail with a comma, a semicolon or a slash that parted it from what came next; or a whole title stands in quotation marks.",
        why: "Notes and lists set their own marks; with these there would be two.",
        fix: "Leave the marks out. If the work prints its title in quotation marks, keep them, with an exception that says so.",
        cases: include_str!("../../../../../tests/rules/CIT032.md"),
    },
    check: Check::Sources(check),
};

/// Abbreviations with which a title may end.
const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "art", "assn", "bd", "bros", "ca", "cf", "ch", "co", "corp", "dept", "dr", "ed", "eds",
    "etc", "ff", "fig", "gov", "inc", "jr", "lda", "llc", "ltd", "ltda", "mr", "mrs", "no", "nos", "nr",
    "op", "para", "pp", "pt", "pty", "rev", "sec", "sr", "st", "univ", "vol", "vols", "vs",
];

/// The other details that end with no sign.
const OTHERS: &[&str] = &[
    "title-short",
    "container-title",
    "collection-title",
    "publisher-place",
    "event-title",
    "event-place",
    "edition",
    "genre",
    "medium",
    "section",
    "jurisdiction",
    "archive",
    "archive_location",
    "volume",
    "issue",
    "number",
    "page",
];

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        let at = |variable: &str, range| {
            Location::text(&context.file.path, Pointer::of(["sources", id, variable]), range)
        };
        if let Some(title) = source.title() {
            // What somebody posts has no title: its own words stand for one, with their full stop.
            let is_post = source.kind.as_deref() == Some("post");
            if let Some(message) = fault(title).filter(|_| !(is_post && title.ends_with('.'))) {
                reports.push(Report::new(at("title", title.len() - 1..title.len()), message));
            } else if is_quoted(title) {
                let message = "this title stands in quotation marks, which notes add by themselves";
                reports.push(Report::new(at("title", 0..title.len()), message));
            }
        }
        for variable in OTHERS {
            // A symbol of the United Nations that ends so is reported as that.
            let Some(text) = source
                .text(variable)
                .filter(|text| text.ends_with([',', ';', ':', '/']) && !text.contains("://"))
            else {
                continue;
            };
            if *variable == "number" && UnSymbol::parse(text) != Err(SymbolProblem::NotMeant) {
                continue;
            }
            let message = "this ends with a sign that separated it from the next detail";
            reports.push(Report::new(at(variable, text.len() - 1..text.len()), message));
        }
    }
}

/// Whether a text stands between quotation marks that are those of its beginning and its end.
fn is_quoted(title: &str) -> bool {
    [('“', '”'), ('‘', '’'), ('"', '"'), ('«', '»'), ('„', '“'), ('\'', '\'')].iter().any(|(open, close)| {
        let inside = title.strip_prefix(*open).and_then(|rest| rest.strip_suffix(*close));
        // With another of them within it is two quotations; an apostrophe is no mark.
        inside.is_some_and(|inside| {
            !inside.is_empty() && !inside.contains(*open) && (*close == '’' || !inside.contains(*close))
        })
    })
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
        ':' => Some("this title ends with a colon"),
        '|' => Some("this title ends with a bar"),
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
    use super::{fault, has_full_stop, is_quoted};

    #[test]
    fn marks_around_the_whole_title() {
        for title in ["“Bad Dreams”", "‘Cambodia’s courts’", "\"Courts\"", "'Courts'"] {
            assert!(is_quoted(title), "{title}");
        }
        for title in [
            "“We will not go back”: refugees speak",
            "“One” and “two”",
            "‘Free’ press and ‘fair’",
            "“”",
            "The “free” press",
        ] {
            assert!(!is_quoted(title), "{title}");
        }
    }

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

    #[test]
    fn marks_at_the_end() {
        for title in ["Courts:", "Courts |", "Courts,", "Courts;", "Courts /"] {
            assert!(fault(title).is_some(), "{title}");
        }
        assert_eq!(fault("Courts: a view"), None);
    }
}

//! CIT030: a title is none.

use crate::placeholder;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT030",
        name: "title-placeholder",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A title is an address, a placeholder such as untitled, or what a program made up: the name of a file, or the message of a page that was not found.",
        why: "Readers find a work by its title once its address is dead.",
        fix: "Copy the title that the work prints. If it prints none, describe it in a few words of your own, and say so in \"note\".",
        cases: include_str!("../../../../../tests/rules/CIT030.md"),
    },
    check: Check::Assessment(check),
};

/// The variables that are titles.
const TITLES: &[&str] = &["title", "title-short", "container-title", "collection-title", "event-title"];

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.assessment().sources.iter() {
        for variable in TITLES {
            if let Some(why) = source.text(variable).and_then(fault) {
                reports.push(Report::new(context.at(["sources", id, variable]), format!("this {why}")));
            }
        }
    }
}

fn fault(title: &str) -> Option<&'static str> {
    let lower = title.to_lowercase();
    let is_one_word = !lower.contains(char::is_whitespace);
    if is_one_word && (lower.contains("://") || lower.starts_with("www.")) {
        return Some("is an address, not a title");
    }
    if is_of_program(&lower) {
        return Some("was made up by a program: it tells of a fault or names a file");
    }
    placeholder::is_title(title).then_some("is no title, but stands for one that is not known")
}

/// What servers and programs call a page that they cannot show.
const OF_SERVERS: &[&str] = &[
    "404",
    "403 forbidden",
    "404 not found",
    "404 page not found",
    "500 internal server error",
    "502 bad gateway",
    "503 service unavailable",
    "access denied",
    "attention required! | cloudflare",
    "error 404",
    "just a moment...",
    "not found",
    "page not found",
];

/// Endings of files.
const FILES: &[&str] = &[".doc", ".docx", ".htm", ".html", ".odt", ".pdf", ".pptx", ".rtf", ".xlsx"];

/// Whether a title, in small letters, was made up by a program.
fn is_of_program(lower: &str) -> bool {
    let bare = lower.trim_end_matches('.');
    let is_of_server = |known: &&str| {
        let rest = lower.strip_prefix(known);
        lower == *known || bare == *known || rest.is_some_and(|rest| rest.starts_with(" | "))
    };
    OF_SERVERS.iter().any(is_of_server)
        || lower.starts_with("microsoft word - ")
        || !lower.contains(char::is_whitespace) && FILES.iter().any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn titles_as_they_are() {
        for title in [
            "Untitled Landscapes",
            "Who owns https://example.org/?",
            "1984",
            "Change.org",
            "Unknown No More",
            "ក",
        ] {
            assert_eq!(fault(title), None, "{title}");
        }
        for title in
            ["www.un.org", "https://un.org/a", "[Untitled]", "n.a.", "N/A", "TBD", "???", "To be confirmed."]
        {
            assert!(fault(title).is_some(), "{title}");
        }
    }
}

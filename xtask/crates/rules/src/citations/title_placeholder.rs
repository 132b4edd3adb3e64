//! CIT030: a title is none.

use crate::placeholder;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::source::Source;
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
    check: Check::Sources(check),
};

/// The variables that are titles.
const TITLES: &[&str] = &["title", "title-short", "container-title", "collection-title", "event-title"];

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        for variable in TITLES {
            let fault = |title| fault(title).or_else(|| of_a_page(source, title));
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

/// What a site calls the pages before those that it is about.
const OF_SITES: &[&str] =
    &["home", "home page", "homepage", "index", "log in", "login", "search results", "sign in", "welcome"];

/// Why a title is none of a page. A film or a book can be called so.
fn of_a_page(source: &Source, title: &str) -> Option<&'static str> {
    let is_page = source.kind.as_deref() == Some("webpage");
    (is_page && OF_SITES.contains(&&*title.to_lowercase()))
        .then_some("is the name of a page that every site has, and tells nothing of this one")
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
    "400 bad request",
    "401 unauthorized",
    "access denied",
    "access to this page has been denied",
    "are you a robot?",
    "attention required! | cloudflare",
    "error 404",
    "forbidden",
    "just a moment...",
    "loading...",
    "not found",
    "one moment, please...",
    "new tab",
    "page introuvable",
    "page non trouvée",
    "page not found",
    "powerpoint presentation",
    "redirecting",
    "pdf",
    "security check",
    "service unavailable",
    "untitled document",
    "untitled presentation",
];

/// Endings of files.
const FILES: &[&str] = &[".doc", ".docx", ".htm", ".html", ".odt", ".pdf", ".pptx", ".rtf", ".xlsx"];

/// Whether a title, in small letters, was made up by a program.
fn is_of_program(lower: &str) -> bool {
    let bare = lower.trim_end_matches(['.', '…']);
    let first = lower.as_bytes().first();
    let is_of_server = |known: &&str| {
        if known.as_bytes().first() != first {
            return false;
        }
        let rest = lower.strip_prefix(known);
        lower == *known || bare == *known || rest.is_some_and(|rest| rest.starts_with(" | "))
    };
    OF_SERVERS.iter().any(is_of_server)
        || ["excel", "powerpoint", "word"].iter().any(|program| {
            let rest = lower.strip_prefix("microsoft ").and_then(|rest| rest.strip_prefix(program));
            rest.is_some_and(|rest| rest.starts_with(" - "))
        })
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
        for title in [
            "Microsoft PowerPoint - x.pptx",
            "Redirecting…",
            "Page introuvable",
            "Untitled document",
            "PDF",
            "www.un.org",
            "https://un.org/a",
            "[Untitled]",
            "n.a.",
            "N/A",
            "TBD",
            "???",
            "To be confirmed.",
        ] {
            assert!(fault(title).is_some(), "{title}");
        }
    }
}

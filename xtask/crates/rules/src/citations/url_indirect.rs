//! CIT048: an address is a way to a page and not the page's own.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::address::Address;
use bibliography::doi::Doi;
use bibliography::source::Source;
use bibliography::wrapped::{Inner, Way, Wrapped};
use format::diagnostic::{Edit, Fix, NewValue, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT048",
        name: "url-indirect",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "An address is a way to a page and not the page's own: through a library's proxy, a redirector or a short address, to a marked passage, a search, a shared file or an archived copy; or it is a DOI.",
        why: "Others cannot open it, see something else, or arrive nowhere once the service in between is gone; and one page has several addresses.",
        fix: "Open it, and copy the address that the browser shows at the end. A DOI goes into \"DOI\", an archived copy into \"archive_url\" under \"custom\". For a shared file, give the address at which its author publishes it.",
        cases: include_str!("../../../../../tests/rules/CIT048.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        of_copy(context, id, source, reports);
        let Some(Wrapped { way, inner }) = source.address().and_then(|address| address.wrapped()) else {
            continue;
        };
        let url = Pointer::of(["sources", id, "URL"]);
        let report = Report::new(context.at(["sources", id, "URL"]), words(way));
        reports.push(match inner {
            Inner::Address(text) => {
                let title = "write the page's own address";
                report.help(format!("Write \"{text}\".")).fix(title, Edit::Replace { pointer: url, text })
            }
            Inner::Likely(text) => report.help(format!(
                "It seems to lead to {text}. Open that, and if it is the page, write the address that the browser shows."
            )),
            Inner::Copy { original, day } => copy(report, source, url, original, day),
            Inner::Doi(doi) => of_doi(report, source, url, &doi),
            Inner::Unknown => match remedy(way) {
                Some(help) => report.help(help),
                None => report,
            },
        });
    }
}

/// The address of a copy can be wrapped as well. That it is one of a copy or a DOI is as it should be, and a cache is told as
/// no copy.
fn of_copy(context: &AssessmentContext<'_>, id: &str, source: &Source, reports: &mut Findings<'_>) {
    let address = source.archive_url.as_deref().and_then(|copy| Address::parse(copy).ok());
    let Some(Wrapped { way, inner }) = address.and_then(|address| address.wrapped()) else { return };
    match way {
        Way::Archive | Way::Doi | Way::Cache => return,
        Way::Proxy | Way::Redirector | Way::Passage | Way::Search | Way::Shortener | Way::Share => {}
    }
    let report = Report::new(context.at(["sources", id, "custom", "archive_url"]), words(way));
    reports.push(match inner {
        Inner::Address(text) => {
            let pointer = Pointer::of(["sources", id, "custom", "archive_url"]);
            let help = format!("Write \"{text}\".");
            report.help(help).fix("write the copy's own address", Edit::Replace { pointer, text })
        }
        Inner::Likely(text) => report.help(format!(
            "It seems to lead to {text}. Open that, and if it is the copy, write the address that the browser shows."
        )),
        Inner::Copy { .. } | Inner::Doi(_) | Inner::Unknown => {
            report.help("Open it, and write the address of the copy that the browser shows at the end.")
        }
    });
}

/// What is wrong.
fn words(way: Way) -> &'static str {
    match way {
        Way::Proxy => "the address leads through a library's proxy, which lets in only its own readers",
        Way::Redirector => "the address leads through a page that sends its readers on",
        Way::Passage => {
            "the address leads to a passage that a browser has marked, which may be gone tomorrow"
        }
        Way::Archive => "this is the address of an archived copy and not of the page itself",
        Way::Doi => "this address is a DOI, which belongs in \"DOI\"",
        Way::Search => "the address leads to what a search finds, which is something else for each reader",
        Way::Cache => "the address leads to a search engine's cache, which keeps a page for some days",
        Way::Shortener => {
            "this is a short address, which does not show where it leads and lasts as long as its service"
        }
        Way::Share => "the address leads to a file that somebody shares out of their own storage",
    }
}

/// What to do where nothing can be read out of the address; the rule's general remedy serves for some ways.
fn remedy(way: Way) -> Option<&'static str> {
    match way {
        Way::Archive => Some(
            "Write the page's own address, which the copy shows at its head. Give the copy as \"archive_url\" and its day as \"archive_date\" under \"custom\".",
        ),
        Way::Search => Some("Open the page that was found, and write its address."),
        Way::Share => Some(
            "Give the address at which the author or publisher has the file. If there is none, say in \"archive\" who keeps it.",
        ),
        Way::Proxy | Way::Redirector | Way::Passage | Way::Doi | Way::Cache | Way::Shortener => None,
    }
}

/// A copy and its day go under `custom`, unless another copy is there already.
fn copy(report: Report, source: &Source, url: Pointer, original: String, day: Option<String>) -> Report {
    let address = source.url().unwrap_or_default();
    let replace = Edit::Replace { pointer: url.clone(), text: original.clone() };
    let has_none = source.archive_url.is_none() && source.archive_date.is_none();
    match day {
        _ if source.archive_url.as_deref() == Some(address) => report
            .help(format!("Write \"{original}\"."))
            .fix("write the page's own address", replace),
        Some(day) if has_none => {
            let help = format!(
                "Write \"{original}\", and add the copy: \"custom\": {{ \"archive_url\": \"{address}\", \"archive_date\": \"{day}\" }}."
            );
            let members = vec![
                ("archive_url", NewValue::Text(address.to_owned())),
                ("archive_date", NewValue::Text(day)),
            ];
            let pointer = url.parent().child("custom");
            let edits = vec![Edit::Add { pointer, value: NewValue::Group(members) }, replace];
            let title = "write the page's own address, and keep the copy under custom".to_owned();
            Report { fix: Some(Box::new(Fix { title, edits })), ..report.help(help) }
        }
        Some(_) | None => report.help(format!(
            "The page itself is {original}. Give one copy as \"archive_url\", with its day as \"archive_date\", under \"custom\"."
        )),
    }
}

fn of_doi(report: Report, source: &Source, url: Pointer, doi: &Doi) -> Report {
    let is_found = source.kind.as_deref().is_some_and(Source::is_found_by_doi);
    let given = source.doi();
    let remove = Edit::Remove { pointer: url.clone() };
    match given {
        Some(given) if given.identity() != doi.identity() => {
            report.help(format!("\"DOI\" says {given}. Find out which of the two is the work's."))
        }
        Some(_) if is_found => report
            .help("Take the address out: \"DOI\" has it already.")
            .fix("take the address out, which is the DOI", remove),
        None if is_found && source.text("DOI").is_none() => {
            let help = format!("Take the address out, and write \"DOI\": \"{doi}\".");
            let value = NewValue::Text(doi.to_string());
            let edits = vec![Edit::Add { pointer: url.parent().child("DOI"), value }, remove];
            let title = "write the address as a DOI".to_owned();
            Report { fix: Some(Box::new(Fix { title, edits })), ..report.help(help) }
        }
        Some(_) | None => report.help(format!(
            "Write \"DOI\": \"{doi}\", and as \"URL\" the address of the page to which it leads."
        )),
    }
}

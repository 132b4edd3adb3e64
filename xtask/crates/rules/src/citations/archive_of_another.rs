//! CIT044: an archived copy is of another page, or of another day.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::address::Address;
use bibliography::address::copies::{ArchivedCopy, whole_address};
use bibliography::date::{Day, Span};
use bibliography::source::Source;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT044",
        name: "archive-of-another",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "The address of an archived copy contradicts what is said of it: it names another page than the source's, or another day; it is that of the page itself, or of a search engine's cache; or the copy is older than the source.",
        why: "Once the page is gone the copy is the evidence; it must be the copy of this page, as it was on the day given.",
        fix: "Look the page up on web.archive.org, and copy address and day of the copy that shows what was read.",
        cases: include_str!("../../../../../tests/rules/CIT044.md"),
    },
    check: Check::Sources(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        let Some(address) = source.archive_url.as_deref() else { continue };
        // An address that is faulty in itself has been reported as that.
        let Ok(address) = Address::parse(address) else { continue };
        let archived = |field| context.at(["sources", id, "custom", field]);
        let url = source.address();
        if let Some(message) = no_copy(address, url) {
            reports.push(Report::new(archived("archive_url"), message));
            continue;
        }
        if let Some((made, issued)) = made_before_issue(context, source) {
            let message = format!("the copy was made on {made}, before the source was issued: {issued}");
            let related = context.at(["sources", id, "issued"]);
            reports.push(Report::new(archived("archive_date"), message).related(related, "issued then"));
            continue;
        }
        let Some(copy) = address.archived_copy() else { continue };
        if copy.made.is_none() {
            let message = "this address leads to no copy of a certain day";
            reports.push(Report::new(archived("archive_url"), message));
        } else if url.is_some_and(|url| !is_copy(url, copy.original)) {
            let message = format!("this is a copy of {} and not of the source's own address", copy.original);
            let related = context.at(["sources", id, "URL"]);
            reports
                .push(Report::new(archived("archive_url"), message).related(related, "the source's address"));
        } else if let Some(day) = other_day(context, source, &copy) {
            let message = format!("the copy was made on another day, as its address tells: {day}");
            reports.push(
                Report::new(archived("archive_date"), message).related(archived("archive_url"), "made then"),
            );
        }
    }
}

/// Why an address leads to no copy that lasts: it is that of the page itself, or of a search engine's cache.
fn no_copy(address: Address<'_>, url: Option<Address<'_>>) -> Option<&'static str> {
    if url.is_some_and(|url| url.identity() == address.identity()) {
        return Some("this is the address of the page itself and of no copy");
    }
    let is_cache = address.identity().starts_with("webcache.googleusercontent.com/");
    is_cache.then_some("this copy does not last: a search engine keeps one for some days")
}

/// The day of a copy and the date of issue, if the copy is older for certain. What has not come yet is reported as that.
fn made_before_issue(context: &AssessmentContext<'_>, source: &Source) -> Option<(Day, Span)> {
    let made = Day::parse(source.archive_date.as_deref()?).ok()?;
    let issued = source.issued()?.span()?;
    let is_certain = issued.is_after(made.into()) && !issued.is_after(context.today.into());
    is_certain.then_some((made, issued))
}

/// Whether what was copied is the page of an address. A copy may name it without its scheme.
fn is_copy(url: Address<'_>, original: &str) -> bool {
    let identity = |address: Address<'_>| address.without_anchor().identity();
    Address::parse(&whole_address(original)).is_ok_and(|whole| identity(url) == identity(whole))
}

/// The figures of a copy's day, as they would be written, where they contradict the day given.
fn other_day(context: &AssessmentContext<'_>, source: &Source, copy: &ArchivedCopy<'_>) -> Option<String> {
    let made: String = copy.made?.chars().take(8).collect();
    let given = source
        .archive_date
        .as_deref()
        .filter(|given| Day::parse(given).is_ok_and(|day| !Span::from(day).is_after(context.today.into())))?;
    if given.replace('-', "").starts_with(&made) {
        return None;
    }
    let parts = [made.get(..4), made.get(4..6), made.get(6..8)];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join("-"))
}

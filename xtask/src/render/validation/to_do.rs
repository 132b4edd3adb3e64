//! What drafts still lack, shortly: a few lines a draft for a terminal, one line a draft for a page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::OpenPoints;
use crate::render::markdown::text;
use crate::render::{counted, plain, wrapped};
use dataset::progress::Progress;
use format::diagnostic::Diagnostic;
use rules::open_points::heading;

/// The width of the list where there is no terminal.
const WIDTH: usize = 80;

/// How many drafts are told of in several lines each; of more each has one.
const IN_DETAIL: usize = 3;

/// How many drafts are told of.
const DRAFTS: usize = 30;

/// How many kinds of open points are told of in a draft.
const KINDS: usize = 12;

/// How many indicators or sources are named where it is not all of them.
const NAMES: usize = 4;

/// The open points of one kind in a draft: how many there are, and where.
#[derive(Default)]
struct OfKind<'d> {
    count: usize,
    subjects: Vec<Cow<'d, str>>,
}

/// The list for a terminal; empty if there is nothing to do.
pub(super) fn listed(open: &OpenPoints<'_>, width: Option<u16>) -> String {
    let width = width.map_or(WIDTH, usize::from);
    let mut out = String::new();
    for draft in open.drafts.iter().take(DRAFTS) {
        let points = of_draft(open.points, draft);
        if points.is_empty() {
            out.push_str(&wrapped(&line(draft, &points), width, "", "  "));
        } else if open.drafts.len() > IN_DETAIL {
            let line = format!("{}; to do: {}", line(draft, &points), counted(total(&points), "open point"));
            out.push_str(&wrapped(&line, width, "", "  "));
        } else {
            out.push_str(&wrapped(&format!("{}; to do:", line(draft, &points)), width, "", "  "));
            let kinds = kinds(&points);
            for (kind, of_kind) in kinds.iter().take(KINDS) {
                out.push_str(&wrapped(&plain(&detail(kind, of_kind, draft.indicators)), width, "  ", "    "));
            }
            if kinds.len() > KINDS {
                out.push_str(&format!("  and {} more\n", counted(kinds.len() - KINDS, "kind of open point")));
            }
        }
    }
    if open.drafts.len() > DRAFTS {
        out.push_str(&format!("and {} more\n", counted(open.drafts.len() - DRAFTS, "draft")));
    }
    if !open.points.is_empty() {
        let more = "To list each open point with its place: cargo xtask validate --open-points";
        out.push_str(&wrapped(more, width, "", "  "));
    }
    if let Some(elsewhere) = elsewhere(open) {
        out.push_str(&wrapped(&elsewhere, width, "", "  "));
    }
    out
}

/// The same as lines of Markdown, one a draft, and one for what is open elsewhere.
pub(super) fn lines(open: &OpenPoints<'_>) -> Vec<String> {
    let mut lines: Vec<String> = open
        .drafts
        .iter()
        .take(DRAFTS)
        .map(|draft| {
            let points = of_draft(open.points, draft);
            let kinds: Vec<String> =
                kinds(&points).iter().map(|(kind, of_kind)| format!("{kind} ({})", of_kind.count)).collect();
            let to_do =
                if kinds.is_empty() { String::new() } else { format!("; to do: {}", kinds.join(", ")) };
            format!("- {}{}", text(&line(draft, &points)), text(&to_do))
        })
        .collect();
    if open.drafts.len() > DRAFTS {
        lines.push(format!("- and {} more", counted(open.drafts.len() - DRAFTS, "draft")));
    }
    lines
}

/// What else is open, in a line; none if nothing is.
pub(super) fn elsewhere(open: &OpenPoints<'_>) -> Option<String> {
    let elsewhere = open.elsewhere.iter().filter(|(_, points)| *points > 0);
    let drafts: Vec<String> = elsewhere
        .clone()
        .take(NAMES)
        .map(|(draft, _)| format!("{} {}", draft.country, draft.edition))
        .collect();
    let count = elsewhere.clone().count();
    let points: usize = elsewhere.map(|(_, points)| points).sum();
    let more =
        if count > NAMES { format!(" and {} more", counted(count - NAMES, "draft")) } else { String::new() };
    (count > 0).then(|| {
        plain(&format!(
            "Also open, in drafts that this change does not touch: {}, in {}{more}.",
            counted(points, "point"),
            drafts.join(", ")
        ))
    })
}

/// How many open points a draft has.
pub(super) fn count(points: &[Diagnostic], draft: &Progress) -> usize {
    total(&of_draft(points, draft))
}

fn of_draft<'d>(points: &'d [Diagnostic], draft: &Progress) -> Vec<&'d Diagnostic> {
    // Sorted by place, so by path.
    let start = points.partition_point(|point| *point.location.path < *draft.path);
    points[start..].iter().take_while(|point| point.location.path == draft.path).collect()
}

fn total(points: &[&Diagnostic]) -> usize {
    points.iter().map(|point| point.count).sum()
}

fn line(draft: &Progress, points: &[&Diagnostic]) -> String {
    let told = plain(&draft.told());
    if points.is_empty() && !draft.is_unreadable { format!("{told}; no open points") } else { told }
}

/// The open points of a draft by kind, the most first.
fn kinds<'d>(points: &[&'d Diagnostic]) -> Vec<(&'static str, OfKind<'d>)> {
    let mut kinds: BTreeMap<&'static str, OfKind<'d>> = BTreeMap::new();
    for point in points {
        let of_kind = kinds.entry(kind(point)).or_default();
        of_kind.count += point.count;
        let subject = point.location.pointer().and_then(|pointer| pointer.tokens().nth(1));
        // Sorted by place: those of one indicator or source follow each other.
        of_kind.subjects.extend(subject.filter(|subject| of_kind.subjects.last() != Some(subject)));
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    // That an indicator has no rating comes before what else it has not.
    kinds.sort_by_key(|(kind, of_kind)| (std::cmp::Reverse(of_kind.count), *kind != NOT_RATED));
    kinds
}

const NOT_RATED: &str = "not rated";

fn kind(point: &Diagnostic) -> &'static str {
    let tokens: Vec<_> = point.location.pointer().iter().flat_map(|pointer| pointer.tokens()).collect();
    match tokens.as_slice() {
        [ratings, _, rating] if ratings == "ratings" && rating == "rating" && is_of_shape(point) => NOT_RATED,
        _ => heading(point.code).unwrap_or_default(),
    }
}

/// Whether a field is missing or empty.
fn is_of_shape(point: &Diagnostic) -> bool {
    point.code.starts_with("SCH")
}

fn detail(kind: &str, of_kind: &OfKind<'_>, indicators: usize) -> String {
    let OfKind { count, subjects } = of_kind;
    if subjects.len() == indicators && indicators > NAMES {
        return format!("{kind} ({count}): every indicator");
    }
    let named = subjects.iter().take(NAMES).map(|name| &**name).collect::<Vec<_>>().join(", ");
    match subjects.len().saturating_sub(NAMES) {
        _ if named.is_empty() => format!("{kind} ({count})"),
        0 => format!("{kind} ({count}): {named}"),
        more => format!("{kind} ({count}): {named} and {more} more"),
    }
}

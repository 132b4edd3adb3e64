//! Diagnostics as the JSON report, version 1: one object, for programs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Excepted, OpenPoints, Summary};
use crate::render::place::{Placed, Spot};
use crate::render::pretty;
use format::diagnostic;

/// The version of the report's form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'r> {
    version: u32,
    summary: Counts,
    diagnostics: Vec<Entry<'r>>,
    open_points: Vec<OpenPoint<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excepted: Option<Vec<WithReason<'r>>>,
}

/// A diagnostic that the data excepts.
#[derive(Serialize)]
struct WithReason<'r> {
    #[serde(flatten)]
    entry: Entry<'r>,
    reason: &'r str,
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    errors: usize,
    warnings: usize,
    open_points: usize,
    excepted: usize,
}

#[derive(Serialize)]
struct Entry<'r> {
    code: &'r str,
    name: &'r str,
    severity: &'r str,
    path: &'r str,
    pointer: &'r str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'r str,
    /// The source that it is about, as a bibliography names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'r str>,
    help: String,
    related: Vec<Related<'r>>,
    fix: Option<Fix<'r>>,
    /// How many findings the entry tells of, where it is the one that tells how many more there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
}

/// What a draft still lacks; nothing can fix that but people.
#[derive(Serialize)]
struct OpenPoint<'r> {
    code: &'r str,
    name: &'r str,
    /// The severity once the draft is finished.
    becomes: &'r str,
    path: &'r str,
    pointer: &'r str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'r str,
    /// The source that it is about, as a bibliography names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'r str>,
    help: String,
    related: Vec<Related<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
}

#[derive(Serialize)]
struct Related<'r> {
    path: &'r str,
    pointer: &'r str,
    line: usize,
    column: usize,
    message: &'r str,
}

/// A change that would mend the fault.
#[derive(Serialize)]
struct Fix<'r> {
    title: &'r str,
    edits: Vec<Edit<'r>>,
}

/// One change to the file of the diagnostic, in the terms of JSON Patch (RFC 6902) where it has one.
#[derive(Serialize)]
#[serde(tag = "op", rename_all = "lowercase")]
enum Edit<'r> {
    Replace {
        path: &'r str,
        value: Value<'r>,
    },
    Add {
        path: &'r str,
        value: Value<'r>,
    },
    Remove {
        path: &'r str,
    },
    /// The file laid out anew by `cargo xtask fmt`.
    Format,
}

/// What is put in the place of a value, or where none was.
#[derive(Serialize)]
#[serde(untagged)]
enum Value<'r> {
    Text(&'r str),
    Number(i64),
    Group(BTreeMap<&'r str, Value<'r>>),
    List(Vec<Value<'r>>),
}

/// Renders the report, with a final line end.
pub fn render(placed: &[Placed<'_>], open: &OpenPoints<'_>, summary: &Summary) -> String {
    pretty(&report(placed, open, summary))
}

/// Renders the report with what the data excepts in it, as a list of its own.
pub fn render_with_excepted(
    placed: &[Placed<'_>],
    open: &OpenPoints<'_>,
    excepted: &[Excepted<'_>],
    summary: &Summary,
) -> String {
    let excepted = Some(excepted.iter().map(with_reason).collect());
    pretty(&Report { excepted, ..report(placed, open, summary) })
}

fn open_point<'r>(placed: &'r Placed<'_>) -> OpenPoint<'r> {
    let Entry {
        code,
        name,
        severity,
        path,
        pointer,
        line,
        column,
        end_line,
        end_column,
        message,
        source,
        help,
        related,
        fix: _,
        count,
    } = entry(placed);
    OpenPoint {
        code,
        name,
        becomes: severity,
        path,
        pointer,
        line,
        column,
        end_line,
        end_column,
        message,
        source,
        help,
        related,
        count,
    }
}

fn with_reason<'r>(excepted: &'r Excepted<'_>) -> WithReason<'r> {
    let Excepted { placed, reason } = excepted;
    WithReason { entry: entry(placed), reason }
}

fn report<'r>(placed: &'r [Placed<'_>], open: &'r OpenPoints<'_>, summary: &Summary) -> Report<'r> {
    Report {
        version: VERSION,
        summary: Counts {
            files: summary.files,
            errors: summary.errors,
            warnings: summary.warnings,
            open_points: summary.open_points,
            excepted: summary.excepted,
        },
        diagnostics: placed.iter().map(entry).collect(),
        open_points: open.placed.iter().map(open_point).collect(),
        excepted: None,
    }
}

fn entry<'r>(placed: &'r Placed<'_>) -> Entry<'r> {
    let Spot { path, pointer, lines, .. } = &placed.spot;
    let diagnostic = placed.diagnostic;
    let related = placed.related.iter().zip(&diagnostic.related);
    Entry {
        code: diagnostic.code,
        name: diagnostic.name,
        severity: diagnostic.severity.word(),
        path,
        pointer: pointer.as_str(),
        line: lines.line,
        column: lines.column,
        end_line: lines.end_line,
        end_column: lines.end_column,
        message: &diagnostic.message,
        source: placed.spot.source.as_deref(),
        help: diagnostic.advice(),
        related: related
            .map(|(spot, related)| Related {
                path: &spot.path,
                pointer: spot.pointer.as_str(),
                line: spot.lines.line,
                column: spot.lines.column,
                message: &related.message,
            })
            .collect(),
        fix: diagnostic.fix.as_deref().map(fix),
        count: Some(diagnostic.count).filter(|count| *count > 1),
    }
}

fn fix(fix: &diagnostic::Fix) -> Fix<'_> {
    let edits = fix.edits.iter().map(|edit| match edit {
        diagnostic::Edit::Replace { pointer, text } => {
            Edit::Replace { path: pointer.as_str(), value: Value::Text(text) }
        }
        diagnostic::Edit::ReplaceByNumber { pointer, number } => {
            Edit::Replace { path: pointer.as_str(), value: Value::Number(*number) }
        }
        diagnostic::Edit::Add { pointer, value } => {
            Edit::Add { path: pointer.as_str(), value: new_value(value) }
        }
        diagnostic::Edit::Remove { pointer } => Edit::Remove { path: pointer.as_str() },
        diagnostic::Edit::Format => Edit::Format,
    });
    Fix { title: &fix.title, edits: edits.collect() }
}

fn new_value(value: &diagnostic::NewValue) -> Value<'_> {
    match value {
        diagnostic::NewValue::Text(text) => Value::Text(text),
        diagnostic::NewValue::Group(members) => {
            Value::Group(members.iter().map(|(name, it)| (*name, new_value(it))).collect())
        }
        diagnostic::NewValue::List(items) => Value::List(items.iter().map(new_value).collect()),
    }
}

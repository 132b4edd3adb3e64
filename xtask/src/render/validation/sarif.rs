//! Diagnostics as a SARIF log, version 2.1.0 (OASIS), for code scanning and editors.
//!
//! Fixes are left out: SARIF wants the bytes that an edit replaces, and ours name what they change by its place in the data.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Excepted, OpenPoints};
use crate::render::explain::examples;
use crate::render::place::{Placed, Spot};
use crate::render::{plain, pretty, uri};
use format::diagnostic::Severity;
use rules::{self, Rule};

const SCHEMA: &str =
    "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json";

/// The root that all paths are relative to, by the name that GitHub and others give it.
const ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    language: &'static str,
    column_kind: &'static str,
    results: Vec<Finding>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<ReportingDescriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportingDescriptor {
    id: &'static str,
    name: &'static str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: &'static str,
    rule_index: usize,
    /// What is no failure: `open` for what a draft still lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties>,
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[LogicalLocation; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "place/v1")]
    place: String,
}

/// What SARIF has no property for.
#[derive(Serialize)]
struct Properties {
    /// The source that a result is about, as a bibliography names it.
    source: String,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

/// Renders the log: the rules, what stands, and what the data excepts as far as it is handed over, as suppressed with the
/// reason given in the dataset. (GitHub's code scanning opens alerts for what is suppressed as well.) What drafts still lack is
/// of the kind `open` and has no level.
pub fn render(placed: &[Placed<'_>], open: &OpenPoints<'_>, excepted: &[Excepted<'_>]) -> String {
    let rules: Vec<&Rule> = rules::all().collect();
    let mut seen = BTreeMap::new();
    let mut results = Vec::with_capacity(placed.len() + excepted.len());
    for standing in placed {
        results.push(finding(standing, &rules, &mut seen, Vec::new()));
    }
    for placed in &open.placed {
        let finding = finding(placed, &rules, &mut seen, Vec::new());
        results.push(Finding { kind: Some("open"), level: "none", ..finding });
    }
    for Excepted { placed, reason } in excepted {
        let justification = plain(reason);
        let suppression = Suppression { kind: "inSource", status: "accepted", justification };
        results.push(finding(placed, &rules, &mut seen, vec![suppression]));
    }
    let driver = Driver {
        name: "xtask validate",
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: rules.iter().map(|rule| described(rule)).collect(),
    };
    let run = Run { tool: Tool { driver }, language: "en", column_kind: "unicodeCodePoints", results };
    pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

/// A rule. Its texts are ours and stand as they are: braces in its examples are no places to fill in.
fn described(rule: &Rule) -> ReportingDescriptor {
    let descriptor = &rule.descriptor;
    let help = format!("{}\n\n{}", descriptor.fix, examples(descriptor.cases));
    let help = Message { text: help.trim_end().to_owned(), markdown: Some(help.trim_end().to_owned()) };
    ReportingDescriptor {
        id: descriptor.code,
        name: descriptor.name,
        short_description: Message { text: descriptor.what.to_owned(), markdown: None },
        full_description: Message { text: format!("{} {}", descriptor.what, descriptor.why), markdown: None },
        help,
        default_configuration: Configuration { level: level(descriptor.severity) },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// One result. A code, file and place seen before is told apart by its number.
fn finding(
    placed: &Placed<'_>,
    rules: &[&Rule],
    seen: &mut BTreeMap<String, usize>,
    suppressions: Vec<Suppression>,
) -> Finding {
    let diagnostic = placed.diagnostic;
    let index = rules.iter().position(|rule| rule.descriptor.code == diagnostic.code);
    let place = fingerprint(diagnostic.code, &placed.spot);
    let nth = *seen.entry(place.clone()).and_modify(|nth| *nth += 1).or_insert(1);
    let related = placed.related.iter().zip(&diagnostic.related).enumerate();
    Finding {
        rule_id: diagnostic.code,
        rule_index: index.expect("every diagnostic has a rule"),
        kind: None,
        level: level(diagnostic.severity),
        message: message(&format!("{}. {}", diagnostic.message, diagnostic.advice())),
        locations: [location(&placed.spot)],
        related_locations: related
            .map(|(nth, (spot, related))| Location {
                id: Some(nth),
                message: Some(message(&related.message)),
                ..location(spot)
            })
            .collect(),
        partial_fingerprints: Fingerprints { place: format!("{place} {nth}") },
        properties: placed.spot.source.as_deref().map(|source| Properties { source: plain(source) }),
        suppressions,
    }
}

/// What stays the same when lines move: the code, the path, `#` and the pointer; then follows the number among those that
/// are the same in all three.
fn fingerprint(code: &str, spot: &Spot) -> String {
    format!("{code} {}#{}", uri(&spot.path), uri(spot.pointer.as_str()))
}

fn location(spot: &Spot) -> Location {
    let lines = spot.lines;
    let pointer = spot.pointer.as_str();
    let name = || [LogicalLocation { fully_qualified_name: plain(pointer) }];
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(&spot.path), uri_base_id: ROOT },
            region: Region {
                start_line: lines.line,
                start_column: lines.column,
                end_line: lines.end_line,
                end_column: lines.end_column,
            },
        },
        logical_locations: (!pointer.is_empty()).then(name),
        message: None,
    }
}

/// A message with text from the data in it. In SARIF braces are places to fill in unless they are doubled, and `](` makes
/// a link; code scanning shows messages in comments, where `@` would be a mention.
fn message(text: &str) -> Message {
    let text = plain(text).replace('{', "{{").replace('}', "}}");
    Message { text: text.replace("](", "]\u{200b}(").replace('@', "@\u{200b}"), markdown: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_link_and_fill_in_nothing() {
        let shown = message("{0} [a](1) [^label] @octocat").text;
        assert_eq!(shown, "{{0}} [a]\u{200b}(1) [^label] @\u{200b}octocat");
    }
}

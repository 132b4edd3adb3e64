//! Diagnostics for GitHub's runner: as annotations beside the lines of a change, and as the whole list for its log.
//!
//! The runner reads what a step prints. A line that begins with `::name`, after white space or without, is a command to it,
//! and so is `##[name]` anywhere in a line; only commands of our own may come out.

use super::{OpenPoints, Summary, human};
use crate::render::place::Placed;
use crate::render::{clipped, counted, plain};
use format::diagnostic::Severity;

/// How many annotations of one severity GitHub shows of a step; it drops the rest.
const SHOWN: usize = 10;

/// How many characters a message may have; GitHub shows the beginning, and the log has the rest.
const LONGEST: usize = 2_000;

/// Parts what the runner would take for a command; no one sees it.
const BREAK: char = '\u{200b}';

/// Renders the first ten errors and the first ten warnings as annotations, how many were not annotated, and the list of all
/// diagnostics as people read it. What drafts still lack is in the list alone.
pub fn render(placed: &[Placed<'_>], open: &OpenPoints<'_>, summary: &Summary) -> String {
    let mut out = String::new();
    let mut dropped = Vec::new();
    for severity in [Severity::Error, Severity::Warning] {
        let of_severity = || placed.iter().filter(|placed| placed.diagnostic.severity == severity);
        of_severity().take(SHOWN).for_each(|placed| out.push_str(&annotation(placed)));
        let annotated: usize = of_severity().take(SHOWN).map(|placed| placed.diagnostic.count).sum();
        let all = match severity {
            Severity::Error => summary.errors,
            Severity::Warning => summary.warnings,
        };
        let more = all.saturating_sub(annotated);
        if more > 0 {
            dropped.push(counted(more, severity.word()));
        }
    }
    if !dropped.is_empty() {
        let dropped = dropped.join(" and ");
        out.push_str(&format!(
            "::notice title=Not all is annotated::{dropped} more: GitHub shows {SHOWN} of each in a step. The log has the whole list.\n"
        ));
    }
    let styled = human::render(placed, open, summary, None, None, None);
    let listed = anstream::adapter::strip_str(&styled).to_string();
    listed.lines().for_each(|line| out.push_str(&format!("{}\n", log_line(line))));
    out
}

fn annotation(placed: &Placed<'_>) -> String {
    let diagnostic = placed.diagnostic;
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let lines = placed.spot.lines;
    // GitHub's columns are those of one line.
    let columns = if lines.line == lines.end_line {
        format!(",col={},endColumn={}", lines.column, lines.end_column)
    } else {
        String::new()
    };
    let source = placed.spot.source.as_deref();
    let source =
        source.map(|source| format!("{}%0A", data(&format!("The source is: {source}")))).unwrap_or_default();
    format!(
        "::{command} file={},line={},endLine={}{columns},title={}::{}%0A{source}{}\n",
        property(&placed.spot.path),
        lines.line,
        lines.end_line,
        property(&format!("{} {}", diagnostic.code, diagnostic.name)),
        data(&diagnostic.message),
        data(&diagnostic.advice()),
    )
}

/// Text as the message of a command.
fn data(text: &str) -> String {
    let text = clipped(&plain(text), LONGEST);
    without_old_commands(&text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line of the log that is no command.
fn log_line(line: &str) -> String {
    let line = without_old_commands(&plain(line));
    if line.trim_start().starts_with("::") { format!("{BREAK}{line}") } else { line }
}

fn without_old_commands(text: &str) -> String {
    text.replace("##[", &format!("##{BREAK}["))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_and_properties_come_back_as_they_were() {
        assert_eq!(data("100%, a:b\r%0A::error::x"), "100%25, a:b %250A::error::x");
        assert_eq!(property("a,b:c%2Cd\n"), "a%2Cb%3Ac%252Cd ");
    }

    #[test]
    fn a_line_of_the_log_is_no_command() {
        for line in
            ["::error::x", "  \t::set-env name=a::b", "\u{3000}::x::", "a ##[error]b", "a\r::error::x"]
        {
            let inert = log_line(line);
            assert!(!inert.trim_start().starts_with("::") && !inert.contains("##["), "{inert:?}");
            assert!(!inert.contains('\r'), "{inert:?}");
        }
        assert_eq!(log_line(" --> a::b"), " --> a::b");
    }
}

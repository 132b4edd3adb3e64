//! Diagnostics as a page of Markdown, for the summary of a check on GitHub.

use super::{OpenPoints, Summary, human, to_do};
use crate::render::markdown::{Block, LIMIT, code, page, text};
use crate::render::place::Placed;
use crate::render::{clipped, counted};
use format::diagnostic::{Severity, Suppression};

/// How many characters of a text stand in a cell.
const LONGEST: usize = 600;

/// Renders the counts, how far drafts are, and a table, errors first; cut where it is longer than GitHub takes.
pub fn render(placed: &[Placed<'_>], open: &OpenPoints<'_>, summary: &Summary) -> String {
    let mut blocks = vec![
        Block::Passage(format!("## Validation: {}", headline(summary))),
        Block::Passage(human::sentence(summary)),
    ];
    let drafts = to_do::lines(open);
    if !drafts.is_empty() {
        blocks.push(Block::Passage(drafts.join("\n")));
    }
    blocks.extend(to_do::elsewhere(open).map(|line| Block::Passage(text(&line))));
    if !placed.is_empty() {
        let of = |severity| placed.iter().filter(move |placed| placed.diagnostic.severity == severity);
        let worst_first = of(Severity::Error).chain(of(Severity::Warning));
        blocks.push(Block::Table {
            head: ["", "Rule", "Place", "What is wrong", "How to fix it"].map(str::to_owned).to_vec(),
            rows: worst_first.map(cells).collect(),
        });
        blocks.push(Block::Passage(
            "For the reason behind a rule and an example, run `cargo xtask explain` with its code."
                .to_owned(),
        ));
    }
    page(&blocks, LIMIT, "`cargo xtask validate` lists everything.")
}

fn headline(summary: &Summary) -> String {
    match (summary.errors, summary.warnings) {
        (0, 0) if summary.open_points > 0 => {
            format!("no problems, {}", counted(summary.open_points, "open point"))
        }
        (0, 0) => "no problems".to_owned(),
        (errors, warnings) => format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")),
    }
}

fn cells(placed: &Placed<'_>) -> Vec<String> {
    let diagnostic = placed.diagnostic;
    let severity = match diagnostic.severity {
        Severity::Error => "**error**",
        Severity::Warning => "warning",
    };
    let clipped_text = |long: &str| text(&clipped(long, LONGEST));
    let advice = match diagnostic.suppression() {
        None => clipped_text(&diagnostic.help),
        Some(Suppression { place, line }) => {
            let line = code(&clipped(&line, LONGEST));
            format!("{} {} {line}", clipped_text(&diagnostic.help), text(&place))
        }
    };
    vec![
        severity.to_owned(),
        diagnostic.code.to_owned(),
        code(&format!("{}:{}", clipped(&placed.spot.path, LONGEST), placed.spot.lines.line)),
        match &placed.spot.source {
            None => clipped_text(&diagnostic.message),
            Some(source) => format!(
                "{} The source is: {}",
                clipped_text(&format!("{}.", diagnostic.message)),
                text(source)
            ),
        },
        advice,
    ]
}

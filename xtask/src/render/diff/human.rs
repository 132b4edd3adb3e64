//! A diff for a person at a terminal: aligned, coloured where the terminal has colours, readable at 80 columns.

use anstyle::{AnsiColor, Style};
use rayon::prelude::*;

use super::page::{Area, Group, Page, Section};
use super::prose::{PARAGRAPH, TextRun, TextRunKind, shortened};
use super::words::Sentence;
use crate::render::{plain, wrapped};

/// The width of lines where there is no terminal.
const WITHOUT_TERMINAL: u16 = 80;

/// How many words that did not change are shown on each side of those that did.
const CONTEXT: usize = 12;

const BOLD: Style = Style::new().bold();
const FALL: Style = AnsiColor::Red.on_default();
const RISE: Style = AnsiColor::Green.on_default();
const CAUTION: Style = AnsiColor::Yellow.on_default();

/// Renders a page, styled; the stream takes the styles away where they do not belong. Empty if nothing differs.
pub fn render(page: &Page, terminal: Option<u16>) -> String {
    let width = usize::from(terminal.unwrap_or(WITHOUT_TERMINAL));
    let mut parts: Vec<String> = Vec::new();
    if !page.notices.is_empty() {
        let notices =
            page.notices.iter().map(|notice| wrapped(&styled(&plain(notice), CAUTION), width, "", ""));
        parts.push(notices.collect());
    }
    if !page.coverage.is_empty() {
        parts.push(page.coverage.iter().map(|line| coverage(line, terminal)).collect());
    }
    // Where nothing differs at all, nothing is printed.
    if !page.notices.is_empty() {
        parts.extend(page.verdict.map(|verdict| format!("{verdict}\n")));
    }
    let sections = page.sections.par_iter().map(|section| self::section(section, width));
    parts.extend(sections.collect::<Vec<String>>());
    if !page.registers.is_empty() {
        let sentences = page.registers.iter().map(|sentence| self::sentence(sentence, width, 2));
        parts.push(format!(
            "{}\n{}",
            styled("Registers and frameworks", BOLD),
            sentences.collect::<String>()
        ));
    }
    parts.join("\n")
}

/// A list of countries; without a terminal it stays on one line, for programs that look for it.
fn coverage(line: &str, terminal: Option<u16>) -> String {
    match terminal {
        Some(width) => wrapped(&plain(line), usize::from(width), "", "  "),
        None => format!("{}\n", plain(line)),
    }
}

fn section(section: &Section, width: usize) -> String {
    let mut out = heading(&section.heading, width);
    for line in &section.counts {
        out.push_str(&wrapped(&plain(line), width, "", "  "));
    }
    let name_width = |select: fn(&super::page::PageRow) -> &'static str| {
        section.areas.iter().flat_map(|area| &area.moves).map(|row| select(row).len()).max().unwrap_or(0)
    };
    let widths = (name_width(|row| row.before), name_width(|row| row.after));
    for area in &section.areas {
        out.push('\n');
        out.push_str(&self::area(area, widths, width));
    }
    for group in section.indicators.iter().chain(&section.groups) {
        out.push('\n');
        out.push_str(&self::group(group, width));
    }
    out
}

fn area(area: &Area, (before, after): (usize, usize), width: usize) -> String {
    let mut out = heading(&area.title, width);
    for row in &area.moves {
        let style = if row.steps < 0 { FALL } else { RISE };
        let arrow = if row.steps < 0 { '▼' } else { '▲' };
        let moved = format!("  {arrow} {:+}  {:before$} -> {:after$}  ", row.steps, row.before, row.after);
        let indent = " ".repeat(moved.chars().count());
        let evidence = row.evidence.as_ref().map(|evidence| format!(" ({evidence})")).unwrap_or_default();
        let title = format!("{}{evidence}", plain(&row.title));
        out.push_str(&wrapped(&title, width, &styled(&moved, style), &indent));
    }
    out
}

fn group(group: &Group, width: usize) -> String {
    let sentences: String =
        group.sentences.iter().map(|sentence| self::sentence(sentence, width, 2)).collect();
    format!("{}{sentences}", heading(&group.title, width))
}

fn heading(text: &str, width: usize) -> String {
    wrapped(&plain(text), width, "", "").lines().map(|line| styled(line, BOLD) + "\n").collect()
}

fn sentence(sentence: &Sentence, width: usize, indent: usize) -> String {
    let lead = " ".repeat(indent);
    let mut out = wrapped(&plain(&sentence.text), width, &lead, &format!("{lead}  "));
    if !sentence.runs.is_empty() {
        let lead = " ".repeat(indent + 4);
        out.push_str(&wrapped(&marked(&shortened(&sentence.runs, CONTEXT)), width, &lead, &lead));
    }
    out
}

/// Runs as words, those of one side between `[-` and `-]` or `{+` and `+}`, so that they are told apart without colours.
fn marked(runs: &[TextRun]) -> String {
    let marked = runs.iter().map(|run| {
        let (open, close, style) = match run.kind {
            TextRunKind::Same => return plain(&run.text),
            TextRunKind::Removed => ("[-", "-]", FALL),
            TextRunKind::Added => ("{+", "+}", RISE),
        };
        let text = format!("{open}{}{close}", plain(&run.text));
        // Each word by itself, so that a line can be broken anywhere and has its colour to itself.
        text.split(' ').map(|word| styled(word, style)).collect::<Vec<_>>().join(" ")
    });
    marked.collect::<Vec<_>>().join(" ").replace(&format!(" {PARAGRAPH} "), " ¶ ")
}

fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

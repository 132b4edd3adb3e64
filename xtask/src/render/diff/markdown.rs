//! A diff for a pull request: the table of ratings first, the rest folded, cut honestly where GitHub would refuse it.

use super::page::{Group, NOT_COMPARABLE, Page, PageRow, Section};
use super::prose::{TextRun, TextRunKind, shortened};
use super::words::Sentence;
use crate::render::counted;
use crate::render::markdown::{self, Block, LIMIT, text};

/// How many words that did not change are shown on each side of those that did.
const CONTEXT: usize = 20;

/// Renders a page. `elsewhere` is a sentence, inert already, on where the whole is to be had if it has to be cut.
pub fn render(page: &Page, elsewhere: &str) -> String {
    let mut blocks: Vec<Block> =
        page.notices.iter().map(|notice| passage(format!("**Caution:** {}", text(notice)))).collect();
    blocks.extend(page.coverage.iter().map(|line| passage(text(line))));
    for section in &page.sections {
        blocks.extend(self::section(section));
    }
    if !page.registers.is_empty() {
        blocks.push(passage("### Registers and frameworks".to_owned()));
        blocks.extend(page.registers.iter().map(sentence));
    }
    blocks.extend(page.verdict.map(|verdict| passage(verdict.to_owned())));
    markdown::page(&blocks, LIMIT, elsewhere)
}

fn section(section: &Section) -> Vec<Block> {
    let mut blocks = vec![passage(format!("### {}", text(&section.heading)))];
    if let Some((first, others)) = section.counts.split_first() {
        blocks.push(passage(format!("**{}**", text(first))));
        let others: Vec<String> = others.iter().map(|line| format!("- {}", text(line))).collect();
        if !others.is_empty() {
            blocks.push(passage(others.join("\n")));
        }
    }
    let rows: Vec<Vec<String>> = section
        .areas
        .iter()
        .flat_map(|area| area.moves.iter().map(|moved| row(&area.title, moved)))
        .collect();
    if !rows.is_empty() {
        let head = ["", "Indicator", "Before", "After", "Evidence", "Area"].map(str::to_owned).to_vec();
        blocks.push(Block::Table { head, rows });
    }
    let groups: Vec<&Group> = section.groups.iter().chain(&section.indicators).collect();
    let count = groups.iter().map(|group| group.sentences.len()).sum();
    let inner: Vec<Block> = groups.iter().flat_map(|group| self::group(group)).collect();
    if count > 0 {
        let summary = format!("{} of evidence, wording and record", counted(count, "change"));
        blocks.push(Block::Details { summary, blocks: inner });
    }
    blocks
}

fn row(area: &str, moved: &PageRow) -> Vec<String> {
    let arrow = if moved.steps < 0 { '▼' } else { '▲' };
    let evidence = moved.evidence.as_deref().unwrap_or(NOT_COMPARABLE);
    let cells = [&*moved.title, moved.before, moved.after, evidence, area];
    std::iter::once(format!("{arrow} {:+}", moved.steps)).chain(cells.iter().map(|cell| text(cell))).collect()
}

fn group(group: &Group) -> Vec<Block> {
    let title = passage(format!("**{}**", text(&group.title)));
    std::iter::once(title).chain(group.sentences.iter().map(sentence)).collect()
}

fn sentence(sentence: &Sentence) -> Block {
    let mut out = format!("- {}", text(&sentence.text));
    if !sentence.runs.is_empty() {
        out.push_str(&format!(": {}", marked(&shortened(&sentence.runs, CONTEXT))));
    }
    passage(out)
}

fn marked(runs: &[TextRun]) -> String {
    let marked = runs.iter().map(|run| match run.kind {
        TextRunKind::Same => text(&run.text),
        TextRunKind::Removed => format!("<del>{}</del>", text(&run.text)),
        TextRunKind::Added => format!("<ins>{}</ins>", text(&run.text)),
    });
    marked.collect::<Vec<_>>().join(" ")
}

fn passage(text: String) -> Block {
    Block::Passage(text)
}

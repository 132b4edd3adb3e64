//! The state of editions as a page of Markdown, for a pinned issue or the summary of a check.

use super::{CountryState, EditionState, TITLES, below, cells, heading, side_by_side};
use crate::render::markdown::{Block, LIMIT, page, text};

/// What the page is cut with where it is longer than GitHub takes.
const ELSEWHERE: &str = "`cargo xtask status` lists everything.";

/// One edition, a row a country.
pub fn one(edition: &EditionState) -> String {
    let mut blocks = vec![Block::Passage(format!("## {}", text(&heading(edition))))];
    if !edition.countries.is_empty() {
        blocks.push(Block::Table {
            head: TITLES.map(str::to_owned).to_vec(),
            rows: edition
                .countries
                .iter()
                .map(|it| cells(it).iter().map(|cell| text(cell)).collect())
                .collect(),
        });
    }
    blocks.extend(summary(edition));
    page(&blocks, LIMIT, ELSEWHERE)
}

/// All editions side by side, a row a country, and below it what is to be said of each.
pub fn all(editions: &[EditionState]) -> String {
    let head = std::iter::once("Country".to_owned()).chain(editions.iter().map(|it| text(&it.id)));
    let cell = |country: Option<&CountryState>| country.map_or_else(|| "-".to_owned(), |it| text(&it.told()));
    let rows = side_by_side(editions);
    let rows = rows
        .into_iter()
        .map(|(titled, states)| std::iter::once(text(&titled)).chain(states.into_iter().map(cell)).collect());
    let mut blocks = vec![Block::Table { head: head.collect(), rows: rows.collect() }];
    for edition in editions {
        blocks.push(Block::Passage(format!("### {}", text(&heading(edition)))));
        blocks.extend(summary(edition));
    }
    page(&blocks, LIMIT, ELSEWHERE)
}

fn summary(edition: &EditionState) -> Vec<Block> {
    let (totals, obstacles) = below(edition);
    let list: Vec<String> = obstacles.iter().map(|told| format!("- {}", text(told))).collect();
    let list = (!list.is_empty()).then(|| Block::Passage(list.join("\n")));
    std::iter::once(Block::Passage(text(&totals))).chain(list).collect()
}

//! Which part of a cell out of a PDF belongs to which indicator: its beginning to the one before, or to those that share it.

use super::super::likeness::likeness;
use super::super::sentences::{is_unfinished, sentences};
use super::Reader;

/// In how many ways a cell is looked at to be parted.
const MOST_CUTS: usize = 50;

impl Reader<'_> {
    /// Gives the beginning of the text of new entries to the entry before them, where it belongs there.
    pub(super) fn give_back(&mut self, texts: &mut Vec<String>, first: usize, line: usize) {
        let Some(last) = self.read.entries[first - 1].paragraphs.last().cloned() else { return };
        let is_list = |text: &str| text.contains("A/RES/");
        let lists = texts.iter().take_while(|text| is_list(text) && is_list(&last)).count();
        let mut tail: Vec<String> = texts.drain(..lists).collect();
        if lists == 0 && !texts.is_empty() {
            let (old, new) = (self.title(first - 1), self.title(first));
            let parts = sentences(&texts[0]);
            let like_new = |text: &str| likeness(text, new, old);
            let count = if is_unfinished(&last) {
                let rest = || parts.iter().enumerate().skip(1);
                let sure = rest().find(|(_, text)| like_new(text) > 1);
                let likely = || rest().find(|(_, text)| like_new(text) == 1);
                sure.or_else(likely).map_or(if texts.len() > 1 { parts.len() } else { 1 }, |(at, _)| at)
            } else {
                // A finished text goes on only where what follows speaks of the old indicator first, and then of the new.
                let begins = parts.iter().position(|text| like_new(text) > 0);
                begins.filter(|at| *at > 0 && likeness(parts[0], old, new) > 0).unwrap_or(0)
            };
            if count > 0 {
                tail.push(parts[..count].join(" "));
                let rest = parts[count..].join(" ");
                texts.remove(0);
                if !rest.is_empty() {
                    texts.insert(0, rest);
                }
            }
        }
        if tail.is_empty() {
            return;
        }
        let (from, to) = (self.read.entries[first].id.clone(), self.read.entries[first - 1].id.clone());
        self.doubt(
            line,
            format!("what stands first in the cell of {from} was given to {to}, whose text goes on there"),
        );
        let before = &mut self.read.entries[first - 1].paragraphs;
        for text in tail {
            match before.last_mut().filter(|last| is_unfinished(last)) {
                Some(last) => {
                    last.push(' ');
                    last.push_str(&text);
                }
                None => before.push(text),
            }
        }
    }

    /// Parts the paragraphs of a cell among the indicators that share it, in order, by the words of their titles.
    pub(super) fn shared(&mut self, texts: Vec<String>, first: usize, line: usize) {
        let ids: Vec<String> = self.read.entries[first..].iter().map(|entry| entry.id.clone()).collect();
        self.doubt(
            line,
            format!(
                "the indicators {} share a cell; its paragraphs were parted by what they speak of",
                ids.join(", ")
            ),
        );
        let mut rest = texts;
        for at in first..self.read.entries.len() - 1 {
            if rest.len() < 2 {
                break;
            }
            let (own, next) = (self.title(at), self.title(at + 1));
            let score = |cut: usize| -> usize {
                let before = rest[..cut].iter().map(|text| likeness(text, own, next));
                let behind = rest[cut..].iter().map(|text| likeness(text, next, own));
                before.chain(behind).sum()
            };
            let last = rest.len().saturating_sub(self.read.entries.len() - 1 - at).clamp(1, MOST_CUTS);
            let cut = (1..=last).rev().max_by_key(|cut| score(*cut)).unwrap_or(1).min(rest.len());
            let behind = rest.split_off(cut);
            self.read.entries[at].paragraphs.extend(std::mem::replace(&mut rest, behind));
        }
        self.last(rest);
    }
}

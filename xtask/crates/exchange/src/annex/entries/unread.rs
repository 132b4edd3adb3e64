//! What of an annex is in no entry, as it is told: each line, or where there are many of them how many.

use super::super::Doubt;
use super::Reader;
use format::diagnostic::quoted;

/// So many lines are told one by one.
const MOST_TOLD: usize = 8;

/// A heading of no indicator, and how much stands below it.
#[derive(Debug)]
pub(super) struct Lost {
    title: String,
    line: usize,
    /// Whether it is the title of an area or the like, which says nothing that would be lost.
    is_known: bool,
    /// The lines of the first and the last paragraph, and how many there are.
    below: Option<(usize, usize, usize)>,
}

impl Lost {
    pub(super) fn new(title: &str, line: usize, is_known: bool) -> Self {
        Self { title: quoted(title), line, is_known, below: None }
    }

    /// Counts paragraphs that stand below it.
    pub(super) fn count(&mut self, paragraphs: usize, line: usize) {
        let (first, _, before) = self.below.unwrap_or((line, line, 0));
        self.below = Some((first, line, before + paragraphs));
    }
}

impl Reader<'_> {
    /// Ends the text below a heading of no indicator.
    pub(super) fn end_lost(&mut self) {
        let Some(Lost { title, line, is_known, below }) = self.lost.take() else { return };
        let (line, text) = match below {
            None if is_known => return,
            None => (line, format!("the heading {title} was not read: it is the title of no indicator")),
            Some((line, _, 1)) => {
                (line, format!("what stands under {title} is of no indicator; it was left out"))
            }
            Some((line, last, count)) => {
                let text = format!(
                    "what stands under {title} is of no indicator; its {count} paragraphs were left out, the last at line {last}"
                );
                (line, text)
            }
        };
        self.doubt(line, text);
    }

    /// Keeps a text that was not read, and why, to be told.
    pub(super) fn not_read(&mut self, text: &str, why: &'static str, line: usize) {
        self.unread_count += 1;
        if self.unread_count <= MOST_TOLD {
            self.doubt(line, format!("{} was not read: {why}", quoted(text)));
        } else {
            let first = self.unread.map_or(line, |(first, _)| first);
            self.unread = Some((first, line));
        }
    }

    /// Tells how many more lines were not read than were told one by one.
    pub(super) fn end_unread(&mut self) {
        let Some((line, last)) = self.unread else { return };
        let text = match self.unread_count - MOST_TOLD {
            1 => "one more line was not read".to_owned(),
            more => format!("{more} more lines up to line {last} were not read"),
        };
        self.doubts.push(Doubt { line, text });
    }
}

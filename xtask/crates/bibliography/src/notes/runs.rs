//! A line of text as runs, plain or emphasised, so that each output can mark emphasis in its own way.

/// How a run stands in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As the rest of the text.
    Plain,
    /// Set off, in print by italics.
    Emphasis,
}

/// A stretch of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text, as the data has it: each output makes it harmless in its own way.
    pub text: String,
    /// Its style.
    pub style: Style,
}

/// A line of runs; no two neighbours have the same style, and none is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs(Vec<Run>);

impl Runs {
    /// A line in one style.
    pub fn of(text: &str, style: Style) -> Self {
        let mut runs = Self::default();
        runs.push(text, style);
        runs
    }

    /// The runs, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Run> {
        self.0.iter()
    }

    /// The text alone.
    pub fn plain(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the text ends so.
    pub fn ends_with(&self, endings: &[char]) -> bool {
        self.0.last().is_some_and(|run| run.text.ends_with(endings))
    }

    /// Adds a text.
    pub(super) fn push(&mut self, text: &str, style: Style) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.style == style => last.text.push_str(text),
            Some(_) | None => self.0.push(Run { text: text.to_owned(), style }),
        }
    }

    /// Adds a plain text.
    pub(super) fn plainly(&mut self, text: &str) {
        self.push(text, Style::Plain);
    }

    /// Adds another line.
    pub(super) fn append(&mut self, other: Self) {
        for run in other.0 {
            self.push(&run.text, run.style);
        }
    }

    /// Whether the text ends with a mark that ends a sentence, also within quotation marks.
    pub(super) fn is_sentence(&self) -> bool {
        self.0.last().is_some_and(|run| run.text.trim_end_matches(['’', '”']).ends_with(['.', '?', '!']))
    }

    /// Ends a sentence, unless it has ended.
    pub(super) fn full_stop(&mut self) {
        if !self.is_empty() && !self.is_sentence() {
            self.plainly(".");
        }
    }
}

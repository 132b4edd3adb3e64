//! What the words of a block are: text, code, and text that is marked as new, old or important. All else is text.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeValue};
use inert::markdown::{BREAK, code, text, without_breaks};

/// How deep marks and folds may stand in each other.
pub(crate) const DEEPEST: usize = 6;

/// A mark around words, written as a pair of tags, which mean the same whatever stands beside them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Added,
    Removed,
    Strong,
    Emphasis,
    Code,
}

/// Each mark with its tags.
const MARKS: [(Mark, &str, &str); 5] = [
    (Mark::Added, "<ins>", "</ins>"),
    (Mark::Removed, "<del>", "</del>"),
    (Mark::Strong, "<strong>", "</strong>"),
    (Mark::Emphasis, "<em>", "</em>"),
    (Mark::Code, "<code>", "</code>"),
];

impl Mark {
    fn tags(self) -> (&'static str, &'static str) {
        let (_, open, close) = MARKS[self as usize];
        (open, close)
    }

    fn of(value: &NodeValue) -> Option<Self> {
        match value {
            NodeValue::Strong => Some(Self::Strong),
            NodeValue::Emph => Some(Self::Emphasis),
            _ => None,
        }
    }
}

/// The words in a node, on one line, as they are written in a comment; before them a text. Nothing if there are none.
pub(crate) fn words<'a>(before: &str, node: &'a AstNode<'a>) -> String {
    let mut writer = Writer { out: String::new(), text: before.to_owned(), before: None, open: Vec::new() };
    let mut has_words = false;
    for edge in node.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                let value = &node.data().value;
                writer.start(value);
                has_words |=
                    matches!(value, NodeValue::Text(_) | NodeValue::Code(_) | NodeValue::HtmlInline(_));
            }
            NodeEdge::End(node) => {
                if let Some(mark) = Mark::of(&node.data().value) {
                    writer.end(mark);
                }
            }
        }
    }
    if has_words || !before.is_empty() { writer.finish() } else { String::new() }
}

/// Words in the making.
struct Writer {
    out: String,
    /// Text that is not written yet: what stands side by side is escaped together.
    text: String,
    /// The last character that is read in what is written.
    before: Option<char>,
    /// The marks that are open, each with where its opening tag stands and whether a tag opened it.
    open: Vec<(Mark, usize, Origin)>,
}

/// What opened a mark, and so has to close it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Sign,
    Tag,
}

impl Writer {
    fn start(&mut self, value: &NodeValue) {
        match value {
            NodeValue::Text(text) => self.text.push_str(&without_breaks(text)),
            NodeValue::SoftBreak | NodeValue::LineBreak => self.text.push(' '),
            NodeValue::Code(code) => self.code(&without_breaks(&code.literal)),
            NodeValue::HtmlInline(tag) => self.tag(tag),
            value => {
                if let Some(mark) = Mark::of(value) {
                    self.open(mark, Origin::Sign);
                }
            }
        }
    }

    /// Takes a tag of HTML: one that we write, else text.
    fn tag(&mut self, tag: &str) {
        let opened = MARKS.iter().find(|(_, open, _)| *open == tag);
        let closed = MARKS.iter().find(|(_, _, close)| *close == tag);
        let last = self.open.last().map(|(mark, _, origin)| (*mark, *origin));
        match (opened, closed) {
            (Some((mark, ..)), _) if self.open.len() < DEEPEST => self.open(*mark, Origin::Tag),
            (_, Some((mark, ..))) if last == Some((*mark, Origin::Tag)) => self.close(),
            // It stands around a dollar, and is written anew with it.
            _ if tag == "<span>" || tag == "</span>" => {}
            _ if tag == "<br>" => self.text.push(' '),
            _ => self.text.push_str(tag),
        }
    }

    fn open(&mut self, mark: Mark, origin: Origin) {
        self.write_text();
        self.open.push((mark, self.out.len(), origin));
        // Signs are nested as deep as a stranger likes; what is too deep is shown without its mark.
        if self.open.len() <= DEEPEST {
            self.out.push_str(mark.tags().0);
        }
    }

    /// Closes what a sign has opened, and first what tags have opened since.
    fn end(&mut self, mark: Mark) {
        while self.open.last().is_some_and(|(_, _, origin)| *origin == Origin::Tag) {
            self.close();
        }
        if self.open.last().is_some_and(|(last, ..)| *last == mark) {
            self.close();
        }
    }

    fn close(&mut self) {
        self.write_text();
        let depth = self.open.len();
        let Some((mark, start, _)) = self.open.pop() else { return };
        let (open, close) = mark.tags();
        if depth > DEEPEST {
            return;
        }
        if self.out.len() == start + open.len() {
            self.out.truncate(start);
        } else {
            self.out.push_str(close);
        }
    }

    fn code(&mut self, literal: &str) {
        self.write_text();
        // Two spans of code side by side would be read as one.
        let written =
            if self.out.ends_with('`') { format!("<code>{}</code>", text(literal)) } else { code(literal) };
        if written.starts_with('<') && self.before.is_some_and(|c| c != ' ') {
            self.out.push_str(BREAK);
        }
        self.out.push_str(&written);
        self.before = literal.chars().last().or(self.before);
    }

    fn write_text(&mut self) {
        // Who reads over a tag finds no reference that it parts, nor one around a mark that had nothing in it and is gone.
        let is_glued =
            !matches!(self.out.bytes().last(), None | Some(b'`')) && self.before.is_some_and(|c| c != ' ');
        if is_glued && !self.text.is_empty() && !self.text.starts_with(' ') {
            self.out.push_str(BREAK);
        }
        self.before = self.text.chars().last().or(self.before);
        self.out.push_str(&text(&self.text));
        self.text.clear();
    }

    fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.write_text();
        self.out
    }
}

//! What the blocks of a sheet are: passages, tables and folds. What is of another kind becomes passages of text.

use comrak::nodes::{AstNode, ListType, NodeHtmlBlock, NodeValue};
use comrak::{Arena, Options, parse_document};
use inert::markdown::{Block, code, text, unescaped, without_breaks};

use crate::inline::{self, DEEPEST};

/// The blocks of a sheet.
pub(crate) fn blocks(sheet: &str) -> Vec<Block> {
    let arena = Arena::new();
    let mut options = Options::default();
    // A sheet needs no other extension, and without it its signs are text.
    options.extension.table = true;
    let mut reader = Reader { open: Vec::new(), blocks: Vec::new() };
    // Nodes can be nested as deep as a sheet is long: they are walked without calling deeper.
    let mut next = vec![parse_document(&arena, sheet, &options)];
    while let Some(node) = next.pop() {
        if !reader.takes(node) {
            next.extend(node.reverse_children());
        }
    }
    reader.finish()
}

/// The blocks read so far.
struct Reader {
    /// The folds that are open: what each shows before it is opened, and the blocks that came before it.
    open: Vec<(String, Vec<Block>)>,
    blocks: Vec<Block>,
}

impl Reader {
    /// Takes a node with all that is in it, or says that what is in it has to be taken one by one.
    fn takes<'a>(&mut self, node: &'a AstNode<'a>) -> bool {
        match &node.data().value {
            NodeValue::Heading(heading) => {
                let words = inline::words("", node);
                self.passage(&format!("{} ", "#".repeat(heading.level.into())), &words);
            }
            NodeValue::Paragraph => {
                let (mark, before) = item(node);
                self.passage(mark, &inline::words(&before, node));
            }
            NodeValue::List(list) if list.tight && list.list_type == ListType::Bullet && is_plain(node) => {
                let items = node.children().filter_map(|item| item.first_child());
                let lines: Vec<String> = items.map(|item| format!("- {}", inline::words("", item))).collect();
                self.passage("", &lines.join("\n"));
            }
            NodeValue::Table(_) => self.table(node),
            NodeValue::CodeBlock(block) => {
                block.literal.lines().for_each(|line| self.passage("", &code(&without_breaks(line))))
            }
            NodeValue::HtmlBlock(NodeHtmlBlock { literal, .. }) => {
                literal.lines().for_each(|line| self.html(line));
            }
            value => return !value.block(),
        }
        true
    }

    fn passage(&mut self, mark: &str, words: &str) {
        if !words.is_empty() {
            self.blocks.push(Block::Passage(format!("{mark}{words}")));
        }
    }

    fn table<'a>(&mut self, node: &'a AstNode<'a>) {
        let cells = |row: &'a AstNode<'a>| row.children().map(|cell| inline::words("", cell)).collect();
        let mut rows = node.children().map(cells);
        let head = rows.next().unwrap_or_default();
        let rows: Vec<Vec<String>> = rows.collect();
        // A table without a row would not be written, with what its head says.
        if rows.is_empty() {
            head.iter().for_each(|cell| self.passage("", cell));
        } else {
            self.blocks.push(Block::Table { head, rows });
        }
    }

    /// Takes a line of HTML: one that opens a fold or closes it as we write it, else text.
    fn html(&mut self, line: &str) {
        let line = line.trim();
        let summary = line
            .strip_prefix("<details><summary>")
            .and_then(|rest| rest.strip_suffix("</summary>"))
            .map(|summary| summary.replace("<span>&#36;</span>", "&#36;"))
            .filter(|summary| !summary.contains('<') && self.open.len() < DEEPEST);
        match summary {
            Some(summary) => self.open.push((text(&unescaped(&summary)), std::mem::take(&mut self.blocks))),
            None if line == "</details>" && !self.open.is_empty() => self.close(),
            None => self.passage("", &text(line)),
        }
    }

    fn close(&mut self) {
        if let Some((summary, before)) = self.open.pop() {
            let blocks = std::mem::replace(&mut self.blocks, before);
            if blocks.is_empty() {
                self.passage("", &summary);
            } else {
                self.blocks.push(Block::Details { summary, blocks });
            }
        }
    }

    fn finish(mut self) -> Vec<Block> {
        while !self.open.is_empty() {
            self.close();
        }
        self.blocks
    }
}

/// Whether every item of a list is one paragraph.
fn is_plain<'a>(list: &'a AstNode<'a>) -> bool {
    list.children().all(|item| {
        item.last_child().is_some_and(|last| {
            item.first_child().is_some_and(|first| first.same_node(last))
                && matches!(last.data().value, NodeValue::Paragraph)
        })
    })
}

/// What stands before a paragraph that begins an item of a list: our own mark, or a number, which is text.
fn item<'a>(paragraph: &'a AstNode<'a>) -> (&'static str, String) {
    let parent = paragraph.parent().filter(|_| paragraph.previous_sibling().is_none());
    match parent.map(|parent| parent.data().value.clone()) {
        Some(NodeValue::Item(list)) if list.list_type == ListType::Bullet => ("- ", String::new()),
        Some(NodeValue::Item(list)) => ("", format!("{}. ", list.start)),
        _ => ("", String::new()),
    }
}

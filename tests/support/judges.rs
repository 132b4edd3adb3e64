//! Whether a text is inert where it is read: judged by what reads it, not by how we escape.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

/// All that GitHub's Markdown can do, and more.
fn github() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.inline_footnotes = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    options.extension.shortcodes = true;
    options.extension.alerts = true;
    options.extension.description_lists = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    options
}

/// What a page of Markdown is made of: the kinds of its nodes, the tags of HTML in it, and its runs of text.
#[derive(Debug, Default)]
pub(crate) struct Markdown {
    /// The kinds of nodes, as they come.
    pub(crate) kinds: Vec<&'static str>,
    /// The HTML in it, as it is written.
    pub(crate) html: Vec<String>,
    /// What is read as text, by block: what GitHub's second look goes through.
    pub(crate) texts: Vec<String>,
    /// What is read as code.
    pub(crate) codes: Vec<String>,
}

impl Markdown {
    /// Reads a page.
    pub(crate) fn read(page: &str) -> Self {
        let arena = Arena::new();
        let mut read = Self::default();
        read.walk(parse_document(&arena, page, &github()));
        read
    }

    fn walk<'a>(&mut self, node: &'a AstNode<'a>) {
        let value = &node.data().value;
        self.kinds.push(value.xml_node_name());
        match value {
            NodeValue::Text(text) => self.texts.last_mut().expect("text is in a block").push_str(text),
            NodeValue::Code(code) => {
                self.codes.push(code.literal.clone());
                // A second look does not reach over code.
                self.texts.push(String::new());
            }
            NodeValue::HtmlInline(html) => self.html.push(html.clone()),
            NodeValue::HtmlBlock(html) => self.html.push(html.literal.clone()),
            other if other.block() => self.texts.push(String::new()),
            _ => {}
        }
        for child in node.children() {
            self.walk(child);
        }
    }

    /// Asserts that nothing in it links, mentions, runs or loads, and that its HTML is of the tags that we write.
    pub(crate) fn assert_inert(&self, told: &str) {
        let made = [
            "document",
            "paragraph",
            "text",
            "code",
            "html_inline",
            "html_block",
            "heading",
            "strong",
            "emph",
        ];
        let tables = ["table", "table_header", "table_row", "table_cell", "list", "item", "softbreak"];
        for kind in &self.kinds {
            assert!(made.contains(kind) || tables.contains(kind), "{told}: makes a {kind}: {self:?}");
        }
        for html in &self.html {
            assert_eq!(without_our_tags(html), "", "{told}: has HTML of its own: {self:?}");
        }
        for text in &self.texts {
            Self::assert_no_reference(text, told);
        }
        for text in self.texts.iter().chain(&self.codes) {
            assert_no_controls(text, told);
        }
    }

    /// Asserts that GitHub makes nothing of a run of text when it looks through it the second time.
    pub(crate) fn assert_no_reference(text: &str, told: &str) {
        if let Some(found) = github_makes_of(text) {
            panic!("{told}: GitHub makes {found} of {text:?}");
        }
    }
}

/// What is left of HTML when the tags without any effect that we write are taken away, with the text between them.
fn without_our_tags(html: &str) -> String {
    let mut rest = html.trim().to_owned();
    for tag in [
        "<span>",
        "</span>",
        "<code>",
        "</code>",
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
        "<del>",
        "</del>",
        "<ins>",
        "</ins>",
        "<strong>",
        "</strong>",
        "<em>",
        "</em>",
    ] {
        rest = rest.replace(tag, "");
    }
    if rest.contains('<') { rest } else { String::new() }
}

/// What GitHub makes of text when it looks through it the second time.
fn github_makes_of(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    let follows = |sign: &str, is: fn(char) -> bool| {
        lower.match_indices(sign).any(|(at, _)| lower[at + sign.len()..].starts_with(is))
    };
    let digit = |c: char| c.is_ascii_digit();
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
    let emoji = || {
        lower.match_indices(':').any(|(at, _)| {
            let after = &lower[at + 1..];
            let end = after.trim_start_matches(name);
            end.len() < after.len() && end.starts_with(':')
        })
    };
    let commit = || {
        lower
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| (7..=40).contains(&word.len()) && word.chars().all(|c| c.is_ascii_hexdigit()))
    };
    match () {
        () if follows("@", |c| c.is_ascii_alphanumeric()) => Some("a mention"),
        () if follows("#", digit) => Some("a reference"),
        () if follows("gh-", digit) => Some("a reference"),
        () if emoji() => Some("an emoji"),
        () if commit() => Some("a commit"),
        () => None,
    }
}

/// Asserts that nothing in a text drives a terminal or hides, save the line ends and the breaks of no width we put in.
pub(crate) fn assert_no_controls(text: &str, told: &str) {
    let bidirectional =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let found = text.chars().find(|&c| c != '\n' && (c.is_control() || bidirectional(c)));
    assert!(found.is_none(), "{told}: has {:?} in {:?}", found, shortened(text));
}

/// The beginning of a text, for the message of a test.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(2_000).collect()
}

/// What GitHub's runner takes for a command.
#[derive(Debug)]
pub(crate) struct Command {
    pub(crate) name: String,
    pub(crate) properties: Vec<(String, String)>,
    pub(crate) data: String,
}

impl Command {
    /// A property, decoded; empty if there is none.
    pub(crate) fn property(&self, name: &str) -> &str {
        self.properties.iter().find(|(of, _)| of == name).map_or("", |(_, value)| value)
    }
}

/// Reads a line as the runner does: `::name` after white space, else `##[name]` anywhere. It knows a few names only; here
/// every name counts.
pub(crate) fn runner(line: &str) -> Option<Command> {
    let unescape = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
    if let Some(rest) = line.trim_start().strip_prefix("::") {
        let (head, data) = rest.split_once("::")?;
        let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
        let property = |pair: &str| {
            let (name, value) = pair.split_once('=')?;
            let value = unescape(value).replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
            Some((name.to_owned(), value))
        };
        return Some(Command {
            name: name.to_owned(),
            properties: properties.trim().split(',').filter_map(property).collect(),
            data: unescape(data).replace("%25", "%"),
        });
    }
    let (_, rest) = line.split_once("##[")?;
    let (head, data) = rest.split_once(']')?;
    let name = head.split(' ').next().unwrap_or_default().to_owned();
    Some(Command { name, properties: Vec::new(), data: data.to_owned() })
}

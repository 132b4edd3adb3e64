//! Whether more is live in a page than we mean: it is read as GitHub reads it, with everything that its Markdown can do.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};
use inert::markdown::unescaped;

/// What is live in a page, or would break out of the place where the page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Live {
    /// Markdown of a kind that no page of ours has, by the name that CommonMark's XML gives it.
    #[error("the page has a {0}")]
    Markdown(&'static str),
    /// HTML other than the lines that open and close a fold.
    #[error("the page has HTML of its own")]
    Html,
    /// A tag that is none of ours, among words.
    #[error("the page has a tag of its own")]
    Tag,
    /// HTML in the title of a fold.
    #[error("the title of a fold has HTML of its own")]
    HtmlInTitle,
    /// The end of a fold without its beginning.
    #[error("a fold is closed that was not open")]
    FoldNotOpen,
    /// The beginning of a fold without its end.
    #[error("a fold is not closed")]
    FoldNotClosed,
    /// The end of a tag without its beginning.
    #[error("a tag {0} is closed that was not open")]
    TagNotOpen(&'static str),
    /// The beginning of a tag without its end.
    #[error("a tag {0} is not closed")]
    TagNotClosed(&'static str),
    /// What GitHub makes a link of in any text.
    #[error("the page has {0}")]
    Reference(&'static str),
}

/// The tags that may stand among words.
const INLINE: [&str; 6] = ["ins", "del", "strong", "em", "code", "span"];

/// Looks through a page.
///
/// # Errors
///
/// The first thing in it that would link, load, notify, draw or break out.
pub fn inspect(page: &str) -> Result<(), Live> {
    let arena = Arena::new();
    let document = parse_document(&arena, page, &github());
    let mut folds = 0_usize;
    for node in document.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => without_references(text)?,
            NodeValue::HtmlBlock(html) => {
                for line in html.literal.lines() {
                    folds = fold(line, folds)?;
                }
            }
            value if value.contains_inlines() => balanced(node)?,
            NodeValue::Document
            | NodeValue::List(_)
            | NodeValue::Item(_)
            | NodeValue::Table(_)
            | NodeValue::TableRow(_)
            | NodeValue::Code(_)
            | NodeValue::Strong
            | NodeValue::SoftBreak
            // These are looked at with the block that they stand in.
            | NodeValue::HtmlInline(_) => {}
            other => return Err(Live::Markdown(other.xml_node_name())),
        }
    }
    if folds == 0 { Ok(()) } else { Err(Live::FoldNotClosed) }
}

/// All that GitHub's Markdown can do.
fn github() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    options
}

/// Takes a line that opens a fold or closes it, and says how many are open then.
fn fold(line: &str, open: usize) -> Result<usize, Live> {
    let line = line.trim();
    if line == "</details>" {
        return open.checked_sub(1).ok_or(Live::FoldNotOpen);
    }
    let summary = line.strip_prefix("<details><summary>").and_then(|rest| rest.strip_suffix("</summary>"));
    let Some(summary) = summary else { return Err(Live::Html) };
    let summary = summary.replace("<span>", "").replace("</span>", "");
    if summary.contains('<') {
        return Err(Live::HtmlInTitle);
    }
    // Without the breaks that part references everything would be one.
    without_references(&unescaped(&summary.replace("&#8203;", "\u{2060}")))?;
    Ok(open + 1)
}

/// Whether the tags in a block are ours, and each is closed in it.
fn balanced<'a>(block: &'a AstNode<'a>) -> Result<(), Live> {
    let mut open = Vec::new();
    for node in block.descendants() {
        let NodeValue::HtmlInline(html) = &node.data().value else { continue };
        let name = html.trim_start_matches("</").trim_start_matches('<').trim_end_matches('>');
        let tag = INLINE.iter().find(|tag| **tag == name);
        match tag {
            Some(tag) if html.starts_with("</") => {
                if open.pop() != Some(tag) {
                    return Err(Live::TagNotOpen(tag));
                }
            }
            Some(tag) => open.push(tag),
            None => return Err(Live::Tag),
        }
    }
    open.last().map_or(Ok(()), |tag| Err(Live::TagNotClosed(tag)))
}

/// Whether GitHub finds no reference in a text when it looks through it the second time.
fn without_references(text: &str) -> Result<(), Live> {
    let lower = text.to_ascii_lowercase();
    let follows = |sign: &str, is: fn(char) -> bool| {
        lower.match_indices(sign).any(|(at, _)| lower[at + sign.len()..].starts_with(is))
    };
    let is_digit = |c: char| c.is_ascii_digit();
    let is_emoji = |(at, _): (usize, &str)| {
        let after = &lower[at + 1..];
        let end =
            after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-'));
        end.len() < after.len() && end.starts_with(':')
    };
    let is_commit = |word: &str| word.len() >= 7 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let found = match () {
        () if follows("@", |c| c.is_ascii_alphanumeric()) => "a mention",
        () if follows("#", is_digit) || follows("gh-", is_digit) => "a reference",
        () if lower.match_indices(':').any(is_emoji) => "an emoji",
        () if lower.split(|c: char| !c.is_ascii_alphanumeric()).any(is_commit) => "the name of a commit",
        () => return Ok(()),
    };
    Err(Live::Reference(found))
}

//! Whether more is live in a page than we mean: it is read as GitHub reads it, with everything that its Markdown can do.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};
use inert::markdown::unescaped;

/// The tags that may stand among words.
const INLINE: [&str; 6] = ["ins", "del", "strong", "em", "code", "span"];

/// Looks through a page.
///
/// # Errors
///
/// The first thing in it that would link, load, notify, draw or break out.
pub fn inspect(page: &str) -> Result<(), String> {
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
            other => return Err(format!("the page has a {}", other.xml_node_name())),
        }
    }
    if folds == 0 { Ok(()) } else { Err("a fold is not closed".to_owned()) }
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
fn fold(line: &str, open: usize) -> Result<usize, String> {
    let line = line.trim();
    if line == "</details>" {
        return open.checked_sub(1).ok_or_else(|| "a fold is closed that was not open".to_owned());
    }
    let summary = line.strip_prefix("<details><summary>").and_then(|rest| rest.strip_suffix("</summary>"));
    let Some(summary) = summary else { return Err("the page has HTML of its own".to_owned()) };
    let summary = summary.replace("<span>", "").replace("</span>", "");
    if summary.contains('<') {
        return Err("the title of a fold has HTML of its own".to_owned());
    }
    // Without the breaks that part references everything would be one.
    without_references(&unescaped(&summary.replace("&#8203;", "\u{2060}")))?;
    Ok(open + 1)
}

/// Whether the tags in a block are ours, and each is closed in it.
fn balanced<'a>(block: &'a AstNode<'a>) -> Result<(), String> {
    let mut open = Vec::new();
    for node in block.descendants() {
        let NodeValue::HtmlInline(html) = &node.data().value else { continue };
        let name = html.trim_start_matches("</").trim_start_matches('<').trim_end_matches('>');
        let tag = INLINE.iter().find(|tag| **tag == name);
        match tag {
            Some(tag) if html.starts_with("</") => {
                if open.pop() != Some(tag) {
                    return Err(format!("a tag {tag} is closed that was not open"));
                }
            }
            Some(tag) => open.push(tag),
            None => return Err("the page has a tag of its own".to_owned()),
        }
    }
    open.last().map_or(Ok(()), |tag| Err(format!("a tag {tag} is not closed")))
}

/// Whether GitHub finds no reference in a text when it looks through it the second time.
fn without_references(text: &str) -> Result<(), String> {
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
    Err(format!("the page has {found}"))
}

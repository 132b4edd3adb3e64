//! The blocks of a text in Markdown, each with the line at which it begins.

use super::VOTES;
use crate::problem::Problem;

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The line at which it begins, from 1.
    pub(super) line: usize,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A block of metadata, without the lines around it.
    Metadata(String),
    /// A heading, without its signs.
    Heading(String),
    /// The text of a note, and its label.
    Note(String, String),
    /// An item of a list.
    Item(String),
    /// The lines of a paragraph.
    Paragraph(Vec<String>),
}

impl Kind {
    /// Whether a line that begins no block goes on with this one: an indented one with a note or an item, and any that follows
    /// at once.
    fn goes_on(&self, is_parted: bool, is_indented: bool) -> bool {
        match self {
            Kind::Note(..) | Kind::Item(_) => !is_parted || is_indented,
            Kind::Paragraph(_) => !is_parted,
            Kind::Metadata(_) | Kind::Heading(_) => false,
        }
    }

    /// Whether items of a list stand here or belong below.
    fn is_list(&self) -> bool {
        match self {
            Kind::Item(_) => true,
            Kind::Paragraph(lines) => matches!(&lines[..], [line] if is_votes(line)),
            Kind::Metadata(_) | Kind::Heading(_) | Kind::Note(..) => false,
        }
    }

    /// Takes a line in.
    fn take(&mut self, line: &str) {
        match self {
            Kind::Note(_, text) | Kind::Item(text) | Kind::Metadata(text) | Kind::Heading(text) => {
                text.push_str(if text.is_empty() || text.ends_with(' ') { "" } else { " " });
                text.push_str(line);
            }
            Kind::Paragraph(lines) => lines.push(line.to_owned()),
        }
    }
}

/// The blocks of a text. Quotations, comments and tables of contents are for people, and are left out.
///
/// # Errors
/// A block of metadata or a comment that does not end, a text behind a comment, a heading whose signs stand at its first word.
pub(super) fn blocks(text: &str) -> Result<Vec<Block>, Problem> {
    let mut blocks: Vec<Block> = Vec::new();
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim_end_matches(['\r', ' ', '\t'])));
    let mut lines = lines.peekable();
    // Whether the line before was blank; whether the block before can go on; whether it is a quotation.
    let (mut is_parted, mut is_open, mut is_quotation) = (true, false, false);
    while let Some((at, line)) = lines.next() {
        let bare = line.trim_start_matches([' ', '\t']);
        if bare.is_empty() {
            (is_parted, is_quotation) = (true, false);
            continue;
        }
        let is_indented = line.starts_with("    ") || line.starts_with('\t');
        if is_parted && line == "---" {
            // With nothing below it, it is only a line across the page.
            if lines.peek().is_none_or(|(_, next)| next.is_empty()) {
                continue;
            }
            let body = metadata(&mut lines, at)?;
            blocks.push(Block { line: at + 1, kind: Kind::Metadata(body) });
            (is_parted, is_open) = (true, false);
            continue;
        }
        if bare.starts_with("<!--") {
            comment(&mut lines, at, bare)?;
            (is_parted, is_open) = (true, false);
            continue;
        }
        if bare.starts_with('>') && !is_indented {
            (is_parted, is_open, is_quotation) = (false, false, true);
            continue;
        }
        if is_parted && bare.starts_with("##") && begins(bare).is_none() {
            let message = "the signs of this heading stand at its first word";
            return Err(Problem::new(at, message, "Put a blank between them: ## Title."));
        }
        let is_in_list = || blocks.last().is_some_and(|block| block.kind.is_list());
        let begun = begins(bare).or_else(|| item_of_word(bare).filter(|_| is_in_list()));
        let begun = begun.filter(|_| !is_indented);
        let was_parted = std::mem::replace(&mut is_parted, false);
        match (begun, blocks.last_mut().filter(|_| is_open)) {
            (Some(kind), _) => {
                (is_open, is_quotation) = (!matches!(kind, Kind::Heading(_)), false);
                blocks.push(Block { line: at, kind });
            }
            (None, _) if is_quotation => {}
            // A note and an item go on with an indented line, a paragraph with any that follows at once.
            (None, Some(block)) if block.kind.goes_on(was_parted, is_indented) => {
                block.kind.take(bare);
            }
            (None, _) => {
                is_open = true;
                blocks.push(Block { line: at, kind: Kind::Paragraph(vec![bare.to_owned()]) });
            }
        }
    }
    Ok(blocks)
}

/// What a line begins, if not a paragraph.
fn begins(line: &str) -> Option<Kind> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    if (1..=6).contains(&level) && (title.is_empty() || title.starts_with(' ')) {
        return Some(Kind::Heading(title.trim().trim_end_matches(" #").to_owned()));
    }
    let note = line.strip_prefix("[^").and_then(|rest| rest.split_once(']'));
    if let Some((label, text)) = note.and_then(|(label, behind)| Some((label, behind.strip_prefix(':')?))) {
        return Some(Kind::Note(label.to_owned(), text.trim().to_owned()));
    }
    let item = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark));
    item.map(|text| Kind::Item(text.trim().to_owned()))
}

/// An item with a mark that Word makes of a hyphen.
fn item_of_word(line: &str) -> Option<Kind> {
    let text = line.strip_prefix(['–', '—', '•'])?;
    text.starts_with(char::is_whitespace).then(|| Kind::Item(text.trim().to_owned()))
}

/// Whether a line introduces the list of votes.
pub(super) fn is_votes(line: &str) -> bool {
    line.trim_end_matches([':', '*']).trim_start_matches('*').eq_ignore_ascii_case(VOTES)
}

fn metadata<'t>(lines: &mut impl Iterator<Item = (usize, &'t str)>, begin: usize) -> Result<String, Problem> {
    let mut body = String::new();
    for (_, line) in lines {
        if line == "---" || line == "..." {
            return Ok(body);
        }
        body.push_str(line);
        body.push('\n');
    }
    let message = "this block of metadata does not end";
    Err(Problem::new(begin, message, "Put a line --- below its last line."))
}

fn comment<'t>(
    lines: &mut impl Iterator<Item = (usize, &'t str)>,
    begin: usize,
    first: &'t str,
) -> Result<(), Problem> {
    let first = Some((begin, first)).into_iter();
    let Some((at, end)) = first.chain(lines).find_map(|(at, line)| Some((at, line.split_once("-->")?.1)))
    else {
        return Err(Problem::new(begin, "this comment does not end", "Put --> behind its last word."));
    };
    // A comment is left out, and a text behind it would go with it.
    if end.trim().is_empty() {
        return Ok(());
    }
    let message = "text stands behind a comment in its line";
    Err(Problem::new(
        at,
        message,
        "Put the comment on a line of its own, with a blank line below it, or delete it.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        blocks(text).expect("blocks").into_iter().map(|block| block.kind).collect()
    }

    #[test]
    fn lines_make_blocks() {
        let text = "---\na: 1\n---\n\n# One #\nText\nof two lines.\n\n> left out\nas well\n\n- item\n  on\n- next\n\n[^a]: Note\n    on\n\n    and on\n[^b]: More\n<!-- no\n-->\nEnd";
        let paragraph =
            |lines: &[&str]| Kind::Paragraph(lines.iter().map(|line| (*line).to_owned()).collect());
        let expected = [
            Kind::Metadata("a: 1\n".into()),
            Kind::Heading("One".into()),
            paragraph(&["Text", "of two lines."]),
            Kind::Item("item on".into()),
            Kind::Item("next".into()),
            Kind::Note("a".into(), "Note on and on".into()),
            Kind::Note("b".into(), "More".into()),
            paragraph(&["End"]),
        ];
        assert_eq!(kinds(text), expected);
    }

    #[test]
    fn what_does_not_end_is_told() {
        assert_eq!(blocks("\n---\na: 1\n").expect_err("no end").line, 2);
        assert_eq!(blocks("a\n\n<!-- x\n").expect_err("no end").line, 3);
        assert_eq!(blocks("a\n\n<!-- x --> Text.\n").expect_err("a text behind it").line, 3);
        assert_eq!(blocks("a\n\n<!-- x\n--> Text.\n").expect_err("a text behind it").line, 4);
        assert_eq!(blocks("a\n\n##Title\n").expect_err("no blank").line, 3);
        assert_eq!(blocks("#MeToo began.\n").expect("a text").len(), 1);
    }
}

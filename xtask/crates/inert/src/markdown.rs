//! The one place that makes text from the data inert in GitHub's Markdown, and cuts a page that is longer than GitHub takes.
//!
//! GitHub reads a page twice. First as Markdown with HTML in it: against this, every character that could be markup
//! is written as an entity, which holds within the HTML of a page as well. Then it looks through the text that came
//! out for mentions, references to issues and commits, and codes of emoji, where an entity no longer counts (see
//! <https://github.com/github/cmark-gfm/issues/181>): these are parted by a space of no width, which no one sees.

use crate::hidden::hidden_characters;
use crate::plain;

/// How many bytes a page may have that becomes a comment. GitHub's own message speaks of 65,536 characters, others have
/// measured 262,144 bytes; this is within both.
pub const LIMIT: usize = 65_536;

/// Parts what GitHub would put together to a mention or a reference.
pub const BREAK: &str = "&#8203;";

/// Text from the data as prose: it reads as it stands in the file and is nothing but text, in a paragraph, a list, a
/// heading, the cell of a table, or between two tags of HTML. What cannot be seen is shown by its code; a line end
/// becomes a space. An address that people may want to copy belongs in [`code`].
pub fn text(text: &str) -> String {
    let text = plain(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut before = Before::default();
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '@' => out.push_str(&format!("&#64;{BREAK}")),
            '#' => {
                out.push_str("&#35;");
                if rest.starts_with(|next: char| next.is_ascii_digit()) {
                    out.push_str(BREAK);
                }
            }
            // Within a span GitHub takes a dollar for a dollar and not for a formula.
            '$' => out.push_str("<span>&#36;</span>"),
            // Some readers look for the box of a task in the text that comes out.
            '[' if at == 0 && rest.chars().nth(1) == Some(']') => {
                entity(&mut out, c);
                out.push_str(BREAK);
            }
            '&' | '<' | '>' | '*' | '_' | '`' | '~' | '[' | ']' | '\\' | '|' => entity(&mut out, c),
            '+' | '-' | '=' if at == 0 => entity(&mut out, c),
            '-' if is_reference_to_issue(&text[..at], rest) => {
                out.push('-');
                out.push_str(BREAK);
            }
            '.' | ')' if before.is_number => entity(&mut out, c),
            '.' if ends_with_ignoring_case(&text[..at], "www") => entity(&mut out, c),
            ':' if is_emoji(rest) => {
                entity(&mut out, c);
                out.push_str(BREAK);
            }
            // The sign of an address, or of a description.
            ':' if at == 0 || rest.starts_with("//") => entity(&mut out, c),
            // Spaces would be indentation, a line break, or lost.
            ' ' if at == 0 || rest.is_empty() || before.was_space => entity(&mut out, c),
            c => out.push(c),
        }
        if before.pass(c, &text, at) {
            out.push_str(BREAK);
        }
    }
    out
}

/// The text that [`text`] was made from, without the breaks that no one sees. Entities that it does not write stay as they are.
pub fn unescaped(inert: &str) -> String {
    let mut out = String::with_capacity(inert.len());
    let mut parts = inert.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        match part.split_once(';').and_then(|(name, rest)| Some((meant_by(name)?, rest))) {
            Some((c, rest)) => {
                out.push(c);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    without_breaks(&out)
}

/// A text without breaks of no width, save where a script spells with them.
pub fn without_breaks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for (range, _) in hidden_characters(text).filter(|(_, c)| *c == '\u{200b}') {
        out.push_str(&text[rest..range.start]);
        rest = range.end;
    }
    out + &text[rest..]
}

/// Text from the data as code: an id, a path, an address, exactly as it stands, in a paragraph or the cell of a table.
pub fn code(code: &str) -> String {
    let code = plain(code);
    if code.is_empty() {
        return code;
    }
    // A stroke ends the cell of a table even within a span of code, and a way to escape it there holds only there.
    if code.contains('|') {
        return format!("<code>{}</code>", text(&code));
    }
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let ends = |c| code.starts_with(c) || code.ends_with(c);
    let padding = if ends('`') || ends(' ') && !code.trim_matches(' ').is_empty() { " " } else { "" };
    // A reply by mail quotes the page as plain text, in which code no longer protects from being a mention.
    let code = code.replace('@', "@\u{200b}");
    format!("{fence}{padding}{code}{padding}{fence}")
}

/// One row of a table, from cells that are inert already.
pub fn row(cells: &[impl AsRef<str>]) -> String {
    let mut out = String::from("|");
    for cell in cells {
        out.push_str(&format!(" {} |", cell.as_ref()));
    }
    out.push('\n');
    out
}

/// A part of a page, its texts inert already.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading, a paragraph or a list, without its last line end: there whole or not at all.
    Passage(String),
    /// A table: cut between rows.
    Table {
        /// The titles of the columns.
        head: Vec<String>,
        /// The cells, row by row.
        rows: Vec<Vec<String>>,
    },
    /// Blocks that the reader can open.
    Details {
        /// What the reader sees before.
        summary: String,
        /// What is to be opened.
        blocks: Vec<Block>,
    },
}

/// Puts a page together. One of more bytes than the limit is cut after the last whole passage or row that fits, with
/// everything closed that was open, and says in its last line how much was left out and that it is to be had
/// `elsewhere` (a sentence).
pub fn page(blocks: &[Block], limit: usize, elsewhere: &str) -> String {
    let mut whole = Page::up_to(usize::MAX);
    whole.add(blocks);
    // Every block ends with an empty line; a page does not.
    whole.out.truncate(whole.out.trim_end_matches('\n').len() + 1);
    if whole.out.len() <= limit {
        return whole.out;
    }
    // No line on what was left out is longer than the one for everything.
    let longest = Count::of(blocks).told(limit, elsewhere).len();
    let mut page = Page::up_to(limit.saturating_sub(longest));
    page.add(blocks);
    let told = page.left_out.told(limit, elsewhere);
    page.out + &told
}

/// A page in the making.
struct Page {
    out: String,
    limit: usize,
    left_out: Count,
}

impl Page {
    fn up_to(limit: usize) -> Self {
        Self { out: String::new(), limit, left_out: Count::default() }
    }

    fn add(&mut self, blocks: &[Block]) {
        for block in blocks {
            // Nothing comes after what was left out: a gap in the middle would not be seen.
            if !self.left_out.is_nothing() {
                self.left_out.add(&Count::of(std::slice::from_ref(block)));
                continue;
            }
            match block {
                Block::Passage(passage) => {
                    if !self.fits(&[passage, "\n\n"]) {
                        self.left_out.passages += 1;
                    }
                }
                Block::Table { head, rows } => self.add_table(head, rows),
                Block::Details { summary, blocks } => self.add_details(summary, blocks),
            }
        }
    }

    fn add_table(&mut self, head: &[String], rows: &[Vec<String>]) {
        let start = self.out.len();
        let head = format!("{}{}", row(head), row(&vec!["---"; head.len()]));
        let end = "\n";
        self.limit = self.limit.saturating_sub(end.len());
        let mut written = 0;
        if self.fits(&[&head]) {
            written = rows.iter().take_while(|cells| self.fits(&[&row(cells)])).count();
        }
        self.limit = self.limit.saturating_add(end.len());
        self.left_out.rows += rows.len() - written;
        if written == 0 {
            self.out.truncate(start);
        } else {
            self.out.push_str(end);
        }
    }

    fn add_details(&mut self, summary: &str, blocks: &[Block]) {
        let start = self.out.len();
        let (open, close) = (format!("<details><summary>{summary}</summary>\n\n"), "</details>\n\n");
        self.limit = self.limit.saturating_sub(close.len());
        let opened = self.fits(&[&open]);
        if opened {
            self.add(blocks);
        } else {
            self.left_out.add(&Count::of(blocks));
        }
        self.limit = self.limit.saturating_add(close.len());
        if self.out.len() > start + open.len() {
            self.out.push_str(close);
        } else {
            self.out.truncate(start);
        }
    }

    /// Adds parts if all of them still fit.
    fn fits(&mut self, parts: &[&str]) -> bool {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        let fits = self.out.len() + length <= self.limit;
        if fits {
            parts.iter().for_each(|part| self.out.push_str(part));
        }
        fits
    }
}

/// How much of a page.
#[derive(Default)]
struct Count {
    passages: usize,
    rows: usize,
}

impl Count {
    fn of(blocks: &[Block]) -> Self {
        blocks.iter().fold(Self::default(), |mut count, block| {
            match block {
                Block::Passage(_) => count.passages += 1,
                Block::Table { rows, .. } => count.rows += rows.len(),
                Block::Details { blocks, .. } => count.add(&Self::of(blocks)),
            }
            count
        })
    }

    fn add(&mut self, other: &Self) {
        self.passages += other.passages;
        self.rows += other.rows;
    }

    fn is_nothing(&self) -> bool {
        self.passages == 0 && self.rows == 0
    }

    fn told(&self, limit: usize, elsewhere: &str) -> String {
        let rows = crate::counted(self.rows, "row");
        let passages = crate::counted(self.passages, "passage");
        let what = match (self.rows, self.passages) {
            (_, 0) => format!("{rows} of a table"),
            (0, _) => passages,
            _ => format!("{rows} of tables and {passages}"),
        };
        format!(
            "**Cut here:** {what} left out, because a page on GitHub takes no more than {limit} bytes. {elsewhere}\n"
        )
    }
}

fn entity(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        c => out.push_str(&format!("&#{};", u32::from(c))),
    }
}

/// The character that an entity stands for, if [`text`] writes it.
fn meant_by(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "#8203" => Some('\u{200b}'),
        entity => {
            entity.strip_prefix('#')?.parse::<u8>().ok().map(char::from).filter(|c| matches!(c, ' '..='~'))
        }
    }
}

/// What has gone before a character.
struct Before {
    was_space: bool,
    /// Whether there were only digits, as before the dot of a numbered list.
    is_number: bool,
    was_in_word: bool,
    /// How far a word reaches that could be the name of a commit.
    commit: std::ops::Range<usize>,
}

impl Default for Before {
    fn default() -> Self {
        Self { was_space: false, is_number: true, was_in_word: false, commit: 0..0 }
    }
}

impl Before {
    /// Takes note of the character that comes next, and says whether it ends a piece of a commit's name that is too short
    /// to be one.
    fn pass(&mut self, c: char, text: &str, at: usize) -> bool {
        if !self.was_in_word && c.is_ascii_hexdigit() {
            self.commit = at..at + length_of_commit(&text[at..]);
        }
        self.was_space = c == ' ';
        self.is_number &= c.is_ascii_digit();
        self.was_in_word = c.is_ascii_alphanumeric();
        self.commit.contains(&(at + 1)) && (at + 1 - self.commit.start).is_multiple_of(SHORTEST_COMMIT - 1)
    }
}

/// The fewest digits of a commit's name that GitHub links.
const SHORTEST_COMMIT: usize = 7;

/// The length of the word that a text begins with, if it could be the name of a commit, else nothing. Numbers and words such
/// as `acceded` are not left out: whoever wants a link there can make a commit with that name.
fn length_of_commit(text: &str) -> usize {
    let word = &text[..text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len())];
    let is_one = word.len() >= SHORTEST_COMMIT && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_one { word.len() } else { 0 }
}

/// Whether a hyphen stands in `GH-123`.
fn is_reference_to_issue(before: &str, after: &str) -> bool {
    ends_with_ignoring_case(before, "gh") && after.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether what follows a colon makes it the code of an emoji, such as `:+1:`.
fn is_emoji(after: &str) -> bool {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
    let name = after.trim_start_matches(is_of_name);
    name.len() < after.len() && name.starts_with(':')
}

fn ends_with_ignoring_case(text: &str, end: &str) -> bool {
    text.len() >= end.len() && text.as_bytes()[text.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
}

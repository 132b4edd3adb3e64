//! A line of text in Markdown: what has a meaning there is escaped, and what was escaped or marked up is read as plain text.

use std::collections::HashMap;

use super::marks::is_group;
use bibliography::citation::calls;
use dataset::schema::is_id;

/// Escapes a text that is to be read as it is, wherever in a line it stands.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        let has_meaning = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '@' | '$' | '^' | '~' => true,
            // Dashes and dots that pandoc would join.
            '-' | '.' => before == Some(c),
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            _ => false,
        };
        if has_meaning {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// Escapes a paragraph: also what has a meaning at its beginning only.
pub(super) fn paragraph(text: &str) -> String {
    started(escaped(text))
}

/// Escapes what has a meaning at the beginning of a paragraph, in one that is escaped otherwise.
pub(super) fn started(text: String) -> String {
    if text.starts_with(['>', '#', '+', '-', '|', '%', '=', ':', '{']) {
        return format!("\\{text}");
    }
    // A call in front of a colon would be the beginning of its note.
    let call = text.strip_prefix("[^").and_then(|rest| rest.find(']')).map(|end| end + "[^]".len());
    if let Some(end) = call.filter(|end| text[*end..].starts_with(':')) {
        return format!("{}\\{}", &text[..end], &text[end..]);
    }
    let word = text.strip_prefix('(').unwrap_or(&text);
    let end = word.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(word.len());
    let is_number = |word: &str| {
        let lower = word.to_ascii_lowercase();
        word.len() == 1
            || lower.bytes().all(|byte| byte.is_ascii_digit())
            || lower.bytes().all(|byte| b"ivxlcdm".contains(&byte))
    };
    let is_mark = word[end..].starts_with(['.', ')']);
    if end > 0 && is_mark && is_number(&word[..end]) {
        let at = text.len() - word.len() + end;
        return format!("{}\\{}", &text[..at], &text[at..]);
    }
    let keyword = text.split_once(':').map_or("", |(keyword, _)| keyword);
    let is_field = super::FIELDS.iter().any(|(field, _)| field.eq_ignore_ascii_case(keyword));
    if is_field || keyword.eq_ignore_ascii_case(super::VOTES) {
        return format!("{keyword}\\{}", &text[keyword.len()..]);
    }
    text
}

/// A paragraph of a rationale: its calls stay calls, each by the name that a label has in the text.
pub(super) fn with_calls(text: &str, name: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = 0;
    let is_call = |place: &str, label: &str| is_id(label) && place.ends_with(']');
    for (label, place) in calls(text).filter(|(label, place)| is_call(&text[place.clone()], label)) {
        out.push_str(&escaped(&text[rest..place.start]));
        out.push_str(&format!("[^{}]", name(label)));
        rest = place.end;
    }
    out.push_str(&escaped(&text[rest..]));
    started(out)
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Plain text.
    Text(String),
    /// The call of a note, by the label as it is written.
    Call(String),
    /// A group of citations, as it is written between its brackets.
    Citations(String),
    /// The address of a link whose text stands before it and does not say the address itself.
    Link(String),
}

/// The pieces of a line: escapes are resolved, and marks of emphasis, links and spans taken away.
pub(super) fn pieces(line: &str) -> Vec<Piece> {
    read(&line.chars().collect::<Vec<char>>(), 0)
}

/// Brackets within brackets beyond this are signs as others.
const DEEPEST: usize = 8;

fn read(signs: &[char], depth: usize) -> Vec<Piece> {
    let closing = if depth < DEEPEST { closing(signs) } else { HashMap::new() };
    let mut reader = Reader { signs, closing, depth, at: 0, pieces: Vec::new(), text: String::new() };
    reader.run();
    reader.finish();
    reader.pieces
}

/// The text of a line that has no calls and no citations; where it has, they stand in it as they are written.
pub(super) fn plain(line: &str) -> String {
    whole(pieces(line))
}

fn whole(pieces: Vec<Piece>) -> String {
    let text = |piece: Piece| match piece {
        Piece::Text(text) => text,
        Piece::Call(label) => format!("[^{label}]"),
        Piece::Citations(group) => format!("[{group}]"),
        Piece::Link(_) => String::new(),
    };
    pieces.into_iter().map(text).collect()
}

/// For each opening bracket that is not escaped the place of the one that closes it.
pub(crate) fn closing(signs: &[char]) -> HashMap<usize, usize> {
    const PAIRS: [(char, char); 4] = [('[', ']'), ('(', ')'), ('{', '}'), ('<', '>')];
    let mut open: [Vec<usize>; 4] = Default::default();
    let mut closing = HashMap::new();
    let mut at = 0;
    while let Some(&c) = signs.get(at) {
        for ((opens, closes), open) in PAIRS.iter().zip(&mut open) {
            if c == *opens {
                // What is between angle brackets has none within.
                if c == '<' {
                    open.clear();
                }
                open.push(at);
            } else if c == *closes
                && let Some(start) = open.pop()
            {
                closing.insert(start, at);
            }
        }
        at += if c == '\\' { 2 } else { 1 };
    }
    closing
}

struct Reader<'s> {
    signs: &'s [char],
    closing: HashMap<usize, usize>,
    depth: usize,
    at: usize,
    pieces: Vec<Piece>,
    text: String,
}

impl Reader<'_> {
    fn run(&mut self) {
        while let Some(c) = self.sign(0) {
            match c {
                '\\' => self.escape(),
                '[' => self.bracket(),
                '<' => self.angle(),
                '&' => self.entity(),
                '*' | '_' | '`' => self.mark(c),
                c => self.take(c),
            }
        }
    }

    fn sign(&self, ahead: usize) -> Option<char> {
        self.signs.get(self.at + ahead).copied()
    }

    fn finish(&mut self) {
        if !self.text.is_empty() {
            self.pieces.push(Piece::Text(std::mem::take(&mut self.text)));
        }
    }

    fn escape(&mut self) {
        match self.sign(1) {
            Some(' ') => self.text.push('\u{a0}'),
            Some(c) if c.is_ascii_punctuation() => self.text.push(c),
            Some(c) => {
                self.text.push('\\');
                self.text.push(c);
            }
            // A break of the line; the next line is parted by a blank already.
            None => {}
        }
        self.at += 2;
    }

    /// What stands in the bracket that opens here, as it is written, and the place behind it.
    fn inside(&self) -> Option<(&[char], usize)> {
        let end = *self.closing.get(&self.at)?;
        Some((&self.signs[self.at + 1..end], end + 1))
    }

    fn take(&mut self, c: char) {
        self.text.push(c);
        self.at += 1;
    }

    fn bracket(&mut self) {
        let Some((inside, behind)) = self.inside() else { return self.take('[') };
        let written: String = inside.iter().collect();
        let piece = match written.strip_prefix('^') {
            Some(label) => Some(Piece::Call(label.to_owned())),
            None => is_group(&written).then_some(Piece::Citations(written)),
        };
        if let Some(piece) = piece {
            self.at = behind;
            self.finish();
            self.pieces.push(piece);
            return;
        }
        // A link or a span: what is read is its text.
        let text = whole(read(inside, self.depth + 1));
        self.at = behind;
        match self.inside().filter(|_| matches!(self.sign(0), Some('(' | '{'))) {
            Some((address, behind)) => {
                let address: String = address.iter().collect();
                let is_lost = self.sign(0) == Some('(') && !address.trim().is_empty() && address != text;
                self.at = behind;
                self.text.push_str(&text);
                if is_lost {
                    self.finish();
                    self.pieces.push(Piece::Link(address));
                }
            }
            None => self.text.push_str(&format!("[{text}]")),
        }
    }

    /// An address between angle brackets, or a tag of HTML, which is left out.
    fn angle(&mut self) {
        let Some((inside, behind)) = self.inside() else { return self.take('<') };
        let written: String = inside.iter().collect();
        let is_tag = written.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match (written.contains("://") && !written.contains(' '), is_tag) {
            (true, _) => {
                self.text.push_str(&written);
                self.at = behind;
            }
            (false, true) => self.at = behind,
            (false, false) => self.take('<'),
        }
    }

    fn entity(&mut self) {
        const ENTITIES: [(&str, char); 5] =
            [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&nbsp;", '\u{a0}')];
        let is_here = |name: &str| name.chars().enumerate().all(|(ahead, c)| self.sign(ahead) == Some(c));
        match ENTITIES.iter().find(|(name, _)| is_here(name)) {
            Some((name, c)) => {
                self.text.push(*c);
                self.at += name.len();
            }
            None => self.take('&'),
        }
    }

    /// Marks of emphasis go; a sign between blanks, `*` between figures, and `_` within a word, is none.
    fn mark(&mut self, c: char) {
        let mut count = 0;
        while self.sign(count) == Some(c) {
            count += 1;
        }
        let before = self.at.checked_sub(1).and_then(|at| self.signs.get(at)).copied();
        let after = self.sign(count);
        let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_product = c == '*' && is_figure(before) && is_figure(after);
        if is_product
            || (is_blank(before) && is_blank(after))
            || (c == '_' && is_word(before) && is_word(after))
        {
            self.text.extend(std::iter::repeat_n(c, count));
        }
        self.at += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_is_read_as_it_was() {
        for text in [
            "1. A list?",
            "(i) so",
            "A. Freedom of Expression",
            "Rating: Strong",
            "a_b *c* [d](e) [^f] @g $h$ <i> & &amp; j & k \\ -- ... ~l~ ^m^",
            "# no heading",
            "- no item",
            "> no quotation",
            "…“x”  two blanks",
            "@a; {p. 3}",
        ] {
            assert_eq!(plain(&paragraph(text)), text);
        }
    }

    #[test]
    fn a_call_before_a_colon_begins_no_note() {
        let name = |label: &str| label.to_owned();
        assert_eq!(with_calls("[^a]: so [b]: c", &name), "[^a]\\: so \\[b\\]: c");
        assert_eq!(with_calls("So [^a]: b", &name), "So [^a]: b");
    }

    #[test]
    fn what_is_marked_up_is_read_as_plain_text() {
        for (line, text) in [
            ("The *Rome Statute* and **more**", "The Rome Statute and more"),
            (
                "See [the page](https://example.org) at <https://example.org/a_b>.",
                "See the page at https://example.org/a_b.",
            ),
            ("[Small]{.smallcaps} &amp; 5 * 3 snake_case", "Small & 5 * 3 snake_case"),
            ("a[b c", "a[b c"),
            ("[not a link] here", "[not a link] here"),
        ] {
            assert_eq!(plain(line), text);
        }
    }

    #[test]
    fn calls_and_citations_stand_apart() {
        let expected = [
            Piece::Text("So.".into()),
            Piece::Call("a".into()),
            Piece::Text(" And ".into()),
            Piece::Citations("see @b, p. 3".into()),
        ];
        assert_eq!(pieces("So.[^a] And [see @b, p. 3]"), expected);
    }
}

//! The pieces of a printed page as lines of text have them: rows of a table, notes, and what stands loose.

/// What a text came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Lines out of a PDF, with tabs between cells, in which what belongs together can be torn apart.
    Lines,
    /// Markdown that pandoc made of a file of Word: its rows and calls are those of the writer.
    Word,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The line at which it begins, from 1.
    pub(super) line: usize,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The cells of a row, each with its paragraphs.
    Row(Vec<Vec<String>>),
    /// A note, by its number.
    Note(usize, String),
    /// The paragraphs of a line outside the table.
    Loose(Vec<String>),
    /// A heading that is marked as one.
    Heading(String),
}

impl Piece {
    /// All paragraphs of a row or a loose line.
    pub(super) fn paragraphs(&self) -> Vec<&str> {
        match &self.kind {
            Kind::Row(cells) => cells.iter().flatten().map(String::as_str).collect(),
            Kind::Loose(paragraphs) => paragraphs.iter().map(String::as_str).collect(),
            Kind::Heading(title) => vec![title],
            Kind::Note(..) => Vec::new(),
        }
    }
}

/// The raised figures, from 0 to 9.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The digit that a raised figure is.
pub(crate) fn raised(c: char) -> Option<usize> {
    RAISED.iter().position(|raised| *raised == c)
}

/// The raised figure of a digit.
pub(super) fn raised_figure(digit: u32) -> Option<char> {
    RAISED.get(digit as usize).copied()
}

/// The pieces of a text, in order.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut is_in_note = false;
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line_text = line.trim_matches(['\r', ' ', '\u{c}']);
        if line_text.trim().is_empty() {
            is_in_note = false;
            continue;
        }
        let numbered = beginning(line_text);
        let kind = match (numbered, is_in_note, pieces.last_mut()) {
            (Some((number, rest)), _, _) => Kind::Note(number, rest.trim().to_owned()),
            // A note goes on until a line is blank.
            (None, true, Some(Piece { kind: Kind::Note(_, text), .. })) if !line_text.contains('\t') => {
                text.push(' ');
                text.push_str(line_text.trim());
                continue;
            }
            (None, _, _) if line_text.contains('\t') => {
                Kind::Row(line_text.split('\t').map(paragraphs).collect())
            }
            (None, _, _) => Kind::Loose(paragraphs(line_text)),
        };
        is_in_note = matches!(kind, Kind::Note(..));
        pieces.push(Piece { line: at + 1, kind });
    }
    pieces
}

/// The number with which a note begins, and what follows it.
pub(super) fn beginning(line: &str) -> Option<(usize, &str)> {
    let mut number = 0_usize;
    let mut end = 0;
    for (at, c) in line.char_indices() {
        let Some(digit) = raised(c) else { break };
        number = number.checked_mul(10)?.checked_add(digit)?;
        end = at + c.len_utf8();
    }
    let rest = &line[end..];
    (end > 0 && rest.starts_with([' ', '\u{a0}'])).then_some((number, rest))
}

/// The paragraphs of a cell: parted by tags and bullets, without other tags.
fn paragraphs(cell: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut rest = cell;
    while let Some(at) = rest.find(['<', '•']) {
        let (before, from) = rest.split_at(at);
        add(&mut out, before);
        if let Some(behind) = from.strip_prefix('•') {
            out.push(String::new());
            rest = behind;
            continue;
        }
        let tag = from.split_once('>').filter(|(tag, _)| is_tag(&tag[1..]));
        match tag {
            Some((tag, behind)) => {
                let name = tag[1..].trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
                if !["i", "b", "em", "strong", "sup", "sub", "u", "span"]
                    .contains(&&*name.to_ascii_lowercase())
                {
                    out.push(String::new());
                }
                rest = behind;
            }
            None => {
                add(&mut out, "<");
                rest = &from[1..];
            }
        }
    }
    add(&mut out, rest);
    let texts = out.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    texts.filter(|text| !text.is_empty()).collect()
}

fn is_tag(inside: &str) -> bool {
    let name = inside.trim_start_matches('/');
    let end = name.find([' ', '/']).unwrap_or(name.len());
    (1..=10).contains(&end) && name[..end].bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn add(out: &mut [String], text: &str) {
    if let Some(last) = out.last_mut() {
        last.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_rows_notes_or_loose() {
        let text = "Title\n\tA.\tFair Decrease\t<p>One <i>two</i>.¹</p> <ul style=\"x\"> • three • four</ul>\n\n¹ Author, 2020.\nGoes on <https://a.example>.\n\nLoose again";
        let kinds: Vec<Kind> = pieces(text).into_iter().map(|piece| piece.kind).collect();
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let row =
            [texts(&[]), texts(&["A."]), texts(&["Fair Decrease"]), texts(&["One two.¹", "three", "four"])];
        let expected = [
            Kind::Loose(texts(&["Title"])),
            Kind::Row(row.to_vec()),
            Kind::Note(1, "Author, 2020. Goes on <https://a.example>.".to_owned()),
            Kind::Loose(texts(&["Loose again"])),
        ];
        assert_eq!(kinds, expected);
    }
}

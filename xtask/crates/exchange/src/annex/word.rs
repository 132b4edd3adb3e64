//! The pieces of a document of Word, as pandoc prints it in Markdown: rows of its tables, notes, headings, and what stands loose.

mod flat;
mod tables;

use super::cells::{Kind, Piece, beginning};
use flat::{Emphasis, flat};

/// Whether a text is Markdown that pandoc made of a file of Word, and neither what comes out of a PDF nor an assessment in
/// Markdown, whose notes have names and cite sources by their ids.
pub(super) fn is_one(text: &str) -> bool {
    let is_mark = |line: &str| {
        note(line).is_some() || heading(line).is_some() || line.starts_with("+--") || tables::is_rule(line)
    };
    let is_named = |line: &str| line.starts_with("[^") && line.contains("]:") && note(line).is_none();
    let is_delimiter = |line: &str| line.starts_with("|-") || line.starts_with("|:");
    !text.contains('\t')
        && !text.contains("[@")
        && !text.lines().any(is_named)
        && text.lines().any(|line| is_mark(line) || is_delimiter(line))
}

/// Where a block of metadata in front ends, as the place of the line behind it: 0 where there is none.
fn end_of_metadata(lines: &[&str]) -> usize {
    let is_rule = |line: &str| line == "---";
    let rest = lines.split_first().filter(|(first, _)| is_rule(first)).map(|(_, rest)| rest);
    rest.and_then(|rest| rest.iter().position(|line| is_rule(line))).map_or(0, |at| at + 2)
}

/// What a block of metadata says: the title of the document as a heading, and each other field as it stands there.
fn metadata(lines: &[&str], pieces: &mut Vec<Piece>) {
    let mut from = 0;
    while from < lines.len() {
        let is_field = |line: &&str| !line.is_empty() && !line.starts_with([' ', '-']);
        let end = lines[from + 1..].iter().position(is_field).map_or(lines.len(), |at| from + 1 + at);
        // The first line of the text is that of dashes.
        let line = from + 2;
        let kind = match lines[from].strip_prefix("title:").filter(|_| end == from + 1) {
            Some(title) => Kind::Heading(flat(title.trim().trim_matches(['"', '\'']), Emphasis::Left)),
            None => Kind::Loose(paragraphs(&[&lines[from..end].join(" ")])),
        };
        pieces.push(Piece { line, kind });
        from = end;
    }
}

/// The pieces of a text, in order.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let text = text.trim_start_matches('\u{feff}');
    let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches(['\r', ' '])).collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = end_of_metadata(&lines);
    metadata(lines.get(1..at.saturating_sub(1)).unwrap_or_default(), &mut pieces);
    while at < lines.len() {
        let line = at + 1;
        let mut put = |kind: Kind| pieces.push(Piece { line, kind });
        if lines[at].trim().is_empty() {
            at += 1;
        } else if let Some((number, text)) = note(lines[at]) {
            let end = end_of_note(&lines, at);
            let rest = lines[at + 1..end].iter().map(|line| line.trim());
            let text: Vec<&str> = std::iter::once(text).chain(rest).filter(|line| !line.is_empty()).collect();
            put(Kind::Note(number, flat(&text.join(" "), Emphasis::Kept)));
            at = end;
        } else if let Some((rows, end)) = tables::read(&lines, at) {
            for row in rows {
                let cells = row.cells.iter().map(|cell| paragraphs(&cell.lines().collect::<Vec<_>>()));
                pieces.push(Piece { line: row.line, kind: Kind::Row(cells.collect()) });
            }
            at = end;
        } else if let Some(title) = heading(lines[at]) {
            put(Kind::Heading(flat(title, Emphasis::Left)));
            at += 1;
        } else {
            let from = at;
            at += 1;
            while at < lines.len() && !lines[at].trim().is_empty() && note(lines[at]).is_none() {
                at += 1;
            }
            for text in paragraphs(&lines[from..at]) {
                put(match beginning(&text) {
                    // A note that was typed and not made by Word.
                    Some((number, rest)) => Kind::Note(number, rest.trim().to_owned()),
                    None => Kind::Loose(vec![text]),
                });
            }
        }
    }
    pieces
}

/// The number of a note, and the beginning of its text.
fn note(line: &str) -> Option<(usize, &str)> {
    let (number, text) = line.strip_prefix("[^")?.split_once("]:")?;
    Some((number.parse().ok()?, text.trim()))
}

/// Behind the last line of a note: what is indented belongs to it, and what follows at once.
fn end_of_note(lines: &[&str], from: usize) -> usize {
    let mut end = from + 1;
    let mut at = from + 1;
    let mut is_parted = false;
    while let Some(line) = lines.get(at) {
        let is_indented = line.starts_with("    ") || line.starts_with('\t');
        if line.is_empty() {
            is_parted = true;
        } else if note(line).is_some() || (is_parted && !is_indented) {
            break;
        } else {
            (is_parted, end) = (false, at + 1);
        }
        at += 1;
    }
    end
}

/// The title of a heading, without its signs and attributes.
fn heading(line: &str) -> Option<&str> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    let title = title.strip_prefix(' ').filter(|_| (1..=6).contains(&level))?.trim();
    let attributes = title.strip_suffix('}').and_then(|_| title.rfind(" {"));
    Some(attributes.map_or(title, |at| title[..at].trim_end()))
}

/// The paragraphs of some lines: parted by blank lines, items of lists and hard breaks.
fn paragraphs(lines: &[&str]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in lines {
        let bare = line.trim().trim_start_matches("> ").trim();
        if bare.is_empty() || bare == ">" {
            is_open = false;
            continue;
        }
        let item = item(bare);
        let text = item.unwrap_or(bare);
        let is_broken = text.ends_with('\\') && !text.ends_with("\\\\");
        let text = if is_broken { text[..text.len() - 1].trim_end() } else { text };
        match texts.last_mut().filter(|_| is_open && item.is_none()) {
            Some(last) => {
                last.push(' ');
                last.push_str(text);
            }
            None => texts.push(text.to_owned()),
        }
        is_open = !is_broken;
    }
    texts.iter().map(|text| flat(text, Emphasis::Whole)).filter(|text| !text.is_empty()).collect()
}

/// The text of an item of a list.
fn item(line: &str) -> Option<&str> {
    let bullet = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark));
    let numbered = || {
        let bare = line.strip_prefix('(').unwrap_or(line);
        let end = bare.find(|c: char| !c.is_ascii_alphanumeric()).filter(|end| (1..=3).contains(end))?;
        // pandoc puts two blanks behind the number of an item.
        [".  ", ")  "].iter().find_map(|mark| bare[end..].strip_prefix(mark))
    };
    bullet.or_else(numbered).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pandoc_prints_pieces() {
        let text = "---\ntitle: A\nauthor:\n- B\n- C\n---\n\n# One {#one .unnumbered}\n\nText of\ntwo lines.[^1][^2]\n\n-   first\n-   second\n    on\n\n**Weak**\\\nDecrease\n\n[^1]: Author, 2020. *Title*,\n    <https://a.example>.\n\n[^2]: Two\n\n    paragraphs.\n\n^3^ A typed one.\n";
        let found: Vec<(usize, Kind)> =
            pieces(text).into_iter().map(|piece| (piece.line, piece.kind)).collect();
        let loose = |text: &str| Kind::Loose(vec![text.to_owned()]);
        let expected = [
            (2, Kind::Heading("A".to_owned())),
            (3, loose("author: - B - C")),
            (8, Kind::Heading("One".to_owned())),
            (10, loose("Text of two lines.¹ ²")),
            (13, loose("first")),
            (13, loose("second on")),
            (17, loose("**Weak**")),
            (17, loose("Decrease")),
            (20, Kind::Note(1, "Author, 2020. *Title*, <https://a.example>.".to_owned())),
            (23, Kind::Note(2, "Two paragraphs.".to_owned())),
            (27, Kind::Note(3, "A typed one.".to_owned())),
        ];
        assert_eq!(found, expected);
    }
}

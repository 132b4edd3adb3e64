//! Marks of other programs in a text that is plain: entities and tags of HTML, citations of Pandoc, LaTeX and wikis.

use std::ops::Range;

use memchr::memchr_iter;

use crate::put_right::put_right;
use format::text::{has_byte, has_near};

/// What stands in a text and would be printed as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// What it is, in the words that follow "this text has".
    pub what: &'static str,
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What it stands for, where that is known.
    pub meant: Option<String>,
}

/// The first mark of HTML in a text.
pub fn of_html(text: &str) -> Option<Leftover> {
    if !has_byte(text, |byte| matches!(byte, b'&' | b'<')) {
        return None;
    }
    entity(text).or_else(|| tag(text))
}

/// The text without the marks of HTML, as far as it is known what they stand for; none if it stays as it is.
pub fn without_html(text: &str) -> Option<String> {
    // What was escaped twice needs a second round.
    const ROUNDS: usize = 4;
    let known = |found: Leftover| Some((found.range, found.meant?));
    let mut whole = text.to_owned();
    for _ in 0..ROUNDS {
        whole = put_right(&whole, |text| entity(text).and_then(known));
        whole = put_right(&whole, |text| tag(text).and_then(known));
        if of_html(&whole).is_none_or(|found| found.meant.is_none()) {
            break;
        }
    }
    (whole != text).then_some(whole)
}

/// The first mark of a program in which texts with footnotes are written.
pub fn of_writing(text: &str) -> Option<Leftover> {
    mark(text).or_else(|| number_in_brackets(text)).or_else(|| raised_number(text))
}

/// The mark that is named first in the list, where it stands first.
fn mark(text: &str) -> Option<Leftover> {
    if !has_near(text, may_be_mark) {
        return None;
    }
    let starts = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| matches!(byte, b'[' | b'^' | b']' | b'\\' | b'{' | b'*' | b'A'));
    let marks = starts.filter_map(|(start, _)| {
        let place = MARKS.iter().position(|(mark, _)| text[start..].starts_with(mark))?;
        Some((place, start))
    });
    let (place, start) = marks.min()?;
    let (mark, what) = MARKS[place];
    Some(Leftover { what, range: start..start + mark.len(), meant: None })
}

/// Whether a mark of the list may begin with some bytes; calls of footnotes do not begin so. There are no branches in it, so
/// that many bytes are looked at together.
#[inline]
fn may_be_mark(first: u8, second: u8, third: u8) -> bool {
    ((first == b'[') & ((second == b'@') | (second == b'-') | (second == b'[')))
        | ((first == b'^') & (second == b'['))
        | ((first == b']') & (second == b'('))
        | (first == b'\\')
        | (first == b'{')
        | ((first == b'A') & (second == b'D') & (third == b'D'))
        | ((first == b'*') & (second == b'*'))
}

/// What a number of a note is called.
pub const NUMBER_OF_NOTE: &str = "the number of a note";

/// Marks that nobody writes in plain words.
const MARKS: &[(&str, &str)] = &[
    ("[@", "a citation of Pandoc"),
    ("[-@", "a citation of Pandoc"),
    ("^[", "an inline note of Pandoc"),
    ("](http", "a link of Markdown"),
    ("](www.", "a link of Markdown"),
    ("\\cite", "a citation of LaTeX"),
    ("\\autocite", "a citation of LaTeX"),
    ("\\parencite", "a citation of LaTeX"),
    ("\\footcite", "a citation of LaTeX"),
    ("\\textcite", "a citation of LaTeX"),
    ("\\footnote", "a footnote of LaTeX"),
    ("\\emph{", "a command of LaTeX"),
    ("\\textit{", "a command of LaTeX"),
    ("\\textbf{", "a command of LaTeX"),
    ("{{cite", "a citation of a wiki"),
    ("{{Cite", "a citation of a wiki"),
    ("[[", "a link of a wiki"),
    ("{Citation}", "a place for a citation"),
    ("ADDIN ", "a field of a word processor"),
    ("**", "a mark of Markdown"),
];

/// `[12]`, as texts have it whose notes are numbered.
fn number_in_brackets(text: &str) -> Option<Leftover> {
    memchr_iter(b'[', text.as_bytes()).find_map(|start| {
        let inside = &text.as_bytes()[start + 1..];
        let length = inside.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let is_number = (1..=3).contains(&length) && inside.get(length) == Some(&b']');
        is_number.then(|| Leftover { what: NUMBER_OF_NOTE, range: start..start + length + 2, meant: None })
    })
}

/// `.¹²`: a raised number behind a mark. Behind a letter it can be part of a unit, as in `km²`.
fn raised_number(text: &str) -> Option<Leftover> {
    // The first two bytes of raised numbers: those of Latin-1, and the others.
    let begins = |first, second, _| {
        ((first == 0xc2) & ((second == 0xb2) | (second == 0xb3) | (second == 0xb9)))
            | ((first == 0xe2) & (second == 0x81))
    };
    if !has_near(text, begins) {
        return None;
    }
    let is_raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let (start, _) = text.char_indices().find(|(start, c)| {
        is_raised(*c) && text[..*start].ends_with(['.', ',', ';', ':', '!', '?', ')', '”', '’'])
    })?;
    let length = text[start..].find(|c: char| !is_raised(c)).unwrap_or(text.len() - start);
    Some(Leftover { what: NUMBER_OF_NOTE, range: start..start + length, meant: None })
}

/// `&amp;`, `&#39;`, `&#x27;`.
fn entity(text: &str) -> Option<Leftover> {
    text.match_indices('&').find_map(|(start, _)| {
        let length = text.as_bytes()[start..].iter().take(12).position(|byte| *byte == b';')?;
        let range = start..start + length + 1;
        let written = text.get(range.clone())?;
        let meant = html_escape::decode_html_entities(written);
        if meant == written || meant.chars().any(char::is_control) {
            return None;
        }
        // A blank that may not be broken is a blank here, and a soft hyphen is nothing.
        let meant = meant.replace('\u{a0}', " ").replace('\u{ad}', "");
        Some(Leftover { what: "an entity of HTML", range, meant: Some(meant) })
    })
}

/// The tags that stand in exported titles and pasted texts; those of the second list say nothing but how letters look.
const TAGS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "div",
    "h1",
    "h2",
    "h3",
    "img",
    "li",
    "ol",
    "p",
    "q",
    "ref",
    "script",
    "style",
    "sub",
    "sup",
    "table",
    "td",
    "tr",
    "ul",
];
const LOOKS: &[&str] = &[
    "b", "big", "cite", "em", "font", "i", "nocase", "s", "sc", "scp", "small", "span", "strong", "tt", "u",
];

/// `<i>`, `</i>`, `<span class="x">`, `<br/>`.
fn tag(text: &str) -> Option<Leftover> {
    text.match_indices('<').find_map(|(start, _)| {
        let rest = &text[start + 1..];
        let inside = rest.strip_prefix('/').unwrap_or(rest);
        let name: String = inside.chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        let is_look = LOOKS.contains(&name.as_str());
        let next = inside[name.len()..].chars().next()?;
        let is_tag = (is_look || TAGS.contains(&name.as_str())) && matches!(next, '>' | '/' | ' ');
        // No tag has another within it.
        let length = 1 + rest.find(['<', '>']).filter(|end| is_tag && rest[*end..].starts_with('>'))?;
        let meant = is_look.then(String::new);
        Some(Leftover { what: "a tag of HTML", range: start..start + length + 1, meant })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_html_are_found() {
        for (text, mark, meant) in [
            ("Peace &amp; Security", "&amp;", Some("&")),
            ("Cambodia&#39;s", "&#39;", Some("'")),
            ("Cambodia&#x2019;s", "&#x2019;", Some("’")),
            ("a&nbsp;b", "&nbsp;", Some(" ")),
            ("The <i>Rohingya</i> case", "<i>", Some("")),
            ("<span class=\"nocase\">UN</span>", "<span class=\"nocase\">", Some("")),
            ("Found<sup>3</sup>", "<sup>", None),
            ("a<br/>b", "<br/>", None),
        ] {
            let found = of_html(text).expect(text);
            assert_eq!((&text[found.range], found.meant.as_deref()), (mark, meant));
        }
        for text in
            ["AT&T; and more", "a < b > c", "R&D", "<https://a.example>", "x <5 and >3", "Q&A;", "&#0;"]
        {
            assert_eq!(of_html(text), None, "{text}");
        }
    }

    #[test]
    fn each_mark_may_be_one() {
        for (mark, _) in MARKS {
            assert!(has_near(mark, may_be_mark), "{mark}");
        }
    }

    #[test]
    fn marks_of_writing_are_found() {
        for (text, mark) in [
            ("Found [@freedom-house-2021, p. 3].", "[@"),
            ("Found^[Inline note.]", "^["),
            ("See [here](https://a.example).", "](http"),
            ("As \\cite{x} says", "\\cite"),
            ("Courts [12] say", "[12]"),
            ("Courts say.¹²", "¹²"),
            ("It was **bold**.", "**"),
        ] {
            assert_eq!(&text[of_writing(text).expect(text).range], mark);
        }
        for text in
            ["Found.[^report]", "“[The] law”", "100 km² of forest.", "[sic]", "a ^ b", "E=mc²", "[2021]"]
        {
            assert_eq!(of_writing(text), None, "{text}");
        }
    }
}

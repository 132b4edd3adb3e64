//! Marks of HTML in a text that is plain: entities, tags and comments. Those of other programs are in `writing`.

mod chat;
mod office;
mod writing;

use std::ops::Range;

use crate::put_right::put_right;
use format::trigram::{ANY, Trigram, Trigrams};
pub use writing::{NUMBER_OF_NOTE, OF_WRITING, address, may_begin_with_mark, numbers_of_notes, of_writing};

/// With which bytes an entity or a tag of HTML begins.
pub const OF_HTML: &[Trigram] = &[[&[(b'&', b'&'), (b'<', b'<')], ANY, ANY]];

static MAY_BE_OF_HTML: Trigrams<1> = Trigrams::new([OF_HTML]);

/// What stands in a text and would be printed as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// What it is, in the words that follow "this text has".
    pub what: &'static str,
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What to do about it.
    pub remedy: &'static str,
    /// What it stands for, where that is known.
    pub meant: Option<String>,
}

/// The first mark of HTML in a text.
pub fn of_html(text: &str) -> Option<Leftover> {
    if !MAY_BE_OF_HTML.is_in(text) {
        return None;
    }
    entity(text).or_else(|| tag(text)).or_else(|| comment(text))
}

/// An address as it is meant, if it has the sign `&` as pages of HTML write it: `&amp;`.
pub fn address_without_entities(address: &str) -> Option<String> {
    const ENTITIES: [&str; 4] = ["&amp;", "&#38;", "&#x26;", "&#038;"];
    let first = address.find('&')?;
    let entity = ENTITIES.iter().find(|entity| address[first..].contains(**entity))?;
    Some(address.replace(entity, "&"))
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
        let remedy = "Write the sign itself.";
        Some(Leftover { what: "an entity of HTML", remedy, range, meant: Some(meant) })
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
        let remedy = "Delete the tag: texts here are plain. A source is cited in a footnote, which the rationale calls by its label: [^report].";
        Some(Leftover { what: "a tag of HTML", remedy, range: start..start + length + 1, meant })
    })
}

/// `<!-- check this -->`, also where its end is lost.
fn comment(text: &str) -> Option<Leftover> {
    let start = text.find("<!--")?;
    let length = text[start..].find("-->").map_or(text.len() - start, |end| end + 3);
    let remedy =
        "Delete it: it would be printed. What reviewers should know belongs in the message of the commit.";
    Some(Leftover { what: "a comment of HTML", remedy, range: start..start + length, meant: None })
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
            ("Weak <!-- check --> courts", "<!-- check -->", None),
            ("Weak <!-- check", "<!-- check", None),
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
}

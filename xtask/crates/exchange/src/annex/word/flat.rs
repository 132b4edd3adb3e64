//! A line of pandoc's Markdown as the plain text that a page shows.

use std::collections::HashMap;

use super::super::cells::raised_figure;
use crate::markdown::closing;

/// What becomes of the marks around what is in italics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Emphasis {
    /// They stay, and so do addresses of links: in a note they tell a title.
    Kept,
    /// All marks stay, and so do images and comments: the writer is to see the original as it is.
    Whole,
    /// They go.
    Left,
}

/// The plain text: calls as raised figures, links with their addresses, marks of emphasis as asked for.
pub(super) fn flat(text: &str, emphasis: Emphasis) -> String {
    let signs: Vec<char> = text.chars().collect();
    let closing = closing(&signs);
    let mut out = String::with_capacity(text.len());
    Flat { signs: &signs, closing: &closing, emphasis }.write(0, signs.len(), &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Flat<'s> {
    signs: &'s [char],
    closing: &'s HashMap<usize, usize>,
    emphasis: Emphasis,
}

impl Flat<'_> {
    /// Writes the signs from one place to another. What stands within brackets is left to be written in its turn, so that no
    /// depth of them costs more than their length.
    fn write(&self, from: usize, to: usize, out: &mut String) {
        // Where an address follows, behind the bracket that ends its text: the end of that text, the address, the place behind it.
        let mut links: Vec<(usize, Option<String>, usize)> = Vec::new();
        let mut at = from;
        while at < to {
            if let Some((end, ..)) = links.last()
                && *end == at
                && let Some((_, address, behind)) = links.pop()
            {
                if let Some(address) = address.filter(|address| {
                    !out.ends_with(&format!("{address}>")) && !out.ends_with(address.as_str())
                }) {
                    out.push_str(&format!(", <{address}>"));
                }
                at = behind;
                continue;
            }
            let c = self.signs[at];
            let next = self.signs.get(at + 1).copied();
            at = match c {
                '\\' => {
                    out.push(next.map_or(' ', |next| if next == ' ' { ' ' } else { next }));
                    at + 2
                }
                '!' if next == Some('[') => self.image(at + 1, out).unwrap_or_else(|| push(out, c, at)),
                '[' => self.bracket(at, out, &mut links).unwrap_or_else(|| push(out, c, at)),
                '<' => self.angle(at, out).unwrap_or_else(|| push(out, c, at)),
                '^' => self.superscript(at, out).unwrap_or(at + 1),
                '*' => self.mark(at, out),
                '-' | '.' => self.joined(at, c, out),
                '~' | '`' if self.emphasis != Emphasis::Whole => at + 1,
                c => push(out, c, at),
            };
        }
    }

    fn inside(&self, at: usize) -> Option<(String, usize)> {
        let end = *self.closing.get(&at)?;
        Some((self.signs[at + 1..end].iter().collect(), end + 1))
    }

    /// A call, a link or a span.
    fn bracket(
        &self,
        at: usize,
        out: &mut String,
        links: &mut Vec<(usize, Option<String>, usize)>,
    ) -> Option<usize> {
        let end = *self.closing.get(&at)?;
        if self.signs.get(at + 1) == Some(&'^') {
            let number: String = self.signs[at + 2..end].iter().collect();
            if number.len() < 7 && number.bytes().all(|byte| byte.is_ascii_digit()) {
                raise(&number, out);
                return Some(end + 1);
            }
        }
        match self.signs.get(end + 1) {
            Some('(') => {
                let (target, behind) = self.inside(end + 1)?;
                let behind = self.attributes(behind);
                let address =
                    target.split(' ').next().unwrap_or_default().trim_matches(['<', '>']).to_owned();
                let is_shown = self.emphasis != Emphasis::Left && address.starts_with("http");
                links.push((end, is_shown.then_some(address), behind));
                Some(at + 1)
            }
            Some('{') => {
                links.push((end, None, self.attributes(end + 1)));
                Some(at + 1)
            }
            Some(_) | None => None,
        }
    }

    /// Behind the attributes that may stand at a place.
    fn attributes(&self, at: usize) -> usize {
        let end = self.closing.get(&at).filter(|_| self.signs.get(at) == Some(&'{'));
        end.map_or(at, |end| end + 1)
    }

    /// Behind an image, which is shown as it is written or not at all.
    fn image(&self, at: usize, out: &mut String) -> Option<usize> {
        let end = *self.closing.get(&at)?;
        (self.signs.get(end + 1) == Some(&'(')).then_some(())?;
        let behind = *self.closing.get(&(end + 1))? + 1;
        if self.emphasis == Emphasis::Whole {
            out.extend(&self.signs[at - 1..behind]);
        }
        Some(self.attributes(behind))
    }

    /// An address or a tag.
    fn angle(&self, at: usize, out: &mut String) -> Option<usize> {
        let (inside, behind) = self.inside(at)?;
        if inside.contains("://") && !inside.contains(' ') {
            out.push_str(&format!("<{inside}>"));
            return Some(behind);
        }
        // pandoc parts lists by a comment without words.
        let is_comment = inside.starts_with("!--") && inside.contains(char::is_alphanumeric);
        if is_comment && self.emphasis == Emphasis::Whole {
            out.push_str(&format!("<{inside}>"));
        }
        inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!').then_some(behind)
    }

    /// `^12^`, which people type for a call.
    fn superscript(&self, at: usize, out: &mut String) -> Option<usize> {
        let figures = self.signs[at + 1..].iter().take(6).take_while(|c| c.is_ascii_digit()).count();
        let end = at + 1 + figures;
        (figures > 0 && self.signs.get(end) == Some(&'^')).then_some(())?;
        raise(&self.signs[at + 1..end].iter().collect::<String>(), out);
        Some(end + 1)
    }

    fn mark(&self, at: usize, out: &mut String) -> usize {
        let count = self.signs[at..].iter().take_while(|c| **c == '*').count();
        let is_blank = |c: Option<&char>| c.is_none_or(|c| c.is_whitespace());
        let before = at.checked_sub(1).and_then(|at| self.signs.get(at));
        let is_sign = is_blank(before) && is_blank(self.signs.get(at + count));
        match self.emphasis {
            Emphasis::Whole => out.extend(&self.signs[at..at + count]),
            Emphasis::Kept if count % 2 == 1 => out.push('*'),
            Emphasis::Kept | Emphasis::Left if is_sign => out.push('*'),
            Emphasis::Kept | Emphasis::Left => {}
        }
        at + count
    }

    /// Dashes and dots that stand for one sign.
    fn joined(&self, at: usize, c: char, out: &mut String) -> usize {
        let count = self.signs[at..].iter().take(3).take_while(|other| **other == c).count();
        match (c, count) {
            ('-', 3) => out.push('—'),
            ('-', 2) => out.push('–'),
            ('.', 3) => out.push('…'),
            _ => out.extend(std::iter::repeat_n(c, count)),
        }
        at + count
    }
}

fn push(out: &mut String, c: char, at: usize) -> usize {
    out.push(c);
    at + 1
}

/// Writes a number in raised figures, apart from one before it.
fn raise(number: &str, out: &mut String) {
    if out.chars().next_back().is_some_and(|c| super::super::cells::raised(c).is_some()) {
        out.push(' ');
    }
    out.extend(number.chars().filter_map(|c| raised_figure(c.to_digit(10)?)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_plain_text() {
        for (text, kept, left) in [
            ("*Title* and **more**", "*Title* and more", "Title and more"),
            ("So.[^1][^12] On", "So.¹ ¹² On", "So.¹ ¹² On"),
            (
                "[[https://a.example]{.underline}](https://a.example).",
                "https://a.example.",
                "https://a.example.",
            ),
            ("[A page](https://a.example/b_c)", "A page, <https://a.example/b_c>", "A page"),
            ("at <https://a.example>.", "at <https://a.example>.", "at <https://a.example>."),
            ("A\\'s 5\\* -- so---it... ^3^ x", "A's 5* – so—it… ³ x", "A's 5* – so—it… ³ x"),
            ("[small]{.smallcaps} ![](a.png){width=\"1in\"} [x", "small [x", "small [x"),
        ] {
            assert_eq!(flat(text, Emphasis::Kept), kept);
            assert_eq!(flat(text, Emphasis::Left), left);
        }
        for (text, whole) in [
            ("*Title* and **more** ~~or~~ `less`", "*Title* and **more** ~~or~~ `less`"),
            ("[A page](https://a.example/b_c)[^1]", "A page, <https://a.example/b_c>¹"),
            ("a <!-- --> b<!-- c --> <u>d</u>", "a b<!-- c --> d"),
            ("![A map](a.png){width=\"1in\"} [x](#y)", "![A map](a.png) x"),
        ] {
            assert_eq!(flat(text, Emphasis::Whole), whole);
        }
    }
}

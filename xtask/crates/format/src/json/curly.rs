//! Curly quotation marks at one end of a text or a name, where straight ones belong.

use super::slip::{Slip, slip};

/// What to do about one mark that is curly.
pub(super) const STRAIGHT: &str = "Type a straight quotation mark (\") in its place; the autocorrection of a word processor makes it curly.";

/// A curly mark that stands at the end of a line, or before a colon or comma, where the text that the last straight one of the
/// line begins should end. `start` is where the line begins.
pub(super) fn curly_end(line_end: &str, start: usize) -> Option<Slip> {
    let open = start + line_end[start..].rfind('"')? + 1;
    let inside = line_end[open..].trim_end().trim_end_matches([',', ':']).trim_end();
    let last = inside.chars().next_back().filter(|c| is_curly(*c) && !matches!(c, '‘' | '’'))?;
    // A quotation that ends with the text has its own mark.
    let count = |is: fn(char) -> bool| inside.chars().filter(|c| is(*c)).count();
    let is_quotation = match last {
        '”' => count(|c| matches!(c, '“' | '„')) >= count(|c| c == '”'),
        '“' => count(|c| c == '„') >= count(|c| c == '“'),
        '»' | '«' => count(|c| c == '«') == count(|c| c == '»'),
        _ => false,
    };
    if is_quotation {
        return None;
    }
    let at = open + inside.len() - last.len_utf8();
    let what = if line_end[open + inside.len()..].trim_start().starts_with(':') { "name" } else { "text" };
    slip(at, format!("a curly quotation mark ends this {what}"), STRAIGHT)
}

/// The same where the line goes on: the next straight mark, which begins another text, has ended this one. `before` ends with it.
pub(super) fn curly_within(before: &str) -> Option<Slip> {
    let inside = before.strip_suffix('"')?;
    let at = inside.trim_end_matches([' ', ',', ':', '{', '[']).len();
    let start = inside.rfind('\n').map_or(0, |at| at + 1);
    (at < inside.len() && at > start).then(|| curly_end(inside, start))?
}

pub(super) fn is_curly(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}' | '\u{ff02}' | '\u{300c}'..='\u{300f}' | '\u{2033}')
}

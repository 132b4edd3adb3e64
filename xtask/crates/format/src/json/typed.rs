//! Which slip of the keyboard keeps a text from being JSON, in words that say what to type instead.

use super::brackets;
use super::curly::{STRAIGHT, curly_end, curly_within, is_curly};
use super::number::{number, with_comma};
use super::slip::{Slip, slip};

/// The slip behind a parser's error, if it is one of those that people make. `offset` is the byte at which the parser stopped,
/// `said` what it said there.
pub(super) fn recognise(text: &str, offset: usize, said: &str) -> Option<Slip> {
    whole_file(text)
        .or_else(|| brackets::unmatched(text))
        .or_else(|| in_a_text(text, offset, said))
        .or_else(|| at_a_value_or_name(text, offset, said))
        .or_else(|| between(text, offset, said))
}

/// Files that are something else.
fn whole_file(text: &str) -> Option<Slip> {
    let start = text.trim_start();
    if start.is_empty() {
        return slip(
            0,
            "the file is empty",
            "Restore it with `git restore --source=REV FILE`, where REV is a commit in which it was whole (`git log -- FILE` lists them), or write its data.",
        );
    }
    let is_page = start
        .get(..5)
        .is_some_and(|tag| tag.eq_ignore_ascii_case("<html") || tag.eq_ignore_ascii_case("<!doc"));
    is_page.then(|| Slip {
        offset: text.len() - start.len(),
        message: "this is a web page (HTML)".to_owned(),
        help: "Save the file itself, not the page that shows it: on GitHub, the button Raw or Download."
            .to_owned(),
    })
}

/// Slips between the quotation marks of a text.
fn in_a_text(text: &str, offset: usize, said: &str) -> Option<Slip> {
    if said.starts_with("control character") {
        if text[offset..].starts_with('\t') {
            return slip(offset, "there is a tab in a text", "Type a blank in its place.");
        }
        let next = text[offset..].trim_start().chars().next();
        let ends_here = next.is_none_or(|c| matches!(c, '"' | '}' | ']'));
        if !ends_here {
            let help = "Join the two lines. A new paragraph is a text of its own in the list: end this one with \", and begin the next line with \".";
            return slip(offset, "a line of a text is broken here", help);
        }
        let end = text[..offset].trim_end();
        let start = end.rfind('\n').map_or(0, |at| at + 1);
        if let Some(found) = curly_end(end, start) {
            return Some(found);
        }
        let side = if end.ends_with(',') { "before this comma" } else { "after this" };
        let message = format!("the quotation mark that ends the text is missing {side}");
        return slip(
            end.len().saturating_sub(1),
            message,
            "End the text with \" (and a comma, where another line of its kind follows).",
        );
    }
    if said.contains("hex escape") || said.contains("surrogate") || said.contains("unicode code point") {
        let at = text[..offset].rfind("\\u").unwrap_or(offset);
        let message = "this \\u code is no character, or only half of one";
        return slip(at, message, "Type the character itself in place of the code.");
    }
    if said == "invalid escape" {
        let at = text[..text.ceil_char_boundary(offset + 1)].rfind('\\').unwrap_or(offset);
        let help = "Delete the backslash; where the text really has one, type it twice.";
        return slip(at, "a backslash in a text has a meaning of its own in JSON", help);
    }
    None
}

/// Slips where a value or a name has to begin.
fn at_a_value_or_name(text: &str, offset: usize, said: &str) -> Option<Slip> {
    let is_name = said == "key must be a string";
    if !is_name
        && !matches!(
            said,
            "expected value" | "expected ident" | "invalid number" | "number out of range" | "trailing comma"
        )
    {
        return None;
    }
    let start = start_of_word(text, offset, said);
    let rest = &text[start..];
    let c = rest.chars().next()?;
    if is_curly(c) {
        let what = if is_name { "name" } else { "text" };
        let mut marks = rest[c.len_utf8()..].chars().take_while(|c| *c != '\n');
        if marks.find(|c| *c == '"' || is_curly(*c)) == Some('"') {
            return slip(start, format!("a curly quotation mark begins this {what}"), STRAIGHT);
        }
        return slip(
            start,
            format!("curly quotation marks stand round this {what}"),
            "Type straight quotation marks (\") in their place, at the beginning and at the end; the autocorrection of a word processor makes them curly.",
        );
    }
    match c {
        '\'' | '`' => slip(
            start,
            "single quotation marks stand here",
            "Type double quotation marks (\") in their place, at the beginning and at the end.",
        ),
        '\u{2212}' | '\u{2013}' | '\u{2014}' | '\u{2010}' | '\u{2011}' | '\u{ff0d}' => {
            slip(start, format!("the minus sign {c} is a typographic one"), "Type a hyphen (-) in its place.")
        }
        '+' => slip(start, "a number has no plus sign in JSON", "Delete the +."),
        '/' | '#' => slip(
            start,
            "JSON has no comments",
            "Delete the comment. What readers of the data should know belongs in a field of the schema, what reviewers should know in the commit message.",
        ),
        ',' => slip(start, "this comma is one too many", "Delete it."),
        '{' | '[' if is_name => slip(
            start,
            format!("this {c} has no name before it"),
            "In a group, each entry has a name and a colon before it: \"chheng-2022\": { … }. A list of records from a reference manager has none; paste each record under an id of its own.",
        ),
        '}' | ']' => slip(
            start,
            format!("a value is missing before this {c}"),
            "Write the value, or delete the name and its colon as well.",
        ),
        c if is_blank(c) => slip(
            start,
            format!("a blank of another kind (U+{:04X}) stands here", u32::from(c)),
            "Delete it, and type a plain blank if one is needed.",
        ),
        '0'..='9' if is_name => with_comma(text, start).or_else(|| number(start, rest, said)),
        '0'..='9' | '-' | '.' => number(start, rest, said),
        c if c.is_alphabetic() || c == '_' || c == '$' => word(start, rest, is_name),
        _ => None,
    }
}

fn word(start: usize, rest: &str, is_name: bool) -> Option<Slip> {
    let end = rest.find([',', ':', '}', ']', '"', '\n']).unwrap_or(rest.len());
    let word = rest[..end].trim_end();
    if rest[end..].starts_with('"') {
        let help = format!("Put it in double quotation marks: \"{word}\".");
        return slip(start, "the quotation mark that begins this text is missing", help);
    }
    let lower = word.to_ascii_lowercase();
    if !is_name && matches!(lower.as_str(), "true" | "false") {
        return slip(start, format!("{word} is spelt with small letters"), format!("Write {lower}."));
    }
    if !is_name && matches!(lower.as_str(), "none" | "null" | "nil" | "undefined" | "nan" | "n/a") {
        let help = "A field that has no value is left out: delete its line.";
        return slip(start, format!("{word} is no value"), help);
    }
    let what = if is_name { "a name" } else { "a text" };
    slip(
        start,
        format!("{what} stands in double quotation marks"),
        format!("Put it in double quotation marks: \"{word}\"."),
    )
}

/// Slips between a value and what follows.
fn between(text: &str, offset: usize, said: &str) -> Option<Slip> {
    if !(said.starts_with("expected `,`") || said == "expected `:`") {
        return None;
    }
    let next = text[offset..].chars().next()?;
    let before = text[..offset].trim_end();
    let last = before.len().saturating_sub(1);
    match next {
        ';' | '\u{ff0c}' | '\u{3001}' | '\u{61b}' if said != "expected `:`" => {
            return slip(
                offset,
                format!("a comma belongs here, not {next}"),
                "Type a comma (,) in its place.",
            );
        }
        '=' | ';' | '\u{ff1a}' if said == "expected `:`" => {
            return slip(
                offset,
                format!("a colon belongs here, not {next}"),
                "Type a colon (:) in its place.",
            );
        }
        '/' | '#' => {
            return at_a_value_or_name(text, offset, "expected value");
        }
        c if is_blank(c) => return at_a_value_or_name(text, offset, "expected value"),
        _ => {}
    }
    let is_same_line = !text[before.len()..offset].contains('\n');
    let ends_in_text = before.ends_with('"');
    if is_same_line
        && ends_in_text
        && let Some(found) = curly_within(before)
    {
        return Some(found);
    }
    if is_same_line
        && ends_in_text
        && let Some(found) = doubled(text, offset, before)
    {
        return Some(found);
    }
    let goes_on_as_text = text[offset..].lines().next().is_some_and(|rest| rest.contains('"'));
    if is_same_line
        && ends_in_text
        && goes_on_as_text
        && !matches!(next, ',' | ':' | '{' | '}' | '[' | ']' | '"' | '\n')
    {
        return slip(
            last,
            "a straight quotation mark stands inside a text, and ends it here",
            "Write curly marks (“ ”) inside a text, or a backslash before each straight one (\\\").",
        );
    }
    if is_same_line && ends_in_text && before.ends_with("\"\"") {
        return slip(
            last,
            "two quotation marks stand side by side",
            "Delete the one that is too many; inside a text, write curly marks (“ ”), or a backslash before each straight one (\\\").",
        );
    }
    if said == "expected `:`" && matches!(next, ',' | '}' | ']') {
        return slip(
            last,
            "this name has no value: between { and } each entry has a name, a colon and a value",
            "Write a colon (:) and the value behind it. Where texts alone are to stand, write [ in place of the { before them, and ] in place of the }.",
        );
    }
    if said == "expected `:`" {
        return slip(
            offset,
            "a colon is missing before this",
            "Write a colon (:) between the name and its value.",
        );
    }
    let digit = before.ends_with(|c: char| c.is_ascii_digit());
    if is_same_line && digit && !matches!(next, '"' | '{' | '[') {
        return slip(
            offset,
            "this cannot follow a number",
            "A number has digits and perhaps a point; whatever has more is a text, in double quotation marks.",
        );
    }
    slip(last, "a comma is missing after this", "Type a comma (,) here.")
}

/// A quotation mark that was typed twice where a text begins or ends, or marks that are doubled within one, as tables have them.
/// `before` is what stands before the place, without blanks at its end.
fn doubled(text: &str, offset: usize, before: &str) -> Option<Slip> {
    let rest = text[offset..].lines().next()?;
    let marks = rest.matches('"').count();
    let last = before.len().saturating_sub(1);
    if marks == 1 && offset == before.len() && rest.starts_with('"') {
        return slip(offset, "this quotation mark is one too many", "Delete it: the text ends before it.");
    }
    if rest.get(1..).is_some_and(|rest| rest.contains("\"\"")) && rest.starts_with('"') {
        let message = "straight quotation marks are doubled inside a text, as in a table, and end it here";
        return slip(last, message, "Write curly marks (“ ”) in place of each two.");
    }
    let is_empty =
        before.strip_suffix("\"\"").is_some_and(|outside| outside.ends_with([' ', ':', ',', '[', '{']));
    (marks == 1 && is_empty && rest.starts_with(char::is_alphanumeric))
        .then(|| slip(last, "this quotation mark is one too many", "Delete it: the text begins behind it."))?
}

/// Where the word begins that a parser stopped in: it stops within a wrong word or number, and after a comma that is too many.
fn start_of_word(text: &str, offset: usize, said: &str) -> usize {
    let is_within = matches!(said, "expected ident" | "invalid number" | "number out of range");
    if said == "trailing comma" {
        return text[..offset].trim_end().len().saturating_sub(1);
    }
    if !is_within {
        return offset;
    }
    let before = &text[..offset];
    let of_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '+' | '_');
    before.trim_end_matches(of_word).len()
}

/// A blank that JSON does not take for one.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\r' | '\n')
}

//! Text from the data, made harmless for BibTeX and LaTeX.

use crate::address::push_encoded;
use inert::plain;

/// A text for a field that LaTeX sets: its special characters are escaped, so that nothing is a command.
///
/// Braces are written as commands, because BibTeX and biber count every brace of a field, one behind a backslash as well: a
/// single `\}` would end the field.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        // Some signs become others where two stand together: two hyphens a dash, two apostrophes a quotation mark.
        if matches!(c, '-' | '\'' | '<' | '>' | ',') && out.ends_with(c) {
            out.push_str("{}");
        }
        match c {
            '`' => out.push_str("\\textasciigrave{}"),
            '"' => out.push_str("\\textquotedbl{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// An address for a field that is taken as it is; what would end the field or drive LaTeX is written in the way of addresses.
pub(super) fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '{' | '}' | '\\' | ' ' | '"' | '<' | '>' | '^' | '`' | '|' => push_encoded(&mut out, c),
            c => out.push(c),
        }
    }
    out
}

/// A text for a field that is taken as it is, and is no address; what would end the field is percent-encoded.
pub(super) fn within_braces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '{' | '}' | '\\' => push_encoded(&mut out, c),
            c => out.push(c),
        }
    }
    out
}

/// A key of letters that no program minds.
pub(super) fn key(id: &str) -> String {
    let is_harmless = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let key: String = id.chars().map(|c| if is_harmless(c) { c } else { '-' }).collect();
    if key.is_empty() { "x".to_owned() } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_a_command() {
        assert_eq!(
            escaped(r"\input{x} 50% & #1_a"),
            r"\textbackslash{}input\textbraceleft{}x\textbraceright{} 50\% \& \#1\_a"
        );
        assert_eq!(verbatim("https://example.org/a_b?c=%20{d}"), "https://example.org/a_b?c=%20%7Bd%7D");
        assert_eq!(key("a b,c}"), "a-b-c-");
    }
}

//! Values written as YAML: blocks for what has names, a line for figures.

use std::fmt::Write as _;

use format::json::{Json, Member};
use format::text::hidden_characters;

/// Words that are no text in some version of YAML.
const NO_TEXTS: [&str; 9] = ["false", "n", "no", "null", "off", "on", "true", "y", "yes"];

/// Writes the members of a block, one after the other, with a line end.
pub(crate) fn write(members: &[Member<'_>]) -> String {
    let mut out = String::new();
    object(&mut out, members, 0, 0);
    out
}

/// Writes members. The first begins where the line stands, the others are indented.
fn object(out: &mut String, members: &[Member<'_>], indent: usize, mut before: usize) {
    for (name, value) in members {
        let _ = write!(out, "{:before$}{}:", "", scalar(name));
        before = indent;
        match value {
            Json::Object(inner) if !inner.is_empty() => {
                out.push('\n');
                object(out, inner, indent + 2, indent + 2);
            }
            Json::Array(items) if !items.is_empty() && !items.iter().all(is_figures) => {
                out.push('\n');
                for item in items {
                    self::item(out, item, indent);
                }
            }
            value => {
                let _ = writeln!(out, " {}", flow(value));
            }
        }
    }
}

fn item(out: &mut String, item: &Json<'_>, indent: usize) {
    let _ = write!(out, "{:indent$}- ", "");
    match item {
        Json::Object(members) if !members.is_empty() => object(out, members, indent + 2, 0),
        item => {
            let _ = writeln!(out, "{}", flow(item));
        }
    }
}

/// Whether a value is a number or a list of such.
fn is_figures(value: &Json<'_>) -> bool {
    match value {
        Json::Number(_) => true,
        Json::Array(items) => items.iter().all(is_figures),
        Json::Null | Json::Bool(_) | Json::String(_) | Json::Object(_) => false,
    }
}

/// A value in a line.
fn flow(value: &Json<'_>) -> String {
    let inside = |value: &Json<'_>| match value {
        Json::String(text) => quoted(text),
        value => flow(value),
    };
    match value {
        Json::Null => "null".to_owned(),
        Json::Bool(value) => value.to_string(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => scalar(text),
        Json::Array(items) => format!("[{}]", items.iter().map(inside).collect::<Vec<_>>().join(", ")),
        Json::Object(members) => {
            let members = members.iter().map(|(name, value)| format!("{}: {}", quoted(name), inside(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A text, as it is where that is the same text to every reader, else between quotation marks.
fn scalar(text: &str) -> String {
    let is_plain = text.starts_with(|c: char| c.is_alphabetic() || c == '/')
        && !text.ends_with([':', ' '])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(is_odd)
        && hidden_characters(text).next().is_none()
        && !NO_TEXTS.contains(&text.to_lowercase().as_str());
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// What stands between quotation marks, or by its code.
fn is_odd(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != ' ')
        || c == '\u{feff}'
        || hidden_characters(c.encode_utf8(&mut [0; 4])).next().is_some()
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if is_odd(c) => {
                let _ = write!(out, "\\U{:08x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

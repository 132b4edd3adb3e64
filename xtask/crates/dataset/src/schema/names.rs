//! How messages on the shape of a file call places, values and kinds of values.

use jsonschema::JsonType;
use jsonschema::error::TypeKind;

use format::diagnostic::quoted;
use format::json::Json;
use format::pointer::Pointer;

/// How a message calls the value at a pointer: by its name, and of an element also by its number from 1.
pub(super) fn name_of(root: &Json<'_>, pointer: &Pointer) -> String {
    let number = |pointer: &Pointer| {
        let is_in_list = root.at(&pointer.parent()).is_some_and(Json::is_array);
        let last = pointer.tokens().last()?.parse::<usize>().ok()?;
        is_in_list.then_some(last + 1)
    };
    let name = |pointer: &Pointer| pointer.tokens().last().unwrap_or_default().into_owned();
    let list = pointer.parent();
    if let Some(part) = part_of_date(pointer) {
        return part;
    }
    match (number(pointer), number(&list)) {
        (Some(nth), Some(outer)) => format!("number {nth} in list {outer} of \"{}\"", name(&list.parent())),
        (Some(nth), None) => format!("number {nth} of \"{}\"", name(&list)),
        (None, _) if *pointer == Pointer::root() => "the file".to_owned(),
        (None, _) => format!("\"{}\"", name(pointer)),
    }
}

/// How a message calls a number of a date: by what it counts.
fn part_of_date(pointer: &Pointer) -> Option<String> {
    let tokens: Vec<_> = pointer.tokens().collect();
    let [.., date, parts, _, place] = tokens.as_slice() else { return None };
    let part = match (&**parts, &**place) {
        ("date-parts", "0") => "year",
        ("date-parts", "1") => "month",
        ("date-parts", "2") => "day",
        (_, _) => return None,
    };
    Some(format!("the {part} of \"{date}\""))
}

/// A value as a message quotes it.
pub(super) fn show(json: &Json<'_>) -> String {
    match json {
        Json::String(text) => quoted(text),
        Json::Number(number) => number.to_string(),
        Json::Bool(value) => value.to_string(),
        Json::Null | Json::Array(_) | Json::Object(_) => kind_word(json).to_owned(),
    }
}

/// What kind of value it is, in words.
pub(super) fn kind_word(json: &Json<'_>) -> &'static str {
    match json {
        Json::Null => "null (nothing)",
        Json::Bool(_) => "true or false",
        Json::Number(number) if number.is_f64() => "a number with a fraction",
        Json::Number(_) => "a number",
        Json::String(_) => "a text in quotes",
        Json::Array(_) => "a list in [ ]",
        Json::Object(_) => "a group of fields in { }",
    }
}

/// Which kinds of value a schema asks for, in words.
pub(super) fn expected_type(kind: &TypeKind) -> String {
    let word = |kind: JsonType| match kind {
        JsonType::Null => "null",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Number => "a number",
        JsonType::String => "a text in quotes",
        JsonType::Array => "a list in [ ]",
        JsonType::Object => "a group of fields in { }",
    };
    match kind {
        TypeKind::Single(kind) => word(*kind).to_owned(),
        TypeKind::Multiple(kinds) => kinds.iter().map(word).collect::<Vec<_>>().join(" or "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use format::limits::LONGEST_QUOTE;

    #[test]
    fn a_text_is_shown_up_to_the_limit() {
        for (length, mark) in [(LONGEST_QUOTE, ""), (LONGEST_QUOTE + 1, "…")] {
            for letter in ["x", "ក", "\""] {
                let kept = letter.repeat(LONGEST_QUOTE);
                let shown = show(&Json::String(letter.repeat(length).into()));
                assert_eq!(shown, format!("\"{kept}{mark}\""), "{length}");
            }
        }
    }
}

//! Says quickly of most files that they are as their schema wants them. Of any other the schema itself has to be asked.

use jsonschema::json::Node as _;
use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError, Validator};
use serde_json::{Map, Value};

use super::node::OurJson;
use super::{is_id, options};
use format::json::Json;

/// The keyword by which a pattern is replaced.
const PLAIN: &str = "x-plain";

/// A validator that takes no file which the schema does not take, though not every one that it does: patterns that nearly all
/// texts of a file are held against are replaced by what is found out faster than by a regular expression.
pub(super) fn quick(document: &Value) -> Validator<OurJson> {
    let replaced = options().with_keyword(PLAIN, plain).build(&replaced(document));
    replaced.expect("what a schema is without its patterns is a schema")
}

/// A schema without what says nothing to a validator, and with the patterns replaced.
fn replaced(schema: &Value) -> Value {
    let Value::Object(keywords) = schema else { return schema.clone() };
    let each = |schemas: &Map<String, Value>| {
        Value::Object(schemas.iter().map(|(name, schema)| (name.clone(), replaced(schema))).collect())
    };
    let kept = keywords.iter().filter(|(keyword, _)| !is_for_people(keyword));
    let keyword = |(keyword, value): (&String, &Value)| match (&**keyword, value) {
        ("pattern", Value::String(pattern)) if check(pattern).is_some() => (PLAIN.to_owned(), value.clone()),
        ("$defs" | "properties", Value::Object(schemas)) => (keyword.clone(), each(schemas)),
        ("additionalProperties" | "else" | "if" | "items" | "propertyNames" | "then", schema) => {
            (keyword.clone(), replaced(schema))
        }
        ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(schemas)) => {
            (keyword.clone(), Value::Array(schemas.iter().map(replaced).collect()))
        }
        _ => (keyword.clone(), value.clone()),
    };
    Value::Object(kept.map(keyword).collect())
}

fn is_for_people(keyword: &str) -> bool {
    let of_editors = ["defaultSnippets", "enumDescriptions", "errorMessage", "patternErrorMessage"];
    keyword.starts_with("x-")
        || ["$comment", "description", "title"].contains(&keyword)
        || of_editors.contains(&keyword)
}

/// Makes the keyword of a pattern.
fn plain<'s>(
    _: &'s Map<String, Value>,
    pattern: &'s Value,
    _: Location,
) -> Result<Box<dyn for<'i> Keyword<'i, OurJson>>, ValidationError<'s>> {
    let check = pattern.as_str().and_then(check);
    check
        .map(|check| Box::new(Plain(check)) as Box<_>)
        .ok_or_else(|| ValidationError::custom("a pattern of ours"))
}

struct Plain(fn(&str) -> bool);

impl<'i> Keyword<'i, OurJson> for Plain {
    fn validate(&self, instance: &'i Json<'i>) -> Result<(), ValidationError<'i>> {
        if self.is_valid(instance) { Ok(()) } else { Err(ValidationError::custom("a text of another form")) }
    }

    fn is_valid(&self, instance: &'i Json<'i>) -> bool {
        instance.as_string().is_none_or(|text| self.0(&text))
    }
}

/// What tells of a text that a pattern surely matches it, if there is such a thing.
fn check(pattern: &str) -> Option<fn(&str) -> bool> {
    match pattern {
        r"^\S(.*\S)?$" => Some(is_line),
        "^[a-z0-9]+(-[a-z0-9]+)*$" => Some(is_id),
        _ => None,
    }
}

/// Whether a text is one line, without a space at either end.
fn is_line(text: &str) -> bool {
    // Some take it for a space.
    let is_space = |sign: char| sign.is_whitespace() || sign == '\u{feff}';
    let mut signs = text.chars();
    let is_open = signs.next().is_none_or(is_space) || signs.next_back().is_some_and(is_space);
    !is_open && memchr::memchr(b'\n', text.as_bytes()).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Kind;

    /// Signs of which each is told from the others by some pattern, or by a way to read one.
    const SIGNS: [&str; 16] = [
        "a", "Z", "7", "-", " ", "\n", "\r", "\t", "\u{b}", "\u{85}", "\u{a0}", "\u{2028}", "\u{3000}",
        "\u{feff}", "\u{200b}", "é",
    ];

    #[test]
    fn what_is_taken_quickly_is_taken_by_the_pattern() {
        let patterns = ["^\\S(.*\\S)?$", "^[a-z0-9]+(-[a-z0-9]+)*$"];
        for pattern in patterns {
            let schema = serde_json::json!({ "pattern": pattern });
            let (own, others) = (quick(&schema), jsonschema::options_for::<OurJson>().build(&schema));
            let others = others.expect("a schema");
            let mut taken = 0;
            for number in 0..SIGNS.len().pow(4) {
                let digits = (0..4).map(|place| number / SIGNS.len().pow(place) % SIGNS.len());
                let text: String = digits.take(1 + number % 4).map(|digit| SIGNS[digit]).collect();
                let text = Json::String(text.into());
                if own.is_valid(&text) {
                    taken += 1;
                    assert!(others.is_valid(&text), "{pattern}: {text:?}");
                }
            }
            assert!(taken > 1_000, "{pattern} takes {taken}");
            assert!(!own.is_valid(&Json::String("".into())));
        }
    }

    #[test]
    fn patterns_are_replaced_where_they_are_and_names_of_fields_are_not() {
        let text = include_str!("../../../../../schema/assessment.schema.json");
        let document: Value = serde_json::from_str(text).expect("a schema");
        let replaced = replaced(&document);
        let written = replaced.to_string();
        assert!(written.matches(PLAIN).count() == 2 && !written.contains(r#""pattern":"^\\S(.*\\S)?$""#));
        for pointer in ["/$defs/source/properties", "/properties", "/$defs/source/required"] {
            let count = |of: &Value| match of.pointer(pointer) {
                Some(Value::Object(fields)) => fields.len(),
                Some(Value::Array(items)) => items.len(),
                _ => 0,
            };
            assert!(count(&document) > 0);
            assert_eq!(count(&document), count(&replaced), "{pointer}");
        }
        for kind in Kind::ALL {
            let _ = kind.schema();
        }
    }
}

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

/// The keyword by which the greatest length of a text is replaced.
const SHORT: &str = "x-short";

/// A validator that takes no file which the schema does not take, though not every one that it does: patterns that nearly all
/// texts of a file are held against are replaced by what is found out faster than by a regular expression.
pub(super) fn quick(document: &Value) -> Validator<OurJson> {
    let replaced = options().with_keyword(PLAIN, plain).with_keyword(SHORT, short).build(&replaced(document));
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
        ("maxLength", Value::Number(_)) => (SHORT.to_owned(), value.clone()),
        ("$defs" | "properties", Value::Object(schemas)) => (keyword.clone(), each(schemas)),
        ("additionalProperties" | "else" | "items" | "propertyNames" | "then", schema) => {
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

/// A keyword of ours, which asks something of a text.
struct Asked<F>(F);

impl<'i, F: Fn(&str) -> bool + Send + Sync> Keyword<'i, OurJson> for Asked<F> {
    fn validate(&self, instance: &'i Json<'i>) -> Result<(), ValidationError<'i>> {
        if self.is_valid(instance) { Ok(()) } else { Err(ValidationError::custom("a text of another form")) }
    }

    fn is_valid(&self, instance: &'i Json<'i>) -> bool {
        instance.as_string().is_none_or(|text| self.0(&text))
    }
}

/// What makes a keyword of its value, or cannot.
type Made<'s> = Result<Box<dyn for<'i> Keyword<'i, OurJson>>, ValidationError<'s>>;

/// Makes the keyword of a pattern.
fn plain<'s>(_: &'s Map<String, Value>, pattern: &'s Value, _: Location) -> Made<'s> {
    let check = pattern.as_str().and_then(check);
    check
        .map(|check| Box::new(Asked(check)) as Box<_>)
        .ok_or_else(|| ValidationError::custom("a pattern of ours"))
}

/// Makes the keyword of a greatest length. A text has no more signs than bytes.
fn short<'s>(_: &'s Map<String, Value>, most: &'s Value, _: Location) -> Made<'s> {
    let most = most.as_u64().and_then(|most| usize::try_from(most).ok());
    most.map(|most| Box::new(Asked(move |text: &str| text.len() <= most)) as Box<_>)
        .ok_or_else(|| ValidationError::custom("a length"))
}

/// What tells of a text that a pattern surely matches it, if there is such a thing.
fn check(pattern: &str) -> Option<fn(&str) -> bool> {
    match pattern {
        r"^\S(.*\S)?$" => Some(is_line),
        "^[a-z0-9]+(-[a-z0-9]+)*$" => Some(is_id),
        "^(/([^/~]|~[01])*)*$" => Some(is_pointer),
        r"^[a-z][a-z0-9+.-]*:[^\s]+$" => Some(is_address),
        _ => None,
    }
}

/// Whether a text is a pointer, in which `~` stands only before the figure that says what it is for.
fn is_pointer(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_escape = |at: usize| matches!(bytes.get(at + 1), Some(b'0' | b'1'));
    (bytes.is_empty() || bytes[0] == b'/') && memchr::memchr_iter(b'~', bytes).all(is_escape)
}

/// Whether a text is a scheme and something behind it that is all letters, figures and signs of ASCII.
fn is_address(text: &str) -> bool {
    let Some(colon) = memchr::memchr(b':', text.as_bytes()) else { return false };
    let (scheme, rest) = (&text.as_bytes()[..colon], &text.as_bytes()[colon + 1..]);
    let is_of_scheme = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'+' | b'.' | b'-');
    scheme.first().is_some_and(u8::is_ascii_lowercase)
        && scheme.iter().all(is_of_scheme)
        && !rest.is_empty()
        && rest.iter().all(u8::is_ascii_graphic)
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
    const SIGNS: [&str; 20] = [
        "a", "Z", "1", "-", ":", "/", "~", "+", " ", "\n", "\r", "\t", "\u{b}", "\u{85}", "\u{a0}",
        "\u{2028}", "\u{3000}", "\u{feff}", "\u{200b}", "é",
    ];

    #[test]
    fn what_is_taken_quickly_is_taken_by_the_pattern() {
        // How many are taken at least: what has a scheme has three signs.
        let patterns = [
            ("^\\S(.*\\S)?$", 1_000),
            ("^[a-z0-9]+(-[a-z0-9]+)*$", 40),
            ("^(/([^/~]|~[01])*)*$", 500),
            (r"^[a-z][a-z0-9+.-]*:[^\s]+$", 100),
        ];
        for (pattern, least) in patterns {
            let schema = serde_json::json!({ "pattern": pattern });
            let (own, others) = (quick(&schema), jsonschema::options_for::<OurJson>().build(&schema));
            let others = others.expect("a schema");
            let mut taken = 0;
            let count = |length| SIGNS.len().pow(length);
            let all = (1..=4).flat_map(|length| (0..count(length)).map(move |number| (length, number)));
            for (length, number) in all {
                let signs = (0..length).map(|place| SIGNS[number / count(place) % SIGNS.len()]);
                let text: String = signs.collect();
                let text = Json::String(text.into());
                if own.is_valid(&text) {
                    taken += 1;
                    assert!(others.is_valid(&text), "{pattern}: {text:?}");
                }
            }
            assert!(taken > least, "{pattern} takes {taken}");
            let empty = Json::String("".into());
            assert_eq!(own.is_valid(&empty), others.is_valid(&empty), "{pattern}");
        }
    }

    #[test]
    fn what_is_taken_quickly_is_not_too_long() {
        let schema = serde_json::json!({ "maxLength": 3 });
        let text = |text: &str| Json::String(text.to_owned().into());
        assert!(quick(&schema).is_valid(&text("abc")));
        assert!(!quick(&schema).is_valid(&text("abcd")) && !quick(&schema).is_valid(&text("éé")));
        assert!(quick(&schema).is_valid(&Json::Null));
    }

    /// A condition that takes less than that of the schema would let through what the schema does not.
    #[test]
    fn conditions_stay_as_they_are() {
        fn conditions<'s>(schema: &'s Value, found: &mut Vec<&'s Value>) {
            let inner: Vec<&Value> = match schema {
                Value::Object(members) => {
                    found.extend(["if", "not", "oneOf"].iter().filter_map(|keyword| members.get(*keyword)));
                    members.values().collect()
                }
                Value::Array(items) => items.iter().collect(),
                _ => Vec::new(),
            };
            inner.into_iter().for_each(|inner| conditions(inner, found));
        }
        for kind in Kind::ALL {
            let mut found = Vec::new();
            conditions(&kind.schema().document, &mut found);
            for condition in found {
                let written = condition.to_string();
                for keyword in ["$ref", "pattern", "maxLength"] {
                    assert!(!written.contains(keyword), "{written}");
                }
            }
        }
    }

    #[test]
    fn patterns_are_replaced_where_they_are_and_names_of_fields_are_not() {
        let text = include_str!("../../../../../schema/assessment.schema.json");
        let document: Value = serde_json::from_str(text).expect("a schema");
        let replaced = replaced(&document);
        let written = replaced.to_string();
        assert!(
            written.matches(PLAIN).count() == 4
                && written.contains(SHORT)
                && !written.contains(r#""pattern":"^\\S(.*\\S)?$""#)
        );
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

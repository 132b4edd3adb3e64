//! Parses what is wanted of a document and passes over the rest, for who asks one thing of a thousand versions.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::parser::Name;
use super::{Document, Duplicates, Json, Member, SyntaxError, syntax_error};
use crate::pointer::Trail;

/// What of a value is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// All of it.
    Whole,
    /// Nothing of it.
    Nothing,
    /// Some of the members that it has as an object.
    Members,
}

/// Asks what is wanted of a member of the root, or of a member of that, by their names and by those members of the root
/// that have been parsed before it.
pub type Selector<'w> = &'w dyn Fn(&str, Option<&str>, &[Member<'_>]) -> Selection;

/// Parses a part of an object; of members with the same name only the first is in the root.
///
/// # Errors
/// The text is not JSON, or not of the shape that was asked for.
pub fn parse_part<'t>(text: &'t str, ask: Selector<'_>) -> Result<Document<'t>, SyntaxError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let root = deserializer.deserialize_map(Root { ask });
    let root = root.and_then(|root| deserializer.end().map(|()| root));
    let mut root = root.map_err(|error| syntax_error(text, &error))?;
    let mut found = Duplicates::default();
    found.take_out(&mut root, Trail::Root);
    Ok(Document { root, duplicates: found.first, duplicate_count: found.count })
}

struct Root<'w> {
    ask: Selector<'w>,
}

impl<'de> Visitor<'de> for Root<'_> {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'de>, A::Error> {
        let mut members: Vec<Member<'de>> = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            let value = match (self.ask)(&name, None, &members) {
                Selection::Whole => map.next_value()?,
                Selection::Members => {
                    let is_wanted =
                        |member: &str| (self.ask)(&name, Some(member), &members) == Selection::Whole;
                    map.next_value_seed(Group { is_wanted: &is_wanted })?
                }
                Selection::Nothing => {
                    let IgnoredAny = map.next_value()?;
                    continue;
                }
            };
            members.push((name, value));
        }
        Ok(Json::Object(members))
    }
}

struct Group<'w> {
    is_wanted: &'w dyn Fn(&str) -> bool,
}

impl<'de> DeserializeSeed<'de> for Group<'_> {
    type Value = Json<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Group<'_> {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E: Error>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'de>, A::Error> {
        let mut members: Vec<Member<'de>> = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            if (self.is_wanted)(&name) {
                members.push((name, map.next_value()?));
            } else {
                let IgnoredAny = map.next_value()?;
            }
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_is_kept_and_the_rest_still_has_to_be_json() {
        let ask: Selector<'_> = &|name, member, before| match (name, member) {
            ("a" | "b", None) => Selection::Members,
            ("a", Some("x")) | ("c", None) => Selection::Whole,
            ("b", Some("y")) if before.len() == 1 => Selection::Whole,
            _ => Selection::Nothing,
        };
        let text =
            r#"{"a": {"w": [1], "x": {"k": 1}, "x": 2}, "b": {"y": 3, "z": 4}, "c": [5], "d": {"e": 6}}"#;
        let wanted = super::super::parse(r#"{"a": {"x": {"k": 1}}, "b": {"y": 3}, "c": [5]}"#).expect("JSON");
        let part = parse_part(text, ask).expect("JSON");
        assert_eq!((part.root, part.duplicate_count), (wanted.root, 1));
        for broken in
            [r#"{"d": {"e": 6}"#, r#"{"d": [6,]}"#, r#"{"a": {"w": tru}}"#, "{} {}", r#"{"a": []}"#, "[]"]
        {
            assert!(parse_part(broken, ask).is_err(), "{broken}");
        }
    }
}

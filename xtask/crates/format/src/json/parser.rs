//! How a text becomes a tree of values: one pass, in which no list grows but those that all share.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::{Json, Member};
use crate::limits::LONGEST_NAME;
use crate::text;

/// What the parser's error says of a name that is too long.
pub(super) const LONG_NAME: &str = "a name is too long";

/// Parses values. What belongs to a list or an object that is still open waits in a list that all share, and is moved into one of
/// just its length once it is closed.
#[derive(Debug, Default)]
pub(super) struct Parser<'a> {
    items: Vec<Json<'a>>,
    members: Vec<Member<'a>>,
    /// Whether an object that has been parsed has two members with the same name.
    pub(super) has_repeated_names: bool,
}

impl<'a> Parser<'a> {
    /// Parses a whole text.
    pub(super) fn document(&mut self, text: &'a str) -> serde_json::Result<Json<'a>> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let root = Value(self).deserialize(&mut deserializer)?;
        deserializer.end().map(|()| root)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Json<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value(&mut Parser::default()).deserialize(deserializer)
    }
}

/// Asks a parser for the next value.
struct Value<'p, 'a>(&'p mut Parser<'a>);

impl<'de: 'a, 'a> DeserializeSeed<'de> for Value<'_, 'a> {
    type Value = Json<'a>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json<'a>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de: 'a, 'a> Visitor<'de> for Value<'_, 'a> {
    type Value = Json<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }
    fn visit_unit<E>(self) -> Result<Json<'a>, E> {
        Ok(Json::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Json<'a>, E> {
        Ok(Json::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Json<'a>, E> {
        Ok(Json::Number(value.into()))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Json<'a>, E> {
        Ok(Json::Number(value.into()))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Json<'a>, E> {
        const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;
        // 4.0 and 1e2 are whole numbers in another form; the schemas take them, and so must the model.
        if value.fract() == 0.0 && value.abs() < LARGEST_WHOLE {
            return Ok(Json::Number((value as i64).into()));
        }
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }
    fn visit_str<E>(self, value: &str) -> Result<Json<'a>, E> {
        Ok(Json::String(Cow::Owned(value.to_owned())))
    }
    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Json<'a>, E> {
        Ok(Json::String(Cow::Borrowed(value)))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json<'a>, A::Error> {
        let start = self.0.items.len();
        while let Some(item) = seq.next_element_seed(Value(self.0))? {
            self.0.items.push(item);
        }
        Ok(Json::Array(self.0.items.drain(start..).collect()))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'a>, A::Error> {
        let start = self.0.members.len();
        while let Some(Name(name)) = map.next_key()? {
            let value = map.next_value_seed(Value(self.0))?;
            self.0.members.push((name, value));
        }
        self.0.has_repeated_names |= has_repeated_name(&self.0.members[start..]);
        Ok(Json::Object(self.0.members.drain(start..).collect()))
    }
}

/// The name of a member, borrowed where it has no escapes (serde's own `Cow` is always owned).
pub(super) struct Name<'a>(pub(super) Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyName;

        impl<'de> Visitor<'de> for AnyName {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a member")
            }
            fn visit_str<E: Error>(self, value: &str) -> Result<Name<'de>, E> {
                short(value).map(|name| Name(Cow::Owned(name.to_owned())))
            }
            fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Name<'de>, E> {
                short(value).map(|name| Name(Cow::Borrowed(name)))
            }
        }

        deserializer.deserialize_str(AnyName)
    }
}

/// A name, if it is not too long to be read.
fn short<E: Error>(name: &str) -> Result<&str, E> {
    if name.len() <= LONGEST_NAME { Ok(name) } else { Err(E::custom(LONG_NAME)) }
}

/// Whether two members have the same name, in composed form.
pub(super) fn has_repeated_name(members: &[Member<'_>]) -> bool {
    const FEW: usize = 12;
    if !members.iter().all(|(name, _)| name.is_ascii()) {
        let mut seen = HashSet::with_capacity(members.len());
        return !members.iter().all(|(name, _)| seen.insert(text::composed(name)));
    }
    // In canonical form most stand by their names, and then each is compared with the one before it alone.
    if members.is_sorted_by(|(one, _), (other, _)| one < other) {
        return false;
    }
    if members.len() <= FEW {
        return members
            .iter()
            .enumerate()
            .any(|(i, (name, _))| members[..i].iter().any(|(earlier, _)| earlier == name));
    }
    let mut seen = HashSet::with_capacity(members.len());
    !members.iter().all(|(name, _)| seen.insert(name.as_ref()))
}

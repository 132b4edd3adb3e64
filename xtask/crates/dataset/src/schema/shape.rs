//! In which order a kind of file has its keys, as its schema lists them.

use format::pointer::Pointer;
use serde_json::Value;

/// How the members of an object are ordered in canonical form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As the schema lists its properties; other members stay behind the one they follow.
    #[default]
    Schema,
    /// By key.
    Key,
    /// As the framework lists its indicators; other members stay behind the one they follow.
    Framework,
}

/// The part of a schema that canonical form needs.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// How members are ordered.
    pub order: Order,
    properties: Vec<(String, Shape)>,
    additional: Option<Box<Shape>>,
    items: Option<Box<Shape>>,
}

impl Shape {
    /// Reads the shape of a whole schema. The order of a map stands in it as `x-order`: `key` or `framework`.
    pub(super) fn of(document: &Value) -> Self {
        Self::read(document, document)
    }

    fn read(document: &Value, schema: &Value) -> Self {
        let mut shape = match schema.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix('#')) {
            Some(pointer) => {
                document.pointer(pointer).map(|target| Self::read(document, target)).unwrap_or_default()
            }
            None => Self::default(),
        };
        match schema.get("x-order").and_then(Value::as_str) {
            Some("key") => shape.order = Order::Key,
            Some("framework") => shape.order = Order::Framework,
            Some(_) | None => {}
        }
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            shape.properties =
                properties.iter().map(|(name, value)| (name.clone(), Self::read(document, value))).collect();
        }
        let child = |keyword: &str| {
            schema
                .get(keyword)
                .filter(|value| value.is_object())
                .map(|value| Box::new(Self::read(document, value)))
        };
        shape.additional = child("additionalProperties").or(shape.additional);
        shape.items = child("items").or(shape.items);
        shape
    }

    /// Where what a pointer names stands in canonical order, step by step; what is not listed in the schema has no place.
    pub fn ranks(&self, pointer: &Pointer) -> Vec<Option<usize>> {
        let mut shape = Some(self);
        let rank = |name| {
            let here = shape?;
            shape = here.member(name).or(here.item());
            here.rank(name)
        };
        let tokens: Vec<_> = pointer.tokens().collect();
        tokens.iter().map(|token| &**token).map(rank).collect()
    }

    /// The shape of a member.
    pub fn member(&self, name: &str) -> Option<&Shape> {
        self.member_from(name, &mut 0)
    }

    /// The same. It is looked for from the place of the last one on, which it then takes: members mostly stand in
    /// the order of the schema.
    pub(crate) fn member_from(&self, name: &str, last: &mut usize) -> Option<&Shape> {
        match self.rank_from(name, *last).or_else(|| self.rank(name)) {
            Some(place) => {
                *last = place;
                Some(&self.properties[place].1)
            }
            None => self.additional.as_deref(),
        }
    }

    /// The shape of the member at a place among the properties that the schema lists.
    pub(crate) fn property(&self, place: usize) -> &Shape {
        &self.properties[place].1
    }

    /// The shape of an element of an array.
    pub fn item(&self) -> Option<&Shape> {
        self.items.as_deref()
    }

    /// The place of a name among the properties that the schema lists, from some place on.
    pub(crate) fn rank_from(&self, name: &str, start: usize) -> Option<usize> {
        let found = self.properties.get(start..)?.iter().position(|(property, _)| property == name)?;
        Some(start + found)
    }

    /// The place of a name among the properties that the schema lists.
    pub fn rank(&self, name: &str) -> Option<usize> {
        self.properties.iter().position(|(property, _)| property == name)
    }
}

//! What a change of the schemas means to programs that read the data: fields that are gone, new, or hold something else.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::release::VersionPart;

/// A field as a schema describes it.
#[derive(Debug, Default, PartialEq, Eq)]
struct FieldShape {
    /// The JSON types that it can have.
    types: BTreeSet<String>,
    /// The values that it can have, if they are listed.
    values: Option<BTreeSet<String>>,
    /// Whether it is always there where what holds it is.
    is_required: bool,
}

/// What is otherwise in a later state of a schema, each with the part of a version number that it asks for, in words.
pub fn compare_schemas(before: &Value, after: &Value) -> Vec<(VersionPart, String)> {
    let (before, after) = (fields(before), fields(after));
    let mut found = Vec::new();
    for (place, was) in &before {
        let Some(is) = after.get(place) else {
            // What goes with a group is told with the group.
            let group = place.rsplit_once('/').map_or("", |(group, _)| group);
            if group.is_empty() || after.contains_key(group) || !before.contains_key(group) {
                found.push((VersionPart::Major, format!("the field {place} is gone")));
            }
            continue;
        };
        if was.types != is.types {
            found.push((VersionPart::Major, format!("the field {place} holds something else")));
        }
        if was.is_required && !is.is_required {
            found.push((VersionPart::Major, format!("the field {place} can be missing")));
        }
        let (Some(were), Some(are)) = (&was.values, &is.values) else { continue };
        found.extend(were.difference(are).map(|value| {
            (VersionPart::Major, format!("the field {place} can no longer have the value {value}"))
        }));
        found.extend(
            are.difference(were)
                .map(|value| (VersionPart::Minor, format!("the field {place} can have the value {value}"))),
        );
    }
    let new = after.keys().filter(|place| !before.contains_key(*place));
    found.extend(new.map(|place| (VersionPart::Minor, format!("the field {place} is new"))));
    found
}

/// The fields by their places: `/ratings/*/rating`.
fn fields(schema: &Value) -> BTreeMap<String, FieldShape> {
    let mut found = BTreeMap::new();
    let mut left: Vec<(String, &Value, Vec<&str>)> = vec![(String::new(), schema, Vec::new())];
    while let Some((place, node, within)) = left.pop() {
        let reference = node.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix('#'));
        // A shape that holds itself is described once.
        if reference.is_some_and(|to| within.contains(&to)) {
            continue;
        }
        let within: Vec<&str> = within.into_iter().chain(reference).collect();
        let node = reference.and_then(|pointer| schema.pointer(pointer)).unwrap_or(node);
        let shape: &mut FieldShape = found.entry(place.clone()).or_default();
        shape.types.extend(types(node));
        if let Some(values) = node.get("enum").and_then(Value::as_array) {
            shape.values = Some(values.iter().map(Value::to_string).collect());
        }
        let required: BTreeSet<&str> = node
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for (name, child) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let child_place = format!("{place}/{name}");
            let shape: &mut FieldShape = found.entry(child_place.clone()).or_default();
            shape.is_required = required.contains(name.as_str());
            left.push((child_place, child, within.clone()));
        }
        for keyword in ["additionalProperties", "items"] {
            if let Some(child) = node.get(keyword).filter(|child| child.is_object()) {
                left.push((format!("{place}/*"), child, within.clone()));
            }
        }
    }
    found.remove("");
    found
}

/// The types that a node names; of a constant or a list of values, theirs.
fn types(node: &Value) -> Vec<String> {
    match node.get("type") {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => {
            let values = node.get("enum").and_then(Value::as_array).into_iter().flatten();
            values.chain(node.get("const")).map(|value| type_of(value).to_owned()).collect()
        }
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(before: &Value, after: &Value) -> Vec<String> {
        let found = compare_schemas(before, after).into_iter();
        found.map(|(part, words)| format!("{} {words}", part.name())).collect()
    }

    #[test]
    fn what_programs_rely_on_is_told_apart_from_what_is_new() {
        let level = json!({ "$ref": "#/$defs/level" });
        let of = |properties: Value, required: Value, levels: Value| {
            json!({ "type": "object", "properties": properties, "required": required,
                "$defs": { "level": { "type": "string", "enum": levels } } })
        };
        let before = of(
            json!({ "a": level, "b": { "type": "array", "items": { "type": "object",
            "properties": { "c": { "type": "string" } } } } }),
            json!(["a"]),
            json!(["low", "high"]),
        );
        assert_eq!(told(&before, &before), [""; 0]);
        let after =
            of(json!({ "a": level, "d": { "type": "integer" } }), json!([]), json!(["high", "higher"]));
        assert_eq!(
            told(&before, &after),
            [
                "MAJOR the field /a can be missing",
                "MAJOR the field /a can no longer have the value \"low\"",
                "MINOR the field /a can have the value \"higher\"",
                "MAJOR the field /b is gone",
                "MINOR the field /d is new",
            ]
        );
    }

    #[test]
    fn a_type_that_was_plain_from_the_values_is_nothing_new() {
        let (with, without) = (json!({ "type": "string", "enum": ["a"] }), json!({ "enum": ["a"] }));
        let of = |field: &Value| json!({ "properties": { "f": field } });
        assert_eq!(told(&of(&without), &of(&with)), [""; 0]);
        assert_eq!(told(&of(&json!({ "const": 1 })), &of(&with)).len(), 1);
    }

    #[test]
    fn a_shape_that_holds_itself_ends() {
        let schema = json!({ "properties": { "a": { "$ref": "#/$defs/node" } },
            "$defs": { "node": { "type": "object", "properties": { "again": { "$ref": "#/$defs/node" } } } } });
        assert_eq!(told(&schema, &json!({})), ["MAJOR the field /a is gone"]);
    }
}

//! Where a field lives, for one that stands where it is none.

use std::collections::BTreeSet;

use serde_json::Value;

use format::json::Json;

/// How many places are named.
const MOST: usize = 3;

/// The part of an entry that has a field, where one of its own fields is a group with it; with the other fields of that group.
/// Which parts the entry has is asked by name.
pub(super) fn child_with<'s>(
    document: &'s Value,
    entry: &'s Value,
    field: &str,
    is_there: impl Fn(&str) -> bool,
) -> Option<(&'s str, Vec<&'s str>)> {
    properties(entry).find_map(|(name, schema)| {
        let group = resolved(document, schema);
        // A group that is not there and needs more than this field is hardly the one that is meant.
        if !is_there(name) && group.get("required").is_some() {
            return None;
        }
        let has_it = properties(group).any(|(name, _)| name == field);
        let others = properties(group).map(|(name, _)| name).filter(|name| *name != field);
        // What a date or a name is made of is said of many fields alike.
        (has_it && schema.get("$ref").is_none()).then(|| (name, others.collect()))
    })
}

/// The places of a kind of file at which a field is one, in words.
pub(super) fn homes(document: &Value, field: &str) -> Vec<String> {
    let mut homes = Vec::new();
    let mut seen = BTreeSet::new();
    walk(document, document, "the file itself", field, &mut seen, &mut homes);
    homes.truncate(MOST);
    homes
}

/// What to write where a text stands in the place of a list: the list of it alone.
pub(super) fn in_list(document: &Value, list: Option<&Value>, value: Option<&Json<'_>>) -> Option<String> {
    let text = value?.as_str()?;
    let element = resolved(document, list?.get("items")?);
    let has = |field| properties(element).any(|(name, _)| name == field);
    if has("family") && has("literal") {
        let name = Value::from(text);
        return Some(format!(
            "Write [{{\"literal\": {name}}}] for an organisation. A person has \"family\" and \"given\" in place of \"literal\"."
        ));
    }
    let is_text = element.get("type").and_then(Value::as_str) == Some("string");
    is_text.then(|| "Write [ before it and ] behind it: in a list there can be one entry alone.".to_owned())
}

fn walk<'s>(
    document: &'s Value,
    schema: &'s Value,
    called: &str,
    field: &str,
    seen: &mut BTreeSet<*const Value>,
    homes: &mut Vec<String>,
) {
    let schema = resolved(document, schema);
    if !seen.insert(std::ptr::from_ref(schema)) {
        return;
    }
    if properties(schema).any(|(name, _)| name == field) {
        homes.push(called.to_owned());
    }
    for (name, below) in properties(schema) {
        let below = resolved(document, below);
        walk(document, below, &format!("\"{name}\""), field, seen, homes);
        for keyword in ["items", "additionalProperties"] {
            if let Some(entry) = below.get(keyword).filter(|entry| entry.is_object()) {
                walk(document, entry, &format!("an entry of \"{name}\""), field, seen, homes);
            }
        }
    }
}

pub(super) fn properties(schema: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flatten().map(|(name, schema)| (name.as_str(), schema))
}

pub(super) fn resolved<'s>(document: &'s Value, schema: &'s Value) -> &'s Value {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix('#'));
    target.and_then(|pointer| document.pointer(pointer)).unwrap_or(schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_where_they_live() {
        let document: Value =
            serde_json::from_str(include_str!("../../../../../schema/assessment.schema.json")).expect("JSON");
        assert_eq!(homes(&document, "locator"), ["an entry of \"citations\""]);
        assert_eq!(homes(&document, "archive_url"), ["\"custom\""]);
        assert_eq!(homes(&document, "document"), ["the file itself"]);
        assert_eq!(homes(&document, "confidence"), [""; 0]);
        let source = document.pointer("/$defs/source").expect("a source");
        assert_eq!(
            child_with(&document, source, "archive_url", |_| false),
            Some(("custom", vec!["archive_date", "errata"]))
        );
        assert_eq!(child_with(&document, source, "date-parts", |_| true), None);
    }
}

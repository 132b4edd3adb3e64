//! An entry that stands in the wrong group of a file, such as a source under `ratings`: one mistake, however many of its fields
//! are unknown there.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::schema::home::{properties, resolved};
use crate::schema::violation::{Violation, ViolationKind};
use format::diagnostic::{Location, Report};
use format::fault::{Fault, FaultKind};
use format::json::Json;
use format::pointer::Pointer;

/// An entry with fewer fields does not tell where it belongs.
const FEWEST: usize = 2;

/// What is said of each entry that stands in the wrong group, by its place.
pub(super) fn misplaced(
    document: &Value,
    path: &Arc<str>,
    root: &Json<'_>,
    errors: &[Violation<'_>],
) -> BTreeMap<Pointer, Fault> {
    let unknown = errors.iter().filter(|error| matches!(error.kind, ViolationKind::Unknown(_)));
    unknown.filter_map(|error| Some((error.at.clone(), fault(document, path, root, &error.at)?))).collect()
}

fn fault(document: &Value, path: &Arc<str>, root: &Json<'_>, at: &Pointer) -> Option<Fault> {
    let tokens: Vec<_> = at.tokens().collect();
    let [group, id] = &*tokens else { return None };
    let home = home_of(document, group, root.at(at)?)?;
    let message = format!("\"{id}\" stands under \"{group}\", and has the fields of an entry of \"{home}\"");
    let report = Report::new(Location::key(path, at.clone()), message);
    let help = format!("Move it with all its lines to \"{home}\".");
    Some(Fault::new(FaultKind::UnknownField, report.help(help)))
}

/// The group whose entries have all fields of an entry, where one alone has them and it is not the one in which it stands.
fn home_of<'s>(document: &'s Value, group: &str, entry: &Json<'_>) -> Option<&'s str> {
    let fields = entry.members();
    if fields.len() < FEWEST {
        return None;
    }
    let has_all = |entry: &Value| {
        let entry = resolved(document, entry);
        fields.iter().all(|(field, _)| properties(entry).any(|(name, _)| name == field))
    };
    let groups = properties(document).filter(|(name, schema)| {
        let entry = resolved(document, schema).get("additionalProperties");
        *name != group && entry.is_some_and(has_all)
    });
    let mut groups = groups.map(|(name, _)| name);
    groups.next().filter(|_| groups.next().is_none())
}

//! REF016: a level of a scale cannot be told from another one, or from a direction.

use std::collections::HashMap;

use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use dataset::Registers;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF016",
        name: "levels-alike",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "A level of a scale has the title or the id of another as its title, or a word for a direction in it.",
        why: "Tables and annexes name levels by their titles, with the direction beside them: which level is meant could not be told.",
        fix: "Give each level its own title, as the instrument prints it.",
        cases: include_str!("../../../../../tests/rules/REF016.md"),
    },
    check: Check::Registers(check),
};

/// Words with which a direction is printed, in small letters.
const OF_DIRECTIONS: &[&str] =
    &["decrease", "decreased", "decreasing", "increase", "increased", "increasing", "unchanged"];

fn check(registers: &Registers, _: Day, reports: &mut Findings<'_>) {
    for file in &registers.frameworks {
        let scale = &file.data.scale;
        let mut by_name: HashMap<String, &str> = scale.ids().map(|id| (folded(id), id)).collect();
        for (id, level) in scale.iter() {
            let Some(title) = level.title.as_deref() else { continue };
            let place = || Location::value(&file.path, Pointer::of(["scale", id, "title"]));
            if let Some(word) = folded(title).split('-').find(|word| OF_DIRECTIONS.contains(word)) {
                let message =
                    format!("\"{title}\" has the word \"{word}\" in it, which says how a rating moved");
                reports.push(
                    Report::new(place(), message).help("Leave the word out of the title of the level."),
                );
                continue;
            }
            let first = *by_name.entry(folded(title)).or_insert(id);
            if first != id {
                let message = format!("\"{title}\" is what the level \"{first}\" is called");
                let first = Location::key(&file.path, Pointer::of(["scale", first]));
                reports.push(Report::new(place(), message).related(first, "this level"));
            }
        }
    }
}

/// A title or an id, however it is written: in small letters, and with one hyphen between words.
fn folded(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

//! A correction after publication, kept by its day under what it corrects.

use crate::citation::Citation;
use crate::date::Day;
use format::json::Json;
use format::values::{Map, Text, list, map, text};

/// Corrections by their days, each as [`day`] reads it.
pub type Errata = Map<Erratum>;

/// A correction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Erratum {
    /// What was corrected, in a word.
    pub kind: Option<Text>,
    /// What stood there.
    pub from: Option<Text>,
    /// What stands there now.
    pub to: Option<Text>,
    /// Why, in a word.
    pub reason: Option<Text>,
    /// What was wrong, in a sentence.
    pub note: Option<Text>,
    /// The evidence.
    pub citations: Box<[Citation]>,
}

impl Erratum {
    /// Reads what can be read.
    pub fn read(json: &Json<'_>) -> Self {
        Self {
            kind: text(json, "kind"),
            from: text(json, "from"),
            to: text(json, "to"),
            reason: text(json, "reason"),
            note: text(json, "note"),
            citations: list(json, "citations", Citation::read),
        }
    }
}

/// Reads the corrections of what an object describes.
pub fn errata(json: &Json<'_>) -> Errata {
    map(json, "errata", Erratum::read)
}

/// The day of a correction, from its name: `2026-11-20`, or `2026-11-20-2` for the second of one thing on that day. None if
/// there is no such day.
pub fn day(name: &str) -> Option<Day> {
    let day = name.get(..10)?;
    let number = &name[10..];
    let is_number =
        number.is_empty() || matches!(number.as_bytes(), [b'-', figure] if (b'2'..=b'9').contains(figure));
    is_number.then(|| Day::parse(day).ok()).flatten()
}

/// The name of a new correction of a day, where some names are taken. None if all are.
pub fn free_name(day: Day, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let names = std::iter::once(day.to_string()).chain((2..=9).map(|number| format!("{day}-{number}")));
    names.into_iter().find(|name| !is_taken(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_days_with_a_number() {
        for name in ["2026-11-20", "2026-11-20-2", "2026-11-20-9"] {
            assert_eq!(day(name).map(|day| day.to_string()).as_deref(), Some("2026-11-20"), "{name}");
        }
        for name in
            ["", "2026-11", "2026-02-30", "2026-11-20-1", "2026-11-20-10", "2026-11-20x", "2026-11-2é"]
        {
            assert_eq!(day(name), None, "{name}");
        }
        let today = day("2026-11-20").expect("a day");
        assert_eq!(free_name(today, |name| name == "2026-11-20").as_deref(), Some("2026-11-20-2"));
        assert_eq!(free_name(today, |_| true), None);
    }
}

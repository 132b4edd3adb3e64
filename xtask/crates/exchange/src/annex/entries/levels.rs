//! The ratings of the table, held against the list by level that is printed before it.

use super::{Printed, Reader};

impl Reader<'_> {
    /// Holds the ratings of the table against the list by level.
    pub(super) fn compare_levels(&mut self) {
        let mut found = Vec::new();
        for entry in &mut self.read.entries {
            let listed = self.levels.get(&entry.id).copied();
            match (entry.rating, listed) {
                (Some(rating), Some(listed)) if rating != listed => found.push((
                    entry.line,
                    format!(
                        "{} is {} in the table and {} in the list by level; the table was taken",
                        entry.id,
                        rating.title(),
                        listed.title()
                    ),
                )),
                (None, Some(listed)) => {
                    entry.rating = Some(listed);
                    found.push((
                        entry.line,
                        format!("the rating of {} was taken from the list by level", entry.id),
                    ));
                }
                (None, None) => found.push((entry.line, format!("no rating of {} was found", entry.id))),
                (Some(_), _) => {}
            }
        }
        let has_directions = self.read.entries.iter().any(|entry| entry.change.is_some());
        let lacking = self.read.entries.iter().filter(|entry| has_directions && entry.change.is_none());
        found.extend(lacking.map(|entry| (entry.line, format!("no direction of {} was found", entry.id))));
        // What only the list by level has is rated all the same.
        for (id, indicator) in self.subject.framework.indicators.iter() {
            if !self.read.entries.iter().any(|entry| entry.id == id) {
                let title = indicator.title.as_deref().unwrap_or(id);
                let rating = self.levels.get(id).copied();
                found.push((1, format!("the table has no row for \"{title}\" ({id})")));
                self.read.entries.push(Printed { line: 1, id: id.to_owned(), rating, ..Printed::default() });
            }
        }
        found.into_iter().for_each(|(line, text)| self.doubt(line, text));
    }
}

//! A record as its reader leaves it: values in CSL's words, not yet tidied.

use super::Dropped;
use crate::source::{Date, Name};

/// A record.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) line: usize,
    pub(super) key: Option<String>,
    /// CSL's type; empty where there is none.
    pub(super) kind: String,
    pub(super) texts: Vec<(String, String)>,
    pub(super) names: Vec<(String, Vec<Name>)>,
    pub(super) dates: Vec<(String, Date)>,
    pub(super) archive_url: Option<String>,
    pub(super) archive_date: Option<String>,
    pub(super) dropped: Vec<Dropped>,
    pub(super) remarks: Vec<String>,
    /// Members of an item of CSL-JSON that hold whatever else is said; null for what there is not.
    pub(super) exact: Option<String>,
}

/// Why a value is not in the source.
pub(super) const NO_FIELD: &str = "the dataset has no field for it";
/// The same of a value for which the field is taken.
pub(super) const TAKEN: &str = "another value stands there";

impl Raw {
    /// Takes a text, unless it is empty or another is there.
    pub(super) fn put(&mut self, variable: &str, text: impl Into<String>) {
        let text = text.into();
        if text.trim().is_empty() {
            return;
        }
        if variable == "note"
            && let Some((_, there)) = self.texts.iter_mut().find(|(name, _)| name == variable)
        {
            there.push('\n');
            there.push_str(&text);
            return;
        }
        match self.text(variable) {
            None => self.texts.push((variable.to_owned(), text)),
            Some(there) if there == text => {}
            Some(_) => self.drop(variable, text, TAKEN),
        }
    }

    /// Puts a text in the place of what is there.
    pub(super) fn replace(&mut self, variable: &str, text: impl Into<String>) {
        self.texts.retain(|(name, _)| name != variable);
        self.put(variable, text);
    }

    pub(super) fn put_names(&mut self, variable: &str, names: Vec<Name>) {
        if names.is_empty() {
            return;
        }
        match self.names.iter_mut().find(|(name, _)| name == variable) {
            None => self.names.push((variable.to_owned(), names)),
            Some((_, there)) => there.extend(names),
        }
    }

    pub(super) fn put_date(&mut self, variable: &str, date: Option<Date>) {
        let is_there = self.dates.iter().any(|(name, _)| name == variable);
        if let Some(date) = date.filter(|_| !is_there) {
            self.dates.push((variable.to_owned(), date));
        }
    }

    pub(super) fn drop(&mut self, field: &str, value: impl Into<String>, why: &'static str) {
        self.dropped.push(Dropped { field: field.to_owned(), value: value.into(), why });
    }

    pub(super) fn text(&self, variable: &str) -> Option<&str> {
        self.texts.iter().find(|(name, _)| name == variable).map(|(_, text)| text.as_str())
    }

    pub(super) fn take(&mut self, variable: &str) -> Option<String> {
        let at = self.texts.iter().position(|(name, _)| name == variable)?;
        Some(self.texts.remove(at).1)
    }

    pub(super) fn has(&self, variable: &str) -> bool {
        self.text(variable).is_some()
            || self.names.iter().any(|(name, _)| name == variable)
            || self.dates.iter().any(|(name, _)| name == variable)
    }
}

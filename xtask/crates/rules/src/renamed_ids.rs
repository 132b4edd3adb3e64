//! Which ids a change has replaced by others, both ways.

use std::collections::HashMap;

use diff::change::{Change, Value};
use diff::subject::{CountryField, EditionField, Subject};
use format::pointer::Pointer;

/// The ids of one group that are others now.
#[derive(Debug, Default)]
pub(crate) struct RenamedIds<'d> {
    old_by_new: HashMap<&'d str, &'d str>,
    new_by_old: HashMap<&'d str, &'d str>,
}

impl<'d> RenamedIds<'d> {
    /// Adds one that was renamed.
    pub(crate) fn insert(&mut self, old: &'d str, new: &'d str) {
        self.old_by_new.insert(new, old);
        self.new_by_old.insert(old, new);
    }

    /// What something was called before.
    pub(crate) fn before<'n>(&self, id: &'n str) -> &'n str
    where
        'd: 'n,
    {
        self.old_by_new.get(id).copied().unwrap_or(id)
    }

    /// What something is called now.
    pub(crate) fn now<'n>(&self, id: &'n str) -> &'n str
    where
        'd: 'n,
    {
        self.new_by_old.get(id).copied().unwrap_or(id)
    }
}

/// The editions and countries of the registers that have other ids now.
#[derive(Debug, Default)]
pub(crate) struct RenamedEntries<'d> {
    /// The editions.
    pub(crate) editions: RenamedIds<'d>,
    /// The countries.
    pub(crate) countries: RenamedIds<'d>,
}

impl<'d> RenamedEntries<'d> {
    /// Those that the changes of the registers tell of.
    pub(crate) fn of(changes: &'d [Change]) -> Self {
        let mut renamed = Self::default();
        for change in changes {
            let Some(Value::Name(old)) = &change.before else { continue };
            match &change.subject {
                Subject::Edition { edition, field: EditionField::Whole } => {
                    renamed.editions.insert(old, edition)
                }
                Subject::Country { country, field: CountryField::Whole } => {
                    renamed.countries.insert(old, country)
                }
                Subject::Edition { .. }
                | Subject::Country { .. }
                | Subject::About { .. }
                | Subject::Framework { .. }
                | Subject::Assessment { .. } => {}
            }
        }
        renamed
    }

    /// Where something of an entry of a register stands now that stood at a pointer.
    pub(crate) fn place_now(&self, pointer: &Pointer) -> Pointer {
        Self::place(pointer, |ids, id| ids.now(id).to_owned(), self)
    }

    /// Where something of an entry of a register stood that stands at a pointer.
    pub(crate) fn place_before(&self, pointer: &Pointer) -> Pointer {
        Self::place(pointer, |ids, id| ids.before(id).to_owned(), self)
    }

    fn place(pointer: &Pointer, other: impl Fn(&RenamedIds<'d>, &str) -> String, of: &Self) -> Pointer {
        let mut tokens: Vec<String> = pointer.tokens().map(|token| token.into_owned()).collect();
        let ids = match tokens.first().map(String::as_str) {
            Some("editions") => &of.editions,
            Some("countries") => &of.countries,
            Some(_) | None => return pointer.clone(),
        };
        if let Some(id) = tokens.get_mut(1) {
            *id = other(ids, id);
        }
        Pointer::of(&tokens)
    }
}

//! Which entries of a draft are carried from another edition and not confirmed, and what the rules keep back until they are.

mod origin;

use std::collections::HashSet;

pub(crate) use self::origin::{Origin, Origins};
use crate::context::is_lost;
use dataset::File;
use dataset::model::assessment::{Assessment, Status};
use format::pointer::Pointer;

/// What in a draft is still to be confirmed: entries that were carried over, and sources that only such entries cite.
///
/// What a published file excuses comes along when it is carried over, and so does whatever the years have done to it. One
/// thing is to be said of such an entry, that somebody has to look at it; the rest is said once somebody has.
#[derive(Debug)]
pub(crate) struct ToBeConfirmed<'d> {
    file: &'d File<Assessment>,
    sources: HashSet<&'d str>,
}

impl<'d> ToBeConfirmed<'d> {
    /// What is to be confirmed in a file.
    pub(crate) fn of(file: &'d File<Assessment>) -> Self {
        let mut sources = HashSet::new();
        if may_be_draft(file) {
            let cited = |wants_carried: bool| {
                let entries = file.data.ratings.iter();
                let entries = entries.filter(move |(id, _)| is_carried(file, id) == wants_carried);
                let footnotes = entries.flat_map(|(_, entry)| entry.footnotes.values());
                footnotes.flat_map(|footnote| &footnote.citations).filter_map(|cited| cited.source.as_deref())
            };
            sources.extend(cited(true));
            for source in cited(false) {
                sources.remove(source);
            }
        }
        Self { file, sources }
    }

    /// Whether a place is in what is to be confirmed.
    pub(crate) fn covers(&self, place: &Pointer) -> bool {
        if !may_be_draft(self.file) {
            return false;
        }
        let mut tokens = place.tokens();
        let (field, id) = (tokens.next(), tokens.next());
        match (field.as_deref(), id.as_deref()) {
            (Some("ratings"), Some(indicator)) => is_carried(self.file, indicator),
            (Some("sources"), Some(source)) => self.sources.contains(source),
            (_, _) => false,
        }
    }
}

/// A status that cannot be read may be that of a draft.
fn may_be_draft(file: &File<Assessment>) -> bool {
    file.data.status.is_none_or(|status| status == Status::Draft)
}

fn is_carried(file: &File<Assessment>, indicator: &str) -> bool {
    let entry = file.data.ratings.get(indicator);
    entry.is_some_and(|entry| entry.carried.is_some())
        || is_lost(file, &Pointer::of(["ratings", indicator, "carried"]))
}

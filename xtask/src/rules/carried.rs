//! Which entries of a draft are carried from another edition and not confirmed, and what the rules keep back until they are.

use super::case::is_lost;
use crate::dataset::File;
use crate::model::assessment::{Assessment, Status};
use crate::pointer::Pointer;

/// Whether a place is in an entry of a draft that is still to be confirmed, or in a source that only such entries cite.
///
/// What a published file excuses comes along when it is carried over, and so does whatever the years have done to it. One
/// thing is to be said of such an entry, that somebody has to look at it; the rest is said once somebody has.
pub(crate) fn is_to_be_confirmed(file: &File<Assessment>, place: &Pointer) -> bool {
    // A status that cannot be read may be that of a draft.
    if file.data.status.is_some_and(|status| status != Status::Draft) {
        return false;
    }
    let mut tokens = place.tokens();
    let (field, id) = (tokens.next(), tokens.next());
    match (field.as_deref(), id.as_deref()) {
        (Some("ratings"), Some(indicator)) => is_carried(file, indicator),
        (Some("sources"), Some(source)) => is_cited_by_carried_alone(file, source),
        (_, _) => false,
    }
}

fn is_carried(file: &File<Assessment>, indicator: &str) -> bool {
    let entry = file.data.ratings.get(indicator);
    entry.is_some_and(|entry| entry.carried.is_some())
        || is_lost(file, &Pointer::of(["ratings", indicator, "carried"]))
}

fn is_cited_by_carried_alone(file: &File<Assessment>, source: &str) -> bool {
    let mut citing = file
        .data
        .citations()
        .filter(|(_, _, _, citation)| citation.source.as_deref() == Some(source))
        .map(|(indicator, _, _, _)| indicator)
        .peekable();
    citing.peek().is_some() && citing.all(|indicator| is_carried(file, indicator))
}

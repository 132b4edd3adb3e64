//! Which findings are open points: what a draft of an open edition still lacks, and nobody has got wrong.

use crate::descriptor::InDraft;
use crate::registry::find;
use dataset::Dataset;
use format::diagnostic::Diagnostic;
use format::pointer::Pointer;

/// What says which assessment a file is, and that it is a draft: without it nobody could tell.
const IDENTITY: [&str; 4] = ["$schema", "country", "edition", "status"];

/// What heads the list of such open points; none if findings of the rule are no open points.
pub fn heading(code: &str) -> Option<&'static str> {
    match find(code)?.descriptor.in_draft {
        InDraft::OpenPoint(words) => Some(words),
        InDraft::Problem => None,
    }
}

/// Whether what is said of an assessment is an open point of it.
pub(crate) fn is_open_point(dataset: &Dataset, diagnostic: &Diagnostic) -> bool {
    let place = dataset.place_of(&diagnostic.location.path);
    let is_of_draft = place.is_some_and(|place| dataset.is_open_draft(&dataset.assessments[place]));
    let is_of_identity = diagnostic.location.pointer().is_none_or(is_identity);
    is_of_draft && !is_of_identity && heading(diagnostic.code).is_some()
}

fn is_identity(place: &Pointer) -> bool {
    place.tokens().next().is_none_or(|field| IDENTITY.contains(&&*field))
}

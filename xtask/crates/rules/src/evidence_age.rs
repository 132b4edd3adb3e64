//! How old the evidence of an assessment is.

use std::collections::HashSet;

use crate::norm::is_norm;
use bibliography::date::Span;
use dataset::model::assessment::Assessment;

/// The oldest work that a footnote cites, with its date. A treaty, a law, a resolution or a judgment says what holds, and does
/// not age.
pub fn oldest(assessment: &Assessment) -> Option<(&str, Span)> {
    let cited: HashSet<&str> =
        assessment.citations().filter_map(|(.., citation)| citation.source.as_deref()).collect();
    let sources = assessment.sources.iter().filter(|(id, source)| cited.contains(id) && !is_norm(source));
    let dated = sources.filter_map(|(id, source)| Some((id, source.issued()?.span()?)));
    dated.min_by_key(|(id, span)| (span.first, *id))
}

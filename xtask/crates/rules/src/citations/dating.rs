//! What contradicts a source's date of issue. Of several contradictions one is told, the most certain first.

use crate::AssessmentContext;
use crate::edition_dates::fault;
use bibliography::date::{Day, Span};
use bibliography::source::Source;
use bibliography::un_symbol::UnSymbol;

/// What a date of issue is contradicted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contradiction {
    /// It has not come yet.
    Future,
    /// The source was read before.
    AccessedBefore,
    /// Its document symbol tells other years, the first and the last.
    Symbol { years: (i64, i64) },
    /// The evidence for the edition was closed before; with its last day.
    AfterEdition { end: Day },
}

/// The contradiction that is certain, if one is.
pub(super) fn contradiction(
    context: &AssessmentContext<'_>,
    id: &str,
    source: &Source,
) -> Option<Contradiction> {
    let issued = source.issued()?.span()?;
    let is_future = |span: Span| span.is_after(context.today.into());
    if is_future(issued) {
        return Some(Contradiction::Future);
    }
    // An accessed date that has not come yet is reported as that.
    let accessed = source.dates.get("accessed").and_then(|date| date.span()).filter(|span| !is_future(*span));
    if accessed.is_some_and(|accessed| issued.is_after(accessed)) {
        return Some(Contradiction::AccessedBefore);
    }
    let adopted = source.un_symbol().and_then(UnSymbol::years);
    let is_clash = |(first, last): &(i64, i64)| {
        let years = Span::of(*first, None, None).and_then(|first| Ok((first, Span::of(*last, None, None)?)));
        years.is_ok_and(|(first, last)| issued.is_after(last) || first.is_after(issued))
    };
    if let Some(years) = adopted.filter(is_clash) {
        return Some(Contradiction::Symbol { years });
    }
    let end = end_of_evidence(context).filter(|end| issued.is_after(*end))?;
    is_evidence(context, id).then_some(Contradiction::AfterEdition { end: end.last })
}

/// When the evidence for the edition ends: as it says, or else when it was published, or else when it is of.
pub(super) fn end_of_evidence(context: &AssessmentContext<'_>) -> Option<Span> {
    let edition = context.dataset.edition(&context.file.edition)?;
    // Where the dates of an edition contradict each other that is told once, and none is believed.
    let editions = &context.dataset.editions.as_ref()?.data;
    if fault(editions, &context.file.edition, context.today).is_some() {
        return None;
    }
    let dates = [&edition.evidence_until, &edition.published, &edition.as_of];
    Span::parse(dates.into_iter().flatten().next()?).ok()
}

/// Whether ratings rest on a source. The published document itself, and what corrects it, come later.
fn is_evidence(context: &AssessmentContext<'_>, id: &str) -> bool {
    let assessment = context.assessment();
    let derived = assessment.derivation.as_ref().and_then(|derivation| derivation.source.as_deref());
    let is_document = assessment.document.as_deref() == Some(id) || derived == Some(id);
    !is_document && context.is_cited(id)
}

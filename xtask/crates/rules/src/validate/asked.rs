//! What the rules say of one assessment: each is asked on its own, but those on texts together, as the texts are gone through.

use crate::findings::{Findings, Found};
use crate::glance::Glance;
use crate::registry::all;
use crate::{AssessmentContext, Check, LookAtText, Rule, SeenText, TextKind, texts};
use format::pointer::Pointer;

/// What of an assessment is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// The descriptions of its sources.
    Sources,
}

/// Asks the rules on assessments, and hands over what each has found.
pub(super) fn ask<'f>(
    context: &AssessmentContext<'_>,
    part: Part,
    findings_of: impl Fn(&'static Rule) -> Findings<'f>,
    mut take: impl FnMut(&'static Rule, Found),
) {
    let is_whole = part == Part::Whole;
    let has_sources = context.sources().next().is_some();
    let mut on_texts: Vec<(&'static Rule, LookAtText, Findings<'f>)> = Vec::new();
    for rule in all() {
        let (of_whole, of_sources) = match rule.check {
            Check::Assessment(check) | Check::EachFile(_, check) => (Some(check), None),
            Check::Sources(check) => (None, Some(check)),
            Check::AssessmentAndSources(check, of_sources) => (Some(check), Some(of_sources)),
            Check::Texts { look, also } => {
                let mut findings = findings_of(rule);
                also.filter(|_| is_whole).into_iter().for_each(|also| also(context, &mut findings));
                on_texts.push((rule, look, findings));
                continue;
            }
            Check::Fault(_)
            | Check::Change(_)
            | Check::Registers(_)
            | Check::Across(_)
            | Check::Exceptions(_) => continue,
        };
        let mut findings = findings_of(rule);
        let checks = of_whole.filter(|_| is_whole).into_iter().chain(of_sources.filter(|_| has_sources));
        checks.for_each(|check| check(context, &mut findings));
        take(rule, findings.into_found());
    }
    let mut look_at = |kind: TextKind, text: &str, place: &dyn Fn() -> Pointer| {
        let text = SeenText { kind, words: text, glance: Glance::at(text) };
        for (_, look, findings) in &mut on_texts {
            findings.extend(look(context, text, place));
        }
    };
    if is_whole {
        texts::each_but_of_sources(context, &mut look_at);
    }
    texts::each_of_sources(context, &mut look_at);
    on_texts.into_iter().for_each(|(rule, _, findings)| take(rule, findings.into_found()));
}

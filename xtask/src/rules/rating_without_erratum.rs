//! CHG001: a published rating is changed, and no erratum says so.

use super::comparison::{Comparison, is_published};
use super::{Check, Descriptor, Rule};
use crate::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CHG001",
        name: "rating-without-erratum",
        severity: Severity::Error,
        what: "A change moves a published rating, and no erratum says so.",
        why: "Who used the published figures has to be told what was corrected, when and why. Figures that change in silence cannot be trusted.",
        fix: "Add to \"errata\": the \"date\", the \"indicator\", \"kind\": \"rating\", \"from\" and \"to\" with the two ratings, and a \"note\" that says why.",
        bad: r#"{
  "stated": { "score": 38, "difference": -12 },
  "ratings": { "press": {
    "rating": "fair", "change": "decrease", "rationale": ["Papers were closed.[^report]"]
  } }
}"#,
        good: r#"{
  "stated": { "score": 38, "difference": -12 },
  "ratings": { "press": {
    "rating": "fair", "change": "decrease", "rationale": ["Papers were closed.[^report]"]
  } },
  "errata": [{
    "date": "2026-11-20", "indicator": "press", "kind": "rating", "from": "strong", "to": "fair",
    "note": "The annex prints Fair."
  }]
}"#,
    },
    check: Check::Change(check),
};

fn check(change: &Comparison<'_>, reports: &mut Vec<Report>) {
    for moved in change.moves().filter(|moved| is_published(moved.before)) {
        let (from, to) = (moved.moved.before.id(), moved.moved.after.id());
        let says_so = moved.new_errata().any(|erratum| {
            erratum.from.as_deref().is_none_or(|said| said == from)
                && erratum.to.as_deref().is_none_or(|said| said == to)
        });
        if !says_so {
            let message = format!("{}; it was published, and no new erratum says so", moved.told());
            let help = format!(
                "Add under \"errata\": {{ \"date\": \"(today, as YYYY-MM-DD)\", \"indicator\": \"{}\", \"kind\": \"rating\", \"from\": \"{from}\", \"to\": \"{to}\", \"note\": \"(why)\" }}.",
                moved.moved.indicator
            );
            reports.push(Report::new(moved.location(), message).help(help));
        }
    }
}

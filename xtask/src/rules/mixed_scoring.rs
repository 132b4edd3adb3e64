//! SCO004: scores that are made in different ways are set off against each other.

use std::collections::BTreeSet;

use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Report, Severity};
use crate::model::framework::Framework;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "SCO004",
        name: "mixed-scoring",
        severity: Severity::Error,
        what: "A difference is stated between scores that were made in different ways.",
        why: "A change of method would be taken for a change in the country.",
        fix: "Leave the difference out.",
        bad: r#"dataset/editions.json:
{ "editions": { "2022": { "framework": "base-2022" } } }
dataset/frameworks/base-2022.json, a copy of dataset/frameworks/base-2019.json:
{ "id": "base-2022", "scale": { "very-strong": { "points": 5 } } }
dataset/assessments/XBB/2022.json:
{ "stated": { "score": 40, "previous_score": null, "difference": null } }
dataset/assessments/XAA/2022.json:
{ "stated": { "score": 35, "previous_score": 50, "difference": -15 } }"#,
        good: r#"dataset/editions.json:
{ "editions": { "2022": { "framework": "base-2022" } } }
dataset/frameworks/base-2022.json, a copy of dataset/frameworks/base-2019.json:
{ "id": "base-2022", "scale": { "very-strong": { "points": 5 } } }
dataset/assessments/XBB/2022.json:
{ "stated": { "score": 40, "previous_score": null, "difference": null } }
dataset/assessments/XAA/2022.json:
{ "stated": { "score": 35, "previous_score": null, "difference": null } }"#,
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    if case.assessment().stated.is_none_or(|stated| stated.difference.is_none()) {
        return;
    }
    let before = case.previous.and_then(|previous| Case::new(case.dataset, previous, case.today).framework);
    let (Some(now), Some(before)) = (case.framework, before) else { return };
    let what = if points(now) != points(before) {
        "points for each rating"
    } else if way(now) != way(before) {
        "way of scoring"
    } else if indicators(now) != indicators(before) {
        "indicators"
    } else {
        return;
    };
    let message = format!("the two editions do not have the same {what}, so their scores cannot be compared");
    reports.push(Report::new(case.at(["stated", "difference"]), message));
}

fn points(framework: &Framework) -> Vec<(&str, Option<u32>)> {
    framework.scale.iter().map(|(id, level)| (id, level.points)).collect()
}

fn way(framework: &Framework) -> Option<(Option<&str>, Option<u32>, Option<&str>)> {
    let scoring = framework.scoring.as_ref()?;
    Some((scoring.method.as_deref(), scoring.out_of, scoring.rounding.as_deref()))
}

fn indicators(framework: &Framework) -> BTreeSet<&str> {
    framework.indicators.ids().collect()
}

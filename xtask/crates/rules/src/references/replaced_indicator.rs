//! REF015: an indicator says that it replaces what no instrument before asks, or says it twice.

use std::collections::BTreeSet;

use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use dataset::meant::meant;
use dataset::model::framework::Framework;
use dataset::{File, Registers, framework_id};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF015",
        name: "replaced-indicator",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "An indicator says under \"replaces\" that it is asked in place of one that the instrument before does not have, that is still asked, or that is named already.",
        why: "Ratings are followed from one instrument to the next by \"replaces\"; a wrong id breaks the series or joins two questions.",
        fix: "Name each indicator of the instrument before that this one is asked in place of, once, by its id there. Leave out what goes on under its own id.",
        cases: include_str!("../../../../../tests/rules/REF015.md"),
    },
    check: Check::Registers(check),
};

fn check(registers: &Registers, _: Day, reports: &mut Findings<'_>) {
    for file in &registers.frameworks {
        if file.data.indicators.values().all(|indicator| indicator.replaces.is_empty()) {
            continue;
        }
        let before = before(registers, file);
        // An indicator that cannot be read there may be the one that is named.
        if before.iter().any(|file| !file.damaged.is_empty()) {
            continue;
        }
        let was_asked = |id: &str| before.iter().any(|file| file.data.indicators.contains(id));
        let known = || before.iter().flat_map(|file| file.data.indicators.ids());
        for (id, indicator) in file.data.indicators.iter() {
            let mut named = BTreeSet::new();
            for (at, old) in indicator.replaces.iter().enumerate() {
                let place =
                    Location::value(&file.path, Pointer::of(["indicators", id, "replaces", &at.to_string()]));
                if !named.insert(old) {
                    reports.push(Report::new(place, format!("\"{old}\" is named twice here")));
                } else if file.data.indicators.contains(old) {
                    let message = format!("\"{old}\" is still an indicator of this framework");
                    reports.push(Report::new(place, message));
                } else if was_asked(id) {
                    let message = format!(
                        "\"{id}\" is an indicator of the instrument before, so it cannot replace another"
                    );
                    reports.push(
                        Report::new(place, message)
                            .help("If it asks something else now, give it an id of its own.".to_owned()),
                    );
                } else if !was_asked(old) {
                    let message = format!("no instrument before this one has an indicator \"{old}\"");
                    let report = Report::new(place, message);
                    let tells = reports.tells_more_of(&file.path);
                    reports.push(match meant(old, known().filter(|_| tells)) {
                        Some(meant) => report.help(format!("Did you mean \"{meant}\"?")),
                        None => report,
                    });
                }
            }
        }
    }
}

/// The instruments before one: those of the editions before its own, or all others as long as no edition uses it.
fn before<'d>(registers: &'d Registers, file: &File<Framework>) -> Vec<&'d File<Framework>> {
    let own = framework_id(&file.path);
    let editions = registers.editions.iter().flat_map(|register| register.data.editions.iter());
    let used: Vec<&str> =
        editions.filter(|(_, edition)| edition.framework.as_deref() == Some(own)).map(|(id, _)| id).collect();
    let others = registers.frameworks.iter().filter(|other| other.path != file.path);
    if used.is_empty() {
        return others.collect();
    }
    let (mut earlier, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for edition in used {
        let mut at = Some(edition);
        while let Some(edition) = at.filter(|id| seen.insert(*id)).and_then(|id| registers.edition(id)) {
            earlier.extend(edition.framework.as_deref());
            at = edition.previous.as_deref();
        }
    }
    others.filter(|other| earlier.contains(framework_id(&other.path))).collect()
}

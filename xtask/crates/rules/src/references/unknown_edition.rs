//! REF004: something refers to an edition that is not registered, or from which nothing can have been carried over.

use crate::carried::{Origin, Origins};
use crate::context::is_unknown_edition;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use dataset::meant::meant;
use dataset::model::assessment::Status;
use dataset::{AssessmentFile, Registers};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF004",
        name: "unknown-edition",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "There is no edition with this id in dataset/editions.json; or an entry is marked as carried over from one that is not earlier, or in which the country has no such rating.",
        why: "The edition says which framework applies and which edition came before; without it nothing can be compared.",
        fix: "Correct the id (for an assessment, also the name of its file), or add the edition to dataset/editions.json.",
        cases: include_str!("../../../../../tests/rules/REF004.md"),
    },
    check: Check::EachFile(check_register, check),
};

fn check_register(registers: &Registers, _: Day, reports: &mut Findings<'_>) {
    let Some(register) = registers.editions.as_ref() else { return };
    for (id, edition) in register.data.editions.iter() {
        let place = Location::value(&register.path, Pointer::of(["editions", id, "previous"]));
        refer(registers, place, edition.previous.as_deref(), reports);
    }
}

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let registers = &context.dataset.registers;
    let Some(register) = registers.editions.as_ref() else { return };
    let assessment = context.assessment();
    let mut carried = Vec::new();
    let mut refer = |place: Pointer, id: Option<&str>| {
        refer(registers, Location::value(&context.file.path, place), id, reports);
    };
    // Where the path is at fault, what the file says of itself tells; that they disagree is reported.
    let says = assessment.edition.as_deref().filter(|id| register.data.editions.contains(id));
    refer(Pointer::of(["edition"]), says.or(Some(&context.file.edition)));
    let derivation = assessment.derivation.as_ref();
    let derived_from = derivation.and_then(|derivation| derivation.edition.as_deref());
    refer(Pointer::of(["derivation", "edition"]), derived_from);
    let mut origins = Origins::new(context);
    for (id, entry) in assessment.ratings.iter() {
        let Some(from) = entry.carried.as_deref() else { continue };
        refer(Pointer::of(["ratings", id, "carried"]), Some(from));
        // What is no draft has nothing that is carried, which is reported as that.
        if context.is(Status::Draft)
            && let Some(message) = told(context, id, from, origins.of(id, from))
        {
            let help =
                "Name the edition from which the entry was taken over, or delete the line \"carried\".";
            carried.push(Report::new(context.at(["ratings", id, "carried"]), message).help(help));
        }
    }
    carried.into_iter().for_each(|report| reports.push(report));
}

/// Why an entry cannot have been carried over from where it says; none if it can.
fn told(context: &AssessmentContext<'_>, id: &str, from: &str, origin: Origin<'_>) -> Option<String> {
    let AssessmentFile { country, edition, .. } = context.file;
    match origin {
        Origin::NotEarlier if from == &**edition => {
            Some(format!("this is edition {edition} itself, from which nothing can be carried over"))
        }
        Origin::NotEarlier => Some(format!(
            "edition {from} does not come before {edition}, so nothing can be carried over from it"
        )),
        Origin::NoAssessment => Some(format!(
            "there is no assessment of {country} in edition {from}, so nothing can be carried over from it"
        )),
        Origin::NoEntry => Some(format!(
            "the assessment of {country} in edition {from} has no entry for {id}, so nothing can be carried over from it"
        )),
        Origin::Unknown | Origin::Entry(_) => None,
    }
}

/// Reports a reference to an edition that is not in the register.
fn refer(registers: &Registers, place: Location, id: Option<&str>, reports: &mut Findings<'_>) {
    let Some(id) = id.filter(|id| is_unknown_edition(registers, id)) else { return };
    let tells = reports.tells_more_of(&place.path);
    let ids = registers.editions.iter().flat_map(|register| register.data.editions.ids());
    let report = Report::new(place, format!("there is no edition \"{id}\" in dataset/editions.json"));
    reports.push(match meant(id, ids.filter(|_| tells)) {
        Some(meant) => report.help(format!(
            "The nearest is \"{meant}\". Correct the id, or add the edition to dataset/editions.json."
        )),
        None => report,
    });
}

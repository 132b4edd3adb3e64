//! REF004: something refers to an edition that is not registered.

use crate::context::is_unknown_edition;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use dataset::Registers;
use dataset::meant::meant;
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
        what: "There is no edition with this id in dataset/editions.json.",
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
    let mut refer = |place: Pointer, id: Option<&str>| {
        refer(registers, Location::value(&context.file.path, place), id, reports);
    };
    // Where the path is at fault, what the file says of itself tells; that they disagree is reported.
    let says = assessment.edition.as_deref().filter(|id| register.data.editions.contains(id));
    refer(Pointer::of(["edition"]), says.or(Some(&context.file.edition)));
    let derivation = assessment.derivation.as_ref();
    let derived_from = derivation.and_then(|derivation| derivation.edition.as_deref());
    refer(Pointer::of(["derivation", "edition"]), derived_from);
    for (id, entry) in assessment.ratings.iter().filter(|(_, entry)| entry.carried.is_some()) {
        refer(Pointer::of(["ratings", id, "carried"]), entry.carried.as_deref());
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

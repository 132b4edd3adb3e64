//! REF004: something refers to an edition that is not registered.

use crate::context::is_unknown_edition;
use crate::{Check, Descriptor, Exceptions, Findings, Rule, Sight};
use dataset::Dataset;
use dataset::meant::meant;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF004",
        name: "unknown-edition",
        severity: Severity::Error,
        since: "0.1.0",
        sight: Sight::Dataset,
        exceptions: Exceptions::Refused,
        what: "There is no edition with this id in dataset/editions.json.",
        why: "The edition says which framework applies and which edition came before; without it nothing can be compared.",
        fix: "Correct the id (for an assessment, also the name of its file), or add the edition to dataset/editions.json.",
        cases: include_str!("../../../../../tests/rules/REF004.md"),
    },
    check: Check::Dataset(check),
};

fn check(dataset: &Dataset, reports: &mut Findings<'_>) {
    let Some(register) = dataset.editions.as_ref() else { return };
    let editions = &register.data.editions;
    let mut refer = |place: Location, id: Option<&str>| {
        let Some(id) = id.filter(|id| is_unknown_edition(dataset, id)) else { return };
        let tells = reports.tells_more_of(&place.path);
        let report = Report::new(place, format!("there is no edition \"{id}\" in dataset/editions.json"));
        reports.push(match meant(id, editions.ids().filter(|_| tells)) {
            Some(meant) => report.help(format!(
                "The nearest is \"{meant}\". Correct the id, or add the edition to dataset/editions.json."
            )),
            None => report,
        });
    };
    for (id, edition) in editions.iter() {
        let place = Location::value(&register.path, Pointer::of(["editions", id, "previous"]));
        refer(place, edition.previous.as_deref());
    }
    for assessment in dataset.assessments.iter().filter(|assessment| !assessment.is_unreadable()) {
        let place = Location::value(&assessment.path, Pointer::of(["edition"]));
        // Where the path is at fault, what the file says of itself tells; that they disagree is reported.
        let says = assessment.data.edition.as_deref().filter(|id| editions.contains(id));
        refer(place, says.or(Some(&assessment.edition)));
        let place = Location::value(&assessment.path, Pointer::of(["derivation", "edition"]));
        let derivation = assessment.data.derivation.as_ref();
        refer(place, derivation.and_then(|derivation| derivation.edition.as_deref()));
        for (id, entry) in assessment.data.ratings.iter() {
            let place = Pointer::of(["ratings", id, "carried"]);
            refer(Location::value(&assessment.path, place), entry.carried.as_deref());
        }
    }
}

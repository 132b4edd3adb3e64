//! EDN003: a rating moved two levels or more, and no reason is given.

use super::{Case, Check, Descriptor, Rule};
use crate::diagnostic::{Location, Report, Severity};
use crate::model::assessment::Status;
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN003",
        name: "large-move",
        severity: Severity::Error,
        what: "A rating moved two levels or more since the previous edition, and no reason is given.",
        why: "Countries seldom move so far; slips, corrections and changes of method do, and must not pass for events.",
        fix: "Add \"reason\": \"new-evidence\", \"correction\", \"methodology\" or \"reinterpretation\" beside the rating, and explain the move in the rationale.",
        bad: "\"very-weak\" after \"fair\"",
        good: "\"very-weak\" after \"fair\", with \"reason\": \"new-evidence\"",
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Vec<Report>) {
    let Some(previous) = case.previous else { return };
    // From a reconstruction no move of two levels can come but by a mistake, which another rule reports.
    if previous.file.data.status == Some(Status::Reconstructed) {
        return;
    }
    for (id, entry) in case.assessment().ratings.iter() {
        let before = previous.file.data.ratings.get(id).and_then(|entry| entry.rating);
        let (Some(before), Some(after)) = (before, entry.rating) else { continue };
        let is_lost = case.is_lost(&Pointer::of(["ratings", id, "reason"]));
        if before.steps_to(after).abs() >= 2 && entry.reason.is_none() && !is_lost {
            let message = format!(
                "{} moved {:+} levels, from {} to {}, and no reason is given",
                case.indicator_title(id),
                before.steps_to(after),
                before.title(),
                after.title()
            );
            let place = Location::value(&previous.file.path, Pointer::of(["ratings", id, "rating"]));
            reports.push(
                Report::new(case.at(["ratings", id, "rating"]), message)
                    .related(place, format!("the rating in {}", previous.edition)),
            );
        }
    }
}

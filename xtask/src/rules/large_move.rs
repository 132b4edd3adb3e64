//! EDN003: a rating moved two levels or more, and no reason is given.

use super::blame::is_of_earlier;
use super::case::may_be_reconstructed;
use super::{Case, Check, Descriptor, Findings, Rule};
use crate::dataset::AssessmentFile;
use crate::diagnostic::{Location, Report, Severity};
use crate::model::rating::Direction;
use crate::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN003",
        name: "large-move",
        severity: Severity::Error,
        what: "A rating moved two levels or more since the previous edition, and no reason is given.",
        why: "Countries seldom move so far. Slips, corrections and changes of method do, and must not pass for events.",
        fix: "Add \"reason\": \"new-evidence\", \"correction\", \"methodology\" or \"reinterpretation\" beside the rating, and explain the move in the rationale.",
        cases: include_str!("../../../tests/rules/EDN003.md"),
    },
    check: Check::Assessment(check),
};

fn check(case: &Case<'_>, reports: &mut Findings<'_>) {
    let Some(previous) = case.previous else { return };
    // From a reconstruction no move of two levels can come but by a mistake, which another rule reports.
    if may_be_reconstructed(&previous.file.data) {
        return;
    }
    for (id, entry) in case.assessment().ratings.iter() {
        let before = previous.file.data.ratings.get(id).and_then(|entry| entry.rating);
        let (Some(before), Some(after)) = (before, entry.rating) else { continue };
        let steps = before.steps_to(after);
        let is_lost = case.is_lost(&Pointer::of(["ratings", id, "reason"]));
        // A move that the direction contradicts is none, and reported as that.
        let is_contradicted = entry.change.is_some_and(|change| change != Direction::of_steps(steps));
        if steps.abs() >= 2 && entry.reason.is_none() && !is_lost && !is_contradicted {
            let message = format!(
                "{} {} by {} levels, from {} to {}, and no reason is given",
                case.indicator_title(id),
                if steps > 0 { "rose" } else { "fell" },
                steps.abs(),
                before.title(),
                after.title()
            );
            let pointer = Pointer::of(["ratings", id, "rating"]);
            let sides = [(previous, &pointer), (case.file, &pointer)];
            let is_of_earlier = is_of_earlier(case.dataset, RULE.descriptor.code, sides[0], sides[1]);
            let [earlier, later] = sides.map(|(file, place)| Location::value(&file.file.path, place.clone()));
            let edition = |file: &AssessmentFile| format!("the rating in {}", file.edition);
            reports.push(if is_of_earlier {
                Report::new(earlier, message).related(later, edition(case.file)).help(format!(
                    "Compare this rating with its document. If it is right, the entry of {} says why it moved so far: \
                     \"reason\" beside the rating, and the rationale.",
                    case.file.edition
                ))
            } else {
                Report::new(later, message).related(earlier, edition(previous))
            });
        }
    }
}

//! EDN003: a rating moved two levels or more, and no reason is given.

use crate::blame::is_of_earlier;
use crate::context::may_be_reconstructed;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::AssessmentFile;
use dataset::model::rating::Direction;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EDN003",
        name: "large-move",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::OpenPoint("large moves without a reason"),
        sight: Sight::Country,
        exceptions: Exceptions::Allowed,
        what: "A rating moved two levels or more since the previous edition, and no reason is given.",
        why: "Countries seldom move so far. Slips, corrections and changes of method do, and must not pass for events.",
        fix: "Add \"reason\": \"new-evidence\", \"correction\", \"methodology\" or \"reinterpretation\" beside the rating, and explain the move in the rationale.",
        cases: include_str!("../../../../../tests/rules/EDN003.md"),
    },
    check: Check::Assessment(check),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let Some(previous) = context.previous else { return };
    // From a reconstruction no move of two levels can come but by a mistake, which another rule reports.
    if may_be_reconstructed(&previous.data) {
        return;
    }
    for (id, entry) in context.assessment().ratings.iter() {
        let Some((id_before, earlier)) = context.before(id) else { continue };
        let (Some(before), Some(after)) = (earlier.rating, entry.rating) else { continue };
        let steps = before.steps_to(after);
        let is_lost = context.is_lost_at(["ratings", id, "reason"]);
        // A move that the direction contradicts is none, and reported as that.
        let is_contradicted = entry.change.is_some_and(|change| change != Direction::of_steps(steps));
        if steps.abs() >= 2 && entry.reason.is_none() && !is_lost && !is_contradicted {
            let message = format!(
                "{} {} by {} levels, from {} to {}, and no reason is given",
                context.indicator_title(id),
                if steps > 0 { "rose" } else { "fell" },
                steps.abs(),
                before.title(),
                after.title()
            );
            let pointer = |id: &str| Pointer::of(["ratings", id, "rating"]);
            let (there, here) = (pointer(id_before), pointer(id));
            let sides = [(previous, &there), (context.file, &here)];
            let is_of_earlier = is_of_earlier(context.dataset, RULE.descriptor.code, sides[0], sides[1]);
            let [earlier, later] = sides.map(|(file, place)| Location::value(&file.path, place.clone()));
            let edition = |file: &AssessmentFile| format!("the rating in {}", file.edition);
            reports.push(if is_of_earlier {
                Report::new(earlier, message).related(later, edition(context.file)).help(format!(
                    "Compare this rating with its document. If it is right, the entry of {} says why it moved so far: \
                     \"reason\" beside the rating, and the rationale.",
                    context.file.edition
                ))
            } else {
                Report::new(later, message).related(earlier, edition(previous))
            });
        }
    }
}

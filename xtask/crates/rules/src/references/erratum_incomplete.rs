//! REF014: an erratum does not say what one of its kind has to say, or stands where none of its kind belongs.

use crate::corrections::{CorrectedPlace, in_assessment, in_registers};
use crate::placeholder::is_text;
use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::date::Day;
use bibliography::erratum::ErratumKind;
use dataset::Registers;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "REF014",
        name: "erratum-incomplete",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Refused,
        what: "An erratum is not of a kind that belongs where it stands, gives no evidence for a rating that moves, gives a reason that does not explain it, or is still to be written.",
        why: "An erratum is read years later by people who cannot ask. It has to say what was corrected and on what it rests.",
        fix: "Write what is missing. A rating rests on the publisher's correction, or on the place in the document of which the file is a copy: name it under \"citations\".",
        cases: include_str!("../../../../../tests/rules/REF014.md"),
    },
    check: Check::EachFile(check_registers, check),
};

fn check_registers(registers: &Registers, _: Day, reports: &mut Findings<'_>) {
    for place in in_registers(registers) {
        for (name, erratum) in place.of.errata().iter() {
            // Of an assessment this is said as of any other text in it.
            if erratum.note.as_deref().is_some_and(is_text) {
                let message = "this is a placeholder, not a finished text";
                reports.push(Report::new(place.field(name, "note"), message));
            }
        }
        judge(&place, reports);
    }
}

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    in_assessment(context.file).for_each(|place| judge(&place, reports));
}

fn judge(place: &CorrectedPlace<'_>, reports: &mut Findings<'_>) {
    for (name, erratum) in place.of.errata().iter() {
        // Another word is told as a fault of form.
        let Some(kind) = erratum.kind.as_deref().and_then(ErratumKind::from_id) else { continue };
        if !place.of.kinds().contains(&kind) {
            let message = format!("an erratum of the kind \"{}\" does not belong here", kind.id());
            let kinds: Vec<&str> = place.of.kinds().iter().map(|kind| kind.id()).collect();
            let help = format!("The kinds that belong here are: {}.", kinds.join(", "));
            reports.push(Report::new(place.field(name, "kind"), message).help(help));
            continue;
        }
        if kind == ErratumKind::Rating && erratum.citations.is_empty() {
            let message = "a rating is corrected, and nothing is cited for it";
            reports.push(Report::new(place.key(name), message).help(HELP_CITATIONS));
        }
        if erratum.reason.as_deref() == Some("wording") && !kind.is_of_words() {
            let message = format!("\"wording\" is no reason to correct a {}", kind.id());
            reports.push(Report::new(place.field(name, "reason"), message).help(HELP_REASON));
        }
    }
}

const HELP_CITATIONS: &str = "Name under \"citations\" the publisher's correction, or the place in the document of which this is a copy.";

const HELP_REASON: &str = "Say why it was corrected. The schema lists the reasons that can be given.";

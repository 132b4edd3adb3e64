//! CIT060: a quotation stands within another one in the same marks.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, InDraft, Rule, SeenText, Sight};
use format::diagnostic::{Edit, Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT060",
        name: "quotation-nested",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A quotation stands within another one in the same quotation marks.",
        why: "Nobody can tell where the inner quotation ends, and whose words the rest are.",
        fix: "Run `cargo xtask validate --fix`, or set the inner quotation in single quotation marks: “one ‘two’ three”.",
        cases: include_str!("../../../../../tests/rules/CIT060.md"),
    },
    check: Check::Texts { look: report, also: None },
};

fn report(
    context: &AssessmentContext<'_>,
    SeenText { words: text, glance, .. }: SeenText<'_>,
    pointer: &dyn Fn() -> Pointer,
) -> Option<Report> {
    if !glance.may_quote() {
        return None;
    }
    let (inner, mended) = nested(text)?;
    let place = Location::text(&context.file.path, pointer(), inner..inner + '“'.len_utf8());
    let fix = Edit::Replace { pointer: pointer(), text: mended };
    let message = "this quotation stands within another one in the same marks";
    Some(Report::new(place, message).fix("set inner quotations in single marks", fix))
}

/// Where the first inner quotation begins, and the text with single marks round each; nothing unless each mark has its other half.
/// What goes on in the next paragraph has none, and neither has what is quoted three times over.
fn nested(text: &str) -> Option<(usize, String)> {
    text.matches('“').nth(1)?;
    let mut depth = 0_usize;
    let mut first = None;
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_inner = match c {
            '“' => {
                depth += 1;
                depth > 1
            }
            '”' => {
                depth = depth.checked_sub(1)?;
                depth > 0
            }
            _ => false,
        };
        if depth > 2 {
            return None;
        }
        if is_inner && first.is_none() {
            first = Some(at);
        }
        out.push(match c {
            '“' if is_inner => '‘',
            '”' if is_inner => '’',
            c => c,
        });
    }
    (depth == 0).then_some((first?, out))
}

#[cfg(test)]
mod tests {
    use super::nested;

    #[test]
    fn inner_quotations_get_single_marks() {
        for (text, mended) in [
            ("He said “it is “free” now”.", "He said “it is ‘free’ now”."),
            ("““Free” courts” and “more “of” it”", "“‘Free’ courts” and “more ‘of’ it”"),
        ] {
            assert_eq!(nested(text).map(|(_, mended)| mended).as_deref(), Some(mended));
            assert_eq!(nested(mended), None);
        }
        for text in
            ["“One” and “two”", "“One, which goes on", "goes on”", "“One “two” goes on", "„Eins“ “two”"]
        {
            assert_eq!(nested(text), None, "{text}");
        }
    }
}

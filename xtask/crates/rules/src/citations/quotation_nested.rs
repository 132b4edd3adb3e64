//! CIT060: a quotation stands within another one in the same marks, or lacks one of its two.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, InDraft, Rule, SeenText, Sight, TextKind};
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
        what: "A quotation stands within another one in the same quotation marks, or has a mark at one end only.",
        why: "Nobody can tell where the quotation ends, and whose words the rest are.",
        fix: "Set “ before a quotation and ” behind it, and one within it in single quotation marks: “one ‘two’ three”. `cargo xtask validate --fix` does the latter.",
        cases: include_str!("../../../../../tests/rules/CIT060.md"),
    },
    check: Check::Texts { look: report, also: None },
};

fn report(
    context: &AssessmentContext<'_>,
    SeenText { kind, words: text, glance }: SeenText<'_>,
    pointer: &dyn Fn() -> Pointer,
) -> Option<Report> {
    if !glance.may_quote() {
        return None;
    }
    let at = |start: usize| Location::text(&context.file.path, pointer(), start..start + '“'.len_utf8());
    if let Some((inner, mended)) = nested(text) {
        let fix = Edit::Replace { pointer: pointer(), text: mended };
        let message = "this quotation stands within another one in the same marks";
        let help = "Run `cargo xtask validate --fix`, or set the inner quotation in single quotation marks: “one ‘two’ three”.";
        return Some(
            Report::new(at(inner), message).help(help).fix("set inner quotations in single marks", fix),
        );
    }
    // What begins before a citation may end behind it.
    let (start, mark) = lone(text).filter(|_| kind != TextKind::Around)?;
    if mark == '“' {
        let goes_on = next_paragraph(context, &pointer()).is_some_and(|next| next.starts_with('“'));
        let help = "Write ” behind the last word that is quoted, or delete the mark.";
        return (!goes_on).then(|| Report::new(at(start), "this quotation has no end").help(help));
    }
    let help = "Write “ before the first word that is quoted, or delete the mark.";
    Some(Report::new(at(start), "this quotation has no beginning").help(help))
}

/// The marks round quotations in a text, “ and ”, each with its place.
fn marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    // The first byte of either, which other signs have as well.
    memchr::memchr_iter(0xe2, text.as_bytes()).filter_map(|at| match text.as_bytes()[at + 1..] {
        [0x80, 0x9c, ..] => Some((at, '“')),
        [0x80, 0x9d, ..] => Some((at, '”')),
        _ => None,
    })
}

/// The first mark of a quotation that has no other half, and where it stands. Other languages set these marks otherwise, and
/// behind a figure one can stand for inches.
fn lone(text: &str) -> Option<(usize, char)> {
    let mut open = Vec::new();
    let mut lone = None;
    for (at, mark) in marks(text) {
        let is_inches = || text[..at].ends_with(|c: char| c.is_ascii_digit());
        if mark == '“' {
            open.push(at);
        } else if open.pop().is_none() && !is_inches() {
            lone = Some((at, mark));
            break;
        }
    }
    let found = lone.or_else(|| open.first().map(|at| (*at, '“')))?;
    let is_foreign =
        text.contains(['„', '«', '»']) || !text.contains('“') && text.matches('”').nth(1).is_some();
    (!is_foreign).then_some(found)
}

/// The paragraph behind one: a quotation that goes on there begins with its mark again, and ends in the last of them alone.
fn next_paragraph<'c>(context: &'c AssessmentContext<'_>, pointer: &Pointer) -> Option<&'c str> {
    let tokens: Vec<_> = pointer.tokens().collect();
    let paragraphs = match tokens.iter().map(|token| &**token).collect::<Vec<_>>()[..] {
        ["overview", _] => &context.assessment().overview,
        ["ratings", id, "rationale", _] => &context.assessment().ratings.get(id)?.rationale,
        _ => return None,
    };
    let here: usize = tokens.last()?.parse().ok()?;
    paragraphs.get(here + 1).map(|text| &**text)
}

/// Where the first inner quotation begins, and the text with single marks round each; nothing unless each mark has its other half.
/// What goes on in the next paragraph has none, and neither has what is quoted three times over.
fn nested(text: &str) -> Option<(usize, String)> {
    let mut depth = 0_usize;
    let mut inner = Vec::new();
    for (at, mark) in marks(text) {
        let is_inner = if mark == '“' {
            depth += 1;
            depth > 1
        } else {
            depth = depth.checked_sub(1)?;
            depth > 0
        };
        if depth > 2 {
            return None;
        }
        if is_inner {
            inner.push((at, if mark == '“' { '‘' } else { '’' }));
        }
    }
    let (first, _) = *inner.first().filter(|_| depth == 0)?;
    let mut mended = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, single) in inner {
        mended.push_str(&text[rest..at]);
        mended.push(single);
        rest = at + '“'.len_utf8();
    }
    mended.push_str(&text[rest..]);
    Some((first, mended))
}

#[cfg(test)]
mod tests {
    use super::{lone, nested};

    #[test]
    fn each_mark_has_its_other_half() {
        for (text, found) in [
            ("He said “it is free now.", Some((8, '“'))),
            ("He said it is free” now.", Some((18, '”'))),
            ("“One” and ”two", Some((14, '”'))),
            ("“One” and two”", Some((17, '”'))),
            ("“One ‘two’ three”", None),
            ("”Yksi” ja ”kaksi”", None),
            ("„Eins“ und „zwei“", None),
            ("A pipe of 5” and more", None),
            ("A “pipe of 5” and more", None),
        ] {
            assert_eq!(lone(text), found, "{text}");
        }
    }

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

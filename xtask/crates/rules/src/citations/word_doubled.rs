//! CIT061: a word stands twice in a row.

use std::ops::Range;

use crate::{AssessmentContext, Check, Descriptor, Exceptions, InDraft, Rule, SeenText, Sight};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;
use format::text::find_at_blank;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT061",
        name: "word-doubled",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A word stands twice in a row, as in \"of the the court\". (Words that good English has twice, as in \"had had\", are not reported.)",
        why: "It is left over from an earlier wording, and makes readers doubt whether the rest was read again.",
        fix: "Delete one of the two.",
        cases: include_str!("../../../../../tests/rules/CIT061.md"),
    },
    check: Check::Texts { look: report, also: None },
};

/// Words that stand twice in good English, or are names of things: *what it is is*, *a tuk tuk*.
const MAY_BE_TWICE: &[&str] = &[
    "bye", "do", "far", "go", "ha", "had", "her", "in", "is", "long", "many", "much", "never", "no", "on",
    "one", "out", "over", "so", "that", "there", "tuk", "up", "very", "was", "who", "you",
];

/// Words that stand twice in no language in which works have titles.
const NEVER_TWICE: &[&str] = &["and", "by", "for", "from", "of", "the", "with"];

fn report(
    context: &AssessmentContext<'_>,
    SeenText { kind, words: text, .. }: SeenText<'_>,
    pointer: &dyn Fn() -> Pointer,
) -> Option<Report> {
    let is_ours = kind.has_sentences();
    let range = doubled(text, is_ours)?;
    let message = format!("the word \"{}\" stands here twice", &text[range.clone()]);
    Some(
        Report::new(Location::text(&context.file.path, pointer(), range), message)
            .help("Delete one of the two."),
    )
}

/// The second of two equal words in small letters, with nothing but a blank between them. A name can be doubled.
fn doubled(text: &str, is_ours: bool) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut last = 0;
    find_at_blank(text, |blank| {
        let (first, start) = (std::mem::replace(&mut last, blank + 1), blank + 1);
        // Nearly all words begin with another letter than the one before.
        if bytes.get(start).is_none_or(|letter| letter | 0x20 != bytes[first] | 0x20) {
            return None;
        }
        let first = &text[first..blank];
        let (second, rest) = text[start..].split_at_checked(first.len())?;
        (second.eq_ignore_ascii_case(first) && is_wrong_twice(first, second, rest, is_ours))
            .then_some(start..start + second.len())
    })
}

fn is_wrong_twice(first: &str, second: &str, rest: &str, is_ours: bool) -> bool {
    let is_small = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    // A sentence begins with a capital.
    let are_small = is_small(second) && (is_small(first) || is_small(&first[1..]));
    let rest = rest.split(' ').next().unwrap_or_default();
    let is_end = rest.is_empty() || rest.starts_with(['.', ',', ';', ':', '!', '?', ')', ']', '”', '[']);
    let is_listed = if is_ours { !MAY_BE_TWICE.contains(&second) } else { NEVER_TWICE.contains(&second) };
    are_small && is_end && is_listed
}

#[cfg(test)]
mod tests {
    use super::doubled;

    #[test]
    fn words_that_stand_twice() {
        for (text, is_ours, rest) in [
            ("The courts of the the country", true, "the country"),
            ("The the courts", true, "the courts"),
            ("Courts are weak weak.", true, "weak."),
            ("Courts of of law", false, "of law"),
            ("They they.[^a]", true, "they.[^a]"),
        ] {
            let found = doubled(text, is_ours).expect(text);
            assert_eq!(&text[found.start..], rest);
        }
        for (text, is_ours) in [
            ("They had had it, and that that is so.", true),
            ("A tuk tuk in Pago Pago", true),
            ("By and by the by-law, the the-one", true),
            ("The courts, the police", true),
            ("It is theirs theirs’", true),
            ("Nous nous voyons: die die Gesetze", false),
            ("é é ច ច", true),
            ("  ", true),
            ("", true),
            ("a", true),
        ] {
            assert_eq!(doubled(text, is_ours), None, "{text}");
        }
    }
}

//! CIT038: something is said twice.

use std::collections::HashMap;

use foldhash::quality::RandomState;

use crate::{
    AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, SeenText, Sight, TextKind,
};
use bibliography::citation::Citation;
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT038",
        name: "said-twice",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A note cites the same place of the same work twice, a paragraph stands twice in the reasons for one rating or a long one in those for two, or a text refers to another note as ibid. or op. cit.",
        why: "A second time adds nothing, and is most often left over from copying. Where a work was named before, the notes say so by themselves.",
        fix: "Leave one of the two out. In place of ibid. or op. cit. cite the source itself.",
        cases: include_str!("../../../../../tests/rules/CIT038.md"),
    },
    check: Check::Texts { look: in_prose, also: Some(check) },
};

/// Reports a reference to another note in a rationale or the overview, where notes are called by their labels.
fn in_prose(
    context: &AssessmentContext<'_>,
    SeenText { kind, words: text, glance }: SeenText<'_>,
    pointer: &dyn Fn() -> Pointer,
) -> Option<Report> {
    let is_prose = matches!(kind, TextKind::Rationale | TextKind::UncalledRationale | TextKind::Prose);
    if !is_prose || !glance.may_refer_to_note() || !refers_to_note(text) {
        return None;
    }
    let place = pointer();
    // Comments stand in notes, and are looked at with them.
    if place.tokens().any(|token| token == "comment") {
        return None;
    }
    let (message, help) = if place.tokens().next().is_some_and(|field| field == "overview") {
        let help = "Leave these words out: the rationale of an indicator calls the footnotes of what is claimed here.";
        ("this text refers to a note, and an overview has none", help)
    } else {
        let help = "Call the footnote that is meant by its label: [^report]. One of another indicator is written again under the \"footnotes\" here.";
        ("this text refers to another note; notes are called by their labels here", help)
    };
    Some(Report::new(Location::value(&context.file.path, place), message).help(help))
}

/// A shorter paragraph may be a set phrase: *No evidence was found.*
const LONG: usize = 80;

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    let count = context.entries().map(|(_, entry)| entry.rationale.len()).sum();
    let mut known: HashMap<&str, (&str, usize), RandomState> =
        HashMap::with_capacity_and_hasher(count, RandomState::default());
    for (id, entry) in context.entries() {
        for (i, text) in entry.rationale.iter().enumerate() {
            let at = |id: &str, i| {
                Location::value(&context.file.path, Pointer::of(["ratings", id, "rationale"]).index(i))
            };
            match known.get(&**text) {
                Some(&(first, there)) if first == id || text.chars().count() >= LONG => {
                    let report = Report::new(at(id, i), "this paragraph stands in the file already");
                    reports.push(report.related(at(first, there), "the same words"));
                }
                Some(_) => {}
                None => {
                    known.insert(text, (id, i));
                }
            }
        }
        for (label, footnote) in entry.footnotes.iter() {
            let place = || Pointer::of(["ratings", id, "footnotes", label]);
            let at = |i: usize| Location::value(&context.file.path, place().child("citations").index(i));
            let mut cited: HashMap<Place<'_>, usize, RandomState> = HashMap::default();
            for (i, citation) in footnote.citations.iter().enumerate() {
                // Of most there is one, which need not be kept.
                let is_only = footnote.citations.len() == 1;
                let first = if is_only { i } else { *cited.entry(place_of(citation)).or_insert(i) };
                if first != i {
                    let report = Report::new(at(i), "this note cites the same place of the same work twice");
                    reports.push(report.related(at(first), "here first"));
                }
                for (field, text) in [("prefix", &citation.prefix), ("suffix", &citation.suffix)] {
                    if text.as_deref().is_some_and(refers_to_note) {
                        let pointer = place().child("citations").index(i).child(field);
                        reports.push(reference(Location::value(&context.file.path, pointer)));
                    }
                }
            }
            if footnote.comment.as_deref().is_some_and(refers_to_note) {
                let pointer = place().child("comment");
                reports.push(reference(Location::value(&context.file.path, pointer)));
            }
        }
    }
}

fn reference(place: Location) -> Report {
    let message = "this refers to another note; notes get such words as \"ibid.\" by themselves";
    let help = "Cite the source itself under \"citations\", with its locator, and leave these words out.";
    Report::new(place, message).help(help)
}

/// What is cited: the work, what the locator counts, and the locator.
type Place<'c> = (Option<&'c str>, Option<&'c str>, Option<&'c str>);

fn place_of(citation: &Citation) -> Place<'_> {
    (citation.source.as_deref(), citation.label.as_deref(), citation.locator.as_deref())
}

/// Whether a text has words by which one note refers to another.
fn refers_to_note(text: &str) -> bool {
    const WORDS: &[&str] = &["ibid", "ibidem", "idem", "infra", "supra"];
    if !has_word_for_note(text) {
        return false;
    }
    let lower = text.to_lowercase();
    let has_number = lower.contains(|c: char| c.is_ascii_digit());
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    let is_reference = |word: &str| match word {
        // These have other uses, as in *ne bis in idem*.
        "idem" => lower.starts_with("idem"),
        "infra" | "supra" => has_number || lower.contains("note"),
        word => WORDS.contains(&word),
    };
    words.any(is_reference)
        || begins_with_id(&lower)
        || names_note(&lower)
        || ["op. cit", "op cit", "loc. cit", "loc cit", "opere citato"]
            .iter()
            .any(|known| lower.contains(known))
}

/// Whether a text has any of the words without which nothing refers to a note; most have none.
fn has_word_for_note(text: &str) -> bool {
    let is_one = |word: &[u8]| {
        let known: &[&[u8]] = match word.first().map(u8::to_ascii_lowercase) {
            Some(b'e') => &[b"endnote"],
            Some(b'f') => &[b"fn", b"footnote", b"footnotes"],
            Some(b'i') => &[b"ibid", b"ibidem", b"id", b"idem", b"infra"],
            Some(b'l') => &[b"loc"],
            Some(b'n') => &[b"n", b"nn", b"note", b"notes"],
            Some(b'o') => &[b"op", b"opere"],
            Some(b's') => &[b"supra"],
            _ => &[],
        };
        known.iter().any(|known| known.eq_ignore_ascii_case(word))
    };
    text.as_bytes().split(|byte| !IN_WORDS[usize::from(*byte)]).any(is_one)
}

/// Of each byte whether it stands in words: a look at a table takes less time than a comparison with three ranges.
const IN_WORDS: [bool; 256] = {
    let mut in_words = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        in_words[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    in_words
};

/// Whether a text begins as lawyers write it: *Id.*, *Id. at 37*.
fn begins_with_id(lower: &str) -> bool {
    let Some(rest) = lower.trim_start().strip_prefix("id.") else { return false };
    let rest = rest.trim_start();
    let next = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    rest.is_empty() || rest.starts_with([',', ';', '§', '¶']) || ["at", "p", "pp", "para"].contains(&next)
}

/// Whether a text sends its reader to a note by number: *see note 37*, *n. 12 above*. A note *of* something is another's.
fn names_note(lower: &str) -> bool {
    // A bracket that closes behind the number ends what is said of the note.
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != ')').filter(|word| !word.is_empty()).collect();
    words.windows(2).enumerate().any(|(at, pair)| {
        let is_note =
            ["note", "notes", "footnote", "footnotes", "endnote", "fn", "n", "nn"].contains(&pair[0]);
        let number = pair[1].trim_end_matches(')');
        let is_numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let before = at.checked_sub(1).map_or("", |before| words[before]);
        let after = words.get(at + 2).copied().filter(|_| number == pair[1]).unwrap_or_default();
        let is_sent = ["see", "cf", "also"].contains(&before) && !["of", "to", "in", "on"].contains(&after);
        is_note && is_numbered && (is_sent || ["above", "below"].contains(&after))
    })
}

#[cfg(test)]
mod tests {
    use super::refers_to_note;

    #[test]
    fn words_that_refer_to_another_note() {
        for text in [
            "Ibid.",
            "ibid., p. 4",
            "Idem.",
            "Lim, op. cit., p. 3",
            "See supra note 12.",
            "Infra, n. 4",
            "Id.",
            "Id. at 37",
            "See note 37.",
            "N. 12 above.",
            "Courts (see note 3) in the land",
        ] {
            assert!(refers_to_note(text), "{text}");
        }
        for text in [
            "The rule of ne bis in idem holds.",
            "A supranational court.",
            "Cited by Lim.",
            "Infrastructure 2020",
            "ID. cards were issued.",
            "See note 4 of the report.",
            "The report has notes 4 and 5.",
        ] {
            assert!(!refers_to_note(text), "{text}");
        }
    }
}

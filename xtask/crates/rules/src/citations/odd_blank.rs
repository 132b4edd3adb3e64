//! CIT037: a blank is doubled or hard, or stands before a mark or the call of a footnote; or a call stands before the mark.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, InDraft, Rule, SeenText, Sight, TextKind};
use bibliography::blanks::simple;
use bibliography::citation::calls;
use format::diagnostic::{Edit, Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT037",
        name: "odd-blank",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Refused,
        what: "A text has two spaces in a row, a hard space that keeps words on one line, or a space before a comma or a full stop; or the call of a footnote has a space before it, or stands before the full stop, comma or other mark of its sentence.",
        why: "Two names that differ by a space nobody sees count as two; and the number of a note is printed where its call stands.",
        fix: "Run `cargo xtask validate --fix`, or put one simple space between words, none before a comma or a full stop, and each call right behind the mark.",
        cases: include_str!("../../../../../tests/rules/CIT037.md"),
    },
    check: Check::Texts { look: report, also: None },
};

fn report(
    context: &AssessmentContext<'_>,
    SeenText { kind, words: text, glance }: SeenText<'_>,
    pointer: &dyn Fn() -> Pointer,
) -> Option<Report> {
    if !glance.may_have_odd_blanks() {
        return None;
    }
    if let Some(range) = before_comma_and_figure(text) {
        let place = Location::text(&context.file.path, pointer(), range);
        return Some(Report::new(place, BEFORE_MARK).help(HELP_FIGURE));
    }
    let spaced = simple(text);
    let closed = closed_up(spaced.as_deref().unwrap_or(text), kind.has_sentences());
    let placed = match kind {
        TextKind::Rationale | TextKind::UncalledRationale => {
            behind_marks(closed.as_deref().or(spaced.as_deref()).unwrap_or(text))
        }
        TextKind::Prose
        | TextKind::Remark
        | TextKind::Note
        | TextKind::Title
        | TextKind::Around
        | TextKind::Detail => None,
    };
    let message = match (&spaced, &closed, &placed) {
        (Some(_), _, _) => "this text has a doubled or a hard space",
        (None, Some(_), _) => BEFORE_MARK,
        (None, None, Some(_)) => "a call stands before the mark of its sentence, or has a space before it",
        (None, None, None) => return None,
    };
    let mended = placed.or(closed).or(spaced)?;
    let place = Location::text(&context.file.path, pointer(), first_difference(text, &mended));
    let fix = Edit::Replace { pointer: pointer(), text: mended };
    Some(Report::new(place, message).fix("put spaces and calls where they belong", fix))
}

const BEFORE_MARK: &str = "this text has a space before a comma or a full stop";

const HELP_FIGURE: &str = "Put the space behind the comma, or leave it out if this is one number.";

/// The first blank before a comma behind which a figure stands. Without the blank it could become one number with what stands
/// before it, so that only a person can put it right.
fn before_comma_and_figure(text: &str) -> Option<std::ops::Range<usize>> {
    text.match_indices(',').find_map(|(at, _)| {
        let has_figure = text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        let (blank, c) = text[..at].char_indices().next_back().filter(|(_, c)| c.is_whitespace())?;
        (has_figure && blank > 0).then_some(blank..blank + c.len_utf8())
    })
}

/// The first character in which two texts differ, by bytes of the first.
fn first_difference(one: &str, other: &str) -> std::ops::Range<usize> {
    let same: usize = one
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .map(|(c, _)| c.len_utf8())
        .sum();
    same..same + one[same..].chars().next().map_or(0, char::len_utf8)
}

/// A text without the blanks before its commas, and before the full stops of its sentences if it has such; nothing where there are
/// none. Where a word follows a comma at once, the blank goes between them. A full stop can begin a word (*.kh*), and stands apart in an ellipsis.
fn closed_up(text: &str, has_sentences: bool) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, _) in text.match_indices(' ').filter(|(at, _)| *at > 0) {
        let mut after = text[at + 1..].chars();
        let is_stray = match after.next() {
            Some(',') => after.next() != Some(','),
            Some('.') => {
                let ends_word = matches!(after.next(), None | Some(' ' | '['));
                let is_ellipsis =
                    text[..at].ends_with('.') || text[at + 2..].trim_start_matches(' ').starts_with('.');
                has_sentences && ends_word && !is_ellipsis
            }
            _ => false,
        };
        if is_stray {
            out.push_str(&text[rest..at]);
            rest = at + 1;
            let begins_word = |c: char| c.is_alphabetic() || matches!(c, '(' | '“' | '‘' | '«');
            if let Some(word) = text[rest..].strip_prefix(',').filter(|word| word.starts_with(begins_word)) {
                out.push_str(", ");
                rest = text.len() - word.len();
            }
        }
    }
    out.push_str(&text[rest..]);
    (out != text).then_some(out)
}

/// A paragraph with each call right behind the word or the mark that it follows; nothing where that is so already.
fn behind_marks(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    let mut ranges = calls(text).map(|(_, range)| range).peekable();
    while let Some(range) = ranges.next() {
        let mut end = range.end;
        while let Some(next) = ranges.next_if(|next| text[end..next.start].trim().is_empty()) {
            end = next.end;
        }
        let before = &text[rest..range.start];
        // A paragraph can begin with a call.
        let is_behind = before.ends_with(' ') && !before.trim().is_empty();
        out.push_str(if is_behind { before.trim_end_matches(' ') } else { before });
        let mark = text[end..].chars().next().filter(|c| matches!(c, '.' | ',' | ';' | '?' | '!'));
        let has_mark = out.ends_with(['.', ',', ';', '!', '?']);
        let is_ellipsis = text[end..].starts_with("..");
        rest = end;
        if let Some(mark) = mark.filter(|_| !has_mark && !is_ellipsis) {
            out.push(mark);
            rest += 1;
        }
        let calls: String = text[range.start..end].split_whitespace().collect();
        out.push_str(&calls);
    }
    out.push_str(&text[rest..]);
    (out != text).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::{before_comma_and_figure, behind_marks, closed_up};

    #[test]
    fn marks_stand_behind_words() {
        for (text, mended) in [
            ("It is widely , known .", "It is widely, known."),
            ("It is known .[^a] And more .", "It is known.[^a] And more."),
            ("He left ,he said.", "He left, he said."),
            ("He left ,“as I was” ,he said ,[^a]", "He left, “as I was”, he said,[^a]"),
        ] {
            assert_eq!(closed_up(text, true).as_deref(), Some(mended));
            assert_eq!(closed_up(mended, true), None);
        }
        assert_eq!(closed_up("Cambodia , 2020 .", false).as_deref(), Some("Cambodia, 2020 ."));
        for text in
            ["Sites in .kh", "It goes on . . . and on", "It goes on ... and on", "It was 5 .5", " , a"]
        {
            assert_eq!(closed_up(text, true), None, "{text}");
        }
    }

    #[test]
    fn a_comma_before_a_figure_is_left_to_people() {
        assert_eq!(before_comma_and_figure("In 2020 ,5 of 7 died."), Some(7..8));
        assert_eq!(before_comma_and_figure("In 2020\u{a0},5 of 7 died."), Some(7..9));
        for text in ["In 2020, 5 of 7", "In 2020,5 of 7", "In 2020 , 5 of 7", " ,5", ""] {
            assert_eq!(before_comma_and_figure(text), None, "{text}");
        }
    }

    #[test]
    fn calls_stand_behind_marks() {
        for (text, mended) in [
            ("Found in 2022 [^a].", "Found in 2022.[^a]"),
            ("Found in 2022[^a].", "Found in 2022.[^a]"),
            ("Found in 2022 [^a][^b], and more.[^c]", "Found in 2022,[^a][^b] and more.[^c]"),
            ("Found in 2022. [^a] And more.", "Found in 2022.[^a] And more."),
            ("Found.[^a] [^b]", "Found.[^a][^b]"),
            ("Was it found[^a]?", "Was it found?[^a]"),
            ("Found [^a]! And more.", "Found![^a] And more."),
        ] {
            assert_eq!(behind_marks(text).as_deref(), Some(mended));
            assert_eq!(behind_marks(mended), None);
        }
        for text in [
            "Found.[^a] And [sic], more.",
            "(Found[^a]) more.",
            "[^a] found.",
            "“Found”[^a] – more",
            "U.S.[^a], more.",
        ] {
            assert_eq!(behind_marks(text), None, "{text}");
        }
    }
}

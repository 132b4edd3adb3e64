//! Which words and signs in a text mark what is still to be done with it.

use std::ops::Range;

use super::bare;
use format::trigram::{ANY, Trigram, Trigrams};

/// Words that nobody writes but for what is left to be done, whatever follows them.
const LEFT_TO_DO: &[&str] = &["FIXME", "TBD", "TODO"];

/// Letters that are no word and no short name, in capital or small letters.
const NO_WORDS: &[&str] = &["TBD", "TKTK"];

/// Words that mark a gap where they stand alone. Elsewhere they can be the short name of a body.
const MARKS: &[&str] = &["TBA", "TBC", "TK", "tba", "tbc"];

/// What marks a gap wherever it stands, in small letters.
const LEFT_IN_BRACKETS: &[&str] = &[
    "lorem ipsum",
    "[insert",
    "[citation needed",
    "(citation needed",
    "[cite",
    "(cite)",
    "[ref]",
    "[refs]",
    "(ref)",
    "(refs)",
    "[reference]",
    "[source]",
    "[sources]",
    "[source?",
    "(source?",
    "[footnote]",
    "[fn]",
    "[date]",
    "[year]",
    "[page]",
    "[pages]",
    "[link]",
    "[url]",
    "[?]",
    "(?)",
    "???",
    "[to be ",
    "[check]",
    "[check ",
    "[check!",
    "[check:",
    "[check,",
    "(check)",
    "(check!",
    "(check?",
    "(check this",
    "(check with",
    "[to check]",
    "[to do]",
    "[note to self",
    "[verify",
    "[confirm]",
    "[tbc",
    "[tbd",
    "[tk",
    "[xx",
];

/// What a bracket says that stands by itself for a text, in small letters. Within a sentence an editor may have put it in.
const BY_THEMSELVES: &[&str] = &[
    "blank",
    "coming soon",
    "draft",
    "first draft",
    "in progress",
    "incomplete",
    "missing",
    "pending",
    "placeholder",
    "rationale",
    "rough draft",
    "text",
    "to come",
    "to follow",
    "unfinished",
    "wip",
    "work in progress",
];

/// A line on which somebody is to write.
const LINE: &str = "___";

/// Words before a number in Roman figures, of which XX and XXX are two.
const BEFORE_ROMAN: &[&str] = &[
    "act",
    "annex",
    "appendix",
    "article",
    "articles",
    "book",
    "bowl",
    "century",
    "chapter",
    "congress",
    "convention",
    "decree",
    "division",
    "figure",
    "games",
    "law",
    "no",
    "number",
    "part",
    "plan",
    "protocol",
    "resolution",
    "rule",
    "schedule",
    "section",
    "session",
    "siglo",
    "table",
    "title",
    "vol",
    "volume",
];

/// Words behind such a number.
const AFTER_ROMAN: &[&str] = &[
    "centuries",
    "century",
    "chromosome",
    "chromosomes",
    "conference",
    "congress",
    "corps",
    "edition",
    "games",
    "olympiad",
    "plenum",
    "session",
    "siècle",
    "summit",
];

/// Words before the number of a page, which can be one in small Roman figures.
const BEFORE_PAGE: &[&str] = &["and", "p", "page", "pages", "pp"];

/// Words behind which a sentence names something, and not that it is open.
const BEFORE_NAME: &[&str] = &[
    "a", "and", "as", "at", "by", "for", "from", "in", "like", "of", "on", "or", "per", "that", "the", "to",
    "via", "with",
];

/// Words behind which it says that something is open.
const BEFORE_GAP: &[&str] = &["are", "be", "date", "figure", "is", "number", "still", "was", "were", "year"];

/// Whether a text can be one that is left to do, or become one once calls are taken out, if it has a sign of it in it or not.
pub(super) fn may_be_left_to_do(text: &str, has_sign: bool) -> bool {
    let bare = bare(text);
    has_sign || LEFT_TO_DO.iter().any(|word| begins_with(bare, word))
}

/// With which bytes a sign of what is left to do begins, also where calls of footnotes stand within it; calls themselves are none.
pub(crate) const SIGNS: &[Trigram] = &[
    [&[(b'[', b'[')], &[(0, b'^' - 1), (b'^' + 1, u8::MAX)], ANY],
    [&[(b']', b']')], &[(b'?', b'?'), (b'A', b'Z'), (b'a', b'z'), (b'_', b'_')], ANY],
    // (citation needed, (cite), (check), (source?, (ref), (refs), (?).
    [&[(b'(', b'(')], &[(b'[', b'[')], ANY],
    [&[(b'(', b'(')], &[(b'?', b'?')], &[(b')', b')')]],
    [
        &[(b'(', b'(')],
        &[(b'C', b'C'), (b'c', b'c')],
        &[(b'I', b'I'), (b'i', b'i'), (b'H', b'H'), (b'h', b'h'), (b'[', b'[')],
    ],
    [&[(b'(', b'(')], &[(b'S', b'S'), (b's', b's')], &[(b'O', b'O'), (b'o', b'o'), (b'[', b'[')]],
    [&[(b'(', b'(')], &[(b'R', b'R'), (b'r', b'r')], &[(b'E', b'E'), (b'e', b'e'), (b'[', b'[')]],
    [&[(b'?', b'?')], &[(b'?', b'?'), (b'[', b'[')], ANY],
    // FIXME, TBA, TBC, TBD, TK, TODO, XX, and lorem ipsum.
    [&[(b'F', b'F')], &[(b'I', b'I')], &[(b'X', b'X')]],
    [&[(b'T', b'T'), (b't', b't')], &[(b'B', b'B'), (b'b', b'b')], &[(b'A', b'D'), (b'a', b'd')]],
    [&[(b'T', b'T'), (b't', b't')], &[(b'K', b'K'), (b'k', b'k')], ANY],
    [&[(b'T', b'T')], &[(b'O', b'O')], &[(b'D', b'D')]],
    [&[(b'X', b'X'), (b'x', b'x')], &[(b'X', b'X'), (b'x', b'x')], ANY],
    [&[(b'P', b'P'), (b'p', b'p')], &[(b'S', b'S'), (b's', b's')], &[(b'U', b'U'), (b'u', b'u')]],
    // A line to write on.
    [&[(b'_', b'_')], &[(b'_', b'_'), (b'[', b'[')], ANY],
];

/// Whether a text has one of them.
pub(super) fn may_have_sign(text: &str) -> bool {
    static MAY_BE_SIGN: Trigrams<1> = Trigrams::new([SIGNS]);
    MAY_BE_SIGN.is_in(text)
}

/// A text that begins with what is left to do, or has a mark of it anywhere. `bare` is the text in small letters, without the
/// signs around it.
pub(super) fn is_left_to_do(text: &str, bare: &str) -> bool {
    let begins = LEFT_TO_DO.iter().any(|word| {
        begins_with(bare, word)
            && bare[word.len()..].trim_start().starts_with([':', '-', '–', '—', '(', '.', ','])
    });
    begins || left_to_do(text).is_some()
}

/// The first mark in a text of what is still to be done.
pub(crate) fn left_to_do(text: &str) -> Option<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let mut starts = lower.match_indices(['[', '(', '?', 'l']).map(|(at, _)| at);
    let in_brackets = starts.find_map(|start| {
        let rest = &lower[start..];
        let begins = |mark: &&&str| mark.as_bytes()[0] == rest.as_bytes()[0] && rest.starts_with(**mark);
        let mark = LEFT_IN_BRACKETS.iter().find(begins)?;
        let close = lower[start..].find([']', ')']).filter(|_| mark.starts_with(['[', '(']));
        Some(start..start + close.map_or(mark.len(), |close| close + 1))
    });
    let asked = lower.match_indices(['?', '!']).map(|(at, _)| at).find_map(|at| asked(&lower, at));
    let words =
        Word::all(text).filter(|word| word.is_mark()).map(|word| word.start..word.start + word.word.len());
    let words = words.take(1);
    let marks = in_brackets.into_iter().chain(asked).chain(by_itself(&lower)).chain(line(text)).chain(words);
    marks.min_by_key(|range| range.start)
}

/// A bracket that stands for a text where a sentence could: behind one, or at the end of one.
fn by_itself(lower: &str) -> Option<Range<usize>> {
    /// What is longer is none of them.
    const LONGEST: usize = 30;
    lower.match_indices('[').find_map(|(start, _)| {
        let length = lower.as_bytes()[start..].iter().take(LONGEST).position(|byte| *byte == b']')?;
        let end = start + length + 1;
        let (before, after) = (lower[..start].trim_end(), lower[end..].trim_start());
        let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', ']']);
        let ends = after.is_empty() || after.starts_with('.');
        let is_one = BY_THEMSELVES.contains(&bare(&lower[start..end]));
        (is_one && (begins || ends)).then_some(start..end)
    })
}

/// A line to write on.
fn line(text: &str) -> Option<Range<usize>> {
    let start = text.find(LINE)?;
    let length = text[start..].find(|c| c != '_').unwrap_or(text.len() - start);
    Some(start..start + length)
}

/// A question or an order to whoever writes the text, in square brackets of its own, which ends at a place: `[is this right?]`.
fn asked(lower: &str, mark: usize) -> Option<Range<usize>> {
    /// What is longer is hardly one.
    const LONGEST: usize = 80;
    let end = mark + 1;
    let first = lower.floor_char_boundary(mark.saturating_sub(LONGEST));
    let start = first + lower[first..mark].rfind(['[', ']'])?;
    let inside = lower[start..mark].strip_prefix('[')?;
    let is_note = lower[end..].starts_with(']')
        && inside.contains(char::is_alphabetic)
        && !inside.starts_with(['^', '@'])
        && !inside.starts_with("sic");
    is_note.then_some(start..end + 1)
}

/// Whether a text begins with a word in capital or small letters.
fn begins_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|first| first.eq_ignore_ascii_case(word))
}

/// A word of a text, with where it stands.
struct Word<'t> {
    text: &'t str,
    start: usize,
    word: &'t str,
}

impl<'t> Word<'t> {
    /// The words of a text that have the letters of a mark.
    fn all(text: &'t str) -> impl Iterator<Item = Self> {
        let mut end = 0;
        let words = text.split_inclusive(|c: char| !c.is_alphanumeric()).map(move |part| {
            let start = end;
            end += part.len();
            Self { text, start, word: part.trim_end_matches(|c: char| !c.is_alphanumeric()) }
        });
        words.filter(|word| !word.word.is_empty())
    }

    fn is_mark(&self) -> bool {
        let is_crossed = self.word.len() > 1 && self.word.bytes().all(|byte| matches!(byte, b'x' | b'X'));
        (LEFT_TO_DO.contains(&self.word) && !self.is_of_list())
            || NO_WORDS.iter().any(|word| word.eq_ignore_ascii_case(self.word))
            || (MARKS.contains(&self.word) && self.stands_alone() && !self.is_introduced())
            || (is_crossed && !self.is_roman())
    }

    /// Whether it is said of a list, such as that of a government: *its TODO list*.
    fn is_of_list(&self) -> bool {
        let next = self.after().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        ["list", "lists"].contains(&next)
    }

    fn before(&self) -> &'t str {
        self.text[..self.start].trim_end()
    }

    fn after(&self) -> &'t str {
        self.text[self.start + self.word.len()..].trim_start()
    }

    /// The word before, past signs, in small letters.
    fn word_before(&self) -> String {
        let before = self.text[..self.start].trim_end_matches(|c: char| !c.is_alphanumeric());
        before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase()
    }

    /// Whether it stands where a mark does: in brackets, as a sentence, at the end of one, between words in small letters, or
    /// where the text says that something is open.
    fn stands_alone(&self) -> bool {
        let (before, after) = (self.before(), self.after());
        let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '–', '—', '(', '[', ']']);
        let ends = after.is_empty() || after.starts_with(['.', '!', '?', ':', ';', '–', '—', ')', '[', ']']);
        let word_before = self.word_before();
        let ends_sentence = after.is_empty() || after.starts_with(['.', '[']);
        let is_name = BEFORE_NAME.contains(&&*word_before) || before.ends_with([',', '/', '&']);
        (begins && ends) || (ends_sentence && !is_name) || BEFORE_GAP.contains(&&*word_before)
    }

    /// Whether the text gives the whole name for which it stands: *The Border Consortium (TBC)*.
    fn is_introduced(&self) -> bool {
        let in_brackets = format!("({})", self.word);
        let Some((before, _)) = self.text.split_once(&in_brackets) else { return false };
        let words = before.split_whitespace().rev().take(2 * self.word.len());
        let mut initials: Vec<char> = words.filter_map(|word| word.chars().next()).collect();
        initials.reverse();
        initials.retain(|c| c.is_uppercase());
        initials.into_iter().collect::<String>().ends_with(self.word)
    }

    /// Whether so many x are a number in Roman figures.
    fn is_roman(&self) -> bool {
        const MOST: usize = 3;
        let (before, after) = (&self.text[..self.start], self.after());
        let word_before = self.word_before();
        let word_after =
            after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let is_range = before.ends_with(['-', '–']) || after.starts_with(['-', '–']);
        // Resolutions of the first sessions are numbered so: 3379 (XXX).
        let is_of_session = before.ends_with('(') && word_before.bytes().all(|byte| byte.is_ascii_digit());
        let is_page = self.word.starts_with('x') && BEFORE_PAGE.contains(&&*word_before);
        self.word.len() <= MOST
            && (is_range
                || is_of_session
                || is_page
                || BEFORE_ROMAN.contains(&&*word_before)
                || AFTER_ROMAN.contains(&&*word_after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_is_seen_at_a_glance() {
        for mark in LEFT_IN_BRACKETS
            .iter()
            .chain(LEFT_TO_DO)
            .chain(NO_WORDS)
            .chain(MARKS)
            .chain(&["XX", "xxx", "tbd", LINE])
        {
            assert!(may_have_sign(&format!("What the courts did {mark} is not known.")), "{mark}");
        }
        assert!(!may_have_sign("The courts (see the report) sat (CRPD).[^report] Did they?"));
    }

    #[test]
    fn marks_of_what_is_left_to_do() {
        for (text, mark) in [
            ("Courts are weak. TODO source", "TODO"),
            ("Courts are weak. TBC", "TBC"),
            ("Courts are weak TBC.", "TBC"),
            ("TBC: courts are weak.", "TBC"),
            ("Courts are weak (TBC).[^a]", "TBC"),
            ("The year is TBC and not known.", "TBC"),
            ("There were XXX courts.", "XXX"),
            ("There were XX courts in 20XX.", "XX"),
            ("Courts (see p. XX) are weak.", "XX"),
            ("In xxx there were courts.", "xxx"),
            ("Courts are weak [TK].", "[TK]"),
            ("Courts are weak TK.", "TK"),
            ("Courts are TKTK weak.", "TKTK"),
            ("Courts are weak (ref).", "(ref)"),
            ("Courts [check with the ministry] are weak.", "[check with the ministry]"),
            ("Courts are weak [check!].", "[check!]"),
            ("Courts are weak (check!).", "(check!)"),
            ("Courts are weak (?).", "(?)"),
            ("Courts are weak [to check].", "[to check]"),
            ("Courts are weak [JL: is this right?].[^a]", "[JL: is this right?]"),
            ("Courts [really!] are weak.", "[really!]"),
            ("Courts are weak (tbd).", "tbd"),
            ("Courts are weak, figures tbd.", "tbd"),
            ("Courts are weak (tbc).[^a]", "tbc"),
            ("Courts are weak tktk.", "tktk"),
            ("Courts are weak. [Draft][^a]", "[Draft]"),
            ("[DRAFT:] Courts are weak.", "[DRAFT:]"),
            ("Courts are weak [rough draft].", "[rough draft]"),
            ("There are ____ courts.", "____"),
        ] {
            assert_eq!(left_to_do(text).map(|range| &text[range]), Some(mark), "{text}");
        }
        for text in [
            "The Border Consortium (TBC) counted them. TBC.",
            "Refugees were counted by the TBC.",
            "TBC counted them, and so did others.",
            "Figures are from TBC.",
            "Resolution 3379 (XXX) was revoked.",
            "Article XX and Chapter XXX apply.",
            "In the XX century courts were weak.",
            "It is said on p. xx, and on pp. xx–xxx.",
            "The courts (checks and balances) are weak.",
            "The [country] ratified it.",
            "Tk 500 were paid.",
            "It stood on their TODO list.",
            "They were weak [sic!], it said.",
            "Were they weak?[^a] They were![^b]",
            "The “[draft] law” on courts was leaked.",
            "“[Missing] persons are many”, it said.",
            "The law (draft) was leaked.",
            "Footballs and outbacks",
            "A name_with_lines",
        ] {
            assert_eq!(left_to_do(text), None, "{text}");
        }
    }
}

//! Whether a text only stands for one that is still to be written.

mod left;

use std::collections::HashSet;
use std::sync::LazyLock;

use bibliography::citation::calls;
use foldhash::fast::FixedState;
use format::text::find_at_blank;
use format::values::Text;
pub(crate) use left::{SIGNS, left_to_do};
use left::{is_left_to_do, may_be_left_to_do, may_have_sign};

/// What stands for a text wherever one is asked for, in small letters and without signs around it.
const WORDS: &[&str] = &[
    "asdf",
    "asdfasdf",
    "bla",
    "blah",
    "coming soon",
    "empty",
    "fill in",
    "fill me in",
    "fixme",
    "fix me",
    "foo",
    "foobar",
    "foo bar",
    "in progress",
    "lorem",
    "lorem ipsum",
    "n.a",
    "n.d",
    "n.t",
    "n/a",
    "na",
    "nil",
    "no title",
    "none",
    "not applicable",
    "not available",
    "not yet written",
    "null",
    "pending",
    "placeholder",
    "qwerty",
    "s.t",
    "tba",
    "text follows",
    "text to come",
    "text to follow",
    "tbc",
    "tbd",
    "tbw",
    "tk",
    "tktk",
    "title",
    "title unknown",
    "to come",
    "to do",
    "to follow",
    "todo",
    "undefined",
    "unknown",
    "unknown title",
    "untitled",
    "wip",
    "without title",
    "work in progress",
];

/// What a text is called where it is asked for: `(text)`, `[rationale]`.
const NAMES: &[&str] = &[
    "comment",
    "content",
    "description",
    "draft",
    "footnote",
    "insert",
    "missing",
    "note",
    "overview",
    "paragraph",
    "prose",
    "rationale",
    "reason",
    "sentence",
    "string",
    "test",
    "text",
    "what",
    "why",
    "your reason",
    "your text",
];

/// What may be said to be still *to be* done with a text.
const TO_BE: &[&str] = &[
    "added",
    "announced",
    "completed",
    "confirmed",
    "decided",
    "defined",
    "determined",
    "done",
    "drafted",
    "filled",
    "inserted",
    "provided",
    "supplied",
    "translated",
    "updated",
    "written",
];

/// What begins an order to whoever writes the text.
const ORDERS: &[&str] =
    &["add", "describe", "enter", "explain", "fill", "insert", "put", "say", "type", "write", "your"];

/// What begins what is said in brackets of a text that is to stand there: `(why it changed)`.
const QUESTIONS: &[&str] = &["how", "text", "to", "what", "when", "where", "who", "why"];

/// A sentence *to be written by …* has no more words than this.
const SHORT: usize = 8;

/// Whether a title is none, but stands for one. Some titles are a number or one letter.
pub(crate) fn is_title(text: &str) -> bool {
    let lower = text.to_lowercase();
    let bare = bare(&lower);
    bare.is_empty() || is_word(bare, &[]) || is_to_be(bare) || is_order(&lower, bare)
}

/// Whether a paragraph, a comment, a note or a reason is none, but stands for one, whatever footnotes it calls.
pub(crate) fn is_text(text: &str) -> bool {
    is_text_seen(text, may_have_sign(text))
}

/// The same, where it is known whether a sign of what is left to do may be in it.
pub(crate) fn is_text_seen(text: &str, has_sign: bool) -> bool {
    let may_be_left_to_do = may_be_left_to_do(text, has_sign);
    (may_be_left_to_do || !says_enough(text)) && stands_for_text(text, may_be_left_to_do)
}

/// Whether a text surely is none that only stands for one, unless something in it is left to do, which is found out of nearly
/// all at a glance: it begins with many words, one of which says something.
fn says_enough(text: &str) -> bool {
    const MANY: usize = SHORT + 4;
    /// Of a long text its beginning will do.
    const BEGINNING: usize = 256;
    let bytes = &text.as_bytes()[..text.len().min(BEGINNING)];
    let call = memchr::memchr(b'[', bytes).unwrap_or(bytes.len());
    // Calls are taken out, and what stands beside one is no word of its own; nor is what is cut off.
    let whole = memchr::memrchr(b' ', &bytes[..call]).unwrap_or(0);
    let begins_word = |blank: usize| bytes[..whole].get(blank + 1).is_some_and(u8::is_ascii_alphanumeric);
    let mut words = usize::from(bytes[..whole].first().is_some_and(u8::is_ascii_alphanumeric));
    let has_many = find_at_blank(&text[..whole], |blank| {
        words += usize::from(begins_word(blank));
        (words >= MANY).then_some(())
    });
    has_many.is_some() && bytes[..whole].split(|byte| *byte == b' ').any(says_something)
}

/// No word that stands for a text has more letters.
const LONGEST: usize = 16;

/// The letters of the words that stand for a text.
fn words_of_nothing() -> impl Iterator<Item = String> {
    WORDS.iter().chain(NAMES).map(|word| letters(word).collect())
}

/// Whether a word is of letters, and none that stands for a text, nor one letter again and again.
fn says_something(word: &[u8]) -> bool {
    /// The letters of all words that stand for a text.
    static SAY_NOTHING: LazyLock<HashSet<Vec<u8>, FixedState>> =
        LazyLock::new(|| words_of_nothing().map(String::into_bytes).collect());
    let mut lower = [0; LONGEST];
    let is_one_letter = word.iter().all(|letter| Some(letter) == word.first());
    if is_one_letter || !word.iter().all(u8::is_ascii_alphabetic) {
        return false;
    }
    let Some(lower) = lower.get_mut(..word.len()) else { return true };
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    !SAY_NOTHING.contains(&*lower)
}

fn stands_for_text(text: &str, may_be_left_to_do: bool) -> bool {
    let text = &without_calls(text);
    let lower = text.to_lowercase();
    let bare = bare(&lower);
    !bare.contains(char::is_alphabetic)
        || (bare.len() == 1)
        || is_word(bare, NAMES)
        || bare.split_whitespace().all(|word| is_word(self::bare(word), NAMES))
        || is_to_be(bare)
        || is_order(&lower, bare)
        || (may_be_left_to_do && is_left_to_do(text, bare))
}

fn without_calls(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = 0;
    for (_, place) in calls(text) {
        plain.push_str(&text[rest..place.start]);
        rest = place.end;
    }
    plain.push_str(&text[rest..]);
    plain
}

/// Whether all that a rationale says is still to be written. There is nothing then from which its footnotes could be called,
/// and that is reported as one.
pub(crate) fn is_all_of(rationale: &[Text]) -> bool {
    !rationale.is_empty() && rationale.iter().all(|text| is_text(text))
}

/// The text without the signs and blanks around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a text is one of the words that stand for one, however they are dotted, or one letter again and again.
fn is_word(bare: &str, more: &[&str]) -> bool {
    let has_few_letters = |word: &str| letters(word).nth(1).is_none();
    let is_dotted = || !bare.contains(char::is_whitespace) || bare.split_whitespace().all(has_few_letters);
    // Three letters have more than two bytes.
    let is_long = || letters(bare).take(3).map(char::len_utf8).sum::<usize>() > 2;
    WORDS.contains(&bare)
        || more.contains(&bare)
        || (is_dotted() && is_long() && is_dotted_word(bare))
        || is_one_letter(bare)
}

/// Whether the letters of a text are those of one of the words, which all begin with a letter.
fn is_dotted_word(bare: &str) -> bool {
    let Some(first) = letters(bare).next() else { return false };
    WORDS.iter().any(|word| word.starts_with(first) && letters(word).eq(letters(bare)))
}

/// The letters and figures of a text.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// `xx`, `xxx`, `aaaa`: no word has so many of one letter and no other.
fn is_one_letter(bare: &str) -> bool {
    let Some(first) = letters(bare).next().filter(char::is_ascii_alphabetic) else { return false };
    let least = if first == 'x' { 2 } else { 4 };
    letters(bare).all(|c| c == first) && letters(bare).nth(least - 1).is_some()
}

/// *To be written*, also *by …* or *later*.
fn is_to_be(bare: &str) -> bool {
    let bare = bare.strip_prefix("still ").unwrap_or(bare);
    let Some(rest) = bare.strip_prefix("to be ") else { return false };
    let verb = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    TO_BE.contains(&verb) && rest.split_whitespace().count() <= SHORT && !rest.contains([',', ';'])
}

/// What tells its reader to write something: *[insert rationale]*, *(why it changed)*, *your text here*.
fn is_order(lower: &str, bare: &str) -> bool {
    let first = bare.split_whitespace().next().unwrap_or_default();
    let is_ordered = ORDERS.contains(&first);
    if !is_ordered && !QUESTIONS.contains(&first) || bare.split_whitespace().nth(SHORT).is_some() {
        return false;
    }
    let trimmed = lower.trim().trim_end_matches(['.', '!']);
    let is_in_brackets = [('(', ')'), ('[', ']'), ('<', '>'), ('{', '}')]
        .iter()
        .any(|(open, close)| trimmed.starts_with(*open) && trimmed.ends_with(*close));
    is_in_brackets || is_ordered && (bare.ends_with(" here") || bare.ends_with("..."))
}

#[cfg(test)]
mod tests;

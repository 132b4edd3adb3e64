//! Marks of programs in which texts with footnotes are written: Pandoc, Markdown, LaTeX, wikis, word processors.

use std::ops::Range;

use super::Leftover;
use super::chat::of_chat;
use super::office::of_office;
use format::trigram::{ANY, Trigram, Trigrams};
use memchr::memchr_iter;

/// The first mark of a program in which texts with footnotes are written.
pub fn of_writing(text: &str) -> Option<Leftover> {
    if !MAY_BE_OF_WRITING.is_in(text) {
        return beginning(text);
    }
    mark(text)
        .or_else(|| of_chat(text))
        .or_else(|| of_office(text))
        .or_else(|| beginning(text))
        .or_else(|| between_signs(text))
        .or_else(|| numbers_in_brackets(text).next().map(number_of_note))
        .or_else(|| raised_numbers(text).next().map(number_of_note))
}

/// All that stands for the call of a note as a number, in order.
pub fn numbers_of_notes(text: &str) -> Vec<Range<usize>> {
    let mut numbers: Vec<Range<usize>> = numbers_in_brackets(text).chain(raised_numbers(text)).collect();
    numbers.sort_by_key(|range| range.start);
    numbers
}

/// The first address of the web in a text, up to its end without the marks behind it.
pub fn address(text: &str) -> Option<Leftover> {
    let begins = |start: &usize| !text[..*start].ends_with(|c: char| c.is_alphanumeric() || c == '/');
    let starts = ["http://", "https://", "www."].iter();
    let start = starts.filter_map(|begin| text.match_indices(begin).map(|(at, _)| at).find(begins)).min()?;
    let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '[');
    let end = text[start..].find(is_end).map_or(text.len(), |length| start + length);
    let whole = text[start..end].trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '’']);
    let has_site = whole.trim_start_matches("www.").contains('.') || whole.contains("://");
    let remedy =
        "Describe the page under \"sources\", with its address as \"URL\", and cite it in a footnote.";
    let range = start..start + whole.len();
    has_site.then_some(Leftover { what: "an address of the web", remedy, range, meant: None })
}

/// The mark that is named first in the list, where it stands first.
fn mark(text: &str) -> Option<Leftover> {
    let starts = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| matches!(byte, b'[' | b'^' | b']' | b'\\' | b'{' | b'*' | b'A'));
    let marks = starts.filter_map(|(start, _)| {
        let place = MARKS.iter().position(|(mark, ..)| text[start..].starts_with(mark))?;
        Some((place, start))
    });
    let (place, start) = marks.min()?;
    let (mark, what, remedy) = MARKS[place];
    Some(Leftover { what, remedy, range: start..start + mark.len(), meant: None })
}

/// With which bytes begins what this module finds; the calls of footnotes do not begin so. What stands at the beginning of a text is
/// for [`may_begin_with_mark`].
pub const OF_WRITING: &[Trigram] = &[
    // The marks of the list.
    [&[(b'[', b'[')], &[(b'@', b'@'), (b'-', b'-'), (b'[', b'[')], ANY],
    [&[(b'^', b'^')], &[(b'[', b'[')], ANY],
    [&[(b']', b']')], &[(b'(', b'(')], ANY],
    [&[(b'\\', b'\\'), (b'{', b'{')], ANY, ANY],
    [&[(b'A', b'A')], &[(b'D', b'D')], &[(b'D', b'D')]],
    // Signs of Markdown that stand round words.
    [&[(b'*', b'*'), (b'_', b'_'), (b'`', b'`'), (b'~', b'~'), (b'=', b'=')], ANY, ANY],
    // Raised numbers: those of Latin-1, and the others.
    [&[(0xc2, 0xc2)], &[(0xb2, 0xb3), (0xb9, 0xb9)], ANY],
    [&[(0xe2, 0xe2)], &[(0x81, 0x81)], ANY],
    // Numbers in brackets.
    [&[(b'[', b'[')], &[(b'0', b'9')], ANY],
    // What stands behind the name of a protocol, and the beginning of the name of a site.
    [&[(b':', b':')], &[(b'/', b'/')], &[(b'/', b'/')]],
    [&[(b'w', b'w')], &[(b'w', b'w')], &[(b'w', b'w')]],
    // What chatbots leave: oaicite, 【, and what they call themselves.
    [&[(b'o', b'o')], &[(b'a', b'a')], &[(b'i', b'i')]],
    [&[(0xe3, 0xe3)], &[(0x80, 0x80)], &[(0x90, 0x90)]],
    [&[(b'A', b'A')], &[(b'I', b'I')], &[(b' ', b' ')]],
    // What they say: ChatGPT said, cutoff, Regenerate, I hope, Let me know.
    [&[(b'G', b'G')], &[(b'P', b'P')], &[(b'T', b'T')]],
    [&[(b't', b't')], &[(b'o', b'o')], &[(b'f', b'f')]],
    [&[(b'R', b'R')], &[(b'e', b'e')], &[(b'g', b'g')]],
    [&[(b'I', b'I')], &[(b' ', b' ')], &[(b'h', b'h')]],
    [&[(b'L', b'L')], &[(b'e', b'e')], &[(b't', b't')]],
    // What word processors and tables print for what they have lost.
    [&[(b'o', b'o')], &[(b'r', b'r')], &[(b'!', b'!')]],
    [&[(b'#', b'#')], &[(b'D', b'D'), (b'N', b'N'), (b'R', b'R'), (b'V', b'V')], ANY],
];

static MAY_BE_OF_WRITING: Trigrams<1> = Trigrams::new([OF_WRITING]);

/// Whether a text may begin with a mark of a heading, a list or a quotation: with what is neither a letter nor a figure.
pub fn may_begin_with_mark(text: &str) -> bool {
    text.bytes().next().is_some_and(|first| !first.is_ascii_alphanumeric())
}

/// What a number of a note is called.
pub const NUMBER_OF_NOTE: &str = "the number of a note";

const CITE: &str = "Write the text without it. A source is cited in a footnote, which the rationale calls by its label: [^report].";
const LINK: &str =
    "Write the words alone. The page is a source, with its address as \"URL\", which a footnote cites.";
const PLAIN: &str = "Delete the signs: texts here are plain, and would be printed with them.";
const DECIDE: &str = "Keep what is meant to stand there, and delete the rest with its signs.";

/// Marks that nobody writes in plain words, with what to do about each.
const MARKS: &[(&str, &str, &str)] = &[
    ("[@", "a citation of Pandoc", CITE),
    ("[-@", "a citation of Pandoc", CITE),
    ("^[", "an inline note of Pandoc", CITE),
    ("](http", "a link of Markdown", LINK),
    ("](www.", "a link of Markdown", LINK),
    ("\\cite", "a citation of LaTeX", CITE),
    ("\\autocite", "a citation of LaTeX", CITE),
    ("\\parencite", "a citation of LaTeX", CITE),
    ("\\footcite", "a citation of LaTeX", CITE),
    ("\\textcite", "a citation of LaTeX", CITE),
    ("\\footnote", "a footnote of LaTeX", CITE),
    ("\\emph{", "a command of LaTeX", PLAIN),
    ("\\textit{", "a command of LaTeX", PLAIN),
    ("\\textbf{", "a command of LaTeX", PLAIN),
    ("{{cite", "a citation of a wiki", CITE),
    ("{{Cite", "a citation of a wiki", CITE),
    ("[[", "a link of a wiki", LINK),
    ("{Citation}", "a place for a citation", CITE),
    ("ADDIN ", "a field of a word processor", CITE),
    ("**", "a mark of Markdown", PLAIN),
    ("{++", "a change that is proposed", DECIDE),
    ("{--", "a change that is proposed", DECIDE),
    ("{~~", "a change that is proposed", DECIDE),
    ("{>>", "a remark of a reviewer", DECIDE),
];

/// What a paragraph begins with in Markdown, or in a list that was copied: `# Heading`, `- entry`, `> quotation`.
fn beginning(text: &str) -> Option<Leftover> {
    let (sign, _) = text.split_once(' ')?;
    let (what, remedy) = match sign {
        "#" | "##" | "###" | "####" | "#####" | "######" => (
            "the mark of a heading",
            "Delete the sign. A paragraph has no heading here: the title of the indicator stands above it.",
        ),
        "-" | "*" | "+" | "•" | "◦" | "▪" | "‣" | "·" | "\u{f0b7}" => (
            "the mark of a list",
            "Delete the sign, and write each point as a sentence, or as a paragraph of its own.",
        ),
        ">" => {
            ("the mark of a quotation", "Delete the sign, and set the quotation in quotation marks (“ ”).")
        }
        _ => return None,
    };
    Some(Leftover { what, remedy, range: 0..sign.len(), meant: None })
}

/// Signs of Markdown that stand round words, with nothing but a blank or a mark outside: `*word*`, `_word_`, `` `word` ``.
fn between_signs(text: &str) -> Option<Leftover> {
    const SIGNS: [&str; 5] = ["*", "_", "`", "~~", "=="];
    let found = SIGNS.iter().filter_map(|sign| {
        let mut places = text.match_indices(sign).map(|(at, _)| at);
        let is_word = |c: char| c.is_alphanumeric();
        let opens = |at: &usize| {
            let inside = &text[at + sign.len()..];
            !text[..*at].ends_with(is_word) && inside.starts_with(|c: char| is_word(c) || "“‘\"(".contains(c))
        };
        let closes = |at: &usize| {
            let inside = text[..*at].chars().next_back();
            let is_end = inside.is_some_and(|c| !c.is_whitespace());
            is_end && !text[at + sign.len()..].starts_with(is_word)
        };
        let start = places.find(opens)?;
        let end = places.find(closes)?;
        Some(start..end + sign.len())
    });
    let range = found.min_by_key(|range| range.start)?;
    Some(Leftover { what: "a mark of Markdown", remedy: PLAIN, range, meant: None })
}

/// `[12]`, as texts have it whose notes are numbered.
fn numbers_in_brackets(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr_iter(b'[', text.as_bytes()).filter_map(|start| {
        let inside = &text.as_bytes()[start + 1..];
        let length = inside.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let is_number = (1..=3).contains(&length) && inside.get(length) == Some(&b']');
        is_number.then(|| start..start + length + 2)
    })
}

/// `.¹²`: raised numbers behind a mark or a word. Behind few letters one can be part of a unit, as in `km²`.
fn raised_numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let is_call = |start: usize| {
        let before = &text[..start];
        let word = before.chars().rev().take_while(|c| c.is_alphabetic()).take(LONGEST_UNIT + 1).count();
        before.ends_with(['.', ',', ';', ':', '!', '?', ')', '”', '’'])
            || (word > LONGEST_UNIT && !is_short_name_squared(before, &text[start..]))
            || (word > 0 && text[start..].starts_with('¹'))
            || ends_in_year(before)
    };
    let raised = text.char_indices().filter(move |(_, c)| is_raised(*c));
    raised.filter(move |(start, _)| !text[..*start].ends_with(is_raised) && is_call(*start)).map(
        move |(start, _)| {
            start..text[start..].find(|c: char| !is_raised(c)).map_or(text.len(), |length| start + length)
        },
    )
}

/// So many letters has the unit of a power, or a quantity in a formula.
const LONGEST_UNIT: usize = 2;

/// Whether a text ends with a short name in capitals behind which a small power belongs to it: *CED²*.
fn is_short_name_squared(before: &str, after: &str) -> bool {
    const LONGEST: usize = 6;
    let capitals = before.bytes().rev().take(LONGEST + 1).take_while(u8::is_ascii_uppercase).count();
    let is_word = !before[..before.len() - capitals].ends_with(char::is_alphanumeric);
    capitals <= LONGEST && capitals > 0 && is_word && after.starts_with(['²', '³'])
}

/// Whether a text ends in four figures that are a year of today.
fn ends_in_year(text: &str) -> bool {
    let figures = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    figures == 4 && ["19", "20"].iter().any(|century| text[text.len() - 4..].starts_with(century))
}

fn number_of_note(range: Range<usize>) -> Leftover {
    let remedy = "Call the footnote by its label in place of the number: [^report].";
    Leftover { what: NUMBER_OF_NOTE, remedy, range, meant: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_may_be_one() {
        for (mark, ..) in MARKS {
            assert!(MAY_BE_OF_WRITING.is_in(mark), "{mark}");
        }
    }

    #[test]
    fn marks_of_writing_are_found() {
        for (text, mark) in [
            ("Found [@freedom-house-2021, p. 3].", "[@"),
            ("Found^[Inline note.]", "^["),
            ("See [here](https://a.example).", "](http"),
            ("As \\cite{x} says", "\\cite"),
            ("Courts [12] say", "[12]"),
            ("Courts say.¹²", "¹²"),
            ("Courts¹ say", "¹"),
            ("The ECCC¹ says", "¹"),
            ("The ECCC⁷ says", "⁷"),
            ("Courts² say", "²"),
            ("Courts in 2021² say", "²"),
            ("An area of 100 km² of courts³", "³"),
            ("It was **bold**.", "**"),
            ("It was *bold*.", "*bold*"),
            ("It was *very bold* (_very_).", "*very bold*"),
            ("It was (_very bold_).", "_very bold_"),
            ("Run `git`.", "`git`"),
            ("It was ~~bold~~ weak.", "~~bold~~"),
            ("# Courts", "#"),
            ("### Courts", "###"),
            ("- Courts", "-"),
            ("• Courts", "•"),
            ("> Courts", ">"),
            ("Courts {++and police++}", "{++"),
        ] {
            assert_eq!(&text[of_writing(text).expect(text).range], mark);
        }
        for text in [
            "Found.[^report]",
            "“[The] law”",
            "100 km² of forest.",
            "[sic]",
            "a ^ b",
            "E=mc²",
            "[2021]",
            "5 * 3 * 2",
            "a_b_c and snake_case_name",
            "Amended* in 2021, and repealed* in 2022.",
            "Hawai`i and O`ahu",
            "#MeToo in Cambodia",
            "-5 degrees",
            "~40 cases, ~50 arrests",
            "R² and χ²",
            "The CED² network and LGBT³",
            "> 40 cases"[2..].trim(),
        ] {
            assert_eq!(of_writing(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_of_the_web_are_found() {
        for (text, found) in [
            ("See https://www.un.org/x.", "https://www.un.org/x"),
            ("See (www.un.org), and more", "www.un.org"),
            ("<http://a.example>[^b]", "http://a.example"),
            ("At http://a.example/x[^b]", "http://a.example/x"),
        ] {
            assert_eq!(address(text).map(|found| &text[found.range]), Some(found));
        }
        for text in ["The www. prefix", "un.org is a site", "No address"] {
            assert_eq!(address(text), None, "{text}");
        }
    }
}

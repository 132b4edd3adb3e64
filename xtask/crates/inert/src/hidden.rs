//! Which characters of a text nobody sees, although they are there.

use std::ops::Range;

/// The hidden characters of a text, each with its byte range.
///
/// Hidden are the controls (but for tab and line ends, which JSON's own layout uses), the bidirectional
/// controls that make a text read otherwise than it is stored (Unicode Technical Report 36), what Unicode calls
/// Default_Ignorable_Code_Point, and letters that are blank. They are spelling, not hiding, where a script or an emoji needs
/// them: a joiner or a zero-width space beside a Khmer or Persian letter, a joiner between two emoji, a variation
/// selector after what has variants, the tags of a flag.
pub fn hidden_characters(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            // Most text is plain, and needs no look at each character.
            at += plain_length(&text.as_bytes()[at..]);
            let c = text[at..].chars().next()?;
            let range = at..at + c.len_utf8();
            at = range.end;
            // Letters, dashes and quotation marks, which nearly all characters are.
            let is_seen = matches!(c, ' '..='~' | '\u{c0}'..='\u{24f}' | '\u{2010}'..='\u{2027}');
            if !is_seen && is_hidden(&text[..range.start], c, &text[range.end..]) {
                return Some((range, c));
            }
        }
    })
}

/// So many bytes are looked at together, without an early end, which the compiler turns into vector instructions.
const TOGETHER: usize = 64;

/// How many bytes of plain ASCII a text begins with.
fn plain_length(bytes: &[u8]) -> usize {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r');
    let are_plain = |chunk: &[u8; TOGETHER]| chunk.iter().fold(true, |all, byte| all & is_plain(byte));
    let (chunks, _) = bytes.as_chunks::<TOGETHER>();
    if bytes.first().is_none_or(|byte| !is_plain(byte)) {
        return 0;
    }
    let whole = TOGETHER * chunks.iter().take_while(|chunk| are_plain(chunk)).count();
    whole + bytes[whole..].iter().take_while(|byte| is_plain(byte)).count()
}

/// Whether a character is of a script that spells with joiners or breaks words with zero-width spaces: from Hebrew
/// to Myanmar, and from Khmer to Tai Tham.
fn is_of_joining_script(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}' | '\u{1780}'..='\u{1aaf}' | '\u{a9e0}'..='\u{aadf}') && !is_blank(c)
}

/// Whether a character stands for nothing that is seen: what Unicode ignores by default, and letters that are blank.
fn is_blank(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character hides, between what stands before and behind it.
fn is_hidden(before: &str, c: char, after: &str) -> bool {
    if c.is_control() {
        return !matches!(c, '\t' | '\n' | '\r');
    }
    if !is_blank(c) {
        return false;
    }
    let previous = before.chars().next_back().unwrap_or(' ');
    let next = after.chars().next().unwrap_or(' ');
    let is_beside = |is: fn(char) -> bool| is(previous) || is(next);
    let is_spelling = match c {
        '\u{200d}' if joins_emoji(before, next) => true,
        '\u{200b}'..='\u{200d}' | '\u{34f}' => is_beside(is_of_joining_script),
        // Vowels of Khmer that are not written, selectors of Mongolian, fillers of old Korean, the space of braille.
        '\u{17b4}' | '\u{17b5}' => matches!(previous, '\u{1780}'..='\u{17a2}'),
        '\u{180b}'..='\u{180d}' | '\u{180f}' => matches!(previous, '\u{1820}'..='\u{18aa}'),
        '\u{115f}' | '\u{1160}' => {
            is_beside(|c| matches!(c, '\u{1100}'..='\u{115e}' | '\u{1161}'..='\u{11ff}'))
        }
        '\u{2800}' => is_beside(|c| matches!(c, '\u{2801}'..='\u{28ff}')),
        '\u{fe0e}' | '\u{fe0f}' => {
            is_emoji(previous) || next == '\u{20e3}' && matches!(previous, '0'..='9' | '#' | '*')
        }
        '\u{fe00}'..='\u{fe02}' | '\u{e0100}'..='\u{e01ef}' => is_ideograph(previous),
        '\u{e0020}'..='\u{e007f}' => is_of_flag(before, c, after),
        _ => false,
    };
    !is_spelling
}

/// Whether a joiner stands between two emoji, the first with its selector or its tone of skin.
fn joins_emoji(before: &str, next: char) -> bool {
    let previous = before.chars().rev().find(|c| !matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}'));
    is_emoji(next) && previous.is_some_and(is_emoji)
}

/// Whether a tag is one of the few that name the region of a flag, such as England's: no sentence can be hidden in them.
fn is_of_flag(before: &str, c: char, after: &str) -> bool {
    const MOST: usize = 6;
    let is_letter = |c: &char| matches!(c, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}');
    let ahead = before.chars().rev().take(MOST + 1).take_while(is_letter).count();
    let flag = before.chars().rev().nth(ahead);
    let behind = after.chars().take(MOST + 1).take_while(is_letter).count();
    let is_closed = c == '\u{e007f}' || is_letter(&c) && after.chars().nth(behind) == Some('\u{e007f}');
    let length = if c == '\u{e007f}' { ahead } else { ahead + 1 + behind };
    flag == Some('\u{1f3f4}') && is_closed && (3..=MOST).contains(&length)
}

/// Whether a character is a picture, in Unicode's words Extended_Pictographic, or the tone of its skin.
fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{2199}'
        | '\u{21a9}'..='\u{21aa}' | '\u{231a}'..='\u{231b}' | '\u{2328}' | '\u{23cf}' | '\u{23e9}'..='\u{23fa}' | '\u{24c2}'
        | '\u{25aa}'..='\u{25ab}' | '\u{25b6}' | '\u{25c0}' | '\u{25fb}'..='\u{25fe}' | '\u{2600}'..='\u{27bf}'
        | '\u{2934}'..='\u{2935}' | '\u{2b05}'..='\u{2b07}' | '\u{2b1b}'..='\u{2b1c}' | '\u{2b50}' | '\u{2b55}' | '\u{3030}'
        | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether text may hold hidden characters or denormalised ones at all: a quick look at the bytes.
pub fn is_plain(text: &str) -> bool {
    plain_length(text.as_bytes()) == text.len()
}

/// Whether a text surely has no hidden characters: nothing but ASCII that is seen, letters of U+00C0 to U+02FF, and the dashes and
/// quotation marks of U+2010 to U+2027. All of these are the same in every normal form.
pub fn is_surely_seen(text: &str) -> bool {
    let is_usual = |byte: u8| matches!(byte, b' '..=b'~' | b'\n');
    has_only(text, is_usual, |rest| match rest {
        [b'\t' | b'\r', ..] => Some(1),
        [0xc3..=0xcb, ..] => Some(2),
        [0xe2, 0x80, 0x90..=0xa7, ..] => Some(3),
        _ => None,
    })
}

/// Whether a text has only bytes of some sort, and what else is allowed: of that its length is told, in bytes of UTF-8.
pub fn has_only(
    text: &str,
    is_of_sort: impl Fn(u8) -> bool,
    allowed: impl Fn(&[u8]) -> Option<usize>,
) -> bool {
    let mut rest = text.as_bytes();
    loop {
        let are_of_sort =
            |chunk: &[u8; TOGETHER]| chunk.iter().fold(true, |all, byte| all & is_of_sort(*byte));
        while rest.first_chunk().is_some_and(are_of_sort) {
            rest = &rest[TOGETHER..];
        }
        let Some(at) = rest.iter().position(|byte| !is_of_sort(*byte)) else { return true };
        let Some(length) = allowed(&rest[at..]) else { return false };
        rest = &rest[at + length..];
    }
}

/// A character's name for people who cannot see it, e.g. `U+202E (right-to-left override)`.
pub fn describe(c: char) -> String {
    let name = match c {
        '\n' => "line break",
        '\t' => "tab",
        '\u{1b}' => "escape, which drives terminals",
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero-width space",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{202a}' => "left-to-right embedding",
        '\u{202b}' => "right-to-left embedding",
        '\u{202c}' => "pop directional formatting",
        '\u{202d}' => "left-to-right override",
        '\u{202e}' => "right-to-left override",
        '\u{2066}'..='\u{2069}' => "bidirectional isolate",
        '\u{feff}' => "zero-width no-break space",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "Hangul filler",
        '\u{2800}' => "blank braille pattern",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "variation selector",
        '\u{e0020}'..='\u{e007f}' => "tag character",
        c if c.is_control() => "control character",
        _ => "invisible character",
    };
    format!("U+{:04X} ({name})", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_surely_seen_is_seen() {
        let mut seen = 0;
        for c in char::MIN..=char::MAX {
            for text in [c.to_string(), format!("a{c}b"), format!("’{c}")] {
                let is_surely_seen = is_surely_seen(&text);
                assert!(!is_surely_seen || hidden_characters(&text).next().is_none(), "{c:?}");
                seen += usize::from(is_surely_seen);
            }
        }
        assert!(seen > 1_000, "{seen}");
        assert!(!is_surely_seen(&format!("{}\u{200b}", "a’".repeat(100))));
    }

    fn hidden(text: &str) -> Vec<char> {
        hidden_characters(text).map(|(_, c)| c).collect()
    }

    #[test]
    fn hides_and_spells() {
        assert_eq!(hidden("safe \u{202e}evil\u{202c} \u{1b}[31m"), ['\u{202e}', '\u{202c}', '\u{1b}']);
        assert_eq!(hidden("a\u{200b}b"), ['\u{200b}']);
        assert!(hidden("ភាសា\u{200b}ខ្មែរ").is_empty(), "Khmer breaks words with U+200B");
        assert!(hidden("“Angkor” – naïve\n\t").is_empty());
    }

    #[test]
    fn what_no_one_sees_is_hidden_between_letters_and_alone() {
        let ignorable = [
            0xad..=0xad,
            0x34f..=0x34f,
            0x61c..=0x61c,
            0x115f..=0x1160,
            0x17b4..=0x17b5,
            0x180b..=0x180f,
            0x200b..=0x200f,
            0x202a..=0x202e,
            0x2060..=0x206f,
            0x3164..=0x3164,
            0xfe00..=0xfe0f,
            0xfeff..=0xfeff,
            0xffa0..=0xffa0,
            0xfff0..=0xfff8,
            0x1bca0..=0x1bca3,
            0x1d173..=0x1d17a,
            0xe0000..=0xe0fff,
            0x2800..=0x2800,
        ];
        for c in ignorable.into_iter().flatten().filter_map(char::from_u32) {
            for text in [format!("a{c}b"), c.to_string(), format!("{c}{c}{c}"), format!("word {c}, word")] {
                assert!(hidden(&text).len() == text.matches(c).count(), "{} in {text:?}", describe(c));
            }
        }
    }

    #[test]
    fn scripts_and_emoji_spell_with_them() {
        let spelt = [
            "👨\u{200d}👩\u{200d}👧\u{200d}👦",
            "👩🏽\u{200d}🔬",
            "❤\u{fe0f}\u{200d}🔥",
            "🏳\u{fe0f}\u{200d}🌈",
            "1\u{fe0f}\u{20e3}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "©\u{fe0e}",
            "葛\u{e0100}城",
            "می\u{200c}خواهم",
            "ក្\u{200d}ស",
            "ᠠ\u{180b}",
            "⠓⠊\u{2800}⠕",
            "ក\u{17b4}",
            "\u{115f}\u{1161}",
        ];
        for text in spelt {
            assert_eq!(hidden(text), [], "{text:?}");
        }
    }

    #[test]
    fn nothing_is_hidden_beside_an_emoji() {
        let sentence: String =
            "pay me".chars().filter_map(|c| char::from_u32(0xe0000 + u32::from(c))).collect();
        let long = "\u{e0061}".repeat(40);
        let short = "\u{e0067}\u{e007f}";
        for hiding in [&sentence, &long, short, "\u{e007f}"] {
            for text in [
                format!("🏴{hiding}"),
                format!("🏴{hiding}\u{e007f}"),
                format!("a{hiding}"),
                format!("👍{hiding}"),
            ] {
                let tags = text.chars().filter(|c| *c >= '\u{e0000}').count();
                assert_eq!(hidden(&text).len(), tags, "{text:?}");
            }
        }
        assert_eq!(hidden("👍\u{fe0f}\u{fe0f}\u{fe01}").len(), 2);
        assert_eq!(hidden("a\u{200d}👍 👍\u{200d}b 👍\u{200d}\u{200d}👍").len(), 4);
    }
}

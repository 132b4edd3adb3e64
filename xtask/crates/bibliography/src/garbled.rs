//! Letters and signs that a program left in a text: what nobody typed, and what it stands for.

use std::ops::Range;

use crate::put_right::put_right;
use format::trigram::{ANY, Trigram, Trigrams};

/// What is wrong at one place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Garble {
    /// UTF-8 that was read in another encoding, as in `lâ€™Ã©tat`.
    Encoding,
    /// A letter of another script among those of a word, as a Cyrillic о in `Freedom`.
    MixedScript,
    /// Letters that a typesetter drew as one, such as `ﬁ`.
    Ligature,
    /// A sign for which nothing is defined, or that stands for one that was lost.
    NoSign,
    /// Wide forms of Latin letters, figures and signs, as keyboards for Chinese and Japanese have them.
    Wide,
    /// A word that was divided at the end of a line, as in `govern- ment`.
    Divided,
}

/// Something that is wrong in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it is.
    pub garble: Garble,
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What stands there in its place, where that is certain enough to be proposed.
    pub meant: Option<String>,
}

/// The first thing that is wrong in a text.
pub fn fault(text: &str) -> Option<Fault> {
    let signs = if MAY_BE_SIGN.is_in(text) { SIGNS } else { &[] };
    let is_fault = |fault: &Fault| fault.garble != Garble::Wide || !has_wide_script(text);
    signs.iter().find_map(|find| find(text).filter(is_fault)).or_else(|| divided(text))
}

/// What finds the first letters or signs of one kind that are wrong, in the order in which they are put right.
const SIGNS: &[fn(&str) -> Option<Fault>] = &[encoding, no_sign, ligature, wide, mixed_script];

/// With which bytes of UTF-8 a character begins that can be wrong: most texts have none, and quotation marks and dashes are none.
/// They are Latin letters with a sign from À to ÿ, Greek and Cyrillic, and all from U+E000.
const SIGN: Trigram = [&[(0xc3, 0xc3), (0xcd, 0xd4), (0xee, 0xff)], ANY, ANY];

/// A hyphen with a blank behind it.
const DIVISION: Trigram = [&[(b'-', b'-')], &[(b' ', b' ')], ANY];

/// With which bytes of UTF-8 something wrong can begin.
pub const WRONG: &[Trigram] = &[SIGN, DIVISION];

static MAY_BE_SIGN: Trigrams<1> = Trigrams::new([&[SIGN]]);

/// The text as it is meant, as far as that is known: what is wrong is put right, one thing after the other.
pub fn meant(text: &str) -> Option<String> {
    // What was read in a wrong encoding twice needs a second round.
    const ROUNDS: usize = 4;
    let mut whole = text.to_owned();
    for _ in 0..ROUNDS {
        for find in SIGNS {
            let keeps_wide = has_wide_script(&whole);
            let is_fault = |fault: &Fault| fault.garble != Garble::Wide || !keeps_wide;
            whole = put_right(&whole, |text| {
                find(text).filter(is_fault).and_then(|fault| Some((fault.range, fault.meant?)))
            });
        }
        if fault(&whole).is_none_or(|fault| fault.meant.is_none()) {
            break;
        }
    }
    (whole != text).then_some(whole)
}

/// The byte that stands for a character in Windows-1252, the encoding in which most text is misread.
fn byte_of(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    if let Some(place) = HIGH.iter().position(|high| *high == c) {
        return u8::try_from(0x80 + place).ok();
    }
    u8::try_from(u32::from(c)).ok().filter(|byte| *byte >= 0xa0)
}

/// So many characters tell whether a run of them is UTF-8.
const LONGEST_RUN: usize = 32;

/// A run of characters whose bytes are UTF-8. Two such that make one Latin letter with a sign behind it can be right, as a
/// capital letter and a quotation mark, unless they begin as what is misread most often does.
fn encoding(text: &str) -> Option<Fault> {
    let mut starts = text.char_indices().filter(|(_, c)| matches!(byte_of(*c), Some(0xc2..=0xf4)));
    starts.find_map(|(start, first)| {
        let run: Vec<u8> = text[start..].chars().map_while(byte_of).take(LONGEST_RUN).collect();
        let length = match byte_of(first)? {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            _ => 4,
        };
        let decoded = std::str::from_utf8(run.get(..length)?).ok()?;
        let is_usual = length > 2 || matches!(first, 'Â' | 'Ã') || (run.len() > 3 && begins_as_utf8(&run));
        let end = text[start..].char_indices().nth(length).map_or(text.len(), |(end, _)| start + end);
        is_usual.then(|| Fault {
            garble: Garble::Encoding,
            range: start..end,
            meant: Some(decoded.to_owned()),
        })
    })
}

/// Whether bytes are UTF-8, the last character of which may be cut off where the run was.
fn begins_as_utf8(run: &[u8]) -> bool {
    match std::str::from_utf8(run) {
        Ok(_) => true,
        Err(error) => run.len() == LONGEST_RUN && error.error_len().is_none(),
    }
}

/// A place for private use, a place that is never a character, or the sign for a character that was lost.
fn no_sign(text: &str) -> Option<Fault> {
    let is_none = |c: &char| {
        matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffd}')
            || u32::from(*c) & 0xfffe == 0xfffe
    };
    let (start, c) = text.char_indices().find(|(_, c)| is_none(c))?;
    Some(Fault { garble: Garble::NoSign, range: start..start + c.len_utf8(), meant: None })
}

fn ligature(text: &str) -> Option<Fault> {
    let letters = |c: char| match c {
        'ﬀ' => Some("ff"),
        'ﬁ' => Some("fi"),
        'ﬂ' => Some("fl"),
        'ﬃ' => Some("ffi"),
        'ﬄ' => Some("ffl"),
        'ﬅ' | 'ﬆ' => Some("st"),
        _ => None,
    };
    let (start, c, meant) = text.char_indices().find_map(|(start, c)| Some((start, c, letters(c)?)))?;
    let range = start..start + c.len_utf8();
    Some(Fault { garble: Garble::Ligature, range, meant: Some(meant.to_owned()) })
}

/// The character of which one is the wide form.
pub(crate) fn narrow(c: char) -> Option<char> {
    let code = u32::from(c).checked_sub(0xfee0).filter(|_| matches!(c, '\u{ff01}'..='\u{ff5e}'))?;
    char::from_u32(code)
}

/// Whether a text has a letter of a script in which wide forms are at home.
fn has_wide_script(text: &str) -> bool {
    text.contains(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{3ffff}'))
}

/// Wide forms, which are wrong in a text of other scripts.
fn wide(text: &str) -> Option<Fault> {
    let (start, _) = text.char_indices().find(|(_, c)| narrow(*c).is_some())?;
    let meant: String = text[start..].chars().map_while(narrow).collect();
    let length: usize = text[start..].chars().take(meant.len()).map(char::len_utf8).sum();
    Some(Fault { garble: Garble::Wide, range: start..start + length, meant: Some(meant) })
}

/// Letters of Greek and Cyrillic that look like Latin ones, in the order of those.
const LOOK_ALIKES: [(&str, &str); 2] = [
    ("аеорсухіјѕһԁӏАВЕЅІЈКМНОРСТХУ", "aeopcyxijshdlABESIJKMHOPCTXY"),
    ("οινρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oivpABEZHIKMNOPTYX"),
];

fn latin_of(c: char) -> Option<char> {
    if !matches!(c, '\u{370}'..='\u{52f}') {
        return None;
    }
    LOOK_ALIKES.iter().find_map(|(others, latin)| {
        let place = others.chars().position(|other| other == c)?;
        latin.chars().nth(place)
    })
}

/// A letter in a word of Latin ones that only looks like one of them, or a Latin one in a Cyrillic word. Signs such as μ and
/// Ω stand beside Latin letters in units.
fn mixed_script(text: &str) -> Option<Fault> {
    let is_latin = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}');
    let is_cyrillic = |c: char| matches!(c, '\u{400}'..='\u{52f}');
    let mut start = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let here = start;
        start += word.len();
        let has = |is: &dyn Fn(char) -> bool| word.chars().filter(|c| is(*c)).count();
        let (latin, other) = (has(&is_latin), has(&|c| latin_of(c).is_some() || is_cyrillic(c)));
        if latin == 0 || other == 0 {
            continue;
        }
        let is_odd =
            |c: char| if latin >= other { latin_of(c).is_some() || is_cyrillic(c) } else { is_latin(c) };
        let (at, c) = word.char_indices().find(|(_, c)| is_odd(*c))?;
        let range = here + at..here + at + c.len_utf8();
        let meant = latin_of(c).filter(|_| latin >= other).map(String::from);
        return Some(Fault { garble: Garble::MixedScript, range, meant });
    }
    None
}

/// What stands behind a hyphen that is left for a word said later: *pre- and post-war*.
const JOINING: &[&str] = &[
    "a", "als", "and", "as", "bis", "but", "dan", "e", "en", "et", "nor", "o", "of", "oder", "or", "ou",
    "per", "through", "to", "und", "versus", "vs", "y",
];

/// A word with a hyphen and a blank in it, all in small letters.
fn divided(text: &str) -> Option<Fault> {
    text.match_indices('-').find_map(|(at, _)| {
        let (before, after) = (&text[..at], text[at + 1..].strip_prefix(' ')?);
        let first: String = before.chars().rev().take_while(|c| c.is_alphabetic()).collect();
        let second: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
        let is_small = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_lowercase);
        let is_divided = !first.is_empty()
            && first.chars().next().is_some_and(char::is_lowercase)
            && is_small(&second)
            && !JOINING.contains(&second.as_str());
        is_divided.then(|| Fault { garble: Garble::Divided, range: at..at + 2, meant: None })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_left_is_found_and_mostly_known() {
        for (text, garble, whole) in [
            ("Rapport sur lâ€™Ã©tat", Garble::Encoding, Some("Rapport sur l’état")),
            ("â€œFreeâ€\u{9d} pressÂ\u{a0}2021", Garble::Encoding, Some("“Free” press\u{a0}2021")),
            ("áž…áŸ’áž”áž¶áž”áŸ‹", Garble::Encoding, Some("ច្បាប់")),
            ("Freedоm House", Garble::MixedScript, Some("Freedom House")),
            ("Ηuman Rights", Garble::MixedScript, Some("Human Rights")),
            ("Права чeловека", Garble::MixedScript, None),
            ("Conﬂict and oﬃce", Garble::Ligature, Some("Conflict and office")),
            ("Ｈｕｍａｎ Rights，２０２１", Garble::Wide, Some("Human Rights,2021")),
            ("A \u{e001} b", Garble::NoSign, None),
            ("A \u{ffff} b", Garble::NoSign, None),
            ("Cambodia\u{fffd}s", Garble::NoSign, None),
            ("The govern- ment", Garble::Divided, None),
        ] {
            assert_eq!(fault(text).map(|fault| fault.garble), Some(garble), "{text}");
            assert_eq!(meant(text).as_deref(), whole, "{text}");
        }
    }

    #[test]
    fn what_is_right_stays() {
        for text in [
            "L’état c’est moi",
            "CAFÉ»",
            "«É»",
            "NÃO À GUERRA",
            "ÂGE",
            "Peña Ñ»",
            "5 μg and 3 kΩ",
            "Ω-3",
            "Права человека",
            "ច្បាប់",
            "pre- and post-war",
            "two- or three-year",
            "Kirsch- und Apfelbaum",
            "2019- onwards",
            "習近平",
            "ＮＨＫニュース（２０２１）",
            "Đặng Thị Ngọc Thịnh",
            "A – b",
            "Straße",
            "α-helix",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
    }
}

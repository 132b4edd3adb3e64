//! Symbols of United Nations documents: whether a text is meant as one, and what speaks against it.

/// What the symbols of the bodies that matter here begin with. The first three are single letters, which other numbers
/// begin with as well.
const BODIES: &[&str] =
    &["A", "S", "E", "T", "ST", "CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD", "HRI", "SPT"];

/// What may follow a single letter in a symbol, so that *S/N 12* is not taken for one.
const SERIES: &[&str] =
    &["RES", "DEC", "HRC", "CONF", "CN", "AC", "PV", "PRST", "INF", "BUR", "ES", "WG", "C", "L", "S", "SR"];

/// Words before a symbol that are no part of it.
const LEAD_INS: &[&str] =
    &["un documents", "un document", "u.n. doc.", "un doc.", "un docs.", "u.n. document", "doc.", "document"];

/// Whether a text is a symbol, and rightly written.
pub fn is_symbol(text: &str) -> bool {
    is_meant(text) && fault(text).is_none()
}

/// What is wrong with a text that is meant as a symbol; none if it is one, or is not meant as one.
pub fn fault(text: &str) -> Option<&'static str> {
    let bare = without_lead_in(text);
    if !is_meant(bare) {
        return None;
    }
    if bare != text {
        return Some("has words before it");
    }
    if text.ends_with(['.', ',', ';', ':', '*']) {
        return Some("ends with a sign that is no part of it");
    }
    if text.contains('\\') {
        return Some("has \\ where / belongs");
    }
    if text.contains("//") || text.ends_with('/') {
        return Some("lacks a part beside a /");
    }
    if text.split('/').any(|part| part != part.trim()) {
        return Some("has a space beside a /");
    }
    let parts: Vec<&str> = text.split('/').collect();
    if parts[0] != parts[0].to_uppercase() {
        return Some("begins with small letters");
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Some("has no number");
    }
    if text.contains(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}']) && !is_double(text) {
        return Some("has a dash where a hyphen belongs");
    }
    if !parts.iter().all(|part| is_part(part)) {
        return Some("holds what no symbol holds");
    }
    // Since the thirty-first session resolutions are numbered anew each session, and name it.
    let is_numbers = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if let ["A", "RES", only] = parts[..]
        && is_numbers(only)
    {
        return Some("lacks the session or the number of the resolution");
    }
    None
}

/// Whether a text is meant as a symbol.
fn is_meant(text: &str) -> bool {
    let Some((body, rest)) = text.split_once(['/', '\\']) else { return false };
    let body = body.trim().to_ascii_uppercase();
    if !BODIES.contains(&&*body) {
        return false;
    }
    let next: String = rest.trim_start().chars().take_while(char::is_ascii_alphanumeric).collect();
    let letters = next.trim_end_matches(|c: char| c.is_ascii_digit()).to_ascii_uppercase();
    body.len() > 1 || letters.is_empty() || SERIES.contains(&&*letters)
}

fn without_lead_in(text: &str) -> &str {
    let found = LEAD_INS.iter().find_map(|words| {
        let start = text.get(..words.len())?;
        start.eq_ignore_ascii_case(words).then(|| text[words.len()..].trim_start())
    });
    found.unwrap_or(text)
}

/// Whether it is two symbols in one, as documents of two organs have: `A/70/95–S/2015/446`.
fn is_double(text: &str) -> bool {
    text.split_once('\u{2013}')
        .is_some_and(|(first, second)| is_meant(first) && is_meant(second) && !second.contains('\u{2013}'))
}

/// Whether a part between two slashes can be one: letters, figures, points and hyphens, and an addition in brackets, as
/// in `1970 (2011)` or `377 A (V)`. Small letters follow a capital one, as in `Add.1`.
fn is_part(part: &str) -> bool {
    let (name, addition) =
        part.split_once('(').map_or((part, None), |(name, rest)| (name.trim_end(), Some(rest)));
    let is_sign = |c: char| c.is_ascii_alphanumeric() || ".-\u{2013} ".contains(c);
    let is_addition = |rest: &str| {
        let (inside, after) = rest.split_once(')').unwrap_or((rest, "("));
        !inside.is_empty()
            && inside.chars().all(is_sign)
            && after.trim().chars().all(|c| c.is_ascii_uppercase() || c == '-' || c.is_ascii_digit())
    };
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    let is_first = !first.is_empty()
        && first.chars().all(is_sign)
        && !first.starts_with(|c: char| c.is_ascii_lowercase());
    // A letter after a blank tells resolutions of one number apart, as in 262 A.
    is_first
        && words.all(|word| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase()))
        && addition.is_none_or(is_addition)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_of_all_kinds() {
        for symbol in [
            "A/HRC/48/79",
            "CERD/C/KHM/CO/14-17",
            "A/RES/75/277",
            "S/RES/1970 (2011)",
            "S/RES/1970(2011)",
            "A/HRC/WG.6/32/KHM/1",
            "CCPR/C/21/Rev.1/Add.13",
            "HRI/GEN/1/Rev.9 (Vol. I)",
            "E/CN.4/Sub.2/1997/20",
            "A/70/95–S/2015/446",
            "A/76/434-S/2021/829",
            "A/RES/ES-11/1",
            "A/RES/S-27/2",
            "A/RES/377 A (V)",
            "A/RES/377(V)A",
            "A/RES/217(III)",
            "A/CONF.183/9",
            "S/PV.6491 (Resumption 1)",
            "S/PRST/2015/3",
            "ST/SGB/2003/13",
            "HRI/CORE/KHM/2012",
            "CRC/C/OPAC/KHM/CO/1",
            "E/C.12/KHM/CO/2",
            "A/63/677",
            "CERD/C/60/Misc.29/Rev.4",
            "A/HRC/48/CRP.3",
            "A/C.3/75/L.12",
            "A/RES/73/262 A",
            "A/HRC/RES/S-33/1",
        ] {
            assert_eq!(fault(symbol), None, "{symbol}");
        }
    }

    #[test]
    fn other_numbers_are_none_of_its_business() {
        for number in [
            "NS/RKM/0715/010",
            "12",
            "002/19-09-2007/ECCC/TC",
            "S/N 4711",
            "A-12",
            "Kh1/20",
            "s/n",
            "115-99",
            "E/VAT/a b",
            "a\\b",
        ] {
            assert_eq!(fault(number), None, "{number}");
        }
    }

    #[test]
    fn symbols_gone_wrong() {
        for symbol in [
            "UN Doc. A/HRC/48/79",
            "A/HRC/48/79.",
            "A/HRC//79",
            "A/HRC/48/",
            "A/HRC/ 48/79",
            "A / HRC/48/79",
            "a/hrc/48/79",
            "A\\HRC\\48\\79",
            "A/HRC",
            "CERD/C/KHM/CO/14–17",
            "A/HRC/48/79*",
            "A/HRC/48/№79",
            "A/RES/75277",
            "A/HRC/48/79 and Corr.1",
            "CERD/C/KHM/co/14",
            "S/RES/1970 (2011",
        ] {
            assert!(fault(symbol).is_some(), "{symbol}");
        }
    }
}

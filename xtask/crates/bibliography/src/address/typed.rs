//! What is wrong with a text that is no address, and which address is meant.

use super::slips::without_slips;
use super::{Address, push_encoded};
use crate::garbled::narrow;

/// What somebody typed in the place of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// What is wrong, in the words that follow the name of the field.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
    /// The address that is surely meant.
    pub meant: Option<String>,
}

/// What is wrong with a text that is no address; none if nothing is, or it is not known what.
pub fn typed(text: &str) -> Option<Typed> {
    if Address::parse(text).is_ok() {
        return None;
    }
    wide(text)
        .or_else(|| two(text))
        .or_else(|| surrounded(text))
        .or_else(|| misspelt(text))
        .or_else(|| without_scheme(text))
        .or_else(|| with_blank(text))
        .or_else(|| at_end(text))
        .or_else(|| encoded(text))
}

/// The address that is surely meant by a text that is none.
pub fn meant(text: &str) -> Option<String> {
    typed(text)?.meant
}

fn suggestion(what: impl Into<String>, address: &str) -> Typed {
    Typed { what: what.into(), remedy: format!("Write \"{address}\"."), meant: None }
}

/// An address in wide letters, as keyboards for Chinese and Japanese have them.
fn wide(text: &str) -> Option<Typed> {
    let address: String = text.chars().map(|c| narrow(c).unwrap_or(c)).collect();
    let lower = address.get(..8).map(str::to_ascii_lowercase).unwrap_or_default() + address.get(8..)?;
    (address != text && Address::parse(&lower).is_ok()).then(|| suggestion("is in wide letters", &lower))
}

/// Two addresses with a blank between them.
fn two(text: &str) -> Option<Typed> {
    let is_start = |word: &str| ["http://", "https://", "www."].iter().any(|start| word.starts_with(start));
    let mut starts =
        text.split_whitespace().map(|word| word.trim_start_matches(['(', '<'])).filter(|word| is_start(word));
    let second = starts.nth(1)?;
    Some(Typed {
        what: format!("holds two addresses, the second is {second}"),
        remedy: "Leave one of them. If both are sources, describe each on its own.".to_owned(),
        meant: None,
    })
}

/// An address with brackets, quotation marks or words round it.
fn surrounded(text: &str) -> Option<Typed> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| text.find(scheme)).min()?;
    if start == 0 {
        return None;
    }
    let before = text[..start].trim_end();
    let is_quoted = |c: char| "<([{“‘\"'«„".contains(c);
    let is_word = before.ends_with(':') && before.split_whitespace().count() <= 3;
    let rest = text[start..].trim_end();
    let inside = if before.ends_with(is_quoted) {
        rest.trim_end_matches(|c: char| ">)]}”’\"'».,;".contains(c))
    } else {
        rest
    };
    let is_other = before.ends_with(is_quoted) || is_word;
    Address::parse(inside)
        .ok()
        .filter(|_| is_other)
        .map(|_| suggestion("holds more than the address", inside))
}

/// An address in which the name of the site is mistyped: `www,un.org`, `https://un.ogr/x`.
fn misspelt(text: &str) -> Option<Typed> {
    let slipless = without_slips(text)?;
    let whole = if Address::parse(&slipless).is_ok() { slipless } else { with_scheme(&slipless)?.1 };
    Some(suggestion("misspells the name of the site", &whole))
}

/// How the beginning of an address is mistyped, and the scheme that is meant; what begins with another stands before it.
const BEGINNINGS: &[(&str, &str)] = &[
    ("https://https://", "https"),
    ("https://http://", "http"),
    ("http://https://", "https"),
    ("http://http://", "http"),
    ("https：//", "https"),
    ("https：／／", "https"),
    ("https ://", "https"),
    ("https: //", "https"),
    ("https;//", "https"),
    ("https.//", "https"),
    ("https//", "https"),
    ("http：//", "http"),
    ("http：／／", "http"),
    ("http ://", "http"),
    ("http: //", "http"),
    ("http;//", "http"),
    ("http.//", "http"),
    ("http//", "http"),
    ("hhttps://", "https"),
    ("htpps://", "https"),
    ("htps://", "https"),
    ("httpss://", "https"),
    ("htttps://", "https"),
    ("ttps://", "https"),
    ("tps://", "https"),
    ("hhttp://", "http"),
    ("htp://", "http"),
    ("ttp://", "http"),
    ("//", "https"),
    ("https:", "https"),
    ("http:", "http"),
];

/// An address of which the scheme is missing or misspelt: `www.un.org`, `https//un.org`, `https：//un.org`.
fn without_scheme(text: &str) -> Option<Typed> {
    let (scheme, whole) = with_scheme(text)?;
    Some(suggestion(format!("does not begin with {scheme}://"), &whole))
}

/// The scheme that is meant, and the address with it.
fn with_scheme(text: &str) -> Option<(&'static str, String)> {
    let lower = text.to_ascii_lowercase();
    let known = BEGINNINGS.iter().find(|(typed, _)| lower.starts_with(typed));
    let (scheme, site) = match known {
        Some((typed, scheme)) => (*scheme, text[typed.len()..].trim_start_matches('/')),
        None if !text.contains("://") => ("https", text),
        None => return None,
    };
    let name = site.split(['/', '?', '#']).next().unwrap_or_default();
    let ends_as_site = name
        .rsplit('.')
        .next()
        .is_some_and(|end| end.len() > 1 && end.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let whole = format!("{scheme}://{site}");
    if whole == text {
        return None;
    }
    let is_site = name.contains('.') && ends_as_site && !name.contains('@') && Address::parse(&whole).is_ok();
    is_site.then_some((scheme, whole))
}

/// An address with a blank in it, which ends it or belongs to it.
fn with_blank(text: &str) -> Option<Typed> {
    let (before, _) = text.split_once(char::is_whitespace)?;
    Address::parse(before).ok()?;
    let encoded = text.split_whitespace().collect::<Vec<_>>().join("%20");
    let whole = Address::parse(&encoded).is_ok();
    let whole = if whole { format!(", or \"{encoded}\" if the space belongs to it") } else { String::new() };
    let remedy = format!("Copy the whole address again. Write \"{before}\" if it ends at the space{whole}.");
    Some(Typed { what: "has a space in it, and no address can".to_owned(), remedy, meant: None })
}

/// An address with a mark at its end that is hardly part of it, or that was shortened.
fn at_end(text: &str) -> Option<Typed> {
    if text.ends_with('…') || text.ends_with("...") {
        let remedy = "Copy the whole address from the browser: what follows was left out.".to_owned();
        return Some(Typed { what: "is shortened".to_owned(), remedy, meant: None });
    }
    let (bare, stray) = stray_end(text)?;
    Some(suggestion(format!("ends with {stray}, which is no part of it"), bare))
}

/// An address without the marks behind it that belong to the sentence from which it was copied, and these marks. What is
/// closed was opened elsewhere; and a wiki has pages whose names end with marks.
pub fn stray_end(text: &str) -> Option<(&str, &str)> {
    let count = |text: &str, mark: char| text.chars().filter(|c| *c == mark).count();
    let is_stray = |bare: &str, mark: char| match mark {
        '.' | ',' | ';' | ':' | '\'' => !bare.contains("/wiki/") && !bare.contains("title="),
        ')' => count(bare, '(') <= count(bare, ')'),
        '>' | '}' | ']' => !bare.contains(match mark {
            '>' => '<',
            '}' => '{',
            _ => '[',
        }),
        '”' | '’' | '»' | '›' | '"' => !bare.contains(['“', '„', '‘', '«', '‹', '"']),
        _ => false,
    };
    /// Of more marks nobody knows what they are.
    const MOST: usize = 8;
    let mut bare = text;
    for mark in text.chars().rev().take(MOST) {
        let before = &bare[..bare.len() - mark.len_utf8()];
        if !is_stray(before, mark) {
            break;
        }
        bare = before;
    }
    (bare.len() < text.len() && Address::parse(bare).is_ok()).then(|| text.split_at(bare.len()))
}

/// An address in which what no address can hold is encoded: the site by Punycode (RFC 3492), the rest by percent signs (RFC
/// 3986, section 2.1).
fn encoded(text: &str) -> Option<Typed> {
    let start = text.find("://")? + 3;
    let path = text[start..].find(['/', '?', '#']).map_or(text.len(), |at| start + at);
    let (site, port) = text[start..path].rsplit_once(':').unwrap_or((&text[start..path], ""));
    let mut out = text[..start].to_owned();
    let is_foreign = !site.is_ascii();
    out.push_str(&if is_foreign { idna::domain_to_ascii(site).ok()? } else { site.to_owned() });
    if !port.is_empty() {
        out.push(':');
        out.push_str(port);
    }
    let rest = &text[path..];
    if rest.contains('\\') {
        let slashes = out + &rest.replace('\\', "/");
        Address::parse(&slashes).ok()?;
        return Some(suggestion("holds a backslash, which no address can", &slashes));
    }
    let (mut odd, mut has_anchor) = (None, false);
    for (at, c) in rest.char_indices() {
        let after = &rest[at + c.len_utf8()..];
        let is_fit = match c {
            '%' => after.len() >= 2 && after.bytes().take(2).all(|byte| byte.is_ascii_hexdigit()),
            '#' => !std::mem::replace(&mut has_anchor, true),
            c => c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?".contains(c),
        };
        if c.is_whitespace() || c.is_control() {
            return None;
        }
        if c == '%' && !is_fit && after.starts_with(|c: char| c.is_ascii_hexdigit()) {
            let remedy = "Copy the whole address from the browser: of the code behind the percent sign a part is missing.";
            return Some(Typed {
                what: "has a code that is cut off".to_owned(),
                remedy: remedy.to_owned(),
                meant: None,
            });
        }
        if is_fit {
            out.push(c);
        } else {
            odd = odd.or(Some(c));
            push_encoded(&mut out, c);
        }
    }
    Address::parse(&out).ok()?;
    let what = match odd {
        _ if is_foreign => format!("leads to a site whose name has other letters than a to z, {site}"),
        Some(odd) => format!("holds {odd}, which no address can"),
        None => return None,
    };
    Some(Typed { meant: Some(out.clone()), ..suggestion(what, &out) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_is_proposed() {
        for (text, meant) in [
            ("https://example.org/x{y}", "https://example.org/x%7By%7D"),
            ("https://example.org/<id>", "https://example.org/%3Cid%3E"),
            ("https://example.org/a`b", "https://example.org/a%60b"),
            ("https://example.org/100%", "https://example.org/100%25"),
            ("https://example.org/100%/x", "https://example.org/100%25/x"),
            ("https://example.org/%zz", "https://example.org/%25zz"),
            ("https://bücher.example.org/x", "https://xn--bcher-kva.example.org/x"),
            ("https://пример.рф/путь", "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C"),
            ("https://example.org/ក\u{17b6}", "https://example.org/%E1%9E%80%E1%9E%B6"),
            ("https://example.org/[x]", "https://example.org/%5Bx%5D"),
            ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
            ("https://example.org/“x”", "https://example.org/%E2%80%9Cx%E2%80%9D"),
            ("https://bücher.example.org:8080/x", "https://xn--bcher-kva.example.org:8080/x"),
        ] {
            assert_eq!(typed(text).and_then(|typed| typed.meant).as_deref(), Some(meant), "{text}");
        }
    }

    #[test]
    fn marks_of_a_sentence_are_no_part_of_an_address() {
        for stray in [".", ",", ";", ":", "'", ")", ").", ".)", "»", "”,", "]", ">;"] {
            for address in ["https://example.org/a", "https://example.org/a/", "https://example.org/a_(b)"] {
                let text = format!("{address}{stray}");
                assert_eq!(stray_end(&text), Some((address, stray)), "{text}");
                assert_eq!(stray_end(address), None);
            }
        }
        for text in [
            "https://example.org/a?b=(c)",
            "https://en.wikipedia.org/wiki/Martin_Luther_King_Jr.",
            "https://example.org/a.b",
            "https://example.org/a!",
            "https://example.org/a?",
            "https://example.org/a-",
            ".",
            ")",
            "",
        ] {
            assert_eq!(stray_end(text), None, "{text}");
        }
    }

    #[test]
    fn what_may_be_meant_is_suggested() {
        for (text, remedy) in [
            ("<https://example.org/x>", "Write \"https://example.org/x\"."),
            ("URL: https://example.org/x", "Write \"https://example.org/x\"."),
            ("[page](https://example.org/x)", "Write \"https://example.org/x\"."),
            ("www.example.org/x", "Write \"https://www.example.org/x\"."),
            ("example.org/x", "Write \"https://example.org/x\"."),
            ("https//example.org/x", "Write \"https://example.org/x\"."),
            ("http:/example.org/x", "Write \"http://example.org/x\"."),
            ("https：//example.org/x", "Write \"https://example.org/x\"."),
            ("//example.org/x", "Write \"https://example.org/x\"."),
            ("www,example.org/x", "Write \"https://www.example.org/x\"."),
            ("https://www,example.org/x", "Write \"https://www.example.org/x\"."),
            ("https://example.ogr/x", "Write \"https://example.org/x\"."),
            ("example.ogr", "Write \"https://example.org\"."),
            ("htps://example.org/x", "Write \"https://example.org/x\"."),
            ("hhttps://example.org/x", "Write \"https://example.org/x\"."),
            ("https://https://example.org/x", "Write \"https://example.org/x\"."),
            ("https:example.org/x", "Write \"https://example.org/x\"."),
            ("ＨＴＴＰＳ://example.org/x", "Write \"https://example.org/x\"."),
            ("https://example.org/x>", "Write \"https://example.org/x\"."),
            ("https://example.org/a»", "Write \"https://example.org/a\"."),
            ("https://example.org/a’", "Write \"https://example.org/a\"."),
            ("https://example.org/a”.", "Write \"https://example.org/a\"."),
            ("https://example.org/x\\y", "Write \"https://example.org/x/y\"."),
            (
                "https://example.org/a b",
                "Copy the whole address again. Write \"https://example.org/a\" if it ends at the space, or \"https://example.org/a%20b\" if the space belongs to it.",
            ),
            (
                "https://example.org/a; https://example.org/b",
                "Leave one of them. If both are sources, describe each on its own.",
            ),
            (
                "https://example.org/%E0%A",
                "Copy the whole address from the browser: of the code behind the percent sign a part is missing.",
            ),
            (
                "https://example.org/wh…",
                "Copy the whole address from the browser: what follows was left out.",
            ),
        ] {
            let typed = typed(text).expect(text);
            assert_eq!((typed.remedy.as_str(), typed.meant), (remedy, None), "{text}");
        }
        for text in [
            "https://example.org/x",
            "none",
            "a@example.org",
            "Lim, Sok. Report",
            "Report 2.1",
            "10.1000/182",
            "page 4",
        ] {
            assert_eq!(typed(text), None, "{text}");
        }
    }
}

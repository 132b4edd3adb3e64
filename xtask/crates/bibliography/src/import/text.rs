//! Text of other programs as plain text: markup and entities become what they mean.

use unicode_normalization::UnicodeNormalization as _;

/// The elements that programs for references write into titles.
const ELEMENTS: &[&str] =
    &["b", "br", "em", "font", "i", "p", "sc", "scp", "small", "span", "strong", "sub", "sup", "u"];

/// A text without markup, with entities as the signs that they stand for, on one line and composed (NFC).
pub(super) fn plain(text: &str) -> String {
    let decoded = decoded(&without_elements(text));
    // What was escaped twice, as titles from catalogues are.
    let decoded = without_elements(&self::decoded(&decoded));
    let spaced = decoded.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty());
    spaced.collect::<Vec<_>>().join(" ").nfc().collect()
}

fn decoded(text: &str) -> String {
    html_escape::decode_html_entities(text).into_owned()
}

fn without_elements(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        // No element has another within its brackets.
        let end = rest[at + 1..].find(['<', '>']).map(|length| at + 1 + length);
        let is_whole = |end: &usize| rest[*end..].starts_with('>') && is_element(&rest[at + 1..*end]);
        match end.filter(is_whole) {
            Some(end) => {
                if rest[at + 1..end].trim_start_matches('/').starts_with("br") {
                    out.push(' ');
                }
                rest = &rest[end + 1..];
            }
            None => {
                out.push('<');
                rest = &rest[at + 1..];
            }
        }
    }
    out + rest
}

/// Whether what stands between angle brackets is an element: `i`, `/i`, `span class="nocase"`, `jats:italic`.
fn is_element(inside: &str) -> bool {
    let bare = inside.strip_prefix('/').unwrap_or(inside).trim_end_matches('/').trim_end();
    let (name, attributes) = bare.split_once(char::is_whitespace).unwrap_or((bare, ""));
    let name = name.to_ascii_lowercase();
    let is_known = ELEMENTS.contains(&&*name) || name.starts_with("jats:") || name.starts_with("mml:");
    is_known && (attributes.trim().is_empty() || attributes.contains('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_entities_are_what_they_mean() {
        for (text, meant) in [
            ("The <i>Responsibility</i> to Protect", "The Responsibility to Protect"),
            ("Peace &amp; Security", "Peace & Security"),
            ("Peace &amp;amp; Security", "Peace & Security"),
            ("Cambodia&#39;s slide&nbsp;on", "Cambodia's slide on"),
            ("<span class=\"nocase\">ASEAN</span> at 50", "ASEAN at 50"),
            ("<span style=\"font-variant:small-caps;\">Un</span>", "Un"),
            ("a &lt;i&gt;b&lt;/i&gt;", "a b"),
            ("one<br/>two\n three", "one two three"),
            ("e\u{301}", "é"),
            ("a < b & c > d", "a < b & c > d"),
            ("AT&T; R&D", "AT&T; R&D"),
            ("<Report>", "<Report>"),
        ] {
            assert_eq!(plain(text), meant);
        }
    }
}

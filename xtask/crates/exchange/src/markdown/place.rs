//! The place in a work, as a citation of pandoc has it: `p. 12`, or between braces `{section Rule of Law}`.

use dataset::meant::meant;

/// CSL's labels, each with the word for it, and for some the signs before one number and before several.
const WORDS: [(&str, &str, &str, &str); 29] = [
    ("act", "act", "", ""),
    ("appendix", "appendix", "app.", ""),
    ("article-locator", "article", "art.", "arts."),
    ("book", "book", "", ""),
    ("canon", "canon", "", ""),
    ("chapter", "chapter", "chap.", "chaps."),
    ("column", "column", "col.", "cols."),
    ("elocation", "location", "", ""),
    ("equation", "equation", "", ""),
    ("figure", "figure", "fig.", "figs."),
    ("folio", "folio", "fol.", "fols."),
    ("issue", "number", "no.", "nos."),
    ("line", "line", "", ""),
    ("note", "note", "n.", "nn."),
    ("opus", "opus", "", ""),
    ("page", "page", "p.", "pp."),
    ("paragraph", "paragraph", "para.", "paras."),
    ("part", "part", "pt.", "pts."),
    ("rule", "rule", "", ""),
    ("scene", "scene", "", ""),
    ("section", "section", "sec.", "secs."),
    ("sub-verbo", "sub verbo", "s.v.", ""),
    ("supplement", "supplement", "", ""),
    ("table", "table", "", ""),
    ("timestamp", "timestamp", "", ""),
    ("title-locator", "title", "", ""),
    ("verse", "verse", "v.", "vv."),
    ("version", "version", "", ""),
    ("volume", "volume", "vol.", "vols."),
];

/// The word before a place without a label that would be read as having one.
const NO_LABEL: &str = "at";

/// A place as it is written behind the comma of a citation, and whether it stands between braces.
pub(super) fn write(label: Option<&str>, locator: &str) -> (String, Form) {
    let entry = label.and_then(|label| WORDS.iter().find(|(known, ..)| *known == label));
    let is_figure = |c: char| c.is_ascii_digit() || ['-', '–', ' ', ','].contains(&c);
    if let Some((_, _, one, several)) = entry.filter(|_| locator.chars().all(is_figure)) {
        let sign = if locator.chars().all(|c| c.is_ascii_digit()) { one } else { several };
        let simple = format!("{sign} {locator}");
        if !sign.is_empty() && read(&simple) == Some((label.map(str::to_owned), locator.to_owned())) {
            return (simple, Form::Bare);
        }
    }
    let word = entry.map(|(_, word, ..)| *word);
    let written = match word {
        Some(word) => format!("{word} {locator}"),
        None if explicit(locator) == (None, locator.to_owned()) => locator.to_owned(),
        None => format!("{NO_LABEL} {locator}"),
    };
    (written, Form::Braced)
}

/// How a place is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is.
    Bare,
    /// Between braces.
    Braced,
}

/// The label and the place between braces.
pub(super) fn explicit(text: &str) -> (Option<String>, String) {
    for (label, word, one, several) in WORDS {
        for sign in [word, one, several].into_iter().filter(|sign| !sign.is_empty()) {
            if let Some(rest) = text.strip_prefix(sign).and_then(|rest| rest.strip_prefix(' ')) {
                return (Some(label.to_owned()), rest.to_owned());
            }
        }
    }
    let bare = text.strip_prefix(NO_LABEL).and_then(|rest| rest.strip_prefix(' '));
    (None, bare.unwrap_or(text).to_owned())
}

/// The label and the place as people write them without braces; a number alone is a page. Nothing where the text names no place.
pub(super) fn read(text: &str) -> Option<(Option<String>, String)> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Some((Some("page".to_owned()), text.to_owned()));
    }
    let (label, rest) = explicit(text);
    if label.is_some() {
        return Some((label, rest));
    }
    let (word, rest) = text.split_once(' ')?;
    let label = meant(word, WORDS.map(|(label, ..)| label))
        .filter(|_| rest.starts_with(|c: char| c.is_ascii_digit()))?;
    Some((Some(label.to_owned()), rest.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back() {
        for (label, locator, expected) in [
            (Some("page"), "114", "p. 114"),
            (Some("page"), "22-25", "pp. 22-25"),
            (Some("paragraph"), "9-13", "paras. 9-13"),
            (Some("section"), "Rule of Law", "section Rule of Law"),
            (Some("section"), "E. Denial", "section E. Denial"),
            (Some("page"), "S-12", "page S-12"),
            (None, "Rule of Law", "Rule of Law"),
            (None, "page 3", "at page 3"),
            (None, "at sea", "at at sea"),
            (Some("sub-verbo"), "justice", "sub verbo justice"),
        ] {
            let (written, form) = write(label, locator);
            assert_eq!(written, expected);
            let back = match form {
                Form::Bare => read(&written).expect("a place"),
                Form::Braced => explicit(&written),
            };
            assert_eq!(back, (label.map(str::to_owned), locator.to_owned()), "{written}");
        }
    }

    #[test]
    fn people_write_places_in_many_ways() {
        let page = |place: &str| Some((Some("page".to_owned()), place.to_owned()));
        assert_eq!([read("12"), read("pp. 3-4"), read("pg 7")], [page("12"), page("3-4"), page("7")]);
        assert_eq!(read("(in Khmer)"), None);
        assert_eq!(read("passim"), None);
    }
}

//! RIS, as databases and programs for references export it: a tag, two blanks, a hyphen and a value on each line.
//!
//! The reader is our own, since the form has no more to it than that, and what needs knowledge is which tag means what.

use super::raw::{NO_FIELD, Raw};
use super::{ImportError, dates, people};
use crate::source::Name;

/// RIS's types, and CSL's.
const TYPES: &[(&str, &str)] = &[
    ("ART", "graphic"),
    ("BILL", "bill"),
    ("BLOG", "post-weblog"),
    ("BOOK", "book"),
    ("CASE", "legal_case"),
    ("CHAP", "chapter"),
    ("COMP", "software"),
    ("CONF", "paper-conference"),
    ("CPAPER", "paper-conference"),
    ("DATA", "dataset"),
    ("DBASE", "dataset"),
    ("DICT", "entry-dictionary"),
    ("EBOOK", "book"),
    ("ECHAP", "chapter"),
    ("EDBOOK", "book"),
    ("EJOUR", "article-journal"),
    ("ELEC", "webpage"),
    ("ENCYC", "entry-encyclopedia"),
    ("FIGURE", "figure"),
    ("GEN", "document"),
    ("GOVDOC", "report"),
    ("HEAR", "hearing"),
    ("ICOMM", "post"),
    ("INPR", "article"),
    ("JFULL", "periodical"),
    ("JOUR", "article-journal"),
    ("LEGAL", "legislation"),
    ("MANSCPT", "manuscript"),
    ("MAP", "map"),
    ("MGZN", "article-magazine"),
    ("MPCT", "motion_picture"),
    ("NEWS", "article-newspaper"),
    ("PAMP", "pamphlet"),
    ("PAT", "patent"),
    ("PCOMM", "personal_communication"),
    ("RPRT", "report"),
    ("SER", "book"),
    ("SLIDE", "speech"),
    ("SOUND", "song"),
    ("STAND", "standard"),
    ("STAT", "legislation"),
    ("THES", "thesis"),
    ("UNBILL", "bill"),
    ("UNPB", "manuscript"),
    ("VIDEO", "motion_picture"),
    ("WEB", "webpage"),
];

/// The tags that mean one of CSL's variables in records of every type.
const TEXTS: &[(&str, &str)] = &[
    ("TI", "title"),
    ("T1", "title"),
    ("CT", "title"),
    ("ST", "title-short"),
    ("VL", "volume"),
    ("ET", "edition"),
    ("DO", "DOI"),
    ("UR", "URL"),
    ("L2", "URL"),
    ("PB", "publisher"),
    ("CY", "publisher-place"),
    ("PP", "publisher-place"),
    ("LA", "language"),
    ("SE", "section"),
    ("N1", "note"),
    ("M3", "genre"),
];

/// Whether a text begins as RIS does.
pub(super) fn is_ris(text: &str) -> bool {
    text.lines().find(|line| !line.trim().is_empty()).and_then(tagged).is_some_and(|(tag, _)| tag == "TY")
}

/// Reads all records.
pub(super) fn read(text: &str) -> Result<Vec<Raw>, ImportError> {
    let mut records: Vec<Raw> = Vec::new();
    let mut open: Option<(usize, Vec<(String, String)>)> = None;
    for (nth, line) in text.lines().enumerate() {
        let line_number = nth + 1;
        let fault = |message: &str| ImportError { line: line_number, message: message.to_owned() };
        match (tagged(line), &mut open) {
            (Some(("TY", value)), None) => {
                open = Some((line_number, vec![("TY".to_owned(), value.to_owned())]))
            }
            (Some(("TY", _)), Some((begun, _))) => {
                return Err(fault(&format!(
                    "a record begins here, and the one of line {begun} has no end; add the line \"ER  - \" before this one"
                )));
            }
            (Some(("ER", _)), _) => match open.take() {
                Some((line, values)) => records.push(record(line, &values)),
                None => {
                    return Err(fault(
                        "a record ends here that has not begun; it begins with a line \"TY  - \"",
                    ));
                }
            },
            (Some((tag, value)), Some((_, values))) => values.push((tag.to_owned(), value.to_owned())),
            (Some(_), None) => return Err(fault("a record begins with a line \"TY  - \" and its type")),
            (None, _) if line.trim().is_empty() => {}
            // Long values go on in the next line.
            (None, Some((_, values))) => {
                if let Some((_, value)) = values.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
            (None, None) => {
                return Err(fault("this line is in no record, which begins with a line \"TY  - \""));
            }
        }
    }
    match open {
        None => Ok(records),
        Some((line, _)) => Err(ImportError {
            line,
            message: "the record that begins here has no end; the file may be cut off: export it again, or add the line \"ER  - \""
                .to_owned(),
        }),
    }
}

/// The tag and the value of a line: `TY  - JOUR`.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let (tag, rest) = line.split_at_checked(2)?;
    let mut signs = tag.bytes();
    let is_tag = signs.next().is_some_and(|byte| byte.is_ascii_uppercase())
        && signs.next().is_some_and(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let value = rest.trim_start_matches(' ').strip_prefix('-').filter(|_| is_tag && rest.starts_with(' '))?;
    Some((tag, value.trim()))
}

fn record(line: usize, values: &[(String, String)]) -> Raw {
    let kind = values.first().map_or("", |(_, kind)| kind);
    let known = TYPES.iter().find(|(ris, _)| ris.eq_ignore_ascii_case(kind)).map(|(_, csl)| *csl);
    let mut raw = Raw { line, kind: known.unwrap_or(kind).to_owned(), ..Raw::default() };
    let is_book = matches!(known, Some("book" | "report" | "thesis" | "map" | "pamphlet"));
    let (mut first_page, mut last_page) = (None, None);
    let (mut year, mut day) = (None, None);
    for (tag, value) in values.iter().skip(1).filter(|(_, value)| !value.is_empty()) {
        let person = || -> Vec<Name> { people::of_text(value).into_iter().collect() };
        match &**tag {
            "ID" => raw.key = Some(value.clone()),
            "AU" | "A1" => raw.put_names("author", person()),
            "ED" => raw.put_names("editor", person()),
            "A2" if is_book && known != Some("book") => raw.drop(tag, value, NO_FIELD),
            "A2" => raw.put_names("editor", person()),
            "A4" => raw.put_names("translator", person()),
            "T2" | "BT" if is_book => raw.put("collection-title", value),
            "T2" | "JO" | "JF" | "BT" if raw.text("container-title").is_none() => {
                raw.put("container-title", value)
            }
            "T3" => raw.put("collection-title", value),
            "IS" if is_book => {
                raw.put(if known == Some("report") { "number" } else { "collection-number" }, value)
            }
            "IS" => raw.put("issue", value),
            "SV" => raw.put("collection-number", value),
            "M1" if is_book => raw.put("number", value),
            "SP" => first_page = Some(value),
            "EP" => last_page = Some(value),
            "SN" if known == Some("report") => raw.put("number", value),
            "SN" => {
                let figures = value.chars().filter(|c| c.is_ascii_alphanumeric()).count();
                raw.put(if figures == 8 { "ISSN" } else { "ISBN" }, value);
            }
            "PY" | "Y1" => year = year.or(Some(value)),
            "DA" => day = Some(value),
            "OP" => raw.put_date("original-date", dates::of_words(value)),
            // A time of day may stand behind the day.
            "Y2" => {
                let day: Vec<&str> = value.split('/').take(3).collect();
                raw.put_date("accessed", dates::of_words(&day.join("/")));
            }
            tag => match TEXTS.iter().find(|(known, _)| *known == tag) {
                // Further links, and the same again under another tag, are not told.
                Some((_, "URL")) if raw.text("URL").is_some() => raw.drop(tag, value, NO_FIELD),
                Some((_, variable)) => raw.put(variable, value),
                None => raw.drop(tag, value, NO_FIELD),
            },
        }
    }
    // The year alone may stand beside the day.
    let said = |text: Option<&String>| text.and_then(|text| dates::of_words(text));
    let in_figures = said(day).filter(|date| date.from.is_some());
    raw.put_date("issued", in_figures.or(said(year)).or(said(day)));
    match (first_page, last_page) {
        (Some(first), Some(last)) if first != last && !first.contains(['-', '–']) => {
            raw.put("page", format!("{first}-{last}"));
        }
        (Some(page), _) | (None, Some(page)) => raw.put("page", page),
        (None, None) => {}
    }
    raw
}

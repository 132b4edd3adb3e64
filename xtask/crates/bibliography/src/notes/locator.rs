//! Where in a work: `p. 114`, `paras. 9-13`, headings between quotation marks.

use super::quoted;
use crate::citation::Citation;
use crate::locator::without_parts;

/// CSL's labels and what is printed for one and for several; a label that is not here is printed as it is.
const LABELS: &[(&str, &str, &str)] = &[
    ("appendix", "appendix", "appendices"),
    ("article-locator", "art.", "arts."),
    ("chapter", "ch.", "chs."),
    ("column", "col.", "cols."),
    ("figure", "fig.", "figs."),
    ("folio", "fol.", "fols."),
    ("issue", "no.", "nos."),
    ("line", "line", "lines"),
    ("note", "note", "notes"),
    ("page", "p.", "pp."),
    ("paragraph", "para.", "paras."),
    ("part", "part", "parts"),
    ("rule", "rule", "rules"),
    ("section", "section", "sections"),
    ("table", "table", "tables"),
    ("volume", "vol.", "vols."),
];

/// The labels under which a locator speaks for itself.
const SILENT: &[&str] = &["elocation", "sub-verbo", "timestamp", "title-locator"];

/// The place that a citation names.
pub(super) fn locator(citation: &Citation) -> Option<String> {
    let place = citation.locator.as_deref()?;
    let Some(label) = citation.label.as_deref() else { return Some(place.to_owned()) };
    if label == "section" && !is_number(place) {
        let headings: Vec<String> = place.split("; ").map(quoted).collect();
        return Some(headings.join(", "));
    }
    if SILENT.contains(&label) {
        return Some(place.to_owned());
    }
    let words = LABELS.iter().find(|(known, _, _)| *known == label);
    let word = words.map_or(label, |(_, one, several)| if is_several(place) { several } else { one });
    Some(format!("{word} {place}"))
}

/// Whether a place is a number, such as `3.2` or `IV` or `2(a)`, and no heading.
fn is_number(place: &str) -> bool {
    let words = place.split([' ', ',', '-', '–', '&']).filter(|word| !word.is_empty() && *word != "and");
    let is_roman = |word: &str| word.chars().all(|c| "IVXLC".contains(c));
    words.clone().all(|word| word.starts_with(|c: char| c.is_ascii_digit()) || is_roman(word))
        && !place.contains(". ")
}

/// Whether a place is several. Notes and figures on a page are none, and a hyphen between a letter and figures parts
/// no two: `S-12` is one page, `x–xii` are several.
pub(super) fn is_several(place: &str) -> bool {
    let place = &*without_parts(place);
    let dashes = place.match_indices(['-', '–']).any(|(at, dash)| {
        let (before, after) = (&place[..at], &place[at + dash.len()..]);
        let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != ')').next().unwrap_or_default();
        let is_letter = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_roman = word.starts_with(['i', 'v', 'x', 'l', 'c']);
        let is_lettered = is_letter && !is_roman && after.starts_with(|c: char| c.is_ascii_digit());
        (before.ends_with(|c: char| c.is_alphanumeric() || c == ' ' || c == ')'))
            && !is_lettered
            && !after.is_empty()
    });
    let ends = |mark: char| {
        place.split_once(mark).is_some_and(|(before, after)| {
            before.ends_with(|c: char| c.is_alphanumeric() || c == ' ' || c == ')') && !after.is_empty()
        })
    };
    let lower = place.to_ascii_lowercase();
    dashes || [',', '&'].into_iter().any(ends) || [" and ", " to "].iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(label: &str, place: &str) -> String {
        let citation =
            Citation { label: Some(label.into()), locator: Some(place.into()), ..Citation::default() };
        locator(&citation).expect("a place")
    }

    #[test]
    fn labels_go_by_number() {
        assert_eq!([at("page", "114"), at("page", "22-25")], ["p. 114", "pp. 22-25"]);
        assert_eq!([at("paragraph", "9"), at("paragraph", "9 and 12")], ["para. 9", "paras. 9 and 12"]);
        assert_eq!([at("page", "S-12"), at("page", "S-12-S-15")], ["p. S-12", "pp. S-12-S-15"]);
        assert_eq!([at("paragraph", "138 to 139"), at("page", "4 f.")], ["paras. 138 to 139", "p. 4 f."]);
        assert_eq!([at("page", "1,024"), at("page", "998, 1,024")], ["p. 1,024", "pp. 998, 1,024"]);
        assert_eq!(
            [at("page", "99 and note 12"), at("page", "114 notes 3-4")],
            ["p. 99 and note 12", "p. 114 notes 3-4"]
        );
        assert_eq!(
            [at("page", "3–5, note 12"), at("page", "99, note 1, 101")],
            ["pp. 3–5, note 12", "pp. 99, note 1, 101"]
        );
        assert_eq!([at("page", "x–xii"), at("page", "i–12")], ["pp. x–xii", "pp. i–12"]);
        assert_eq!([at("page", "A–C"), at("page", "S12 Note 3")], ["pp. A–C", "p. S12 Note 3"]);
        assert_eq!([at("timestamp", "01:20"), at("verse", "3")], ["01:20", "verse 3"]);
    }

    #[test]
    fn headings_are_quoted_and_numbers_are_not() {
        assert_eq!(at("section", "Rule of Law"), "‘Rule of Law’");
        assert_eq!(at("section", "2.5 Courts; 3. Politics"), "‘2.5 Courts’, ‘3. Politics’");
        assert_eq!([at("section", "3.2"), at("section", "II-IV")], ["section 3.2", "sections II-IV"]);
    }
}

//! What a locator names beside pages and paragraphs: notes, figures and other parts of them; and figures with signs between
//! thousands.

use std::borrow::Cow;

/// Words for a part of a page or a paragraph, which stands behind its number: `114, note 3`, `114 (fig. 2)`.
const PARTS: &[&str] = &[
    "footnotes",
    "footnote",
    "endnotes",
    "endnote",
    "notes",
    "note",
    "fn.",
    "fn",
    "nn.",
    "n.",
    "n",
    "figures",
    "figure",
    "figs.",
    "fig.",
    "fig",
    "tables",
    "table",
    "tab.",
    "boxes",
    "box",
    "charts",
    "chart",
    "maps",
    "map",
    "plates",
    "plate",
    "photos",
    "photo",
    "graphs",
    "graph",
    "columns",
    "column",
    "cols.",
    "col.",
    "lines",
    "line",
    "paragraphs",
    "paragraph",
    "paras.",
    "paras",
    "para.",
    "para",
    "items",
    "item",
    "points",
    "point",
    "§§",
    "§",
    "¶¶",
    "¶",
];

/// The numbers and ranges of a list.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '&']).flat_map(|part| part.split(" and ")).map(str::trim)
}

/// Whether an item of a list, in small letters, is a part of what stands before it.
pub(super) fn is_part(item: &str) -> bool {
    let item = item.strip_prefix("and ").unwrap_or(item);
    item == "passim"
        || PARTS.iter().any(|word| {
            item.strip_prefix(word).is_some_and(|rest| {
                let is_apart = rest.starts_with([' ', '.']) || !word.ends_with(|c: char| c.is_alphabetic());
                let rest = rest.trim_start_matches('.').trim();
                let is_lettered = rest.len() == 1 && rest.starts_with(|c: char| c.is_ascii_alphabetic());
                (is_apart || rest.starts_with(|c: char| c.is_ascii_digit()))
                    && (is_lettered || is_figures(rest))
            })
        })
}

/// Figures, or a range of them, with a letter behind: `3`, `3-4`, `2a`, `2.1`.
fn is_figures(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '.' | ' ' | 'a'..='e'))
}

/// An item without the part that stands behind its number: `114` of `114 note 3`.
pub(super) fn without_part(item: &str) -> &str {
    let cut = item.match_indices(' ').find(|(at, _)| *at > 0 && is_part(&item[at + 1..]));
    cut.map_or(item, |(at, _)| item[..at].trim_end())
}

/// A number without the letters and figures in brackets behind it, as in `22(a)(iii)`, or the part, as in `114 (note 3)`.
pub(super) fn without_groups(text: &str) -> &str {
    let mut bare = text;
    while let Some((before, inside)) = bare.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        let is_short = !inside.is_empty() && inside.len() <= 5 && inside.chars().all(char::is_alphanumeric);
        if before.trim().is_empty() || !(is_short || is_part(inside)) {
            break;
        }
        bare = before.trim_end();
    }
    bare
}

/// A place in which a sign between thousands parts no two numbers: `1,024` is one.
pub(super) fn without_thousands(place: &str) -> Cow<'_, str> {
    let is_thousand = |(at, _): &(usize, &str)| {
        let figures = |bytes: &mut dyn Iterator<Item = u8>| bytes.take_while(u8::is_ascii_digit).count();
        let before = figures(&mut place[..*at].bytes().rev().take(4));
        let after = figures(&mut place[at + 1..].bytes().take(4));
        (1..=3).contains(&before) && after == 3
    };
    if !place.match_indices(',').any(|found| is_thousand(&found)) {
        return place.into();
    }
    let mut out = String::with_capacity(place.len());
    let mut rest = 0;
    for (at, _) in place.match_indices(',').filter(is_thousand) {
        out.push_str(&place[rest..at]);
        rest = at + 1;
    }
    out.push_str(&place[rest..]);
    out.into()
}

/// The pages or paragraphs that a place names, without their parts, in its own letters.
pub fn without_parts(place: &str) -> String {
    let place = without_thousands(place);
    // Letters of ASCII alone become small, so that both have the same length.
    let both = items(&place).map(|item| (item, item.to_ascii_lowercase()));
    let kept = both.filter(|(_, lower)| !is_part(lower));
    let bare = kept.map(|(item, lower)| without_groups(&item[..without_part(&lower).len()]));
    bare.collect::<Vec<_>>().join(", ")
}

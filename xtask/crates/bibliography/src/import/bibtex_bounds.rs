//! Whether the entries and abbreviations of a BibTeX file refer to one another in a circle, or so often that a small file would
//! become a huge one: they are put in by a reader that goes on for ever then.

use std::collections::HashMap;

use biblatex::{RawBibliography, RawChunk};

/// How many steps one may be away from what it refers to.
const DEEPEST: u64 = 50;

/// How many bytes a file may have once abbreviations are put in, and how many entries once those are that others refer to.
const LARGEST: u64 = 8 * 1024 * 1024;
const MOST_ENTRIES: u64 = 100_000;

/// Where a file refers to itself in this way, as a byte, and what to do.
pub(super) fn fault(raw: &RawBibliography<'_>) -> Option<(usize, String)> {
    of_abbreviations(raw).or_else(|| of_entries(raw))
}

fn of_abbreviations(raw: &RawBibliography<'_>) -> Option<(usize, String)> {
    let places: HashMap<&str, usize> =
        raw.abbreviations.iter().enumerate().map(|(place, pair)| (pair.key.v, place)).collect();
    let parts = |chunks: &[biblatex::Spanned<RawChunk<'_>>]| {
        let (mut weight, mut uses) = (0, Vec::new());
        for chunk in chunks {
            match chunk.v {
                RawChunk::Normal(text) => weight += text.len() as u64,
                RawChunk::Abbreviation(name) => uses.extend(places.get(name).copied()),
            }
        }
        Node { weight, uses }
    };
    let nodes: Vec<Node> = raw.abbreviations.iter().map(|pair| parts(&pair.value.v)).collect();
    let sizes = match expanded(&nodes) {
        Ok(sizes) => sizes,
        Err(place) => {
            let pair = &raw.abbreviations[place];
            return Some((pair.key.span.start, circle(pair.key.v)));
        }
    };
    let mut total = 0_u64;
    for entry in &raw.entries {
        for field in &entry.v.fields {
            let Node { weight, uses } = parts(&field.value.v);
            let used = uses.iter().fold(weight, |sum, place| sum.saturating_add(sizes[*place]));
            total = total.saturating_add(used);
            if total > LARGEST {
                let message =
                    "with its abbreviations put in the file is too large; write the texts in braces";
                return Some((field.key.span.start, message.to_owned()));
            }
        }
    }
    None
}

fn of_entries(raw: &RawBibliography<'_>) -> Option<(usize, String)> {
    let places: HashMap<&str, usize> =
        raw.entries.iter().enumerate().map(|(place, entry)| (entry.v.key.v, place)).collect();
    let node = |place: usize| {
        let fields = raw.entries[place].v.fields.iter();
        let refers = fields
            .filter(|field| ["crossref", "xdata"].iter().any(|name| field.key.v.eq_ignore_ascii_case(name)));
        let text = |chunk: &biblatex::Spanned<RawChunk<'_>>| match chunk.v {
            RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text.to_owned(),
        };
        let texts = refers.flat_map(|field| field.value.v.iter().map(text));
        let keys =
            texts.flat_map(|text| text.split(',').map(|key| key.trim().to_owned()).collect::<Vec<_>>());
        Node { weight: 1, uses: keys.filter_map(|key| places.get(&*key).copied()).collect() }
    };
    let nodes: Vec<Node> = (0..raw.entries.len()).map(node).collect();
    let at = |place: usize| raw.entries[place].span.start;
    match expanded(&nodes) {
        Err(place) => Some((at(place), circle(raw.entries[place].v.key.v))),
        Ok(counts) => {
            let mut total = 0_u64;
            let too_many = counts.iter().position(|count| {
                total = total.saturating_add(*count);
                total > MOST_ENTRIES
            });
            too_many.map(|place| {
                (at(place), "too many entries refer to one another; export fewer works at once".to_owned())
            })
        }
    }
}

fn circle(name: &str) -> String {
    format!("\"{name}\" refers to itself, or through more than {DEEPEST} others; take the reference out")
}

/// What stands for itself and uses others.
struct Node {
    weight: u64,
    uses: Vec<usize>,
}

/// What each weighs with all that it uses put in; one that is in a circle, or that goes too deep, if there is any.
fn expanded(nodes: &[Node]) -> Result<Vec<u64>, usize> {
    let mut users: Vec<Vec<usize>> = nodes.iter().map(|_| Vec::new()).collect();
    for (user, node) in nodes.iter().enumerate() {
        node.uses.iter().for_each(|used| users[*used].push(user));
    }
    let mut open: Vec<usize> = nodes.iter().map(|node| node.uses.len()).collect();
    let mut weights: Vec<u64> = nodes.iter().map(|node| node.weight).collect();
    let mut depths = vec![0_u64; nodes.len()];
    let mut ready: Vec<usize> = (0..nodes.len()).filter(|place| open[*place] == 0).collect();
    while let Some(used) = ready.pop() {
        if depths[used] > DEEPEST {
            return Err(used);
        }
        for user in &users[used] {
            weights[*user] = weights[*user].saturating_add(weights[used]);
            depths[*user] = depths[*user].max(depths[used] + 1);
            open[*user] -= 1;
            if open[*user] == 0 {
                ready.push(*user);
            }
        }
    }
    open.iter().position(|open| *open > 0).map_or(Ok(weights), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<usize> {
        let raw = RawBibliography::parse(text).expect("is BibTeX");
        fault(&raw).map(|(byte, _)| text[..byte].lines().count().max(1))
    }

    #[test]
    fn circles_and_avalanches_are_found() {
        assert_eq!(
            line("@string{a = {x}}\n@book{b, title = a # a, crossref = {c}}\n@book{c, title = {T}}"),
            None
        );
        assert_eq!(line("@string{a = a}\n@book{b, title = a}"), Some(1));
        assert_eq!(line("@string{a = b}\n@string{b = a}\n@book{c, title = a}"), Some(1));
        assert!(line("@book{b, crossref = {c}}\n@book{c, crossref = {b}}").is_some());
        assert!(line("@book{b, xdata = {d, b}}\n@book{d, title = {T}}").is_some());
        let doubled: String =
            (1..40).map(|nth| format!("@string{{s{nth} = s{0} # s{0}}}\n", nth - 1)).collect();
        assert!(line(&format!("@string{{s0 = {{xx}}}}\n{doubled}@book{{b, title = s39}}")).is_some());
        let chain: String =
            (0..60).map(|nth| format!("@book{{k{nth}, crossref = {{k{}}}}}\n", nth + 1)).collect();
        assert!(line(&format!("{chain}@book{{k60, title = {{T}}}}")).is_some());
    }
}

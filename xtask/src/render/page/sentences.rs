//! Where the sentences of a text end, for a layout with one a line. A guess that is wrong breaks a line and nothing else.

/// Words with a full stop that hardly ever end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "art", "arts", "capt", "cf", "ch", "col", "dr", "e.g", "ed", "eds", "esp", "etc", "fig", "gen", "gov",
    "i.e", "jr", "lt", "mr", "mrs", "ms", "no", "nos", "op", "p", "para", "paras", "pp", "prof", "rev",
    "sec", "sgt", "sr", "st", "v", "viz", "vol", "vols", "vs",
];

/// The sentences of a text in order, without the spaces between them. Put together with one space between, they are the
/// text wherever it has single spaces.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some((end, next)) = first_end(text) else {
            return rest.take();
        };
        rest = Some(&text[next..]);
        Some(&text[..end])
    })
}

/// The byte behind the first sentence, and that at which the next begins.
fn first_end(text: &str) -> Option<(usize, usize)> {
    text.match_indices(['.', '!', '?']).find_map(|(at, mark)| {
        let behind = &text[at + 1..];
        let end = at + 1 + (behind.len() - closing(behind).len());
        let next = text[end..].strip_prefix(' ')?;
        let begins = next.chars().next().is_some_and(|c| !c.is_lowercase() && !c.is_whitespace());
        (begins && !(mark == "." && is_abbreviated(&text[..at]))).then_some((end, end + 1))
    })
}

/// What is left of a text once quotation marks, brackets and calls of footnotes at its beginning are taken away.
fn closing(mut text: &str) -> &str {
    loop {
        let shorter = match text.strip_prefix("[^") {
            Some(call) => call.split_once(']').map_or(text, |(_, behind)| behind),
            None => text.trim_start_matches(['"', '\'', '”', '’', '»', ')', ']']),
        };
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

/// Whether the full stop behind a text belongs to its last word: an abbreviation, or the initial of a name.
fn is_abbreviated(text: &str) -> bool {
    let word = text.rsplit([' ', '(', '“', '"', '‘']).next().unwrap_or_default();
    let is_initial = |part: &str| part.chars().count() == 1 && part.starts_with(char::is_uppercase);
    word.split('.').all(is_initial) || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).collect()
    }

    #[test]
    fn one_a_line() {
        assert_eq!(
            split("It fell.[^a][^b] Why? “Nobody knows.” In 2021 it rose."),
            ["It fell.[^a][^b]", "Why?", "“Nobody knows.”", "In 2021 it rose."]
        );
        assert_eq!(split("No full stop at the end"), ["No full stop at the end"]);
    }

    #[test]
    fn not_every_full_stop_ends_one() {
        for text in [
            "Mr. Hun Sen met J. F. Smith of the U.S. Department of State.",
            "See No. 48, e.g. Article 3.5 (pp. 12 to 14), i.e. the Act.",
            "The site r2pasiapacific.org is named.",
        ] {
            assert_eq!(split(text), [text]);
        }
    }
}

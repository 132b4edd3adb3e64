//! Which sources say what holds (treaties, laws, resolutions, judgments): their age speaks against nothing, and they are short
//! or have articles.

use bibliography::source::Source;
use bibliography::un_symbol::Status;

/// CSL's types of what says what holds.
const KINDS: &[&str] = &["bill", "legal_case", "legislation", "regulation", "treaty"];

/// Types that such a text is often entered under where its own would be better.
const GENERAL: &[&str] = &["book", "document", "pamphlet", "report", "webpage"];

/// The last word of a `genre` that says it.
const GENRES: &[&str] = &[
    "act",
    "agreement",
    "bill",
    "charter",
    "code",
    "constitution",
    "convention",
    "covenant",
    "decision",
    "declaration",
    "decree",
    "judgement",
    "judgment",
    "kram",
    "law",
    "order",
    "protocol",
    "regulation",
    "resolution",
    "ruling",
    "statute",
    "sub-decree",
    "treaty",
    "verdict",
];

/// How the titles of such texts begin.
const TITLES: &[&str] = &[
    "charter of the",
    "constitution of",
    "convention against",
    "convention for",
    "convention on",
    "convention relating to",
    "general assembly resolution",
    "geneva convention",
    "international convention for",
    "international convention on",
    "international covenant on",
    "optional protocol to",
    "protocol relating to",
    "protocol to",
    "resolution adopted by",
    "rome statute",
    "royal decree",
    "royal kram",
    "security council resolution",
    "statute of the",
    "sub-decree",
    "treaty of",
    "treaty on",
    "universal declaration of human rights",
];

/// Whether a source is a treaty, a constitution, a law or a bill, a decree, a resolution or decision, or a judgment.
pub(crate) fn is_norm(source: &Source) -> bool {
    let kind = source.kind.as_deref().unwrap_or_default();
    if KINDS.contains(&kind) {
        return true;
    }
    if !GENERAL.contains(&kind) {
        return false;
    }
    let is_decision = source.un_symbol().is_some_and(|symbol| symbol.status != Status::Document);
    is_decision || source.text("genre").is_some_and(is_genre) || has_title(source)
}

fn is_genre(genre: &str) -> bool {
    let genre = genre.to_lowercase();
    genre.split_whitespace().next_back().is_some_and(|last| GENRES.contains(&last.trim_end_matches('s')))
}

/// Whether the title is that of such a text itself. What is written about one has an author, or a colon in its title.
fn has_title(source: &Source) -> bool {
    let title = source.title().unwrap_or_default().to_lowercase();
    let title = title.strip_prefix("the ").unwrap_or(&title);
    let mut authors = source.names.get("author").map_or(&[][..], |names| names).iter();
    TITLES.iter().any(|start| title.starts_with(start))
        && !title.contains([':', '–', '—', '?'])
        && authors.all(|author| author.family.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(kind: &str, texts: &[(&str, &str)]) -> Source {
        let texts = texts.iter().map(|(name, text)| ((*name).into(), Box::<str>::from(*text))).collect();
        Source { kind: Some(kind.into()), texts, ..Source::default() }
    }

    #[test]
    fn what_says_what_holds_by_type_symbol_genre_or_title() {
        for (kind, name, text) in [
            ("treaty", "title", "Accord"),
            ("bill", "title", "Draft Law on Public Order"),
            ("regulation", "title", "On fees"),
            ("report", "number", "A/RES/60/1"),
            ("report", "number", "S/RES/1325 (2000)"),
            ("document", "number", "A/HRC/RES/18/25"),
            ("document", "number", "S/PRST/2015/3"),
            ("report", "number", "A/63/L.80/Rev.1"),
            ("document", "genre", "Royal Decree"),
            ("webpage", "genre", "court decisions"),
            ("webpage", "title", "The Constitution of the Kingdom of Cambodia"),
            ("document", "title", "Rome Statute of the International Criminal Court"),
            ("webpage", "title", "Convention on the Rights of the Child"),
        ] {
            assert!(is_norm(&source(kind, &[(name, text)])), "{kind} {name} {text}");
        }
    }

    #[test]
    fn what_is_written_about_it_is_evidence_like_any() {
        for (kind, name, text) in [
            ("report", "number", "A/HRC/18/46"),
            ("report", "number", "A/63/677"),
            ("report", "genre", "law review"),
            ("report", "genre", "press release"),
            ("report", "title", "Convention on the Rights of the Child: a commentary"),
            ("article-newspaper", "title", "Constitution of the Kingdom amended"),
            ("webpage", "title", "Cambodia and the Rome Statute"),
        ] {
            assert!(!is_norm(&source(kind, &[(name, text)])), "{kind} {name} {text}");
        }
    }
}

//! The name of a site that a browser shows behind the title of a page.

use bibliography::address::Address;
use bibliography::source::Source;

/// The title and the name of a site that stands behind it: behind a bar; or behind a dash, if the source names it elsewhere, or
/// its address or its own words tell that it is one.
pub(super) fn site_behind<'t>(source: &Source, title: &'t str) -> Option<(&'t str, &'t str)> {
    const MOST_WORDS: usize = 6;
    if !title.contains(['|', '»', '-', '–', '—', ':']) {
        return None;
    }
    // Behind an opening one it ends a quotation.
    let behind_mark = || title.rsplit_once(" » ").filter(|(before, _)| !before.contains('«'));
    if let Some((before, site)) = title.rsplit_once(" | ").or_else(behind_mark) {
        return (site.split_whitespace().count() <= MOST_WORDS).then_some((before, site));
    }
    let (before, site) = [" - ", " – ", " — ", " :: "].iter().find_map(|dash| title.rsplit_once(dash))?;
    let is_site = |name: &str| name.eq_ignore_ascii_case(site.trim());
    let authors = source.names.get("author").into_iter().flatten().filter_map(|name| name.literal.as_deref());
    let names = ["container-title", "publisher"].iter().filter_map(|variable| source.text(variable));
    let is_short = site.split_whitespace().count() <= MOST_WORDS;
    let is_of_page =
        || is_short && (source.text("URL").is_some_and(|url| is_at(site, url)) || is_paper(source, site));
    (authors.chain(names).any(is_site) || is_of_page()).then_some((before, site))
}

/// Whether an address is that of a site of this name: `eastasiaforum.org` or `hrw.org` for its letters or initials.
fn is_at(site: &str, url: &str) -> bool {
    let Ok(address) = Address::parse(url) else { return false };
    let host = address.site().to_ascii_lowercase();
    let words: Vec<String> = site.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let words: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| !["", "the"].contains(word)).collect();
    let letters: String = words.concat();
    let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
    let is_label = |label: &str| {
        let label = label.replace('-', "");
        (letters.len() > 3 && label.trim_start_matches("the") == letters)
            || (initials.len() > 2 && label == initials)
    };
    // The last one is the country or the sort of site.
    host.rsplit('.').skip(1).any(is_label)
}

/// Kinds of works that stand on a page of a site or a paper.
const PAGES: &[&str] = &["article-magazine", "article-newspaper", "post", "post-weblog", "webpage"];

/// Sites and papers whose name is one word.
const NAMES: &[&str] = &[
    "afp",
    "aljazeera",
    "bbc",
    "bloomberg",
    "cnn",
    "devex",
    "facebook",
    "linkedin",
    "medium",
    "mongabay",
    "reliefweb",
    "reuters",
    "substack",
    "twitter",
    "wikipedia",
    "youtube",
];

/// Words with which the name of a paper ends.
const ENDINGS: &[&str] = &[
    "bulletin",
    "chronicle",
    "daily",
    "diplomat",
    "forum",
    "gazette",
    "guardian",
    "herald",
    "magazine",
    "news",
    "post",
    "telegraph",
    "times",
    "tribune",
    "weekly",
];

/// Whether what stands behind the title of a page without a site is called as papers are.
fn is_paper(source: &Source, site: &str) -> bool {
    let is_page = source.kind.as_deref().is_some_and(|kind| PAGES.contains(&kind));
    let lower = site.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let is_named = site.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let ends_as_paper = words.len() > 1 && words.last().is_some_and(|last| ENDINGS.contains(last));
    let begins_as_phrase =
        words.first().is_some_and(|first| ["a", "an", "hard", "fake", "good", "bad"].contains(first));
    let has_site = source.text("container-title").is_some();
    is_page
        && !has_site
        && is_named
        && !begins_as_phrase
        && (ends_as_paper || NAMES.contains(&&*words.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use format::json::parse;

    fn source(text: &str) -> Source {
        Source::read(&parse(text).expect("JSON").root)
    }

    #[test]
    fn a_quotation_in_a_title_is_no_site() {
        let source = Source::default();
        assert_eq!(site_behind(&source, "Justice » Phnom Penh Post"), Some(("Justice", "Phnom Penh Post")));
        assert_eq!(site_behind(&source, "L'affaire « Duch » devant les juges"), None);
    }

    #[test]
    fn a_site_is_known_by_its_address_or_its_words() {
        let page = |url: &str| source(&format!("{{\"type\": \"webpage\", \"URL\": \"{url}\"}}"));
        for (title, url) in [
            ("Courts - East Asia Forum", "https://www.eastasiaforum.org/2021/courts"),
            ("Courts – Human Rights Watch", "https://www.hrw.org/courts"),
            ("Courts - The Phnom Penh Post", "https://example.org/courts"),
            ("Courts - Reuters", "https://example.org/courts"),
            ("Courts — Al Jazeera", "https://www.aljazeera.com/courts"),
        ] {
            assert!(site_behind(&page(url), title).is_some(), "{title}");
        }
        for title in [
            "Down, but not out – Repression of defenders",
            "Cambodia - Country report",
            "Courts in Hard Times - A View",
            "Courts – Hard Times",
            "Courts - 2021",
            "Courts - Our Rule of Greed",
        ] {
            assert_eq!(site_behind(&page("https://example.org/courts"), title), None, "{title}");
        }
        let report = source("{\"type\": \"report\"}");
        assert_eq!(site_behind(&report, "The war – Phnom Penh Post"), None);
    }
}

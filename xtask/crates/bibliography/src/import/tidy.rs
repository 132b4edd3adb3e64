//! A record in CSL's words as a source of the dataset: what a field asks for alone, and nothing that another field says.

use super::raw::{NO_FIELD, Raw};
use super::{Record, Vocabulary, extra, ids, text};
use crate::address::Address;
use crate::address::typed::meant;
use crate::check_digit::{beside_words, listed};
use crate::doi::Doi;
use crate::erratum::Errata;
use crate::isbn::Isbn;
use crate::issn::Issn;
use crate::language_tag::{LanguageProblem, LanguageTag};
use crate::source::{Date, Source};
use crate::un_symbol::UnSymbol;
use crate::wrapped::Inner;
use format::json;
use format::values::Map;

/// Makes a source of a record.
pub(super) fn record(mut raw: Raw, vocabulary: Vocabulary<'_>) -> Record {
    extra::take_apart(&mut raw);
    for (_, text) in &mut raw.texts {
        *text = text::plain(text);
    }
    raw.texts.retain(|(_, text)| !text.is_empty());
    kind(&mut raw, vocabulary);
    habits(&mut raw);
    numbers(&mut raw);
    language(&mut raw);
    doi(&mut raw);
    address(&mut raw);
    date_of_page(&mut raw);
    without_field(&mut raw, vocabulary);
    if raw.text("title").is_none() {
        raw.remarks.push("it has no title; add the one that the source prints".to_owned());
    }
    let source = Source {
        kind: Some(raw.kind.into()),
        names: raw.names.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        dates: raw.dates.into_iter().map(|(name, value)| (name.into(), value)).collect(),
        texts: raw.texts.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
        archive_url: raw.archive_url.map(Into::into),
        archive_date: raw.archive_date.map(Into::into),
        errata: Errata::default(),
    };
    let source = match raw.exact {
        Some(exact) => with_exact(source, &exact, vocabulary),
        None => source,
    };
    Record { line: raw.line, key: raw.key, source, dropped: raw.dropped, remarks: raw.remarks }
}

/// A source with what is said of it besides in the words of CSL-JSON.
fn with_exact(mut source: Source, exact: &str, vocabulary: Vocabulary<'_>) -> Source {
    let Ok(document) = json::parse(exact) else { return source };
    let said = Source::read(&document.root);
    let replaced: Vec<&str> = document.root.members().iter().map(|(name, _)| &**name).collect();
    let is_kept = |name: &str| !replaced.contains(&name);
    let is_known = |name: &str| (vocabulary.has_field)(name);
    source.names = merged(source.names, said.names, is_kept, is_known);
    source.dates = merged(source.dates, said.dates, is_kept, is_known);
    source.texts = merged(source.texts, said.texts, is_kept, is_known);
    if !is_kept("type") && said.kind.as_deref().is_some_and(|kind| (vocabulary.has_type)(kind)) {
        source.kind = said.kind;
    }
    if !is_kept("custom") {
        (source.archive_url, source.archive_date) = (said.archive_url, said.archive_date);
    }
    source
}

fn merged<T>(
    there: Map<T>,
    said: Map<T>,
    is_kept: impl Fn(&str) -> bool,
    is_known: impl Fn(&str) -> bool,
) -> Map<T> {
    let kept = there.into_iter().filter(|(name, _)| is_kept(name));
    kept.chain(said.into_iter().filter(|(name, _)| is_known(name))).collect()
}

fn kind(raw: &mut Raw, vocabulary: Vocabulary<'_>) {
    if (vocabulary.has_type)(&raw.kind) {
        return;
    }
    let written = std::mem::replace(&mut raw.kind, "document".to_owned());
    raw.remarks.push(match &*written {
        "" => "it has no type; it is a document until you say which".to_owned(),
        written => {
            format!("the type \"{written}\" is none of the dataset's; it is a document until you say which")
        }
    });
}

/// What programs write into more fields than one.
fn habits(raw: &mut Raw) {
    let is_same = |raw: &Raw, one, other| raw.text(one).is_some() && raw.text(one) == raw.text(other);
    let mut said_already = Vec::new();
    // The place of a publisher is written as that of an event too.
    if raw.text("event-title").is_none()
        && is_same(raw, "event-place", "publisher-place")
        && !["hearing", "paper-conference", "performance", "speech"].contains(&&*raw.kind)
    {
        said_already.push("event-place");
    }
    // So is the number of pages as the pages that a work fills in another.
    if is_same(raw, "page", "number-of-pages") {
        said_already.push("page");
    }
    if is_same(raw, "title-short", "title") {
        said_already.push("title-short");
    }
    for variable in said_already {
        let value = raw.take(variable).unwrap_or_default();
        raw.drop(variable, value, "another field says it already");
    }
}

/// Numbers of books, periodicals, documents, volumes and pages, without the words for them.
fn numbers(raw: &mut Raw) {
    if let Some(number) = raw.take("number") {
        match number.split_once(':').map(|(word, rest)| (word.trim().to_uppercase(), rest.trim())) {
            Some((word, rest)) if ["ISBN", "ISSN", "DOI"].contains(&&*word) => raw.put(&word, rest),
            _ => raw.put("number", symbol(&number)),
        }
    }
    checked(raw, "ISBN", |number| Isbn::parse(number).is_ok());
    checked(raw, "ISSN", |number| Issn::parse(number).is_ok());
    for (variable, words) in [
        ("volume", &["volume ", "vol. ", "vol ", "vol."][..]),
        ("issue", &["issue ", "number ", "no. ", "no ", "no."]),
        ("page", &["pages ", "pp. ", "pp ", "pp.", "p. ", "p."]),
        ("edition", &[]),
    ] {
        let Some(text) = raw.text(variable) else { continue };
        let lower = text.to_lowercase();
        let start = words.iter().find(|word| lower.starts_with(**word)).map_or(0, |word| word.len());
        let bare = text.get(start..).unwrap_or(text).trim();
        let bare = match variable {
            "page" => range(bare),
            "edition" => edition(bare),
            _ => bare.to_owned(),
        };
        if bare != text && !bare.is_empty() {
            raw.replace(variable, bare);
        }
    }
}

/// A range of pages with a hyphen.
fn range(pages: &str) -> String {
    let joined = pages.replace("--", "-").replace(['–', '—'], "-");
    let is_range = joined.split('-').count() == 2 && !joined.contains(", ");
    if is_range { joined.split('-').map(str::trim).collect::<Vec<_>>().join("-") } else { pages.to_owned() }
}

/// The number of an edition: `2nd ed.` is 2.
fn edition(text: &str) -> String {
    let lower = text.to_lowercase();
    let bare = ["edition", "edn.", "edn", "ed.", "ed"].iter().find_map(|word| lower.strip_suffix(word));
    let bare = bare.map_or(&*lower, str::trim);
    let figures =
        ["st", "nd", "rd", "th"].iter().find_map(|ending| bare.strip_suffix(ending)).unwrap_or(bare);
    let is_number = !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { figures.to_owned() } else { text.to_owned() }
}

/// The symbol of a document of the United Nations without the words before it.
fn symbol(number: &str) -> String {
    let lower = number.to_lowercase();
    let words = ["un document ", "un doc. ", "un doc ", "u.n. doc. ", "doc. "];
    let rest = words.iter().find(|word| lower.starts_with(**word)).and_then(|word| number.get(word.len()..));
    rest.filter(|rest| UnSymbol::parse(rest).is_ok()).unwrap_or(number).to_owned()
}

/// Leaves out the numbers in a list that cannot be right, and words beside one.
fn checked(raw: &mut Raw, variable: &'static str, is_right: impl Fn(&str) -> bool + Copy) {
    let Some(text) = raw.text(variable).map(str::to_owned) else { return };
    if let Some(bare) = beside_words(&text, is_right) {
        raw.replace(variable, bare);
        return;
    }
    let numbers = listed(&text);
    let (right, wrong): (Vec<&str>, Vec<&str>) = numbers.iter().partition(|number| is_right(number));
    if wrong.is_empty() {
        return;
    }
    raw.take(variable);
    raw.put(variable, right.join(", "));
    raw.drop(variable, wrong.join(", "), "its check digit is wrong; look at the source");
}

/// Codes of three letters for languages that have one of two (ISO 639).
const LANGUAGES: &[(&str, &str)] = &[
    ("ara", "ar"),
    ("bur", "my"),
    ("chi", "zh"),
    ("deu", "de"),
    ("dut", "nl"),
    ("eng", "en"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("ger", "de"),
    ("hin", "hi"),
    ("ind", "id"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lao", "lo"),
    ("may", "ms"),
    ("msa", "ms"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("por", "pt"),
    ("rus", "ru"),
    ("spa", "es"),
    ("tam", "ta"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("vie", "vi"),
    ("zho", "zh"),
    // What biblatex calls them.
    ("american", "en-US"),
    ("british", "en-GB"),
    ("ngerman", "de"),
    ("usenglish", "en-US"),
    ("ukenglish", "en-GB"),
];

fn language(raw: &mut Raw) {
    let Some(written) = raw.take("language") else { return };
    let lower = written.to_lowercase();
    if let Some((_, tag)) = LANGUAGES.iter().find(|(code, _)| *code == lower) {
        return raw.put("language", *tag);
    }
    match LanguageTag::parse(&written) {
        Ok(_) => raw.put("language", written),
        Err(
            LanguageProblem::Meant(tag)
            | LanguageProblem::Longer(tag)
            | LanguageProblem::NoRegion(_, Some(tag)),
        ) => raw.put("language", tag),
        Err(
            LanguageProblem::Malformed
            | LanguageProblem::NoLanguage(_)
            | LanguageProblem::NoScript(_)
            | LanguageProblem::NoRegion(_, None),
        ) => raw.drop("language", written, "it is no code of one language"),
    }
}

fn doi(raw: &mut Raw) {
    let Some(written) = raw.take("DOI") else { return };
    match Doi::meant(&written) {
        Some(doi) => raw.put("DOI", doi.as_str()),
        None => raw.drop("DOI", written, "it is not a DOI"),
    }
}

/// The page's own address: without what only leads to it, with a copy under its own name and a DOI under its own.
fn address(raw: &mut Raw) {
    let Some(written) = raw.take("URL") else { return };
    let whole = if has_no_scheme(&written) { format!("https://{written}") } else { written.clone() };
    let whole = meant(&whole).unwrap_or(whole);
    let Ok(address) = Address::parse(&whole) else {
        return raw.drop("URL", written, "it is no address that a reader can be given");
    };
    let inner = address.unwrapped();
    let address = inner.as_deref().map_or(Ok(address), Address::parse).unwrap_or(address);
    let clean = address.without_tracking();
    match address.wrapped().map(|wrapped| wrapped.inner) {
        Some(Inner::Doi(doi)) if Source::is_found_by_doi(&raw.kind) => {
            let is_other = raw.text("DOI").is_some_and(|given| !given.eq_ignore_ascii_case(doi.as_str()));
            if is_other { raw.put("URL", clean) } else { raw.replace("DOI", doi.as_str()) }
        }
        Some(Inner::Copy { original, day: Some(day) }) if raw.archive_url.is_none() => {
            raw.archive_url = Some(address.as_str().to_owned());
            raw.archive_date = Some(day);
            raw.put("URL", Address::parse(&original).map_or(original.clone(), Address::without_tracking));
        }
        Some(Inner::Likely(likely)) => {
            raw.remarks.push(format!(
                "its address is a way to a page, which seems to be {likely}; look, and correct it"
            ));
            raw.put("URL", clean);
        }
        Some(Inner::Address(_) | Inner::Copy { .. } | Inner::Doi(_) | Inner::Unknown) => {
            raw.remarks.push(
                "its address is only a way to the page; open it, and write the address at the end".to_owned(),
            );
            raw.put("URL", clean);
        }
        None => raw.put("URL", clean),
    }
}

/// Whether an address is one as people write it by hand: `www.un.org/en`, `bit.ly/abc`.
fn has_no_scheme(text: &str) -> bool {
    let site = text.split(['/', '?', '#']).next().unwrap_or_default();
    site.contains('.') && !site.contains(':') && Address::parse(&format!("https://{text}")).is_ok()
}

/// A page that somebody opened, and found no date on, is marked so. What comes from the dataset says itself what it means.
fn date_of_page(raw: &mut Raw) {
    let is_page = ["webpage", "post", "post-weblog"].contains(&&*raw.kind);
    let is_dated = raw.has("issued") || raw.key.as_deref().is_some_and(ids::is_ours);
    if is_page && !is_dated && raw.has("accessed") {
        raw.put_date("issued", Some(Date { literal: Some("n.d.".into()), ..Date::default() }));
        raw.remarks
            .push("the record has no date, so it is marked n.d.; look whether the page has one".to_owned());
    }
}

/// Leaves out what the dataset has no field for.
fn without_field(raw: &mut Raw, vocabulary: Vocabulary<'_>) {
    let mut dropped = Vec::new();
    let is_known = |name: &str| (vocabulary.has_field)(name);
    raw.texts.retain(|(name, value)| {
        is_known(name)
            || !{
                dropped.push((name.clone(), value.clone()));
                true
            }
    });
    raw.names.retain(|(name, value)| {
        let is_known = is_known(name);
        if !is_known {
            let names = value.iter().filter_map(|name| name.literal.as_deref().or(name.family.as_deref()));
            dropped.push((name.clone(), names.collect::<Vec<_>>().join(", ")));
        }
        is_known
    });
    raw.dates.retain(|(name, value)| {
        let is_known = is_known(name);
        if !is_known {
            dropped.push((name.clone(), value.from.map(|from| from.year.to_string()).unwrap_or_default()));
        }
        is_known
    });
    for (name, value) in dropped {
        raw.drop(&name, value, NO_FIELD);
    }
}

//! Which known word somebody is likely to mean: by the words of the trade, by a part of it, or by its letters.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use format::limits::{LONGEST_WORD, MOST_CANDIDATES, MOST_WORDS};
use format::near::nearest;

/// How many letters a beginning has at least; less begins too many words.
const SHORTEST: usize = 3;

/// The candidate that a word is likely to mean, if one is: another word for it, the only one that begins with it, the one that is
/// nearest by its letters, or the only one that holds all its parts. A word that is very long means nothing, and of very many
/// candidates only the nearest is looked for.
pub fn meant<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    if word.chars().nth(LONGEST_WORD).is_some() {
        return None;
    }
    let mut rest = candidates.into_iter();
    let candidates: Vec<&str> = rest.by_ref().take(MOST_CANDIDATES + 1).collect();
    if candidates.len() > MOST_CANDIDATES {
        return nearest(word, candidates.into_iter().chain(rest));
    }
    let known = || candidates.iter().copied();
    let bare = plain(word);
    let is_same = |candidate: &&str| !bare.is_empty() && plain(candidate) == bare;
    known()
        .find(is_same)
        .or_else(|| meanings(word).find_map(|meaning| known().find(|candidate| *candidate == meaning)))
        .or_else(|| only(known().filter(|candidate| begins(candidate, word))))
        .or_else(|| nearest(word, known()))
        .or_else(|| only(known().filter(|candidate| holds_all(candidate, word))))
}

/// The candidate that each of some words is likely to mean, for those that have one; of very many words for the first.
pub fn matched<'w, 'c>(
    words: impl IntoIterator<Item = &'w str>,
    candidates: &[&'c str],
) -> BTreeMap<&'w str, &'c str> {
    let words = words.into_iter().take(MOST_WORDS);
    words.filter_map(|word| Some((word, meant(word, candidates.iter().copied())?))).collect()
}

/// Whether the table has a word as another one for a word of the files.
pub fn is_other_word_for(word: &str, known: &str) -> bool {
    meanings(word).any(|meaning| meaning == known)
}

/// What a word stands for, by the table: from the meaning that comes first.
fn meanings(word: &str) -> impl Iterator<Item = &'static str> {
    static MEANINGS: LazyLock<HashMap<String, Vec<&str>>> = LazyLock::new(|| {
        let mut meanings: HashMap<String, Vec<&str>> = HashMap::new();
        for (meaning, words) in SYNONYMS {
            for word in words.split(", ") {
                meanings.entry(plain(word)).or_default().push(meaning);
            }
        }
        meanings
    });
    MEANINGS.get(&plain(word)).into_iter().flatten().copied()
}

/// Small letters without what parts words, so that `newspaperArticle` and `Newspaper article` are one. Of signs alone nothing is
/// taken away.
fn plain(word: &str) -> String {
    let plain: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if plain.is_empty() { word.trim().to_owned() } else { plain }
}

fn begins(candidate: &str, word: &str) -> bool {
    let word = word.trim().trim_end_matches(['.', '-', ' ', '_']);
    let start = candidate.get(..word.len());
    word.len() >= SHORTEST && start.is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Whether each part of a word is a part of the candidate too.
fn holds_all(candidate: &str, word: &str) -> bool {
    let is_end = |c: char| !c.is_alphanumeric();
    let mut parts = word.split(is_end).filter(|part| !part.is_empty()).peekable();
    let is_part = |part: &str| candidate.split(is_end).any(|other| other.eq_ignore_ascii_case(part));
    word.len() >= SHORTEST && parts.peek().is_some() && parts.all(is_part)
}

fn only<'c>(mut found: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// Words of the files, each with other words for it: everyday ones, those of Zotero and BibTeX, and signs.
const SYNONYMS: &[(&str, &str)] = &[
    // Levels.
    (
        "very-strong",
        "very high, very good, excellent, outstanding, full, v strong, vs, fully in place, fully implemented, fully, complete",
    ),
    (
        "strong",
        "high, good, substantial, s, mostly in place, largely in place, mostly implemented, largely implemented, mostly",
    ),
    (
        "fair",
        "moderate, medium, average, middling, satisfactory, mixed, partial, f, partly in place, partially in place, partly implemented, partially implemented, partly, partially",
    ),
    ("weak", "low, poor, bad, limited, w, hardly in place, barely in place, hardly implemented"),
    (
        "very-weak",
        "very low, very poor, very bad, v weak, vw, not in place, not implemented, not at all, absent",
    ),
    // Directions.
    (
        "increase",
        "increased, increasing, improved, improvement, improving, improves, up, upward, upwards, rise, rose, risen, rising, raised, higher, better, positive, gain, ▲, △, ↑, ↗, ⬆, +",
    ),
    (
        "decrease",
        "decreased, decreasing, decline, declined, declining, deteriorated, deterioration, worse, worsened, worsening, down, downward, downwards, fall, fell, fallen, falling, lowered, lower, drop, dropped, negative, ▼, ▽, ↓, ↘, ⬇, -, −, –",
    ),
    (
        "unchanged",
        "no change, nochange, not changed, same, the same, stable, steady, constant, equal, maintained, static, stays, none, =, →, ↔, ►, ▶, ◄►, ◀▶, ●",
    ),
    // Reasons of a move.
    ("new-evidence", "evidence, new information, new data, events"),
    ("correction", "corrected, mistake, error, slip, typo, erratum"),
    ("methodology", "method, new method, methodological"),
    ("reinterpretation", "reassessment, reassessed, reinterpreted, judgement"),
    // Votes.
    ("yes", "y, for, in favour, in favor, favour, favor, voted in favour, aye, +"),
    ("no", "n, against, voted against, nay, opposed, -, −"),
    ("abstain", "a, abstained, abstention, abstaining, abst"),
    ("did-not-vote", "absent, not voting, non-voting, no vote, not voted, did not participate"),
    (
        "adopted-without-vote",
        "consensus, by consensus, without a vote, without vote, adopted by consensus, no recorded vote",
    ),
    // States of an assessment and of an edition.
    ("published", "final, official, public, publish, finished, done, transcribed"),
    ("reconstructed", "reconstruction, inferred, derived, estimated, worked out"),
    ("draft", "wip, in progress, work in progress, provisional, preliminary, unfinished, open"),
    ("open", "current, active, ongoing, draft, in progress"),
    ("closed", "done, finished, final, complete, completed, over, published"),
    // What an erratum corrects.
    ("rating", "level, grade, mark, score"),
    ("change", "direction, trend, movement, tendency, arrow"),
    (
        "rationale",
        "reasons, reasoning, justification, explanation, text, wording, words, narrative, comment, comments",
    ),
    ("citation", "source, reference, footnote, note, evidence, locator"),
    ("stated", "score, total, printed score"),
    ("other", "misc, miscellaneous, else, anything"),
    // Types: CSL's, by those of Zotero, BibTeX and everyday.
    (
        "article-newspaper",
        "newspaperArticle, newspaper, news, news article, newsarticle, press article, article in a newspaper, op-ed, editorial",
    ),
    ("article-magazine", "magazineArticle, magazine"),
    (
        "article-journal",
        "journalArticle, journal, academic article, paper, journal-article, scholarly article",
    ),
    ("article", "preprint, working paper"),
    ("chapter", "bookSection, book chapter, incollection, inbook, suppbook"),
    ("book", "ebook, monograph, collected volume, proceedings, mvbook, edited book"),
    ("paper-conference", "conferencePaper, inproceedings, conference, proceedings article"),
    (
        "report",
        "techreport, technical report, white paper, brief, policy brief, press release, press-release, pressRelease, news release, media release, statement by an organisation, un document, un report, ngo report, submission, government report, working-paper, manual, study",
    ),
    ("webpage", "website, web, online, electronic, internet, www, url, page, site"),
    ("post-weblog", "blogPost, blog, weblog"),
    (
        "post",
        "forumPost, forum post, tweet, facebook, twitter, social media, social-media, facebook post, social media post",
    ),
    ("legislation", "statute, law, act, resolution, un resolution, constitution, code, national law"),
    ("regulation", "decree, sub-decree, prakas, rules, order, royal decree"),
    ("treaty", "convention, covenant, agreement, protocol"),
    (
        "legal_case",
        "case, court case, judgment, judgement, judicial decision, jurisdiction, court decision, decision",
    ),
    ("hearing", "testimony, court hearing"),
    ("speech", "presentation, talk, lecture, address, remarks, statement"),
    ("personal_communication", "letter, email, instantMessage, message, correspondence"),
    (
        "broadcast",
        "radioBroadcast, tvBroadcast, radio, tv, television, podcast, radio broadcast, tv broadcast, podcast episode",
    ),
    ("motion_picture", "film, videoRecording, video, movie, documentary, youtube"),
    ("song", "audioRecording, audio, music"),
    (
        "entry-encyclopedia",
        "encyclopediaArticle, encyclopedia article, encyclopedia, encyclopaedia, wikipedia, inreference",
    ),
    ("entry-dictionary", "dictionaryEntry, dictionary"),
    ("thesis", "phdthesis, mastersthesis, dissertation, phd"),
    ("software", "computerProgram, program, code repository"),
    ("graphic", "artwork, image, picture, photo, photograph, illustration"),
    ("manuscript", "unpublished, archival document"),
    ("dataset", "data, database, statistics, figures"),
    ("pamphlet", "booklet, leaflet, brochure, flyer"),
    ("document", "misc, miscellaneous, other, unknown, attachment, file, pdf"),
    ("periodical", "journal as a whole, whole journal, magazine as a whole"),
    // What a locator counts.
    ("page", "p, pp, pg, pgs, pages, page number"),
    ("paragraph", "para, paras, par, paragraphs, ¶, ¶¶"),
    ("section", "sec, sect, secs, sections, §, §§, heading, header, title, subsection, head"),
    ("article-locator", "art, arts, article, articles"),
    ("chapter", "ch, chap, chaps, chapters"),
    ("volume", "vol, vols"),
    ("note", "fn, footnote, endnote, n, notes, nn"),
    ("appendix", "annex, app, annexe, appendices, annexes"),
    ("table", "tab, tables"),
    ("figure", "fig, figs, chart, graph, figures"),
    ("timestamp", "time, minute, minutes"),
    ("part", "pt, pts, parts"),
    ("column", "col, cols"),
    ("title-locator", "title of the law"),
    ("sub-verbo", "s.v., entry, word"),
    ("issue", "iss, no., number"),
    // Fields: CSL's and ours, by those of Zotero, BibTeX and everyday.
    (
        "container-title",
        "publicationTitle, journal, journaltitle, booktitle, bookTitle, newspaper, websiteTitle, blogTitle, publication, periodical, encyclopediaTitle, dictionaryTitle, proceedingsTitle, forumTitle, programTitle, website",
    ),
    ("collection-title", "series, seriesTitle"),
    ("collection-number", "seriesNumber"),
    ("title-short", "shortTitle"),
    ("issued", "date, year, published, publication date, dateEnacted, dateDecided, pubdate, month, day"),
    (
        "accessed",
        "accessDate, urldate, access date, access, retrieved, last accessed, visited, accessed date",
    ),
    ("author", "authors, creators, creator, by, writer, organisation, organization"),
    ("editor", "editors"),
    ("publisher", "institution, university, school, organization, studio, publisher name"),
    ("publisher-place", "place, address, location, city"),
    (
        "number",
        "reportNumber, billNumber, documentNumber, publicLawNumber, docketNumber, symbol, document number, report number, un symbol",
    ),
    ("page", "pages, page range, numPages"),
    ("edition", "ed"),
    ("genre", "reportType, thesisType, websiteType, manuscriptType, kind"),
    ("note", "extra, annotation, annote, abstractNote, comment, remark, remarks, notes"),
    ("type", "itemType, ENTRYTYPE, source type, kind"),
    ("URL", "link, href, uri, web address, website address"),
    ("ISBN", "isbn-13, isbn10"),
    ("event-title", "conferenceName, meetingName, event, conference"),
    ("event-place", "conference place, venue"),
    ("authority", "court, legislativeBody, issuingAuthority"),
    ("family", "lastName, surname, last, family name"),
    ("given", "firstName, first, forename, given name, given names"),
    ("literal", "name, full name, organisation, organization, institution"),
    ("date-parts", "parts, year, numbers"),
    ("locator", "pages, place, pinpoint, where, location"),
    ("prefix", "before, signal"),
    ("suffix", "after"),
    ("source", "id, ref, citekey, key, sourceid, item, work, reference"),
    ("comment", "text, note, prose, remark"),
    ("citations", "sources, references, cites, works"),
    ("footnotes", "notes, references, sources, evidence"),
    ("sources", "references, bibliography, works, items"),
    ("previous_score", "previous, last score, score before"),
    ("difference", "change, delta, diff"),
    ("score", "total, result"),
    ("ratings", "indicators, entries"),
    ("overview", "summary, abstract, introduction"),
    ("exceptions", "suppressions, ignore, ignored, accepted"),
    ("errata", "corrections, correction"),
    ("reason", "why, cause"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_trade() {
        let levels = ["very-strong", "strong", "fair", "weak", "very-weak"];
        let directions = ["increase", "decrease", "unchanged"];
        let types = ["article-journal", "article-newspaper", "report", "webpage", "legal_case", "thesis"];
        let labels = ["article-locator", "page", "paragraph", "part", "section", "note"];
        for (word, known, expected) in [
            ("good", &levels[..], "strong"),
            ("VERY_HIGH", &levels, "very-strong"),
            ("no change", &directions, "unchanged"),
            ("Improved", &directions, "increase"),
            ("▲", &directions, "increase"),
            ("▼", &directions, "decrease"),
            ("same", &directions, "unchanged"),
            ("newspaperArticle", &types, "article-newspaper"),
            ("press-release", &types, "report"),
            ("phdthesis", &types, "thesis"),
            ("para", &labels, "paragraph"),
            ("Para.", &labels, "paragraph"),
            ("§", &labels, "section"),
            ("pg", &labels, "page"),
        ] {
            assert_eq!(meant(word, known.iter().copied()), Some(expected), "{word}");
        }
    }

    #[test]
    fn a_beginning_and_parts_of_one_alone() {
        let ids = ["travouillon-covid-oppression", "un-khmer", "un-khmer-rouge-trials", "covid-law"];
        assert_eq!(meant("travouillon-covid", ids), Some(ids[0]));
        assert_eq!(meant("oppression-travouillon", ids), Some(ids[0]));
        assert_eq!(meant("covid", ids), Some("covid-law"));
        assert_eq!(meant("trials", ids), Some(ids[2]));
        assert_eq!(meant("un-k", ids), None);
        assert_eq!(meant("x", ids), None);
    }

    #[test]
    fn a_slip_is_what_it_was() {
        let ratings = ["very-strong", "strong", "fair", "weak", "very-weak"];
        assert_eq!(meant("stong", ratings), Some("strong"));
        assert_eq!(meant("weak-very", ratings), Some("very-weak"));
        assert_eq!(meant("zzz", ratings), None);
    }

    #[test]
    fn of_very_many_candidates_only_the_nearest_is_looked_for() {
        for (count, is_found) in [(MOST_CANDIDATES, true), (MOST_CANDIDATES + 1, false)] {
            let others: Vec<String> = (1..count).map(|i| format!("source-{i:06}")).collect();
            let known = || others.iter().map(String::as_str).chain(["travouillon-covid-oppression"]);
            assert_eq!(meant("travouillon", known()).is_some(), is_found, "{count}");
            assert_eq!(meant("travouillon-covid-opression", known()), Some("travouillon-covid-oppression"));
        }
        assert_eq!(meant(&"a".repeat(LONGEST_WORD + 1), ["a".repeat(LONGEST_WORD + 2).as_str()]), None);
    }

    #[test]
    fn so_many_words_are_matched() {
        let words: Vec<String> = (0..MOST_WORDS + 5).map(|i| format!("word-{i:03}x")).collect();
        let meant: Vec<String> = (0..MOST_WORDS + 5).map(|i| format!("word-{i:03}")).collect();
        let meant: Vec<&str> = meant.iter().map(String::as_str).collect();
        assert_eq!(matched(words.iter().map(String::as_str), &meant).len(), MOST_WORDS);
    }

    #[test]
    fn no_word_is_another_word_for_itself() {
        for (meaning, words) in SYNONYMS {
            assert!(
                words.split(", ").all(|word| !word.is_empty() && plain(word) != plain(meaning)),
                "{meaning}"
            );
        }
    }
}

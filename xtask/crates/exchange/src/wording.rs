//! Which passages the texts of an assessment share with a document: so many words in a row that they are no longer our own.

use std::collections::HashSet;

use format::json::Json;
use format::pointer::Pointer;

/// How many consecutive words are a passage, and no longer the words that any text on the matter has.
pub const RUN: usize = 8;

/// The passages of a document, ready to be looked for.
#[derive(Debug)]
pub struct Document {
    runs: HashSet<String>,
}

impl Document {
    /// Takes the words of a document in.
    pub fn new(text: &str) -> Self {
        Self { runs: words(text).windows(RUN).map(folded).collect() }
    }

    /// The longest passages of a text that are in the document as well, in the words of the text.
    pub fn shared(&self, text: &str) -> Vec<String> {
        let words = words(text);
        let mut passages: Vec<(usize, usize)> = Vec::new();
        for (start, run) in words.windows(RUN).enumerate() {
            if self.runs.contains(&folded(run)) {
                match passages.last_mut() {
                    Some((_, end)) if *end >= start => *end = start + RUN,
                    Some(_) | None => passages.push((start, start + RUN)),
                }
            }
        }
        passages.into_iter().map(|(start, end)| words[start..end].join(" ")).collect()
    }
}

fn folded(words: &[String]) -> String {
    words.join(" ").to_lowercase()
}

/// The words of a text, without calls of footnotes, raised figures and punctuation.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[^") {
        plain.push_str(before);
        rest = after.split_once(']').map_or("", |(_, behind)| behind);
    }
    plain.push_str(rest);
    let is_raised = |c: char| matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}');
    let plain = plain.replace('’', "'");
    plain
        .split(|c: char| is_raised(c) || !(c.is_alphanumeric() || c == '\'' || c == '-'))
        .map(|word| word.trim_matches(['\'', '-']).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether a passage is likely to be a name, a title or an office, which cannot be said otherwise: at least as many of its
/// longer words begin with a capital as not.
pub fn is_name(passage: &str) -> bool {
    let longer = || passage.split(' ').filter(|word| word.chars().count() > 3);
    let capitals =
        longer().filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())).count();
    capitals > 2 && 2 * capitals >= longer().count()
}

/// The texts of an assessment that are written here, by place: not its bibliography, locators and titles of resolutions, and
/// not what a remark quotes.
pub fn texts<'a>(assessment: &'a Json<'_>) -> Vec<(Pointer, &'a str)> {
    let mut out = Vec::new();
    gather(assessment, &Pointer::root(), &mut out);
    out
}

fn gather<'a>(value: &'a Json<'_>, pointer: &Pointer, out: &mut Vec<(Pointer, &'a str)>) {
    match value {
        Json::String(text) => out.push((pointer.clone(), text)),
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(nth, item)| gather(item, &pointer.index(nth), out));
        }
        Json::Object(members) => {
            let within = |top: &str| pointer.as_str().starts_with(top);
            for (name, member) in members {
                let is_ours = match (within("/sources/"), within("/remarks/")) {
                    (true, _) => name == "note",
                    (false, true) => name == "text",
                    (false, false) => name != "votes" && name != "citations",
                };
                if is_ours {
                    gather(member, &pointer.child(name), out);
                }
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_passage_is_seen() {
        let document = Document::new(
            "It has been seen that the government’s policies of land grabbing¹ may have led to crimes.",
        );
        let copied = "Here The government's policies of land grabbing[^a] may have led elsewhere.";
        assert_eq!(document.shared(copied), ["The government's policies of land grabbing may have led"]);
        let own = "The policies of the government on land grabbing may have led to crimes.";
        assert_eq!(document.shared(own), [""; 0]);
    }

    #[test]
    fn names_are_told_from_sentences() {
        assert!(is_name("the Extraordinary Chambers in the Courts of Cambodia ECCC"));
        assert!(!is_name("the government's policies of land grabbing may have led"));
    }
}

//! `validate --against`: which passages the texts of assessments share with a document at hand.

use std::path::PathBuf;

use anyhow::Context as _;

use crate::render::{counted, plain};
use dataset::schema::Kind;
use exchange::wording::{Document, RUN, is_name, texts};
use format::diagnostic::Location;
use format::json;
use format::limits::LARGEST_FILE;
use format::span::Spans;
use format::tree::{Tree, read_file};

/// What the texts share with documents, a passage a line with its place; and how many passages there are. Names and titles,
/// which cannot be said otherwise, are left out.
pub(super) fn told(
    tree: &Tree,
    documents: &[PathBuf],
    is_asked: &impl Fn(&str) -> bool,
) -> anyhow::Result<(String, usize)> {
    let mut read = Vec::new();
    for file in documents {
        let named = file.display();
        let bytes = read_file(file, LARGEST_FILE).with_context(|| format!("{named} cannot be read"))?;
        let remedy = || {
            format!(
                "{named} is no text in UTF-8; of a PDF make text first: pdftotext -layout FILE.pdf FILE.txt"
            )
        };
        let text = String::from_utf8(bytes).ok().with_context(remedy)?;
        read.push((named.to_string(), Document::new(&text)));
    }
    let is_assessment = |path: &str| Kind::of(path) == Some(Kind::Assessment);
    let (mut out, mut count) = (String::new(), 0);
    for entry in tree.entries().iter().filter(|entry| is_assessment(&entry.path) && is_asked(&entry.path)) {
        // What cannot be read is told by the checks.
        let Ok(bytes) = tree.read(&entry.path) else { continue };
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        let Ok(file) = json::parse(text) else { continue };
        let spans = Spans::new(text);
        for (pointer, said) in texts(&file.root) {
            for (named, document) in &read {
                for passage in document.shared(said).into_iter().filter(|passage| !is_name(passage)) {
                    count += 1;
                    let place = Location::value(&entry.path, pointer.clone()).place;
                    let lines = spans.lines(&spans.bytes(&place));
                    let place = format!("{}:{}:{}: {pointer}", entry.path, lines.line, lines.column);
                    out.push_str(&plain(&format!("{place} has words of {named}: “{passage}”")));
                    out.push('\n');
                }
            }
        }
    }
    out.push_str(&match count {
        0 => format!("No text shares {RUN} words in a row with {}.\n", counted(read.len(), "document")),
        _ => format!(
            "{} of {RUN} or more words. Say these in your own words; a name or a title may stay.\n",
            counted(count, "shared passage")
        ),
    });
    Ok((out, count))
}

//! A publisher's annex as text: the facts into the file of the assessment, the sentences into a working copy that Git does not see.

use std::path::Path;

use anyhow::bail;

use super::{As, require_free, status_of};
use crate::commands::{Outcome, print, write};
use crate::render::{counted, plain};
use dataset::Dataset;
use dataset::assessment_id::AssessmentId;
use dataset::canonical;
use dataset::schema::Kind;
use exchange::Subject;
use exchange::annex::{self, Annex, Known};
use format::tree::Tree;

/// The folder of working copies, which ignores itself.
const DRAFTS: &str = "drafts";

/// Whether a text looks like an annex.
pub(super) fn is_one(text: &str, subject: &Subject<'_>) -> bool {
    annex::is_one(text, subject)
}

/// Reads the annex, and writes what it says; tells what a person has to look at.
pub(super) fn run(
    root: &Path,
    tree: &Tree,
    dataset: &Dataset,
    status: Option<As>,
    text: &str,
    subject: &Subject<'_>,
) -> anyhow::Result<Outcome> {
    let path = AssessmentId::new(subject.country, subject.edition).path();
    if tree.has(&path) {
        bail!(
            "{path} is there already, and a document is never taken over into a file in which somebody has written; move it away first"
        );
    }
    require_free(tree, &path)?;
    let copy = format!("{DRAFTS}/{}-{}.md", subject.country, subject.edition);
    if root.join(&copy).exists() {
        bail!(
            "{copy} is there already, and is never overwritten: somebody may have written in it; move it away first"
        );
    }
    let status = status_of(dataset, status, subject.edition);
    let sources = dataset.assessments.iter().flat_map(|file| file.data.sources.iter());
    let known: Vec<Known<'_>> = sources.map(|(id, source)| Known { id, source, is_here: false }).collect();
    let read = annex::read(text, subject, status.id(), &known);
    let indicators: Vec<&str> = subject.framework.indicators.ids().collect();
    let after = canonical::write(&read.assessment, Kind::Assessment.schema().shape(), &indicators);
    if let Some(why) = canonical::too_large(after.len() as u64) {
        bail!("{path} is not written: {why}");
    }
    let ignore = format!("{DRAFTS}/.gitignore");
    if !root.join(&ignore).exists() {
        write::create(root, &ignore, "*\n")?;
    }
    write::create(root, &copy, &read.working_copy)?;
    write::create(root, &path, &after)?;
    print(&told(&read, &path, &copy))?;
    Ok(Outcome::Clean)
}

fn told(read: &Annex, path: &str, copy: &str) -> String {
    let counts = read.counts;
    let mut out = format!(
        "wrote {path}: {}, {} with {}, {}.\n",
        counted(counts.ratings, "rating"),
        counted(counts.notes, "note"),
        counted(counts.citations, "citation"),
        counted(counts.votes, "vote"),
    );
    out.push_str(&format!(
        "wrote {copy}, which Git does not see: each entry with the original beside it. No sentence of the original is in {path}.\n"
    ));
    if !read.doubts.is_empty() {
        out.push_str(&format!(
            "\n{} to look at, by the line of the original:\n",
            counted(read.doubts.len(), "place")
        ));
        for doubt in &read.doubts {
            out.push_str(&plain(&format!("  {}: {}", doubt.line, doubt.text)));
            out.push('\n');
        }
        out.push('\n');
    }
    out.push_str("The types of works follow from the form of their notes alone: look them over as well.\n");
    out.push_str(&format!(
        "Next: write your own words in {copy}, then cargo xtask import {copy}, and cargo xtask validate {path}\n"
    ));
    out
}

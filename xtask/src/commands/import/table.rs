//! A table of a spreadsheet: what its rows say, into the file of the assessment.

use std::path::Path;

use super::{Arguments, parsed, put_file, refused, set_status, status_of, subject};
use crate::commands::{Outcome, print};
use crate::render::{counted, plain};
use dataset::Dataset;
use dataset::assessment_id::AssessmentId;
use dataset::draft::{self, DraftSubject};
use dataset::model::assessment::Status;
use exchange::Subject;
use exchange::annex::Known;
use exchange::table::{self, Found, Taken};
use format::json::Json;
use format::tree::Tree;

/// Reads the table, and writes what it says; tells what a person has to look at.
pub(super) fn run(
    root: &Path,
    tree: &Tree,
    dataset: &Dataset,
    arguments: &Arguments,
    bytes: &[u8],
) -> anyhow::Result<Outcome> {
    let found = match table::sheets(bytes, &arguments.file.to_string_lossy()).and_then(table::find) {
        Ok(found) => found,
        Err(problem) => return refused(&arguments.file, &[problem]),
    };
    let subject = subject(dataset, arguments, &found.about())?;
    let path = AssessmentId::new(subject.country, subject.edition).path();
    let before = tree.has(&path).then(|| tree.read(&path)).transpose()?;
    let mut base = match &before {
        Some(before) => parsed(before, &path)?,
        None => empty(dataset, arguments, &found, &subject),
    };
    if let Some(status) = arguments.status {
        set_status(&mut base, status.status());
    }
    // What the file itself describes comes first, under the ids that it has there.
    let (own, others): (Vec<_>, Vec<_>) = dataset.assessments.iter().partition(|file| *file.path == *path);
    let own = own.iter().flat_map(|file| file.data.sources.iter()).map(|(id, source)| (id, source, true));
    let others =
        others.iter().flat_map(|file| file.data.sources.iter()).map(|(id, source)| (id, source, false));
    let known: Vec<Known<'_>> =
        own.chain(others).map(|(id, source, is_here)| Known { id, source, is_here }).collect();
    let taken = match found.read(&subject, base, &known) {
        Ok(taken) => taken,
        Err(problems) => return refused(&arguments.file, &problems),
    };
    let done = put_file(root, tree, &path, before.as_deref(), &taken.assessment, &subject)?;
    print(&told(&taken, &done, &path))?;
    Ok(Outcome::Clean)
}

/// An assessment without entries, to begin from.
fn empty(dataset: &Dataset, arguments: &Arguments, found: &Found, subject: &Subject<'_>) -> Json<'static> {
    let (country, edition, framework) = (subject.country, subject.edition, subject.framework);
    let replacements = &dataset.replacements();
    let subject_of_draft = DraftSubject { country, edition, framework, previous: None, replacements };
    let mut empty = draft::empty(&subject_of_draft).into_owned();
    let printed = found.status(subject).and_then(Status::from_id);
    let status = printed.unwrap_or_else(|| status_of(dataset, arguments.status, edition));
    set_status(&mut empty, status);
    empty
}

fn told(taken: &Taken, done: &str, path: &str) -> String {
    let counts = taken.counts;
    let mut out = format!(
        "{done}: {}, {}, {}, {} with {}.\n",
        counted(counts.ratings, "rating"),
        counted(counts.changes, "direction"),
        counted(counts.rationales, "rationale"),
        counted(counts.notes, "note"),
        counted(counts.citations, "citation"),
    );
    if counts.others > 0 {
        out.push_str(&format!(
            "{} of other countries or editions left out.\n",
            counted(counts.others, "row")
        ));
    }
    if !taken.doubts.is_empty() {
        out.push_str(&format!("\n{} to look at, by the row:\n", counted(taken.doubts.len(), "place")));
        for doubt in &taken.doubts {
            out.push_str(&plain(&format!("  {}: {}", doubt.line, doubt.text)));
            out.push('\n');
        }
        out.push('\n');
    }
    out.push_str(
        "A table has no place for the overview, the printed scores, votes, remarks and exceptions: they stay as they are in the file.\n",
    );
    if counts.rationales > 0 {
        out.push_str("The rationales were taken over as your own words; --against DOCUMENT of validate tells which are not.\n");
    }
    out.push_str(&format!("Next: cargo xtask validate {path}\n"));
    out
}

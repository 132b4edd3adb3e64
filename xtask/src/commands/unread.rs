//! What of the dataset could not be read and is left out of what is shown: said on standard error, and then a failure.

use dataset::assessment_id::ASSESSMENTS;
use std::collections::BTreeSet;
use std::io::Write as _;

use anyhow::bail;

use crate::render::{counted, named, plain};
use dataset::{AssessmentFile, Dataset};
use diff::NotCompared;
use format::diagnostic::Report;
use format::pointer::Pointer;

/// Says on standard error which files could not be read, of those whose path is asked for; gives how many they are.
pub(super) fn tell_unread(dataset: &Dataset, is_asked: &dyn Fn(&str) -> bool) -> usize {
    let unread = dataset.unread().into_iter().map(|fault| &fault.report);
    let unread: Vec<&Report> = unread.filter(|report| is_asked(&report.location.path)).collect();
    for report in &unread {
        say_left_out(&format!("{} is left out: {}", named(&report.location.path), report.message));
    }
    unread.len()
}

/// Says on standard error which values of files could not be read, of those that are asked for; gives how many they are.
pub(super) fn tell_left_out<'d>(
    dataset: &Dataset,
    files: impl IntoIterator<Item = &'d AssessmentFile>,
    is_asked: &dyn Fn(&Pointer) -> bool,
) -> usize {
    let mut count = 0;
    for AssessmentFile { file, .. } in files.into_iter().filter(|file| !file.is_unreadable()) {
        for (pointer, _) in file.left_out.iter().filter(|(pointer, _)| is_asked(pointer)) {
            count += 1;
            let mut reports = dataset.faults_of(&file.path).iter().map(|fault| &fault.report);
            let report = reports.find(|report| report.location.pointer() == Some(pointer));
            let why = report.map_or("it cannot be read", |report| &*report.message);
            let (path, place) = (named(&file.path), named(pointer.as_str()));
            say_left_out(&format!("{path}, {place} is left out: {why}"));
        }
    }
    count
}

/// Fails where something was left out of what has been shown.
///
/// # Errors
/// How many files or values were left out, if any were.
pub(super) fn require_nothing_left_out(files: usize, values: usize) -> anyhow::Result<()> {
    match files_and_values(files, values) {
        None => Ok(()),
        Some(lost) => {
            bail!("{lost} could not be read; the rest is shown. To see what is wrong: cargo xtask validate")
        }
    }
}

/// How much could not be compared, if anything: a file that cannot be read on either side is one file.
pub(super) fn lost(not_compared: &[NotCompared]) -> Option<String> {
    let (files, values): (Vec<&NotCompared>, Vec<&NotCompared>) =
        not_compared.iter().partition(|lost| lost.pointer.as_str().is_empty());
    let files: BTreeSet<&str> = files.into_iter().map(|lost| &*lost.path).collect();
    let values: BTreeSet<(&str, &str)> =
        values.into_iter().map(|lost| (&*lost.path, lost.pointer.as_str())).collect();
    files_and_values(files.len(), values.len())
}

fn files_and_values(files: usize, values: usize) -> Option<String> {
    let told: Vec<String> = [(files, "file"), (values, "value")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| counted(count, what))
        .collect();
    (!told.is_empty()).then(|| told.join(" and "))
}

fn say_left_out(told: &str) {
    let _ = writeln!(anstream::stderr(), "note: {}", plain(told));
}

/// Whether a path under the dataset can have to do with a country, if one is named, and an edition, if one is named.
pub(super) fn concerns(path: &str, country: Option<&str>, edition: Option<&str>) -> bool {
    let Some(rest) = path.strip_prefix(ASSESSMENTS) else { return true };
    let (folder, file) = rest.split_once('/').unwrap_or((rest, ""));
    let is_of_edition = |edition: &str| {
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
        file.is_empty() || name.eq_ignore_ascii_case(edition)
    };
    country.is_none_or(|country| folder.eq_ignore_ascii_case(country)) && edition.is_none_or(is_of_edition)
}

//! What of two files cannot be compared, since one side of it cannot be read.

use super::change::Change;
use super::sides::Datasets;
use super::subject::{Field, Subject};
use super::{NotCompared, Side};
use dataset::{Dataset, File};
use format::fault::FaultKind;
use format::pointer::Pointer;

/// What of a file cannot be compared: what is left out on one side, unless it stands in the other just so. The datasets are
/// those in which the two states of the file are, and say what is wrong with it.
pub(super) fn lost<T>(
    datasets: &Datasets<'_>,
    before: Option<&File<T>>,
    after: Option<&File<T>>,
) -> Vec<NotCompared> {
    let left_out = |file: Option<&File<T>>| file.map_or_else(Vec::new, |file| file.left_out.clone());
    let (of_before, of_after) = (left_out(before), left_out(after));
    let mut lost = Vec::new();
    for (side, dataset, file, own, other) in [
        (Side::Before, datasets.before, before, &of_before, &of_after),
        (Side::After, datasets.after, after, &of_after, &of_before),
    ] {
        let Some(file) = file else { continue };
        let is_same = |value| other.contains(value) && !is_unseen(dataset, &file.path);
        for (pointer, _) in own.iter().filter(|value| !is_same(value)) {
            let why = why_lost(dataset, &file.path, pointer);
            lost.push(NotCompared { path: file.path.clone(), pointer: pointer.clone(), side, why });
        }
    }
    lost
}

/// Whether the content of a file was not to be had as text, so that two such files cannot be told apart.
fn is_unseen(dataset: &Dataset, path: &str) -> bool {
    let kinds = [FaultKind::TooLarge, FaultKind::Unreadable, FaultKind::InvalidUtf8];
    dataset.faults_of(path).iter().any(|fault| kinds.contains(&fault.kind))
}

fn why_lost(dataset: &Dataset, path: &str, pointer: &Pointer) -> String {
    let of_file = dataset.faults_of(path).iter().map(|fault| &fault.report);
    let mut of_file = of_file.peekable();
    let first = of_file.peek().map(|report| report.message.clone());
    let exact = of_file.find(|report| report.location.pointer() == Some(pointer));
    exact.map(|report| report.message.clone()).or(first).unwrap_or_else(|| "it cannot be read".to_owned())
}

/// Whether a change is about something that could not be compared. Whatever a file says, its name is known.
pub(super) fn is_lost(change: &Change, lost: &[NotCompared]) -> bool {
    if matches!(&change.subject, Subject::Assessment { field: Field::Path, .. }) {
        return false;
    }
    has_lost(lost, &change.subject.place().1)
}

/// Whether something at a pointer, or what holds it, could not be compared.
pub(super) fn has_lost(lost: &[NotCompared], pointer: &Pointer) -> bool {
    lost.iter().any(|lost| pointer.is_within(&lost.pointer) || lost.pointer.is_within(pointer))
}

//! How files become a dataset: each is sorted by its path and read on its own, the registers first.

use crate::assessment_id::{ASSESSMENTS, AssessmentId};
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::file::read;
use super::{AssessmentFile, File, Reading, Registers};
use crate::model::about::About;
use crate::model::assessment::Assessment;
use crate::model::country::Countries;
use crate::model::edition::Editions;
use crate::model::framework::Framework;
use crate::schema::{ABOUT, COUNTRIES, EDITIONS, Kind};
use format::diagnostic::{Location, Report};
use format::fault::{Fault, FaultKind};
use format::json::Json;
use format::near::nearest;
use format::tree::{Entry, EntryKind, Tree, is_left_behind};
use format::values::Text;

/// Brings faults into the order of their places.
pub(super) fn sort(faults: &mut [Fault]) {
    faults.sort_by(|a, b| (&a.report.location, a.kind).cmp(&(&b.report.location, b.kind)));
}

/// Sorts the entries of a tree, and reads all but the assessments, which are given by path.
pub(super) fn registers(tree: &Tree, reading: Reading) -> (Registers, Vec<&Entry>) {
    let mut registers = Registers::default();
    let mut assessments: Vec<&Entry> = Vec::new();
    for entry in tree.entries() {
        match (entry.kind, Kind::of(&entry.path)) {
            (EntryKind::File { .. }, Some(Kind::Assessment)) => assessments.push(entry),
            (EntryKind::NotCheckedOut, Some(Kind::Assessment)) => {
                registers.not_checked_out.push(entry.path.clone());
            }
            // Of what is only left out nothing is concluded, but for what all assessments are understood by.
            (EntryKind::NotCheckedOut, None) => {}
            (EntryKind::File { .. } | EntryKind::NotCheckedOut, Some(Kind::Editions)) => {
                registers.editions =
                    Some(registers.take(tree, entry, Kind::Editions, reading, Editions::read));
            }
            (EntryKind::File { .. } | EntryKind::NotCheckedOut, Some(Kind::Countries)) => {
                registers.countries =
                    Some(registers.take(tree, entry, Kind::Countries, reading, Countries::read));
            }
            (EntryKind::File { .. } | EntryKind::NotCheckedOut, Some(Kind::About)) => {
                registers.about = Some(registers.take(tree, entry, Kind::About, reading, About::read));
            }
            (EntryKind::File { .. } | EntryKind::NotCheckedOut, Some(Kind::Framework)) => {
                let framework = registers.take(tree, entry, Kind::Framework, reading, Framework::read);
                registers.frameworks.push(framework);
            }
            (EntryKind::SymbolicLink, _) => registers.faults.push(symbolic_link(entry)),
            (EntryKind::Other, _) | (EntryKind::File { .. }, None) => {
                registers.faults.push(unexpected(entry));
            }
        }
    }
    registers.following = following(&registers);
    if !assessments.is_empty() {
        registers.faults.extend(missing_registers(tree));
    }
    (registers, assessments)
}

/// Reads some assessments, at least so many by one core.
pub(super) fn assessments(
    tree: &Tree,
    registers: &Registers,
    entries: &[&Entry],
    reading: Reading,
    together: usize,
) -> (Vec<AssessmentFile>, Vec<Fault>) {
    let read = |entry: &&Entry| {
        let id = AssessmentId::of_path(&entry.path).unwrap_or_default();
        let indicators = registers.indicators_of(&entry.path);
        let (scale, levels) = (registers.scale_of(id.edition), registers.levels_of(id.edition));
        let model = |json: &Json<'_>| Assessment::read(json, scale);
        let (file, faults) = read(tree, entry, Kind::Assessment, &indicators, &levels, reading, &model);
        (AssessmentFile { country: id.country.into(), edition: id.edition.into(), file }, faults)
    };
    let mut read: Vec<(AssessmentFile, Vec<Fault>)> =
        entries.par_iter().with_min_len(together).map(read).collect();
    read.sort_by(|(a, _), (b, _)| (&a.country, &a.edition).cmp(&(&b.country, &b.edition)));
    let (files, faults): (Vec<AssessmentFile>, Vec<Vec<Fault>>) = read.into_iter().unzip();
    let mut faults: Vec<Fault> = faults.into_iter().flatten().collect();
    sort(&mut faults);
    (files, faults)
}

/// The edition after each edition: the first that names it as the one before.
fn following(registers: &Registers) -> HashMap<Text, Text> {
    let mut following = HashMap::new();
    for (id, edition) in registers.editions.iter().flat_map(|file| file.data.editions.iter()) {
        if let Some(previous) = &edition.previous {
            following.entry(previous.clone()).or_insert_with(|| id.into());
        }
    }
    following
}

impl Registers {
    fn take<T: Default>(
        &mut self,
        tree: &Tree,
        entry: &Entry,
        kind: Kind,
        reading: Reading,
        model: fn(&Json<'_>) -> T,
    ) -> File<T> {
        let (file, faults) = read(tree, entry, kind, &[], &[], reading, &model);
        self.faults.extend(faults);
        self.file_count += 1;
        file
    }
}

fn symbolic_link(entry: &Entry) -> Fault {
    let message = "a symbolic link stands here; links are not followed";
    Fault::new(FaultKind::SymbolicLink, Report::new(Location::file(&entry.path), message))
}

fn unexpected(entry: &Entry) -> Fault {
    if is_left_behind(&entry.path) {
        let message = "this file was being written when a run of this program was stopped";
        let report = Report::new(Location::file(&entry.path), message)
            .help("Delete it: the file that it was to replace is whole.");
        return Fault::new(FaultKind::UnexpectedFile, report);
    }
    let report = Report::new(Location::file(&entry.path), "no file of this dataset belongs here");
    let report = match likely_path(&entry.path) {
        Some(path) => report.help(format!("Did you mean {path}? Move the file there, or delete it.")),
        None => report,
    };
    Fault::new(FaultKind::UnexpectedFile, report)
}

/// Where a misplaced file may belong: its own path in the right case, or a register whose name it nearly has.
fn likely_path(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    if let [_, _, country, file] = parts.as_slice() {
        let moved = format!("{ASSESSMENTS}{}/{}", country.to_uppercase(), file.to_lowercase());
        return (moved != path && Kind::of(&moved) == Some(Kind::Assessment)).then_some(moved);
    }
    nearest(path, [EDITIONS, COUNTRIES, ABOUT]).map(str::to_owned)
}

/// The registers that assessments need and at whose path nothing stands.
fn missing_registers(tree: &Tree) -> Vec<Fault> {
    [EDITIONS, COUNTRIES]
        .into_iter()
        .filter(|path| !tree.has(path))
        .map(|path| {
            let location = Location::file(&Arc::from(path));
            Fault::new(FaultKind::MissingFile, Report::new(location, format!("{path} is missing")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misplaced_file_is_told_its_place() {
        assert_eq!(
            likely_path("dataset/assessments/khm/2022.JSON").as_deref(),
            Some("dataset/assessments/KHM/2022.json")
        );
        assert_eq!(likely_path("dataset/edition.json").as_deref(), Some("dataset/editions.json"));
        assert_eq!(likely_path("dataset/assessments/notes.txt"), None);
    }
}

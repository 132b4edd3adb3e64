//! A repository state that is read country by country, so that no more of it is held than is looked at.

use std::sync::Arc;

use rayon::prelude::*;

use crate::assessment_id::AssessmentId;
use crate::load::{assessments, registers, sort};
use crate::{Dataset, Focus, Reading, Registers};
use format::tree::{Entry, Tree};

/// A repository state whose registers have been read, and whose assessments are read when they are asked for.
#[derive(Debug)]
pub struct Stream<'t> {
    tree: &'t Tree,
    reading: Reading,
    /// What all assessments have in common.
    pub registers: Arc<Registers>,
    focus: Arc<Focus>,
    /// Is told of each country that has been read.
    tell: fn(),
    /// The entries of the assessments, by country and edition.
    entries: Vec<&'t Entry>,
    /// Where in them each country begins, and where the last one ends.
    starts: Vec<usize>,
}

impl<'t> Stream<'t> {
    /// Reads the registers of a repository state, which is to be judged.
    pub fn new(tree: &'t Tree) -> Self {
        Self::of(tree, Reading::ToJudge)
    }

    pub(crate) fn of(tree: &'t Tree, reading: Reading) -> Self {
        let (registers, mut entries) = registers(tree, reading);
        entries.sort_by_key(|entry| AssessmentId::of_path(&entry.path));
        let countries: Vec<&str> =
            entries.iter().filter_map(|entry| Some(AssessmentId::of_path(&entry.path)?.country)).collect();
        let begins = |nth: &usize| *nth == 0 || countries[*nth] != countries[*nth - 1];
        let starts = (0..entries.len()).filter(begins).chain([entries.len()]).collect();
        Self {
            tree,
            reading,
            registers: Arc::new(registers),
            focus: Arc::default(),
            tell: || {},
            entries,
            starts,
        }
    }

    /// The same state, in a run that is about some files.
    #[must_use]
    pub fn about(mut self, focus: Focus) -> Self {
        self.focus = Arc::new(focus);
        self
    }

    /// The same state, where somebody is told of each country that has been read.
    #[must_use]
    pub fn telling(mut self, tell: fn()) -> Self {
        self.tell = tell;
        self
    }

    /// How many countries there are.
    pub fn countries(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many files of a country are to be gone through by one core: all, where each core has a country to itself, so that no
    /// more countries are held at once than there are cores.
    pub fn files_together(&self) -> usize {
        if self.countries() < rayon::current_num_threads() { 1 } else { self.entries.len().max(1) }
    }

    /// The assessments of a country, by its place among the countries; none if there is no such country.
    pub fn country(&self, nth: usize) -> Dataset {
        let bounds = self.starts.get(nth).zip(self.starts.get(nth + 1));
        let entries = bounds.map_or(&[][..], |(from, to)| &self.entries[*from..*to]);
        let country = self.read(entries, self.files_together());
        (self.tell)();
        country
    }

    /// Some assessments, by their places among all.
    pub fn files(&self, places: impl IntoIterator<Item = usize>) -> Dataset {
        let entries: Vec<&Entry> =
            places.into_iter().filter_map(|place| self.entries.get(place).copied()).collect();
        self.read(&entries, 1)
    }

    /// The place of the first file of a country among all.
    pub fn start(&self, nth: usize) -> usize {
        self.starts.get(nth).copied().unwrap_or(self.entries.len())
    }

    /// All assessments, read on every core.
    pub fn whole(&self) -> Dataset {
        let countries: Vec<Dataset> =
            (0..self.countries()).into_par_iter().map(|nth| self.country(nth)).collect();
        let mut whole = self.read(&[], 1);
        whole.file_count = self.registers.file_count;
        whole.faults.extend(self.registers.faults.iter().cloned());
        for country in countries {
            whole.file_count += country.file_count;
            whole.assessments.extend(country.assessments);
            whole.faults.extend(country.faults);
        }
        sort(&mut whole.faults);
        whole
    }

    /// Reads some assessments, at least so many by one core.
    fn read(&self, entries: &[&Entry], together: usize) -> Dataset {
        let (assessments, faults) = assessments(self.tree, &self.registers, entries, self.reading, together);
        Dataset {
            registers: self.registers.clone(),
            file_count: assessments.len(),
            assessments,
            faults,
            focus: self.focus.clone(),
        }
    }
}

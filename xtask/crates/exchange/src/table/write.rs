//! What a table says, put into an assessment.

use std::collections::{HashMap, HashSet};

use super::columns::{Column, Columns};
use super::entry::{Counts, Entry};
use super::notes::called;
use crate::annex::{Doubt, Known, Noted, noted};
use crate::instrument::Subject;
use crate::markdown;
use crate::problem::Problem;
use bibliography::csl;
use format::json::{Json, Member};

/// Stands where the writer's own words belong.
const TO_WRITE: &str = "…";

/// From here on notes are numbered that are counted and not printed: no printed note refers to them.
const COUNTED: usize = 1_000_000;

/// Puts what a table says into an assessment.
pub(super) struct Writer<'w> {
    pub(super) subject: &'w Subject<'w>,
    pub(super) columns: &'w Columns,
    pub(super) known: &'w [Known<'w>],
    pub(super) counts: &'w mut Counts,
    pub(super) doubts: &'w mut Vec<Doubt>,
    pub(super) problems: &'w mut Vec<Problem>,
}

impl Writer<'_> {
    /// The assessment with the entries of a table. A cell that is empty leaves what is there.
    pub(super) fn write(&mut self, mut entries: Vec<Entry>, before: Json<'static>) -> Json<'static> {
        let mut members = before.into_members();
        let (mut ratings, mut sources) = (taken(&mut members, "ratings"), taken(&mut members, "sources"));
        number(&mut entries);
        let printed = entries.iter().flat_map(|entry| {
            let printed =
                entry.notes.iter().filter_map(|note| Some((note.number?, note.text.clone(), entry.row)));
            printed.collect::<Vec<_>>()
        });
        let (works, printed) = noted(printed.collect(), self.known, self.doubts);
        let new: HashSet<&str> = works.iter().map(|(id, _)| &**id).collect();
        sources.retain(|(id, _)| !new.contains(&**id));
        sources.extend(works.iter().cloned());
        let mut cited: Vec<(String, usize)> = Vec::new();
        for entry in entries {
            let mut own = taken(&mut ratings, &entry.id);
            self.judged(&entry, &mut own);
            let notes = self.notes(&entry, &printed);
            cited.extend(sources_of(&notes).map(|id| (id.to_owned(), entry.row)));
            let there = taken(&mut own, "footnotes");
            let rationale = self.rationale(&entry, &mut own);
            let notes = self.with_those_there(&entry, notes, there);
            self.require_notes(&entry, &notes);
            for (name, value) in [("rationale", Json::Array(rationale)), ("footnotes", Json::Object(notes))] {
                if !value.items().is_empty() || !value.members().is_empty() {
                    put(&mut own, name, value);
                }
            }
            ratings.push((entry.id.into(), Json::Object(own)));
        }
        self.describe(&cited, &mut sources);
        put(&mut members, "ratings", Json::Object(ratings));
        put(&mut members, "sources", Json::Object(sources));
        Json::Object(members)
    }

    fn judged(&mut self, entry: &Entry, own: &mut Vec<Member<'static>>) {
        let told = [
            (Column::Rating, "rating", entry.judged.rating.map(|rating| rating.id())),
            (Column::Change, "change", entry.judged.change.map(|change| change.id())),
            (Column::Reason, "reason", entry.judged.reason),
        ];
        self.counts.ratings += usize::from(entry.judged.rating.is_some());
        self.counts.changes += usize::from(entry.judged.change.is_some());
        for (column, name, value) in told {
            let there = own.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.as_str());
            match (value, there) {
                (Some(value), _) => put(own, name, Json::String(value.into())),
                (None, Some(there)) if self.columns.has(column) => {
                    let text = format!("{}: the cell is empty; {there} stays", self.columns.name(column));
                    self.doubts.push(Doubt { line: entry.row, text });
                }
                (None, _) => {}
            }
        }
    }

    /// The footnotes of an entry, by their labels.
    fn notes(&mut self, entry: &Entry, printed: &HashMap<usize, Noted>) -> Vec<Member<'static>> {
        let mut notes = Vec::new();
        let mut written = markdown::Notes::default();
        for note in &entry.notes {
            match note.number.and_then(|number| printed.get(&number)) {
                Some(noted) => {
                    self.counts.citations += noted.citations;
                    notes.push((note.label.clone().into(), noted.footnote.clone()));
                }
                None => {
                    let done = written.take(&note.label, &note.text, entry.row);
                    let name = self.columns.name(Column::Notes);
                    self.problems.extend(done.err().map(|problem| Problem {
                        message: format!("{name}: {}", problem.message),
                        ..problem
                    }));
                }
            }
        }
        let written = written.into_members();
        self.counts.citations += sources_of(&written).count();
        notes.extend(written);
        self.counts.notes += notes.len();
        notes
    }

    /// The paragraphs of an entry, with a call for each of its notes.
    fn rationale(&mut self, entry: &Entry, own: &mut Vec<Member<'static>>) -> Vec<Json<'static>> {
        let mut paragraphs = entry.rationale.clone();
        if paragraphs.is_empty() {
            let at = own.iter().position(|(name, _)| name == "rationale");
            let there = at.map(|at| own.remove(at).1);
            paragraphs =
                there.iter().flat_map(Json::items).filter_map(Json::as_str).map(str::to_owned).collect();
        } else {
            self.counts.rationales += 1;
        }
        let calls: HashSet<&str> = called(paragraphs.iter().map(String::as_str)).into_iter().collect();
        let uncalled = entry.notes.iter().map(|note| &*note.label).filter(|label| !calls.contains(label));
        let uncalled: Vec<String> = uncalled.map(|label| format!("[^{label}]")).collect();
        if let Some(last) = paragraphs.last_mut().filter(|_| !uncalled.is_empty()) {
            last.push_str(&uncalled.concat());
            let text = format!(
                "{}: the rationale does not say where {} belong; they were put at its end",
                self.columns.name(Column::Notes),
                uncalled.join(", ")
            );
            self.doubts.push(Doubt { line: entry.row, text });
        } else if !uncalled.is_empty() {
            let parts: Vec<String> = uncalled.iter().map(|call| format!("{TO_WRITE}{call}")).collect();
            paragraphs.push(parts.join(" "));
        }
        paragraphs.into_iter().map(|text| Json::String(text.into())).collect()
    }

    /// The notes that were there with those of a table. Where both texts and notes are given, what nothing calls any more goes.
    fn with_those_there(
        &mut self,
        entry: &Entry,
        new: Vec<Member<'static>>,
        mut there: Vec<Member<'static>>,
    ) -> Vec<Member<'static>> {
        if !new.is_empty() && !entry.rationale.is_empty() {
            let kept: HashSet<&str> = called(entry.rationale.iter().map(String::as_str))
                .into_iter()
                .chain(new.iter().map(|(label, _)| &**label))
                .collect();
            let gone: Vec<String> = there
                .extract_if(.., |(label, _)| !kept.contains(&**label))
                .map(|(label, _)| format!("[^{label}]"))
                .collect();
            let (name, list) = (self.columns.name(Column::Notes), gone.join(", "));
            let text = match gone.len() {
                0 => None,
                1 => Some(format!("{name}: 1 note is called no more and was taken out: {list}")),
                count => Some(format!("{name}: {count} notes are called no more and were taken out: {list}")),
            };
            self.doubts.extend(text.map(|text| Doubt { line: entry.row, text }));
        }
        let places: HashMap<String, usize> =
            there.iter().enumerate().map(|(place, (label, _))| (label.to_string(), place)).collect();
        for (label, note) in new {
            match places.get(&*label) {
                Some(place) => there[*place].1 = note,
                None => there.push((label, note)),
            }
        }
        there
    }

    /// Tells of labels that a rationale calls and no note has.
    fn require_notes(&mut self, entry: &Entry, notes: &[Member<'static>]) {
        let labels: HashSet<&str> = notes.iter().map(|(label, _)| &**label).collect();
        for label in called(entry.rationale.iter().map(String::as_str)) {
            if !labels.contains(label) {
                let name = self.columns.name(Column::Rationale);
                let message = format!("{name}: [^{label}] calls a note that is not there");
                let help = format!(
                    "Write it in the column of the notes, as [^{label}]: [@source, p. 4], or delete the call."
                );
                self.problems.push(Problem::new(entry.row, message, help));
            }
        }
    }

    /// Takes over the descriptions of works that notes cite and the file does not have.
    fn describe(&mut self, cited: &[(String, usize)], sources: &mut Vec<Member<'static>>) {
        let mut there: HashSet<String> = sources.iter().map(|(id, _)| id.to_string()).collect();
        let mut known: HashMap<&str, &Known<'_>> = HashMap::new();
        for one in self.known {
            known.entry(one.id).or_insert(one);
        }
        for (id, row) in cited {
            if !there.insert(id.clone()) {
                continue;
            }
            let Some(one) = known.get(&**id) else {
                let name = self.columns.name(Column::Notes);
                let help = format!(
                    "Add the work first (cargo xtask sources add FILE --to {} {}), or write the note as it is printed: Author, 2020. Title, <address>.",
                    self.subject.country, self.subject.edition
                );
                self.problems.push(Problem::new(
                    *row,
                    format!("{name}: no source has the id \"{id}\""),
                    help,
                ));
                continue;
            };
            sources.push((id.clone().into(), Json::Object(csl_members(one))));
        }
    }
}

/// A work as the files describe it.
fn csl_members(known: &Known<'_>) -> Vec<Member<'static>> {
    let mut members = Json::from(csl::item(known.id, known.source)).into_members();
    members.retain(|(name, _)| name != "id");
    members
}

/// Numbers the printed notes of all rows in one row: as they are printed, if no number is there twice.
fn number(entries: &mut [Entry]) {
    let numbers: Vec<usize> =
        entries.iter().flat_map(|entry| &entry.notes).filter_map(|note| note.number).collect();
    let unique: HashSet<usize> = numbers.iter().copied().collect();
    if unique.len() == numbers.len() {
        return;
    }
    let printed =
        entries.iter_mut().flat_map(|entry| &mut entry.notes).filter_map(|note| note.number.as_mut());
    printed.enumerate().for_each(|(nth, number)| *number = COUNTED + nth);
}

fn sources_of<'n>(notes: &'n [Member<'static>]) -> impl Iterator<Item = &'n str> {
    let citations = notes.iter().flat_map(|(_, note)| note.get("citations").map_or(&[][..], Json::items));
    citations.filter_map(|citation| citation.get("source")?.as_str())
}

/// The members of a member, which is taken out.
fn taken(members: &mut Vec<Member<'static>>, name: &str) -> Vec<Member<'static>> {
    let at = members.iter().position(|(known, _)| known == name);
    at.map(|at| members.remove(at).1.into_members()).unwrap_or_default()
}

fn put(members: &mut Vec<Member<'static>>, name: &'static str, value: Json<'static>) {
    match members.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => *old = value,
        None => members.push((name.into(), value)),
    }
}

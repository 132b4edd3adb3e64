//! Which commit brought each change of a register or an instrument.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{Fetch, Unread};
use crate::git::{BlobId, Delta, Error, Log};
use crate::index::{ParentIndex, StepIndex};
use dataset::canonical;
use diff::change::{Change, ChangeKind, Value};
use diff::subject::{CountryField, EditionField, Subject};
use format::json::{self, Repeated};
use format::pointer::Pointer;
use format::text;
use format::values::Text;
use typed_index_collections::TiVec;

/// Of each change of a register, the place of the newest commit in which its value is another than in every parent, and whether
/// the file cannot be read right before. What has another id is looked for under both; it has the new one since that came to
/// be there. Versions that cannot be read are added to the others.
pub(super) fn entered<'l>(
    log: &'l Log,
    changes: &[Change],
    fetch: &Fetch<'_>,
    unread: &mut Vec<Unread<'l>>,
) -> Vec<Option<(StepIndex, bool)>> {
    let old = old_subjects(changes);
    let mut by_path: BTreeMap<String, Vec<(usize, Vec<Pointer>)>> = BTreeMap::new();
    for (place, change) in changes.iter().enumerate() {
        let (path, pointer) = change.subject.place();
        let old = old[place].as_ref().map(|subject| subject.place().1);
        let pointers = std::iter::once(pointer).chain(old).collect();
        by_path.entry(path).or_default().push((place, pointers));
    }
    let mut found = vec![None; changes.len()];
    for (path, wanted) in by_path {
        let pointers = wanted.iter().map(|(_, pointers)| &**pointers).collect();
        let mut register = Register::new(log, &path, pointers, fetch);
        let mut left = wanted.len();
        for (place, step) in log.steps.iter_enumerated() {
            let deltas: Option<TiVec<ParentIndex, &Delta>> =
                step.against.keys().map(|parent| step.delta(parent, &path)).collect();
            let Some(deltas) = deltas.filter(|deltas| left > 0 && !deltas.is_empty()) else { continue };
            let after = match register.values(deltas[ParentIndex::FIRST].after) {
                Ok(after) => after,
                Err(why) => {
                    unread.push(Unread { path: path.clone(), commit: &step.commit.id, why });
                    continue;
                }
            };
            let earlier: Vec<Earlier> = deltas
                .iter_enumerated()
                .map(|(parent, delta)| register.earlier(place, parent, delta))
                .collect();
            let follows_unread = earlier.iter().any(|earlier| !matches!(earlier, Earlier::Read(_)));
            for (nth, (change, _)) in wanted.iter().enumerate() {
                let is_new_id = changes[*change].manner() == ChangeKind::Renamed;
                let is_new =
                    |before: &Option<String>| *before != after[nth] && !(is_new_id && before.is_some());
                let entered = earlier.iter().all(|earlier| match earlier {
                    Earlier::Read(before) | Earlier::Before(before) => is_new(&before[nth]),
                    Earlier::Unknown => true,
                });
                if found[*change].is_none() && entered {
                    found[*change] = Some((place, follows_unread));
                    left -= 1;
                }
            }
        }
    }
    found
}

/// The wanted values of a version, or why it cannot be read.
type Values = Result<Vec<Option<String>>, Arc<str>>;

/// What the wanted values were in a parent.
enum Earlier {
    /// These.
    Read(Vec<Option<String>>),
    /// The file cannot be read; in the nearest commit before in which it can they were these.
    Before(Vec<Option<String>>),
    /// The file cannot be read, and nothing before it can.
    Unknown,
}

/// A register as it went through the commits.
struct Register<'r> {
    log: &'r Log,
    path: &'r str,
    pointers: Vec<&'r [Pointer]>,
    fetch: &'r Fetch<'r>,
    places: HashMap<&'r str, StepIndex>,
    contents: HashMap<BlobId, Values>,
    /// What can be read before a step, of each that was gone through.
    before: HashMap<StepIndex, Option<BlobId>>,
}

impl<'r> Register<'r> {
    fn new(log: &'r Log, path: &'r str, pointers: Vec<&'r [Pointer]>, fetch: &'r Fetch<'r>) -> Self {
        Self {
            log,
            path,
            pointers,
            fetch,
            places: log.places(),
            contents: HashMap::new(),
            before: HashMap::new(),
        }
    }

    /// The wanted values in a version; none of a file that is not there.
    fn values(&mut self, blob: Option<BlobId>) -> Values {
        let Some(blob) = blob else { return Ok(vec![None; self.pointers.len()]) };
        let (fetch, pointers) = (self.fetch, &self.pointers);
        self.contents.entry(blob).or_insert_with(|| values_at(&fetch(blob), pointers)).clone()
    }

    /// The wanted values in a parent of a step, from which it differs so.
    fn earlier(&mut self, place: StepIndex, parent: ParentIndex, delta: &Delta) -> Earlier {
        if let Ok(values) = self.values(delta.before) {
            return Earlier::Read(values);
        }
        let start = self.parent(place, parent);
        let found = self.readable_before(start).map(|blob| self.values(Some(blob)));
        found.and_then(Result::ok).map_or(Earlier::Unknown, Earlier::Before)
    }

    /// The newest version that can be read, by first parents, before one that cannot.
    fn readable_before(&mut self, start: Option<StepIndex>) -> Option<BlobId> {
        let mut gone_through = Vec::new();
        let mut next = start;
        let found = loop {
            let Some(place) = next else { break None };
            if let Some(known) = self.before.get(&place) {
                break *known;
            }
            gone_through.push(place);
            if let Some(delta) = self.log.steps[place].delta(ParentIndex::FIRST, self.path) {
                let before = delta.before;
                if before.is_none() || self.values(before).is_ok() {
                    break before;
                }
            }
            next = self.parent(place, ParentIndex::FIRST);
        };
        self.before.extend(gone_through.into_iter().map(|place| (place, found)));
        found
    }

    /// The place of a parent, if the log has it.
    fn parent(&self, place: StepIndex, nth: ParentIndex) -> Option<StepIndex> {
        let id = self.log.steps[place].commit.parents.get(nth)?;
        self.places.get(&**id).copied()
    }
}

/// Of each change of a register that is about something under another id now: the same under the old one.
fn old_subjects(changes: &[Change]) -> Vec<Option<Subject>> {
    let mut ids: HashMap<Subject, &Text> = HashMap::new();
    for change in changes.iter().filter(|change| change.manner() == ChangeKind::Renamed) {
        if let Some(Value::Name(old)) = &change.before {
            ids.insert(change.subject.clone(), old);
        }
    }
    let old = |change: &Change| match &change.subject {
        Subject::Edition { edition, field } => {
            let old = ids.get(&Subject::Edition { edition: edition.clone(), field: EditionField::Whole })?;
            Some(Subject::Edition { edition: (*old).clone(), field: field.clone() })
        }
        Subject::Country { country, field } => {
            let whole = Subject::Country { country: country.clone(), field: CountryField::Whole };
            let old = ids.get(&whole)?;
            Some(Subject::Country { country: (*old).clone(), field: field.clone() })
        }
        Subject::Assessment { .. } | Subject::About { .. } | Subject::Framework { .. } => None,
    };
    let is_renamed = |change: &Change| change.manner() == ChangeKind::Renamed;
    changes.iter().map(|change| if is_renamed(change) { None } else { old(change) }).collect()
}

/// The values at some places of a file, as texts; each at the first of its pointers that leads to one.
fn values_at(bytes: &Result<Vec<u8>, Error>, pointers: &[&[Pointer]]) -> Values {
    let bytes = bytes.as_ref().map_err(|why| why.to_string())?;
    let text = str::from_utf8(bytes).map_err(|_| "the file is not UTF-8 text")?;
    let parsed = json::parse(text::without_byte_order_mark(text));
    let mut document = parsed.map_err(|error| format!("the file is not JSON: {}", error.message))?;
    let is_beyond = document.duplicate_count > document.duplicates.len();
    let wanted = || pointers.iter().flat_map(|pointers| pointers.iter());
    let is_wanted = |twice: &&Repeated<'_>| {
        let first = &twice.first;
        is_beyond || wanted().any(|own| own.is_within(first) || first.is_within(own))
    };
    if let Some(twice) = document.duplicates.iter().find(is_wanted) {
        return Err(twice.why_unknown().into());
    }
    let mut at = |pointer| {
        let value = document.root.at_mut(pointer)?;
        Some(canonical::fragment(value, None, &[], 0))
    };
    Ok(pointers.iter().map(|pointers| pointers.iter().find_map(&mut at)).collect())
}

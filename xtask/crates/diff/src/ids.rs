//! Which id of a register is which under its new name: by the files that went with it, or by an entry that is otherwise the same.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use dataset::AssessmentFile;
use dataset::model::country::{Countries, Country};
use dataset::model::edition::{Edition, Editions};
use format::values::{Map, Text};

/// The old ids by the new ones.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Of editions.
    pub(super) editions: BTreeMap<Text, Text>,
    /// Of countries.
    pub(super) countries: BTreeMap<Text, Text>,
}

/// The files of assessments that have another name: what each was, and what it is.
pub(super) type RenamedFiles<'d> = [(&'d AssessmentFile, &'d AssessmentFile)];

/// Which editions have another id.
pub(super) fn of_editions(
    before: &Editions,
    after: &Editions,
    moved: &RenamedFiles<'_>,
) -> BTreeMap<Text, Text> {
    let names = moved.iter().map(|(before, after)| (&*before.edition, &*after.edition));
    // An edition before it may have another id as well.
    let known_by = |edition: &Edition| {
        edition.title.as_ref()?;
        Some(format!("{:?}", Edition { previous: None, ..edition.clone() }))
    };
    renamed(&before.editions, &after.editions, names, known_by)
}

/// Which countries have another code.
pub(super) fn of_countries(
    before: &Countries,
    after: &Countries,
    moved: &RenamedFiles<'_>,
) -> BTreeMap<Text, Text> {
    let names = moved.iter().map(|(before, after)| (&*before.country, &*after.country));
    let known_by = |country: &Country| country.name.as_ref().map(|_| format!("{country:?}"));
    renamed(&before.countries, &after.countries, names, known_by)
}

/// Pairs ids that vanished with ids that appeared, one to one: those between which most files went, then those whose entries
/// are the same and like no other of them. The same from the other side.
fn renamed<'m, T>(
    before: &'m Map<T>,
    after: &'m Map<T>,
    names: impl Iterator<Item = (&'m str, &'m str)>,
    known_by: impl Fn(&T) -> Option<String>,
) -> BTreeMap<Text, Text> {
    let mut gone: BTreeSet<&str> = before.ids().filter(|id| !after.contains(id)).collect();
    let mut come: BTreeSet<&str> = after.ids().filter(|id| !before.contains(id)).collect();
    let mut found = BTreeMap::new();
    let mut files: HashMap<(&str, &str), usize> = HashMap::new();
    for (old, new) in names.filter(|(old, new)| gone.contains(old) && come.contains(new)) {
        *files.entry((old, new)).or_default() += 1;
    }
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort_unstable_by_key(|((old, new), count)| (Reverse(*count), *old.min(new), *old.max(new)));
    let mut by_entry: HashMap<String, [Vec<&str>; 2]> = HashMap::new();
    let mut pair = |gone: &mut BTreeSet<&str>, come: &mut BTreeSet<&str>, old: &str, new: &str| {
        if gone.contains(old) && come.contains(new) {
            gone.remove(old);
            come.remove(new);
            found.insert(Text::from(new), Text::from(old));
        }
    };
    for ((old, new), _) in files {
        pair(&mut gone, &mut come, old, new);
    }
    for (side, (ids, entries)) in [(&gone, before), (&come, after)].into_iter().enumerate() {
        for id in ids {
            if let Some(known_by) = entries.get(id).and_then(&known_by) {
                by_entry.entry(known_by).or_default()[side].push(id);
            }
        }
    }
    for [old, new] in by_entry.values() {
        if let ([old], [new]) = (&**old, &**new) {
            pair(&mut gone, &mut come, old, new);
        }
    }
    found
}

/// The entries of an earlier register, under the ids that they have in the later one.
pub(super) fn under_new_ids<T>(entries: Map<T>, old_by_new: &BTreeMap<Text, Text>) -> Map<T> {
    let new_by_old: HashMap<&Text, &Text> = old_by_new.iter().map(|(new, old)| (old, new)).collect();
    let entries = entries.into_iter();
    entries.map(|(id, entry)| (new_by_old.get(&id).map_or(id.clone(), |new| (*new).clone()), entry)).collect()
}

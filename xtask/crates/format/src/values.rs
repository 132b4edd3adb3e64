//! Values as they are kept: texts, maps by id, and how they are read from the members of an object.

use std::fmt;
use std::hash::{BuildHasher as _, Hash, Hasher};
use std::sync::LazyLock;

use foldhash::quality::RandomState;
use hashbrown::HashTable;

use crate::json::Json;

/// Text that is kept and not changed.
pub type Text = Box<str>;

/// Values by id, in the order of the file. Ids are unique.
#[derive(Clone)]
pub struct Map<T> {
    entries: Box<[(Text, T)]>,
    /// The places of the entries; none where there are few.
    places: HashTable<u32>,
}

/// So many entries are looked through faster than an index.
const FEW: usize = 8;

/// Hashes ids. Its seed is drawn for each run, so that nobody can make ids whose hashes are the same.
static HASHER: LazyLock<RandomState> = LazyLock::new(RandomState::default);

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self { entries: Box::default(), places: HashTable::new() }
    }
}

impl<T: fmt::Debug> fmt::Debug for Map<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T: PartialEq> PartialEq for Map<T> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<T: Eq> Eq for Map<T> {}

impl<T: Hash> Hash for Map<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.entries.hash(state);
    }
}

impl<T> Map<T> {
    /// The value of an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.place(id).map(|place| &self.entries[place].1)
    }

    /// The place of an id in the order of the file.
    pub fn place(&self, id: &str) -> Option<usize> {
        if self.entries.len() <= FEW {
            return self.entries.iter().position(|(key, _)| **key == *id);
        }
        let is_of = |place: &u32| *self.entries[*place as usize].0 == *id;
        self.places.find(HASHER.hash_one(id), is_of).map(|place| *place as usize)
    }

    /// Whether there is a value of this id.
    pub fn contains(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// Ids and values, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &T)> + ExactSizeIterator {
        self.entries.iter().map(|(key, value)| (&**key, value))
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.entries.iter().map(|(key, _)| &**key)
    }

    /// The values, in order of their ids.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &T> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The values, to be changed, in order of their ids.
    pub fn values_mut(&mut self) -> impl ExactSizeIterator<Item = &mut T> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// The value of an id, to be changed.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.place(id).map(|place| &mut self.entries[place].1)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (Text, T);
    type IntoIter = std::vec::IntoIter<(Text, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_vec().into_iter()
    }
}

impl<T> FromIterator<(Text, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (Text, T)>>(entries: I) -> Self {
        let entries: Box<[(Text, T)]> = entries.into_iter().collect();
        let hash = |place: &u32| HASHER.hash_one(&*entries[*place as usize].0);
        let mut places = HashTable::new();
        if entries.len() > FEW {
            places = HashTable::with_capacity(entries.len());
            for place in 0..u32::try_from(entries.len()).unwrap_or(u32::MAX) {
                places.insert_unique(hash(&place), place, hash);
            }
        }
        Self { entries, places }
    }
}

/// The text of a member.
pub fn text(json: &Json<'_>, field: &str) -> Option<Text> {
    json.get(field).and_then(Json::as_str).map(Text::from)
}

/// The texts of a member that lists them; one that is no text is empty, so that positions hold.
pub fn texts(json: &Json<'_>, field: &str) -> Box<[Text]> {
    json.get(field)
        .map_or(&[][..], Json::items)
        .iter()
        .map(|item| Text::from(item.as_str().unwrap_or_default()))
        .collect()
}

/// The whole number of a member, where it is one of the type asked for.
pub fn number<T: TryFrom<i64>>(json: &Json<'_>, field: &str) -> Option<T> {
    json.get(field).and_then(Json::as_i64).and_then(|number| T::try_from(number).ok())
}

/// The values of a member that is a list.
pub fn list<T>(json: &Json<'_>, field: &str, read: impl Fn(&Json<'_>) -> T) -> Box<[T]> {
    json.get(field).map_or(&[][..], Json::items).iter().map(read).collect()
}

/// The values of a member that is a map; entries that are null are left out.
pub fn map<T>(json: &Json<'_>, field: &str, read: impl Fn(&Json<'_>) -> T) -> Map<T> {
    let members = json.get(field).map_or(&[][..], Json::members);
    let mut entries = Vec::with_capacity(members.len());
    let there = members.iter().filter(|(_, value)| *value != Json::Null);
    entries.extend(there.map(|(key, value)| (Text::from(&**key), read(value))));
    entries.into_iter().collect()
}

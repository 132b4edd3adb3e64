//! The vocabulary: what the files mean, as plain values. A field that cannot be read is absent, and has been reported.

pub mod assessment;
pub mod citation;
pub mod country;
pub mod edition;
pub mod framework;
pub mod rating;
pub mod source;

use crate::json::Json;

/// Text that is kept and not changed.
pub type Text = Box<str>;

/// Values by id, in the order of the file. Ids are unique.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Map<T>(Box<[(Text, T)]>);

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(Box::default())
    }
}

impl<T> Map<T> {
    /// The value of an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.0.iter().find(|(key, _)| **key == *id).map(|(_, value)| value)
    }

    /// Whether there is a value of this id.
    pub fn contains(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// Ids and values, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &T)> + ExactSizeIterator {
        self.0.iter().map(|(key, value)| (&**key, value))
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.0.iter().map(|(key, _)| &**key)
    }

    /// The values, in order of their ids.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// The values, to be changed, in order of their ids.
    pub fn values_mut(&mut self) -> impl ExactSizeIterator<Item = &mut T> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// The value of an id, to be changed.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.0.iter_mut().find(|(key, _)| **key == *id).map(|(_, value)| value)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (Text, T);
    type IntoIter = std::vec::IntoIter<(Text, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_vec().into_iter()
    }
}

impl<T> FromIterator<(Text, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (Text, T)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

/// The text of a member.
fn text(json: &Json<'_>, field: &str) -> Option<Text> {
    json.get(field).and_then(Json::as_str).map(Text::from)
}

/// The texts of a member that lists them; one that is no text is empty, so that positions hold.
fn texts(json: &Json<'_>, field: &str) -> Box<[Text]> {
    json.get(field)
        .map_or(&[][..], Json::items)
        .iter()
        .map(|item| Text::from(item.as_str().unwrap_or_default()))
        .collect()
}

/// The whole number of a member, where it is one of the type asked for.
fn number<T: TryFrom<i64>>(json: &Json<'_>, field: &str) -> Option<T> {
    json.get(field).and_then(Json::as_i64).and_then(|number| T::try_from(number).ok())
}

/// The values of a member that is a list.
fn list<T>(json: &Json<'_>, field: &str, read: impl Fn(&Json<'_>) -> T) -> Box<[T]> {
    json.get(field).map_or(&[][..], Json::items).iter().map(read).collect()
}

/// The values of a member that is a map; entries that are null are left out.
fn map<T>(json: &Json<'_>, field: &str, read: impl Fn(&Json<'_>) -> T) -> Map<T> {
    json.get(field)
        .map_or(&[][..], Json::members)
        .iter()
        .filter(|(_, value)| *value != Json::Null)
        .map(|(key, value)| (Text::from(&**key), read(value)))
        .collect()
}

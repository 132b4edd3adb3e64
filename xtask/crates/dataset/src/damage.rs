//! What of a file could not be taken, indexed by place.

use std::collections::HashMap;

use crate::meant::is_other_word_for;
use format::limits::MOST_WORDS;
use format::near::nearest;
use format::pointer::{Places, Pointer};

/// The places of a file that have a fault and were left out.
#[derive(Clone, Debug, Default)]
pub struct Damage {
    places: Places,
    /// The names at fault, by what holds them.
    names: HashMap<Pointer, Vec<String>>,
}

impl Damage {
    /// All of a file.
    pub fn whole() -> Self {
        std::iter::once(Pointer::root()).collect()
    }

    /// The places, by their tokens.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Pointer> {
        self.places.iter()
    }

    /// Whether nothing was left out.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether the whole file was left out.
    pub fn is_whole(&self) -> bool {
        self.places.contains(&Pointer::root())
    }

    /// Whether something at, in or around a pointer was left out.
    pub fn touches(&self, pointer: &Pointer) -> bool {
        self.places.touch(pointer)
    }

    /// Whether what a pointer names may stand under a misspelt name beside it. Where very many names of a group are at
    /// fault, each of the group may be one of them.
    pub fn may_misspell(&self, pointer: &Pointer) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let mut holder = Pointer::root();
        for token in pointer.tokens() {
            if let Some(names) = self.names.get(&holder) {
                let is_near =
                    |name: &String| nearest(name, [&*token]).is_some() || is_other_word_for(name, &token);
                if names.len() > MOST_WORDS || names.iter().any(is_near) {
                    return true;
                }
            }
            holder = holder.child(&token);
        }
        false
    }
}

impl FromIterator<Pointer> for Damage {
    fn from_iter<I: IntoIterator<Item = Pointer>>(places: I) -> Self {
        let places: Places = places.into_iter().collect();
        let mut names: HashMap<Pointer, Vec<String>> = HashMap::new();
        for place in places.iter() {
            if let Some(name) = place.tokens().last() {
                names.entry(place.parent()).or_default().push(name.into_owned());
            }
        }
        Self { places, names }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beside_so_many_names_at_fault_each_may_be_one_of_them() {
        let entry = Pointer::root().child("ratings").child("press");
        let damage = |count: usize| -> Damage {
            (0..count).map(|nth| entry.child(&format!("unheard-of-{nth}"))).collect()
        };
        let (at, beyond) = (damage(MOST_WORDS), damage(MOST_WORDS + 1));
        for field in ["rating", "footnotes"] {
            assert!(!at.may_misspell(&entry.child(field)), "{field}");
            assert!(beyond.may_misspell(&entry.child(field)), "{field}");
        }
        assert!(!beyond.may_misspell(&entry), "nothing beside the entry is at fault");
        assert!(damage(1).may_misspell(&entry.child("unheard-of-1")), "it is as good as the same");
    }
}

//! The levels on which an instrument rates, and a rating as one of them.

use std::collections::BTreeSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{LazyLock, PoisonError, RwLock};

use format::values::Text;

/// The levels of a scale, best first.
///
/// A rating has to tell its words and its place wherever it goes, and there are as many as there are entries. So the few scales
/// that there are are kept for good, each once, and a rating is no more than a place in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale(&'static [ScaleLevel]);

/// A level by its words.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ScaleLevel {
    id: Text,
    title: Text,
}

/// A level of a scale, as the rating of an indicator. Two are equal if they have the same id.
#[derive(Clone, Copy)]
pub struct Rating {
    scale: Scale,
    /// The place of the level in the scale, from the best.
    place: usize,
}

static KNOWN: RwLock<BTreeSet<&'static [ScaleLevel]>> = RwLock::new(BTreeSet::new());

/// The scale of the instrument of 2019, by which a word is understood where no instrument is at hand.
static USUAL: LazyLock<Scale> = LazyLock::new(|| {
    let levels = [
        ("very-strong", "Very Strong"),
        ("strong", "Strong"),
        ("fair", "Fair"),
        ("weak", "Weak"),
        ("very-weak", "Very Weak"),
    ];
    Scale::of(levels)
});

impl Default for Scale {
    fn default() -> Self {
        Self::usual()
    }
}

impl Scale {
    /// The scale with these levels, each with its id and its title, best first.
    pub fn of<'l>(levels: impl IntoIterator<Item = (&'l str, &'l str)>) -> Self {
        let level = |(id, title): (&str, &str)| ScaleLevel { id: id.into(), title: title.into() };
        let levels: Vec<ScaleLevel> = levels.into_iter().map(level).collect();
        let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&*levels).copied();
        Self(known.unwrap_or_else(|| {
            let mut all = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
            // Another thread may have been faster.
            let known = all.get(&*levels).copied();
            known.unwrap_or_else(|| {
                let levels: &'static [ScaleLevel] = levels.leak();
                all.insert(levels);
                levels
            })
        }))
    }

    /// The scale by which a word is understood where no instrument is at hand: that of 2019.
    pub fn usual() -> Self {
        *USUAL
    }

    /// The rating of an id.
    pub fn rating(self, id: &str) -> Option<Rating> {
        self.ratings().find(|rating| rating.id() == id)
    }

    /// All levels as ratings, best first.
    pub fn ratings(self) -> impl DoubleEndedIterator<Item = Rating> + ExactSizeIterator {
        (0..self.0.len()).map(move |place| Rating { scale: self, place })
    }

    /// Whether another scale has the same levels in the same order, by their ids: only then is a move from the one to the other a
    /// move of what is rated.
    pub fn is_same(self, other: Scale) -> bool {
        let ids = |scale: Scale| scale.0.iter().map(|level| &*level.id);
        std::ptr::eq(self.0, other.0) || ids(self).eq(ids(other))
    }
}

impl Rating {
    /// The id in the files.
    pub fn id(self) -> &'static str {
        self.level().map_or("", |level| &level.id)
    }

    /// The words that are printed.
    pub fn title(self) -> &'static str {
        self.level().map_or("", |level| &level.title)
    }

    /// The scale that it is on.
    pub fn scale(self) -> Scale {
        self.scale
    }

    /// How many levels are worse.
    pub fn height(self) -> usize {
        self.scale.0.len().saturating_sub(self.place + 1)
    }

    /// How many levels up from here to `other`, negative if it is worse; none where the two are not on the same scale.
    pub fn steps_to(self, other: Rating) -> Option<i32> {
        if !self.scale.is_same(other.scale) {
            return None;
        }
        let place = |rating: Rating| i32::try_from(rating.place).ok();
        Some(place(self)? - place(other)?)
    }

    /// The level so many steps up, if the scale goes so far.
    pub fn moved(self, steps: i32) -> Option<Self> {
        let place = i32::try_from(self.place).ok()?.checked_sub(steps)?;
        self.scale.ratings().nth(usize::try_from(place).ok()?)
    }

    fn level(self) -> Option<&'static ScaleLevel> {
        self.scale.0.get(self.place)
    }
}

impl fmt::Debug for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl PartialEq for Rating {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Rating {}

impl Hash for Rating {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_moves_on_its_own_scale_only() {
        let four = Scale::of([("a", "A"), ("b", "B"), ("c", "C"), ("d", "D")]);
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|id| four.rating(id).expect("a level"));
        assert_eq!((d.steps_to(a), a.steps_to(c), b.steps_to(b)), (Some(3), Some(-2), Some(0)));
        assert_eq!((b.moved(1), a.moved(1), d.moved(-1), c.moved(-1)), (Some(a), None, None, Some(d)));
        assert_eq!((a.height(), d.height()), (3, 0));
        let titled = Scale::of([("a", "Alpha"), ("b", "B"), ("c", "C"), ("d", "D")]);
        assert_eq!(titled.rating("d").and_then(|d| d.steps_to(a)), Some(3), "titles are no levels");
        for other in
            [Scale::of([("a", "A"), ("b", "B")]), Scale::of([("b", "B"), ("a", "A"), ("c", "C"), ("d", "D")])]
        {
            assert_eq!(other.rating("a").and_then(|it| it.steps_to(b)), None);
        }
        assert_eq!(Scale::usual(), Scale::usual());
    }
}

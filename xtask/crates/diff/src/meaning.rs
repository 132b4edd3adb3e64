//! When two values mean the same: white space, the normal form of letters, and absent against empty make no difference.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use super::change::Value;
use format::text::normalised;
use format::values::{Map, Text};

/// Both sides of a difference; none where there is no difference.
pub(super) type Sides = Option<(Option<Value>, Option<Value>)>;

/// Whether two texts have the same words.
pub(super) fn same_words(before: &str, after: &str) -> bool {
    if before == after {
        return true;
    }
    let (composed_before, composed_after) = (normalised(before), normalised(after));
    let before = composed_before.as_deref().unwrap_or(before);
    let after = composed_after.as_deref().unwrap_or(after);
    before.split_whitespace().eq(after.split_whitespace())
}

/// The words of a text: the same for texts that have the same words, and for no others.
pub(super) fn words(text: &str) -> String {
    let composed = normalised(text);
    composed.as_deref().unwrap_or(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two texts have the same words, a missing one being empty.
pub(super) fn same_text(before: Option<&Text>, after: Option<&Text>) -> bool {
    same_words(before.map_or("", |text| text), after.map_or("", |text| text))
}

/// How two texts differ.
pub(super) fn texts(before: Option<&Text>, after: Option<&Text>) -> Sides {
    let value = |text: Option<&Text>| {
        text.filter(|text| !text.trim().is_empty()).map(|text| Value::Text(text.clone()))
    };
    (!same_text(before, after)).then(|| (value(before), value(after)))
}

/// How two lists of paragraphs differ; empty paragraphs count for nothing.
pub(super) fn paragraphs(before: &[Text], after: &[Text]) -> Sides {
    let told = |texts: &'_ [Text]| -> Vec<Text> {
        texts.iter().filter(|text| !text.trim().is_empty()).cloned().collect()
    };
    if before == after {
        return None;
    }
    let (before, after) = (told(before), told(after));
    let is_same = before.len() == after.len()
        && before.iter().zip(&after).all(|(before, after)| same_words(before, after));
    let value = |texts: Vec<Text>| (!texts.is_empty()).then(|| Value::Texts(texts.into()));
    (!is_same).then(|| (value(before), value(after)))
}

/// How two lists in which order is nothing differ.
pub(super) fn sets(before: &[Text], after: &[Text]) -> Sides {
    let sorted = |texts: &[Text]| {
        let mut texts: Vec<Text> = texts.to_vec();
        texts.sort();
        texts.dedup();
        texts
    };
    paragraphs(&sorted(before), &sorted(after))
}

/// How two plain values differ.
pub(super) fn values<T: PartialEq>(before: Option<T>, after: Option<T>, value: fn(T) -> Value) -> Sides {
    (before != after).then(|| (before.map(value), after.map(value)))
}

/// The entries of two maps by id: those of `after` in its order, then those that only `before` has.
pub(super) fn joined<'m, T>(
    before: &'m Map<T>,
    after: &'m Map<T>,
) -> Vec<(&'m str, Option<&'m T>, Option<&'m T>)> {
    if before.ids().eq(after.ids()) {
        let both = before.iter().zip(after.values());
        return both.map(|((id, before), after)| (id, Some(before), Some(after))).collect();
    }
    let there = after.iter().map(|(id, after)| (id, before.get(id), Some(after)));
    let removed = before.iter().filter(|(id, _)| !after.contains(id));
    there.chain(removed.map(|(id, before)| (id, Some(before), None))).collect()
}

/// Pairs the items of two lists in which order is nothing: what means the same goes with each other and is left out,
/// then what is about the same thing; the rest stands alone. `meaning` and `topic` are the same for two items that go
/// together, and for no others.
pub(super) fn paired<'l, T: PartialEq, M: Eq + Hash, O: Eq + Hash>(
    before: &'l [T],
    after: &'l [T],
    meaning: impl Fn(&'l T) -> M,
    topic: impl Fn(&'l T) -> O,
) -> Vec<(Option<&'l T>, Option<&'l T>)> {
    if before == after {
        return Vec::new();
    }
    let mut left: Vec<&T> = before.iter().collect();
    let mut right: Vec<&T> = after.iter().collect();
    take_pairs(&mut left, &mut right, meaning);
    let mut pairs: Vec<(Option<&T>, Option<&T>)> = take_pairs(&mut left, &mut right, topic)
        .into_iter()
        .map(|(before, after)| (Some(before), Some(after)))
        .collect();
    pairs.extend(left.into_iter().map(|before| (Some(before), None)));
    pairs.extend(right.into_iter().map(|after| (None, Some(after))));
    pairs
}

/// Takes out each item on the left that has the key of one on the right, with the first of these that is left.
fn take_pairs<'l, T, K: Eq + Hash>(
    left: &mut Vec<&'l T>,
    right: &mut Vec<&'l T>,
    key: impl Fn(&'l T) -> K,
) -> Vec<(&'l T, &'l T)> {
    let mut places: HashMap<K, VecDeque<usize>> = HashMap::new();
    for (place, after) in right.iter().enumerate() {
        places.entry(key(after)).or_default().push_back(place);
    }
    let mut pairs = Vec::new();
    let mut is_taken = vec![false; right.len()];
    left.retain(|before| match places.get_mut(&key(before)).and_then(VecDeque::pop_front) {
        Some(place) => {
            is_taken[place] = true;
            pairs.push((*before, right[place]));
            false
        }
        None => true,
    });
    let mut taken = is_taken.into_iter();
    right.retain(|_| !taken.next().unwrap_or_default());
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_normal_form_are_nothing() {
        assert!(same_words(" a  b\u{301}é", "a b\u{301}e\u{301} "));
        assert!(!same_words("a b", "ab"));
        assert!(same_text(None, Some(&Text::from("  "))));
        assert!(paragraphs(&["a".into(), "".into()], &["a ".into()]).is_none());
        assert!(paragraphs(&["a".into(), "b".into()], &["b".into(), "a".into()]).is_some());
        assert!(sets(&["a".into(), "b".into()], &["b".into(), "a".into()]).is_none());
    }

    #[test]
    fn pairs_the_same_first() {
        let pairs = paired(&[11, 12, 25], &[12, 13, 31], |a| *a, |a| a / 10);
        assert_eq!(pairs, [(Some(&11), Some(&13)), (Some(&25), None), (None, Some(&31))]);
    }
}

//! What becomes of indicators from one instrument to another: which goes on, which is replaced by which, which is asked in one
//! of the two only.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::framework::Framework;

/// What an indicator says it replaces, of all instruments, in both directions. An id never stands for another question, so that
/// it does not matter which instrument says so.
#[derive(Debug, Default)]
pub struct Replacements<'f> {
    earlier: BTreeMap<&'f str, BTreeSet<&'f str>>,
    later: BTreeMap<&'f str, BTreeSet<&'f str>>,
}

/// How the indicators of two instruments go together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Succession<'f> {
    /// Those that are replaced one to one: the id in the one, and in the other.
    pub one_to_one: BTreeMap<&'f str, &'f str>,
    /// Those that were split, merged or both, in order of the first instrument.
    pub regrouped: Vec<Regrouped<'f>>,
    /// Those that only the first instrument has, in its order.
    pub retired: Vec<&'f str>,
    /// Those that only the second instrument has, in its order.
    pub added: Vec<&'f str>,
}

/// Indicators of two instruments that belong together and are not one to one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regrouped<'f> {
    /// Their ids in the one, in its order.
    pub before: Vec<&'f str>,
    /// Their ids in the other, in its order.
    pub after: Vec<&'f str>,
}

/// Under which ids an earlier instrument asks what a later one asks, as far as the two can be compared.
#[derive(Debug, Default)]
pub struct EarlierIds<'f> {
    /// By the later ids; none where the two are one instrument, or one of them is not known.
    ids: Option<BTreeMap<&'f str, &'f str>>,
}

impl<'f> Replacements<'f> {
    /// What some instruments say.
    pub fn of(frameworks: impl IntoIterator<Item = &'f Framework>) -> Self {
        let frameworks: Vec<&Framework> = frameworks.into_iter().collect();
        let mut all = Self::default();
        let mut link = |new: &'f str, old: &'f str| {
            all.earlier.entry(new).or_default().insert(old);
            all.later.entry(old).or_default().insert(new);
        };
        for framework in &frameworks {
            for (new, indicator) in framework.indicators.iter() {
                for old in &indicator.replaces {
                    link(new, old);
                    // What was asked beside another one and replaces it later is both of them merged.
                    let are_both =
                        |by: &&Framework| by.indicators.contains(new) && by.indicators.contains(old);
                    if frameworks.iter().any(are_both) {
                        link(new, new);
                    }
                }
            }
        }
        all
    }

    /// How the indicators of two instruments go together, whichever of them came first.
    pub fn between(&self, before: &'f Framework, after: &'f Framework) -> Succession<'f> {
        let mut found = Succession::default();
        // Mostly nothing has been replaced, and each indicator goes on as itself or not at all.
        if self.earlier.is_empty() {
            found.retired = before.indicators.ids().filter(|id| !after.indicators.contains(id)).collect();
            found.added = after.indicators.ids().filter(|id| !before.indicators.contains(id)).collect();
            return found;
        }
        let mut partners: BTreeMap<&str, BTreeSet<&'f str>> = BTreeMap::new();
        let mut partners_before: BTreeMap<&str, BTreeSet<&'f str>> = BTreeMap::new();
        for new in after.indicators.ids() {
            let own = before.indicators.contains(new).then_some(new);
            let related = if self.is_known(new) { self.related(new, before) } else { BTreeSet::new() };
            for old in related.into_iter().chain(own) {
                partners.entry(old).or_default().insert(new);
                partners_before.entry(new).or_default().insert(old);
            }
        }
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for old in before.indicators.ids() {
            if !partners.contains_key(old) {
                found.retired.push(old);
            } else if !seen.contains(old) {
                let group = group(old, &partners, &partners_before);
                seen.extend(&group.0);
                match (group.0.len(), group.1.iter().next()) {
                    (1, Some(new)) if group.1.len() == 1 => {
                        if *new != old {
                            found.one_to_one.insert(old, new);
                        }
                    }
                    _ => found.regrouped.push(Regrouped {
                        before: before.indicators.ids().filter(|id| group.0.contains(id)).collect(),
                        after: after.indicators.ids().filter(|id| group.1.contains(id)).collect(),
                    }),
                }
            }
        }
        found.added = after.indicators.ids().filter(|id| !partners_before.contains_key(id)).collect();
        found
    }

    /// All ids under which a question was or is asked that is replaced one to one only, with its own.
    pub fn line<'i>(&self, id: &'i str) -> BTreeSet<&'i str>
    where
        'f: 'i,
    {
        let mut line = BTreeSet::from([id]);
        for (to, back) in [(&self.earlier, &self.later), (&self.later, &self.earlier)] {
            let mut at = id;
            while let Some(next) = only(to, at)
                && only(back, next) == Some(at)
                && line.insert(next)
            {
                at = next;
            }
        }
        line
    }

    fn is_known(&self, id: &str) -> bool {
        self.earlier.contains_key(id) || self.later.contains_key(id)
    }

    /// The indicators of an instrument that are met first on the ways from another one, back or onward.
    fn related(&self, id: &str, instrument: &Framework) -> BTreeSet<&'f str> {
        let mut related = BTreeSet::new();
        for ways in [&self.earlier, &self.later] {
            let next = |id: &str| ways.get(id).into_iter().flatten().copied();
            let mut seen: BTreeSet<&'f str> = BTreeSet::new();
            let mut open: Vec<&'f str> = next(id).collect();
            while let Some(at) = open.pop() {
                if at == id || !seen.insert(at) {
                    continue;
                }
                if instrument.indicators.contains(at) {
                    related.insert(at);
                } else {
                    open.extend(next(at));
                }
            }
        }
        related
    }
}

impl<'f> EarlierIds<'f> {
    /// Those by which a later instrument asks what an earlier one asked.
    pub(crate) fn between(
        replacements: &Replacements<'f>,
        before: &'f Framework,
        after: &'f Framework,
    ) -> Self {
        let succession = replacements.between(before, after);
        let is_regrouped = |id: &str| succession.regrouped.iter().any(|group| group.after.contains(&id));
        let same = after.indicators.ids().filter(|id| before.indicators.contains(id) && !is_regrouped(id));
        let replaced = succession.one_to_one.iter().map(|(old, new)| (*new, *old));
        Self { ids: Some(same.map(|id| (id, id)).chain(replaced).collect()) }
    }

    /// The id of an indicator there; none if it was not asked, or was split or merged since.
    pub fn of<'i>(&self, id: &'i str) -> Option<&'i str>
    where
        'f: 'i,
    {
        self.ids.as_ref().map_or(Some(id), |ids| ids.get(id).copied())
    }
}

impl Succession<'_> {
    /// Whether the same questions are asked, be it under other ids.
    pub fn is_one_to_one(&self) -> bool {
        self.regrouped.is_empty() && self.retired.is_empty() && self.added.is_empty()
    }
}

fn only<'f>(ways: &BTreeMap<&'f str, BTreeSet<&'f str>>, id: &str) -> Option<&'f str> {
    let next = ways.get(id)?;
    next.first().copied().filter(|_| next.len() == 1)
}

/// All that hangs together with an indicator, on both sides.
fn group<'f>(
    id: &'f str,
    partners: &BTreeMap<&str, BTreeSet<&'f str>>,
    partners_before: &BTreeMap<&str, BTreeSet<&'f str>>,
) -> (BTreeSet<&'f str>, BTreeSet<&'f str>) {
    let (mut before, mut after) = (BTreeSet::from([id]), BTreeSet::new());
    let mut open = vec![id];
    while let Some(old) = open.pop() {
        for new in partners.get(old).into_iter().flatten() {
            if after.insert(*new) {
                let others = partners_before.get(new).into_iter().flatten();
                open.extend(others.filter(|other| before.insert(other)));
            }
        }
    }
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use format::json;

    fn framework(indicators: &str) -> Framework {
        let text = format!("{{\"indicators\": {indicators}}}");
        Framework::read(&json::parse(&text).expect("JSON").root)
    }

    #[test]
    fn one_to_one_split_merged_retired_and_added() {
        let old = framework(r#"{"a": {}, "b": {}, "c": {}, "d": {}, "e": {}, "same": {}}"#);
        let new = framework(
            r#"{"same": {}, "a2": {"replaces": ["a"]}, "b1": {"replaces": ["b"]}, "b2": {"replaces": ["b"]},
                "cd": {"replaces": ["d", "c"]}, "new": {}}"#,
        );
        let all = Replacements::of([&old, &new]);
        let found = all.between(&old, &new);
        assert_eq!(found.one_to_one, BTreeMap::from([("a", "a2")]));
        let groups = vec![
            Regrouped { before: vec!["b"], after: vec!["b1", "b2"] },
            Regrouped { before: vec!["c", "d"], after: vec!["cd"] },
        ];
        assert_eq!(found.regrouped, groups);
        assert_eq!((found.retired, found.added), (vec!["e"], vec!["new"]));
        let back = all.between(&new, &old);
        assert_eq!(back.one_to_one, BTreeMap::from([("a2", "a")]));
        assert_eq!((back.retired, back.added), (vec!["new"], vec!["e"]));
        assert_eq!(all.line("a2"), BTreeSet::from(["a", "a2"]));
        assert_eq!(all.line("b1"), BTreeSet::from(["b1"]));
    }

    #[test]
    fn what_is_merged_into_one_that_was_asked_before_is_no_line() {
        let old = framework(r#"{"a": {}, "b": {}}"#);
        let new = framework(r#"{"a": {"replaces": ["b"]}}"#);
        let all = Replacements::of([&old, &new]);
        assert_eq!(
            all.between(&old, &new).regrouped,
            [Regrouped { before: vec!["a", "b"], after: vec!["a"] }]
        );
        assert_eq!([all.line("a"), all.line("b")], [BTreeSet::from(["a"]), BTreeSet::from(["b"])]);
        assert_eq!(EarlierIds::between(&all, &old, &new).of("a"), None);
    }

    #[test]
    fn an_instrument_between_two_is_bridged_and_a_circle_ends() {
        let one = framework(r#"{"a": {}}"#);
        let two = framework(r#"{"b": {"replaces": ["a"]}}"#);
        let three = framework(r#"{"c": {"replaces": ["b"]}}"#);
        let found = Replacements::of([&one, &two, &three]);
        assert_eq!(found.between(&one, &three).one_to_one, BTreeMap::from([("a", "c")]));
        assert_eq!(found.line("a"), BTreeSet::from(["a", "b", "c"]));
        let circle = framework(r#"{"a": {"replaces": ["b"]}, "b": {"replaces": ["a"]}}"#);
        let found = Replacements::of([&circle]);
        assert_eq!(found.line("a"), BTreeSet::from(["a"]));
        assert_eq!(found.between(&circle, &circle).regrouped.len(), 1);
    }
}

//! Which pull request brought a commit, as far as messages tell.

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use crate::git::{Commit, Log};
use crate::index::StepIndex;

/// The number of a pull request that a commit's message names: `(#12)` at the end of its first line, as a squash merge leaves
/// it, or, if it is a merge, `Merge pull request #12 from …`.
pub fn pull_request(commit: &Commit) -> Option<u64> {
    let squashed = || {
        let summary = commit.summary.trim_end();
        let (_, written) = summary.strip_suffix(')')?.rsplit_once("(#")?;
        number(written)
    };
    merged(commit).or_else(squashed)
}

/// The number in `Merge pull request #12 from …`, if the commit is a merge.
fn merged(commit: &Commit) -> Option<u64> {
    let is_merge = commit.parents.len() > 1;
    let rest = commit.summary.strip_prefix("Merge pull request #").filter(|_| is_merge)?;
    let end = rest.find([' ', '\t']).unwrap_or(rest.len());
    number(&rest[..end])
}

fn number(written: &str) -> Option<u64> {
    let is_number = written.bytes().all(|byte| byte.is_ascii_digit());
    written.parse().ok().filter(|number| is_number && *number > 0)
}

/// The pull request of each commit of a log, in its order.
///
/// Of a commit on the main line (the newest commit, its first parent, and so on) it is the one that its own message names.
/// Of others it is that of the merge which brought them to the main line, whatever their own messages say, since these are
/// written by whoever asks for the merge.
///
/// A merge that names none may be a `git pull`, which leaves what was the main line before on its second parent. On the line
/// that it brought (that parent, its first parent, and so on) the merges of pull requests are believed, as the main line would
/// believe them, with what they brought. `(#12)` is not: any contributor may write it.
pub fn pull_requests(log: &Log) -> TiVec<StepIndex, Option<u64>> {
    let places = log.places();
    let parents = |place: StepIndex| {
        let ids = log.steps[place].commit.parents.iter();
        ids.map(|id| places.get(&**id).copied())
    };
    let mut numbers: TiVec<StepIndex, Option<u64>> = ti_vec![None; log.steps.len()];
    let mut is_told = ti_vec![false; log.steps.len()];
    let newest = log.steps.first_key();
    // The merges whose other parents are still to be told. The oldest merge that has a commit brought it; later ones have it as
    // well. So the oldest is on top.
    let mut open: Vec<StepIndex> =
        std::iter::successors(newest, |place| parents(*place).next().flatten()).collect();
    for &place in &open {
        is_told[place] = true;
        numbers[place] = pull_request(&log.steps[place].commit);
    }
    while let Some(merge) = open.pop() {
        let brought = parents(merge).skip(1).flatten();
        if numbers[merge].is_some() {
            mark(brought.collect(), numbers[merge], &mut numbers, &mut is_told, &parents);
            continue;
        }
        for place in brought {
            let mut next = Some(place);
            while let Some(place) = next.filter(|place| !is_told[*place]) {
                is_told[place] = true;
                numbers[place] = merged(&log.steps[place].commit);
                open.push(place);
                next = parents(place).next().flatten();
            }
        }
    }
    numbers
}

/// Gives all that was brought and is not told yet its number.
fn mark<P: Iterator<Item = Option<StepIndex>>>(
    mut brought: Vec<StepIndex>,
    number: Option<u64>,
    numbers: &mut TiSlice<StepIndex, Option<u64>>,
    is_told: &mut TiSlice<StepIndex, bool>,
    parents: &impl Fn(StepIndex) -> P,
) {
    while let Some(place) = brought.pop() {
        if !std::mem::replace(&mut is_told[place], true) {
            numbers[place] = number;
            brought.extend(parents(place).flatten());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::Step;

    /// A commit with a message and parents.
    fn commit(id: &str, parents: &[&str], summary: &str) -> Commit {
        Commit {
            id: id.to_owned(),
            parents: parents.iter().map(|&id| id.to_owned()).collect(),
            author: "#12".to_owned(),
            co_authors: Vec::new(),
            date: None,
            summary: summary.to_owned(),
            is_boundary: false,
            follows_unreadable: false,
        }
    }

    /// The numbers of a log, newest first, each commit by its id, parents and message.
    fn numbers(commits: &[(&str, &[&str], &str)]) -> Vec<(String, Option<u64>)> {
        let steps = commits.iter().map(|(id, parents, summary)| Step {
            commit: commit(id, parents, summary),
            against: TiVec::new(),
        });
        let log = Log { steps: steps.collect(), unreadable: Vec::new() };
        let told = pull_requests(&log);
        log.steps.iter().zip(told).map(|(step, number)| (step.commit.id.clone(), number)).collect()
    }

    fn told(commits: &[(&str, &[&str], &str)]) -> String {
        let numbers = numbers(commits).into_iter();
        let number = |number: Option<u64>| number.map_or("-".to_owned(), |number| number.to_string());
        numbers.map(|(id, it)| format!("{id}:{}", number(it))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn messages_name_pull_requests() {
        let squashed = |summary| pull_request(&commit("a", &["b"], summary));
        let merged = |summary| pull_request(&commit("a", &["b", "c"], summary));
        assert_eq!(squashed("Lower press in Aland (#3)"), Some(3));
        assert_eq!(squashed("Again (#3) (#15) "), Some(15));
        assert_eq!(merged("Merge pull request #7 from bo/schools"), Some(7));
        assert_eq!(merged("Merge pull request #7"), Some(7));
        assert_eq!(merged("Merge pull request #7x"), None);
        assert_eq!(squashed("Merge pull request #7 from bo/schools"), None, "it merges nothing");
        assert_eq!(squashed("Revert \"Lower press (#3)\""), None, "that number is of what it reverts");
        assert_eq!(squashed("See (#3) first"), None);
        assert_eq!(squashed("#12"), None);
        assert_eq!(squashed("Odd (#)"), None);
        assert_eq!(squashed("Odd (#+3)"), None);
        assert_eq!(squashed("Odd (#0)"), None);
        assert_eq!(squashed("Odd (#99999999999999999999999)"), None);
    }

    #[test]
    fn what_contributors_write_does_not_override_the_merge() {
        assert_eq!(
            told(&[
                ("merge", &["main", "forged"], "Merge pull request #99 from eve/x"),
                ("forged", &["inner", "other"], "Merge pull request #2 from eve/y"),
                ("inner", &["start"], "Lower the rating (#1)"),
                ("other", &["start"], "Words (#3)"),
                ("main", &["start"], "Squashed (#5)"),
                ("start", &[], "Start"),
            ]),
            "merge:99 forged:99 inner:99 other:99 main:5 start:-"
        );
    }

    #[test]
    fn a_merge_without_a_number_brings_none_by_what_contributors_write() {
        assert_eq!(
            told(&[
                ("later", &["merge", "again"], "Merge pull request #8 from bo/again"),
                ("again", &["fix"], "Again (#6)"),
                ("merge", &["squash", "words"], "Merge branch b5 without number"),
                ("words", &["fix"], "Merge pull request #9 from eve/y"),
                ("fix", &["start"], "fix (#4)"),
                ("squash", &["start"], "Squashed (#5)"),
                ("start", &[], "Start (#1)"),
            ]),
            "later:8 again:8 merge:- words:- fix:- squash:5 start:1"
        );
    }

    /// What was the main line before is the second parent of a pull.
    #[test]
    fn a_pull_keeps_the_numbers_of_the_merges_that_it_brought() {
        assert_eq!(
            told(&[
                ("pull", &["own", "pulled"], "Merge branch 'main' of example.org"),
                ("own", &["start"], "Own (#7)"),
                ("pulled", &["aside", "second"], "Merge branch 'main' of example.org"),
                ("second", &["first", "forged"], "Merge pull request #3 from bo/y"),
                ("forged", &["words", "inner"], "Merge pull request #99 from eve/y"),
                ("inner", &["start"], "Words (#98)"),
                ("words", &["start"], "Words (#97)"),
                ("first", &["squash", "work"], "Merge pull request #2 from bo/x"),
                ("work", &["start"], "Work"),
                ("squash", &["start"], "Squashed (#4)"),
                ("aside", &["start"], "Aside (#6)"),
                ("start", &[], "Start"),
            ]),
            "pull:- own:7 pulled:- second:3 forged:3 inner:3 words:3 first:2 work:2 squash:- aside:- start:-"
        );
    }

    #[test]
    fn ten_thousand_pulls_are_no_trouble() {
        let ids: Vec<String> = (0..20_001).map(|nth| nth.to_string()).collect();
        let parents: Vec<Vec<&str>> = (0..20_001)
            .map(|nth| {
                ids[(nth + 1).min(20_001)..(nth + 3).min(20_001)].iter().map(String::as_str).rev().collect()
            })
            .collect();
        let commits: Vec<(&str, &[&str], &str)> = ids
            .iter()
            .zip(&parents)
            .map(|(id, parents)| (id.as_str(), &**parents, "Merge branch 'main'"))
            .collect();
        assert_eq!(numbers(&commits).len(), 20_001);
    }
}

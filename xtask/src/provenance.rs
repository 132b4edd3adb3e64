//! Which pull request brought a commit, as far as messages tell.

use std::collections::HashMap;

use crate::git::Log;

/// The number of a pull request that the first line of a message names: `(#12)` at its end, as a squash merge leaves it,
/// or `Merge pull request #12 from …`.
pub fn pull_request(summary: &str) -> Option<u64> {
    let merged = summary.strip_prefix("Merge pull request #").map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        &rest[..end]
    });
    let squashed = || summary.trim_end().strip_suffix(')')?.rsplit_once("(#").map(|(_, number)| number);
    let number = merged.or_else(squashed)?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|number| is_number && *number > 0)
}

/// The pull request of each commit of a log, in its order: its own, else that of the merge which brought the commit to the
/// main line, which is the newest commit, its first parent, and so on.
pub fn pull_requests(log: &Log) -> Vec<Option<u64>> {
    let places: HashMap<&str, usize> =
        log.steps.iter().enumerate().map(|(place, step)| (&*step.commit.id, place)).collect();
    let parents = |place: usize| {
        let ids = log.steps[place].commit.parents.iter();
        ids.map(|id| places.get(&**id).copied())
    };
    let mut main_line: Vec<usize> = Vec::new();
    let mut next = (!log.steps.is_empty()).then_some(0);
    while let Some(place) = next {
        main_line.push(place);
        next = parents(place).next().flatten();
    }
    let own = |place: usize| pull_request(&log.steps[place].commit.summary);
    let mut numbers: Vec<Option<u64>> = (0..log.steps.len()).map(own).collect();
    let mut is_brought = vec![false; log.steps.len()];
    main_line.iter().for_each(|&place| is_brought[place] = true);
    // The oldest merge that has a commit brought it; later ones have it as well.
    for &merge in main_line.iter().rev() {
        let mut left: Vec<usize> = parents(merge).skip(1).flatten().collect();
        while let Some(place) = left.pop() {
            if !std::mem::replace(&mut is_brought[place], true) {
                numbers[place] = numbers[place].or(own(merge));
                left.extend(parents(place).flatten());
            }
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_pull_requests() {
        assert_eq!(pull_request("Lower press in Aland (#3)"), Some(3));
        assert_eq!(pull_request("Again (#3) (#15) "), Some(15));
        assert_eq!(pull_request("Merge pull request #7 from bo/schools"), Some(7));
        assert_eq!(pull_request("Merge pull request #7"), Some(7));
        assert_eq!(pull_request("Revert \"Lower press (#3)\""), None, "that number is of what it reverts");
        assert_eq!(pull_request("See (#3) first"), None);
        assert_eq!(pull_request("Odd (#)"), None);
        assert_eq!(pull_request("Odd (#+3)"), None);
        assert_eq!(pull_request("Odd (#0)"), None);
        assert_eq!(pull_request("Odd (#99999999999999999999999)"), None);
    }
}

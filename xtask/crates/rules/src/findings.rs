//! What one rule finds, parted into what stands and what the data excepts; what stands is counted and told by file.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use format::diagnostic::{Location, Report, ReportList, Severity};
use format::pointer::Pointer;

/// What becomes of a finding, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It stands.
    Stands,
    /// The data excepts it.
    Excepted,
    /// Something else that is said of the place explains it.
    Explained,
}

/// Takes what a rule finds.
pub struct Findings<'f> {
    verdict: Box<dyn Fn(&Location) -> Verdict + 'f>,
    standing: HashMap<Arc<str>, ReportList>,
    excepted: Vec<Report>,
}

/// What a rule has found.
#[derive(Debug, Default)]
pub struct Found {
    /// What stands, each with the number of findings that it tells of.
    pub told: Vec<(Report, usize)>,
    /// The places of what stands and is not told one by one.
    pub untold: Vec<(Arc<str>, Pointer)>,
    /// What the data excepts.
    pub excepted: Vec<Report>,
}

/// Where something stands that a rule has found, told one by one or not.
#[derive(Clone, Copy, Debug)]
pub struct StandingFinding<'a> {
    /// The code of the rule.
    pub code: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// The file.
    pub path: &'a str,
    /// The place in it, where it has a pointer.
    pub pointer: Option<&'a Pointer>,
    /// Whether it is about the layout of the file alone, which keeps no rule from looking.
    pub is_of_layout: bool,
}

impl<'f> Findings<'f> {
    /// Nothing yet. What becomes of a finding is asked by its place.
    pub fn new(verdict: impl Fn(&Location) -> Verdict + 'f) -> Self {
        Self { verdict: Box::new(verdict), standing: HashMap::new(), excepted: Vec::new() }
    }

    /// Nothing yet, for findings that nothing excepts.
    pub fn certain() -> Self {
        Self::new(|_| Verdict::Stands)
    }

    /// Takes a finding.
    pub fn push(&mut self, report: Report) {
        match (self.verdict)(&report.location) {
            Verdict::Stands => {
                self.standing.entry(report.location.path.clone()).or_default().push(report);
            }
            Verdict::Excepted => self.excepted.push(report),
            Verdict::Explained => {}
        }
    }

    /// Whether the next finding in a file is told one by one. A rule asks before it makes a costly text.
    pub fn tells_more_of(&self, path: &str) -> bool {
        self.standing.get(path).is_none_or(ReportList::tells_more)
    }

    /// Whether nothing stands.
    pub fn is_empty(&self) -> bool {
        self.standing.is_empty()
    }

    /// What was found.
    pub fn into_found(self) -> Found {
        let mut found = Found { excepted: self.excepted, ..Found::default() };
        for (path, told) in self.standing {
            found.untold.extend(told.untold().iter().map(|place| (path.clone(), place.clone())));
            found.told.extend(told.into_reports());
        }
        found
    }
}

impl Extend<Report> for Findings<'_> {
    fn extend<I: IntoIterator<Item = Report>>(&mut self, reports: I) {
        reports.into_iter().for_each(|report| self.push(report));
    }
}

impl fmt::Debug for Findings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Findings").field("standing", &self.standing).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use format::limits::MOST_TOLD;

    #[test]
    fn files_are_counted_apart_and_exceptions_not_at_all() {
        let (one, other): (Arc<str>, Arc<str>) = ("dataset/a.json".into(), "dataset/b.json".into());
        let is_one = one.clone();
        let mut findings =
            Findings::new(|place| if place.path == is_one { Verdict::Excepted } else { Verdict::Stands });
        for i in 0..200 {
            for path in [&one, &other] {
                findings.push(Report::new(Location::value(path, Pointer::root().index(i)), "wrong"));
            }
        }
        assert!(findings.tells_more_of(&one) && !findings.tells_more_of(&other));
        let found = findings.into_found();
        assert_eq!((found.excepted.len(), found.told.len()), (200, MOST_TOLD + 1));
        assert_eq!(found.untold.len(), 200 - MOST_TOLD);
    }
}

//! Findings of one kind in one file: all are counted, and so many are told.

use super::{Fix, Location, Place, Report};
use crate::limits::MOST_TOLD;
use crate::pointer::Pointer;

/// What was found.
#[derive(Debug, Default)]
pub struct ReportList {
    count: usize,
    reports: Vec<Report>,
    rest: Option<Rest>,
}

/// What one line tells.
#[derive(Debug)]
struct Rest {
    first: Location,
    places: Vec<Pointer>,
    fix: Option<Box<Fix>>,
    removable: Vec<Pointer>,
}

impl ReportList {
    /// Takes a finding.
    pub fn push(&mut self, report: Report) {
        if self.tells_more() {
            self.count += 1;
            return self.reports.push(report);
        }
        let (fix, removable) = (report.fix, report.removable);
        let rest = self.pass_over(report.location, 1);
        rest.removable.extend(removable);
        match (&mut rest.fix, fix) {
            (Some(all), Some(fix)) => all.edits.extend(fix.edits),
            (all @ None, fix) => *all = fix,
            (Some(_), None) => {}
        }
    }

    /// Counts findings for which no text was made, the first of them at a place.
    pub fn count(&mut self, first: Location, count: usize) {
        if count > 0 {
            self.pass_over(first, count);
        }
    }

    fn pass_over(&mut self, place: Location, count: usize) -> &mut Rest {
        self.count += count;
        let first = place.clone();
        let rest =
            self.rest.get_or_insert(Rest { first, places: Vec::new(), fix: None, removable: Vec::new() });
        if let Place::At(pointer, _) = place.place {
            rest.places.push(pointer);
        }
        rest
    }

    /// Whether the next finding is told one by one. Who makes a costly text asks before.
    pub fn tells_more(&self) -> bool {
        self.reports.len() < MOST_TOLD
    }

    /// The places of what is not told one by one.
    pub fn untold(&self) -> &[Pointer] {
        self.rest.as_ref().map_or(&[], |rest| &rest.places)
    }

    /// The reports, each with the number of findings that it tells of; the last may tell of many.
    pub fn into_reports(self) -> impl Iterator<Item = (Report, usize)> {
        let more = self.count - self.reports.len();
        let last = self.rest.map(|rest| (closing(rest, more), more));
        self.reports.into_iter().map(|report| (report, 1)).chain(last)
    }
}

/// The line that tells how many more there are.
fn closing(rest: Rest, more: usize) -> Report {
    let message = match more {
        1 => "and 1 more of this kind in this file, here".to_owned(),
        more => format!("and {} more of this kind in this file, the first of them here", grouped(more)),
    };
    let report = Report::new(rest.first, message);
    Report { fix: rest.fix, removable: rest.removable, ..report }.help(format!(
        "At most {MOST_TOLD} problems of one rule are listed for each file. Fix these, and the next run lists the others."
    ))
}

/// A number with a comma between thousands.
fn grouped(number: usize) -> String {
    let figures = number.to_string();
    let mut out = String::new();
    for (i, figure) in figures.chars().enumerate() {
        if i > 0 && (figures.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(figure);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn told(count: usize) -> Vec<(Report, usize)> {
        let path: Arc<str> = "dataset/a.json".into();
        let mut told = ReportList::default();
        for i in 0..count {
            told.push(Report::new(Location::value(&path, Pointer::root().index(i)), "wrong"));
        }
        assert_eq!(told.tells_more(), count < MOST_TOLD);
        assert_eq!(told.untold().len(), count.saturating_sub(MOST_TOLD));
        told.into_reports().collect()
    }

    #[test]
    fn all_is_counted_and_so_much_is_told() {
        let edges = [(0, 0), (MOST_TOLD, MOST_TOLD), (MOST_TOLD + 1, MOST_TOLD + 1), (5_000, MOST_TOLD + 1)];
        for (count, lines) in edges {
            let told = told(count);
            assert_eq!(told.len(), lines, "{count}");
            assert_eq!(told.iter().map(|(_, count)| count).sum::<usize>(), count);
        }
        let (last, more) = told(MOST_TOLD + 1_140).pop().expect("a line");
        let message = "and 1,140 more of this kind in this file, the first of them here";
        assert_eq!((last.message.as_str(), more), (message, 1_140));
        assert_eq!(last.location.pointer().map(Pointer::as_str), Some("/50"));
    }
}

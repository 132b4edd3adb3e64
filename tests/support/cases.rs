//! The cases of the rules, from `tests/rules/CODE.md`: what each changes in the small repository, and the report that it expects.

mod put;
mod reading;
mod signs;

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use rayon::prelude::*;

use self::put::{Part, When};
use crate::support::{Judgement, State, files_below, root};

/// A case of a rule.
pub(crate) struct Case {
    /// The rule's code.
    pub(crate) code: String,
    /// The heading, e.g. `Invalid: misspelt label`.
    pub(crate) title: String,
    /// What the rules do about it.
    pub(crate) expected: Expected,
    /// The report that the page shows.
    pub(crate) report: Option<Report>,
    /// The line of the heading.
    line: usize,
    /// The last line before the next heading that is not blank.
    last_line: usize,
    /// What is put where, each with its line.
    parts: Vec<(usize, Part)>,
}

/// What the rules do about a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// The rule reports, and no other.
    Report,
    /// No rule reports.
    Silence,
}

/// A report that a page shows.
pub(crate) struct Report {
    /// The lines of its fence, with the first and the last.
    lines: RangeInclusive<usize>,
    /// What it says.
    pub(crate) text: String,
}

/// A case and what the rules say of it.
pub(crate) struct Judged {
    pub(crate) case: &'static Case,
    /// The state that it is a change from.
    pub(crate) before: Option<State>,
    pub(crate) state: State,
    pub(crate) judgement: Judgement,
}

static CASES: LazyLock<Result<Vec<Case>, String>> = LazyLock::new(|| {
    let codes = codes();
    let of_code = |code: &String| {
        let text =
            fs::read_to_string(root().join(page(code))).map_err(|why| format!("{}: {why}", page(code)))?;
        read(code, &text)
    };
    Ok(codes.iter().map(of_code).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
});

/// All cases, by rule and then in the order of their page.
pub(crate) fn all() -> &'static [Case] {
    CASES.as_ref().unwrap_or_else(|why| panic!("{why}"))
}

/// All cases with what the rules say of them, judged once for all tests.
pub(crate) fn all_judged() -> &'static [Judged] {
    static JUDGED: LazyLock<Result<Vec<Judged>, String>> =
        LazyLock::new(|| all().par_iter().map(Case::judged).collect());
    JUDGED.as_ref().unwrap_or_else(|why| panic!("{why}"))
}

/// The case of a rule with this heading.
pub(crate) fn find(code: &str, title: &str) -> &'static Case {
    let found = all().iter().find(|case| case.code == code && case.title == title);
    found.unwrap_or_else(|| panic!("{} has a case {title:?}", page(code)))
}

/// Reads the cases of a page. An error begins with file and line.
pub(crate) fn read(code: &str, text: &str) -> Result<Vec<Case>, String> {
    reading::cases(code, text).map_err(|why| format!("{}:{why}", page(code)))
}

/// The page of a rule, from the repository's root.
pub(crate) fn page(code: &str) -> String {
    format!("tests/rules/{code}.md")
}

/// The rules that have a page, sorted.
pub(crate) fn codes() -> BTreeSet<String> {
    let files = files_below(&root().join("tests/rules"));
    let pages = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "md"));
    pages.filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned())).collect()
}

impl Case {
    /// What it puts into the repository, as its page says it.
    pub(crate) fn put<'p>(&self, page: &'p str) -> &'p str {
        let below = |line: usize| page.match_indices('\n').nth(line - 1).map_or(page.len(), |(at, _)| at + 1);
        let end = self.report.as_ref().map_or(self.last_line, |report| report.lines.start() - 1);
        page[below(self.line)..below(end)].trim()
    }

    /// The line of the report, or of the heading if there is none yet.
    pub(crate) fn report_line(&self) -> usize {
        self.report.as_ref().map_or(self.line, |report| *report.lines.start())
    }

    /// The state that it is, with the one that it is a change from where its rule looks at changes. An error begins with file
    /// and line.
    pub(crate) fn states(&self) -> Result<(Option<State>, State), String> {
        let before = self.with(When::Before, State::base())?;
        let after = self.with(When::After, before.clone())?;
        Ok((self.code.starts_with("CHG").then_some(before), after))
    }

    fn with(&self, when: When, state: State) -> Result<State, String> {
        let mut parts = self.parts.iter().filter(|(_, part)| part.when == when);
        parts.try_fold(state, |state, (line, part)| {
            part.put_into(state).map_err(|why| format!("{}:{line}: {why}", page(&self.code)))
        })
    }

    fn judged(&'static self) -> Result<Judged, String> {
        let (before, state) = self.states()?;
        let judgement = match &before {
            Some(before) => state.judged_against(before),
            None => state.judged(),
        };
        Ok(Judged { case: self, before, state, judgement })
    }
}

/// Where it stands and what it is called, e.g. `tests/rules/CIT002.md:12: Invalid: misspelt label`.
impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", page(&self.code), self.line, self.title)
    }
}

/// A page with these reports in place of those that it shows; the cases are those of the page, in its order.
pub(crate) fn with_reports(page: &str, reports: &[(&Case, String)]) -> String {
    let mut lines: Vec<&str> = page.lines().collect();
    let fences: Vec<(&Case, String)> = reports.iter().map(|(case, text)| (*case, fence(text))).collect();
    for (case, fence) in fences.iter().rev() {
        let (place, new) = match &case.report {
            Some(report) => (report.lines.start() - 1..*report.lines.end(), vec![fence.as_str()]),
            None => (case.last_line..case.last_line, vec!["", fence.as_str()]),
        };
        lines.splice(place, new);
    }
    lines.join("\n") + "\n"
}

fn fence(text: &str) -> String {
    let mut ticks = "```".to_owned();
    while text.contains(&ticks) {
        ticks.push('`');
    }
    format!("{ticks}report\n{}\n{ticks}", text.trim_end_matches('\n'))
}

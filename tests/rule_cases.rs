//! Each rule against its cases: alone on the invalid ones, silent on the valid ones, in the words that their page shows.

use std::collections::BTreeSet;
use std::env;
use std::fs;

use similar::TextDiff;

use crate::support::cases::{self, Case, Expected, Judged};
use crate::support::{State, files_below, root};

#[test]
fn the_base_repository_is_clean() {
    let judgement = State::base().judged();
    assert!(judgement.diagnostics().is_empty(), "{}", judgement.human());
    assert!(judgement.validation.excepted.is_empty());
}

#[test]
fn on_an_invalid_case_its_rule_reports_alone_and_on_a_valid_one_none() {
    let faults: Vec<String> = cases::all_judged().iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{} cases:\n\n{}", faults.len(), faults.join("\n\n"));
}

fn fault(Judged { case, judgement, .. }: &Judged) -> Option<String> {
    let found = judgement.diagnostics().iter().map(|found| found.code);
    let codes: BTreeSet<&str> = found.chain(judgement.open_codes()).collect();
    let (expected, who) = match case.expected {
        Expected::Report => (BTreeSet::from([case.code.as_str()]), case.code.as_str()),
        Expected::Silence => (BTreeSet::new(), "no rule"),
    };
    let told = || format!("{case}: {who} has to report:\n{}", judgement.human());
    (codes != expected).then(told)
}

#[test]
fn each_report_is_as_its_page_shows() {
    let differing: Vec<(&Case, String)> = cases::all_judged()
        .iter()
        .filter(|judged| judged.case.expected == Expected::Report)
        .map(|judged| (judged.case, judged.judgement.human()))
        .filter(|(case, report)| case.report.as_ref().is_none_or(|shown| shown.text != *report))
        .collect();
    if is_to_be_renewed() {
        renew(&differing);
        return;
    }
    let differences: Vec<String> = differing.iter().map(|(case, report)| difference(case, report)).collect();
    assert!(
        differences.is_empty(),
        "{} reports are not as shown; where they are right, INSTA_UPDATE=always cargo test writes them:\n\n{}",
        differences.len(),
        differences.join("\n")
    );
}

/// Reports are renewed as the other snapshots are; never where changes are checked by a machine.
pub(crate) fn is_to_be_renewed() -> bool {
    env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") && env::var_os("CI").is_none()
}

fn renew(reports: &[(&Case, String)]) {
    for of_page in reports.chunk_by(|(one, _), (other, _)| one.code == other.code) {
        let path = root().join(cases::page(&of_page[0].0.code));
        let page = fs::read_to_string(&path).expect("it was read before");
        fs::write(&path, cases::with_reports(&page, of_page)).expect("the page can be written");
        eprintln!("{} reports written into {}", of_page.len(), path.display());
    }
}

fn difference(case: &Case, report: &str) -> String {
    let shown = case.report.as_ref().map_or("", |report| report.text.as_str());
    let diff = TextDiff::from_lines(shown, report);
    let diff = diff.unified_diff().header("shown", "reported").to_string();
    format!("{}:{}: {}\n{diff}", cases::page(&case.code), case.report_line(), case.title)
}

#[test]
fn each_rule_has_a_page_with_an_invalid_and_a_valid_case() {
    let rules: BTreeSet<String> = rules::all().map(|rule| rule.descriptor.code.to_owned()).collect();
    assert_eq!(cases::codes(), rules, "a page tests/rules/CODE.md for each rule");
    for rule in rules::all() {
        let code = rule.descriptor.code;
        let title = format!("# {code}: {}", rule.descriptor.name);
        assert_eq!(rule.descriptor.cases.lines().next(), Some(title.as_str()), "the page of the rule");
        for expected in [Expected::Report, Expected::Silence] {
            let is_there = cases::all().iter().any(|case| case.code == code && case.expected == expected);
            assert!(is_there, "{code} has a case of {expected:?}");
        }
    }
}

#[test]
fn each_case_has_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    for case in cases::all() {
        assert!(names.insert((&case.code, &case.title)), "{case}: the title is there twice");
    }
}

#[test]
fn each_raw_file_belongs_to_a_case() {
    let pages: Vec<String> = cases::codes()
        .iter()
        .map(|code| fs::read_to_string(root().join(cases::page(code))).expect("a page"))
        .collect();
    for file in files_below(&root().join("tests/rules/raw")) {
        let link = format!("(raw/{})", file.file_name().and_then(|name| name.to_str()).expect("UTF-8"));
        assert!(pages.iter().any(|page| page.contains(&link)), "{} is used nowhere", file.display());
    }
}

#[test]
fn renewing_puts_each_report_below_its_case() {
    let faulty =
        |page: &str, what: &str| page.replacen(what, "```report\nsomething else\nin two lines\n```", 1);
    for code in cases::codes() {
        let page = fs::read_to_string(root().join(cases::page(&code))).expect("a page");
        let first = page.split("```report\n").nth(1).and_then(|rest| rest.split_inclusive("```\n").next());
        let fence = format!("```report\n{}", first.expect("a report").trim_end());
        for broken in [faulty(&page, &fence), page.replacen(&format!("{fence}\n\n"), "", 1)] {
            let cases = cases::read(&code, &broken).expect("the page can be read");
            let reports: Vec<(&Case, String)> = cases
                .iter()
                .zip(cases::all().iter().filter(|case| case.code == code))
                .filter_map(|(broken, case)| Some((broken, case.report.as_ref()?.text.clone())))
                .collect();
            assert_eq!(cases::with_reports(&broken, &reports), page, "{code}");
        }
    }
}

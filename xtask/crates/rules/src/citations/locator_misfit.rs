//! CIT046: a locator does not fit its label, or a detail of a source repeats the name of its field.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::locator::{self, Locator, LocatorProblem};
use format::diagnostic::{Edit, Location, Report, Severity};
use format::pointer::Pointer;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT046",
        name: "locator-misfit",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "The locator is not what its label says: a page or paragraph that is no number, a number with the label repeated, or a range that runs backwards. Or it has no label, and is a number or a date. Or a detail of a source repeats the name of its field, as a volume \"Vol. 12\" or \"Tome 4\", or its pages run backwards.",
        why: "The note prints label and locator together: \"p. p. 114\" is ugly, and page \"Rule of Law\" cannot be turned to.",
        fix: "Give the number alone, for the label says the rest. For a heading the label is \"section\".",
        cases: include_str!("../../../../../tests/rules/CIT046.md"),
    },
    check: Check::AssessmentAndSources(check, check_sources),
};

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (place, citation) in context.citations() {
        let Some(locator) = citation.locator.as_deref() else { continue };
        let fault = match citation.label.as_deref() {
            Some(label) => Locator::parse(label, locator).err().map(|problem| words(label, &problem)),
            // A label that is none is reported as that.
            None if context.is_lost(&place.field("label")) => None,
            None => without_label(locator),
        };
        if let Some((message, help)) = fault {
            let place = Location::value(&context.file.path, place.field("locator"));
            reports.push(Report::new(place, message).help(help));
        }
    }
}

/// The details of a source that are numbers of something, with the label for that.
const NUMBERED: &[(&str, &str)] = &[
    ("chapter-number", "chapter"),
    ("collection-number", "issue"),
    ("edition", "edition"),
    ("issue", "issue"),
    ("page", "page"),
    ("version", "version"),
    ("volume", "volume"),
];

/// Reports what repeats in a detail of a source what it is, and would be printed twice: `"volume": "Vol. 12"`.
fn check_sources(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        for (variable, label) in NUMBERED {
            let Some(text) = source.text(variable) else { continue };
            let pointer = Pointer::of(["sources", id, variable]);
            let place = context.at(["sources", id, variable]);
            let both = locator::volume_and_issue(text).filter(|_| *variable == "volume");
            if let Some((volume, issue)) = both {
                let report = Report::new(place, "this is the volume and the issue in one");
                reports.push(report.help(format!("Write \"volume\": \"{volume}\", \"issue\": \"{issue}\".")));
                continue;
            }
            let number = locator::number_in_detail(label, text).map(str::to_owned);
            let number = number.or_else(|| (*variable == "edition").then(|| edition_number(text))?);
            if let Some(number) = number {
                let edit = Edit::Replace { pointer, text: number.clone() };
                let report = Report::new(place, "this repeats the name of its field".to_owned());
                let help = format!("Write {}.", serde_json::Value::from(number));
                reports.push(report.help(help).fix("write the number alone", edit));
            } else if *variable == "page" && Locator::parse(label, text) == Err(LocatorProblem::Backwards) {
                let (_, help) = words(label, &LocatorProblem::Backwards);
                reports.push(Report::new(place, "these pages are a range that runs backwards").help(help));
            }
        }
    }
}

/// The number of an edition of which more is written: `2` of `2nd ed`, `Second edition`.
fn edition_number(text: &str) -> Option<String> {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let lower = text.to_lowercase();
    let lower = lower.trim_end_matches('.');
    let bare =
        ["edition", "edn", "ed"].iter().find_map(|word| lower.strip_suffix(word)).unwrap_or(lower).trim();
    if let Some(place) = WORDS.iter().position(|word| *word == bare) {
        return Some((place + 1).to_string());
    }
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| bare.strip_suffix(ending)).unwrap_or(bare);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && number != text).then(|| number.to_owned())
}

/// What is wrong with a locator of which nothing says what it counts: the note would print a number alone.
fn without_label(locator: &str) -> Option<(String, String)> {
    if let Some((label, number)) = locator::labelled(locator) {
        let message = format!("this locator says in words that it counts a {label}");
        let number = serde_json::Value::from(number);
        return Some((message, format!("Write \"label\": \"{label}\", \"locator\": {number}.")));
    }
    if locator::is_date(locator) {
        let help = "The date of a work stands in \"issued\" of its source: leave it out here. Where a work has its entries by date, give the label \"sub-verbo\".";
        return Some(("this locator is a date, and no place in the work".to_owned(), help.to_owned()));
    }
    locator::is_bare_number(locator).then(|| {
        let message = "nothing says what this locator counts".to_owned();
        let number = serde_json::Value::from(locator);
        (message, format!("Say it with a label: \"label\": \"page\", \"locator\": {number}, or paragraph, section, chapter."))
    })
}

/// What is wrong, and what to write, for a locator with its label.
fn words(label: &str, problem: &LocatorProblem<'_>) -> (String, String) {
    match problem {
        LocatorProblem::HasLabel(said, number) => {
            let message = if *said == label {
                "this locator repeats its label".to_owned()
            } else {
                format!("this locator counts another thing than its label says, a {said} and no {label}")
            };
            let number = serde_json::Value::from(*number);
            (message, format!("Write \"label\": \"{said}\", \"locator\": {number}."))
        }
        LocatorProblem::NoNumber => (
            format!("this locator is no number of a {label}"),
            format!("Give the number of the {label} alone. For a heading write \"label\": \"section\"."),
        ),
        LocatorProblem::Backwards => (
            "this locator is a range that runs backwards".to_owned(),
            "Compare with the source: a range begins with the smaller number.".to_owned(),
        ),
    }
}

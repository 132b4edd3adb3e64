//! EVI005: what is said of a country is said of another in the same words.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::across::Across;
use crate::blame::{Recency, is_excepted, newness};
use crate::{Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use dataset::model::assessment::Status;
use dataset::{AssessmentFile, Dataset};
use format::diagnostic::{Location, Report, Severity};
use format::pointer::Pointer;
use memchr::memmem::Finder;

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "EVI005",
        name: "copied-from-another-country",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Dataset,
        exceptions: Exceptions::Allowed,
        what: "Paragraphs on one country are repeated word for word in the assessment of another, or with nothing but the name of the country changed.",
        why: "A file begun as a copy of another country's says what was found there, until every paragraph is written anew.",
        fix: "Write what was found in this country.",
        cases: include_str!("../../../../../tests/rules/EVI005.md"),
    },
    check: Check::Across(check),
};

/// A shorter paragraph may be a set phrase: *No evidence was found.*
const LONG: usize = 80;

/// What stands in place of the name of the country.
const COUNTRY: &str = "\u{1a}";

/// How many more pairs of places are shown.
const SHOWN: usize = 4;

/// A paragraph: the assessment by its place in the dataset, and where it stands.
type Paragraph = (usize, Pointer);

fn check(Across { dataset, .. }: &Across<'_>, reports: &mut Findings<'_>) {
    let newness = newness(dataset);
    let mut order: Vec<usize> = (0..dataset.assessments.len()).collect();
    order.sort_by_key(|place| newness[*place]);
    let mut known: HashMap<Cow<'_, str>, Paragraph> = HashMap::new();
    for place in order {
        let file = &dataset.assessments[place];
        // A file is copied as a whole: for each that it was copied from that is told once, with the first places.
        let mut copied: BTreeMap<usize, Vec<(Pointer, Paragraph)>> = BTreeMap::new();
        for (pointer, text) in paragraphs(dataset, file) {
            match known.get(&text) {
                Some(first) if dataset.assessments[first.0].country != file.country => {
                    copied.entry(first.0).or_default().push((pointer, first.clone()));
                }
                Some(_) => {}
                None => {
                    known.insert(text, (place, pointer));
                }
            }
        }
        let code = RULE.descriptor.code;
        let is_free = |(here, (first, there)): &(Pointer, Paragraph)| {
            !is_excepted(code, (file, here)) && !is_excepted(code, (&dataset.assessments[*first], there))
        };
        for copied in copied.into_values() {
            let (free, excepted): (Vec<_>, Vec<_>) = copied.into_iter().partition(is_free);
            reports.extend(excepted.chunks(1).filter_map(|pair| report(dataset, &newness, place, pair)));
            reports.extend(report(dataset, &newness, place, &free));
        }
    }
}

/// The paragraphs of an assessment that are long enough to be nobody else's, with a sign in place of the country's names.
pub(crate) fn paragraphs<'d>(
    dataset: &'d Dataset,
    file: &'d AssessmentFile,
) -> impl Iterator<Item = (Pointer, Cow<'d, str>)> {
    let assessment = &file.data;
    let country = dataset.countries.as_ref().and_then(|register| register.data.countries.get(&file.country));
    let mut names: Vec<&str> = country.into_iter().flat_map(|country| country.names.ids()).collect();
    // A short name can be part of a longer one.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let names: Vec<(&str, Finder<'_>)> = names.into_iter().map(|name| (name, Finder::new(name))).collect();
    let without_names = move |text: &'d str| {
        let mut text = Cow::Borrowed(text);
        for (name, finder) in &names {
            if finder.find(text.as_bytes()).is_some() {
                text = Cow::Owned(text.replace(name, COUNTRY));
            }
        }
        text
    };
    let overview = Pointer::of(["overview"]);
    // That of a reconstruction says how such a thing is made, which is the same for every country.
    let is_ours = assessment.status == Some(Status::Reconstructed);
    let of_overview = assessment.overview.iter().enumerate().filter(move |_| !is_ours);
    let of_overview = of_overview.map(move |(i, text)| (overview.index(i), &**text));
    let of_ratings = assessment.ratings.iter().flat_map(|(id, entry)| {
        let place = Pointer::of(["ratings", id, "rationale"]);
        entry.rationale.iter().enumerate().map(move |(i, text)| (place.index(i), &**text))
    });
    let long = of_overview.chain(of_ratings).filter(|(_, text)| text.chars().nth(LONG - 1).is_some());
    long.map(move |(pointer, text)| (pointer, without_names(text)))
}

/// What is to be said of a file's paragraphs that stand in others; nothing if there are none.
fn report(
    dataset: &Dataset,
    newness: &[Recency],
    place: usize,
    copied: &[(Pointer, Paragraph)],
) -> Option<Report> {
    let ((here, (first, there)), more) = copied.split_first()?;
    let (file, other) = (&dataset.assessments[place], &dataset.assessments[*first]);
    let code = RULE.descriptor.code;
    // Where an exception speaks of it, it stays.
    let is_of_other = is_excepted(code, (other, there)) && !is_excepted(code, (file, here));
    let at = |file: &AssessmentFile, pointer: &Pointer| Location::value(&file.path, pointer.clone());
    let (location, related, elsewhere) = if is_of_other {
        (at(other, there), at(file, here), file)
    } else {
        (at(file, here), at(other, there), other)
    };
    let count = match more.len() {
        0 => "this paragraph stands".to_owned(),
        more => format!("this paragraph and {more} more stand"),
    };
    let name = format!("{} {}", elsewhere.country, elsewhere.edition);
    let message = format!("{count} word for word in the assessment of another country, {name}");
    let mut report = Report::new(location, message).related(related, "the same words");
    if newness[*first] == newness[place] {
        report = report.help(
            "Write in each of the two files what was found in its country; nothing tells which of them was copied.",
        );
    }
    for (pointer, _) in more.iter().take(SHOWN) {
        report = report.related(at(file, pointer), "and here");
    }
    Some(report)
}

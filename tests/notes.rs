//! The notes and the bibliography: against citeproc-js, against the annex, and on what neither shows.

use std::fs;

use bibliography::notes::{Letters, Runs, Style, bibliography};
use bibliography::source::Source;
use dataset::model::assessment::Assessment;
use dataset::notes::notes;
use format::json;
use serde_json::Value;

use crate::support::{State, root};

/// The text with emphasis between asterisks.
fn marked(runs: &Runs) -> String {
    let mark = |style| if style == Style::Emphasis { "*" } else { "" };
    runs.iter().map(|run| format!("{0}{1}{0}", mark(run.style), run.text)).collect()
}

fn oracle(file: &str) -> String {
    fs::read_to_string(root().join("tests/oracle").join(file)).expect("a file of the oracle")
}

fn golden(part: &str) -> Vec<String> {
    let golden: Value = serde_json::from_str(&oracle("golden.json")).expect("JSON");
    let lines = golden[part].as_array().expect("a list").iter();
    lines.map(|line| line.as_str().expect("a text").to_owned()).collect()
}

fn assessment() -> Assessment {
    Assessment::read(&json::parse(&oracle("assessment.json")).expect("JSON").root)
}

/// Where we differ from citeproc-js with the style of tests/oracle: ours, its, and why.
const AGAINST_CITEPROC: &[(&str, &str, &str)] = &[
    (
        "*State of things*, Briefing, 12, <",
        "*State of things*, Briefing, 12, A Watch Group, <",
        "CSL cannot compare fields: we leave out a publisher that has been named as the author",
    ),
    ("section 3.2", "‘3.2’", "citeproc-js does not see that the locator is a number"),
    ("; *ibid.*, p. 2", "; *Ibid.*, p. 2", "after a semicolon no sentence begins"),
];

/// A line of citeproc-js as it would be without the differences above.
fn reconciled(line: &str) -> String {
    AGAINST_CITEPROC.iter().fold(line.to_owned(), |line, (ours, its, _)| line.replace(its, ours))
}

#[test]
fn notes_are_those_of_citeproc() {
    let assessment = assessment();
    let ours: Vec<String> = notes(&assessment).iter().map(|note| marked(&note.text)).collect();
    let its = golden("notes");
    assert_eq!(ours.len(), its.len());
    for (ours, its) in ours.iter().zip(&its) {
        assert_eq!(*ours, reconciled(its));
    }
    for (_, its_way, reason) in AGAINST_CITEPROC {
        assert!(its.iter().any(|line| line.contains(its_way)), "no longer so: {reason}");
    }
}

#[test]
fn the_bibliography_is_that_of_citeproc() {
    let assessment = assessment();
    let sources: Vec<&Source> = assessment.sources.values().collect();
    let mut ours: Vec<String> =
        bibliography(&sources, Letters::ByYear).iter().map(|(_, entry)| marked(entry)).collect();
    let mut its: Vec<String> = golden("bibliography").iter().map(|line| reconciled(line)).collect();
    // Letters for works of one author and one year, which the style leaves to us.
    for ours in &mut ours {
        *ours = ours.replace("2021a", "2021").replace("2021b", "2021");
    }
    // Works without an author: we sort them by title among the authors, citeproc-js puts them first or last.
    let by_author = |line: &String| line.starts_with(['*', '‘']);
    assert_eq!(
        ours.iter().filter(|line| !by_author(line)).collect::<Vec<_>>(),
        its.iter().filter(|line| !by_author(line)).collect::<Vec<_>>()
    );
    ours.sort();
    its.sort();
    assert_eq!(ours, its);
}

#[test]
fn works_of_one_author_and_year_have_letters_in_order() {
    let text = r#"{"sources": {
        "b": {"type": "webpage", "title": "Beta", "author": [{"literal": "Group"}], "issued": {"date-parts": [[2021]]}},
        "a": {"type": "webpage", "title": "Alpha", "author": [{"literal": "Group"}], "issued": {"date-parts": [[2021]]}},
        "c": {"type": "webpage", "title": "Gamma", "author": [{"literal": "Group"}], "issued": {"date-parts": [[2020]]}},
        "d": {"type": "webpage", "title": "Delta", "author": [{"literal": "Group"}]}}}"#;
    let assessment = Assessment::read(&json::parse(text).expect("JSON").root);
    let sources: Vec<&Source> = assessment.sources.values().collect();
    let ours: Vec<String> =
        bibliography(&sources, Letters::ByYear).iter().map(|(_, entry)| entry.plain()).collect();
    assert_eq!(ours, ["Group, 2020. Gamma.", "Group, 2021a. Alpha.", "Group, 2021b. Beta.", "Group, Delta."]);
}

/// How our notes of Cambodia 2022 differ from the annex's, beyond punctuation, quotation marks and brackets around
/// addresses: the note, and why. The comparison itself is made outside the repository, where the annex is.
const AGAINST_THE_ANNEX: &[(&[usize], &str)] = &[
    (
        &[4, 7, 8, 13, 14, 15, 37],
        "the annex adds an abbreviation to an organisation's name where it comes first",
    ),
    (
        &[18, 19, 21, 37, 38, 46, 54, 55, 59, 60],
        "the annex goes on with the abbreviation alone; we print the name each time",
    ),
    (&[1, 33], "the annex has a comma before the “and” of two authors here, and none elsewhere"),
    (&[8], "the annex has the given name of Patrick Alley in front"),
    (&[9], "the annex prints 8 October without a year, which the data cannot hold as a date"),
    (&[24, 31], "the annex prints the title as “Cambodia: 2020” here, and as “Cambodia 2020” elsewhere"),
    (&[11, 15, 23, 25, 34, 38, 41], "the annex misses the second full stop of “U.S.”"),
    (&[33], "the annex adds (2019) after the issue"),
    (&[37], "the annex prints the series as part of the title; in the data it is what holds the article"),
    (&[38], "the annex prints author and year twice"),
    (&[45], "the annex refers to note 37; we name the works again, short"),
    (&[3, 5, 28, 46, 57], "comments are in our own words, and stand at the end"),
];

#[test]
fn the_sixty_notes_of_cambodia() {
    let judgement = State::real().judged();
    let data = &judgement.dataset.assessment("KHM", "2022").expect("is there").file.data;
    let notes = notes(data);
    assert_eq!(notes.len(), 60);
    assert!(
        AGAINST_THE_ANNEX.iter().flat_map(|(numbers, _)| *numbers).all(|number| (1..=60).contains(number))
    );
    let lines: String =
        notes.iter().map(|note| format!("{}. {}\n", note.number, marked(&note.text))).collect();
    insta::assert_snapshot!("notes-of-cambodia-2022", lines);
}

//! The examples that `explain` shows are the first invalid and the first valid case of each rule, and short enough to read.

use rules::examples::{Examples, examples};

use crate::support::cases::{self, Expected};

/// Code, whether its rule reports it, and text of each example.
fn all() -> impl Iterator<Item = (&'static str, Expected, &'static str)> {
    rules::all().flat_map(|rule| {
        let Examples { incorrect, correct } = examples(rule.descriptor.cases);
        let code = rule.descriptor.code;
        [(code, Expected::Report, incorrect), (code, Expected::Silence, correct)]
    })
}

#[test]
fn an_example_is_the_first_case_as_a_parser_reads_it() {
    for (code, expected, example) in all() {
        let first = cases::all().iter().find(|case| case.code == code && case.expected == expected);
        let first = first.unwrap_or_else(|| panic!("{code} has a case of {expected:?}"));
        let page = rules::find(code).expect("a rule").descriptor.cases;
        assert_eq!(example, first.put(page), "{first}");
    }
}

#[test]
fn an_example_is_json_but_for_bytes_and_paths() {
    for (code, _, example) in all().filter(|(code, ..)| !code.starts_with("SYN") && *code != "CHG008") {
        let fences = example.lines().filter_map(|line| line.strip_prefix("```"));
        let is_json = fences.filter(|language| !language.is_empty()).all(|language| language == "json");
        assert!(is_json && !example.contains("](raw/"), "{code}: {example}");
    }
}

#[test]
fn an_example_is_short_enough_to_read() {
    for (code, _, example) in all() {
        let longest = example.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        assert!(
            (1..=32).contains(&example.lines().count()) && longest <= 115,
            "{code}: {longest} characters in a line of\n{example}"
        );
    }
}

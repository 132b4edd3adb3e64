//! Each rule against its fixtures: silent on the valid ones, alone on the invalid ones, in the words of its snapshots.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Judgement, State, root};

/// The fixtures of a rule, sorted.
pub(crate) fn fixtures(code: &str) -> Vec<PathBuf> {
    let folder = root().join("tests/rules").join(code);
    let mut fixtures: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|_| panic!("{code} has no fixtures: make {}", folder.display()))
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    fixtures.sort();
    fixtures
}

/// The name of a fixture.
pub(crate) fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).expect("a UTF-8 name")
}

/// The state that a fixture is, with the one that it is a change from. For a rule on changes the base repository, with what the
/// fixture has below `before/`, is where the change started from.
pub(crate) fn states(code: &str, fixture: &Path) -> (Option<State>, State) {
    if !code.starts_with("CHG") {
        return (None, State::base().with_fixture(fixture));
    }
    let start = fixture.join("before");
    let before = if start.is_dir() { State::base().with_fixture(&start) } else { State::base() };
    let after = before.clone().with_fixture_but(fixture, &start);
    (Some(before), after)
}

/// What the rules say of a fixture.
fn judged(code: &str, fixture: &Path) -> Judgement {
    match states(code, fixture) {
        (Some(before), after) => after.judged_against(&before),
        (None, state) => state.judged(),
    }
}

#[test]
fn the_base_repository_is_clean() {
    let judgement = State::base().judged();
    assert!(judgement.diagnostics().is_empty(), "{}", judgement.human());
    assert!(judgement.validation.excepted.is_empty());
}

#[test]
fn each_rule_speaks_where_it_should_and_only_there() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let code = rule.descriptor.code;
        let (mut valid, mut invalid) = (0, 0);
        for fixture in fixtures(code) {
            let judgement = judged(code, &fixture);
            let codes: BTreeSet<&str> = judgement.diagnostics().iter().map(|found| found.code).collect();
            let expected = if name(&fixture).starts_with("invalid") {
                invalid += 1;
                BTreeSet::from([code])
            } else {
                assert!(
                    name(&fixture).starts_with("valid"),
                    "{code}/{} is named valid… or invalid…",
                    name(&fixture)
                );
                valid += 1;
                BTreeSet::new()
            };
            if codes != expected {
                wrong.push(format!("{code}/{}: {codes:?}\n{}", name(&fixture), judgement.human()));
            }
        }
        assert!(valid > 0 && invalid > 0, "{code} has a valid and an invalid fixture");
    }
    assert!(wrong.is_empty(), "{} fixtures: {}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn the_words_of_each_rule() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for rule in rules::all() {
            let code = rule.descriptor.code;
            for fixture in fixtures(code).iter().filter(|fixture| name(fixture).starts_with("invalid")) {
                let judgement = judged(code, fixture);
                insta::assert_snapshot!(format!("{code}-{}", name(fixture)), judgement.human());
            }
        }
    });
}

#[test]
fn every_fixture_belongs_to_a_rule() {
    for folder in fs::read_dir(root().join("tests/rules")).expect("there are fixtures") {
        let folder = folder.expect("an entry can be read").path();
        assert!(rules::find(name(&folder)).is_some(), "{} is no rule's", folder.display());
    }
}

#[test]
fn every_snapshot_of_a_rule_has_its_fixture() {
    for snapshot in fs::read_dir(root().join("tests/snapshots")).expect("there are snapshots") {
        let snapshot = snapshot.expect("an entry can be read").path();
        let Some((code, fixture)) = name(&snapshot).trim_end_matches(".snap").split_once('-') else {
            continue;
        };
        if rules::find(code).is_some() {
            assert!(root().join("tests/rules").join(code).join(fixture).is_dir(), "{}", snapshot.display());
        }
    }
}

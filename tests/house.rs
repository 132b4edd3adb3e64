//! The rules of the house: layers, a sentence at the top of every file, pages that are made and not kept by hand.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use xtask::render::explain;
use xtask::rules;

use crate::support::{files_below, root};

const GROUND: &[&str] =
    &["date", "diagnostic", "fault", "json", "limits", "near", "pointer", "span", "text", "tree", "web"];
const FIRST: &[&str] = &[
    "canonical",
    "dataset",
    "git",
    "identifier",
    "language",
    "locator",
    "meant",
    "model",
    "schema",
    "symbol",
];
const SECOND: &[&str] = &[
    "changelog",
    "diff",
    "draft",
    "fix",
    "history",
    "lineage",
    "merge",
    "provenance",
    "reconcile",
    "register",
    "rules",
    "scoring",
    "validate",
    "works",
];
const THIRD: &[&str] = &["render"];
const ROOF: &[&str] = &["commands"];
const FLOORS: [&[&str]; 5] = [GROUND, FIRST, SECOND, THIRD, ROOF];

fn floor(module: &str) -> usize {
    let found = FLOORS.iter().position(|floor| floor.contains(&module));
    found.unwrap_or_else(|| panic!("{module} is on no floor: enter it in lib.rs and in tests/house.rs"))
}

/// All sources of the library, as (path below src, text).
fn sources() -> Vec<(String, String)> {
    let top = root().join("xtask/src");
    let read = |file: &Path| {
        let path = file.strip_prefix(&top).expect("below src").to_str().expect("UTF-8").replace('\\', "/");
        (path, fs::read_to_string(file).expect("a source"))
    };
    files_below(&top).iter().map(|file| read(file)).collect()
}

#[test]
fn a_module_uses_only_its_own_floor_and_those_below() {
    for (path, text) in sources().iter().filter(|(path, _)| path != "main.rs" && path != "lib.rs") {
        let module = path.trim_end_matches(".rs").split('/').next().expect("a name");
        for used in text.split("crate::").skip(1).filter(|used| !used.starts_with('{')) {
            let used: String = used.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            assert!(floor(module) >= floor(&used), "{path} is on a floor below {used}");
        }
        for group in text.split("crate::{").skip(1) {
            let names = group.split('}').next().expect("closed").split(',').map(str::trim);
            for used in names.filter_map(|name| name.split("::").next()).filter(|name| !name.is_empty()) {
                assert!(floor(module) >= floor(used), "{path} is on a floor below {used}");
            }
        }
    }
}

#[test]
fn the_map_in_the_library_names_every_module_on_its_floor() {
    let library = fs::read_to_string(root().join("xtask/src/lib.rs")).expect("lib.rs");
    let rows = ["| ground |", "| first |", "| second |", "| third |", "| roof |"];
    for (row, floor) in rows.iter().zip(FLOORS) {
        let line = library.lines().find(|line| line.contains(row)).expect("the row is there");
        let modules: BTreeSet<&str> = line
            .split('|')
            .nth(2)
            .expect("a cell")
            .split('`')
            .filter(|word| !word.trim().is_empty())
            .collect();
        assert_eq!(modules, floor.iter().copied().collect(), "{row}");
        for module in floor {
            assert!(library.contains(&format!("pub mod {module};")), "{module} is a module");
        }
    }
}

#[test]
fn only_some_modules_touch_files_and_git() {
    for (path, text) in sources() {
        let is = |names: &[&str]| names.iter().any(|name| path.starts_with(name));
        assert!(!text.contains("git2::") || is(&["git.rs", "git/"]), "{path} names git2");
        let touches = text.contains("std::fs") || text.contains("tempfile::");
        assert!(!touches || is(&["tree.rs", "commands"]), "{path} touches files");
        assert!(!text.contains("similar::") || is(&["render"]), "{path} names similar");
        for forbidden in ["SystemTime", "Command::new", "TcpStream", "std::env::var"] {
            assert!(!text.contains(forbidden), "{path} uses {forbidden}");
        }
    }
}

#[test]
fn every_file_begins_with_a_sentence() {
    let tests = files_below(&root().join("tests"));
    let tests = tests.iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs"));
    let tests = tests.map(|file| (file.display().to_string(), fs::read_to_string(file).expect("a source")));
    let crates = files_below(&root().join("xtask/crates"));
    let crates = crates.iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs"));
    let crates = crates.map(|file| (file.display().to_string(), fs::read_to_string(file).expect("a source")));
    for (path, text) in sources().into_iter().chain(tests).chain(crates) {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! "), "{path} begins with //! and what question it answers");
        assert!(
            text.lines().count() <= 500,
            "{path} has more than 500 lines: it answers more than one question"
        );
    }
}

#[test]
fn codes_and_names_are_unique_and_in_order() {
    let codes: Vec<&str> = rules::all().map(|rule| rule.descriptor.code).collect();
    let names: BTreeSet<&str> = rules::all().map(|rule| rule.descriptor.name).collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    assert_eq!(names.len(), codes.len());
    for rule in rules::all() {
        let descriptor = &rule.descriptor;
        for text in [descriptor.what, descriptor.why, descriptor.fix] {
            assert!(
                text.ends_with(['.', ')']),
                "{}: a sentence ends with a full stop: {text}",
                descriptor.code
            );
        }
    }
}

#[test]
fn each_rule_of_one_file_stands_in_the_file_of_its_name() {
    for rule in rules::all() {
        let descriptor = &rule.descriptor;
        let file = match &descriptor.code[..3] {
            "SCH" => "shape".to_owned(),
            "CIT" if ("CIT010"..="CIT013").contains(&descriptor.code) => "completeness".to_owned(),
            "SYN" if descriptor.code != "SYN012" => "syntax".to_owned(),
            _ => descriptor.name.replace('-', "_"),
        };
        let path = root().join(format!("xtask/src/rules/{file}.rs"));
        let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is there", path.display()));
        assert!(
            text.contains(&format!("\"{}\"", descriptor.code)),
            "{} is in {}",
            descriptor.code,
            path.display()
        );
    }
}

#[test]
fn the_page_of_rules_is_current() {
    let page = fs::read_to_string(root().join("schema/RULES.md")).unwrap_or_default().replace('\r', "");
    assert!(
        page == explain::all(rules::all()),
        "schema/RULES.md is not what the rules say: cargo xtask explain --all > schema/RULES.md"
    );
}

/// Command lines in the Markdown parse, so that no page tells people what does not work.
#[test]
fn every_command_line_in_the_pages_parses() {
    let mut count = 0;
    for page in ["README.md", "CONTRIBUTING.md", "schema/RULES.md"] {
        let text = fs::read_to_string(root().join(page)).unwrap_or_else(|_| panic!("{page} is there"));
        for line in text.split(['\n', '`']).filter_map(|line| line.trim().strip_prefix("cargo xtask ")) {
            let words = line.split(['>', '|']).next().expect("a word").split_whitespace();
            let filled = words.map(|word| match word {
                "COUNTRY" => "KHM",
                "EDITION" => "2022",
                "CODE" => "CIT002",
                word => word,
            });
            let line: Vec<&str> = std::iter::once("xtask").chain(filled).collect();
            let parsed = <xtask::commands::Cli as clap::Parser>::try_parse_from(&line);
            let refused = parsed.err().filter(|error| error.kind() != clap::error::ErrorKind::DisplayHelp);
            assert!(refused.is_none(), "{page}: {line:?}: {}", refused.expect("an error"));
            count += 1;
        }
    }
    assert!(count > 5, "the pages tell how to use the tool");
}

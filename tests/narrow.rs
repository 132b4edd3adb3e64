//! What people read on a narrow terminal: nothing is wider than it, and dates and ids stay whole.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use crate::support::program::{Run, commit, folder, run_told};
use crate::support::{State, root};

const FILE: &str = "dataset/assessments/XAA/2022.json";

fn at(columns: &str, folder: &Path, arguments: &[&str]) -> Run {
    run_told(folder, arguments, &[("COLUMNS", Path::new(columns))])
}

fn widest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or_default()
}

#[test]
fn the_history_of_a_country_fits_a_terminal() {
    let folder = folder(&State::real());
    let id = commit(folder.path()).to_string();
    for (columns, most) in [("80", 120), ("100", 120), ("160", 120)] {
        let history = at(columns, folder.path(), &["history", "KHM"]).stdout;
        assert!(history.lines().count() <= most, "{columns}: {history}");
        assert!(widest(&history) <= columns.parse().expect("a number"), "{history}");
    }
    let narrow = at("80", folder.path(), &["history", "KHM"]).stdout;
    assert!(narrow.contains("\"Author\"") && !narrow.contains(&id[..7]), "told, and left out: {narrow}");
    let wide = at("160", folder.path(), &["history", "KHM"]).stdout;
    assert!(wide.contains(&id[..7]) && wide.contains("Author"), "{wide}");
}

#[test]
fn helps_and_notes_are_broken_between_words() {
    let base = folder(&State::base().edited(FILE, |file| file["stated"]["score"] = json!(45)));
    for columns in ["80", "40"] {
        let room: usize = columns.parse().expect("a number");
        let told = at(columns, base.path(), &["validate"]).stdout;
        let help = told.split_once("= help: ").expect("a help").1;
        // The line to be copied stays whole, however long it is.
        let helps = help.split_once("\n           \"SCO001\"").map_or(help, |(helps, _)| helps);
        assert!(widest(helps) <= room, "{columns}: {told}");
        let explained = at(columns, &root(), &["explain", "CIT002"]).stdout;
        let prose: Vec<&str> = explained.lines().filter(|line| !line.starts_with("    ")).collect();
        assert!(widest(&prose.join("\n")) <= room, "{columns}: {explained}");
    }
}

fn words(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The verbs of the program, with those of them that have verbs of their own.
fn verbs() -> Vec<Vec<String>> {
    let named = |help: &str| -> Vec<String> {
        let below = help.split_once("Commands:\n").map_or("", |(_, below)| below);
        let lines = below.lines().take_while(|line| line.starts_with("  "));
        let names = lines.filter(|line| line.as_bytes().get(2).is_some_and(u8::is_ascii_lowercase));
        names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
    };
    let help = |of: &[&str]| at("160", &root(), &[of, &["--help"]].concat()).stdout;
    let mut verbs = vec![Vec::new()];
    for verb in named(&help(&[])).into_iter().filter(|verb| verb != "help") {
        let more = named(&help(&[&verb])).into_iter().filter(|verb| verb != "help");
        verbs.extend(more.map(|more| vec![verb.clone(), more]));
        verbs.push(vec![verb]);
    }
    verbs
}

/// A narrow page has the words of a wide one. Wider than the terminal is only what has no place to be broken: a path, an address, and
/// the line on how a verb is called, which is copied.
#[test]
fn no_word_is_split_in_helps_notes_and_tables() {
    let mut pages: Vec<Vec<String>> = verbs();
    assert!(pages.len() > 15 && pages.iter().any(|verb| verb.len() == 2), "{pages:?}");
    pages.iter_mut().for_each(|verb| verb.push("--help".to_owned()));
    let others = [
        "sources --format notes",
        "sources",
        "show KHM 2022",
        "score",
        "score KHM 2022 --explain",
        "history KHM equal-access-to-justice",
        "status",
        "explain CIT005",
    ];
    pages.extend(others.map(|page| page.split(' ').map(str::to_owned).collect()));
    let folder = folder(&State::real());
    commit(folder.path());
    for page in pages {
        let page: Vec<&str> = page.iter().map(String::as_str).collect();
        let shown = |columns: &str| at(columns, folder.path(), &page).stdout;
        let bare = |text: &str| -> BTreeSet<String> {
            words(text).iter().map(|word| word.trim_end_matches(':').to_owned()).collect()
        };
        let wide = bare(&shown("160"));
        for columns in [40, 60, 80] {
            let narrow = shown(&columns.to_string());
            let split: Vec<String> = bare(&narrow).difference(&wide).cloned().collect();
            assert_eq!(split, [""; 0], "{page:?} at {columns}");
            for line in narrow.lines().filter(|line| line.chars().count() > columns) {
                let is_one_word = line.split_whitespace().count() == 1;
                let is_copied = line.starts_with("Usage: ") || line.starts_with("    ");
                assert!(is_one_word || is_copied, "{page:?} at {columns}: {line}");
            }
        }
    }
}

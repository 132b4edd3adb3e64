//! What people read on a narrow terminal: nothing is wider than it, and dates and ids stay whole.

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

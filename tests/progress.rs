//! A long run says how far it has come, on a terminal and nowhere else.

#![cfg(target_os = "linux")]

use std::process::Command;

use crate::support::program::folder;
use crate::support::{State, run};

/// So many countries that a run may take longer than anybody waits in silence.
const COUNTRIES: u8 = 26;

/// What the small repository has beside them.
const OTHERS: u8 = 1;

/// The small repository with its assessment in many countries, of which nobody has heard.
fn many() -> State {
    let mut state = State::base();
    let assessments: Vec<(String, Vec<u8>)> = State::real()
        .files
        .into_iter()
        .filter(|(path, _)| path.starts_with("dataset/assessments/KHM/"))
        .collect();
    for nth in 0..COUNTRIES {
        for (path, bytes) in &assessments {
            let path = path.replace("KHM", &format!("XA{}", char::from(b'A' + nth)));
            state.files.insert(path, bytes.clone());
        }
    }
    state
}

/// What a command writes to a terminal; what it prints goes elsewhere.
fn on_terminal(folder: &std::path::Path, words: &str) -> String {
    let command = format!("{} {words} > /dev/null", env!("CARGO_BIN_EXE_xtask"));
    let output = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .current_dir(folder)
        .env("TERM", "xterm")
        .output()
        .expect("a terminal");
    String::from_utf8(output.stdout).expect("text")
}

/// How long a run takes depends on the machine; whatever it says of itself is this line, and only on a terminal.
#[test]
fn a_run_says_nothing_but_how_far_it_is_and_only_on_a_terminal() {
    let folder = folder(&many());
    for verb in ["validate", "score", "sources"] {
        for line in on_terminal(folder.path(), verb).split(['\r', '\n']) {
            let line = line.replace("\u{1b}[2K", "");
            let is_told = line.trim().is_empty()
                || line.ends_with(&format!("of {} countries read", COUNTRIES + OTHERS));
            assert!(is_told, "{verb}: {line:?}");
        }
        assert!(!run(folder.path(), &[verb]).stderr.contains("countries read"), "{verb}");
    }
}

#[test]
fn a_short_run_says_nothing_of_itself() {
    let folder = folder(&State::base());
    assert_eq!(on_terminal(folder.path(), "score"), "");
}

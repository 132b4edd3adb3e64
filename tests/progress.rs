//! A long run says how far it has come, on a terminal and nowhere else.

#![cfg(target_os = "linux")]

use std::process::Command;

use crate::support::program::folder;
use crate::support::{State, run};

/// So many countries that a run takes longer than anybody waits in silence.
const COUNTRIES: u8 = 26;

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

#[test]
fn a_long_run_says_how_far_it_is_on_a_terminal_and_is_silent_elsewhere() {
    let folder = folder(&many());
    for verb in ["validate", "score", "sources"] {
        let shown = on_terminal(folder.path(), verb);
        assert!(shown.contains(&format!("of {COUNTRIES} countries read")), "{verb}: {shown:?}");
        assert!(!run(folder.path(), &[verb]).stderr.contains("countries read"), "{verb}");
    }
}

#[test]
fn a_short_run_says_nothing_of_itself() {
    let folder = folder(&State::base());
    assert_eq!(on_terminal(folder.path(), "score"), "");
}

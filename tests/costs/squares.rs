//! No heavy file costs out of proportion to a lighter one of its kind: instructions are counted, not time, so that a busy
//! machine changes nothing.

use std::fs;
use std::process::Command;

use super::heavy::HEAVY;
use crate::bibtex_readers::is_here;
use crate::support::{State, files_below, root};

/// How much more four times as much may cost. In proportion it is four times, and sixteen times with the square: beyond this, a
/// quarter of the cost goes with the square.
const MOST: f64 = 5.0;

/// How much of each kind is judged.
const TIMES: [usize; 3] = [0, 1, 4];

/// Valgrind runs `judge_the_heavy` in this program, and writes down what was counted whenever `next` is called.
#[test]
fn four_times_as_much_takes_no_square_of_instructions() {
    if !is_here("valgrind") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let counts = folder.path().join("counts");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--dump-before=*costs::squares::next*"])
        .arg(format!("--callgrind-out-file={}", counts.display()))
        .arg(std::env::current_exe().expect("this program"))
        .args(["--exact", "costs::squares::judge_the_heavy", "--ignored", "--test-threads=1"])
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("valgrind runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    // The first is of what came before all states.
    let count = |nth: usize| {
        let path = folder.path().join(format!("counts.{}", nth + 2));
        let dump = fs::read_to_string(path).expect("what was counted");
        let total = dump.lines().find_map(|line| line.strip_prefix("totals: "));
        total.and_then(|total| total.trim().parse::<f64>().ok()).expect("a number")
    };
    let mut steep = Vec::new();
    for (nth, heavy) in HEAVY.iter().enumerate() {
        let [none, once, four_times] = [0, 1, 2].map(|times| count(nth * TIMES.len() + times));
        let growth = (four_times - none) / (once - none);
        println!("{growth:.2} {}: {none}, then {once}, then {four_times}", heavy.name);
        if !(1.0..MOST).contains(&growth) {
            steep.push(format!("{}: {growth:.2} times as much", heavy.name));
        }
    }
    assert!(steep.is_empty(), "{steep:#?}");
}

/// Judges each kind of heavy file in several sizes.
#[test]
#[ignore = "it is what the test above counts, and proves nothing by itself"]
fn judge_the_heavy() {
    let sizes = HEAVY.iter().flat_map(|heavy| TIMES.map(|times| (heavy.make)(times * heavy.few)));
    let states: Vec<State> = sizes.collect();
    // What is done but once in a run of the program is no part of the growth, nor are the words of the few problems that are printed.
    let _ = State::base().judged().places();
    let _ = with_a_fault_in_each_file().judged().places();
    for state in states {
        next();
        let _ = state.judged().places();
    }
    next();
}

/// For a kind of file its whole schema is compiled once there is a fault in one.
fn with_a_fault_in_each_file() -> State {
    let folder = root().join("tests/base/dataset");
    let files =
        files_below(&folder).into_iter().filter(|file| file.extension().is_some_and(|it| it == "json"));
    files.fold(State::base(), |state, file| {
        let file =
            file.strip_prefix(&folder).expect("a file of the base").to_str().expect("a path").to_owned();
        state.with_json(&format!("dataset/{file}"), |root| root["unknown"] = true.into())
    })
}

/// Where the count of one state ends and that of the next begins.
#[inline(never)]
fn next() {
    std::hint::black_box(());
}

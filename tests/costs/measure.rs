//! How a cost of the program is taken: its instructions, or its time and memory.

use std::path::Path;
use std::process::Command;

/// The millions of instructions that the program takes, by valgrind; none where it is not there.
pub(super) fn instructions(folder: &Path, arguments: &[&str]) -> Option<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder)
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .ok()?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let collected = told.lines().find_map(|line| line.split_once("Collected :"))?.1;
    let count: f64 = collected.trim().parse().ok()?;
    Some(count / 1e6)
}

/// Wall time in seconds and the most memory in megabytes that a run of the program takes, by GNU time; none where it is not
/// there.
pub(super) fn time_and_memory(folder: &Path, arguments: &[&str]) -> Option<(f64, f64)> {
    let output = Command::new("/usr/bin/time")
        .args(["-f", "measured %e %M"])
        .arg(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .ok()?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut figures = told.lines().rev().find_map(|line| line.strip_prefix("measured "))?.split(' ');
    let mut next = || figures.next()?.parse::<f64>().ok();
    Some((next()?, next()? / 1024.0))
}

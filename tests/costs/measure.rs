//! How a cost is taken: the CPU time of a thread, or the instructions of the program.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The CPU time that work takes on one thread; none where the system does not tell it.
pub(super) fn cpu(work: impl FnOnce() + Send) -> Option<Duration> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(|| {
        let before = on_cpu()?;
        work();
        Some(on_cpu()? - before)
    })
}

fn on_cpu() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

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

//! The `cargo xtask` program: parses the command line, runs, and ends with an exit code.

use std::process::ExitCode;

use clap::Parser as _;
use xtask::commands::{Cli, refuse, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The first thread works along with the others, so that one fewer has to be made and woken. Should there be a pool already,
    // that one serves.
    _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    match Cli::try_parse() {
        Ok(cli) => run(&cli),
        Err(refused) => refuse(&refused),
    }
}

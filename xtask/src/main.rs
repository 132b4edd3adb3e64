//! The `cargo xtask` program: parses the command line, runs, and ends with an exit code.

use std::process::ExitCode;

use clap::Parser as _;
use xtask::commands::{Cli, refuse, run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => run(&cli),
        Err(refused) => refuse(&refused),
    }
}

//! What a program must do that looks at every file: the benchmarks set ours beside it.
//!
//! `cargo run --release --package benches --bin floor -- read DIR` reads the bytes of all JSON files below a folder, one after another;
//! `parse` makes a `serde_json::Value` of each as well.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};
use serde_json::Value;

/// What is done.
#[derive(Debug, Parser)]
struct Arguments {
    /// How far it goes
    what: What,
    /// The folder with the files
    folder: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Reads the bytes
    Read,
    /// Parses them as well
    Parse,
}

fn main() -> anyhow::Result<()> {
    let Arguments { what, folder } = Arguments::parse();
    let mut read = 0;
    each(&folder.join("dataset"), &mut |bytes| {
        read += bytes.len();
        match what {
            What::Read => {}
            What::Parse => drop(std::hint::black_box(serde_json::from_slice::<Value>(bytes)?)),
        }
        Ok(())
    })?;
    println!("{read} bytes");
    Ok(())
}

/// Goes through the files below a folder.
fn each(folder: &Path, look: &mut impl FnMut(&[u8]) -> anyhow::Result<()>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            each(&path, look)?;
        } else if path.extension().is_some_and(|extension| extension == "json") {
            look(&fs::read(&path)?)?;
        }
    }
    Ok(())
}

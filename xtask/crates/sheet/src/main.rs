//! `sheet <SHEET >COMMENT`: writes a review sheet anew. Ends with 1 if there is nothing to show, with 2 if it could not be done.

use std::error::Error;
use std::io::{self, Read, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::from(2)
        }
    }
}

/// Whether there was something to show.
fn run() -> Result<bool, Box<dyn Error>> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(sheet::LONGEST as u64 + 1).read_to_end(&mut bytes)?;
    let Some(comment) = sheet::comment(&String::from_utf8_lossy(&bytes))? else { return Ok(false) };
    let mut out = io::stdout().lock();
    out.write_all(comment.as_bytes())?;
    out.flush()?;
    Ok(true)
}

//! A history of so many commits over a generated dataset, the same on every run.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};

use crate::model::members;

/// When the first commit is made, in seconds; each further one is an hour later.
const FIRST: u64 = 1_700_000_000;

/// Every so many commits change the same file, so that there is a file with a long history.
const ONE_FILE: usize = 10;

/// The file of the long history, by its place among the files.
const FILE: usize = 1;

/// What is done to a rating that is changed.
const LEVELS: [&str; 2] = ["weak", "fair"];

/// Commits the dataset in a folder, and then so many commits less one, each of which changes one rating or one rationale.
/// `files` are the assessments by their paths, `text` lays one out.
pub(crate) fn commit(
    folder: &Path,
    commits: usize,
    files: &[String],
    text: impl Fn(&Value) -> anyhow::Result<String>,
) -> anyhow::Result<()> {
    let git = |words: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(folder).args(words);
        command.env("GIT_AUTHOR_DATE", format!("{FIRST} +0000"));
        command.env("GIT_COMMITTER_DATE", format!("{FIRST} +0000"));
        command
    };
    let run = |words: &[&str]| -> anyhow::Result<()> {
        let status = git(words).status().context("git cannot be run")?;
        ensure!(status.success(), "git {} failed", words.join(" "));
        Ok(())
    };
    run(&["init", "--quiet", "--initial-branch=main"])?;
    run(&["config", "user.name", "Nobody"])?;
    run(&["config", "user.email", "nobody@example.org"])?;
    run(&["add", "dataset"])?;
    run(&["commit", "--quiet", "--message=The dataset"])?;
    run(&["repack", "-a", "-d", "--quiet"])?;

    let mut import = git(&["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn()?;
    let mut stream = BufWriter::new(import.stdin.take().context("git reads nothing")?);
    for nth in 1..commits {
        let place = if nth.is_multiple_of(ONE_FILE) { FILE } else { nth * 7919 };
        let path = &files[place % files.len()];
        let mut file: Value = serde_json::from_slice(&fs::read(folder.join(path))?)?;
        let what = change(&mut file, nth);
        let text = text(&file)?;
        fs::write(folder.join(path), &text)?;
        let message = format!("{path}: {what}\n");
        writeln!(stream, "commit refs/heads/main")?;
        writeln!(stream, "committer Nobody <nobody@example.org> {} +0000", FIRST + 3600 * nth as u64)?;
        writeln!(stream, "data {}\n{message}", message.len())?;
        if nth == 1 {
            writeln!(stream, "from refs/heads/main^0")?;
        }
        writeln!(stream, "M 100644 inline {path}\ndata {}\n{text}", text.len())?;
    }
    stream.flush()?;
    drop(stream);
    ensure!(import.wait()?.success(), "git fast-import failed");
    run(&["reset", "--quiet", "--hard"])
}

/// Changes a rating, or a word of a rationale, and says which.
fn change(file: &mut Value, nth: usize) -> String {
    let ids: Vec<String> = members(&file["ratings"]).map(|(id, _)| id.clone()).collect();
    let id = &ids[nth / ONE_FILE % ids.len()];
    let entry = &mut file["ratings"][id];
    if nth.is_multiple_of(2) {
        let is_first = entry["rating"] == LEVELS[0];
        entry["rating"] = json!(LEVELS[usize::from(is_first)]);
        format!("another rating for {id}")
    } else {
        let text = entry["rationale"][0].as_str().unwrap_or_default();
        entry["rationale"][0] = json!(format!("By commit {nth}. {text}"));
        format!("more words for {id}")
    }
}

//! Checks again whenever a file of the dataset is saved, until somebody presses Ctrl-C.

use std::io::Write as _;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow, bail};
use console::Term;
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::commands::{Outcome, failed, is_read};
use format::tree::DATASET;

/// How long nothing may be saved before it is checked: who saves all files, or changes the branch, writes several.
const QUIET: Duration = Duration::from_millis(100);

/// How long a check is put off while something keeps writing.
const PATIENCE: Duration = Duration::from_secs(2);

const CANNOT_WATCH: &str = "the system does not tell of changes in dataset/; run validate without --watch";

/// What comes from outside while the loop waits.
enum Told {
    /// Something in the dataset is different.
    Changed,
    /// The folder of the dataset itself came or went.
    Replaced,
    /// The system tells of no further changes.
    Failed(notify::Error),
    /// Ctrl-C was pressed.
    Stop,
}

/// Checks, waits for a change, and checks again, until Ctrl-C is pressed or nobody reads on; returns what came of the last
/// check. The first one has to be possible.
pub(super) fn run(root: &Path, check: impl Fn() -> anyhow::Result<Outcome>) -> anyhow::Result<Outcome> {
    let (sender, receiver) = mpsc::channel();
    let stop = sender.clone();
    // Nobody receives only when the program ends anyway.
    ctrlc::set_handler(move || drop(stop.send(Told::Stop))).context("Ctrl-C cannot be waited for")?;
    let root = root.canonicalize().with_context(|| format!("{} cannot be found", root.display()))?;
    let dataset = root.join(DATASET);
    let watched = dataset.clone();
    let tell = move |event| drop(told(event, &watched).map(|told| sender.send(told)));
    let mut watcher = notify::recommended_watcher(tell).context(CANNOT_WATCH)?;
    watcher.watch(&root, RecursiveMode::NonRecursive).context(CANNOT_WATCH)?;
    watcher.watch(&dataset, RecursiveMode::Recursive).context(CANNOT_WATCH)?;
    begin();
    let mut last = Some(check()?);
    while is_read() {
        tell_of("Waiting for the next save. Ctrl-C ends this.");
        if is_stopped(&receiver, &mut watcher, &dataset)? {
            break;
        }
        begin();
        last = check()
            .inspect_err(|error| {
                let _ = failed(error);
            })
            .ok();
    }
    last.ok_or_else(|| anyhow!("the last check could not be carried out"))
}

/// What an event means; nothing, if it is about no file of the dataset, or tells only that one was read.
fn told(event: notify::Result<Event>, dataset: &Path) -> Option<Told> {
    match event {
        Ok(event) if event.kind.is_access() => None,
        Ok(event) if event.paths.iter().any(|path| path == dataset) => Some(Told::Replaced),
        Ok(event) => {
            let is_about = event.need_rescan() || event.paths.iter().any(|path| path.starts_with(dataset));
            is_about.then_some(Told::Changed)
        }
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => Some(Told::Failed(error)),
        // A folder that was gone before it could be watched, for example.
        Err(_) => Some(Told::Changed),
    }
}

/// Waits for a change, and until nothing more comes; true if there is to be no further check.
fn is_stopped(
    receiver: &Receiver<Told>,
    watcher: &mut RecommendedWatcher,
    dataset: &Path,
) -> anyhow::Result<bool> {
    let mut until = None;
    loop {
        let told = match until {
            None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(until) if Instant::now() >= until => return Ok(false),
            Some(_) => receiver.recv_timeout(QUIET),
        };
        match told {
            Ok(Told::Stop) => return Ok(true),
            Ok(Told::Failed(error)) => bail!("{CANNOT_WATCH}: {error}"),
            // Where it is gone it is watched as soon as it is there again.
            Ok(Told::Replaced) => drop(watcher.watch(dataset, RecursiveMode::Recursive)),
            Ok(Told::Changed) => {}
            Err(RecvTimeoutError::Timeout) => return Ok(false),
            Err(RecvTimeoutError::Disconnected) => bail!(CANNOT_WATCH),
        }
        until.get_or_insert_with(|| Instant::now() + PATIENCE);
    }
}

/// Clears a terminal, and says that a check begins.
fn begin() {
    let terminal = Term::stdout();
    if terminal.is_term() {
        let _ = terminal.clear_screen();
    }
    tell_of("Checking the dataset.");
}

/// Tells people, and the tasks of editors, how far the loop is.
fn tell_of(words: &str) {
    let _ = writeln!(anstream::stderr(), "{words}");
}

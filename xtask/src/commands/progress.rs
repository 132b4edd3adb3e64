//! How far a long run has come: a line on the terminal, once the run has taken half a second, and gone before anything is printed.

use std::io::{self, IsTerminal as _};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use dataset::Dataset;
use dataset::stream::Stream;
use format::tree::Tree;

/// How long a run is left alone.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the line is drawn anew.
const BEAT: Duration = Duration::from_millis(100);

/// The line of this run, which is drawn only while it is shown.
static LINE: LazyLock<ProgressBar> =
    LazyLock::new(|| ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()));

/// Whether something has been printed, so that no line is shown any more.
static IS_OVER: Mutex<bool> = Mutex::new(false);

/// Begins to wait, if standard error is a terminal.
pub(super) fn begin() {
    if !io::stderr().is_terminal() {
        return;
    }
    thread::spawn(|| {
        thread::sleep(PATIENCE);
        let is_over = is_over();
        if !*is_over {
            let style = if LINE.length().is_some() { bar() } else { ProgressStyle::default_spinner() };
            LINE.set_style(style);
            LINE.set_draw_target(ProgressDrawTarget::stderr());
            LINE.enable_steady_tick(BEAT);
        }
    });
}

/// Takes the line away for good.
pub(super) fn end() {
    let mut is_over = is_over();
    if !std::mem::replace(&mut *is_over, true) {
        LINE.finish_and_clear();
    }
}

/// Writes to the terminal what the line must not stand in.
pub(super) fn suspend(write: impl FnOnce()) {
    LINE.suspend(write);
}

/// A stream whose countries are counted as they are read.
pub(super) fn stream(tree: &Tree) -> Stream<'_> {
    let stream = Stream::new(tree).telling(|| LINE.inc(1));
    LINE.set_length(stream.countries() as u64);
    stream
}

/// All of a state, whose countries are counted as they are read.
pub(super) fn dataset(tree: &Tree) -> Dataset {
    stream(tree).whole()
}

fn is_over() -> MutexGuard<'static, bool> {
    IS_OVER.lock().unwrap_or_else(PoisonError::into_inner)
}

fn bar() -> ProgressStyle {
    let template = ProgressStyle::with_template("{wide_bar} {pos} of {len} countries read");
    template.unwrap_or_else(|_| ProgressStyle::default_bar())
}

//! The verbs of the command line: what each takes, and what it does. Only here are files written.

mod changelog;
mod citation;
mod clock;
mod diff;
mod driver;
mod edition;
mod editions;
mod explain;
mod fmt;
mod history;
mod import;
mod install_git;
mod lines;
mod made;
mod mend;
mod named;
mod new;
mod progress;
mod range;
mod release;
mod repository;
mod score;
mod show;
mod sources;
mod spelling;
mod status;
mod unread;
mod validate;
mod words;
mod write;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use dataset::schema::Kind;

/// The narrowest and the widest lines that are made for a terminal, in columns.
const NARROWEST: u16 = 20;
const WIDEST: u16 = 160;

/// Whether who read standard output has stopped.
static IS_LEFT: AtomicBool = AtomicBool::new(false);

/// Validates, scores and compares the assessments under dataset/.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 no problems, 1 problems found, 2 the command could not be carried out."
)]
pub struct Cli {
    /// The repository to work in; the default is the one that contains the current folder
    #[arg(long, value_name = "DIR", global = true)]
    repo: Option<PathBuf>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Check the dataset, or only some of its files
    Validate(validate::Arguments),
    /// Format every file in the standard layout
    Fmt(fmt::Arguments),
    /// Start a draft assessment of a country in an open edition
    New(new::Arguments),
    /// Show an assessment as a person reads it
    Show(show::Arguments),
    /// Take an assessment over from Markdown as show prints it, or from a publisher's annex
    Import(import::Arguments),
    /// Recompute scores and compare them with the stated ones
    Score(score::Arguments),
    /// Show what differs between editions, or between commits
    Diff(diff::Arguments),
    /// List what changed between commits or editions, and which commits made each change
    Changelog(changelog::Arguments),
    /// Prepare a release: the least version that the changes ask for, its section of CHANGELOG.md, and CITATION.cff
    Release(release::Arguments),
    /// Show how a rating changed through editions and commits
    History(history::Arguments),
    /// List every source with the entries that cite it, or print an assessment's notes
    Sources(sources::Arguments),
    /// Show how far each country is in an edition, and what stands in the way of closing it
    Status(status::Arguments),
    /// Begin or end an edition
    #[command(subcommand)]
    Edition(edition::Verb),
    /// Explain what a rule checks, why, and how to fix a problem
    Explain(explain::Arguments),
    /// Make Git show, compare and merge assessments by content, and check the data before each commit
    InstallGit(install_git::Arguments),
    /// What Git calls once install-git has told it to
    #[command(hide = true)]
    Driver(driver::Arguments),
}

/// What came of a command that could be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing to complain of.
    Clean,
    /// Problems were found, and printed.
    Problems,
}

/// Carries out a command. What it finds goes to standard output; why it could not be done, to standard error.
pub fn run(cli: &Cli) -> ExitCode {
    let repository = cli.repo.as_deref();
    progress::begin();
    if !matches!(cli.verb, Verb::Explain(_) | Verb::InstallGit(_) | Verb::Driver(_)) {
        Kind::compile_ahead();
    }
    let done = match &cli.verb {
        Verb::Validate(arguments) => validate::run(repository, arguments),
        Verb::Fmt(arguments) => fmt::run(repository, arguments),
        Verb::New(arguments) => new::run(repository, arguments),
        Verb::Show(arguments) => show::run(repository, arguments),
        Verb::Import(arguments) => import::run(repository, arguments),
        Verb::Score(arguments) => score::run(repository, arguments),
        Verb::Diff(arguments) => diff::run(repository, arguments),
        Verb::Changelog(arguments) => changelog::run(repository, arguments),
        Verb::Release(arguments) => release::run(repository, arguments),
        Verb::History(arguments) => history::run(repository, arguments),
        Verb::Sources(arguments) => sources::run(repository, arguments),
        Verb::Status(arguments) => status::run(repository, arguments),
        Verb::Edition(verb) => edition::run(repository, verb),
        Verb::Explain(arguments) => explain::run(arguments),
        Verb::InstallGit(arguments) => install_git::run(repository, arguments),
        Verb::Driver(arguments) => driver::run(repository, arguments),
    };
    progress::end();
    match done {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(error) => failed(&error),
    }
}

/// Says why something could not be done.
fn failed(error: &anyhow::Error) -> ExitCode {
    let _ = writeln!(anstream::stderr(), "error: {}", crate::render::plain(&format!("{error:#}")));
    ExitCode::from(2)
}

/// Tells what is wrong with a command line, which it quotes; or prints the help that it asks for.
pub fn refuse(refused: &clap::Error) -> ExitCode {
    if !refused.use_stderr() {
        let printed = print(&refused.render().ansi().to_string());
        return printed.map_or_else(|error| failed(&error), |()| ExitCode::SUCCESS);
    }
    let told = refused.render().to_string();
    let lines: String = told.lines().map(|line| format!("{}\n", crate::render::plain(line))).collect();
    let _ = write!(anstream::stderr(), "{lines}");
    ExitCode::from(2)
}

/// Prints to standard output; styles are dropped where they do not belong.
///
/// Who reads no further wants no error, and changes nothing in what came of the command: `xtask validate | head` still fails
/// where problems were found.
fn print(text: &str) -> anyhow::Result<()> {
    progress::end();
    written(anstream::stdout().lock(), text.as_bytes())
}

/// Passes bytes on to standard output as they are.
fn pass_on(bytes: &[u8]) -> anyhow::Result<()> {
    written(io::stdout().lock(), bytes)
}

fn written(mut out: impl io::Write, bytes: &[u8]) -> anyhow::Result<()> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            IS_LEFT.store(true, Ordering::Relaxed);
            Ok(())
        }
        done => done.context("the result cannot be printed"),
    }
}

/// Whether standard output still has a reader, as far as what was printed tells.
fn is_read() -> bool {
    !IS_LEFT.load(Ordering::Relaxed)
}

/// What the surroundings say of the page, which clap reads from the environment.
#[derive(Debug, Parser)]
struct Surroundings {
    /// The width of lines; what is no number counts as nothing.
    #[arg(long, env = "COLUMNS")]
    columns: Option<String>,
}

/// The width that lines may have: what COLUMNS says, else that of the terminal, if the output goes to one.
fn width() -> Option<u16> {
    let told = Surroundings::try_parse_from([""]).ok().and_then(|told| told.columns?.parse().ok());
    let seen = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0);
    told.filter(|columns| *columns > 0).or_else(seen).map(|columns| columns.clamp(NARROWEST, WIDEST))
}

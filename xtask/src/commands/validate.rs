//! `validate`: all checks, on the working tree, on a commit, on what is staged, and on a change.

mod against;
mod asked;
mod change;
mod known;
mod newer;
pub(super) mod staged;
mod watch;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};

use self::asked::Asked;
use self::change::Change;
use self::newer::{Newer, is_between_assessments};
use self::staged::NotJudged;
use super::{Outcome, clock, mend, progress, repository};
use crate::render::place::place;
use crate::render::uri;
use crate::render::validation::{
    Excepted, OpenPoints, Summary, count_open_points, github, human, json, markdown, sarif,
};
use bibliography::date::Day;
use dataset::assessment_id::AssessmentId;
use dataset::progress::Progress;
use dataset::schema::Kind;
use dataset::{Dataset, Focus};
use format::diagnostic::{Diagnostic, Severity};
use format::limits::MOST_PRINTED;
use format::tree::{Entry, EntryKind, Tree};
use rules::fix::UnusedExceptions;
use rules::validate::{KeepExcepted, Validation, validate_keeping};

/// What `validate` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Report only on these files, folders, countries (by code or name) or editions; the whole dataset is still read. A country and an edition together mean its file
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Validate a commit, branch or tag instead of the working tree
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// Also check what has changed since this commit, branch or tag, counting from the newest commit in common. Problems in
    /// files that the change neither touches nor breaks are counted, not reported
    #[arg(long, value_name = "REV", group = "start", conflicts_with = "staged")]
    base: Option<String>,
    /// The same since the last release: the greatest tag vX.Y.Z in the history, or the one that is named, as
    /// --since-release=v1.0.0. With --at the tags of that commit do not count, so that a release is checked against the one
    /// before. Where nothing was released so far, the files alone are checked
    #[arg(long, value_name = "TAG", num_args = 0..=1, require_equals = true, group = "start", conflicts_with = "staged")]
    since_release: Option<Option<String>>,
    /// With --base or --since-release: count only the files that the change touches, too
    #[arg(long, requires = "start")]
    changed: bool,
    /// Validate what is staged for the next commit; older problems in other files are not reported
    #[arg(long, conflicts_with_all = ["at", "fix", "paths"])]
    staged: bool,
    /// The file in which Git keeps what is staged; hooks are told it by Git
    #[arg(long, hide = true, env = "GIT_INDEX_FILE", value_name = "FILE")]
    index_file: Option<PathBuf>,
    /// Fix everything that has only one safe fix, then report the rest
    #[arg(long, conflicts_with = "at")]
    fix: bool,
    /// With --fix: also delete the exceptions that silence nothing, each printed with its reason; those stay for which another
    /// problem may be the cause
    #[arg(long, requires = "fix")]
    remove_exceptions: bool,
    /// With --fix: write nothing, show what would change (as text only), and exit with 1 if anything would
    #[arg(long, requires = "fix", conflicts_with = "start")]
    dry_run: bool,
    /// Check again whenever a file of the dataset is saved, until Ctrl-C is pressed
    #[arg(long, conflicts_with_all = ["at", "staged", "fix"])]
    watch: bool,
    /// Also tell which passages of eight or more words the texts share with this document, e.g. the text of an annex
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["staged", "dry_run"])]
    against: Vec<PathBuf>,
    /// Check dates as of this day, YYYY-MM-DD; the default is today
    #[arg(long, value_name = "DAY", value_parser = clock::day)]
    today: Option<Day>,
    /// The format of the report
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also list each open point of the drafts, with its place and what to do; without this the list is short
    #[arg(long, conflicts_with = "dry_run")]
    open_points: bool,
    /// With --format sarif or json: also list the problems that the exceptions in the data cover, with their reasons
    #[arg(long, conflicts_with = "dry_run")]
    with_excepted: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the place underlined, what is wrong, how to fix it
    #[default]
    Human,
    /// For programs: one object, as described in schema/output/validate.schema.json
    Json,
    /// For GitHub's checks: annotations beside the lines, and the whole list for the log
    Github,
    /// For code scanning and editors: SARIF 2.1.0
    Sarif,
    /// For a page on GitHub: a table
    Markdown,
}

/// How the outcome is printed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Output<'a> {
    format: Format,
    /// The folder that was named as the repository.
    named: Option<&'a Path>,
    /// Whether what the data excepts is printed as well.
    with_excepted: bool,
    /// Whether people are told of each open point.
    open_points: bool,
    /// The revision from which a change is judged, or the release.
    base: Option<&'a str>,
    since_release: Option<Option<&'a str>>,
}

impl Output<'_> {
    /// The option that said from where a change is judged, as it is written in a command.
    fn start(self) -> Option<String> {
        match (self.base, self.since_release) {
            (Some(base), _) => Some(format!("--base {base}")),
            (None, Some(None)) => Some("--since-release".to_owned()),
            (None, Some(Some(tag))) => Some(format!("--since-release={tag}")),
            (None, None) => None,
        }
    }

    /// What of the findings that the data excepts has to be kept for it.
    fn keep(self) -> KeepExcepted {
        if self.with_excepted { KeepExcepted::Diagnostics } else { KeepExcepted::Files }
    }
}

impl Arguments {
    fn output<'a>(&'a self, named: Option<&'a Path>) -> Output<'a> {
        let Self { format, with_excepted, open_points, .. } = *self;
        let since_release = self.since_release.as_ref().map(|tag| tag.as_deref());
        Output { format, named, with_excepted, open_points, base: self.base.as_deref(), since_release }
    }
}

/// Validates and prints, once or on every save.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    if arguments.with_excepted && !matches!(arguments.format, Format::Json | Format::Sarif) {
        bail!(
            "--with-excepted goes with --format sarif or --format json; the other formats only count what the data excepts"
        );
    }
    if arguments.open_points && matches!(arguments.format, Format::Github | Format::Markdown) {
        bail!(
            "--open-points goes with --format human; json and sarif list each open point anyway, github and markdown only count them"
        );
    }
    if arguments.dry_run && arguments.format != Format::Human {
        bail!(
            "--dry-run shows differences for people and has no other format; what each fix would do is told to programs by: validate --format json"
        );
    }
    if !arguments.against.is_empty() && arguments.format != Format::Human {
        bail!("--against lists passages for people and has no other format; leave --format out");
    }
    if arguments.watch {
        return watch::run(&repository::root(named)?, || check(named, arguments));
    }
    check(named, arguments)
}

/// Validates once.
fn check(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    if arguments.staged {
        let today = arguments.today.unwrap_or_else(clock::today);
        return staged::run(named, arguments.index_file.as_deref(), today, arguments.output(named))
            .map_err(NotJudged::into);
    }
    let root = match &arguments.at {
        // A commit can have a dataset where the folder has none.
        Some(_) => named.map_or_else(std::env::current_dir, |named| Ok(named.to_owned()))?,
        None => repository::root(named)?,
    };
    let tree = match &arguments.at {
        Some(revision) => repository::git(named)?.tree_at(revision)?,
        None => repository::working_tree(&root)?,
    };
    let asked = Asked::read(&root, &arguments.paths, &tree)?;
    let today = arguments.today.unwrap_or_else(clock::today);
    let dated = arguments.today.unwrap_or_else(clock::today_universal);
    let is_asked = |path: &str| asked.has(path);
    let unused = if arguments.remove_exceptions { UnusedExceptions::Removed } else { UnusedExceptions::Kept };
    if arguments.dry_run {
        let diff = mend::preview(&tree, today, unused, &is_asked);
        super::print(if diff.is_empty() { "There is nothing to fix.\n" } else { &diff })?;
        return Ok(if diff.is_empty() { Outcome::Clean } else { Outcome::Problems });
    }
    let start = change::start(named, arguments)?;
    let since = |start| change::since(&repository::git(named)?, start, arguments.at.as_deref());
    let tree = if arguments.fix {
        let git = start.as_ref().map(|_| repository::git(named)).transpose()?;
        let begun = match start.as_ref().map(since).transpose()? {
            Some(Change::Seen(change)) => Some(change),
            Some(Change::Unseen(_)) | None => None,
        };
        let on_change = |state: &Tree| match git.as_ref().zip(begun.as_ref()) {
            Some((git, begun)) => change::judged_up_to(git, begun, state, dated),
            None => Vec::new(),
        };
        let told = mend::write(&root, today, unused, &is_asked, &on_change)?;
        let _ = write!(anstream::stderr(), "{}", told);
        repository::working_tree(&root)?
    } else {
        tree
    };
    let (change, mut unseen) = match start.as_ref().map(since).transpose()? {
        Some(Change::Seen(change)) => (Some(change), None),
        Some(Change::Unseen(why)) => (None, Some(why)),
        None => (None, None),
    };
    // Of two files that contradict each other the one is blamed that was touched, or else the one that was asked for.
    let mut focus: Focus = change.iter().map(|change| change.differing.clone()).collect();
    if !asked.is_all() {
        let files = tree.entries().iter().map(|entry| &*entry.path);
        focus.push(files.filter(|path| is_asked(path)).map(str::to_owned).collect());
    }
    let stream = progress::stream(&tree).about(focus.clone());
    let keep = arguments.output(named).keep();
    let mut found = validate_keeping(&stream, today, keep);
    if let Some(change) = &change {
        change::judge(&repository::git(named)?, change, arguments.at.as_deref(), dated, &mut found);
    } else if found.diagnostics.iter().any(is_between_assessments) {
        // Without Git it is as it was.
        let git = repository::opened(named).ok();
        if let Some(newer) = git.and_then(|git| Newer::of(&git, arguments.at.as_deref(), &found.diagnostics))
        {
            found = validate_keeping(&stream.about(newer.around(focus)), today, keep);
        }
    }
    // What is said of a file that is not checked out is shown in it.
    let tree = match &change {
        Some(change) => tree.with_contents(&change.after),
        None => tree,
    };
    found.limit(is_asked);
    let all = found.total();
    // Nobody is held up by what was wrong, or not finished, before and elsewhere.
    let mut open_elsewhere = Vec::new();
    let mut judged = change.as_ref();
    if let Some(change) = judged {
        match change::new_elsewhere(&repository::git(named)?, change, &found, today) {
            Ok(is_new) => {
                let is_touched = |path: &str| change.differing.contains(path);
                found.diagnostics.retain(|diagnostic| diagnostic.is_about(is_touched) || is_new(diagnostic));
                open_elsewhere = set_drafts_apart(&mut found, is_touched);
                if arguments.changed {
                    found.excepted.retain(|excepted| excepted.is_about(is_touched));
                }
            }
            Err(why) => (judged, unseen) = (None, Some(why)),
        }
    }
    let counted = judged.filter(|_| arguments.changed);
    let is_counted = |path: &str| counted.is_none_or(|change| change.differing.contains(path));
    let is_shown = |path: &str| is_asked(path) && is_counted(path);
    let elsewhere = judged.is_some().then(|| all - found.total());
    let elsewhere = elsewhere.filter(|count| *count > 0 || arguments.changed);
    let summary = Summary { elsewhere, ..count(&tree, &found, is_shown) };
    let mut outcome = report(&tree, &found, &open_elsewhere, &summary, arguments.output(named))?;
    if !arguments.against.is_empty() {
        let (told, count) = against::told(&tree, &arguments.against, &is_shown)?;
        super::print(&format!("\n{told}"))?;
        outcome = if count > 0 { Outcome::Problems } else { outcome };
    }
    match (unseen, &start) {
        (Some(why), Some(start)) => {
            bail!(
                "could not compare with {}: {why}. The files themselves were checked, as without {}",
                start.revision(),
                start.option()
            )
        }
        (_, _) => Ok(outcome),
    }
}

/// Takes the drafts out that do not pass a test, with their open points, and tells how many each has.
fn set_drafts_apart(found: &mut Validation, is_told: impl Fn(&str) -> bool) -> Vec<(Progress, usize)> {
    let (told, others): (Vec<_>, Vec<_>) =
        std::mem::take(&mut found.drafts).into_iter().partition(|draft| is_told(&draft.path));
    let others = others.into_iter().map(|draft| {
        let count = count_open_points(&found.open_points, &draft);
        (draft, count)
    });
    let others = others.collect();
    found.drafts = told;
    found.open_points.retain(|point| is_told(&point.location.path));
    others
}

/// Prints what was found, and how many open points there are in drafts elsewhere. Nothing to check is never a pass.
fn report(
    tree: &Tree,
    found: &Validation,
    elsewhere: &[(Progress, usize)],
    summary: &Summary,
    output: Output<'_>,
) -> anyhow::Result<Outcome> {
    let start = output.start();
    if assessments(tree).next().is_none() && found.diagnostics.is_empty() {
        bail!("nothing to check: there is no assessment under dataset/assessments/");
    }
    let all = || place(tree, &found.diagnostics);
    let (first, summary) = printed(found, summary);
    let first = || place(tree, first);
    let dataset = if output.with_excepted { Dataset::load(tree) } else { Dataset::default() };
    let excepted = place(tree, found.excepted.iter().filter_map(|excepted| excepted.diagnostic()));
    let excepted: Vec<Excepted<'_>> =
        excepted.into_iter().map(|placed| Excepted::new(placed, &dataset)).collect();
    let are_open_points_placed = match output.format {
        Format::Json | Format::Sarif => true,
        Format::Human => output.open_points,
        Format::Github | Format::Markdown => false,
    };
    let open = OpenPoints {
        drafts: &found.drafts,
        points: &found.open_points,
        placed: place(tree, found.open_points.iter().filter(|_| are_open_points_placed)),
        elsewhere,
    };
    let text = match output.format {
        Format::Human => {
            let rules = page_of_rules(output.named);
            human::render(&first(), &open, &summary, super::width(), rules.as_deref(), start.as_deref())
        }
        Format::Json if output.with_excepted => {
            json::render_with_excepted(&all(), &open, &excepted, &summary)
        }
        Format::Json => json::render(&all(), &open, &summary),
        Format::Github => github::render(&first(), &open, &summary),
        Format::Sarif => sarif::render(&all(), &open, &excepted),
        Format::Markdown => markdown::render(&first(), &open, &summary),
    };
    super::print(&text)?;
    let has_errors = found.count(Severity::Error) > 0;
    Ok(if has_errors { Outcome::Problems } else { Outcome::Clean })
}

/// The address of the page of the rules, which a terminal opens, where the repository has one.
fn page_of_rules(named: Option<&Path>) -> Option<String> {
    let root = repository::root(named).ok()?;
    let page = root.join("schema/RULES.md").canonicalize().ok()?;
    page.to_str().filter(|page| page.starts_with('/')).map(|page| format!("file://{}", uri(page)))
}

/// What is printed for people, errors first where it cannot be all, and the summary that says how much is not.
fn printed<'f>(found: &'f Validation, summary: &Summary) -> (Vec<&'f Diagnostic>, Summary) {
    let of = |severity| found.diagnostics.iter().filter(move |found| found.severity == severity);
    let printed: Vec<&Diagnostic> =
        of(Severity::Error).chain(of(Severity::Warning)).take(MOST_PRINTED).collect();
    let told: usize = printed.iter().map(|diagnostic| diagnostic.count).sum();
    (printed, Summary { unprinted: found.total() - told, ..*summary })
}

/// The assessments of a tree, in its order.
fn assessments(tree: &Tree) -> impl Iterator<Item = &str> {
    let is_file = |entry: &&Entry| matches!(entry.kind, EntryKind::File { .. });
    let paths = tree.entries().iter().filter(is_file).map(|entry| &*entry.path);
    paths.filter(|path| Kind::of(path) == Some(Kind::Assessment))
}

fn count(tree: &Tree, found: &Validation, is_asked: impl Fn(&str) -> bool) -> Summary {
    let is_there = |entry: &&Entry| entry.kind != EntryKind::NotCheckedOut && is_asked(&entry.path);
    let files = tree.entries().iter().filter(is_there).count();
    let asked: Vec<&str> = assessments(tree).filter(|path| is_asked(path)).collect();
    let mut countries: Vec<&str> =
        asked.iter().filter_map(|path| AssessmentId::of_path(path)).map(|id| id.country).collect();
    countries.dedup();
    Summary::new(found, files, asked.len(), countries.len())
}

//! `import`: takes an assessment over into its file.

mod annex;
mod incomplete;
mod table;
mod taken_out;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use super::{Outcome, named, repository, write};
use crate::render::{counted, plain};
use dataset::assessment_id::AssessmentId;
use dataset::canonical;
use dataset::model::assessment::Status;
use dataset::schema::{EDITIONS, Kind};
use dataset::{Dataset, File};
use exchange::markdown::{self, About, Part};
use exchange::{Problem, Subject, other_form};
use format::json::{self, Json, Member};
use format::limits::LARGEST_FILE;
use format::text::without_byte_order_mark;
use format::tree::{Tree, read_file};

/// What `import` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file to take over: Markdown as cargo xtask show prints it, a table (CSV, XLSX or ODS), or a publisher's annex as text
    file: PathBuf,
    /// The country, by its code or a name of it, e.g. KHM, if the file does not say it
    #[arg(long)]
    country: Option<String>,
    /// The edition, e.g. 2022, if the file does not say it
    #[arg(long)]
    edition: Option<String>,
    /// What the assessment is to be
    #[arg(long = "as", value_enum)]
    status: Option<As>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum As {
    /// Being written for an open edition
    Draft,
    /// Transcribed from a published document
    Published,
}

impl As {
    fn status(self) -> Status {
        match self {
            As::Draft => Status::Draft,
            As::Published => Status::Published,
        }
    }
}

/// Reads the file, and writes the assessment if nothing in it is wrong.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let root = repository::root(named)?;
    let tree = repository::working_tree(&root)?;
    let dataset = Dataset::load(&tree);
    let named = arguments.file.display();
    let name = arguments.file.to_string_lossy();
    if let Some(problem) = other_form::by_name(&name).filter(|_| arguments.file.is_file()) {
        return refused(&arguments.file, &[problem]);
    }
    let bytes =
        read_file(&arguments.file, LARGEST_FILE).with_context(|| format!("{named} cannot be read"))?;
    if let Some(problem) = other_form::by_bytes(&bytes, &name) {
        return refused(&arguments.file, &[problem]);
    }
    if exchange::table::is_one(&bytes, &name) {
        return table::run(&root, &tree, &dataset, arguments, &bytes);
    }
    let text = text_of(bytes, &arguments.file)?;
    let about = markdown::about(&text);
    let subject = subject(&dataset, arguments, &about)?;
    let is_ours = about.country.is_some() || markdown::has_citations(&text);
    if !is_ours && annex::is_one(&text, &subject) {
        return annex::run(&root, &tree, &dataset, arguments.status, &text, &subject);
    }
    let mut read = match markdown::read(&text, &subject) {
        Ok(read) => read,
        Err(problems) => return refused(&arguments.file, &problems),
    };
    if let Some(status) = arguments.status {
        set_status(&mut read, status.status());
    }
    let path = AssessmentId::new(subject.country, subject.edition).path();
    let before = tree.has(&path).then(|| tree.read(&path)).transpose()?;
    let whole = match (&about.indicator, &before) {
        (None, before) => {
            let before = before.as_ref().map(|before| parsed(before, &path)).transpose()?;
            let lost = before.and_then(|before| incomplete::without_metadata(&about, &before, &read));
            let problems = Vec::from_iter(lost.into_iter().chain(incomplete::without_sources(&text, &read)));
            if !problems.is_empty() {
                return refused(&arguments.file, &problems);
            }
            read
        }
        (Some(_), Some(before)) => merged(before, read, &path)?,
        (Some(id), None) => {
            bail!("the file has only the entry of {id}, and there is no {path} to put it into")
        }
    };
    let part = about.indicator.as_deref().map_or(Part::Whole, Part::Indicator);
    if let (Some(shown_from), Some(before)) = (&about.shown_from, &before) {
        require_state(shown_from, &parsed(before, &path)?, &whole, part, &path)?;
    }
    let old = before.as_ref().map(|before| parsed(before, &path)).transpose()?;
    let taken_out = old.map_or_else(String::new, |old| taken_out::told(&old, &whole));
    let told = put_file(&root, &tree, &path, before.as_deref(), &whole, &subject)?;
    let renewed = renew(&arguments.file, &text, &about, &markdown::state(&whole, part));
    let entries = whole.get("ratings").map_or(0, |ratings| ratings.members().len());
    let sources = whole.get("sources").map_or(0, |sources| sources.members().len());
    let (entries, sources) = (counted(entries, "indicator"), counted(sources, "source"));
    let undescribed = undescribed(&whole);
    super::print(&format!(
        "{told}: {entries}, {sources}.\n{taken_out}{undescribed}{renewed}Next: cargo xtask validate {path}\n"
    ))?;
    Ok(Outcome::Clean)
}

/// Says which sources are cited and not described, if any are.
fn undescribed(assessment: &Json<'_>) -> String {
    let ids: Vec<&str> = incomplete::undescribed(assessment).into_iter().collect();
    match &*ids {
        [] => String::new(),
        ids => plain(&format!("Cited, and not described under references: {}.", ids.join(", "))) + "\n",
    }
}

/// Makes a text that of the file as it was just written, so that it can be edited and taken over again; says what was done.
fn renew(file: &Path, text: &str, about: &About, state: &str) -> String {
    let is_other = about.shown_from.as_ref().is_some_and(|shown_from| *shown_from != state);
    let Some(renewed) = markdown::with_state(text, state).filter(|_| is_other) else { return String::new() };
    let file = file.to_string_lossy();
    match write::replace(Path::new(""), &file, text.as_bytes(), &renewed) {
        Ok(()) => {
            format!("Its line shown-from now names this state, so that {file} can be taken over again.\n")
        }
        Err(error) => {
            format!("Show it again before you go on; its line shown-from is as it was: {error:#}.\n")
        }
    }
}

/// Refuses a text that was shown from an earlier state of the file, of which something would be lost.
fn require_state(
    shown_from: &str,
    before: &Json<'_>,
    after: &Json<'_>,
    part: Part<'_>,
    path: &str,
) -> anyhow::Result<()> {
    let now = markdown::state(before, part);
    if now == *shown_from || now == markdown::state(after, part) {
        return Ok(());
    }
    bail!(
        "{path} has changed since this text was shown from it, and nothing was written. Show it again and make your edits there; or, to overwrite what was changed meanwhile, delete the line shown-from at the top of the text"
    )
}

/// Writes the file of an assessment; says what was done.
fn put_file(
    root: &Path,
    tree: &Tree,
    path: &str,
    before: Option<&[u8]>,
    whole: &Json<'_>,
    subject: &Subject<'_>,
) -> anyhow::Result<String> {
    let indicators: Vec<&str> = subject.framework.indicators.ids().collect();
    let after = canonical::write(whole, Kind::Assessment.schema().shape(), &indicators);
    if let Some(why) = canonical::too_large(after.len() as u64) {
        bail!("{path} is not written: {why}");
    }
    Ok(match before {
        Some(before) if *before == *after.as_bytes() => format!("{path} says the same already"),
        Some(before) => {
            write::replace(root, path, before, &after)?;
            format!("wrote {path}")
        }
        None => {
            require_free(tree, path)?;
            write::create(root, path, &after)?;
            format!("wrote {path}")
        }
    })
}

/// The text of the file to take over.
fn text_of(bytes: Vec<u8>, file: &Path) -> anyhow::Result<String> {
    let named = file.display();
    String::from_utf8(bytes).ok().with_context(|| format!("{named} is no text in UTF-8; save it as UTF-8"))
}

/// What the assessment is about: as the arguments say, else as the file does.
fn subject<'d>(dataset: &'d Dataset, arguments: &Arguments, about: &About) -> anyhow::Result<Subject<'d>> {
    let country = arguments.country.as_ref().or(about.country.as_ref());
    let country = country.context("which country is it? Add --country with its code, e.g. --country KHM")?;
    let edition = arguments.edition.as_ref().or(about.edition.as_ref());
    let edition = edition.context("which edition is it? Add --edition with its id, e.g. --edition 2022")?;
    let editions = &whole(dataset.editions.as_ref(), EDITIONS)?.data.editions;
    let Some((edition, entry)) = editions.iter().find(|(id, _)| **id == *edition.trim()) else {
        let known: Vec<&str> = editions.ids().collect();
        bail!("{}; there are: {}", named::unknown_edition(edition, []), known.join(", "));
    };
    let country = named::registered_country(dataset, country.trim())?;
    let framework = entry.framework.as_deref().unwrap_or_default();
    let framework_path = format!("dataset/frameworks/{framework}.json");
    Ok(Subject {
        country,
        country_name: named::country_name(dataset, country),
        edition,
        framework: &whole(dataset.framework(framework), &framework_path)?.data,
    })
}

/// A file that is there and has lost nothing: what is read by it would lose the same.
fn whole<'d, T>(file: Option<&'d File<T>>, path: &str) -> anyhow::Result<&'d File<T>> {
    let file = file.with_context(|| format!("{path} is missing, and nothing can be imported without it"))?;
    if !file.damaged.is_empty() {
        bail!("{path} has errors and cannot be read completely; fix them first: cargo xtask validate {path}");
    }
    Ok(file)
}

/// Tells what cannot be taken over.
fn refused(file: &Path, problems: &[Problem]) -> anyhow::Result<Outcome> {
    let file = file.display();
    let told: String = problems
        .iter()
        .map(|problem| {
            let place = plain(&format!("{file}:{}: {}", problem.line, problem.message));
            format!("{place}\n    {}\n", plain(&problem.help))
        })
        .collect();
    super::print(&told)?;
    bail!("{} in {file}; nothing was written", counted(problems.len(), "problem"))
}

/// The status of an assessment that is new: as it was asked for, else by its edition.
fn status_of(dataset: &Dataset, asked: Option<As>, edition: &str) -> Status {
    let entry = dataset.edition(edition);
    let is_open = entry.and_then(|edition| edition.status.as_deref()) == Some("open");
    let by_edition = if is_open { Status::Draft } else { Status::Published };
    asked.map_or(by_edition, As::status)
}

fn set_status(assessment: &mut Json<'static>, status: Status) {
    if let Json::Object(members) = assessment {
        members.retain(|(name, _)| name != "status");
        members.push(("status".into(), Json::String(status.id().into())));
    }
}

/// The content of the file that is there.
fn parsed(bytes: &[u8], path: &str) -> anyhow::Result<Json<'static>> {
    let body = std::str::from_utf8(bytes).ok().map(without_byte_order_mark);
    let parsed = body.and_then(|body| json::parse(body).ok());
    let fix = || format!("{path} is no JSON that can be read; fix it first: cargo xtask validate {path}");
    Ok(parsed.with_context(fix)?.root.into_owned())
}

/// An assessment with the entries of another in place of its own, and the sources of both.
fn merged(before: &[u8], part: Json<'static>, path: &str) -> anyhow::Result<Json<'static>> {
    let mut whole = parsed(before, path)?;
    let Json::Object(parts) = part else { return Ok(whole) };
    for (field, new) in parts.into_iter().filter(|(field, _)| ["ratings", "sources"].contains(&&**field)) {
        let (Json::Object(members), Json::Object(new)) = (&mut whole, new) else { continue };
        let Some((_, Json::Object(old))) = members.iter_mut().find(|(name, _)| *name == field) else {
            members.push((field, Json::Object(new)));
            continue;
        };
        for (id, value) in new {
            put(old, id, value);
        }
    }
    Ok(whole)
}

fn put(members: &mut Vec<Member<'static>>, name: std::borrow::Cow<'static, str>, value: Json<'static>) {
    match members.iter_mut().find(|(known, _)| *known == name) {
        Some((_, old)) => *old = value,
        None => members.push((name, value)),
    }
}

/// Refuses a place that something else takes.
fn require_free(tree: &Tree, path: &str) -> anyhow::Result<()> {
    match tree.entries().iter().find(|entry| repository::is_under(path, &entry.path)) {
        Some(entry) => bail!("{} is in the way: a folder belongs there, and it is none", entry.path),
        None => Ok(()),
    }
}

//! `release`: prepares the next release of the data, or checks whether what was prepared suits.

mod plan;
mod sections;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use semver::Version;

use self::plan::Plan;
use super::made::Made;
use super::new::parsed;
use super::{Outcome, citation, clock, print, repository};
use crate::render::release::{CHANGELOG_FILE, meaning, notes};
use crate::render::{named, plain};
use bibliography::date::Day;
use dataset::canonical;
use dataset::model::about::About;
use dataset::schema::{ABOUT, Kind};
use dataset::stream::Stream;
use format::json::{Json, Member};
use format::tree::Tree;
use history::git::tag_of;

/// So many characters GitHub takes as the notes of a release.
const MOST_CHARACTERS: usize = 125_000;

/// So many changes that ask for a version are printed.
const PRINTED: usize = 10;

/// What `release` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The release to compare with, by its tag; the default is the greatest tag vX.Y.Z in the history
    #[arg(long, value_name = "TAG")]
    since: Option<String>,
    /// Write nothing; exit with 1 if the version, CHANGELOG.md or CITATION.cff do not suit
    #[arg(long)]
    check: bool,
    /// The day of the release; the default is today
    #[arg(long, value_name = "DATE", value_parser = clock::day, conflicts_with = "check")]
    today: Option<Day>,
    /// Write the notes into this folder as well: notes.md, as much as GitHub takes, and CHANGES-VERSION.md, the whole
    #[arg(long, value_name = "DIR")]
    notes_to: Option<PathBuf>,
}

/// Prepares or checks.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let root = repository::root(named)?;
    let git = repository::git(named)?;
    repository::require_whole_history(&git)?;
    let tree = repository::working_tree(&root)?;
    let about = about(&tree)?;
    let plan = Plan::new(&git, arguments.since.as_deref(), &about)?;
    let (version, date) = match arguments.check {
        // What is written is what is held against the changes.
        true => (
            plan.written.clone().unwrap_or_else(|| plan.version.clone()),
            about.date.as_deref().map(str::to_owned),
        ),
        false => (plan.version.clone(), plan.date(&about, arguments.today)),
    };
    let date = date.unwrap_or_else(|| clock::today_universal().to_string());
    let section = sections::newest(&git, &plan, &version, &date)?;
    let made = made(&root, &tree, &about, (&version, &date), &section.file)?;
    if let Some(folder) = &arguments.notes_to {
        write_notes(&root, folder, &version, &section.section)?;
    }
    if arguments.check { check(&plan, &about, &made) } else { write(&root, &plan, &made) }
}

/// What is said of the dataset in the working tree.
fn about(tree: &Tree) -> anyhow::Result<About> {
    let registers = Stream::new(tree).registers;
    let file = registers.about.as_ref();
    let file = file.with_context(|| {
        format!("{ABOUT} is missing; it holds the title, the licence and the version of the dataset")
    })?;
    if !file.damaged.is_empty() {
        bail!(
            "{ABOUT} has errors and cannot be read completely; fix them first: cargo xtask validate {ABOUT}"
        );
    }
    Ok(file.data.clone())
}

/// The files of a release, as they are and as they are to be.
fn made(
    root: &Path,
    tree: &Tree,
    about: &About,
    (version, date): (&Version, &str),
    changelog: &str,
) -> anyhow::Result<[Made; 3]> {
    let bytes = tree.read(ABOUT)?;
    let mut document = parsed(&bytes, ABOUT)?;
    if let Json::Object(members) = &mut document {
        set(members, "version", version.to_string());
        set(members, "date", date.to_owned());
    }
    let text = canonical::write(&document, Kind::About.schema().shape(), &[]);
    let said = About { version: Some(version.to_string().into()), date: Some(date.into()), ..about.clone() };
    Ok([
        Made::of(root, ABOUT, text)?,
        citation::made(root, &said)?,
        Made::of(root, CHANGELOG_FILE, changelog.to_owned())?,
    ])
}

/// Puts a text at a name; the layout of files gives it its place.
fn set(members: &mut Vec<Member<'_>>, name: &'static str, value: String) {
    members.retain(|(known, _)| known != name);
    members.push((name.into(), Json::String(value.into())));
}

fn write_notes(root: &Path, folder: &Path, version: &Version, section: &str) -> anyhow::Result<()> {
    let folder = std::path::absolute(folder)?;
    let told = named(&folder.display().to_string());
    let folder = folder
        .to_str()
        .with_context(|| format!("the notes cannot be written to {told}: a name in Unicode is needed"))?;
    let whole = format!("CHANGES-{version}.md");
    let files = [("notes.md", notes(section, MOST_CHARACTERS, &whole)), (&*whole, section.to_owned())];
    for (name, text) in files {
        Made::of(root, format!("{folder}/{name}"), text)?.write(root)?;
    }
    Ok(())
}

/// Writes what a release needs, and says what is to be done next.
fn write(root: &Path, plan: &Plan, made: &[Made]) -> anyhow::Result<Outcome> {
    if let Some(tag) = plan.released.as_ref().filter(|_| made.iter().all(Made::is_right)) {
        print(&format!("{} is this commit already; there is nothing to release.\n", plain(&tag.name)))?;
        return Ok(Outcome::Clean);
    }
    let mut out = told(plan);
    out.push_str(&format!("The next release is {}.\n", plan.version));
    for file in made.iter().filter(|file| !file.is_right()) {
        file.write(root)?;
        out.push_str(&format!("written: {}\n", file.path));
    }
    let (tag, files) =
        (tag_of(&plan.version), made.iter().map(|file| &*file.path).collect::<Vec<_>>().join(" "));
    out.push_str(&format!(
        "Look at them, then: git add {files} && git commit --message \"Release {}\" && cargo xtask release --check && git tag --annotate {tag} --message \"{tag}\"\n",
        plan.version
    ));
    print(&out)?;
    Ok(Outcome::Clean)
}

/// Says what the changes ask for, and which of them.
fn told(plan: &Plan) -> String {
    let Some(base) = &plan.base else {
        return match &plan.released {
            Some(tag) => format!("There is no release before {}, which is this commit.\n", plain(&tag.name)),
            None => "There is no earlier release: no tag vX.Y.Z is in the history.\n".to_owned(),
        };
    };
    let mut out = match &plan.asked {
        None => format!("No data changed since {}.\n", plain(&base.name)),
        Some((part, _)) => format!(
            "The changes since {} ask for {}, so for {} at least: {}.\n",
            plain(&base.name),
            part.name(),
            plan.least,
            meaning(*part)
        ),
    };
    let reasons = plan.asked.iter().flat_map(|(_, reasons)| reasons);
    let count = reasons.clone().count();
    reasons.take(PRINTED).for_each(|reason| out.push_str(&format!("  {}\n", plain(reason))));
    if count > PRINTED {
        out.push_str(&format!("  and {} more\n", count - PRINTED));
    }
    out
}

/// Says what does not suit.
fn check(plan: &Plan, about: &About, made: &[Made]) -> anyhow::Result<Outcome> {
    let mut problems = plan.problems();
    if about.date.is_none() {
        problems.push(format!("{ABOUT} names no date of the release"));
    }
    // Where the version is another one, so is all that is made of it.
    if problems.is_empty() {
        let stale = made.iter().filter(|file| file.path != ABOUT && !file.is_right());
        problems.extend(stale.map(|file| match &file.before {
            None => format!("{} is not there", file.path),
            Some(_) => format!("{} is not what would be written now", file.path),
        }));
    }
    let mut out = told(plan);
    if problems.is_empty() {
        let version = plan.written.as_ref().unwrap_or(&plan.version);
        out.push_str(&format!(
            "Version {version}, {CHANGELOG_FILE} and {} suit.\n",
            exchange::citation_file::CITATION_FILE
        ));
        print(&out)?;
        return Ok(Outcome::Clean);
    }
    problems.iter().for_each(|problem| out.push_str(&format!("problem: {}\n", plain(problem))));
    out.push_str("To write the files anew: cargo xtask release\n");
    print(&out)?;
    Ok(Outcome::Problems)
}

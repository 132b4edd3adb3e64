//! `sources add`: takes over sources from programs for references, and says what became of each record.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::commands::{Outcome, clock, named, repository, write};
use crate::render::sources::added;
use crate::render::{self, plain};
use bibliography::csl;
use bibliography::import::{self, Record, Vocabulary};
use bibliography::source::Source;
use dataset::canonical::{self, Rewrite};
use dataset::incoming::{Incoming, Known, sorted_out};
use dataset::schema::Kind;
use dataset::stream::Stream;
use dataset::{AssessmentFile, Dataset};
use format::json::{self, Json, Member};
use format::limits::LARGEST_FILE;
use format::tree::{Tree, read_file};
use rules::validate::validate;

/// What `sources add` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file that another program has exported: CSL-JSON (Zotero, Better BibTeX), BibTeX, BibLaTeX or RIS
    file: PathBuf,
    /// Write them into this assessment, e.g. KHM 2022; without it they are printed as they would stand under "sources"
    #[arg(long, num_args = 2, value_names = ["COUNTRY", "EDITION"])]
    to: Option<Vec<String>>,
    /// Write nothing, and with --to show what would change; without it nothing is written in any case
    #[arg(long)]
    dry_run: bool,
}

/// Prints the sources, or writes them into an assessment.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let root = repository::root(named)?;
    let records = records(&arguments.file)?;
    let tree = repository::working_tree(&root)?;
    let dataset = Dataset::load(&tree);
    let Some(to) = &arguments.to else {
        let incoming = sorted_out(&dataset, None, [], records);
        let said = added::told(&incoming, added::Done::Printed);
        crate::commands::print(&sources_alone(&incoming))?;
        anstream::eprint!("{said}");
        return Ok(Outcome::Clean);
    };
    let [country, edition] = to.as_slice() else { bail!("--to takes a country and an edition") };
    let target = target(&dataset, country, edition)?;
    let before = tree.read(&target.path)?.into_owned();
    let text = readable(&target.path, &before, &dataset)?;
    let document = json::parse(&text).ok().with_context(|| format!("{} is no JSON", target.path))?;
    let there = document.root.get("sources").map_or(&[][..], Json::members);
    let taken: Vec<String> = there.iter().map(|(id, _)| id.to_string()).collect();
    let incoming = sorted_out(&dataset, Some(target), taken, records);
    let after = with_sources(document.root, &incoming, &target.path, &dataset)?;
    if arguments.dry_run {
        let diff = render::fmt::diff(&target.path, &String::from_utf8_lossy(&before), &after);
        let said = added::told(&incoming, added::Done::WouldBeAdded(&target.path));
        crate::commands::print(&format!("{said}{diff}"))?;
        return Ok(Outcome::Clean);
    }
    if after.as_bytes() != before {
        write::replace(&root, &target.path, &before, &after)?;
    }
    let open = open_points(&repository::working_tree(&root)?, target, &incoming);
    let said = added::told(&incoming, added::Done::Added(&target.path));
    crate::commands::print(&format!("{said}{open}"))?;
    Ok(Outcome::Clean)
}

/// The records of a file.
fn records(file: &Path) -> anyhow::Result<Vec<Record>> {
    let name = file.display();
    let bytes = read_file(file, LARGEST_FILE).with_context(|| {
        format!("{name} cannot be read; of a large library export only the works that you need")
    })?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        anyhow::anyhow!("{name}:{line}: this is no UTF-8 text; export the works again as UTF-8 (Unicode)")
    })?;
    let schema = Kind::Assessment.schema();
    let vocabulary = Vocabulary {
        has_field: &|field| schema.source_has_field(field),
        has_type: &|kind| schema.source_has_type(kind),
    };
    import::read(text, vocabulary)
        .map_err(|error| anyhow::anyhow!("{name}:{}: {}", error.line, error.message))
}

fn target<'d>(dataset: &'d Dataset, country: &str, edition: &str) -> anyhow::Result<&'d AssessmentFile> {
    let files = named::assessments(dataset, Some(country), Some(edition))?;
    files.first().copied().with_context(|| {
        format!("there is no assessment of {country} in {edition}; begin one with: cargo xtask new {country} {edition}")
    })
}

/// A file's text, if it can be written anew without losing anything.
fn readable(path: &str, bytes: &[u8], dataset: &Dataset) -> anyhow::Result<String> {
    match canonical::rewrite(bytes, Kind::Assessment, &dataset.indicators_of(path)) {
        Rewrite::AsItIs => Ok(String::from_utf8_lossy(bytes).into_owned()),
        Rewrite::To(text) => Ok(text),
        Rewrite::Refused(why) => bail!(
            "{} is left as it is: {why}. Correct that first: cargo xtask validate {}",
            render::named(path),
            render::named(path)
        ),
    }
}

/// The file with those sources that it does not have.
fn with_sources(
    mut root: Json<'_>,
    incoming: &[Incoming<'_>],
    path: &str,
    dataset: &Dataset,
) -> anyhow::Result<String> {
    let Json::Object(members) = &mut root else { bail!("{path} is no object") };
    if !members.iter().any(|(name, _)| name == "sources") {
        members.push(("sources".into(), Json::Object(Vec::new())));
    }
    let sources = members.iter_mut().find(|(name, _)| name == "sources").map(|(_, value)| value);
    let Some(Json::Object(sources)) = sources else {
        bail!("\"sources\" in {path} is no group; correct that first: cargo xtask validate {path}");
    };
    for one in incoming {
        match one.known {
            Known::Nowhere => sources.push(member(&one.id, &one.record.source)),
            Known::Elsewhere(_, source) => sources.push(member(&one.id, source)),
            Known::Here | Known::Before => {}
        }
    }
    let after = canonical::write(&root, Kind::Assessment.schema().shape(), &dataset.indicators_of(path));
    match canonical::too_large(after.len() as u64) {
        Some(why) => bail!("with these sources {why}"),
        None => Ok(after),
    }
}

fn member(id: &str, source: &Source) -> Member<'static> {
    let mut described = csl::item(id, source);
    if let Some(members) = described.as_object_mut() {
        members.remove("id");
    }
    (id.to_owned().into(), described.into())
}

/// The sources as they would stand in a file.
fn sources_alone(incoming: &[Incoming<'_>]) -> String {
    let new = incoming.iter().filter(|one| !matches!(one.known, Known::Before));
    let all = Json::Object(new.map(|one| member(&one.id, &one.record.source)).collect());
    let shape = Kind::Assessment.schema().shape().member("sources");
    canonical::fragment(&all, shape, &[], 0) + "\n"
}

/// What the rules have to say of the sources that came in, but that nothing cites them yet.
fn open_points(tree: &Tree, target: &AssessmentFile, incoming: &[Incoming<'_>]) -> String {
    let found = validate(&Stream::new(tree), clock::today());
    let mut open = String::new();
    for diagnostic in &found.diagnostics {
        let mut tokens = diagnostic.location.pointer().map(|pointer| pointer.tokens()).into_iter().flatten();
        let is_of_sources = tokens.next().is_some_and(|field| field == "sources");
        let Some(id) = tokens.next().filter(|_| is_of_sources && diagnostic.location.path == target.path)
        else {
            continue;
        };
        let is_new =
            |one: &Incoming<'_>| one.id == *id && matches!(one.known, Known::Nowhere | Known::Elsewhere(..));
        let is_unused = diagnostic.name == "source-never-cited";
        if !is_unused && incoming.iter().any(is_new) {
            let severity = diagnostic.severity.word();
            open.push_str(&plain(&format!("{severity}[{}] {id}: {}", diagnostic.code, diagnostic.message)));
            open.push('\n');
        }
    }
    open
}

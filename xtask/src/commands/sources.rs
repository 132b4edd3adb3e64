//! `sources`: the register of sources, and the notes and bibliography of assessments.

mod add;

use std::collections::HashSet;
use std::path::Path;

use clap::{Args, Subcommand, ValueEnum};

use super::{Outcome, named, repository, unread};
use crate::render::fitted;
use crate::render::sources::{self, human, json, notes};
use dataset::AssessmentFile;
use dataset::register::Register;
use format::pointer::Pointer;

/// What `sources` takes.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Option<SourcesVerb>,
    /// Only this country, by its code or a name of it, e.g. KHM
    #[arg(long)]
    country: Option<String>,
    /// Only this edition, e.g. 2022
    #[arg(long)]
    edition: Option<String>,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum SourcesVerb {
    /// Take over sources from Zotero or another program for references
    Add(add::Arguments),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: every work with the entries that cite it, by publisher and year
    #[default]
    Human,
    /// For programs: one object, as described in schema/output/sources.schema.json
    Json,
    /// For Zotero, Pandoc and others: CSL-JSON
    Csl,
    /// For LaTeX: BibTeX, as biblatex reads it
    Bibtex,
    /// For people: the numbered notes of each assessment as printed, and its bibliography
    Notes,
}

/// Lists and prints what can be read; what cannot is named on standard error, and the command fails.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    if let Some(SourcesVerb::Add(arguments)) = &arguments.verb {
        return add::run(named, arguments);
    }
    let dataset = repository::dataset(named)?;
    let words = arguments.country.iter().chain(&arguments.edition).map(String::as_str);
    let command = |country: Option<&str>, edition: &str| {
        let country = country.map(|code| format!(" --country {code}")).unwrap_or_default();
        format!("cargo xtask sources{country} --edition {edition}")
    };
    let (country, edition) = named::country_and_edition(&dataset, words, command)?;
    let asked = named::assessments(&dataset, country, edition)?;
    let paths: HashSet<&str> = asked.iter().map(|file| &*file.path).collect();
    let is_wanted = |file: &AssessmentFile| paths.contains(&*file.path);
    let register = || Register::new(&dataset, is_wanted);
    let text = match arguments.format {
        Format::Human => human::render(&register(), super::width()),
        Format::Json => json::render(&register()),
        Format::Csl => sources::csl(&register()),
        Format::Bibtex => sources::bibtex(&register()),
        Format::Notes => {
            let of =
                |file: &&AssessmentFile| notes::render(file, named::country_name(&dataset, &file.country));
            fitted(&asked.iter().map(of).collect::<Vec<_>>().join("\n"), super::width())
        }
    };
    super::print(&text)?;
    let country = country.and(asked.first()).map(|file| &*file.country);
    let lost_files = unread::tell_unread(&dataset, &|path| unread::concerns(path, country, edition));
    let left_out = unread::tell_left_out(&dataset, asked.iter().copied(), &is_of_sources);
    unread::require_nothing_left_out(lost_files, left_out)?;
    Ok(Outcome::Clean)
}

/// Whether a value of an assessment has to do with its sources and notes.
fn is_of_sources(pointer: &Pointer) -> bool {
    let tokens: Vec<_> = pointer.tokens().take(3).collect();
    match tokens.iter().map(|token| &**token).collect::<Vec<_>>().as_slice() {
        ["ratings", _, field] => ["rationale", "footnotes", "errata"].contains(field),
        ["sources" | "errata" | "ratings" | "document", ..] => true,
        _ => false,
    }
}

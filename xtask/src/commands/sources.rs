//! `sources`: the register of sources, and the notes and bibliography of assessments.

use std::path::Path;

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::{Outcome, repository};
use crate::dataset::{AssessmentFile, Dataset};
use crate::register::Register;
use crate::render::sources::{bibtex, csl, human, json, notes};

/// What `sources` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
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

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: every work with what rests on it, by publisher and year
    #[default]
    Human,
    /// For programs: one object
    Json,
    /// For Zotero, Pandoc and others: CSL-JSON
    Csl,
    /// For LaTeX: BibTeX, as biblatex reads it
    Bibtex,
    /// For people: the numbered notes of each assessment as printed, and its bibliography
    Notes,
}

/// Lists and prints.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let root = repository::root(named)?;
    let tree = repository::working_tree(&root)?;
    let dataset = Dataset::load(&tree);
    let country =
        arguments.country.as_deref().map(|named| repository::country(&dataset, named)).transpose()?;
    let of_country: Vec<&AssessmentFile> = dataset
        .assessments
        .iter()
        .filter(|file| country.is_none_or(|country| *file.country == *country))
        .collect();
    let is_wanted = |file: &AssessmentFile| {
        country.is_none_or(|country| *file.country == *country)
            && arguments.edition.as_deref().is_none_or(|edition| *file.edition == *edition)
    };
    if !of_country.iter().any(|file| is_wanted(file)) {
        match arguments.edition.as_deref() {
            Some(edition) if !of_country.is_empty() => bail!(
                "there is no assessment {}in an edition \"{edition}\"; there are: {}",
                country.map(|country| format!("of {country} ")).unwrap_or_default(),
                repository::listed(of_country.iter().map(|file| &*file.edition).collect())
            ),
            _ => bail!("nothing to list: there is no assessment under dataset/assessments/"),
        }
    }
    let register = || Register::new(&dataset, is_wanted);
    let text = match arguments.format {
        Format::Human => human::render(&register(), super::width()),
        Format::Json => json::render(&register()),
        Format::Csl => csl::render(&register()),
        Format::Bibtex => bibtex::render(&register()),
        Format::Notes => of_country
            .iter()
            .filter(|file| is_wanted(file))
            .map(|file| notes::render(file, name(&dataset, &file.country)))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    super::print(&text)?;
    Ok(Outcome::Clean)
}

fn name<'d>(dataset: &'d Dataset, country: &'d str) -> &'d str {
    dataset.countries.as_ref().map_or(country, |file| file.data.name(country))
}

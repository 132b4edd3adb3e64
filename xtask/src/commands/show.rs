//! `show`: an assessment as a person reads it; its Markdown is read back by `import`.

use std::path::Path;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use super::{Outcome, named, repository, unread};
use crate::render::show::{html, human, json, page};
use dataset::canonical;
use dataset::schema::Kind;
use dataset::{AssessmentFile, Dataset};
use exchange::Subject;
use exchange::markdown::{self, Part};
use format::json::{self as values, Json};

/// What `show` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The country, by its code or a name of it, e.g. KHM
    country: String,
    /// The edition, e.g. 2022; it may be left out where there is but one
    edition: Option<String>,
    /// Only this indicator, by its id or title
    #[arg(long)]
    indicator: Option<String>,
    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people at a terminal
    #[default]
    Human,
    /// For writers: pandoc's Markdown, with everything in it, which cargo xtask import reads back
    Markdown,
    /// For readers: one page that needs nothing else
    Html,
    /// For programs: one object, as described in schema/output/show.schema.json
    Json,
}

/// Shows what can be read; what cannot is named on standard error, and the command fails.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let root = repository::root(named)?;
    let tree = repository::working_tree(&root)?;
    let dataset = Dataset::load(&tree);
    let command = named::in_two_words("show");
    let words = [&arguments.country].into_iter().chain(&arguments.edition).map(String::as_str);
    let (country, edition) = named::country_and_edition(&dataset, words, &command)?;
    let asked = named::assessments(&dataset, country, edition)?;
    let file = *asked.first().context("an assessment was found")?;
    if asked.len() > 1 {
        let last = asked.last().copied().unwrap_or(file);
        let example = command(Some(&last.country), &last.edition);
        if country.is_none() {
            let countries: Vec<&str> = asked.iter().map(|file| &*file.country).collect();
            bail!(
                "name the country as well; in {} there are: {}; such as: {example}",
                file.edition,
                countries.join(", ")
            );
        }
        let editions: Vec<&str> = asked.iter().map(|file| &*file.edition).collect();
        bail!(
            "name the edition of {} as well; there are: {}; such as: {example}",
            file.country,
            editions.join(", ")
        );
    }
    let named = arguments.indicator.as_deref();
    let indicator = named.map(|named| named::indicator(&[&dataset], named)).transpose()?;
    if let Some(id) = indicator
        && !file.data.ratings.contains(id)
    {
        bail!("{} has no entry for {id}", file.path);
    }
    if arguments.format == Format::Markdown {
        let bytes = tree.read(&file.path)?;
        let part = indicator.map_or(Part::Whole, Part::Indicator);
        super::print(&two_way(&dataset, file, &bytes, part)?)?;
        return Ok(Outcome::Clean);
    }
    let page = page::page(&dataset, file, indicator);
    let text = match arguments.format {
        Format::Human => human::render(&page, super::width().map_or(80, usize::from).min(100)),
        Format::Html => html::render(&page),
        Format::Json | Format::Markdown => json::render(&page),
    };
    super::print(&text)?;
    let lost_files = unread::tell_unread(&dataset, &|path| {
        unread::concerns(path, Some(&file.country), Some(&file.edition))
    });
    let left_out = unread::tell_left_out(&dataset, [file], &|_| true);
    unread::require_nothing_left_out(lost_files, left_out)?;
    Ok(Outcome::Clean)
}

/// The Markdown of an assessment, which has to be read back as the same file.
fn two_way(dataset: &Dataset, file: &AssessmentFile, bytes: &[u8], part: Part<'_>) -> anyhow::Result<String> {
    let path = &*file.path;
    let parsed = std::str::from_utf8(bytes).ok().and_then(|text| values::parse(text).ok());
    let root = parsed.with_context(|| format!("{path} has just been changed; run this again"))?.root;
    let framework = dataset.framework_of(&file.edition);
    let framework = framework.with_context(|| {
        format!(
            "the framework of the edition {} cannot be read, and it has the titles; run cargo xtask validate",
            file.edition
        )
    })?;
    let subject = Subject {
        country: &file.country,
        country_name: named::country_name(dataset, &file.country),
        edition: &file.edition,
        framework: &framework.data,
    };
    let text = markdown::write(&root, &subject, part);
    // What a draft lacks is no reason to refuse it; what would be lost is one.
    let indicators: Vec<&str> = framework.data.indicators.ids().collect();
    let shape = Kind::Assessment.schema().shape();
    let canonical = |json: &Json<'_>| canonical::write(&part.of(json), shape, &indicators);
    let is_same = markdown::read(&text, &subject).is_ok_and(|back| canonical(&back) == canonical(&root));
    match is_same {
        true => Ok(text),
        false if file.damaged.is_empty() => bail!(
            "{path} has something that Markdown cannot show; run cargo xtask validate {path}, and edit the file itself"
        ),
        false => bail!(
            "{path} has errors, and Markdown would lose what they hide; fix them first: cargo xtask validate {path}"
        ),
    }
}

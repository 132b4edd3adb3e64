//! `diff`: what differs between two editions, between two commits, or between a commit and the working tree.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use super::words::{Words, in_shell};
use super::{Outcome, editions, lines, named, repository, unread};
use crate::render::diff::page::page;
use crate::render::diff::{html, human, json, markdown};
use crate::render::markdown::code;
use crate::render::plain;
use dataset::Dataset;
use dataset::schema::Kind;
use diff::{Diff, compare_by, compare_editions};
use history::git::Base;

/// What `diff` takes.
#[derive(Debug, Args)]
#[command(after_help = "\
Between editions:  diff KHM 2019 2022   one country
                   diff 2019 2022       all countries
Between commits:   diff A..B            two commits, branches or tags
                   diff A...B           what B did since it left A
                   diff A..             from A to the files as they are now")]
pub(super) struct Arguments {
    /// Two editions, preceded by a country to compare that country alone; or a range of commits such as main..HEAD
    #[arg(required = true, num_args = 1..=3, value_name = "WHAT")]
    what: Vec<String>,
    /// Only this country, by its code or a name of it
    #[arg(long)]
    country: Option<String>,
    /// Only this indicator, by its id or title
    #[arg(long)]
    indicator: Option<String>,
    /// Exit with 1 if anything differs
    #[arg(long)]
    exit_code: bool,
    /// How to print what differs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people at a terminal
    #[default]
    Human,
    /// For a pull request: tables, with details folded, kept within GitHub's size limit
    Markdown,
    /// For programs: one object, as described in schema/output/diff.schema.json
    Json,
    /// One web page that needs no other files
    Html,
}

/// The two sides that somebody asks for.
enum Comparison<'a> {
    Editions { country: Option<&'a str>, from: &'a str, to: &'a str },
    Commits { from: &'a str, to: Option<&'a str>, base: Base },
}

/// Compares and prints.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    match asked(named, &arguments.what)? {
        Comparison::Editions { country: Some(country), .. } if arguments.country.is_some() => {
            bail!("\"{country}\" and --country name a country each; leave one out")
        }
        Comparison::Editions { country, from, to } => between_editions(named, country, [from, to], arguments),
        Comparison::Commits { from, to, base } => {
            // Who named editions in the form of commits is told how they are compared, if there are no such commits.
            between_commits(named, from, to, base, arguments)
                .map_err(|why| editions::meant_by_range(named, &arguments.what[0], why, &command_of_editions))
        }
    }
}

fn between_editions(
    named: Option<&Path>,
    country: Option<&str>,
    [from, to]: [&str; 2],
    arguments: &Arguments,
) -> anyhow::Result<Outcome> {
    let root = repository::root(named)?;
    let dataset = Dataset::load_to_compare(&repository::working_tree(&root)?);
    let is_short = country.is_none();
    if is_short {
        editions::require_no_country(&dataset, [from, to], &command_of_editions)?;
    }
    let country = country.or(arguments.country.as_deref());
    let known = editions::require_editions(&dataset, country, [from, to]);
    if is_short {
        known.with_context(|| hint(from, to))?;
    } else {
        known?;
    }
    let country = country.map(|country| named::country(&dataset, country)).transpose()?;
    let mut diff = compare_editions(&dataset, country, from, to);
    limit(&mut diff, &[&dataset], arguments)?;
    // What is missing of the assessments that are compared is told in the comparison.
    let is_other =
        |path: &str| Kind::of(path) != Some(Kind::Assessment) && unread::concerns(path, country, None);
    let lost_files = unread::tell_unread(&dataset, &is_other);
    let outcome = print(&diff, &format!("editions {from} and {to}"), arguments)?;
    unread::require_nothing_left_out(lost_files, 0)?;
    Ok(outcome)
}

fn between_commits(
    named: Option<&Path>,
    from: &str,
    to: Option<&str>,
    base: Base,
    arguments: &Arguments,
) -> anyhow::Result<Outcome> {
    let git = repository::git(named)?;
    let (states, ways) = lines::states_with_ways(&git, from, to, base)?;
    let mut diff = compare_by(&ways, &states.before, &states.after);
    diff.cautions.extend(repository::cut_off(&git, &states.base, to.unwrap_or("HEAD")));
    if arguments.country.is_some() || arguments.indicator.is_some() {
        let unread = states.unread_registers(&git)?;
        let known: Vec<&Dataset> = [&states.after, &states.before].into_iter().chain(&unread).collect();
        limit(&mut diff, &known, arguments)?;
    }
    print(&diff, &format!("{from} and {}", to.unwrap_or("the files as they are now")), arguments)
}

/// Reads what was asked for: one word is a range of commits, others name editions and perhaps a country, in any order.
fn asked<'w>(named: Option<&Path>, what: &'w [String]) -> anyhow::Result<Comparison<'w>> {
    if let [word] = what {
        let (from, to, base) = match (word.split_once("..."), word.split_once("..")) {
            (Some((from, to)), _) => (from, to, Base::MergeBase),
            (None, Some((from, to))) => (from, to, Base::Revision),
            (None, None) => bail!("{}", editions::meant_by_word(named, word, &command_of_editions)),
        };
        let from = if from.is_empty() { "HEAD" } else { from };
        return Ok(Comparison::Commits { from, to: (!to.is_empty()).then_some(to), base });
    }
    let Words { countries, editions } = Words::read_with_ranges(what.iter().map(String::as_str));
    match (&*countries, &*editions) {
        (countries, [from, to]) => {
            let country = editions::one_country(named, countries, [from, to], &command_of_editions)?;
            Ok(Comparison::Editions { country, from, to })
        }
        ([], [from, .., to]) => {
            let command = command_of_editions(None, [from, to]);
            bail!("two editions are compared, and {} are named; write, such as: {command}", editions.len())
        }
        _ => match what {
            [range, country] | [country, range] if range.contains("..") => {
                let (range, country) = (in_shell(range), in_shell(country));
                bail!("a range of commits stands alone; write: cargo xtask diff {range} --country {country}")
            }
            [from, to] => Ok(Comparison::Editions { country: None, from, to }),
            [country, from, to] => Ok(Comparison::Editions { country: Some(country), from, to }),
            _ => bail!("name two editions, or a range of commits"),
        },
    }
}

/// The command that compares two editions.
fn command_of_editions(country: Option<&str>, [from, to]: [&str; 2]) -> String {
    let country = country.map(|code| format!("{code} ")).unwrap_or_default();
    format!("cargo xtask diff {country}{from} {to}")
}

/// What is said before it is said which editions there are: who named commits may have meant them.
fn hint(from: &str, to: &str) -> String {
    format!("these are taken for editions (for commits write {from}..{to})")
}

/// Leaves what is about the country and the indicator that are asked for, which have to be known.
fn limit(diff: &mut Diff<'_>, known: &[&Dataset], arguments: &Arguments) -> anyhow::Result<()> {
    let country = arguments.country.as_deref();
    let country = country.map(|named| named::country_in_any(known, named)).transpose()?;
    let indicator = arguments.indicator.as_deref().map(|named| named::indicator(known, named)).transpose()?;
    diff.limit(country, indicator);
    Ok(())
}

fn print(diff: &Diff<'_>, sides: &str, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let text = match arguments.format {
        Format::Human => human::render(&page(diff), super::width()),
        Format::Markdown => {
            let words: Vec<String> = arguments.what.iter().map(|word| in_shell(word)).collect();
            let command = format!("cargo xtask diff {}", words.join(" "));
            markdown::render(&page(diff), &format!("The whole: {}", code(&command)))
        }
        Format::Json => json::render(diff),
        Format::Html => html::render(&page(diff), &format!("What differs between {sides}")),
    };
    super::print(&text)?;
    match (unread::lost(&diff.not_compared), diff.is_empty()) {
        // Where something makes the comparison unsafe, the page says how far it goes.
        (None, true) if diff.cautions.is_empty() => {
            let _ = writeln!(anstream::stderr(), "No difference between {}.", plain(sides));
        }
        (None, _) => {}
        (Some(lost), true) => bail!("could not compare {lost}; nothing else differs"),
        (Some(lost), false) => bail!("could not compare {lost}; the rest is shown"),
    }
    Ok(if arguments.exit_code && !diff.is_empty() { Outcome::Problems } else { Outcome::Clean })
}

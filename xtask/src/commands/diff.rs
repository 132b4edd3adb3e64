//! `diff`: what differs between two editions, between two commits, or between a commit and the working tree.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};

use super::{Outcome, editions, named, repository, unread};
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
    match asked(&arguments.what)? {
        Comparison::Editions { country: Some(country), .. } if arguments.country.is_some() => {
            bail!("\"{country}\" and --country name a country each; leave one out")
        }
        Comparison::Editions { country, from, to } => {
            let root = repository::root(named)?;
            let dataset = Dataset::load_to_compare(&repository::working_tree(&root)?);
            let is_short = country.is_none();
            if is_short {
                let command =
                    |code: &str, [from, to]: [&str; 2]| format!("cargo xtask diff {code} {from} {to}");
                editions::require_no_country(&dataset, [from, to], command)?;
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
            let is_other = |path: &str| {
                Kind::of(path) != Some(Kind::Assessment) && unread::concerns(path, country, None)
            };
            let lost_files = unread::tell_unread(&dataset, &is_other);
            let outcome = print(&diff, &format!("editions {from} and {to}"), arguments)?;
            unread::require_nothing_left_out(lost_files, 0)?;
            Ok(outcome)
        }
        Comparison::Commits { from, to, base } => {
            let git = repository::git(named)?;
            let states = repository::states(&git, from, to, base)?;
            let ends = ((&*states.base, &states.before), (to.unwrap_or("HEAD"), &states.after));
            let ways = repository::ways(&git, ends.0, ends.1);
            let mut diff = compare_by(&ways, &states.before, &states.after);
            diff.cautions.extend(repository::cut_off(&git, ends.0.0, ends.1.0));
            if arguments.country.is_some() || arguments.indicator.is_some() {
                let unread = states.unread_registers(&git)?;
                let known: Vec<&Dataset> =
                    [&states.after, &states.before].into_iter().chain(&unread).collect();
                limit(&mut diff, &known, arguments)?;
            }
            print(&diff, &format!("{from} and {}", to.unwrap_or("the files as they are now")), arguments)
        }
    }
}

/// Reads what was asked for: one word is a range of commits, two or three name editions.
fn asked(what: &[String]) -> anyhow::Result<Comparison<'_>> {
    match what {
        [range] => {
            let (from, to, base) = match (range.split_once("..."), range.split_once("..")) {
                (Some((from, to)), _) => (from, to, Base::MergeBase),
                (None, Some((from, to))) => (from, to, Base::Revision),
                (None, None) => bail!(
                    "\"{range}\" is no range; write {range}.. to compare it with the files as they are now, or two editions such as 2019 2022"
                ),
            };
            let from = if from.is_empty() { "HEAD" } else { from };
            Ok(Comparison::Commits { from, to: (!to.is_empty()).then_some(to), base })
        }
        [from, to] => Ok(match [from, to].map(|word| named::country_and_edition(word, None)) {
            [(country, Some(from)), (other, Some(to))] if country.eq_ignore_ascii_case(other) => {
                Comparison::Editions { country: Some(country), from, to }
            }
            _ => Comparison::Editions { country: None, from, to },
        }),
        [country, from, to] => Ok(Comparison::Editions { country: Some(country), from, to }),
        _ => bail!("name two editions, or a range of commits"),
    }
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
            let command = format!("cargo xtask diff {}", arguments.what.join(" "));
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

//! `edition open`: enters an edition in the register, with the countries that are expected, and begins drafts if asked.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::{list, put, register, text};
use crate::commands::new::{self, NewDraft, whole};
use crate::commands::{Outcome, named, print, repository, write};
use crate::render::{counted, plain};
use dataset::Dataset;
use dataset::schema::{EDITIONS, is_edition_id};
use format::json::Json;

/// What `edition open` takes.
#[derive(Debug, Args)]
pub(in crate::commands) struct Arguments {
    /// The id of the new edition: a year, or a year and the last two digits of the next one, e.g. 2026
    id: String,
    /// The edition that it follows, whose framework and countries it takes over, e.g. 2022
    #[arg(long, value_name = "ID")]
    from: String,
    /// The title for readers; the default is "ID assessment"
    #[arg(long)]
    title: Option<String>,
    /// Another framework than that of the earlier edition, e.g. apr2p-2019
    #[arg(long, value_name = "ID")]
    framework: Option<String>,
    /// A country that is to be assessed as well, by its code or a name of it; can be given several times
    #[arg(long, value_name = "COUNTRY")]
    country: Vec<String>,
    /// Begin a draft for each country: carried over where there is an assessment to carry over, or empty
    #[arg(long, value_enum, value_name = "KIND")]
    drafts: Option<Drafts>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Drafts {
    /// From the assessment of the earlier edition, each entry to be confirmed; empty where there is none
    Carried,
    /// With nothing filled in
    Empty,
}

/// Enters the edition and begins its drafts. Nothing is written unless all can be made; if writing is cut off, it is told what was
/// written, and how to go on.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let root = repository::root(named)?;
    let tree = repository::working_tree(&root)?;
    let dataset = Dataset::load(&tree);
    let (id, from) = (arguments.id.trim(), arguments.from.trim());
    let editions = &whole(dataset.editions.as_ref(), EDITIONS)?.data.editions;
    if editions.contains(id) {
        bail!("there is an edition {id} already; to see how far it is: cargo xtask status {id}");
    }
    if !is_edition_id(id) || id.split_once('-').is_some_and(|(from, to)| !is_next_year(from, to)) {
        bail!(
            "\"{id}\" is no id of an edition; write a year, or a year and the last two digits of the next one, such as 2026 or 2026-27"
        );
    }
    let Some(earlier) = editions.get(from) else {
        bail!("{}", named::unknown_edition(from, editions.ids()));
    };
    if id < from {
        bail!("the edition {id} would follow {from}, which is later");
    }
    // The countries that are expected are those that were assessed, and their assessments are carried over.
    named::require_checked_out(&dataset, None, Some(from))?;
    let framework = arguments.framework.as_deref().or(earlier.framework.as_deref()).unwrap_or_default();
    if dataset.framework(framework).is_none() {
        bail!("there is no framework \"{framework}\" under dataset/frameworks/");
    }
    let mut countries: BTreeSet<String> = earlier.countries.iter().map(|code| code.to_string()).collect();
    let assessed = dataset.assessments.iter().filter(|file| *file.edition == *from);
    countries.extend(assessed.map(|file| file.country.to_string()));
    for named in &arguments.country {
        countries.insert(named::registered_country(&dataset, named.trim())?.to_owned());
    }
    let title = arguments.title.clone().unwrap_or_else(|| format!("{id} assessment"));
    let after = register(&tree, &dataset, |editions| {
        let mut entry = Vec::new();
        put(&mut entry, "title", text(&title));
        put(&mut entry, "status", text("open"));
        put(&mut entry, "framework", text(framework));
        put(&mut entry, "previous", text(from));
        if !countries.is_empty() {
            put(&mut entry, "countries", list(countries.iter().cloned()));
        }
        // In order of time, and in any case after the one that it follows.
        let earlier = editions.iter().rposition(|(known, _)| &**known < id || *known == from);
        editions.insert(earlier.map_or(0, |place| place + 1), (id.to_owned().into(), Json::Object(entry)));
    })?;
    let before = tree.read(EDITIONS)?.into_owned();
    let tree = tree.with_files([(EDITIONS.to_owned(), after.clone().into_bytes())]);
    let dataset = Dataset::load(&tree);
    if let Some(fault) = dataset.faults_of(EDITIONS).first() {
        bail!("the edition cannot be entered: {}", fault.report.message);
    }
    let begin = |country: &String, drafts: Drafts| {
        let is_there = dataset.assessment(country, from).is_some();
        let from = Some(from).filter(|_| is_there && drafts == Drafts::Carried);
        let command = format!("cargo xtask new {country} {id}");
        let command = command + &from.map(|from| format!(" --from {from}")).unwrap_or_default();
        Ok((command, new::begin(&tree, &dataset, country, id, from)?))
    };
    let drafts =
        arguments.drafts.map(|drafts| countries.iter().map(|country| begin(country, drafts)).collect());
    let drafts: Vec<(String, NewDraft)> = drafts.unwrap_or_else(|| anyhow::Ok(Vec::new()))?;
    write::replace(&root, EDITIONS, &before, &after)?;
    let expected = match countries.len() {
        0 => "no country is expected so far".to_owned(),
        count => {
            let codes: Vec<&str> = countries.iter().map(String::as_str).collect();
            format!("{} expected: {}", counted(count, "country"), codes.join(", "))
        }
    };
    let mut told = format!("opened {id}, after {from}, with the framework {framework}; {expected}.\n");
    for (nth, (_, draft)) in drafts.iter().enumerate() {
        if let Err(error) = write::create(&root, &draft.path, &draft.text) {
            told.push_str("Not begun, because a file cannot be written; once it can be, run:\n");
            drafts[nth..].iter().for_each(|(command, _)| told.push_str(&format!("  {command}\n")));
            print(&lines(&told))?;
            return Err(error);
        }
        told.push_str(&format!("wrote {}: {}.\n", draft.path, draft.told));
    }
    told.push_str(&format!("Next: cargo xtask status {id}\n"));
    print(&lines(&told))?;
    Ok(Outcome::Clean)
}

/// The lines of a text, with what is not to be printed taken out.
fn lines(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", plain(line))).collect()
}

/// Whether two figures are the last of the year after another.
fn is_next_year(from: &str, to: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().ok();
    number(from).zip(number(to)).is_some_and(|(from, to)| (from + 1) % 100 == to)
}

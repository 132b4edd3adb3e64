//! `new`: writes a draft to fill in, or one that is carried over from an earlier edition.

use dataset::assessment_id::AssessmentId;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use clap::Args;

use super::{Outcome, named, repository, write};
use crate::render::{counted, plain};
use dataset::canonical;
use dataset::draft::{self, CarriedDraft, DraftSubject, Earlier};
use dataset::meant::meant;
use dataset::model::edition::Editions;
use dataset::schema::{COUNTRIES, EDITIONS, Kind};
use dataset::succession::{Regrouped, Replacements};
use dataset::{AssessmentFile, Dataset, File};
use format::json::{self, Json};
use format::pointer::Pointer;
use format::text;
use format::tree::Tree;

/// What `new` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The country, by its code or a name of it, e.g. KHM
    country: String,
    /// The edition, which has to be in dataset/editions.json and open, e.g. 2026
    edition: String,
    /// Carry ratings, rationales, footnotes and sources over from this earlier edition, and mark each entry as carried:
    /// `validate` then lists what is left to confirm
    #[arg(long, value_name = "EDITION")]
    from: Option<String>,
}

/// A draft that can be written.
pub(super) struct NewDraft {
    /// The path of its file.
    pub(super) path: String,
    /// What stands in it.
    pub(super) text: String,
    /// What it is, in a few words.
    pub(super) told: String,
    /// What else is to be known, a line each.
    pub(super) notes: Vec<String>,
}

/// Writes the draft, and says where it is and what comes next.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let root = repository::root(named)?;
    let tree = repository::working_tree(&root)?;
    let dataset = Dataset::load(&tree);
    let NewDraft { path, text, told, notes } =
        begin(&tree, &dataset, &arguments.country, &arguments.edition, arguments.from.as_deref())?;
    write::create(&root, &path, &text)?;
    super::print(&format!("wrote {path}: {told}.\nNext: cargo xtask validate {path}\n"))?;
    for note in notes {
        let _ = writeln!(anstream::stderr(), "{}", plain(&note));
    }
    Ok(Outcome::Clean)
}

/// Begins a draft, empty or from an earlier edition.
///
/// # Errors
/// A draft that cannot be made, or whose place is taken.
pub(super) fn begin(
    tree: &Tree,
    dataset: &Dataset,
    country: &str,
    edition: &str,
    from: Option<&str>,
) -> anyhow::Result<NewDraft> {
    let replacements = dataset.replacements();
    let subject = subject(dataset, &replacements, country, edition)?;
    let path = AssessmentId::new(subject.country, subject.edition).path();
    if Kind::of(&path) != Some(Kind::Assessment) {
        bail!(
            "{path} is no path for an assessment; correct the code of the country or the id of the edition"
        );
    }
    if let Some(entry) = tree.entries().iter().find(|entry| repository::is_under(&path, &entry.path)) {
        match &*entry.path {
            there if there == path => {
                named::require_checked_out(dataset, Some(subject.country), Some(subject.edition))?;
                bail!("{path} is there already, and is never overwritten; go on with it, or delete it first")
            }
            there => bail!("{there} is in the way: a folder belongs there, and it is none"),
        }
    }
    let indicators: Vec<&str> = subject.framework.indicators.ids().collect();
    let text = |draft: &Json<'_>| canonical::write(draft, Kind::Assessment.schema().shape(), &indicators);
    let Some(from) = from else {
        return Ok(NewDraft {
            text: text(&draft::empty(&subject)),
            told: format!("{}, none of them filled in yet", counted(indicators.len(), "indicator")),
            notes: hint(dataset, &subject, &path),
            path,
        });
    };
    let source = source(dataset, &subject, from)?;
    require_previous(dataset, &subject)?;
    let bytes = tree.read(&source.file.path)?;
    let json = parsed(&bytes, &source.file.path)?;
    let framework = dataset.framework_of(&source.edition).map(|file| &file.data);
    let earlier = Earlier { json: &json, edition: &source.edition, framework };
    let carried = draft::carry(&earlier, &subject);
    Ok(NewDraft {
        path,
        text: text(&carried.draft),
        told: carried_over(&carried, &source.edition),
        notes: notes(&carried),
    })
}

/// What the draft is about, if such a draft can be written.
fn subject<'d>(
    dataset: &'d Dataset,
    replacements: &'d Replacements<'d>,
    country: &str,
    edition: &str,
) -> anyhow::Result<DraftSubject<'d>> {
    let editions = &whole(dataset.editions.as_ref(), EDITIONS)?.data;
    let id = edition.trim();
    let Some((edition_id, edition)) = editions.editions.iter().find(|(known, _)| *known == id) else {
        bail!("{}", unknown_edition(editions, id));
    };
    if edition.status.as_deref() != Some("open") {
        bail!("{}", closed_edition(editions, edition_id));
    }
    whole(dataset.countries.as_ref(), COUNTRIES)?;
    let country = named::registered_country(dataset, country.trim())?;
    let framework = edition.framework.as_deref().unwrap_or_default();
    let framework_path = format!("dataset/frameworks/{framework}.json");
    if let Some(previous) = edition.previous.as_deref() {
        named::require_checked_out(dataset, Some(country), Some(previous))?;
    }
    let previous = edition.previous.as_deref().and_then(|previous| dataset.assessment(country, previous));
    Ok(DraftSubject {
        country,
        edition: edition_id,
        framework: &whole(dataset.framework(framework), &framework_path)?.data,
        previous: previous.map(|file| &file.data),
        replacements,
    })
}

/// A file that is there and has lost nothing: what is made from it would lose the same.
pub(super) fn whole<'d, T>(file: Option<&'d File<T>>, path: &str) -> anyhow::Result<&'d File<T>> {
    let file = file.with_context(|| format!("{path} is missing, and a draft cannot be made without it"))?;
    if !file.damaged.is_empty() {
        bail!("{path} has errors and cannot be read completely; fix them first: cargo xtask validate {path}");
    }
    Ok(file)
}

fn unknown_edition(editions: &Editions, id: &str) -> String {
    let last = editions.editions.ids().next_back().unwrap_or("EDITION");
    let can_be = Kind::of(&AssessmentId::new("AAA", id).path()) == Some(Kind::Assessment);
    let new = if can_be { id } else { "ID" };
    let remedy = format!("begin it with: cargo xtask edition open {new} --from {last}");
    let told = named::unknown_edition(id, editions.editions.ids());
    let is_near = meant(id, editions.editions.ids()).is_some();
    let if_new = if is_near { " If it is a new edition," } else { ";" };
    format!("{told}{if_new} {remedy}")
}

fn closed_edition(editions: &Editions, id: &str) -> String {
    let open: Vec<&str> = editions
        .editions
        .iter()
        .filter(|(_, edition)| edition.status.as_deref() == Some("open"))
        .map(|(id, _)| id)
        .collect();
    let there_is = if open.is_empty() {
        let last = editions.editions.ids().next_back().unwrap_or(id);
        format!("no edition is open; begin one with: cargo xtask edition open ID --from {last}")
    } else {
        format!("open: {}", open.join(", "))
    };
    format!("the edition {id} is closed, so no draft can be begun in it; {there_is}")
}

/// The earlier assessment to carry over.
fn source<'d>(
    dataset: &'d Dataset,
    subject: &DraftSubject<'_>,
    from: &str,
) -> anyhow::Result<&'d AssessmentFile> {
    if dataset.assessments.iter().all(|file| *file.country != *subject.country) {
        named::require_checked_out(dataset, Some(subject.country), None)?;
        bail!(
            "{} has not been assessed yet, so there is nothing to carry over; leave out --from",
            subject.country
        );
    }
    let found = named::assessments(dataset, Some(subject.country), Some(from.trim()))?;
    let source = found.into_iter().next().context("an assessment was found")?;
    whole(Some(&source.file), &source.file.path)?;
    let earlier = dataset.editions.iter().flat_map(|file| file.data.editions.ids());
    if !earlier.take_while(|id| *id != subject.edition).any(|id| *id == *source.edition) {
        bail!(
            "{} does not come before {} in {EDITIONS}; only an earlier edition can be carried over",
            source.edition,
            subject.edition
        );
    }
    Ok(source)
}

/// Refuses a draft whose directions cannot be worked out, because the ratings of the edition before cannot be read.
fn require_previous(dataset: &Dataset, subject: &DraftSubject<'_>) -> anyhow::Result<()> {
    let previous = dataset.edition(subject.edition).and_then(|edition| edition.previous.as_deref());
    let file = previous.and_then(|previous| dataset.assessment(subject.country, previous));
    if let Some(AssessmentFile { file, .. }) = file
        && file.is_damaged(&Pointer::of(["ratings"]))
    {
        bail!(
            "{} has errors, so its ratings cannot all be read and no direction of change can be worked out; fix them first: cargo xtask validate {}",
            file.path,
            file.path
        );
    }
    Ok(())
}

/// The content of a file that has been read into the dataset before, so that only a write in between can spoil it.
pub(super) fn parsed<'b>(bytes: &'b [u8], path: &str) -> anyhow::Result<Json<'b>> {
    let text = std::str::from_utf8(bytes).ok();
    let body = text.map(text::without_byte_order_mark);
    let document = body.and_then(|body| json::parse(body).ok());
    Ok(document.with_context(|| format!("{path} has just been changed; run this again"))?.root)
}

fn carried_over(carried: &CarriedDraft<'_>, from: &str) -> String {
    let empty = match carried.added.len() {
        0 => String::new(),
        added => format!(", and {} to fill in", counted(added, "new one")),
    };
    format!("{} carried over from {from}, to be confirmed{empty}", counted(carried.count, "indicator"))
}

/// What of the earlier file is not in the draft, a line each; none if all is.
fn notes(carried: &CarriedDraft<'_>) -> Vec<String> {
    [
        (
            "indicators left out, because the framework of the new edition does not have them",
            carried.dropped.join(", "),
        ),
        (
            "indicators that were split or merged and are to be rated anew",
            carried.regrouped.iter().map(regrouped).collect::<Vec<_>>().join("; "),
        ),
        (
            "ratings left out, because the scale of the new edition is another",
            if carried.has_other_scale { "all are to be rated anew".to_owned() } else { String::new() },
        ),
        ("sources left out, because no entry that was carried over cites them", carried.uncited.join(", ")),
        (
            "fields left out, because they are about the earlier edition as a whole",
            carried.not_carried.join(", "),
        ),
    ]
    .into_iter()
    .filter(|(_, left_out)| !left_out.is_empty())
    .map(|(why, left_out)| format!("{why}: {left_out}"))
    .collect()
}

/// What was made of what: `police -> guards, courts`.
fn regrouped(group: &Regrouped<'_>) -> String {
    format!("{} -> {}", group.before.join(", "), group.after.join(", "))
}

/// That an empty draft could have been a carried one.
fn hint(dataset: &Dataset, subject: &DraftSubject<'_>, path: &str) -> Vec<String> {
    let previous = dataset.edition(subject.edition).and_then(|edition| edition.previous.as_deref());
    let previous = previous.filter(|_| subject.previous.is_some());
    let hint = previous.map(|previous| {
        format!(
            "{} was assessed in {previous}. To begin from that instead, delete {path} and run: cargo xtask new {} {} --from {previous}",
            subject.country, subject.country, subject.edition
        )
    });
    hint.into_iter().collect()
}

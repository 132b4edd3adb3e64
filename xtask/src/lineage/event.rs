//! What commits did to a file: where it is otherwise than in every parent, by meaning.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::names::Names;
use super::versions::{self, Versions};
use super::{Lineage, Passage, Version};
use crate::diff::change::{Change, Field, FootnoteField, IndicatorField, Subject, Value};
use crate::diff::compare_assessments;
use crate::git::{BlobId, Log};
use crate::model::assessment::Assessment;
use crate::model::rating::Rating;

/// How many passages are read ahead.
const AHEAD: usize = 64;

/// What a commit did to a file.
#[derive(Debug)]
pub struct Event {
    /// The place of the lineage among those asked for.
    pub lineage: usize,
    /// The place of the commit in the log.
    pub step: usize,
    /// What it did.
    pub what: What,
}

/// What a commit does to a file. What was renamed since goes by its newest name.
#[derive(Debug)]
pub enum What {
    /// The file came to be, with these ratings by indicator.
    Entered(Vec<(Box<str>, Option<Rating>)>),
    /// The file went.
    Removed,
    /// The file cannot be read, for this reason; what it said before and says later is compared across.
    Unreadable(Arc<str>),
    /// It says something else.
    Changed(Vec<Change>),
}

/// What the commits did to some files, newest first. Only changes that are wanted are kept; an event is left out of which
/// none is.
///
/// A commit did what is otherwise in it than in every parent: a merge that takes a side did nothing.
pub fn events(
    log: &Log,
    lineages: &[Lineage],
    versions: &mut Versions<'_>,
    is_wanted: &dyn Fn(&Change, &Cited<'_>) -> bool,
) -> Vec<Event> {
    let all: Vec<(usize, usize)> = lineages
        .iter()
        .enumerate()
        .flat_map(|(lineage, of)| (0..of.passages.len()).map(move |passage| (lineage, passage)))
        .collect();
    let blobs = |&(lineage, passage): &(usize, usize)| {
        let passage = &lineages[lineage].passages[passage];
        passage.parents.iter().chain([&passage.here]).filter_map(|version| version.blob)
    };
    let mut needed_until: HashMap<BlobId, usize> = HashMap::new();
    for (place, passage) in all.iter().enumerate() {
        needed_until.extend(blobs(passage).map(|blob| (blob, place)));
    }
    let mut found = Vec::new();
    let mut names: Vec<Vec<Vec<Names>>> = lineages.iter().map(|_| Vec::new()).collect();
    for (chunk, passages) in all.chunks(AHEAD).enumerate() {
        versions.prepare(passages.iter().flat_map(blobs));
        for &(lineage, place) in passages {
            let of = &lineages[lineage];
            let passage = &of.passages[place];
            let own = passage.reached.map(|(later, nth)| names[lineage][later][nth].clone());
            let own = own.unwrap_or_default();
            let judged = judge(log, of, passage, &own, versions);
            names[lineage].push(judged.names);
            let what = match judged.what {
                Some(What::Changed(mut changes)) => {
                    let cited = Cited { assessment: judged.here.as_deref(), names: &own };
                    changes.retain(|change| is_wanted(change, &cited));
                    (!changes.is_empty()).then_some(What::Changed(changes))
                }
                what => what,
            };
            found.extend(what.map(|what| Event { lineage, step: passage.step, what }));
        }
        let done = (chunk + 1) * AHEAD;
        versions.keep(|blob| needed_until.get(&blob).is_some_and(|until| *until >= done));
    }
    found.sort_by_key(|event| event.step);
    found
}

/// What an assessment cited at some commit.
#[derive(Debug)]
pub struct Cited<'a> {
    assessment: Option<&'a Assessment>,
    names: &'a Names,
}

impl Cited<'_> {
    /// Whether an indicator cited a source; both by their newest names.
    pub fn has(&self, indicator: &str, source: &str) -> bool {
        self.assessment.is_some_and(|assessment| {
            assessment.citations().any(|(of, _, _, citation)| {
                self.names.indicator(of) == indicator
                    && citation.source.as_deref().is_some_and(|id| self.names.source(id) == source)
            })
        })
    }

    /// The newest name of an indicator.
    pub fn newest<'n>(&'n self, indicator: &'n str) -> &'n str {
        self.names.indicator(indicator)
    }
}

/// What came of comparing a commit's file with that of each parent.
struct Judged {
    what: Option<What>,
    here: Option<Arc<Assessment>>,
    /// The names in each parent.
    names: Vec<Names>,
}

fn judge(
    log: &Log,
    lineage: &Lineage,
    passage: &Passage,
    own: &Names,
    versions: &mut Versions<'_>,
) -> Judged {
    let same_names = || vec![own.clone(); passage.parents.len()];
    let Some(blob) = passage.here.blob else {
        let was_everywhere = passage.parents.iter().all(|parent| parent.blob.is_some());
        return Judged { what: was_everywhere.then_some(What::Removed), here: None, names: same_names() };
    };
    let after = match versions.get(blob) {
        Ok(after) => after,
        Err(why) => {
            let is_new = passage.parents.iter().all(|parent| parent.blob != Some(blob));
            return Judged { what: is_new.then_some(What::Unreadable(why)), here: None, names: same_names() };
        }
    };
    let mut common: Option<Vec<Change>> = None;
    let mut names = Vec::new();
    for (nth, parent) in passage.parents.iter().enumerate() {
        let Some((before, path)) = readable(log, lineage, passage, nth, versions) else {
            names.push(own.clone());
            continue;
        };
        let changes = if parent.blob == Some(blob) && path == passage.here.path {
            Vec::new()
        } else {
            let told = compared(lineage, &before, &after, (&path, &passage.here.path));
            told.into_iter().map(|change| own.told(change)).collect()
        };
        names.push(own.before(&changes));
        common = Some(match common {
            None => changes,
            Some(common) => {
                common.into_iter().filter(|one| changes.iter().any(|other| is_same(one, other))).collect()
            }
        });
    }
    let what = match common {
        None => {
            let ratings = after.ratings.iter();
            Some(What::Entered(ratings.map(|(id, entry)| (own.indicator(id).into(), entry.rating)).collect()))
        }
        Some(changes) => (!changes.is_empty()).then_some(What::Changed(changes)),
    };
    Judged { what, here: Some(after), names }
}

/// The assessment in a parent and its path there; where it cannot be read, in the nearest commit before that in which it
/// can. None if there is none.
fn readable(
    log: &Log,
    lineage: &Lineage,
    passage: &Passage,
    nth: usize,
    versions: &mut Versions<'_>,
) -> Option<(Arc<Assessment>, Arc<str>)> {
    let mut version: &Version = &passage.parents[nth];
    let mut commit = log.steps[passage.step].commit.parents.get(nth).map(String::as_str);
    loop {
        let read: versions::Version = versions.get(version.blob?);
        if let Ok(assessment) = read {
            return Some((assessment, version.path.clone()));
        }
        // By first parents, to where it was something else.
        let mut seen = HashSet::new();
        version = loop {
            let id = commit.filter(|id| seen.insert(*id))?;
            let place = log.steps.iter().position(|step| step.commit.id == *id)?;
            commit = log.steps[place].commit.parents.first().map(String::as_str);
            let at = |passage: &&Passage| passage.step == place && passage.here == *version;
            if let Some(earlier) = lineage.passages.iter().find(at)
                && earlier.parents.first() != Some(version)
            {
                break earlier.parents.first()?;
            }
        };
    }
}

/// The changes of a file between two commits, in the names of the later.
fn compared(
    lineage: &Lineage,
    before: &Assessment,
    after: &Assessment,
    (old, new): (&Arc<str>, &Arc<str>),
) -> Vec<Change> {
    let Lineage { country, edition, .. } = lineage;
    let mut changes = compare_assessments(country, edition, before, after);
    if old != new {
        // Country and edition stand in the path, which tells it once.
        let follows = [Field::Country, Field::Edition];
        changes.retain(
            |change| !matches!(&change.subject, Subject::Assessment { field, .. } if follows.contains(field)),
        );
        let name = |path: &Arc<str>| Some(Value::Name((**path).into()));
        let subject = Subject::Assessment {
            country: country.as_str().into(),
            edition: edition.as_str().into(),
            field: Field::Path,
        };
        changes.push(Change { subject, before: name(old), after: name(new) });
    }
    changes
}

/// Whether two changes have one outcome: the same subject has come to be the same.
pub fn is_same(one: &Change, other: &Change) -> bool {
    // What has no name of its own is known by what it was.
    let has_no_name = match &one.subject {
        Subject::Assessment { field, .. } => matches!(
            field,
            Field::Erratum
                | Field::Indicator {
                    field: IndicatorField::Footnote { field: FootnoteField::Citation, .. },
                    ..
                }
        ),
        Subject::Edition { .. } | Subject::Country { .. } | Subject::Framework { .. } => false,
    };
    one.subject == other.subject
        && one.after == other.after
        && (one.after.is_some() || !has_no_name || one.before == other.before)
}

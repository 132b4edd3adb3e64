//! The contents that a file had: each is fetched once, parsed as far as it is needed, and dropped when it no longer is.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, mpsc};

use rayon::prelude::*;

use super::Lineage;
use crate::git::{BlobId, Error, Repository};
use dataset::model::assessment::Assessment;
use dataset::{Dataset, Registers};
use diff::change::Change;
use diff::compare_assessments;
use format::json::{self, Json, Member, Selection};
use format::text;

/// An assessment, or why it cannot be read.
pub(crate) type Version = Result<Arc<Assessment>, Arc<str>>;

/// A way to contents by id.
pub struct Versions<'r> {
    fetch: &'r dyn Fn(BlobId) -> Result<Vec<u8>, Error>,
    indicator: Option<&'r str>,
    registers: &'r Registers,
    /// Where many contents are fetched on every core.
    repository: Option<&'r Repository>,
    /// What has been read before, and is taken as it is.
    given: HashMap<BlobId, &'r Assessment>,
    known: HashMap<BlobId, Known>,
    /// What differs between two contents of an assessment that stands there with its country and edition.
    compared: HashMap<(BlobId, BlobId), (String, String, Vec<Change>)>,
}

/// A content that was fetched.
struct Known {
    bytes: Result<Vec<u8>, Error>,
    /// Whether it was given, and its bytes have not been fetched.
    is_given: bool,
    /// The entry that is asked for, and what else is told with it; none if all are asked for, or it is not there.
    part: Option<Arc<Assessment>>,
    whole: Option<Version>,
}

impl std::fmt::Debug for Versions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Versions").field("known", &self.known.len()).finish_non_exhaustive()
    }
}

impl<'r> Versions<'r> {
    /// Contents that are fetched so; an error says in words why one cannot be had. If only one indicator is asked about,
    /// the entries of others are not parsed without need. Which levels there are in which edition is told by the registers.
    pub fn new(
        fetch: &'r dyn Fn(BlobId) -> Result<Vec<u8>, Error>,
        indicator: Option<&'r str>,
        registers: &'r Registers,
    ) -> Self {
        Self {
            fetch,
            indicator,
            registers,
            repository: None,
            given: HashMap::new(),
            known: HashMap::new(),
            compared: HashMap::new(),
        }
    }

    /// The same, where contents that will be asked for are fetched from a repository on every core.
    #[must_use]
    pub fn of(mut self, repository: &'r Repository) -> Self {
        self.repository = Some(repository);
        self
    }

    /// The same, where files of a state have been read already, whose contents are named by their paths. Those are taken over in
    /// which nothing is at fault, so that nothing was left out, and that were understood by the same scale.
    #[must_use]
    pub fn and(mut self, state: &'r Dataset, contents: &BTreeMap<String, BlobId>) -> Self {
        for file in &state.assessments {
            let is_as_here = |edition: &str| {
                file.data.edition.as_deref() == Some(edition)
                    && self.registers.framework_of(edition).is_some()
                    && self.registers.scale_of(edition) == state.scale_of(edition)
            };
            let id = contents.get(&*file.path);
            if let Some(id) =
                id.filter(|_| state.faults_of(&file.path).is_empty() && is_as_here(&file.edition))
            {
                self.given.insert(*id, &file.data);
            }
        }
        self
    }

    /// One content, as far as it is asked about.
    pub(super) fn get(&mut self, id: BlobId) -> Version {
        let registers = self.registers;
        let known = self.fetched(id);
        known.part.clone().map_or_else(|| known.whole(registers), Ok)
    }

    /// Two contents to be compared, as far as they are asked about. An entry that only one of them has may have had
    /// another name, which shows beside all others.
    pub(super) fn pair(&mut self, one: BlobId, other: BlobId) -> (Version, Version) {
        let parts = (self.fetched(one).part.clone(), self.fetched(other).part.clone());
        match parts {
            (Some(one), Some(other)) => (Ok(one), Ok(other)),
            _ => (self.whole(one), self.whole(other)),
        }
    }

    /// One content with everything in it.
    pub(crate) fn whole(&mut self, id: BlobId) -> Version {
        let registers = self.registers;
        self.fetched(id).whole(registers)
    }

    /// The bytes of a content, if they can be had and have not been dropped.
    pub(super) fn bytes(&mut self, id: BlobId) -> Option<&[u8]> {
        let fetch = self.fetch;
        let known = self.fetched(id);
        if std::mem::take(&mut known.is_given) {
            known.bytes = fetch(id);
        }
        known.bytes.as_deref().ok()
    }

    /// The bytes of a content, if they can be had. They are not kept.
    pub(super) fn raw(&self, id: BlobId) -> Option<Vec<u8>> {
        (self.fetch)(id).ok()
    }

    /// Fetches contents that will be asked for, and meanwhile parses on the other cores.
    pub(super) fn prepare(&mut self, wanted: impl Iterator<Item = BlobId>) {
        // In the order in which they are wanted, which is mostly that in which Git has kept them: each by what is otherwise in the one
        // before.
        let mut seen = HashSet::new();
        let is_missing = |id: &BlobId| !self.known.contains_key(id) && seen.insert(*id);
        let missing = wanted.filter(is_missing);
        let (given, missing): (Vec<BlobId>, Vec<BlobId>) =
            missing.partition(|id| self.given.contains_key(id));
        let taken = given.into_par_iter().filter_map(|id| Some((id, Known::given(self.given.get(&id)?))));
        let taken: Vec<(BlobId, Known)> = taken.collect();
        self.known.extend(taken);
        let (indicator, registers) = (self.indicator, self.registers);
        if let Some(repository) = self.repository {
            let read = |id, bytes| (id, Known::of(bytes, indicator, registers));
            return self.known.extend(repository.blobs(&missing, read));
        }
        let (sender, receiver) = mpsc::channel();
        rayon::in_place_scope(|scope| {
            for id in missing {
                let (bytes, sender) = ((self.fetch)(id), sender.clone());
                // Nobody is left to receive only if this is given up as a whole.
                scope.spawn(move |_| drop(sender.send((id, Known::of(bytes, indicator, registers)))));
            }
        });
        drop(sender);
        self.known.extend(receiver);
    }

    /// Compares contents of assessments whose differences will be asked for, on every core, and forgets those compared before.
    pub(super) fn compare_ahead<'l>(&mut self, pairs: impl Iterator<Item = (&'l Lineage, BlobId, BlobId)>) {
        let mut wanted = Vec::new();
        for (of, one, other) in pairs {
            if let (Ok(before), Ok(after)) = self.pair(one, other) {
                wanted.push((of, (one, other), before, after));
            }
        }
        let compared = wanted.into_par_iter().map(|(of, pair, before, after)| {
            let Lineage { country, edition, .. } = of;
            let changes = compare_assessments(country, edition, &before, &after);
            (pair, (country.clone(), edition.clone(), changes))
        });
        self.compared = compared.collect();
    }

    /// What differs between two contents of an assessment, if both can be read.
    pub(super) fn changes(&mut self, of: &Lineage, one: BlobId, other: BlobId) -> Option<Vec<Change>> {
        if let Some((country, edition, changes)) = self.compared.get(&(one, other))
            && (country, edition) == (&of.country, &of.edition)
        {
            return Some(changes.clone());
        }
        let (Ok(before), Ok(after)) = self.pair(one, other) else { return None };
        Some(compare_assessments(&of.country, &of.edition, &before, &after))
    }

    /// Drops what will not be asked for again. That something cannot be read is kept in mind: whoever comes to it looks at
    /// what was before it, and may come to it again by another way.
    pub(super) fn keep(&mut self, is_needed: impl Fn(BlobId) -> bool) {
        self.known.retain(|id, known| is_needed(*id) || known.keeps_why());
    }

    fn fetched(&mut self, id: BlobId) -> &mut Known {
        let (fetch, indicator, registers) = (self.fetch, self.indicator, self.registers);
        self.known.entry(id).or_insert_with(|| match self.given.get(&id) {
            Some(given) => Known::given(given),
            None => Known::of(fetch(id), indicator, registers),
        })
    }
}

impl Known {
    fn given(assessment: &Assessment) -> Self {
        let whole = Some(Ok(Arc::new(assessment.clone())));
        Self { bytes: Ok(Vec::new()), is_given: true, part: None, whole }
    }

    fn of(bytes: Result<Vec<u8>, Error>, indicator: Option<&str>, registers: &Registers) -> Self {
        let part = indicator.and_then(|indicator| part(bytes.as_ref().ok()?, indicator, registers));
        let mut known = Self { bytes, is_given: false, part, whole: None };
        if known.part.is_none() {
            let _ = known.whole(registers);
        }
        known
    }

    /// Lets go of all but the reason why it cannot be read; whether there is one.
    fn keeps_why(&mut self) -> bool {
        if !matches!(self.whole, Some(Err(_))) {
            return false;
        }
        self.bytes = Ok(Vec::new());
        true
    }

    fn whole(&mut self, registers: &Registers) -> Version {
        let bytes = &self.bytes;
        self.whole.get_or_insert_with(|| whole(bytes, registers)).clone()
    }
}

/// The schema is not asked: what an older one allowed, and what cannot be taken, is left out as everywhere.
fn whole(bytes: &Result<Vec<u8>, Error>, registers: &Registers) -> Version {
    let bytes = bytes.as_ref().map_err(|why| Arc::from(why.to_string()))?;
    let text = text_of(bytes).ok_or("the file is not UTF-8 text")?;
    let document = json::parse(text).map_err(|error| match text::conflict_marker(text) {
        Some(_) => "a merge was not finished in it".to_owned(),
        None => format!("the file is not JSON: {}", error.message),
    })?;
    if let Some(twice) = document.duplicates.first() {
        return Err(twice.why_unknown().into());
    }
    if !document.root.get("ratings").is_some_and(Json::is_object) {
        return Err("the file has no ratings by indicator".into());
    }
    Ok(Arc::new(read(&document.root, registers)))
}

/// The entry of an indicator, the status, and the sources that the entry cites; none if there is no such entry, something of it
/// stands twice, or only all entries together tell the scale.
fn part(bytes: &[u8], indicator: &str, registers: &Registers) -> Option<Arc<Assessment>> {
    let root = json::parse_part(text_of(bytes)?, &|name, member, before| match (name, member) {
        ("ratings" | "sources", None) => Selection::Members,
        ("ratings", Some(id)) if id == indicator => Selection::Whole,
        ("sources", Some(source)) if may_cite(before, indicator, source) => Selection::Whole,
        ("status" | "edition", _) => Selection::Whole,
        _ => Selection::Nothing,
    });
    let document = root.ok().filter(|document| document.duplicate_count == 0)?;
    registers.framework_of(edition_of(&document.root))?;
    let assessment = read(&document.root, registers);
    assessment.ratings.contains(indicator).then(|| Arc::new(assessment))
}

/// An assessment on the scale of the edition that it names. What the registers call otherwise now is on a scale that has its levels.
fn read(root: &Json<'_>, registers: &Registers) -> Assessment {
    let edition = edition_of(root);
    let scale = match registers.framework_of(edition) {
        Some(_) => registers.scale_of(edition),
        None => registers.scale_with(&levels(root)),
    };
    Assessment::read(root, scale)
}

fn edition_of<'j>(root: &'j Json<'_>) -> &'j str {
    root.get("edition").and_then(Json::as_str).unwrap_or_default()
}

/// The levels at which indicators are rated, each once.
fn levels<'j>(root: &'j Json<'_>) -> Vec<&'j str> {
    let entries = root.get("ratings").map_or(&[][..], Json::members);
    let levels = entries.iter().filter_map(|(_, entry)| entry.get("rating")?.as_str());
    Vec::from_iter(levels.collect::<BTreeSet<_>>())
}

/// Whether an entry cites a source, as far as is known from what stands before the sources.
fn may_cite(before: &[Member<'_>], indicator: &str, source: &str) -> bool {
    let ratings = before.iter().find(|(name, _)| name == "ratings").map(|(_, ratings)| ratings);
    let Some(ratings) = ratings else { return true };
    let footnotes = ratings.get(indicator).and_then(|entry| entry.get("footnotes"));
    let footnotes = footnotes.map_or(&[][..], Json::members).iter();
    let citations =
        footnotes.flat_map(|(_, footnote)| footnote.get("citations").map_or(&[][..], Json::items));
    citations.filter_map(|citation| citation.get("source")?.as_str()).any(|id| id == source)
}

fn text_of(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(text::without_byte_order_mark(text))
}

//! All files of a repository state, read once into values, and what is wrong with them as files.
//!
//! # Examples
//!
//! The score of an assessment, computed from its ratings:
//!
//! ```
//! use std::path::Path;
//!
//! use dataset::Dataset;
//! use dataset::scoring::{instrument, score};
//! use format::tree::Tree;
//!
//! let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
//! let dataset = Dataset::load(&Tree::folder(&repository)?);
//! assert!(dataset.faults.is_empty());
//!
//! let cambodia = dataset.assessment("KHM", "2022").expect("it is in the dataset");
//! let framework = instrument(&dataset, "2022").expect("the edition has one");
//! let score = score(&cambodia.file.data, framework).expect("each indicator has a rating");
//! assert_eq!((score.points, score.rounded()), (50, 35));
//! # Ok::<(), std::io::Error>(())
//! ```

pub mod assessment_id;
pub mod canonical;
mod damage;
pub mod draft;
mod file;
pub mod incoming;
mod load;
pub mod meant;
pub mod model;
pub mod notes;
pub mod progress;
pub mod reconcile;
pub mod register;
pub mod schema;
pub mod scoring;
pub mod stream;
pub mod succession;

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Deref;
use std::sync::Arc;

pub use self::damage::Damage;
pub use self::file::{CHECK_OUT, NOT_CHECKED_OUT};
use crate::assessment_id::AssessmentId;
use format::fault::{Fault, FaultKind};

use crate::model::about::About;
use crate::model::assessment::{Assessment, Status};
use crate::model::country::Countries;
use crate::model::edition::{Edition, Editions};
use crate::model::framework::Framework;
use crate::model::rating::{Rating, Scale};
use crate::stream::Stream;
use crate::succession::{EarlierIds, Replacements};
use format::pointer::Pointer;
use format::tree::Tree;
use format::values::Text;

/// Assessments, all or some, with the registers and instruments by which they are understood. It always comes to be, however
/// bad its files are; their faults are in it.
#[derive(Debug, Default)]
pub struct Dataset {
    /// What all assessments have in common.
    pub registers: Arc<Registers>,
    /// The assessments, sorted by country and edition.
    pub assessments: Vec<AssessmentFile>,
    /// What is wrong with files as files, by place.
    pub faults: Vec<Fault>,
    /// How many files were read.
    pub file_count: usize,
    /// The files that the run is about.
    focus: Arc<Focus>,
}

/// The registers and the instruments, and whatever else in a dataset is no assessment.
#[derive(Debug, Default)]
pub struct Registers {
    /// The register of editions, if its file is there.
    pub editions: Option<File<Editions>>,
    /// The register of countries, if its file is there.
    pub countries: Option<File<Countries>>,
    /// What the dataset is as a whole, if its file is there.
    pub about: Option<File<About>>,
    /// The instruments, by path.
    pub frameworks: Vec<File<Framework>>,
    /// What is wrong with these files, and with those that do not belong to the dataset.
    pub faults: Vec<Fault>,
    /// The paths of the assessments that are in the repository and not checked out.
    pub not_checked_out: Vec<Arc<str>>,
    /// How many of them were read.
    file_count: usize,
    /// The edition after each edition.
    following: HashMap<Text, Text>,
}

/// The files that a run is about, by path: those that a change touches, or that were asked for. Where two files contradict
/// each other, the first of these sets that has only one of them tells which of the two is blamed. Without any, the run is
/// about all files alike.
pub type Focus = Vec<BTreeSet<String>>;

/// Which of two files the first of some sets has that has only one of them: greater is the one that is in it.
pub fn by_sets<'s>(sets: impl IntoIterator<Item = &'s BTreeSet<String>>, one: &str, other: &str) -> Ordering {
    let compare = |set: &BTreeSet<String>| set.contains(one).cmp(&set.contains(other));
    sets.into_iter().map(compare).find(|found| found.is_ne()).unwrap_or(Ordering::Equal)
}

/// A file's data, and which of it could not be taken.
#[derive(Debug)]
pub struct File<T> {
    /// Path from the repository's root.
    pub path: Arc<str>,
    /// What could be read of it.
    pub data: T,
    /// What has a fault and was left out; the root if the file could not be read at all.
    pub damaged: Damage,
    /// The text of each value that was left out, so that two states of it can be compared.
    pub left_out: Vec<(Pointer, Text)>,
    /// The pointers of its exceptions and remarks at which nothing stands.
    pub nowhere: HashSet<Text>,
}

/// The file of an assessment; its path, not its content, says of what.
#[derive(Debug)]
pub struct AssessmentFile {
    /// The country's code, from the path.
    pub country: Text,
    /// The edition's id, from the path.
    pub edition: Text,
    /// The file.
    pub file: File<Assessment>,
}

impl AssessmentFile {
    /// Which assessment it is.
    pub fn id(&self) -> AssessmentId<'_> {
        AssessmentId::new(&self.country, &self.edition)
    }
}

/// An assessment's file is a file: its path, data and damage are asked for as those of any other.
impl Deref for AssessmentFile {
    type Target = File<Assessment>;

    fn deref(&self) -> &Self::Target {
        &self.file
    }
}

/// The registers are asked for as if they were the dataset's own.
impl Deref for Dataset {
    type Target = Registers;

    fn deref(&self) -> &Self::Target {
        &self.registers
    }
}

/// What files are read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// For rules, which must conclude nothing from what has a fault.
    ToJudge,
    /// For a comparison, which is to tell of everything that can be told.
    ToCompare,
}

impl<T> File<T> {
    /// Whether something at, in or around a pointer was left out, so that nothing is to be concluded from its absence.
    pub fn is_damaged(&self, pointer: &Pointer) -> bool {
        self.damaged.touches(pointer)
    }

    /// Whether a value stands at or around a pointer that could not be taken: nothing is missing there.
    pub fn has_left_out(&self, pointer: &Pointer) -> bool {
        self.left_out.iter().any(|(place, _)| pointer.is_within(place))
    }

    /// Whether nothing of the file could be read.
    pub fn is_unreadable(&self) -> bool {
        self.damaged.is_whole()
    }
}

impl File<Assessment> {
    /// Whether nobody can tell the rating of an indicator, because of a fault in the file.
    pub fn has_unreadable_rating(&self, indicator: &str) -> bool {
        self.has_left_out(&Pointer::of(["ratings", indicator, "rating"]))
    }
}

impl Dataset {
    /// Reads a repository state: every file once, on every core.
    pub fn load(tree: &Tree) -> Self {
        Stream::of(tree, Reading::ToJudge).whole()
    }

    /// Reads a repository state to compare it with another: a text that has not its form is left in as well.
    pub fn load_to_compare(tree: &Tree) -> Self {
        Stream::of(tree, Reading::ToCompare).whole()
    }

    /// The files that the run is about.
    pub fn focus(&self) -> &Focus {
        &self.focus
    }

    /// Which of two files the run is more about: greater is the one that it is about.
    pub fn by_focus(&self, one: &str, other: &str) -> Ordering {
        by_sets(self.focus(), one, other)
    }

    /// Takes in the assessments of a tree that were not read so far, such as those that are the same in two states.
    pub fn add_to_compare(&mut self, tree: &Tree) {
        let more = Stream::of(tree, Reading::ToCompare).whole();
        self.file_count += more.assessments.len();
        self.assessments.extend(more.assessments);
        self.assessments.sort_by(|a, b| (&a.country, &a.edition).cmp(&(&b.country, &b.edition)));
        // The registers have been read, or missed, before.
        self.faults.extend(more.faults.into_iter().filter(|fault| fault.kind != FaultKind::MissingFile));
        self.faults.sort_by(|a, b| (&a.report.location, a.kind).cmp(&(&b.report.location, b.kind)));
    }

    /// Of each file of which nothing could be read the first fault: a file that is broken, too large or in conflict, a link,
    /// a register that is missing, and JSON where no file of this dataset belongs. What they hold is in no result.
    pub fn unread(&self) -> Vec<&Fault> {
        let mut told = BTreeSet::new();
        let unreadable = self.unreadable();
        let is_unread = |fault: &Fault| match fault.kind {
            FaultKind::SymbolicLink | FaultKind::MissingFile => true,
            FaultKind::UnexpectedFile => is_json(&fault.report.location.path),
            _ => unreadable.contains(&*fault.report.location.path),
        };
        let unread = self.faults.iter().filter(|fault| is_unread(fault));
        unread.filter(|fault| told.insert(&*fault.report.location.path)).collect()
    }

    /// What is wrong with one file as a file.
    pub fn faults_of(&self, path: &str) -> &[Fault] {
        let start = self.faults.partition_point(|fault| *fault.report.location.path < *path);
        let count = self.faults[start..].partition_point(|fault| *fault.report.location.path == *path);
        &self.faults[start..start + count]
    }

    /// The paths of the files of which nothing could be read.
    fn unreadable(&self) -> BTreeSet<&str> {
        fn path<T>(file: &File<T>) -> Option<&str> {
            file.is_unreadable().then_some(&*file.path)
        }
        let registers = [
            self.editions.as_ref().and_then(path),
            self.countries.as_ref().and_then(path),
            self.about.as_ref().and_then(path),
        ]
        .into_iter();
        let frameworks = self.frameworks.iter().map(path);
        let assessments = self.assessments.iter().map(|of| path(&of.file));
        registers.chain(frameworks).chain(assessments).flatten().collect()
    }

    /// The assessment of a country in an edition.
    pub fn assessment(&self, country: &str, edition: &str) -> Option<&AssessmentFile> {
        self.assessments.get(self.place(country, edition)?)
    }

    /// Where the assessment at a path stands among the assessments.
    pub fn place_of(&self, path: &str) -> Option<usize> {
        let AssessmentId { country, edition } = AssessmentId::of_path(path)?;
        self.place(country, edition).filter(|place| *self.assessments[*place].file.path == *path)
    }

    fn place(&self, country: &str, edition: &str) -> Option<usize> {
        let key = (country, edition);
        self.assessments.binary_search_by(|file| (&*file.country, &*file.edition).cmp(&key)).ok()
    }

    /// The assessment of the same country in the edition before.
    pub fn previous(&self, file: &AssessmentFile) -> Option<&AssessmentFile> {
        self.assessment(&file.country, self.edition(&file.edition)?.previous.as_deref()?)
    }

    /// The assessment of the same country in the edition after.
    pub fn next(&self, file: &AssessmentFile) -> Option<&AssessmentFile> {
        self.assessment(&file.country, self.following.get(&*file.edition)?)
    }
}

impl Registers {
    /// The entry of an edition in the register.
    pub fn edition(&self, id: &str) -> Option<&Edition> {
        self.editions.as_ref()?.data.editions.get(id)
    }

    /// Whether an assessment is a draft that is still being written. One whose status cannot be read may be one, and an edition
    /// is open unless the register says that it is closed: what is wrong there is reported there.
    pub fn is_open_draft(&self, file: &AssessmentFile) -> bool {
        let may_be_draft = file.data.status.is_none_or(|status| status == Status::Draft);
        may_be_draft && !self.edition(&file.edition).is_some_and(Edition::is_closed)
    }

    /// The file of an instrument, by its id.
    pub fn framework(&self, id: &str) -> Option<&File<Framework>> {
        // Paths are in the order of the names of files, which end with more than the id.
        let name = || id.bytes().chain(*b".json");
        let place =
            self.frameworks.binary_search_by(|file| file_name(&file.path).bytes().cmp(name())).ok()?;
        self.frameworks.get(place)
    }

    /// What the indicators of all instruments say they replace.
    pub fn replacements(&self) -> Replacements<'_> {
        Replacements::of(self.frameworks.iter().map(|file| &file.data))
    }

    /// What the edition before asked, and an edition does not ask any more, nor anything in its place: ids and titles.
    pub fn no_longer_asked(&self, edition: &str) -> Vec<(&str, &str)> {
        let previous = self.edition(edition).and_then(|edition| edition.previous.as_deref());
        let before = previous.and_then(|previous| self.framework_of(previous));
        let Some((before, after)) = before.zip(self.framework_of(edition)) else { return Vec::new() };
        if before.path == after.path {
            return Vec::new();
        }
        let retired = self.replacements().between(&before.data, &after.data).retired.into_iter();
        let title = |id| before.data.indicators.get(id)?.title.as_deref();
        retired.map(|id| (id, title(id).unwrap_or(id))).collect()
    }

    /// Under which ids an earlier edition asks what a later one asks, as far as the two can be compared.
    pub fn earlier_ids(&self, before: &str, after: &str) -> EarlierIds<'_> {
        match self.framework_of(before).zip(self.framework_of(after)) {
            Some((before, after)) if before.path != after.path => {
                EarlierIds::between(&self.replacements(), &before.data, &after.data)
            }
            Some(_) | None => EarlierIds::default(),
        }
    }

    /// The instrument that an edition used.
    pub fn framework_of(&self, edition: &str) -> Option<&File<Framework>> {
        self.framework(self.edition(edition)?.framework.as_deref()?)
    }

    /// The scale on which an edition rates; the usual one where its instrument is not known.
    pub fn scale_of(&self, edition: &str) -> Scale {
        let Some(file) = self.framework_of(edition) else { return Scale::usual() };
        let (scale, usual) = (file.data.rating_scale(), Scale::usual());
        // A level with a fault is missing, and it may be one of the usual five.
        let may_be_usual = scale.ratings().all(|rating| usual.rating(rating.id()).is_some());
        if may_be_usual && file.is_damaged(&Pointer::of(["scale"])) { usual } else { scale }
    }

    /// The scale of the first instrument that has all these levels, where nothing tells which instrument they are of. What none
    /// has all of is understood as usual.
    pub fn scale_with(&self, levels: &[&str]) -> Scale {
        let has_all = |scale: &Scale| levels.iter().all(|level| scale.rating(level).is_some());
        let usual = Scale::usual();
        if has_all(&usual) {
            return usual;
        }
        self.frameworks.iter().map(|file| file.data.rating_scale()).find(has_all).unwrap_or(usual)
    }

    /// The ids of the levels that a rating of an edition can have, best first. Where its instrument is not known, or its scale has a
    /// fault, those of any scale that is known.
    fn levels_of(&self, edition: &str) -> Vec<&str> {
        let ids = |scale: Scale| scale.ratings().map(Rating::id);
        let whole = self.framework_of(edition).filter(|file| !file.is_damaged(&Pointer::of(["scale"])));
        if let Some(file) = whole {
            return ids(file.data.rating_scale()).collect();
        }
        let known = self.frameworks.iter().flat_map(|file| ids(file.data.rating_scale()));
        // A level with a fault has its name all the same.
        let damaged = self.frameworks.iter().flat_map(|file| file.damaged.iter());
        let damaged =
            damaged.filter_map(|pointer| pointer.as_str().strip_prefix("/scale/")?.split('/').next());
        let mut all: Vec<&str> = ids(Scale::usual()).chain(known).collect();
        all.extend(damaged);
        let mut told = HashSet::new();
        all.retain(|id| told.insert(*id));
        all
    }

    /// The ids of the indicators that a file follows in their order, by its path; none if it follows none.
    pub fn indicators_of(&self, path: &str) -> Vec<&str> {
        let edition = AssessmentId::of_path(path).map_or("", |id| id.edition);
        self.framework_of(edition).map(|file| file.data.indicators.ids().collect()).unwrap_or_default()
    }
}

fn is_json(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("json"))
}

/// The id that a framework's path gives it.
pub fn framework_id(path: &str) -> &str {
    file_name(path).strip_suffix(".json").unwrap_or_default()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

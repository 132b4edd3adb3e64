//! What a rule sees of one assessment: the file, its framework, and the edition before.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use foldhash::quality::RandomState;

use crate::descriptor::Codes;
use bibliography::address::{Address, AddressProblem};
use bibliography::citation::{Citation, calls};
use bibliography::date::Day;
use bibliography::source::Source;
use dataset::meant::matched;
use dataset::model::assessment::{Assessment, Corrected, Status};
use dataset::model::framework::Framework;
use dataset::model::rating::IndicatorRating;
use dataset::succession::EarlierIds;
use dataset::{AssessmentFile, Dataset, File, Registers};
use format::diagnostic::Location;
use format::pointer::Pointer;

/// An assessment in its surroundings.
#[derive(Debug)]
pub struct AssessmentContext<'d> {
    /// The assessments of its country, with the registers.
    pub dataset: &'d Dataset,
    /// The file.
    pub file: &'d AssessmentFile,
    /// The instrument of its edition, if it has no fault: with one, nothing can be measured by it.
    pub framework: Option<&'d Framework>,
    /// The id of the edition before, if that edition is listed before.
    pub previous_edition: Option<&'d str>,
    /// The assessment of the same country in that edition.
    pub previous: Option<&'d AssessmentFile>,
    /// The codes of the rules.
    pub codes: &'static Codes,
    /// The day as of which the data is judged; a rule has no clock.
    pub today: Day,
    /// The indicators that the framework has and the file has not, though no fault explains it.
    pub absent: Vec<&'d str>,
    /// The same, to be asked for.
    absent_ids: HashSet<&'d str>,
    /// The absent indicator that an id is likely to misspell, for those ids that the framework does not know.
    misspelt: BTreeMap<&'d str, &'d str>,
    /// The sources that footnotes cite, once somebody asks.
    cited: OnceLock<HashSet<&'d str, RandomState>>,
    /// Under which ids the edition before asked, once somebody asks.
    earlier_ids: OnceLock<EarlierIds<'d>>,
    /// The sources whose descriptions are to be looked at: all, or those of which something has to be said.
    sources: Vec<(&'d str, &'d Source)>,
    /// Whether two sources may be one work; where nobody has looked, they may.
    pub(crate) may_have_twins: bool,
    /// The addresses of those, once somebody asks.
    addresses: OnceLock<Vec<SourceAddress<'d>>>,
}

impl<'d> AssessmentContext<'d> {
    /// The surroundings of an assessment.
    pub fn new(dataset: &'d Dataset, file: &'d AssessmentFile, codes: &'static Codes, today: Day) -> Self {
        let framework = framework_of(dataset, file);
        let previous_edition = previous_edition(dataset, &file.edition);
        let absent: Vec<&str> = framework
            .into_iter()
            .flat_map(|framework| framework.indicators.ids())
            .filter(|id| !file.data.ratings.contains(id))
            .filter(|id| !is_lost(&file.file, &Pointer::of(["ratings", id])))
            .collect();
        let previous = previous_edition.and_then(|id| dataset.assessment(&file.country, id));
        let mut context = Self {
            dataset,
            file,
            framework,
            previous_edition,
            previous,
            codes,
            today,
            absent_ids: absent.iter().copied().collect(),
            absent,
            misspelt: BTreeMap::new(),
            cited: OnceLock::new(),
            earlier_ids: OnceLock::new(),
            sources: file.data.sources.iter().collect(),
            may_have_twins: true,
            addresses: OnceLock::new(),
        };
        if !context.absent.is_empty() {
            context.misspelt = matched(context.unknown_indicators(), &context.absent);
        }
        context
    }

    /// The instrument of the edition before, under the same condition as that of its own.
    pub fn framework_before(&self) -> Option<&'d Framework> {
        self.previous.and_then(|previous| framework_of(self.dataset, previous))
    }

    /// The id under which the edition before asked the question of an indicator; none if it did not, or if the question was split
    /// or merged since.
    pub fn earlier_id<'i>(&self, id: &'i str) -> Option<&'i str>
    where
        'd: 'i,
    {
        let ids = || {
            let previous = self.previous_edition.unwrap_or_default();
            self.dataset.earlier_ids(previous, &self.file.edition)
        };
        self.earlier_ids.get_or_init(ids).of(id)
    }

    /// The entry of the edition before with which that of an indicator can be compared, under its id there.
    pub fn before<'i>(&self, id: &'i str) -> Option<(&'i str, &'d IndicatorRating)>
    where
        'd: 'i,
    {
        let earlier = self.earlier_id(id)?;
        Some((earlier, self.previous?.data.ratings.get(earlier)?))
    }

    /// Whether another edition rates on the same scale.
    pub fn has_scale_of(&self, edition: &str) -> bool {
        self.dataset.scale_of(edition).is_same(self.dataset.scale_of(&self.file.edition))
    }

    /// Another assessment in the same surroundings.
    pub fn of(&self, file: &'d AssessmentFile) -> Self {
        Self::new(self.dataset, file, self.codes, self.today)
    }

    /// The assessment itself.
    pub fn assessment(&self) -> &'d Assessment {
        &self.file.data
    }

    /// The sources whose descriptions are to be looked at, in the order of the file. What is said of a description depends on
    /// it alone, so that the same description need not be looked at again in the other editions of a country.
    pub fn sources(&self) -> impl Iterator<Item = (&'d str, &'d Source)> {
        self.sources.iter().copied()
    }

    /// Leaves the descriptions out that are not to be looked at, of all by their places in the file.
    pub(crate) fn look_at(&mut self, is_meant: impl Fn(usize) -> bool) {
        let all = self.file.data.sources.iter().enumerate();
        self.sources = all.filter(|(place, _)| is_meant(*place)).map(|(_, source)| source).collect();
        self.addresses = OnceLock::new();
    }

    /// The place of a value in the file.
    pub fn at<T: AsRef<str>>(&self, tokens: impl IntoIterator<Item = T>) -> Location {
        Location::value(&self.file.path, Pointer::of(tokens))
    }

    /// The place of a member's name in the file.
    pub fn key<T: AsRef<str>>(&self, tokens: impl IntoIterator<Item = T>) -> Location {
        Location::key(&self.file.path, Pointer::of(tokens))
    }

    /// Whether what stands at a place, by its tokens, has been left out because of a fault, or went with an absent indicator.
    pub fn is_lost_at<T: AsRef<str>>(&self, tokens: impl IntoIterator<Item = T>) -> bool {
        !self.is_whole() && self.is_lost(&Pointer::of(tokens))
    }

    /// Whether nothing is lost, as of nearly every file, so that no pointer has to be made.
    pub fn is_whole(&self) -> bool {
        self.file.damaged.is_empty() && self.absent_ids.is_empty()
    }

    /// Whether what a pointer names has been left out because of a fault, or went with an absent indicator.
    pub fn is_lost(&self, pointer: &Pointer) -> bool {
        is_lost(&self.file.file, pointer) || self.is_of_absent(pointer)
    }

    fn is_of_absent(&self, pointer: &Pointer) -> bool {
        let mut tokens = pointer.tokens();
        !self.absent_ids.is_empty()
            && tokens.next().is_some_and(|field| field == "ratings")
            && tokens.next().is_some_and(|id| self.absent_ids.contains(&*id))
    }

    /// Whether a footnote cites a source.
    pub(crate) fn is_cited(&self, id: &str) -> bool {
        let cited = || {
            let (sources, hasher) = (self.assessment().sources.len(), RandomState::default());
            let mut cited = HashSet::with_capacity_and_hasher(sources, hasher);
            let citations = self.assessment().citations();
            cited.extend(citations.filter_map(|(_, _, _, citation)| citation.source.as_deref()));
            cited
        };
        self.cited.get_or_init(cited).contains(id)
    }

    /// Whether citations may be missing because of another mistake, so that a source may only seem unused.
    pub fn may_lack_citations(&self) -> bool {
        !self.absent.is_empty()
            || ["ratings", "errata", "sources"].iter().any(|field| self.is_lost_at([field]))
            || self.assessment().ratings.values().any(|entry| {
                let mut labels = entry.rationale.iter().flat_map(|text| calls(text));
                !entry.calls_in_turn() && labels.any(|(label, _)| !entry.footnotes.contains(label))
            })
    }

    /// The title of an indicator with its id, for messages.
    pub fn indicator_title(&self, id: &str) -> String {
        let title = self
            .framework
            .and_then(|framework| framework.indicators.get(id))
            .and_then(|indicator| indicator.title.as_deref());
        title.map_or_else(|| format!("\"{id}\""), |title| format!("\"{title}\" ({id})"))
    }

    /// The absent indicator that an unknown one is likely to be a misspelling of.
    pub fn misspelt(&self, unknown: &str) -> Option<&'d str> {
        self.misspelt.get(unknown).copied()
    }

    /// The ids in the file that the framework does not know.
    pub fn unknown_indicators(&self) -> impl Iterator<Item = &'d str> {
        let framework = self.framework;
        let ids = self.assessment().ratings.ids();
        ids.filter(move |id| framework.is_some_and(|framework| !framework.indicators.contains(id)))
    }

    /// The entries by indicator, but for those whose indicator is misspelt: their exceptions go by the right name.
    pub fn entries(&self) -> impl Iterator<Item = (&'d str, &'d IndicatorRating)> {
        let entries = self.assessment().ratings.iter();
        entries.filter(|(id, _)| {
            if self.misspelt.is_empty() {
                return true;
            }
            let is_known = self.framework.is_none_or(|framework| framework.indicators.contains(id));
            is_known || self.misspelt(id).is_none()
        })
    }

    /// The addresses of the sources that are to be looked at, and of their archived copies.
    pub fn addresses(&self) -> &[SourceAddress<'d>] {
        let read = |source, path, text| SourceAddress { source, path, text, read: Address::parse(text) };
        self.addresses.get_or_init(|| {
            let of = self.sources().flat_map(|(id, source)| {
                let own = source.url().map(|url| read(id, &["URL"][..], url));
                let copy = source.archive_url.as_deref();
                let copy = copy.map(|url| read(id, &["custom", "archive_url"][..], url));
                own.into_iter().chain(copy)
            });
            of.collect()
        })
    }

    /// All citations with their places, those of errata too.
    pub fn citations(&self) -> impl Iterator<Item = (CitationPlace<'d>, &'d Citation)> {
        let of_footnotes = self.assessment().citations().map(|(indicator, label, nth, citation)| {
            (CitationPlace::Footnote { indicator, label, nth }, citation)
        });
        let of_errata = self.assessment().corrections().flat_map(|(of, day, erratum)| {
            let citations = erratum.citations.iter().enumerate();
            citations.map(move |(nth, citation)| (CitationPlace::Erratum { of, day, nth }, citation))
        });
        of_footnotes.chain(of_errata)
    }

    /// The year of the previous edition: the id of an edition begins with its year.
    pub fn since(&self) -> Option<i64> {
        self.previous_edition?.get(..4)?.parse().ok()
    }

    /// Whether the file has this status.
    pub fn is(&self, status: Status) -> bool {
        self.assessment().status == Some(status)
    }

    /// Whether the ratings may be worked out and not published: a status with a fault does not tell.
    pub fn may_be_reconstructed(&self) -> bool {
        may_be_reconstructed(self.assessment())
    }
}

/// The address of a source, or of an archived copy of it.
#[derive(Debug)]
pub struct SourceAddress<'d> {
    /// The id of the source.
    pub source: &'d str,
    /// Where in the source it stands.
    path: &'static [&'static str],
    /// The address as it is written.
    pub text: &'d str,
    /// The address, if it is one to give to readers.
    pub read: Result<Address<'d>, AddressProblem>,
}

impl SourceAddress<'_> {
    /// Whether it is that of the source itself.
    pub fn is_own(&self) -> bool {
        self.path.len() == 1
    }

    /// The pointer to it.
    pub fn pointer(&self) -> Pointer {
        Pointer::of(["sources", self.source].iter().chain(self.path))
    }
}

/// Where a citation stands; it becomes a pointer only where one is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitationPlace<'d> {
    /// In a footnote.
    Footnote {
        /// The indicator.
        indicator: &'d str,
        /// The label of the footnote.
        label: &'d str,
        /// The place among its citations, from 0.
        nth: usize,
    },
    /// In a correction.
    Erratum {
        /// What it corrects.
        of: Corrected<'d>,
        /// Its day.
        day: &'d str,
        /// The place among its citations, from 0.
        nth: usize,
    },
}

impl CitationPlace<'_> {
    /// The pointer to the citation.
    pub fn pointer(self) -> Pointer {
        match self {
            Self::Footnote { indicator, label, nth } => {
                Pointer::of(["ratings", indicator, "footnotes", label, "citations"]).index(nth)
            }
            Self::Erratum { of, day, nth } => of.pointer().child(day).child("citations").index(nth),
        }
    }

    /// The pointer to a field of the citation.
    pub fn field(self, name: &str) -> Pointer {
        self.pointer().child(name)
    }
}

fn framework_of<'d>(dataset: &'d Dataset, file: &AssessmentFile) -> Option<&'d Framework> {
    let framework = dataset.framework_of(&file.edition)?;
    framework.damaged.is_empty().then_some(&framework.data)
}

/// Whether an assessment may be a reconstruction, as far as its status tells.
pub(crate) fn may_be_reconstructed(assessment: &Assessment) -> bool {
    assessment.status.is_none_or(|status| status == Status::Reconstructed)
}

/// Whether an edition is not in the register, as far as the register can be read.
pub(crate) fn is_unknown_edition(registers: &Registers, id: &str) -> bool {
    registers.editions.as_ref().is_some_and(|register| {
        !register.data.editions.contains(id) && !is_lost(register, &Pointer::of(["editions", id]))
    })
}

/// Whether what a pointer names was left out because of a fault, or stands beside it under a misspelt name.
pub(crate) fn is_lost<T>(file: &File<T>, pointer: &Pointer) -> bool {
    file.is_damaged(pointer) || file.damaged.may_misspell(pointer)
}

/// The edition before; none where the list names one that does not come before, which is reported as that.
fn previous_edition<'d>(dataset: &'d Dataset, edition: &str) -> Option<&'d str> {
    let editions = &dataset.editions.as_ref()?.data.editions;
    let previous = editions.get(edition)?.previous.as_deref()?;
    let is_before = editions.place(previous)? < editions.place(edition)?;
    is_before.then_some(previous)
}

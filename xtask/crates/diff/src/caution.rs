//! What makes a comparison unsafe: a reconstruction against a published document, another instrument, another way to score.

use super::assessment::Relation;
use super::ids::Ids;
use dataset::model::assessment::Status;
use dataset::model::framework::Framework;
use dataset::scoring::{ScoreObstacle, comparable};
use dataset::succession::{Replacements, Succession};
use dataset::{AssessmentFile, Dataset, framework_id};
use format::values::Text;

/// Something that a reader has to know before they trust a comparison.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Caution {
    /// No document at hand prints the ratings of an edition; they were worked out.
    Reconstructed {
        /// The country's code.
        country: Text,
        /// The edition that is a reconstruction.
        edition: Text,
        /// The edition from whose printed directions it was worked out, if that is recorded.
        derived_from: Option<Text>,
    },
    /// The assessment is not finished.
    Draft {
        /// The country's code.
        country: Text,
        /// The edition.
        edition: Text,
    },
    /// Between two revisions of an assessment its ratings came to have another origin.
    StatusDiffers {
        /// The country's code.
        country: Text,
        /// The edition.
        edition: Text,
        /// What it was.
        before: Status,
        /// What it is.
        after: Status,
    },
    /// The two sides were made with different instruments.
    FrameworkDiffers {
        /// Between two states of the data: the edition that has another instrument now.
        edition: Option<Text>,
        /// Id of the instrument of the earlier side.
        before: Text,
        /// Id of the instrument of the later side.
        after: Text,
    },
    /// Scores of the two sides are made in different ways, so that they are not comparable.
    ScoringDiffers {
        /// Id of the instrument of the later side.
        framework: Text,
        /// What is not the same.
        why: ScoreObstacle,
    },
    /// The clone lacks old commits, so that nobody can tell whether the one side led to the other.
    HistoryCutOff,
    /// Indicators of the earlier side that are others on the later one: one to one, split, or merged.
    IndicatorsReplaced {
        /// What they are on the earlier side.
        before: Vec<NamedIndicator>,
        /// What they are on the later side.
        after: Vec<NamedIndicator>,
    },
    /// Only the later side has these indicators.
    IndicatorsAdded {
        /// What they are, in order of the instrument.
        indicators: Vec<NamedIndicator>,
    },
    /// Only the earlier side has these indicators.
    IndicatorsRetired {
        /// What they are, in order of the instrument.
        indicators: Vec<NamedIndicator>,
    },
}

/// An indicator as a reader knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedIndicator {
    /// Its id.
    pub id: Text,
    /// Its title, or its id.
    pub title: Text,
}

impl NamedIndicator {
    fn of(framework: &Framework, id: &str) -> Self {
        let title = framework.indicators.get(id).and_then(|indicator| indicator.title.clone());
        Self { id: id.into(), title: title.unwrap_or_else(|| id.into()) }
    }

    fn all(framework: &Framework, ids: &[&str]) -> Vec<Self> {
        ids.iter().map(|id| Self::of(framework, id)).collect()
    }
}

impl Caution {
    /// The country that it is about, if it is about one.
    pub fn country(&self) -> Option<&str> {
        match self {
            Caution::Reconstructed { country, .. }
            | Caution::Draft { country, .. }
            | Caution::StatusDiffers { country, .. } => Some(country),
            Caution::FrameworkDiffers { .. }
            | Caution::ScoringDiffers { .. }
            | Caution::HistoryCutOff
            | Caution::IndicatorsReplaced { .. }
            | Caution::IndicatorsAdded { .. }
            | Caution::IndicatorsRetired { .. } => None,
        }
    }
}

/// Sorts, and says each once.
pub(super) fn tidy(cautions: &mut Vec<Caution>) {
    cautions.sort();
    cautions.dedup();
}

/// What is to be known of the two sides of one assessment.
pub(super) fn of_pair(
    before: Option<&AssessmentFile>,
    after: Option<&AssessmentFile>,
    relation: Relation,
) -> Vec<Caution> {
    let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
    match relation {
        Relation::Editions => [before, after].into_iter().filter_map(of_status).collect(),
        Relation::Revisions => match (before.file.data.status, after.file.data.status) {
            (Some(old), Some(new)) if old != new => vec![Caution::StatusDiffers {
                country: after.country.clone(),
                edition: after.edition.clone(),
                before: old,
                after: new,
            }],
            _ => Vec::new(),
        },
    }
}

fn of_status(file: &AssessmentFile) -> Option<Caution> {
    let (country, edition) = (file.country.clone(), file.edition.clone());
    match file.data.status? {
        Status::Published | Status::Original => None,
        Status::Draft => Some(Caution::Draft { country, edition }),
        Status::Reconstructed => {
            let derivation = file.data.derivation.as_ref();
            let derived_from = derivation.and_then(|derivation| derivation.edition.clone());
            Some(Caution::Reconstructed { country, edition, derived_from })
        }
    }
}

/// What is to be known of the instruments of two editions.
pub(super) fn of_editions(dataset: &Dataset, from: &str, to: &str) -> Vec<Caution> {
    let (Some(before), Some(after)) = (dataset.framework_of(from), dataset.framework_of(to)) else {
        return Vec::new();
    };
    let (old, new) = (framework_id(&before.path), framework_id(&after.path));
    if old == new {
        return Vec::new();
    }
    let mut cautions =
        vec![Caution::FrameworkDiffers { edition: None, before: old.into(), after: new.into() }];
    cautions.extend(of_instruments(new, &before.data, &after.data, &dataset.replacements()));
    cautions
}

/// What is to be known of the instruments of two states of the data.
pub(super) fn of_frameworks(before: &Dataset, after: &Dataset, ids: &Ids) -> Vec<Caution> {
    let mut cautions = Vec::new();
    let replacements = after.replacements();
    for file in &after.frameworks {
        let id = framework_id(&file.path);
        if let Some(earlier) = before.framework(id) {
            cautions.extend(of_instruments(id, &earlier.data, &file.data, &replacements));
        }
    }
    let editions = after.editions.iter().flat_map(|file| file.data.editions.iter());
    for (id, edition) in editions {
        let old_id = ids.editions.get(id).map_or(id, |old| old);
        let earlier = before.edition(old_id).and_then(|edition| edition.framework.as_ref());
        if let (Some(old), Some(new)) = (earlier, edition.framework.as_ref())
            && old != new
        {
            let (before_id, after_id) = (old.clone(), new.clone());
            let edition = Some(id.into());
            cautions.push(Caution::FrameworkDiffers { edition, before: before_id, after: after_id });
            if let (Some(old), Some(of)) = (before.framework(old), after.framework(new)) {
                cautions.extend(of_instruments(new, &old.data, &of.data, &replacements));
            }
        }
    }
    cautions
}

fn of_instruments(
    id: &str,
    before: &Framework,
    after: &Framework,
    replacements: &Replacements<'_>,
) -> Vec<Caution> {
    let mut cautions = Vec::new();
    if let Err(why) = comparable(before, after) {
        cautions.push(Caution::ScoringDiffers { framework: id.into(), why });
    }
    let Succession { one_to_one, regrouped, retired, added } = replacements.between(before, after);
    let pairs = one_to_one.into_iter().map(|(old, new)| (vec![old], vec![new]));
    let groups = regrouped.into_iter().map(|group| (group.before, group.after));
    cautions.extend(pairs.chain(groups).map(|(old, new)| Caution::IndicatorsReplaced {
        before: NamedIndicator::all(before, &old),
        after: NamedIndicator::all(after, &new),
    }));
    if !added.is_empty() {
        cautions.push(Caution::IndicatorsAdded { indicators: NamedIndicator::all(after, &added) });
    }
    if !retired.is_empty() {
        cautions.push(Caution::IndicatorsRetired { indicators: NamedIndicator::all(before, &retired) });
    }
    cautions
}

//! What can be corrected, of which kinds its corrections are, and what stands there of each kind.

mod chain;

pub(crate) use self::chain::{Broken, broken_links, leads};

use std::sync::Arc;

use bibliography::erratum::{Errata, ErratumKind};
use bibliography::source::{Date, Name, Source};
use dataset::model::assessment::{Assessment, Corrected};
use dataset::model::country::Country;
use dataset::model::edition::Edition;
use dataset::model::framework::{Framework, Indicator, Level, ThematicArea};
use dataset::model::rating::IndicatorRating;
use dataset::{AssessmentFile, Registers};
use format::diagnostic::Location;
use format::pointer::Pointer;
use format::values::Text;

/// Something under which corrections stand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Correctable<'d> {
    /// An assessment as a whole.
    Assessment(&'d Assessment),
    /// The entry of an indicator.
    Entry(&'d IndicatorRating),
    /// A source.
    Source(&'d Source),
    /// An edition.
    Edition(&'d Edition),
    /// A country.
    Country(&'d Country),
    /// An instrument as a whole.
    Framework(&'d Framework),
    /// An area of it.
    Area(&'d ThematicArea),
    /// An indicator of it.
    Indicator(&'d Indicator),
    /// A level of its scale.
    Level(&'d Level),
}

/// What stands somewhere of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// One value, or none.
    One(Option<String>),
    /// Some values, each of which can be corrected.
    Several(Vec<String>),
    /// Texts, of which corrections give a part, or nothing.
    Words(Vec<String>),
}

impl Content {
    /// Whether something stands there.
    pub(crate) fn has(&self, text: &str) -> bool {
        match self {
            Self::One(value) => value.as_deref() == Some(text),
            Self::Several(values) => values.iter().any(|value| value == text),
            Self::Words(texts) => texts.iter().any(|of| of.contains(text)),
        }
    }

    /// The values, in words.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::One(value) => value.clone().unwrap_or_else(|| "nothing".to_owned()),
            Self::Several(values) if values.is_empty() => "nothing".to_owned(),
            Self::Several(values) => values.join(", "),
            Self::Words(_) => "other words".to_owned(),
        }
    }
}

impl<'d> Correctable<'d> {
    /// Something of an assessment; none where it is not there.
    pub(crate) fn of(assessment: &'d Assessment, corrected: Corrected<'_>) -> Option<Self> {
        match corrected {
            Corrected::Whole => Some(Self::Assessment(assessment)),
            Corrected::Entry(id) => assessment.ratings.get(id).map(Self::Entry),
            Corrected::Source(id) => assessment.sources.get(id).map(Self::Source),
        }
    }

    /// The corrections that stand under it.
    pub(crate) fn errata(self) -> &'d Errata {
        match self {
            Self::Assessment(it) => &it.errata,
            Self::Entry(it) => &it.errata,
            Self::Source(it) => &it.errata,
            Self::Edition(it) => &it.errata,
            Self::Country(it) => &it.errata,
            Self::Framework(it) => &it.errata,
            Self::Area(it) => &it.errata,
            Self::Indicator(it) => &it.errata,
            Self::Level(it) => &it.errata,
        }
    }

    /// The kinds of which its corrections can be.
    pub(crate) fn kinds(self) -> &'static [ErratumKind] {
        use ErratumKind as Kind;
        match self {
            Self::Assessment(_) => &[Kind::Overview, Kind::Stated, Kind::Status, Kind::Added, Kind::Other],
            Self::Entry(_) => &[Kind::Rating, Kind::Change, Kind::Rationale, Kind::Citation, Kind::Other],
            Self::Source(_) => &[Kind::Citation],
            Self::Edition(_) => &[Kind::Title, Kind::Status, Kind::Date, Kind::Other],
            Self::Country(_) => &[Kind::Name],
            Self::Framework(_) => &[Kind::Title, Kind::Scoring, Kind::Other],
            Self::Area(_) => &[Kind::Title],
            Self::Indicator(_) => &[Kind::Title, Kind::Area],
            Self::Level(_) => &[Kind::Title, Kind::Points],
        }
    }

    /// What stands there of a kind; none for a kind of which nothing can.
    pub(crate) fn content(self, kind: ErratumKind) -> Option<Content> {
        use ErratumKind as Kind;
        let one = |text: &Option<Text>| Some(Content::One(text.as_deref().map(str::to_owned)));
        Some(match (self, kind) {
            (Self::Assessment(it), Kind::Overview) => words(it.overview.iter()),
            (Self::Assessment(it), Kind::Stated) => stated(it),
            (Self::Assessment(it), Kind::Status) => {
                Content::One(it.status.map(|status| status.id().to_owned()))
            }
            (Self::Assessment(it), Kind::Other) => {
                let of = |derivation: &'d dataset::model::assessment::Derivation| {
                    let own = [&derivation.method, &derivation.edition, &derivation.source];
                    own.into_iter().flatten().chain(&derivation.evidence)
                };
                let own = [&it.document, &it.country, &it.edition].into_iter().flatten();
                let remarks = it.remarks.iter();
                let remarks = remarks.flat_map(|(_, remark)| [&remark.printed, &remark.text]).flatten();
                words(own.chain(it.derivation.iter().flat_map(of)).chain(remarks))
            }
            (Self::Entry(it), Kind::Rating) => Content::One(it.rating.map(|rating| rating.id().to_owned())),
            (Self::Entry(it), Kind::Change) => Content::One(it.change.map(|change| change.id().to_owned())),
            (Self::Entry(it), Kind::Rationale) => words(it.rationale.iter()),
            (Self::Entry(it), Kind::Citation) => footnotes(it),
            (Self::Entry(it), Kind::Other) => {
                let votes = it.votes.iter().flat_map(|(symbol, vote)| {
                    let year = vote.year.map(|year| year.to_string());
                    let texts = [&vote.title, &vote.vote].into_iter().flatten().map(|text| text.to_string());
                    texts.chain([symbol.to_owned()]).chain(year)
                });
                Content::Words(it.reason.iter().map(|reason| reason.to_string()).chain(votes).collect())
            }
            (Self::Source(it), Kind::Citation) => Content::Words(description(it)),
            (Self::Edition(it), Kind::Title) => one(&it.title)?,
            (Self::Edition(it), Kind::Status) => one(&it.status)?,
            (Self::Edition(it), Kind::Date) => {
                let dates = [&it.as_of, &it.published, &it.evidence_until];
                Content::Several(dates.into_iter().flatten().map(|date| date.to_string()).collect())
            }
            (Self::Edition(it), Kind::Other) => {
                words([&it.framework, &it.previous, &it.note].into_iter().flatten().chain(&it.countries))
            }
            (Self::Country(it), Kind::Name) => one(&it.name)?,
            (Self::Framework(it), Kind::Title) => one(&it.title)?,
            (Self::Framework(it), Kind::Scoring) => scoring(it),
            (Self::Framework(it), Kind::Other) => {
                let ids = it.areas.ids().chain(it.indicators.ids()).map(str::to_owned);
                let own = [&it.id, &it.description].into_iter().flatten().map(|text| text.to_string());
                Content::Words(own.chain(ids).collect())
            }
            (Self::Area(it), Kind::Title) => one(&it.title)?,
            (Self::Indicator(it), Kind::Title) => one(&it.title)?,
            (Self::Indicator(it), Kind::Area) => one(&it.area)?,
            (Self::Level(it), Kind::Title) => one(&it.title)?,
            (Self::Level(it), Kind::Points) => Content::One(it.points.map(|points| points.to_string())),
            (_, _) => return None,
        })
    }
}

fn words<'t>(texts: impl Iterator<Item = &'t Text>) -> Content {
    Content::Words(texts.map(|text| text.to_string()).collect())
}

fn stated(assessment: &Assessment) -> Content {
    let stated = assessment.stated.unwrap_or_default();
    let scores = [stated.score, stated.previous_score].into_iter().flatten().map(|score| score.to_string());
    Content::Several(scores.chain(stated.difference.map(|difference| difference.to_string())).collect())
}

fn footnotes(entry: &IndicatorRating) -> Content {
    let mut texts = Vec::new();
    for (label, footnote) in entry.footnotes.iter() {
        texts.push(label.to_owned());
        texts.extend(footnote.comment.iter().map(|comment| comment.to_string()));
        for citation in &footnote.citations {
            let fields =
                [&citation.source, &citation.label, &citation.locator, &citation.prefix, &citation.suffix];
            texts.extend(fields.into_iter().flatten().map(|text| text.to_string()));
        }
    }
    Content::Words(texts)
}

fn scoring(framework: &Framework) -> Content {
    let mut texts = Vec::new();
    if let Some(scoring) = &framework.scoring {
        let own = [&scoring.method, &scoring.rounding, &scoring.basis];
        texts.extend(own.into_iter().flatten().chain(&scoring.evidence).map(|text| text.to_string()));
        texts.extend(scoring.out_of.map(|out_of| out_of.to_string()));
    }
    Content::Words(texts)
}

/// All that is said of a source, as texts: a date as `2021-03-10`, a name with its given names before and behind it.
fn description(source: &Source) -> Vec<String> {
    let mut texts: Vec<String> = source.kind.iter().map(|kind| kind.to_string()).collect();
    texts.extend(source.texts.values().map(|text| text.to_string()));
    texts.extend(source.names.values().flatten().flat_map(name));
    texts.extend(source.dates.values().flat_map(date));
    texts
}

fn name(name: &Name) -> Vec<String> {
    let given = name.given.as_deref().unwrap_or_default();
    let family = name.family.as_deref().unwrap_or_default();
    let literal = name.literal.iter().map(|literal| literal.to_string());
    literal.chain([format!("{given} {family}"), format!("{family}, {given}")]).collect()
}

fn date(date: &Date) -> Vec<String> {
    let parts = [date.from, date.to].into_iter().flatten().map(|parts| {
        let small = [parts.month, parts.day].into_iter().map_while(|part| Some(format!("-{:02}", part?)));
        format!("{}{}", parts.year, small.collect::<String>())
    });
    parts.chain(date.literal.iter().map(|words| words.to_string())).collect()
}

/// Something that has corrections, with its place.
#[derive(Clone, Debug)]
pub(crate) struct CorrectedPlace<'d> {
    /// The file.
    pub(crate) path: Arc<str>,
    /// Where in it they stand.
    pub(crate) pointer: Pointer,
    /// What they correct.
    pub(crate) of: Correctable<'d>,
    /// The edition that it belongs to, if it belongs to one.
    pub(crate) edition: Option<&'d str>,
}

impl CorrectedPlace<'_> {
    /// The place of a correction by its name.
    pub(crate) fn key(&self, name: &str) -> Location {
        Location::key(&self.path, self.pointer.child(name))
    }

    /// The place of a field of a correction.
    pub(crate) fn field(&self, name: &str, field: &str) -> Location {
        Location::value(&self.path, self.pointer.child(name).child(field))
    }
}

/// What of an assessment corrections under its top are about, besides themselves.
const OF_WHOLE: [&str; 6] = ["errata", "overview", "stated", "status", "document", "derivation"];

/// All in an assessment that has corrections, but for what a fault has taken something of.
pub(crate) fn in_assessment(file: &AssessmentFile) -> impl Iterator<Item = CorrectedPlace<'_>> {
    let is_whole = |corrected| match corrected {
        Corrected::Whole => !OF_WHOLE.iter().any(|field| file.is_damaged(&Pointer::of([field]))),
        Corrected::Entry(id) => !file.is_damaged(&Pointer::of(["ratings", id])),
        Corrected::Source(id) => !file.is_damaged(&Pointer::of(["sources", id])),
    };
    let whole = file.data.all_errata().filter(move |(of, _)| file.damaged.is_empty() || is_whole(*of));
    whole.filter_map(|(corrected, _)| {
        Some(CorrectedPlace {
            path: file.path.clone(),
            pointer: corrected.pointer(),
            of: Correctable::of(&file.data, corrected)?,
            edition: Some(&*file.edition),
        })
    })
}

/// All in the registers and instruments that has corrections, but for files of which a fault has taken something.
pub(crate) fn in_registers(registers: &Registers) -> Vec<CorrectedPlace<'_>> {
    correctable(registers, |of| !of.errata().is_empty())
}

/// All in the registers and instruments that can have corrections and is asked for, with the same files left out.
pub(crate) fn correctable<'r>(
    registers: &'r Registers,
    is_asked: impl Fn(Correctable<'r>) -> bool,
) -> Vec<CorrectedPlace<'r>> {
    let mut all = Vec::new();
    let mut push = |path: &Arc<str>, tokens: &[&str], of: Correctable<'r>, edition| {
        if is_asked(of) {
            let pointer = Pointer::of(tokens.iter().chain(&["errata"]));
            all.push(CorrectedPlace { path: path.clone(), pointer, of, edition });
        }
    };
    for file in registers.editions.iter().filter(|file| file.damaged.is_empty()) {
        for (id, edition) in file.data.editions.iter() {
            push(&file.path, &["editions", id], Correctable::Edition(edition), Some(id));
        }
    }
    for file in registers.countries.iter().filter(|file| file.damaged.is_empty()) {
        for (code, country) in file.data.countries.iter() {
            push(&file.path, &["countries", code], Correctable::Country(country), None);
        }
    }
    for file in registers.frameworks.iter().filter(|file| file.damaged.is_empty()) {
        push(&file.path, &[], Correctable::Framework(&file.data), None);
        for (id, area) in file.data.areas.iter() {
            push(&file.path, &["areas", id], Correctable::Area(area), None);
        }
        for (id, indicator) in file.data.indicators.iter() {
            push(&file.path, &["indicators", id], Correctable::Indicator(indicator), None);
        }
        for (id, level) in file.data.scale.iter() {
            push(&file.path, &["scale", id], Correctable::Level(level), None);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The kinds that a schema allows.
    fn allowed(schema: &str) -> BTreeSet<String> {
        let schema: serde_json::Value = serde_json::from_str(schema).expect("JSON");
        let kinds = schema.pointer("/$defs/erratum/properties/kind/enum").expect("the kinds");
        kinds
            .as_array()
            .expect("a list")
            .iter()
            .map(|kind| kind.as_str().expect("a word").to_owned())
            .collect()
    }

    #[test]
    fn the_kinds_are_those_that_the_schemas_allow() {
        let (assessment, entry, source) =
            (Assessment::default(), IndicatorRating::default(), Source::default());
        let (edition, country) = (Edition::default(), Country::default());
        let (framework, area) = (Framework::default(), ThematicArea::default());
        let (indicator, level) = (Indicator::default(), Level::default());
        let of_assessment =
            [Correctable::Assessment(&assessment), Correctable::Entry(&entry), Correctable::Source(&source)];
        let of_framework = [
            Correctable::Framework(&framework),
            Correctable::Area(&area),
            Correctable::Indicator(&indicator),
            Correctable::Level(&level),
        ];
        let files = [
            (&of_assessment[..], include_str!("../../../../schema/assessment.schema.json")),
            (&of_framework, include_str!("../../../../schema/framework.schema.json")),
            (&[Correctable::Edition(&edition)], include_str!("../../../../schema/editions.schema.json")),
            (&[Correctable::Country(&country)], include_str!("../../../../schema/countries.schema.json")),
        ];
        let mut all = BTreeSet::new();
        for (correctable, schema) in files {
            let kinds: BTreeSet<ErratumKind> =
                correctable.iter().flat_map(|of| of.kinds()).copied().collect();
            let ids: BTreeSet<String> = kinds.iter().map(|kind| kind.id().to_owned()).collect();
            assert_eq!(ids, allowed(schema));
            all.extend(kinds);
        }
        assert_eq!(all, BTreeSet::from(ErratumKind::ALL));
        for kind in ErratumKind::ALL {
            assert_eq!(ErratumKind::from_id(kind.id()), Some(kind));
        }
    }
}

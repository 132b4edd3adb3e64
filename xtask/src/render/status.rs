//! What state editions are in, country by country, and what stands in the way of closing them.

pub mod human;
pub mod json;
pub mod markdown;
mod obstacle;

pub use self::obstacle::Obstacle;

use crate::render::counted;
use bibliography::date::{Day, Span};
use dataset::model::assessment::Status;
use dataset::progress::Progress;

/// An edition with its countries.
#[derive(Debug)]
pub struct EditionState {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Whether it is open, as the register says it.
    pub status: Option<String>,
    /// The edition before it.
    pub previous: Option<String>,
    /// When it was published, as exactly as it is known.
    pub published: Option<String>,
    /// The countries that are assessed in it, or are to be, by code.
    pub countries: Vec<CountryState>,
    /// How many errors there are in the registers and instruments.
    pub register_errors: usize,
}

/// What there is of a country in an edition.
#[derive(Debug)]
pub struct CountryState {
    /// Its code.
    pub code: String,
    /// Its name here.
    pub name: String,
    /// What there is of it.
    pub found: Found,
}

/// What there is of an assessment.
#[derive(Debug)]
pub enum Found {
    /// Nothing.
    Missing,
    /// A file that is in the repository and not checked out, of which nothing is known here.
    NotCheckedOut,
    /// This.
    There(Box<AssessmentState>),
}

/// The state of an assessment.
#[derive(Debug)]
pub struct AssessmentState {
    /// The path of its file.
    pub path: String,
    /// Whether nothing of the file can be read.
    pub is_unreadable: bool,
    /// Its status, if it can be read.
    pub status: Option<Status>,
    /// How far it is.
    pub progress: Progress,
    /// The errors in it.
    pub errors: usize,
    /// The warnings in it.
    pub warnings: usize,
    /// What it still lacks, if it is a draft of an open edition.
    pub open_points: usize,
    /// The oldest work that it cites, which is no treaty, law, resolution or judgment, with its date.
    pub oldest: Option<(String, Span)>,
    /// The commit that changed it last; none without Git, or if it was never committed.
    pub last: Option<LastCommit>,
}

/// The commit that changed a file last.
#[derive(Clone, Debug)]
pub struct LastCommit {
    /// Its id.
    pub id: String,
    /// The author's name.
    pub author: String,
    /// The day on which the author made it.
    pub day: Option<Day>,
    /// How many days ago that was.
    pub age: Option<i64>,
}

/// How much there is in an edition.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// The countries.
    pub countries: usize,
    /// Those without an assessment.
    pub missing: usize,
    /// The assessments that are not checked out.
    pub not_checked_out: usize,
    /// The drafts.
    pub drafts: usize,
    /// The assessments that were transcribed.
    pub published: usize,
    /// Those that were made here.
    pub original: usize,
    /// Those that were worked out.
    pub reconstructed: usize,
    /// Those of which nobody can tell.
    pub unknown: usize,
    /// The ratings that are asked for in the assessments that are there.
    pub indicators: usize,
    /// Those that are given.
    pub rated: usize,
    /// Those of them that are not only carried over.
    pub confirmed: usize,
    /// The errors.
    pub errors: usize,
    /// The warnings.
    pub warnings: usize,
    /// What drafts lack.
    pub open_points: usize,
}

impl PartialEq for CountryState {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for CountryState {}

impl EditionState {
    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.status.as_deref() == Some("open")
    }

    /// What stands in the way of closing it, by country.
    pub fn obstacles(&self) -> Vec<Obstacle<'_>> {
        let mut obstacles = Vec::new();
        if self.register_errors > 0 {
            obstacles.push(Obstacle::Registers(self.register_errors));
        }
        for country in &self.countries {
            match &country.found {
                Found::Missing => obstacles.push(Obstacle::Missing(country)),
                Found::NotCheckedOut => obstacles.push(Obstacle::NotCheckedOut(country)),
                Found::There(assessment) if assessment.is_unreadable => {
                    obstacles.push(Obstacle::Unreadable(country));
                }
                Found::There(assessment) => {
                    if assessment.errors > 0 {
                        obstacles.push(Obstacle::Errors(country, assessment.errors));
                    }
                    if assessment.open_points > 0 {
                        obstacles.push(Obstacle::OpenPoints(country, assessment.open_points));
                    }
                }
            }
        }
        if self.countries.is_empty() {
            obstacles.push(Obstacle::Empty);
        }
        obstacles
    }

    /// How much there is in it.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals { countries: self.countries.len(), ..Totals::default() };
        for country in &self.countries {
            let assessment = match &country.found {
                Found::Missing => {
                    totals.missing += 1;
                    continue;
                }
                Found::NotCheckedOut => {
                    totals.not_checked_out += 1;
                    continue;
                }
                Found::There(assessment) => assessment,
            };
            *match assessment.status {
                Some(Status::Draft) => &mut totals.drafts,
                Some(Status::Published) => &mut totals.published,
                Some(Status::Original) => &mut totals.original,
                Some(Status::Reconstructed) => &mut totals.reconstructed,
                None => &mut totals.unknown,
            } += 1;
            if !assessment.is_unreadable {
                totals.indicators += assessment.progress.indicators;
                totals.rated += assessment.progress.rated;
                totals.confirmed += assessment.progress.confirmed;
            }
            totals.errors += assessment.errors;
            totals.warnings += assessment.warnings;
            totals.open_points += assessment.open_points;
        }
        totals
    }
}

impl CountryState {
    /// Its name and code.
    fn titled(&self) -> String {
        format!("{} ({})", self.name, self.code)
    }

    /// Its assessment, as far as it is there.
    pub fn assessment(&self) -> Option<&AssessmentState> {
        match &self.found {
            Found::Missing | Found::NotCheckedOut => None,
            Found::There(assessment) => Some(&**assessment),
        }
    }

    /// The state of its assessment in a word, as programs read it.
    pub fn word(&self) -> &'static str {
        match &self.found {
            Found::Missing => "missing",
            Found::NotCheckedOut => "not-checked-out",
            Found::There(assessment) if assessment.is_unreadable => "unreadable",
            Found::There(assessment) => assessment.status.map_or("unknown", Status::id),
        }
    }

    /// The state of its assessment; of a draft how far it is.
    fn told(&self) -> String {
        match &self.found {
            Found::NotCheckedOut => "not checked out".to_owned(),
            Found::There(assessment) if assessment.status == Some(Status::Draft) => {
                let Progress { indicators, rated, confirmed, .. } = &assessment.progress;
                format!("draft, {rated} of {indicators} rated, {confirmed} confirmed")
            }
            Found::Missing | Found::There(_) => self.word().to_owned(),
        }
    }
}

impl Totals {
    /// In a sentence without its full stop.
    fn told(&self) -> String {
        let kinds = [
            (self.missing, "missing"),
            (self.not_checked_out, "not checked out"),
            (self.drafts, if self.drafts == 1 { "draft" } else { "drafts" }),
            (self.published, "published"),
            (self.original, "original"),
            (self.reconstructed, "reconstructed"),
            (self.unknown, "without a readable status"),
        ];
        let kinds = kinds.into_iter().filter(|(count, _)| *count > 0);
        let kinds: Vec<String> = kinds.map(|(count, kind)| format!("{count} {kind}")).collect();
        let colon = if kinds.is_empty() { "" } else { ": " };
        format!(
            "{}{colon}{}; {} of {} rated, {} confirmed; {}, {}, {}",
            counted(self.countries, "country"),
            kinds.join(", "),
            self.rated,
            self.indicators,
            self.confirmed,
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            counted(self.open_points, "open point"),
        )
    }
}

/// Id, title and status of an edition in a line.
fn heading(edition: &EditionState) -> String {
    let title = edition.title.as_ref().map(|title| format!(" ({title})")).unwrap_or_default();
    let status = edition.status.as_deref().unwrap_or("without a status");
    let published = edition.published.as_ref().map(|day| format!(", published {day}")).unwrap_or_default();
    let previous = edition.previous.as_ref().map(|id| format!(", after {id}")).unwrap_or_default();
    format!("{}{title}: {status}{published}{previous}", edition.id)
}

/// The age of a commit.
fn age(last: &LastCommit) -> String {
    match last.age {
        None => "date unknown".to_owned(),
        Some(days) if days <= 0 => "today".to_owned(),
        Some(days) => format!("{} ago", counted(usize::try_from(days).unwrap_or(usize::MAX), "day")),
    }
}

/// The cells of a country: its name, its state, errors, warnings, open points, the oldest evidence, the last commit.
fn cells(country: &CountryState) -> [String; 7] {
    let (titled, told) = (country.titled(), country.told());
    let Some(assessment) = country.assessment() else {
        return [titled, told, "-".into(), "-".into(), "-".into(), "-".into(), "-".into()];
    };
    let oldest = assessment.oldest.as_ref().map_or_else(|| "-".to_owned(), |(_, span)| span.to_string());
    let last = assessment.last.as_ref();
    let last = last.map_or_else(
        || "-".to_owned(),
        |last| format!("{} {}, {}", super::history::short(&last.id), last.author, age(last)),
    );
    let AssessmentState { errors, warnings, open_points, is_unreadable, .. } = assessment;
    // What it lacks shows only once it can be read.
    let open = if *is_unreadable { "-".to_owned() } else { open_points.to_string() };
    [titled, told, errors.to_string(), warnings.to_string(), open, oldest, last]
}

/// The titles of these cells.
const TITLES: [&str; 7] =
    ["Country", "State", "Errors", "Warnings", "Open", "Oldest evidence", "Last commit"];

/// The countries of several editions, by code, with the state in each; none where the edition has not the country.
fn side_by_side<'s>(editions: &'s [EditionState]) -> Vec<(String, Vec<Option<&'s CountryState>>)> {
    let mut all: Vec<&CountryState> = editions.iter().flat_map(|edition| &edition.countries).collect();
    all.sort_by(|one, other| one.code.cmp(&other.code));
    all.dedup_by(|one, other| one.code == other.code);
    let of = |edition: &'s EditionState, code: &str| {
        let place = edition.countries.binary_search_by(|country| country.code.as_str().cmp(code)).ok()?;
        edition.countries.get(place)
    };
    let row = |country: &&CountryState| {
        (country.titled(), editions.iter().map(|edition| of(edition, &country.code)).collect())
    };
    all.iter().map(row).collect()
}

/// What is said of a closed or open edition below its countries: the totals, and what stands in the way of closing it.
fn below(edition: &EditionState) -> (String, Vec<String>) {
    let obstacles = edition.obstacles();
    if !edition.is_open() {
        return (format!("{}.", edition.totals().told()), Vec::new());
    }
    if obstacles.is_empty() {
        let ready =
            format!("Nothing stands in the way of closing it: cargo xtask edition close {}", edition.id);
        return (format!("{}. {ready}", edition.totals().told()), Vec::new());
    }
    let told = obstacles.iter().map(Obstacle::told).collect();
    (format!("{}. In the way of closing it:", edition.totals().told()), told)
}

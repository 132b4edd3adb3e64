//! What a page about an assessment says, put together from the values.

use std::collections::HashMap;

use serde::Serialize;

use crate::render::remark;
use bibliography::address::Address;
use bibliography::citation::calls;
use bibliography::erratum::Erratum;
use bibliography::notes::{self, Runs, Style, bibliography};
use bibliography::source::Source;
use dataset::model::assessment::{Assessment, Corrected, Status};
use dataset::model::framework::Framework;
use dataset::model::rating::{Direction, IndicatorRating, Rating, Scale};
use dataset::notes::notes as numbered;
use dataset::scoring::{Score, instrument, score};
use dataset::{AssessmentFile, Dataset};

/// A page about an assessment, or about one entry of it.
#[derive(Debug, Serialize)]
pub struct Page<'d> {
    /// The country's code.
    pub country: &'d str,
    /// The country's name.
    pub country_name: &'d str,
    /// The id of the edition.
    pub edition: &'d str,
    /// Where the ratings come from, as the files call it.
    pub status: Option<&'static str>,
    /// The same in a sentence.
    pub standing: &'static str,
    /// The document that was transcribed.
    pub document: Option<Line>,
    /// The computed score.
    #[serde(skip)]
    pub score: Option<Score>,
    /// The printed score, that of the edition before, and the difference.
    pub stated: [Option<i64>; 3],
    /// The indicators by level, best first.
    pub levels: Vec<Level<'d>>,
    /// What is asked and not rated: ids and titles.
    pub not_rated: Vec<(&'d str, &'d str)>,
    /// What the edition before asked and this one does not, nor anything in its place: ids and titles.
    pub no_longer_asked: Vec<(&'d str, &'d str)>,
    /// What is said of the country as a whole.
    pub overview: Vec<&'d str>,
    /// The entries by area.
    pub areas: Vec<Area<'d>>,
    /// How the ratings were worked out, where no document prints them.
    pub evidence: Vec<&'d str>,
    /// The sources that are cited, as in a bibliography, each with its id.
    pub sources: Vec<(&'d str, Line)>,
    /// What is remarked on the document.
    pub remarks: Vec<String>,
    /// What was corrected after publication.
    pub errata: Vec<String>,
    /// What checks report and the file accepts: code, place, reason.
    pub exceptions: Vec<[&'d str; 3]>,
    /// Whether the page is about one entry alone.
    pub is_part: bool,
}

/// The indicators of one level.
#[derive(Debug, Serialize)]
pub struct Level<'d> {
    /// The printed word for it.
    pub title: &'static str,
    /// The indicators, each with the sign of its direction.
    pub indicators: Vec<(&'d str, &'d str, &'static str)>,
}

/// The entries of one area.
#[derive(Debug, Serialize)]
pub struct Area<'d> {
    /// Its printed title.
    pub title: &'d str,
    /// Its entries.
    pub entries: Vec<Entry<'d>>,
}

/// The entry of one indicator.
#[derive(Debug, Serialize)]
pub struct Entry<'d> {
    /// The id of the indicator.
    pub id: &'d str,
    /// Its printed title.
    pub title: &'d str,
    /// The level, as printed.
    pub rating: &'static str,
    /// The level, as the files call it.
    pub rating_id: Option<&'static str>,
    /// What the level counts.
    pub points: Option<u32>,
    /// The direction, as printed; empty where none is.
    pub change: &'static str,
    /// The direction, as the files call it.
    pub change_id: Option<&'static str>,
    /// The sign of the direction.
    pub mark: &'static str,
    /// The edition from which it was carried over unconfirmed.
    pub carried: Option<&'d str>,
    /// Why the rating moved far.
    pub reason: Option<&'d str>,
    /// The paragraphs of the rationale.
    pub rationale: Vec<Line>,
    /// The votes: symbol, title, year, way.
    pub votes: Vec<(&'d str, &'d str, u32, String)>,
    /// The notes.
    pub notes: Vec<Note<'d>>,
}

/// A note.
#[derive(Debug, Serialize)]
pub struct Note<'d> {
    /// Its number through the whole assessment.
    pub number: usize,
    /// Its label.
    pub label: &'d str,
    /// What it says.
    pub text: Line,
}

/// A line of text in pieces.
pub type Line = Vec<Piece>;

/// A piece of a line.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "text", rename_all = "lowercase")]
pub enum Piece {
    /// Text.
    Text(String),
    /// Text in italics.
    Emphasis(String),
    /// An address.
    Link(String),
    /// The call of a note, by its number.
    Call(usize),
}

/// The text of a line: calls as numbers between brackets, addresses between angles.
pub fn plain(line: &[Piece]) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Text(text) | Piece::Emphasis(text) => text.clone(),
        Piece::Link(address) => format!("<{address}>"),
        Piece::Call(number) => format!("[{number}]"),
    };
    line.iter().map(text).collect()
}

/// Puts a page together.
pub fn page<'d>(dataset: &'d Dataset, file: &'d AssessmentFile, indicator: Option<&'d str>) -> Page<'d> {
    let data = &file.data;
    let framework = dataset.framework_of(&file.edition).map(|framework| &framework.data);
    let is_asked = |id: &str| indicator.is_none_or(|asked| asked == id);
    let mut of_entry: HashMap<&str, Vec<Note<'_>>> = HashMap::new();
    for note in numbered(data) {
        let text = of_runs(&note.text);
        let note_ = Note { number: note.number, label: note.label, text };
        of_entry.entry(note.indicator).or_default().push(note_);
    }
    let mut areas: Vec<Area<'d>> = Vec::new();
    for (id, entry) in data.ratings.iter().filter(|(id, _)| is_asked(id)) {
        let title = area_title(framework, id);
        let unrated = if file.has_unreadable_rating(id) { "cannot be read" } else { "not rated" };
        let entry = self::entry(framework, id, entry, unrated, of_entry.remove(id).unwrap_or_default());
        match areas.last_mut() {
            Some(area) if area.title == title => area.entries.push(entry),
            Some(_) | None => areas.push(Area { title, entries: vec![entry] }),
        }
    }
    let stated = data.stated.unwrap_or_default();
    let computed = instrument(dataset, &file.edition).and_then(|framework| score(data, framework));
    let whole = indicator.is_none();
    Page {
        country: &file.country,
        country_name: dataset
            .countries
            .as_ref()
            .map_or(&*file.country, |names| names.data.name(&file.country)),
        edition: &file.edition,
        status: data.status.map(Status::id),
        standing: standing(data.status),
        document: data.document.as_deref().and_then(|id| Some(of_runs(&notes::entry(data.sources.get(id)?)))),
        score: computed,
        stated: [
            stated.score.map(i64::from),
            stated.previous_score.map(i64::from),
            stated.difference.map(i64::from),
        ],
        levels: if whole { levels(framework, data, dataset.scale_of(&file.edition)) } else { Vec::new() },
        not_rated: if whole { not_rated(framework, file) } else { Vec::new() },
        no_longer_asked: if whole { dataset.no_longer_asked(&file.edition) } else { Vec::new() },
        overview: data.overview.iter().filter(|_| whole).map(|text| &**text).collect(),
        areas,
        evidence: data.derivation.iter().flat_map(|it| it.evidence.iter()).map(|text| &**text).collect(),
        sources: sources(data, indicator),
        remarks: data
            .remarks
            .values()
            .filter(|said| indicator.is_none_or(|id| said.is_about(id)))
            .map(remark::sentence)
            .collect(),
        errata: data
            .corrections()
            .filter(|(of, ..)| indicator.is_none_or(|id| *of == Corrected::Entry(id)))
            .map(|(of, name, erratum)| self::erratum(of, name, erratum))
            .collect(),
        exceptions: exceptions(data, indicator),
        is_part: !whole,
    }
}

fn standing(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::Published) => "Transcribed from a published document.",
        Some(Status::Reconstructed) => {
            "Reconstructed: no document at hand prints these ratings; they were worked out and are not the publisher's."
        }
        Some(Status::Original) => {
            "Original: this assessment was made here, and no document elsewhere prints it."
        }
        Some(Status::Draft) => "Draft: this assessment is still being written, and nothing in it is final.",
        None => "The file does not say where its ratings come from.",
    }
}

fn area_title<'d>(framework: Option<&'d Framework>, indicator: &str) -> &'d str {
    let title = framework.and_then(|framework| {
        let area = framework.indicators.get(indicator)?.area.as_deref()?;
        Some(framework.areas.get(area).and_then(|area| area.title.as_deref()).unwrap_or(area))
    });
    title.unwrap_or("Other indicators")
}

fn indicator_title<'d>(framework: Option<&'d Framework>, id: &'d str) -> &'d str {
    framework.and_then(|framework| framework.indicators.get(id)?.title.as_deref()).unwrap_or(id)
}

fn entry<'d>(
    framework: Option<&'d Framework>,
    id: &'d str,
    entry: &'d IndicatorRating,
    unrated: &'static str,
    notes: Vec<Note<'d>>,
) -> Entry<'d> {
    let numbers: HashMap<&str, usize> = notes.iter().map(|note| (note.label, note.number)).collect();
    let votes = entry.votes.iter().map(|(symbol, vote)| {
        let way = vote.vote.as_deref().unwrap_or_default().replace('-', " ");
        (symbol, vote.title.as_deref().unwrap_or_default(), vote.year.unwrap_or_default(), way)
    });
    Entry {
        id,
        title: indicator_title(framework, id),
        rating: entry.rating.map_or(unrated, Rating::title),
        rating_id: entry.rating.map(Rating::id),
        points: entry.rating.and_then(|rating| framework?.points(rating)),
        change: entry.change.map_or("", word),
        change_id: entry.change.map(Direction::id),
        mark: entry.change.map_or("", mark),
        carried: entry.carried.as_deref(),
        reason: entry.reason.as_deref(),
        rationale: entry.rationale.iter().map(|text| with_calls(text, &numbers)).collect(),
        votes: votes.collect(),
        notes,
    }
}

fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::Increase => "increase",
        Direction::Decrease => "decrease",
        Direction::Unchanged => "unchanged",
    }
}

fn mark(direction: Direction) -> &'static str {
    match direction {
        Direction::Increase => "▲",
        Direction::Decrease => "▼",
        Direction::Unchanged => "=",
    }
}

fn levels<'d>(framework: Option<&'d Framework>, data: &'d Assessment, scale: Scale) -> Vec<Level<'d>> {
    let of = |rating: Rating| {
        let entries = data.ratings.iter().filter(move |(_, entry)| entry.rating == Some(rating));
        entries
            .map(|(id, entry)| (id, indicator_title(framework, id), entry.change.map_or("", mark)))
            .collect()
    };
    scale.ratings().map(|rating| Level { title: rating.title(), indicators: of(rating) }).collect()
}

fn not_rated<'d>(framework: Option<&'d Framework>, file: &'d AssessmentFile) -> Vec<(&'d str, &'d str)> {
    let asked = framework.into_iter().flat_map(|framework| framework.indicators.ids());
    let is_rated = |id: &str| file.data.ratings.get(id).is_some_and(|entry| entry.rating.is_some());
    let missing = asked.filter(|id| !is_rated(id) && !file.has_unreadable_rating(id));
    missing.map(|id| (id, indicator_title(framework, id))).collect()
}

/// The sources that are cited, or those that one entry cites.
fn sources<'d>(data: &'d Assessment, indicator: Option<&str>) -> Vec<(&'d str, Line)> {
    let cited: std::collections::HashSet<&str> = data
        .citations()
        .filter(|(id, ..)| indicator == Some(*id))
        .filter_map(|(.., citation)| citation.source.as_deref())
        .collect();
    let wanted = data.sources.iter().filter(|(id, _)| indicator.is_none() || cited.contains(id));
    let (ids, sources): (Vec<&str>, Vec<&Source>) = wanted.unzip();
    bibliography(&sources, dataset::notes::letters(data))
        .into_iter()
        .map(|(place, runs)| (ids[place], of_runs(&runs)))
        .collect()
}

fn exceptions<'d>(data: &'d Assessment, indicator: Option<&str>) -> Vec<[&'d str; 3]> {
    let is_asked = |place: &str| {
        let within = |id: &str| place.strip_prefix("/ratings/").and_then(|rest| rest.strip_prefix(id));
        indicator.is_none_or(|id| within(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    };
    let all = data
        .exceptions
        .iter()
        .flat_map(|(code, places)| places.iter().map(move |(place, reason)| [code, place, &**reason]));
    all.filter(|[_, place, _]| is_asked(place)).collect()
}

fn erratum(of: Corrected<'_>, name: &str, erratum: &Erratum) -> String {
    let Erratum { kind, from, to, reason: _, note, citations: _ } = erratum;
    let of = match of {
        Corrected::Whole => None,
        Corrected::Entry(id) | Corrected::Source(id) => Some(id),
    };
    let about = kind.as_deref().into_iter().chain(of).collect::<Vec<_>>().join(" of ");
    let change = match (from, to) {
        (Some(from), Some(to)) => format!(", “{from}” became “{to}”"),
        (Some(from), None) => format!(", “{from}” was taken out"),
        (None, Some(to)) => format!(", “{to}” was put in"),
        (None, None) => String::new(),
    };
    format!("{}: {about}{change}. {}", name.get(..10).unwrap_or(name), note.as_deref().unwrap_or_default())
}

/// A paragraph with the numbers of the notes that it calls.
fn with_calls(text: &str, numbers: &HashMap<&str, usize>) -> Line {
    let mut line = Line::new();
    let mut rest = 0;
    for (label, place) in calls(text) {
        let Some(number) = numbers.get(label) else { continue };
        push(&mut line, &text[rest..place.start]);
        line.push(Piece::Call(*number));
        rest = place.end;
    }
    push(&mut line, &text[rest..]);
    line
}

/// Runs in pieces; an address between angles is a link, if it is one to give to readers.
fn of_runs(runs: &Runs) -> Line {
    let mut line = Line::new();
    for run in runs.iter() {
        if run.style == Style::Emphasis {
            line.push(Piece::Emphasis(run.text.clone()));
            continue;
        }
        let mut rest = run.text.as_str();
        while let Some((before, behind)) = rest.split_once("<http") {
            let address = behind.split_once('>').map(|(address, behind)| (format!("http{address}"), behind));
            let is_safe = |text: &str| Address::parse(text).is_ok();
            let Some((address, behind)) = address.filter(|(address, _)| is_safe(address)) else { break };
            push(&mut line, before);
            line.push(Piece::Link(address));
            rest = behind;
        }
        push(&mut line, rest);
    }
    line
}

fn push(line: &mut Line, text: &str) {
    if !text.is_empty() {
        line.push(Piece::Text(text.to_owned()));
    }
}

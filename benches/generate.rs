//! Writes a dataset of any size in the shape of the real one, the same on every run: what the benchmarks measure.
//!
//! `cargo run --release --example generate -- DIR --countries 200 --editions 10 --mistakes 0`
//!
//! Every country has the two assessments of Cambodia, and further editions made from the later of them, which agree with each
//! other, so that `validate` has next to nothing to say. With `--mistakes` so many are planted, of the kinds below in
//! turn, spread over all files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Parser;
use dataset::canonical::{Rewrite, rewrite};
use dataset::schema::Kind;
use serde_json::{Map, Value, json};

/// What is written.
#[derive(Debug, Parser)]
struct Arguments {
    /// The folder to write to, which gets a folder `dataset`
    folder: PathBuf,
    /// How many countries
    #[arg(long, default_value_t = 200)]
    countries: usize,
    /// How many editions each
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u8).range(1..100))]
    editions: u8,
    /// How many mistakes are planted
    #[arg(long, default_value_t = 0)]
    mistakes: usize,
}

/// What the dataset is made from.
struct Model {
    reconstruction: Value,
    published: Value,
    editions: Value,
    indicators: Vec<String>,
    points: Vec<(String, i64)>,
}

/// One source in so many is one that all countries have in common.
const SHARED: usize = 3;

/// The fields by which a work is known wherever it is cited; one that has any is in common as well.
const NUMBERS: [&str; 4] = ["DOI", "ISBN", "ISSN", "number"];

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let model = Model::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../dataset")))?;
    let top = arguments.folder.join("dataset");
    fs::create_dir_all(top.join("frameworks"))?;
    let framework = concat!(env!("CARGO_MANIFEST_DIR"), "/../dataset/frameworks/apr2p-2019.json");
    fs::copy(framework, top.join("frameworks/apr2p-2019.json"))?;
    let editions: Vec<String> = (0..usize::from(arguments.editions)).map(edition).collect();
    write(&top.join("editions.json"), &model.register(&editions), Kind::Editions, &[])?;
    let codes: Vec<String> = (0..arguments.countries).map(country).collect();
    let countries: Map<String, Value> = codes.iter().map(|code| (code.clone(), named(code))).collect();
    let countries = json!({"$schema": "../schema/countries.schema.json", "countries": countries});
    write(&top.join("countries.json"), &countries, Kind::Countries, &[])?;

    let files = codes.len() * editions.len();
    let mut planted = 0;
    for (place, code) in codes.iter().enumerate() {
        let folder = top.join("assessments").join(code);
        fs::create_dir_all(&folder)?;
        for (round, id) in editions.iter().enumerate() {
            let mut assessment = model.assessment(code, round, &editions);
            let nth = place * editions.len() + round;
            // Spread evenly over all files.
            let until = (nth + 1) * arguments.mistakes / files;
            let of_text: Vec<OfText> =
                (planted..until).filter_map(|mistake| spoil(&mut assessment, mistake)).collect();
            planted = until;
            let file = folder.join(format!("{id}.json"));
            write(&file, &assessment, Kind::Assessment, &model.indicators)?;
            if !of_text.is_empty() {
                let text = fs::read_to_string(&file)?;
                fs::write(&file, of_text.iter().fold(text, |text, spoil| spoil(&text)))?;
            }
        }
    }
    Ok(())
}

/// The id of an edition. All are of one year, so that the sources are as old to each as to the real one.
fn edition(nth: usize) -> String {
    if nth == 0 { "2019".to_owned() } else { format!("2019-{nth:02}") }
}

/// A country's code, none of which is real: ISO 3166 leaves those from XAA on to its users.
fn country(nth: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or_default());
    let first = char::from(b'X' - u8::try_from(nth / 676).unwrap_or_default());
    format!("{first}{}{}", letter(nth / 26), letter(nth))
}

fn named(code: &str) -> Value {
    let name = format!("Country {code}");
    json!({"name": name, "names": {(name.clone()): ["Invented for a measurement"]}})
}

/// Writes a file in canonical form.
fn write(file: &Path, value: &Value, kind: Kind, indicators: &[String]) -> anyhow::Result<()> {
    let indicators: Vec<&str> = indicators.iter().map(String::as_str).collect();
    let text = serde_json::to_string_pretty(value)?;
    let text = match rewrite(text.as_bytes(), kind, &indicators) {
        Rewrite::To(text) => text,
        Rewrite::AsItIs | Rewrite::Refused(_) => text,
    };
    fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))
}

impl Model {
    fn read(dataset: &Path) -> anyhow::Result<Self> {
        let read = |path: &str| -> anyhow::Result<Value> {
            let file = dataset.join(path);
            let bytes = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
            Ok(serde_json::from_slice(&bytes)?)
        };
        let framework = read("frameworks/apr2p-2019.json")?;
        let keys = |field: &str| members(&framework[field]).map(|(id, _)| id.clone()).collect();
        let points = members(&framework["scale"])
            .map(|(id, level)| (id.clone(), level["points"].as_i64().unwrap_or(0)));
        Ok(Self {
            reconstruction: read("assessments/KHM/2019.json")?,
            published: read("assessments/KHM/2022.json")?,
            editions: read("editions.json")?,
            indicators: keys("indicators"),
            points: points.collect(),
        })
    }

    /// The register of editions, each like the later of the two real ones, and without its dates.
    fn register(&self, editions: &[String]) -> Value {
        let mut register = json!({"$schema": self.editions["$schema"], "editions": {}});
        for (round, id) in editions.iter().enumerate() {
            let mut entry =
                json!({"title": format!("{id} assessment"), "status": "closed", "framework": "apr2p-2019"});
            if round > 0 {
                entry["previous"] = json!(editions[round - 1]);
            }
            register["editions"][id] = entry;
        }
        register
    }

    /// The assessment of a country in a round.
    fn assessment(&self, code: &str, round: usize, editions: &[String]) -> Value {
        let mut file = if round == 0 { self.reconstruction.clone() } else { self.published.clone() };
        file["country"] = json!(code);
        file["edition"] = json!(editions[round]);
        if let Some(edition) = file.pointer_mut("/derivation/edition") {
            *edition = json!(editions.get(1).unwrap_or(&editions[0]));
        }
        self.rename_sources(&mut file, code);
        let mark = format!("{code} {}", editions[round]);
        prose(file.get_mut("overview"), &mark);
        for (id, entry) in members_mut(&mut file["ratings"]) {
            let level = self.level(id, round);
            if round > 1 {
                let before = self.points(self.level(id, round - 1));
                let change = match self.points(level).cmp(&before) {
                    std::cmp::Ordering::Less => "decrease",
                    std::cmp::Ordering::Equal => "unchanged",
                    std::cmp::Ordering::Greater => "increase",
                };
                entry["change"] = json!(change);
            }
            entry["rating"] = json!(level);
            prose(entry.get_mut("rationale"), &mark);
        }
        if round > 1 {
            // Nothing has changed, so that nothing is to be said of the evidence for a change.
            if let Some(exceptions) = file["exceptions"].as_object_mut() {
                exceptions.remove("EVI002");
            }
            let (score, previous) = (self.score(round), self.score(round - 1));
            file["stated"] =
                json!({"score": score, "previous_score": previous, "difference": score - previous});
        }
        file
    }

    /// The sources that are not shared get an id, a title and an address of the country, wherever they are named.
    fn rename_sources(&self, file: &mut Value, code: &str) {
        let is_own = |place: usize, source: &Value| {
            !place.is_multiple_of(SHARED) && NUMBERS.iter().all(|field| source.get(field).is_none())
        };
        let own: BTreeSet<String> = members(&self.published["sources"])
            .enumerate()
            .filter(|(place, (_, source))| is_own(*place, source))
            .map(|(_, (id, _))| id.clone())
            .collect();
        let suffix = code.to_lowercase();
        let renamed = |id: &str| own.contains(id).then(|| format!("{id}-{suffix}"));
        rename(file, &renamed);
        for (id, source) in members_mut(&mut file["sources"]) {
            if !id.ends_with(&format!("-{suffix}")) {
                continue;
            }
            if let Some(title) = source["title"].as_str() {
                source["title"] = json!(format!("{title} ({code})"));
            }
            if let Some(address) = source["URL"].as_str() {
                let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
                let join = if address.contains('?') { '&' } else { '?' };
                let hash = if fragment.is_empty() { "" } else { "#" };
                source["URL"] = json!(format!("{address}{join}of={suffix}{hash}{fragment}"));
            }
        }
    }

    /// The level of an indicator in a round: the rounds after the second say what the second says.
    fn level(&self, indicator: &str, round: usize) -> &str {
        let file = if round == 0 { &self.reconstruction } else { &self.published };
        file["ratings"][indicator]["rating"].as_str().unwrap_or_default()
    }

    fn points(&self, level: &str) -> i64 {
        self.points.iter().find(|(id, _)| id == level).map_or(0, |(_, points)| *points)
    }

    /// The score of a round, rounded half up.
    fn score(&self, round: usize) -> i64 {
        let sum: i64 = self.indicators.iter().map(|id| self.points(self.level(id, round))).sum();
        let most = 4 * i64::try_from(self.indicators.len()).unwrap_or(1);
        (2 * 100 * sum + most) / (2 * most)
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn members_mut(value: &mut Value) -> impl Iterator<Item = (&String, &mut Value)> {
    value.as_object_mut().into_iter().flat_map(|members| members.iter_mut())
}

/// Begins each paragraph with words of its own file.
fn prose(paragraphs: Option<&mut Value>, mark: &str) {
    for paragraph in paragraphs.and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(text) = paragraph.as_str() {
            *paragraph = json!(format!("In {mark}: {text}"));
        }
    }
}

/// Gives sources their new ids in keys, citations and pointers.
fn rename(value: &mut Value, renamed: &impl Fn(&str) -> Option<String>) {
    match value {
        Value::Object(members) => {
            let old = std::mem::take(members);
            for (key, mut value) in old {
                rename(&mut value, renamed);
                let key = in_pointer(&key, renamed).or_else(|| renamed(&key)).unwrap_or(key);
                members.insert(key, value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, renamed)),
        Value::String(text) => {
            if let Some(new) = in_pointer(text, renamed).or_else(|| renamed(text)) {
                *text = new;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A pointer to a source with its new id.
fn in_pointer(text: &str, renamed: &impl Fn(&str) -> Option<String>) -> Option<String> {
    let rest = text.strip_prefix("/sources/")?;
    let (id, after) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Some(format!("/sources/{}{after}", renamed(id)?))
}

/// A mistake in the text of a file.
type OfText = fn(&str) -> String;

/// Puts the next mistake into an assessment; one that only a text can have is given back.
fn spoil(file: &mut Value, nth: usize) -> Option<OfText> {
    const OF_VALUES: [fn(&mut Value, usize); 24] = [
        |file, n| entry(file, n)["rating"] = json!("quite weak"),
        |file, n| drop(entry(file, n).as_object_mut().and_then(|entry| entry.remove("footnotes"))),
        |file, n| entry(file, n)["rational"] = json!(["A misspelt field."]),
        |file, n| entry(file, n)["change"] = json!("increase"),
        |file, _| file["stated"]["score"] = json!(99),
        |file, n| entry(file, n)["rationale"] = json!([COPIED]),
        |file, _| first_source(file)["title"] = json!("Another title for the same work"),
        |file, _| first_source(file)["URL"] = json!("http://exa mple.org/?utm_source=x"),
        |file, n| {
            let id = members(&file["ratings"]).map(|(id, _)| id.clone()).nth(n % 36).unwrap_or_default();
            drop(file["ratings"].as_object_mut().and_then(|ratings| ratings.remove(&id)));
        },
        |file, n| {
            entry(file, n)["footnotes"]["new-note"] =
                json!({"citations": [{"source": "nobody-knows", "label": "page", "locator": "x"}]});
        },
        |file, _| file["country"] = json!("ZZZ"),
        |file, _| file["edition"] = json!("1999"),
        |file, _| file["status"] = json!("draft"),
        |file, _| drop(file.as_object_mut().and_then(|file| file.remove("exceptions"))),
        |file, _| file["exceptions"]["CIT001"]["/ratings/nowhere"] = json!("A reason that has enough words."),
        |file, _| file["exceptions"]["CIT999"] = json!({"/ratings": "A reason that has enough words."}),
        |file, _| file["remarks"]["odd"] = json!({"about": ["/ratings/none"], "text": "About nothing."}),
        |file, n| entry(file, n)["rating"] = json!(if n % 2 == 0 { "very-weak" } else { "very-strong" }),
        |file, _| {
            let mut twin = first_source(file).clone();
            twin["note"] = json!("The same work once more.");
            file["sources"]["twin-of-the-first"] = twin;
        },
        |file, _| first_source(file)["issued"] = json!({"date-parts": [[2031, 2, 30]]}),
        |file, _| first_source(file)["DOI"] = json!("10.1000.182/x y"),
        |file, _| first_source(file)["title"] = json!("TBD"),
        |file, n| entry(file, n)["rationale"] = json!(["Two words. Cafe\u{301}.[^gone]"]),
        |file, n| {
            file["sources"][format!("bad id {n}")] = json!({"type": "report", "title": "  Spaces  "});
        },
    ];
    const OF_TEXTS: [OfText; 8] = [
        |text| text.replace('\n', "\r\n"),
        |text| text.replacen("  ", "\t", 1),
        |text| text.replacen("\"status\"", "\"status\": \"draft\",\n  \"status\"", 1),
        |text| format!("\u{feff}{text}"),
        |text| text.replacen("\"ratings\": {", "\"ratings\": {,", 1),
        |text| text.replacen("the ", "the\u{200b} ", 3),
        |text| format!("{text}\n\n"),
        |text| text.replacen("\"overview\"", "<<<<<<< HEAD\n  \"overview\"", 1),
    ];
    let kind = nth % (OF_VALUES.len() + OF_TEXTS.len());
    match kind.checked_sub(OF_VALUES.len()) {
        Some(of_text) => Some(OF_TEXTS[of_text]),
        None => {
            OF_VALUES[kind](file, nth / 7);
            None
        }
    }
}

/// A paragraph that stands in many files.
const COPIED: &str = "This very paragraph stands in the assessments of many countries, word for word, and is long enough to count.";

fn entry(file: &mut Value, nth: usize) -> &mut Value {
    let ratings = &mut file["ratings"];
    let id = members(ratings).map(|(id, _)| id.clone()).nth(nth % 36).unwrap_or_default();
    &mut ratings[id]
}

fn first_source(file: &mut Value) -> &mut Value {
    let sources = &mut file["sources"];
    let id = members(sources).map(|(id, _)| id.clone()).next().unwrap_or_default();
    &mut sources[id]
}

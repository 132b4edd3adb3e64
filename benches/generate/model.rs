//! What the generated assessments are made from: the two real ones, told anew for any country and edition.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde_json::{Value, json};

/// What the dataset is made from.
pub(crate) struct Model {
    reconstruction: Value,
    published: Value,
    editions: Value,
    /// The ids of the indicators, in order.
    pub(crate) indicators: Vec<String>,
    points: Vec<(String, i64)>,
}

/// One source in so many is one that all countries have in common.
const SHARED: usize = 3;

/// The fields by which a work is known wherever it is cited; one that has any is in common as well.
const NUMBERS: [&str; 4] = ["DOI", "ISBN", "ISSN", "number"];

impl Model {
    /// Reads what the repository has.
    pub(crate) fn read(dataset: &Path) -> anyhow::Result<Self> {
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
    pub(crate) fn register(&self, editions: &[String]) -> Value {
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
    pub(crate) fn assessment(&self, code: &str, round: usize, editions: &[String]) -> Value {
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

/// The members of an object.
pub(crate) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
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

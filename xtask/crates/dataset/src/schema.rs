//! Which kinds of file there are, which schema each has, and what a schema says against a file.

mod dates;
mod exports;
mod home;
mod misplaced;
mod names;
mod node;
mod quick;
mod shape;
mod violation;
mod words;

use std::sync::{Arc, LazyLock, OnceLock};

use jsonschema::{PatternOptions, ValidationOptions, Validator};
use serde_json::Value;

use self::node::OurJson;
use self::quick::quick;
pub use self::shape::{Order, Shape};
pub use self::words::SchemaFaults;
use self::words::Strays;
use format::json::Json;
use format::pointer::Pointer;

/// The path of the register of editions.
pub const EDITIONS: &str = "dataset/editions.json";

/// The register of countries.
pub const COUNTRIES: &str = "dataset/countries.json";

/// What the dataset is as a whole.
pub const ABOUT: &str = "dataset/about.json";

/// A kind of file under `dataset/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `dataset/assessments/KHM/2022.json`
    Assessment,
    /// `dataset/frameworks/apr2p-2019.json`
    Framework,
    /// `dataset/editions.json`
    Editions,
    /// `dataset/countries.json`
    Countries,
    /// `dataset/about.json`
    About,
}

/// A schema: its text as JSON, the validators compiled from it, and the canonical order of its keys.
pub struct Schema {
    document: Value,
    /// It takes nothing that the schema does not take.
    quick: Validator<OurJson>,
    /// The schema itself, compiled once there is a file that the other does not take.
    whole: OnceLock<Validator<OurJson>>,
    shape: Shape,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 5] =
        [Kind::Assessment, Kind::Framework, Kind::Editions, Kind::Countries, Kind::About];

    /// The kind of file that belongs at a path, if any does.
    pub fn of(path: &str) -> Option<Kind> {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["dataset", "editions.json"] => Some(Kind::Editions),
            ["dataset", "countries.json"] => Some(Kind::Countries),
            ["dataset", "about.json"] => Some(Kind::About),
            ["dataset", "frameworks", file] => {
                file.strip_suffix(".json").filter(|id| is_id(id)).map(|_| Kind::Framework)
            }
            ["dataset", "assessments", country, file] => file
                .strip_suffix(".json")
                .filter(|edition| is_country_code(country) && is_edition_id(edition))
                .map(|_| Kind::Assessment),
            _ => None,
        }
    }

    /// The kind of file whose schema a `$schema` names by its path.
    pub fn of_schema(path: &str) -> Option<Kind> {
        let file = path.rsplit('/').next()?;
        Self::ALL.into_iter().find(|kind| kind.schema_file() == file)
    }

    /// The name of the schema's file under `schema/`.
    pub fn schema_file(self) -> &'static str {
        match self {
            Kind::Assessment => "assessment.schema.json",
            Kind::Framework => "framework.schema.json",
            Kind::Editions => "editions.schema.json",
            Kind::Countries => "countries.schema.json",
            Kind::About => "about.schema.json",
        }
    }

    /// Compiles all schemas on other cores, while files are still looked for. Whoever asks for one before it is done waits for it.
    pub fn compile_ahead() {
        Self::ALL.into_iter().for_each(|kind| rayon::spawn(move || _ = kind.schema()));
    }

    /// The schema, compiled on first use.
    pub fn schema(self) -> &'static Schema {
        static ASSESSMENT: LazyLock<Schema> =
            LazyLock::new(|| Schema::compile(include_str!("../../../../schema/assessment.schema.json")));
        static FRAMEWORK: LazyLock<Schema> =
            LazyLock::new(|| Schema::compile(include_str!("../../../../schema/framework.schema.json")));
        static EDITIONS: LazyLock<Schema> =
            LazyLock::new(|| Schema::compile(include_str!("../../../../schema/editions.schema.json")));
        static COUNTRIES: LazyLock<Schema> =
            LazyLock::new(|| Schema::compile(include_str!("../../../../schema/countries.schema.json")));
        static ABOUT: LazyLock<Schema> =
            LazyLock::new(|| Schema::compile(include_str!("../../../../schema/about.schema.json")));
        match self {
            Kind::Assessment => &ASSESSMENT,
            Kind::Framework => &FRAMEWORK,
            Kind::Editions => &EDITIONS,
            Kind::Countries => &COUNTRIES,
            Kind::About => &ABOUT,
        }
    }
}

impl Schema {
    /// Compiles a schema that is built into the program; the tests compile each.
    fn compile(text: &str) -> Self {
        let document: Value = serde_json::from_str(text).expect("the built-in schemas are JSON");
        let shape = Shape::of(&document);
        Self { quick: quick(&document), whole: OnceLock::new(), document, shape }
    }

    fn whole(&self) -> &Validator<OurJson> {
        self.whole.get_or_init(|| options().build(&self.document).expect("the built-in schemas are schemas"))
    }

    /// What the schema says against a file, in plain words; nothing if it has nothing to say. A rating is to be one of `levels`, if
    /// any are given.
    pub fn faults(&self, path: &Arc<str>, root: &Json<'_>, levels: &[&str]) -> SchemaFaults {
        let strays = if levels.is_empty() { Vec::new() } else { beside_the_scale(root, levels) };
        if strays.is_empty() && self.quick.is_valid(root) {
            return SchemaFaults::default();
        }
        let strays = Strays { places: strays, levels };
        words::faults(&self.document, path, root, self.whole().iter_errors(root), strays)
    }

    /// Whether a source can have a field, as the schema of assessments says.
    pub fn source_has_field(&self, field: &str) -> bool {
        self.document.pointer("/$defs/source/properties").is_some_and(|fields| fields.get(field).is_some())
    }

    /// Whether a source can be of a type, as it says as well.
    pub fn source_has_type(&self, kind: &str) -> bool {
        let types = self.document.pointer("/$defs/source/properties/type/enum").and_then(Value::as_array);
        types.is_some_and(|types| types.iter().any(|known| known == kind))
    }

    /// The canonical order of keys.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }
}

/// How the schemas are compiled.
fn options<'o>() -> ValidationOptions<'o, Arc<dyn jsonschema::Retrieve>, OurJson> {
    jsonschema::options_for::<OurJson>()
        .should_validate_formats(true)
        // The schemas look nowhere ahead or back, so that the engine that takes time in proportion to the text will do.
        .with_pattern_options(PatternOptions::regex())
}

/// The places of ratings that are no level of a scale.
fn beside_the_scale(root: &Json<'_>, levels: &[&str]) -> Vec<Pointer> {
    let entries = root.get("ratings").map_or(&[][..], Json::members).iter();
    let is_level = |rating: &Json<'_>| rating.as_str().is_some_and(|rating| levels.contains(&rating));
    let is_stray =
        |entry: &Json<'_>| entry.members().iter().any(|(field, value)| field == "rating" && !is_level(value));
    let strays = entries.filter(|(_, entry)| is_stray(entry));
    strays.map(|(indicator, _)| Pointer::of(["ratings", &**indicator, "rating"])).collect()
}

/// Whether a text is an identifier of this dataset: lower-case words and figures joined by hyphens.
pub fn is_id(text: &str) -> bool {
    // A hyphen stands between two words or figures.
    let mut before = b'-';
    let is_part = |byte: u8| {
        let before = std::mem::replace(&mut before, byte);
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' && before != b'-'
    };
    text.bytes().all(is_part) && before != b'-'
}

fn is_country_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a text has the form of the id of an edition, which the schemas have as a pattern.
pub fn is_edition_id(text: &str) -> bool {
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('-') {
        None => digits(text, 4),
        Some((from, to)) => digits(from, 4) && digits(to, 2),
    }
}

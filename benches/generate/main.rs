//! Writes a dataset of any size in the shape of the real one, the same on every run: what the benchmarks measure.
//!
//! `cargo run --release --package benches --bin generate -- DIR --countries 200 --editions 10 --mistakes 0`
//!
//! Every country has the two assessments of Cambodia, and further editions made from the later of them, which agree with each
//! other, so that `validate` has next to nothing to say. With `--mistakes` so many are planted, of the kinds of `mistakes.rs`
//! in turn, spread over all files. With `--commits` the folder becomes a repository with so many commits.

mod history;
mod mistakes;
mod model;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Parser;
use dataset::canonical::{Rewrite, rewrite};
use dataset::schema::Kind;
use serde_json::{Map, Value, json};

use self::mistakes::{OfText, spoil};
use self::model::Model;

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
    /// How many commits: one with everything, and further ones with a change each
    #[arg(long, default_value_t = 0)]
    commits: usize,
}

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

    let count = codes.len() * editions.len();
    let (mut planted, mut files) = (0, Vec::with_capacity(count));
    for (place, code) in codes.iter().enumerate() {
        let folder = top.join("assessments").join(code);
        fs::create_dir_all(&folder)?;
        for (round, id) in editions.iter().enumerate() {
            let mut assessment = model.assessment(code, round, &editions);
            let nth = place * editions.len() + round;
            // Spread evenly over all files.
            let until = (nth + 1) * arguments.mistakes / count;
            let of_text: Vec<OfText> =
                (planted..until).filter_map(|mistake| spoil(&mut assessment, mistake)).collect();
            planted = until;
            let file = folder.join(format!("{id}.json"));
            write(&file, &assessment, Kind::Assessment, &model.indicators)?;
            if !of_text.is_empty() {
                let text = fs::read_to_string(&file)?;
                fs::write(&file, of_text.iter().fold(text, |text, spoil| spoil(&text)))?;
            }
            files.push(format!("dataset/assessments/{code}/{id}.json"));
        }
    }
    if arguments.commits > 0 {
        let text = |file: &Value| laid_out(file, Kind::Assessment, &model.indicators);
        history::commit(&arguments.folder, arguments.commits, &files, text)?;
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
    fs::write(file, laid_out(value, kind, indicators)?)
        .with_context(|| format!("{} cannot be written", file.display()))
}

/// The text of a file in canonical form.
fn laid_out(value: &Value, kind: Kind, indicators: &[String]) -> anyhow::Result<String> {
    let indicators: Vec<&str> = indicators.iter().map(String::as_str).collect();
    let text = serde_json::to_string_pretty(value)?;
    Ok(match rewrite(text.as_bytes(), kind, &indicators) {
        Rewrite::To(text) => text,
        Rewrite::AsItIs | Rewrite::Refused(_) => text,
    })
}

//! What the dataset is as a whole, as the file by which GitHub, Zotero and others cite it (Citation File Format 1.2.0).

use std::borrow::Cow;

use crate::yaml;
use bibliography::source::Name;
use dataset::model::about::About;
use format::json::{Json, Member};

/// The file, from the root of the repository.
pub const CITATION_FILE: &str = "CITATION.cff";

/// The comment over the file.
const COMMENT: &str = "# Made from dataset/about.json by cargo xtask fmt. Change it there.\n";

/// What is said where the dataset itself says nothing.
const MESSAGE: &str = "If you use this dataset, please cite it as below.";

/// Writes the file, with a final line end.
pub fn citation_file(about: &About) -> String {
    let fields = [
        ("cff-version", Some("1.2.0")),
        ("type", Some("dataset")),
        ("title", about.title.as_deref()),
        ("message", Some(about.how_to_cite.as_deref().unwrap_or(MESSAGE))),
        ("abstract", about.description.as_deref()),
        ("version", about.version.as_deref()),
        ("date-released", about.date.as_deref()),
        ("doi", about.doi.as_deref()),
        ("license", about.licence.as_deref()),
    ];
    let members = fields.into_iter().filter_map(|(name, value)| Some(text(name, value?)));
    let mut members: Vec<Member<'_>> = members.collect();
    members.push(("authors".into(), Json::Array(about.creators.iter().map(author).collect())));
    format!("{COMMENT}{}", yaml::write(&members))
}

fn text<'t>(name: &'static str, value: &'t str) -> Member<'t> {
    (name.into(), Json::String(Cow::Borrowed(value)))
}

/// An author, in the format's words: an organisation has a name, a person has its parts.
fn author(name: &Name) -> Json<'_> {
    let Name { literal, family, given, suffix, dropping_particle, non_dropping_particle } = name;
    let particles = [dropping_particle, non_dropping_particle].into_iter().flatten();
    let particles = particles.map(|particle| &**particle).collect::<Vec<_>>().join(" ");
    let particles = (!particles.is_empty()).then(|| ("name-particle".into(), Json::String(particles.into())));
    let parts = [
        literal.as_deref().map(|value| text("name", value)),
        family.as_deref().map(|value| text("family-names", value)),
        particles,
        given.as_deref().map(|value| text("given-names", value)),
        suffix.as_deref().map(|value| text("name-suffix", value)),
    ];
    Json::Object(parts.into_iter().flatten().collect())
}

//! What a text lacks of an assessment because its metadata was cut off: the sources that it cites, and what the file says beside its
//! entries.

use std::collections::BTreeSet;

use exchange::Problem;
use exchange::markdown::About;
use format::json::Json;

/// What is wrong with a text that cites sources and describes none of them.
pub(super) fn without_sources(text: &str, assessment: &Json<'_>) -> Option<Problem> {
    let cited = undescribed(assessment);
    let described = assessment.get("sources").map_or(0, |sources| sources.members().len());
    let first = cited.first().filter(|_| described == 0)?;
    let called = format!("@{first}");
    let line = text.lines().position(|line| line.contains(&called)).map_or(1, |nth| nth + 1);
    let message = format!(
        "\"{first}\" is cited, and the text describes no source at all: its block of metadata with the references is missing"
    );
    let help = "Put the block back as cargo xtask show --format markdown prints it, with each source under references; pandoc keeps it with --standalone.";
    Some(Problem::new(line, message, help))
}

/// What would be lost of a file by a text without a block of metadata.
pub(super) fn without_metadata(about: &About, before: &Json<'_>, after: &Json<'_>) -> Option<Problem> {
    let lost: Vec<&str> =
        before.members().iter().map(|(name, _)| &**name).filter(|name| after.get(name).is_none()).collect();
    if about.country.is_some() || lost.is_empty() {
        return None;
    }
    let message = format!(
        "this text has no block of metadata, and the file would lose what stands there: {}",
        lost.join(", ")
    );
    let help = "Put the block back as cargo xtask show --format markdown prints it; pandoc keeps it with --standalone.";
    Some(Problem::new(1, message, help))
}

/// The ids of sources that are cited and not described, in order.
pub(super) fn undescribed<'a>(assessment: &'a Json<'_>) -> BTreeSet<&'a str> {
    let mut cited = BTreeSet::new();
    collect(assessment, &mut cited);
    let sources = assessment.get("sources");
    cited.retain(|id| sources.is_none_or(|sources| sources.get(id).is_none()));
    cited
}

fn collect<'a>(value: &'a Json<'_>, cited: &mut BTreeSet<&'a str>) {
    for (name, below) in value.members() {
        if let ("citations", Json::Array(citations)) = (&**name, below) {
            cited.extend(citations.iter().filter_map(|citation| citation.get("source")?.as_str()));
        }
        collect(below, cited);
    }
}

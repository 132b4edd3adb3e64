//! Which two editions somebody asks to be compared.

use anyhow::bail;

use super::named::{assessments, country, country_in_repository, registered_country, require_checked_out};
use dataset::Dataset;

/// Refuses a comparison of editions one of which nobody knows, or neither of which has an assessment of the country, if one
/// is named.
///
/// # Errors
/// Such a comparison, with what there is.
pub(super) fn require_editions(
    dataset: &Dataset,
    country: Option<&str>,
    editions: [&str; 2],
) -> anyhow::Result<()> {
    let unknown = editions.into_iter().find(|id| !is_known(dataset, id));
    if let Some(unknown) = unknown {
        assessments(dataset, country, Some(unknown))?;
    }
    let is_of_either = editions.into_iter().any(|id| assessments(dataset, country, Some(id)).is_ok());
    if !is_of_either {
        let code = country.map(|named| country_in_repository(dataset, named)).transpose()?;
        editions.into_iter().try_for_each(|id| require_checked_out(dataset, code, Some(id)))?;
        assessments(dataset, country, Some(editions[0]))?;
    }
    Ok(())
}

/// Refuses two words of which one is a country, where two editions are expected. `command` gives what would compare two
/// editions of a country.
///
/// # Errors
/// Such words, with the command that may be meant.
pub(super) fn require_no_country(
    dataset: &Dataset,
    words: [&str; 2],
    command: impl Fn(&str, [&str; 2]) -> String,
) -> anyhow::Result<()> {
    let code = |word: &str| {
        let is_other = !is_known(dataset, word);
        is_other.then(|| country(dataset, word).or_else(|_| registered_country(dataset, word)).ok()).flatten()
    };
    let found = [(words[0], words[1]), (words[1], words[0])];
    let found = found.into_iter().find_map(|(word, other)| Some((word, code(word)?, other)));
    let Some((word, code, other)) = found else { return Ok(()) };
    let meant = with_another(dataset, code, other);
    let meant = meant.map(|editions| format!(", such as: {}", command(code, editions))).unwrap_or_default();
    bail!("\"{word}\" is a country, and with it two editions are compared; a second one is missing{meant}");
}

/// An edition and the one after it, or before it if it is the last; any two if it is none. They are those of a country, or all
/// if it has not two.
fn with_another<'d>(dataset: &'d Dataset, country: &str, edition: &str) -> Option<[&'d str; 2]> {
    let register = dataset.editions.as_ref()?;
    let all: Vec<&str> = register.data.editions.ids().collect();
    let is_of_country = |id: &&str| dataset.assessment(country, id).is_some();
    let own: Vec<&str> = all.iter().copied().filter(is_of_country).collect();
    let editions = if own.len() > 1 { own } else { all };
    let place = editions.iter().position(|id| *id == edition).unwrap_or(0);
    let first = place.min(editions.len().saturating_sub(2));
    Some([*editions.get(first)?, *editions.get(first + 1)?])
}

fn is_known(dataset: &Dataset, edition: &str) -> bool {
    dataset.edition(edition).is_some() || dataset.assessments.iter().any(|file| *file.edition == *edition)
}

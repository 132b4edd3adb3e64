//! Which two editions somebody asks to be compared.

use std::path::Path;

use anyhow::{anyhow, bail};

use super::named::{assessments, country, country_in_repository, registered_country, require_checked_out};
use super::repository;
use super::words::{Words, ends_of_editions, in_shell};
use dataset::Dataset;

/// Gives the command that compares two editions: of a country, if one is named by its code, or of all.
type Command<'c> = &'c dyn Fn(Option<&str>, [&str; 2]) -> String;

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

/// Refuses two words of which one is a country, where two editions are expected.
///
/// # Errors
/// Such words, with the command that may be meant.
pub(super) fn require_no_country(
    dataset: &Dataset,
    words: [&str; 2],
    command: Command<'_>,
) -> anyhow::Result<()> {
    let code = |word: &str| {
        let is_other = !is_known(dataset, word);
        is_other.then(|| country(dataset, word).or_else(|_| registered_country(dataset, word)).ok()).flatten()
    };
    let found = [(words[0], words[1]), (words[1], words[0])];
    let found = found.into_iter().find_map(|(word, other)| Some((word, code(word)?, other)));
    let Some((word, code, other)) = found else { return Ok(()) };
    let meant = with_another(dataset, Some(code), other);
    let meant =
        meant.map(|editions| format!(", such as: {}", command(Some(code), editions))).unwrap_or_default();
    bail!("\"{word}\" is a country, and with it two editions are compared; a second one is missing{meant}");
}

/// The one country of which two editions are named; none, if none is named.
///
/// # Errors
/// Countries that are not the same, with what compares the editions of the first, and a country that there is not.
pub(super) fn one_country<'w>(
    named: Option<&Path>,
    countries: &[&'w str],
    editions: [&str; 2],
    command: Command<'_>,
) -> anyhow::Result<Option<&'w str>> {
    let (Some(first), Some(last)) = (countries.first(), countries.last()) else { return Ok(None) };
    if countries.iter().any(|other| !other.eq_ignore_ascii_case(first)) {
        let dataset = Dataset::load_to_compare(&repository::working_tree(&repository::root(named)?)?);
        let codes =
            countries.iter().map(|named| country(&dataset, named)).collect::<anyhow::Result<Vec<_>>>()?;
        if let Some(code) = codes.first().filter(|code| codes.iter().any(|other| other != *code)) {
            let command = command(Some(code), editions);
            bail!(
                "\"{first}\" and \"{last}\" are two countries, and a country is compared with itself; write, such as: {command}"
            );
        }
    }
    Ok(Some(first))
}

/// What is said of one word that is no range of commits: what it is, and the command that may be meant.
pub(super) fn meant_by_word(named: Option<&Path>, word: &str, command: Command<'_>) -> String {
    let tree = repository::root(named).and_then(|root| repository::working_tree(&root));
    let dataset = tree.map(|tree| Dataset::load_to_compare(&tree)).unwrap_or_default();
    let Words { countries, editions } = Words::read([word]);
    let edition = editions.first().copied().filter(|id| is_known(&dataset, id));
    let code = countries.first().and_then(|named| country(&dataset, named).ok());
    let is_of_dataset = code.is_some() || (countries.is_empty() && edition.is_some());
    let two = |code: Option<&str>| with_another(&dataset, code, edition.unwrap_or_default());
    let is_commit = repository::opened(named).is_ok_and(|git| git.commit_id(word).is_ok());
    let range = if is_commit { word } else { "HEAD" };
    let since =
        format!("to compare a commit with the files as they are now: cargo xtask diff {}..", in_shell(range));
    match two(code).map(|editions| command(code, editions)) {
        Some(command) if is_of_dataset => {
            format!(
                "\"{word}\" alone leaves nothing to compare it with; name two editions, such as: {command}"
            )
        }
        Some(command) => format!("\"{word}\" is no range; {since}; or two editions: {command}"),
        None => format!("\"{word}\" is no range; {since}"),
    }
}

/// Why two commits could not be compared; if what was named as such are two editions and no commits, with the command that
/// compares them.
pub(super) fn meant_by_range(
    named: Option<&Path>,
    range: &str,
    why: anyhow::Error,
    command: Command<'_>,
) -> anyhow::Error {
    let Some(ends) = ends_of_editions(range) else { return why };
    let is_commit = |git: &history::git::Repository| ends.iter().all(|end| git.commit_id(end).is_ok());
    if repository::opened(named).is_ok_and(|git| is_commit(&git)) {
        return why;
    }
    let meant = || -> anyhow::Result<String> {
        let Words { countries, editions } = Words::read(ends);
        let [from, to] = *editions else { bail!("these are no editions") };
        let country = one_country(named, &countries, [from, to], command)?;
        let dataset = Dataset::load_to_compare(&repository::working_tree(&repository::root(named)?)?);
        require_editions(&dataset, country, [from, to])?;
        let code = country.map(|named| self::country(&dataset, named)).transpose()?;
        Ok(command(code, [from, to]))
    };
    match meant() {
        Ok(command) => anyhow!("{why}; to compare the two editions: {command}"),
        Err(_) => why,
    }
}

/// An edition and the one after it, or before it if it is the last; any two if it is none. They are those of a country, or all
/// if it has not two.
fn with_another<'d>(dataset: &'d Dataset, country: Option<&str>, edition: &str) -> Option<[&'d str; 2]> {
    let register = dataset.editions.as_ref()?;
    let all: Vec<&str> = register.data.editions.ids().collect();
    let is_of_country = |id: &&str| country.is_some_and(|code| dataset.assessment(code, id).is_some());
    let own: Vec<&str> = all.iter().copied().filter(is_of_country).collect();
    let editions = if own.len() > 1 { own } else { all };
    let place = editions.iter().position(|id| *id == edition).unwrap_or(0);
    let first = place.min(editions.len().saturating_sub(2));
    Some([*editions.get(first)?, *editions.get(first + 1)?])
}

fn is_known(dataset: &Dataset, edition: &str) -> bool {
    dataset.edition(edition).is_some() || dataset.assessments.iter().any(|file| *file.edition == *edition)
}

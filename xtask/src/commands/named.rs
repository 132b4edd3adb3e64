//! Which country, indicator or assessment somebody named, and what is said of one that is not there.

use std::collections::BTreeSet;

use anyhow::{anyhow, bail};

use super::spelling::key;
use super::unread::concerns;
use super::words::{self, Assessed};
use dataset::assessment_id::country_of_file;
use dataset::meant::meant;
use dataset::model::country::Country;
use dataset::model::framework::Indicator;
use dataset::schema::EDITIONS;
use dataset::{AssessmentFile, CHECK_OUT, Dataset, NOT_CHECKED_OUT};

/// The country and the edition that words name, in either order or in one word, if any.
///
/// # Errors
/// Two editions or two countries; `command` gives what would ask for one edition.
pub(super) fn country_and_edition<'w>(
    dataset: &Dataset,
    words: impl IntoIterator<Item = &'w str>,
    command: impl Fn(Option<&str>, &str) -> String,
) -> anyhow::Result<(Option<&'w str>, Option<&'w str>)> {
    let assessed = |named: &str| {
        let code = country(dataset, named)?;
        let files = dataset.assessments.iter().filter(|file| *file.country == *code);
        Ok(Assessed { code: code.to_owned(), editions: files.map(|file| file.edition.to_string()).collect() })
    };
    words::country_and_edition(words, assessed, command)
}

/// The command of a verb that takes a country and an edition as words.
pub(super) fn in_two_words(verb: &str) -> impl Fn(Option<&str>, &str) -> String {
    move |country, edition| {
        let words = ["cargo xtask", verb].into_iter().chain(country).chain([edition]);
        words.collect::<Vec<_>>().join(" ")
    }
}

/// The code of an assessed country that somebody named by code or by name.
///
/// # Errors
/// A country that the dataset has no assessment of.
pub(super) fn country<'d>(dataset: &'d Dataset, named: &str) -> anyhow::Result<&'d str> {
    let code = country_in_repository(dataset, named)?;
    if dataset.assessments.iter().all(|file| *file.country != *code) {
        require_checked_out(dataset, Some(code), None)?;
    }
    Ok(code)
}

/// The same of a country whose assessments may not be checked out.
///
/// # Errors
/// A country that the repository has no assessment of.
pub(super) fn country_in_repository<'d>(dataset: &'d Dataset, named: &str) -> anyhow::Result<&'d str> {
    let lacking = dataset.not_checked_out.iter().filter_map(|path| country_of_file(path));
    country_among(dataset, named, dataset.assessments.iter().map(|file| &*file.country).chain(lacking))
}

/// Refuses to take an assessment for one that does not exist, of a country, if one is named, and in an edition, if one is named,
/// where it is only not checked out.
///
/// # Errors
/// The first such file, with what checks it out.
pub(super) fn require_checked_out(
    dataset: &Dataset,
    country: Option<&str>,
    edition: Option<&str>,
) -> anyhow::Result<()> {
    match dataset.not_checked_out.iter().find(|path| concerns(path, country, edition)) {
        Some(path) => bail!("{path} cannot be looked at: {NOT_CHECKED_OUT}; check it out with: {CHECK_OUT}"),
        None => Ok(()),
    }
}

/// The code of a country that somebody named by code or by name, if it is among those that are assessed.
///
/// # Errors
/// A country that is not.
pub(super) fn country_among<'d>(
    dataset: &'d Dataset,
    named: &str,
    assessed: impl IntoIterator<Item = &'d str>,
) -> anyhow::Result<&'d str> {
    let codes: BTreeSet<&str> = assessed.into_iter().collect();
    match sought(dataset, named, &codes) {
        CountrySearch::Found(code) => Ok(code),
        CountrySearch::Near(meant) => bail!("there is no assessment of \"{named}\"; did you mean {meant}?"),
        CountrySearch::Nowhere => {
            bail!("there is no assessment of \"{named}\"; there are: {}", listed(codes.into_iter().collect()))
        }
    }
}

/// The id of an indicator that somebody named by id or by title.
///
/// # Errors
/// An indicator that no instrument has.
pub(super) fn indicator<'d>(known: &[&'d Dataset], named: &str) -> anyhow::Result<&'d str> {
    let frameworks = known.iter().flat_map(|dataset| &dataset.frameworks);
    let all: Vec<(&str, &Indicator)> = frameworks.flat_map(|file| file.data.indicators.iter()).collect();
    let is_title = |indicator: &Indicator| {
        indicator.title.as_deref().is_some_and(|title| title.eq_ignore_ascii_case(named))
    };
    if let Some((id, _)) = all.iter().find(|(id, indicator)| *id == named || is_title(indicator)) {
        return Ok(id);
    }
    match meant(named, all.iter().map(|(id, _)| *id)) {
        Some(meant) => bail!("there is no indicator \"{named}\"; did you mean {meant}?"),
        None => bail!("there is no indicator \"{named}\"; cargo xtask score --explain lists all"),
    }
}

/// Says that the register has no such edition, and which of those that it has may be meant.
pub(super) fn unknown_edition<'e>(id: &str, known: impl IntoIterator<Item = &'e str>) -> String {
    let hint = meant(id, known).map(|meant| format!("; did you mean {meant}?")).unwrap_or_default();
    format!("there is no edition \"{id}\" in {EDITIONS}{hint}")
}

/// The name by which a country goes here; its code, if the register has none.
pub(super) fn country_name<'d>(dataset: &'d Dataset, code: &'d str) -> &'d str {
    dataset.countries.as_ref().map_or(code, |file| file.data.name(code))
}

/// The code of a registered country that somebody named by code or by name, whether it has been assessed or not.
///
/// # Errors
/// A country that is not in the register, or a register that cannot be read.
pub(super) fn registered_country<'d>(dataset: &'d Dataset, named: &str) -> anyhow::Result<&'d str> {
    let codes: BTreeSet<&str> = dataset.countries.iter().flat_map(|file| file.data.countries.ids()).collect();
    if dataset.countries.is_none() {
        bail!(
            "\"{named}\" cannot be looked up, since dataset/countries.json is missing or cannot be read; to see what is wrong: cargo xtask validate"
        );
    }
    let remedy = "add it there under its ISO 3166-1 alpha-3 code, with its names and who uses each";
    match sought(dataset, named, &codes) {
        CountrySearch::Found(code) => Ok(code),
        CountrySearch::Near(meant) => bail!(
            "\"{named}\" is not in dataset/countries.json; did you mean {meant}? If it is another country, {remedy}"
        ),
        CountrySearch::Nowhere => bail!("\"{named}\" is not in dataset/countries.json; {remedy}"),
    }
}

/// The code of a country that an edition expects and that somebody named by code or by name.
///
/// # Errors
/// A country that it does not expect.
pub(super) fn expected_country<'d>(
    dataset: &'d Dataset,
    named: &str,
    edition: &str,
    expected: &BTreeSet<&'d str>,
) -> anyhow::Result<&'d str> {
    match sought(dataset, named, expected) {
        CountrySearch::Found(code) => Ok(code),
        CountrySearch::Near(meant) => bail!("{named} is not expected in {edition}; did you mean {meant}?"),
        CountrySearch::Nowhere => bail!(
            "{named} is not expected in {edition}, so there is nothing to leave out; expected are: {}",
            listed(expected.iter().copied().collect())
        ),
    }
}

/// The same of a registered country, in the first of some states that has it.
///
/// # Errors
/// A country that is in the register of none.
pub(super) fn country_in_any<'d>(states: &[&'d Dataset], named: &str) -> anyhow::Result<&'d str> {
    let mut fault = None;
    for state in states {
        match registered_country(state, named) {
            Ok(code) => return Ok(code),
            // A state that has a register tells what may be meant.
            Err(why) if fault.is_none() || state.countries.is_some() => fault = Some(why),
            Err(_) => {}
        }
    }
    Err(fault.unwrap_or_else(|| anyhow!("there is no country \"{named}\"")))
}

/// What came of looking for a country.
enum CountrySearch<'d> {
    /// Its code.
    Found(&'d str),
    /// No such country, but one whose code or name is like it.
    Near(&'d str),
    /// Nothing like it.
    Nowhere,
}

/// Looks among codes for a country that somebody named by its code or by a name in the register.
fn sought<'d>(dataset: &'d Dataset, named: &str, codes: &BTreeSet<&'d str>) -> CountrySearch<'d> {
    if let Some(code) = codes.iter().find(|code| code.eq_ignore_ascii_case(named)) {
        return CountrySearch::Found(code);
    }
    let registered = dataset.countries.iter().flat_map(|file| file.data.countries.iter());
    let sought: Vec<(&str, &Country)> = registered.filter(|(code, _)| codes.contains(code)).collect();
    let is_named = |name: &str| name.to_lowercase() == named.to_lowercase();
    if let Some((code, _)) = sought.iter().find(|(_, country)| country.names.ids().any(is_named)) {
        return CountrySearch::Found(code);
    }
    // Spelt otherwise, a name may be that of several.
    let wanted = key(named);
    let is_spelt_so = |name: &str| !wanted.is_empty() && key(name) == wanted;
    let mut spelt_so = sought.iter().filter(|(_, country)| country.names.ids().any(is_spelt_so));
    if let (Some((code, _)), None) = (spelt_so.next(), spelt_so.next()) {
        return CountrySearch::Found(code);
    }
    let names = sought.iter().flat_map(|(code, country)| std::iter::once(*code).chain(country.names.ids()));
    meant(named, codes.iter().copied().chain(names)).map_or(CountrySearch::Nowhere, CountrySearch::Near)
}

/// The assessments that somebody asked for by country and edition, or all.
///
/// # Errors
/// A country or an edition of which there is none, and a dataset that has none at all.
pub(super) fn assessments<'d>(
    dataset: &'d Dataset,
    named: Option<&str>,
    edition: Option<&str>,
) -> anyhow::Result<Vec<&'d AssessmentFile>> {
    if dataset.assessments.is_empty() && dataset.not_checked_out.is_empty() {
        let cause = dataset.unread().into_iter().next().map(|fault| &fault.report);
        let cause = cause.map(|report| format!(" ({}: {})", report.location.path, report.message));
        bail!("there is no assessment under dataset/assessments/{}", cause.unwrap_or_default());
    }
    let code = named.map(|named| country_in_repository(dataset, named)).transpose()?;
    let of_country = dataset.assessments.iter().filter(|file| code.is_none_or(|code| *file.country == *code));
    let of_country: Vec<&AssessmentFile> = of_country.collect();
    if of_country.is_empty() {
        require_checked_out(dataset, code, edition)?;
        require_checked_out(dataset, code, None)?;
    }
    let Some(edition) = edition else { return Ok(of_country) };
    let asked: Vec<&AssessmentFile> =
        of_country.iter().copied().filter(|file| *file.edition == *edition).collect();
    if asked.is_empty() {
        require_checked_out(dataset, code, Some(edition))?;
        bail!(
            "there is no assessment {}in an edition \"{edition}\"; there are: {}",
            code.map(|code| format!("of {code} ")).unwrap_or_default(),
            listed(of_country.iter().map(|file| &*file.edition).collect())
        );
    }
    Ok(asked)
}

/// The words of a list, each once.
fn listed(mut words: Vec<&str>) -> String {
    words.sort_unstable();
    words.dedup();
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

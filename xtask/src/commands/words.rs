//! Which word of a command line is a country, and which an edition: in either order, or both in one as files are called, `KHM/2022`.

use anyhow::bail;

use dataset::assessment_id::{ASSESSMENTS, AssessmentId};
use dataset::schema::is_edition_id;

/// The countries and the editions that somebody wrote, each in the order of the words.
#[derive(Debug, Default)]
pub(super) struct Words<'w> {
    /// What is not of the form of an edition.
    pub(super) countries: Vec<&'w str>,
    pub(super) editions: Vec<&'w str>,
}

impl<'w> Words<'w> {
    /// Takes words apart. Whether there is such a country or edition is not asked.
    pub(super) fn read(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut read = Self::default();
        for word in words {
            match AssessmentId::of_word(word) {
                Some(AssessmentId { country, edition }) => {
                    read.countries.push(country);
                    read.editions.push(edition);
                }
                None if is_edition_id(word) => read.editions.push(word),
                None => {
                    let name = word.strip_prefix(ASSESSMENTS).unwrap_or(word);
                    read.countries.push(name.strip_suffix('/').unwrap_or(name));
                }
            }
        }
        read
    }

    /// The same, and both ends of a range of editions such as `2019..2022` as two words.
    pub(super) fn read_with_ranges(words: impl IntoIterator<Item = &'w str>) -> Self {
        Self::read(words.into_iter().flat_map(|word| match ends_of_editions(word) {
            Some([from, to]) => vec![from, to],
            None => vec![word],
        }))
    }
}

/// A country that there is: its code, and the editions in which it is assessed.
pub(super) struct Assessed {
    pub(super) code: String,
    pub(super) editions: Vec<String>,
}

/// The one country and the one edition that words name, if any. `assessed` looks a country up, and `command` gives what asks for
/// one edition.
///
/// # Errors
/// Two editions or two countries, with what can be asked for in their place.
pub(super) fn country_and_edition<'w>(
    words: impl IntoIterator<Item = &'w str>,
    assessed: impl Fn(&str) -> anyhow::Result<Assessed>,
    command: impl Fn(Option<&str>, &str) -> String,
) -> anyhow::Result<(Option<&'w str>, Option<&'w str>)> {
    let Words { countries, mut editions } = Words::read(words);
    editions.dedup();
    let (country, edition) = (countries.first().copied(), editions.first().copied());
    match (&*countries, &*editions) {
        ([] | [_], [] | [_]) => Ok((country, edition)),
        // What is in the place of the edition is told as one that there is not.
        ([_, other], []) => Ok((country, Some(other))),
        (_, editions) => {
            let found = country.map(&assessed).transpose()?;
            let code = found.as_ref().map(|found| &*found.code);
            if let ([_, other, ..], [edition]) = (&*countries, editions) {
                if assessed(other).is_ok_and(|other| Some(&*other.code) == code) {
                    return Ok((country, Some(edition)));
                }
                bail!("\"{other}\" is too much; write: {}", command(code, edition));
            }
            let has =
                |id: &&&str| found.as_ref().is_none_or(|found| found.editions.iter().any(|it| it == **id));
            let commands: Vec<String> = editions.iter().filter(has).map(|id| command(code, id)).collect();
            let named = editions.join(" and ");
            let there_are = || {
                format!(
                    "there are: {}",
                    found.iter().flat_map(|it| it.editions.clone()).collect::<Vec<_>>().join(", ")
                )
            };
            let meant =
                if commands.is_empty() { there_are() } else { format!("write: {}", commands.join(" or: ")) };
            bail!("{named} are two editions, and one is asked for; {meant}")
        }
    }
}

/// Both ends of a range, if they have the form of editions, or of assessments.
pub(super) fn ends_of_editions(range: &str) -> Option<[&str; 2]> {
    let ends = range.split_once("...").or_else(|| range.split_once(".."))?;
    let is_one = |end: &str| {
        is_edition_id(end) || AssessmentId::of_word(end).is_some_and(|id| is_edition_id(id.edition))
    };
    (is_one(ends.0) && is_one(ends.1)).then_some([ends.0, ends.1])
}

/// A word as a shell takes it for one.
pub(super) fn in_shell(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-._/:~^@=+,".contains(c);
    match word {
        word if !word.is_empty() && word.chars().all(is_plain) => word.to_owned(),
        // Shells of Windows know these marks alone.
        word if !word.contains(['"', '$', '`', '\\', '!']) => format!("\"{word}\""),
        word => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_by_their_form() {
        for (words, countries, editions) in [
            (&["KHM", "2022"][..], &["KHM"][..], &["2022"][..]),
            (&["2022", "KHM"], &["KHM"], &["2022"]),
            (&["dataset/assessments/KHM/2022.json"], &["KHM"], &["2022"]),
            (&["dataset/assessments/KHM/"], &["KHM"], &[]),
            (&["Timor-Leste/2023-24", "2022"], &["Timor-Leste"], &["2023-24", "2022"]),
            (&["2019..2022", "KHM"], &["KHM"], &["2019", "2022"]),
            (&["KHM/2019...KHM/2022"], &["KHM", "KHM"], &["2019", "2022"]),
            (&["v1..2022"], &["v1..2022"], &[]),
        ] {
            let read = Words::read_with_ranges(words.iter().copied());
            assert_eq!((&*read.countries, &*read.editions), (countries, editions), "{words:?}");
        }
    }

    #[test]
    fn a_word_is_one_for_a_shell() {
        for (word, written) in [
            ("KHM", "KHM"),
            ("v1..HEAD~1", "v1..HEAD~1"),
            ("Lao PDR", "\"Lao PDR\""),
            ("Côte d'Ivoire", "\"Côte d'Ivoire\""),
            ("it's $1", r"'it'\''s $1'"),
            ("", "\"\""),
        ] {
            assert_eq!(in_shell(word), written);
        }
    }
}

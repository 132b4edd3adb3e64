//! The DOI of a work (ISO 26324; DOI Handbook, chapter 3: what it is made of, how it is written, and how it is resolved).

use std::fmt;

use crate::address::{Address, push_encoded};

/// A DOI alone, as it is written: without an address or a word before it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Doi(Box<str>);

/// Why a text is not a DOI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoiProblem {
    /// There is none in it.
    None,
    /// There is more than the DOI, such as the address of a resolver or the word *doi*.
    MoreThan(Doi),
}

/// The sites that lead from a DOI to what has it.
const RESOLVERS: [&str; 2] = ["doi.org", "dx.doi.org"];

/// Dashes of other lengths than a hyphen.
const DASHES: [char; 5] = ['‐', '‑', '–', '—', '−'];

/// What follows a DOI in the addresses of publishers, for the file of the work or a view of its page.
const BEHIND: [&str; 8] = [".pdf", "/pdf", "/epdf", "/full", "/fulltext", "/abstract", "/meta", "/html"];

impl Doi {
    /// Reads a DOI: `10.`, a number of four figures or more, a slash, and the rest.
    ///
    /// # Errors
    ///
    /// Tells whether a DOI is in the text beside something else.
    pub fn parse(text: &str) -> Result<Self, DoiProblem> {
        if is_doi(text) {
            return Ok(Self(text.into()));
        }
        let found = text.find("10.").map(|start| text[start..].trim_end_matches(['.', ',', ';', ' ']));
        Err(found
            .filter(|found| is_doi(found))
            .map_or(DoiProblem::None, |found| DoiProblem::MoreThan(Self(found.into()))))
    }

    /// The DOI that a text means: the text itself, or the one in it.
    pub fn meant(text: &str) -> Option<Self> {
        match Self::parse(text) {
            Ok(doi) | Err(DoiProblem::MoreThan(doi)) => Some(doi),
            Err(DoiProblem::None) => None,
        }
    }

    /// The DOI that an address resolves; none for an address of another site.
    pub fn resolved_by(address: &Address<'_>) -> Option<Self> {
        let site = address.site();
        let is_resolver = RESOLVERS.iter().any(|resolver| site.eq_ignore_ascii_case(resolver));
        is_resolver.then(|| Self::parse(&address.site_and_path().1).ok()).flatten()
    }

    /// What is surely no part of it, in the words that follow "this DOI", and the DOI that is meant: the name of a file or of a view
    /// of the page, which follows it in addresses; a dash that a program made of a hyphen.
    pub fn slip(&self) -> Option<(String, Self)> {
        if self.0.contains(DASHES) {
            let meant = Self(self.0.replace(DASHES, "-").into());
            return Some(("has a dash where a DOI has a hyphen".to_owned(), meant));
        }
        let lower = self.0.to_ascii_lowercase();
        let end = BEHIND.iter().find(|end| lower.ends_with(**end))?;
        let bare = Self::parse(&self.0[..self.0.len() - end.len()]).ok()?;
        Some((format!("has {end} behind it, which belongs to the address of a file or a page"), bare))
    }

    /// The DOI as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two spellings of one DOI have in common: capitals and small letters are the same.
    pub fn identity(&self) -> String {
        self.0.to_lowercase()
    }

    /// The address that leads to what has it. What an address cannot hold, and what would end its path, is percent-encoded.
    pub fn address(&self) -> String {
        let mut address = format!("https://{}/", RESOLVERS[0]);
        for c in self.0.chars() {
            if c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/".contains(c) {
                address.push(c);
            } else {
                push_encoded(&mut address, c);
            }
        }
        address
    }
}

impl fmt::Display for Doi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_doi(text: &str) -> bool {
    let Some((prefix, suffix)) = text.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = prefix.split('.');
    parts.next().is_some_and(|first| (4..=9).contains(&first.len()) && is_number(first))
        && parts.all(is_number)
        && !suffix.is_empty()
        && !suffix.ends_with(['.', ',', ';'])
        && !suffix.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_its_own_name_and_no_address() {
        for text in
            ["10.1000/182", "10.5555/S0378-5955(99)00012-X", "10.1000.10/123", "10.14264/uql.2019.118"]
        {
            assert_eq!(Doi::parse(text).as_ref().map(Doi::as_str), Ok(text));
        }
        for text in ["10.100/182", "10.1000", "10.1000/", "11.1000/182", "10.1000/18 2", "10.x/1"] {
            assert_eq!(Doi::parse(text), Err(DoiProblem::None), "{text}");
        }
        for text in [
            "https://doi.org/10.1000/182",
            "doi:10.1000/182",
            "10.1000/182.",
            "http://dx.doi.org/10.1000/182",
        ] {
            assert_eq!(Doi::parse(text), Err(DoiProblem::MoreThan(Doi("10.1000/182".into()))), "{text}");
        }
        assert_eq!(Doi::parse("https://example.org/182"), Err(DoiProblem::None));
    }

    #[test]
    fn what_is_no_part_of_a_doi_is_known() {
        let meant = |text| Doi::parse(text).expect("a DOI").slip().map(|(_, meant)| meant.0.to_string());
        for (text, expected) in [
            ("10.1080/14623528.2020.pdf", "10.1080/14623528.2020"),
            ("10.1111/abc.123/full", "10.1111/abc.123"),
            ("10.1111/abc.123/PDF", "10.1111/abc.123"),
            ("10.1017/S0020–7497", "10.1017/S0020-7497"),
        ] {
            assert_eq!(meant(text).as_deref(), Some(expected));
        }
        for text in ["10.1000/182", "10.1000/pdf", "10.1000/.pdf", "10.1000/a-b", "10.1000/full-text"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn an_address_has_what_addresses_can_hold() {
        for (doi, address) in [
            ("10.1000/182", "https://doi.org/10.1000/182"),
            (
                "10.1002/(SICI)1097-4571(1998)49:8<693::AID-ASI4>3.0.CO;2-O",
                "https://doi.org/10.1002/(SICI)1097-4571(1998)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
            ),
            ("10.1000/a%b#c?d", "https://doi.org/10.1000/a%25b%23c%3Fd"),
        ] {
            let doi = Doi::parse(doi).expect("a DOI");
            assert_eq!(doi.address(), address);
            assert_eq!(Doi::resolved_by(&Address::parse(address).expect("an address")), Some(doi));
        }
    }

    #[test]
    fn resolvers_and_no_other_sites_lead_to_a_doi() {
        let resolved = |address| Doi::resolved_by(&Address::parse(address).expect("an address"));
        for address in ["https://doi.org/10.1000/182", "http://DX.DOI.org/10.1000/182?x=1#top"] {
            assert_eq!(resolved(address).as_ref().map(Doi::as_str), Some("10.1000/182"), "{address}");
        }
        for address in
            ["https://example.org/10.1000/182", "https://doi.org/about", "https://a.doi.org/10.1000/1"]
        {
            assert_eq!(resolved(address), None, "{address}");
        }
    }
}

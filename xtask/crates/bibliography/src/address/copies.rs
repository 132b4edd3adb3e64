//! Of what an address is a copy, and of when: in the Wayback Machine ("Memento URLs" of its API: `/web/TIMESTAMP/ORIGINAL`), and
//! in the archives that do likewise.

use super::{Address, percent_decoded};

/// A copy in an archive, as its address tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchivedCopy<'a> {
    /// When it was made, as figures: `YYYYMMDDhhmmss` or the beginning of it; none where the address leads to a list of
    /// copies.
    pub made: Option<&'a str>,
    /// The address of which it is a copy.
    pub original: &'a str,
}

impl<'t> Address<'t> {
    /// The copy that it leads to; none for an address that is not of the Wayback Machine, or of another archive without
    /// telling of what it is a copy.
    pub fn archived_copy(self) -> Option<ArchivedCopy<'t>> {
        copy(self.0)
    }
}

fn copy(address: &str) -> Option<ArchivedCopy<'_>> {
    let (_, rest) = address.split_once("://")?;
    let Some(rest) = rest.strip_prefix("web.archive.org/") else { return elsewhere(rest) };
    let rest = rest.strip_prefix("web/").unwrap_or(rest);
    let (stamp, original) = rest.split_once('/').unwrap_or((rest, ""));
    // After the figures the machine may be told how to show the copy, as in 20210310000000id_.
    let figures = stamp.bytes().take_while(u8::is_ascii_digit).count();
    let has_mode = stamp[figures..].is_empty() || stamp[figures..].ends_with('_');
    let made = (has_mode && (4..=14).contains(&figures)).then(|| &stamp[..figures]);
    Some(ArchivedCopy {
        made,
        original: if made.is_some() || stamp.ends_with('*') { original } else { rest },
    })
}

/// The sites of archive.today, which have long addresses, with day and original in them, and short ones.
pub(crate) const ARCHIVE_TODAY: &[&str] =
    &["archive.fo", "archive.is", "archive.li", "archive.md", "archive.ph", "archive.today", "archive.vn"];

/// Archives beside these and the Wayback Machine in whose addresses day and original stand, wherever in the path.
const ARCHIVES: &[&str] = &[
    "arquivo.pt",
    "timetravel.mementoweb.org",
    "wayback.archive-it.org",
    "web.archive.org.au",
    "webarchive.loc.gov",
    "webarchive.nationalarchives.gov.uk",
    "webarchive.nla.gov.au",
    "webarchive.org.uk",
];

/// A copy in an archive beside the Wayback Machine.
fn elsewhere(rest: &str) -> Option<ArchivedCopy<'_>> {
    let (site, path) = rest.split_once('/')?;
    let site = site.strip_prefix("www.").unwrap_or(site);
    if !ARCHIVES.contains(&site) && !ARCHIVE_TODAY.contains(&site) {
        return None;
    }
    let at =
        ["/http://", "/https://", "/http:/", "/https:/"].iter().filter_map(|start| path.find(start)).min()?;
    let (before, original) = (&path[..at], &path[at + 1..]);
    let stamp = before.rsplit('/').next()?;
    let figures = stamp.bytes().take_while(u8::is_ascii_digit).count();
    let has_mode = stamp[figures..].is_empty() || stamp[figures..].ends_with('_');
    (has_mode && (4..=14).contains(&figures))
        .then(|| ArchivedCopy { made: Some(&stamp[..figures]), original })
}

/// The address of what was copied. It may be named without its scheme, percent-encoded as a whole, or with one slash behind
/// the scheme, to which some programs shorten two.
pub fn whole_address(original: &str) -> String {
    let lower = original.to_ascii_lowercase();
    let is_encoded = ["http%3a", "https%3a"].iter().any(|scheme| lower.starts_with(scheme));
    let decoded = if is_encoded { percent_decoded(original) } else { original.into() };
    let scheme =
        ["https:/", "http:/"].into_iter().find(|scheme| decoded.to_ascii_lowercase().starts_with(scheme));
    match scheme {
        Some(scheme) => format!("{scheme}/{}", decoded[scheme.len()..].trim_start_matches('/')),
        None => format!("https://{decoded}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_tell_when_and_of_what() {
        let expected = |made, original| Some(ArchivedCopy { made, original });
        let of = |rest: &str| format!("https://web.archive.org/{rest}");
        assert_eq!(
            copy(&of("web/20220504120000/https://a.org/b")),
            expected(Some("20220504120000"), "https://a.org/b")
        );
        assert_eq!(copy(&of("web/20220504id_/https://a.org/")), expected(Some("20220504"), "https://a.org/"));
        assert_eq!(copy(&of("web/*/https://a.org/")), expected(None, "https://a.org/"));
        assert_eq!(copy(&of("save/https://a.org/")), expected(None, "save/https://a.org/"));
        assert_eq!(copy("https://archive.example/20220504/https://a.org/"), None);
        for (address, made) in [
            ("https://archive.ph/20220504120000/https://a.org/b", "20220504120000"),
            ("https://webarchive.nla.gov.au/awa/20220504/https://a.org/b", "20220504"),
            ("https://www.webarchive.org.uk/wayback/archive/20220504mp_/https://a.org/b", "20220504"),
        ] {
            assert_eq!(copy(address), expected(Some(made), "https://a.org/b"));
        }
        assert_eq!(copy("https://archive.ph/AbCdE"), None);
    }
}

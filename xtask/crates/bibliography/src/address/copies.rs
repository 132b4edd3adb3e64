//! Of what an address is a copy, and of when (Wayback Machine, "Memento URLs" of its API: `/web/TIMESTAMP/ORIGINAL`).

use super::Address;

/// A copy in the Wayback Machine, as its address tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchivedCopy<'a> {
    /// When it was made, as figures: `YYYYMMDDhhmmss` or the beginning of it; none where the address leads to a list of
    /// copies.
    pub made: Option<&'a str>,
    /// The address of which it is a copy.
    pub original: &'a str,
}

impl<'t> Address<'t> {
    /// The copy that it leads to; none for an address that is not of the Wayback Machine.
    pub fn archived_copy(self) -> Option<ArchivedCopy<'t>> {
        copy(self.0)
    }
}

fn copy(address: &str) -> Option<ArchivedCopy<'_>> {
    let (_, rest) = address.split_once("://")?;
    let rest = rest.strip_prefix("web.archive.org/")?;
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
    }
}

//! An address on the web that a reader can be given (RFC 3986; sites by RFC 1123, section 2.1, and the special-purpose
//! registries of RFC 6761 and RFC 6890).

pub mod copies;
mod identity;
mod slips;
mod tracking;
pub mod typed;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use fluent_uri::Uri;
use thiserror::Error;

/// An address that leads to a public page of the web.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Address<'t>(&'t str);

/// Why an address is not one that a reader can be given. It says so in the words that follow "the address".
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AddressProblem {
    /// It is no address (RFC 3986, appendix A), or one without a scheme.
    #[error("is not complete, or holds what no address can")]
    Incomplete,
    /// It is of a scheme, given here, under which no pages of the web are.
    #[error("begins with {0}: and not with https:// or http://")]
    OtherScheme(String),
    /// It names no site.
    #[error("names no site after the scheme")]
    NoSite,
    /// It has this word where a site has its full name.
    #[error("leads to \"{0}\", which is not the full name of a site")]
    HalfNamed(String),
    /// It leads to a site, given here, whose last part is a slip for another: `example.con`.
    #[error("leads to \"{0}\", and no site ends in .{ending}", ending = slips::ending(.0))]
    MisspeltEnding(String),
    /// It is of a scheme, given here, that runs or reads something on the reader's own machine.
    #[error("begins with {0}:, which leads into the reader's own machine")]
    OwnMachine(String),
    /// It hands on somebody's access.
    #[error("holds a user's name or password")]
    HasUser,
    /// It leads to a site that only one network knows.
    #[error("leads to {0}, which is a different machine for each reader")]
    LocalSite(String),
    /// It leads to a number that only one network knows.
    #[error("leads to {0}, which is another machine in every network")]
    LocalNumber(IpAddr),
}

impl AddressProblem {
    /// Whether the address is not to be opened, or leads every reader to another place. Any other leads nowhere.
    pub fn is_unsafe(&self) -> bool {
        match self {
            Self::Incomplete
            | Self::OtherScheme(_)
            | Self::NoSite
            | Self::HalfNamed(_)
            | Self::MisspeltEnding(_) => false,
            Self::OwnMachine(_) | Self::HasUser | Self::LocalSite(_) | Self::LocalNumber(_) => true,
        }
    }
}

/// Schemes that run or read something on the reader's own machine.
const UNSAFE_SCHEMES: &[&str] = &["blob", "data", "file", "javascript", "vbscript"];

/// Endings of names that only one network knows.
const LOCAL_ENDINGS: &[&str] =
    &["localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa"];

impl<'t> Address<'t> {
    /// Reads an address as it is written.
    ///
    /// # Errors
    ///
    /// Tells why it is not one to give to a reader.
    pub fn parse(text: &'t str) -> Result<Self, AddressProblem> {
        let uri = Uri::parse(text).map_err(|_| AddressProblem::Incomplete)?;
        let scheme = uri.scheme().as_str().to_ascii_lowercase();
        if UNSAFE_SCHEMES.contains(&&*scheme) {
            return Err(AddressProblem::OwnMachine(scheme));
        }
        if scheme != "http" && scheme != "https" {
            return Err(AddressProblem::OtherScheme(scheme));
        }
        let authority = uri.authority().ok_or(AddressProblem::NoSite)?;
        if authority.has_userinfo() {
            return Err(AddressProblem::HasUser);
        }
        let site = authority.host().to_ascii_lowercase();
        let ip = site.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&site).parse();
        ip.map_or_else(|_| judge_site(&site), judge_number)?;
        Ok(Self(text))
    }

    /// The address as it is written.
    pub fn as_str(self) -> &'t str {
        self.0
    }

    /// The site as it is written, without `www.` and its port.
    pub fn site(self) -> &'t str {
        let rest = self.0.split_once(':').map_or("", |(_, rest)| rest.trim_start_matches('/'));
        let site = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        let site = site.split_once(':').map_or(site, |(site, _)| site);
        let is_www = site.get(..4).is_some_and(|beginning| beginning.eq_ignore_ascii_case("www."));
        if is_www { &site[4..] } else { site }
    }

    /// The site in small letters, without `www.` and its port, and what follows its first slash up to a query or an anchor,
    /// decoded.
    pub(crate) fn site_and_path(self) -> (String, Cow<'t, str>) {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let rest = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
        let (_, path) = rest.split_once('/').unwrap_or((rest, ""));
        let path = if path.contains('%') { percent_decoded(path) } else { path.into() };
        (self.site().to_ascii_lowercase(), path)
    }
}

/// Adds a character to an address, each of its bytes percent-encoded (RFC 3986, section 2.1).
pub(crate) fn push_encoded(address: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        // A text takes whatever is written to it.
        let _ = write!(address, "%{byte:02X}");
    }
}

/// What a text says in which bytes are percent-encoded (RFC 3986, section 2.1); unchanged where they are no UTF-8.
pub fn percent_decoded(path: &str) -> Cow<'_, str> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).filter(|code| byte == b'%' && code.iter().all(u8::is_ascii_hexdigit));
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).map_or(path.into(), Cow::Owned)
}

fn judge_site(site: &str) -> Result<(), AddressProblem> {
    let is_local =
        |ending: &str| site == ending || site.strip_suffix(ending).is_some_and(|s| s.ends_with('.'));
    if site.is_empty() {
        return Err(AddressProblem::NoSite);
    }
    if LOCAL_ENDINGS.iter().any(|ending| is_local(ending)) {
        return Err(AddressProblem::LocalSite(site.to_owned()));
    }
    let labels: Vec<&str> = site.strip_suffix('.').unwrap_or(site).split('.').collect();
    let is_label = |label: &&str| {
        let is_word = !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
        is_word && !label.contains(slips::NOT_IN_SITES)
    };
    let ends_in_number = labels.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    if labels.len() < 2 || !labels.iter().all(is_label) || ends_in_number {
        return Err(AddressProblem::HalfNamed(site.to_owned()));
    }
    match slips::ending_meant(site) {
        Some(_) => Err(AddressProblem::MisspeltEnding(site.to_owned())),
        None => Ok(()),
    }
}

fn judge_number(ip: IpAddr) -> Result<(), AddressProblem> {
    let is_private = match ip {
        IpAddr::V4(ip) => is_private_v4(ip),
        IpAddr::V6(ip) => ip.to_ipv4_mapped().map_or_else(|| is_private_v6(ip), is_private_v4),
    };
    if is_private { Err(AddressProblem::LocalNumber(ip)) } else { Ok(()) }
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [first, second, ..] = ip.octets();
    let is_shared = first == 100 && (64..128).contains(&second);
    first == 0 || ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_broadcast() || is_shared
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_lead_to_a_page() {
        for address in [
            "https://www.globalr2p.org/resources/list/",
            "http://dccam.org/home",
            "https://spinternet.ohchr.org/View.aspx?visitType=all&country=KHM#a",
            "https://undocs.example:8443/S/RES/1970(2011)",
            "https://xn--bcher-kva.example/%E2%80%9Cr%E2%80%9D",
            "https://8.8.8.8/x",
            "https://[2001:4860:4860::8888]/",
            "https://localhost.example.org/",
            "https://a_b.example.org/x,y;z",
            "https://con.example.com/",
        ] {
            assert_eq!(Address::parse(address).map(Address::as_str), Ok(address));
        }
    }

    #[test]
    fn only_codes_are_decoded() {
        for (encoded, decoded) in
            [("a%20b", "a b"), ("%+f%2", "%+f%2"), ("%e2%80%9c", "\u{201c}"), ("%ff", "%ff")]
        {
            assert_eq!(percent_decoded(encoded), decoded);
        }
    }

    #[test]
    fn addresses_that_lead_nowhere() {
        for address in [
            "www.un.org/en",
            "//un.org/en",
            "ftp://un.org/a",
            "mailto:a@un.org",
            "doi:10.5555/1",
            "http:///en",
            "http:un.org",
            "https://https://un.org",
            "https://un",
            "https://un..org",
            "https://127.1/",
            "https://un.org/%zz",
            "https://www,un.org/",
            "https://un.ogr/",
        ] {
            let problem = Address::parse(address).expect_err(address);
            assert!(!problem.is_unsafe(), "{address}: {problem}");
        }
    }

    #[test]
    fn addresses_not_to_be_given_to_a_reader() {
        for address in [
            "file:///C:/report.pdf",
            "javascript:alert(1)",
            "data:text/plain,a",
            "https://me:secret@un.org/",
            "https://me@un.org/",
            "http://localhost:8000/",
            "http://a.localhost/",
            "http://printer.local/",
            "http://127.0.0.1/",
            "http://10.0.0.7/",
            "http://172.16.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest",
            "http://100.64.0.1/",
            "http://0.0.0.0/",
            "http://[::1]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://[::ffff:192.168.0.1]/",
        ] {
            let problem = Address::parse(address).expect_err(address);
            assert!(problem.is_unsafe(), "{address}: {problem}");
        }
    }
}

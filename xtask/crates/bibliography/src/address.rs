//! Whether an address leads to a public page of the web.

pub mod page;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use fluent_uri::Uri;

/// Why an address is not one that a reader can be given. It says so in the words that follow "the address".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// It leads nowhere: it is incomplete, of another kind, or no address.
    Malformed(String),
    /// It is not to be opened, or leads every reader to another place.
    Unsafe(String),
}

/// Schemes that run or read something on the reader's own machine.
const UNSAFE_SCHEMES: &[&str] = &["blob", "data", "file", "javascript", "vbscript"];

/// Endings of names that only one network knows.
const LOCAL_ENDINGS: &[&str] =
    &["localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa"];

/// What is wrong with an address, if anything is.
pub fn problem(address: &str) -> Option<AddressProblem> {
    let malformed = |why: &str| Some(AddressProblem::Malformed(why.to_owned()));
    let Ok(uri) = Uri::parse(address) else {
        return malformed("is not complete, or holds what no address can");
    };
    let scheme = uri.scheme().as_str().to_ascii_lowercase();
    if UNSAFE_SCHEMES.contains(&&*scheme) {
        return Some(AddressProblem::Unsafe(format!(
            "begins with {scheme}:, which leads into the reader's own machine"
        )));
    }
    if scheme != "http" && scheme != "https" {
        return Some(AddressProblem::Malformed(format!(
            "begins with {scheme}: and not with https:// or http://"
        )));
    }
    let Some(authority) = uri.authority() else {
        return malformed("names no site after the scheme");
    };
    if authority.has_userinfo() {
        return Some(AddressProblem::Unsafe("holds a user's name or password".to_owned()));
    }
    let site = authority.host().to_ascii_lowercase();
    let ip = site.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&site).parse();
    ip.map_or_else(|_| site_problem(&site), not_public)
}

fn site_problem(site: &str) -> Option<AddressProblem> {
    let is_local =
        |ending: &str| site == ending || site.strip_suffix(ending).is_some_and(|s| s.ends_with('.'));
    if site.is_empty() {
        return Some(AddressProblem::Malformed("names no site after the scheme".to_owned()));
    }
    if LOCAL_ENDINGS.iter().any(|ending| is_local(ending)) {
        return Some(AddressProblem::Unsafe(format!(
            "leads to {site}, which is a different machine for each reader"
        )));
    }
    let labels: Vec<&str> = site.strip_suffix('.').unwrap_or(site).split('.').collect();
    let is_label = |label: &&str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let ends_in_number = labels.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    if labels.len() < 2 || !labels.iter().all(is_label) || ends_in_number {
        return Some(AddressProblem::Malformed(format!(
            "leads to \"{site}\", which is not the full name of a site"
        )));
    }
    None
}

fn not_public(ip: IpAddr) -> Option<AddressProblem> {
    let is_private = match ip {
        IpAddr::V4(ip) => is_private_v4(ip),
        IpAddr::V6(ip) => ip.to_ipv4_mapped().map_or_else(|| is_private_v6(ip), is_private_v4),
    };
    is_private
        .then(|| AddressProblem::Unsafe(format!("leads to {ip}, which is another machine in every network")))
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
        ] {
            assert_eq!(problem(address), None, "{address}");
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
        ] {
            assert!(
                matches!(problem(address), Some(AddressProblem::Malformed(_))),
                "{address}: {:?}",
                problem(address)
            );
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
            assert!(
                matches!(problem(address), Some(AddressProblem::Unsafe(_))),
                "{address}: {:?}",
                problem(address)
            );
        }
    }
}

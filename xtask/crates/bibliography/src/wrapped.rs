//! How an address reaches its page: straight, or by way of a library's proxy, a redirector, a share link, a search, an archive.
//!
//! What is known of sites stands in tables. Where the page's own address can be read out of the one given without a
//! doubt, it is; nothing is looked up.

mod sites;
mod versions;

use self::sites::{
    OPAQUE_REDIRECTORS, PREFIXES, PROXIES, PROXY_HOSTS, REDIRECTORS, SEARCHES, SHORT_ARCHIVES, SHORTENERS,
    STORAGES,
};
use crate::address::copies::{ARCHIVE_TODAY, whole_address as address_of_copied};
use crate::address::typed::meant;
use crate::address::{Address, percent_decoded};
use crate::doi::Doi;

/// That an address is a way to a page and not the page's own, and which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// By way of what.
    pub way: Way,
    /// What stands in it.
    pub inner: Inner,
}

/// By way of what an address reaches its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A library's proxy, which lets in only its own readers.
    Proxy,
    /// A page that sends its readers on.
    Redirector,
    /// A passage that a browser has marked.
    Passage,
    /// A copy in an archive of the web.
    Archive,
    /// The resolver of DOIs.
    Doi,
    /// A list of what a search has found.
    Search,
    /// The cache of a search engine.
    Cache,
    /// A short address in the place of a long one.
    Shortener,
    /// A file that somebody shares out of their own storage.
    Share,
}

/// What can be read out of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inner {
    /// The page's own address.
    Address(String),
    /// A copy, with the day on which it was made as `YYYY-MM-DD` where it is told, and the address of which it is one.
    Copy {
        /// The address of what was copied.
        original: String,
        /// The day.
        day: Option<String>,
    },
    /// A DOI.
    Doi(Doi),
    /// The page's own address, if the signs are read as they are meant as a rule.
    Likely(String),
    /// Nothing.
    Unknown,
}

impl Address<'_> {
    /// The way by which it reaches its page, where it is not the page's own address.
    pub fn wrapped(self) -> Option<Wrapped> {
        let (site, path) = self.site_and_path();
        let path = path.trim_start_matches('/');
        let is_at = |of: &str, beginning: &str| is_site(&site, of) && path.starts_with(beginning);
        let whole = self.as_str();
        let found = |way, inner| Some(Wrapped { way, inner });
        if let Some(copy) = copy_told(self, &site) {
            return found(Way::Archive, copy);
        }
        if let Some(doi) = Doi::resolved_by(&self) {
            return found(Way::Doi, Inner::Doi(doi));
        }
        if site == "webcache.googleusercontent.com" {
            return found(Way::Cache, parameter(whole, "q").map_or(Inner::Unknown, |text| cached(&text)));
        }
        for (of, beginning, parameters) in REDIRECTORS {
            if is_at(of, beginning)
                && let Some(inner) = parameters.iter().find_map(|name| address_in(whole, name))
            {
                return found(Way::Redirector, Inner::Address(inner));
            }
        }
        for (of, sign) in PREFIXES {
            if is_site(&site, of)
                && let Some(inner) =
                    behind_site(whole).and_then(|rest| whole_address(rest.strip_prefix(sign)?))
            {
                return found(Way::Redirector, Inner::Address(inner));
            }
        }
        if let Some(inner) = versions::page(&site, path, whole) {
            return found(Way::Redirector, Inner::Address(inner));
        }
        if let Some(inner) = proxied(&site, path, whole) {
            return found(Way::Proxy, inner);
        }
        if OPAQUE_REDIRECTORS.iter().any(|(of, beginning)| is_at(of, beginning) && !path.is_empty()) {
            return found(Way::Redirector, Inner::Unknown);
        }
        if SEARCHES.iter().any(|(of, at, name)| is_at(of, at) && parameter(whole, name).is_some()) {
            return found(Way::Search, Inner::Unknown);
        }
        if SHORTENERS.contains(&&*site) && !path.is_empty() {
            return found(Way::Shortener, Inner::Unknown);
        }
        let says_which = !path.is_empty() || whole.contains('?');
        if STORAGES.iter().any(|(of, beginning)| is_at(of, beginning) && says_which) {
            return found(Way::Share, Inner::Unknown);
        }
        without_passage(whole).and_then(|inner| found(Way::Passage, Inner::Address(inner)))
    }

    /// The page's own address, as far as it can be read out without a doubt, through every way that is in it; none where the
    /// address is the page's own. What is a copy or a DOI stays as it is.
    pub fn unwrapped(self) -> Option<String> {
        let mut inner: Option<String> = None;
        // Each step makes it shorter.
        loop {
            let address = inner.as_deref().map_or(Ok(self), Address::parse).ok();
            match address.and_then(Address::wrapped) {
                Some(Wrapped { inner: Inner::Address(next), .. }) => inner = Some(next),
                Some(_) | None => return inner,
            }
        }
    }
}

/// Whether a site is one of the table. `*` stands for parts of a name: at the beginning for some, at the end for one or two,
/// which are a country's.
fn is_site(site: &str, of: &str) -> bool {
    match of.as_bytes() {
        [b'*', ..] => site.ends_with(&of[1..]),
        [beginning @ .., b'*'] => site
            .strip_prefix(&of[..beginning.len()])
            .is_some_and(|rest| rest.len() <= 6 && rest.split('.').count() <= 2 && !rest.is_empty()),
        _ => site == of,
    }
}

/// What follows the first slash behind the site.
fn behind_site(address: &str) -> Option<&str> {
    address.split_once("://")?.1.split_once('/').map(|(_, rest)| rest)
}

/// What an address has as a parameter, decoded.
fn parameter(address: &str, name: &str) -> Option<String> {
    let query = address.split('#').next()?.split_once('?')?.1;
    let mut given = query.split('&').filter_map(|given| given.split_once('='));
    let (_, value) = given.find(|(given, _)| given.eq_ignore_ascii_case(name))?;
    Some(percent_decoded(value).into_owned())
}

/// The address that an address has as a parameter.
fn address_in(address: &str, name: &str) -> Option<String> {
    whole_address(&parameter(address, name)?)
}

/// A text as an address of the web, if it is one or can be encoded as one.
fn whole_address(text: &str) -> Option<String> {
    let lower = text.get(..10).unwrap_or(text).to_ascii_lowercase();
    let is_encoded = ["http%3a", "https%3a"].iter().any(|scheme| lower.starts_with(scheme));
    let text = if is_encoded { percent_decoded(text) } else { text.into() };
    if Address::parse(&text).is_ok() {
        return Some(text.into_owned());
    }
    meant(&text)
}

/// A copy in an archive, by its address. One that is not of a certain day is none; neither is a page of an archive's own.
fn copy_told(address: Address<'_>, site: &str) -> Option<Inner> {
    if let Some(copy) = address.archived_copy() {
        let made = copy.made?;
        let original = copied(copy.original)?;
        let parts = [made.get(..4), made.get(4..6), made.get(6..8)];
        let day = parts.into_iter().collect::<Option<Vec<_>>>().map(|parts| parts.join("-"));
        return Some(Inner::Copy { original, day });
    }
    let is_archive = SHORT_ARCHIVES.contains(&site) || ARCHIVE_TODAY.contains(&site);
    let is_short = is_archive && behind_site(address.as_str()).is_some_and(|rest| !rest.is_empty());
    is_short.then_some(Inner::Unknown)
}

/// The address of what was copied, which may be named without its scheme or with one slash behind it.
fn copied(original: &str) -> Option<String> {
    let whole = address_of_copied(original);
    Address::parse(&whole).is_ok().then_some(whole)
}

/// The address in the cache of a search engine: `cache:KEY:ADDRESS WORDS`.
fn cached(text: &str) -> Inner {
    let Some(rest) = text.strip_prefix("cache:") else { return Inner::Unknown };
    let rest = rest.split(['+', ' ']).next().unwrap_or_default();
    let start = ["https://", "http://"].iter().find_map(|scheme| rest.find(scheme));
    match start.and_then(|start| whole_address(&rest[start..])) {
        Some(inner) => Inner::Address(inner),
        // A key of figures and letters may stand before; without a scheme it is not certain which.
        None => {
            let bare = rest.rsplit_once(':').map_or(rest, |(_, bare)| bare);
            whole_address(&format!("https://{bare}")).map_or(Inner::Unknown, Inner::Likely)
        }
    }
}

/// The page behind a library's proxy.
fn proxied(site: &str, path: &str, whole: &str) -> Option<Inner> {
    let hosted = PROXY_HOSTS.iter().find_map(|host| site.strip_suffix(host)?.strip_suffix('.'));
    let before = hosted.map(|rest| rest.rsplit_once('.').map_or("", |(before, _)| before));
    let before = before.or_else(|| before_proxy(site));
    if path.ends_with("login") || path.ends_with("login/") || (before == Some("") && path.is_empty()) {
        // Such a proxy takes all that follows for the address, ampersands too.
        let query = whole.split_once('?').map_or("", |(_, query)| query);
        let at = query.find("url=").filter(|at| *at == 0 || query[..*at].ends_with(['&', 'q']));
        let inner = at.and_then(|at| whole_address(&query[at + "url=".len()..]));
        let is_elsewhere =
            |inner: &String| Address::parse(inner).is_ok_and(|inner| inner.site_and_path().0 != site);
        if let Some(inner) = inner.filter(is_elsewhere) {
            return Some(Inner::Address(inner));
        }
    }
    // Another kind of proxy puts a figure before the site: 0-www.jstor.org.library.example.edu.
    if let Some(rest) = site.strip_prefix("0-") {
        let likely = likely_site(rest).map(|inner| rebuilt(&inner, whole));
        return Some(likely.map_or(Inner::Unknown, Inner::Likely));
    }
    let before = before?;
    if before.is_empty() || before == "login" {
        return None;
    }
    // Which sites are one with and without www. is asked elsewhere; here the page's own name is wanted.
    let has_www =
        whole.split_once("://").is_some_and(|(_, rest)| rest.to_ascii_lowercase().starts_with("www."));
    let www = if has_www { "www." } else { "" };
    if before.contains('.') {
        let inner = rebuilt(&format!("{www}{before}"), whole);
        return Address::parse(&inner).is_ok().then_some(Inner::Address(inner));
    }
    let (name, is_certain) = dotted(before)?;
    let inner = rebuilt(&format!("{www}{name}"), whole);
    Address::parse(&inner).is_ok().then_some(if is_certain {
        Inner::Address(inner)
    } else {
        Inner::Likely(inner)
    })
}

/// What stands in the name of a machine before the name of a proxy; empty for the proxy itself.
fn before_proxy(site: &str) -> Option<&str> {
    let mut start = 0;
    for label in site.split('.') {
        let bare = label.trim_end_matches(|c: char| c.is_ascii_digit());
        let bare = bare.split('-').next().filter(|first| first.len() > 4).unwrap_or(bare);
        // A site of a company can be called so as well: what is behind a proxy has two parts at least.
        let is_machine = site[start..].split('.').nth(2).is_some();
        if is_machine && PROXIES.contains(&bare) {
            return Some(site[..start].trim_end_matches('.'));
        }
        start += label.len() + 1;
    }
    None
}

/// The name of a site in which a proxy has written hyphens for dots, and whether no other can be meant. Some proxies write two
/// hyphens for one.
fn dotted(label: &str) -> Option<(String, bool)> {
    if !label.contains('-') || label.split('-').any(|part| part == "xn") {
        return None;
    }
    if label.contains("--") {
        return Some((label.replace("--", "\n").replace('-', ".").replace('\n', "-"), true));
    }
    let parts = label.strip_prefix("www-").unwrap_or(label).split('-').count();
    Some((label.replace('-', "."), parts == 2))
}

/// The site at the beginning of a longer name: up to an ending that is common among publishers.
fn likely_site(name: &str) -> Option<String> {
    let endings = [".com.", ".org.", ".net.", ".int.", ".gov."];
    let end = endings.iter().filter_map(|ending| Some(name.find(ending)? + ending.len() - 1)).min()?;
    Some(name[..end].to_owned())
}

/// The address with another site.
fn rebuilt(site: &str, whole: &str) -> String {
    let rest = whole.split_once("://").map_or("", |(_, rest)| rest);
    let rest = rest.find(['/', '?', '#']).map_or("", |at| &rest[at..]);
    format!("https://{site}{rest}")
}

/// The address without the passage that a browser has marked (`#:~:text=`), if there is one.
fn without_passage(address: &str) -> Option<String> {
    let (page, anchor) = address.split_once('#')?;
    let (anchor, _) = anchor.split_once(":~:")?;
    Some(if anchor.is_empty() { page.to_owned() } else { format!("{page}#{anchor}") })
}

#[cfg(test)]
mod tests;

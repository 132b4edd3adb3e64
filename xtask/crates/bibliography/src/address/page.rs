//! Which page an address means: what in it only tracks readers, when two mean one page, and of what it is a copy.

use std::ops::Range;

/// Parameters that tell a site where its readers come from; those that end with `_` are beginnings.
const TRACKING: &[&str] = &[
    "utm_",
    "mtm_",
    "pk_",
    "hsa_",
    "fbclid",
    "gclid",
    "gclsrc",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "li_fat_id",
    "igsh",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "oly_anon_id",
    "oly_enc_id",
    "vero_id",
    "wickedid",
    "_openstat",
    "s_cid",
    "__twitter_impression",
];

/// The parameters of an address that only track readers: where each stands, without the sign before it.
pub fn tracking(address: &str) -> Vec<Range<usize>> {
    let end = address.find('#').unwrap_or(address.len());
    let Some(start) = address[..end].find('?').map(|at| at + 1) else { return Vec::new() };
    let mut at = start;
    let mut found = Vec::new();
    for parameter in address[start..end].split('&') {
        let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
        let is_known =
            |known: &str| if known.ends_with('_') { name.starts_with(known) } else { name == known };
        if TRACKING.iter().any(|known| is_known(known)) {
            found.push(at..at + parameter.len());
        }
        at += parameter.len() + 1;
    }
    found
}

/// An address without the parameters that only track readers; all else stays as it is.
pub fn without_tracking(address: &str) -> String {
    let mut rest = address.to_owned();
    for range in tracking(address).into_iter().rev() {
        // With a parameter goes the sign that parts it from the next one, or else from the one before.
        let has_next = rest[range.end..].starts_with('&');
        let range = if has_next { range.start..range.end + 1 } else { range.start - 1..range.end };
        rest.replace_range(range, "");
    }
    rest
}

/// What two addresses of one page have in common, without what does not tell pages apart: scheme, `www.`, case of the site,
/// default port, anchor, tracking, needless escapes and a final slash (RFC 3986, 6.2). None for what is no address of the web.
///
/// What follows `#/` or `#!` is no anchor: a program in the page finds its content by it.
pub fn identity(address: &str) -> Option<String> {
    let address = without_tracking(address.trim());
    let (scheme, rest) = address.split_once("://")?;
    let default_port = match scheme.to_ascii_lowercase().as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => return None,
    };
    let (rest, anchor) = rest.split_once('#').unwrap_or((rest, ""));
    let (site, path) = rest.find(['/', '?']).map_or((rest, ""), |at| rest.split_at(at));
    let site = site.to_ascii_lowercase();
    let site = site.strip_suffix(default_port).unwrap_or(&site);
    let site = site.strip_prefix("www.").unwrap_or(site);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mark = if query.is_empty() { "" } else { "?" };
    let (sign, inside) = if anchor.starts_with(['/', '!']) { ("#", anchor) } else { ("", "") };
    Some(format!("{site}{}{mark}{}{sign}{inside}", decoded(path.trim_end_matches('/')), decoded(query)))
}

/// An address without its anchor, which no copy of a page has.
pub fn without_anchor(address: &str) -> &str {
    address.split('#').next().unwrap_or_default()
}

/// A path in which what is escaped without need is written as it is, so that `%7E` and `~` are the same.
fn decoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 1..at + 3);
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok()).map(char::from);
        match byte.filter(|c| c.is_ascii_alphanumeric() || "-._~".contains(*c)) {
            Some(c) => out.push(c),
            None => out.push_str(&rest[at..at + code.map_or(1, |_| 3)].to_ascii_uppercase()),
        }
        rest = &rest[at + code.map_or(1, |_| 3)..];
    }
    out + rest
}

/// A copy in the Wayback Machine, as its address tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copy<'a> {
    /// When it was made, as figures: `YYYYMMDDhhmmss` or the beginning of it; none where the address leads to a list of
    /// copies.
    pub made: Option<&'a str>,
    /// The address of which it is a copy.
    pub original: &'a str,
}

/// The copy that an address of the Wayback Machine leads to; none for any other address.
pub fn wayback(address: &str) -> Option<Copy<'_>> {
    let (_, rest) = address.split_once("://")?;
    let rest = rest.strip_prefix("web.archive.org/")?;
    let rest = rest.strip_prefix("web/").unwrap_or(rest);
    let (stamp, original) = rest.split_once('/').unwrap_or((rest, ""));
    // After the figures the machine may be told how to show the copy, as in 20210310000000id_.
    let figures = stamp.bytes().take_while(u8::is_ascii_digit).count();
    let has_mode = stamp[figures..].is_empty() || stamp[figures..].ends_with('_');
    let made = (has_mode && (4..=14).contains(&figures)).then(|| &stamp[..figures]);
    Some(Copy { made, original: if made.is_some() || stamp.ends_with('*') { original } else { rest } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracking_goes_and_all_else_stays() {
        for (address, clean) in [
            ("https://a.org/?utm_source=x&id=1#p", "https://a.org/?id=1#p"),
            ("https://a.org/?id=1&fbclid=x", "https://a.org/?id=1"),
            ("https://a.org/?fbclid=x&utm_id=2", "https://a.org/"),
            ("https://a.org/?a=1&gclid=x&b=2&MC_CID=3#utm_x", "https://a.org/?a=1&b=2#utm_x"),
            ("https://a.org/utm_source?id=utm_source", "https://a.org/utm_source?id=utm_source"),
            ("https://a.org/?source=x&ref=y&lang=en", "https://a.org/?source=x&ref=y&lang=en"),
        ] {
            assert_eq!(without_tracking(address), clean);
            assert_eq!(without_tracking(clean), clean);
        }
    }

    #[test]
    fn one_page_has_one_identity() {
        let page = identity("https://un.org/a~b?x=1");
        assert_eq!(page.as_deref(), Some("un.org/a~b?x=1"));
        for same in [
            "http://www.UN.org:80/a%7Eb?x=1&utm_id=2#top",
            "https://un.org:443/a~b/?fbclid=y&x=1",
            " https://WWW.un.org/a~b?mkt_tok=3&x=1#section-2 ",
        ] {
            assert_eq!(identity(same), page, "{same}");
        }
        for other in ["https://un.org/A~b?x=1", "https://un.org/a~b?x=2", "https://un.org/a~b?x=1#/annex"] {
            assert_ne!(identity(other), page, "{other}");
        }
        assert_eq!(identity("https://un.org"), identity("https://un.org/?"));
        assert_ne!(identity("https://un.org/a%2fb"), identity("https://un.org/a/b"));
        assert_eq!(identity("https://un.org/%e2%80%9c%"), identity("https://un.org/%E2%80%9C%"));
        assert_eq!(
            [identity("mailto:a@un.org"), identity("ftp://un.org/a"), identity("un.org")],
            [None, None, None]
        );
        assert_eq!(without_anchor("https://un.org/a#/b"), "https://un.org/a");
    }

    #[test]
    fn copies_tell_when_and_of_what() {
        let copy = |made, original| Some(Copy { made, original });
        let of = |rest: &str| format!("https://web.archive.org/{rest}");
        assert_eq!(
            wayback(&of("web/20220504120000/https://a.org/b")),
            copy(Some("20220504120000"), "https://a.org/b")
        );
        assert_eq!(wayback(&of("web/20220504id_/https://a.org/")), copy(Some("20220504"), "https://a.org/"));
        assert_eq!(wayback(&of("web/*/https://a.org/")), copy(None, "https://a.org/"));
        assert_eq!(wayback(&of("save/https://a.org/")), copy(None, "save/https://a.org/"));
        assert_eq!(wayback("https://archive.example/20220504/https://a.org/"), None);
    }
}

//! When two addresses mean one page (RFC 3986, section 6.2: ladder of comparison).

use super::Address;

impl<'t> Address<'t> {
    /// What two addresses of one page have in common, without what does not tell pages apart: scheme, `www.`, case of the
    /// site, default port, anchor, tracking, needless escapes and a final slash.
    ///
    /// What follows `#/` or `#!` is no anchor: a program in the page finds its content by it.
    pub fn identity(self) -> String {
        let address = self.without_tracking();
        let (scheme, rest) = address.split_once("://").unwrap_or_default();
        let default_port = if scheme.eq_ignore_ascii_case("http") { ":80" } else { ":443" };
        let (rest, anchor) = rest.split_once('#').unwrap_or((rest, ""));
        let (site, path) = rest.find(['/', '?']).map_or((rest, ""), |at| rest.split_at(at));
        let site = site.to_ascii_lowercase();
        let site = site.strip_suffix(default_port).unwrap_or(&site);
        let site = site.strip_prefix("www.").unwrap_or(site);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mark = if query.is_empty() { "" } else { "?" };
        let (sign, inside) = if anchor.starts_with(['/', '!']) { ("#", anchor) } else { ("", "") };
        let (path, query) = (decoded(path.trim_end_matches('/')), decoded(query));
        format!("{site}{path}{mark}{query}{sign}{inside}")
    }

    /// The address without its anchor, which no copy of a page has.
    pub fn without_anchor(self) -> Self {
        Self(self.0.split('#').next().unwrap_or_default())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(address: &str) -> String {
        Address::parse(address).expect(address).identity()
    }

    #[test]
    fn one_page_has_one_identity() {
        let page = identity("https://un.org/a~b?x=1");
        assert_eq!(page, "un.org/a~b?x=1");
        for same in [
            "http://www.UN.org:80/a%7Eb?x=1&utm_id=2#top",
            "https://un.org:443/a~b/?fbclid=y&x=1",
            "https://WWW.un.org/a~b?mkt_tok=3&x=1#section-2",
        ] {
            assert_eq!(identity(same), page, "{same}");
        }
        for other in ["https://un.org/A~b?x=1", "https://un.org/a~b?x=2", "https://un.org/a~b?x=1#/annex"] {
            assert_ne!(identity(other), page, "{other}");
        }
        assert_eq!(identity("https://un.org"), identity("https://un.org/?"));
        assert_ne!(identity("https://un.org/a%2fb"), identity("https://un.org/a/b"));
        assert_eq!(identity("https://un.org/%e2%80%9c"), identity("https://un.org/%E2%80%9C"));
        let whole = Address::parse("https://un.org/a#/b").expect("an address");
        assert_eq!(whole.without_anchor().as_str(), "https://un.org/a");
    }
}

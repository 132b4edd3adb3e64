//! Slips in the name of a site that are surely slips: a comma in the place of a dot, and endings that are letters of a known one in
//! another order or twice.

/// Signs that an address can hold, and the name of a site cannot (RFC 1123, section 2.1).
pub(super) const NOT_IN_SITES: [char; 11] = ['!', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '='];

/// Endings that no site has, and the one that is meant. None is in the list of top-level domains (IANA).
const ENDINGS: &[(&str, &str)] = &[
    ("ccom", "com"),
    ("cmo", "com"),
    ("comm", "com"),
    ("con", "com"),
    ("coom", "com"),
    ("cpm", "com"),
    ("ocm", "com"),
    ("vom", "com"),
    ("xom", "com"),
    ("eud", "edu"),
    ("ued", "edu"),
    ("govv", "gov"),
    ("gvo", "gov"),
    ("ogv", "gov"),
    ("itn", "int"),
    ("nit", "int"),
    ("ent", "net"),
    ("nett", "net"),
    ("nte", "net"),
    ("ogr", "org"),
    ("orgg", "org"),
    ("orgn", "org"),
    ("orh", "org"),
    ("rog", "org"),
];

/// What stands behind the last dot in the name of a site.
pub(super) fn ending(site: &str) -> &str {
    let site = site.strip_suffix('.').unwrap_or(site);
    site.rsplit_once('.').map_or(site, |(_, ending)| ending)
}

/// The ending that is meant by that of a site; none where it is no slip.
pub(super) fn ending_meant(site: &str) -> Option<&'static str> {
    let ending = ending(site);
    ENDINGS.iter().find(|(typed, _)| typed.eq_ignore_ascii_case(ending)).map(|(_, meant)| *meant)
}

/// An address with the name of its site as it is meant; none where nothing in it is a slip.
pub(super) fn without_slips(address: &str) -> Option<String> {
    let start = address.find("://").map_or(0, |at| at + 3);
    let end = address[start..].find(['/', '?', '#']).map_or(address.len(), |length| start + length);
    let (site, port) = match address[start..end].split_once(':') {
        Some((site, port)) => (site, format!(":{port}")),
        None => (&address[start..end], String::new()),
    };
    let mut meant = site.replace([',', ';'], ".");
    if let Some(ending) = ending_meant(&meant) {
        meant.truncate(meant.trim_end_matches('.').rfind('.')? + 1);
        meant.push_str(ending);
    }
    (meant != site).then(|| format!("{}{meant}{port}{}", &address[..start], &address[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_in_the_names_of_sites() {
        for (typed, meant) in [
            ("www,example.org/a,b", "www.example.org/a,b"),
            ("https://www,example.org", "https://www.example.org"),
            ("https://www.example.con/x", "https://www.example.com/x"),
            ("https://example.ogr:8080?x", "https://example.org:8080?x"),
            ("https://example,OGR", "https://example.org"),
        ] {
            assert_eq!(without_slips(typed).as_deref(), Some(meant));
        }
        for right in ["https://example.org/a.con", "https://con.org/", "https://example.co", "a.cm/x,y"] {
            assert_eq!(without_slips(right), None, "{right}");
        }
    }
}

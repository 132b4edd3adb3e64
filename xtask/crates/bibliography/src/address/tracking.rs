//! What in an address only tells a site where its readers come from, and is no part of which page it means.

use std::ops::Range;

use super::Address;

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

impl Address<'_> {
    /// The parameters that only track readers: where each stands, without the sign before it.
    pub fn tracking(self) -> Vec<Range<usize>> {
        tracking(self.0)
    }

    /// The address without the parameters that only track readers; all else stays as it is.
    pub fn without_tracking(self) -> String {
        without_tracking(self.0)
    }
}

fn tracking(address: &str) -> Vec<Range<usize>> {
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

fn without_tracking(address: &str) -> String {
    let mut rest = address.to_owned();
    for range in tracking(address).into_iter().rev() {
        // With a parameter goes the sign that parts it from the next one, or else from the one before.
        let has_next = rest[range.end..].starts_with('&');
        let range = if has_next { range.start..range.end + 1 } else { range.start - 1..range.end };
        rest.replace_range(range, "");
    }
    rest
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
}

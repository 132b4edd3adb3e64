//! Pages of which a search engine shows a version of its own: a fast one, or one in another language.

use super::{is_site, whole_address};

/// The page of which an address is a version.
pub(super) fn page(site: &str, path: &str, whole: &str) -> Option<String> {
    accelerated(site, path, whole).or_else(|| translated(site, whole))
}

/// The page of which a search engine shows a fast version: `google.com/amp/s/SITE/PATH`, `SITE.cdn.ampproject.org/c/s/SITE`.
fn accelerated(site: &str, path: &str, whole: &str) -> Option<String> {
    let rest = if is_site(site, "google.*") {
        path.strip_prefix("amp/")?
    } else if site == "cdn.ampproject.org" || site.ends_with(".cdn.ampproject.org") {
        path.strip_prefix("c/").or(path.strip_prefix("v/"))?
    } else {
        return None;
    };
    let (scheme, page) = rest.strip_prefix("s/").map_or(("http", rest), |page| ("https", page));
    // The path was read without its query and decoded; the page is taken as it is written.
    let at = whole.find(page)?;
    whole_address(&format!("{scheme}://{}", &whole[at..]))
}

/// The page that Google translates: `www-un-org.translate.goog`, where a hyphen of the name is two.
fn translated(site: &str, whole: &str) -> Option<String> {
    let name: Vec<String> =
        site.strip_suffix(".translate.goog")?.split("--").map(|part| part.replace('-', ".")).collect();
    let start = whole.find(".translate.goog")? + ".translate.goog".len();
    let (path, query) = whole[start..].split_once('?').unwrap_or((&whole[start..], ""));
    let own: Vec<&str> =
        query.split('&').filter(|part| !part.is_empty() && !part.starts_with("_x_tr_")).collect();
    let mark = if own.is_empty() { "" } else { "?" };
    whole_address(&format!("https://{}{path}{mark}{}", name.join("-"), own.join("&")))
}

#[cfg(test)]
mod tests {
    use super::translated;

    #[test]
    fn a_translated_page_has_the_name_of_its_own() {
        let page = |address: &str| {
            let site = address.trim_start_matches("https://").split('/').next().unwrap_or_default();
            translated(site, address)
        };
        for (address, own) in [
            ("https://www-un-org.translate.goog/en/a?_x_tr_sl=en&_x_tr_tl=km", "https://www.un.org/en/a"),
            ("https://a--b-example.translate.goog/x?id=2&_x_tr_sl=en", "https://a-b.example/x?id=2"),
        ] {
            assert_eq!(page(address).as_deref(), Some(own));
        }
        assert_eq!(page("https://a.example/x"), None);
    }
}

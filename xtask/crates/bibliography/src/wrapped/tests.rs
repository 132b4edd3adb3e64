//! Which addresses are a way to a page, and to which, by example.

use super::*;

fn wrapped(address: &str) -> Option<(Way, Inner)> {
    let address = Address::parse(address).expect(address);
    address.wrapped().map(|Wrapped { way, inner }| (way, inner))
}

#[test]
fn the_pages_own_address_is_read_out() {
    for (way, address, inner) in [
        (
            Way::Proxy,
            "https://www-jstor-org.ezproxy.library.uq.edu.au/stable/1",
            "https://www.jstor.org/stable/1",
        ),
        (Way::Proxy, "https://brill-com.libproxy1.nus.edu.sg/view?x=1", "https://brill.com/view?x=1"),
        (Way::Proxy, "https://www.jstor.org.ezproxy.example.edu/stable/1", "https://www.jstor.org/stable/1"),
        (Way::Proxy, "https://www-jstor-org.uq.idm.oclc.org/stable/1", "https://www.jstor.org/stable/1"),
        (
            Way::Proxy,
            "https://www.nature-com.ezproxy.example.edu/articles/1",
            "https://www.nature.com/articles/1",
        ),
        (Way::Proxy, "https://my--site-org.eu1.proxy.openathens.net/a", "https://my-site.org/a"),
        (
            Way::Proxy,
            "https://ezproxy.example.edu/login?url=https://a.org/x?y=1&z=2",
            "https://a.org/x?y=1&z=2",
        ),
        (
            Way::Proxy,
            "https://login.ezproxy.example.edu/login?qurl=https%3a%2f%2fa.org%2fx",
            "https://a.org/x",
        ),
        (Way::Proxy, "https://uq.idm.oclc.org/login?url=https://a.org/x", "https://a.org/x"),
        (Way::Redirector, "https://www.google.com/url?q=https://a.org/b&sa=D&ust=1", "https://a.org/b"),
        (
            Way::Redirector,
            "https://www.google.com.kh/url?sa=t&url=https%3A%2F%2Fa.org%2Fb%3Fc%3D1&usg=x",
            "https://a.org/b?c=1",
        ),
        (Way::Redirector, "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.org%2F&h=AT0", "https://a.org/"),
        (
            Way::Redirector,
            "https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.org%2Fb&data=05",
            "https://a.org/b",
        ),
        (Way::Redirector, "https://www.google.com/amp/s/www.a.org/b.amp", "https://www.a.org/b.amp"),
        (Way::Redirector, "https://12ft.io/https://a.org/b", "https://a.org/b"),
        (
            Way::Redirector,
            "https://go.openathens.net/redirector/uq.edu.au?url=https%3A%2F%2Fa.org",
            "https://a.org",
        ),
        (
            Way::Cache,
            "https://webcache.googleusercontent.com/search?q=cache:AbC12:https://a.org/b+words",
            "https://a.org/b",
        ),
        (Way::Passage, "https://a.org/b#:~:text=the%20courts", "https://a.org/b"),
        (Way::Passage, "https://a.org/b#part-2:~:text=x", "https://a.org/b#part-2"),
    ] {
        assert_eq!(wrapped(address), Some((way, Inner::Address(inner.to_owned()))), "{address}");
    }
}

#[test]
fn what_is_not_certain_is_only_likely() {
    for (address, inner) in [
        ("https://academic-oup-com.ezproxy.example.edu/a", "https://academic.oup.com/a"),
        ("https://0-www.jstor.org.library.example.edu/stable/1", "https://www.jstor.org/stable/1"),
        ("https://webcache.googleusercontent.com/search?q=cache:AbC:a.org/b", "https://a.org/b"),
    ] {
        let found = wrapped(address).map(|(_, inner)| inner);
        assert_eq!(found, Some(Inner::Likely(inner.to_owned())), "{address}");
    }
}

#[test]
fn what_only_its_site_knows_is_told() {
    for (way, address) in [
        (Way::Shortener, "https://bit.ly/3abc"),
        (Way::Shortener, "https://t.co/AbC"),
        (Way::Share, "https://www.dropbox.com/s/abc/report.pdf?dl=0"),
        (Way::Share, "https://drive.google.com/file/d/1a/view?usp=sharing"),
        (Way::Share, "https://uq.sharepoint.com/:b:/s/x/abc"),
        (Way::Search, "https://www.google.com/search?q=cambodia+r2p"),
        (Way::Archive, "https://archive.ph/AbCdE"),
        (Way::Archive, "https://perma.cc/AB12-CD34"),
        (Way::Redirector, "https://urldefense.com/v3/__https://a.org/__;!!x"),
    ] {
        assert_eq!(wrapped(address), Some((way, Inner::Unknown)), "{address}");
    }
}

#[test]
fn copies_and_dois() {
    let copy = |day: Option<&str>| {
        let original = "https://a.org/b".to_owned();
        Some((Way::Archive, Inner::Copy { original, day: day.map(str::to_owned) }))
    };
    assert_eq!(
        wrapped("https://web.archive.org/web/20220504120000/https://a.org/b"),
        copy(Some("2022-05-04"))
    );
    assert_eq!(wrapped("https://web.archive.org/web/2022/https://a.org/b"), copy(None));
    assert_eq!(wrapped("https://archive.ph/20220504120000/https://a.org/b"), copy(Some("2022-05-04")));
    let doi = wrapped("https://doi.org/10.1000/182").map(|(way, inner)| (way, format!("{inner:?}")));
    assert_eq!(doi, Some((Way::Doi, "Doi(Doi(\"10.1000/182\"))".to_owned())));
}

#[test]
fn a_page_is_its_own_address() {
    for address in [
        "https://www.un.org/en/url?q=a",
        "https://www.google.com/",
        "https://scholar.google.com/citations?user=x",
        "https://bit.ly/",
        "https://web.archive.org/",
        "https://archive.org/details/a",
        "https://www.hrw.org/news/2021/bit.ly",
        "https://proxyelections.org/a",
        "https://a.org/login?url=/home",
        "https://a.org/login?url=https://a.org/home",
        "https://doi.org/the-identifier/what-is-a-doi/",
        "https://www.proxy.com/a",
        "https://my-site.proxy.com/a",
        "https://a.org/b#section",
        "https://policies.google.com/terms",
    ] {
        assert_eq!(wrapped(address), None, "{address}");
    }
}

#[test]
fn ways_in_ways_are_gone_through() {
    let address =
        "https://www.google.com/url?q=https://ezproxy.example.edu/login?url%3Dhttps://a.org/b%23:~:text%3Dx";
    assert_eq!(Address::parse(address).expect("an address").unwrapped().as_deref(), Some("https://a.org/b"));
    assert_eq!(Address::parse("https://a.org/b").expect("an address").unwrapped(), None);
}

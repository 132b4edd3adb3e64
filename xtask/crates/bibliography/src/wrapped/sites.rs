//! Which sites stand between a reader and a page: proxies, redirectors, searches, shorteners, storages, archives.
//!
//! A site may have `*` for some parts of its name at the beginning, or for a country at the end.

/// Pages that send their readers on: site (with `*` for any part before), beginning of the path, parameters that hold the
/// address.
pub(super) const REDIRECTORS: &[(&str, &str, &[&str])] = &[
    ("google.*", "url", &["q", "url"]),
    ("scholar.google.*", "scholar_url", &["url"]),
    ("translate.google.*", "", &["u"]),
    ("news.google.*", "news/url", &["url"]),
    ("l.facebook.com", "", &["u"]),
    ("lm.facebook.com", "", &["u"]),
    ("facebook.com", "l.php", &["u"]),
    ("facebook.com", "flx/warn", &["u"]),
    ("facebook.com", "sharer", &["u"]),
    ("l.instagram.com", "", &["u"]),
    ("l.messenger.com", "", &["u"]),
    ("l.threads.net", "", &["u"]),
    ("twitter.com", "intent", &["url"]),
    ("linkedin.com", "redir", &["url"]),
    ("linkedin.com", "safety/go", &["url"]),
    ("linkedin.com", "sharing", &["url"]),
    ("youtube.com", "redirect", &["q"]),
    ("out.reddit.com", "", &["url"]),
    ("t.umblr.com", "redirect", &["z"]),
    ("vk.com", "away.php", &["to"]),
    ("duckduckgo.com", "l/", &["uddg"]),
    ("slack-redir.net", "link", &["url"]),
    ("medium.com", "r/", &["url"]),
    ("disq.us", "url", &["url"]),
    ("exit.sc", "", &["url"]),
    ("go.redirectingat.com", "", &["url"]),
    ("steamcommunity.com", "linkfilter", &["url", "u"]),
    ("*.safelinks.protection.outlook.com", "", &["url"]),
    ("statics.teams.cdn.office.net", "", &["url"]),
    ("linkprotect.cudasvc.com", "url", &["a"]),
    ("urldefense.proofpoint.com", "v1/", &["u"]),
    ("secure-web.cisco.com", "", &["url"]),
    ("go.openathens.net", "redirector", &["url"]),
];

/// Sites that have the whole address behind their first slash or sign: `https://12ft.io/https://…`.
pub(super) const PREFIXES: &[(&str, &str)] =
    &[("12ft.io", ""), ("outline.com", ""), ("href.li", "?"), ("removepaywall.com", ""), ("anonym.to", "?")];

/// Sites that send their readers on by what only they know.
pub(super) const OPAQUE_REDIRECTORS: &[(&str, &str)] = &[
    ("news.google.*", "articles"),
    ("news.google.*", "rss/articles"),
    ("news.google.*", "read"),
    ("bing.com", "ck/"),
    ("bing.com", "news/apiclick"),
    ("urldefense.com", ""),
    ("urldefense.proofpoint.com", "v2/"),
    ("*.mimecast.com", ""),
    ("*.list-manage.com", "track/click"),
];

/// What a proxy is called in the name of its machine, with figures behind it or not.
pub(super) const PROXIES: &[&str] = &[
    "eproxy",
    "ezp",
    "ezlibproxy",
    "ezproxy",
    "libezproxy",
    "libproxy",
    "proxy",
    "remotexs",
    "webproxy",
    "webvpn",
    "wwwproxy",
];

/// Where proxies are hosted for libraries.
pub(super) const PROXY_HOSTS: &[&str] = &["idm.oclc.org", "proxy.openathens.net"];

/// Pages on which searches list what they have found: site, beginning of the path, parameter.
pub(super) const SEARCHES: &[(&str, &str, &str)] = &[
    ("google.*", "search", "q"),
    ("scholar.google.*", "scholar", "q"),
    ("news.google.*", "search", "q"),
    ("bing.com", "search", "q"),
    ("duckduckgo.com", "", "q"),
    ("search.yahoo.com", "search", "p"),
    ("yandex.*", "search", "text"),
    ("baidu.com", "s", "wd"),
    ("ecosia.org", "search", "q"),
    ("search.brave.com", "search", "q"),
];

/// Sites that give short addresses in the place of long ones.
pub(super) const SHORTENERS: &[&str] = &[
    "adf.ly",
    "aje.io",
    "amn.st",
    "apple.news",
    "bbc.in",
    "bit.do",
    "bit.ly",
    "bitly.com",
    "buff.ly",
    "cnn.it",
    "cutt.ly",
    "dlvr.it",
    "econ.st",
    "fb.me",
    "flip.it",
    "goo.gl",
    "hubs.la",
    "hubs.ly",
    "ift.tt",
    "is.gd",
    "j.mp",
    "lnkd.in",
    "nyti.ms",
    "ow.ly",
    "politi.co",
    "qr.ae",
    "rb.gy",
    "rebrand.ly",
    "reut.rs",
    "s.id",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "tr.im",
    "trib.al",
    "urlz.fr",
    "v.gd",
    "wapo.st",
    "wp.me",
    "zpr.io",
];

/// Where people keep files of their own: site, beginning of the path.
pub(super) const STORAGES: &[(&str, &str)] = &[
    ("dropbox.com", "s/"),
    ("dropbox.com", "sh/"),
    ("dropbox.com", "scl/"),
    ("dl.dropboxusercontent.com", ""),
    ("drive.google.com", ""),
    ("docs.google.com", ""),
    ("*.sharepoint.com", ""),
    ("onedrive.live.com", ""),
    ("1drv.ms", ""),
    ("db.tt", ""),
    ("icloud.com", "iclouddrive"),
    ("app.box.com", "s/"),
    ("*.box.com", "s/"),
    ("wetransfer.com", ""),
    ("we.tl", ""),
    ("mega.nz", ""),
    ("pan.baidu.com", "s/"),
];

/// Archives of the web that only make addresses from which nothing can be read.
pub(super) const SHORT_ARCHIVES: &[&str] =
    &["ghostarchive.org", "megalodon.jp", "perma.cc", "webcitation.org"];

//! Slips in addresses of pages.

use super::{Slip, slip};

const PAGE: &str = "https://www.globalr2p.org/resources/members-of-the-global-network-of-r2p-focal-points/";

pub(super) const SLIPS: &[Slip] = &[
    slip(
        "two addresses",
        [PAGE, "https://a.example.org/x; https://b.example.org/y"],
        ["SCH005", "\"https"],
        &["two addresses", "https://b.example.org/y", "Leave one of them"],
    ),
    slip(
        "angle brackets",
        [PAGE, "<https://a.example.org/x>"],
        ["SCH005", "\"<"],
        &["more than the address", "Write \"https://a.example.org/x\""],
    ),
    slip(
        "no scheme",
        [PAGE, "www.globalr2p.org/x"],
        ["SCH005", "\"www"],
        &["does not begin with https://", "Write \"https://www.globalr2p.org/x\""],
    ),
    slip(
        "a scheme mistyped",
        [PAGE, "htps://www.globalr2p.org/x"],
        ["CIT020", "\"htps"],
        &["begins with htps:", "Write \"https://www.globalr2p.org/x\""],
    ),
    slip(
        "braces",
        [PAGE, "https://a.example.org/x{y}"],
        ["SCH005", "\"https"],
        &["holds {", "Write \"https://a.example.org/x%7By%7D\""],
    ),
    slip(
        "angles within",
        [PAGE, "https://a.example.org/<id>"],
        ["SCH005", "\"https"],
        &["holds <", "Write \"https://a.example.org/%3Cid%3E\""],
    ),
    slip(
        "a backtick",
        [PAGE, "https://a.example.org/a`b"],
        ["SCH005", "\"https"],
        &["holds `", "Write \"https://a.example.org/a%60b\""],
    ),
    slip(
        "a percent sign",
        [PAGE, "https://a.example.org/100%"],
        ["SCH005", "\"https"],
        &["holds %", "Write \"https://a.example.org/100%25\""],
    ),
    slip(
        "a site with other letters",
        [PAGE, "https://bücher.example.org/x"],
        ["SCH005", "\"https"],
        &["other letters than a to z", "Write \"https://xn--bcher-kva.example.org/x\""],
    ),
    slip(
        "a space",
        [PAGE, "https://a.example.org/a b"],
        ["SCH005", "\"https"],
        &["a space in it", "https://a.example.org/a%20b"],
    ),
    slip(
        "a library's proxy",
        [PAGE, "https://www-jstor-org.ezproxy.library.uq.edu.au/stable/26427"],
        ["CIT048", "\"https"],
        &["library's proxy", "Write \"https://www.jstor.org/stable/26427\""],
    ),
    slip(
        "a library's log-in",
        [PAGE, "https://ezproxy.library.uq.edu.au/login?url=https://www.jstor.org/stable/26427"],
        ["CIT048", "\"https"],
        &["Write \"https://www.jstor.org/stable/26427\""],
    ),
    slip(
        "a short address",
        [PAGE, "https://bit.ly/3abc"],
        ["CIT048", "\"https"],
        &["short address", "the browser shows"],
    ),
    slip(
        "a shorter one",
        [PAGE, "https://t.co/abc"],
        ["CIT048", "\"https"],
        &["short address", "the browser shows"],
    ),
    slip(
        "a file in a box",
        [PAGE, "https://www.dropbox.com/s/abc/x.pdf?dl=0"],
        ["CIT048", "\"https"],
        &["somebody shares", "the author or publisher has the file"],
    ),
    slip(
        "a file on a drive",
        [PAGE, "https://drive.google.com/file/d/abc/view?usp=sharing"],
        ["CIT048", "\"https"],
        &["somebody shares"],
    ),
    slip(
        "a file of a university",
        [PAGE, "https://uq.sharepoint.com/:b:/s/x/abc"],
        ["CIT048", "\"https"],
        &["somebody shares"],
    ),
    slip(
        "a link from a search",
        [PAGE, "https://www.google.com/url?url=https://www.amnesty.org/x&sa=D"],
        ["CIT048", "\"https"],
        &["sends its readers on", "Write \"https://www.amnesty.org/x\""],
    ),
    slip(
        "a link from a network",
        [PAGE, "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.amnesty.org%2Fx&h=abc"],
        ["CIT048", "\"https"],
        &["Write \"https://www.amnesty.org/x\""],
    ),
    slip(
        "a copy for the page",
        [PAGE, "https://web.archive.org/web/20210310/https://www.amnesty.org/x"],
        ["CIT048", "\"https"],
        &["archived copy", "\"archive_date\": \"2021-03-10\""],
    ),
    slip(
        "a copy without its page",
        [PAGE, "https://archive.ph/AbCdE"],
        ["CIT048", "\"https"],
        &["archived copy", "\"archive_url\""],
    ),
    slip(
        "a DOI",
        [PAGE, "https://doi.org/10.1017/S0003055420000000"],
        ["CIT048", "\"https"],
        &["is a DOI", "\"DOI\": \"10.1017/S0003055420000000\""],
    ),
    slip(
        "a marked passage",
        [PAGE, "https://www.amnesty.org/x#:~:text=abc"],
        ["CIT048", "\"https"],
        &["a passage", "Write \"https://www.amnesty.org/x\""],
    ),
    slip(
        "a full stop behind an address",
        [PAGE, "https://a.example.org/x."],
        ["CIT020", "\"https"],
        &["ends with \".\"", "Write \"https://a.example.org/x\""],
    ),
    slip(
        "a bracket and a semicolon behind an address",
        [PAGE, "https://a.example.org/x);"],
        ["CIT020", "\"https"],
        &["ends with \");\"", "Write \"https://a.example.org/x\""],
    ),
    slip(
        "a mark of another language behind an address",
        [PAGE, "https://a.example.org/x »"],
        ["SCH005", "\"https"],
        &["Write \"https://a.example.org/x\""],
    ),
    slip(
        "three dots behind an address",
        [PAGE, "https://a.example.org/x..."],
        ["CIT020", "\"https"],
        &["is shortened", "Copy the whole address"],
    ),
    slip("brackets in an address", [PAGE, "https://a.example.org/x_(y)"], ["", ""], &[]),
    slip(
        "a comma in the name of the site",
        [PAGE, "https://www,globalr2p.org/x"],
        ["CIT020", "\"https"],
        &["not the full name", "Write \"https://www.globalr2p.org/x\""],
    ),
    slip(
        "a comma in the name of the site, without a scheme",
        [PAGE, "www,globalr2p.org/x"],
        ["SCH005", "\"www"],
        &["misspells the name", "Write \"https://www.globalr2p.org/x\""],
    ),
    slip(
        "letters of the ending in another order",
        [PAGE, "https://www.globalr2p.ogr/x"],
        ["CIT020", "\"https"],
        &["no site ends in .ogr", "Write \"https://www.globalr2p.org/x\""],
    ),
    slip(
        "a sign as in a page of HTML",
        [PAGE, "https://www.globalr2p.org/x?a=1&amp;b=2"],
        ["CIT020", "\"https"],
        &["has &amp; in it", "Write \"https://www.globalr2p.org/x?a=1&b=2\""],
    ),
];

//! A sheet that a stranger left, written anew: nothing in it is live, whoever reads it, and everything that was read before still is.

use std::io::Write;
use std::process::{Command, Stdio};

use proptest::prelude::*;

use crate::markdown::HOSTILE;
use crate::support::judges::Markdown;

/// What a page is made of that means something to GitHub, and what takes it apart.
const SOUP: &[&str] = &[
    "[Approve]",
    "(//evil.example/login)",
    "[Approve]</details>(//evil.example/login)",
    "http:",
    "//evil.example/x",
    "http:</details>//evil.example/x",
    "![x]",
    "![x]</summary>(//evil.example/p.png)",
    "#</details>1",
    "#",
    "1",
    "GH-",
    "gh</ins>-1",
    "owner/repo#1",
    "o/r@0123456",
    "@",
    "@octocat",
    "@</details>octocat",
    "someone@example.org",
    "www.",
    "www.evil.example",
    "w</del>ww.evil.example",
    "https://evil.example",
    "<https://evil.example>",
    "[a]: //evil.example\n",
    "[a]",
    "[a][a]",
    "[^1]",
    "[^1]: note\n",
    "^[inline]",
    "0123456789abcdef0123456789abcdef01234567",
    "0123456",
    "abcdefa",
    "deadbeef",
    "012</details>3456",
    ":smile:",
    ":+1:",
    ":",
    "$x$",
    "$$y$$",
    "$`z`$",
    "$",
    "```mermaid\n",
    "```math\n",
    "```\n",
    "```geojson\n",
    "~~~topojson\n",
    "~~~stl\n",
    "~~~\n",
    "`",
    "``",
    "`code`",
    "`a|b`",
    "<details>",
    "<details open>",
    "<details><summary>",
    "<details><summary>A fold</summary>\n\n",
    "<summary>",
    "</summary>",
    "</details>",
    "\n</details>\n\n",
    "<ins>",
    "</ins>",
    "<del>",
    "</del>",
    "<strong>",
    "</strong>",
    "<em>",
    "</em>",
    "<code>",
    "</code>",
    "<span>",
    "</span>",
    "<br>",
    "<b>",
    "<img src=//evil.example/p.png>",
    "<a href=//evil.example>",
    "<script>",
    "</script>",
    "<style>",
    "<!-- ",
    " -->",
    "<!--->",
    "<?php ",
    "?>",
    "<![CDATA[",
    "]]>",
    "<",
    ">",
    "&",
    "&amp;",
    "&lt;",
    "&gt;",
    "&#64;",
    "&commat;",
    "&#35;",
    "&#x23;",
    "&#58;",
    "&colon;",
    "&#8203;",
    "&#8288;",
    "&ZeroWidthSpace;",
    "&#8238;",
    "&rlm;",
    "&num;1",
    "&#0;",
    "\\",
    "\\@",
    "\\#",
    "\\<",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "~",
    "|",
    "| a | b |\n| --- | --- |\n",
    "| c | d |\n",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "    ",
    "\t",
    "- ",
    "- [ ] ",
    "- [x] ",
    "+ ",
    "* ",
    "1. ",
    "2) ",
    "> ",
    "> [!WARNING]\n",
    "# ",
    "### ",
    "---\n",
    "===\n",
    ": ",
    "\u{200b}",
    "\u{2060}",
    "\u{200d}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{ad}",
    "\u{0}",
    "\u{1b}[31m",
    "ភាសា\u{200b}ខ្មែរ",
    "déjà",
    "😀",
    "word",
    " and ",
    "x",
];

/// A page of such pieces.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(SOUP).prop_map(str::to_owned),
        1 => proptest::sample::select(HOSTILE).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// What becomes of a sheet.
fn anew(sheet: &str) -> String {
    sheet::comment(sheet).unwrap_or_else(|why| panic!("{sheet:?}: {why}")).unwrap_or_default()
}

/// Many cases, or as many as `PROPTEST_CASES` says.
fn cases() -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { 400 };
    ProptestConfig { cases, failure_persistence: None, ..default }
}

/// All that GitHub's own parser can do.
const ALL: &[&str] = &["table", "strikethrough", "autolink", "tasklist", "footnotes"];

/// The tags that GitHub's own parser makes of a page, and its runs of text. None where that parser is not installed, which the
/// check of this repository sees to.
fn by_github(page: &str, extensions: &[&str]) -> Option<(Vec<String>, Vec<String>)> {
    let mut program = Command::new("cmark-gfm");
    program.arg("--unsafe").args(extensions.iter().flat_map(|name| ["--extension", name]));
    let started = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut started) = started else {
        let must_be_there = cfg!(target_os = "linux") && std::env::var_os("CI").is_some();
        assert!(!must_be_there, "cmark-gfm is missing: .ci/lint installs it");
        return None;
    };
    started.stdin.take().expect("a pipe").write_all(page.as_bytes()).expect("it reads");
    let html = String::from_utf8(started.wait_with_output().expect("it ends").stdout).expect("UTF-8");
    let mut pieces = html.split('<');
    let mut texts = vec![pieces.next().unwrap_or_default().to_owned()];
    let mut tags = Vec::new();
    for piece in pieces {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        tags.push(tag.to_owned());
        texts.push(text.to_owned());
    }
    Some((tags, texts))
}

/// Asserts that a page is inert to both parsers.
fn assert_inert(page: &str, told: &str) {
    Markdown::read(page).assert_inert(told);
    let Some((tags, texts)) = by_github(page, ALL) else { return };
    let ours = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "li", "table", "thead", "tbody", "tr", "th", "td",
        "details", "summary", "ins", "del", "strong", "em", "code", "span",
    ];
    let mut open: Vec<&str> = Vec::new();
    for (tag, text) in tags.iter().zip(texts.iter().skip(1)) {
        let name = tag.strip_prefix('/').unwrap_or(tag);
        assert!(ours.contains(&name), "{told:?} makes <{tag}> of {page:?}");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{told:?} breaks out in {page:?}");
        } else {
            open.push(name);
        }
        // GitHub's second look leaves code alone.
        if !open.contains(&"code") {
            Markdown::assert_no_reference(&decoded(text), told);
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "{told:?} stays open in {page:?}");
}

/// The text behind the entities in a run of HTML, those that the parser and we write.
fn decoded(html: &str) -> String {
    let mut pieces = html.split('&');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let named = piece.split_once(';').and_then(|(name, rest)| {
            let c = match name {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "quot" => '"',
                name => char::from_u32(name.strip_prefix('#')?.parse().ok()?)?,
            };
            Some((c, rest))
        });
        match named {
            Some((c, rest)) => out.extend(std::iter::once(c).chain(rest.chars())),
            None => out.extend(std::iter::once('&').chain(piece.chars())),
        }
    }
    out
}

/// The letters and figures that people read on a page, in order, tags aside.
fn read(page: &str) -> String {
    let (_, texts) = by_github(page, &["table"]).unwrap_or_default();
    texts
        .iter()
        .flat_map(|text| decoded(text).chars().collect::<Vec<_>>())
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[test]
fn signs_that_a_closing_tag_parts_never_come_together() {
    for hostile in [
        "[Approve]</details>(//evil.example/login)",
        "http:</details>//evil.example/x",
        "![x]</summary>(//evil.example/p.png)",
        "#</details>1",
        "@</details>octocat",
        "012</details>3456789abcdef",
        "#<del></del>1",
        "GH-<ins><em></em></ins>1",
        "012<strong></strong>3456",
        ":<code></code>smile:",
        "0123456789abcdef0123456789abcdef01234567",
        "[Approve](//evil.example/login)",
        "<details><summary>[Approve](//evil.example) @octocat #1 https://evil.example</summary>\n\nIn it\n\n</details>",
    ] {
        assert_inert(&anew(hostile), hostile);
        let quoted = format!(
            "- {hostile}\n\n| a |\n| --- |\n| {hostile} |\n\n<details><summary>A</summary>\n\n{hostile}\n"
        );
        assert_inert(&anew(&quoted), &quoted);
    }
}

#[test]
fn hostile_texts_are_inert_alone_and_side_by_side() {
    for one in HOSTILE.iter().chain(SOUP) {
        assert_inert(&anew(one), one);
    }
    assert_inert(&anew(&HOSTILE.join("\n")), "all of them");
    assert_inert(&anew(&HOSTILE.join("\n\n")), "all of them");
    assert_inert(&anew(&SOUP.join("")), "all of them");
}

#[test]
fn the_second_parser_finds_what_is_live() {
    if by_github("", ALL).is_none() {
        return;
    }
    for live in [
        "[a](//b)",
        "![a](//b)",
        "www.example.org",
        "```mermaid\n```",
        "<b>x</b>",
        "#1",
        "@a",
        "GH-1",
        "abcdef1",
        "</p>",
    ] {
        let judged = std::panic::catch_unwind(|| assert_inert(live, live));
        assert!(judged.is_err(), "{live} is not found");
        assert!(live == "abcdef1" || xtask_sheet_finds(live), "{live} is not found at run time");
    }
}

fn xtask_sheet_finds(live: &str) -> bool {
    sheet::inspect(live).is_err()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_soup_is_inert(sheet in soup()) {
        let page = anew(&sheet);
        assert_inert(&page, &sheet);
        prop_assert!(page.len() <= sheet::LIMIT);
    }

    /// What has been written anew stays as it is: only what is ours was left.
    #[test]
    fn what_is_ours_is_kept(sheet in soup()) {
        let once = anew(&sheet);
        let (once, twice) = (Markdown::read(&once), Markdown::read(&anew(&once)));
        let text = |page: &Markdown| page.texts.concat().replace('\u{200b}', "");
        prop_assert_eq!(text(&once), text(&twice));
        prop_assert_eq!(once.html, twice.html);
    }

    /// Nothing that people could read is lost; what was hidden is shown.
    #[test]
    fn what_people_read_survives(sheet in soup()) {
        let (before, after) = (read(&sheet), read(&anew(&sheet)));
        let mut rest = after.chars();
        let lost = before.chars().find(|c| !rest.any(|other| other == *c));
        prop_assert!(lost.is_none(), "{:?} is lost: {:?} became {:?}", lost, before, after);
    }

    /// A text that our program wrote into a page is read as it was, wherever it stands.
    #[test]
    fn a_text_that_was_escaped_is_read_as_it_was(words in "([@#$:`|<>*_~&\\\\\\[\\]()!+=. 0-9a-fghw/-]|\\PC){1,40}") {
        use xtask::render::markdown::{Block, code, page, text};
        let blocks = [
            Block::Passage(format!("### {}", text(&words))),
            Block::Passage(format!("- {}: a <del>{}</del> <ins>{}</ins>", text(&words), text(&words), text(&words))),
            Block::Table { head: vec![text(&words), "B".to_owned()], rows: vec![vec![text(&words), code(&words)]] },
            Block::Details { summary: text(&words), blocks: vec![Block::Passage(format!("**{}**", text("x")))] },
        ];
        let ours = page(&blocks, usize::MAX, "");
        let anew = anew(&ours);
        prop_assert_eq!(read(&anew), read(&ours), "{:?} became {:?}", ours, anew);
    }
}

#[test]
fn a_long_sheet_is_cut_where_something_ends() {
    for line in [
        "@octocat\n\n",
        "<details><summary>A</summary>\n\nB\n\n",
        "😀😀😀\n\n",
        "- [a](b) #1 <b>\n",
        "| a | b |\n",
    ] {
        let sheet = format!("| x | y |\n| --- | --- |\n{}", line.repeat(400_000 / line.len()));
        let page = anew(&sheet);
        assert!(page.len() <= sheet::LIMIT, "{line:?}: {}", page.len());
        assert!(page.contains("**Cut here:**"), "{line:?}");
        assert_inert(&page, line);
    }
}

/// Nested and repeated signs that have made parsers slow.
#[test]
fn no_sheet_takes_long() {
    let start = std::time::Instant::now();
    for piece in [
        "> ",
        "- ",
        "*a ",
        "**a **",
        "[",
        "![",
        "`",
        "``` ",
        "<",
        "<ins>",
        "<!--",
        "|",
        "a|",
        "&",
        "&#",
        "_a ",
        "[a](",
        "\\",
        "<details><summary>a</summary>\n\n",
    ] {
        let sheet = piece.repeat(sheet::LONGEST / piece.len());
        let _ = anew(&sheet);
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn nothing_to_show_is_nothing() {
    for empty in ["", "\n\n", " ", "\u{200b}", "[a]: //example.org\n"] {
        assert_eq!(sheet::comment(empty), Ok(None), "{empty:?}");
    }
}

#[test]
fn a_sheet_of_ours_still_reads_well() {
    let ours = "**The check found problems.** They are listed below, after the changes.\n\n### Cambodia (KHM), 2022\n\n**1 rating falls**\n\n\
        - one\n- two of *three*\n\n|  | Indicator | Before |\n| --- | --- | --- |\n| ▼ -1 | Ensure equal access | Fair |\n\n\
        <details><summary>3 changes of evidence, wording &amp; record</summary>\n\n- Rationale: see &#91;1&#93; <del>old</del> <ins>new</ins> for <span>&#36;</span>5\n\n\
        - Other: `a-source`, `a|b`, &#64;&#8203;team\n\n</details>\n\n1. first\n2. second\n\n    indented\n\nA [link](https://example.org), \
        ![image](//example.org/x.png), <b>bold</b> and <!-- a comment -->.\n";
    insta::assert_snapshot!(anew(ours));
}

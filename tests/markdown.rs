//! Text from the data in GitHub's Markdown: nothing but text, judged by a parser; and pages that are too long.

use proptest::prelude::*;
use xtask::render::markdown::{Block, code, page, row, text};
use xtask::render::plain;

use crate::support::judges::Markdown;

/// Texts that mean something to GitHub.
pub(crate) const HOSTILE: &[&str] = &[
    "</details><script>alert(1)</script>",
    "--><img src=x onerror=alert(1)>",
    "<!-- a comment",
    "[a](javascript:alert(1)) ![b](https://example.org/b.png) [c][d] <https://example.org>",
    "https://example.org/?a=b&c, http://example.org, www.example.org, WWW.example.org, ftp://example.org/a",
    "someone@example.org mailto:someone@example.org xmpp:someone@example.org",
    "@octocat, (@octocat) and @octo-org/team; octo/repo@0123456789abcdef",
    "#1 and GH-1 and gh-12, octo/repo#3",
    "a1b2c3d and 0123456789abcdef0123456789abcdef01234567",
    ":smile: a:+1: ::100::",
    "**bold** __bold__ *a* _b_ ~~c~~ `d` ``e`` $f$ $$g$$ $`h`$",
    "# heading",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "23) item",
    "> quote",
    "    indented",
    "---",
    "===",
    "```",
    "- [ ] task",
    "[^1] and [^x]: note",
    "^[inline]",
    ": described",
    "> [!WARNING]",
    "a | b",
    "|---|",
    "\\| \\",
    "trailing  ",
    " ",
    "two\nlines\r\n\nand a paragraph",
    "a  \nb",
    "tab\there",
    "&lt;b&gt; &amp; &#64;octocat &commat;octocat",
    "\\<b\\> \\@octocat",
    "safe \u{202e}live\u{202c} \u{1b}]8;;https://example.org\u{7}link\u{1b}]8;;\u{7}",
    "`",
    "``",
    "`a",
    "a`",
    " a ",
    "a``b`c",
    "``|``",
    "12345678 acceded defaced 2019",
];

/// What is read where a text stands, without the breaks that no one sees.
fn read(page: &Markdown) -> String {
    page.texts.concat().replace('\u{200b}', "")
}

/// Asserts that a text alone on its line is read as itself, and is a paragraph of text alone.
fn assert_is_text(hostile: &str) {
    let page = Markdown::read(&text(hostile));
    page.assert_inert(hostile);
    let allowed = ["document", "paragraph", "text", "html_inline"];
    assert!(page.kinds.iter().all(|kind| allowed.contains(kind)), "{hostile:?} makes {:?}", page.kinds);
    assert!(page.html.iter().all(|tag| matches!(tag.as_str(), "<span>" | "</span>")), "{:?}", page.html);
    assert_eq!(read(&page), plain(hostile).replace('\u{200b}', ""));
}

/// Asserts that a text as code is read as itself.
fn assert_is_code(hostile: &str) {
    let page = Markdown::read(&format!("see {} there", code(hostile)));
    page.assert_inert(hostile);
    let allowed = ["document", "paragraph", "text", "html_inline", "code"];
    assert!(page.kinds.iter().all(|kind| allowed.contains(kind)), "{hostile:?} makes {:?}", page.kinds);
    let tags = |tag: &String| matches!(tag.as_str(), "<span>" | "</span>" | "<code>" | "</code>");
    assert!(page.html.iter().all(tags), "{:?}", page.html);
    let shown = match page.codes.first() {
        Some(code) => code.replace('\u{200b}', ""),
        None => read(&page)["see ".len()..].trim_end_matches(" there").to_owned(),
    };
    assert_eq!(shown, plain(hostile).replace('\u{200b}', ""));
}

/// Asserts that a text in a table takes one cell.
fn assert_is_cell(hostile: &str) {
    let table = format!(
        "{}{}{}",
        row(&["A", "B", "C"]),
        row(&["---", "---", "---"]),
        row(&[text(hostile), code(hostile), "end".to_owned()])
    );
    let page = Markdown::read(&table);
    page.assert_inert(hostile);
    let count = |kind: &str| page.kinds.iter().filter(|found| **found == kind).count();
    assert_eq!((count("table"), count("table_row"), count("table_cell")), (1, 2, 6), "{table}");
    assert_eq!(page.texts.last().map(String::as_str), Some("end"), "{table}");
}

#[test]
fn hostile_texts_are_text() {
    for hostile in HOSTILE {
        assert_is_text(hostile);
        assert_is_code(hostile);
        assert_is_cell(hostile);
        let html = format!("<details><summary>{}</summary>\n\nIn it.\n\n</details>\n", text(hostile));
        Markdown::read(&html).assert_inert(hostile);
    }
}

#[test]
fn the_judge_finds_what_is_not_inert() {
    for hostile in HOSTILE.iter().take(11) {
        let judged = std::panic::catch_unwind(|| Markdown::read(hostile).assert_inert(hostile));
        assert!(judged.is_err(), "{hostile} is not found");
    }
}

#[test]
fn words_stay_words() {
    assert_eq!(
        text("Cambodia joined in 1992, at 40%; see A/RES/75/277."),
        "Cambodia joined in 1992, at 40%; see A/RES/75/277."
    );
    assert_eq!(code("dataset/assessments/KHM/2022.json"), "`dataset/assessments/KHM/2022.json`");
    assert_eq!(code(""), "");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_text(hostile in "([@#$:`|<>*_~&\\\\\\[\\]()!+=. \n0-9a-fghw/-]|\\PC){0,40}") {
        assert_is_text(&hostile);
        assert_is_cell(&hostile);
        if !hostile.is_empty() {
            assert_is_code(&hostile);
        }
    }
}

fn long_page() -> Vec<Block> {
    let rows = |count: usize| (0..count).map(|nth| vec![format!("row {nth}"), "x".repeat(20)]).collect();
    vec![
        Block::Passage("## A heading".to_owned()),
        Block::Table { head: vec!["A".to_owned(), "B".to_owned()], rows: rows(5) },
        Block::Details {
            summary: "All of it".to_owned(),
            blocks: vec![
                Block::Passage("A passage".to_owned()),
                Block::Table { head: vec!["C".to_owned(), "D".to_owned()], rows: rows(5) },
            ],
        },
        Block::Passage("The end".to_owned()),
    ]
}

#[test]
fn a_page_is_cut_where_something_ends() {
    let blocks = long_page();
    let whole = page(&blocks, 100_000, "See the log.");
    assert!(!whole.contains("Cut here"));
    assert_eq!(page(&blocks, whole.len(), "See the log."), whole, "what just fits is whole");
    for limit in 200..whole.len() {
        let cut = page(&blocks, limit, "See the log.");
        assert!(cut.len() <= limit, "{} bytes of {limit}", cut.len());
        assert_eq!(cut.matches("<details>").count(), cut.matches("</details>").count(), "{cut}");
        let told = cut.lines().last().expect("a line");
        assert!(told.starts_with("**Cut here:** ") && told.ends_with("See the log."), "{cut}");
        let rest = cut.strip_suffix(&format!("{told}\n")).expect("its end");
        assert!(rest.is_empty() || rest.ends_with("\n\n"), "{cut}");
        let left = |noun: &str| -> usize {
            let words: Vec<&str> = told.split(' ').collect();
            let at = words.iter().position(|word| word.trim_end_matches('s') == noun);
            at.map_or(0, |at| words[at - 1].parse().expect("a number"))
        };
        assert_eq!(cut.matches("| row ").count() + left("row"), 10, "{cut}");
        let passages =
            ["A heading", "A passage", "The end"].iter().filter(|passage| cut.contains(*passage)).count();
        assert_eq!(passages + left("passage"), 3, "{cut}");
        Markdown::read(&cut).assert_inert("a page that was cut");
    }
}

#[test]
fn a_cut_is_told() {
    insta::assert_snapshot!(page(&long_page(), 450, "All of it is in the log."));
}

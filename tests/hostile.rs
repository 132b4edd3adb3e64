//! Hostile text in every field and name of the data comes out inert in every format.
//!
//! A new format is one line in [`FORMATS`]: its arguments, and the judge of what it prints. A new hostile text is one line in
//! [`FIRST`] or [`ANYWHERE`] or, for GitHub's Markdown, in `markdown::HOSTILE`.

use std::path::Path;

use rayon::prelude::*;
use serde_json::{Map, Value, json};

use crate::markdown::HOSTILE;
use crate::properties::{Place, complete, files, places, set};
use crate::support::histories::History;
use crate::support::judges::{Markdown, assert_no_controls, runner, shortened};
use crate::support::{Run, State, root, run};

/// Texts that mean something where a field or a line begins.
const FIRST: &[&str] = &[
    "::set-env name=PATH::/tmp",
    "\n::error::x",
    "\r::error::x",
    "  ::add-mask::x",
    "##[error]x",
    "%0A::error::x",
    "%0D%0A::error::x%25",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1",
    "-1+1",
    "\t=1",
    "\r=1",
    "\",=1,\"",
    "--help",
    "javascript:alert(1)",
];

/// Texts that mean something anywhere, to a terminal, a runner, a shell, LaTeX, HTML or a program that fills in places.
const ANYWHERE: &[&str] = &[
    "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7} \u{9b}31m \u{8}\u{7f}",
    "\u{202e}evil\u{202c} \u{2066}isolated\u{2069} \u{200f}",
    "a ##[command]x",
    "$(touch a) `touch b` ; touch c",
    "}, title = {x}} \\input{a} \\write18{touch d} % $x$ ~ #1",
    "{0} {{1}} %s",
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "\\u0000 \\n \\",
];

/// How the program is run, and who judges what it prints.
struct Format {
    arguments: &'static [&'static str],
    judge: fn(&str, &str),
}

const FORMATS: &[Format] = &[
    Format { arguments: &["validate"], judge: terminal },
    Format { arguments: &["validate", "--fix", "--dry-run"], judge: terminal },
    Format { arguments: &["validate", "--format", "json"], judge: json },
    Format { arguments: &["validate", "--format", "github"], judge: log },
    Format { arguments: &["validate", "--format", "sarif"], judge: json },
    Format { arguments: &["validate", "--format", "markdown"], judge: markdown },
    Format { arguments: &["validate", "--base", "HEAD~1", "--changed"], judge: terminal },
    Format { arguments: &["validate", "--base", "HEAD~1", "--format", "github"], judge: log },
    Format { arguments: &["validate", "--base", "HEAD~1", "--format", "markdown"], judge: markdown },
    Format { arguments: &["diff", "HEAD~1.."], judge: terminal },
    Format { arguments: &["diff", "HEAD..HEAD~1"], judge: terminal },
    Format { arguments: &["diff", "HEAD~1..HEAD", "--format", "markdown"], judge: markdown },
    Format { arguments: &["diff", "HEAD~1..HEAD", "--format", "json"], judge: json },
    Format { arguments: &["diff", "HEAD~1..HEAD", "--format", "html"], judge: html },
    Format { arguments: &["diff", "XAA", "2019", "2022", "--format", "html"], judge: html },
    Format { arguments: &["changelog", "HEAD~1..HEAD"], judge: markdown_file },
    Format { arguments: &["changelog", "HEAD~1..HEAD", "--format", "json"], judge: json },
    Format { arguments: &["history", "XAA"], judge: terminal },
    Format { arguments: &["history", "XAA", "courts"], judge: terminal },
    Format { arguments: &["history", "XAA", "courts", "--format", "json"], judge: json },
    Format { arguments: &["fmt", "--check"], judge: terminal },
    Format { arguments: &["score"], judge: terminal },
    Format { arguments: &["score", "--explain"], judge: terminal },
    Format { arguments: &["score", "--format", "json"], judge: json },
    Format { arguments: &["score", "--explain", "--format", "json"], judge: json },
    Format { arguments: &["score", "--format", "csv"], judge: csv },
    Format { arguments: &["score", "--explain", "--format", "csv"], judge: csv },
    Format { arguments: &["sources"], judge: terminal },
    Format { arguments: &["sources", "--format", "json"], judge: json },
    Format { arguments: &["sources", "--format", "csl"], judge: json },
    Format { arguments: &["sources", "--format", "bibtex"], judge: bibtex },
    Format { arguments: &["sources", "--format", "notes"], judge: terminal },
];

/// Text for a terminal or a file: it drives nothing and hides nothing.
fn terminal(text: &str, told: &str) {
    assert_no_controls(text, told);
}

/// Text for the log of a check: the runner finds the commands that are ours, and no others.
fn log(text: &str, told: &str) {
    terminal(text, told);
    for line in text.lines() {
        if let Some(command) = runner(line) {
            let is_ours =
                ["::error file=dataset", "::warning file=dataset", "::notice title=Not all is annotated::"]
                    .iter()
                    .any(|ours| line.starts_with(ours));
            assert!(is_ours && ["error", "warning", "notice"].contains(&&*command.name), "{told}: {line}");
            let names: Vec<&str> = command.properties.iter().map(|(name, _)| name.as_str()).collect();
            let known = ["file", "line", "endLine", "col", "endColumn", "title"];
            assert!(names.iter().all(|name| known.contains(name)), "{told}: {names:?} in {line}");
            assert!(!command.data.contains("##["), "{told}: {line}");
        }
    }
}

fn json(text: &str, told: &str) {
    terminal(text, told);
    serde_json::from_str::<Value>(text).unwrap_or_else(|why| panic!("{told}: {why}"));
}

fn markdown(text: &str, told: &str) {
    terminal(text, told);
    Markdown::read(text).assert_inert(told);
    assert!(text.len() <= xtask::render::markdown::LIMIT, "{told}: {} bytes", text.len());
}

/// A page of Markdown that is no comment, and may be as long as it needs to be.
fn markdown_file(text: &str, told: &str) {
    terminal(text, told);
    Markdown::read(text).assert_inert(told);
}

/// A page of HTML: it has the tags of our template, and no others.
fn html(text: &str, told: &str) {
    terminal(text, told);
    let body = text.split_once("</style>").unwrap_or_else(|| panic!("{told}: the page is ours")).1;
    for tag in body.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("{told}: {}", shortened(tag)));
        // A link leads to the web and nowhere else.
        let address = tag.strip_prefix("a href=\"http").and_then(|rest| rest.strip_suffix('"'));
        let is_link = address.is_some_and(|rest| rest.starts_with([':', 's']) && !rest.contains(['"', ' ']));
        let is_ours = is_link || TAGS.contains(&tag.strip_prefix('/').unwrap_or(tag));
        assert!(is_ours, "{told}: <{}>", shortened(tag));
    }
    let title = text.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
    assert!(title.is_some_and(|(title, _)| !title.contains('<')), "{told}");
}

/// The tags of the page that are in its body.
const TAGS: &[&str] = &[
    "head",
    "body",
    "html",
    "h1",
    "h2",
    "h3",
    "main",
    "section",
    "table",
    "table role=\"table\"",
    "caption",
    "thead",
    "thead role=\"rowgroup\"",
    "tbody",
    "tbody role=\"rowgroup\"",
    "tr",
    "tr role=\"row\"",
    "td",
    "a",
    "p",
    "ul",
    "li",
    "del",
    "ins",
    "footer",
    "th",
    "th role=\"columnheader\" scope=\"col\"",
    "th role=\"rowheader\" scope=\"row\"",
    "td role=\"cell\" class=\"rating\"",
    "td role=\"cell\" class=\"evidence\"",
    "td role=\"cell\" class=\"steps fall\"",
    "td role=\"cell\" class=\"steps rise\"",
    "p class=\"headline\"",
    "p class=\"caution\" role=\"note\"",
];

/// A table for a spreadsheet: of one shape, and no cell is a formula.
fn csv(text: &str, told: &str) {
    terminal(text, told);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for row in reader.records() {
        for cell in &row.unwrap_or_else(|why| panic!("{told}: {why}")) {
            let is_number = cell.parse::<f64>().is_ok();
            let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(is_number || !is_formula, "{told}: {cell:?}");
        }
    }
}

/// A bibliography for LaTeX: it parses, and no command but accents comes out.
fn bibtex(text: &str, told: &str) {
    terminal(text, told);
    biblatex::RawBibliography::parse(text).unwrap_or_else(|why| panic!("{told}: {why}: {}", shortened(text)));
    assert!(!text.contains("\\input") && !text.contains("\\write"), "{told}: {}", shortened(text));
}

/// All hostile texts, each that matters at the beginning with some of the others behind it.
fn texts() -> Vec<String> {
    let anywhere = [ANYWHERE, HOSTILE].concat();
    let behind =
        |nth: usize| anywhere.iter().skip(nth).step_by(FIRST.len()).copied().collect::<Vec<_>>().join(" ");
    FIRST.iter().enumerate().map(|(nth, first)| format!("{first} {}", behind(nth))).collect()
}

/// Changes every text of a value that a test asks for; gets the key or index of each, and what it was.
fn change(value: &mut Value, key: &str, by: &mut impl FnMut(&str, &str) -> Option<String>) {
    match value {
        Value::String(text) => {
            if let Some(changed) = by(key, text) {
                *text = changed;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| change(item, key, by)),
        Value::Object(members) => members.iter_mut().for_each(|(key, member)| change(member, key, by)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The state with every file's JSON changed.
fn changed(mut state: State, mut edit: impl FnMut(&mut Value)) -> State {
    for bytes in state.files.values_mut() {
        let mut value: Value = serde_json::from_slice(bytes).expect("JSON");
        edit(&mut value);
        *bytes = serde_json::to_vec_pretty(&value).expect("JSON");
    }
    state
}

/// Hostile prose: the data is read as usual, and every text that a schema leaves free is hostile.
fn prose(nth: usize) -> State {
    let texts = texts();
    let mut next = nth;
    let mut hostile = || {
        next += 1;
        texts[next % texts.len()].clone()
    };
    let mut state = complete();
    for (path, kind, mut file) in files(&complete()) {
        for place in places(kind, &file).0.into_iter().filter(Place::is_free_text) {
            let old = file.pointer(&place.pointer).and_then(Value::as_str).unwrap_or_default();
            // The calls stay, so that the footnotes are numbered and printed.
            let is_called = place.name.contains("/rationale/");
            let text = if is_called { format!("{} [^report] {old}", hostile()) } else { hostile() };
            set(&mut file, &place.pointer, json!(text));
        }
        state.files.insert(path, serde_json::to_vec_pretty(&file).expect("JSON"));
    }
    named(state, &["Aland", "Beland"], &mut hostile)
}

/// Hostile names: every id is hostile wherever it stands, so that what refers to it still does.
fn names(nth: usize) -> State {
    let texts = texts();
    let mut next = nth;
    let mut hostile = || {
        next += 1;
        texts[next % texts.len()].clone()
    };
    let ids = [
        "courts",
        "police",
        "press",
        "report",
        "report-2022",
        "news-2022",
        "base-2019",
        "2019",
        "XBB",
        "document",
    ];
    named(complete(), &ids, &mut hostile)
}

/// The state with ids renamed, as keys and as values.
fn named(state: State, ids: &[&str], hostile: &mut impl FnMut() -> String) -> State {
    let renamed: Vec<(&str, String)> = ids.iter().map(|id| (*id, hostile())).collect();
    let new = |old: &str| renamed.iter().find(|(id, _)| *id == old).map(|(_, new)| new.clone());
    fn rename(value: &mut Value, new: &impl Fn(&str) -> Option<String>) {
        if let Value::Object(members) = value {
            let old = std::mem::replace(members, Map::new());
            members.extend(old.into_iter().map(|(key, member)| (new(&key).unwrap_or(key), member)));
            members.values_mut().for_each(|member| rename(member, new));
        } else if let Value::Array(items) = value {
            items.iter_mut().for_each(|item| rename(item, new));
        }
    }
    changed(state, |value| {
        rename(value, &new);
        change(value, "", &mut |_, old| new(old));
    })
}

/// Hostile values: every text is hostile, also where only some words are allowed; and so are fields, files and folders that
/// no one knows, and what stands in a file that is no JSON.
fn strangers(nth: usize) -> State {
    let texts = texts();
    let hostile = texts[nth].as_str();
    let mut next = nth;
    let mut state = changed(complete(), |value| {
        change(value, "", &mut |_, _| {
            next += 1;
            Some(texts[next % texts.len()].clone())
        });
        for pointer in ["", "/ratings/courts", "/sources/report-2022", "/indicators/courts", "/editions/2022"]
        {
            if let Some(Value::Object(members)) = value.pointer_mut(pointer) {
                members.insert(hostile.to_owned(), json!(hostile));
            }
        }
    });
    let name: String = hostile.chars().filter(|c| !matches!(c, '/' | '\0')).take(60).collect();
    state.files.insert(format!("dataset/{name}"), b"{}".to_vec());
    state.files.insert(format!("dataset/{name} folder/{name}.json"), b"{}".to_vec());
    state
        .files
        .insert(format!("dataset/assessments/{name} of/2022.json"), format!("{{\n{hostile}").into_bytes());
    let good = state.files["dataset/assessments/XBB/2022.json"].clone();
    state.files.insert("dataset/assessments/XCC/2022.json".to_owned(), [hostile.as_bytes(), &good].concat());
    state
}

fn judged(told: &str, folder: &Path, arguments: &[&str], judge: fn(&str, &str)) -> Run {
    let run = run(folder, arguments);
    let told = format!("{told}: {arguments:?}");
    terminal(&run.stderr, &told);
    assert!(run.code < 2 || run.code == 2 && !run.stderr.is_empty(), "{told}: {} {}", run.code, run.stderr);
    if run.code < 2 || !run.stdout.is_empty() {
        judge(&run.stdout, &told);
    }
    run
}

/// A repository in which a hostile author commits a state under a hostile subject, after a good one.
fn repository(state: &State, hostile: &str) -> History {
    let mut history = History::new();
    history.commit("before", &[], "Enter the data", &complete());
    let author: String = hostile.chars().filter(|c| !matches!(c, '<' | '>' | '\n' | '\0')).collect();
    history.commit_by(&format!("A {author}"), "after", &["before"], &hostile.replace('\0', ""), state);
    history.check_out();
    history
}

/// Judges every format on one kind of state, each hostile text in each place in turn.
fn judge_all(kind: &str, state: fn(usize) -> State) {
    (0..FIRST.len()).into_par_iter().for_each(|nth| {
        let history = repository(&state(nth), &texts()[nth]);
        for format in FORMATS {
            let told = format!("{kind} {nth}");
            judged(&told, history.path(), format.arguments, format.judge);
        }
    });
}

#[cfg(unix)]
#[test]
fn hostile_prose_is_inert() {
    judge_all("prose", prose);
}

#[cfg(unix)]
#[test]
fn hostile_names_are_inert() {
    judge_all("names", names);
}

#[cfg(unix)]
#[test]
fn hostile_strangers_are_inert() {
    judge_all("strangers", strangers);
}

/// What the tests above judge really gets to be printed, in every format that prints prose.
#[test]
fn what_is_hostile_reaches_the_formats() {
    let mark = "Mark 7Q";
    let marked = changed(complete(), |value| {
        change(value, "", &mut |key, _| ["title", "name"].contains(&key).then(|| mark.to_owned()));
    });
    let history = repository(&named(marked, &["Aland", "Beland"], &mut || mark.to_owned()), mark);
    let prints_prose = ["score", "sources", "diff", "changelog", "history"];
    for format in FORMATS.iter().filter(|format| prints_prose.contains(&format.arguments[0])) {
        let run = judged("marked", history.path(), format.arguments, format.judge);
        assert!(
            run.code < 2 && run.stdout.contains(mark),
            "{:?}: {} {}",
            format.arguments,
            run.stdout,
            run.stderr
        );
    }
}

#[test]
fn a_rationale_of_five_million_letters_is_inert() {
    let long = format!("{} \u{1b}[31m", "<b>@octocat ".repeat(5 << 20 >> 3));
    // Too large to be laid out by the tool itself.
    let path = "dataset/assessments/XAA/2022.json";
    let mut state = State::base();
    let mut file: Value = serde_json::from_slice(&state.files[path]).expect("JSON");
    file["ratings"]["courts"]["rationale"] = json!([long]);
    file["sources"]["report-2022"]["title"] = json!(long[..4096]);
    state.files.insert(path.to_owned(), serde_json::to_vec_pretty(&file).expect("JSON"));
    let history = repository(&state, "Long");
    for format in FORMATS {
        judged("long", history.path(), format.arguments, format.judge);
    }
}

#[test]
fn hostile_arguments_are_inert() {
    for hostile in [FIRST, ANYWHERE].concat() {
        for arguments in [
            &["explain", "--", hostile][..],
            &["score", "--", hostile],
            &["validate", "--", hostile],
            &["validate", "--today", hostile],
            &["validate", "--format", hostile],
            &["sources", "--country", hostile],
            &["diff", "--", hostile],
            &["diff", "--", hostile, "2019", "2022"],
            &["validate", "--base", hostile],
            &["changelog", "--", hostile],
            &["history", "--", hostile],
            &["history", "--", "KHM", hostile],
            &["new", "--", hostile, hostile],
            &[hostile],
        ] {
            let run = run(&root(), arguments);
            assert!([0, 2].contains(&run.code), "{arguments:?}");
            terminal(&run.stdout, hostile);
            terminal(&run.stderr, hostile);
        }
    }
}

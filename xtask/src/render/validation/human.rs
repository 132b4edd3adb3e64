//! Diagnostics for a person at a terminal: the lines with the place underlined, what is wrong, how to mend it.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{OpenPoints, Summary, to_do};
use crate::render::place::{Excerpt, Placed, Spot};
use crate::render::{counted, fitted, plain};
use format::diagnostic::{Severity, Suppression};
use format::span::Lines;
use format::text::hidden_characters;

/// The width of lines where there is no terminal; paragraphs in the files are far longer.
const WITHOUT_TERMINAL: u16 = 100;

/// Renders diagnostics, the counts, and what drafts still lack, styled for a terminal; the stream takes the styles away where
/// they do not belong. Where the address of the page of the rules is known, each code leads to its section there. `start` is the
/// option that said from where a change is judged, such as `--base main`.
pub fn render(
    placed: &[Placed<'_>],
    open: &OpenPoints<'_>,
    summary: &Summary,
    width: Option<u16>,
    rules: Option<&str>,
    start: Option<&str>,
) -> String {
    let columns = usize::from(width.unwrap_or(WITHOUT_TERMINAL));
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(columns);
    let mut out = String::new();
    let problems = placed.iter().map(|placed| group(placed, level(placed), width, rules));
    let to_do = open.placed.iter().map(|placed| group(placed, Level::NOTE.with_name("to do"), width, rules));
    for group in problems.chain(to_do) {
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out.push_str(&fitted(&format!("{}\n", sentence(summary)), width));
    out.push_str(&to_do::listed(open, width));
    let fixable = placed.iter().filter(|placed| placed.diagnostic.fix.is_some()).count();
    if fixable > 0 {
        let what = if fixable == placed.len() { "All of these problems" } else { "Some of these problems" };
        // What is said of a change is drafted, and the change has to be named.
        let is_of_change = |placed: &&Placed<'_>| placed.diagnostic.code.starts_with("CHG");
        let is_any_of_change =
            placed.iter().filter(is_of_change).any(|placed| placed.diagnostic.fix.is_some());
        let told = if is_any_of_change {
            let how = match start {
                Some(start) => format!("cargo xtask validate --fix {start}"),
                None => "the same command with --fix".to_owned(),
            };
            format!("{what} can be fixed or, as errata, drafted: {how}\n")
        } else {
            format!("{what} can be fixed automatically: cargo xtask validate --fix\n")
        };
        out.push_str(&fitted(&told, width));
    }
    if let Some(first) = placed.first() {
        let code = first.diagnostic.code;
        let told = format!("For the reason behind a rule and an example: cargo xtask explain {code}\n");
        out.push_str(&fitted(&told, width));
    }
    out
}

fn level(placed: &Placed<'_>) -> Level<'static> {
    match placed.diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

/// What stands before a help or a note: the line numbers, ` = `, and the word.
const BESIDE: u16 = 14;

fn group<'a>(placed: &'a Placed<'_>, level: Level<'a>, width: Option<u16>, rules: Option<&str>) -> Group<'a> {
    let room = width.map(|width| width.saturating_sub(BESIDE).max(BESIDE));
    let told = |text: &str| fitted(&plain(text), room).trim_end().to_owned();
    let diagnostic = placed.diagnostic;
    let title = level.primary_title(plain(&diagnostic.message)).id(diagnostic.code);
    let title = match rules.and_then(|page| section(page, diagnostic.code)) {
        Some(section) => title.id_url(section),
        None => title,
    };
    let mut group = Group::with_title(title);
    group = match &placed.spot.excerpt {
        Some(excerpt) => {
            let (text, range) = visible(excerpt);
            let kind = AnnotationKind::Primary.span(range);
            group.element(snippet(&placed.spot, text, excerpt).annotation(kind))
        }
        None if placed.spot.is_whole_file => group.element(Origin::path(plain(&placed.spot.path))),
        None => {
            let Lines { line, column, .. } = placed.spot.lines;
            group.element(Origin::path(plain(&placed.spot.path)).line(line).char_column(column))
        }
    };
    for (spot, related) in placed.related.iter().zip(&diagnostic.related) {
        if let Some(excerpt) = &spot.excerpt {
            let (text, range) = visible(excerpt);
            let kind = AnnotationKind::Context.span(range).label(plain(&related.message));
            group = group.element(snippet(spot, text, excerpt).annotation(kind));
        }
    }
    if let Some(source) = &placed.spot.source {
        group = group.element(Level::NOTE.message(told(&format!("the source is: {source}"))));
    }
    let group = group.element(Level::HELP.message(told(&diagnostic.help)));
    match diagnostic.suppression() {
        None => group,
        // The line is there to be copied, and stays whole.
        Some(Suppression { place, line }) => {
            group.element(Level::NOTE.message(format!("{}\n{}", told(&place), plain(&line))))
        }
    }
}

/// The address of a rule's section on the page of the rules, by the anchor that its heading has there.
fn section(page: &str, code: &str) -> Option<String> {
    let rule = rules::find(code)?;
    Some(format!("{page}#{}-{}", code.to_lowercase(), rule.descriptor.name))
}

fn snippet<'a>(
    spot: &Spot,
    text: String,
    excerpt: &Excerpt,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    Snippet::source(text).line_start(excerpt.first_line).path(plain(&spot.path))
}

/// The lines with a sign in the place of each character that cannot be seen, and what to underline in them.
fn visible(excerpt: &Excerpt) -> (String, Range<usize>) {
    let (before, rest) = excerpt.text.split_at(excerpt.range.start);
    let (underlined, after) = rest.split_at(excerpt.range.len());
    let (before, underlined) = (shown(before), shown(underlined));
    let range = before.len()..before.len() + underlined.len();
    (before + &underlined + &shown(after), range)
}

/// Text with a sign for hidden characters. Those of ASCII have one each, which the renderer puts there itself.
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for (range, c) in hidden_characters(text).filter(|(_, c)| !c.is_ascii()) {
        out.push_str(&text[rest..range.start]);
        out.push(char::REPLACEMENT_CHARACTER);
        rest = range.start + c.len_utf8();
    }
    out.push_str(&text[rest..]);
    out
}

/// How much was checked and what was found, in a sentence.
pub(super) fn sentence(summary: &Summary) -> String {
    let checked = format!(
        "{} checked ({} of {})",
        counted(summary.files, "file"),
        counted(summary.assessments, "assessment"),
        counted(summary.countries, "country"),
    );
    let found = match (summary.errors, summary.warnings) {
        (0, 0) => "no problems".to_owned(),
        (0, warnings) => format!("no errors, {}", counted(warnings, "warning")),
        (errors, 0) => counted(errors, "error"),
        (errors, warnings) => format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")),
    };
    let mut sentence = format!("{checked}: {found}");
    if summary.open_points > 0 {
        sentence.push_str(&format!("; {} in drafts", counted(summary.open_points, "open point")));
    }
    if summary.excepted > 0 {
        sentence.push_str(&format!("; {}, each with its reason", counted(summary.excepted, "exception")));
    }
    sentence.push('.');
    if summary.unprinted > 0 {
        sentence.push_str(&format!(
            " Not all are printed here: cargo xtask validate --format json lists {} more.",
            counted(summary.unprinted, "problem")
        ));
    }
    match summary.elsewhere {
        None => {}
        Some(0) => {
            sentence.push_str(" Only problems in files that the change touches, or that it causes in others, are reported; there are no others.")
        }
        Some(more) => sentence.push_str(&format!(
            " Only problems in files that the change touches, or that it causes in others, are reported; not reported: {}.",
            counted(more, "problem")
        )),
    }
    sentence
}

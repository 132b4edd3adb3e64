//! How the Markdown of a rule is read: its headings, lines and fences become cases.

use std::ops::RangeInclusive;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

use super::put::{has_fence, is_about_a_file, part};
use super::{Case, Expected, Report};

/// A block of the page, with its first and last line.
struct Block {
    lines: RangeInclusive<usize>,
    what: What,
}

enum What {
    Heading { level: u8, text: String },
    Paragraph(String),
    Fence { language: String, text: String },
}

/// Reads the cases of a rule. An error begins with the number of the line that it is about.
pub(super) fn cases(code: &str, page: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut blocks = blocks(page)?.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let line = *block.lines.start();
        let faulty = |why: String| format!("{line}: {why}");
        match (block.what, cases.last_mut()) {
            (What::Heading { level: 1, text }, None) if line == 1 => {
                let name = text.strip_prefix(code).and_then(|rest| rest.strip_prefix(": "));
                name.ok_or_else(|| faulty(format!("the title begins with {code} and its name")))?;
            }
            (What::Heading { level: 2, text }, _) => cases.push(case(code, text, line).map_err(faulty)?),
            (What::Heading { .. }, _) => {
                return Err(faulty(
                    "a page has one title, and a heading of the second level for each case".into(),
                ));
            }
            (What::Paragraph(text), Some(case)) if is_about_a_file(&text) => {
                let below =
                    blocks.next_if(|below| has_fence(&text) && matches!(below.what, What::Fence { .. }));
                let fence = below.as_ref().and_then(|below| match &below.what {
                    What::Fence { language, text } => Some((language.as_str(), text.as_str())),
                    What::Heading { .. } | What::Paragraph(_) => None,
                });
                case.parts.push((line, part(&text, fence).map_err(faulty)?));
                case.last_line = below.map_or(*block.lines.end(), |below| *below.lines.end());
            }
            (What::Paragraph(text), _) if is_about_a_file(&text) => {
                return Err(faulty("a file is put there by a case, so below its heading".into()));
            }
            (What::Paragraph(_), Some(case)) => case.last_line = *block.lines.end(),
            (What::Paragraph(_), None) => {}
            (What::Fence { language, text }, Some(case))
                if language == "report" && case.expected == Expected::Report && case.report.is_none() =>
            {
                case.last_line = *block.lines.end();
                case.report = Some(Report { lines: block.lines, text });
            }
            (What::Fence { .. }, _) => {
                return Err(faulty(
                    "a fence stands below the line of its file, or is the one report of an invalid case"
                        .into(),
                ));
            }
        }
    }
    Ok(cases)
}

fn case(code: &str, title: String, line: usize) -> Result<Case, String> {
    let expected = match title.split(':').next().expect("a title begins somehow") {
        "Invalid" => Expected::Report,
        "Valid" => Expected::Silence,
        _ => return Err("a case is called Valid or Invalid, or Valid: … or Invalid: …".into()),
    };
    Ok(Case {
        code: code.to_owned(),
        title,
        line,
        last_line: line,
        expected,
        parts: Vec::new(),
        report: None,
    })
}

fn blocks(page: &str) -> Result<Vec<Block>, String> {
    let arena = Arena::new();
    let source: Vec<&str> = page.lines().collect();
    let top = parse_document(&arena, page, &Options::default());
    top.children().map(|node| block(node, &source)).collect()
}

fn block<'a>(node: &'a AstNode<'a>, source: &[&str]) -> Result<Block, String> {
    let ast = node.data();
    let lines = ast.sourcepos.start.line..=ast.sourcepos.end.line;
    let text = source[lines.start() - 1..*lines.end()].join("\n");
    let what = match &ast.value {
        NodeValue::Heading(heading) => {
            What::Heading { level: heading.level, text: text.trim_start_matches('#').trim().to_owned() }
        }
        NodeValue::Paragraph => What::Paragraph(text),
        NodeValue::CodeBlock(fence) if fence.fenced && fence.closed => {
            What::Fence { language: fence.info.clone(), text: fence.literal.clone() }
        }
        _ => {
            return Err(format!("{}: a page has headings, paragraphs and closed fences only", lines.start()));
        }
    };
    Ok(Block { lines, what })
}

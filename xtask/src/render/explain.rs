//! A rule in words: for `explain`, and for `schema/RULES.md`.

use rules::completeness::{Need, TABLE};
use rules::example::{DEFAULT, Part, Put, State, parts};
use rules::{Descriptor, Rule, can_be_excepted};

/// One rule, for a terminal.
pub fn one(rule: &Rule) -> String {
    let Descriptor { code, name, severity, what, why, fix, bad, good } = &rule.descriptor;
    let severity = severity.word();
    let exception = exception(code);
    let examples = examples(bad, good);
    format!(
        "{code} {name} ({severity})\n\n{what}\n\nWhy it matters: {why}\n\nHow to fix it: {fix}\n\n{examples}{exception}\n\n{}\n",
        about_examples()
    )
}

/// All rules, in Markdown.
pub fn all(rules: impl Iterator<Item = &'static Rule>) -> String {
    let mut out = String::from(
        "# Rules\n\nWhat `cargo xtask validate` checks. This page is made from the rules themselves by `cargo xtask explain --all > schema/RULES.md`; do not edit it.\n\n",
    );
    out.push_str(&format!("{}\n", about_examples()));
    let mut family = "";
    for rule in rules {
        let Descriptor { code, name, severity, what, why, fix, bad, good } = &rule.descriptor;
        if family != &code[..3] {
            family = &code[..3];
            out.push_str(&format!("\n## {family}: {}\n", family_title(family)));
        }
        let severity = severity.word();
        let examples = examples(bad, good);
        let exception = exception(code);
        out.push_str(&format!(
            "\n### {code} {name}\n\n*{severity}.* {what}\n\n**Why it matters.** {why}\n\n**How to fix it.** {fix}\n\n{examples}{exception}\n"
        ));
    }
    out.push_str(&completeness());
    out
}

/// The table of what a source of each type has to say, in Markdown.
fn completeness() -> String {
    let mut out = String::from(
        "\n## What a source has to say, by type\n\nThe table behind CIT010 to CIT013. Every source also has a title (SCH001) and a date (CIT005). Where a cell names several\ndetails with a stroke, any one of them will do.\n\n| Type | Has (CIT010, CIT011) | Should have (CIT012) | Cannot have (CIT013) |\n|---|---|---|---|\n",
    );
    for row in TABLE {
        let cells = |need| {
            let of_need = row.cells.iter().filter(|cell| cell.need == need);
            let separator = if need == Need::NotApplicable { ", " } else { " / " };
            of_need.map(|cell| cell.variables.join(separator)).collect::<Vec<_>>().join("; ")
        };
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            row.title(),
            cells(Need::Required),
            cells(Need::Recommended),
            cells(Need::NotApplicable)
        ));
    }
    out
}

fn family_title(family: &str) -> &'static str {
    match family {
        "SYN" => "bytes, text and paths",
        "SCH" => "shape",
        "REF" => "references",
        "CIT" => "citations",
        "SCO" => "scores",
        "EDN" => "between editions",
        "EVI" => "quality of the evidence",
        "EXC" => "exceptions",
        _ => "other rules",
    }
}

fn exception(code: &str) -> &'static str {
    if can_be_excepted(code) {
        "If the published document itself has this problem, record it under `exceptions` with a reason."
    } else {
        "This rule allows no exceptions."
    }
}

/// How the examples are to be read.
fn about_examples() -> String {
    format!(
        "The tests put each example into the small repository under tests/base/, into {DEFAULT} unless the example names another file. In the examples null removes a field, <U+FEFF> is the character with that code, <byte E9> is a byte, and x 200 repeats a character 200 times."
    )
}

/// Both examples of a rule, in Markdown as in plain text.
pub(super) fn examples(bad: &str, good: &str) -> String {
    format!("Incorrect:\n\n{}Correct:\n\n{}", example(bad), example(good))
}

/// An example: each of its parts indented, below its file where that has to be told.
fn example(text: &str) -> String {
    let parts = parts(text);
    let is_plain = |part: &Part<'_>| part.path == DEFAULT && part.state == State::After && parts.len() == 1;
    let mut out = String::new();
    for part in &parts {
        let (shown, is_told) = match part.put {
            Put::Fields(text) | Put::Text(text) => (text, !is_plain(part)),
            Put::Entry(text) => (text, false),
        };
        if is_told {
            out.push_str(&format!("{}:\n\n", place(part)));
        }
        shown.lines().for_each(|line| out.push_str(&format!("    {line}\n")));
        out.push('\n');
    }
    out
}

/// Where a part of an example stands, in words.
fn place(part: &Part<'_>) -> String {
    let when = match part.state {
        State::Before => "Before the change, in",
        State::After => "In",
    };
    let copied = part.copy_of.map_or_else(String::new, |other| format!(", a copy of {other}"));
    format!("{when} {}{copied}", part.path)
}

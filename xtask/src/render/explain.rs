//! A rule in words: for `explain`, and for `schema/RULES.md`.

use crate::rules::{Descriptor, Rule, can_be_excepted};

/// One rule, for a terminal.
pub fn one(rule: &Rule) -> String {
    let Descriptor { code, name, severity, what, why, fix, bad, good } = &rule.descriptor;
    let severity = severity.word();
    let exception = exception(code);
    let (bad, good) = (indented(bad), indented(good));
    format!(
        "{code} {name} ({severity})\n\n{what}\n\nWhy it matters: {why}\n\nHow to fix it: {fix}\n\nNot so:\n{bad}\nBut so:\n{good}\n{exception}\n"
    )
}

/// All rules, in Markdown.
pub fn all(rules: impl Iterator<Item = &'static Rule>) -> String {
    let mut out = String::from(
        "# Rules\n\nWhat `cargo xtask validate` checks. This page is made from the rules themselves by `cargo xtask explain --all > schema/RULES.md`; do not edit it.\n",
    );
    let mut family = "";
    for rule in rules {
        let Descriptor { code, name, severity, what, why, fix, bad, good } = &rule.descriptor;
        if family != &code[..3] {
            family = &code[..3];
            out.push_str(&format!("\n## {family}: {}\n", family_title(family)));
        }
        let severity = severity.word();
        let (bad, good) = (indented(bad), indented(good));
        let exception = exception(code);
        out.push_str(&format!(
            "\n### {code} {name}\n\n*{severity}.* {what}\n\n**Why it matters.** {why}\n\n**How to fix it.** {fix}\n\nNot so:\n\n{bad}\nBut so:\n\n{good}\n{exception}\n"
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
        "Where the published document itself is so, it can be recorded under `exceptions` with a reason."
    } else {
        "It cannot be excepted."
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

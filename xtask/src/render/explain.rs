//! A rule in words: for `explain`, and for `schema/RULES.md`.

use rules::citations::completeness::{Need, TABLE};
use rules::examples::{self, Examples};
use rules::{Descriptor, Exceptions, FAMILIES, InDraft, Rule};

/// One rule, for a terminal.
pub fn one(rule: &Rule) -> String {
    let Descriptor { code, name, severity, since, in_draft, sight: _, exceptions, what, why, fix, cases } =
        &rule.descriptor;
    let severity = severity.word();
    let exception = format!("{}{}", exception(*exceptions), drafts(*in_draft));
    let examples = examples(cases);
    format!(
        "{code} {name} ({severity}, since {since})\n\n{what}\n\nWhy it matters: {why}\n\nHow to fix it: {fix}\n\n{examples}{exception}\n\n{ABOUT_EXAMPLES}\n"
    )
}

/// All rules, in Markdown.
pub fn all() -> String {
    let mut out = String::from(
        "# Rules\n\nWhat `cargo xtask validate` checks. This page is made from the rules themselves by `cargo xtask explain --all > schema/RULES.md`; do not edit it.\n\n",
    );
    out.push_str(ABOUT_EXAMPLES);
    out.push('\n');
    for family in FAMILIES {
        out.push_str(&format!("\n## {}: {}\n", family.prefix, family.title));
        for rule in family.all() {
            let Descriptor {
                code,
                name,
                severity,
                since,
                in_draft,
                sight: _,
                exceptions,
                what,
                why,
                fix,
                cases,
            } = &rule.descriptor;
            let severity = severity.word();
            let examples = examples(cases);
            let exception = format!("{}{}", exception(*exceptions), drafts(*in_draft));
            out.push_str(&format!(
                "\n### {code} {name}\n\n*{severity}, since {since}.* {what}\n\n**Why it matters.** {why}\n\n**How to fix it.** {fix}\n\n{examples}{exception}\n"
            ));
        }
    }
    out.push_str(&completeness());
    out
}

/// The table of what a source of each type has to say, in Markdown.
fn completeness() -> String {
    let mut out = String::from(
        "\n## What a source has to say, by type\n\nThe table behind CIT010 to CIT013. Every source also has a title (SCH001) and a date (CIT005). A slash means that one of the\ndetails is enough; a semicolon stands between requirements that must all be met.\n\n| Type | Has (CIT010, CIT011) | Should have (CIT012) | Cannot have (CIT013) |\n|---|---|---|---|\n",
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

fn exception(exceptions: Exceptions) -> &'static str {
    match exceptions {
        Exceptions::Allowed => {
            "If the published document itself has this problem, record it under `exceptions` with a reason."
        }
        Exceptions::Refused => "This rule allows no exceptions.",
    }
}

fn drafts(in_draft: InDraft) -> &'static str {
    match in_draft {
        InDraft::OpenPoint(_) => " In a draft of an open edition this is an open point and no problem.",
        InDraft::Problem => "",
    }
}

/// How the examples are to be read.
const ABOUT_EXAMPLES: &str = "The tests put each example into the small repository under tests/base/. In the examples null removes a field, a line with - is replaced by one with +, <U+FEFF> is the character with that code, <byte E9> is a byte, and x 200 repeats a character 200 times.";

/// Both examples of a rule, in Markdown as in plain text.
pub(super) fn examples(cases: &str) -> String {
    let Examples { incorrect, correct } = examples::examples(cases);
    format!("Incorrect:\n\n{}\nCorrect:\n\n{}\n", indented(incorrect), indented(correct))
}

/// An example with what is in its fences indented in their place.
fn indented(example: &str) -> String {
    let mut out = String::new();
    let mut is_in_fence = false;
    for line in example.lines() {
        if line.starts_with("```") {
            is_in_fence = !is_in_fence;
            continue;
        }
        out.push_str(if is_in_fence { "    " } else { "" });
        out.push_str(line);
        out.push('\n');
    }
    out
}

//! `explain`: what a rule checks, why, and how to meet it.

use anyhow::bail;
use clap::Args;

use super::Outcome;
use crate::render;
use dataset::meant::meant;
use rules;

/// What `explain` takes.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct Arguments {
    /// A rule's code or name, e.g. CIT002
    code: Option<String>,
    /// Print all rules, in Markdown
    #[arg(long)]
    all: bool,
}

/// Prints one rule, or all.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let Some(asked) = arguments.code.as_deref() else {
        super::print(&render::explain::all())?;
        return Ok(Outcome::Clean);
    };
    let is_asked = |word: &str| word.eq_ignore_ascii_case(asked.trim());
    let rule = rules::all().find(|rule| is_asked(rule.descriptor.code) || is_asked(rule.descriptor.name));
    let Some(rule) = rule else {
        let known = rules::all().flat_map(|rule| [rule.descriptor.code, rule.descriptor.name]);
        match meant(asked, known) {
            Some(meant) => bail!("there is no rule \"{asked}\"; did you mean {meant}?"),
            None => bail!("there is no rule \"{asked}\"; cargo xtask explain --all lists them"),
        }
    };
    super::print(&render::fitted(&render::explain::one(rule), super::width()))?;
    Ok(Outcome::Clean)
}

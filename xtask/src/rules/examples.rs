//! The examples of a rule: the first invalid and the first valid case of its page under `tests/rules/`, where the tests judge them.

/// What has the fault, and the same put right: what each puts into the small repository of the tests, in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Examples<'p> {
    /// The first invalid case, without the report on it.
    pub incorrect: &'p str,
    /// The first valid case.
    pub correct: &'p str,
}

/// The examples on a page. The page has the form that `tests/rule_cases.rs` checks; where a case is missing, its example is empty.
pub fn examples(page: &str) -> Examples<'_> {
    Examples { incorrect: first(page, "## Invalid"), correct: first(page, "## Valid") }
}

/// What stands below the first heading that begins like this, up to the next one or the report.
fn first<'p>(page: &'p str, heading: &str) -> &'p str {
    let mut start = None;
    let mut is_in_fence = false;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let is_end = line.starts_with("## ") || line.starts_with("```report");
        match start {
            Some(start) if is_end && !is_in_fence => return page[start..at].trim(),
            None if line.starts_with(heading) && !is_in_fence => start = Some(at + line.len()),
            Some(_) | None => {}
        }
        is_in_fence ^= line.starts_with("```");
        at += line.len();
    }
    start.map_or("", |start| page[start..].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_cases_are_the_examples() {
        let page = "# A\n\nProse.\n\n## Invalid: a\n\n`F` is:\n\n```text\n## Valid\n```\n\n```report\nerror\n```\n\n## Invalid\n\nno\n\n## Valid\n\nyes\n";
        let incorrect = "`F` is:\n\n```text\n## Valid\n```";
        assert_eq!(examples(page), Examples { incorrect, correct: "yes" });
        assert_eq!(examples(""), Examples { incorrect: "", correct: "" });
    }
}

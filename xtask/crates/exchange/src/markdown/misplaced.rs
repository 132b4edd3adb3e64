//! What stands in the text of an entry and would be lost there, or be prose where it is none.

use super::VOTES;
use crate::problem::Problem;

/// Refuses a paragraph that says a field behind the text, which is `told` by its line in it and its name, begins votes that follow in
/// its line, or is a table.
///
/// # Errors
/// Such a paragraph.
pub(super) fn refuse(lines: &[String], line: usize, told: Option<(usize, &str)>) -> Result<(), Problem> {
    let first = lines.first().map_or("", String::as_str);
    if let Some((nth, name)) = told {
        let message = format!("this line says what the {name} is, and stands behind the text");
        let help = "Move it directly under the heading; if a heading is missing above, put it back. In a sentence write \\: for the colon.";
        return Err(Problem::new(line + nth, message, help));
    }
    let word = first.trim_start_matches('*').split_once(':').map_or("", |(word, _)| word);
    if word.trim_end_matches('*').eq_ignore_ascii_case(VOTES) {
        let help = "Put Votes: on a line of its own, and below it each vote as - A/RES/75/277, 2021: did not vote. Title of the resolution. In a sentence write \\: for the colon.";
        return Err(Problem::new(line, "text stands in the line that introduces the votes", help));
    }
    if lines.len() > 1 && lines.iter().all(|text| text.starts_with('|')) {
        let help = "Say in sentences what it says, or begin each of its lines with > if it is only for you.";
        return Err(Problem::new(line, "a table stands here, and a rationale has none", help));
    }
    Ok(())
}

/// What is told of a link, whose address would be lost.
pub(super) fn link(address: &str, line: usize) -> Problem {
    let message = format!("a link leads to {address}, and a text of an assessment has no links");
    let help = "Take the link out, and cite the source: [^label] here, and below in a line of its own: [^label]: [@source].";
    Problem::new(line, message, help)
}

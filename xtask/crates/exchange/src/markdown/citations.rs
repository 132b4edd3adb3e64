//! A group of citations as pandoc has it: `[See also @source, p. 12; @other, {section Rule of Law}]`.

use super::inline::{escaped, plain};
use super::marks::split;
use super::place::{self, Form};
use crate::problem::Problem;
use dataset::schema::is_id;
use format::json::{Json, Member};

/// Writes the citations of a note as one group.
pub(super) fn write(citations: &[Json<'_>]) -> String {
    format!("[{}]", citations.iter().map(citation).collect::<Vec<_>>().join("; "))
}

fn citation(citation: &Json<'_>) -> String {
    let text = |field: &str| citation.get(field).and_then(Json::as_str);
    let mut out = text("prefix").map(|prefix| format!("{} ", part(prefix))).unwrap_or_default();
    out.push_str(&format!("@{}", text("source").unwrap_or_default()));
    let suffix = text("suffix").map(|suffix| format!(" {}", part(suffix)));
    let place = text("locator").map(|locator| place::write(text("label"), locator));
    match (place, suffix) {
        (Some((place, Form::Bare)), None) => out.push_str(&format!(", {}", part(&place))),
        (Some((place, _)), suffix) => {
            out.push_str(&format!(", {{{}}}{}", part(&place), suffix.unwrap_or_default()));
        }
        (None, Some(suffix)) => out.push_str(&format!(", {{}}{suffix}")),
        (None, None) => {}
    }
    out
}

/// Escapes a text within a group.
fn part(text: &str) -> String {
    let mut out = String::new();
    for c in escaped(text).chars() {
        if [';', '{', '}'].contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Reads a group, from between its brackets.
///
/// # Errors
/// A citation that names no source.
pub(super) fn read(inside: &str, line: usize) -> Result<Vec<Json<'static>>, Problem> {
    let mut citations = Vec::new();
    let mut rest = Some(inside);
    while let Some(text) = rest {
        let (one, behind) = split(text, ';');
        rest = behind.strip_prefix(';');
        citations.push(read_one(one, line)?);
    }
    Ok(citations)
}

fn read_one(text: &str, line: usize) -> Result<Json<'static>, Problem> {
    let (prefix, behind) = split(text, '@');
    let behind = behind.strip_prefix('@').unwrap_or_default();
    let behind = behind.strip_prefix('{').unwrap_or(behind);
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let end = behind.find(|c| !is_key(c)).unwrap_or(behind.len());
    let (id, behind) = behind.split_at(end);
    if !is_id(id) {
        let message = format!("\"{}\" names no source", text.trim());
        let help = "Write @ and the id of a source under references, such as [@freedom-house-2021, p. 3].";
        return Err(Problem::new(line, message, help));
    }
    let behind = behind.strip_prefix('}').unwrap_or(behind).trim();
    let behind = behind.strip_prefix(',').unwrap_or(behind).trim_start();
    let (place, suffix) = match behind.strip_prefix('{') {
        Some(braced) => {
            let (inside, suffix) = split(braced, '}');
            let place = Some(place::explicit(&plain(inside))).filter(|_| !inside.is_empty());
            (place, plain(suffix.strip_prefix('}').unwrap_or_default().trim()))
        }
        None => match place::read(&plain(behind)) {
            Some(place) => (Some(place), String::new()),
            None => (None, plain(behind)),
        },
    };
    let mut citation: Vec<Member<'static>> = Vec::new();
    let mut add = |name: &'static str, text: String| {
        if !text.is_empty() {
            citation.push((name.into(), Json::String(text.into())));
        }
    };
    add("source", id.to_owned());
    if let Some((label, locator)) = place {
        add("label", label.unwrap_or_default());
        add("locator", locator);
    }
    add("prefix", plain(prefix.trim()).trim_end_matches('-').trim_end().to_owned());
    add("suffix", suffix);
    Ok(Json::Object(citation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use format::json::parse;

    #[test]
    fn groups_come_back() {
        let text = r#"[
            {"source": "a", "prefix": "See also", "label": "page", "locator": "12"},
            {"source": "b-2", "label": "section", "locator": "2.5 Courts; 3. {Politics}"},
            {"source": "c", "suffix": "(in Khmer; at @home)"},
            {"source": "d", "locator": "page 3", "suffix": "12 of them"},
            {"source": "e"}
        ]"#;
        let root = parse(text).expect("JSON").root;
        let written = write(root.items());
        let inside = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).expect("brackets");
        let back = Json::Array(read(inside, 1).expect("a group"));
        let sorted = |json: &Json<'_>| {
            let sorted = |item: &Json<'_>| {
                let mut members: Vec<_> = item.members().to_vec();
                members.sort_by(|one, other| one.0.cmp(&other.0));
                format!("{members:?}").replace("Borrowed", "").replace("Owned", "")
            };
            json.items().iter().map(sorted).collect::<Vec<_>>()
        };
        assert_eq!(sorted(&back), sorted(&root), "{written}");
    }

    #[test]
    fn a_group_without_a_source_is_told() {
        assert_eq!(read("@a; b", 7).expect_err("no source").line, 7);
    }
}

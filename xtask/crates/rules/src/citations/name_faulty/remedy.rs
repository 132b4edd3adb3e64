//! What to write in the place of a name that is none.

use serde_json::Value;

use bibliography::name::{NameProblem, listed, without_capitals, without_honorifics, without_role};

/// What to write for a text in a field of a name; none where nobody can tell.
pub(super) fn remedy(field: &str, text: &str, problem: NameProblem) -> Option<String> {
    let write = |text: &str| format!("Write \"{field}\": {}.", Value::from(text));
    match problem {
        NameProblem::Several => {
            let names: Option<Vec<String>> = listed(text).into_iter().map(person).collect();
            let names = names.filter(|names| names.len() > 1)?;
            Some(format!("Give each an entry of its own: {}.", names.join(", ")))
        }
        NameProblem::Inverted => {
            let (family, given) = text.split_once(',')?;
            Some(format!("Write {}.", parts(family.trim(), given.trim())))
        }
        NameProblem::Capitals => Some(write(&without_capitals(text)?)),
        NameProblem::Honorific => Some(write(without_honorifics(text))),
        NameProblem::MarkAtEnd => Some(write(text.trim_end_matches([',', ';', ':', ' ']))),
        NameProblem::Degree => Some(write(text.rsplit_once(',')?.0)),
        NameProblem::Role => {
            let name = person(without_role(text)?)?;
            Some(format!(
                "Write {name} under the field for what they did, such as \"editor\" or \"translator\"."
            ))
        }
        NameProblem::Organisation if field == "family" => {
            Some("Write the whole name as \"literal\", and leave \"family\" and \"given\" out.".to_owned())
        }
        NameProblem::EtAl
        | NameProblem::Nobody
        | NameProblem::Number
        | NameProblem::Address
        | NameProblem::CommaInGiven
        | NameProblem::Organisation => None,
    }
}

fn parts(family: &str, given: &str) -> String {
    format!("\"family\": {}, \"given\": {}", Value::from(family), Value::from(given))
}

/// A person as an entry: `Doe, Jane`, or `Jane Doe`, of which the last word is taken for the family name.
fn person(name: &str) -> Option<String> {
    let (family, given) = match name.split_once(',') {
        Some((family, given)) => (family.trim(), given.trim()),
        None => {
            let (given, family) = name.rsplit_once(' ')?;
            let are_initials = family.len() <= 3 && family.bytes().all(|byte| byte.is_ascii_uppercase());
            if are_initials { (given, family) } else { (family, given) }
        }
    };
    (!family.is_empty() && !given.is_empty()).then(|| format!("{{{}}}", parts(family, given)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_write_for_a_name() {
        for (field, text, problem, help) in [
            (
                "literal",
                "Doe, Jane, Roe, John",
                NameProblem::Several,
                r#"Give each an entry of its own: {"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "John"}."#,
            ),
            ("family", "Doe, Jane", NameProblem::Inverted, r#"Write "family": "Doe", "given": "Jane"."#),
            ("given", "H.E. Dr. Jane", NameProblem::Honorific, r#"Write "given": "Jane"."#),
            (
                "literal",
                "ed. Jane Doe",
                NameProblem::Role,
                r#"Write {"family": "Doe", "given": "Jane"} under the field for what they did, such as "editor" or "translator"."#,
            ),
        ] {
            assert_eq!(remedy(field, text, problem).as_deref(), Some(help));
        }
        assert_eq!(remedy("literal", "unknown", NameProblem::Nobody), None);
    }
}

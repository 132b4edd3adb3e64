//! What word processors and tables print in place of what they refer to and cannot find.

use super::Leftover;

/// The messages, in the words of the programs.
const MESSAGES: &[&str] = &[
    "Error! Bookmark not defined",
    "Error! Hyperlink reference not valid",
    "Error! No text of specified style",
    "Error! Reference source not found",
    "Error! Unknown document property name",
    "#DIV/0!",
    "#NAME?",
    "#REF!",
    "#VALUE!",
];

/// The first of such messages.
pub(super) fn of_office(text: &str) -> Option<Leftover> {
    let messages = MESSAGES.iter().filter_map(|message| Some((text.find(message)?, message.len())));
    let (start, length) = messages.min()?;
    let remedy = "Write what stood there: the program could not find it any more when the text was copied.";
    Some(Leftover {
        what: "an error of a word processor or a table",
        remedy,
        range: start..start + length,
        meant: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_found_where_they_stand() {
        for (text, message) in [
            ("See Error! Reference source not found. Courts are weak.", "Error! Reference source not found"),
            ("Courts had #REF! cases and #NAME? judges.", "#REF!"),
        ] {
            assert_eq!(of_office(text).map(|found| &text[found.range]), Some(message), "{text}");
        }
        assert_eq!(of_office("An error! Courts went on with case #1."), None);
    }
}

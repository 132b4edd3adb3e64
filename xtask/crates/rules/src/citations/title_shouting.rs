//! CIT031: a title is in capitals throughout.

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT031",
        name: "title-shouting",
        severity: Severity::Warning,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "A title is written in capitals throughout.",
        why: "That is the look of a title page and not its wording; lists of works cannot undo it, as names and acronyms are lost in it.",
        fix: "Write it as a sentence or as a headline, with capitals where the language has them.",
        cases: include_str!("../../../../../tests/rules/CIT031.md"),
    },
    check: Check::Sources(check),
};

/// Short words that no acronym is made of.
const SMALL_WORDS: &[&str] = &[
    "A", "AN", "AND", "AT", "BY", "DE", "DES", "DU", "ET", "FOR", "FROM", "IN", "LA", "LES", "NO", "NOT",
    "OF", "ON", "OR", "THE", "TO", "WITH",
];

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        if source.title().is_some_and(shouts) {
            reports.push(Report::new(
                context.at(["sources", id, "title"]),
                "this title is in capitals throughout",
            ));
        }
    }
}

/// Whether a title of more than two words has capitals alone, and is no row of acronyms.
fn shouts(title: &str) -> bool {
    let words: Vec<&str> = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.contains(char::is_uppercase))
        .collect();
    // The longest acronyms in use have about seven letters.
    let is_word = |word: &&str| word.chars().count() > 7 || SMALL_WORDS.contains(word);
    words.len() > 2 && !title.contains(char::is_lowercase) && words.iter().any(is_word)
}

#[cfg(test)]
mod tests {
    use super::shouts;

    #[test]
    fn acronyms_and_scripts_without_capitals_do_not_shout() {
        for title in [
            "UNHCR ASEAN UN",
            "NGO CEDAW: CRC",
            "CAMBODIA 2020",
            "The UN and R2P",
            "ASEAN ការពារសិទ្ធិ",
            "難民保護",
            "A B C",
        ] {
            assert_eq!(shouts(title), title == "A B C", "{title}");
        }
        assert!(
            shouts("REPORT ON THE COURTS") && shouts("CAMBODIA: EVENTS OF 2020") && shouts("ÉTAT DES LIEUX")
        );
    }
}

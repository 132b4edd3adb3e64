//! What is a placeholder and what is not, by example and by property.

use super::*;
use proptest::collection::vec;
use proptest::prelude::*;

#[test]
fn no_word_is_longer_than_the_longest() {
    assert!(words_of_nothing().all(|word| word.len() <= LONGEST));
}

#[test]
fn what_stands_for_a_text() {
    for text in [
        "TODO",
        "todo",
        "Todo.",
        "To do",
        "TO-DO",
        "tbd",
        "TBD!",
        "T.B.D.",
        "t. b. d.",
        "tbc",
        "xxx",
        "XXX",
        "xx",
        "x",
        "XxXx",
        "aaaa",
        "…",
        "...",
        "-",
        "—",
        "*",
        "?",
        "???",
        "()",
        "(text)",
        "[text]",
        "<text>",
        "(why)",
        "(why it changed)",
        "n/a",
        "N/A.",
        "n.a.",
        "none",
        "nil",
        "NULL",
        "lorem ipsum dolor sit amet",
        "Lorem ipsum",
        "To be written",
        "to be written.",
        "To be added later",
        "To be completed by the country team.",
        "[insert]",
        "[Insert rationale here]",
        "<insert text>",
        "{rationale}",
        "Your text here",
        "Add rationale here.",
        "TODO: write about the courts",
        "TBD - waiting for the report",
        "todo: courts",
        "FIXME",
        "fix me",
        "**TODO**",
        "\"TODO\"",
        "“tbd”",
        "TODO TODO",
        "todo, tbd",
        "xxx xxx",
        "placeholder",
        "Placeholder text",
        "Coming soon",
        "WIP",
        "work in progress",
        "123",
        "Pending.",
        "rationale",
        "Note",
        "asdf",
        "Courts are weak. TODO add source",
        "The courts of the land are weak and have no means to act at all [citation needed].",
        "The courts of the land are weak and have no means to act at all (source?), it is said.",
        "The courts of the land are weak and have no means to act at all since ??? or so.",
        "[to be written]",
        "(to be written)",
        "still to be written",
    ] {
        assert!(is_text(text), "{text}");
        assert!(is_text(&format!("{text}[^report]")), "{text}, with a call behind it");
    }
}

#[test]
fn what_says_enough_stands_for_nothing_unless_something_is_left_to_do() {
    let is_surely_written = |text: &str| says_enough(text) && !may_be_left_to_do(text, may_have_sign(text));
    let sentence = "The courts of the land are weak and have no means to act";
    assert!(is_surely_written(sentence) && is_surely_written(&format!("{sentence}[^a]. And more.")));
    for sign in [
        "TODO",
        "TO[^a]DO",
        "T[^a b][^c]BD",
        "FIX[^a]ME",
        "[citation needed]",
        "(Citation needed)",
        "([^a]source?)",
        "???",
        "?[^a]??",
        "[to be checked]",
        "[xx]",
        "lorem ipsum",
        "lorem[^a] ipsum",
        "[insert",
        "[[^a]insert",
        "FIXME:",
        "LOREM[^a] [^b]IPSUM",
    ] {
        assert!(!is_surely_written(&format!("{sentence} {sign} it")), "{sign}");
    }
    for text in
        ["a ".repeat(40), "aaaa ".repeat(40), "todo ".repeat(40), "text ".repeat(40), "t. b. d. ".repeat(20)]
    {
        assert!(!is_surely_written(&text), "{text}");
    }
}

proptest! {
    /// The glance says nothing that the whole look does not say.
    #[test]
    fn a_glance_is_never_wrong(
        words in vec(
            prop_oneof![
                "[a-z]{1,6}", "(todo|TODO|Tbd|FIXME|lorem|ipsum|text|x|xx|to be|still|written|add|here)",
                "(\\[|\\()(to be|tbc|xx|source|source\\?|citation needed|Cite|date|\\?)", "\\?{1,3}",
                "\\[\\^[a-z ]{0,3}\\]?", "[\\[\\](.,:é]{1,2}",
            ],
            0..40,
        ),
        joins in vec(prop_oneof![4 => Just(" "), 1 => Just("")], 40),
    ) {
        let text: String = words.iter().zip(joins).flat_map(|(word, join)| [word.as_str(), join]).collect();
        prop_assert_eq!(is_text(&text), stands_for_text(&text, true), "{}", text);
    }
}

#[test]
fn short_sentences_are_texts() {
    for text in [
        "No change.",
        "None was found.",
        "Nothing is known.",
        "See note 12.",
        "Ibid.",
        "(See above.)",
        "[Translation by the author.]",
        "Unknown persons killed two.",
        "Title IX applies.",
        "Not available to women.",
        "The law is pending.",
        "Text messages were read.",
        "To be elected, a party needs 5 per cent.",
        "To be confirmed by the senate, judges pay.",
        "Why it matters is plain.",
        "None.of the courts is free",
        "Reasons were not given.",
        "A draft law.",
        "N/A was printed.",
        "Courts are weak.",
        "មិនមាន",
        "ក",
        "无",
        "Adopted.",
        "Ratified 2002.",
        "Yes.",
        "No.",
        "X was arrested.",
        "(Cambodia abstained.)",
        "Explain they did not.",
        "The TBC, The Border Consortium, reports it.",
        "Insertion of the clause.",
        "Empty cells remain.",
        "Todos los jueces dependen del gobierno.",
        "Todo el mundo lo sabe.",
        "Add to this the arrests.",
        "World War II",
        "Chapter XXX of the code.",
        "Testing continued.",
        "Foo Shou was arrested.",
    ] {
        assert!(!is_text(text), "{text}");
    }
}

#[test]
fn titles_are_numbers_and_letters_too() {
    for title in
        ["1984", "ក", "Z", "Reason", "Comment", "Note", "Untitled Landscapes", "AAA", "The Pending Case"]
    {
        assert!(!is_title(title), "{title}");
    }
    for title in [
        "[Untitled]",
        "n.a.",
        "N/A",
        "TBD",
        "???",
        "To be confirmed.",
        "xxx",
        "Lorem ipsum",
        "[insert title]",
    ] {
        assert!(is_title(title), "{title}");
    }
}

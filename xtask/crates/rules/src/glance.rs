//! What may be wrong with a text, as far as one look at its bytes tells, so that most texts need no other.

use crate::placeholder::SIGNS;
use bibliography::markup::{OF_HTML, OF_WRITING, may_begin_with_mark};
use bibliography::{blanks, garbled};
use format::trigram::{ANY, Seen, Trigram, Trigrams};

/// What may be wrong with a text. What it does not name is right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glance {
    seen: Seen,
    may_begin_with_mark: bool,
}

static ALL: Trigrams<8> = Trigrams::new([
    blanks::ODD,
    MISPLACED,
    garbled::WRONG,
    OF_HTML,
    OF_WRITING,
    QUOTATION,
    SIGNS,
    OTHER_NOTE,
]);

impl Glance {
    /// Looks at a text.
    pub(crate) fn at(text: &str) -> Self {
        Self { seen: ALL.look(text), may_begin_with_mark: may_begin_with_mark(text) }
    }

    /// Blanks that are not one simple blank, or calls of footnotes in a wrong place.
    pub(crate) fn may_have_odd_blanks(self) -> bool {
        ALL.has(self.seen, 0) || ALL.has(self.seen, 1)
    }

    /// Letters that nobody typed.
    pub(crate) fn may_be_garbled(self) -> bool {
        ALL.has(self.seen, 2)
    }

    /// Marks of another program, or addresses.
    pub(crate) fn may_have_markup(self) -> bool {
        self.may_begin_with_mark || ALL.has(self.seen, 3) || ALL.has(self.seen, 4)
    }

    /// Quotations.
    pub(crate) fn may_quote(self) -> bool {
        ALL.has(self.seen, 5)
    }

    /// Signs of what is still to be done.
    pub(crate) fn may_be_left_to_do(self) -> bool {
        ALL.has(self.seen, 6)
    }

    /// Words that refer to another note.
    pub(crate) fn may_refer_to_note(self) -> bool {
        ALL.has(self.seen, 7)
    }
}

/// A call or a mark of the sentence behind a blank, or such a mark behind a call.
const MISPLACED: &[Trigram] = &[
    [&[(b' ', b' ')], &[(b',', b',')], ANY],
    [&[(b' ', b' ')], &[(b'.', b'.')], &[(0, 0), (b' ', b' '), (b'[', b'[')]],
    [&[(b' ', b' ')], &[(b'[', b'[')], &[(b'^', b'^')]],
    [&[(b']', b']')], &[(b'.', b'.'), (b',', b','), (b';', b';'), (b'?', b'?'), (b'!', b'!')], ANY],
];

/// The marks round a quotation, “ and ”.
const QUOTATION: &[Trigram] = &[[&[(0xe2, 0xe2)], &[(0x80, 0x80)], &[(0x9c, 0x9d)]]];

/// What refers to another note: *ibid.*, *supra*, or the end of *note* or *notes* before a figure.
const OTHER_NOTE: &[Trigram] = &[
    [&[(b'b', b'b'), (b'B', b'B')], &[(b'i', b'i'), (b'I', b'I')], &[(b'd', b'd'), (b'D', b'D')]],
    [&[(b'u', b'u')], &[(b'p', b'p')], &[(b'r', b'r')]],
    [&[(b'e', b'e'), (b's', b's')], &[(b' ', b' ')], &[(b'0', b'9')]],
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::placeholder::left_to_do;
    use bibliography::blanks::simple;
    use bibliography::garbled::fault;
    use bibliography::markup::{address, of_html, of_writing};
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// Of what faults are made, and words between them.
    const PARTS: &[&str] = &[
        "a",
        "b ",
        " ",
        "  ",
        "\u{a0}",
        "\u{2009}",
        "\t",
        "é",
        "â€",
        "™",
        "Ã",
        "©",
        "о",
        "ﬁ",
        "Ｈ",
        "\u{fffd}",
        "-",
        "- ",
        "#",
        "• ",
        "> ",
        "&amp;",
        "<i>",
        "<!--",
        "[",
        "]",
        "^",
        "(",
        ")",
        "1",
        "²",
        "⁵",
        "*",
        "_",
        "`",
        "~~",
        "==",
        "{++",
        "{{cite",
        "\\cite",
        "ADDIN ",
        "ChatGPT said:",
        "I hope this helps",
        "Let me know if you",
        "Regenerate response",
        "my knowledge cutoff",
        "Error! Bookmark not defined",
        "#DIV/0!",
        "#NAME?",
        "#REF!",
        "#VALUE!",
        "@",
        "http://",
        "www.",
        "a.example",
        "TODO",
        "TBC",
        "xx",
        "XXX",
        "???",
        "cite",
        "citation needed",
        "lorem ipsum",
        "“",
        "”",
        ".",
        "[^a]",
        "the courts ",
        ",",
        "_",
        "tbd",
        "[Draft]",
        "oaicite",
        "【",
        "†",
        "】",
        "As an AI language model",
    ];

    proptest! {
        /// Whatever is found in a text could be seen at a glance.
        #[test]
        fn nothing_is_overlooked(parts in vec(select(PARTS), 0..40)) {
            let text = parts.concat();
            let glance = Glance::at(&text);
            prop_assert!(simple(&text).is_none() || glance.may_have_odd_blanks(), "{text}");
            prop_assert!(fault(&text).is_none() || glance.may_be_garbled(), "{text}");
            let mark = of_html(&text).or_else(|| of_writing(&text)).or_else(|| address(&text));
            prop_assert!(mark.is_none() || glance.may_have_markup(), "{text}");
            prop_assert!(!text.contains(['“', '”']) || glance.may_quote(), "{text}");
            prop_assert!(left_to_do(&text).is_none() || glance.may_be_left_to_do(), "{text}");
        }
    }

    #[test]
    fn plain_words_need_no_other_look() {
        let text =
            "The courts (see the report) sat in 2022, and it’s said – at length – that they did.[^report]";
        let glance = Glance::at(text);
        assert!(!glance.may_have_odd_blanks() && !glance.may_be_garbled() && !glance.may_have_markup());
        assert!(!glance.may_quote() && !glance.may_be_left_to_do());
    }
}

//! What a rule is called, says and advises, how far it looks, and whether the data can except what it finds.

use std::collections::HashMap;

use format::diagnostic::Severity;

/// What there is to know of a rule.
#[derive(Debug)]
pub struct Descriptor {
    /// Family and number, e.g. `CIT002`; never used again for another rule.
    pub code: &'static str,
    /// A name for the wrong thing, e.g. `call-without-footnote`.
    pub name: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The version of the tool that had it first.
    pub since: &'static str,
    /// What its findings are in a draft of an open edition.
    pub in_draft: InDraft,
    /// How far it looks.
    pub sight: Sight,
    /// Whether the data can except what it finds.
    pub exceptions: Exceptions,
    /// What is wrong, in a sentence.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// How to put it right.
    pub fix: &'static str,
    /// The page of its cases, `tests/rules/CODE.md`. The first invalid and the first valid one are its
    /// [`examples`](crate::examples).
    pub cases: &'static str,
}

/// What the findings of a rule are in a draft whose edition is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InDraft {
    /// They tell what is still to be done, and keep nobody from going on. The words, such as `no rationale`, head their list.
    OpenPoint(&'static str),
    /// They tell what is wrong, as everywhere else.
    Problem,
}

/// How far a rule looks to judge one place: what has to be whole before it is believed that it found nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// At the part of the file in which the place lies: one source, one entry, one erratum, one figure. What is at the root of
    /// the file and what the registers and the instrument say belong to it.
    Part,
    /// At all assessments of the country.
    Country,
    /// At all assessments. A rule of which nothing more is known looks at everything, so that nobody takes its silence for more
    /// than it is.
    Dataset,
}

/// Whether an exception may silence a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exceptions {
    /// What a publisher printed or left out can be excused.
    Allowed,
    /// What breaks a file cannot, nor what is of our own making: calls, labels, texts, the list of sources, the status, and what
    /// is still to be confirmed.
    Refused,
}

/// All rules by their codes.
#[derive(Debug)]
pub struct Codes {
    ordered: Vec<&'static Descriptor>,
    by_code: HashMap<&'static str, &'static Descriptor>,
}

impl Codes {
    /// The codes of some rules, in their order.
    pub fn new(rules: impl Iterator<Item = &'static Descriptor>) -> Self {
        let ordered: Vec<_> = rules.collect();
        let by_code = ordered.iter().map(|descriptor| (descriptor.code, *descriptor)).collect();
        Self { ordered, by_code }
    }

    /// The rule of a code.
    pub fn find(&self, code: &str) -> Option<&'static Descriptor> {
        self.by_code.get(code).copied()
    }

    /// Whether there is a rule of this code that an exception may silence.
    pub fn can_be_excepted(&self, code: &str) -> bool {
        self.find(code).is_some_and(|descriptor| descriptor.exceptions == Exceptions::Allowed)
    }

    /// The codes that can be excepted, in order.
    pub fn exceptable(&self) -> impl Iterator<Item = &'static str> {
        let all = self.ordered.iter().filter(|descriptor| descriptor.exceptions == Exceptions::Allowed);
        all.map(|descriptor| descriptor.code)
    }
}

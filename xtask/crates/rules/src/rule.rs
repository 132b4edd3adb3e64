//! What a rule is: a value that says who it is, and what it looks at.

use std::collections::{HashMap, HashSet};

use crate::across::Across;
use crate::change_context::ChangeContext;
use crate::context::AssessmentContext;
use crate::descriptor::Descriptor;
use crate::findings::Findings;
use crate::surroundings::Surroundings;
use crate::texts::SeenText;
use bibliography::date::Day;
use dataset::Registers;
use format::diagnostic::Report;
use format::fault::FaultKind;
use format::pointer::Pointer;

/// A rule: who it is, and what it looks at.
#[derive(Debug)]
pub struct Rule {
    /// What it is called, says and advises.
    pub descriptor: Descriptor,
    /// What it looks at.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Debug)]
pub enum Check {
    /// A kind of fault that reading the files has found.
    Fault(FaultKind),
    /// One assessment, with its framework and the edition before.
    Assessment(fn(&AssessmentContext<'_>, &mut Findings<'_>)),
    /// The descriptions of sources, each by what itself says: where a country has the same description twice, one look is enough.
    Sources(fn(&AssessmentContext<'_>, &mut Findings<'_>)),
    /// One assessment but for the descriptions of its sources, and these.
    AssessmentAndSources(
        fn(&AssessmentContext<'_>, &mut Findings<'_>),
        fn(&AssessmentContext<'_>, &mut Findings<'_>),
    ),
    /// Each text on its own, those of sources as with [`Check::Sources`]; and what takes more than one text of an assessment.
    Texts {
        /// Looks at a text.
        look: LookAtText,
        /// Looks at the rest.
        also: Option<fn(&AssessmentContext<'_>, &mut Findings<'_>)>,
    },
    /// A change, from one state of the data to another.
    Change(fn(&ChangeContext<'_>, &mut Findings<'_>)),
    /// The registers and the instruments.
    Registers(fn(&Registers, Day, &mut Findings<'_>)),
    /// The registers and instruments, and each assessment on its own.
    EachFile(fn(&Registers, Day, &mut Findings<'_>), fn(&AssessmentContext<'_>, &mut Findings<'_>)),
    /// What the assessments of several countries may contradict each other in, or share.
    Across(fn(&Across<'_>, &mut Findings<'_>)),
    /// One assessment's exceptions, given what all other rules have said of it. Asked only where some have silenced nothing.
    Exceptions(fn(&AssessmentContext<'_>, &ExceptionContext<'_>, &mut Findings<'_>)),
}

/// Looks at a text, and at where it stands, which is made out only where something is wrong.
pub type LookAtText = fn(&AssessmentContext<'_>, SeenText<'_>, &dyn Fn() -> Pointer) -> Option<Report>;

/// What all rules but those on exceptions have said of a file, and where they could look.
#[derive(Debug)]
pub struct ExceptionContext<'a> {
    /// The exceptions that have silenced nothing, as code and pointer.
    pub idle: HashSet<(&'a str, &'a str)>,
    /// The places of what stands against the file, by code.
    pub standing: HashMap<&'a str, Vec<&'a str>>,
    /// Where rules could look.
    pub surroundings: &'a Surroundings<'a>,
}

/// The rules on one subject.
#[derive(Debug)]
pub struct Family {
    /// The letters with which their codes begin.
    pub prefix: &'static str,
    /// What they are about.
    pub title: &'static str,
    /// Those that have a file each.
    pub rules: &'static [&'static Rule],
    /// Those that share a file.
    pub lists: &'static [&'static [Rule]],
}

impl Family {
    /// All its rules, by code.
    pub fn all(&self) -> Vec<&'static Rule> {
        let mut all: Vec<&Rule> =
            self.rules.iter().copied().chain(self.lists.iter().copied().flatten()).collect();
        all.sort_by_key(|rule| rule.descriptor.code);
        all
    }
}

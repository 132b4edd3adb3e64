//! CIT029: a name is none.

mod remedy;

use std::collections::HashMap;

use foldhash::quality::RandomState;

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use bibliography::name::{NameProblem, Part, is_short_name_of_body, is_split_organisation, without_capitals};
use bibliography::source::Name;
use format::diagnostic::{Report, Severity};

pub(super) static RULE: Rule = Rule {
    descriptor: Descriptor {
        code: "CIT029",
        name: "name-faulty",
        severity: Severity::Error,
        since: "0.1.0",
        in_draft: InDraft::Problem,
        sight: Sight::Part,
        exceptions: Exceptions::Allowed,
        what: "The name of an author, editor or the like is not a name: it is et al., a number, an address, several names at once, an organisation in parts, in capitals throughout, or a word such as unknown; it stands twice in one list; or it says what somebody did, or how they are addressed. The same of a publisher or an authority.",
        why: "Who says a thing is half of what it is worth; and a list of works by author would have an author called et al.",
        fix: "Give each person or organisation that the source names an entry of its own. If it names nobody, leave the field out.",
        cases: include_str!("../../../../../tests/rules/CIT029.md"),
    },
    check: Check::Sources(check),
};

/// The variables that name an organisation as a text.
const ORGANISATIONS: &[&str] = &["publisher", "authority"];

fn check(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    for (id, source) in context.sources() {
        for variable in ORGANISATIONS {
            // A press may be called by a number, by two of its founders, or with its city.
            if let Some(Err(problem)) = source.text(variable).map(|name| Part::Whole.parse(name))
                && !matches!(problem, NameProblem::Number | NameProblem::Several | NameProblem::Inverted)
            {
                let place = context.at(["sources", id, variable]);
                reports.push(Report::new(place, format!("this {}", words(problem))));
            }
        }
        for (variable, names) in source.names.iter() {
            let mut known: HashMap<&Name, usize, RandomState> = HashMap::default();
            for (i, name) in names.iter().enumerate() {
                let first = if names.len() > 1 { *known.entry(name).or_insert(i) } else { i };
                if first != i {
                    let at = |i: usize| context.at(["sources", id, variable, &i.to_string()]);
                    let report = Report::new(at(i), "this name stands in the list already");
                    reports.push(report.help("Leave one of the two out.").related(at(first), "here first"));
                    continue;
                }
                for (field, text, problem) in faults(name) {
                    let place = context.at(["sources", id, variable, &i.to_string(), field]);
                    let report = Report::new(place, format!("this {}", words(problem)));
                    reports.push(match remedy::remedy(field, text, problem) {
                        Some(help) => report.help(help),
                        None => report,
                    });
                }
            }
        }
    }
}

/// The fields of a name that are at fault, each with why.
fn faults(name: &Name) -> Vec<(&'static str, &str, NameProblem)> {
    let fields = [
        ("literal", &name.literal, Part::Whole),
        ("family", &name.family, Part::Family),
        ("given", &name.given, Part::Given),
    ];
    let judged = fields.into_iter().map(|(field, text, part)| {
        let text = text.as_deref()?;
        Some((field, text, part.parse(text).err()?))
    });
    let mut faults: Vec<_> = judged.flatten().collect();
    let is_body = match (name.family.as_deref(), name.given.as_deref()) {
        (Some(family), Some(given)) => is_split_organisation(family, given),
        (Some(family), None) => is_short_name_of_body(family),
        (None, _) => false,
    };
    if let Some(family) = name.family.as_deref().filter(|_| faults.is_empty() && is_body) {
        faults.push(("family", family, NameProblem::Organisation));
    }
    // A body has its short name in capitals, and stands alone.
    if let (true, Some(family), Some(given)) = (faults.is_empty(), &name.family, &name.given) {
        let parts = [("family", &**family), ("given", &**given)];
        // Three capitals before a family name may be initials: AKM.
        let may_be_initials = |field: &str, text: &str| field == "given" && text.chars().count() <= 3;
        let shouted = parts
            .into_iter()
            .filter(|(field, text)| !may_be_initials(field, text) && without_capitals(text).is_some());
        faults.extend(shouted.map(|(field, text)| (field, text, NameProblem::Capitals)));
    }
    faults
}

/// What is wrong, in the words that follow "this".
fn words(problem: NameProblem) -> &'static str {
    match problem {
        NameProblem::EtAl => "holds et al., which stands for names that are left out; give them all",
        NameProblem::Nobody => "is no name, but stands for one that is not known",
        NameProblem::Number => "is a number, not a name",
        NameProblem::Address => "is an address, not a name",
        NameProblem::Several => "is several names; give each an entry of its own",
        NameProblem::Role => {
            "says what somebody did; give editors under \"editor\" and translators under \"translator\""
        }
        NameProblem::Inverted => "has the given names behind a comma; give them as \"given\"",
        NameProblem::Honorific => "begins with a form of address, which is no part of the name",
        NameProblem::Degree => "ends with a degree, which is no part of the name",
        NameProblem::CommaInGiven => {
            "has a comma; give what follows the name as \"suffix\", and another person an entry of its own"
        }
        NameProblem::Organisation => "is an organisation; give its whole name as \"literal\"",
        NameProblem::MarkAtEnd => "ends with a sign that is no part of the name",
        NameProblem::Capitals => "is in capitals throughout",
    }
}

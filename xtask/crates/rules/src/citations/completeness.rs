//! CIT010 to CIT013: a source is incomplete for its type, or says what its type cannot have.

mod kinds;
mod table;

use crate::{AssessmentContext, Check, Descriptor, Exceptions, Findings, InDraft, Rule, Sight};
use format::diagnostic::{Report, Severity};

use self::table::ARCHIVED;
pub use self::table::{Cell, Need, Row, TABLE};

/// The rules; which variables they ask for stands in the table.
pub(super) static RULES: &[Rule] = &[
    Rule {
        descriptor: Descriptor {
            code: "CIT010",
            name: "source-incomplete",
            severity: Severity::Error,
            since: "0.1.0",
            in_draft: InDraft::OpenPoint("sources that lack a detail"),
            sight: Sight::Part,
            exceptions: Exceptions::Allowed,
            what: "A source lacks a detail that every work of its type has.",
            why: "Without it a reader cannot find the work, or cannot be sure that it is the one that was used.",
            fix: "Add what is missing, as the work itself prints it. The table under this rule in schema/RULES.md lists what each type needs.",
            cases: include_str!("../../../../../tests/rules/CIT010.md"),
        },
        check: Check::Sources(incomplete),
    },
    Rule {
        descriptor: Descriptor {
            code: "CIT011",
            name: "source-not-traceable",
            severity: Severity::Error,
            since: "0.1.0",
            in_draft: InDraft::OpenPoint("sources that cannot be found again"),
            sight: Sight::Part,
            exceptions: Exceptions::Allowed,
            what: "A source has none of the details by which a work of its type is found.",
            why: "Any one of them would do to find the work; with none a reader cannot look up the claim.",
            fix: "Add one of the details listed.",
            cases: include_str!("../../../../../tests/rules/CIT011.md"),
        },
        check: Check::Sources(untraceable),
    },
    Rule {
        descriptor: Descriptor {
            code: "CIT012",
            name: "source-poorly-described",
            severity: Severity::Warning,
            since: "0.1.0",
            in_draft: InDraft::OpenPoint("sources that could be described better"),
            sight: Sight::Part,
            exceptions: Exceptions::Allowed,
            what: "A source lacks a detail that works of its type usually have.",
            why: "The work can be found without it, but not easily, or not in the state in which it was used.",
            fix: "Add the detail if the work prints it.",
            cases: include_str!("../../../../../tests/rules/CIT012.md"),
        },
        check: Check::Sources(poorly_described),
    },
    Rule {
        descriptor: Descriptor {
            code: "CIT013",
            name: "detail-not-applicable",
            severity: Severity::Warning,
            since: "0.1.0",
            in_draft: InDraft::Problem,
            sight: Sight::Part,
            exceptions: Exceptions::Allowed,
            what: "A source has a detail that a work of its type cannot have.",
            why: "Either the type is wrong, and other details are missing, or the detail belongs to another work.",
            fix: "Correct the type, or remove the detail.",
            cases: include_str!("../../../../../tests/rules/CIT013.md"),
        },
        check: Check::Sources(not_applicable),
    },
];

fn incomplete(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    each(context, reports, Lost::Present, |cells, has| {
        let missing: Vec<&str> = cells
            .iter()
            .filter(|cell| cell.need == Need::Required && cell.variables.len() == 1)
            .flat_map(|cell| cell.variables)
            .copied()
            .filter(|variable| !has(variable))
            .collect();
        (!missing.is_empty()).then(|| format!("lacks {}", quoted(&missing, "and")))
    });
}

fn untraceable(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    each(context, reports, Lost::Present, |cells, has| {
        let alternatives =
            cells.iter().filter(|cell| cell.need == Need::Required && cell.variables.len() > 1);
        let missing = without_any(alternatives, has);
        (!missing.is_empty()).then(|| format!("needs {missing}"))
    });
}

fn poorly_described(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    each(context, reports, Lost::Present, |cells, has| {
        let missing = without_any(cells.iter().filter(|cell| cell.need == Need::Recommended), has);
        (!missing.is_empty()).then(|| format!("should have {missing}"))
    });
}

fn not_applicable(context: &AssessmentContext<'_>, reports: &mut Findings<'_>) {
    each(context, reports, Lost::Absent, |cells, has| {
        let odd: Vec<&str> = cells
            .iter()
            .filter(|cell| cell.need == Need::NotApplicable)
            .flat_map(|cell| cell.variables)
            .copied()
            .filter(|variable| has(variable))
            .collect();
        (!odd.is_empty()).then(|| format!("cannot have {}", quoted(&odd, "or")))
    });
}

/// How a detail counts that cannot be read; that it cannot is reported elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lost {
    /// It is there, so it is not missing.
    Present,
    /// It is not there, so it is not out of place.
    Absent,
}

/// Reports, for each source whose type is known, what a check has to say against it, given the cells of its row and
/// whether the source has a variable.
fn each(
    context: &AssessmentContext<'_>,
    reports: &mut Findings<'_>,
    lost: Lost,
    check: impl Fn(&'static [Cell], &dyn Fn(&str) -> bool) -> Option<String>,
) {
    for (id, source) in context.sources() {
        // What a date with a fault says is not known, and it is no missing one.
        let is_lost = |variable: &str| context.is_lost_at(["sources", id, variable]);
        let Some(row) = table::row(source, is_lost("issued")) else { continue };
        let has = |variable: &str| {
            let lives_in = if variable == ARCHIVED { "custom" } else { variable };
            table::has(source, variable) || (lost == Lost::Present && is_lost(lives_in))
        };
        if let Some(complaint) = check(row.cells, &has) {
            let message = format!("the source \"{id}\" ({}) {complaint}", row.title());
            reports.push(Report::new(context.at(["sources", id]), message));
        }
    }
}

/// The alternatives of those cells of which the source has none, in words.
fn without_any<'c>(cells: impl Iterator<Item = &'c Cell>, has: &dyn Fn(&str) -> bool) -> String {
    let missing = cells.filter(|cell| !cell.variables.iter().any(|variable| has(variable)));
    missing.map(|cell| quoted(cell.variables, "or")).collect::<Vec<_>>().join(", and ")
}

impl Row {
    /// What the row is for, in words: `webpage without a date`, `report: NGO report`.
    pub fn title(&self) -> String {
        match (self.kind, self.variant) {
            ("", _) => "any other type".to_owned(),
            (kind, "") => kind.to_owned(),
            (kind, variant) => format!("{kind}: {variant}"),
        }
    }
}

/// A variable in quotes, and where it stands if it is none of the source's own fields.
fn named(variable: &str) -> String {
    if variable == ARCHIVED {
        format!("\"{ARCHIVED}\" with \"archive_date\" under \"custom\"")
    } else {
        format!("\"{variable}\"")
    }
}

/// Words in quotes with a conjunction before the last: `"a", "b" or "c"`.
fn quoted(words: &[&str], conjunction: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| named(word)).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}

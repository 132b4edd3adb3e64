//! Runs all rules over a dataset, stamps their codes, and sets aside what the data excepts.

mod asked;
mod country;
mod descriptions;
mod excepted;
mod files;
mod judgement;
mod traces;

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use self::country::{Idle, Judged};
pub use self::excepted::{Excepted, KeepExcepted};
use self::files::Files;
use self::judgement::Judgement;
use self::traces::Concerned;
use crate::across::Across;
use crate::findings::{Findings, StandingFinding};
use crate::registry::{all, codes};
use crate::{AssessmentContext, ChangeContext, Check, ExceptionContext, Surroundings, suppressible};
use bibliography::date::Day;
use dataset::progress::Progress;
use dataset::register;
use dataset::stream::Stream;
use dataset::{Damage, Registers};
use format::diagnostic::{Diagnostic, Severity};
use format::pointer::Pointer;

/// What the rules have to say about a dataset.
#[derive(Debug, Default)]
pub struct Validation {
    /// What stands against it, by place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// What drafts in open editions still lack, by place and code. Each becomes what its rule says once the draft is finished.
    pub open_points: Vec<Diagnostic>,
    /// What the data excepts, by place and code where everything of it is kept.
    pub excepted: Vec<Excepted>,
    /// How far these drafts are, by country and edition.
    pub drafts: Vec<Progress>,
}

impl Validation {
    /// How many problems of a severity were found. A diagnostic can stand for many.
    pub fn count(&self, severity: Severity) -> usize {
        let of_severity = self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity);
        of_severity.map(|diagnostic| diagnostic.count).sum()
    }

    /// Leaves out what is not about files that a test holds for.
    pub fn limit(&mut self, is_meant: impl Fn(&str) -> bool + Copy) {
        self.diagnostics.retain(|diagnostic| diagnostic.is_about(is_meant));
        self.open_points.retain(|point| point.is_about(is_meant));
        self.excepted.retain(|diagnostic| diagnostic.is_about(is_meant));
        self.drafts.retain(|draft| is_meant(&draft.path));
    }

    /// How many open points were found.
    pub fn open_total(&self) -> usize {
        self.open_points.iter().map(|point| point.count).sum()
    }

    /// How many problems were found.
    pub fn total(&self) -> usize {
        self.diagnostics.iter().map(|diagnostic| diagnostic.count).sum()
    }
}

/// Runs all rules over a repository state, as of a day: country by country, and then over what crosses countries.
/// Of what the data excepts it can be counted how much there is.
pub fn validate(stream: &Stream<'_>, today: Day) -> Validation {
    validate_keeping(stream, today, KeepExcepted::Files)
}

/// The same, where it is told what is kept of what the data excepts.
pub fn validate_keeping(stream: &Stream<'_>, today: Day, keep: KeepExcepted) -> Validation {
    let judge = |nth| country::judge(stream, nth, today, keep);
    let countries: Vec<Judged> = (0..stream.countries()).into_par_iter().map(judge).collect();
    let mut judgement = on_registers(&stream.registers, today);
    judgement.diagnostics.reserve_exact(countries.iter().map(|of| of.judgement.diagnostics.len()).sum());
    let (mut traces, mut damaged) = (Vec::new(), Vec::new());
    let (mut idle, mut excepted) = (Vec::new(), Vec::new());
    for judged in countries {
        judgement.add(judged.judgement);
        traces.push(judged.traces);
        damaged.extend(judged.damaged);
        idle.extend(judged.idle);
        excepted.extend(judged.excepted);
    }
    let mut across = across(stream, &Concerned::of(&traces));
    drop(traces);
    let used: HashSet<_> = across.excepted.iter().filter_map(country::address).collect();
    idle.retain(|idle| !used.contains(&(&*idle.path, &*idle.code, &*idle.pointer)));
    drop(used);
    excepted.extend(keep.all(std::mem::take(&mut across.excepted)));
    judgement.add(across);
    let on_exceptions = on_exceptions(stream, today, &judgement, &damaged, &idle);
    let Judgement { mut diagnostics, mut open_points, drafts, .. } = judgement;
    diagnostics.extend(on_exceptions);
    diagnostics.sort_unstable_by(order);
    open_points.sort_unstable_by(order);
    excepted.sort_unstable_by(Excepted::order);
    Validation { diagnostics, open_points, excepted, drafts }
}

/// What is to be said of registers, instruments and files that belong nowhere. Nothing excepts it.
fn on_registers(registers: &Registers, today: Day) -> Judgement {
    let mut judgement = Judgement::default();
    judgement.diagnostics.extend(country::of_faults(&registers.faults));
    for rule in all() {
        let mut findings = Findings::certain();
        match rule.check {
            Check::Registers(check) => check(registers, today, &mut findings),
            Check::EachFile(check, _) => check(registers, today, &mut findings),
            Check::Fault(_)
            | Check::Assessment(_)
            | Check::Sources(_)
            | Check::AssessmentAndSources(..)
            | Check::Texts { .. }
            | Check::Change(_)
            | Check::Across(_)
            | Check::Exceptions(_) => continue,
        }
        judgement.take(rule, findings.into_found());
    }
    judgement
}

/// What is to be said of assessments of several countries. Those concerned are read once more.
fn across(stream: &Stream<'_>, concerned: &Concerned) -> Judgement {
    let mut judgement = Judgement::default();
    if concerned.files.is_empty() {
        return judgement;
    }
    let dataset = stream.files(concerned.files.iter().copied());
    let places: Vec<usize> = concerned.files.iter().copied().collect();
    let mut nth_of_file = vec![0; places.len()];
    let sources = register::all(&dataset).filter(|described| {
        let next = &mut nth_of_file[described.assessment];
        let nth = std::mem::replace(next, *next + 1);
        concerned.sources.contains(&(places[described.assessment], nth))
    });
    let sources = sources.collect();
    let across = Across { dataset: &dataset, sources };
    let files = Files::new(&dataset);
    for rule in all() {
        if let Check::Across(check) = rule.check {
            let mut findings = Findings::new(|place| files.verdict(rule.descriptor.code, place));
            check(&across, &mut findings);
            judgement.take(rule, findings.into_found());
        }
    }
    suppressible::mark(&dataset, &mut judgement.diagnostics);
    judgement.set_open_points_apart(&dataset);
    judgement
}

/// What the rules on exceptions have to say, given what all others have said. Only the countries are read once more in which an
/// exception has silenced nothing.
fn on_exceptions(
    stream: &Stream<'_>,
    today: Day,
    judgement: &Judgement,
    damaged: &[(Arc<str>, Damage)],
    idle: &[Idle],
) -> Vec<Diagnostic> {
    if idle.is_empty() {
        return Vec::new();
    }
    let damaged = damaged.iter().map(|(path, damage)| (&**path, damage));
    let surroundings = Surroundings::new(&stream.registers, damaged, codes(), judgement.standing());
    if surroundings.are_registers_faulty() {
        return Vec::new();
    }
    let concerned: HashSet<&str> = idle.iter().map(|idle| &*idle.path).collect();
    let mut standing: HashMap<&str, HashMap<&str, Vec<&str>>> = HashMap::new();
    for StandingFinding { code, path, pointer, .. } in judgement.standing() {
        if concerned.contains(path) {
            let of_file = standing.entry(path).or_default().entry(code).or_default();
            of_file.extend(pointer.map(Pointer::as_str));
        }
    }
    let mut idle_of: HashMap<&str, HashSet<(&str, &str)>> = HashMap::new();
    for Idle { path, code, pointer, .. } in idle {
        idle_of.entry(path).or_default().insert((code, pointer));
    }
    let countries: BTreeSet<usize> = idle.iter().map(|idle| idle.country).collect();
    let judge = |country: usize| {
        let dataset = stream.country(country);
        let mut found = Vec::new();
        for file in dataset.assessments.iter().filter(|file| concerned.contains(&*file.path)) {
            let path = &*file.path;
            let after = ExceptionContext {
                idle: idle_of.get(path).cloned().unwrap_or_default(),
                standing: standing.get(path).cloned().unwrap_or_default(),
                surroundings: &surroundings,
            };
            found.extend(judge_exceptions(&AssessmentContext::new(&dataset, file, codes(), today), &after));
        }
        found.iter_mut().for_each(|found| withhold_removal(found, &surroundings));
        suppressible::mark(&dataset, &mut found);
        found
    };
    countries.into_par_iter().flat_map_iter(judge).collect()
}

/// Takes back what may be removed where another mistake may be the reason why it seems to be of no use.
fn withhold_removal(diagnostic: &mut Diagnostic, surroundings: &Surroundings<'_>) {
    diagnostic.removable.retain(|pointer| {
        // The code of an exception stands at the second step to it.
        let code = pointer.tokens().nth(1).unwrap_or_default();
        surroundings.may_remove(&diagnostic.location.path, &code)
    });
}

impl Validation {
    /// Adds what the rules on changes have to say. No exception of the data silences them.
    pub fn add_change(&mut self, change: &ChangeContext<'_>) {
        let mut judgement = Judgement::default();
        for rule in all() {
            if let Check::Change(check) = rule.check {
                let mut findings = Findings::certain();
                check(change, &mut findings);
                judgement.take(rule, findings.into_found());
            }
        }
        judgement.set_open_points_apart(change.after);
        self.diagnostics.extend(judgement.diagnostics);
        self.open_points.extend(judgement.open_points);
        self.diagnostics.sort_unstable_by(order);
        self.open_points.sort_unstable_by(order);
    }
}

fn judge_exceptions(context: &AssessmentContext<'_>, after: &ExceptionContext<'_>) -> Vec<Diagnostic> {
    let mut judgement = Judgement::default();
    for rule in all() {
        if let Check::Exceptions(check) = rule.check {
            let mut findings = Findings::certain();
            check(context, after, &mut findings);
            judgement.take(rule, findings.into_found());
        }
    }
    judgement.diagnostics
}

/// The order of diagnostics. What is equal here says the same, so that no room is needed to sort by it.
fn order(one: &Diagnostic, other: &Diagnostic) -> Ordering {
    (&one.location, one.code, &one.message).cmp(&(&other.location, other.code, &other.message))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::traces::Traces;
    use super::*;
    use format::tree::Tree;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    /// A source: its id, and what it has of few titles, addresses, numbers and years.
    type Described = (u8, u8, u8, u8, u8);

    fn source((_, title, url, doi, year): Described) -> Value {
        let mut source = json!({
            "type": "report",
            "title": format!("Title {title}"),
            "author": [{"literal": "Somebody"}],
            "issued": {"date-parts": [[2019 + u16::from(year)]]},
        });
        if url > 0 {
            source["URL"] = json!(format!("https://example.org/{url}"));
        }
        if doi > 0 {
            source["DOI"] = json!(format!("10.1000/{doi}"));
        }
        source
    }

    /// The files of three countries in three editions, with such sources and paragraphs, and now and then an exception.
    fn tree(files: &[(Vec<Described>, Vec<u8>, u8)]) -> Tree {
        let edition = |previous: &str| json!({"title": "A round", "status": "closed", "framework": "f", "previous": previous});
        let editions = json!({"2019": edition("2018"), "2020": edition("2019"), "2021": edition("2020")});
        let mut all = BTreeMap::from([("dataset/editions.json".to_owned(), json!({"editions": editions}))]);
        for (nth, (sources, paragraphs, odd)) in files.iter().enumerate() {
            let (country, edition) = (["XAA", "XAB", "XAC"][nth % 3], ["2019", "2020", "2021"][nth / 3 % 3]);
            let sources: serde_json::Map<String, Value> =
                sources.iter().map(|it| (format!("id-{}", it.0), source(*it))).collect();
            let text =
                |nth: &u8| format!("Paragraph {nth} {}", "is long enough to be nobody else's.".repeat(4));
            let mut file = json!({
                "country": country,
                "edition": edition,
                "status": if *odd == 1 { "draft" } else { "published" },
                "overview": paragraphs.iter().map(text).collect::<Vec<_>>(),
                "sources": sources,
            });
            if *odd > 1 {
                let code = ["CIT051", "CIT052", "EVI005", "CIT012"][usize::from(*odd) % 4];
                file["exceptions"] =
                    json!({code: {"/sources/id-1": "A reason.", "/overview/0": "A reason."}});
            }
            all.insert(format!("dataset/assessments/{country}/{edition}.json"), file);
        }
        Tree::memory(all.into_iter().map(|(path, file)| (path, file.to_string().into_bytes())), [])
    }

    proptest! {
        /// What is said of several countries is the same whether those are read again that may be concerned, or all.
        #[test]
        fn nobody_is_concerned_who_is_not_read_again(
            files in vec((vec((0u8..4, 0u8..2, 0u8..3, 0u8..3, 0u8..2), 0..4), vec(0u8..6, 0..3), 0u8..8), 2..10),
            focus in vec(0usize..9, 0..2),
        ) {
            let tree = tree(&files);
            let paths: Vec<&str> = tree.entries().iter().map(|entry| &*entry.path).collect();
            let about = focus.into_iter().filter_map(|nth| paths.get(nth)).map(|path| (*path).to_owned());
            let stream = Stream::new(&tree).about(vec![about.collect()]);
            let traces = |nth| Traces::of_country(&stream.country(nth));
            let traces: Vec<Traces> = (0..stream.countries()).map(traces).collect();
            let told = |concerned: &Concerned| {
                let mut found = across(&stream, concerned);
                found.diagnostics.sort_unstable_by(order);
                found.excepted.sort_unstable_by(order);
                (found.diagnostics, found.excepted)
            };
            prop_assert_eq!(told(&Concerned::of(&traces)), told(&Concerned::everyone(&traces)));
        }
    }

    /// The law above is about something.
    #[test]
    fn countries_contradict_each_other_in_the_files_of_the_law() {
        let one = (vec![(1, 0, 1, 0, 0), (2, 1, 0, 0, 0)], vec![0, 1], 0);
        let other = (vec![(1, 1, 1, 0, 0), (2, 0, 2, 2, 1), (3, 0, 1, 0, 0)], vec![1], 0);
        let tree = tree(&[one, other]);
        let found = validate(&Stream::new(&tree), Day::new(2026, 11, 27).expect("a day"));
        let codes: BTreeSet<&str> = found.diagnostics.iter().map(|found| found.code).collect();
        for code in ["CIT051", "CIT052", "EVI005"] {
            assert!(codes.contains(code), "{codes:?}");
        }
    }
}

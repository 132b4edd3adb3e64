//! Each slip that people made in the real file is told once, at its place, with what to do, in words that they know.

mod addresses;
mod sources;
mod syntax;
mod writing;

use crate::support::State;
use xtask::render::place::place;

const Y2022: &str = "dataset/assessments/KHM/2022.json";

/// A slip: what it is; what stands in the file, first of all places, and what is typed in its stead; the code of the rule that
/// tells it, or nothing if it is right; what stands at the place that is shown; words of the message, and words that are not in it.
struct Slip {
    what: &'static str,
    before: &'static str,
    typed: &'static str,
    code: &'static str,
    shown: &'static str,
    says: &'static [&'static str],
    not: &'static [&'static str],
}

const fn slip(
    what: &'static str,
    [before, typed]: [&'static str; 2],
    [code, shown]: [&'static str; 2],
    says: &'static [&'static str],
) -> Slip {
    Slip { what, before, typed, code, shown, says, not: &[] }
}

/// Words of programs, which no message has.
const OF_PROGRAMS: &[&str] = &[
    "EOF",
    "expected",
    "regular expression",
    "pattern",
    "^\\S",
    "(.*",
    "schema ",
    "object",
    "array",
    "boolean",
    "integer",
    "token",
    "pars",
    "hex escape",
    "surrogate",
    "format uri",
    "instance",
    "serde",
];

/// What is told of a file with a slip: the codes; and of the first all words, with what stands at its place.
fn told(text: &str) -> Option<(Vec<&'static str>, String, String)> {
    let mut state = State::real();
    state.files.insert(Y2022.to_owned(), text.as_bytes().to_vec());
    let judgement = state.judged();
    let codes: Vec<&str> = judgement.diagnostics().iter().map(|found| found.code).collect();
    let placed = place(&judgement.tree, judgement.diagnostics());
    let first = placed.first()?;
    let found = first.diagnostic;
    let paste =
        found.suppression().map(|paste| format!("{}\n{}", paste.place, paste.line)).unwrap_or_default();
    let lines = &first.spot.lines;
    let line = text.lines().nth(lines.line - 1).unwrap_or_default();
    let shown = line.chars().skip(lines.column - 1).collect();
    Some((codes, format!("{}\n{}\n{paste}", found.message, found.help), shown))
}

/// What is wrong with how a slip is told; nothing if it is told well.
fn fault(slip: &Slip) -> Option<String> {
    let state = State::real();
    let text = state.text(Y2022);
    let changed = text.replacen(slip.before, slip.typed, 1);
    assert_ne!(changed, text, "{}: {} stands in the file", slip.what, slip.before);
    let Some((codes, words, shown)) = told(&changed) else {
        return (!slip.code.is_empty()).then(|| format!("{}: nothing is told", slip.what));
    };
    let missing: Vec<_> = slip.says.iter().filter(|says| !words.contains(**says)).collect();
    let foreign: Vec<_> = OF_PROGRAMS.iter().chain(slip.not).filter(|not| words.contains(**not)).collect();
    let is_well =
        codes == [slip.code] && shown.starts_with(slip.shown) && missing.is_empty() && foreign.is_empty();
    (!is_well).then(|| {
        let shown: String = shown.chars().take(40).collect();
        format!("{}: {codes:?} at {shown:?}, without {missing:?}, with {foreign:?}:\n{words}", slip.what)
    })
}

fn judge(slips: &[Slip]) {
    let faults: Vec<String> = slips.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{} of {} slips:\n{}", faults.len(), slips.len(), faults.join("\n"));
}

#[test]
fn slips_in_the_form_of_the_file() {
    judge(syntax::SLIPS);
}

#[test]
fn slips_in_what_is_written() {
    judge(writing::SLIPS);
}

#[test]
fn slips_in_sources_and_citations() {
    judge(sources::SLIPS);
}

#[test]
fn slips_in_addresses() {
    judge(addresses::SLIPS);
}

#[test]
fn a_file_in_another_encoding_is_told_as_that() {
    let state = State::real();
    let utf_16: Vec<u8> = state.text(Y2022).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let windows: Vec<u8> = state
        .text(Y2022)
        .replacen("steeply", "st#eply", 1)
        .bytes()
        .map(|byte| if byte == b'#' { 0xe9 } else { byte })
        .collect();
    for bytes in [[vec![0xff, 0xfe], utf_16].concat(), windows] {
        let mut state = state.clone();
        state.files.insert(Y2022.to_owned(), bytes);
        let judgement = state.judged();
        let [found] = judgement.diagnostics() else { panic!("{}", judgement.human()) };
        assert_eq!(found.code, "SYN003");
        assert!(found.help.contains("Save the file again in the encoding UTF-8"), "{}", found.help);
    }
}

//! The table of costs: what the program takes for once, twice, four and eight times as much of what people can make long.

use std::path::Path;

use serde_json::{Value, json};

use super::FILE;
use super::heavy::{HEAVY, letter};
use super::histories::{self, branches, broken_line, citing_branches, lost_parents};
use super::measure::{instructions, time_and_memory};
use crate::support::State;

/// A line of the table: what there is much of, how much at first, how it is made in a folder, and what is run there.
struct Line {
    name: &'static str,
    n: usize,
    make: fn(&Path, usize),
    run: &'static [&'static str],
}

const VALIDATE: &[&str] = &["validate", "--today", "2026-11-21"];

const LINES: &[Line] = &[
    Line { name: "assessments: validate", n: 25, make: assessments, run: VALIDATE },
    Line { name: "assessments: score", n: 25, make: assessments, run: &["score"] },
    Line { name: "assessments: sources", n: 25, make: assessments, run: &["sources"] },
    Line { name: "assessments: fmt", n: 25, make: assessments, run: &["fmt", "--check"] },
    Line { name: "exceptions: validate", n: 500, make: exceptions, run: VALIDATE },
    Line {
        name: "exceptions: validate --fix --remove-exceptions",
        n: 500,
        make: exceptions,
        run: &["validate", "--today", "2026-11-21", "--fix", "--remove-exceptions", "--dry-run"],
    },
    Line { name: "sources renamed: diff", n: 500, make: renamed, run: &["diff", "XAA", "2019", "2022"] },
    Line { name: "equal titles: validate", n: 500, make: equal_titles, run: VALIDATE },
    Line { name: "errata: validate", n: 60, make: errata, run: VALIDATE },
    Line { name: "errata: diff", n: 60, make: other_errata, run: &["diff", "HEAD.."] },
    Line { name: "duplicate keys: validate", n: 5_000, make: duplicate_keys, run: VALIDATE },
    Line { name: "indicators: validate", n: 50, make: indicators, run: VALIDATE },
    Line {
        name: "citations of a footnote: diff",
        n: 500,
        make: citations,
        run: &["diff", "XAA", "2019", "2022"],
    },
    Line { name: "branches of a history: history", n: 50, make: branches, run: &["history", "XAA"] },
    Line {
        name: "branches that cite otherwise: history",
        n: 50,
        make: citing_branches,
        run: &["history", "XAA"],
    },
    Line {
        name: "unreadable ancestors in merges: history",
        n: 50,
        make: broken_line,
        run: &["history", "XAA"],
    },
    Line {
        name: "unreadable parents of a merge: history",
        n: 100,
        make: lost_parents,
        run: &["history", "XAA"],
    },
    Line { name: "one id described otherwise: sources", n: 80, make: described_otherwise, run: &["sources"] },
    Line {
        name: "members of an object: merge",
        n: 2_500,
        make: members,
        run: &["driver", "merge", "a", "b", "c", "7", FILE, "", "", ""],
    },
];

/// Prints the table. It fails where something grows with the square.
#[test]
#[ignore = "takes minutes, and means something only of the optimised program"]
fn growth() {
    println!("\n| What | n | n | 2n | 4n | 8n | growth |\n|---|--:|--:|--:|--:|--:|---|");
    let mut steep = Vec::new();
    for line in LINES {
        let costs: Vec<Option<f64>> = [1, 2, 4, 8].map(|times| cost(line, times * line.n)).into();
        let costs: Vec<f64> = costs.into_iter().collect::<Option<_>>().expect("valgrind is installed");
        // What a run costs in itself, which is no part of the growth.
        let own = (2.0 * costs[0] - costs[1]).clamp(0.0, costs[0] * 0.95);
        let growth: Vec<f64> = costs.windows(2).map(|pair| (pair[1] - own) / (pair[0] - own)).collect();
        let shown = |figures: &[f64], digits: usize| {
            figures.iter().map(|figure| format!("{figure:.digits$}")).collect::<Vec<_>>()
        };
        println!(
            "| {} | {} | {} | {} |",
            line.name,
            line.n,
            shown(&costs, 0).join(" | "),
            shown(&growth, 2).join(", ")
        );
        if growth[2] > 2.5 {
            steep.push(line.name);
        }
    }
    println!("\n(millions of instructions)");
    assert!(steep.is_empty(), "steep: {steep:?}");
}

/// Prints time and memory for the heavy files at their largest. It fails where one takes more than 0.2 seconds or 100 MB.
#[test]
#[ignore = "means something only of the optimised program on a machine with nothing else to do"]
fn heavy_files() {
    println!("\n| Heavy file | n | bytes | s | MB |\n|---|--:|--:|--:|--:|");
    let mut heavy = Vec::new();
    for kind in HEAVY {
        let state = (kind.make)(kind.many);
        let folder = tempfile::tempdir().expect("a folder");
        state.write_to(folder.path());
        let bytes: usize = state.files.values().map(Vec::len).sum();
        let runs = (0..5).map(|_| time_and_memory(folder.path(), VALIDATE).expect("GNU time is installed"));
        let (time, memory) =
            runs.reduce(|one, other| (one.0.min(other.0), one.1.min(other.1))).expect("runs");
        println!("| {} | {} | {bytes} | {time:.2} | {memory:.0} |", kind.name, kind.many);
        if time > 0.2 || memory > 100.0 {
            heavy.push(kind.name);
        }
    }
    assert!(heavy.is_empty(), "heavy: {heavy:?}");
}

fn cost(line: &Line, n: usize) -> Option<f64> {
    let folder = tempfile::tempdir().expect("a folder");
    (line.make)(folder.path(), n);
    instructions(folder.path(), line.run)
}

fn edited(folder: &Path, edit: impl FnOnce(&mut Value)) {
    State::base().with_json(FILE, edit).write_to(folder);
}

/// The real assessments for so many countries.
fn assessments(folder: &Path, n: usize) {
    let mut state = State::real();
    let own: Vec<(String, Vec<u8>)> = state
        .files
        .iter()
        .filter(|(path, _)| path.contains("/KHM/"))
        .map(|(p, b)| (p.clone(), b.clone()))
        .collect();
    let mut countries: Value = serde_json::from_slice(&state.files["dataset/countries.json"]).expect("JSON");
    for nth in 0..n {
        let code: String = ['Q', letter(nth / 26), letter(nth)].iter().collect();
        countries["countries"][&code] =
            json!({ "name": format!("Land {code}"), "names": { format!("Land {code}"): ["tests"] } });
        for (path, bytes) in &own {
            let text = String::from_utf8_lossy(bytes).replace("\"KHM\"", &format!("\"{code}\""));
            state.files.insert(path.replace("KHM", &code), text.into_bytes());
        }
    }
    state
        .files
        .insert("dataset/countries.json".to_owned(), serde_json::to_vec_pretty(&countries).expect("JSON"));
    state.write_to(folder);
}

fn exceptions(folder: &Path, n: usize) {
    edited(folder, |file| {
        for nth in 0..n {
            let pointer = format!("/ratings/courts/x-{nth}");
            file["exceptions"][["CIT005", "CIT009", "CIT010", "CIT011"][nth % 4]][pointer] =
                json!("There is a reason for this one.");
        }
    });
}

fn report(title: String, url: usize) -> Value {
    json!({ "type": "report", "title": title, "author": [{ "literal": "A Centre" }], "number": url.to_string(),
        "issued": { "date-parts": [[2021]] }, "URL": format!("https://example.org/{url}") })
}

fn renamed(folder: &Path, n: usize) {
    let with = |state: State, path: &str, name: &str| {
        state.with_json(path, |file| {
            for nth in 0..n {
                file["sources"][format!("{name}-{nth:05}")] = report(format!("Report {nth}, {name}"), nth);
            }
        })
    };
    let state = with(State::base(), "dataset/assessments/XAA/2019.json", "old");
    with(state, FILE, "new").write_to(folder);
}

fn equal_titles(folder: &Path, n: usize) {
    edited(folder, |file| {
        for nth in 0..n {
            file["sources"][format!("same-{nth:05}")] = report("Annual report".to_owned(), nth);
        }
    });
}

fn errata(folder: &Path, n: usize) {
    edited(folder, |file| file["ratings"]["courts"]["errata"] = errata_saying("Slip", n));
}

/// Errata in the last commit, and as many others in the working tree.
fn other_errata(folder: &Path, n: usize) {
    let with = |what| {
        State::base().edited(FILE, |file| file["ratings"]["courts"]["errata"] = errata_saying(what, n))
    };
    histories::committed(folder, with("Slip").text(FILE));
    with("Error").write_to(folder);
}

fn errata_saying(what: &str, n: usize) -> Value {
    let erratum = |nth: usize| {
        let day = format!("{}-{:02}-{:02}", 2022 + nth / 336, nth / 28 % 12 + 1, nth % 28 + 1);
        let erratum = json!({ "kind": "rationale", "reason": "correction", "note": format!("{what} {nth}"),
            "citations": [{ "source": "report-2022" }] });
        (day, erratum)
    };
    Value::Object((0..n).map(erratum).collect())
}

/// As many citations in each of two editions, no two of which mean the same.
fn citations(folder: &Path, n: usize) {
    let with = |state: State, path: &str, edition: &str| {
        state.with_json(path, |file| {
            let citation = |nth: usize| {
                json!({ "source": "report-2022", "label": "page", "locator": format!("{nth} of {edition}") })
            };
            file["ratings"]["courts"]["footnotes"]["report"] = json!({
                "citations": (0..n).map(citation).collect::<Value>()
            });
        })
    };
    let state = with(State::base(), "dataset/assessments/XAA/2019.json", "2019");
    with(state, FILE, "2022").write_to(folder);
}

fn duplicate_keys(folder: &Path, n: usize) {
    let mut state = State::base();
    let text = state.text(FILE).replacen(
        "\"sources\": {",
        &format!(
            "\"sources\": {{{}",
            (0..n)
                .map(|nth| {
                    let id = nth / 2;
                    format!("\"twice-{id}\": {{\"type\": \"report\"}},")
                })
                .collect::<String>()
        ),
        1,
    );
    state.files.insert(FILE.to_owned(), text.into_bytes());
    state.write_to(folder);
}

/// An instrument with so many indicators more, each with a rating in two editions.
fn indicators(folder: &Path, n: usize) {
    let id = |nth: usize| format!("indicator-{nth:04}");
    let mut state = State::base().with_json("dataset/frameworks/base-2019.json", |file| {
        let area = file["indicators"]["courts"]["area"].clone();
        for nth in 0..n {
            file["indicators"][id(nth)] = json!({ "area": area, "title": format!("Indicator {nth}") });
        }
    });
    for path in [FILE, "dataset/assessments/XAA/2019.json"] {
        state = state.with_json(path, |file| {
            for nth in 0..n {
                let mut entry = file["ratings"]["courts"].clone();
                entry["rationale"] = json!([format!("What was found of number {nth} in {path}.[^report]")]);
                file["ratings"][id(nth)] = entry;
            }
        });
    }
    state.write_to(folder);
}

fn described_otherwise(folder: &Path, n: usize) {
    let mut state = State::base();
    let file: Value = serde_json::from_slice(&state.files[FILE]).expect("JSON");
    for nth in 0..n {
        let code: String = ['Q', letter(nth / 26), letter(nth)].iter().collect();
        let mut file = file.clone();
        file["country"] = json!(code);
        file["sources"]["one-id"] = report(format!("Work {nth}"), nth);
        state.files.insert(FILE.replace("XAA", &code), serde_json::to_vec(&file).expect("JSON"));
    }
    state.write_to(folder);
}

/// Three versions of one file, of which each side has changed another half.
fn members(folder: &Path, n: usize) {
    State::base().write_to(folder);
    let version = |side: usize| {
        let sources = (0..n).map(|nth| {
            let title = if side > 0 && nth % 2 == side % 2 { "Changed" } else { "Title" };
            (format!("source-{:06}", nth * 7_919 % n), json!({ "title": title }))
        });
        json!({ "sources": sources.collect::<serde_json::Map<_, _>>() })
    };
    for (side, name) in ["a", "b", "c"].into_iter().enumerate() {
        std::fs::write(folder.join(name), serde_json::to_vec(&version(side)).expect("JSON")).expect("a file");
    }
}

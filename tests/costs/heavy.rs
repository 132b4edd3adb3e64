//! Small files that once took minutes: of each kind one of any size.

use serde_json::{Value, json};

use super::FILE;
use crate::support::State;

/// A kind of heavy input.
pub(super) struct Heavy {
    /// What there is much of.
    pub(super) name: &'static str,
    /// A state with so much of it.
    pub(super) make: fn(usize) -> State,
    /// How much is little.
    pub(super) few: usize,
    /// How much fills a file of less than 2 MiB, or is the most that the schema takes.
    pub(super) many: usize,
}

pub(super) const HEAVY: &[Heavy] = &[
    Heavy {
        name: "sources that nothing cites, and unknown ids that are cited",
        make: strangers,
        few: 40,
        many: 4_000,
    },
    Heavy {
        name: "unused exceptions with long pointers beside long ids",
        make: long_pointers,
        few: 60,
        many: 1_000,
    },
    Heavy { name: "unused exceptions", make: unused_exceptions, few: 250, many: 4_000 },
    Heavy { name: "calls that are not closed", make: open_calls, few: 1_200, many: 90_000 },
    Heavy { name: "unknown labels beside 500 footnotes", make: unknown_labels, few: 2, many: 90 },
    Heavy { name: "sources with a repeated field", make: repeated_fields, few: 300, many: 4_800 },
    Heavy {
        name: "repeated unknown fields at the root",
        make: repeated_at_the_root,
        few: 5_000,
        many: 160_000,
    },
    Heavy { name: "editions whose ids have not the form of one", make: odd_editions, few: 500, many: 15_000 },
    Heavy { name: "control characters", make: control_characters, few: 30_000, many: 1_900_000 },
    Heavy { name: "drafts with a problem for each indicator", make: drafts, few: 40, many: 2_000 },
];

/// A source that can be told from others.
fn source(nth: usize) -> Value {
    json!({
        "type": "report",
        "title": format!("Report number {nth}"),
        "author": [{ "literal": "A Centre" }],
        "issued": { "date-parts": [[2021]] },
        "URL": format!("https://example.org/{nth}")
    })
}

fn strangers(n: usize) -> State {
    State::base().with_json(FILE, |file| {
        let mut citations = Vec::new();
        for nth in 0..n {
            file["sources"][format!("uncited-{nth:06}")] = source(nth);
            citations.push(json!({ "source": format!("unknown-{nth:06}") }));
        }
        // No list of citations may be longer than this.
        for (nth, some) in citations.chunks(200).enumerate() {
            file["ratings"]["courts"]["footnotes"][format!("many-{nth}")] = json!({ "citations": some });
        }
    })
}

fn long_pointers(n: usize) -> State {
    State::base().with_json(FILE, |file| {
        for nth in 0..n {
            let id = format!("{}-{nth:06}", "long".repeat(23));
            file["sources"][&id] = source(nth);
            let pointer = format!("/sources/{id}/{}", "custom/".repeat(200));
            file["exceptions"]["CIT005"][pointer] = json!("There is a reason for this one.");
        }
    })
}

fn unused_exceptions(n: usize) -> State {
    State::base().with_json(FILE, |file| {
        let codes = ["CIT005", "CIT009", "CIT010", "CIT011", "CIT012"];
        for nth in 0..n {
            let pointer = format!("/sources/report-2022/x-{nth}");
            file["exceptions"][codes[nth % codes.len()]][pointer] = json!("There is a reason for this one.");
        }
    })
}

fn open_calls(n: usize) -> State {
    State::base().with_json(FILE, |file| {
        let paragraphs: Vec<String> = (0..n.div_ceil(9_000))
            .map(|nth| format!("{}]", "[^".repeat((n - nth * 9_000).min(9_000))))
            .collect();
        file["ratings"]["courts"]["rationale"] = json!(paragraphs);
    })
}

fn unknown_labels(n: usize) -> State {
    State::base().with_json(FILE, |file| {
        for nth in 0..500 {
            file["ratings"]["courts"]["footnotes"][format!("note-{nth:04}")] =
                json!({ "citations": [{ "source": "report-2022" }] });
        }
        let paragraph =
            |nth: usize| -> String { (0..1_000).map(|call| format!("[^lable-{nth}-{call}] ")).collect() };
        file["ratings"]["courts"]["rationale"] = (0..n).map(paragraph).collect();
    })
}

fn repeated_fields(n: usize) -> State {
    let mut state = State::base().with_json(FILE, |file| {
        for nth in 0..n {
            file["sources"][format!("repeated-{nth:06}")] = json!({ "type": "report", "title": "Once" });
        }
    });
    let text = state.text(FILE).replace("\"title\":\"Once\"", "\"title\":\"Once\",\"title\":\"Twice\"");
    state.files.insert(FILE.to_owned(), text.into_bytes());
    state
}

fn repeated_at_the_root(n: usize) -> State {
    let mut state = State::base();
    let text = state.text(FILE).replacen('{', &format!("{{{}", "\"unknown\": 1,".repeat(n)), 1);
    state.files.insert(FILE.to_owned(), text.into_bytes());
    state
}

fn odd_editions(n: usize) -> State {
    State::base().with_json("dataset/editions.json", |file| {
        let edition = file["editions"]["2022"].clone();
        for nth in 0..n {
            file["editions"][format!("9{nth:05}")] = edition.clone();
        }
    })
}

fn control_characters(n: usize) -> State {
    let mut state = State::base();
    state.files.insert(FILE.to_owned(), vec![0; n]);
    state
}

fn drafts(n: usize) -> State {
    let mut state = State::real();
    for nth in 0..n {
        let code: String = [nth / 676 % 26, nth / 26 % 26, nth % 26].iter().map(|n| letter(*n)).collect();
        let draft = json!({
            "$schema": "../../../schema/assessment.schema.json",
            "country": code,
            "edition": "2022",
            "status": "draft",
            "ratings": {},
            "sources": {}
        });
        let text = serde_json::to_vec_pretty(&draft).expect("JSON");
        state.files.insert(format!("dataset/assessments/{code}/2022.json"), text);
    }
    state
}

/// A letter by its number.
pub(super) fn letter(number: usize) -> char {
    char::from(b'A' + u8::try_from(number % 26).expect("a letter"))
}

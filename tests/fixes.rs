//! Fixes: what has one safe answer is mended, nothing else is touched, and a second run finds nothing to do.

use serde_json::json;

use crate::support::program::folder;
use crate::support::{State, run};

const FILE: &str = "dataset/assessments/XAA/2022.json";

/// Breaks of the base repository that have a fix; each is mended back to the base itself.
fn fixable() -> Vec<(&'static str, State)> {
    let base = State::base();
    let bytes = |change: fn(&str) -> String| {
        let mut state = base.clone();
        let text = change(state.text(FILE));
        state.files.insert(FILE.to_owned(), text.into_bytes());
        state
    };
    vec![
        ("a byte order mark", bytes(|text| format!("\u{feff}{text}"))),
        ("Windows line ends", bytes(|text| text.replace('\n', "\r\n"))),
        ("another layout", bytes(|text| text.replace("  ", "    "))),
        ("no last line end", bytes(|text| text.trim_end().to_owned())),
        (
            "spaces at the ends",
            base.clone().edited(FILE, |file| {
                file["sources"]["document"]["title"] = json!(" The published document ")
            }),
        ),
        (
            "tracking parameters",
            base.clone().edited(FILE, |file| {
                file["sources"]["document"]["URL"] =
                    json!("https://publisher.example/document?utm_source=letter");
            }),
        ),
    ]
}

#[test]
fn what_is_fixable_is_fixed_to_the_letter_and_once() {
    let base = State::base();
    for (name, state) in fixable() {
        let folder = folder(&state);
        let before = run(folder.path(), &["validate"]).stdout;
        assert!(before.contains("cargo xtask validate --fix"), "{name} is a fault that has a fix: {before}");
        let preview = run(folder.path(), &["validate", "--fix", "--dry-run"]);
        assert_eq!(preview.code, 1, "{name}: {preview:?}");
        assert_eq!(std::fs::read(folder.path().join(FILE)).expect("is there"), state.files[FILE], "{name}");

        let fixed = run(folder.path(), &["validate", "--fix"]);
        assert_eq!(fixed.code, 0, "{name}: {fixed:?}");
        assert!(fixed.stderr.starts_with("fixed dataset/assessments/XAA/2022.json: "), "{name}: {fixed:?}");
        let text = std::fs::read_to_string(folder.path().join(FILE)).expect("is there");
        assert_eq!(text, base.text(FILE), "{name}");

        let again = run(folder.path(), &["validate", "--fix"]);
        assert_eq!((again.code, again.stderr.as_str()), (0, ""), "{name}");
        let nothing = run(folder.path(), &["validate", "--fix", "--dry-run"]);
        assert_eq!((nothing.code, nothing.stdout.as_str()), (0, "There is nothing to fix.\n"), "{name}");
    }
}

/// What a preview shows is for people; an option is never ignored.
#[test]
fn a_preview_for_programs_is_refused() {
    let (_, state) = fixable().remove(0);
    let folder = folder(&state);
    for format in ["json", "github", "sarif", "markdown"] {
        let told = run(folder.path(), &["validate", "--fix", "--dry-run", "--format", format]);
        assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{format}");
        assert!(told.stderr.ends_with("by: validate --format json\n"), "{format}: {}", told.stderr);
    }
    let named = run(folder.path(), &["validate", "--fix", "--dry-run", "--format", "human"]);
    assert_eq!(named.code, 1, "{named:?}");
}

#[test]
fn the_address_of_a_doi_becomes_the_doi() {
    let with =
        |doi: &str| State::base().edited(FILE, |file| file["sources"]["report-2022"]["DOI"] = json!(doi));
    let folder = folder(&with("https://doi.org/10.1000/182"));
    assert_eq!(run(folder.path(), &["validate", "--fix"]).code, 0);
    let text = std::fs::read_to_string(folder.path().join(FILE)).expect("is there");
    assert_eq!(text, with("10.1000/182").text(FILE));
}

#[test]
fn what_needs_a_person_is_left_to_one() {
    let state = State::base()
        .edited(FILE, |file| file["ratings"]["courts"]["rating"] = json!("waek"))
        .edited("dataset/assessments/XBB/2022.json", |file| file["stated"]["score"] = json!(51));
    let folder = folder(&state);
    let fixed = run(folder.path(), &["validate", "--fix"]);
    assert_eq!((fixed.code, fixed.stderr.as_str()), (1, ""));
    assert_eq!(std::fs::read(folder.path().join(FILE)).expect("is there"), state.files[FILE]);
}

#[test]
fn only_the_files_asked_for_are_fixed() {
    let spaced = |state: State, path: &str| {
        state.edited(path, |file| file["sources"]["document"]["title"] = json!("The published document "))
    };
    let other = "dataset/assessments/XBB/2022.json";
    let state = spaced(spaced(State::base(), FILE), other);
    let folder = folder(&state);
    assert_eq!(run(folder.path(), &["validate", "--fix", FILE]).code, 0);
    assert_eq!(std::fs::read(folder.path().join(other)).expect("is there"), state.files[other]);
    assert_eq!(
        run(folder.path(), &["validate", "--fix", "--at", "HEAD"]).code,
        2,
        "a commit is not written to"
    );
}

/// An address that is only a way to a page becomes the page's own; a copy and a DOI go where they belong, and nothing is wrong then.
#[test]
fn addresses_are_unwrapped() {
    let own = "https://reports.example/report";
    let copy = json!({ "archive_url": format!("https://web.archive.org/web/20220504120000/{own}"), "archive_date": "2022-05-04" });
    for (url, expected) in [
        ("https://reports-example.ezproxy.library.example/report", json!({ "URL": own })),
        ("https://ezproxy.library.example/login?url=https://reports.example/report", json!({ "URL": own })),
        ("https://www.google.com/url?q=https%3A%2F%2Freports.example%2Freport&sa=D", json!({ "URL": own })),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Freports.example%2Freport%3Ffbclid%3Dx",
            json!({ "URL": own }),
        ),
        ("https://reports.example/report#:~:text=courts", json!({ "URL": own })),
        (
            "https://web.archive.org/web/20220504120000/https://reports.example/report",
            json!({ "URL": own, "custom": copy }),
        ),
        ("https://doi.org/10.5555/182", json!({ "DOI": "10.5555/182" })),
    ] {
        let folder =
            folder(&State::base().edited(FILE, |file| file["sources"]["report-2022"]["URL"] = json!(url)));
        let fixed = run(folder.path(), &["validate", "--fix"]);
        assert!(fixed.code == 0 && fixed.stdout.contains(": no problems."), "{url}: {}", fixed.stdout);
        let right = State::base().edited(FILE, |file| {
            let source = file["sources"]["report-2022"].as_object_mut().expect("an object");
            source.remove("URL");
            source.extend(expected.as_object().expect("an object").clone());
        });
        let text = std::fs::read_to_string(folder.path().join(FILE)).expect("is there");
        assert_eq!(text, right.text(FILE), "{url}");
    }
}

/// What only its site knows is told and left alone.
#[test]
fn addresses_that_cannot_be_unwrapped_stay() {
    for url in ["https://bit.ly/3abc", "https://archive.ph/AbCdE", "https://www.dropbox.com/s/a/b.pdf?dl=0"] {
        let state = State::base().edited(FILE, |file| file["sources"]["report-2022"]["URL"] = json!(url));
        let folder = folder(&state);
        let fixed = run(folder.path(), &["validate", "--fix"]);
        assert!(fixed.stdout.contains("warning[CIT048]"), "{url}: {}", fixed.stdout);
        assert_eq!(std::fs::read(folder.path().join(FILE)).expect("is there"), state.files[FILE], "{url}");
    }
}

//! The life of an edition on the real files: opened, drafted, corrected on branches, not closed before it is
//! finished, not rewritten once it is closed, released twice.

mod branches;
mod corrections;
mod rewrites;
mod rounds;

use serde_json::{Value, json};

use crate::support::State;
use crate::support::real_git::Repo;

const KHM_2022: &str = "dataset/assessments/KHM/2022.json";
const DRAFT: &str = "dataset/assessments/KHM/2026.json";
const NEW_DRAFT: &str = "dataset/assessments/FJI/2026.json";

/// The day as of which a closed edition is checked.
const TODAY: [&str; 2] = ["--today", "2026-02-20"];

#[test]
fn an_edition_from_its_opening_to_its_second_release() {
    let repo = begun();
    rounds::opened(&repo);
    branches::forty_corrections(&repo);
    branches::right_alone_and_wrong_together(&repo);
    rounds::not_yet_closed(&repo);
    rounds::closed(&repo);
    corrections::twenty_with_their_errata(&repo);
    rewrites::each_kind_is_refused(&repo);
    rewrites::what_needs_no_erratum_is_accepted(&repo);
    release(&repo, "1.1.0", "2026-02-20");
    let both = repo.read("CHANGELOG.md");
    assert!(both.contains("1.1.0") && both.contains("1.0.0"), "{both}");
    assert!(both.contains(corrections::NOTE.trim_end_matches('.')), "the errata are in the notes: {both}");
}

/// The real files in a repository, with a first release of them.
fn begun() -> Repo {
    let repo = Repo::new();
    repo.ok(&["rm", "-r", "--quiet", "dataset"]);
    let countries = [("FJI", "Fiji"), ("LAO", "Laos"), ("TON", "Tonga")];
    let state = State::real().edited("dataset/countries.json", |file| {
        for (code, name) in countries {
            file["countries"][code] = json!({ "name": name, "names": { name: ["A test"] } });
        }
    });
    repo.commit("The real files", &state);
    assert_eq!(repo.xtask(&["fmt"]).code, 0);
    release(&repo, "1.0.0", "2026-01-10");
    repo
}

fn release(repo: &Repo, version: &str, day: &str) {
    let run = repo.xtask(&["release", "--today", day]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    assert!(run.stdout.contains(&format!("The next release is {version}.\n")), "{}", run.stdout);
    keep(repo, version);
    repo.ok(&["tag", "--annotate", &format!("v{version}"), "--message", version]);
    assert_eq!(repo.xtask(&["release", "--check"]).code, 0);
}

/// Commits what is there, past the hooks.
fn keep(repo: &Repo, message: &str) {
    repo.ok(&["add", "--all"]);
    repo.ok(&["commit", "--quiet", "--no-verify", "--message", message]);
}

/// The JSON of a file of the working tree.
fn value(repo: &Repo, path: &str) -> Value {
    serde_json::from_str(&repo.read(path)).expect("JSON")
}

/// Changes a file of the working tree, and writes it in the standard layout.
fn edit(repo: &Repo, path: &str, change: impl FnOnce(&mut Value)) {
    let state = State::folder(&repo.root).edited(path, change);
    repo.write(path, state.text(path));
}

/// A branch of main with one change of a file.
fn branch(repo: &Repo, name: &str, path: &str, change: impl FnOnce(&mut Value)) {
    repo.ok(&["checkout", "--quiet", "-b", name, "main"]);
    edit(repo, path, change);
    repo.ok(&["commit", "--quiet", "--no-verify", "--all", "--message", name]);
}

/// Merges the branches into main one by one, as GitHub does, which runs no hook; gives those that conflict, which are not merged.
fn merged<'n>(repo: &Repo, names: &'n [String]) -> Vec<&'n str> {
    repo.ok(&["checkout", "--quiet", "main"]);
    let conflicts = names.iter().filter(|name| {
        let merged = repo.git(&["merge", "--quiet", "--no-edit", "--no-verify", name]);
        if merged.code != 0 {
            repo.ok(&["merge", "--abort"]);
        }
        merged.code != 0
    });
    conflicts.map(String::as_str).collect()
}

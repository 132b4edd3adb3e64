//! Clones that lack a part of the repository: what `validate --base` says where the earlier state is not there.

use std::fs;

use crate::support::real_git::Repo;
use crate::support::{State, run};

const OTHER: &str = "dataset/assessments/XBB/2022.json";

/// The rules on files need nothing of the earlier state.
#[test]
fn files_are_judged_where_the_base_is_not_there() {
    let repo = Repo::new();
    let lowered = State::base().text(OTHER).replacen("\"fair\"", "\"weak\"", 1);
    fs::write(repo.root.join(OTHER), lowered).expect("a file");
    repo.ok(&["commit", "--quiet", "--all", "--message", "Lower it"]);
    repo.ok(&["config", "uploadpack.allowFilter", "true"]);
    let address = format!("file://{}", repo.root.display());
    for (name, filter) in [("blobless", "--filter=blob:none"), ("treeless", "--filter=tree:0")] {
        let folder = repo.root.parent().expect("a folder").join(name);
        repo.ok(&["clone", "--quiet", "--no-local", filter, &address, folder.to_str().expect("UTF-8")]);
        let alone = run(&folder, &["validate", "--format", "json"]);
        assert!(alone.code == 1 && alone.stdout.contains("EDN001"), "{}", alone.stdout);
        for more in [&[][..], &["--changed"], &["--at", "HEAD"]] {
            let told = run(&folder, &[&["validate", "--base", "HEAD~1", "--format", "json"], more].concat());
            assert_eq!((told.code, told.stdout.as_str()), (2, alone.stdout.as_str()), "{name} {more:?}");
            let start = "error: could not compare with HEAD~1: Git: object not found";
            let help = "this clone lacks a part of the repository, so fetch it with: git fetch --refetch --no-filter. The files themselves were checked, as without --base";
            assert!(told.stderr.starts_with(start) && told.stderr.contains(help), "{name}: {}", told.stderr);
        }
        // Who names what is not there is told that, and nothing else.
        let told = run(&folder, &["validate", "--base", "nowhere"]);
        assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{name}");
        // Where nothing that differs is missing, the change is judged.
        let told = run(&folder, &["validate", "--base", "HEAD", "--changed"]);
        assert_eq!((told.code, told.stderr.as_str()), (0, ""), "{name}: {}", told.stdout);
    }
}

//! The program itself, run on a folder; and folders and repositories to run it on.

use std::path::Path;
use std::process::{Command, Output};

use super::State;

/// A folder with a state in it.
pub(crate) fn folder(state: &State) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    state.write_to(folder.path());
    folder
}

/// Commits all files of a folder, by a fixed author at a fixed time; makes the repository if there is none.
pub(crate) fn commit(folder: &Path) -> git2::Oid {
    let repository = git2::Repository::init(folder).expect("a repository");
    let mut index = repository.index().expect("an index");
    index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).expect("files");
    index.write().expect("an index");
    let tree = repository.find_tree(index.write_tree().expect("a tree")).expect("a tree");
    let author =
        git2::Signature::new("A", "a@example.org", &git2::Time::new(1_600_000_000, 0)).expect("a name");
    let parents: Vec<git2::Commit<'_>> =
        repository.head().ok().and_then(|head| head.peel_to_commit().ok()).into_iter().collect();
    let parents: Vec<&git2::Commit<'_>> = parents.iter().collect();
    repository.commit(Some("HEAD"), &author, &author, "A commit", &tree, &parents).expect("a commit")
}

/// Runs the real Git, without what the machine's user has set.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> std::process::Output {
    Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git runs")
}

/// Runs the program in a folder, without colours and without what the machine's user has set.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Run {
    run_told(folder, arguments, &[])
}

/// The same, where the surroundings name some paths.
pub(crate) fn run_told(folder: &Path, arguments: &[&str], told: &[(&str, &Path)]) -> Run {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_WORK_TREE")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .envs(told.iter().copied())
        .output()
        .expect("the program runs");
    Run {
        code: output.status.code().expect("no signal ended it"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// What came of running the program.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

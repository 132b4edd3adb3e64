//! A repository of the real `git`, away from what the machine's user has set, with fixed author and dates.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Run, State, root};

/// The assessment that the tests change.
pub(crate) const FILE: &str = "dataset/assessments/XAA/2022.json";

/// A repository, in a folder whose name has a blank, a quote and a letter beyond ASCII.
pub(crate) struct Repo {
    _folder: tempfile::TempDir,
    /// Its working tree.
    pub(crate) root: PathBuf,
}

impl Repo {
    /// A repository with one commit of the small dataset, and with the attributes of this repository.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("it's é");
        std::fs::create_dir(&root).expect("a folder");
        let repo = Self { _folder: folder, root };
        repo.ok(&["-c", "init.defaultBranch=main", "init", "--quiet"]);
        let attributes = std::fs::read(crate::support::root().join(".gitattributes")).expect("is there");
        std::fs::write(repo.root.join(".gitattributes"), attributes).expect("a file");
        repo.commit("The base", &State::base());
        repo
    }

    /// The same, set up by `install-git`.
    pub(crate) fn installed() -> Self {
        let repo = Self::new();
        let run = repo.xtask(&["install-git"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        repo
    }

    /// Writes a state and commits it, past the hook.
    pub(crate) fn commit(&self, message: &str, state: &State) {
        state.write_to(&self.root);
        self.ok(&["add", "--all"]);
        self.ok(&["commit", "--quiet", "--no-verify", "--allow-empty", "--message", message]);
    }

    /// A branch from another, with one commit.
    pub(crate) fn branch(&self, name: &str, from: &str, state: &State) {
        self.ok(&["checkout", "--quiet", "-b", name, from]);
        self.commit(name, state);
    }

    /// Runs `git`.
    pub(crate) fn git(&self, arguments: &[&str]) -> Run {
        git_in(&self.root, arguments)
    }

    /// Runs `git`, which succeeds; gives what it prints.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let run = self.git(arguments);
        assert_eq!(run.code, 0, "git {arguments:?}: {}{}", run.stdout, run.stderr);
        run.stdout
    }

    /// Runs the program in the working tree.
    pub(crate) fn xtask(&self, arguments: &[&str]) -> Run {
        crate::support::run(&self.root, arguments)
    }

    /// The text of a file of the working tree.
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root.join(path)).expect("is there")
    }

    /// Writes a file of the working tree.
    pub(crate) fn write(&self, path: &str, text: &str) {
        std::fs::write(self.root.join(path), text).expect("a file");
    }
}

/// Runs `git` in a folder.
pub(crate) fn git_in(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_WORK_TREE")
        .env_remove("VSCODE_GIT_COMMAND")
        .env_remove("VSCODE_PID")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_NAME", "A")
        .env("GIT_AUTHOR_EMAIL", "a@example.org")
        .env("GIT_AUTHOR_DATE", "2020-09-13T12:26:40Z")
        .env("GIT_COMMITTER_NAME", "A")
        .env("GIT_COMMITTER_EMAIL", "a@example.org")
        .env("GIT_COMMITTER_DATE", "2020-09-13T12:26:40Z")
        .env("GIT_EDITOR", "true")
        .env("NO_COLOR", "1")
        .env("HOME", root().join("target"))
        .output()
        .expect("git runs");
    Run {
        code: output.status.code().expect("no signal ended it"),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

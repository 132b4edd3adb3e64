//! A place to run the workflows' scripts: stand-ins for `gh` and for the program, what they answer, and what they were told.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::root;

/// Notes its arguments, keeps what it is sent, and answers with the file that is named like the path asked for; where there is none,
/// with what stands in `refusal`, else as GitHub does on what is not there.
const GH: &str = r##"#!/usr/bin/env bash
desk=$(dirname "$0")
echo "$*" >>"$desk/calls"
for argument; do
  case $argument in
    POST | PATCH) exec cat >"$desk/sent" ;;
    repos/*) path=${argument%%\?*} ;;
  esac
done
answer=$desk/answers/${path//\//_}
if [[ -f $answer ]]; then exec cat "$answer"; fi
refusal='gh: Not Found (HTTP 404)'
if [[ -f $desk/refusal ]]; then refusal=$(<"$desk/refusal"); fi
echo "$refusal" >&2
exit 1
"##;

/// Says what it was asked for, in place of the program.
pub(crate) const XTASK: &str = r##"#!/usr/bin/env bash
if [[ $* == *markdown* ]]; then echo "| $1 | asked with \`${*:2}\` |"; else echo "$1 for the log"; fi
exit "${CODE:-0}"
"##;

/// A folder with the stand-ins, what `gh` shall answer, and the sheet.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// What came of a script.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        desk.program("gh", GH);
        desk.program("xtask", XTASK);
        desk
    }

    /// Writes a program that can be run.
    pub(crate) fn program(&self, name: &str, text: &str) {
        self.write(name, text);
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(0o755)).expect("a program");
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a new folder");
        fs::write(path, text).expect("a new file");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    pub(crate) fn answer(&self, path: &str, answer: &Value) {
        self.write(&format!("answers/{}", path.replace('/', "_")), answer.to_string());
    }

    /// The calls of `gh` that change something.
    pub(crate) fn changes(&self) -> Vec<String> {
        self.read("calls").lines().filter(|call| call.contains("--method")).map(str::to_owned).collect()
    }

    /// The text that `gh` was sent last.
    pub(crate) fn sent(&self) -> String {
        let sent: Value = serde_json::from_str(&self.read("sent")).expect("what is sent is JSON");
        sent["body"].as_str().expect("a text").to_owned()
    }

    pub(crate) fn run(&self, folder: &Path, script: &str, arguments: &[&str]) -> Said {
        let path = format!("{}:{}", self.folder.path().display(), std::env::var("PATH").expect("a PATH"));
        let output = Command::new(root().join(".github/scripts").join(script))
            .args(arguments)
            .current_dir(folder)
            .env("PATH", path)
            .env("NO_COLOR", "1")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .stdin(Stdio::null())
            .output()
            .expect("the script runs");
        Said {
            code: output.status.code().expect("no signal ended it"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

/// Runs Git in a folder, as a fixed person at a fixed time.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z")
        .env("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z")
        .output()
        .expect("git runs");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned()
}

//! `validate --watch`: a saved file is checked again, and Ctrl-C ends it with the code of the last check.

use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use regex::Regex;
use serde_json::{Value, json};

use crate::support::program::folder;
use crate::support::{State, root, run};

const FILE: &str = "dataset/assessments/XAA/2022.json";

/// How long is waited for what comes within a second on a machine that does nothing else.
const LONGEST: Duration = Duration::from_secs(60);

/// The program while it watches, ended with the test.
struct Watching {
    child: Child,
    printed: Receiver<String>,
    told: Receiver<String>,
}

impl Watching {
    fn begin(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["validate", "--watch"])
            .args(arguments)
            .current_dir(folder)
            .env("NO_COLOR", "1")
            .env_remove("COLUMNS")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let printed = lines(child.stdout.take().expect("a pipe"));
        let told = lines(child.stderr.take().expect("a pipe"));
        Self { child, printed, told }
    }

    /// The next report, up to its sentence; it is waited for until the program says that it waits.
    fn report(&self) -> String {
        let mut report = String::new();
        while !report.contains(" checked (") {
            let line = self.printed.recv_timeout(LONGEST).expect("a report");
            report.push_str(&line);
            report.push('\n');
        }
        while !self.told.recv_timeout(LONGEST).expect("it waits").starts_with("Waiting") {}
        report
    }

    /// Presses Ctrl-C.
    fn stop(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill runs").success());
        let until = Instant::now() + LONGEST;
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.code();
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("it does not end");
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The lines of a stream, as they come.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

fn broken() -> State {
    State::base().edited(FILE, |file| file["stated"]["score"] = json!(45))
}

#[test]
fn a_saved_file_is_checked_again_and_ctrl_c_ends_it() {
    let base = folder(&State::base());
    let watching = Watching::begin(base.path(), &[]);
    assert!(watching.report().contains(": no problems"), "the first check");
    broken().write_to(base.path());
    let second = watching.report();
    assert!(second.contains("error[SCO001]") && second.contains(FILE), "{second}");
    assert!(!second.contains('\u{1b}'), "no terminal, no escape: {second:?}");
    assert_eq!(second, run(base.path(), &["validate"]).stdout[..second.len()], "the same report as ever");
    assert_eq!(watching.stop(), Some(1), "as the last check ended");

    let watching = Watching::begin(base.path(), &["dataset/assessments/XAA"]);
    assert!(watching.report().contains("error[SCO001]"));
    State::base().write_to(base.path());
    assert!(watching.report().contains(": no problems"));
    assert_eq!(watching.stop(), Some(0));
}

/// Editors write a new file and move it into the place of the old one; Git takes folders away and brings them back.
#[test]
fn a_file_or_folder_that_is_replaced_is_seen() {
    let base = folder(&State::base());
    let watching = Watching::begin(base.path(), &[]);
    watching.report();
    let new = folder(&broken());
    let beside = base.path().join("new.json");
    std::fs::copy(new.path().join(FILE), &beside).expect("a file");
    std::fs::rename(&beside, base.path().join(FILE)).expect("a move");
    assert!(watching.report().contains("error[SCO001]"));

    std::fs::rename(base.path().join("dataset"), base.path().join("away")).expect("a move");
    let told = || watching.told.recv_timeout(LONGEST).expect("a word");
    while !told().starts_with("error: ") {}
    while !told().starts_with("Waiting") {}
    State::base().write_to(base.path());
    assert!(watching.report().contains(": no problems"));
    broken().write_to(base.path());
    assert!(watching.report().contains("error[SCO001]"), "the folder that came back is watched");
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let base = folder(&State::base());
    for other in [&["--at", "HEAD"][..], &["--staged"], &["--fix"], &["--fix", "--dry-run"]] {
        let refused = run(base.path(), &[&["validate", "--watch"], other].concat());
        assert_eq!((refused.code, refused.stdout.as_str()), (2, ""), "{other:?}");
        assert!(refused.stderr.contains("cannot be used with"), "{}", refused.stderr);
    }
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(run(empty.path(), &["validate", "--watch"]).code, 2, "nothing to check is no wait");
}

/// Who reads no further is not written to for ever.
#[test]
fn who_stops_reading_ends_it() {
    let base = folder(&State::base());
    let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["validate", "--watch"])
        .current_dir(base.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let until = Instant::now() + LONGEST;
    while child.try_wait().expect("a child").is_none() {
        assert!(Instant::now() < until, "it does not end");
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(child.wait().expect("it ended").code(), Some(0));
}

/// The task of VS Code, read as VS Code reads it: each of its patterns against one line after another.
#[test]
fn the_task_of_the_editor_finds_every_problem() {
    let task = std::fs::read_to_string(root().join(".vscode/tasks.json")).expect("is there");
    let task: Value = serde_json::from_str(&task).expect("JSON");
    let task = &task["tasks"][0];
    assert_eq!(
        (&task["command"], &task["args"]),
        (&json!("cargo"), &json!(["xtask", "validate", "--watch"]))
    );

    let mut state = broken().edited("dataset/assessments/XBB/2022.json", |file| {
        file["ratings"]["courts"]["rating"] = json!("good");
        file["sources"]["unused"] =
            file["sources"].as_object().expect("an object").values().next().cloned().into();
    });
    state.files.insert("dataset/assessments/XAA/2022 (1).json".to_owned(), b"{}\n".to_vec());
    let base = folder(&state);
    let report: Value =
        serde_json::from_str(&run(base.path(), &["validate", "--format", "json"]).stdout).expect("JSON");
    let expected: Vec<[String; 5]> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|found| {
            let text = |field: &str| found[field].as_str().expect("text").to_owned();
            // Of a whole file people are told the path alone.
            let at = format!("{}:{}", found["line"], found["column"]).replace("1:1", "");
            [text("severity"), text("code"), text("message"), text("path"), at]
        })
        .collect();
    assert!(expected.len() > 2 && expected.iter().any(|found| found[4].is_empty()), "{expected:?}");

    let watching = Watching::begin(base.path(), &[]);
    let begun = watching.told.recv_timeout(LONGEST).expect("a word");
    let report = watching.report();
    let mut found = Vec::new();
    for matcher in task["problemMatcher"].as_array().expect("a list") {
        let regex = |value: &Value| Regex::new(value.as_str().expect("text")).expect("a pattern");
        assert!(regex(&matcher["background"]["beginsPattern"]).is_match(&begun), "{begun}");
        let [first, second] = [0, 1].map(|nth| regex(&matcher["pattern"][nth]["regexp"]));
        let lines: Vec<&str> = report.lines().collect();
        for pair in lines.windows(2) {
            if let (Some(first), Some(second)) = (first.captures(pair[0]), second.captures(pair[1])) {
                let group = |nth| second.get(nth).map(|group: regex::Match<'_>| group.as_str());
                let at = group(2).zip(group(3)).map(|(line, column)| format!("{line}:{column}"));
                let [severity, code, message] = [1, 2, 3].map(|nth| first[nth].to_owned());
                found.push([severity, code, message, second[1].to_owned(), at.unwrap_or_default()]);
            }
        }
    }
    let sorted = |mut problems: Vec<[String; 5]>| {
        problems.sort();
        problems
    };
    assert_eq!(sorted(found), sorted(expected));
    assert_eq!(watching.stop(), Some(1));
}

/// A terminal shows the last report alone.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_cleared_before_each_check() {
    let base = folder(&State::base());
    let command = format!("timeout -s INT 5 {} validate --watch", env!("CARGO_BIN_EXE_xtask"));
    let output = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .current_dir(base.path())
        .env("TERM", "xterm")
        .stdin(Stdio::null())
        .output()
        .expect("a terminal");
    let shown = String::from_utf8(output.stdout).expect("text");
    let (before, after) = shown.split_once("\u{1b}[2J").expect("is cleared");
    assert!(!before.contains("checked") && after.contains("checked ("), "{shown:?}");
}

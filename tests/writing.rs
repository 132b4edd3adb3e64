//! What `fmt` and `validate --fix` write, what they leave alone, and what they tell of it when they cannot go on.

use std::fs;

use crate::support::{State, run};

const XAA: &str = "dataset/assessments/XAA/2022.json";
const XBB: &str = "dataset/assessments/XBB/2022.json";

/// A folder with two files that are not in canonical form, the second of which is write-protected.
fn second_is_protected() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut state = State::base();
    for path in [XAA, XBB] {
        let text = state.text(path).replacen("{\n", "{\n\n", 1);
        state.files.insert(path.to_owned(), text.into_bytes());
    }
    state.write_to(folder.path());
    let second = folder.path().join(XBB);
    let mut permissions = fs::metadata(&second).expect("is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&second, permissions).expect("can be set");
    folder
}

#[test]
fn what_was_written_before_it_failed_is_told() {
    for (arguments, told) in [
        (&["fmt"][..], "formatted dataset/assessments/XAA/2022.json\n"),
        (
            &["validate", "--fix"][..],
            "fixed dataset/assessments/XAA/2022.json: put the file into the standard layout\n",
        ),
    ] {
        let folder = second_is_protected();
        let protected = fs::read(folder.path().join(XBB)).expect("is there");
        let run = run(folder.path(), arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, told), "{arguments:?}");
        let refused = "error: dataset/assessments/XBB/2022.json cannot be written: it is write-protected; allow writing to it, and run this again\n";
        assert_eq!(run.stderr, refused, "{arguments:?}");
        assert_eq!(fs::read(folder.path().join(XBB)).expect("is there"), protected, "{arguments:?}");
    }
}

#[test]
fn what_a_stopped_run_left_is_recognised() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut state = State::base();
    state.files.insert("dataset/assessments/XAA/.xtask-unfinished-a1B2c3".to_owned(), b"{".to_vec());
    state.write_to(folder.path());
    let run = run(folder.path(), &["validate"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.contains("this file was being written when a run of this program was stopped"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("Delete it: the file that it was to replace is whole."), "{}", run.stdout);
}

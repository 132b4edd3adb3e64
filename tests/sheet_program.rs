//! The program that writes a sheet anew, run as the workflow runs it.

use std::io::Write;
use std::process::{Command, Stdio};

/// The exit code, and what was written.
fn run(sheet: &[u8]) -> (Option<i32>, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sheet"));
    let mut started =
        program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    // It need not read what is too long to its end.
    let _ = started.stdin.take().expect("a pipe").write_all(sheet);
    let output = started.wait_with_output().expect("it ends");
    (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
}

#[test]
fn a_sheet_is_written_anew() {
    let (code, written) = run(b"**New**: [a](//b) @octocat\n");
    assert_eq!(
        (code, written.as_str()),
        (Some(0), "<strong>New</strong>&#8203;&#58; a &#64;&#8203;octocat\n")
    );
}

#[test]
fn what_is_no_text_is_shown_as_far_as_it_can_be() {
    assert_eq!(run(b"a\xffb\x00c\n"), (Some(0), "a\u{fffd}b&lt;U+0000&gt;c\n".to_owned()));
    let long = b"A line.\n\n".repeat(1_000_000);
    let (code, written) = run(&long);
    assert_eq!(code, Some(0));
    assert!(written.len() <= sheet::LIMIT && written.contains("**Cut here:**"), "{}", written.len());
}

#[test]
fn nothing_to_show_is_told() {
    for empty in ["", "\n\n", "[a]: //example.org\n"] {
        assert_eq!(run(empty.as_bytes()), (Some(1), String::new()), "{empty:?}");
    }
}

//! The scripts behind the workflows, run as GitHub runs them: on a throwaway repository, with a stand-in for `gh`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::State;
use crate::support::desk::{Desk, Said, XTASK, git};

const FILE: &str = "dataset/assessments/XAA/2022.json";
pub(crate) const MARKER: &str = "<!-- review-sheet: this comment is renewed with each push -->\n";
const HEAD: &str = "0123456789abcdef0123456789abcdef01234567";

/// A desk with the comment that a sheet of pull request 7 becomes, and GitHub's word that it is open and of that commit.
pub(crate) fn desk_with_sheet(sheet: &str) -> Desk {
    let desk = Desk::new();
    desk.write("comment/number", "7\n");
    desk.write("comment/body.md", sheet::comment(sheet).expect("it is inert").unwrap_or_default());
    desk.answer("repos/o/r/pulls/7", &pull());
    desk.answer("repos/o/r/issues/7/comments", &json!([]));
    desk
}

pub(crate) fn run_comment(desk: &Desk) -> Said {
    run_comment_from(desk, "fork/r")
}

fn run_comment_from(desk: &Desk, head_repository: &str) -> Said {
    let comment = desk.path("comment");
    let comment = comment.to_str().expect("UTF-8");
    let run = ["--head", HEAD, "--head-repository", head_repository, "--run", "5"];
    let arguments = [&["--repository", "o/r", "--comment", comment], &run[..]].concat();
    desk.run(&desk.path("."), "comment.sh", &arguments)
}

fn pull() -> Value {
    json!({
        "state": "open",
        "base": { "repo": { "full_name": "o/r" } },
        "head": { "sha": HEAD, "repo": { "full_name": "fork/r" } },
    })
}

pub(crate) fn comment(id: u64, login: &str, kind: &str, body: &str) -> Value {
    json!({ "id": id, "user": { "login": login, "type": kind }, "body": body })
}

/// A repository whose `main` has gone on since a branch with a hostile name left it; the branch's commit is checked out.
fn repository(change: &State) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let commit = |state: &State, message: &str| {
        state.write_to(folder.path());
        git(folder.path(), &["add", "--all"]);
        git(folder.path(), &["commit", "--quiet", "--message", message]);
    };
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(&State::base(), "The dataset");
    git(folder.path(), &["checkout", "--quiet", "--detach"]);
    commit(change, "::error::@everyone");
    let theirs = git(folder.path(), &["rev-parse", "HEAD"]);
    git(folder.path(), &["update-ref", "refs/heads/--output=%0Aerror", &theirs]);
    git(folder.path(), &["checkout", "--quiet", "main"]);
    let words = "What was found about courts in 2022.";
    let ours =
        State::base().replaced("dataset/assessments/XBB/2022.json", words, "Other words about courts.");
    commit(&ours, "What main did meanwhile");
    git(folder.path(), &["checkout", "--quiet", "--detach", &theirs]);
    folder
}

fn lowered() -> State {
    State::base().edited(FILE, |file| file["ratings"]["courts"]["rating"] = "very-weak".into())
}

fn review(desk: &Desk, folder: &Path, xtask: &str, format: &str) -> Said {
    let to = desk.path("sheet");
    let arguments = ["--xtask", xtask, "--base", "main", "--number", "7", "--format", format];
    desk.run(folder, "review-sheet.sh", &[&arguments[..], &["--to", to.to_str().expect("UTF-8")]].concat())
}

/// From the contributor's branch to the comment, with the program itself.
#[test]
fn a_rating_lowered_on_a_fork_is_refused_and_stands_in_the_comment() {
    let desk = desk_with_sheet("");
    let repository = repository(&lowered());
    let said = review(&desk, repository.path(), env!("CARGO_BIN_EXE_xtask"), "github");
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.stdout.contains("::error file=dataset/assessments/XAA/2022.json,"), "{said:?}");
    assert!(said.stdout.contains("CHG"), "{said:?}");

    let sheet = desk.read("sheet/sheet.md");
    assert!(sheet.starts_with("**The check found problems.**"), "{sheet}");
    let top: Vec<String> = sheet.lines().take(15).map(str::to_lowercase).collect();
    assert!(top.iter().any(|line| line.contains("courts") && line.contains("very weak")), "{sheet}");
    assert!(sheet.contains("CHG"), "{sheet}");
    assert!(!sheet.contains("XBB"), "what main did meanwhile is not theirs: {sheet}");

    let head = git(repository.path(), &["rev-parse", "HEAD"]);
    assert_eq!(desk.read("sheet/head"), format!("{head}\n"));
    let written = sheet::comment(&sheet).expect("it is inert").expect("it says something");
    desk.write("comment/body.md", &written);
    assert_eq!(run_comment(&desk).code, 0);
    assert_eq!(desk.changes(), ["api --method POST repos/o/r/issues/7/comments --input -"]);
    assert!(desk.sent().contains("<strong>The check found problems.</strong>"), "{}", desk.sent());
    let rows = |page: &str| page.lines().filter(|line| line.starts_with("| ")).count();
    assert_eq!(rows(&written), rows(&sheet), "the tables are the same: {written}");
    assert_eq!(written.matches("<ins>").count(), sheet.matches("<ins>").count(), "{written}");
    assert_eq!(written.matches("<details>").count(), sheet.matches("<details>").count(), "{written}");
}

#[test]
fn a_sheet_says_first_how_the_check_ended() {
    let repository = repository(&lowered());
    let base = git(repository.path(), &["rev-parse", "main"]);
    let head = git(repository.path(), &["rev-parse", "HEAD"]);
    for (code, first) in [
        ("0", "**The check found no problems.**"),
        ("1", "**The check found problems.** They are listed below, after the changes."),
        ("2", "**The check could not be done.** The log of this run says why."),
    ] {
        let desk = Desk::new();
        desk.write("xtask", XTASK.replace("CODE:-0", &format!("CODE:-{code}")));
        let said = review(&desk, repository.path(), desk.path("xtask").to_str().expect("UTF-8"), "github");
        assert_eq!(said.code.to_string(), code);
        assert_eq!(
            said.stdout, "validate for the log\n",
            "what GitHub's log reads is only what the tool prints for it"
        );
        let sheet = desk.read("sheet/sheet.md");
        assert_eq!(sheet.lines().next(), Some(first));
        assert_eq!(sheet.contains(&format!("--format markdown -- {base}...{head}`")), code != "2", "{sheet}");
        assert_eq!(sheet.contains(&format!("--base {base} --format markdown`")), code != "2", "{sheet}");
        assert_eq!(sheet.contains("`xtask diff` could not be done."), code == "2", "{sheet}");
        assert_eq!(desk.read("sheet/number"), "7\n");
    }
}

#[test]
fn a_sheet_stays_within_what_a_summary_holds() {
    let desk = Desk::new();
    desk.write("xtask", "#!/bin/sh\nyes 'a line' | head -c 2000000\n");
    let said =
        review(&desk, repository(&lowered()).path(), desk.path("xtask").to_str().expect("UTF-8"), "human");
    assert_eq!(said.code, 0);
    let sheet = desk.read("sheet/sheet.md");
    assert!(sheet.len() < 1_000_000, "{}", sheet.len());
    assert!(sheet.ends_with("**Cut here: the rest is in the log of this run.**\n"));
}

#[test]
fn one_comment_is_made_and_then_renewed() {
    let desk = desk_with_sheet("**The check found no problems.**\n");
    assert_eq!(run_comment(&desk).code, 0);
    assert_eq!(desk.changes(), ["api --method POST repos/o/r/issues/7/comments --input -"]);
    insta::assert_snapshot!(desk.sent(), @r#"
    <!-- review-sheet: this comment is renewed with each push -->
    **Review sheet** of 0123456789. [The whole sheet and the log](https://github.com/o/r/actions/runs/5)

    What follows is made from the files of the pull request; links and mentions in it are switched off.

    ---

    <strong>The check found no problems.</strong>
    "#);

    let made = desk.sent();
    let comments = json!([
        comment(1, "somebody", "User", &made),
        comment(2, "another[bot]", "Bot", &made),
        comment(3, "github-actions[bot]", "Bot", "Something else."),
        comment(4, "github-actions[bot]", "Bot", &format!("A word before.\n{made}")),
        comment(9, "github-actions[bot]", "Bot", &made),
    ]);
    desk.answer("repos/o/r/issues/7/comments", &comments);
    assert_eq!(run_comment(&desk).code, 0);
    assert_eq!(desk.changes()[1..], ["api --method PATCH repos/o/r/issues/comments/9 --input -"]);
    assert_eq!(desk.sent(), made);
}

/// A way in which a comment, or the pull request, does not fit to the run.
type Misfit = (&'static str, fn(&Desk));

#[test]
fn a_comment_that_does_not_fit_is_passed_over() {
    let misfits: [Misfit; 17] = [
        ("the sheet names no pull request", |desk| {
            desk.write("comment/number", "7; gh api -X DELETE repos/o/r")
        }),
        ("the sheet names no pull request", |desk| desk.write("comment/number", "7\n8\n")),
        ("the sheet names no pull request", |desk| desk.write("comment/number", "../7")),
        ("the sheet names no pull request", |desk| desk.write("comment/number", "--paginate")),
        ("the sheet names no pull request", |desk| desk.write("comment/number", "0")),
        ("the sheet names no pull request", |desk| desk.write("comment/number", "")),
        ("the sheet names no pull request", |desk| {
            fs::remove_file(desk.path("comment/number")).expect("gone")
        }),
        ("names no pull request of this repository", |desk| desk.write("comment/number", "8")),
        ("names no pull request of this repository", |desk| desk.write("comment/number", "9999999999")),
        ("there is no sheet", |desk| desk.write("comment/body.md", "")),
        ("there is no sheet", |desk| fs::remove_file(desk.path("comment/body.md")).expect("gone")),
        ("the sheet is too large", |desk| desk.write("comment/body.md", "a".repeat(64_001))),
        ("latest commit", |desk| pull_with(desk, "/head/sha", "f".repeat(40).into())),
        ("latest commit", |desk| pull_with(desk, "/head/repo", Value::Null)),
        ("latest commit", |desk| pull_with(desk, "/head/repo/full_name", "other/r".into())),
        ("latest commit", |desk| pull_with(desk, "/base/repo/full_name", "fork/r".into())),
        ("latest commit", |desk| pull_with(desk, "/state", "closed".into())),
    ];
    for (why, misfit) in misfits {
        let desk = desk_with_sheet("A sheet.\n");
        misfit(&desk);
        assert_passed_over(&desk, &run_comment(&desk), why);
    }
    let desk = desk_with_sheet("A sheet.\n");
    assert_passed_over(&desk, &run_comment_from(&desk, ""), "the fork that the run was of is gone");
}

fn assert_passed_over(desk: &Desk, said: &Said, why: &str) {
    assert_eq!((said.code, said.stdout.as_str()), (0, ""), "{said:?}");
    assert!(said.stderr.starts_with("No comment: ") && said.stderr.contains(why), "{why}: {said:?}");
    assert_eq!(desk.changes(), Vec::<String>::new(), "{why}");
}

#[test]
fn a_fault_of_github_is_no_fault_of_the_sheet() {
    let desk = desk_with_sheet("A sheet.\n");
    desk.write("comment/number", "8");
    desk.write("refusal", "gh: Server Error (HTTP 502)");
    let said = run_comment(&desk);
    assert_eq!((said.code, said.stderr.as_str()), (1, "gh: Server Error (HTTP 502)\n"));
}

fn pull_with(desk: &Desk, pointer: &str, value: Value) {
    let mut pull = pull();
    *pull.pointer_mut(pointer).expect("is there") = value;
    desk.answer("repos/o/r/pulls/7", &pull);
}

#[test]
fn a_sheet_becomes_a_comment_only_if_the_program_writes_one() {
    for (code, why) in [
        (0, ""),
        (1, "No comment: the sheet is empty.\n"),
        (2, "No comment: the sheet could not be made inert.\n"),
    ] {
        let desk = Desk::new();
        desk.write("sheet/number", "7\n");
        desk.write("sheet/sheet.md", "A sheet.\n");
        desk.program("sheet-program", &format!("#!/bin/sh\ntr a-z A-Z\nexit {code}\n"));
        let [program, sheet, to] = ["sheet-program", "sheet", "comment"].map(|name| desk.path(name));
        let [program, sheet, to] = [&program, &sheet, &to].map(|path| path.to_str().expect("UTF-8"));
        let arguments = ["--sheet-program", program, "--sheet", sheet, "--to", to];
        let said = desk.run(&desk.path("."), "render-comment.sh", &arguments);
        assert_eq!((said.code, said.stderr.as_str()), (0, why));
        assert_eq!(desk.read("comment/body.md"), if code == 0 { "A SHEET.\n" } else { "" });
        assert_eq!(desk.path("comment/body.md").exists(), code == 0);
        assert_eq!(desk.read("comment/number"), if code == 0 { "7\n" } else { "" });
    }
}

/// What a comment as a whole makes of hostile words, with our own first lines left as they are.
#[test]
fn a_comment_has_one_link_and_one_mark() {
    let desk = desk_with_sheet(&crate::markdown::HOSTILE.join("\n\n"));
    assert_eq!(run_comment(&desk).code, 0);
    let sent = desk.sent();
    assert!(sent.len() <= 65_536 && sent.starts_with(MARKER) && sent.matches("<!--").count() == 1, "{sent}");
    let kinds = crate::support::judges::Markdown::read(&sent).kinds;
    assert_eq!(kinds.iter().filter(|kind| **kind == "link").count(), 1, "{sent}");
    assert!(!kinds.contains(&"image") && !kinds.contains(&"code_block"), "{sent}");
}

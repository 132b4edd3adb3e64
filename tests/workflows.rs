//! The scripts behind the workflows, run as GitHub runs them: on a throwaway repository, with a stand-in for `gh`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::desk::{Desk, Said, XTASK, git};
use crate::support::State;

const FILE: &str = "dataset/assessments/XAA/2022.json";
const MARKER: &str = "<!-- review-sheet: this comment is renewed with each push -->\n";
const HEAD: &str = "0123456789abcdef0123456789abcdef01234567";

/// A desk with a sheet of pull request 7, and GitHub's word that it is open and of that commit.
fn desk_with_sheet(sheet: &str) -> Desk {
    let desk = Desk::new();
    desk.write("sheet/head", format!("{HEAD}\n"));
    desk.write("sheet/number", "7\n");
    desk.write("sheet/sheet.md", sheet);
    desk.answer("repos/o/r/pulls/7", &pull());
    desk.answer("repos/o/r/issues/7/comments", &json!([]));
    desk
}

fn run_comment(desk: &Desk) -> Said {
    let sheet = desk.path("sheet");
    let sheet = sheet.to_str().expect("UTF-8");
    let run = ["--head", HEAD, "--head-repository", "fork/r", "--run", "5"];
    let arguments = [&["--repository", "o/r", "--sheet", sheet], &run[..]].concat();
    desk.run(&desk.path("."), "comment.sh", &arguments)
}

fn pull() -> Value {
    json!({
        "state": "open",
        "base": { "repo": { "full_name": "o/r" } },
        "head": { "sha": HEAD, "repo": { "full_name": "fork/r" } },
    })
}

fn comment(id: u64, login: &str, kind: &str, body: &str) -> Value {
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
    desk.write("sheet/head", HEAD);
    assert_eq!(run_comment(&desk).code, 0);
    assert_eq!(desk.changes(), ["api --method POST repos/o/r/issues/7/comments --input -"]);
    assert!(desk.sent().contains("**The check found problems.**"), "{}", desk.sent());
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

    **The check found no problems.**
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

/// A way in which a sheet, or the pull request, does not fit to the run.
type Misfit = (&'static str, fn(&Desk));

#[test]
fn a_sheet_that_does_not_fit_is_passed_over() {
    let misfits: [Misfit; 15] = [
        ("the sheet names no pull request", |desk| {
            desk.write("sheet/number", "7; gh api -X DELETE repos/o/r")
        }),
        ("the sheet names no pull request", |desk| desk.write("sheet/number", "7\n8\n")),
        ("the sheet names no pull request", |desk| desk.write("sheet/number", "../7")),
        ("the sheet names no pull request", |desk| desk.write("sheet/number", "--paginate")),
        ("the sheet names no pull request", |desk| desk.write("sheet/number", "0")),
        ("the sheet names no pull request", |desk| desk.write("sheet/number", "")),
        ("the sheet is of another commit than the run", |desk| desk.write("sheet/head", "f".repeat(40))),
        ("the sheet is of another commit than the run", |desk| desk.write("sheet/head", "main")),
        ("the sheet is too large", |desk| desk.write("sheet/sheet.md", "a".repeat(1_000_001))),
        ("the run left no whole sheet", |desk| fs::remove_file(desk.path("sheet/sheet.md")).expect("gone")),
        ("the run left no whole sheet", |desk| fs::remove_file(desk.path("sheet/head")).expect("gone")),
        ("latest commit", |desk| pull_with(desk, "/head/sha", "f".repeat(40).into())),
        ("latest commit", |desk| pull_with(desk, "/head/repo", Value::Null)),
        ("latest commit", |desk| pull_with(desk, "/base/repo/full_name", "fork/r".into())),
        ("latest commit", |desk| pull_with(desk, "/state", "closed".into())),
    ];
    for (why, misfit) in misfits {
        let desk = desk_with_sheet("A sheet.\n");
        misfit(&desk);
        let said = run_comment(&desk);
        assert_eq!((said.code, said.stdout.as_str()), (0, ""), "{said:?}");
        assert!(said.stderr.starts_with("No comment: ") && said.stderr.contains(why), "{why}: {said:?}");
        assert_eq!(desk.changes(), Vec::<String>::new(), "{why}");
    }
}

fn pull_with(desk: &Desk, pointer: &str, value: Value) {
    let mut pull = pull();
    *pull.pointer_mut(pointer).expect("is there") = value;
    desk.answer("repos/o/r/pulls/7", &pull);
}

/// The comment's part that comes from the sheet, with a dot where an invisible character breaks a sign, and a bar where
/// Khmer has one between words.
fn inert(sheet: &str) -> String {
    let desk = desk_with_sheet(sheet);
    let said = run_comment(&desk);
    assert_eq!(said.code, 0, "{said:?}");
    let sent = desk.sent();
    let units = sent.encode_utf16().count();
    assert!(units <= 65_536, "GitHub takes 65,536 at most: {units}");
    assert!(sent.starts_with(MARKER) && sent.matches("<!--").count() == 1, "{sent}");
    let (_, rest) = sent.split_once("\n---\n\n").expect("the line before the sheet");
    rest.replace('\u{2060}', "·").replace('\u{200b}', "|")
}

#[test]
fn nothing_in_a_sheet_notifies_links_loads_hides_or_breaks_out() {
    let hostile = [
        "@everyone, a@example.org, \\@team, `@code`, @@a",
        "#1, o/r#2, GH-3, gh-4, ##5, # Title",
        "&#64;everyone &commat;everyone &#x40;everyone @&#97; &#35;1 &num;1 #&#49; GH&#45;1 GH-&#49; &#8238;left &rlm; &#36;x&#36;",
        "&lt;b&gt; &amp;#64; R&D; &#64;&#8203;team <span>&#36;</span>5",
        "### Aland (XAA)",
        "![image](http://example.org/pixel) [approve](https://example.org) [a][b] ![c][b]",
        "[b]: //example.org 'title'",
        "[^1]: a note",
        "https://example.org, <https://example.org>, www.example.org, ftp://example.org, mailto:a@example.org",
        "<!-- review-sheet: this comment is renewed with each push --> <!-- hidden",
        "<script>alert(1)</script> <img src=x> <IMG SRC=x> <a href=x>y</a> <style> \\<b> `<i>` </body> <?php <![CDATA[",
        "</details></summary> <details open> <DETAILS> <details ><br><del>old</del> <ins>new</ins>",
        "$\\color{white}x$ $$y$$",
        "\u{1b}[31mred\u{7} \u{202e}left\u{2066} \u{feff}\u{ad}\u{2060}\u{e0041}tag\u{0}\r",
        "ភាសា\u{200b}ខ្មែរ, déjà, 日本語, 😀",
        "```mermaid",
        "```",
        "```diff",
        "- old",
        "```",
        "~~~mermaid",
        "::error::x %0A::set-env name=x::y",
        "<details><summary>Open",
        "<details>Open too</summary></details>",
        "",
    ];
    insta::assert_snapshot!(inert(&hostile.join("\n")), @r#"
    @·everyone, a@·example.org, \@·team, `@·code`, @·@·a
    #·1, o/r#·2, GH-·3, gh-·4, ##·5, # Title
    &#64;·everyone &·commat;everyone &·#x40;everyone @·&#97;· &#35;·1 &·num;1 #·&#49;· GH&#45;·1 GH-·&#49;· &·#·8238;left &·rlm; ＄x＄
    &lt;·b&gt;· &amp;·#·64; R&·D; &#64;·&#8203;·team <span>＄</span>5
    ### Aland (XAA)
    ![image]·(http:·//example.org/pixel) [approve]·(https:·//example.org) [a]·[b] ![c]·[b]
    [b]·: //example.org 'title'
    [^1]·: a note
    https:·//example.org, <·https:·//example.org>, www·.example.org, ftp:·//example.org, mailto:a@·example.org
    <·!-- review-sheet: this comment is renewed with each push --> <·!-- hidden
    <·script>alert(1)<·/script> <·img src=x> <·IMG SRC=x> <·a href=x>y<·/a> <·style> \<·b> `<·i>` <·/body> <·?php <·![CDATA[
     <·details open> <·DETAILS> <·details ><br><del>old</del> <ins>new</ins>
    ＄\color{white}x＄ ＄＄y＄＄
    [31mred left tag
    ភាសា|ខ្មែរ, déjà, 日本語, 😀
    ```·mermaid
    ```
    ```diff
    - old
    ```
    ~~~·mermaid
    ::error::x %0A::set-env name=x::y
    <details><summary>Open
    <details>Open too</details>

    </summary>
    </details>
    "#);
}

#[test]
fn a_long_sheet_is_cut_after_a_whole_line() {
    for line in ["@\n", "<details><summary>\n", "😀😀😀\n", "[a](b) #1 <b> ```x\n"] {
        let sheet = format!("The beginning.\n\n{}", line.repeat(70_000 / line.chars().count()));
        let shown = inert(&sheet);
        let note = "**Too long for this place: only the beginning is shown.**\n\nThe beginning.\n";
        assert!(shown.starts_with(note), "{line:?}: {}", &shown[..200.min(shown.len())]);
        assert_eq!(shown.matches("<details>").count(), shown.matches("</details>").count(), "{line:?}");
        assert_eq!(shown.matches("<summary>").count(), shown.matches("</summary>").count(), "{line:?}");
    }
    assert!(!inert("short\n").contains("Too long"));
}

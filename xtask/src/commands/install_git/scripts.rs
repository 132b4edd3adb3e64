//! The commands that Git is told to run, in the language of `sh`, which Git brings along on Windows too.
//!
//! Each falls back to Git's own way where the program cannot do it, or is gone (`cargo clean` takes it away): no side of a
//! merge is ever lost, and no diff is empty, because of us.

use std::path::Path;

use anyhow::Context as _;

use crate::render::page::HEADING;

/// The line by which our hooks are known.
pub(super) const IS_OURS: &str =
    "# Written by cargo xtask install-git; cargo xtask install-git --remove takes it away.";

/// The attributes by which a file is shown and merged as the settings say.
pub(super) const ATTRIBUTES: [&str; 2] = ["diff=r2p", "merge=r2p"];

/// The names and values for a clone's configuration, given the program. Each stands behind what it needs: a merge driver that has
/// a name and no command ends every merge, and whoever sets these one by one may be stopped between two of them.
pub(super) fn settings(program: &Path) -> anyhow::Result<Vec<(&'static str, String)>> {
    let program = shell_word(program)?;
    Ok(vec![
        ("diff.r2p.textconv", textconv(&program)),
        ("diff.r2p.xfuncname", HEADING.to_owned()),
        ("diff.r2p.command", diff(&program)),
        ("merge.r2p-ancestors.driver", merge(&program, "--as-before ")),
        ("merge.r2p.driver", merge(&program, "")),
        ("merge.r2p-ancestors.name", "ancestors of assessments, by what they say".to_owned()),
        ("merge.r2p.name", "assessments, by what they say".to_owned()),
        ("merge.r2p.recursive", "r2p-ancestors".to_owned()),
    ])
}

/// When Git asks whether what is staged may be committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hook {
    /// Before a commit.
    Commit,
    /// Before the commit that ends a merge without conflicts.
    Merge,
}

impl Hook {
    /// All that are set up.
    pub(super) const ALL: [Hook; 2] = [Hook::Commit, Hook::Merge];

    /// The name of its file.
    pub(super) fn file(self) -> &'static str {
        match self {
            Hook::Commit => "pre-commit",
            Hook::Merge => "pre-merge-commit",
        }
    }

    /// What it comes before, in a word.
    pub(super) fn occasion(self) -> &'static str {
        match self {
            Hook::Commit => "commit",
            Hook::Merge => "merge",
        }
    }

    /// What is said where it refuses.
    fn refusal(self) -> &'static str {
        match self {
            Hook::Commit => {
                "Nothing was committed. Fix the problems above, run git add, and commit again; git commit --no-verify skips this check."
            }
            Hook::Merge => {
                "The merge was not committed. Fix the problems above, run git add, and then git commit; git merge --abort gives the merge up."
            }
        }
    }
}

/// The script of a hook. It starts the program only if something under `dataset/` is staged.
pub(super) fn hook(hook: Hook, program: &Path) -> anyhow::Result<String> {
    let program = shell_word(program)?;
    let (occasion, refusal) = (hook.occasion(), hook.refusal());
    Ok(format!(
        r#"#!/bin/sh
{IS_OURS}
# Before a {occasion}, checks what is staged under dataset/, as it is staged.
git diff --cached --quiet --no-ext-diff --no-textconv -- :/dataset && exit 0
if ! [ -x {program} ]; then
  echo "What is staged was not checked: the program is missing; run 'cargo build' to restore it." >&2
  exit 0
fi
{program} driver pre-commit
case $? in
0) exit 0 ;;
1 | 2) echo "{refusal}" >&2 ;;
*) echo "What is staged was not checked: the program failed; 'cargo build' may repair it." >&2 && exit 0 ;;
esac
exit 1
"#
    ))
}

/// An editor compares what this prints with the lines of the file (microsoft/vscode#113609), and has to be given these. VS Code
/// names itself to what it and its extensions run, and not in its terminal.
fn textconv(program: &str) -> String {
    format!(
        r#"f() {{ [ -z "$VSCODE_GIT_COMMAND$VSCODE_PID" ] && [ -x {program} ] && {program} driver textconv -- "$1" || cat -- "$1"; }}; f"#
    )
}

fn diff(program: &str) -> String {
    let own = r#"[ $# -eq 1 ] || git --no-pager diff --no-index --no-ext-diff --no-textconv -- "$2" "$5""#;
    format!(r#"f() {{ [ -x {program} ] && {program} driver diff -- "$@" || {own}; :; }}; f"#)
}

/// Git itself puts its own words for `%O` and the like, and quotes them. One before 2.44 does not know `%S`, `%X` and `%Y`,
/// the names of the sides, and leaves them as they are.
fn merge(program: &str, options: &str) -> String {
    let program = program.replace('%', "%%");
    format!(
        r#"b=%S x=%X y=%Y; case $x in %[X]) b=base x=ours y=theirs;; esac; if [ -x {program} ]; then {program} driver merge {options}-- %O %A %B %L %P "$b" "$x" "$y"; r=$?; [ $r -gt 1 ] || exit $r; fi; git merge-file --marker-size=%L -L "$x" -L "$b" -L "$y" %A %O %B"#
    )
}

/// A path as one word for `sh`, whatever is in it.
fn shell_word(path: &Path) -> anyhow::Result<String> {
    let text =
        path.to_str().context("the path of this program is not UTF-8, so that Git cannot be told of it")?;
    let text = if cfg!(windows) {
        text.strip_prefix(r"\\?\").unwrap_or(text).replace('\\', "/")
    } else {
        text.to_owned()
    };
    Ok(format!("'{}'", text.replace('\'', r"'\''")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word() {
        let word = |path: &str| shell_word(Path::new(path)).expect("UTF-8");
        assert_eq!(word("/a b/$HOME/xtask"), "'/a b/$HOME/xtask'");
        assert_eq!(word("/it's"), r"'/it'\''s'");
    }

    /// Whether Git can merge with a part of the settings: a driver of which anything is set has its command.
    fn works(set: &[(&str, String)]) -> bool {
        let has = |name: &str| set.iter().any(|(set, _)| *set == name);
        set.iter().filter(|(name, _)| name.starts_with("merge.")).all(|(name, value)| {
            let driver = name.rsplit_once('.').expect("a name has parts").0;
            let needed =
                if name.ends_with(".recursive") { format!("merge.{value}") } else { driver.to_owned() };
            has(&format!("{driver}.driver")) && has(&format!("{needed}.driver"))
        })
    }

    #[test]
    fn settings_work_wherever_setting_or_taking_away_is_stopped() {
        let all = settings(Path::new("/xtask")).expect("UTF-8");
        for count in 0..=all.len() {
            // Taken away from the last to the first, so that what is left is a beginning as well.
            assert!(works(&all[..count]), "after {count}");
        }
        assert!(!works(&all[4..]), "a part that does not work is seen");
    }
}

//! The commands that Git is told to run, in the language of `sh`, which Git brings along on Windows too.
//!
//! Each falls back to Git's own way where the program cannot do it, or is gone (`cargo clean` takes it away): no side of a
//! merge is ever lost, and no diff is empty, because of us.

use std::path::Path;

use anyhow::Context as _;

use crate::render::page::HEADING;

/// The line by which our hook is known.
pub(super) const IS_OURS: &str =
    "# Written by cargo xtask install-git; cargo xtask install-git --remove takes it away.";

/// The names and values for a clone's configuration, given the program.
pub(super) fn settings(program: &Path) -> anyhow::Result<Vec<(&'static str, String)>> {
    let program = shell_word(program)?;
    Ok(vec![
        ("diff.r2p.textconv", textconv(&program)),
        ("diff.r2p.xfuncname", HEADING.to_owned()),
        ("diff.r2p.command", diff(&program)),
        ("merge.r2p.name", "assessments, by what they say".to_owned()),
        ("merge.r2p.driver", merge(&program, "")),
        ("merge.r2p.recursive", "r2p-ancestors".to_owned()),
        ("merge.r2p-ancestors.name", "ancestors of assessments, by what they say".to_owned()),
        ("merge.r2p-ancestors.driver", merge(&program, "--as-before ")),
    ])
}

/// The pre-commit hook. It starts the program only if something under `dataset/` is staged.
pub(super) fn hook(program: &Path) -> anyhow::Result<String> {
    let program = shell_word(program)?;
    Ok(format!(
        r#"#!/bin/sh
{IS_OURS}
# Before a commit, checks what is staged under dataset/, as it is staged.
git diff --cached --quiet --no-ext-diff --no-textconv -- :/dataset && exit 0
if ! [ -x {program} ]; then
  echo "What is staged was not checked: the program is gone, and 'cargo build' brings it back." >&2
  exit 0
fi
{program} validate --staged && exit 0
echo "Nothing was committed. Mend what is said above, git add it, and commit again." >&2
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
}

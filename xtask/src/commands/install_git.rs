//! `install-git`: tells this clone's Git to show, compare and merge assessments with this program, and to check what is
//! staged before it is committed, and what a merge makes before that is.

mod scripts;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use clap::Args;

use self::scripts::{ATTRIBUTES, Hook, IS_OURS, hook, settings};
use super::{Outcome, repository};
use crate::render::plain;
use history::git::setup::{Hooks, LocalClone};

/// The files that Git is to show and to merge, as `.gitattributes` names them.
const FILES: &str = "dataset/**/*.json";

/// A path that is one of them.
const AN_ASSESSMENT: &str = "dataset/assessments/KHM/2022.json";

/// What `install-git` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Undo everything that install-git has set up
    #[arg(long)]
    remove: bool,
}

/// Sets up, or takes away, and tells what was done.
pub(super) fn run(named: Option<&Path>, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let clone = LocalClone::of(repository::opened(named)?);
    let program = std::env::current_exe().context("this program does not know where it is")?;
    let told = if arguments.remove { remove(&clone, &program)? } else { install(&clone, &program)? };
    super::print(&told)?;
    Ok(Outcome::Clean)
}

fn install(clone: &LocalClone, program: &Path) -> anyhow::Result<String> {
    let mut changed = false;
    for (name, value) in settings(program)? {
        if clone.setting(name)?.as_deref() != Some(&value) {
            clone.set(name, &value)?;
            changed = true;
        }
    }
    let told = if changed { "In this clone" } else { "As before, in this clone" };
    let lacking = lacking_attributes(clone)?;
    let done = if lacking.is_empty() {
        "git diff, git show and git log -p show assessments as readable pages, and git merge merges them by content.".to_owned()
    } else {
        format!(
            "Git knows how to show assessments as readable pages and to merge them by content. It is not told for which files: it does so once .gitattributes ends with this line:\n    {FILES} {}",
            lacking.join(" ")
        )
    };
    Ok(format!(
        "{told}, {done}\n{}To undo this: cargo xtask install-git --remove\n",
        install_hooks(clone, program)?
    ))
}

/// The attributes by which Git would use the settings for an assessment, and which it has not. Nobody edits `.gitattributes`
/// unasked, since it is a file of the repository. A bare repository has nothing checked out that could have attributes.
fn lacking_attributes(clone: &LocalClone) -> anyhow::Result<Vec<&'static str>> {
    let mut lacking = Vec::new();
    for attribute in ATTRIBUTES {
        let (name, value) = attribute.split_once('=').context("an attribute has a value")?;
        // Where the index has a form that libgit2 does not know, nobody can tell, and the rest is to be set up all the same.
        let Ok(has) = clone.attribute(AN_ASSESSMENT, name) else { continue };
        if !clone.is_bare() && has.as_deref() != Some(value) {
            lacking.push(attribute);
        }
    }
    Ok(lacking)
}

/// Writes the hooks where none is in the way; tells what was done, or what somebody could do.
fn install_hooks(clone: &LocalClone, program: &Path) -> anyhow::Result<String> {
    let (folder, is_shared) = match clone.hooks()? {
        Hooks::Own(folder) => (folder, false),
        Hooks::Shared(folder) => (folder, true),
        Hooks::None => return Ok("Nobody commits in a bare repository, so no check was set up.\n".to_owned()),
    };
    Hook::ALL.into_iter().map(|kind| install_hook(kind, &folder, is_shared, program)).collect()
}

fn install_hook(kind: Hook, folder: &Path, is_shared: bool, program: &Path) -> anyhow::Result<String> {
    let script = hook(kind, program)?;
    let file = folder.join(kind.file());
    let occasion = kind.occasion();
    let shown = plain(&file.display().to_string());
    let there = existing(&file)?;
    let by_hand = format!(
        "To check what is staged before each {occasion}, add this line to it:\n    cargo xtask validate --staged || exit 1\n"
    );
    match &there {
        _ if is_shared => {
            return Ok(format!(
                "No check was set up: {shown} is for all your clones, not for this one. {by_hand}"
            ));
        }
        Some(text) if text.contains(IS_OURS) => {}
        Some(text) if text.contains("validate --staged") => {
            return Ok(format!(
                "Before each {occasion}, {shown} checks what is staged, as somebody has set it up.\n"
            ));
        }
        Some(_) => {
            return Ok(format!(
                "No check was set up: there is already a hook at {shown}, which was left alone. {by_hand}"
            ));
        }
        None => {}
    }
    if there.as_deref() != Some(&script) {
        write_hook(&file, &script).with_context(|| format!("{shown} cannot be written"))?;
    }
    Ok(format!("Before each {occasion}, {shown} checks what is staged under dataset/.\n"))
}

fn remove(clone: &LocalClone, program: &Path) -> anyhow::Result<String> {
    let mut removed = false;
    for (name, _) in settings(program)?.into_iter().rev() {
        if clone.setting(name)?.is_some() {
            clone.unset(name)?;
            removed = true;
        }
    }
    if let Hooks::Own(folder) = clone.hooks()? {
        for file in Hook::ALL.map(|kind| folder.join(kind.file())) {
            if existing(&file)?.is_some_and(|text| text.contains(IS_OURS)) {
                fs::remove_file(&file).with_context(|| format!("{} cannot be deleted", file.display()))?;
                removed = true;
            }
        }
    }
    Ok(if removed {
        "The setup was removed: in this clone, Git works as it did before install-git.\n".to_owned()
    } else {
        "There was nothing to take away: install-git has set up nothing in this clone.\n".to_owned()
    })
}

/// The text of a hook, if there is one.
fn existing(file: &Path) -> anyhow::Result<Option<String>> {
    if fs::symlink_metadata(file).is_err() {
        return Ok(None);
    }
    let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

fn write_hook(file: &Path, script: &str) -> anyhow::Result<()> {
    let folder = file.parent().context("a file has a folder")?;
    fs::create_dir_all(folder)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(script.as_bytes())?;
    beside.as_file().sync_all()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        beside.as_file().set_permissions(fs::Permissions::from_mode(0o755))?;
    }
    beside.persist(file)?;
    Ok(())
}

//! What `install-git` asks of a clone's own configuration, and sets in it.

use super::Error;
use std::path::{Path, PathBuf};

use git2::{AttrCheckFlags, Config, ConfigLevel, ErrorCode};

use super::Repository;

/// A clone, as far as it can be set up.
#[derive(Debug)]
pub struct LocalClone {
    repository: Repository,
}

/// Where Git looks for the hooks of a clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hooks {
    /// In a folder of this clone.
    Own(PathBuf),
    /// In a folder that is set for all clones of this user or machine.
    Shared(PathBuf),
    /// Nowhere that matters: nobody commits in a bare repository.
    None,
}

impl LocalClone {
    /// The clone that a repository is.
    pub fn of(repository: Repository) -> Self {
        Self { repository }
    }

    /// What a name is set to in this clone's own configuration.
    ///
    /// # Errors
    /// A configuration that cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        let found = self.local()?.get_string(name);
        match found {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Sets a name in this clone's own configuration.
    ///
    /// # Errors
    /// A configuration that cannot be written.
    pub fn set(&self, name: &str, value: &str) -> Result<(), Error> {
        Ok(self.local()?.set_str(name, value)?)
    }

    /// Takes a name out of this clone's own configuration.
    ///
    /// # Errors
    /// A configuration that cannot be written.
    pub fn unset(&self, name: &str) -> Result<(), Error> {
        Ok(self.local()?.remove(name)?)
    }

    /// The value of an attribute that Git's attributes give to the file at a path.
    ///
    /// # Errors
    /// Attributes that cannot be read.
    pub fn attribute(&self, path: &str, name: &str) -> Result<Option<String>, Error> {
        let found = self.repository.git.get_attr(Path::new(path), name, AttrCheckFlags::FILE_THEN_INDEX);
        Ok(found?.map(str::to_owned))
    }

    /// Whether it has no files checked out.
    pub fn is_bare(&self) -> bool {
        self.repository.git.is_bare()
    }

    /// Where its hooks are.
    ///
    /// # Errors
    /// A configuration that cannot be read.
    pub fn hooks(&self) -> Result<Hooks, Error> {
        let Some(top) = self.repository.git.workdir() else { return Ok(Hooks::None) };
        let config = self.repository.git.config()?;
        match config.get_path("core.hooksPath") {
            Ok(folder) => {
                let folder = top.join(folder);
                let is_own = self.setting("core.hooksPath")?.is_some() || folder.starts_with(top);
                Ok(if is_own { Hooks::Own(folder) } else { Hooks::Shared(folder) })
            }
            Err(error) if error.code() == ErrorCode::NotFound => {
                Ok(Hooks::Own(self.repository.git.commondir().join("hooks")))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// What a name is set to, in this clone or for all clones of this user or machine.
    pub fn wish(&self, name: &str) -> Option<String> {
        self.repository.git.config().and_then(|config| config.get_string(name)).ok()
    }

    fn local(&self) -> Result<Config, Error> {
        let config = self.repository.git.config().and_then(|config| config.open_level(ConfigLevel::Local));
        Ok(config?)
    }
}

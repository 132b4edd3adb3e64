//! What `install-git` asks of a clone's own configuration, and sets in it.

use std::path::{Path, PathBuf};

use git2::{AttrCheckFlags, Config, ConfigLevel, ErrorCode};

use super::Repository;

/// A clone, as far as it can be set up.
#[derive(Debug)]
pub struct Clone {
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

impl Clone {
    /// The clone that a repository is.
    pub fn of(repository: Repository) -> Self {
        Self { repository }
    }

    /// What a name is set to in this clone's own configuration.
    ///
    /// # Errors
    /// A configuration that cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, String> {
        let found = self.local()?.get_string(name);
        match found {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(self.told(&error)),
        }
    }

    /// Sets a name in this clone's own configuration.
    ///
    /// # Errors
    /// A configuration that cannot be written.
    pub fn set(&self, name: &str, value: &str) -> Result<(), String> {
        self.local()?.set_str(name, value).map_err(|error| self.told(&error))
    }

    /// Takes a name out of this clone's own configuration.
    ///
    /// # Errors
    /// A configuration that cannot be written.
    pub fn unset(&self, name: &str) -> Result<(), String> {
        self.local()?.remove(name).map_err(|error| self.told(&error))
    }

    /// The value of an attribute that Git's attributes give to the file at a path.
    ///
    /// # Errors
    /// Attributes that cannot be read.
    pub fn attribute(&self, path: &str, name: &str) -> Result<Option<String>, String> {
        let found = self.repository.git.get_attr(Path::new(path), name, AttrCheckFlags::FILE_THEN_INDEX);
        found.map(|value| value.map(str::to_owned)).map_err(|error| self.told(&error))
    }

    /// Whether it has no files checked out.
    pub fn is_bare(&self) -> bool {
        self.repository.git.is_bare()
    }

    /// Where its hooks are.
    ///
    /// # Errors
    /// A configuration that cannot be read.
    pub fn hooks(&self) -> Result<Hooks, String> {
        let Some(top) = self.repository.git.workdir() else { return Ok(Hooks::None) };
        let config = self.repository.git.config().map_err(|error| self.told(&error))?;
        match config.get_path("core.hooksPath") {
            Ok(folder) => {
                let folder = top.join(folder);
                let is_own = self.setting("core.hooksPath")?.is_some() || folder.starts_with(top);
                Ok(if is_own { Hooks::Own(folder) } else { Hooks::Shared(folder) })
            }
            Err(error) if error.code() == ErrorCode::NotFound => {
                Ok(Hooks::Own(self.repository.git.commondir().join("hooks")))
            }
            Err(error) => Err(self.told(&error)),
        }
    }

    /// What a name is set to, in this clone or for all clones of this user or machine.
    pub fn wish(&self, name: &str) -> Option<String> {
        self.repository.git.config().and_then(|config| config.get_string(name)).ok()
    }

    fn local(&self) -> Result<Config, String> {
        let config = self.repository.git.config().and_then(|config| config.open_level(ConfigLevel::Local));
        config.map_err(|error| self.told(&error))
    }

    fn told(&self, error: &git2::Error) -> String {
        self.repository.explain(error)
    }
}

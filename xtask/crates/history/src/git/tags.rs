//! Which releases a state of the repository comes after, by their tags.

use std::collections::HashSet;

use git2::Oid;
use semver::Version;

use super::{Error, Repository, walk};

/// How the tag of a release begins; its version follows.
const PREFIX: &str = "v";

/// The tag of a release that was meant to last: `v1.2.0`, and not `v1.2.0-rc.1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StableTag {
    /// The version.
    pub version: Version,
    /// The name of the tag.
    pub name: String,
    /// The id of the commit that it is of.
    pub commit: String,
}

/// The version that the tag of a stable release names; none for any other tag.
pub fn stable_version(tag: &str) -> Option<Version> {
    let version = Version::parse(tag.strip_prefix(PREFIX)?).ok()?;
    (version.pre.is_empty() && version.build.is_empty()).then_some(version)
}

/// The tag of the release of a version.
pub fn tag_of(version: &Version) -> String {
    format!("{PREFIX}{version}")
}

/// The last release before the one that is of a commit, if any is: of its [stable tags](Repository::stable_tags) the first of
/// another commit.
pub fn last_before<'t>(tags: &'t [StableTag], commit: &str) -> Option<&'t StableTag> {
    tags.iter().find(|tag| tag.commit != commit)
}

impl Repository {
    /// The tags of stable releases in the history of a revision, that itself included, the greatest version first.
    ///
    /// # Errors
    /// a revision that does not exist.
    pub fn stable_tags(&self, revision: &str) -> Result<Vec<StableTag>, Error> {
        let newest = self.commit_called(revision)?;
        let names = self.git.tag_names(None)?;
        let mut tags: Vec<(Version, String, Oid)> = Vec::new();
        for name in names.iter().flatten().flatten() {
            if let Some(version) = stable_version(name) {
                // A tag of something else is of no state of the data.
                let Ok(commit) = self.commit_called(&format!("refs/tags/{name}")) else { continue };
                tags.push((version, name.to_owned(), commit));
            }
        }
        if tags.is_empty() {
            return Ok(Vec::new());
        }
        let history: HashSet<Oid> = walk::between(self, None, newest).order.into_iter().collect();
        tags.retain(|(_, _, commit)| history.contains(commit));
        tags.sort();
        let tag = |(version, name, commit): (Version, String, Oid)| StableTag {
            version,
            name,
            commit: commit.to_string(),
        };
        Ok(tags.into_iter().rev().map(tag).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_versions_that_were_meant_to_last_are_stable() {
        let version = |tag| stable_version(tag).map(|version| version.to_string());
        assert_eq!(version("v1.20.3").as_deref(), Some("1.20.3"));
        for tag in
            ["1.2.0", "v1.2", "v1.2.0-rc.1", "v1.2.0+build", "v01.2.0", "vv1.2.0", "version", "v1.2.0 "]
        {
            assert_eq!(version(tag), None, "{tag}");
        }
    }
}

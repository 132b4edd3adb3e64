//! Which commit, or which files, a revision names. Where libgit2 cannot parse a commit or tag on the way, it is read leniently,
//! so that a line that is not quite right stops nothing.

use std::sync::Arc;

use super::Error;
use git2::{ErrorClass, ErrorCode, ObjectType, Oid};

use super::header::{self, Header};
use super::walk::ends_at;
use super::{Ancestry, Repository, bases, is_unborn};
use format::tree::DATASET;

/// The shortest beginning of an id that Git takes for one.
const SHORTEST_ID: usize = 4;

impl Repository {
    /// The id of the commit that a revision names, 40 hexadecimal digits.
    ///
    /// # Errors
    /// a revision that does not exist, or is no commit.
    pub fn commit_id(&self, revision: &str) -> Result<String, Error> {
        self.commit_called(revision).map(|id| id.to_string())
    }

    /// When the author of the commit that a revision names made it, by RFC 3339; none if no calendar has such a moment.
    ///
    /// # Errors
    /// a revision that does not exist, or a commit that cannot be read.
    pub fn date_of(&self, revision: &str) -> Result<Option<String>, Error> {
        Ok(header::read(self, self.commit_called(revision)?)?.date.clone())
    }

    /// The commits at which the histories of two revisions part, the newest first: several if they have merged each other, none
    /// if they have nothing in common.
    ///
    /// # Errors
    /// a revision that does not exist, a commit that cannot be read whose parents would have to be known.
    pub fn merge_bases(&self, from: &str, to: &str) -> Result<Vec<String>, Error> {
        let bases = bases::bases(self, self.commit_called(from)?, self.commit_called(to)?)?;
        Ok(bases.iter().map(Oid::to_string).collect())
    }

    /// The newest commit by which every way back from either of two revisions goes, so that nothing that led from there to one of
    /// them began before it. None if there is no such commit, or what comes after it cannot be read.
    ///
    /// # Errors
    /// a revision that does not exist, or is no commit.
    pub fn gate(&self, from: &str, to: &str) -> Result<Option<String>, Error> {
        let gate = bases::gate(self, self.commit_called(from)?, self.commit_called(to)?);
        Ok(gate.map(|id| id.to_string()))
    }

    /// Whether a commit is in the history of another: the same, or one that led to it.
    ///
    /// # Errors
    /// a revision that does not exist, or is no commit; an object that is missing.
    pub fn ancestry(&self, earlier: &str, later: &str) -> Result<Ancestry, Error> {
        let (one, other) = (self.commit_called(earlier)?, self.commit_called(later)?);
        Ok(match bases::bases(self, one, other)?[..] {
            [base] if base == one => Ancestry::Within,
            [base] if base == other => Ancestry::Backwards,
            _ if self.is_shallow() => Ancestry::CutOff,
            _ => Ancestry::Sideways,
        })
    }

    /// The commit that a revision names.
    pub(super) fn commit_called(&self, revision: &str) -> Result<Oid, Error> {
        if let Some(id) = self.quickly(revision) {
            return Ok(id);
        }
        let strict = self.object(revision).and_then(|object| {
            let commit = object.peel_to_commit().map(|commit| commit.id());
            commit.map_err(|_| self.of_another_type(revision, &object))
        });
        strict.or_else(|why| self.read_leniently(revision)?.map(|(id, _)| id).ok_or(why))
    }

    /// The folder of all files in what a revision names: that of a commit, or one like it that is named itself.
    pub(super) fn top(&self, revision: &str) -> Result<git2::Tree<'_>, Error> {
        let of_commit = |id| self.subtree(header::read(self, id)?.tree);
        if let Some(Ok(top)) = self.quickly(revision).map(of_commit) {
            return Ok(top);
        }
        let strict = self.object(revision).and_then(|object| {
            let top = object.peel_to_tree().map_err(|_| self.of_another_type(revision, &object))?;
            let is_of_commit = object.peel_to_commit().is_ok();
            // Anything else in a repository would look like a state in which the whole dataset has been removed.
            if is_of_commit || top.is_empty() || top.get_name(DATASET).is_some() {
                Ok(top)
            } else {
                Err(Error::FolderWithoutDataset(revision.to_owned()))
            }
        });
        strict.or_else(|why| {
            let commit = revision.strip_suffix("^{tree}").unwrap_or(revision);
            let (_, header) = self.read_leniently(commit)?.ok_or(why)?;
            self.subtree(header.tree)
        })
    }

    /// The commit that a revision names by its whole id, if it has been read, or by a number of commits back from a name such as
    /// `HEAD~100`: the commits on the way are read once, for whoever needs them later. None for all other revisions, and wherever
    /// something is not as it should be, which libgit2 is to say.
    fn quickly(&self, revision: &str) -> Option<Oid> {
        if revision.len() == 40
            && let Ok(id) = Oid::from_str(revision)
        {
            return header::known(self, id).map(|_| id);
        }
        let (name, count) = revision.split_once('~')?;
        let is_number = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
        let count: usize = if is_number { count.parse().ok()? } else { return None };
        if name.contains(['^', ':', '@', '{']) {
            return None;
        }
        let mut commit = self.git.revparse_single(name).ok()?.peel_to_commit().ok()?.id();
        for _ in 0..count {
            commit = self.parent(commit, 1).ok()??;
        }
        // The last one is named by the one after it, and may be missing.
        header::read(self, commit).ok().map(|_| commit)
    }

    /// Why an object does not lead to a commit.
    fn of_another_type(&self, revision: &str, object: &git2::Object<'_>) -> Error {
        let target = object.as_tag().map(|tag| tag.peel());
        let commit = match &target {
            Some(Ok(target)) => target.as_commit(),
            Some(Err(error)) => return error.into(),
            None => object.as_commit(),
        };
        // A commit leads to its files, unless these are missing.
        if let Some(Err(error)) = commit.map(git2::Commit::tree) {
            return error.into();
        }
        let words = |kind: Option<ObjectType>| match kind {
            Some(ObjectType::Blob) => "a file (a blob)",
            Some(ObjectType::Tree) => "a folder (a tree)",
            Some(ObjectType::Tag) => "a tag",
            Some(ObjectType::Commit | ObjectType::Any) | None => "no object that can be read",
        };
        let (what, kind) = match target {
            Some(Ok(target)) => ("a tag of ", target.kind()),
            Some(Err(_)) | None => ("", object.kind()),
        };
        Error::NoCommit { revision: revision.to_owned(), kind: format!("{what}{}", words(kind)) }
    }

    fn object(&self, revision: &str) -> Result<git2::Object<'_>, Error> {
        self.git.revparse_single(revision).map_err(|error| match error.code() {
            // What a partial clone knows by name and has not is no revision that nobody has heard of.
            ErrorCode::NotFound if error.class() == ErrorClass::Odb && self.is_partial_clone() => {
                error.into()
            }
            ErrorCode::NotFound | ErrorCode::InvalidSpec | ErrorCode::UnbornBranch => {
                Error::UnknownRevision { revision: revision.to_owned(), hint: self.hint(revision) }
            }
            ErrorCode::Ambiguous => Error::Ambiguous(revision.to_owned()),
            _ => error.into(),
        })
    }

    /// Whether the clone was made without some of the objects.
    fn is_partial_clone(&self) -> bool {
        let Ok(config) = self.git.config() else { return false };
        let Ok(mut found) = config.entries(Some(r"remote\..*\.promisor")) else { return false };
        found.next().is_some_and(|entry| entry.is_ok())
    }

    /// What a revision may be missing for.
    fn hint(&self, revision: &str) -> String {
        if let Some((remote, _)) = self.of_remotes(revision).next() {
            return format!("; did you mean {remote}?");
        }
        let hint = if self.git.is_shallow() {
            "; this clone is shallow, so fetch the rest with: git fetch --unshallow"
        } else if self.git.is_empty().unwrap_or(false)
            || self.git.head().is_err_and(|error| is_unborn(&error))
        {
            ", which has no commit yet"
        } else {
            ""
        };
        hint.to_owned()
    }

    /// A branch of a remote that has gone on since the branch of the same name in this clone, such as `origin/main`.
    pub fn gone_on(&self, branch: &str) -> Option<String> {
        let own = self.git.refname_to_id(&format!("refs/heads/{branch}")).ok()?;
        let has_gone_on = |id: &Oid| self.git.graph_descendant_of(*id, own).unwrap_or(false);
        self.of_remotes(branch).find(|(_, id)| has_gone_on(id)).map(|(name, _)| name)
    }

    /// The branches of this name that remotes had when they were last asked.
    fn of_remotes<'b>(&'b self, branch: &'b str) -> impl Iterator<Item = (String, Oid)> + 'b {
        let remotes = self.git.remotes().ok();
        let names: Vec<String> =
            remotes.iter().flat_map(|all| all.iter().flatten().flatten().map(str::to_owned)).collect();
        names.into_iter().filter_map(move |remote| {
            let name = format!("{remote}/{branch}");
            let id = self.git.refname_to_id(&format!("refs/remotes/{name}")).ok()?;
            Some((name, id))
        })
    }

    /// The commit that a revision names, with what it says: a branch, a tag, an id or its beginning, and what may follow one
    /// (`~2`, `^2`, `^{commit}`). None for what is not there, and for ways to name a commit that are rarer.
    ///
    /// # Errors
    /// a commit on the way that is missing.
    fn read_leniently(&self, revision: &str) -> Result<Option<(Oid, Arc<Header>)>, Error> {
        let (name, mut steps) = revision.split_at(revision.find(['~', '^']).unwrap_or(revision.len()));
        let Some(id) = self.id_called(name) else { return Ok(None) };
        let is_id = name.len() == 40;
        let Some(mut commit) = self.tagged(id).or_else(|why| if is_id { Ok(None) } else { Err(why) })? else {
            return Ok(None);
        };
        while let Some(kind) = steps.chars().next() {
            let peeled = ["^{commit}", "^{}"].into_iter().find_map(|peel| steps.strip_prefix(peel));
            if let Some(rest) = peeled {
                steps = rest;
                continue;
            }
            let rest = &steps[kind.len_utf8()..];
            let (digits, rest) =
                rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
            let Ok(number) = (if digits.is_empty() { Ok(1) } else { digits.parse::<usize>() }) else {
                return Ok(None);
            };
            let (count, which) = match kind {
                '~' => (number, 1),
                '^' => (number.min(1), number),
                _ => return Ok(None),
            };
            for _ in 0..count {
                let Some(parent) = self.parent(commit, which)? else { return Ok(None) };
                commit = parent;
            }
            steps = rest;
        }
        header::read(self, commit).map(|header| Some((commit, header)))
    }

    /// A parent of a commit, counted from one.
    fn parent(&self, commit: Oid, number: usize) -> Result<Option<Oid>, Error> {
        let header = header::read(self, commit)?;
        let is_end = ends_at(self, commit, &header);
        Ok(if is_end { None } else { header.parents.get(number - 1).copied() })
    }

    /// The object of a name, in Git's order: a whole id, a branch or tag, what one was before or follows, the beginning of an id.
    fn id_called(&self, name: &str) -> Option<Oid> {
        let id = || Oid::from_str(name).ok().filter(|_| name.len() == 40);
        let name = if name == "@" { "HEAD" } else { name };
        let reference = |name: &str| self.git.resolve_reference_from_short_name(name).ok();
        let target = || reference(name)?.resolve().ok()?.target();
        let related = || {
            let (of, which) = name.strip_suffix('}')?.rsplit_once("@{")?;
            let of = reference(if of.is_empty() { "HEAD" } else { of })?;
            if matches!(which, "u" | "upstream") {
                let upstream = self.git.branch_upstream_name(of.resolve().ok()?.name().ok()?).ok()?;
                return self.git.refname_to_id(upstream.as_str().ok()?).ok();
            }
            let entries = self.git.reflog(of.name().ok()?).ok()?;
            entries.get(which.parse().ok()?).map(|entry| entry.id_new())
        };
        let beginning = || {
            let short = name.rsplit_once("-g").map_or(name, |(_, id)| id);
            let is_id = short.len() >= SHORTEST_ID && short.bytes().all(|byte| byte.is_ascii_hexdigit());
            let odb = self.git.odb().ok().filter(|_| is_id)?;
            odb.exists_prefix(Oid::from_str(short).ok()?, short.len()).ok()
        };
        id().or_else(target).or_else(related).or_else(beginning)
    }

    /// The commit that an object is or is a tag of.
    fn tagged(&self, mut id: Oid) -> Result<Option<Oid>, Error> {
        let odb = self.objects()?;
        loop {
            let object = odb.read(id)?;
            match object.kind() {
                ObjectType::Commit => return Ok(Some(id)),
                ObjectType::Tag => match header::target(object.data()) {
                    Some(target) => id = target,
                    None => return Ok(None),
                },
                ObjectType::Any | ObjectType::Tree | ObjectType::Blob => return Ok(None),
            }
        }
    }
}

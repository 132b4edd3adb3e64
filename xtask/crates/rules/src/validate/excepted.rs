//! What is kept of the findings that the data excepts, of which a large dataset has very many.

use std::cmp::Ordering;
use std::sync::Arc;

use format::diagnostic::Diagnostic;

/// How much is kept of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepExcepted {
    /// The files that it is about, so that it can be counted.
    Files,
    /// Everything.
    Diagnostics,
}

/// A finding that the data excepts.
#[derive(Debug)]
pub enum Excepted {
    /// The files that it is about.
    In {
        /// Its own.
        path: Arc<str>,
        /// Those that it refers to.
        related: Box<[Arc<str>]>,
    },
    /// The finding itself.
    Told(Box<Diagnostic>),
}

impl KeepExcepted {
    /// What is kept of some findings.
    pub(super) fn all(self, found: Vec<Diagnostic>) -> impl Iterator<Item = Excepted> {
        found.into_iter().map(move |found| match self {
            Self::Files => Excepted::In {
                path: found.location.path,
                related: found.related.into_iter().map(|related| related.location.path).collect(),
            },
            Self::Diagnostics => Excepted::Told(Box::new(found)),
        })
    }
}

impl Excepted {
    /// The file that it is found in.
    pub fn path(&self) -> &str {
        match self {
            Self::In { path, .. } => path,
            Self::Told(diagnostic) => &diagnostic.location.path,
        }
    }

    /// Whether it is about a file that a test holds for: it stands there, or refers to a place there.
    pub fn is_about(&self, is_meant: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::In { path, related } => is_meant(path) || related.iter().any(|path| is_meant(path)),
            Self::Told(diagnostic) => diagnostic.is_about(is_meant),
        }
    }

    /// The finding, where everything of it was kept.
    pub fn diagnostic(&self) -> Option<&Diagnostic> {
        match self {
            Self::In { .. } => None,
            Self::Told(diagnostic) => Some(diagnostic),
        }
    }

    /// The order of the findings, where it is known.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let both = self.diagnostic().zip(other.diagnostic());
        both.map_or(Ordering::Equal, |(one, other)| super::order(one, other))
    }
}

//! The contents that a file had: each is fetched and parsed once, and dropped when it is no longer needed.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::git::BlobId;
use crate::json::{self, Json};
use crate::model::assessment::Assessment;
use crate::text;

/// An assessment, or why it cannot be read.
pub(super) type Version = Result<Arc<Assessment>, Arc<str>>;

/// A way to contents by id.
pub struct Versions<'r> {
    fetch: &'r dyn Fn(BlobId) -> Result<Vec<u8>, String>,
    known: HashMap<BlobId, Version>,
}

impl std::fmt::Debug for Versions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Versions").field("known", &self.known.len()).finish_non_exhaustive()
    }
}

impl<'r> Versions<'r> {
    /// Contents that are fetched so; an error says in words why one cannot be had.
    pub fn new(fetch: &'r dyn Fn(BlobId) -> Result<Vec<u8>, String>) -> Self {
        Self { fetch, known: HashMap::new() }
    }

    /// One content.
    pub(super) fn get(&mut self, id: BlobId) -> Version {
        let fetch = self.fetch;
        self.known.entry(id).or_insert_with(|| parsed(fetch(id))).clone()
    }

    /// Fetches contents that will be asked for, and parses them on every core.
    pub(super) fn prepare(&mut self, wanted: impl Iterator<Item = BlobId>) {
        let mut missing: Vec<BlobId> = wanted.filter(|id| !self.known.contains_key(id)).collect();
        missing.sort_unstable();
        missing.dedup();
        let fetched: Vec<_> = missing.into_iter().map(|id| (id, (self.fetch)(id))).collect();
        self.known.par_extend(fetched.into_par_iter().map(|(id, bytes)| (id, parsed(bytes))));
    }

    /// Drops what will not be asked for again.
    pub(super) fn keep(&mut self, is_needed: impl Fn(BlobId) -> bool) {
        self.known.retain(|id, _| is_needed(*id));
    }
}

/// The schema is not asked: what an older one allowed, and what cannot be taken, is left out as everywhere.
fn parsed(bytes: Result<Vec<u8>, String>) -> Version {
    let bytes = bytes?;
    let text = std::str::from_utf8(&bytes).map_err(|_| "the file is not UTF-8 text")?;
    if text::conflict_marker(text).is_some() {
        return Err("a merge was not finished in it".into());
    }
    let text = text.strip_prefix(text::BYTE_ORDER_MARK).unwrap_or(text);
    let document = json::parse(text).map_err(|error| format!("the file is not JSON: {}", error.message))?;
    if !document.root.get("ratings").is_some_and(Json::is_object) {
        return Err("the file has no ratings by indicator".into());
    }
    Ok(Arc::new(Assessment::read(&document.root)))
}

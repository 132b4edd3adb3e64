//! Whether two contents are one assessment, edited, or two.

use super::versions::Versions;
use crate::git::BlobId;
use dataset::model::assessment::Assessment;
use diff::pairing::{UnpairedFile, pairs};

/// Whether a content is the other, edited. Of what cannot be read it is taken for granted.
pub(super) fn is_alike(one: BlobId, other: BlobId, versions: &mut Versions<'_>) -> bool {
    if one == other {
        return true;
    }
    match (versions.whole(one), versions.whole(other)) {
        (Ok(one), Ok(other)) => is_edited(&one, &other),
        (Err(_), _) | (_, Err(_)) => true,
    }
}

/// Whether an assessment is another, edited.
pub(super) fn is_edited(one: &Assessment, other: &Assessment) -> bool {
    let loose = |data| UnpairedFile { path: "", data };
    one == other || !pairs(&[loose(one)], &[loose(other)]).is_empty()
}

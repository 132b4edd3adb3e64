//! Whether two contents are one assessment, edited, or two.

use super::bytes::is_like;
use super::versions::Versions;
use crate::git::BlobId;
use diff::pairing::is_edited;

/// Whether a content is the other, edited. Where one cannot be read, their bytes tell; of what cannot be had it is taken for
/// granted.
pub(super) fn is_alike(one: BlobId, other: BlobId, versions: &mut Versions<'_>) -> bool {
    if one == other {
        return true;
    }
    match (versions.whole(one), versions.whole(other)) {
        (Ok(one), Ok(other)) => is_edited(&one, &other),
        (Err(_), _) | (_, Err(_)) => match (versions.raw(one), versions.raw(other)) {
            (Some(one), Some(other)) => is_like(&one, &other),
            (None, _) | (_, None) => true,
        },
    }
}

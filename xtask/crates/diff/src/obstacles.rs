//! What stands where files or folders belong and is neither, or is not checked out, so that nobody knows what is there.

use std::collections::BTreeMap;

use super::{NotCompared, Side};
use dataset::{Dataset, NOT_CHECKED_OUT};
use format::fault::FaultKind;
use format::pointer::Pointer;

/// What stands in a dataset where files or folders belong and is neither, such as a symbolic link, and what is not checked out:
/// it is not known what is at or below its path, which is not the same as nothing.
#[derive(Debug)]
pub(super) struct Obstacles<'d> {
    /// Of each path, what is said of it.
    by_path: BTreeMap<&'d str, &'d str>,
    /// The paths in small letters of what would be a file of the dataset if its path were in other letters.
    by_letters: BTreeMap<String, &'d str>,
}

impl<'d> Obstacles<'d> {
    /// The obstacles of a dataset.
    pub(super) fn of(dataset: &'d Dataset) -> Self {
        let kinds = [FaultKind::SymbolicLink, FaultKind::UnexpectedFile];
        let faults = dataset.faults.iter().filter(|fault| kinds.contains(&fault.kind));
        let mut by_path: BTreeMap<&str, &str> =
            faults.map(|fault| (&*fault.report.location.path, &*fault.report.message)).collect();
        let by_letters = by_path.keys().map(|path| (path.to_lowercase(), *path)).collect();
        by_path.extend(dataset.not_checked_out.iter().map(|path| (&**path, NOT_CHECKED_OUT)));
        Self { by_path, by_letters }
    }

    /// Why a file that seems not to be there cannot be compared, if something is in its way.
    pub(super) fn at(&self, path: &str, side: Side) -> Option<NotCompared> {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        let why = match ends.filter_map(|end| self.by_path.get(&path[..end])).next() {
            Some(why) => (*why).to_owned(),
            None => {
                let misspelt = self.by_letters.get(&path.to_lowercase())?;
                format!("the file is called {misspelt}, where no file of this dataset belongs")
            }
        };
        Some(NotCompared { path: path.into(), pointer: Pointer::root(), side, why })
    }
}

//! What stands where files or folders belong and is neither, so that nobody knows what is there.

use std::collections::BTreeMap;

use super::{NotCompared, Side};
use dataset::Dataset;
use format::diagnostic::Report;
use format::fault::FaultKind;
use format::pointer::Pointer;

/// What stands in a dataset where files or folders belong and is neither, such as a symbolic link: it is not known what is
/// at or below its path, which is not the same as nothing.
#[derive(Debug)]
pub(super) struct Obstacles<'d> {
    by_path: BTreeMap<&'d str, &'d Report>,
}

impl<'d> Obstacles<'d> {
    /// The obstacles of a dataset.
    pub(super) fn of(dataset: &'d Dataset) -> Self {
        let kinds = [FaultKind::SymbolicLink, FaultKind::UnexpectedFile];
        let faults = dataset.faults.iter().filter(|fault| kinds.contains(&fault.kind));
        Self { by_path: faults.map(|fault| (&*fault.report.location.path, &fault.report)).collect() }
    }

    /// Why a file that seems not to be there cannot be compared, if something is in its way.
    pub(super) fn at(&self, path: &str, side: Side) -> Option<NotCompared> {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        let report = ends.filter_map(|end| self.by_path.get(&path[..end])).next()?;
        let why = report.message.clone();
        Some(NotCompared { path: path.into(), pointer: Pointer::root(), side, why })
    }
}

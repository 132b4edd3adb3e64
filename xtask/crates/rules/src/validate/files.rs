//! What the data of a file makes of a finding: whether it stands, is excepted, or is explained by something else.

use std::sync::OnceLock;

use crate::carried::ToBeConfirmed;
use crate::context::is_lost;
use crate::findings::Verdict;
use crate::registry::can_be_excepted;
use dataset::Dataset;
use format::diagnostic::Location;
use format::pointer::Pointer;

/// The assessments of a dataset, with what is to be known of each when something is found in it.
pub(super) struct Files<'d> {
    dataset: &'d Dataset,
    to_be_confirmed: Vec<OnceLock<ToBeConfirmed<'d>>>,
}

impl<'d> Files<'d> {
    pub(super) fn new(dataset: &'d Dataset) -> Self {
        let to_be_confirmed = dataset.assessments.iter().map(|_| OnceLock::new()).collect();
        Self { dataset, to_be_confirmed }
    }

    /// What becomes of what a rule has found at a place.
    pub(super) fn verdict(&self, code: &str, location: &Location) -> Verdict {
        if !can_be_excepted(code) {
            return Verdict::Stands;
        }
        let Some(place) = self.dataset.place_of(&location.path) else { return Verdict::Stands };
        let file = &self.dataset.assessments[place].file;
        if let Some(pointer) = location.pointer() {
            // An exception may be written before the entry that it is about is confirmed.
            let pointers = file.data.exceptions.get(code);
            if pointers.is_some_and(|pointers| pointers.contains(pointer.as_str())) {
                return Verdict::Excepted;
            }
            if self.to_be_confirmed[place].get_or_init(|| ToBeConfirmed::of(file)).covers(pointer) {
                return Verdict::Explained;
            }
        }
        // An exception that has a fault of its own may be for this.
        if is_lost(file, &Pointer::of(["exceptions", code])) { Verdict::Explained } else { Verdict::Stands }
    }
}

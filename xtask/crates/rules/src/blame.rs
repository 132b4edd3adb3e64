//! Which of two files that contradict each other is blamed: the one that is new, as far as that can be known.

use std::cmp::Ordering;
use std::collections::HashMap;

use dataset::model::assessment::Status;
use dataset::{AssessmentFile, Dataset};
use format::pointer::Pointer;

/// How new an assessment is; of two that contradict each other the newer is blamed. Two that are equally new are told
/// apart by nothing that matters: their names do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Recency {
    /// What is still being written gives way to what stands, whatever the run is about: no draft holds up a correction.
    is_draft: bool,
    /// Whether the run is about it: one bit for each set of the focus, the first set highest.
    focus: u32,
    /// Its edition's place in the register.
    edition: usize,
}

impl Recency {
    /// Which of two is the newer in itself, whatever the run is about.
    pub(crate) fn in_itself(self, other: Self) -> Ordering {
        (self.is_draft, self.edition).cmp(&(other.is_draft, other.edition))
    }
}

/// How new each assessment of a dataset is, in their order.
pub(crate) fn newness(dataset: &Dataset) -> Vec<Recency> {
    let ids = dataset.editions.iter().flat_map(|register| register.data.editions.ids());
    let places: HashMap<&str, usize> = ids.zip(0..).collect();
    let of = |file: &AssessmentFile| Recency {
        focus: dataset.focus().iter().fold(0, |bits, set| bits << 1 | u32::from(set.contains(&*file.path))),
        is_draft: file.data.status == Some(Status::Draft),
        edition: places.get(&*file.edition).copied().unwrap_or(places.len()),
    };
    dataset.assessments.iter().map(of).collect()
}

/// One of two places that contradict each other: the file, and the place that an exception would name.
pub(crate) type BlamedPlace<'d> = (&'d AssessmentFile, &'d Pointer);

/// Whether a contradiction is told of the earlier of two places in place of the later: an exception there speaks of it,
/// or the run is about that file and not about the other.
pub(crate) fn is_of_earlier(
    dataset: &Dataset,
    code: &str,
    earlier: BlamedPlace<'_>,
    later: BlamedPlace<'_>,
) -> bool {
    match (is_excepted(code, earlier), is_excepted(code, later)) {
        (true, false) => true,
        (false, true) => false,
        (true, true) | (false, false) => {
            dataset.by_focus(&earlier.0.file.path, &later.0.file.path) == Ordering::Greater
        }
    }
}

/// Whether an exception of a file speaks of a place under a code. Wherever somebody has recorded a contradiction, it
/// stays told there, so that no later run asks for the same again in the other file.
pub(crate) fn is_excepted(code: &str, (file, place): BlamedPlace<'_>) -> bool {
    file.data.exceptions.get(code).is_some_and(|places| places.contains(place.as_str()))
}

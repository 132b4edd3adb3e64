//! What a rule sees of several countries at once.

use dataset::Dataset;
use dataset::register::Described;

/// What assessments share or may contradict each other in. What is alike everywhere, or stands in one country only, is not in
/// it, so that it stays small however large the dataset is.
#[derive(Debug)]
pub struct Across<'a> {
    /// The assessments concerned, and with each paragraph that stands in several countries the first assessment that has it.
    pub dataset: &'a Dataset,
    /// The sources concerned, in the order of the dataset: with each the first that has its id, and for each of its keys the
    /// first that has that key.
    pub sources: Vec<Described<'a>>,
}

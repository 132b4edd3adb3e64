//! Which diagnostics a file can accept, and where its exceptions would stand.

use crate::registry::can_be_excepted;
use dataset::Dataset;
use dataset::model::assessment::Assessment;
use format::diagnostic::{Diagnostic, ExistingExceptions};

/// Says of each diagnostic whether its file can accept it. One line that tells of many findings is about no place of its own.
pub(crate) fn mark(dataset: &Dataset, diagnostics: &mut [Diagnostic]) {
    let is_one = |diagnostic: &&mut Diagnostic| diagnostic.count == 1 && can_be_excepted(diagnostic.code);
    for diagnostic in diagnostics.iter_mut().filter(is_one) {
        let file = dataset.place_of(&diagnostic.location.path).map(|place| &dataset.assessments[place].file);
        diagnostic.exceptions_there = file.and_then(|file| exceptions_there(&file.data, diagnostic.code));
    }
}

fn exceptions_there(data: &Assessment, code: &str) -> Option<ExistingExceptions> {
    data.status?;
    Some(if data.exceptions.is_empty() {
        ExistingExceptions::None
    } else if data.exceptions.contains(code) {
        ExistingExceptions::SameCode
    } else {
        ExistingExceptions::OtherCodes
    })
}

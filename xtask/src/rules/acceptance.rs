//! Which diagnostics a file can accept, and the line that does it.

use std::collections::HashMap;

use super::can_be_excepted;
use crate::dataset::{AssessmentFile, Dataset};
use crate::diagnostic::{Acceptance, Diagnostic};
use crate::model::assessment::Status;
use crate::text::PLACEHOLDER;

/// Says of each diagnostic that its file can accept how that is done. A draft can accept none.
pub(crate) fn offer(dataset: &Dataset, diagnostics: &mut [Diagnostic]) {
    let files: HashMap<&str, &AssessmentFile> =
        dataset.assessments.iter().map(|file| (&*file.file.path, file)).collect();
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| can_be_excepted(diagnostic.code)) {
        let Some(file) = files.get(&*diagnostic.location.path) else { continue };
        diagnostic.acceptance = acceptance(file, diagnostic);
    }
}

fn acceptance(file: &AssessmentFile, diagnostic: &Diagnostic) -> Option<Acceptance> {
    let data = &file.file.data;
    match data.status? {
        Status::Published | Status::Reconstructed => {}
        Status::Draft => return None,
    }
    let code = diagnostic.code;
    let pointer = serde_json::Value::from(diagnostic.location.pointer()?.as_str());
    let place = if data.exceptions.contains(code) {
        format!("to \"{code}\" under \"exceptions\" what stands here in braces")
    } else if data.exceptions.is_empty() {
        "under \"exceptions\", a new field at the end of the file".to_owned()
    } else {
        "under \"exceptions\"".to_owned()
    };
    Some(Acceptance {
        place: format!(
            "If the published document itself is so, add {place}, with what it prints as the reason:"
        ),
        line: format!("\"{code}\": {{ {pointer}: \"{PLACEHOLDER}\" }}"),
    })
}

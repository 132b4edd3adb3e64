//! The numbered notes of an assessment and the bibliography of its sources, as text.

use crate::render::{plain, remark};
use bibliography::notes::bibliography;
use bibliography::source::Source;
use dataset::AssessmentFile;
use dataset::notes::{letters, notes};

/// Renders the notes of an assessment under a heading, one a line, then its bibliography.
pub fn render(file: &AssessmentFile, country_name: &str) -> String {
    let data = &file.data;
    let mut out =
        format!("{} ({}), edition {}\n\n", plain(country_name), plain(&file.country), plain(&file.edition));
    for note in notes(data) {
        out.push_str(&format!("{}. {}\n", note.number, plain(&note.text.plain())));
    }
    if !data.remarks.is_empty() {
        out.push_str("\nRemarks on the document\n\n");
        for said in data.remarks.values() {
            out.push_str(&format!("- {}\n", plain(&remark::sentence(said))));
        }
    }
    out.push_str("\nBibliography\n\n");
    let sources: Vec<&Source> = data.sources.values().collect();
    for (_, entry) in bibliography(&sources, letters(data)) {
        out.push_str(&format!("{}\n", plain(&entry.plain())));
    }
    out
}

//! What `git diff` prints of one assessment: the diff of its pages, by lines.

use similar::TextDiff;

use super::page::page;
use super::plain;

/// A version of a file as Git hands it over.
#[derive(Clone, Debug, Default)]
pub struct FileVersion {
    /// Its path; none where the file is not there in this version.
    pub path: Option<String>,
    /// Its mode, such as `100644`.
    pub mode: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The diff of two versions, harmless for a terminal. Where one is no assessment that can be read, the texts themselves are
/// compared.
pub fn render(before: &FileVersion, after: &FileVersion) -> String {
    let name = |version: &FileVersion, letter: char| match &version.path {
        Some(path) => format!("{letter}/{path}"),
        None => "/dev/null".to_owned(),
    };
    let (old, new) = (name(before, 'a'), name(after, 'b'));
    let mut out = format!("diff {} {}\n", plain(&old), plain(&new));
    if before.path.is_some() && after.path.is_some() && before.mode != after.mode {
        out.push_str(&format!("old mode {}\nnew mode {}\n", plain(&before.mode), plain(&after.mode)));
    }
    let (old_text, new_text) = texts(before, after);
    let diff = TextDiff::from_lines(&old_text, &new_text);
    let unified = diff.unified_diff().context_radius(3).header(&old, &new).to_string();
    if unified.is_empty() && before.bytes != after.bytes {
        out.push_str("Only the layout differs (order, spaces or line ends), not what the file says.\n");
    }
    out.extend(unified.split_inclusive('\n').map(|line| plain(line.trim_end_matches('\n')) + "\n"));
    out
}

/// Both pages, or both texts as they are.
fn texts(before: &FileVersion, after: &FileVersion) -> (String, String) {
    let page = |version: &FileVersion| match version.path {
        Some(_) => page(&version.bytes),
        None => Some(String::new()),
    };
    let raw = |version: &FileVersion| String::from_utf8_lossy(&version.bytes).into_owned();
    page(before).zip(page(after)).unwrap_or_else(|| (raw(before), raw(after)))
}

//! Writes the review sheet of a stranger's run anew, so that only what is written here can be live on GitHub.
//!
//! The sheet is read as Markdown into blocks of a few kinds (`read`). What is of another kind is text. The blocks are written by
//! the functions that write every page of this project ([`inert::markdown`]), which escape every text. The page is then read again
//! with everything that GitHub's Markdown can do, and refused if more is live in it than was meant (`inspect`).

mod inline;
mod inspect;
mod read;

pub use inspect::{Live, inspect};

/// How many bytes of a sheet are read. What the program writes, a diff and a validation, is shorter by far.
pub const LONGEST: usize = 262_144;

/// How many bytes a comment may have, with room for what stands before the sheet.
pub const LIMIT: usize = inert::markdown::LIMIT - 1_536;

/// The sheet as the text of a comment, or nothing if nothing can be read in it.
///
/// # Errors
///
/// What is live in the text that was made, which would be a mistake of this program.
pub fn comment(sheet: &str) -> Result<Option<String>, Live> {
    let blocks = read::blocks(beginning(sheet));
    if blocks.is_empty() {
        return Ok(None);
    }
    let page = inert::markdown::page(&blocks, LIMIT, "The run that made this has all of it.");
    inspect(&page)?;
    Ok(Some(page))
}

/// The lines of a sheet that are read.
fn beginning(sheet: &str) -> &str {
    if sheet.len() <= LONGEST {
        return sheet;
    }
    let most = &sheet.as_bytes()[..LONGEST];
    let end = most.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    &sheet[..end]
}

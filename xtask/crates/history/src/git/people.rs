//! What people who wrote commits are called: in the letters that a commit says it is written in, and by the names that
//! `.mailmap` gives them.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};
use git2::{Mailmap, Signature, Time, message_trailers_strs};

use super::Repository;
use format::limits::LARGEST_FILE;
use format::tree::read_file;

/// The file that says which names and addresses are of one person.
const MAILMAP: &str = ".mailmap";

/// The trailer by which a commit names others who worked on it.
const CO_AUTHOR: &str = "co-authored-by";

/// The text of a commit, in the letters that its header names, or else in UTF-8. Where it is neither, it is taken for Western
/// European, as Git itself does with letters that come without a word on what they are.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let head = bytes.split(|byte| *byte == b'\n').take_while(|line| !line.is_empty());
    let label = head.filter_map(|line| line.strip_prefix(b"encoding ")).next();
    match (label.and_then(|label| Encoding::for_label(label.trim_ascii())), str::from_utf8(bytes)) {
        // Git writes what is not ASCII as the header says; what is UTF-8 all the same has been said to be what it is not.
        (Some(encoding), Err(_)) => encoding.decode_without_bom_handling(bytes).0,
        (Some(encoding), Ok(text)) if encoding.is_ascii_compatible() => Cow::Borrowed(text),
        (Some(encoding), Ok(_)) => encoding.decode_without_bom_handling(bytes).0,
        (None, Ok(text)) => Cow::Borrowed(text),
        (None, Err(_)) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// Somebody as a line of a commit names them: `Name <address> …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person<'p> {
    pub(super) name: &'p str,
    pub(super) address: &'p str,
}

impl<'p> Person<'p> {
    /// Reads the line, as far as it names somebody.
    pub(super) fn of(line: &'p str) -> Self {
        let (name, rest) = line.split_once('<').unwrap_or((line, ""));
        let (address, _) = rest.split_once('>').unwrap_or((rest, ""));
        Self { name: name.trim(), address: address.trim() }
    }
}

/// The people whom the trailers of a message name as its co-authors.
pub(super) fn co_authors(message: &str) -> Vec<String> {
    let Ok(trailers) = message_trailers_strs(message) else { return Vec::new() };
    let named = trailers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(CO_AUTHOR));
    named.map(|(_, who)| who.to_owned()).collect()
}

impl Repository {
    /// What somebody is called: as `.mailmap` says, or else as they called themselves.
    pub(super) fn called(&self, person: &Person<'_>) -> String {
        let mapped = self.mailmap.get_or_init(|| self.read_mailmap()).as_ref().and_then(|mailmap| {
            let signature = Signature::new(person.name, person.address, &Time::new(0, 0)).ok()?;
            let mapped = mailmap.resolve_signature(&signature).ok()?;
            Some(mapped.name().ok()?.to_owned())
        });
        mapped.unwrap_or_else(|| person.name.to_owned())
    }

    /// The names of the working tree; of a bare repository those of its newest commit. A link is not followed, as Git does not.
    fn read_mailmap(&self) -> Option<Mailmap> {
        let bytes = match self.working_folder() {
            Some(folder) => {
                let file = folder.join(MAILMAP);
                if file.is_symlink() || !file.is_file() {
                    return None;
                }
                read_file(&file, LARGEST_FILE).ok()?
            }
            None => self.file_at("HEAD", MAILMAP).ok()??,
        };
        Mailmap::from_buffer(&decoded(&bytes).replace('\0', "")).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_what_the_commit_says_they_are() {
        assert_eq!(
            decoded(b"author Jos\xe9 <j@x>\nencoding ISO-8859-1\n\nm"),
            "author Jos\u{e9} <j@x>\nencoding ISO-8859-1\n\nm"
        );
        assert_eq!(
            decoded(b"author \xa3\xf3\n\nencoding ISO-8859-2\n"),
            "author \u{a3}\u{f3}\n\nencoding ISO-8859-2\n"
        );
        assert_eq!(
            decoded(b"author \xa3\xf3\nencoding ISO-8859-2\n\nm"),
            "author \u{141}\u{f3}\nencoding ISO-8859-2\n\nm"
        );
        assert_eq!(
            decoded(b"author \x93\xfa\nencoding Shift_JIS\n\nm"),
            "author \u{65e5}\nencoding Shift_JIS\n\nm"
        );
        assert_eq!(
            decoded("author Jos\u{e9}\nencoding unheard-of\n\nm".as_bytes()),
            "author Jos\u{e9}\nencoding unheard-of\n\nm"
        );
        assert_eq!(
            decoded("author Jos\u{e9}\nencoding latin1\n\nm".as_bytes()),
            "author Jos\u{e9}\nencoding latin1\n\nm"
        );
    }

    #[test]
    fn co_authors_stand_in_the_last_paragraph() {
        let message = "Rate\n\nCo-authored-by: Not Yet <n@x>\n\nText.\n\nReviewed-by: Zoe <z@x>\nCo-Authored-By: Ben Example <b@x>\nco-authored-by: Cy <c@x>\n";
        assert_eq!(co_authors(message), ["Ben Example <b@x>", "Cy <c@x>"]);
        assert_eq!(co_authors("Co-authored-by: in the subject"), [""; 0]);
        assert_eq!(Person::of("Ben Example <b@x> and more"), Person { name: "Ben Example", address: "b@x" });
        assert_eq!(Person::of("Ben"), Person { name: "Ben", address: "" });
    }
}

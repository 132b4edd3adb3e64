//! What a case puts into the small repository: the forms of its lines and fences, and what each does to a state.

use format::tree::{Entry, EntryKind};
use serde_json::Value;

use super::signs::bytes;
use crate::support::{State, merge, root};

/// What can be said of a file, for whoever has said something else. CONTRIBUTING.md tells what each means.
const FORMS: &str = "\
`PATH` with: (above a fence json or diff)
`PATH` is: (above a fence)
`PATH`, a copy of `OTHER`, with: (above a fence json)
`PATH`, a copy of `OTHER`.
`PATH` is [FILE](raw/FILE).
`PATH` is there.
`PATH` is deleted.
`PATH` is a symbolic link.
`PATH` cannot be read.
`PATH` has 100 more spaces at its end.";

/// One file of a case, and what is put there.
pub(super) struct Part {
    /// Whether it belongs to the state that a change starts from.
    pub(super) when: When,
    path: String,
    put: Put,
}

/// A state of a case.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// The one that a change starts from.
    Before,
    /// The one that is judged.
    After,
}

enum Put {
    /// Fields of the file, or of a copy of another one, get new values: a JSON Merge Patch (RFC 7396).
    Fields { copy_of: Option<String>, fields: Value },
    /// Lines of the file are replaced, each once: the old ones with the new ones.
    Lines(Vec<(Vec<u8>, Vec<u8>)>),
    /// The whole file.
    Whole(Vec<u8>),
    /// The file is a copy of another one.
    Copy(String),
    /// The file stays as it is.
    There,
    /// The file goes.
    Deleted,
    /// Its bytes are not to be had.
    Unreadable,
    /// A symbolic link stands there.
    Link,
    /// Spaces are added to its end.
    Spaces(usize),
}

/// A fence: its language, and its text.
pub(super) type Fence<'f> = (&'f str, &'f str);

/// Whether a paragraph is about a file, and not prose.
pub(super) fn is_about_a_file(paragraph: &str) -> bool {
    paragraph.starts_with('`') || paragraph.starts_with("Before the change, `")
}

/// Whether a line needs a fence below it.
pub(super) fn has_fence(line: &str) -> bool {
    line.ends_with(':')
}

/// Reads a line about a file, with the fence below it if it has one.
pub(super) fn part(line: &str, fence: Option<Fence<'_>>) -> Result<Part, String> {
    let (when, line) = match line.strip_prefix("Before the change, ") {
        Some(rest) => (When::Before, rest),
        None => (When::After, line),
    };
    let unknown = || format!("a line about a file is one of these:\n{FORMS}");
    let (path, said) = line.strip_prefix('`').and_then(|rest| rest.split_once('`')).ok_or_else(unknown)?;
    let put = match fence {
        Some(fence) => with_fence(said, fence)?,
        None => without_fence(said)?,
    };
    Ok(Part { when, path: path.to_owned(), put: put.ok_or_else(unknown)? })
}

fn with_fence(said: &str, (language, text): Fence<'_>) -> Result<Option<Put>, String> {
    let fields = |copy_of| {
        let fields =
            serde_json::from_slice(&bytes(text)?).map_err(|why| format!("the fence is no JSON: {why}"))?;
        Ok(Some(Put::Fields { copy_of, fields }))
    };
    match (said, language) {
        (" with:", "json") => fields(None),
        (" with:", "diff") => {
            text.split("@@\n").map(hunk).collect::<Result<_, _>>().map(Put::Lines).map(Some)
        }
        (" is:", _) => Ok(Some(Put::Whole(bytes(text)?))),
        (said, "json") => {
            match said.strip_prefix(", a copy of `").and_then(|rest| rest.strip_suffix("`, with:")) {
                Some(other) => fields(Some(other.to_owned())),
                None => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

fn without_fence(said: &str) -> Result<Option<Put>, String> {
    let between = |start: &str, end: &str| said.strip_prefix(start)?.strip_suffix(end);
    Ok(match said {
        " is there." => Some(Put::There),
        " is deleted." => Some(Put::Deleted),
        " cannot be read." => Some(Put::Unreadable),
        " is a symbolic link." => Some(Put::Link),
        _ => {
            if let Some(count) = between(" has ", " more spaces at its end.") {
                Some(Put::Spaces(count.parse().map_err(|why| format!("{count}: {why}"))?))
            } else if let Some(other) = between(", a copy of `", "`.") {
                Some(Put::Copy(other.to_owned()))
            } else if let Some((name, _)) = between(" is [", ").").and_then(|link| link.split_once("](raw/"))
            {
                let file = root().join("tests/rules/raw").join(name);
                Some(Put::Whole(std::fs::read(file).map_err(|why| format!("raw/{name}: {why}"))?))
            } else {
                None
            }
        }
    })
}

/// The old and the new lines of a hunk.
fn hunk(text: &str) -> Result<(Vec<u8>, Vec<u8>), String> {
    let (mut old, mut new) = (String::new(), String::new());
    let mut last = ' ';
    for line in text.split_inclusive('\n') {
        let sign = line.chars().next().expect("a line is not empty");
        // An editor may have taken the space of an empty line away.
        let rest = if sign == '\n' { line } else { &line[sign.len_utf8()..] };
        let (is_old, is_new, rest) = match sign {
            ' ' | '\n' => (true, true, rest),
            '-' => (true, false, rest),
            '+' => (false, true, rest),
            '\\' => (last != '+', last != '-', line),
            _ => return Err(format!("a line of a diff begins with a space, - or +: {line}")),
        };
        last = if sign == '\\' { last } else { sign };
        if is_old {
            old.push_str(rest);
        }
        if is_new {
            new.push_str(rest);
        }
    }
    Ok((bytes(&old)?, bytes(&new)?))
}

impl Part {
    /// The state with the part in it.
    pub(super) fn put_into(&self, mut state: State) -> Result<State, String> {
        let path = &self.path;
        let known = |state: &State, path: &str| {
            state.files.get(path).cloned().ok_or_else(|| format!("{path} is not there"))
        };
        let other = |kind| Entry { path: path.as_str().into(), kind };
        match &self.put {
            Put::Fields { copy_of, fields } => {
                if let Some(other) = copy_of {
                    state.files.insert(path.clone(), known(&State::base(), other)?);
                }
                known(&state, path)?;
                return Ok(state.edited(path, |value| merge(value, fields.clone())));
            }
            Put::Lines(hunks) => {
                let file = replaced(&known(&state, path)?, hunks)?;
                state.files.insert(path.clone(), file);
            }
            Put::Whole(bytes) => {
                state.files.insert(path.clone(), bytes.clone());
            }
            Put::Copy(other) => {
                state.files.insert(path.clone(), known(&State::base(), other)?);
            }
            Put::There => {
                known(&state, path)?;
            }
            Put::Deleted => {
                known(&state, path)?;
                state.files.remove(path);
            }
            Put::Unreadable => {
                state.files.remove(path);
                state.others.push(other(EntryKind::File { size: 1 }));
            }
            Put::Link => {
                state.files.remove(path);
                state.others.push(other(EntryKind::SymbolicLink));
            }
            Put::Spaces(count) => {
                let mut file = known(&state, path)?;
                file.extend(std::iter::repeat_n(b' ', *count));
                state.files.insert(path.clone(), file);
            }
        }
        Ok(state)
    }
}

/// A file with some of its lines replaced, which stand there exactly once, in the order of the hunks.
fn replaced(file: &[u8], hunks: &[(Vec<u8>, Vec<u8>)]) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let mut end = 0;
    for (old, new) in hunks {
        let is_start = |at: &usize| *at == 0 || file[at - 1] == b'\n';
        let places = (0..file.len()).filter(|at| file[*at..].starts_with(old)).filter(is_start);
        let lines = String::from_utf8_lossy(old);
        let [at] = places.collect::<Vec<usize>>()[..] else {
            return Err(format!("these lines stand in the file exactly once:\n{lines}"));
        };
        let between =
            file.get(end..at).ok_or_else(|| format!("these lines stand below those before:\n{lines}"))?;
        out.extend_from_slice(between);
        out.extend_from_slice(new);
        end = at + old.len();
    }
    out.extend_from_slice(&file[end..]);
    Ok(out)
}

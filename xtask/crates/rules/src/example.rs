//! What the examples of a rule are put into: each part of one names a file of the small repository under `tests/base/`.
//!
//! An example is text that people read and the tests run. Its parts begin with a line `FILE:`; the first part needs none where it
//! is about [`DEFAULT`]. A part is fields to change (a JSON Merge Patch, RFC 7396), or else text that stands in the file in place
//! of what is right. An example that is one line with a path says what stands there.

/// The file that an example is about unless it names another.
pub const DEFAULT: &str = "dataset/assessments/XAA/2022.json";

/// A part of an example: what is put where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'e> {
    /// In which state of the repository: for a rule on changes an example can say what was there before.
    pub state: State,
    /// The file, from the repository's root.
    pub path: &'e str,
    /// The file that it is a copy of, if it is new.
    pub copy_of: Option<&'e str>,
    /// What is put there.
    pub put: Put<'e>,
}

/// A state of the repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The one that a change starts from.
    Before,
    /// The one that is judged.
    After,
}

/// What an example puts into a file, or in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put<'e> {
    /// Fields with their new values; with null a field is taken away.
    Fields(&'e str),
    /// Text of the file as it stands there.
    Text(&'e str),
    /// What a listing would say of the path: `PATH`, `PATH (missing)`, `PATH -> TARGET`.
    Entry(&'e str),
}

/// The parts of an example, in order.
pub fn parts(example: &str) -> Vec<Part<'_>> {
    if is_path(example) {
        let path = example.split(" -> ").next().unwrap_or(example);
        let path =
            path.rsplit_once(" (").filter(|(_, end)| !end.contains('.')).map_or(path, |(path, _)| path);
        return vec![Part { state: State::After, path, copy_of: None, put: Put::Entry(example) }];
    }
    let mut parts = Vec::new();
    let mut rest = example;
    while !rest.is_empty() {
        let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
        let (state, path, copy_of, body) = match heading(line) {
            Some((state, path, copy_of)) => (state, path, copy_of, below),
            None => (State::After, DEFAULT, None, rest),
        };
        let mut end = 0;
        for line in
            body.split_inclusive('\n').take_while(|line| heading(line.trim_end_matches('\n')).is_none())
        {
            end += line.len();
        }
        let text = body[..end].trim_end_matches('\n');
        // A file may begin with a brace as well: fields are a whole object.
        let is_object = text.starts_with('{') && text.ends_with('}');
        let put = if is_object { Put::Fields(text) } else { Put::Text(text) };
        parts.push(Part { state, path, copy_of, put });
        rest = &body[end..];
    }
    parts
}

/// Reads `FILE:`, `before:`, `before FILE:` and `FILE, a copy of FILE:`.
fn heading(line: &str) -> Option<(State, &str, Option<&str>)> {
    let line = line.strip_suffix(':')?;
    let (state, named) = match line.strip_prefix("before") {
        Some("") => return Some((State::Before, DEFAULT, None)),
        Some(named) => (State::Before, named.trim_start()),
        None => (State::After, line),
    };
    let (path, copy_of) = match named.split_once(", a copy of ") {
        Some((path, other)) => (path, Some(other)),
        None => (named, None),
    };
    is_path(path).then_some((state, path, copy_of))
}

fn is_path(line: &str) -> bool {
    !line.contains(['\n', '"']) && (line.starts_with("dataset/") || line.starts_with("xtask/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_their_files() {
        let part = |state, path, put| Part { state, path, copy_of: None, put };
        assert_eq!(parts("{ \"a\": 1 }"), [part(State::After, DEFAULT, Put::Fields("{ \"a\": 1 }"))]);
        assert_eq!(parts("{\n  \"a\": 1,"), [part(State::After, DEFAULT, Put::Text("{\n  \"a\": 1,"))]);
        let two = "before:\n{ \"a\": 1 }\ndataset/editions.json:\n{\n  \"b\": 2\n}";
        assert_eq!(
            parts(two),
            [
                part(State::Before, DEFAULT, Put::Fields("{ \"a\": 1 }")),
                part(State::After, "dataset/editions.json", Put::Fields("{\n  \"b\": 2\n}")),
            ]
        );
    }

    #[test]
    fn a_line_with_a_path_is_an_entry() {
        for (line, path) in [
            ("dataset/countries.json (missing)", "dataset/countries.json"),
            ("dataset/countries.json -> /etc/passwd", "dataset/countries.json"),
            ("dataset/a/2022 (final).json", "dataset/a/2022 (final).json"),
        ] {
            let [only] = parts(line)[..] else { panic!("{line} is one part") };
            assert_eq!((only.path, only.put), (path, Put::Entry(line)));
        }
    }

    #[test]
    fn a_new_file_can_be_a_copy() {
        let [only] =
            parts("dataset/frameworks/b.json, a copy of dataset/frameworks/a.json:\n{ \"id\": \"b\" }")[..]
        else {
            panic!("one part")
        };
        assert_eq!(
            (only.path, only.copy_of),
            ("dataset/frameworks/b.json", Some("dataset/frameworks/a.json"))
        );
    }
}

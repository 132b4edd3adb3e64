//! Which bracket is missing or too many in a text that was laid out in steps, told by the indentation of its lines.
//!
//! A parser notices a missing bracket only where the data ends, often a thousand lines later. In a text that was laid out
//! before the slip, every line is indented by one step for each bracket open before it; the first line that is not, stands
//! beside the slip.

use super::slip::Slip;
use super::{Json, LONG_NAME};
use crate::diagnostic::quoted;

/// A bracket that is open.
#[derive(Clone, Copy, Debug)]
struct Open<'t> {
    /// `{` or `[`.
    bracket: char,
    /// The name of the member that it begins; empty for an element of a list and for the whole.
    name: &'t str,
    /// The number of its line, from 1.
    line: usize,
    /// The byte at which it stands.
    at: usize,
    /// By how many blanks its line is indented.
    indent: usize,
}

impl Open<'_> {
    fn closer(self) -> char {
        closer_of(self.bracket)
    }

    /// What it begins, in words.
    fn words(self) -> String {
        let kind = if self.bracket == '{' { "group" } else { "list" };
        let name = if self.name.is_empty() { String::new() } else { format!(" {}", quoted(self.name)) };
        format!("the {kind}{name} that begins in line {}", self.line)
    }
}

/// A way to put the text right: bytes to take out at a place, and what to put there.
struct Repair<'t> {
    at: usize,
    taken: usize,
    put: &'t str,
}

/// The slip, if brackets do not match, the text is indented in steps, and putting it right makes more of the text readable.
pub(super) fn unmatched(text: &str) -> Option<Slip> {
    if is_balanced(text) {
        return None;
    }
    let step = step(text)?;
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut start = 0;
    let mut last: Option<Line<'_>> = None;
    // The line in which what was closed last began, and by how many blanks that is indented.
    let (mut began, mut began_at) = (0, 0);
    for (nth, whole) in text.split_inclusive('\n').enumerate() {
        let line = Line::new(whole, start, nth + 1);
        start += whole.len();
        if line.content.is_empty() {
            continue;
        }
        let begins_with_closer = line.content.starts_with(['}', ']']);
        let depth = open.len().saturating_sub(usize::from(begins_with_closer));
        let fitting = line.indent.len() / step.len() + usize::from(begins_with_closer);
        if line.indent.len() < depth * step.len() {
            let unclosed = open.get(fitting..)?;
            return missing_closers(text, line.first(), last?.end(), unclosed);
        }
        if line.indent.len() > depth * step.len() || (begins_with_closer && open.is_empty()) {
            let outer = open.last().map(|outer| outer.bracket);
            let last = last?;
            let deep = || too_deep(text, &line, &last, began);
            let lost = || missing_line(text, &line, outer?);
            if begins_with_closer {
                return deep();
            }
            // What was closed where it began, and held something, was closed rightly.
            let is_closer = last.content.starts_with(['}', ']']);
            let is_right = last.indent.len() == began_at && began + 1 < last.number && outer == Some('{');
            return match (is_closer, is_right) {
                (true, true) => lost().or_else(deep),
                (true, false) => deep(),
                (false, _) => deep().or_else(lost),
            };
        }
        for (at, bracket) in line.brackets() {
            match bracket {
                '{' | '[' => {
                    let name = line.name_before(at);
                    let (at, indent) = (line.start + at, line.indent.len());
                    open.push(Open { bracket, name, line: line.number, at, indent });
                }
                closer => {
                    let Some(opened) = open.pop() else {
                        return extra(text, line.start + at, closer);
                    };
                    (began, began_at) = (opened.line, opened.indent);
                    if opened.closer() != closer {
                        let is_outer = open.last().is_some_and(|outer| outer.closer() == closer);
                        let missing = is_outer.then(|| missing_in_line(text, &line, at, opened)).flatten();
                        if missing.is_some() {
                            return missing;
                        }
                        let extra = || extra(text, line.start + at, closer);
                        let other_kind = || other_kind(text, line.start + at, closer, opened);
                        // Alone on its line it closes something; behind other text one too many is as likely.
                        let slip = if at == line.indent.len() {
                            other_kind().or_else(extra)
                        } else {
                            extra().or_else(other_kind)
                        };
                        return slip.or_else(|| other_opener(text, closer, opened));
                    }
                }
            }
        }
        last = Some(line);
    }
    let end = last?.end();
    missing_closers(text, end - 1, end, &open)
}

/// Whether every bracket outside of texts has its other half.
fn is_balanced(text: &str) -> bool {
    let mut open = Vec::new();
    for line in text.lines() {
        for (_, bracket) in Line::new(line, 0, 0).brackets() {
            match bracket {
                '{' | '[' => open.push(bracket),
                closer if open.pop().map(closer_of) != Some(closer) => return false,
                _ => {}
            }
        }
    }
    open.is_empty()
}

fn closer_of(bracket: char) -> char {
    if bracket == '{' { '}' } else { ']' }
}

/// One step of indentation: what stands before the first line that is indented.
fn step(text: &str) -> Option<&str> {
    text.lines().map(|line| &line[..line.len() - line.trim_start().len()]).find(|indent| !indent.is_empty())
}

/// The slip before a line that is indented more than the brackets before it ask for. What was closed last began in a line.
fn too_deep(text: &str, line: &Line<'_>, last: &Line<'_>, began: usize) -> Option<Slip> {
    if let Some(closer) = line.content.chars().next().filter(|c| matches!(c, '}' | ']')) {
        return extra(text, line.first(), closer);
    }
    // Perhaps a bracket was closed at the end of the line before, where nothing was to be closed.
    let closers: Vec<_> = last.brackets().filter(|(_, bracket)| matches!(bracket, '}' | ']')).collect();
    let extra = || closers.iter().rev().find_map(|(at, closer)| extra(text, last.start + at, *closer));
    // A line that begins with its bracket, at the depth that it has, closes what it should; but hardly what has just begun.
    if last.content.starts_with(['}', ']']) && began + 1 < last.number {
        missing_opener(text, line, last).or_else(extra)
    } else {
        extra().or_else(|| missing_opener(text, line, last))
    }
}

fn missing_closers(text: &str, shown: usize, at: usize, unclosed: &[Open<'_>]) -> Option<Slip> {
    let opened = *unclosed.last()?;
    let closers: String = unclosed.iter().rev().map(|open| open.closer()).collect();
    let is_better = ["", ","].into_iter().any(|comma| {
        let put = format!("{closers}{comma}");
        Repair { at, taken: 0, put: &put }.helps(text)
    });
    // What was closed on one line has its comma behind the bracket that is missing.
    let before_comma = text[..at].ends_with(',').then_some(at.saturating_sub(1));
    let is_better =
        is_better || before_comma.is_some_and(|at| Repair { at, taken: 0, put: &closers }.helps(text));
    let closer = opened.closer();
    is_better.then(|| Slip {
        offset: shown,
        message: format!("a closing {closer} is missing before this: {} is not closed", opened.words()),
        help: if unclosed.len() == 1 {
            format!("Close it with {closer}, or with {closer}, and a comma where more of its kind follows.")
        } else {
            format!("Close it, and what stands around it, with {closers}, and a comma where more follows.")
        },
    })
}

fn extra(text: &str, at: usize, closer: char) -> Option<Slip> {
    let with_comma = text[at + 1..].starts_with(',');
    let taken = [Some(1), with_comma.then_some(2)];
    let is_better = taken.into_iter().flatten().any(|taken| Repair { at, taken, put: "" }.helps(text));
    is_better.then(|| Slip {
        offset: at,
        message: format!("this {closer} is one too many: it closes what stands around it too early"),
        help: format!("Delete this {closer} (and a comma directly after it)."),
    })
}

/// The slip where a bracket was opened and another one is closed: on one line, before the one that is closed, or before an entry
/// that begins in between.
fn missing_in_line(text: &str, line: &Line<'_>, closed: usize, opened: Open<'_>) -> Option<Slip> {
    /// So many places are tried.
    const MOST: usize = 8;
    let closer = opened.closer();
    let entries = line.brackets().filter(|(at, bracket)| *at < closed && *bracket == opened.bracket).skip(1);
    let begin = entries.map(|(at, _)| line.start + at).take(MOST);
    let slip = |offset: usize| Slip {
        offset,
        message: format!("a closing {closer} is missing before this: {} is not closed", opened.words()),
        help: format!("Close it with {closer}; behind it, a comma stands before another one of its kind."),
    };
    let (alone, with_comma) = (closer.to_string(), format!("{closer},"));
    let is_mended_at = |start: &usize| {
        let before = text[..*start].trim_end();
        let (at, put) = match before.strip_suffix(',') {
            Some(before) => (before.len(), &*alone),
            None => (before.len(), &*with_comma),
        };
        Repair { at, taken: 0, put }.mends(text)
    };
    let before_closed = line.start + closed;
    let is_mended = || Repair { at: before_closed, taken: 0, put: &alone }.mends(text);
    let place = begin.into_iter().find(is_mended_at).or_else(|| is_mended().then_some(before_closed));
    place.map(slip)
}

fn other_kind(text: &str, at: usize, closer: char, opened: Open<'_>) -> Option<Slip> {
    let right = opened.closer();
    let put = if right == '}' { "}" } else { "]" };
    Repair { at, taken: 1, put }.helps(text).then(|| Slip {
        offset: at,
        message: format!("a closing {right} belongs here, not {closer}: {} is closed here", opened.words()),
        help: format!("Write {right} in place of {closer}."),
    })
}

/// The slip where what stands within brackets fits those that close it, and not those that open it.
fn other_opener(text: &str, closer: char, opened: Open<'_>) -> Option<Slip> {
    let (put, holds) =
        if closer == ']' { ("[", "values without names") } else { ("{", "names with their values") };
    Repair { at: opened.at, taken: 1, put }.helps(text).then(|| Slip {
        offset: opened.at,
        message: format!(
            "an opening {put} belongs here, not {}: {holds} follow, and {closer} closes them",
            opened.bracket
        ),
        help: format!("Write {put} in place of {}.", opened.bracket),
    })
}

/// The slip before a line that stands a step too deep, where the whole line before it is lost that opened what it is in. `outer`
/// is the bracket that is open there.
fn missing_line(text: &str, line: &Line<'_>, outer: char) -> Option<Slip> {
    let is_member = line.content.starts_with('"') && line.content.contains("\":");
    let (opener, kind) = if is_member { ('{', "group") } else { ('[', "list") };
    let (put, help) = if outer == '{' {
        let help =
            format!("Write it again: the name of the {kind}, a colon and {opener}, as in \"name\": {opener}");
        (format!("\"\": {opener}"), help)
    } else {
        (opener.to_string(), format!("Write {opener} on a line of its own before this one."))
    };
    Repair { at: line.first(), taken: 0, put: &put }.helps(text).then(|| Slip {
        offset: line.first(),
        message: format!("a line is missing before this one: the one that opens its {kind}"),
        help,
    })
}

fn missing_opener(text: &str, line: &Line<'_>, last: &Line<'_>) -> Option<Slip> {
    let is_member = line.content.starts_with('"') && line.content.contains("\":");
    let (opener, put) = if is_member { ('{', "{") } else { ('[', "[") };
    // In a list an element begins with its bracket alone.
    if last.content.ends_with(['[', ',']) {
        return Repair { at: line.first(), taken: 0, put }.helps(text).then(|| Slip {
            offset: line.first(),
            message: format!("an opening {opener} is missing before this"),
            help: format!("Write {opener} on a line of its own before it."),
        });
    }
    if !last.content.ends_with(':') {
        return None;
    }
    Repair { at: last.end(), taken: 0, put }.helps(text).then(|| Slip {
        offset: last.end() - 1,
        message: format!("an opening {opener} is missing after this colon"),
        help: format!("Write {opener} after the colon."),
    })
}

impl Repair<'_> {
    fn repaired(&self, text: &str) -> String {
        [&text[..self.at], self.put, &text[self.at + self.taken..]].concat()
    }

    /// Whether the text is JSON with it.
    fn mends(&self, text: &str) -> bool {
        serde_json::from_str::<Json<'_>>(&self.repaired(text)).is_ok()
    }

    /// Whether the text is JSON with it, or at least beyond the place where it is put right.
    fn helps(&self, text: &str) -> bool {
        let repaired = self.repaired(text);
        match serde_json::from_str::<Json<'_>>(&repaired) {
            Ok(_) => true,
            Err(error) => {
                let line = repaired[..self.at].bytes().filter(|byte| *byte == b'\n').count() + 1;
                error.line() > line + 1 && !error.is_eof() && !error.to_string().starts_with(LONG_NAME)
            }
        }
    }
}

/// A line of the text.
struct Line<'t> {
    /// The byte at which it begins.
    start: usize,
    /// From 1.
    number: usize,
    indent: &'t str,
    /// What stands after the indentation, without blanks at its end.
    content: &'t str,
}

impl<'t> Line<'t> {
    fn new(whole: &'t str, start: usize, number: usize) -> Self {
        let indent = &whole[..whole.len() - whole.trim_start_matches([' ', '\t']).len()];
        Self { start, number, indent, content: whole[indent.len()..].trim_end() }
    }

    /// The byte at which its content begins.
    fn first(&self) -> usize {
        self.start + self.indent.len()
    }

    /// The byte after its content.
    fn end(&self) -> usize {
        self.first() + self.content.len()
    }

    /// The brackets outside of texts, with the bytes from the line's beginning. A text ends with its line.
    fn brackets(&self) -> impl Iterator<Item = (usize, char)> {
        let mut is_text = false;
        let mut is_escaped = false;
        self.content.char_indices().filter_map(move |(at, c)| {
            if is_text {
                is_text = c != '"' || is_escaped;
                is_escaped = c == '\\' && !is_escaped;
                return None;
            }
            is_text = c == '"';
            matches!(c, '{' | '}' | '[' | ']').then_some((self.indent.len() + at, c))
        })
    }

    /// The name of the member whose value begins at a byte of the line.
    fn name_before(&self, at: usize) -> &'t str {
        let before = self.content[..at - self.indent.len()].trim_end();
        before
            .strip_suffix(':')
            .and_then(|before| before.trim_end().strip_suffix('"'))
            .and_then(|before| before.rfind('"').map(|quote| &before[quote + 1..]))
            .unwrap_or_default()
    }
}

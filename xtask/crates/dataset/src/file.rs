//! How one file is read: judged as text, parsed once, judged by its schema and its layout, then taken as values.

mod layout;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use self::layout::not_canonical;
use super::{Damage, File, Reading};
use crate::canonical::{self, Letters};
use crate::schema::Kind;
use format::diagnostic::{Edit, Location, Part, Place, Report};
use format::fault::{Fault, FaultKind, Faults};
use format::json::{self, Json, Repeated, SyntaxErrorKind};
use format::limits::MOST_FAULTS;
use format::pointer::{Pointer, Trail};
use format::text;
use format::tree::{Entry, EntryKind, Tree};
use format::values::Text;

/// What is said of a file that a partial checkout lacks.
pub const NOT_CHECKED_OUT: &str =
    "this checkout is partial: the file is in the repository, but not checked out";

/// The command that checks out the whole dataset where only some of it is.
pub const CHECK_OUT: &str = "git sparse-checkout add dataset";

/// What is said of a text that is not in composed form.
const APART: &str = "a letter and its accent are stored as two characters here (not in Unicode's form NFC)";

/// Reads a file. `indicators` are those whose order it follows, `levels` those on which it rates, `model` takes what the file says.
pub(super) fn read<T: Default>(
    tree: &Tree,
    entry: &Entry,
    kind: Kind,
    indicators: &[&str],
    levels: &[&str],
    reading: Reading,
    model: &dyn Fn(&Json<'_>) -> T,
) -> (File<T>, Vec<Fault>) {
    let path = &entry.path;
    let unreadable = |text: &str, faults: Faults| {
        let left_out = vec![(Pointer::root(), text.into())];
        let (damaged, nowhere) = (Damage::whole(), HashSet::new());
        let file = File { path: path.clone(), data: T::default(), damaged, left_out, nowhere };
        (file, faults.into_iter().collect())
    };
    let mut faults = Faults::default();
    let bytes = match bytes(tree, entry) {
        Ok(bytes) => bytes,
        Err(fault) => {
            let why = fault.report.message.clone();
            faults.push(fault.kind, fault.report);
            return unreadable(&why, faults);
        }
    };
    let text = match decoded(path, &bytes) {
        Ok(text) => text,
        Err(fault) => {
            faults.push(fault.kind, fault.report);
            return unreadable(&String::from_utf8_lossy(&bytes), faults);
        }
    };
    let is_to_be_judged = reading == Reading::ToJudge;
    let is_surely_seen = is_to_be_judged && text::is_surely_seen(text);
    let may_hide = is_to_be_judged && !is_surely_seen;
    let Some(document) = parse(path, text, may_hide, &mut faults) else {
        return unreadable(text, faults);
    };
    let json::Document { mut root, duplicates, duplicate_count } = document;
    let written = if faults.is_empty() { Written::Nowhere } else { Written::AsItIs };
    for repeated in &duplicates {
        faults.push(FaultKind::DuplicateKey, duplicate(path, repeated));
    }
    if let Some(last) = duplicates.last() {
        let place = Place::At(last.pointer.clone(), Part::Key(last.nth));
        let more = duplicate_count - duplicates.len();
        faults.count(FaultKind::DuplicateKey, Location { path: path.clone(), place }, more);
    }
    // Nearly all files have no text that may have to be judged.
    let is_composed =
        (is_surely_seen || may_hide && text::is_surely_composed(text)) && !text::has_escape(text);
    if is_to_be_judged && !is_composed && is_suspicious(&root) {
        judge_strings(path, &root, Trail::Root, written, &mut faults);
    }
    let nowhere = nowhere(&root);
    let schema = kind.schema();
    let complaints = schema.faults(path, &root, levels);
    let is_beyond = duplicate_count > MOST_FAULTS || complaints.count > MOST_FAULTS;
    let hidden: Vec<bool> = complaints.told.iter().map(|fault| is_of_hidden(&mut root, fault)).collect();
    let rest = (!is_beyond).then(|| leave_out(&mut root, duplicates, &complaints.told, reading));
    for (fault, is_hidden) in complaints.told.into_iter().zip(hidden) {
        if !is_hidden {
            faults.push(fault.kind, fault.report);
        }
    }
    for (kind, (first, count)) in complaints.untold {
        faults.count(kind, first, count);
    }
    let Some((damaged, left_out)) = rest else { return unreadable(text, faults) };
    // What is wrong in itself is mostly out of place as well, and that is no fault of its own. For a comparison letters and
    // layout are nothing.
    if reading == Reading::ToJudge && faults.is_empty() {
        let shape = schema.shape();
        let letters = if is_composed { Letters::Composed } else { Letters::of(text) };
        let is_canonical = canonical::is_canonical(text, &root, shape, indicators, letters);
        let canonical = (!is_canonical).then(|| canonical::write(&root, shape, indicators));
        if let Some(fault) = canonical.and_then(|canonical| not_canonical(path, text, &canonical)) {
            faults.push(fault.kind, fault.report);
        }
    }
    let file = File { path: path.clone(), data: model(&root), damaged, left_out, nowhere };
    (file, faults.into_iter().collect())
}

/// The pointers of a file's exceptions and remarks at which nothing stands.
fn nowhere(root: &Json<'_>) -> HashSet<Text> {
    let exceptions = root.get("exceptions").map_or(&[][..], Json::members);
    let pointers = exceptions.iter().flat_map(|(_, pointers)| pointers.members());
    let excepted = pointers.map(|(pointer, _)| pointer.as_ref());
    let remarks = root.get("remarks").map_or(&[][..], Json::members).iter();
    let about = remarks.flat_map(|(_, remark)| remark.get("about").map_or(&[][..], Json::items));
    root.without(excepted.chain(about.filter_map(Json::as_str))).into_iter().map(Text::from).collect()
}

/// Leaves out of a tree what is at fault, so that nothing is concluded from it; gives the pointers to it, and the
/// values that stood there.
fn leave_out(
    root: &mut Json<'_>,
    duplicates: Vec<Repeated<'_>>,
    complaints: &[Fault],
    reading: Reading,
) -> (Damage, Vec<(Pointer, Text)>) {
    let mut damaged: Vec<Pointer> =
        duplicates.iter().flat_map(|repeated| [repeated.first.clone(), repeated.pointer.clone()]).collect();
    let mut known = HashSet::new();
    damaged.retain(|pointer| known.insert(pointer.clone()));
    let mut left_out = twice(root, duplicates);
    for fault in complaints {
        let Some(pointer) = fault.report.location.pointer() else { continue };
        damaged.push(pointer.clone());
        // A text that has not its form says something all the same.
        if reading == Reading::ToCompare && matches!(fault.kind, FaultKind::Malformed | FaultKind::Empty) {
            continue;
        }
        let is_of_no_use = matches!(
            fault.kind,
            FaultKind::OutOfRange
                | FaultKind::UnknownField
                | FaultKind::WrongType
                | FaultKind::ValueNotAllowed
        );
        // A field is missing from a group that is otherwise good; a list that is too long is not gone through.
        let depth = if is_of_no_use { Depth::Whole } else { Depth::Leaf };
        left_out.extend(blank(root, pointer, depth));
    }
    (damaged.into_iter().collect(), left_out)
}

/// Leaves out what stands more than once in its object, since nobody knows which of the values counts; all of them together are
/// the text of what was left out.
fn twice(root: &mut Json<'_>, duplicates: Vec<Repeated<'_>>) -> Vec<(Pointer, Text)> {
    let mut further: HashMap<Pointer, String> = HashMap::new();
    let mut firsts = Vec::new();
    for Repeated { first, value, .. } in duplicates {
        let texts = further.entry(first.clone()).or_insert_with(|| {
            firsts.push(first);
            String::new()
        });
        texts.push('\n');
        texts.push_str(&canonical::fragment(&value, None, &[], 0));
    }
    // What is within comes before what holds it.
    let left_out = firsts.into_iter().rev().filter_map(|first| {
        let (pointer, text) = blank(root, &first, Depth::Whole)?;
        let further = further.remove(&pointer).unwrap_or_default();
        Some((pointer, format!("{text}{further}").into()))
    });
    left_out.collect()
}

/// Whether a text has not its form because of what is hidden in it, which is reported as that.
fn is_of_hidden(root: &mut Json<'_>, fault: &Fault) -> bool {
    let pointer = fault.report.location.pointer().filter(|_| fault.kind == FaultKind::Malformed);
    let text = pointer.and_then(|pointer| root.at_mut(pointer)).and_then(|value| value.as_str());
    text.is_some_and(|text| text.contains(['\n', '\r']) || text::hidden_characters(text).next().is_some())
}

/// How much goes with a value at fault.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// The value, unless it holds others.
    Leaf,
    /// The value with all that it holds.
    Whole,
}

/// Puts a null in the place of a value, and gives the pointer to it with the value's text.
fn blank(root: &mut Json<'_>, pointer: &Pointer, depth: Depth) -> Option<(Pointer, Text)> {
    let value = root.at_mut(pointer)?;
    if depth == Depth::Leaf && value.is_container() {
        return None;
    }
    let value = std::mem::replace(value, Json::Null);
    Some((pointer.clone(), canonical::fragment(&value, None, &[], 0).into()))
}

fn bytes<'t>(tree: &'t Tree, entry: &Entry) -> Result<Cow<'t, [u8]>, Box<Fault>> {
    let fault = |kind, message| Box::new(Fault::new(kind, Report::new(Location::file(&entry.path), message)));
    if let EntryKind::File { size } = entry.kind
        && let Some(message) = canonical::too_large(size)
    {
        return Err(fault(FaultKind::TooLarge, message));
    }
    if entry.kind == EntryKind::NotCheckedOut {
        let report = Report::new(Location::file(&entry.path), NOT_CHECKED_OUT)
            .help(format!("Check it out with: {CHECK_OUT}"));
        return Err(Box::new(Fault::new(FaultKind::Unreadable, report)));
    }
    let read = tree.read(&entry.path);
    read.map_err(|error| fault(FaultKind::Unreadable, format!("the file cannot be read: {error}")))
}

fn decoded<'b>(path: &Arc<str>, bytes: &'b [u8]) -> Result<&'b str, Box<Fault>> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let message = format!("the byte 0x{:02X} is not UTF-8 text", bytes[at]);
        Box::new(Fault::new(FaultKind::InvalidUtf8, Report::new(Location::bytes(path, at..at + 1), message)))
    })
}

fn duplicate(path: &Arc<str>, repeated: &Repeated<'_>) -> Report {
    let Repeated { pointer, nth, first, value: _ } = repeated;
    let place = Place::At(pointer.clone(), Part::Key(*nth));
    let name = pointer.tokens().last().unwrap_or_default().into_owned();
    let how = if pointer == first { "" } else { ", with letters and accents stored otherwise" };
    let message = format!("\"{name}\" appears here a second time{how}; keep only one of them");
    Report::new(Location { path: path.clone(), place }, message)
        .related(Location::key(path, first.clone()), "the first")
}

/// Parses a text whose bytes are UTF-8, and reports what is wrong with it as a text, hidden characters only if it may have any.
fn parse<'t>(
    path: &Arc<str>,
    text: &'t str,
    may_hide: bool,
    faults: &mut Faults,
) -> Option<json::Document<'t>> {
    let body = text::without_byte_order_mark(text);
    let skipped = text.len() - body.len();
    if skipped > 0 {
        let location = Location::bytes(path, 0..skipped);
        let report = Report::new(location, "the file begins with a byte order mark")
            .fix("take the byte order mark away", Edit::Format);
        faults.push(FaultKind::ByteOrderMark, report);
    }
    if let Some(at) = text::carriage_return(body) {
        let count = body.bytes().filter(|byte| *byte == b'\r').count();
        let lines = if count == 1 { "1 line ends".to_owned() } else { format!("{count} lines end") };
        let message = format!("{lines} in the Windows way (CR LF)");
        let place = Location::bytes(path, at + skipped..at + skipped + 1);
        let report = Report::new(place, message).fix("end lines with LF", Edit::Format);
        faults.push(FaultKind::CarriageReturn, report);
    }
    let parsed = json::parse(body);
    // No JSON has a marker at the beginning of a line.
    if parsed.is_err()
        && let Some(range) = text::conflict_marker(body)
    {
        let message = "a merge was not finished here: Git left both versions between markers".to_owned();
        let place = Location::bytes(path, range.start + skipped..range.end + skipped);
        faults.push(FaultKind::ConflictMarker, Report::new(place, message));
        return None;
    }
    let has_raw_control = may_hide && judge_hidden(path, body, skipped, faults);
    let mut report = |kind, range: Range<usize>, message: String, help: Option<String>| {
        let range = range.start + skipped..range.end + skipped;
        faults.push(kind, Report { help, ..Report::new(Location::bytes(path, range), message) });
    };
    match parsed {
        Ok(document) => Some(document),
        Err(error) => {
            let at = error.offset..error.offset + 1;
            if error.kind == SyntaxErrorKind::TooDeep {
                report(FaultKind::TooDeep, at, error.message, None);
            } else if error.kind == SyntaxErrorKind::LongName {
                report(FaultKind::TooLarge, at, error.message, None);
            } else if !has_raw_control {
                let message = format!("the file is not JSON: {}", error.message);
                let is_line_end = body.as_bytes().get(error.offset) == Some(&b'\n');
                let end = if is_line_end { error.offset } else { error.offset + 1 };
                report(FaultKind::InvalidJson, error.offset..end, message, error.help);
            }
            None
        }
    }
}

/// Reports hidden characters that stand in a text behind so many bytes; whether one of them is a control character of ASCII. Of
/// those that are only counted no words are made, because there may be as many as the file has bytes.
fn judge_hidden(path: &Arc<str>, body: &str, skipped: usize, faults: &mut Faults) -> bool {
    let place = |range: Range<usize>| Location::bytes(path, range.start + skipped..range.end + skipped);
    let mut has_raw_control = false;
    let mut hidden = text::hidden_characters(body).inspect(|(_, c)| has_raw_control |= *c < ' ');
    while faults.tell_more(FaultKind::HiddenCharacter)
        && let Some((range, c)) = hidden.next()
    {
        let message = format!("a hidden character: {}", text::describe(c));
        faults.push(FaultKind::HiddenCharacter, Report::new(place(range), message));
    }
    if let Some((first, _)) = hidden.next() {
        faults.count(FaultKind::HiddenCharacter, place(first), 1 + hidden.count());
    }
    has_raw_control
}

/// Whether any text or name may have to be judged; hardly ever, and then their places have to be known.
fn is_suspicious(json: &Json<'_>) -> bool {
    let is_odd = |text: &Cow<'_, str>| {
        let has_escapes = matches!(text, Cow::Owned(_));
        (has_escapes && (!text::is_plain(text) || text.contains(['\n', '\r', '\t'])))
            || text::normalised(text).is_some()
    };
    match json {
        Json::String(text) => is_odd(text),
        Json::Array(items) => items.iter().any(is_suspicious),
        Json::Object(members) => members.iter().any(|(name, value)| is_odd(name) || is_suspicious(value)),
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
    }
}

/// Where the hidden characters of a file have been reported that are not written as escapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// Nowhere: it has none.
    Nowhere,
    /// By their bytes, among what is wrong with the file as bytes.
    AsItIs,
}

/// Reports hidden characters that are written as escapes, and texts that are not in composed form.
fn judge_strings(path: &Arc<str>, json: &Json<'_>, at: Trail<'_>, written: Written, faults: &mut Faults) {
    match json {
        Json::String(text) => {
            if matches!(text, Cow::Owned(_)) && written == Written::Nowhere {
                judge_escapes(path, text, at, faults);
            }
            if text::normalised(text).is_some() {
                apart(Location::value(path, at.pointer()), faults);
            }
        }
        Json::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                judge_strings(path, item, Trail::Element(&at, i), written, faults);
            }
        }
        Json::Object(members) => {
            for (name, value) in members {
                let at = Trail::Member(&at, name);
                judge_strings(path, value, at, written, faults);
                if matches!(name, Cow::Owned(_))
                    && let Some(c) = hidden_in_name(name)
                {
                    escaped(Location::key(path, at.pointer()), c, faults);
                }
                if text::normalised(name).is_some() {
                    apart(Location::key(path, at.pointer()), faults);
                }
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// The first hidden character of a name. One that is not written as an escape has been reported by its bytes.
fn hidden_in_name(name: &str) -> Option<char> {
    text::hidden_characters(name).map(|(_, c)| c).next().or_else(|| name.chars().find(|c| *c < ' '))
}

fn judge_escapes(path: &Arc<str>, text: &str, at: Trail<'_>, faults: &mut Faults) {
    let line_ends = text.char_indices().filter(|(_, c)| matches!(c, '\n' | '\r' | '\t'));
    let line_ends = line_ends.map(|(start, c)| (start..start + 1, c));
    for (range, c) in text::hidden_characters(text).chain(line_ends) {
        escaped(Location::text(path, at.pointer(), range), c, faults);
    }
}

fn escaped(place: Location, c: char, faults: &mut Faults) {
    let message = format!("a hidden character, written as an escape: {}", text::describe(c));
    faults.push(FaultKind::HiddenCharacter, Report::new(place, message));
}

fn apart(place: Location, faults: &mut Faults) {
    let report = Report::new(place, APART).fix("compose letters and accents", Edit::Format);
    faults.push(FaultKind::NotNormalised, report);
}

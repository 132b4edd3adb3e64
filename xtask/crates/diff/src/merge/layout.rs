//! How a merged file is written: in canonical layout, and so that either side of any conflict can be kept and is JSON.
//!
//! The comma is what makes that hard: whether a line ends with one depends on whether something follows, and that can be the
//! very thing that is disputed. So where all that follows a member may be gone, the member's last line goes into the
//! conflict, on each side with its own comma.

use super::members::{Entry, Slot, Value};
use super::{MarkerStyle, Markers, Sides};
use dataset::canonical;
use dataset::schema::Shape;
use format::json::Json;

/// Lines of the merged file.
#[derive(Debug)]
pub(super) enum Piece {
    Agreed(Vec<String>),
    Disputed(Sides<Vec<String>>),
}

/// The order in which a kind of file has its members.
pub(super) struct Page<'p> {
    pub(super) shape: &'p Shape,
    pub(super) indicators: &'p [&'p str],
}

/// The text with markers around what is in conflict.
pub(super) fn marked(pieces: &[Piece], markers: &Markers) -> String {
    let marker = |sign: &str, label: &str| format!("{} {label}", sign.repeat(markers.length));
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Agreed(agreed) => lines.extend(agreed.iter().cloned()),
            Piece::Disputed(sides) => {
                lines.push(marker("<", &markers.labels.ours));
                lines.extend(sides.ours.iter().cloned());
                if markers.style == MarkerStyle::Diff3 {
                    lines.push(marker("|", &markers.labels.ancestor));
                    lines.extend(sides.ancestor.iter().cloned());
                }
                lines.push("=".repeat(markers.length));
                lines.extend(sides.theirs.iter().cloned());
                lines.push(marker(">", &markers.labels.theirs));
            }
        }
    }
    lines.join("\n") + "\n"
}

/// The text with what was there before both sides where they are in conflict.
pub(super) fn as_before(pieces: &[Piece]) -> String {
    let lines = pieces.iter().flat_map(|piece| match piece {
        Piece::Agreed(agreed) => agreed,
        Piece::Disputed(sides) => &sides.ancestor,
    });
    lines.map(|line| format!("{line}\n")).collect()
}

impl Piece {
    pub(super) fn is_disputed(&self) -> bool {
        matches!(self, Piece::Disputed(_))
    }

    /// Puts a comma behind the last line, on all sides that have one.
    fn comma(&mut self) {
        let comma = |lines: &mut Vec<String>| {
            if let Some(last) = lines.last_mut() {
                last.push(',');
            }
        };
        match self {
            Piece::Agreed(lines) => comma(lines),
            Piece::Disputed(Sides { ancestor, ours, theirs }) => {
                [ancestor, ours, theirs].into_iter().for_each(comma);
            }
        }
    }
}

impl Page<'_> {
    /// The lines of a merged file.
    pub(super) fn pieces(&self, merged: &Value<'_>, style: MarkerStyle) -> Vec<Piece> {
        let mut joined: Vec<Piece> = Vec::new();
        for piece in self.value("", merged, Some(self.shape), 0, style) {
            match (joined.last_mut(), piece) {
                (Some(Piece::Agreed(lines)), Piece::Agreed(more)) => lines.extend(more),
                (Some(Piece::Disputed(sides)), Piece::Disputed(more)) => {
                    sides.ancestor.extend(more.ancestor);
                    sides.ours.extend(more.ours);
                    sides.theirs.extend(more.theirs);
                }
                (_, piece) => joined.push(piece),
            }
        }
        joined
    }

    /// The pieces of a value behind a name, both indented.
    fn value(
        &self,
        name: &str,
        value: &Value<'_>,
        shape: Option<&Shape>,
        depth: usize,
        style: MarkerStyle,
    ) -> Vec<Piece> {
        let indent = "  ".repeat(depth);
        let (opening, closing, slots) = match value {
            Value::Taken(json) => return vec![Piece::Agreed(self.lines(name, json, shape, depth))],
            Value::Object(entries) => {
                let entries: Vec<&Entry<'_>> = entries.iter().collect();
                let entries = match shape {
                    Some(shape) => canonical::sorted(entries, |entry| entry.name, shape, self.indicators),
                    None => entries,
                };
                let slots = entries.into_iter().map(|entry| {
                    let shape = shape.and_then(|shape| shape.member(entry.name));
                    let name = format!("{}: ", self.written(entry.name));
                    self.slot(&name, &entry.slot, shape, depth + 1, style)
                });
                ('{', '}', slots.collect::<Vec<_>>())
            }
            Value::List(slots) => {
                let shape = shape.and_then(Shape::item);
                let slots = slots.iter().map(|slot| self.slot("", slot, shape, depth + 1, style));
                ('[', ']', slots.collect())
            }
        };
        if slots.is_empty() {
            return vec![Piece::Agreed(vec![format!("{indent}{name}{opening}{closing}")])];
        }
        let mut pieces = vec![Piece::Agreed(vec![format!("{indent}{name}{opening}")])];
        pieces.extend(with_commas(slots, style));
        pieces.push(Piece::Agreed(vec![format!("{indent}{closing}")]));
        pieces
    }

    fn slot(
        &self,
        name: &str,
        slot: &Slot<'_>,
        shape: Option<&Shape>,
        depth: usize,
        style: MarkerStyle,
    ) -> Vec<Piece> {
        match slot {
            Slot::Agreed(value) => self.value(name, value, shape, depth, style),
            Slot::Disputed(sides) => {
                let lines = |values: &[&Json<'_>]| {
                    separated(values.iter().map(|json| self.lines(name, json, shape, depth)).collect())
                };
                vec![Piece::Disputed(Sides {
                    ancestor: lines(&sides.ancestor),
                    ours: lines(&sides.ours),
                    theirs: lines(&sides.theirs),
                })]
            }
        }
    }

    fn lines(&self, name: &str, json: &Json<'_>, shape: Option<&Shape>, depth: usize) -> Vec<String> {
        let text = canonical::fragment(json, shape, self.indicators, depth);
        format!("{}{name}{text}", "  ".repeat(depth)).split('\n').map(str::to_owned).collect()
    }

    fn written(&self, name: &str) -> String {
        canonical::fragment(&Json::String(name.into()), None, self.indicators, 0)
    }
}

/// Puts commas between the slots of an object or a list, each of which is some pieces.
fn with_commas(mut slots: Vec<Vec<Piece>>, style: MarkerStyle) -> Vec<Piece> {
    let certain = slots.iter().rposition(|pieces| is_certain(pieces, style));
    // What may not be there cannot decide whether the one before it has a comma.
    let uncertain = slots.split_off(certain.map_or(0, |at| at + 1));
    let mut end: Vec<Sides<Vec<String>>> = Vec::new();
    if !uncertain.is_empty() {
        end.extend(slots.last_mut().and_then(pop_line));
        end.extend(uncertain.into_iter().flatten().filter_map(|piece| match piece {
            Piece::Disputed(sides) => Some(sides),
            Piece::Agreed(_) => None,
        }));
    }
    let before_last = slots.len().saturating_sub(1);
    for pieces in slots.iter_mut().take(before_last) {
        pieces.last_mut().into_iter().for_each(Piece::comma);
    }
    let mut pieces: Vec<Piece> = slots.into_iter().flatten().collect();
    if !end.is_empty() {
        let side = |of: fn(&Sides<Vec<String>>) -> &Vec<String>| {
            separated(end.iter().map(of).filter(|lines| !lines.is_empty()).cloned().collect())
        };
        pieces.push(Piece::Disputed(Sides {
            ancestor: side(|sides| &sides.ancestor),
            ours: side(|sides| &sides.ours),
            theirs: side(|sides| &sides.theirs),
        }));
    }
    pieces
}

/// Whether something is there whichever side is kept. An ancestor that is not shown cannot be kept.
fn is_certain(pieces: &[Piece], style: MarkerStyle) -> bool {
    let [Piece::Disputed(sides)] = pieces else { return true };
    let has_ancestor = style == MarkerStyle::Merge || !sides.ancestor.is_empty();
    has_ancestor && !sides.ours.is_empty() && !sides.theirs.is_empty()
}

/// Takes the last line of some pieces, or the conflict that they end with.
fn pop_line(pieces: &mut Vec<Piece>) -> Option<Sides<Vec<String>>> {
    match pieces.pop()? {
        Piece::Agreed(mut lines) => {
            let last = vec![lines.pop()?];
            pieces.push(Piece::Agreed(lines));
            Some(Sides { ancestor: last.clone(), ours: last.clone(), theirs: last })
        }
        Piece::Disputed(sides) => Some(sides),
    }
}

/// The lines of several values, with commas between them.
fn separated(mut values: Vec<Vec<String>>) -> Vec<String> {
    let before_last = values.len().saturating_sub(1);
    for line in values.iter_mut().take(before_last).filter_map(|lines| lines.last_mut()) {
        line.push(',');
    }
    values.into_iter().flatten().collect()
}

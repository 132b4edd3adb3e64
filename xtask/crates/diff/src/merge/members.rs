//! What each member of two versions becomes, by comparing both with the version from which they come.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Sides, list};
use dataset::schema::Kind;
use format::json::{Json, Member};

/// The field of an entry that nobody has confirmed yet.
const CARRIED: &str = "carried";

/// A value of the merged file.
#[derive(Debug)]
pub(super) enum Value<'a> {
    /// As one side has it, or both.
    Taken(&'a Json<'a>),
    /// An object, from members of both.
    Object(Vec<Entry<'a>>),
    /// A list, from elements of both; a slot in conflict can stand for several.
    List(Vec<Slot<'a>>),
}

/// A member of a merged object.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) name: &'a str,
    pub(super) slot: Slot<'a>,
}

/// A place of the merged file.
#[derive(Debug)]
pub(super) enum Slot<'a> {
    /// What both sides can agree to.
    Agreed(Value<'a>),
    /// What each has there, which may be nothing.
    Disputed(Sides<Vec<&'a Json<'a>>>),
}

/// Merges documents whose roots are objects.
pub(super) fn merge<'a>(roots: &'a Sides<Json<'a>>, kind: Kind) -> Value<'a> {
    let mut place = Place { kind, names: Vec::new() };
    let members = Sides {
        ancestor: roots.ancestor.members(),
        ours: roots.ours.members(),
        theirs: roots.theirs.members(),
    };
    let order = order(&members).unwrap_or_else(|| insert(names(members.ours), members.theirs));
    Value::Object(object(&mut place, &members, order))
}

/// Where in a file: the names of the members that lead there.
struct Place<'a> {
    kind: Kind,
    names: Vec<&'a str>,
}

impl Place<'_> {
    /// Whether what stands here has a meaning only as a whole: of a source, a date or a list of people.
    fn is_whole(&self) -> bool {
        self.kind == Kind::Assessment
            && matches!(self.names.as_slice(), ["sources", _, field] if *field != "custom")
    }

    /// Whether this is an entry with an id, which somebody wrote in one piece.
    fn is_entry(&self) -> bool {
        match (self.kind, self.names.as_slice()) {
            (_, [.., "errata", _]) => true,
            (Kind::Assessment, ["ratings" | "sources" | "remarks", _]) => true,
            (Kind::Assessment, ["ratings", _, "footnotes" | "votes", _]) => true,
            (Kind::Assessment, _) => false,
            (Kind::About, _) => false,
            (Kind::Framework | Kind::Editions | Kind::Countries, names) => names.len() == 2,
        }
    }

    /// Whether this is the entry of an indicator, which can be carried over from another edition and confirmed.
    fn is_rating(&self) -> bool {
        self.kind == Kind::Assessment && matches!(self.names.as_slice(), ["ratings", _])
    }
}

/// What becomes of a place; none where nothing is left.
fn value<'a>(place: &mut Place<'a>, sides: &Sides<Option<&'a Json<'a>>>) -> Option<Slot<'a>> {
    let Sides { ancestor, ours, theirs } = *sides;
    let taken = |side: Option<&'a Json<'a>>| side.map(|json| Slot::Agreed(Value::Taken(json)));
    if ours == theirs || ancestor == theirs {
        return taken(ours);
    }
    if ancestor == ours {
        return taken(theirs);
    }
    let disputed = || Slot::Disputed(sides.map(|side| side.into_iter().collect()));
    let is_whole = place.is_whole() || (place.is_rating() && confirms_what_changes(sides));
    let merged = if is_whole { None } else { within(place, sides) };
    let is_new = ancestor.is_none();
    Some(match merged {
        Some(merged) if !(is_new && place.is_entry() && merged.is_disputed()) => Slot::Agreed(merged),
        Some(_) | None => disputed(),
    })
}

/// Whether a side confirms an entry that was carried over, while the other changes anything else in it. Who confirms an entry says
/// that all of it holds for this edition, and has not seen what the other makes of it.
fn confirms_what_changes(sides: &Sides<Option<&Json<'_>>>) -> bool {
    let is_carried = |entry: &Json<'_>| entry.get(CARRIED).is_some();
    let Some(Sides { ancestor, ours, theirs }) = sides.map_all(|side| side) else { return false };
    let changes = |side: &Json<'_>| other_fields(ancestor) != other_fields(side);
    is_carried(ancestor) && ((!is_carried(ours) && changes(theirs)) || (!is_carried(theirs) && changes(ours)))
}

/// What an entry says, but for whether it was carried over.
fn other_fields<'a>(entry: &'a Json<'a>) -> BTreeMap<&'a str, &'a Json<'a>> {
    let fields = entry.members().iter().filter(|(name, _)| name != CARRIED);
    fields.map(|(name, value)| (&**name, value)).collect()
}

/// Merges what is in a place, if it is an object or a list on all sides that have it.
fn within<'a>(place: &mut Place<'a>, sides: &Sides<Option<&'a Json<'a>>>) -> Option<Value<'a>> {
    let members = |side: Option<&'a Json<'a>>| match side {
        Some(Json::Object(members)) => Some(members.as_slice()),
        Some(_) => None,
        None => Some(&[][..]),
    };
    let items = |side: Option<&'a Json<'a>>| match side {
        Some(Json::Array(items)) => Some(items.as_slice()),
        Some(_) => None,
        None => Some(&[][..]),
    };
    if sides.ours.is_none() || sides.theirs.is_none() {
        return None;
    }
    if let Some(sides) = sides.map_all(members) {
        let order = order(&sides)?;
        return Some(Value::Object(object(place, &sides, order)));
    }
    let sides = sides.map_all(items)?;
    Some(Value::List(list::merge(&sides)))
}

fn object<'a>(place: &mut Place<'a>, sides: &Sides<&'a [Member<'a>]>, order: Vec<&'a str>) -> Vec<Entry<'a>> {
    let by_name =
        Sides { ancestor: index(sides.ancestor), ours: index(sides.ours), theirs: index(sides.theirs) };
    let mut entries = Vec::new();
    for name in order {
        let find = |members: &HashMap<&str, &'a Json<'a>>| members.get(name).copied();
        let values = Sides {
            ancestor: find(&by_name.ancestor),
            ours: find(&by_name.ours),
            theirs: find(&by_name.theirs),
        };
        place.names.push(name);
        let slot = value(place, &values);
        place.names.pop();
        entries.extend(slot.map(|slot| Entry { name, slot }));
    }
    entries
}

/// The values of members by name.
fn index<'a>(members: &'a [Member<'a>]) -> HashMap<&'a str, &'a Json<'a>> {
    members.iter().map(|(name, value)| (&**name, value)).collect()
}

/// The names of all members of both sides, in the order of the side that changed it. What only the other has stands behind
/// what it follows there. None if each side put them in an order of its own.
fn order<'a>(sides: &Sides<&'a [Member<'a>]>) -> Option<Vec<&'a str>> {
    let Sides { ancestor, ours, theirs } = *sides;
    if same_order(ancestor, theirs) || same_order(ours, theirs) {
        return Some(insert(names(ours), theirs));
    }
    same_order(ancestor, ours).then(|| insert(names(theirs), ours))
}

fn names<'a>(members: &'a [Member<'a>]) -> Vec<&'a str> {
    members.iter().map(|(name, _)| &**name).collect()
}

/// Whether the members that both have stand in the same order.
fn same_order(one: &[Member<'_>], other: &[Member<'_>]) -> bool {
    let (of_one, of_other): (HashSet<&str>, HashSet<&str>) =
        (names(one).into_iter().collect(), names(other).into_iter().collect());
    let common = |(name, _): &&Member<'_>| of_one.contains(&**name) && of_other.contains(&**name);
    one.iter().filter(common).map(|(name, _)| name).eq(other.iter().filter(common).map(|(name, _)| name))
}

/// Puts those of other names that are not known behind the known one that they follow, or first.
fn insert<'a>(order: Vec<&'a str>, others: &'a [Member<'a>]) -> Vec<&'a str> {
    let known: HashSet<&str> = order.iter().copied().collect();
    let mut behind: HashMap<Option<&str>, Vec<&'a str>> = HashMap::new();
    let mut last = None;
    for (name, _) in others {
        if known.contains(&**name) {
            last = Some(&**name);
        } else {
            behind.entry(last).or_default().push(name);
        }
    }
    let mut all: Vec<&str> = behind.remove(&None).unwrap_or_default();
    for name in order {
        all.push(name);
        all.extend(behind.remove(&Some(name)).unwrap_or_default());
    }
    all
}

impl Value<'_> {
    fn is_disputed(&self) -> bool {
        let is = |slot: &Slot<'_>| match slot {
            Slot::Agreed(value) => value.is_disputed(),
            Slot::Disputed(_) => true,
        };
        match self {
            Value::Taken(_) => false,
            Value::Object(entries) => entries.iter().any(|entry| is(&entry.slot)),
            Value::List(slots) => slots.iter().any(is),
        }
    }
}

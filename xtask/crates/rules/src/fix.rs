//! Carries out fixes on a file: what has one safe answer, and never what the data means.

mod rounds;

use std::borrow::Cow;

pub use rounds::{FixedFile, UnusedExceptions, mended, mended_since};

use dataset::canonical::{self, Rewrite};
use dataset::schema::Kind;
use format::diagnostic::{Edit, Fix, NewValue};
use format::json::{self, Json};
use format::pointer::Pointer;

/// What came of fixes on a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Fixed {
    /// What the file becomes.
    pub rewrite: Rewrite,
    /// What was taken away, in the order of the fixes.
    pub removed: Vec<Removed>,
}

/// A member that was taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Where it stood.
    pub pointer: Pointer,
    /// Its value, as it stood there.
    pub text: String,
}

/// Applies fixes to the bytes of a file and writes it in canonical form.
///
/// A file that canonical form refuses is refused here as well. An edit whose place is gone (another has taken it away)
/// does nothing. Whatever is taken away is handed back.
pub fn apply(bytes: &[u8], kind: Kind, indicators: &[&str], fixes: &[&Fix]) -> Fixed {
    let refused = |why| Fixed { rewrite: Rewrite::Refused(why), removed: Vec::new() };
    let text = match canonical::rewrite(bytes, kind, indicators) {
        Rewrite::AsItIs => String::from_utf8_lossy(bytes).into_owned(),
        Rewrite::To(text) => text,
        Rewrite::Refused(why) => return refused(why),
    };
    let Ok(mut document) = json::parse(&text) else {
        return refused("it is not JSON".to_owned());
    };
    let mut removed = Vec::new();
    for edit in fixes.iter().flat_map(|fix| &fix.edits) {
        removed.extend(carry_out(&mut document.root, edit));
    }
    let fixed = canonical::write(&document.root, kind.schema().shape(), indicators);
    let rewrite = if fixed.as_bytes() == bytes { Rewrite::AsItIs } else { Rewrite::To(fixed) };
    Fixed { rewrite, removed }
}

fn carry_out<'a>(root: &mut Json<'a>, edit: &'a Edit) -> Option<Removed> {
    match edit {
        Edit::Replace { pointer, text } => {
            if let Some(value) = root.at_mut(pointer) {
                *value = Json::String(Cow::Borrowed(text));
            }
            None
        }
        Edit::ReplaceByNumber { pointer, number } => {
            if let Some(value) = root.at_mut(pointer) {
                *value = Json::Number((*number).into());
            }
            None
        }
        Edit::Add { pointer, value } => {
            add(root, pointer, value);
            None
        }
        Edit::Remove { pointer } => {
            let text = canonical::fragment(root.at_mut(pointer)?, None, &[], 0);
            remove(root, pointer);
            Some(Removed { pointer: pointer.clone(), text })
        }
        Edit::Format => None,
    }
}

/// Adds a member to a group that has none of its name; groups on the way that are not there are made.
fn add<'a>(root: &mut Json<'a>, pointer: &Pointer, value: &'a NewValue) {
    let Some(name) = pointer.tokens().last().map(Cow::into_owned) else { return };
    let parent = pointer.parent();
    if root.at_mut(&parent).is_none()
        && let Some(group) = parent.tokens().last().map(Cow::into_owned)
    {
        make_group(root, &parent.parent(), group);
    }
    if let Some(Json::Object(members)) = root.at_mut(&parent)
        && !members.iter().any(|(known, _)| *known == name)
    {
        members.push((name.into(), written(value)));
    }
}

fn written(value: &NewValue) -> Json<'_> {
    match value {
        NewValue::Text(text) => Json::String(Cow::Borrowed(text)),
        NewValue::Group(members) => {
            Json::Object(members.iter().map(|(name, it)| ((*name).into(), written(it))).collect())
        }
        NewValue::List(items) => Json::Array(items.iter().map(written).collect()),
    }
}

/// Puts an empty group into another, which is made as well if it is not there.
fn make_group(root: &mut Json<'_>, holder: &Pointer, name: String) {
    if root.at_mut(holder).is_none()
        && let Some(group) = holder.tokens().last().map(Cow::into_owned)
    {
        make_group(root, &holder.parent(), group);
    }
    if let Some(Json::Object(members)) = root.at_mut(holder) {
        members.push((name.into(), Json::Object(Vec::new())));
    }
}

/// Removes a member, and with it what would hold nothing any more.
fn remove(root: &mut Json<'_>, pointer: &Pointer) {
    let parent = pointer.parent();
    let Some(name) = pointer.tokens().last().map(Cow::into_owned) else { return };
    let Some(Json::Object(members)) = root.at_mut(&parent) else { return };
    members.retain(|(key, _)| *key != name);
    if members.is_empty() && parent != Pointer::root() {
        remove(root, &parent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str, edit: Edit) -> String {
        let fix = Fix { title: String::new(), edits: vec![edit] };
        match apply(text.as_bytes(), Kind::Editions, &[], &[&fix]).rewrite {
            Rewrite::AsItIs => text.to_owned(),
            Rewrite::To(text) => text,
            Rewrite::Refused(why) => panic!("{why}"),
        }
    }

    #[test]
    fn an_emptied_group_goes_with_its_last_member() {
        let text = r#"{"a": {"b": {"c": 1}}, "d": {"e": 1, "f": 2}}"#;
        let remove = |pointer| fixed(text, Edit::Remove { pointer: Pointer::from_escaped(pointer) });
        assert!(!remove("/a/b/c").contains("\"a\""));
        assert!(remove("/d/e").contains("\"d\""));
    }

    #[test]
    fn what_is_taken_away_is_handed_back() {
        let removal = Edit::Remove { pointer: Pointer::from_escaped("/a/b") };
        let fix = Fix { title: String::new(), edits: vec![removal.clone(), removal] };
        let fixed = apply(br#"{"a": {"b": "A \"reason\"."}}"#, Kind::Editions, &[], &[&fix]);
        let text = r#""A \"reason\".""#.to_owned();
        assert_eq!(fixed.removed, [Removed { pointer: Pointer::from_escaped("/a/b"), text }]);
    }

    #[test]
    fn what_is_gone_is_left_alone() {
        let edit = Edit::Replace { pointer: Pointer::from_escaped("/x/y"), text: "z".to_owned() };
        assert_eq!(fixed("{\n  \"a\": 1\n}\n", edit), "{\n  \"a\": 1\n}\n");
    }
}

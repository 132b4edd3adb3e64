//! A value on its own, apart from the text that it was read from.

use super::{Json, Member};

impl<'a> Json<'a> {
    /// The members of an object, on their own; none for anything else.
    pub fn into_members(self) -> Vec<Member<'a>> {
        if let Json::Object(members) = self { members } else { Vec::new() }
    }

    /// The value with texts of its own.
    pub fn into_owned(self) -> Json<'static> {
        match self {
            Json::Null => Json::Null,
            Json::Bool(value) => Json::Bool(value),
            Json::Number(number) => Json::Number(number),
            Json::String(text) => Json::String(text.into_owned().into()),
            Json::Array(items) => Json::Array(items.into_iter().map(Json::into_owned).collect()),
            Json::Object(members) => {
                let owned = |(name, value): Member<'a>| (name.into_owned().into(), value.into_owned());
                Json::Object(members.into_iter().map(owned).collect())
            }
        }
    }
}

//! A remark on a document in words: what it is about, what is printed there, and what is to be known of it.

use dataset::model::assessment::Remark;
use format::pointer::Pointer;

/// `Overview, paragraph 2; veto-restraint: printed “of the Courts”. The name was put right.`
pub(super) fn sentence(remark: &Remark) -> String {
    let Remark { about, printed, text } = remark;
    let mut places: Vec<String> = Vec::new();
    let mut field_of_last = None;
    for pointer in about {
        match of_source(pointer) {
            // One field of many sources is named once.
            Some((id, field)) if field_of_last.as_ref() == Some(&field) => {
                places.last_mut().expect("the source before").push_str(&format!(", {id}"));
            }
            Some((id, field)) => {
                places.push(format!("{field} of {id}"));
                field_of_last = Some(field);
            }
            None => {
                places.push(place(pointer));
                field_of_last = None;
            }
        }
    }
    let printed = printed.as_deref().map(|printed| format!("printed “{printed}”. ")).unwrap_or_default();
    format!("{}: {printed}{}", places.join("; "), text.as_deref().unwrap_or_default())
}

/// The source and its field, if a pointer points to one or to an item of its list.
fn of_source(pointer: &str) -> Option<(String, String)> {
    let pointer = Pointer::from_escaped(pointer);
    let mut tokens = pointer.tokens();
    tokens.next().filter(|token| token == "sources")?;
    let (id, field) = (tokens.next()?.into_owned(), tokens.next()?.into_owned());
    let id = match tokens.next() {
        Some(nth) => format!("{id} (no. {})", nth.parse::<u32>().ok()?.checked_add(1)?),
        None => id,
    };
    tokens.next().is_none().then_some((id, field))
}

/// What a pointer points to, as people call it; the pointer itself where they have no name for it.
fn place(pointer: &str) -> String {
    let of_file = Pointer::from_escaped(pointer);
    let tokens: Vec<_> = of_file.tokens().take(5).collect();
    let tokens: Vec<&str> = tokens.iter().map(|token| &**token).collect();
    let paragraph =
        |nth: &str| nth.parse::<u32>().ok()?.checked_add(1).map(|nth| format!(", paragraph {nth}"));
    let in_words = match tokens.as_slice() {
        ["overview"] => Some("overview".to_owned()),
        ["overview", nth] => paragraph(nth).map(|nth| format!("overview{nth}")),
        ["ratings", id] => Some((*id).to_owned()),
        ["ratings", id, "rationale", nth] => paragraph(nth).map(|nth| format!("{id}{nth}")),
        ["ratings", id, "footnotes", label] => Some(format!("{id}, footnote [^{label}]")),
        ["ratings", id, field] => Some(format!("{id}, {field}")),
        ["sources"] => Some("sources".to_owned()),
        ["sources", id] => Some(format!("source {id}")),
        _ => None,
    };
    in_words.unwrap_or_else(|| pointer.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_names() {
        let about =
            ["/overview/1", "/ratings/a/rationale/0", "/ratings/a/votes", "/sources/b", "/stated/score"];
        let remark = Remark {
            about: about.map(Into::into).into(),
            printed: Some("of the Courts".into()),
            text: Some("It is in the Courts.".into()),
        };
        assert_eq!(
            sentence(&remark),
            "overview, paragraph 2; a, paragraph 1; a, votes; source b; /stated/score: printed “of the Courts”. \
             It is in the Courts."
        );
        let about = ["/sources/a/author", "/sources/b/author/1", "/sources/c/title", "/sources/d"];
        let remark = Remark { about: about.map(Into::into).into(), text: Some("Why.".into()), printed: None };
        assert_eq!(sentence(&remark), "author of a, b (no. 2); title of c; source d: Why.");
        assert_eq!(place("/overview/x"), "/overview/x");
        assert_eq!(place(""), "");
    }
}

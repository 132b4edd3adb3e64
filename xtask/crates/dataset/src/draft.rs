//! A new assessment to begin from: empty, or carried over from an earlier edition with every entry marked as carried.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::assessment::Assessment;
use crate::model::framework::Framework;
use crate::model::rating::Direction;
use crate::succession::{Regrouped, Replacements};
use format::json::{Json, Member};
use format::pointer::Pointer;

/// What a draft is to be about.
#[derive(Clone, Copy, Debug)]
pub struct DraftSubject<'d> {
    /// The country's code.
    pub country: &'d str,
    /// The edition's id.
    pub edition: &'d str,
    /// The instrument of the edition.
    pub framework: &'d Framework,
    /// The assessment of the same country in the edition before, if there is one.
    pub previous: Option<&'d Assessment>,
    /// What the indicators of all instruments say they replace.
    pub replacements: &'d Replacements<'d>,
}

/// An earlier assessment to carry over.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'d> {
    /// The content of its file.
    pub json: &'d Json<'d>,
    /// The id of its edition.
    pub edition: &'d str,
    /// The instrument of that edition, if there is one.
    pub framework: Option<&'d Framework>,
}

/// A draft that was carried over, and what of the earlier file is not in it.
#[derive(Debug)]
pub struct CarriedDraft<'d> {
    /// The draft, as the content of its file.
    pub draft: Json<'d>,
    /// How many entries are carried.
    pub count: usize,
    /// The indicators that the framework of the new edition does not have, nor anything in their place.
    pub dropped: Vec<String>,
    /// Those that were split or merged; nobody can say what of their ratings holds for which, so that they are not carried.
    pub regrouped: Vec<Regrouped<'d>>,
    /// The indicators that only the framework of the new edition has; their entries are empty.
    pub added: Vec<&'d str>,
    /// Whether the ratings were left out, because the scale of the new edition is another.
    pub has_other_scale: bool,
    /// The sources that no carried entry cites, such as the published document itself.
    pub uncited: Vec<String>,
    /// The other parts of the earlier file that a draft begins without, by field.
    pub not_carried: Vec<&'static str>,
}

/// What belongs to the earlier edition as a whole, and cannot be marked as carried.
const NOT_CARRIED: [&str; 7] =
    ["document", "derivation", "stated", "overview", "remarks", "errata", "exceptions"];

/// A draft with an entry for every indicator and nothing in any.
pub fn empty<'d>(subject: &DraftSubject<'d>) -> Json<'d> {
    let entries = subject.framework.indicators.ids().map(|id| (id.into(), Json::Object(Vec::new())));
    whole(subject, entries.collect(), Vec::new())
}

/// Carries the content of an earlier assessment over into a draft.
///
/// It is carried as JSON and not as what the program understands of it, so that nothing of an entry or a source is lost.
pub fn carry<'d>(earlier: &Earlier<'d>, subject: &DraftSubject<'d>) -> CarriedDraft<'d> {
    let Earlier { json: source, edition: from, framework } = *earlier;
    let succession = framework.map(|by| subject.replacements.between(by, subject.framework));
    let succession = succession.unwrap_or_default();
    let scale = subject.framework.rating_scale();
    let has_same_scale = framework.is_none_or(|by| by.rating_scale().is_same(scale));
    let old_ids: BTreeMap<&str, &str> = succession.one_to_one.iter().map(|(old, new)| (*new, *old)).collect();
    let is_regrouped = |id: &str| succession.regrouped.iter().any(|group| group.before.contains(&id));
    let part = |field| source.get(field).map_or(&[][..], Json::members);
    let mut added = Vec::new();
    let mut entries: Vec<Member<'d>> = Vec::new();
    for id in subject.framework.indicators.ids() {
        let old = old_ids.get(id).copied().unwrap_or(id);
        let entry = part("ratings").iter().find(|(name, _)| name == old && !is_regrouped(name));
        if let Some((_, entry)) = entry {
            entries.push((id.into(), carried_entry(entry, id, from, subject, has_same_scale)));
        } else {
            added.push(id);
            entries.push((id.into(), Json::Object(Vec::new())));
        }
    }
    let is_cited = |id: &str| entries.iter().any(|(_, entry)| cites(entry, id));
    let (sources, uncited): (Vec<_>, Vec<_>) = part("sources").iter().partition(|(id, _)| is_cited(id));
    let is_dropped = |id: &str| {
        let goes_on = subject.framework.indicators.contains(id) || succession.one_to_one.contains_key(id);
        !goes_on && !is_regrouped(id)
    };
    CarriedDraft {
        count: entries.len() - added.len(),
        dropped: names(part("ratings").iter().filter(|(id, _)| is_dropped(id))),
        regrouped: succession.regrouped.clone(),
        added,
        has_other_scale: !has_same_scale,
        uncited: names(uncited),
        not_carried: NOT_CARRIED.into_iter().filter(|field| source.get(field).is_some()).collect(),
        draft: whole(subject, entries, sources.into_iter().map(uncorrected).collect()),
    }
}

fn names<'m>(members: impl IntoIterator<Item = &'m Member<'m>>) -> Vec<String> {
    members.into_iter().map(|(name, _)| name.to_string()).collect()
}

fn whole<'d>(subject: &DraftSubject<'d>, entries: Vec<Member<'d>>, sources: Vec<Member<'d>>) -> Json<'d> {
    Json::Object(vec![
        member("$schema", "../../../schema/assessment.schema.json"),
        member("country", subject.country),
        member("edition", subject.edition),
        member("status", "draft"),
        ("ratings".into(), Json::Object(entries)),
        ("sources".into(), Json::Object(sources)),
    ])
}

fn member<'d>(name: &'static str, text: &'d str) -> Member<'d> {
    (name.into(), Json::String(Cow::Borrowed(text)))
}

/// An entry with its mark. Its direction is that of the new edition; the reason for an earlier move is none for this one, and what
/// was corrected then has nothing to do with it.
fn carried_entry<'d>(
    entry: &Json<'d>,
    indicator: &str,
    from: &'d str,
    subject: &DraftSubject<'d>,
    has_same_scale: bool,
) -> Json<'d> {
    let kept = entry
        .members()
        .iter()
        .filter(|(name, _)| !["carried", "change", "reason", "errata"].contains(&&**name))
        .filter(|(name, _)| name != "rating" || has_same_scale);
    let scale = subject.framework.rating_scale();
    // A level of another scale is none of this one, even if it is called so.
    let rating = entry.get("rating").and_then(Json::as_str).and_then(|id| scale.rating(id));
    let rating = rating.filter(|_| has_same_scale);
    let line = subject.replacements.line(indicator);
    let before = subject.previous.and_then(|previous| {
        line.iter().find_map(|id| previous.ratings.get(id)).and_then(|entry| entry.rating)
    });
    let change =
        before.zip(rating).and_then(|(before, after)| Some(Direction::of_steps(before.steps_to(after)?)));
    Json::Object(
        [member("carried", from)]
            .into_iter()
            .chain(change.map(|change| member("change", change.id())))
            .chain(kept.cloned())
            .collect(),
    )
}

/// A source without what was corrected in it in the earlier edition.
fn uncorrected<'d>((id, source): &Member<'d>) -> Member<'d> {
    let mut source = source.clone();
    let custom = source.at_mut(&Pointer::of(["custom"]));
    let is_empty = match custom {
        Some(Json::Object(custom)) => {
            let count = custom.len();
            custom.retain(|(name, _)| name != "errata");
            custom.is_empty() && count > 0
        }
        Some(_) | None => false,
    };
    if let Json::Object(members) = &mut source
        && is_empty
    {
        members.retain(|(name, _)| name != "custom");
    }
    (id.clone(), source)
}

fn cites(entry: &Json<'_>, source: &str) -> bool {
    let footnotes = entry.get("footnotes").map_or(&[][..], Json::members);
    let citations = |footnote: &Json<'_>| {
        let citations = footnote.get("citations").map_or(&[][..], Json::items);
        citations.iter().any(|citation| citation.get("source").and_then(Json::as_str) == Some(source))
    };
    footnotes.iter().any(|(_, footnote)| citations(footnote))
}

#[cfg(test)]
mod tests {
    use super::*;
    use format::json::parse;

    #[test]
    fn no_rating_moves_between_two_scales() {
        let read = |text: &str| -> Framework { Framework::read(&parse(text).expect("JSON").root) };
        let old =
            read(r#"{"indicators": {"a": {}}, "scale": {"good": {"points": 1}, "bad": {"points": 0}}}"#);
        let new = read(
            r#"{"indicators": {"a": {}}, "scale": {"good": {"points": 2}, "fair": {"points": 1}, "bad": {"points": 0}}}"#,
        );
        let previous = parse(r#"{"ratings": {"a": {"rating": "fair"}}}"#).expect("JSON").root;
        let previous = Assessment::read(&previous, new.rating_scale());
        let earlier =
            parse(r#"{"ratings": {"a": {"rating": "good", "change": "decrease"}}}"#).expect("JSON").root;
        let of = |by: &Framework| {
            let replacements = Replacements::of([by, &new]);
            let subject = DraftSubject {
                country: "XAA",
                edition: "2025",
                framework: &new,
                previous: Some(&previous),
                replacements: &replacements,
            };
            let earlier = Earlier { json: &earlier, edition: "2019", framework: Some(by) };
            let draft = carry(&earlier, &subject).draft;
            let entry = draft.at(&Pointer::of(["ratings", "a"])).expect("an entry");
            entry.members().iter().map(|(name, _)| name.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(of(&new), ["carried", "change", "rating"]);
        assert_eq!(of(&old), ["carried"]);
    }
}

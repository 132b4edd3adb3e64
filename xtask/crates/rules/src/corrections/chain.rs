//! Whether corrections of one thing follow from each other, up to what stands there.

use super::{Content, Correctable};
use bibliography::erratum::Erratum;

/// Where a chain of corrections is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken<'d> {
    /// The name of the correction at which it is.
    pub(crate) name: &'d str,
    /// The field of it; none for the whole.
    pub(crate) field: Option<&'static str>,
    /// What is wrong.
    pub(crate) message: String,
}

/// A correction with its name.
type Named<'d> = (&'d str, &'d Erratum);

/// The corrections of a thing, by their days.
fn by_day<'d>(of: Correctable<'d>) -> Vec<Named<'d>> {
    let mut errata: Vec<Named<'d>> = of.errata().iter().collect();
    errata.sort_unstable_by_key(|(name, _)| *name);
    errata
}

/// Where the corrections of a thing do not follow from each other, or say that something else stands there than does.
pub(crate) fn broken_links(of: Correctable<'_>) -> Vec<Broken<'_>> {
    let errata = by_day(of);
    let mut broken = Vec::new();
    for kind in of.kinds() {
        let of_kind = errata.iter().copied().filter(|(_, erratum)| erratum.is_of(*kind));
        let of_kind: Vec<Named<'_>> = of_kind.collect();
        match of.content(*kind).filter(|_| !of_kind.is_empty()) {
            Some(Content::Words(texts)) => broken.extend(in_words(&of_kind, &Content::Words(texts))),
            Some(content) => broken.extend(in_values(&of_kind, &content)),
            None => {}
        }
    }
    broken
}

/// Of values, each correction begins where one before it ended, and the last values stand there now.
fn in_values<'d>(errata: &[Named<'d>], content: &Content) -> Vec<Broken<'d>> {
    let mut broken = Vec::new();
    let mut ends: Vec<Named<'d>> = Vec::new();
    for (name, erratum) in errata.iter().copied() {
        let (from, to) = (erratum.from.as_deref(), erratum.to.as_deref());
        if from == to {
            let (field, message) = match from {
                Some(_) => (Some("to"), "this erratum changes nothing: \"from\" and \"to\" are the same"),
                None => (None, "this erratum says neither what stood there nor what stands there now"),
            };
            broken.push(Broken { name, field, message: message.to_owned() });
            return broken;
        }
        let goes_on = ends.iter().rposition(|(_, last)| last.to.as_deref() == from);
        match (goes_on, content) {
            (Some(place), _) => ends[place] = (name, erratum),
            (None, content) if ends.len() >= most_values(content) => {
                let left = ends.last().and_then(|(_, last)| last.to.as_deref()).unwrap_or("nothing");
                let message =
                    format!("the erratum before it left {left} there, not {}", from.unwrap_or("nothing"));
                broken.push(Broken { name, field: erratum.from.as_ref().map(|_| "from"), message });
                return broken;
            }
            (None, _) => ends.push((name, erratum)),
        }
    }
    for (name, erratum) in ends {
        let stands = match (erratum.to.as_deref(), content) {
            (Some(to), content) => content.has(to),
            (None, Content::One(value)) => value.is_none(),
            (None, Content::Several(_) | Content::Words(_)) => true,
        };
        if !stands {
            let to = erratum.to.as_deref().unwrap_or("nothing");
            let message =
                format!("this says that {to} stands there now, but the data has {}", content.told());
            broken.push(Broken { name, field: erratum.to.as_ref().map(|_| "to"), message });
        }
    }
    broken
}

/// How many values can stand there.
fn most_values(content: &Content) -> usize {
    match content {
        Content::One(_) => 1,
        Content::Several(_) | Content::Words(_) => 3,
    }
}

/// Of words, what the last correction put there stands there; of others parts may have been corrected since.
fn in_words<'d>(errata: &[Named<'d>], content: &Content) -> Vec<Broken<'d>> {
    let is_idle = |erratum: &Erratum| erratum.from.is_some() && erratum.from == erratum.to;
    let idle = errata.iter().filter(|(_, erratum)| is_idle(erratum)).map(|(name, _)| Broken {
        name,
        field: Some("to"),
        message: "this erratum changes nothing: \"from\" and \"to\" are the same".to_owned(),
    });
    let mut broken: Vec<Broken<'d>> = idle.collect();
    if let Some((name, last)) = errata.last()
        && last.to.as_deref().is_some_and(|to| !is_idle(last) && !content.has(to))
    {
        let message = "this says that these words stand there now, and they do not".to_owned();
        broken.push(Broken { name, field: Some("to"), message });
    }
    broken
}

/// Whether corrections lead from what stood somewhere to what stands there now; those of one value are all needed, of several some
/// may be about others.
pub(crate) fn leads<'d>(
    errata: impl Iterator<Item = &'d Erratum>,
    before: Option<&str>,
    after: Option<&str>,
) -> bool {
    let mut now = before;
    for erratum in errata {
        if erratum.from.as_deref() == now {
            now = erratum.to.as_deref();
        }
    }
    now == after
}

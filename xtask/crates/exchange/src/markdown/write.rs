//! The Markdown of an assessment, written from the content of its file.

use std::borrow::Cow;
use std::collections::HashSet;

use super::entry::Labels;
use super::{OVERVIEW, entry, inline, metadata};
use crate::instrument::{self, Subject};
use dataset::canonical;
use dataset::model::assessment::Status;
use dataset::schema::Kind;
use format::json::{Json, Member};

/// How much of an assessment is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'i> {
    /// All of it.
    Whole,
    /// The entry of one indicator, with the sources that it cites.
    Indicator(&'i str),
}

impl Part<'_> {
    /// The part of an assessment.
    pub fn of<'a, 'j>(self, assessment: &'a Json<'j>) -> Cow<'a, Json<'j>> {
        match self {
            Part::Whole => Cow::Borrowed(assessment),
            Part::Indicator(id) => Cow::Owned(narrowed(assessment, id)),
        }
    }
}

/// What tells a state of an assessment, or of a part of it, from others: a checksum of what it says, however it is laid out.
pub fn state(assessment: &Json<'_>, part: Part<'_>) -> String {
    let text = canonical::write(&part.of(assessment), Kind::Assessment.schema().shape(), &[]);
    format!("{:08x}", crc32fast::hash(text.as_bytes()))
}

/// Writes an assessment, from what its file says.
pub fn write(assessment: &Json<'_>, subject: &Subject<'_>, part: Part<'_>) -> String {
    let assessment = &part.of(assessment);
    let ratings = assessment.get("ratings").map_or(&[][..], Json::members);
    let mut out = metadata::before(assessment, subject, part);
    let overview = assessment.get("overview").map_or(&[][..], Json::items);
    if !overview.is_empty() {
        out.push_str(&format!("\n# {OVERVIEW}\n"));
    }
    for text in overview.iter().filter_map(Json::as_str) {
        out.push_str(&format!("\n{}\n", inline::paragraph(text)));
    }
    let labels = Labels::of(ratings);
    let scale = subject.framework.rating_scale();
    let is_draft = assessment.get("status").and_then(Json::as_str) == Some(Status::Draft.id());
    let (mut area, mut empty) = (None, Vec::new());
    for (id, json) in ratings {
        let indicator = subject.framework.indicators.get(id);
        let of = indicator.and_then(|indicator| indicator.area.as_deref());
        if of.is_some() && of != area {
            area = of;
            let title = of.and_then(|id| subject.framework.areas.get(id)?.title.as_deref());
            out.push_str(&format!("\n# {}\n", heading(title.or(of).unwrap_or_default())));
        }
        let title = indicator.and_then(|indicator| indicator.title.as_deref());
        let title = title.filter(|title| instrument::indicator(subject.framework, title) == Some(&**id));
        out.push_str(&match title {
            Some(title) => format!("\n## {}\n", heading(title)),
            None => format!("\n## {} {{#{id}}}\n", heading(id)),
        });
        if is_draft && json.get("rating").is_none() {
            out.push_str("\n<!-- Not rated yet: write a line Rating: here, and one Change: if an edition came before -->\n");
        }
        entry::write(id, json, &labels, scale, &mut out, &mut empty);
    }
    out.push('\n');
    out.push_str(&metadata::behind(assessment, empty));
    out
}

/// A title as a heading; what would be attributes of it is escaped.
fn heading(title: &str) -> String {
    inline::escaped(title).replace('{', "\\{").replace('#', "\\#")
}

/// One entry of an assessment with the sources that it cites.
fn narrowed<'a>(assessment: &Json<'a>, id: &str) -> Json<'a> {
    let entries = assessment.get("ratings").map_or(&[][..], Json::members).iter();
    let entries: Vec<Member<'a>> = entries.filter(|(name, _)| name == id).cloned().collect();
    let citing = ["footnotes", "errata"].into_iter().flat_map(|group| {
        entries.iter().flat_map(move |(_, entry)| entry.get(group).map_or(&[][..], Json::members))
    });
    let citations = citing.flat_map(|(_, note)| note.get("citations").map_or(&[][..], Json::items));
    let cited: HashSet<&str> = citations.filter_map(|citation| citation.get("source")?.as_str()).collect();
    let sources = assessment.get("sources").map_or(&[][..], Json::members).iter();
    let sources = sources.filter(|(id, _)| cited.contains(&**id)).cloned().collect();
    let about = ["country", "edition", "status"];
    let mut members: Vec<Member<'a>> =
        assessment.members().iter().filter(|(name, _)| about.contains(&&**name)).cloned().collect();
    members.push(("ratings".into(), Json::Object(entries)));
    members.push(("sources".into(), Json::Object(sources)));
    Json::Object(members)
}

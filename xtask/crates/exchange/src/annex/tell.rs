//! What was read of an annex as an assessment, and as a working copy with the original beside each entry.

use std::collections::{HashMap, HashSet};

use super::bare::bare;
use super::cells::Form;
use super::citation::Note;
use super::entries::{Entries, Printed};
use super::scores::Scores;
use super::sentences;
use super::works::{Use, Works};
use super::{Annex, Counts, Doubt};
use crate::instrument::Subject;
use crate::markdown::{self, Part};
use bibliography::un_symbol::UnSymbol;
use dataset::model::rating::{Direction, Rating};
use format::json::{Json, Member};

/// All that was read.
pub(super) struct Told<'t> {
    pub(super) subject: &'t Subject<'t>,
    pub(super) status: &'t str,
    pub(super) form: Form,
    pub(super) entries: Entries,
    pub(super) notes: Vec<Note>,
    pub(super) works: Works,
    pub(super) stated: Scores,
    /// The title, as the first page prints it.
    pub(super) title: Option<String>,
}

/// Stands where the writer's own words belong.
const TO_WRITE: &str = "…";

/// The id of the annex among the sources.
fn document_id(subject: &Subject<'_>) -> String {
    format!("annex-{}-{}", subject.edition, subject.country.to_lowercase())
}

/// Puts the assessment and its working copy together.
pub(super) fn tell(told: &Told<'_>, mut doubts: Vec<Doubt>) -> Annex {
    let notes: HashMap<usize, &Note> = told.notes.iter().map(|note| (note.number, note)).collect();
    let mut printed = HashSet::new();
    for note in told.notes.iter().filter(|note| !printed.insert(note.number)) {
        let text = format!("note {} is printed twice, and only the last was read", note.number);
        doubts.push(Doubt { line: note.line, text });
    }
    let mut counts = Counts { ratings: 0, notes: 0, citations: 0, votes: 0 };
    // In Word a call is a thing of its own, and two of them do not touch.
    let mut due = (told.form == Form::Lines).then_some(1);
    let mut calls: HashMap<&str, Vec<usize>> = HashMap::new();
    for entry in &told.entries.entries {
        let mut of_entry = Vec::new();
        for text in &entry.paragraphs {
            for number in sentences::called(text, due) {
                due = due.map(|_| number.saturating_add(1));
                if notes.contains_key(&number) {
                    of_entry.push(number);
                } else {
                    let text = format!("{} calls note {number}, which was not found", entry.id);
                    doubts.push(Doubt { line: entry.line, text });
                }
            }
        }
        of_entry.dedup();
        calls.insert(&entry.id, of_entry);
    }
    let called: HashSet<usize> = calls.values().flatten().copied().collect();
    for note in told.notes.iter().filter(|note| !called.contains(&note.number)) {
        let text = format!("note {} is called nowhere, and was left out", note.number);
        doubts.push(Doubt { line: note.line, text });
    }
    let order: HashMap<&str, usize> =
        told.subject.framework.indicators.ids().enumerate().map(|(at, id)| (id, at)).collect();
    let mut entries: Vec<&Printed> = told.entries.entries.iter().collect();
    entries.sort_by_key(|entry| order.get(&*entry.id));
    let ratings: Vec<Member<'static>> = entries
        .iter()
        .map(|entry| self::entry(entry, &calls[&*entry.id], &notes, &told.works, &mut counts, &mut doubts))
        .collect();
    let assessment = assessment(told, ratings);
    doubts.sort();
    doubts.dedup();
    let working_copy = working_copy(told, &assessment, &entries, &notes, &doubts);
    Annex { assessment, working_copy, doubts, counts }
}

fn text(text: impl Into<String>) -> Json<'static> {
    Json::String(text.into().into())
}

fn assessment(told: &Told<'_>, ratings: Vec<Member<'static>>) -> Json<'static> {
    let subject = told.subject;
    let id = document_id(subject);
    let document = vec![
        ("type".into(), text("report")),
        ("title".into(), text(told.title.clone().unwrap_or_else(|| TO_WRITE.to_owned()))),
        ("note".into(), text("TODO: describe the document as its title page does.")),
    ];
    let mut sources = told.works.sources.clone();
    sources.push((id.clone().into(), Json::Object(document)));
    let mut members: Vec<Member<'static>> = vec![
        ("$schema".into(), text("../../../schema/assessment.schema.json")),
        ("country".into(), text(subject.country)),
        ("edition".into(), text(subject.edition)),
        ("status".into(), text(told.status)),
        ("document".into(), text(id)),
    ];
    let Scores { score, previous, difference } = told.stated;
    let stated = [("score", score), ("previous_score", previous), ("difference", difference)];
    let stated =
        stated.into_iter().filter_map(|(name, value)| Some((name.into(), Json::Number(value?.into()))));
    if score.is_some() {
        members.push(("stated".into(), Json::Object(stated.collect())));
    }
    if !told.entries.overview.is_empty() {
        let paragraphs = told.entries.overview.iter().map(|_| text(TO_WRITE));
        members.push(("overview".into(), Json::Array(paragraphs.collect())));
    }
    members.push(("ratings".into(), Json::Object(ratings)));
    members.push(("sources".into(), Json::Object(sources)));
    Json::Object(members)
}

fn entry(
    entry: &Printed,
    calls: &[usize],
    notes: &HashMap<usize, &Note>,
    works: &Works,
    counts: &mut Counts,
    doubts: &mut Vec<Doubt>,
) -> Member<'static> {
    let mut members: Vec<Member<'static>> = Vec::new();
    if let Some(rating) = entry.rating.map(Rating::id) {
        counts.ratings += 1;
        members.push(("rating".into(), text(rating)));
    }
    if let Some(change) = entry.change.map(Direction::id) {
        members.push(("change".into(), text(change)));
    }
    if !entry.paragraphs.is_empty() {
        let calls: Vec<String> = calls.iter().map(|number| format!("{TO_WRITE}[^note-{number}]")).collect();
        let paragraph = if calls.is_empty() { TO_WRITE.to_owned() } else { calls.join(" ") };
        members.push(("rationale".into(), Json::Array(vec![text(paragraph)])));
    }
    let mut footnotes: Vec<Member<'static>> = Vec::new();
    let mut labels = HashSet::new();
    for number in calls {
        let Some(note) = notes.get(number) else { continue };
        counts.notes += 1;
        let uses = works.uses.get(number).map_or(&[][..], Vec::as_slice);
        counts.citations += uses.len();
        let label = format!("note-{number}");
        if labels.insert(*number) {
            footnotes.push((label.into(), footnote(note, uses)));
        }
    }
    if !footnotes.is_empty() {
        members.push(("footnotes".into(), Json::Object(footnotes)));
    }
    let votes = votes(entry, doubts);
    counts.votes += votes.len();
    if !votes.is_empty() {
        members.push(("votes".into(), Json::Object(votes)));
    }
    (entry.id.clone().into(), Json::Object(members))
}

pub(super) fn footnote(note: &Note, uses: &[Use]) -> Json<'static> {
    let citation = |cited: &Use| {
        let mut members: Vec<Member<'static>> = vec![("source".into(), text(&*cited.id))];
        if let Some(place) = &cited.place {
            members.push(("label".into(), text(place.label)));
            members.push(("locator".into(), text(&*place.locator)));
        }
        members.extend(cited.prefix.as_deref().map(|prefix| ("prefix".into(), text(prefix))));
        Json::Object(members)
    };
    let mut members: Vec<Member<'static>> = Vec::new();
    if !uses.is_empty() {
        members.push(("citations".into(), Json::Array(uses.iter().map(citation).collect())));
    }
    let is_doubtful = uses.iter().any(|cited| cited.is_doubtful);
    let to_do = match (note.has_comment || uses.is_empty(), is_doubtful) {
        (_, true) => Some(format!(
            "TODO: look at note {} once more: it is not certain which work it cites.",
            note.number
        )),
        (true, false) => {
            Some(format!("TODO: say in your own words what note {} says beside its works.", note.number))
        }
        (false, false) => None,
    };
    members.extend(to_do.map(|to_do| ("comment".into(), text(to_do))));
    Json::Object(members)
}

/// The votes of an entry: `2018: Title A/RES/73/172: yes.`
fn votes(entry: &Printed, doubts: &mut Vec<Doubt>) -> Vec<Member<'static>> {
    let mut found: Vec<Member<'static>> = Vec::new();
    for paragraph in entry.paragraphs.iter().map(|text| bare(text)) {
        let mut rest = paragraph.as_str();
        while let Some(at) = rest.find("A/RES/") {
            let (head, from) = rest.split_at(at);
            let end = from.find([':', ' ', ',']).unwrap_or(from.len());
            let symbol = from[..end].trim_end_matches('.');
            let behind = from[end..].trim_start_matches([':', ' ', ',']);
            let stop = behind.find(['.', ';']).unwrap_or(behind.len());
            let vote = vote(head, &behind[..stop]).filter(|_| UnSymbol::parse(symbol).is_ok());
            match vote {
                Some(vote) if !found.iter().any(|(known, _)| known == symbol) => {
                    found.push((symbol.to_owned().into(), vote));
                }
                Some(_) => {}
                None => {
                    let told = format!("{symbol} is named in {}, and no vote on it was understood", entry.id);
                    doubts.push(Doubt { line: entry.line, text: told });
                }
            }
            rest = &behind[stop..];
        }
    }
    found
}

fn vote(head: &str, way: &str) -> Option<Json<'static>> {
    let (year, title) = head.trim_start_matches(['.', ';', ' ', '-']).split_once(": ")?;
    let year: u32 =
        year.trim().rsplit(' ').next()?.parse().ok().filter(|year| (1946..=2100).contains(year))?;
    let way = match way.trim().to_lowercase().as_str() {
        "yes" | "in favour" | "in favor" | "voted in favour" | "for" => "yes",
        "no" | "against" | "voted against" => "no",
        "abstain" | "abstained" | "abstention" | "abstaining" => "abstain",
        "did not vote" | "non-voting" | "not voting" | "absent" => "did-not-vote",
        "adopted without vote" | "adopted without a vote" | "without vote" | "without a vote" => {
            "adopted-without-vote"
        }
        _ => return None,
    };
    let title = title.trim().replace('’', "'");
    let number = Json::Number(year.into());
    Some(Json::Object(vec![
        ("title".into(), text(title)),
        ("year".into(), number),
        ("vote".into(), text(way)),
    ]))
}

/// The Markdown of the assessment with the original as quotations.
fn working_copy(
    told: &Told<'_>,
    assessment: &Json<'_>,
    entries: &[&Printed],
    notes: &HashMap<usize, &Note>,
    doubts: &[Doubt],
) -> String {
    let mut out = String::new();
    let mut entries = entries.iter();
    let quote = |out: &mut String, paragraphs: &mut dyn Iterator<Item = &str>| {
        for text in paragraphs {
            out.push_str(&format!("\n> {text}\n"));
        }
    };
    let markdown = markdown::write(assessment, told.subject, Part::Whole);
    // The first block of metadata ends with the second line of dashes.
    let mut dashes = 0;
    for line in markdown.lines() {
        let number = line
            .strip_prefix("[^")
            .and_then(|rest| rest.split_once("]:")?.0.rsplit_once("note-")?.1.parse().ok());
        if let Some(note) = number.and_then(|number: usize| notes.get(&number)) {
            out.push_str(&format!("> {}. {}\n\n", note.number, note.printed));
        }
        out.push_str(line);
        out.push('\n');
        if line.starts_with("## ")
            && let Some(entry) = entries.next()
        {
            quote(&mut out, &mut entry.paragraphs.iter().map(String::as_str));
        } else if line == "# Overview" {
            quote(&mut out, &mut told.entries.overview.iter().map(String::as_str));
        }
        if line == "---" {
            dashes += 1;
            if dashes == 2 {
                out.push_str("\n> A working copy: what stands as a quotation is the original and is not taken over. Write your own words in place of each …, and take the file over with cargo xtask import.\n");
                for doubt in doubts {
                    out.push_str(&format!(
                        "\n> To look at, line {} of the original: {}\n",
                        doubt.line, doubt.text
                    ));
                }
            }
        }
    }
    out
}

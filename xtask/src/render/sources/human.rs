//! The register for a person at a terminal: by publisher and year, each work with what rests on it.

use std::fmt::Write as _;

use crate::render::{columns_of, counted, plain, wrapped};
use bibliography::notes;
use dataset::model::assessment::Corrected;
use dataset::register::{By, Register, Use, Work};

/// Marks a work that is cited more than once.
const MARK: &str = "*";

/// Renders a register; wrapped where a width is given.
pub fn render(register: &Register<'_>, width: Option<u16>) -> String {
    let often = register.works.iter().filter(|work| work.citation_count() > 1).count();
    let told = format!(
        "{} in {} of {}; {often} cited more than once ({MARK})",
        counted(register.works.len(), "work"),
        counted(register.assessment_count, "assessment"),
        counted(register.country_count, "country"),
    );
    let room = columns_of(width);
    let mut out = wrapped(&told, room, "", "  ");
    let mut works: Vec<(&str, &Work<'_>)> =
        register.works.iter().map(|work| (work.publisher().unwrap_or_default(), work)).collect();
    works.sort_by_cached_key(|(publisher, work)| {
        let year = work.source.years().map_or(i64::MAX, |(first, _)| first);
        (publisher.is_empty(), publisher.to_lowercase(), year, work.unique_id.clone())
    });
    for group in works.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((publisher, _)) = group.first() else { continue };
        let name = if publisher.is_empty() { "No publisher named" } else { publisher };
        let _ = write!(out, "\n{}", wrapped(&plain(name), room, "", "  "));
        for (_, work) in group {
            out.push_str(&entry(work, width));
        }
    }
    out.push('\n');
    out.push_str(&duplicates(register, room));
    out
}

fn entry(work: &Work<'_>, width: Option<u16>) -> String {
    let mark = if work.citation_count() > 1 { MARK } else { " " };
    let cited = match work.citation_count() {
        0 => "not cited".to_owned(),
        count => format!("cited {}", counted(count, "time")),
    };
    let columns = columns_of(width);
    let id = format!("{}, {cited}", plain(&work.unique_id));
    let mut out = wrapped(&id, columns, &format!("{mark} "), "  ");
    out.push_str(&wrapped(&plain(&notes::entry(work.source).plain()), columns, "    ", "    "));
    for usage in &work.uses {
        out.push_str(&wrapped(&plain(&rests(usage)), columns, "      ", "      "));
    }
    out
}

/// What rests on a work, in a line.
fn rests(usage: &Use<'_>) -> String {
    let what = match usage.by {
        By::Footnote { indicator, label, .. } => format!("{indicator} [^{label}]"),
        By::Erratum { of: Corrected::Whole, day, .. } => format!("erratum of {day}"),
        By::Erratum { of: Corrected::Entry(id) | Corrected::Source(id), day, .. } => {
            format!("{id}, erratum of {day}")
        }
        By::Document => "the assessment as a whole (document)".to_owned(),
        By::Derivation => "the ratings as a whole (derivation)".to_owned(),
    };
    let place = usage.by.citation().and_then(notes::place).map(|place| format!(", {place}"));
    format!("- {} {}: {what}{}", usage.country, usage.edition, place.unwrap_or_default())
}

fn duplicates(register: &Register<'_>, room: usize) -> String {
    if register.duplicates.is_empty() {
        return "No work is listed twice.\n".to_owned();
    }
    let mut out = format!(
        "{} of works that may be the same, or share an id:\n",
        counted(register.duplicates.len(), "pair")
    );
    for found in &register.duplicates {
        let id = |place: usize| plain(&register.works[place].unique_id);
        let told = format!("{} and {}: {}", id(found.first), id(found.second), found.words);
        out.push_str(&wrapped(&told, room, "  ", "    "));
    }
    out.push_str("What to do about them: cargo xtask validate\n");
    out
}

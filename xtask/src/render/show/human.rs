//! An assessment for a person at a terminal: wrapped, each note below the entry that calls it.

use super::page::{Entry, Page, plain as line};
use crate::render::{plain, wrapped};
use dataset::model::framework::ScoringMethod;

/// Renders a page in lines of at most so many columns.
pub fn render(page: &Page<'_>, width: usize) -> String {
    let title = plain(&format!("{} ({}), edition {}", page.country_name, page.country, page.edition));
    let mut out = format!("{title}\n{}\n", "=".repeat(title.chars().count()));
    let mut say = |text: &str| out.push_str(&wrapped(&plain(text), width, "", ""));
    say(page.standing);
    if let Some(document) = &page.document {
        say(&format!("Document: {}", line(document)));
    }
    say(&score(page));
    if !page.levels.is_empty() {
        heading(&mut out, "Summary");
        for level in &page.levels {
            let first = format!("{} ({})", level.title, level.indicators.len());
            out.push_str(&format!("{first}\n"));
            for (_, title, mark) in &level.indicators {
                let mark = if mark.is_empty() { "-" } else { mark };
                out.push_str(&wrapped(&plain(title), width, &format!("  {mark} "), "    "));
            }
        }
        let key = "▲ increase, ▼ decrease, = unchanged since the previous edition";
        out.push_str(&wrapped(key, width, "  ", "    "));
    }
    for (what, indicators) in [("Not rated", &page.not_rated), ("No longer asked", &page.no_longer_asked)] {
        list(&mut out, what, indicators.iter().map(|(_, title)| (*title).to_owned()), width);
    }
    if !page.overview.is_empty() {
        heading(&mut out, "Overview");
        for (nth, text) in page.overview.iter().enumerate() {
            out.push_str(if nth > 0 { "\n" } else { "" });
            out.push_str(&wrapped(&plain(text), width, "", ""));
        }
    }
    for area in &page.areas {
        heading(&mut out, &plain(area.title));
        for (nth, entry) in area.entries.iter().enumerate() {
            out.push_str(if nth > 0 { "\n" } else { "" });
            self::entry(&mut out, entry, width);
        }
    }
    list(
        &mut out,
        "How the ratings were worked out",
        page.evidence.iter().map(|text| (*text).to_owned()),
        width,
    );
    list(&mut out, "Sources", page.sources.iter().map(|(_, text)| line(text)), width);
    list(&mut out, "Remarks on the document", page.remarks.iter().cloned(), width);
    list(&mut out, "Errata", page.errata.iter().cloned(), width);
    let exceptions =
        page.exceptions.iter().map(|[code, place, reason]| format!("{code} at {place}: {reason}"));
    list(&mut out, "Accepted problems", exceptions, width);
    out
}

/// The score in a sentence: what is computed, and what is printed.
pub(super) fn score(page: &Page<'_>) -> String {
    let computed = match page.score {
        Some(score) => {
            let made_of = match score.method {
                ScoringMethod::SumOfPoints => format!("{} of {} points", score.points, score.most_points),
                ScoringMethod::MeanOfAreaMeans => "the means of the areas".to_owned(),
            };
            format!("Score: {} of {}, computed from {made_of}.", score.rounded(), score.out_of)
        }
        None => "Score: none can be computed, because a rating is missing.".to_owned(),
    };
    let [score, previous, difference] = page.stated;
    let printed = [("score", score), ("score before", previous), ("difference", difference)]
        .into_iter()
        .filter_map(|(what, value)| Some(format!("{what} {}", value?)))
        .collect::<Vec<_>>();
    if printed.is_empty() {
        return computed;
    }
    format!("{computed} Printed: {}.", printed.join(", "))
}

fn heading(out: &mut String, title: &str) {
    out.push_str(&format!("\n{title}\n{}\n", "-".repeat(title.chars().count())));
}

fn list(out: &mut String, title: &str, items: impl Iterator<Item = String>, width: usize) {
    for (nth, item) in items.enumerate() {
        if nth == 0 {
            heading(out, title);
        }
        out.push_str(&wrapped(&plain(&item), width, "- ", "  "));
    }
}

fn entry(out: &mut String, entry: &Entry<'_>, width: usize) {
    out.push_str(&wrapped(&plain(entry.title), width, "", "  "));
    let change =
        if entry.change.is_empty() { String::new() } else { format!("  {} {}", entry.mark, entry.change) };
    out.push_str(&format!("  {}{change}\n", entry.rating));
    if let Some(reason) = entry.reason {
        out.push_str(&wrapped(&plain(&format!("Reason: {}", reason.replace('-', " "))), width, "  ", "  "));
    }
    if let Some(carried) = entry.carried {
        let text = format!("Carried over from {carried}, and not confirmed yet.");
        out.push_str(&wrapped(&plain(&text), width, "  ", "  "));
    }
    for text in &entry.rationale {
        out.push('\n');
        out.push_str(&wrapped(&plain(&line(text)), width, "  ", "  "));
    }
    if !entry.votes.is_empty() {
        out.push_str("\n  Votes\n");
    }
    for (symbol, title, year, way) in &entry.votes {
        let text = format!("{symbol}, {year}: {way}. {title}");
        out.push_str(&wrapped(&plain(&text), width, "  - ", "    "));
    }
    if !entry.notes.is_empty() {
        out.push('\n');
    }
    for note in &entry.notes {
        let number = format!("  [{}] ", note.number);
        let rest = " ".repeat(number.len());
        out.push_str(&wrapped(&plain(&line(&note.text)), width, &number, &rest));
    }
}

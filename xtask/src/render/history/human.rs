//! The history of one rating for a person at a terminal: through the editions, then through the commits.

use anstyle::{AnsiColor, Style};

use super::{
    AFTER_UNREADABLE, OR_EARLIER, author, day, edition, in_words, is_reconstructed, is_unreadable, key,
    marks, moved, rated, short, title,
};
use crate::render::{plain, wrapped};
use dataset::model::assessment::Status;
use dataset::model::rating::Direction;
use diff::change::ChangeClass;
use history::lineage::{AppliedChange, Arrival, Cause, Outcome};
use history::{EditionEvent, EntryEdit, History, RatingEvent, RatingEventKind, RatingMove};

/// The width of lines where there is no terminal.
const WITHOUT_TERMINAL: u16 = 80;

const BOLD: Style = Style::new().bold();
const COMMIT: Style = AnsiColor::Yellow.on_default();

/// Renders the history of an indicator, styled; the stream takes the styles away where they do not belong.
pub fn render(history: &History<'_>, indicator: &str, width: Option<u16>) -> String {
    let width = usize::from(width.unwrap_or(WITHOUT_TERMINAL));
    let heading = format!(
        "{} ({}): {}",
        plain(history.country_name),
        plain(history.country),
        plain(history.indicator_title(indicator))
    );
    let mut out = wrapped(&styled(&heading, BOLD), width, "", "");
    out.push_str(&wrapped(&renamed(history), width, "", "  "));
    out.push('\n');
    out.push_str(&editions(history, indicator, width));
    out.push('\n');
    out.push_str(&commits(history, indicator, width));
    out
}

/// What is called otherwise than it was asked for, in a line; nothing if nothing is.
pub(super) fn renamed(history: &History<'_>) -> String {
    let told = history.asked.iter().map(|(old, now)| format!("{} is called {} now.", plain(old), plain(now)));
    told.collect::<Vec<_>>().join(" ")
}

fn editions(history: &History<'_>, indicator: &str, width: usize) -> String {
    let words: Vec<&str> = history.editions.iter().map(|round| rated(history, round, indicator).1).collect();
    let line = format!("Through the editions: {}  {}", marks(history, indicator), words.join(", then "));
    let mut out = wrapped(&line, width, "", "  ");
    out.push_str(&wrapped(&format!("({})", key(history, &[indicator])), width, "", "  "));
    let widest = history.editions.iter().map(|round| round.edition.chars().count()).max().unwrap_or(0);
    for round in &history.editions {
        let (mark, words) = rated(history, round, indicator);
        let mut line = format!("  {:widest$}  {mark} {words:<11}", plain(&round.edition));
        if !is_unreadable(round) {
            let entry = history.asked_in(round, indicator).entry();
            let direction = entry.and_then(|entry| entry.change).map_or("no direction", Direction::id);
            let status = round
                .file
                .map_or("the file is gone", |file| file.data.status.map_or("without a status", Status::id));
            line.push_str(&format!("  {direction:<12}  {status}"));
        }
        if is_reconstructed(round) {
            line.push_str(": worked out");
        }
        out.push_str(&wrapped(line.trim_end(), width, "", &" ".repeat(widest + 4)));
    }
    out
}

fn commits(history: &History<'_>, indicator: &str, width: usize) -> String {
    let rating_events = history.of(indicator);
    if rating_events.is_empty() {
        return "Through the commits: no commit has it.\n".to_owned();
    }
    let mut out = "Through the commits, newest first:\n".to_owned();
    for together in rating_events.chunk_by(|(one, _), (next, _)| one.commit.id == next.commit.id) {
        let (edition_event, _) = &together[0];
        out.push_str(&wrapped(&commit(edition_event), width, "  ", "      "));
        for (edition_event, rating_event) in together {
            for line in told(rating_event) {
                let line = format!("{}: {}", plain(edition(history, edition_event)), plain(&line));
                out.push_str(&wrapped(&line, width, "      ", "        "));
            }
        }
        if edition_event.commit.is_boundary {
            out.push_str(&wrapped(&format!("({OR_EARLIER})"), width, "      ", "        "));
        }
        if together.iter().any(|(edition_event, _)| edition_event.follows_unread) {
            out.push_str(&wrapped(&format!("({AFTER_UNREADABLE})"), width, "      ", "        "));
        }
    }
    out
}

/// `0123456789  2026-01-03  Ana Example  #3  Lower press in Aland`.
fn commit(edition_event: &EditionEvent<'_>) -> String {
    let number = edition_event.pull_request.map(|number| format!("  #{number}")).unwrap_or_default();
    let commit = edition_event.commit;
    format!(
        "{}  {}  {}{number}  \"{}\"",
        styled(short(&commit.id), COMMIT),
        day(commit),
        plain(&author(commit)),
        plain(&commit.summary)
    )
}

/// What was done, a line each for the rating, the evidence, the wording and the rest.
fn told(rating_event: &RatingEvent<'_>) -> Vec<String> {
    let line = match &rating_event.act {
        RatingEventKind::Entered(Arrival::Caused(Cause::Made), rating) => {
            format!("entered as {}", title(*rating))
        }
        RatingEventKind::Entered(Arrival::Caused(Cause::Kept | Cause::Took), rating) => {
            format!("kept as {} against its removal", title(*rating))
        }
        RatingEventKind::Entered(Arrival::InPlaceOfAnother(_), rating) => {
            format!("kept as {} against another assessment of that id", title(*rating))
        }
        RatingEventKind::Entered(Arrival::Found, rating) => {
            format!("found as {}; earlier history is not available", title(*rating))
        }
        RatingEventKind::Removed(Cause::Made) => "removed".to_owned(),
        RatingEventKind::Removed(Cause::Kept | Cause::Took) => {
            "kept removed against what was done to it".to_owned()
        }
        RatingEventKind::Unreadable(why) => format!("cannot be read here: {why}"),
        RatingEventKind::Edited(edit) => return edited(edit, rating_event.lasting),
    };
    vec![format!("{line}{}", lasted(rating_event.lasting))]
}

/// What is said of something that a merge did not take.
fn lasted(lasting: Outcome) -> &'static str {
    match lasting {
        Outcome::Lasted => "",
        Outcome::Dropped => "; it did not last",
    }
}

fn edited(edit: &EntryEdit<'_>, lasting: Outcome) -> Vec<String> {
    if let Some(moved) = &edit.rating {
        return vec![format!("{}{}", moved_words(edit, moved), lasted(lasting))];
    }
    let of_origin = edit.new_origin.zip(edit.done.iter().find(|done| is_told(edit, done)));
    let mut lines: Vec<String> = of_origin
        .map(|(statuses, done)| format!("{}{}", new_origin(statuses), lasted(done.lasting)))
        .into_iter()
        .collect();
    let classes = [
        (ChangeClass::Rating, "direction"),
        (ChangeClass::Evidence, "evidence"),
        (ChangeClass::Wording, "wording"),
        (ChangeClass::Record, "record"),
    ];
    for (class, name) in classes {
        let of_class = edit.done.iter().filter(|done| done.change.class() == class && !is_told(edit, done));
        let sentences: Vec<String> = of_class.map(|done| said(done)).collect();
        if !sentences.is_empty() {
            lines.push(format!("{name}: {}", sentences.join("; ")));
        }
    }
    lines
}

/// Whether a change is the new origin, which has a line of its own.
fn is_told(edit: &EntryEdit<'_>, done: &AppliedChange) -> bool {
    edit.new_origin.is_some() && done.how == Cause::Made && done.change.new_origin().is_some()
}

/// `was reconstructed, is published now: evidence and rationale cannot be compared`.
fn new_origin((before, after): (Option<Status>, Option<Status>)) -> String {
    let told = |status: Option<Status>| status.map_or("without a status", Status::id);
    format!("was {}, is {} now: evidence and rationale cannot be compared", told(before), told(after))
}

fn said(done: &AppliedChange) -> String {
    format!("{}{}", in_words(done).text, lasted(done.lasting))
}

/// `Strong -> Fair (-1); new evidence: a; rationale reworded`, or `kept Strong against Weak`.
fn moved_words(edit: &EntryEdit<'_>, rating: &RatingMove) -> String {
    let against: Vec<&str> = rating.against.iter().map(|rating| title(*rating)).collect();
    let against = against.join(" and ");
    if rating.how != Cause::Made {
        return format!("kept {} against {against}", title(rating.after));
    }
    let against = if against.is_empty() { against } else { format!(", against {against}") };
    let erratum = if edit.has_erratum { "; with an erratum" } else { "" };
    let moved = moved(rating.before, rating.after);
    if let Some(statuses) = edit.new_origin {
        return format!("{moved}{against}; {}{erratum}", new_origin(statuses));
    }
    let rationale = if edit.has_new_rationale { "rationale reworded" } else { "rationale unchanged" };
    format!("{moved}{against}; {}; {rationale}{erratum}", evidence(edit))
}

fn evidence(edit: &EntryEdit<'_>) -> String {
    if !edit.new_sources.is_empty() {
        return format!("new evidence: {}", edit.new_sources.join(", "));
    }
    let told = if edit.has_new_evidence { "a new place in a known source" } else { "no new evidence" };
    told.to_owned()
}

pub(super) fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

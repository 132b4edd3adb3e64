//! The history of one rating for a person at a terminal: through the editions, then through the commits.

use anstyle::{AnsiColor, Style};

use super::{
    KEY, OR_EARLIER, day, edition, indicator_title, is_reconstructed, mark, marks, moved, rating, short,
    title,
};
use crate::diff::change::{Change, Class};
use crate::history::{Deed, Edit, History, Moment};
use crate::model::assessment::Status;
use crate::model::rating::Direction;
use crate::render::diff::words::sentence;
use crate::render::plain;

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
        plain(indicator_title(history, indicator))
    );
    let mut out = wrapped(&styled(&heading, BOLD), width, "", "");
    out.push('\n');
    out.push_str(&editions(history, indicator, width));
    out.push('\n');
    out.push_str(&commits(history, indicator, width));
    out
}

fn editions(history: &History<'_>, indicator: &str, width: usize) -> String {
    let words: Vec<&str> = history.editions.iter().map(|round| title(rating(round, indicator))).collect();
    let line = format!("Through the editions: {}  {}", marks(history, indicator), words.join(", then "));
    let mut out = wrapped(&line, width, "", "  ");
    out.push_str(&wrapped(&format!("({KEY})"), width, "", "  "));
    let widest = history.editions.iter().map(|round| round.edition.chars().count()).max().unwrap_or(0);
    for round in &history.editions {
        let rating = rating(round, indicator);
        let mut line = format!("  {:widest$}  {} {:<11}", plain(&round.edition), mark(rating), title(rating));
        let entry = round.file.and_then(|file| file.file.data.ratings.get(indicator));
        let direction = entry.and_then(|entry| entry.change).map_or("no direction", Direction::id);
        let status = round.file.and_then(|file| file.file.data.status).map(Status::id);
        line.push_str(&format!("  {direction:<12}  {}", status.unwrap_or("the file is gone")));
        if is_reconstructed(round) {
            line.push_str(": worked out");
        }
        out.push_str(&wrapped(line.trim_end(), width, "", &" ".repeat(widest + 4)));
    }
    out
}

fn commits(history: &History<'_>, indicator: &str, width: usize) -> String {
    let deeds = history.of(indicator);
    if deeds.is_empty() {
        return "Through the commits: no commit has it.\n".to_owned();
    }
    let mut out = "Through the commits, newest first:\n".to_owned();
    for together in deeds.chunk_by(|(one, _), (next, _)| one.commit.id == next.commit.id) {
        let (moment, _) = &together[0];
        out.push_str(&wrapped(&commit(moment), width, "  ", "      "));
        for (moment, deed) in together {
            for line in told(deed) {
                let line = format!("{}: {}", plain(edition(history, moment)), plain(&line));
                out.push_str(&wrapped(&line, width, "      ", "        "));
            }
        }
        if moment.commit.is_boundary {
            out.push_str(&wrapped(&format!("({OR_EARLIER})"), width, "      ", "        "));
        }
    }
    out
}

/// `0123456789  2026-01-03  Ana Example  #3  Lower press in Aland`.
fn commit(moment: &Moment<'_>) -> String {
    let number = moment.pull_request.map(|number| format!("  #{number}")).unwrap_or_default();
    let commit = moment.commit;
    format!(
        "{}  {}  {}{number}  \"{}\"",
        styled(short(&commit.id), COMMIT),
        day(commit),
        plain(&commit.author),
        plain(&commit.summary)
    )
}

/// What was done, a line each for the rating, the evidence, the wording and the rest.
fn told(deed: &Deed<'_>) -> Vec<String> {
    match deed {
        Deed::Entered(rating) => vec![format!("entered as {}", title(*rating))],
        Deed::Removed => vec!["removed".to_owned()],
        Deed::Unreadable(why) => vec![format!("cannot be read here: {why}")],
        Deed::Edited(edit) => edited(edit),
    }
}

fn edited(edit: &Edit<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((before, after)) = edit.rating {
        let erratum = if edit.has_erratum { "; with an erratum" } else { "" };
        let rationale = if edit.has_new_rationale { "rationale reworded" } else { "rationale as it was" };
        lines.push(format!("{}; {}; {rationale}{erratum}", moved(before, after), evidence(edit)));
        return lines;
    }
    let classes = [
        (Class::Rating, "direction"),
        (Class::Evidence, "evidence"),
        (Class::Wording, "wording"),
        (Class::Record, "record"),
    ];
    for (class, name) in classes {
        let of_class = edit.changes.iter().filter(|change| change.class() == class);
        let sentences: Vec<String> = of_class.map(|change: &&Change| sentence(change).text).collect();
        if !sentences.is_empty() {
            lines.push(format!("{name}: {}", sentences.join("; ")));
        }
    }
    lines
}

fn evidence(edit: &Edit<'_>) -> String {
    if !edit.new_sources.is_empty() {
        return format!("new evidence: {}", edit.new_sources.join(", "));
    }
    let told = if edit.has_new_evidence { "a new place in a known source" } else { "no new evidence" };
    told.to_owned()
}

pub(super) fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let options = textwrap::Options::new(width).initial_indent(first).subsequent_indent(rest);
    let options = options.break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut out = textwrap::wrap(text, options).join("\n");
    out.push('\n');
    out
}

pub(super) fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

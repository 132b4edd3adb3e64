//! What a cell says of a rating: its level, its direction, why it moved.

use super::columns::{Column, Columns};
use super::sheet::Row;
use crate::instrument::{REASONS, direction, direction_title, printed_rating, status};
use crate::problem::Problem;
use dataset::meant::meant;
use dataset::model::framework::Framework;
use dataset::model::rating::{Direction, Rating};

/// Level, direction and reason, as far as a row has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Judged {
    pub(super) rating: Option<Rating>,
    pub(super) change: Option<Direction>,
    pub(super) reason: Option<&'static str>,
}

/// Reads the cells of a row; tells what in them is none of it.
pub(super) fn judged(
    row: &Row,
    columns: &Columns,
    framework: &Framework,
    problems: &mut Vec<Problem>,
) -> Judged {
    let mut judged = Judged::default();
    let scale = framework.rating_scale();
    let mut wrong = |column: Column, message: String, help: String| {
        problems.push(Problem::new(row.number, format!("{}: {message}", columns.name(column)), help));
    };
    if let Some(text) = columns.cell(row, Column::Rating) {
        match status(scale, text) {
            Some((Some(rating), change)) => (judged.rating, judged.change) = (Some(rating), change),
            Some((None, _)) | None => {
                let (message, help) = not_one_of(text, "rating", scale.ratings().map(printed_rating));
                wrong(Column::Rating, message, help);
            }
        }
    }
    if let Some(text) = columns.cell(row, Column::Change) {
        match (
            status(scale, text)
                .map_or_else(|| direction(text), |(rating, change)| change.filter(|_| rating.is_none())),
            judged.change,
        ) {
            (Some(change), Some(other)) if change != other => {
                let message = format!(
                    "\"{text}\" is another direction than the one in {}",
                    columns.name(Column::Rating)
                );
                wrong(Column::Change, message, "Keep the one that is right.".to_owned());
            }
            (Some(change), _) => judged.change = Some(change),
            (None, _) => {
                let (message, help) =
                    not_one_of(text, "change", Direction::ALL.map(direction_title).into_iter());
                wrong(
                    Column::Change,
                    message,
                    help + " Leave the cell empty where there is no edition before.",
                );
            }
        }
    }
    if let Some(text) = columns.cell(row, Column::Reason) {
        let wanted = text.to_lowercase().replace(' ', "-");
        judged.reason = REASONS.into_iter().find(|reason| *reason == wanted);
        if judged.reason.is_none() {
            let (message, help) = not_one_of(text, "reason", REASONS.into_iter());
            wrong(Column::Reason, message, help);
        }
    }
    let points = judged.rating.and_then(|rating| framework.scale.get(rating.id())?.points);
    if let (Some(text), Some(points)) = (columns.cell(row, Column::Points), points)
        && text.trim().parse() != Ok(points)
    {
        let title = judged.rating.map_or("", |rating| rating.title());
        let message = format!("the points are {text}, and {title} has {points}");
        wrong(Column::Points, message, "Correct the rating, or empty the cell of the points.".to_owned());
    }
    // As `score --explain --format csv` prints it.
    let answer = columns.cell(row, Column::Answer).map(|text| text.trim().to_lowercase());
    match (answer.as_deref(), judged.rating) {
        (Some("not-rated"), Some(rating)) => {
            let message = format!("the answer is not-rated, and the rating is {}", rating.title());
            wrong(Column::Answer, message, CONTRADICTED.to_owned());
        }
        (Some("rated"), None) if columns.cell(row, Column::Rating).is_none() => {
            wrong(
                Column::Answer,
                "the answer is rated, and there is no rating".to_owned(),
                CONTRADICTED.to_owned(),
            );
        }
        (Some(_) | None, _) => {}
    }
    judged
}

/// What to do about an answer that the rating contradicts.
const CONTRADICTED: &str = "Correct the rating, or empty the cell of the answer.";

/// What of a cell is a formula, or stands where the result of one belongs: that is nobody's text.
pub(super) fn formula(text: &str) -> bool {
    const ERRORS: [&str; 9] =
        ["#CALC!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#SPILL!", "#VALUE!"];
    let is_call = || text.starts_with('=') && text.contains(['(', '!']) && !text.contains(". ");
    ERRORS.contains(&text) || is_call()
}

fn not_one_of<'w>(text: &str, what: &str, words: impl Iterator<Item = &'w str>) -> (String, String) {
    let words: Vec<&str> = words.collect();
    let meant = meant(text, words.iter().copied()).map(|meant| format!("Did you mean {meant}? "));
    let help = format!("{}Write one of: {}.", meant.unwrap_or_default(), words.join(", "));
    (format!("\"{text}\" is no {what}"), help)
}

//! What to write for a date that has another shape than that of the schema: a text, one number, parts under names, numbers in
//! another order.

use serde_json::Value;

use bibliography::date::typed::{in_order, instead};
use format::json::Json;
use format::pointer::Pointer;

/// What to write for a value that stands where a date belongs, or where its numbers do.
pub(super) fn for_value(schema: Option<&Value>, at: &Pointer, value: Option<&Json<'_>>) -> Option<String> {
    let name = at.tokens().last()?;
    let is_date = schema.is_some_and(|schema| schema.pointer("/properties/date-parts").is_some());
    let words = match value? {
        Json::String(text) => text.to_string(),
        Json::Number(number) => number.to_string(),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => return None,
    };
    if name == "date-parts" {
        // Under the name of its numbers a date is none of the whole source.
        let date = instead("date-parts", &words)?;
        let parts = date.split_once("{\"date-parts\": ")?.1.split_once('}')?.0;
        return Some(format!("Write \"date-parts\": {parts}."));
    }
    let in_words = || format!("Write \"{name}\": {{\"literal\": {}}}.", Value::from(words.as_str()));
    is_date.then(|| instead(&name, &words).unwrap_or_else(in_words))
}

/// What to write for the field that other programs have for a date in words.
pub(super) fn for_raw(at: &Pointer, date: Option<&Json<'_>>) -> Option<String> {
    let words = date?.get("raw").and_then(Json::as_str)?;
    let name = at.tokens().last()?;
    let in_words = || format!("Write \"{name}\": {{\"literal\": {}}}.", Value::from(words));
    Some(instead(&name, words).unwrap_or_else(in_words))
}

/// What to write for year, month and day that stand under these names.
pub(super) fn for_parts(date: Option<&Json<'_>>) -> Option<String> {
    let part = |name: &str| match date?.get(name)? {
        Json::Number(number) => number.as_i64(),
        Json::String(text) => text.trim().parse().ok(),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    };
    let (year, month) = (part("year")?, part("month"));
    let day = part("day").filter(|_| month.is_some());
    let parts: Vec<String> =
        [Some(year), month, day].into_iter().flatten().map(|part| part.to_string()).collect();
    Some(format!("Write \"date-parts\": [[{}]].", parts.join(", ")))
}

/// What to write for the numbers of a date that stand in another order, and the list that they stand in.
pub(super) fn for_numbers(root: &Json<'_>, part: &Pointer) -> Option<(Pointer, String)> {
    let list = part.parent();
    let parts = list.parent();
    if parts.tokens().last()? != "date-parts" || root.at(&parts)?.items().len() != 1 {
        return None;
    }
    let numbers: Option<Vec<i64>> = root.at(&list)?.items().iter().map(Json::as_i64).collect();
    Some((list, in_order(&numbers?)?))
}

//! Which day it is: the one place that asks the clock.

use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};

use bibliography::date::Day;

/// Today where the day begins first (UTC+14), so that nobody's own today is ever in the future: not where somebody in
/// the Pacific looks at a page, nor where a server elsewhere checks what they wrote.
pub(super) fn today() -> Day {
    Timestamp::now().to_zoned(TimeZone::fixed(offset(14))).date().into()
}

/// Today by universal time, for what is dated and not judged.
pub(super) fn today_universal() -> Day {
    Timestamp::now().to_zoned(TimeZone::UTC).date().into()
}

/// A day as somebody wrote it.
pub(super) fn day(written: &str) -> Result<Day, String> {
    Day::parse(written).map_err(|_| "write a day as YYYY-MM-DD, such as 2026-11-21".to_owned())
}

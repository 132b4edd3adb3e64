//! Which day it is: the one place that asks the clock.

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};

use bibliography::date::Day;

/// Today where the day begins first (UTC+14), so that nobody's own today is ever in the future: not where somebody in
/// the Pacific looks at a page, nor where a server elsewhere checks what they wrote.
pub(super) fn today() -> anyhow::Result<Day> {
    let date = Timestamp::now().to_zoned(TimeZone::fixed(offset(14))).date();
    let part = |part: i8| u8::try_from(part).ok();
    let day = part(date.month()).zip(part(date.day()));
    day.and_then(|(month, day)| Day::new(date.year().into(), month, day))
        .context("the clock of this machine gives no day; name one with --today YYYY-MM-DD")
}

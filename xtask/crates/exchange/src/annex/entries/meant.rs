//! Which indicator a heading is of, and which one a row of Word is likely to be of whose title is none.

use super::super::bare::bare;
use super::super::scores;
use super::unread::Lost;
use super::{Reader, titled};
use crate::instrument::{area, indicator, title_meant};
use format::diagnostic::quoted;

impl<'r> Reader<'r> {
    /// The indicator that a row of Word is likely to be of, whose title is none.
    pub(super) fn meant(&mut self, texts: &mut Vec<String>, line: usize) -> Option<&'r str> {
        let framework = self.subject.framework;
        let found = texts.iter().enumerate().find_map(|(at, text)| {
            let meant = title_meant(framework, &bare(text))?;
            Some((at, meant, indicator(framework, meant)?))
        });
        let Some((at, meant, id)) = found else {
            let text = texts.first().map(|text| quoted(&bare(text))).unwrap_or_default();
            self.doubt(line, format!("the row of {text} is of no indicator that is known; it was left out"));
            return None;
        };
        let text = texts.remove(at);
        self.doubt(line, format!("{} was taken for \"{meant}\"", quoted(&bare(&text))));
        Some(id)
    }

    /// Begins the entry of an indicator, or what belongs to none.
    pub(super) fn heading(&mut self, title: &str, line: usize) {
        let framework = self.subject.framework;
        (self.is_in_summary, self.is_headed) = (false, true);
        self.begun = 0;
        self.end_lost();
        if let Some(id) = titled(framework, title) {
            return self.begin(id, line);
        }
        let meant = title_meant(framework, title).filter(|_| area(framework, title).is_none());
        match meant.and_then(|meant| Some((meant, indicator(framework, meant)?))) {
            Some((meant, id)) => {
                self.doubt(line, format!("{} was taken for \"{meant}\"", quoted(title)));
                self.begin(id, line);
            }
            None => {
                let is_known = self.says_nothing(title) || scores::line(title, self.subject).is_some();
                self.lost = Some(Lost::new(title, line, is_known));
            }
        }
    }
}

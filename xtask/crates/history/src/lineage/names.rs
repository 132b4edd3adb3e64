//! By which names subjects went before they were renamed, so that all of their history is told under the newest.

use std::collections::BTreeMap;
use std::rc::Rc;

use diff::change::{Change, ChangeKind, Value};
use diff::subject::{Field, FootnoteField, IndicatorField, SourceField, Subject};
use format::values::Text;

/// The newest names of what has another name at some commit.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    indicators: BTreeMap<Text, Text>,
    sources: BTreeMap<Text, Text>,
    /// By the newest name of the indicator, and the label there.
    labels: BTreeMap<(Text, Text), Text>,
}

impl Names {
    /// The newest name of an indicator.
    pub(super) fn indicator<'n>(&'n self, id: &'n str) -> &'n str {
        self.indicators.get(id).map_or(id, |newest| newest)
    }

    /// The newest name of a source.
    pub(super) fn source<'n>(&'n self, id: &'n str) -> &'n str {
        self.sources.get(id).map_or(id, |newest| newest)
    }

    /// The names before some changes, which are told in the newest ones. Where nothing was renamed they are the same.
    pub(super) fn before(self: &Rc<Self>, changes: &[Change]) -> Rc<Self> {
        let mut names = Rc::clone(self);
        for change in changes.iter().filter(|change| change.manner() == ChangeKind::Renamed) {
            let (Some(Value::Name(old)), Subject::Assessment { field, .. }) =
                (&change.before, &change.subject)
            else {
                continue;
            };
            if let Field::Source { source, field: SourceField::Id } = field {
                Rc::make_mut(&mut names).sources.insert(old.clone(), source.clone());
            } else if let Field::Indicator { indicator, field } = field {
                if let IndicatorField::Footnote { label, field: FootnoteField::Label } = field {
                    let old = (indicator.clone(), old.clone());
                    Rc::make_mut(&mut names).labels.insert(old, label.clone());
                } else if *field == IndicatorField::Id {
                    Rc::make_mut(&mut names).indicators.insert(old.clone(), indicator.clone());
                }
            }
        }
        names
    }

    /// A change of some commit, in the newest names.
    pub(super) fn told(&self, mut change: Change) -> Change {
        let Subject::Assessment { field, .. } = &mut change.subject else { return change };
        if let Field::Source { source, .. } = field {
            *source = self.source(source).into();
        } else if let Field::Indicator { indicator, field } = field {
            *indicator = self.indicator(indicator).into();
            if let IndicatorField::Footnote { label, .. } = field
                && !self.labels.is_empty()
                && let Some(newest) = self.labels.get(&(indicator.clone(), label.clone()))
            {
                *label = newest.clone();
            }
        }
        change
    }
}

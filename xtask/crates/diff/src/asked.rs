//! What of two editions of a country was asked in both, where they were made with different instruments.

use std::collections::HashSet;

use super::sides::Datasets;
use dataset::AssessmentFile;
use dataset::model::assessment::Assessment;
use format::values::Text;

/// The two assessments with the entries that can be compared, under the ids of the later one. What was split, merged, retired or
/// added has no other side: nothing vanished there, and nothing appeared. None where all is asked in both under one id.
pub(super) fn in_both(
    datasets: &Datasets<'_>,
    before: &AssessmentFile,
    after: &AssessmentFile,
) -> Option<(Assessment, Assessment)> {
    let earlier = datasets.before.framework_of(&before.edition)?;
    let later = datasets.after.framework_of(&after.edition)?;
    if earlier.path == later.path {
        return None;
    }
    let replacements = datasets.after.replacements();
    let succession = replacements.between(&earlier.data, &later.data);
    if succession.is_one_to_one() && succession.one_to_one.is_empty() {
        return None;
    }
    let groups = || succession.regrouped.iter();
    let without: HashSet<&str> =
        groups().flat_map(|group| &group.before).chain(&succession.retired).copied().collect();
    let without_later: HashSet<&str> =
        groups().flat_map(|group| &group.after).chain(&succession.added).copied().collect();
    let kept = |of: &Assessment, without: &HashSet<&str>, name: &dyn Fn(Text) -> Text| -> Assessment {
        let mut kept = of.clone();
        let entries =
            std::mem::take(&mut kept.ratings).into_iter().filter(|(id, _)| !without.contains(&**id));
        kept.ratings = entries.map(|(id, entry)| (name(id), entry)).collect();
        kept
    };
    let renamed = |id: Text| succession.one_to_one.get(&*id).map_or(id, |new| Text::from(*new));
    Some((kept(&before.file.data, &without, &renamed), kept(&after.file.data, &without_later, &|id| id)))
}

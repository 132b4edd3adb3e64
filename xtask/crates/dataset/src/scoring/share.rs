//! What share of the best score some points are, by each way of scoring, as an exact fraction.

use std::collections::BTreeMap;

use crate::model::framework::ScoringMethod;

/// What one indicator adds to a score.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'f> {
    /// The id of its area, if the framework gives one.
    pub(super) area: Option<&'f str>,
    /// The points of its rating.
    pub(super) points: u32,
}

/// A fraction of the best score: `part` of `whole`, with a `whole` above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) part: u128,
    pub(super) whole: u128,
}

/// What the indicators come to by a method, where the best level counts `best`. None where there is nothing to divide by, where an
/// indicator has no area and the areas count, or where the numbers are too large to be exact.
pub(super) fn share(method: ScoringMethod, parts: &[Part<'_>], best: u32) -> Option<Share> {
    let best = u128::from(best);
    match method {
        ScoringMethod::SumOfPoints => {
            let part = parts.iter().map(|part| u128::from(part.points)).sum();
            Share::of(part, best.checked_mul(u128::try_from(parts.len()).ok()?)?)
        }
        ScoringMethod::MeanOfAreaMeans => {
            let mut areas: BTreeMap<&str, (u128, u128)> = BTreeMap::new();
            for part in parts {
                let (points, count) = areas.entry(part.area?).or_default();
                *points += u128::from(part.points);
                *count += 1;
            }
            let common = areas.values().try_fold(1, |common, (_, count)| least_common(common, *count))?;
            let shares = areas.values().map(|(points, count)| points.checked_mul(common / count));
            let part = shares.sum::<Option<u128>>()?;
            Share::of(part, best.checked_mul(common)?.checked_mul(u128::try_from(areas.len()).ok()?)?)
        }
    }
}

impl Share {
    /// A fraction in its lowest terms, so that equal shares are equal values.
    fn of(part: u128, whole: u128) -> Option<Self> {
        let divisor = greatest_common(part, whole);
        (whole > 0).then(|| Self { part: part / divisor, whole: whole / divisor })
    }

    /// So much of a number, halves rounded up.
    pub(super) fn scaled(self, to: u128) -> Option<u128> {
        let Self { part, whole } = self;
        Some(part.checked_mul(2)?.checked_mul(to)?.checked_add(whole)? / whole.checked_mul(2)?)
    }
}

fn greatest_common(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn least_common(a: u128, b: u128) -> Option<u128> {
    (a / greatest_common(a, b)).checked_mul(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share_of(method: ScoringMethod, areas: &[&[u32]]) -> Option<Share> {
        let names = ["a", "b", "c", "d", "e", "f"];
        let of_area = |(area, points): (&&'static str, &&[u32])| {
            let area = *area;
            points.iter().map(move |points| Part { area: Some(area), points: *points }).collect::<Vec<_>>()
        };
        let parts: Vec<Part<'_>> = names.iter().zip(areas).flat_map(of_area).collect();
        share(method, &parts, 4)
    }

    #[test]
    fn each_area_weighs_the_same_in_a_mean_of_means() {
        let areas: &[&[u32]] = &[&[4], &[0, 0, 1]];
        // (4/4 + 1/12) / 2
        assert_eq!(share_of(ScoringMethod::MeanOfAreaMeans, areas), Some(Share { part: 13, whole: 24 }));
        assert_eq!(share_of(ScoringMethod::SumOfPoints, areas), Some(Share { part: 5, whole: 16 }));
    }

    #[test]
    fn a_half_of_thirds_and_sevenths_is_not_rounded_down() {
        // (1/3 + 2/3) / 2 is a half, which no sum of binary fractions is sure to give.
        let areas: &[&[u32]] = &[&[4, 0, 0], &[4, 4, 0]];
        let half = share_of(ScoringMethod::MeanOfAreaMeans, areas).expect("a share");
        assert_eq!((half.scaled(1), half.scaled(25)), (Some(1), Some(13)));
    }

    #[test]
    fn there_is_no_share_of_nothing_or_without_areas() {
        for method in ScoringMethod::ALL {
            assert_eq!(share(method, &[], 4), None);
            assert_eq!(share(method, &[Part { area: Some("a"), points: 0 }], 0), None);
        }
        let part = Part { area: None, points: 4 };
        assert_eq!(share(ScoringMethod::MeanOfAreaMeans, &[part], 4), None);
        assert!(share(ScoringMethod::SumOfPoints, &[part], 4).is_some());
    }

    /// As many areas of different sizes as 500 indicators can be in, the most that a framework may have.
    #[test]
    fn the_largest_instrument_is_reckoned_exactly() {
        let sizes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59];
        let names: Vec<String> = sizes.iter().map(usize::to_string).collect();
        let parts: Vec<Part<'_>> = names
            .iter()
            .zip(sizes)
            .flat_map(|(name, size)| vec![Part { area: Some(name), points: 999 }; size])
            .collect();
        let share = share(ScoringMethod::MeanOfAreaMeans, &parts, 1000).expect("a share");
        assert_eq!(share, Share { part: 999, whole: 1000 });
        assert_eq!(share.scaled(1_000_000), Some(999_000));
    }
}

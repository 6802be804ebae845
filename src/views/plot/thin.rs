//! Thousands of points in the columns of a few hundred pixels, with every extreme kept.

/// The points that are enough to draw a line through all of them, in columns of so many points each: of every column
/// the first and the last, the lowest and the highest.
pub fn thinned(points: &[[f64; 2]], columns: usize) -> Vec<[f64; 2]> {
    // Four of each column are no fewer where columns are short.
    let column = points.len() / columns.max(1);
    if column <= 4 {
        return points.to_vec();
    }
    let mut kept = Vec::with_capacity(4 * points.len().div_ceil(column));
    for part in points.chunks(column) {
        let by_height = |a: &usize, b: &usize| part[*a][1].total_cmp(&part[*b][1]);
        let (low, high) = ((0..part.len()).min_by(by_height), (0..part.len()).max_by(by_height));
        let mut places = [Some(0), low, high, part.len().checked_sub(1)];
        places.sort_unstable();
        let mut last = None;
        for place in
            places.into_iter().flatten().filter(|place| last.replace(*place) != Some(*place))
        {
            kept.push(part[place]);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::thinned;

    #[expect(clippy::cast_precision_loss, reason = "a few thousand points")]
    fn points(count: usize, height: impl Fn(usize) -> f64) -> Vec<[f64; 2]> {
        (0..count).map(|n| [n as f64, height(n)]).collect()
    }

    #[test]
    fn extremes_are_kept_and_in_order() {
        for spike in [0, 1, 4_321, 9_998, 9_999] {
            let height = |n: usize| match n {
                n if n == spike => 1e6,
                n if n + 1 == spike || n == spike + 1 => -1e6,
                n => f64::from(u16::try_from(n * 7919 % 1000).unwrap()),
            };
            let all = points(10_000, height);
            let kept = thinned(&all, 500);
            assert!(kept.len() <= 4 * 501, "{}", kept.len());
            assert!(kept.windows(2).all(|pair| pair[0][0] < pair[1][0]));
            assert!(kept.iter().all(|point| all.contains(point)));
            assert_eq!((kept.first(), kept.last()), (all.first(), all.last()));
            for part in all.chunks(20) {
                let inside = |point: &&[f64; 2]| point[0] >= part[0][0] && point[0] <= part[19][0];
                let heights = |points: &[[f64; 2]]| -> (f64, f64) {
                    points
                        .iter()
                        .filter(inside)
                        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), point| {
                            (low.min(point[1]), high.max(point[1]))
                        })
                };
                assert_eq!(heights(&kept), heights(part));
            }
        }
    }

    #[test]
    fn few_points_stay_as_they_are() {
        for count in [0, 1, 2, 1_999] {
            let all = points(count, |n| -f64::from(u16::try_from(n).unwrap()));
            assert_eq!(thinned(&all, 500), all);
        }
        // A level line has one point for both extremes.
        assert_eq!(thinned(&points(30, |_| 1.0), 1), [[0.0, 1.0], [29.0, 1.0]]);
    }
}

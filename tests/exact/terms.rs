//! Terms of every order, Shapley values and interactions, against their definitions.

use jointly::engine::{Score, Subsets};
use proptest::prelude::*;

use crate::moved::{self, table};

/// The term of every subset: its gain less the terms of the smaller subsets in it.
fn terms(gains: &[f64]) -> Vec<f64> {
    let mut terms: Vec<f64> = Vec::new();
    for (set, gain) in gains.iter().enumerate() {
        let smaller = (0..set).filter(|part| part & set == *part).map(|part| terms[part]);
        terms.push(gain - smaller.sum::<f64>());
    }
    terms
}

/// Every order of the numbers below `count`.
fn permutations(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = permutations(count - 1);
    let insert = |order: &Vec<usize>, place| {
        let mut order = order.clone();
        order.insert(place, count - 1);
        order
    };
    shorter.iter().flat_map(|order| (0..count).map(|place| insert(order, place))).collect()
}

/// The mean over all orders of what each change adds.
fn shapley(changes: usize, gains: &[f64]) -> Vec<f64> {
    let orders = permutations(changes);
    let mut sums = vec![0.0; changes];
    for order in &orders {
        let mut set = 0;
        for change in order {
            sums[*change] += gains[set | 1 << change] - gains[set];
            set |= 1 << change;
        }
    }
    let count: f64 = orders.iter().map(|_| 1.0).sum();
    sums.into_iter().map(|sum| sum / count).collect()
}

/// The mean over all orders of the others and all places in them of what both add beyond what each adds.
fn interaction(changes: usize, gains: &[f64], i: usize, j: usize) -> f64 {
    let others: Vec<usize> = (0..changes).filter(|c| *c != i && *c != j).collect();
    let (mut sum, mut count) = (0.0, 0.0);
    for order in permutations(others.len()) {
        for place in 0..=order.len() {
            let set = order[..place].iter().fold(0, |set, o| set | 1 << others[*o]);
            sum += gains[set | 1 << i | 1 << j] - gains[set | 1 << i] - gains[set | 1 << j];
            sum += gains[set];
            count += 1.0;
        }
    }
    sum / count
}

/// Equal to the last bit where all gains are whole, so that the oracle does not round either.
fn same(value: f64, wanted: f64, gains: &[f64]) -> bool {
    let whole = gains.iter().all(|gain| gain.floor() == *gain);
    let largest = gains.iter().fold(1.0, |largest: f64, gain| largest.max(gain.abs()));
    value == wanted || !whole && (value - wanted).abs() <= 1e-12 * largest
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn terms_of_every_order((experiment, round) in moved::round(0..=7, 9)) {
        let Subsets { gains, changes, .. } = &table(&experiment, &round);
        let orders = table(&experiment, &round).orders();
        prop_assert_eq!(orders.len(), changes.len());
        let terms = terms(gains);
        for (order, sum) in (1..).zip(&orders) {
            let wanted = (0_u32..).zip(&terms).filter(|(set, _)| set.count_ones() == order);
            let wanted: f64 = wanted.map(|(_, term)| term).sum();
            prop_assert!(same(*sum, wanted, gains), "{}: {} {}", order, sum, wanted);
        }
        let all: f64 = orders.iter().sum();
        prop_assert!(same(all, gains[gains.len() - 1], gains));
        if round.settings.score == Score::SquaredError {
            prop_assert!(orders.iter().skip(2).all(|sum| same(*sum, 0.0, gains)));
        }
    }

    #[test]
    fn shapley_values_and_interactions((experiment, round) in moved::round(0..=6, 9)) {
        let subsets = table(&experiment, &round);
        let (gains, changes) = (&subsets.gains, subsets.changes.len());
        let values = subsets.shapley();
        prop_assert_eq!(values.len(), changes);
        for (value, wanted) in values.iter().zip(shapley(changes, gains)) {
            prop_assert!(same(*value, wanted, gains), "{} {}", value, wanted);
        }
        for (i, j) in (0..changes).flat_map(|i| (0..i).map(move |j| (i, j))) {
            let (value, wanted) = (subsets.interaction(i, j), interaction(changes, gains, i, j));
            prop_assert!(same(value, wanted, gains), "{} {}", value, wanted);
            prop_assert_eq!(value, subsets.interaction(j, i));
        }
    }

    #[test]
    fn sums_of_any_size(gains in prop::collection::vec(-1.0..1.0, 255), power in -1000..=1000) {
        let (experiment, round) = moved::whole(8, 1);
        let mut subsets = table(&experiment, &round);
        let by = |gains: &[f64], power| gains.iter().map(|g| g * 2_f64.powi(power)).collect();
        subsets.gains[1..].copy_from_slice(&gains);
        let (orders, shapley): (Vec<f64>, Vec<f64>) = (subsets.orders(), subsets.shapley());
        subsets.gains = by(&subsets.gains, power);
        // Below 2^-900 some bits may go.
        if power >= -800 {
            prop_assert_eq!(subsets.orders(), by(&orders, power) as Vec<f64>);
            prop_assert_eq!(subsets.shapley(), by(&shapley, power) as Vec<f64>);
        }
        prop_assert!(subsets.orders().iter().all(|sum| sum.is_finite()));
    }
}

#[test]
fn twenty_changes_without_rounding() {
    // A subset gains 1 as soon as it has any change: order r has C(20, r) terms of 1 or -1.
    let (experiment, round) = moved::whole(20, 1);
    let mut subsets = table(&experiment, &round);
    subsets.gains.fill(1.0);
    subsets.gains[0] = 0.0;
    let orders = subsets.orders();
    assert_eq!(orders[..4], [20.0, -190.0, 1140.0, -4845.0]);
    assert_eq!(orders[9..11], [-184_756.0, 167_960.0]);
    assert_eq!(orders.iter().sum::<f64>(), 1.0);
    assert_eq!(subsets.shapley(), [1.0 / 20.0; 20]);
    // Two that come first together spoil each other: 1 - 1 - 1 in one of 19 places.
    assert_eq!(subsets.interaction(3, 17), -1.0 / 19.0);
}

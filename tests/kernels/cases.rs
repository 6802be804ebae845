//! Random examples, with extreme numbers among them.

use std::sync::Arc;

use jointly::engine::kernels::{Aim, Effort, Instructions, Packed, Problem, Tests};
use jointly::engine::{Criterion, Score, Settings};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::naive;

/// Examples, weights and a nudge.
#[derive(Debug, Clone)]
pub struct Case {
    pub rows: Vec<Vec<u8>>,
    pub aims: Vec<Aim>,
    pub weights: Vec<i32>,
    pub nudge: i32,
}

/// A pixel, often dark or as bright as can be.
fn pixel() -> impl Strategy<Value = u8> {
    prop_oneof![4 => Just(0), 1 => Just(255), 2 => 1_u8..=3, 2 => any::<u8>()]
}

fn aim() -> impl Strategy<Value = Aim> {
    let label = prop_oneof![6 => -2..=2, 3 => -600..=600, 1 => -200_000..=200_000];
    label.prop_flat_map(|label| {
        prop_oneof![
            4 => Just(Aim::at(label)),
            2 => (0..300).prop_map(move |t| Aim { low: label - t, high: label + t, label }),
            1 => Just(Aim { low: 1, high: i32::MAX, label }),
            1 => Just(Aim { low: i32::MIN, high: -1, label }),
            1 => Just(Aim { low: i32::MIN, high: i32::MAX, label }),
            1 => Just(Aim { low: i32::MAX, high: i32::MIN, label }),
            1 => Just(Aim { low: 5, high: 4, label }),
            1 => Just(Aim { low: i32::MAX, high: i32::MAX, label }),
        ]
    })
}

pub fn weight() -> impl Strategy<Value = i32> {
    prop_oneof![4 => -1..=1, 2 => -9..=9, 1 => -300..=300]
}

pub fn cases() -> impl Strategy<Value = Case> {
    let width =
        prop_oneof![2 => 1_usize..=6, 2 => 30_usize..=36, 2 => 60_usize..=70, 1 => 120..=200_usize];
    let count = prop_oneof![1 => Just(0_usize), 4 => 1..=20_usize, 2 => 120..=140_usize];
    // The widest loops work on four times 64 columns at once.
    let wide = (1..=12_usize, 250..=330_usize);
    let shape = prop_oneof![10 => (count, width), 1 => wide];
    let nudge = prop_oneof![4 => Just(1), 1 => 2..=5, 1 => Just(300)];
    (shape, nudge).prop_flat_map(|((count, width), nudge)| {
        let large = prop_oneof![6 => Just(1), 1 => Just(10)];
        let rows = vec(vec(pixel(), width), count);
        (rows, vec(aim(), count), vec(weight(), width), large).prop_map(
            move |(rows, aims, weights, large)| {
                let weights = weights.into_iter().map(|weight| weight * large).collect();
                Case { rows, aims, weights, nudge }
            },
        )
    })
}

pub const EFFORTS: [Effort; 5] = [
    Effort::ALONE,
    Effort { threads: 1, instructions: Instructions::Portable },
    Effort { threads: 1, instructions: Instructions::Avx2 },
    Effort { threads: 2, instructions: Instructions::Best },
    Effort { threads: 3, instructions: Instructions::Best },
];

impl Case {
    pub fn problem(&self) -> Arc<Problem<Packed<Vec<u8>>>> {
        let rows = Packed::new(self.rows.concat(), self.weights.len()).expect("whole rows");
        Arc::new(Problem::new(rows, &self.aims).expect("examples of common sizes"))
    }

    pub fn tests(&self, weights: &[i32]) -> Tests {
        naive::tests(&self.rows, &self.aims, weights, self.nudge)
    }

    /// The log-loss by definition: a label above 0 counts as 1, any other as -1.
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    pub fn loss(&self, weights: &[i32], unit: f64) -> f64 {
        let criterion = Criterion::new(&Settings::default(), false);
        let outputs = naive::outputs(&self.rows, weights);
        let labels = self.aims.iter().map(|aim| if aim.label > 0 { 1.0 } else { -1.0 });
        Score::LogLoss.of(&criterion, outputs.iter().map(|o| *o as f64 * unit).zip(labels))
    }
}

pub fn add(weights: &mut [i32], moves: &[i32]) {
    for (weight, by) in weights.iter_mut().zip(moves) {
        *weight += by;
    }
}

//! How weights meet, against pictures looked at pixel by pixel.

use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::engine::{Dataset, Meeting, Question, Spectrum};
use jointly::formats::sample;
use proptest::prelude::*;

use crate::data::dataset;
use crate::given;

fn meeting(dataset: &Dataset) -> Meeting {
    Meeting::of(dataset, |_| ControlFlow::Continue(())).expect("it goes on")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn weights_meet_where_both_are_lit(experiment in given::experiment()) {
        let dataset = &experiment.dataset;
        let found = meeting(dataset);
        let graph = found.graph.as_ref().expect("they are few");
        let cells = dataset.shape.cells();
        let lit: Vec<usize> = (0..cells).filter(|cell| dataset.lights(*cell)).collect();
        prop_assert_eq!(found.spectrum, Spectrum::of(dataset));
        let mut grouped = graph.classes.concat();
        grouped.sort_unstable();
        prop_assert_eq!(&grouped, &lit);
        let meet = |i: usize, j: usize| {
            i != j && dataset.examples.iter().any(|e| e.pixels[i] != 0.0 && e.pixels[j] != 0.0)
        };
        for i in 0..cells {
            let neighbours: Vec<usize> = graph.neighbours(i).collect();
            prop_assert_eq!(neighbours, (0..cells).filter(|j| meet(i, *j)).collect::<Vec<_>>());
            prop_assert_eq!(graph.class(i).is_some(), lit.contains(&i));
        }
        prop_assert!(graph.pairs.iter().all(|(i, j)| i < j && graph.class(*i) != graph.class(*j)));
        let all = lit.len() * lit.len().saturating_sub(1) / 2;
        prop_assert_eq!(graph.is_complete(), lit.len() > 1 && graph.pairs.len() == all);
        let most = dataset.examples.iter().map(|e| e.pixels.iter().filter(|x| **x != 0.0).count());
        let most = u32::try_from(most.max().unwrap_or(0).max(1)).expect("few");
        prop_assert_eq!(found.overlap, f64::from(most));
    }
}

#[test]
fn in_the_lesson_the_eyes_meet_everybody() {
    let smiles = sample::smiles().dataset;
    let found = meeting(&smiles);
    let graph = found.graph.as_ref().expect("they are few");
    assert_eq!((found.spectrum.lit, found.spectrum.parallel(), found.overlap), (8, 2, 7.0));
    assert_eq!(graph.neighbours(0).collect::<Vec<_>>(), [2, 6, 7, 8, 9, 10, 11]);
    assert!(Question::Meeting(Arc::clone(&smiles)).is_small());
}

#[test]
fn too_many_are_not_compared() {
    let wide = |lit: usize| {
        dataset(1500, [(1.0, (0..1500).map(|i| f64::from(u8::from(i < lit))).collect())])
    };
    assert!(meeting(&wide(Meeting::MOST_COMPARED + 1)).graph.is_none());
    let graph = meeting(&wide(Meeting::MOST_COMPARED)).graph.expect("just few enough");
    assert!(graph.is_complete());
}

#[test]
fn it_stops_when_told() {
    assert_eq!(Meeting::of(&sample::smiles().dataset, |_| ControlFlow::Break(())), None);
}

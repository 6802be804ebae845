//! What a search answers, whom it tells, and when it stops.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::engine::{
    Dataset, Experiment, Found, Named, Policy, Search, SearchLimits, SearchProgress, Settings,
    Wanted, search, search_within,
};

/// No more than these.
fn at_most(every: u64, sampled: u64) -> SearchLimits {
    SearchLimits { every, sampled }
}

fn goes_on(_: SearchProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub fn found(wanted: Wanted, settings: &Settings) -> Found {
    match search(wanted, settings, goes_on) {
        Some(Search::Found(found)) => found,
        other => panic!("{}: {other:?}", wanted.name()),
    }
}

#[test]
fn names_are_found_again_and_differ() {
    for (wanted, name) in Wanted::NAMES {
        assert_eq!((Wanted::from_name(name), wanted.name()), (Some(*wanted), *name));
    }
    let names: BTreeSet<&str> = Wanted::NAMES.iter().map(|(_, name)| *name).collect();
    assert_eq!(names.len(), 11);
}

#[test]
fn what_is_found_opens_as_an_experiment() {
    let wanted = Wanted::FlipFlop { period: 5 };
    let settings = Settings { policy: Policy::Halving, ..Settings::default() };
    let Found { experiment, round, proved_smallest, tried } = found(wanted, &settings);
    let Experiment { dataset, weights, settings } = &experiment;
    assert_eq!((round, proved_smallest), (5, true));
    assert!(tried > 1000);
    // The policy asked for is not that of which the search is about.
    assert_eq!(*settings, Settings::default());
    assert_eq!((dataset.shape.width, dataset.shape.height, dataset.examples.len()), (2, 3, 3));
    assert_eq!(*weights, [0.0; 6]);
    for example in &dataset.examples {
        assert!([-1.0, 1.0].contains(&example.label));
        assert!(example.pixels.len() == 6 && example.pixels.iter().any(|x| *x == 1.0));
        assert!(example.pixels.iter().all(|pixel| [0.0, 1.0].contains(pixel)));
    }
    assert!(dataset.lit_cells().iter().all(|lit| *lit));
    assert_eq!(wanted.happens(&experiment), Some(round));
}

#[test]
fn what_cannot_be_is_not_found() {
    // With so large a tolerance everything matches from the start, and nothing moves.
    let settings = Settings { tolerance: 1.0, ..Settings::default() };
    for (wanted, _) in Wanted::NAMES {
        let limits = at_most(2000, 2000);
        let Some(Search::None { tried, up_to }) =
            search_within(limits, *wanted, &settings, goes_on)
        else {
            panic!("{}", wanted.name());
        };
        assert!((2000..=4000).contains(&tried) && (8..=20).contains(&up_to), "{tried}, {up_to}");
    }
}

/// The experiment without one of its pictures, or without one of its pixels in every picture.
fn without(experiment: &Experiment, example: Option<usize>, cell: Option<usize>) -> Experiment {
    let mut experiment = experiment.clone();
    let dataset: &mut Dataset = Arc::make_mut(&mut experiment.dataset);
    if let Some(example) = example {
        dataset.examples.remove(example);
    }
    if let Some(cell) = cell {
        let mut weights = experiment.weights.to_vec();
        weights.remove(cell);
        experiment.weights = weights.into();
        dataset.shape.height = experiment.weights.len();
        dataset.shape.width = 1;
        for example in &mut dataset.examples {
            Arc::make_mut(example).pixels.edit(|pixels| {
                pixels.remove(cell);
            });
        }
    }
    experiment
}

fn has_twins(experiment: &Experiment) -> bool {
    let mut pictures: Vec<_> =
        experiment.dataset.examples.iter().map(|e| e.pixels.to_vec()).collect();
    pictures.sort_by(|a, b| a.partial_cmp(b).expect("numbers"));
    pictures.windows(2).any(|pair| pair[0] == pair[1])
}

#[test]
fn a_sample_finds_larger_ones_that_can_do_without_nothing() {
    let wanted = Wanted::FlipFlop { period: 7 };
    let settings = Settings::default();
    let answer = || search_within(at_most(100, 2_000_000), wanted, &settings, goes_on);
    let Some(Search::Found(found)) = answer() else { panic!("{:?}", answer()) };
    assert!(!found.proved_smallest && found.tried > 100);
    let experiment = &found.experiment;
    assert_eq!(wanted.happens(experiment), Some(found.round));
    assert!(!has_twins(experiment));
    let cells = experiment.weights.len();
    let fewer = (0..cells).map(|cell| without(experiment, None, Some(cell)));
    let examples = 0..experiment.dataset.examples.len();
    for fewer in fewer.chain(examples.map(|e| without(experiment, Some(e), None))) {
        assert!(has_twins(&fewer) || wanted.happens(&fewer).is_none());
    }
    assert_eq!(answer(), Some(Search::Found(found)), "the same again");
}

#[test]
fn it_tells_how_far_it_is_and_stops_when_told() {
    let settings = Settings { tolerance: 1.0, ..Settings::default() };
    let mut told: Vec<SearchProgress> = Vec::new();
    let all = search_within(at_most(20_000, 20_000), Wanted::PromisedLost, &settings, |progress| {
        told.push(progress);
        ControlFlow::Continue(())
    });
    assert!(matches!(all, Some(Search::None { .. })));
    assert!(told.len() > 30 && told[0].share == 0.0 && told[told.len() - 1].share <= 1.0);
    assert!(told.is_sorted_by(|a, b| a.share < b.share && a.tried < b.tried));
    let pixels = |progress: &SearchProgress| progress.shape.cells() * progress.examples;
    assert!(told.is_sorted_by_key(pixels), "smallest first");
    let mut words = 0;
    let stopped = search(Wanted::PromisedLost, &settings, |_| {
        words += 1;
        if words == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((stopped, words), (None, 5));
}

//! The smallest datasets, by what is matched and scored: found, seen to do so, and no smaller one does.

use std::collections::BTreeMap;
use std::sync::Arc;

use jointly::engine::{
    Dataset, Example, Experiment, Found, MatchRule, Named, Score, Settings, Shape, Wanted,
};

use crate::long_way::LongWay;
use crate::search::found;

/// What happens, in how many cells and pictures at least, and in which round.
type Fact = (&'static str, usize, usize, usize);

/// All datasets of so many pixels are played the long way.
const PIXELS: usize = 11;

/// Checks the facts under these settings, and that whatever is not among them needs more than [`PIXELS`].
fn check(match_rule: MatchRule, score: Score, facts: &[Fact]) {
    let settings = Settings { match_rule, score, ..Settings::default() };
    for &(name, cells, examples, round) in facts {
        let wanted = Wanted::from_name(name).expect("a name");
        let found @ Found { experiment, .. } = &found(wanted, &settings);
        let shape = experiment.dataset.shape;
        assert_eq!((shape.cells(), experiment.dataset.examples.len()), (cells, examples), "{name}");
        assert!(found.proved_smallest && found.round == round, "{name}: {found:?}");
        assert_eq!(wanted.happens(experiment), Some(round), "{name}");
        assert!(LongWay::of(experiment).shows(wanted), "{name}");
    }
    // By size, and the pictures there are: as the search orders them.
    let mut smallest: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for pixels in 1..=PIXELS {
        for examples in (1..=pixels).filter(|examples| pixels % examples == 0) {
            for dataset in datasets(pixels / examples, examples) {
                let weights = vec![0.0; pixels / examples];
                let experiment =
                    Experiment { dataset: Arc::new(dataset), weights: weights.into(), settings };
                let played = LongWay::of(&experiment);
                for (wanted, name) in Wanted::NAMES {
                    if !smallest.contains_key(name) && played.shows(*wanted) {
                        smallest.insert(name, (pixels / examples, examples));
                    }
                }
            }
        }
    }
    let told = facts.iter().filter(|(_, cells, examples, _)| cells * examples <= PIXELS);
    let told: BTreeMap<&str, (usize, usize)> =
        told.map(|(name, cells, examples, _)| (*name, (*cells, *examples))).collect();
    assert_eq!(smallest, told);
}

/// Every dataset of so many cells and pictures, none twice, with dark pictures and pixels and in every order of these.
fn datasets(cells: usize, examples: usize) -> Vec<Dataset> {
    let mut sets: Vec<Vec<u32>> = vec![Vec::new()];
    for _ in 0..examples {
        let longer = |set: &Vec<u32>| {
            let set = set.clone();
            let next = set.last().map_or(0, |last| last + 1);
            (next..1 << cells).map(move |picture| set.iter().copied().chain([picture]).collect())
        };
        sets = sets.iter().flat_map(longer).collect();
    }
    let labelled = |set: &Vec<u32>| {
        let set = set.clone();
        (0..1_u32 << examples).map(move |labels| {
            let bit = |bits: u32, place: usize| f64::from(bits >> place & 1);
            let example = |(e, picture): (usize, &u32)| Example {
                name: String::new(),
                label: 2.0 * bit(labels, e) - 1.0,
                pixels: (0..cells).map(|cell| bit(*picture, cell)).collect(),
            };
            Dataset {
                shape: Shape { width: cells, height: 1 },
                examples: set.iter().enumerate().map(example).map(Arc::new).collect(),
                label_names: BTreeMap::new(),
            }
        })
    };
    sets.iter().flat_map(labelled).collect()
}

#[test]
fn exact_scored_by_matches() {
    check(
        MatchRule::Exact,
        Score::Matches,
        &[
            ("breaks-matched", 3, 3, 2),
            ("one-at-a-time-wins", 2, 1, 1),
            ("all-at-once-wins", 2, 2, 2),
            ("promised-lost", 3, 3, 2),
            ("flip-flop-2", 2, 1, 2),
            ("flip-flop-3", 4, 2, 3),
            ("flip-flop-4", 6, 2, 4),
            ("flip-flop-5", 6, 3, 5),
            ("flip-flop-6", 4, 4, 6),
            ("flip-flop-7", 5, 4, 8),
            ("flip-flop-8", 5, 3, 9),
        ],
    );
}

#[test]
fn exact_scored_by_squared_error() {
    check(
        MatchRule::Exact,
        Score::SquaredError,
        &[
            ("breaks-matched", 3, 2, 3),
            ("one-at-a-time-wins", 2, 1, 1),
            ("all-at-once-wins", 2, 2, 2),
            ("promised-lost", 3, 1, 1),
            ("flip-flop-2", 2, 1, 2),
        ],
    );
}

#[test]
fn sign_scored_by_matches() {
    check(
        MatchRule::Sign,
        Score::Matches,
        &[
            ("breaks-matched", 4, 2, 2),
            ("one-at-a-time-wins", 4, 3, 2),
            ("all-at-once-wins", 3, 2, 2),
            ("promised-lost", 5, 3, 2),
            ("flip-flop-2", 4, 5, 6),
        ],
    );
}

#[test]
fn exact_scored_by_absolute_error() {
    check(
        MatchRule::Exact,
        Score::AbsoluteError,
        &[
            ("breaks-matched", 3, 3, 3),
            ("one-at-a-time-wins", 2, 1, 1),
            ("all-at-once-wins", 2, 2, 2),
            ("promised-lost", 3, 1, 1),
            ("flip-flop-2", 2, 1, 2),
            ("flip-flop-4", 5, 5, 5),
        ],
    );
}

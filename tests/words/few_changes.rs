//! The smallest sets that break a picture or repair it, told of pictures made for it.

use std::sync::Arc;

use jointly::document::words;
use jointly::engine::{Example, Experiment, Round, Shape, SmallestSets};
use jointly::formats::sample;

use crate::outcomes::two_changes;

/// What is told of breaking and repairing a picture.
fn told(experiment: &Experiment, round: &Round, e: usize) -> String {
    let dataset = &experiment.dataset;
    let breaking = SmallestSets::breaking(dataset, round, e);
    let breaking = words::breaking(dataset, round, e, &breaking);
    let repair = SmallestSets::repair(dataset, round, e);
    [vec![breaking], words::repair(dataset, round, e, &repair, 0)].concat().join(" ")
}

#[test]
fn the_lesson_is_told() {
    let experiment = sample::smiles().beginning();
    let round = Round::play(&experiment, 1);
    assert_eq!(
        told(&experiment, &round, 3),
        "Any 2 of its 3 changes together break it. Withhold any 2 of the 3 and it matches. Withholding row 3, column 1 \
         and row 3, column 3 costs smile and frown: 2 of 4 match."
    );
    assert_eq!(
        told(&experiment, &round, 2),
        "Without the others, row 4, column 1 and row 4, column 3 together would break it. No repair needed: it matches."
    );
    let mut stuck = experiment;
    stuck.weights.clone_from(&round.weights_after);
    assert_eq!(
        told(&stuck, &Round::play(&stuck, 2), 3),
        "No breaking set: nothing that moved touches it. No repair: nothing that moved touches it."
    );
}

#[test]
fn two_changes_are_told_by_what_they_do() {
    for (label, before, parts, says) in [
        // Either alone is right, and both are too many.
        (
            1.0,
            0.0,
            [1.0, 1.0],
            "Row 1, column 1 and row 1, column 2 together break it. Withhold any one of the 2 and it matches. \
             Withholding row 1, column 1 costs no other picture: 1 of 1 matches.",
        ),
        // It matched, and one of them moves it further than the other brings it back.
        (
            0.0,
            0.0,
            [1.0, -2.0],
            "Any one of its 2 changes breaks it. Without row 1, column 1 and row 1, column 2 it matches. That costs \
             no other picture: 1 of 1 matches.",
        ),
        (
            1.0,
            0.0,
            [1.0, 3.0],
            "No breaking set: only one of its changes matches it alone. Without row 1, column 2 it matches. That costs \
             no other picture: 1 of 1 matches.",
        ),
        (
            5.0,
            0.0,
            [1.0, 1.0],
            "No breaking set: none of its changes matches it alone. No repair: whichever of its changes are withheld, \
             it still does not match.",
        ),
        (
            1.0,
            0.0,
            [2.0, 0.0],
            "No breaking set: its one change does not match it. No repair: without its one change it still does not \
             match.",
        ),
        (
            1.0,
            0.0,
            [1.0, 0.0],
            "No breaking set: its one change matches it. No repair needed: it matches.",
        ),
        (
            1.0,
            1.0,
            [2.0, 0.0],
            "Row 1, column 1 alone breaks it. Without row 1, column 1 it matches. That costs no other picture: 1 of 1 \
             matches.",
        ),
    ] {
        let (experiment, round) = two_changes("exact", label, before, parts);
        assert_eq!(told(&experiment, &round, 0), says, "{label} {before} {parts:?}");
    }
    let (experiment, round) = two_changes("sign", 1.0, 0.0, [1.0, 1.0]);
    assert_eq!(
        told(&experiment, &round, 0),
        "No breaking set: two of its changes match it alone, and any of them together do so too. No repair needed: it \
         matches."
    );
    let (experiment, round) = two_changes("tolerance", 1.0, 1.0, [1.0, -1.0]);
    assert_eq!(
        told(&experiment, &round, 0),
        "No breaking set: none of its changes breaks it, alone or together. No repair needed: it matches."
    );
}

/// One picture with these pixels, labelled 1, and a round that raises every weight by 1.
fn all_raised(pixels: &[f64]) -> (Experiment, Round) {
    let mut experiment = Experiment::blank(Shape { width: pixels.len(), height: 1 });
    let oak = Example { name: "oak".to_owned(), label: 1.0, pixels: pixels.to_vec().into() };
    Arc::make_mut(&mut experiment.dataset).examples = vec![Arc::new(oak)];
    let round = Round::record(&experiment, 1, Vec::new(), vec![1.0; pixels.len()].into());
    (experiment, round)
}

#[test]
fn many_changes_are_counted() {
    let (experiment, round) = all_raised(&[1.0; 21]);
    let many = "21 changes touch it: too many to try every set of them.";
    assert_eq!(told(&experiment, &round, 0), format!("{many} {many}"));
    // Only the last is right alone, and all six others are too much.
    let (experiment, round) = all_raised(&[3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 1.0]);
    assert_eq!(
        told(&experiment, &round, 0),
        "No breaking set: only one of its changes matches it alone. Without 6 of its 7 changes it matches. That costs \
         no other picture: 1 of 1 matches."
    );
    let (experiment, round) = all_raised(&[3.0, 3.0, 3.0, 3.0, 3.0, 1.0, 1.0]);
    assert_eq!(
        told(&experiment, &round, 0),
        "Row 1, column 6 and row 1, column 7 together already break it. Without 6 of its 7 changes it matches, one of 2 \
         such sets. The first of these sets costs no other picture: 1 of 1 matches."
    );
}

#[test]
fn a_label_that_is_nearly_0_is_not_0() {
    let (experiment, round) = two_changes("exact", 1e-12, 1.0, [-1.0, 0.0]);
    assert_eq!(
        words::after_round(&experiment.dataset, &round, 0).headline,
        "Oak now matches: output 1.00e−12, its label."
    );
    let (experiment, round) = two_changes("exact", 1e-12, 1.0, [1.0, 0.0]);
    assert_eq!(
        words::after_round(&experiment.dataset, &round, 0).headline,
        "Oak was pushed away: output 2, label 1.00e−12."
    );
}

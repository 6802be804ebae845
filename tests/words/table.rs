//! The full text for every rule of matching, outcome and cause that can come together.

use std::collections::BTreeSet;

use jointly::document::words;

use crate::outcomes::{can_be, met, two_changes};

/// A rule, a label, an output before, two changes, and the whole of what is said.
type Row = (&'static str, f64, f64, [f64; 2], &'static str);

const TABLE: &[Row] = &[
    (
        "exact",
        1.0,
        1.0,
        [1.0, -1.0],
        "Oak still matches: output 1, its label. One change takes it up, one takes it down: 1 + 1 − 1 = 1. It was on its label and still is.",
    ),
    (
        "exact",
        1.0,
        0.0,
        [2.0, -1.0],
        "Oak now matches: output 1, its label. One change takes it up, one takes it down: 0 + 2 − 1 = 1. It was 1 off.",
    ),
    (
        "exact",
        1.0,
        1.0,
        [1.0, 1.0],
        "Oak was moved off its label: output 3, label 1. It matched before the round. Together: 1 + 1 + 1 = 3. No test tried them together. It was on its label; now it is 2 off.",
    ),
    (
        "exact",
        1.0,
        0.0,
        [1.0, -1.0],
        "Oak did not move: output 0, label 1. One of its two changes alone was right. Together: 0 + 1 − 1 = 0. No test tried them together. It is still 1 off.",
    ),
    (
        "exact",
        1.0,
        0.0,
        [1.0, 1.0],
        "Oak overshot: output 2, label 1. Each change alone was right: 0 → 1. Together: 0 + 1 + 1 = 2. No test tried them together. It was 1 off, and is as far off now.",
    ),
    (
        "exact",
        4.0,
        0.0,
        [1.0, 2.0],
        "Oak fell short: output 3, label 4. Two changes touch it; each alone brings it closer. Together: 0 + 1 + 2 = 3. It was 4 off; now it is 1 off.",
    ),
    (
        "exact",
        2.0,
        0.0,
        [2.0, -3.0],
        "Oak was pushed away: output −1, label 2. One of its two changes alone was right. Together: 0 + 2 − 3 = −1. No test tried them together. It was 2 off; now it is 3 off.",
    ),
    (
        "tolerance",
        1.0,
        0.0,
        [2.0, -1.0],
        "Oak still matches: output 1, its label. One change takes it up, one takes it down: 0 + 2 − 1 = 1. It was 1 off.",
    ),
    (
        "tolerance",
        1.0,
        2.0,
        [2.0, -2.0],
        "Oak still matches: output 2, near enough to its label 1. One change takes it up, one takes it down: 2 + 2 − 2 = 2. It is still 1 off.",
    ),
    (
        "tolerance",
        1.0,
        0.0,
        [1.0, 1.0],
        "Oak still matches: output 2, near enough to its label 1. Two changes take it up: 0 + 1 + 1 = 2. It was 1 off, and is as far off now.",
    ),
    (
        "tolerance",
        1.5,
        0.5,
        [1.0, -0.5],
        "Oak still matches: output 1, near enough to its label 1.5. One change takes it up, one takes it down: 0.5 + 1 − 0.5 = 1. It was 1 off; now it is 0.5 off.",
    ),
    (
        "tolerance",
        1.5,
        1.0,
        [1.0, -1.5],
        "Oak still matches: output 0.5, near enough to its label 1.5. One change takes it up, one takes it down: 1 + 1 − 1.5 = 0.5. It was 0.5 off; now it is 1 off.",
    ),
    (
        "tolerance",
        3.0,
        0.0,
        [1.0, 2.0],
        "Oak now matches: output 3, its label. Two changes take it up: 0 + 1 + 2 = 3. It was 3 off.",
    ),
    (
        "tolerance",
        3.0,
        0.0,
        [2.0, 2.0],
        "Oak now matches: output 4, near enough to its label 3. Two changes take it up: 0 + 2 + 2 = 4. It was 3 off; now it is 1 off.",
    ),
    (
        "tolerance",
        3.0,
        0.0,
        [1.0, 1.0],
        "Oak now matches: output 2, near enough to its label 3. Two changes take it up: 0 + 1 + 1 = 2. It was 3 off; now it is 1 off.",
    ),
    (
        "tolerance",
        1.0,
        0.0,
        [2.0, 1.0],
        "Oak no longer matches: output 3, label 1. It matched before, and each change alone would have kept it. Together: 0 + 2 + 1 = 3. No test tried them together. It was 1 off; now it is 2 off.",
    ),
    (
        "tolerance",
        1.0,
        2.0,
        [1.0, 1.0],
        "Oak no longer matches: output 4, label 1. It matched before the round. Together: 2 + 1 + 1 = 4. No test tried them together. It was 1 off; now it is 3 off.",
    ),
    (
        "tolerance",
        3.0,
        0.0,
        [3.0, -3.0],
        "Oak did not move: output 0, label 3. One of its two changes alone was right. Together: 0 + 3 − 3 = 0. No test tried them together. It is still 3 off.",
    ),
    (
        "tolerance",
        3.0,
        0.0,
        [3.0, 2.0],
        "Oak overshot: output 5, label 3. Each change alone was right. Together: 0 + 3 + 2 = 5. No test tried them together. It was 3 off; now it is 2 off.",
    ),
    (
        "tolerance",
        5.0,
        0.0,
        [1.0, 2.0],
        "Oak fell short: output 3, label 5. Two changes touch it; each alone brings it closer. Together: 0 + 1 + 2 = 3. It was 5 off; now it is 2 off.",
    ),
    (
        "tolerance",
        3.0,
        0.0,
        [-1.0, -1.0],
        "Oak was pushed away: output −2, label 3. Two changes touch it; none brings it closer alone. Together: 0 − 1 − 1 = −2. It was 3 off; now it is 5 off.",
    ),
    (
        "sign",
        1.0,
        2.0,
        [-2.0, 1.0],
        "Oak still matches: output 1 has the sign of its label 1. One change takes it up, one takes it down: 2 − 2 + 1 = 1.",
    ),
    (
        "sign",
        1.0,
        2.0,
        [-1.0, 1.0],
        "Oak still matches: output 2 has the sign of its label 1. One change takes it up, one takes it down: 2 − 1 + 1 = 2.",
    ),
    (
        "sign",
        2.0,
        1.0,
        [1.0, 1.0],
        "Oak still matches: output 3 has the sign of its label 2. Two changes take it up: 1 + 1 + 1 = 3.",
    ),
    (
        "sign",
        4.0,
        1.0,
        [1.0, 1.0],
        "Oak still matches: output 3 has the sign of its label 4. Two changes take it up: 1 + 1 + 1 = 3.",
    ),
    (
        "sign",
        1.0,
        2.0,
        [2.0, -1.0],
        "Oak still matches: output 3 has the sign of its label 1. One change takes it up, one takes it down: 2 + 2 − 1 = 3.",
    ),
    (
        "sign",
        2.0,
        0.0,
        [1.0, 1.0],
        "Oak now matches: output 2 has the sign of its label 2. Two changes take it up: 0 + 1 + 1 = 2.",
    ),
    (
        "sign",
        1.0,
        -1.0,
        [2.0, 1.0],
        "Oak now matches: output 2 has the sign of its label 1. Two changes take it up: −1 + 2 + 1 = 2.",
    ),
    (
        "sign",
        4.0,
        0.0,
        [1.0, 1.0],
        "Oak now matches: output 2 has the sign of its label 4. Two changes take it up: 0 + 1 + 1 = 2.",
    ),
    (
        "sign",
        1.0,
        2.0,
        [-1.0, -2.0],
        "Oak has the wrong sign: output −1, label 1. It matched before the round. Together: 2 − 1 − 2 = −1. No test tried them together.",
    ),
    (
        "sign",
        3.0,
        2.0,
        [-1.0, -1.0],
        "Oak has no sign: output 0, label 3. It matched before, and each change alone would have kept it. Together: 2 − 1 − 1 = 0. No test tried them together.",
    ),
    (
        "sign",
        0.0,
        1.0,
        [1.0, -2.0],
        "Oak never matches by sign: its label is 0, and 0 has no sign. Two changes touch it; none brings it closer alone. Together: 1 + 1 − 2 = 0.",
    ),
    (
        "sign",
        -1.0,
        1.0,
        [2.0, -2.0],
        "Oak has the wrong sign: output 1, label −1. One of its two changes alone was right. Together: 1 + 2 − 2 = 1. No test tried them together.",
    ),
    (
        "sign",
        0.0,
        1.0,
        [-1.0, -1.0],
        "Oak never matches by sign: its label is 0, and 0 has no sign. Two changes touch it; each alone brings it closer. Together: 1 − 1 − 1 = −1.",
    ),
    (
        "sign",
        1.0,
        -3.0,
        [1.0, 2.0],
        "Oak has no sign: output 0, label 1. Two changes touch it; each alone brings it closer. Together: −3 + 1 + 2 = 0.",
    ),
    (
        "sign",
        1.0,
        -1.0,
        [1.0, -2.0],
        "Oak has the wrong sign: output −2, label 1. Two changes touch it; one alone brings it closer. Together: −1 + 1 − 2 = −2.",
    ),
];

fn told((rule, label, before, parts, _): &Row) -> String {
    let (experiment, round) = two_changes(rule, *label, *before, *parts);
    words::after_round(&experiment.dataset, &round, 0).text()
}

#[test]
fn each_outcome_and_cause_is_told() {
    for row in TABLE {
        assert_eq!(told(row), row.4, "{row:?}");
    }
}

#[test]
fn the_table_has_all_that_can_be() {
    let found: BTreeSet<_> = TABLE
        .iter()
        .map(|(rule, label, before, parts, _)| {
            met(rule, &two_changes(rule, *label, *before, *parts).1, 0)
        })
        .collect();
    assert_eq!(found, can_be());
}

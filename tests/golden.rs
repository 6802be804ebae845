//! The engine's rounds against those of an independent exact program.

use jointly::engine::{ExampleRecord, Named, Policy, Round, Score, Shape, WeightTest};
use jointly::formats::sample;
use serde_json::Value;

/// Numbers of the golden file, within 1e-9: thirds are printed there to as many places as fit.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(values) => values.iter().flat_map(numbers).collect(),
        number => vec![number.as_f64().expect("only numbers here")],
    }
}

fn assert_near(found: &[f64], wanted: &Value, shape: Option<Shape>, what: &str) {
    if let Some(Shape { width, height }) = shape {
        let rows = wanted.as_array().expect("a grid is an array of rows");
        assert_eq!(rows.len(), height, "{what}");
        let ragged = rows.iter().filter(|row| numbers(row).len() != width);
        assert_eq!(ragged.count(), 0, "{what}");
    }
    let wanted = numbers(wanted);
    assert_eq!(found.len(), wanted.len(), "{what}");
    let near = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-9 * b.abs().max(1.0);
    assert!(found.iter().zip(&wanted).all(near), "{what}: {found:?}, wanted {wanted:?}");
}

fn tested(round: &Round, read: impl Fn(&WeightTest) -> f64) -> Vec<f64> {
    round.tests.iter().map(read).collect()
}

fn check_round(round: &Round, wanted: &Value) {
    let shape = Some(sample::smiles().dataset.shape);
    let stay = round.tests[0].stay;
    assert!(round.tests.iter().all(|test| test.stay == stay));
    for (key, value) in wanted.as_object().expect("a round is an object") {
        let grid = |found: &[f64]| assert_near(found, value, shape, key);
        let count = |found: usize| assert_eq!(value.as_u64(), u64::try_from(found).ok(), "{key}");
        let number = |found: f64| assert_near(&[found], value, None, key);
        match key.as_str() {
            "round" => count(round.number),
            "weights_before" => grid(&round.weights_before),
            "weights_after" => grid(&round.weights_after),
            "up" => grid(&tested(round, |test| test.up)),
            "down" => grid(&tested(round, |test| test.down)),
            "directions" => grid(&tested(round, |test| test.direction.sign())),
            "stay" => number(stay),
            "matched" => count(round.after.matched),
            "examples_total" => count(round.examples.len()),
            "absolute_error" => number(round.after.absolute_error),
            "squared_error" => number(round.after.squared_error),
            "promised" => number(round.promised),
            "delivered" => number(round.delivered),
            "examples" => {
                let wanted = value.as_array().expect("examples are an array");
                assert_eq!(round.examples.len(), wanted.len());
                for (e, (record, wanted)) in round.examples.iter().zip(wanted).enumerate() {
                    check_example(e, record, wanted);
                }
            }
            other => panic!("nothing is known of {other}"),
        }
    }
}

fn check_example(e: usize, record: &ExampleRecord, wanted: &Value) {
    let example = &sample::smiles().dataset.examples[e];
    for (key, value) in wanted.as_object().expect("an example is an object") {
        let number = |found: f64| assert_near(&[found], value, None, key);
        match key.as_str() {
            "name" => assert_eq!(value.as_str(), Some(example.name.as_str())),
            "label" => number(example.label),
            "before" => number(record.before),
            "after" => number(record.after),
            "matched_before" => assert_eq!(value.as_bool(), Some(record.matched_before)),
            "matched_after" => assert_eq!(value.as_bool(), Some(record.matched_after)),
            "cause" => assert_eq!(value.as_str(), Some(record.cause.name()), "{e}"),
            other => panic!("nothing is known of {other}"),
        }
    }
}

/// Plays as many rounds of the smiles as the file holds, and compares every key of it.
fn check(golden: &str, score: Score, policy: Policy) {
    let golden: Value = serde_json::from_str(golden).expect("the golden file is JSON");
    let rounds = golden["rounds"].as_array().expect("it holds rounds");
    assert_eq!(rounds.len(), 3);
    let mut experiment = sample::smiles().beginning();
    experiment.settings.score = score;
    experiment.settings.policy = policy;
    for (number, wanted) in (1..).zip(rounds) {
        assert_eq!(wanted.as_object().map(serde_json::Map::len), Some(14));
        let round = Round::play(&experiment, number);
        check_round(&round, wanted);
        experiment.weights.clone_from(&round.weights_after);
    }
}

#[test]
fn three_rounds_of_the_lesson() {
    let golden = include_str!("golden/smiles-train-3-rounds.json");
    check(golden, Score::Matches, Policy::AllAtOnce);
}

#[test]
fn three_rounds_of_squared_error_with_a_shared_step() {
    let golden = include_str!("golden/smiles-train-3-rounds-squared-error-shared-step.json");
    check(golden, Score::SquaredError, Policy::SharedStep);
}

//! JSON, held to what an independent exact program prints for the lesson.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::{SMILES, assert_has, printed};

fn golden(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    serde_json::from_slice(&fs::read(path.join(name)).unwrap()).unwrap()
}

/// The same keys, and numbers within 1e-9.
fn assert_close(golden: &Value, ours: &Value, place: &str) {
    match (golden, ours) {
        (Value::Object(golden), Value::Object(ours)) => {
            let keys =
                |object: &Map<String, Value>| object.keys().cloned().collect::<BTreeSet<_>>();
            assert_eq!(keys(golden), keys(ours), "{place}");
            for (key, value) in golden {
                assert_close(value, &ours[key], &format!("{place}.{key}"));
            }
        }
        (Value::Array(golden), Value::Array(ours)) => {
            assert_eq!(golden.len(), ours.len(), "{place}");
            for (i, (golden, ours)) in golden.iter().zip(ours).enumerate() {
                assert_close(golden, ours, &format!("{place}[{i}]"));
            }
        }
        (Value::Number(golden), Value::Number(ours)) => {
            let (golden, ours) = (golden.as_f64().unwrap(), ours.as_f64().unwrap());
            let off_by = (golden - ours).abs();
            assert!(off_by <= 1e-9 * golden.abs().max(1.0), "{place}: {ours}");
        }
        _ => assert_eq!(golden, ours, "{place}"),
    }
}

/// Takes the keys that come on top of the golden ones, which must be there.
fn take_outcomes(rounds: &mut Value) -> Vec<String> {
    let rounds = rounds["rounds"].as_array_mut().unwrap();
    let examples = rounds.iter_mut().flat_map(|round| round["examples"].as_array_mut().unwrap());
    examples
        .map(|e| e.as_object_mut().unwrap().shift_remove("outcome").unwrap())
        .map(|outcome| outcome.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn train_prints_the_golden_numbers_of_the_lesson() {
    let text = printed(["train", SMILES, "--rounds", "3", "--json"]);
    let mut ours: Value = serde_json::from_str(&text).unwrap();
    let outcomes = take_outcomes(&mut ours);
    assert_eq!(outcomes[..4], ["fixed", "fixed", "fixed", "missed"]);
    assert_eq!(outcomes[4..8], ["kept", "kept", "kept", "missed"]);
    // Equal, and whole numbers are printed whole.
    assert_eq!(ours, golden("smiles-train-3-rounds.json"));
    assert_has(&text, "\"after\":3,");
    assert!(!text.contains(".0"), "{text}");
}

#[test]
fn train_prints_the_golden_numbers_of_a_shared_step() {
    let options = "--rounds 3 --score squared-error --apply shared-step --json";
    let arguments = ["train", SMILES].into_iter().chain(options.split(' '));
    let mut ours = serde_json::from_str(&printed(arguments)).unwrap();
    take_outcomes(&mut ours);
    let golden = golden("smiles-train-3-rounds-squared-error-shared-step.json");
    // Thirds do not add up to wholes exactly.
    assert_close(&golden, &ours, "");
}

#[test]
fn explain_prints_the_golden_numbers_of_the_cheery_smile() {
    for example in ["cheery smile", "#4"] {
        let arguments = ["explain", SMILES, "--example", example, "--round", "1", "--json"];
        let mut ours: Value = serde_json::from_str(&printed(arguments)).unwrap();
        let text = ours.as_object_mut().unwrap().shift_remove("text").unwrap();
        assert!(!text.as_str().unwrap().is_empty());
        let mut golden = golden("smiles-explain-cheery-smile.json");
        for later in ["best_subsets", "orders", "shapley"] {
            golden.as_object_mut().unwrap().shift_remove(later).unwrap();
        }
        assert_eq!(ours, golden, "{example}");
    }
}

//! JSON, held to what an independent exact program prints for the lesson.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::{SMILES, assert_has, file, folder, printed};

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
        let golden = golden("smiles-explain-cheery-smile.json");
        assert_eq!(ours, golden, "{example}");
    }
}

/// The explanation of one picture of `lit` pixels of 1, labelled `label`, after one step up of every weight.
fn explained(lit: usize, label: f64) -> Value {
    let pixels = vec!["1"; lit].join(",");
    let (width, training) = (lit, r#"{"score":"absolute-error"}"#);
    let content = format!(
        r#"{{"format":"jointly","version":1,"width":{width},"height":1,"training":{training},
            "examples":[{{"label":{label},"pixels":[[{pixels}]]}}]}}"#
    );
    let folder = folder();
    let file = file(&folder, "one.json", content);
    let asked = "explain --json --round 1 --example #1".split(' ').map(OsStr::new);
    serde_json::from_str(&printed(asked.chain([file.as_os_str()]))).unwrap()
}

#[test]
fn explain_lists_a_thousand_smallest_sets_of_up_to_twenty_changes() {
    let of = explained(20, 10.0);
    let repairs = &of["smallest_repairs"];
    assert_eq!((&repairs["size"], &repairs["count"]), (&10.into(), &184_756.into()));
    assert_eq!(repairs["sets"].as_array().unwrap().len(), 1_000);
    assert_eq!(repairs["sets"][999].as_array().unwrap().len(), 10);
    // No change alone matches it, so there is none that breaks it.
    assert_eq!((&of["smallest_breaking_sets"], of.get("limit")), (&Value::Null, None));
    let of = explained(20, 20.0);
    assert_eq!((&of["smallest_repairs"], of.get("limit")), (&Value::Null, None));
    let of = explained(21, 10.0);
    assert_eq!((&of["smallest_repairs"], &of["limit"]), (&Value::Null, &20.into()));
    assert_eq!(of["smallest_breaking_sets"], Value::Null);
}

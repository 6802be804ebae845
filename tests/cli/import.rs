//! Pictures of other programs: what is wanted of them, and what is written for them.

use std::fs;
use std::path::Path;

use crate::{SMILES, assert_has, folder, printed, refused};

const DIGITS: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/datasets/digits/digits-images.idx3-ubyte");
const LABELS: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/datasets/digits/digits-labels.idx1-ubyte");

/// The lines of `check` about the digits: "ok, 183 examples of 8 x 8 pixels, 0 rounds".
fn checked(options: &[&str]) -> String {
    let out = printed(["check", DIGITS].iter().chain(options));
    out.strip_prefix(&format!("{DIGITS}: ")).unwrap().trim_end().to_owned()
}

/// The dataset that the options make, in the native format.
fn converted(input: &str, options: &[&str]) -> serde_json::Value {
    let folder = folder();
    let out = folder.path().join("out.json");
    printed(["convert", input, out.to_str().unwrap()].iter().chain(options));
    serde_json::from_slice(&fs::read(out).unwrap()).unwrap()
}

fn labels(dataset: &serde_json::Value) -> Vec<i64> {
    let examples = dataset["examples"].as_array().unwrap();
    examples.iter().map(|example| example["label"].as_i64().unwrap()).collect()
}

#[test]
fn labels_become_sides_or_are_left_out() {
    let told = |count: &str| format!("ok, {count} examples of 8 x 8 pixels, 0 rounds");
    assert_eq!(checked(&[]), told("1,797"));
    assert_eq!(checked(&["--positive", "3"]), told("1,797"));
    assert_eq!(checked(&["--positive", "3", "--negative", "8"]), told("357"));
    let as_they_are = converted(DIGITS, &[]);
    assert_eq!(labels(&as_they_are)[..10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    let sides = labels(&converted(DIGITS, &["--positive", "1,3.0"]));
    assert_eq!(sides[..5], [-1, 1, -1, 1, -1]);
    let two = converted(DIGITS, &["--positive", "3", "--negative", "8"]);
    assert_eq!(labels(&two)[..2], [1, -1]);
    assert_eq!(two["label_names"], serde_json::json!({"1": "3", "-1": "8"}));
    assert_eq!(two["examples"][0]["name"], "3 #4");
}

#[test]
fn pixels_are_read_raw_from_0_to_1_or_as_0_and_1() {
    let first = |options: &[&str]| converted(DIGITS, options)["examples"][0]["pixels"][0].clone();
    assert_eq!(first(&[]), serde_json::json!([0, 0, 5, 13, 9, 1, 0, 0]));
    let unit = serde_json::json!([0, 0, 0.3125, 0.8125, 0.5625, 0.0625, 0, 0]);
    assert_eq!(first(&["--pixels", "unit"]), unit);
    let binary = serde_json::json!([0, 0, 0, 1, 1, 0, 0, 0]);
    assert_eq!(first(&["--pixels", "binary:9"]), binary);
    let err = refused(2, ["train", DIGITS, "--pixels", "binary:dark"]);
    assert_has(&err, "expected raw, unit, or binary: and a number");
}

#[test]
fn inverted_what_is_dark_becomes_bright_before_it_is_read() {
    let first = |options: &[&str]| {
        let options: Vec<_> = options.iter().copied().chain(["--invert"]).collect();
        converted(DIGITS, &options)["examples"][0]["pixels"][0].clone()
    };
    // The largest is 16.
    assert_eq!(first(&[]), serde_json::json!([16, 16, 11, 3, 7, 15, 16, 16]));
    let unit = serde_json::json!([1, 1, 0.6875, 0.1875, 0.4375, 0.9375, 1, 1]);
    assert_eq!(first(&["--pixels", "unit"]), unit);
    let binary = serde_json::json!([1, 1, 1, 0, 0, 1, 1, 1]);
    assert_eq!(first(&["--pixels", "binary:9"]), binary);
    let err = refused(2, ["train", DIGITS, "--pixels", "inverted"]);
    assert_has(&err, "as in binary:128; --invert goes with each of them");
    let err = refused(2, ["train", DIGITS, "--invert=dark"]);
    assert_has(&err, "unexpected value 'dark' for '--invert' found");
}

#[test]
fn some_are_taken_the_same_ones_for_a_seed() {
    let taken = |which: &str| labels(&converted(DIGITS, &["--take", which]));
    assert_eq!(taken("first:12"), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    let random = taken("random:50:7");
    assert_eq!((random.len(), &random), (50, &taken("random:50:7")));
    assert_ne!(random, taken("random:50:8"));
    let balanced = taken("balanced:20");
    assert!((0..10).all(|label| balanced.iter().filter(|l| **l == label).count() == 2));
    let err = refused(2, ["train", DIGITS, "--take", "first:0"]);
    assert_has(&err, "expected all, first:N, random:N or balanced:N");
}

#[test]
fn what_is_not_there_is_refused_with_what_there_is() {
    let err = refused(1, ["train", DIGITS, "--positive", "11"]);
    assert_has(
        &err,
        "no picture has the label \"11\". The labels are 0, 1, 2, 3, 4, 5, 6, 7, 8 and 9.",
    );
    let err = refused(2, ["train", DIGITS, "--positive", "1,2", "--negative", "2"]);
    assert_has(&err, "the label \"2\" cannot be both");
    assert_has(&refused(2, ["--positive", "3"]), "there is no FILE");
}

#[test]
fn labels_are_found_beside_the_pictures_or_named() {
    let folder = folder();
    let pictures = folder.path().join("some-images-idx3-ubyte");
    fs::copy(DIGITS, &pictures).unwrap();
    let pictures = pictures.to_str().unwrap();
    let err = refused(1, ["check", pictures]);
    assert_has(
        &err,
        "some-labels-idx1-ubyte with their labels. Choose that file, or name it by --labels.",
    );
    printed(["check", pictures, "--labels", LABELS]);
    fs::copy(LABELS, folder.path().join("some-labels-idx1-ubyte")).unwrap();
    printed(["check", pictures]);
    // The other way round, the labels are not taken for pictures.
    let err = refused(1, ["check", LABELS]);
    assert_has(
        &err,
        "found a file of labels, expected 00 00 08 03, which begins a file of pictures.",
    );
}

#[test]
fn a_file_of_the_native_format_is_told_from_its_labels_too() {
    let sides = labels(&converted(SMILES, &["--positive", "-1"]));
    assert_eq!(sides, [-1, 1, 1, -1]);
}

#[test]
fn what_is_written_for_others_is_read_back() {
    let folder = folder();
    let [csv, idx, again] = ["d.csv", "d.idx", "again.csv"].map(|name| folder.path().join(name));
    let convert = |from: &Path, to: &Path| printed([Path::new("convert"), from, to]);
    convert(Path::new(DIGITS), &csv);
    convert(&csv, &idx);
    assert_eq!(fs::read(&idx).unwrap(), fs::read(DIGITS).unwrap());
    assert_eq!(fs::read(folder.path().join("d-labels.idx")).unwrap(), fs::read(LABELS).unwrap());
    convert(&idx, &again);
    assert_eq!(fs::read(again).unwrap(), fs::read(csv).unwrap());
    let err = refused(1, ["convert", SMILES, folder.path().join("no.idx").to_str().unwrap()]);
    assert_has(
        &err,
        "the label of frown is -1, and this format holds whole numbers from 0 to 255 only.",
    );
    assert!(!folder.path().join("no.idx").exists());
}

//! Files that cannot be used, `check` and `convert`.

use std::fs;
use std::path::Path;

use jointly::formats::json;

use crate::{SMILES, assert_has, file, folder, jointly, printed, refused};

#[test]
fn a_file_that_cannot_be_used_is_status_1_with_nothing_printed() {
    let folder = folder();
    let bad = file(&folder, "bad.json", "{\"format\": \"jointly\",\n \"version\": 2}");
    let bad = bad.to_str().unwrap();
    let commands: [&[&str]; 4] = [
        &["train", bad],
        &["train", bad, "--json"],
        &["explain", bad, "--example", "#1", "--round", "1"],
        &["convert", bad, "out.json"],
    ];
    for command in commands {
        let err = refused(1, command);
        assert!(err.starts_with(&format!("{bad}: line 2, column 13, version: ")), "{err}");
    }
    for special in ["/dev/null", "none.json", folder.path().to_str().unwrap()] {
        assert!(refused(1, ["train", special]).starts_with(&format!("{special}: ")));
    }
}

#[test]
fn check_goes_through_all_files() {
    let folder = folder();
    let bad = file(&folder, "bad.json", "[]");
    let arguments = [Path::new(SMILES), &bad, Path::new("none.json"), Path::new(SMILES)];
    let (status, out, err) = jointly([Path::new("check")].iter().chain(&arguments));
    assert_eq!(status, 1);
    let good = format!("{SMILES}: ok, 4 examples of 3 x 4 pixels, 0 rounds\n");
    assert_eq!(out, good.repeat(2));
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with(&format!("{}: line 1", bad.display())), "{err}");
    assert!(lines[1].starts_with("none.json: there is no such file."), "{err}");
}

#[test]
fn convert_replaces_as_a_whole_and_its_bytes_depend_on_the_content_alone() {
    let folder = folder();
    let minimal = r#"{"examples":[],"height":1,"width":1,"version":1,"format":"jointly"}"#;
    let input = file(&folder, "in.json", minimal);
    let output = file(&folder, "out.json", "old");
    let convert = |from: &Path, to: &Path| printed([Path::new("convert"), from, to]);
    assert_eq!(convert(&input, &output), "");
    let first = fs::read(&output).unwrap();
    assert_eq!(first, json::write(&json::read(minimal.as_bytes()).unwrap()));
    let again = folder.path().join("AGAIN.JSON");
    convert(&output, &again);
    assert_eq!(fs::read(again).unwrap(), first);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[test]
fn convert_refuses_an_out_without_a_known_ending() {
    let folder = folder();
    for name in ["out.txt", "out", "json", ".json"] {
        let out = folder.path().join(name);
        let err = refused(1, [Path::new("convert"), Path::new(SMILES), &out]);
        assert_has(&err, "has no known ending");
        assert!(!out.exists(), "{name}");
    }
    assert_has(&refused(1, ["convert", SMILES, "/dev/full"]), "/dev/full: it has no known ending");
}

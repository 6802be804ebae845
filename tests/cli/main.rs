//! The command line, tried on the real program: what it prints, and the exit status.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod exercise;
mod files;
mod find;
mod golden;
mod import;
mod tables;
#[cfg(unix)]
mod unix;

use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use jointly::formats::{json, sample};
use serde_json::Value;

const SMILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/datasets/smiles.json");

/// The status, standard output and standard error of `jointly` with these arguments.
fn jointly<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> (i32, String, String) {
    said(&Command::new(env!("CARGO_BIN_EXE_jointly")).args(arguments).output().unwrap())
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// What it prints when all goes well.
fn printed<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> String {
    let (status, out, err) = jointly(arguments);
    assert_eq!((status, err.as_str()), (0, ""));
    out
}

/// What it says on standard error when it ends with this status and prints nothing.
fn refused<S: AsRef<OsStr>>(status: i32, arguments: impl IntoIterator<Item = S>) -> String {
    let (found, out, err) = jointly(arguments);
    assert_eq!((found, out.as_str()), (status, ""), "{err}");
    assert!(!err.is_empty());
    err
}

fn assert_has(text: &str, part: &str) {
    assert!(text.contains(part), "{part:?} is not in {text:?}");
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A file with these bytes in a folder.
fn file(folder: &tempfile::TempDir, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    path
}

#[test]
fn quiet_prints_nothing_and_still_refuses() {
    assert_eq!(printed(["train", SMILES, "--quiet"]), "");
    refused(1, ["train", "none.json", "--quiet"]);
}

#[test]
fn options_override_the_settings_of_the_file() {
    let folder = folder();
    let mut run = sample::smiles();
    run.settings.step = 0.5;
    let file = file(&folder, "half.json", json::write(&run));
    let weight = |options: &[&str]| {
        let mut arguments = vec!["train", file.to_str().unwrap(), "--json"];
        arguments.extend(options);
        let ours: Value = serde_json::from_str(&printed(arguments)).unwrap();
        ours["rounds"][0]["weights_after"][2][0].clone()
    };
    // A half step matches nothing, unless half off is near enough.
    assert_eq!(weight(&[]), 0);
    assert_eq!(weight(&["--tolerance", "0.5"]), 0.5);
    assert_eq!(weight(&["--step", "1"]), 1);
    assert_eq!(weight(&["--match", "sign"]), 0.5);
    assert_eq!(weight(&["--score", "absolute-error", "--apply", "shared-step"]), 0.1);
}

#[test]
fn training_starts_from_the_starting_weights_whatever_rounds_the_file_holds() {
    let folder = folder();
    let mut run = sample::smiles();
    for number in 1..=2 {
        let round = jointly::engine::Round::play(&run.end(), number);
        run.rounds.push(round.played);
    }
    let file = file(&folder, "played.json", json::write(&run));
    let file = file.to_str().unwrap();
    assert_eq!(printed(["train", file, "--json"]), printed(["train", SMILES, "--json"]));
    assert_has(&printed(["check", file]), ": ok, 4 examples of 3 x 4 pixels, 2 rounds\n");
}

#[test]
fn a_wrong_command_line_is_status_2() {
    let wrong = [
        ("train", "<FILE>"),
        ("train F --rounds 0", "a whole number from 1"),
        ("train F --rounds 1.5", "a whole number from 1"),
        ("train F --step 0", "a number greater than 0"),
        ("train F --step -1", "a number greater than 0"),
        ("train F --step nan", "a number greater than 0"),
        ("train F --step inf", "at most 1000000000"),
        ("train F --step 1e400", "at most 1000000000"),
        ("train F --tolerance -0.5", "a number from 0"),
        ("train F --match exactly", "possible values: exact, sign"),
        (
            "train F --score accuracy",
            "possible values: matches, absolute-error, squared-error, log-loss",
        ),
        ("train F --apply together", "possible values: all-at-once"),
        ("train F --apply gradient", "add --score squared-error or --score log-loss"),
        ("train F --apply gradient --score absolute-error", "and absolute-error is none"),
        ("train F --apply some-at-once --size fitted", "add --score squared-error"),
        ("explain F --example #1 --round 1 --apply gradient", "needs a smooth score"),
        ("train F --p 0", "a whole number from 1 to 1048576"),
        ("train F --p many", "a whole number from 1 to 1048576"),
        ("train F --seed -1", "unexpected argument"),
        ("train F --seed 9007199254740992", "a whole number from 0 to 9007199254740991"),
        ("train F --rate 0", "a number greater than 0"),
        ("train F --size half", "possible values: step, fitted"),
        ("train F --json --quiet", "cannot be used with"),
        ("train F --colour", "unexpected argument"),
        ("explain F --round 1", "--example"),
        ("explain F --example #1", "--round"),
        ("explain F --example #1 --round 0", "a whole number from 1"),
        ("check", "<FILE>"),
        ("convert F", "<OUT>"),
        ("--size 12by13", "as in 1280x800"),
        ("--size 0x13", "as in 1280x800"),
    ];
    for (line, said) in wrong {
        let line = line.replace('F', SMILES).replace(&format!("<{SMILES}ILE>"), "<FILE>");
        let err = refused(2, line.split(' '));
        assert!(err.contains(said), "{line}: {said:?} is not in {err}");
    }
}

#[test]
fn log_loss_on_other_labels_is_a_file_that_cannot_be_used() {
    let folder = folder();
    let file = file(
        &folder,
        "three.json",
        r#"{"format":"jointly","version":1,"width":1,"height":1,"examples":[{"label":3,"pixels":[[1]]}]}"#,
    );
    let err = refused(1, ["train", file.to_str().unwrap(), "--score", "log-loss"]);
    assert_has(&err, "log-loss is for labels -1 and 1 only");
}

#[test]
fn what_is_drawn_is_said_and_comes_out_the_same() {
    let line = format!(
        "train {SMILES} --rounds 30 --score squared-error --apply some-at-once --size fitted --p 2 --seed 7"
    );
    let text = printed(line.split(' '));
    assert_has(&text, "apply some-at-once (p 2, size fitted, seed 7)");
    assert_eq!(text, printed(line.split(' ')));
    let other = line.replace("--seed 7", "--seed 8");
    assert_ne!(text, printed(other.split(' ')));
    let line = format!("train {SMILES} --score log-loss --apply gradient --rate 0.05");
    assert_has(&printed(line.split(' ')), "score log-loss, apply gradient (rate 0.05)");
}

#[test]
fn help_is_printed_and_names_the_commands() {
    let text = printed(["--help"]);
    for command in ["train", "explain", "find", "check", "convert"] {
        assert_has(&text, &format!("\n  {command} "));
        assert_has(&printed([command, "--help"]), &format!("Usage: jointly {command} "));
    }
    assert_has(&printed(["train", "--help"]), "Gauss-Seidel");
    assert_eq!(printed(["--version"]), concat!("jointly ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[cfg(not(feature = "window"))]
#[test]
fn without_the_window_that_is_said_and_the_commands_are_named() {
    for arguments in [&[][..], &[SMILES]] {
        let err = refused(2, arguments);
        assert_has(&err, "no window: use `jointly train`");
        assert_eq!(err.lines().count(), 1);
    }
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_jointly"))
        .args(["train", SMILES, "--json", "--rounds", "1000000000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut start = [0; 9];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    assert_eq!(&start, b"{\"rounds\"");
    let (status, _, err) = said(&child.wait_with_output().unwrap());
    assert_eq!((status, err.as_str()), (0, ""));
}

//! `exercise`: the two sheets it writes, and what it refuses before it writes any.

use std::fs;
use std::path::Path;

use crate::{SMILES, assert_has, folder, printed, refused};

/// Whether it is a PDF, from its first bytes to its last.
fn is_pdf(path: &Path) -> bool {
    let bytes = fs::read(path).unwrap();
    bytes.starts_with(b"%PDF-1.") && bytes.trim_ascii_end().ends_with(b"%%EOF")
}

#[test]
fn both_sheets_are_written_and_named() {
    let folder = folder();
    let [sheet, solution] = ["sheet.pdf", "solution.PDF"].map(|name| folder.path().join(name));
    let (out, solved) = (sheet.to_str().unwrap(), solution.to_str().unwrap());
    let told = printed(["exercise", SMILES, "--out", out, "--solution", solved]);
    assert_eq!(told, "");
    assert!(is_pdf(&sheet) && is_pdf(&solution));
    assert_ne!(fs::read(&sheet).unwrap(), fs::read(&solution).unwrap());
}

#[test]
fn one_of_them_alone_and_a_later_round() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let write = |name: &str, round: &str| {
        let out = path(name);
        printed(["exercise", SMILES, "--solution", out.to_str().unwrap(), "--round", round]);
        fs::read(out).unwrap()
    };
    let (first, second) = (write("first.pdf", "1"), write("second.pdf", "2"));
    assert_ne!(first, second);
    assert_eq!(write("again.pdf", "1"), first, "the same sheet of the same round");
}

#[test]
fn what_cannot_be_is_refused_and_nothing_written() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let other = path("sheet.txt");
    let told = refused(1, ["exercise", SMILES, "--out", &path("sheet.pdf"), "--solution", &other]);
    assert_has(&told, "sheet.txt: a sheet is a PDF. Name a file that ends in .pdf.");
    assert!(!folder.path().join("sheet.pdf").exists(), "nor the one that could be");

    let large = concat!(env!("CARGO_MANIFEST_DIR"), "/datasets/digits/digits-images.idx3-ubyte");
    let out = path("large.pdf");
    let told = refused(1, ["exercise", large, "--positive", "3", "--negative", "8", "--out", &out]);
    assert_has(&told, "digits-images.idx3-ubyte: ");
    assert!(!Path::new(&out).exists());

    assert_has(&refused(2, ["exercise", SMILES]), "--out <PDF>");
    let missing = path("none.json");
    assert_has(&refused(1, ["exercise", &missing, "--out", &out]), "none.json");
}

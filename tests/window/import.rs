//! Pictures of other programs: the Import window, what it makes, and what is written for others.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use eframe::egui::Key;
use eframe::egui::accesskit::{Role, Toggled};
use egui_kittest::kittest::NodeT;
use jointly::document::Purpose;
use jointly::engine::{Run, Settings};
use jointly::formats::{csv, sample};
use jointly::jobs::{Answer, files};

use crate::learner::{CTRL, Learner, NONE};
use crate::saving::gives_up;
use crate::sizes::pictures;

pub fn digits(kind: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/digits");
    folder.join(format!("digits-{kind}-ubyte"))
}

/// The Import window, open on these pictures.
pub fn importing(path: PathBuf) -> Learner {
    let mut learner = Learner::new();
    learner.answer(Answer::Path(path));
    learner.press(CTRL, Key::I);
    learner.until(|learner| learner.look_for(Role::Button, "Import").is_some());
    learner
}

fn imports(learner: &mut Learner) -> Run {
    learner.settle();
    learner.click_button("Import");
    learner.until(|learner| learner.document().name() != sample::TITLE);
    learner.document().run()
}

fn labelled(run: &Run, label: f64) -> usize {
    run.dataset.examples.iter().filter(|e| e.label == label).count()
}

#[test]
fn each_3_against_the_rest_is_three_clicks_and_it_learns() {
    let mut learner = importing(digits("images.idx3"));
    learner.sees(&["1,797 pictures of 8 x 8 pixels from 0 to 16, with 10 labels."]);
    learner.click_button("3 against the rest");
    learner.sees(&["1,797 examples: 183 +1, 1,614 −1. Memory: 1.0 MiB."]);
    let run = imports(&mut learner);
    assert_eq!(Some(&run), sample::named("3-against-the-rest.json").as_ref());
    assert_eq!(learner.document().name(), "digits.json");
    assert_eq!(learner.document().path(), None, "Save must not replace the pictures");
    learner
        .sees(&["Imported 1,797 pictures from digits-images.idx3-ubyte. They are not saved yet."]);
    learner.press(CTRL, Key::Enter);
    learner.until(|learner| learner.matched() == 1614);
}

#[test]
fn labels_pixels_and_number_are_chosen() {
    let mut learner = importing(digits("images.idx3"));
    learner.click_button("all out");
    learner.sees(&["No pictures are left. Say which labels are +1 and −1."]);
    assert!(learner.find(Role::Button, "Import").accesskit_node().is_disabled());
    learner.click(Role::RadioButton, "3: +1");
    learner.click(Role::RadioButton, "8: −1");
    learner.sees(&["357 examples: 183 +1, 174 −1. Memory: 0.2 MiB."]);
    learner.click(Role::RadioButton, "0 or 1: lit from");
    learner.click(Role::RadioButton, "the first");
    learner.click(Role::RadioButton, "as in the lesson");
    let run = imports(&mut learner);
    assert_eq!((labelled(&run, 1.0), labelled(&run, -1.0)), (183, 174));
    let mut pixels = run.dataset.examples.iter().flat_map(|e| &e.pixels);
    assert!(pixels.all(|pixel| [0.0, 1.0].contains(pixel)));
    // Lit from the middle of what there is.
    assert_eq!(
        run.dataset.examples[0].pixels.to_vec()[..8],
        [0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0]
    );
    assert_eq!(run.settings, Settings::default());
}

#[test]
fn labels_that_are_not_beside_the_pictures_are_asked_for() {
    let mut learner = Learner::new();
    let pictures = learner.path("some.idx");
    fs::copy(digits("images.idx3"), &pictures).expect("copied");
    learner.answer(Answer::Path(pictures));
    learner.answer(Answer::Path(digits("labels.idx1")));
    learner.press(CTRL, Key::O);
    learner.until(|learner| learner.look_for(Role::Button, "Import").is_some());
    let purposes: Vec<_> = learner.asked().iter().map(|(purpose, _)| *purpose).collect();
    assert_eq!(purposes, [Purpose::Open, Purpose::Labels]);
    let run = imports(&mut learner);
    assert_eq!((run.dataset.examples.len(), learner.document().name()), (1797, "some.json"));
}

#[test]
fn what_is_unsaved_is_asked_about_when_it_would_be_lost_and_not_before() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner.drop_file(&digits("images.idx3"));
    learner.until(|learner| learner.look_for(Role::Button, "Import").is_some());
    learner.press(NONE, Key::Escape);
    assert_eq!(learner.document().rows().len(), 2, "nothing has happened");
    learner.drop_file(&digits("images.idx3"));
    learner.until(|learner| learner.look_for(Role::Button, "Import").is_some());
    learner.settle();
    learner.click_button("Import");
    learner.sees(&["Save the changes to smiles.json?"]);
    learner.click_button("Discard");
    learner.until(|learner| learner.document().name() == "digits.json");
}

#[test]
fn pictures_of_the_same_size_join_the_open_ones() {
    let mut learner = Learner::new();
    let path = learner.path("more.csv");
    let mut run = sample::smiles();
    std::sync::Arc::make_mut(&mut run.dataset).examples.truncate(2);
    fs::write(&path, csv::write(&run.dataset)).expect("written");
    learner.drop_file(&path);
    learner.until(|learner| learner.look_for(Role::Button, "Import").is_some());
    learner.settle();
    learner.click_button("Add to the open pictures");
    learner.until(|learner| learner.document().experiment().dataset.examples.len() == 6);
    assert_eq!(learner.document().name(), sample::TITLE);
    learner.choose(&["Edit", "Undo add 2 pictures"]);
    assert_eq!(learner.document().run(), sample::smiles());
}

#[test]
fn a_sheet_is_cut_and_what_is_written_is_read_back() {
    let mut learner = Learner::new();
    let [sheet, table] = ["sheet.png", "table.csv"].map(|name| learner.path(name));
    learner.answer(Answer::Path(sheet.clone()));
    learner.choose(&["File", "Export", "The pictures as a PNG sheet..."]);
    learner
        .until(|learner| learner.is_shown("Saved 4 pictures (without their labels) to sheet.png."));
    learner.answer(Answer::Path(table.clone()));
    learner.choose(&["File", "Export", "The pictures as CSV..."]);
    learner.until(|learner| learner.is_shown("Saved 4 pictures to table.csv."));
    assert_eq!(
        files::load(&table).expect("a file").dataset.examples,
        sample::smiles().dataset.examples
    );
    learner.answer(Answer::Path(sheet));
    learner.press(CTRL, Key::I);
    learner.until(|learner| learner.look_for(Role::Button, "Import").is_some());
    learner.sees(&[
        "4 pictures of 3 x 4 pixels from 0 to 255, with 1 label.",
        "6 x 8 pixels into pictures of",
    ]);
    let run = imports(&mut learner);
    let pixels =
        |run: &Run| run.dataset.examples.iter().map(|e| e.pixels.clone()).collect::<Vec<_>>();
    assert_eq!(pixels(&run), pixels(&sample::smiles()));
}

#[test]
fn the_log_is_saved_as_the_command_line_prints_it() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    let path = learner.path("log.json");
    learner.answer(Answer::Path(path.clone()));
    learner.choose(&["File", "Export", "The log as JSON..."]);
    learner.until(|learner| learner.is_shown("Saved the log, 1 round to log.json."));
    let log = fs::read_to_string(path).expect("a file");
    assert!(log.starts_with("{\"rounds\": [\n{\"round\":1,\"weights_before\":"), "{log}");
    assert!(log.contains("\"promised\":11,\"delivered\":3"), "{log}");
}

#[test]
fn changes_that_were_let_go_for_what_never_came_are_asked_about_again() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    // The system's dialog is cancelled.
    learner.answer(Answer::Cancelled);
    learner.press(CTRL, Key::O);
    learner.click_button("Discard");
    learner.press(CTRL, Key::Q);
    learner.sees(&["Save the changes to smiles.json?"]);
    learner.press(NONE, Key::Escape);
    // So is the Import window.
    learner.answer(Answer::Path(digits("images.idx3")));
    learner.press(CTRL, Key::O);
    learner.click_button("Discard");
    learner.until(|learner| learner.look_for(Role::Button, "Import").is_some());
    learner.settle();
    learner.click_button("Cancel");
    learner.press(CTRL, Key::Q);
    learner.sees(&["Save the changes to smiles.json?"]);
    learner.press(NONE, Key::Escape);
    // The file is no good.
    learner.answer(Answer::Path(learner.path("nothing.json")));
    learner.press(CTRL, Key::O);
    learner.click_button("Discard");
    learner.until(|learner| learner.is_shown("Not opened"));
    learner.press(NONE, Key::Escape);
    learner.press(CTRL, Key::Q);
    learner.sees(&["Save the changes to smiles.json?"]);
}

/// Pictures in the IDX format, each filled by `pixel` of its number and its pixel's; their labels are 0 and 1 in turn.
fn written(learner: &Learner, count: u32, side: u32, pixel: impl Fn(u32, u32) -> u8) -> PathBuf {
    let pixels = (0..count).flat_map(|n| (0..side * side).map(move |cell| (n, cell)));
    let mut images = [&[0, 0, 8, 3][..], &count.to_be_bytes()].concat();
    images.extend([side.to_be_bytes(); 2].concat());
    images.extend(pixels.map(|(n, cell)| pixel(n, cell)));
    let mut labels = [&[0, 0, 8, 1][..], &count.to_be_bytes()].concat();
    labels.extend((0..count).map(|n| u8::from(n % 2 == 0)));
    let path = learner.path("made.idx");
    fs::write(&path, images).expect("written");
    fs::write(learner.path("made-labels.idx"), labels).expect("written");
    path
}

/// A dark stroke on white paper.
fn ink(n: u32, cell: u32) -> u8 {
    if cell % 8 == 2 + n % 4 && (8..56).contains(&cell) { 20 } else { 255 }
}

#[test]
fn dark_ink_on_white_paper_is_offered_inverted_and_said_to_look_so() {
    let mut learner = Learner::new();
    let path = written(&learner, 10, 8, ink);
    learner.drop_file(&path);
    learner.until(|learner| learner.look_for(Role::Button, "Import").is_some());
    learner.sees(&["Their borders are mostly bright, as paper is.", "as they are, 0 to 235"]);
    let inverted = "inverted, for dark ink on white paper";
    let is_ticked = |learner: &Learner| {
        learner.find(Role::CheckBox, inverted).accesskit_node().toggled() == Some(Toggled::True)
    };
    assert!(is_ticked(&learner));
    let lit = |run: &Run| run.dataset.examples[0].pixels.iter().filter(|p| **p != 0.0).count();
    let run = imports(&mut learner);
    assert_eq!((lit(&run), run.dataset.examples[0].pixels[10]), (6, 1.0));
    // It can be unticked, and what is bright at its borders for another reason stays as it is.
    learner.drop_file(&path);
    learner.until(|learner| learner.look_for(Role::Button, "Import").is_some());
    learner.settle();
    learner.click(Role::CheckBox, inverted);
    assert!(!is_ticked(&learner));
    learner.sees(&["as they are, 20 to 255"]);
    learner.click_button("Import");
    learner.until(|learner| lit(&learner.document().run()) == 64);
    // White ink on black needs nothing.
    learner.drop_file(&digits("images.idx3"));
    learner.until(|learner| learner.look_for(Role::Button, "Import").is_some());
    learner.settle();
    assert!(!is_ticked(&learner) && !learner.is_shown("mostly bright"));
}

#[test]
fn making_examples_is_given_up_at_once_and_changes_nothing() {
    for button in ["Import", "Add to the open pictures"] {
        let mut learner = Learner::with(&pictures(2, 8, 8));
        learner.press(CTRL, Key::Enter);
        let before = learner.document().run();
        let path = written(&learner, 600_000, 8, |n, cell| (n + cell).to_le_bytes()[0]);
        learner.drop_file(&path);
        learner.until(|learner| learner.look_for(Role::Button, button).is_some());
        learner.settle();
        learner.click_button_without_settling(button);
        if button == "Import" {
            learner.settle();
            learner.click_button_without_settling("Discard");
        }
        let took = gives_up(&mut learner, "Importing made.idx");
        assert!(took < Duration::from_millis(200), "{button}: {took:?}");
        learner.sees(&["made.idx: importing it was cancelled. Import it again when you like."]);
        assert!(learner.document().is_changed() && learner.document().run() == before);
        // What was let go for it is asked about again.
        learner.press(CTRL, Key::Q);
        learner.sees(&["Save the changes to given.json?"]);
    }
}

#[test]
fn what_is_changed_while_examples_are_made_is_asked_about() {
    let mut learner = Learner::new();
    let path = written(&learner, 300_000, 8, |n, cell| (n + cell).to_le_bytes()[0]);
    learner.drop_file(&path);
    learner.until(|learner| learner.look_for(Role::Button, "Import").is_some());
    learner.settle();
    learner.click_button_without_settling("Import");
    learner.press_without_settling(CTRL, Key::Enter);
    assert!(learner.is_busy_with_files(), "it was made too soon");
    learner.until(|learner| learner.is_shown("Save the changes to smiles.json?"));
    assert_eq!(learner.document().rows().len(), 2);
    learner.click_button("Discard");
    learner.until(|learner| learner.document().name() == "made.json");
}

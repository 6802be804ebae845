//! Names and paths in any script: opened, shown and saved unchanged.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use eframe::egui::Key;
use egui_kittest::Harness;
use jointly::document::Action;
use jointly::engine::Run;
use jointly::formats::sample;
use jointly::jobs::{Answer, files};

use crate::learner::{CTRL, CTRL_SHIFT, Learner};

/// A window that draws a box for a letter that the bundled fonts lack: tests see no fonts of the system.
fn with_boxes() -> Learner {
    let builder = Harness::builder().with_size([1280.0, 800.0]);
    Learner::built_by(builder.allow_missing_glyphs())
}

/// The lesson with these names.
fn named(names: [&str; 4]) -> Run {
    let mut run = sample::smiles();
    let dataset = Arc::make_mut(&mut run.dataset);
    for (example, name) in dataset.examples.iter_mut().zip(names) {
        name.clone_into(&mut Arc::make_mut(example).name);
    }
    run
}

const RIGHT_TO_LEFT: &str = "Some names here are read from right to left";

/// Saves what is open there, and checks that it is that run.
fn saves_unchanged(learner: &mut Learner, path: &Path, run: &Run) {
    learner.answer(Answer::Path(path.to_owned()));
    learner.press(CTRL_SHIFT, Key::S);
    learner.until(|learner| learner.document().path() == Some(path));
    assert_eq!(files::load(path).expect("a file"), *run);
}

#[test]
fn names_in_any_script_are_opened_and_saved_unchanged() {
    let run = named(["улыбка", "größe", "flat mouth", "naïve"]);
    let mut learner = Learner::with(&run);
    learner.sees(&["улыбка", "größe"]);
    assert!(!learner.is_shown(RIGHT_TO_LEFT));
    let path = learner.path("улыбка größe.json");
    saves_unchanged(&mut learner, &path, &run);
    assert_eq!(learner.title(), "улыбка größe.json — Jointly");
}

#[test]
fn names_from_the_right_are_kept_and_it_is_said_that_their_words_are_not_in_order() {
    let run = named(["笑顔", "חיוך", "ابتسامة", "🙂 มีความสุข"]);
    let mut learner = with_boxes();
    learner.opens(&run);
    learner.sees(&["笑顔", "חיוך", "ابتسامة", "🙂 มีความสุข", RIGHT_TO_LEFT]);
    assert_eq!(learner.document().run(), run);
    let path = learner.path("חיוך 笑顔 🙂.json");
    saves_unchanged(&mut learner, &path, &run);
    assert_eq!(learner.title(), "חיוך 笑顔 🙂.json — Jointly");
}

#[test]
fn a_name_from_the_right_that_is_typed_is_told_of_once() {
    let mut learner = with_boxes();
    let names = |learner: &mut Learner, example, name: &str| {
        learner.workbench().ask(Action::Rename { example, name: name.to_owned() });
        learner.settle();
        learner.is_shown(RIGHT_TO_LEFT)
    };
    assert!(!names(&mut learner, 0, "улыбка"));
    assert!(names(&mut learner, 0, "חיוך גדול"));
    assert!(!names(&mut learner, 1, "ابتسامة"), "it is known by now");
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_unicode_is_dropped_opened_and_saved_in_its_place() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let mut learner = with_boxes();
    let path = learner.path("").join(OsStr::from_bytes(b"sm\xffles.json"));
    let run = sample::named("flip-flop.json").expect("a sample");
    files::save(&path, &run).expect("saved");
    learner.drop_file(&path);
    learner.until(|learner| learner.document().path() == Some(&path));
    assert_eq!(learner.document().run(), run);
    learner.press(CTRL, Key::Enter);
    learner.press(CTRL, Key::S);
    learner.until(|learner| !learner.document().is_changed());
    assert_eq!(files::load(&path).expect("a file"), learner.document().run());
    let saved = fs::read_dir(learner.path("")).expect("a folder").flatten();
    let names: Vec<_> = saved.map(|entry| entry.file_name()).collect();
    let same = names.iter().filter(|name| name.as_bytes().starts_with(b"sm"));
    assert_eq!(same.count(), 1, "no second file under a mended name: {names:?}");
}

//! Files: opening, saving, refusing, and never losing what is unsaved without a question.

use std::fs;
use std::path::PathBuf;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, ViewportCommand};
use jointly::document::Purpose;
use jointly::formats::sample;
use jointly::jobs::{Answer, files};

use crate::learner::{CTRL, CTRL_SHIFT, Learner, NONE};

/// The lesson with one pixel painted, so that there is something to lose.
fn changed() -> Learner {
    let mut learner = Learner::new();
    learner.click(Role::Cell, "pixel row 2 column 2");
    assert!(learner.document().is_changed());
    learner
}

const QUESTION: &str = "Save the changes to smiles.json?";

/// Another sample in a file.
fn flip_flop(learner: &Learner) -> PathBuf {
    let path = learner.path("other.json");
    let run = sample::named("flip-flop.json").expect("a sample");
    files::save(&path, &run).expect("saved");
    path
}

fn is_named(name: &'static str) -> impl Fn(&Learner) -> bool {
    move |learner| learner.document().name() == name
}

#[test]
fn what_is_saved_opens_again_with_its_rounds() {
    let mut learner = changed();
    learner.press(CTRL, Key::Enter);
    let path = learner.path("mine.json");
    learner.answer(Answer::Path(path.clone()));
    learner.press(CTRL, Key::S);
    learner.until(|learner| learner.is_shown("Saved mine.json."));
    assert_eq!(learner.asked(), [(Purpose::Save, "smiles.json".to_owned())]);
    assert!(!learner.document().is_changed());
    let saved = learner.document().run();
    assert_eq!(files::load(&path).expect("a file"), saved);
    learner.choose(&["File", "New"]);
    assert_eq!(learner.document().name(), "untitled.json");
    learner.answer(Answer::Path(path));
    learner.choose(&["File", "Open..."]);
    learner.until(is_named("mine.json"));
    assert_eq!(learner.document().run(), saved);
    assert_eq!(learner.document().rows().len(), 2);
}

#[test]
fn save_writes_where_it_came_from_and_save_as_elsewhere() {
    let mut learner = Learner::new();
    let path = flip_flop(&learner);
    learner.answer(Answer::Path(path.clone()));
    learner.press(CTRL, Key::O);
    learner.until(is_named("other.json"));
    learner.press(CTRL, Key::Enter);
    learner.press(CTRL, Key::S);
    learner.until(|learner| learner.is_shown("Saved other.json."));
    assert_eq!(learner.asked().len(), 1, "Save does not ask");
    assert_eq!(files::load(&path).expect("a file").rounds.len(), 1);
    learner.press(CTRL, Key::Enter);
    // A name without an ending gets one.
    learner.answer(Answer::Path(learner.path("copy")));
    learner.press(CTRL_SHIFT, Key::S);
    learner.until(is_named("copy.json"));
    let copy = files::load(&learner.path("copy.json")).expect("a file");
    assert_eq!(copy.rounds.len(), 2);
    assert_eq!(files::load(&path).expect("a file").rounds.len(), 1);
}

#[test]
fn the_title_names_the_file_and_marks_what_is_unsaved() {
    let mut learner = changed();
    assert_eq!(learner.title(), "• smiles.json — Jointly");
    learner.press(CTRL, Key::Z);
    assert_eq!(learner.title(), "smiles.json — Jointly");
    let path = flip_flop(&learner);
    learner.drop_file(&path);
    learner.until(is_named("other.json"));
    assert_eq!(learner.title(), "other.json — Jointly");
}

#[test]
fn a_bad_file_is_refused_with_place_found_and_expected() {
    let mut learner = changed();
    let before = learner.document().run();
    let path = learner.path("bad.json");
    let bad = include_str!("../bad/json/apply-unknown.json");
    fs::write(&path, bad).expect("written");
    learner.press(CTRL, Key::Z);
    learner.press(CTRL_SHIFT, Key::Z);
    learner.drop_file(&path);
    learner.until(|learner| learner.is_shown("Not opened"));
    let message = include_str!("../bad/json/apply-unknown.txt").trim();
    for part in ["line 12, column 25", "training.apply", "found", "expected"] {
        assert!(message.contains(part));
    }
    learner.sees(&["bad.json: ", message, "The open document is as it was."]);
    learner.press(NONE, Key::Escape);
    assert!(!learner.is_shown("Not opened"));
    assert_eq!(learner.document().run(), before);
    assert_eq!(learner.title(), "• smiles.json — Jointly");
}

#[test]
fn a_file_that_is_not_there_and_one_that_cannot_be_written_are_told() {
    let mut learner = changed();
    learner.answer(Answer::Path(learner.path("no folder/mine.json")));
    learner.press(CTRL, Key::S);
    learner.until(|learner| learner.is_shown("Not saved"));
    assert!(learner.document().is_changed());
    learner.answer(Answer::Path(learner.path("mine.json")));
    learner.click_button("Save as...");
    learner.until(|learner| learner.is_shown("Saved mine.json."));
    assert!(!learner.document().is_changed());
    learner.answer(Answer::Path(learner.path("nothing.json")));
    learner.press(CTRL, Key::O);
    learner.until(|learner| learner.is_shown("Not opened"));
    learner.sees(&["there is no such file. Check the name, or choose another file."]);
}

#[test]
fn without_the_systems_dialogs_a_path_is_typed() {
    let mut learner = changed();
    let path = learner.path("typed");
    learner.answer(Answer::Unavailable);
    learner.press(CTRL, Key::S);
    learner.sees(&["Save as", "This system shows no file dialog here."]);
    assert_eq!(learner.focused(), Some((Role::TextInput, "Path".to_owned())));
    learner.press(CTRL, Key::A);
    learner.types(&path.to_string_lossy());
    learner.press(NONE, Key::Enter);
    learner.until(is_named("typed.json"));
    let other = flip_flop(&learner);
    learner.answer(Answer::Unavailable);
    learner.press(CTRL, Key::O);
    learner.press(CTRL, Key::A);
    learner.types(&other.to_string_lossy());
    learner.press(NONE, Key::Enter);
    learner.until(is_named("other.json"));
    learner.answer(Answer::Unavailable);
    learner.press(CTRL, Key::O);
    learner.press(NONE, Key::Escape);
    assert!(!learner.is_shown("Path"));
    assert_eq!(learner.document().name(), "other.json");
}

#[test]
fn a_dialog_that_never_answers_can_be_gone_round() {
    let mut learner = changed();
    learner.press(CTRL, Key::S);
    learner.press(CTRL, Key::O);
    assert_eq!(learner.asked().len(), 1, "one dialog at a time");
    learner.until(|learner| learner.is_shown("Type the path here"));
    learner.click_button("Type the path here");
    learner.sees(&["This system shows no file dialog here."]);
}

#[test]
fn whatever_loses_changes_asks_first_and_cancel_keeps_them() {
    let mut learner = changed();
    let (before, other) = (learner.document().run(), flip_flop(&learner));
    let ways: [&dyn Fn(&mut Learner); 6] = [
        &|learner| learner.press(CTRL, Key::N),
        &|learner| learner.press(CTRL, Key::O),
        &|learner| learner.press(CTRL, Key::Q),
        &|learner| learner.choose(&["File", "Samples", "cancel.json"]),
        &|learner| learner.drop_file(&other),
        &Learner::close_window,
    ];
    for (n, way) in ways.into_iter().enumerate() {
        way(&mut learner);
        // A file that is dropped is read first.
        learner.until(|learner| learner.is_shown(QUESTION));
        match n % 2 {
            0 => learner.click_button("Cancel"),
            _ => learner.press(NONE, Key::Escape),
        }
        assert!(!learner.is_shown(QUESTION), "way {n}");
        assert_eq!(learner.document().run(), before, "way {n}");
    }
    assert!(learner.asked().is_empty());
    assert!(learner.was_told(&ViewportCommand::CancelClose));
    assert!(!learner.was_told(&ViewportCommand::Close));
}

#[test]
fn discard_goes_on_without_the_changes() {
    let mut learner = changed();
    learner.choose(&["File", "Samples", "cancel.json"]);
    learner.click_button("Discard");
    assert_eq!(learner.document().name(), "cancel.json");
    assert!(!learner.document().is_changed());
    learner.click(Role::Cell, "pixel row 1 column 1");
    learner.press(CTRL, Key::N);
    learner.click_button("Discard");
    assert_eq!(learner.document().name(), "untitled.json");
    learner.click(Role::Cell, "pixel row 1 column 1");
    learner.close_window();
    learner.settle();
    learner.click_button("Discard");
    assert!(learner.was_told(&ViewportCommand::Close));
}

#[test]
fn save_first_saves_and_then_goes_on() {
    let mut learner = changed();
    let run = learner.document().run();
    learner.press(CTRL, Key::Q);
    learner.answer(Answer::Path(learner.path("first.json")));
    learner.click_button("Save");
    learner.until(|learner| learner.was_told(&ViewportCommand::Close));
    let saved = files::load(&learner.path("first.json"));
    assert_eq!(saved.expect("a file"), run);
}

#[test]
fn save_first_without_a_file_goes_nowhere() {
    let mut learner = changed();
    learner.press(CTRL, Key::N);
    learner.answer(Answer::Cancelled);
    learner.click_button("Save");
    assert_eq!(learner.document().name(), "smiles.json");
    assert!(learner.document().is_changed());
    // What was asked for is forgotten: saving later does not do it.
    learner.answer(Answer::Path(learner.path("later.json")));
    learner.press(CTRL, Key::S);
    learner.until(|learner| learner.is_shown("Saved later.json."));
    assert_eq!(learner.document().name(), "later.json");
}

#[test]
fn an_unchanged_window_closes_unasked() {
    let mut learner = Learner::new();
    learner.close_window();
    learner.settle();
    assert!(!learner.is_shown(QUESTION));
    assert!(!learner.was_told(&ViewportCommand::CancelClose));
    learner.press(CTRL, Key::Q);
    assert!(learner.was_told(&ViewportCommand::Close));
}

#[test]
fn recent_files_are_listed_and_open() {
    let mut learner = Learner::new();
    for name in ["one.json", "two.json"] {
        learner.answer(Answer::Path(learner.path(name)));
        learner.press(CTRL_SHIFT, Key::S);
        learner.until(is_named(name));
    }
    learner.choose(&["File", "Open recent"]);
    let menu = learner.names(Role::Button);
    let place = |name: &str| menu.iter().position(|item| item == name);
    assert!(place("two.json") < place("one.json"), "{menu:?}");
    learner.click_button("one.json");
    learner.until(is_named("one.json"));
}

#[test]
fn a_lesson_is_dropped_as_pictures_are() {
    let mut learner = Learner::new();
    let path = learner.path("ours.lesson.toml");
    let lesson = include_str!("../../datasets/smiles.lesson.toml");
    fs::write(&path, lesson.replace("Four pictures, four labels", "Our four pictures"))
        .expect("written");
    learner.drop_file(&path);
    learner.until(|learner| learner.is_shown("Our four pictures"));
    learner.sees(&["Leave the lesson"]);
}

#[test]
fn several_dropped_files_open_none_and_it_is_said_what_to_do() {
    let mut learner = changed();
    let (before, other) = (learner.document().run(), flip_flop(&learner));
    let two = [other.as_path(), &learner.path("none.json")];
    learner.drop_files(&two);
    learner.sees(&["2 files were dropped, and one is opened at a time. Drop one of them"]);
    assert!(!learner.is_busy_with_files() && !learner.is_shown(QUESTION));
    assert_eq!(learner.document().run(), before);
}

//! The file on disk under the open document: what somebody else does to it is never overwritten silently.

use std::fs;
use std::path::PathBuf;

use eframe::egui::{Event, Key, ViewportCommand};
use jointly::formats::{json, sample};
use jointly::jobs::{Answer, files};

use crate::learner::{CTRL, Learner, NONE};

const CHANGED: &str = "other.json was changed by another program";

/// A sample open from a file, with a round played if it is to be unsaved.
pub fn opened(unsaved: bool) -> (Learner, PathBuf) {
    let mut learner = Learner::new();
    let path = learner.path("other.json");
    files::save(&path, &sample::named("cancel.json").expect("a sample")).expect("saved");
    learner.answer(Answer::Path(path.clone()));
    learner.press(CTRL, Key::O);
    learner.until(|learner| learner.document().name() == "other.json");
    if unsaved {
        learner.press(CTRL, Key::Enter);
        learner.until(|learner| learner.document().is_changed());
    }
    (learner, path)
}

/// Another program writes the lesson there.
fn rewritten(path: &PathBuf) -> Vec<u8> {
    let bytes = json::write(&sample::smiles());
    fs::write(path, &bytes).expect("written");
    bytes
}

fn comes_back(learner: &mut Learner) {
    learner.event(Event::WindowFocused(false));
    learner.event(Event::WindowFocused(true));
    learner.until(|learner| !learner.is_looking());
}

#[test]
fn a_save_over_what_another_program_wrote_asks_first() {
    let (mut learner, path) = opened(true);
    let (mine, theirs) = (learner.document().run(), rewritten(&path));
    learner.press(CTRL, Key::S);
    learner.until(|learner| learner.is_shown(CHANGED));
    learner.press(NONE, Key::Escape);
    assert_eq!(fs::read(&path).expect("a file"), theirs);
    assert!(learner.document().is_changed());
    learner.press(CTRL, Key::S);
    learner.until(|learner| learner.is_shown(CHANGED));
    learner.click_button("Overwrite");
    learner.until(|learner| learner.is_shown("Saved other.json."));
    assert_eq!(files::load(&path).expect("a file"), mine);
    // From now on it is known.
    learner.press(CTRL, Key::Enter);
    learner.press(CTRL, Key::S);
    learner.until(|learner| !learner.document().is_changed());
}

#[test]
fn reloading_takes_what_is_there_and_goes_nowhere_else() {
    let (mut learner, path) = opened(true);
    rewritten(&path);
    learner.press(CTRL, Key::Q);
    learner.click_button("Save");
    learner.until(|learner| learner.is_shown(CHANGED));
    learner.click_button("Reload");
    learner.until(|learner| learner.document().run() == sample::smiles());
    assert_eq!(learner.document().path(), Some(&*path));
    assert!(!learner.document().is_changed() && !learner.was_told(&ViewportCommand::Close));
}

#[test]
fn saving_elsewhere_leaves_it_and_then_goes_on() {
    let (mut learner, path) = opened(true);
    let theirs = rewritten(&path);
    learner.press(CTRL, Key::Q);
    learner.click_button("Save");
    learner.until(|learner| learner.is_shown(CHANGED));
    learner.answer(Answer::Path(learner.path("mine.json")));
    learner.click_button("Save as...");
    learner.until(|learner| learner.was_told(&ViewportCommand::Close));
    assert_eq!(fs::read(&path).expect("a file"), theirs);
    assert_eq!(files::load(&learner.path("mine.json")).expect("a file").rounds.len(), 1);
}

#[test]
fn whoever_comes_back_to_the_window_is_told_once() {
    let (mut learner, path) = opened(false);
    comes_back(&mut learner);
    assert!(!learner.is_shown(CHANGED));
    // The same bytes again are no change.
    let same = fs::read(&path).expect("a file");
    fs::write(&path, same).expect("written");
    comes_back(&mut learner);
    assert!(!learner.is_shown(CHANGED));
    rewritten(&path);
    comes_back(&mut learner);
    learner.until(|learner| learner.is_shown(CHANGED));
    learner.sees(&["Nothing is unsaved here."]);
    learner.click_button("Keep what is open");
    comes_back(&mut learner);
    assert!(!learner.is_shown(CHANGED), "once is enough");
    // But nothing is overwritten silently.
    learner.press(CTRL, Key::Enter);
    learner.press(CTRL, Key::S);
    learner.until(|learner| learner.is_shown(CHANGED));
}

#[test]
fn a_file_that_is_gone_is_said_to_be_and_written_again() {
    let (mut learner, path) = opened(true);
    fs::remove_file(&path).expect("removed");
    comes_back(&mut learner);
    learner.until(|learner| {
        learner.is_shown("other.json is not there any more. Save writes it again.")
    });
    learner.press(CTRL, Key::S);
    learner.until(|learner| learner.is_shown("Saved other.json."));
    assert!(path.exists());
}

#[test]
fn the_question_tells_when_it_was_last_saved() {
    let (mut learner, _) = opened(true);
    learner.press(CTRL, Key::N);
    learner.sees(&[
        "It was last saved less than a minute ago. What was changed since is lost without saving.",
    ]);
    learner.click_button("Discard");
    learner.press(CTRL, Key::Enter);
    learner.press(CTRL, Key::N);
    learner.sees(&["It has never been saved. What was changed is lost without saving."]);
}

//! What a teacher does: hides tools from a class, and shows the window on a projector.

use std::time::Duration;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, ViewportCommand};
use jointly::document::{Purpose, Stage};
use jointly::engine::Tool;
use jointly::jobs::Answer;

use crate::learner::{CTRL, CTRL_SHIFT, Learner, NONE};
use crate::walk::walked;

/// Hides these, by the dialog.
fn hide(learner: &mut Learner, texts: &[&str]) {
    learner.choose(&["View", "For a class..."]);
    for text in texts {
        learner.click(Role::CheckBox, text);
    }
    learner.click_button("Close");
}

#[test]
fn what_is_hidden_vanishes_is_saved_and_comes_back() {
    let mut learner = Learner::new();
    hide(
        &mut learner,
        &["Whole rounds: every test is made by hand", "Why: All settings", "The log and the plot"],
    );
    assert!(!learner.is_shown("Run 10") && !learner.is_shown("All settings"));
    assert!(!learner.is_shown("Accuracy"));
    learner.choose(&["Round"]);
    assert!(!learner.is_shown("Whole round"));
    learner.press(NONE, Key::Escape);
    let before = learner.document().rows().len();
    learner.press(CTRL, Key::Enter);
    assert_eq!(learner.document().rows().len(), before, "nor by its keys");
    learner.answer(Answer::Path(learner.path("class.json")));
    learner.press(CTRL, Key::S);
    learner.until(|learner| !learner.document().is_changed());
    assert_eq!(learner.asked()[0].0, Purpose::Save);
    let text = std::fs::read_to_string(learner.path("class.json")).expect("a file");
    assert!(text.contains(r#""hidden": ["whole-rounds", "all-settings", "log"]"#), "{text}");
    learner.choose(&["File", "New"]);
    assert!(learner.is_shown("Run 10"));
    learner.answer(Answer::Path(learner.path("class.json")));
    learner.press(CTRL, Key::O);
    learner.until(|learner| learner.document().state().hidden.has(Tool::Log));
    assert!(!learner.is_shown("Run 10"));
    learner.choose(&["View", "Show everything"]);
    learner.sees(&["Run 10", "All settings", "Accuracy"]);
    learner.press(CTRL, Key::Z);
    assert!(!learner.is_shown("Run 10"), "it is undone like anything");
}

#[test]
fn hidden_editing_takes_no_edit_however_it_comes() {
    let mut learner = Learner::new();
    hide(&mut learner, &["Editing: pictures, pixels, labels and weights by hand"]);
    assert!(!learner.is_shown("+ Add") && !learner.is_shown("Duplicate"));
    let pixel = learner.pixel(3, 1);
    learner.focus(Role::Grid, "pixels, at row 1 column 1");
    learner.press_all(&[(NONE, Key::ArrowRight), (NONE, Key::Space)]);
    assert_eq!(learner.pixel(3, 1), pixel);
    learner.sees(&["Editing is hidden from the class: View > Show everything."]);
    learner.press(CTRL_SHIFT, Key::N);
    assert_eq!(learner.document().experiment().dataset.examples.len(), 4);
}

#[test]
fn hidden_settings_are_not_on_the_screen() {
    let mut learner = Learner::new();
    hide(&mut learner, &["The sentence of settings: match, step, score, apply"]);
    assert!(learner.look_for(Role::ComboBox, "score: matches").is_none());
    learner.press(CTRL, Key::Enter);
    assert_eq!(learner.matched(), 3, "a round is still to be played");
}

#[test]
fn presenting_takes_the_whole_screen_and_larger_words_and_gives_them_back() {
    let mut learner = Learner::new();
    learner.press(NONE, Key::F11);
    assert!(learner.was_told(&ViewportCommand::Fullscreen(true)));
    let zoom = |learner: &mut Learner| learner.harness().ctx.zoom_factor();
    assert!((zoom(&mut learner) - 1.5).abs() < 0.01);
    learner.press(NONE, Key::F11);
    assert!(learner.was_told(&ViewportCommand::Fullscreen(false)));
    assert!((zoom(&mut learner) - 1.0).abs() < 0.01);
}

#[test]
fn where_whole_rounds_are_hidden_what_was_tested_by_hand_is_applied() {
    let mut learner = Learner::new();
    hide(&mut learner, &["Whole rounds: every test is made by hand"]);
    assert!(!learner.is_shown("Test all 12"), "nor are the tests made by themselves");
    learner.press_times(3, Key::Space);
    assert!(!learner.is_shown("test the rest at once"));
    for _ in 1..12 {
        learner.press_times(3, Key::Space);
    }
    assert_eq!(learner.document().stage(), Stage::Tested);
    learner.click_button("Apply 6 changes at once");
    assert_eq!(learner.matched(), 3);
}

#[test]
fn the_lesson_does_not_try_for_ever_what_is_hidden() {
    let mut learner = walked(14);
    learner.sees(&["Another score", "step 15 of 17"]);
    hide(&mut learner, &["The sentence of settings: match, step, score, apply"]);
    learner.act(Role::Button, "Show me");
    learner.sees(&["The settings are hidden from the class: View > Show everything."]);
    learner.settle();
    assert!(learner.wants_frame_in() > Duration::from_secs(1), "it is not tried again");
}

#[test]
fn where_comparing_is_hidden_nothing_offers_it() {
    let mut learner = Learner::new();
    for _ in 0..2 {
        learner.press(CTRL, Key::Enter);
    }
    let offered = "What to try instead, compared with going on as now";
    learner.sees(&[offered]);
    learner.click_button("Compare ways...");
    learner.sees(&["Compare from here"]);
    hide(&mut learner, &["Compare ways to go on"]);
    assert!(!learner.is_shown("Compare from here"));
    assert!(!learner.is_shown(offered) && !learner.is_shown("Compare ways..."));
}

//! What a teacher does: hides tools from a class, and shows the window on a projector.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, ViewportCommand};
use jointly::document::Purpose;
use jointly::engine::Tool;
use jointly::jobs::Answer;

use crate::learner::{CTRL, CTRL_SHIFT, Learner, NONE};

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

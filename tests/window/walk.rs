//! The guided lesson, walked from its first step to its last: by keyboard alone, by a screen reader's actions alone, and by showing.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;

use crate::learner::{ALT, CTRL, Learner, NONE};

/// Where the lesson is.
fn step(learner: &Learner) -> String {
    let screen = learner.screen();
    let step = screen.iter().find(|text| text.starts_with("step ") && text.contains(" of "));
    step.cloned().unwrap_or_default()
}

#[test]
fn the_lesson_is_offered_and_never_forced() {
    let mut learner = Learner::new();
    learner.sees(&["Walk through the lesson", "Do not show this again"]);
    learner.act(Role::Button, "Do not show this again");
    assert!(!learner.is_shown("Walk through the lesson"));
    learner.choose(&["Help", "Walk through the lesson"]);
    assert_eq!(step(&learner), "step 1 of 17");
    learner.act(Role::Button, "Leave the lesson");
    assert_eq!(step(&learner), "");
}

#[test]
fn who_is_shown_everything_comes_to_the_end() {
    let mut learner = Learner::new();
    learner.act(Role::Button, "Walk through the lesson");
    for number in 1..=17 {
        assert_eq!(step(&learner), format!("step {number} of 17"));
        learner.act(Role::Button, "Show me");
        learner.sees(&["Done"]);
        learner.act(Role::Button, if number == 17 { "Finish" } else { "Next" });
    }
    assert_eq!(step(&learner), "");
    learner.sees(&["That was the lesson."]);
}

#[test]
fn what_is_left_is_taken_up_again_even_by_another_window() {
    let mut learner = Learner::new();
    learner.act(Role::Button, "Walk through the lesson");
    for _ in 0..9 {
        learner.act(Role::Button, "Next");
    }
    assert_eq!(step(&learner), "step 10 of 17");
    assert_eq!(learner.matched(), 3);
    learner.act(Role::Button, "Leave the lesson");
    learner.choose(&["Help", "Go on with the lesson at step 10"]);
    assert_eq!((step(&learner).as_str(), learner.matched()), ("step 10 of 17", 3));
    learner.act(Role::Button, "Back");
    assert_eq!((step(&learner).as_str(), learner.matched()), ("step 9 of 17", 3));
    let mut learner = learner.starts_again();
    learner.choose(&["Help", "Go on with the lesson at step 9"]);
    assert_eq!((step(&learner).as_str(), learner.matched()), ("step 9 of 17", 0));
}

#[test]
fn going_back_undoes_and_loses_nothing() {
    let mut learner = Learner::new();
    learner.act(Role::Button, "Walk through the lesson");
    for _ in 0..9 {
        learner.act(Role::Button, "Next");
    }
    assert_eq!(learner.matched(), 3);
    learner.act(Role::Button, "Back");
    assert_eq!((step(&learner).as_str(), learner.matched()), ("step 9 of 17", 0));
    learner.press(NONE, Key::Space);
    assert_eq!(learner.matched(), 3);
    learner.sees(&["3 of 4 match. The cheery smile went past its label"]);
}

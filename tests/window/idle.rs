//! Rest: a window in which nothing moves asks for no frames, so that it costs nothing.

use std::time::Duration;

use eframe::egui::Key;
use eframe::egui::accesskit::Role;

use crate::learner::{CTRL, Learner, NONE};

/// The window is at rest, and stays so: no frame is asked for, however late.
#[track_caller]
fn rests(learner: &mut Learner, when: &str) {
    for _ in 0..8 {
        learner.frame();
    }
    assert_eq!(learner.wants_frame_in(), Duration::MAX, "{when}");
}

#[test]
fn nothing_is_drawn_while_nothing_happens() {
    let mut learner = Learner::new();
    rests(&mut learner, "before");
    learner.press(NONE, Key::Space);
    rests(&mut learner, "while a raised weight waits to be looked at");
    learner.press(NONE, Key::Space);
    rests(&mut learner, "lowered");
    learner.press(NONE, Key::Space);
    rests(&mut learner, "after a trial");
    learner.press(CTRL, Key::T);
    rests(&mut learner, "after all tests");
    learner.press(NONE, Key::Space);
    rests(&mut learner, "applied");
    learner.act(Role::Button, "All pictures");
    rests(&mut learner, "all pictures");
    learner.act(Role::Button, "Allowed?");
    rests(&mut learner, "allowed");
    learner.press(CTRL, Key::Enter);
    rests(&mut learner, "stuck");
    learner.press(CTRL, Key::Z);
    rests(&mut learner, "after undo");
}

#[test]
fn nothing_is_drawn_while_the_mouse_rests_on_something() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    let things = [
        (Role::Cell, "weight row 3 column 1"),
        (Role::Cell, "pixel row 1 column 1"),
        (Role::Cell, "product row 4 column 2"),
        (Role::Button, "Test again from here"),
        (Role::Button, "cheery smile at 3, label +1, smile, does not match"),
        (Role::ListBoxOption, "smile, label +1, smile, 0 → 1, matches"),
        (Role::Button, "row 4, col 2, stacked: +1 from 2 to 3, no match"),
        (Role::Image, "Accuracy per round, 2 rows, now 3 of 4"),
        (Role::ComboBox, "score: matches"),
    ];
    for (role, name) in things {
        let at = learner.rect(role, name).center();
        learner.points_at(at);
        rests(&mut learner, name);
    }
}

#[test]
fn nothing_is_drawn_after_a_run_nor_in_a_dialog() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::R);
    learner.until(|learner| learner.document().rows().len() == 3);
    rests(&mut learner, "after a run");
    learner.press(NONE, Key::F1);
    rests(&mut learner, "the sheet of shortcuts");
    learner.press(NONE, Key::Escape);
    learner.focus(Role::Grid, "weights, at row 1 column 1");
    rests(&mut learner, "a grid with the keyboard");
}

#[test]
fn under_reduced_motion_all_stands_at_once() {
    let mut learner = Learner::new();
    learner.choose(&["View"]);
    learner.click(Role::CheckBox, "Nothing slides (reduced motion)");
    learner.press(NONE, Key::Escape);
    learner.press_without_settling(CTRL, Key::T);
    assert_eq!(learner.document().tested(), 12);
    rests(&mut learner, "after all tests");
}

//! Allowed?: what is sure of all at once, before a round and after it, and what comes of it.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;

use crate::learner::{CTRL, Learner, NONE};

/// The lesson scored by squared error, with the tab open.
fn by_squared_error() -> Learner {
    let mut learner = Learner::new();
    learner.click(Role::ComboBox, "score: matches");
    learner.click(Role::RadioButton, "squared error");
    learner.click_button("Allowed?");
    learner
}

/// The same after the second round, which is worse than none.
fn after_two_rounds() -> Learner {
    let mut learner = by_squared_error();
    learner.press(CTRL, Key::Enter);
    learner.press(CTRL, Key::Enter);
    learner
}

#[test]
fn before_a_round_it_says_what_is_known() {
    let learner = by_squared_error();
    learner.sees(&[
        "May all changes be applied at once?",
        "Test all weights to see the rest.",
        "8 of 12",
        "⌈8 / 6.18⌉ = 2",
        "7 groups",
    ]);
}

#[test]
fn what_will_happen_is_shown_when_it_is_asked_for() {
    let mut learner = after_two_rounds();
    learner.press(CTRL, Key::T);
    assert!(!learner.is_shown("7 → 93"), "it would give away what is to be guessed");
    learner.click_button("Show what will happen");
    learner.sees(&["7 → 93"]);
    // What was foretold comes to pass.
    learner.press(CTRL, Key::Enter);
    assert_eq!(learner.document().evaluation().tally.squared_error, 93.0);
    learner.sees(&["7 → 93"]);
}

#[test]
fn after_a_round_what_was_sure_stands_beside_what_came_of_it() {
    let learner = after_two_rounds();
    learner.sees(&[
        "Yes, if the step is shared.",
        "So the directions are never wrong together if the step is shared. At the whole step nothing is sure.",
        "All at once (applied)",
        "3 → 7, gain −4",
        "at least +1",
        "3 → 2, gain +1",
        "Group by group",
        "3 → 1, gain +2",
    ]);
}

#[test]
fn scored_by_matches_nothing_is_sure() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner.click_button("Allowed?");
    learner.sees(&["Not for sure, scored by matches.", "0 → 3, gain +3", "up to 5 of 6"]);
}

#[test]
fn the_graph_is_walked_through_by_mouse_and_keys() {
    let mut learner = by_squared_error();
    learner.click(Role::Cell, "meeting row 3 column 1");
    learner.sees(&["which weights meet, at row 3, col 1, group 3, meets 7 others"]);
    learner.press(NONE, Key::ArrowDown);
    learner.sees(&["which weights meet, at row 4, col 1"]);
}

#[test]
fn two_at_once_converge_and_three_explode() {
    let mut learner = by_squared_error();
    learner.click(Role::DisclosureTriangle, "How many at once?");
    learner.sees(&[
        "Up to 2 at once the squared error falls, from 3 on it explodes; the theory says P* = 2.",
    ]);
    learner.click_button("one step");
    assert!(!learner.is_shown("the theory says P* = 2."), "it says nothing of fixed steps");
}

#[test]
fn as_the_step_shrinks_alone_and_together_agree() {
    let mut learner = after_two_rounds();
    learner.act(Role::DisclosureTriangle, "Step and limit: what shorter steps change");
    learner.sees(&[
        "come to agree: their ratio is −2 at step 1, 0.9959",
        "In the limit the tests find the gradient",
    ]);
}

//! Allowed?: what is sure of all at once, before a round and after it, and the two experiments under it.

use std::time::Duration;

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use jointly::engine::Score;

use crate::learner::{ALT, CTRL, Learner, NONE};
use crate::sizes::pictures;

const HOW_MANY: &str = "How many at once?";
const LIMIT: &str = "Step and limit: what shorter steps change";

fn allowed() -> Learner {
    let mut learner = Learner::new();
    learner.act(Role::Button, "Allowed?");
    learner
}

fn open(learner: &mut Learner, fold: &str) {
    learner.act(Role::DisclosureTriangle, fold);
}

/// The lesson scored by squared error.
fn by_squared_error() -> Learner {
    let mut learner = allowed();
    learner.click(Role::ComboBox, "score: matches");
    learner.click(Role::RadioButton, "squared error");
    assert_eq!(learner.document().settings().score, Score::SquaredError);
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
fn before_a_round_it_tells_what_is_known() {
    let mut learner = allowed();
    learner.sees(&[
        "May all changes be applied at once?",
        "Up to 7 of the 8 lit weights meet in one picture.",
        "Test all weights to see the rest.",
        "8 of 12",
        "up to 7 of 8",
        "6.18",
        "⌈8 / 6.18⌉ = 2",
        "Group by group adds up exactly inside each group: 7 groups.",
    ]);
    assert!(!learner.is_shown("Show what will happen"));
    learner.press(CTRL, Key::T);
    learner.sees(&["Not for sure, scored by matches.", "up to 5 of 6"]);
}

#[test]
fn what_will_happen_is_hidden_until_it_is_asked_for() {
    let mut learner = allowed();
    learner.press(CTRL, Key::T);
    learner.sees(&["Gains in matches. Each alone, added up: +11."]);
    assert!(!learner.is_shown("0 → 3, gain +3"));
    learner.act(Role::Button, "Show what will happen");
    learner.sees(&["0 → 3, gain +3"]);
    assert!(!learner.is_shown("Show what will happen"));
    // Whatever else is done, it is hidden again.
    learner.press(CTRL, Key::Z);
    learner.press(CTRL, Key::T);
    assert!(!learner.is_shown("0 → 3, gain +3"));
    learner.press(NONE, Key::Space);
    learner.sees(&["All at once (applied)", "what was sure", "0 → 3, gain +3"]);
    learner.press(ALT, Key::Home);
    learner.sees(&["May all changes be applied at once?"]);
}

#[test]
fn what_was_foretold_comes_to_pass() {
    let mut learner = after_two_rounds();
    learner.sees(&[
        "Yes, if the step is shared.",
        "So the directions are never wrong together if the step is shared. At the whole step nothing is sure.",
        "3 → 7, gain −4",
        "at least +1",
        "3 → 2, gain +1",
        "3 → 1, gain +2",
    ]);
    learner.press(CTRL, Key::T);
    assert!(!learner.is_shown("7 → 93"), "it would give away what is to be guessed");
    learner.click_button("Show what will happen");
    learner.sees(&["7 → 93"]);
    learner.press(CTRL, Key::Enter);
    assert_eq!(learner.document().evaluation().tally.squared_error, 93.0);
    learner.sees(&["7 → 93"]);
}

#[test]
fn pointing_at_a_weight_lights_it_everywhere() {
    let mut learner = allowed();
    let at = learner.rect(Role::Cell, "meeting row 3 column 1").center();
    assert_eq!(learner.cell("meeting row 3 column 2"), "row 3, col 2, group 4, meets 6 others");
    assert_eq!(learner.cell("meeting row 2 column 2"), "row 2, col 2, lit in no picture");
    learner.sees(&["Lines join weights that meet; numbers are groups."]);
    learner.points_at(at);
    learner.settle();
    learner.sees(&["Row 3, col 1, group 3, meets 7 others."]);
    learner.looks_away();
    learner.sees(&["Lines join weights that meet; numbers are groups."]);
    // The keyboard does the same.
    learner.focus(Role::Grid, "which weights meet, at row 1, col 1, group 1, meets 7 others");
    learner.sees(&["Row 1, col 1, group 1, meets 7 others."]);
    learner.press(NONE, Key::ArrowDown);
    learner.sees(&["Row 2, col 1, lit in no picture."]);
    learner.press(NONE, Key::ArrowDown);
    learner.find(Role::Grid, "which weights meet, at row 3, col 1, group 3, meets 7 others");
    assert_eq!(learner.wants_frame_in(), Duration::MAX);
}

#[test]
fn how_many_at_once_is_tried() {
    let mut learner = allowed();
    open(&mut learner, HOW_MANY);
    learner.sees(&[
        "Up to 2 at once the squared error falls, from 3 on it explodes; the theory says P* = 2.",
        "the squared error after 100 rounds, 4 at the start, P* 2. 1 at once: ",
        "8 at once: explodes in the middle, explodes at least, explodes at most",
    ]);
    learner.act(Role::Button, "one step");
    learner.sees(&[
        "Up to 2 at once the number of misses falls, with more not always; the theory says nothing of fixed steps.",
        "the number of misses after 100 rounds, 4 at the start. 1 at once: ",
    ]);
    learner.focus(Role::SpinButton, "rounds");
    learner.types("1");
    learner.press(NONE, Key::Enter);
    learner.sees(&["the number of misses after 1 round, 4 at the start."]);
    assert_eq!(learner.wants_frame_in(), Duration::MAX);
}

#[test]
fn what_takes_long_goes_on_beside_the_window() {
    let mut learner = Learner::with(&pictures(200, 8, 8));
    learner.act(Role::Button, "Allowed?");
    learner.until(|learner| {
        learner.is_shown("Group by group") || learner.is_shown("Every lit weight")
    });
    learner.find(Role::DisclosureTriangle, HOW_MANY).click_accesskit();
    learner.until(|learner| learner.is_shown("the theory says P* = "));
}

#[test]
fn shorter_steps_make_each_alone_and_together_agree() {
    let mut learner = allowed();
    open(&mut learner, LIMIT);
    learner.sees(&[
        "Matches have no slope to come near to, so this is about the squared error.",
        "their ratio is 1.5 at step 1/2, 1.0003 at step 1/1024.",
        "together over each alone, added up: 1 at step 1, 1.5 at step 1/2",
        "Directions: of the 6 weights that have a slope; none is uphill.",
    ]);
    learner.sees(&["of row 3, col 1, its derivative is −2."]);
    let at = learner.rect(Role::Cell, "weight row 3 column 2").center();
    learner.points_at(at);
    learner.settle();
    learner.sees(&["of row 3, col 2, its derivative is 2."]);
    let mut learner = after_two_rounds();
    open(&mut learner, LIMIT);
    learner.sees(&["come to agree: their ratio is −2 at step 1, 0.9959"]);
    assert!(!learner.is_shown("no slope to come near to"));
}

#[test]
fn the_tabs_fit_in_the_narrowest_panel() {
    for size in [[1024.0, 700.0], [900.0, 640.0]] {
        let mut learner = Learner::of_size(size);
        let tab = learner.rect(Role::Button, "Allowed?");
        assert!(tab.right() < size[0] - 8.0, "{tab:?} in {size:?}");
        learner.act(Role::Button, "Allowed?");
        learner.press(CTRL, Key::T);
        learner.sees(&["Not for sure, scored by matches."]);
    }
}

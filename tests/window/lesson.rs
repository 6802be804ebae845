//! The lesson, played to its end: by mouse alone, by keyboard alone, by the actions of a screen reader alone.
//!
//! The numbers are those of the storyboard; each is looked for in the document and on the screen.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use jointly::document::Stage;

use crate::learner::{ALT, CTRL, Learner, NONE};

/// The weights after round 1, in reading order.
const APPLIED: [f64; 12] = [0., 0., 0., 0., 0., 0., 1., -1., 1., -1., 1., -1.];
const ZEROS: [f64; 12] = [0.0; 12];

fn sees_nothing_tested(learner: &Learner) {
    assert_eq!(learner.document().stage(), Stage::Before);
    assert_eq!((learner.weights(), learner.matched()), (&ZEROS[..], 0));
    learner.sees(&[
        "All 12 weights are 0, so every output is 0. No picture matches: 0 of 4.",
        "What if one weight alone goes up by 1?",
        "Nothing is changed by a test.",
        "cheery smile, label +1, smile, output 0, off by 1",
        "0 of 24 tests so far",
    ]);
}

fn sees_it_raised(learner: &Learner) {
    learner.sees(&[
        "Only this weight is raised: 0 → 1. All others are held at 0.",
        "Row 3, column 1 is raised alone: 0 → 1.",
        "Smile and cheery smile match; frown moves the wrong way.",
        "Score 2.",
        "Next it is put back to 0, then lowered.",
        "2 of 4",
        "cheery smile, label +1, smile, 0 → 1, matches",
        "test 1 of 24",
        "not tested yet",
    ]);
    assert_eq!(learner.cell("weight row 3 column 1"), "1");
    assert_eq!(learner.weights(), ZEROS, "a trial is not real");
}

fn sees_it_lowered(learner: &Learner) {
    learner.sees(&[
        "Only this weight is lowered: 0 → −1. All others are held at 0.",
        "Frown matches; smile and cheery smile move the wrong way.",
        "Score 1.",
        "Next it is put back to 0, and the better way is noted.",
        "test 2 of 24",
    ]);
    assert!(!learner.is_shown("not tested yet"));
    assert_eq!(learner.cell("weight row 3 column 1"), "−1");
    assert_eq!(learner.weights(), ZEROS, "a trial is not real");
}

fn sees_it_noted(learner: &Learner) {
    learner.sees(&[
        "Up 2, stay 0, down 1: raise. Nothing has changed yet.",
        "Row 3, column 1: tested.",
        "11 weights to go.",
        "2 of 24 tests so far",
    ]);
    assert_eq!(learner.cell("weight row 3 column 1"), "0, up 2, down 1: raise");
    assert_eq!((learner.weights(), learner.matched()), (&ZEROS[..], 0));
    assert_eq!(learner.document().tested(), 1);
}

fn sees_all_tested(learner: &Learner) {
    assert_eq!(learner.document().stage(), Stage::Tested);
    assert_eq!(learner.weights(), ZEROS);
    learner.sees(&[
        "24 tests: raise 3, lower 3, leave 6. Every weight is still 0.",
        "Three noted changes touch cheery smile.",
        "Each alone takes it from 0 to 1, its label.",
        "Where will it land with all six?",
        "24 tests instead of 531,441 combinations",
    ]);
    let cells = [
        ("row 1 column 1", "0, up 2, down 2: tie: leave"),
        ("row 1 column 2", "0, up 0, down 0: leave"),
        ("row 3 column 2", "0, up 0, down 1: lower"),
        ("row 4 column 1", "0, up 1, down 2: lower"),
        ("row 4 column 2", "0, up 2, down 1: raise"),
    ];
    for (place, value) in cells {
        let cell = format!("weight {place}");
        assert_eq!(learner.cell(&cell), value, "{place}");
    }
}

fn sees_it_applied(learner: &Learner) {
    assert!(matches!(learner.document().stage(), Stage::Applied(_)));
    assert_eq!((learner.weights(), learner.matched()), (&APPLIED[..], 3));
    assert_eq!(learner.document().evaluation().outputs, [1.0, -1.0, -1.0, 3.0]);
    learner.sees(&[
        "6 changes applied at once.",
        "Cheery smile overshot: output 3, label 1.",
        "Each change alone was right: 0 → 1. Together: 0 + 1 + 1 + 1 = 3.",
        "No test tried them together. It was 1 off; now it is 2 off.",
        "Smile was raised three times too, but two lowered weights bring it back to 1.",
        "smile, label +1, smile, 0 → 1, matches",
        "frown, label −1, not a smile, 0 → −1, matches",
        "flat mouth, label −1, not a smile, 0 → −1, matches",
        "cheery smile, label +1, smile, 0 → 3, off by 2, was 1",
        "cheery smile at 3, label +1, smile, does not match",
        "3 of 4",
        "total 3, label +1",
        "row 3, col 1, stacked: +1 from 0 to 1, matches",
        "row 4, col 2, stacked: +1 from 2 to 3, no match",
        "round 1: 3 of 4 match, off by 2, cheery smile overshot",
    ]);
}

fn sees_the_table(learner: &Learner) {
    learner.sees(&[
        "11 matches alone, added up. 3 together.",
        "Each alone, added up: 3 + 3 + 2 + 3 = 11 matches. Together: 3.",
        "A picture can match only once.",
    ]);
    let rows = [
        "row 3, col 1 +1 alone: smile 1 matches, frown 1, flat mouth 0, cheery smile 1 matches, sum 2",
        "row 3, col 2 −1 alone: smile 0, frown −1 matches, flat mouth 0, cheery smile 0, sum 1",
        "row 3, col 3 +1 alone: smile 1 matches, frown 1, flat mouth 0, cheery smile 1 matches, sum 2",
        "row 4, col 1 −1 alone: smile −1, frown −1 matches, flat mouth −1 matches, cheery smile 0, sum 2",
        "row 4, col 2 +1 alone: smile 1 matches, frown 0, flat mouth 1, cheery smile 1 matches, sum 2",
        "row 4, col 3 −1 alone: smile −1, frown −1 matches, flat mouth −1 matches, cheery smile 0, sum 2",
    ];
    let shown = learner.names(Role::Row);
    for row in rows {
        assert!(shown.iter().any(|it| it == row), "{row:?} in {shown:#?}");
    }
}

fn sees_it_stuck(learner: &Learner) {
    assert_eq!((learner.weights(), learner.matched()), (&APPLIED[..], 3));
    let round = learner.document().last_round().expect("a round");
    assert!(round.number == 2 && round.is_stuck());
    learner.sees(&[
        "Stuck: no single step helps.",
        "8 tests change nothing, 16 lose matches.",
        "No weight moves: 3 of 4 for ever.",
        "Cheery smile must come down by 2, and one step takes off 1.",
        "What to try",
        "round 2: 3 of 4 match, off by 2, stuck: no single step helps",
    ]);
    for offer in ["Step 0.5", "Score by squared error", "Match by sign"] {
        learner.find(Role::Button, offer);
    }
}

#[test]
fn the_lesson_is_played_with_the_mouse_alone() {
    let mut learner = Learner::new();
    sees_nothing_tested(&learner);
    learner.click_button("Test this weight");
    sees_it_raised(&learner);
    learner.click_button("Put back, then lower");
    sees_it_lowered(&learner);
    learner.click_button("Put back");
    sees_it_noted(&learner);
    learner.click_button("Test the other 11");
    sees_all_tested(&learner);
    learner.click_button("Apply 6 changes at once");
    sees_it_applied(&learner);
    learner.click_button("All pictures");
    sees_the_table(&learner);
    learner.click_button("This picture");
    learner.click_button("Whole round");
    sees_it_stuck(&learner);
}

#[test]
fn the_lesson_is_played_with_the_keyboard_alone() {
    let mut learner = Learner::new();
    sees_nothing_tested(&learner);
    learner.press(NONE, Key::Space);
    sees_it_raised(&learner);
    learner.press(NONE, Key::Space);
    sees_it_lowered(&learner);
    learner.press(NONE, Key::Space);
    sees_it_noted(&learner);
    learner.press(CTRL, Key::T);
    sees_all_tested(&learner);
    learner.press(NONE, Key::Space);
    sees_it_applied(&learner);
    tab_to(&mut learner, (Role::Button, "All pictures"));
    learner.press(NONE, Key::Enter);
    sees_the_table(&learner);
    tab_to(&mut learner, (Role::Button, "This picture"));
    learner.press(NONE, Key::Enter);
    learner.press(CTRL, Key::Enter);
    sees_it_stuck(&learner);
    learner.press(ALT, Key::ArrowLeft);
    sees_it_applied(&learner);
    learner.press(ALT, Key::ArrowLeft);
    assert_eq!(learner.weights(), ZEROS);
    learner.press(ALT, Key::ArrowRight);
    learner.press(ALT, Key::ArrowRight);
    sees_it_stuck(&learner);
    learner.press(ALT, Key::Home);
    sees_nothing_tested(&learner);
}

#[test]
fn the_lesson_is_played_by_a_screen_reader_alone() {
    let mut learner = Learner::new();
    sees_nothing_tested(&learner);
    learner.act(Role::Cell, "weight row 3 column 1");
    sees_it_raised(&learner);
    learner.act(Role::Button, "Put back, then lower");
    sees_it_lowered(&learner);
    learner.act(Role::Button, "Put back");
    sees_it_noted(&learner);
    learner.act(Role::Button, "Test the other 11");
    sees_all_tested(&learner);
    learner.act(Role::Button, "Apply 6 changes at once");
    sees_it_applied(&learner);
    learner.act(Role::Button, "All pictures");
    sees_the_table(&learner);
    learner.act(Role::Button, "This picture");
    learner.act(Role::Button, "Whole round");
    sees_it_stuck(&learner);
}

#[test]
fn from_where_a_round_ended_testing_goes_on() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner.click_button("Test again from here");
    learner.sees(&["Row 3, column 1 is raised alone: 1 → 2."]);
    learner.click_button("Put back, then lower");
    learner.click_button("Put back");
    learner.click_button("Test the other 11");
    learner.sees(&["24 tests: none does better than now, 3 match."]);
    learner.click_button("Record: no weight moves");
    sees_it_stuck(&learner);
}

#[test]
fn an_eye_ties_and_a_dark_pixel_can_change_nothing() {
    let mut learner = Learner::new();
    learner.click(Role::Cell, "weight row 1 column 1");
    learner.sees(&["Row 1, column 1 is raised alone: 0 → 1.", "Score 2."]);
    learner.press_times(2, Key::Space);
    learner.sees(&["Up 2, down 2: a tie. Leave it. Nothing has changed yet."]);
    learner.click(Role::Cell, "weight row 1 column 2");
    learner.sees(&["No picture has a pixel on there, so no output moves."]);
    learner.press(NONE, Key::Escape);
    learner.sees(&["That pixel is off in every picture: nothing can change. Leave it."]);
}

#[test]
fn escape_skips_to_the_notes_of_all_tests() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner.press(Modifiers::ALT, Key::ArrowLeft);
    learner.press_without_settling(CTRL, Key::T);
    learner.sees(&["Skip to the notes"]);
    learner.press(NONE, Key::Escape);
    sees_all_tested(&learner);
}

/// Goes from one to the next with Tab until this has the keyboard.
fn tab_to(learner: &mut Learner, (role, name): (Role, &str)) {
    let wanted = Some((role, name.to_owned()));
    for _ in 0..60 {
        if learner.focused() == wanted {
            return;
        }
        learner.press(NONE, Key::Tab);
    }
    panic!("Tab never comes to {name}");
}

//! All sizes of data: nothing panics, nothing goes unnamed, and the one button still leads through a round.

use std::fmt::Write as _;

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use jointly::engine::Run;
use jointly::formats::json;

use crate::learner::{ALT, CTRL, Learner, NONE};

/// Pictures in which about every third pixel is on, labelled +1 and −1 in turn.
pub fn pictures(count: usize, width: usize, height: usize) -> Run {
    let mut text = format!(
        r#"{{"format": "jointly", "version": 1, "width": {width}, "height": {height}, "examples": ["#
    );
    for e in 0..count {
        let row = |r: usize| {
            let pixels = (0..width).map(|c| ["1", "0", "0"][(e + r * (e % 5 + 1) + c) % 3]);
            format!("[{}]", pixels.collect::<Vec<_>>().join(","))
        };
        let rows: Vec<String> = (0..height).map(row).collect();
        let label = if e % 2 == 0 { 1 } else { -1 };
        let comma = if e == 0 { "" } else { "," };
        let pixels = rows.join(",");
        write!(text, r#"{comma}{{"name": "p{e}", "label": {label}, "pixels": [{pixels}]}}"#)
            .expect("a string takes all");
    }
    text.push_str("]}");
    json::read(text.as_bytes()).expect("a dataset")
}

/// Through a round and back, with a look at everything on the way.
fn plays_a_round(learner: &mut Learner, weights: usize) {
    assert_eq!(learner.weights().len(), weights);
    learner.press_all(&[(NONE, Key::Space); 3]);
    assert_eq!(learner.document().tested(), 1);
    learner.press(CTRL, Key::T);
    assert_eq!(learner.document().tested(), weights);
    learner.press(NONE, Key::Space);
    assert_eq!(learner.document().rows().len(), 2);
    learner.act(Role::Button, "All pictures");
    learner.act(Role::Button, "Allowed?");
    learner.act(Role::Button, "This picture");
    learner.press_all(&[(NONE, Key::PageDown), (NONE, Key::PageUp)]);
    // Points at everything that stands where in the window.
    for step in 0_u8..40 {
        let (x, y) = (f32::from(step % 8), f32::from(step / 8));
        learner.points_at([80.0 + x * 160.0, 120.0 + y * 150.0].into());
    }
    learner.looks_away();
    learner.press(ALT, Key::Home);
    assert_eq!(learner.document().tested(), 0);
}

#[test]
fn the_smallest_picture() {
    let mut learner = Learner::with(&pictures(2, 1, 1));
    plays_a_round(&mut learner, 1);
    learner.cell("weight row 1 column 1");
}

#[test]
fn eight_by_eight_has_a_node_for_every_cell() {
    let mut learner = Learner::with(&pictures(4, 8, 8));
    learner.cell("weight row 8 column 8");
    plays_a_round(&mut learner, 64);
}

#[test]
fn twenty_eight_by_twenty_eight_has_a_node_at_the_cursor() {
    let mut learner = Learner::with(&pictures(4, 28, 28));
    learner.cell("weight row 1 column 1");
    assert!(learner.look_for(Role::Cell, "weight row 8 column 8").is_none());
    learner.focus(Role::Grid, "weights, at row 1 column 1");
    learner.press_all(&[(NONE, Key::ArrowDown), (NONE, Key::ArrowRight)]);
    learner.cell("weight row 2 column 2");
    learner.press(NONE, Key::Escape);
    plays_a_round(&mut learner, 784);
}

#[test]
fn thirteen_pictures_become_a_list_and_a_histogram() {
    let mut learner = Learner::with(&pictures(13, 8, 8));
    learner.sees(&["outputs of 13 pictures, 0 match", "0 of 13"]);
    plays_a_round(&mut learner, 64);
}

#[test]
fn a_thousand_pictures_are_drawn_as_far_as_they_are_seen() {
    let mut learner = Learner::with(&pictures(1_000, 8, 8));
    learner.sees(&["outputs of 1,000 pictures, 0 match"]);
    assert!(learner.names(Role::ListBoxOption).len() < 40);
    plays_a_round(&mut learner, 64);
}

#[test]
fn no_picture_at_all() {
    let mut learner = Learner::with(&pictures(0, 3, 4));
    learner.sees(&["No picture", "Add one at the lower left, or open a dataset."]);
    learner.press_all(&[(NONE, Key::Space), (CTRL, Key::T), (CTRL, Key::Enter)]);
    assert_eq!(learner.document().rows().len(), 1);
}

/// After a thousand rounds of the lesson, by a score under which weights go on moving.
pub fn after_a_thousand_rounds() -> Learner {
    let mut learner = Learner::new();
    learner.click(Role::ComboBox, "score: matches");
    learner.click(Role::RadioButton, "squared error");
    learner.click_button("How many rounds Run plays");
    learner.click(Role::RadioButton, "1000");
    learner.press(CTRL, Key::R);
    learner.until(|learner| learner.document().rows().len() == 1_001);
    learner
}

#[test]
fn a_thousand_rounds_are_drawn_as_far_as_they_are_seen() {
    let mut learner = after_a_thousand_rounds();
    assert!(learner.names(Role::Row).len() < 40);
    learner.sees(&["round 1000: "]);
    learner.press(ALT, Key::Home);
    learner.sees(&["round 0: "]);
}

#[test]
fn a_small_window_scrolls_and_a_large_one_does_not_fall_apart() {
    for size in [[640.0, 480.0], [1024.0, 700.0], [2560.0, 1440.0]] {
        let mut learner = Learner::of_size(size);
        learner.press(CTRL, Key::T);
        learner.press(NONE, Key::Space);
        assert_eq!(learner.matched(), 3);
        learner.sees(&["Cheery smile overshot: output 3, label 1."]);
    }
}

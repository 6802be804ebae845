//! Edits by hand: pixels, weights, pictures and the grid's size, and back again.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, PointerButton, Pos2, vec2};
use jointly::engine::Shape;

use crate::learner::{ALT, CTRL, CTRL_SHIFT, Learner, NONE};

/// The current picture of the lesson.
const CHEERY: usize = 3;

fn entries(learner: &Learner) -> usize {
    learner.document().history().entries().len()
}

fn titles(learner: &Learner) -> Vec<String> {
    let examples = &learner.document().experiment().dataset.examples;
    (0..examples.len()).map(|e| learner.title_of(e)).collect()
}

fn center(learner: &Learner, cell: &str) -> Pos2 {
    learner.rect(Role::Cell, cell).center()
}

#[test]
fn a_click_lights_a_pixel_and_another_darkens_it() {
    let mut learner = Learner::new();
    assert_eq!(learner.cell("pixel row 2 column 2"), "0");
    learner.click(Role::Cell, "pixel row 2 column 2");
    assert_eq!(learner.pixel(CHEERY, 4), 1.0);
    assert_eq!(learner.cell("pixel row 2 column 2"), "1");
    assert!(learner.document().is_changed());
    learner.click(Role::Cell, "pixel row 2 column 2");
    assert_eq!(learner.pixel(CHEERY, 4), 0.0);
    assert!(!learner.document().is_changed(), "it is as it was opened");
    assert_eq!(entries(&learner), 3);
}

#[test]
fn a_tap_between_two_frames_paints_too() {
    let mut learner = Learner::new();
    let pixel = "pixel row 2 column 2";
    learner.taps(Role::Cell, pixel, PointerButton::Primary, 1);
    assert_eq!(learner.pixel(CHEERY, 4), 1.0);
    learner.taps(Role::Cell, pixel, PointerButton::Secondary, 1);
    assert_eq!(learner.pixel(CHEERY, 4), 0.0);
    assert_eq!(entries(&learner), 3);
    learner.taps(Role::Cell, pixel, PointerButton::Primary, 2);
    assert_eq!(entries(&learner), 3, "a double click edits, and paints nothing");
}

#[test]
fn a_drag_paints_and_is_one_undo() {
    let mut learner = Learner::new();
    let along = ["1", "2", "3"].map(|c| center(&learner, &format!("pixel row 2 column {c}")));
    learner.drags(PointerButton::Primary, &along);
    assert_eq!([3, 4, 5].map(|cell| learner.pixel(CHEERY, cell)), [1.0; 3]);
    assert_eq!(entries(&learner), 2);
    learner.press(CTRL, Key::Z);
    assert_eq!([3, 4, 5].map(|cell| learner.pixel(CHEERY, cell)), [0.0; 3]);
}

#[test]
fn the_right_button_erases_and_lights_nothing() {
    let mut learner = Learner::new();
    let along = ["1", "2", "3"].map(|c| center(&learner, &format!("pixel row 1 column {c}")));
    learner.drags(PointerButton::Secondary, &along);
    assert_eq!([0, 1, 2].map(|cell| learner.pixel(CHEERY, cell)), [0.0; 3]);
    assert_eq!(entries(&learner), 2);
}

#[test]
fn a_pixel_takes_a_typed_value_and_what_is_no_number_changes_nothing() {
    let mut learner = Learner::new();
    learner.focus(Role::Grid, "pixels, at row 1 column 1");
    learner.press(NONE, Key::ArrowDown);
    learner.press(NONE, Key::End);
    learner.find(Role::Grid, "pixels, at row 2 column 3");
    learner.types("0.5");
    learner.press(NONE, Key::Enter);
    assert_eq!(learner.pixel(CHEERY, 5), 0.5);
    assert_eq!(learner.cell("pixel row 2 column 3"), "0.5");
    for (opens, text, closes) in [(Key::Enter, "half", Key::Enter), (Key::F2, "7", Key::Escape)] {
        learner.press(NONE, opens);
        learner.find(Role::TextInput, "pixel row 2 column 3, new value");
        learner.press(CTRL, Key::A);
        learner.types(text);
        learner.press(NONE, closes);
        assert_eq!(learner.pixel(CHEERY, 5), 0.5, "{text}");
    }
    // The grid has the keyboard again.
    learner.press(NONE, Key::Space);
    assert_eq!(learner.pixel(CHEERY, 5), 0.0);
}

#[test]
fn a_weight_is_typed_and_its_output_follows() {
    let mut learner = Learner::new();
    learner.focus(Role::Grid, "weights, at row 1 column 1");
    for typed in ["2", "−1,5", "-1.5"] {
        learner.types(typed);
        learner.press(NONE, Key::Enter);
        let value = if typed == "2" { 2.0 } else { -1.5 };
        assert_eq!(learner.weights()[0], value, "{typed}");
        assert_eq!(learner.document().evaluation().outputs, [value; 4]);
    }
    assert_eq!(learner.cell("weight row 1 column 1"), "−1.5");
    learner.sees(&["total −1.5, label +1", "0 of 4 match at these weights."]);
}

#[test]
fn keys_that_a_text_field_knows_stay_with_it() {
    let mut learner = Learner::new();
    learner.click(Role::Cell, "pixel row 2 column 2");
    let before = learner.document().run();
    learner.focus(Role::Grid, "weights, at row 1 column 1");
    learner.types("23");
    learner.press(CTRL, Key::Z);
    learner.press(CTRL, Key::Delete);
    learner.press(ALT, Key::ArrowLeft);
    learner.press(ALT, Key::ArrowUp);
    learner.press(NONE, Key::Escape);
    assert_eq!(learner.document().run(), before);
    learner.focus(Role::Button, "+ Add");
    learner.press(NONE, Key::F1);
    learner.sees(&["Keyboard shortcuts"]);
}

#[test]
fn a_weight_is_dragged_by_steps_and_is_one_undo() {
    let mut learner = Learner::new();
    let at = center(&learner, "weight row 1 column 1");
    let up = [0.0, 10.0, 20.0, 30.0, 38.0].map(|y| at - vec2(0.0, y));
    learner.drags(PointerButton::Primary, &up);
    assert_eq!(learner.weights()[0], 3.0);
    assert_eq!(entries(&learner), 2);
    learner.press(CTRL, Key::Z);
    assert_eq!(learner.weights()[0], 0.0);
}

#[test]
fn space_tests_the_weight_at_the_cursor_not_the_one_under_the_mouse() {
    let mut learner = Learner::new();
    learner.click(Role::Cell, "weight row 3 column 1");
    learner.press(NONE, Key::Escape);
    learner.press(NONE, Key::ArrowRight);
    learner.press(NONE, Key::Space);
    learner.sees(&["Row 3, column 2 is raised alone: 0 → 1."]);
}

#[test]
fn a_picture_is_renamed_and_labelled_by_the_keyboard() {
    let mut learner = Learner::new();
    learner.focus(Role::ListBoxOption, "smile, label +1, smile, output 0, off by 1");
    learner.press(NONE, Key::F2);
    learner.press(CTRL, Key::A);
    learner.types("grin");
    learner.press(NONE, Key::Tab);
    learner.press(CTRL, Key::A);
    learner.types("0");
    learner.press(NONE, Key::Enter);
    assert_eq!(learner.title_of(0), "grin");
    assert_eq!(learner.document().experiment().dataset.examples[0].label, 0.0);
    learner.sees(&["grin, label 0, output 0, matches", "1 of 4"]);
    for _ in 0..2 {
        learner.press(CTRL, Key::Z);
    }
    assert_eq!(learner.title_of(0), "smile");
    assert!(!learner.document().is_changed());
}

#[test]
fn a_label_that_is_no_number_is_explained_and_escape_leaves_all_as_it_was() {
    let mut learner = Learner::new();
    learner.double_click(Role::ListBoxOption, "frown, label −1, not a smile, output 0, off by 1");
    learner.press(NONE, Key::Tab);
    learner.press(CTRL, Key::A);
    learner.types("yes");
    learner.sees(&["A label is a number, such as 1 or −1."]);
    learner.press(NONE, Key::Enter);
    learner.sees(&["Name and label"]);
    learner.press(NONE, Key::Escape);
    assert!(!learner.is_shown("Name and label"));
    assert_eq!(entries(&learner), 1);
}

#[test]
fn pictures_are_added_duplicated_moved_and_deleted() {
    let mut learner = Learner::new();
    learner.click_button("+ Add");
    assert_eq!(titles(&learner).len(), 5);
    assert_eq!(learner.cell("pixel row 1 column 1"), "0");
    learner.press(CTRL, Key::Z);
    learner.click(Role::ListBoxOption, "frown, label −1, not a smile, output 0, off by 1");
    learner.click_button("Duplicate");
    assert_eq!(titles(&learner)[1..3], ["frown".to_owned(), titles(&learner)[2].clone()]);
    assert_eq!(titles(&learner).len(), 5);
    learner.press(CTRL, Key::Delete);
    assert_eq!(titles(&learner), ["smile", "frown", "flat mouth", "cheery smile"]);
    learner.press(ALT, Key::ArrowUp);
    assert_eq!(titles(&learner), ["smile", "flat mouth", "frown", "cheery smile"]);
    learner.press(ALT, Key::ArrowUp);
    assert_eq!(titles(&learner), ["flat mouth", "smile", "frown", "cheery smile"]);
    learner.press(ALT, Key::ArrowDown);
    learner.press(ALT, Key::ArrowDown);
    learner.press(CTRL_SHIFT, Key::N);
    learner.choose(&["Edit", "Delete the picture"]);
    assert_eq!(titles(&learner), ["smile", "frown", "flat mouth", "cheery smile"]);
    assert!(!learner.document().is_changed());
}

#[test]
fn a_card_is_dragged_to_another_place() {
    let mut learner = Learner::new();
    let card = |learner: &Learner, name: &str| {
        let cards = learner.names(Role::ListBoxOption);
        let card = cards.iter().find(|card| card.starts_with(name));
        let rect = learner.rect(Role::ListBoxOption, card.expect("a card"));
        rect.center()
    };
    let (from, to) = (card(&learner, "cheery smile"), card(&learner, "frown"));
    learner.drags(PointerButton::Primary, &[from, from - vec2(0.0, 30.0), to]);
    assert_eq!(titles(&learner), ["smile", "cheery smile", "frown", "flat mouth"]);
    assert_eq!(entries(&learner), 2);
    learner.sees(&["total 0, label +1"]);
}

#[test]
fn the_last_picture_can_go_and_another_come() {
    let mut learner = Learner::new();
    for _ in 0..4 {
        learner.click_button("Delete");
    }
    assert_eq!(titles(&learner).len(), 0);
    learner.sees(&["No picture", "Add one at the lower left, or open a dataset."]);
    learner.click_button("+ Add");
    learner.sees(&["What if one weight alone goes up by 1?"]);
    learner.press(CTRL, Key::Enter);
    assert_eq!(learner.document().last_round().map(|r| r.moved()), Some(0));
}

#[test]
fn the_grid_is_resized_and_what_is_cut_off_is_told_first() {
    let mut learner = Learner::new();
    learner.choose(&["Edit", "Resize the grid..."]);
    learner.sees(&["Nothing is cut off."]);
    learner.focus(Role::SpinButton, "Height");
    learner.press(CTRL, Key::A);
    learner.types("3");
    learner.press(NONE, Key::Enter);
    learner.sees(&["Cut off: 9 pixels that are on, and 0 weights that are not 0."]);
    learner.click_button("Resize");
    let shape = learner.document().experiment().dataset.shape;
    assert_eq!(shape, Shape { width: 3, height: 3 });
    assert!(!learner.is_shown("pixel row 4 column 1"));
    learner.press(CTRL, Key::Z);
    assert!(!learner.document().is_changed());
    learner.cell("pixel row 4 column 1");
}

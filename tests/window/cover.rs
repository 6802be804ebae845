//! Numbers are covered until each is asked for, by mouse, keyboard or screen reader.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use jointly::document::Action;
use jointly::engine::Shape;

use crate::learner::{CTRL, CTRL_SHIFT, Learner, NONE};

const TOTAL: &str = "total, covered";
const CARD: &str = "output of cheery smile, covered";

/// After the lesson's first round, all covered.
fn covered() -> Learner {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner.press(CTRL_SHIFT, Key::H);
    learner
}

fn covered_buttons(learner: &Learner) -> usize {
    learner.names(Role::Button).iter().filter(|name| name.ends_with(", covered")).count()
}

#[test]
fn what_is_covered_is_neither_drawn_nor_heard() {
    let learner = covered();
    for cell in ["product row 3 column 1", "product row 4 column 2", "product row 1 column 2"] {
        assert_eq!(learner.cell(cell), "covered");
    }
    assert_eq!(covered_buttons(&learner), 9, "4 cards, 4 on the line, the total");
    for told in ["total 3", "overshot: output 3", "Each alone"] {
        assert!(!learner.is_shown(told), "{told}");
    }
    assert!(learner.is_shown("? of 4"));
    let cards = learner.names(Role::ListBoxOption);
    assert!(cards.iter().all(|card| card.ends_with("output covered")), "{cards:?}");
    let places = learner.names(Role::Button);
    assert!(places.iter().all(|name| !name.contains(" at 3")), "{places:?}");
}

#[test]
fn each_is_opened_singly_and_an_output_wherever_it_stands() {
    let mut learner = covered();
    learner.click(Role::Button, CARD);
    assert!(learner.is_shown("total 3, label +1"));
    assert_eq!(covered_buttons(&learner), 6, "the other three, on cards and on the line");
    learner.click(Role::Cell, "product row 3 column 1");
    assert_eq!(learner.cell("product row 3 column 1"), "1, total so far covered");
    assert_eq!(learner.cell("product row 3 column 3"), "covered");
    // By keyboard, from the same cell on: first the total there, then the next product.
    learner.press(NONE, Key::Enter);
    assert_eq!(learner.cell("product row 3 column 1"), "1");
    learner.press(NONE, Key::ArrowRight);
    learner.press(NONE, Key::ArrowRight);
    learner.press(NONE, Key::Space);
    assert_eq!(learner.cell("product row 3 column 3"), "1, total so far covered");
}

#[test]
fn the_command_covers_again_and_then_ends_it() {
    let mut learner = covered();
    learner.click(Role::Button, TOTAL);
    assert!(learner.is_shown("total 3, label +1"));
    learner.press(CTRL_SHIFT, Key::H);
    assert_eq!(covered_buttons(&learner), 9);
    learner.press(CTRL_SHIFT, Key::H);
    assert_eq!(covered_buttons(&learner), 0);
    assert_eq!(learner.cell("product row 3 column 1"), "1");
}

#[test]
fn a_new_round_covers_its_own_numbers() {
    let mut learner = covered();
    learner.click(Role::Button, TOTAL);
    assert_eq!(covered_buttons(&learner), 6);
    learner.press(CTRL, Key::Enter);
    assert_eq!(learner.document().history().rounds().len(), 2);
    assert_eq!(covered_buttons(&learner), 9);
}

#[test]
fn what_tests_found_is_covered_and_opened_without_testing_again() {
    let mut learner = Learner::new();
    learner.press(CTRL_SHIFT, Key::H);
    learner.press(CTRL, Key::T);
    learner.until(|learner| learner.document().tested() == 12);
    let weight = "weight row 3 column 1";
    assert_eq!(learner.cell(weight), "0, tests covered");
    learner.click(Role::Cell, weight);
    assert!(learner.cell(weight).contains("up 2, down 1"), "{}", learner.cell(weight));
    assert_eq!(learner.cell("weight row 3 column 2"), "0, tests covered");
}

#[test]
fn too_many_weights_are_not_covered() {
    let mut learner = covered();
    assert_eq!(covered_buttons(&learner), 9);
    learner.press(CTRL_SHIFT, Key::H);
    learner.workbench().ask(Action::Resize(Shape { width: 9, height: 8 }));
    learner.settle();
    learner.press(CTRL_SHIFT, Key::H);
    assert_eq!(covered_buttons(&learner), 0);
}

#[test]
fn what_is_said_of_the_stage_tells_nothing_that_is_covered() {
    let mut learner = Learner::new();
    learner.press(CTRL_SHIFT, Key::H);
    learner.sees(&["Work out each covered number, then click it."]);
    assert!(!learner.is_shown("No picture matches"));
    learner.press(CTRL, Key::T);
    learner.until(|learner| learner.document().tested() == 12);
    learner.sees(&["24 tests. What they found is covered.", "Apply the changes"]);
    assert!(!learner.is_shown("raise 3") && !learner.is_shown("Apply 6 changes"));
    learner.press(CTRL_SHIFT, Key::H);
    learner.sees(&["24 tests: raise 3, lower 3, leave 6.", "Apply 6 changes at once"]);
}

#[test]
fn the_log_and_the_plot_do_not_tell_what_is_covered() {
    let mut learner = covered();
    let row = |learner: &Learner, number: usize| {
        let rows = learner.names(Role::Row);
        rows.into_iter().find(|row| row.starts_with(&format!("round {number}")))
    };
    assert_eq!(row(&learner, 1).as_deref(), Some("round 1, covered"));
    assert_eq!(
        row(&learner, 0).as_deref(),
        Some("round 0: 0 of 4 match, off by 4, start: all weights 0")
    );
    for told in ["3 of 4", "+11 → +3", "cheery smile overshot"] {
        assert!(!learner.is_shown(told), "{told}");
    }
    // The table behind the plot.
    assert!(!learner.names(Role::RowHeader).contains(&"1".to_owned()));
    for picture in ["smile", "frown", "flat mouth"] {
        learner.click(Role::Button, &format!("output of {picture}, covered"));
        assert_eq!(row(&learner, 1).as_deref(), Some("round 1, covered"));
    }
    learner.click(Role::Button, CARD);
    learner.sees(&["3 of 4", "+11 → +3", "cheery smile overshot"]);
    assert!(learner.names(Role::RowHeader).contains(&"1".to_owned()));
}

//! What if, in place: blocks left out and reordered, changes played one by one, subsets applied.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, PointerButton};
use jointly::document::Stage;

use crate::learner::{CTRL, CTRL_SHIFT, Learner, NONE, SHIFT};

const FIRST: &str = "row 3, col 1, stacked: +1 from 0 to 1, matches";
const SECOND: &str = "row 3, col 3, stacked: +1 from 1 to 2, no match";
const THIRD: &str = "row 4, col 2, stacked: +1 from 2 to 3, no match";
const STEPS: &str = "matched one by one: 0, 2, 2, 0, 2, 0, 3; 6 of 6 played";

fn applied() -> Learner {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner.click(Role::DisclosureTriangle, "One by one, in any order");
    learner
}

/// The number matched of the applied round stands: nothing was changed for real.
fn nothing_is_applied(learner: &Learner) {
    let document = learner.document();
    assert!(matches!(document.stage(), Stage::Applied(round) if round.after.matched == 3));
    assert_eq!(document.rows().len(), 2);
    assert_eq!(document.history().entries().len(), 2);
}

#[test]
fn a_clicked_block_is_left_out_everywhere_and_taken_back() {
    let mut learner = applied();
    learner.click(Role::Button, SECOND);
    learner.sees(&[
        "Trial: without row 3, column 3.",
        "Cheery smile: 0 + 1 + 1 = 2. Its label is 1: it does not match.",
        "1 of 4 matches, fewer than with all six changes: 3.",
        "Trial: 5 of 6 changes. The round stays as it is.",
        "a trial: nothing here is applied",
        "total 2, label +1",
        "matched one by one: 0, 2, 2, 2, 3, 2, 1; 6 of 6 played",
    ]);
    assert_eq!(learner.cell("weight row 3 column 3"), "0");
    learner.find(Role::ListBoxOption, "smile, label +1, smile, output 0, off by 1");
    nothing_is_applied(&learner);
    // Any subset: another one too, from either chart; then both are taken back.
    learner.click(Role::Button, "row 4, col 2, alone: +1 from 0 to 1, matches");
    learner.sees(&["Trial: without row 3, column 3 and row 4, column 2.", "it matches"]);
    learner.click(Role::Button, "row 4, col 2, alone: +1 from 0 to 1, left out");
    learner.click(Role::Button, "row 3, col 3, stacked: +1 from 1 to 2, left out");
    learner.sees(&["Cheery smile overshot: output 3, label 1.", "6 changes applied at once."]);
    nothing_is_applied(&learner);
}

#[test]
fn a_subset_can_be_applied_instead_and_that_undone() {
    let mut learner = applied();
    learner.click(Role::Button, SECOND);
    learner.click(Role::Button, "Apply these 5 instead");
    let round = learner.document().last_round().expect("a round").clone();
    assert_eq!((round.number, round.moved(), round.after.matched), (1, 5, 1));
    learner.sees(&["5 chosen changes applied.", "by hand:"]);
    learner.press(CTRL, Key::Z);
    learner.sees(&["6 changes applied at once."]);
    assert_eq!(learner.document().last_round().map(|round| round.moved()), Some(6));
}

#[test]
fn blocks_are_dragged_into_another_order() {
    let mut learner = applied();
    learner.sees(&[STEPS]);
    let at = |learner: &Learner, name| learner.rect(Role::Button, name).center();
    let (from, to) = (at(&learner, FIRST), at(&learner, THIRD));
    learner.drags(PointerButton::Primary, &[from, to]);
    learner.find(Role::Button, "row 3, col 3, stacked: +1 from 0 to 1, matches");
    learner.find(Role::Button, "row 3, col 1, stacked: +1 from 2 to 3, no match");
    // All changes are made, so that the outcome is that of the round; the way there is another.
    learner.sees(&["6 changes applied at once.", "; 6 of 6 played"]);
    assert!(!learner.is_shown(STEPS));
    nothing_is_applied(&learner);
}

#[test]
fn changes_are_played_one_by_one_forwards_and_backwards() {
    let mut learner = applied();
    learner.click(Role::Button, "Take the last change back");
    learner.sees(&["Trial: the first five of six changes.", "0, 3; 5 of 6 played"]);
    learner.focus(Role::Slider, "matched one by one: 0, 2, 2, 0, 2, 0, 3; 5 of 6 played");
    learner.press(NONE, Key::Home);
    learner.sees(&["Trial: before any change.", "Cheery smile stays at 0."]);
    learner.press(NONE, Key::ArrowRight);
    learner.sees(&["Trial: the first of six changes.", "2 of 4 match, fewer than"]);
    learner.press(NONE, Key::End);
    learner.sees(&["6 changes applied at once.", STEPS]);
    nothing_is_applied(&learner);
}

#[test]
fn the_keyboard_alone_leaves_out_and_reorders() {
    let mut learner = applied();
    learner.focus(Role::Button, SECOND);
    learner.press(NONE, Key::Space);
    learner.sees(&["Trial: without row 3, column 3."]);
    learner.press(NONE, Key::Space);
    learner.find(Role::Button, SECOND);
    learner.press(SHIFT, Key::ArrowLeft);
    learner.find(Role::Button, "row 3, col 3, stacked: +1 from 0 to 1, matches");
    nothing_is_applied(&learner);
}

#[test]
fn whatever_changes_the_document_ends_the_trial() {
    let mut learner = applied();
    learner.click(Role::Button, SECOND);
    learner.press(CTRL, Key::Z);
    learner.press(CTRL_SHIFT, Key::Z);
    learner.sees(&["Cheery smile overshot: output 3, label 1."]);
    learner.click(Role::Button, SECOND);
    learner.click(Role::Button, "Take all back in");
    learner.sees(&["Cheery smile overshot: output 3, label 1."]);
    learner.click(Role::Button, SECOND);
    learner.press(NONE, Key::Space);
    learner.sees(&["Only this weight is raised"]);
    nothing_is_applied(&learner);
}

#[test]
fn escape_and_undo_end_the_trial_and_nothing_else() {
    for keys in [(NONE, Key::Escape), (CTRL, Key::Z)] {
        let mut learner = applied();
        learner.focus(Role::Button, SECOND);
        learner.press(NONE, Key::Space);
        learner.sees(&["Trial: without row 3, column 3."]);
        learner.press(keys.0, keys.1);
        learner.sees(&["Cheery smile overshot: output 3, label 1."]);
        assert_eq!(learner.focused(), Some((Role::Button, SECOND.to_owned())), "{keys:?}");
        nothing_is_applied(&learner);
    }
}

//! The search for an example: chosen, searched for, opened and played; given up; and what it found still there.

use eframe::egui::Key;
use eframe::egui::accesskit::{Role, Toggled};
use egui_kittest::kittest::NodeT as _;
use jointly::engine::{MatchRule, Outcome, Policy, Run, Score};
use jointly::formats::sample;
use jointly::jobs::files;

use crate::learner::{CTRL, Learner, NONE};

const FLIP_FLOP: &str = "All at once goes round for ever: a flip-flop of period";
const SMALLEST: &str = "The smallest there is: 3 pictures of 1 x 3 pixels.";

fn opens_the_dialog(learner: &mut Learner) {
    learner.choose(&["Round", "Find an example..."]);
    learner.sees(&["The smallest pictures, with labels −1 and +1, in which this happens:"]);
}

/// Asks for what is chosen, and waits until this is shown.
fn searches(learner: &mut Learner, until: &str) {
    learner.click_button("Search");
    let until = until.to_owned();
    learner.until(|learner| learner.is_shown(&until));
}

fn is_checked(learner: &Learner, name: &str) -> bool {
    let toggled = learner.find(Role::RadioButton, name).accesskit_node().toggled();
    toggled == Some(Toggled::True)
}

fn types_over(learner: &mut Learner, role: Role, name: &str, text: &str) {
    learner.click(role, name);
    learner.press(CTRL, Key::A);
    learner.types(text);
    learner.press(NONE, Key::Enter);
}

/// Whether the next round loses a picture.
fn plays_and_loses(learner: &mut Learner) -> bool {
    learner.press(CTRL, Key::Enter);
    let round = learner.document().round().expect("a round");
    round.examples.iter().any(|example| example.outcome == Outcome::Broken)
}

/// Searches for what is found only after millions of datasets.
fn searches_for_long(learner: &mut Learner) {
    learner.click(Role::RadioButton, FLIP_FLOP);
    learner.click(Role::RadioButton, "by sign");
    searches(learner, "datasets tried");
    learner.until(|learner| learner.is_shown("pictures of"));
}

#[test]
fn a_flip_flop_is_found_opened_and_played() {
    let mut learner = Learner::new();
    opens_the_dialog(&mut learner);
    learner.click(Role::RadioButton, FLIP_FLOP);
    searches(&mut learner, "The smallest there is: 2 pictures of 2 x 2 pixels.");
    learner.find(Role::Image, "picture 1, label +1");
    learner.find(Role::Image, "picture 2, label −1");
    let play =
        "Play 3 rounds: after round 3 all weights are back where they were three rounds before.";
    learner.sees(&[play, "datasets were tried, every smaller one among them."]);
    learner.click_button("Open it");
    assert!(!learner.is_shown("Find an example"), "the dialog is closed");
    assert_eq!(learner.title(), "found-flip-flop-3.json — Jointly");
    learner.sees(&[play]);
    assert_eq!((learner.weights(), learner.document().rows().len()), (&[0.0; 4][..], 1));
    for _ in 0..3 {
        assert!(!learner.is_shown("flip-flop: as three rounds ago"));
        learner.press(CTRL, Key::Enter);
    }
    learner.sees(&["flip-flop: as three rounds ago"]);
    assert_eq!(learner.weights(), [0.0; 4]);
}

#[test]
fn another_period_is_typed() {
    let mut learner = Learner::new();
    opens_the_dialog(&mut learner);
    types_over(&mut learner, Role::SpinButton, "period", "4");
    assert!(is_checked(&learner, FLIP_FLOP), "it is chosen with its period");
    searches(&mut learner, "The smallest there is: 2 pictures of 2 x 3 pixels.");
    learner.sees(&["after round 4 all weights are back where they were four rounds before."]);
}

#[test]
fn the_settings_are_those_of_the_document_unless_others_are_chosen() {
    let mut run = sample::smiles();
    run.settings.step = 0.5;
    run.settings.score = Score::SquaredError;
    run.settings.policy = Policy::Halving;
    let mut learner = Learner::with(&run);
    opens_the_dialog(&mut learner);
    assert!(is_checked(&learner, "squared error") && is_checked(&learner, "exactly"));
    assert_eq!(learner.find(Role::TextInput, "Step").value().as_deref(), Some("0.5"));
    learner.click(Role::RadioButton, "by sign");
    learner.click(Role::RadioButton, "matches");
    types_over(&mut learner, Role::TextInput, "Step", "0,25");
    searches(&mut learner, "The smallest there is: 2 pictures of 2 x 2 pixels.");
    learner.sees(&["Play 2 rounds: in round 2 all at once loses picture "]);
    learner.click_button("Open it");
    let settings = *learner.document().settings();
    assert_eq!((settings.step, settings.policy), (0.25, Policy::AllAtOnce));
    assert_eq!((settings.match_rule, settings.score), (MatchRule::Sign, Score::Matches));
    assert!(!plays_and_loses(&mut learner) && plays_and_loses(&mut learner), "in round 2");
}

#[test]
fn the_tolerance_of_the_document_can_be_kept_or_not() {
    let mut run = sample::smiles();
    run.settings.tolerance = 0.5;
    let mut learner = Learner::with(&run);
    for (rule, tolerance) in [("within ±0.5", 0.5), ("exactly", 0.0)] {
        opens_the_dialog(&mut learner);
        assert!(is_checked(&learner, "within ±0.5"));
        learner.click(Role::RadioButton, rule);
        searches(&mut learner, SMALLEST);
        learner.click_button("Open it");
        assert_eq!(learner.document().settings().tolerance, tolerance);
        learner.opens(&run);
    }
}

#[test]
fn a_step_that_is_none_is_told_and_nothing_is_searched() {
    let mut learner = Learner::new();
    opens_the_dialog(&mut learner);
    for step in ["0", "-1", "one", "1e10"] {
        types_over(&mut learner, Role::TextInput, "Step", step);
        learner.sees(&["A step is a number greater than 0, such as 1 or 0.5."]);
        assert!(learner.find(Role::Button, "Search").accesskit_node().is_disabled(), "{step}");
    }
    types_over(&mut learner, Role::TextInput, "Step", "2");
    assert!(!learner.is_shown("A step is a number"));
}

#[test]
fn a_search_says_where_it_is_and_cancel_ends_it() {
    let mut learner = Learner::new();
    opens_the_dialog(&mut learner);
    searches_for_long(&mut learner);
    let radio = learner.find(Role::RadioButton, FLIP_FLOP);
    assert!(radio.accesskit_node().is_disabled(), "what is searched for stays");
    learner.click_button("Cancel");
    learner.sees(&["Stopped before there was an answer."]);
    learner.click(Role::RadioButton, "exactly");
    searches(&mut learner, "The smallest there is: 2 pictures of 2 x 2 pixels.");
}

#[test]
fn closing_the_dialog_gives_the_search_up_and_what_was_wanted_is_remembered() {
    let mut learner = Learner::new();
    opens_the_dialog(&mut learner);
    searches_for_long(&mut learner);
    learner.press(NONE, Key::Escape);
    assert!(!learner.is_shown("Find an example"));
    opens_the_dialog(&mut learner);
    assert!(is_checked(&learner, FLIP_FLOP) && is_checked(&learner, "exactly"));
    learner.click(Role::RadioButton, "by sign");
    learner.sees(&["Every dataset is tried, the smallest first"]);
    learner.find(Role::Button, "Search");
}

#[test]
fn a_search_goes_on_when_the_document_changes() {
    let mut learner = Learner::new();
    let other = learner.path("other.json");
    files::save(&other, &sample::named("cancel.json").expect("a sample")).expect("saved");
    opens_the_dialog(&mut learner);
    searches_for_long(&mut learner);
    learner.drop_file(&other);
    learner.until(|learner| learner.document().name() == "other.json");
    learner.sees(&["datasets tried"]);
    learner.click_button("Cancel");
    learner.sees(&["Stopped before there was an answer."]);
}

#[test]
fn unsaved_changes_are_asked_about_first_and_what_was_found_is_still_there() {
    let mut learner = Learner::new();
    learner.click(Role::Cell, "pixel row 2 column 2");
    let before: Run = learner.document().run();
    opens_the_dialog(&mut learner);
    searches(&mut learner, SMALLEST);
    learner.click_button("Open it");
    learner.sees(&["Save the changes to smiles.json?"]);
    learner.click_button("Cancel");
    assert_eq!(learner.document().run(), before);
    opens_the_dialog(&mut learner);
    learner.sees(&[SMALLEST, "Play 2 rounds: in round 2 all at once loses picture 2."]);
    learner.click_button("Open it");
    learner.click_button("Discard");
    assert_eq!(learner.document().name(), "found-breaks-matched.json");
    assert!(!plays_and_loses(&mut learner) && plays_and_loses(&mut learner), "in round 2");
}

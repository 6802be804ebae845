//! Ways to go on, compared side by side, changed, adopted, and that undone.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use jointly::engine::{Policy, Score};

use crate::learner::{ALT, CTRL, Learner, NONE};

/// Chooses from the list that opens under a word.
fn chooses(learner: &mut Learner, word: &str, choice: &str) {
    learner.click(Role::ComboBox, word);
    learner.click(Role::RadioButton, choice);
}

/// The lesson scored by squared error, with the comparison open.
fn by_squared_error() -> Learner {
    let mut learner = Learner::new();
    chooses(&mut learner, "score: matches", "squared error");
    learner.press(CTRL, Key::K);
    learner
}

#[test]
fn the_lesson_shows_who_ends_better() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::K);
    learner.sees(&[
        "After 20 rounds most match by all at once and halving: 3 of 4; fewest by shared step: 0.",
        "matches per round of 6 ways: way 1 ends at 3, way 2 ends at 2",
        "All at once: it stands still after round 1, 3 of 4 match.",
    ]);
    learner.click_button("way 2: look at its rounds");
    learner.sees(&["One at a time: it stands still after round 1, 2 of 4 match."]);
    // Nothing was played: the document is where it was.
    assert_eq!(learner.document().rows().len(), 1);
    learner.press(CTRL, Key::K);
    learner.sees(&["What if one weight alone goes up by 1?"]);
}

#[test]
fn by_squared_error_all_at_once_flips_and_flops_and_others_converge() {
    let mut learner = by_squared_error();
    learner.sees(&[
        "All at once: a flip-flop of period 2, closed in round 4.",
        "A flip-flop: all weights are back where they were two rounds ago.",
        "Nothing keeps it from getting worse: no test tried the changes together.",
    ]);
    let shown = learner.names(Role::Label);
    let errors = shown.iter().position(|text| text == "squared error").expect("a row of errors");
    assert_eq!(shown[errors + 1..errors + 7], ["4", "3", "7", "93", "7", "93"]);
    learner.click_button("way 5: look at its rounds");
    learner
        .sees(&["Shared step: it stands still after round 3", "of an average is never more than"]);
}

#[test]
fn a_way_is_adopted_as_the_run_and_that_undone_at_once() {
    let mut learner = by_squared_error();
    learner.click_button("Adopt way 2");
    learner.until(|learner| learner.document().run().rounds.len() == 2);
    let document = learner.document();
    assert_eq!(document.settings().policy, Policy::OneAtATime);
    assert_eq!(document.evaluation().tally.squared_error, 1.0);
    learner.sees(&["back to start: one at a time", "Stuck: no single step helps."]);
    learner.press(CTRL, Key::Z);
    let document = learner.document();
    assert_eq!((document.run().rounds.len(), document.rows().len()), (0, 4));
    assert_eq!(document.settings().policy, Policy::AllAtOnce);
    learner.press(ALT, Key::ArrowRight);
    learner.press(ALT, Key::ArrowRight);
    assert_eq!(learner.document().run().rounds.len(), 1);
}

#[test]
fn ways_are_changed_added_and_taken_out() {
    let mut learner = by_squared_error();
    learner.click_button("+ Add a way");
    chooses(&mut learner, "apply of way 8: all at once", "some at once");
    chooses(&mut learner, "size of way 8: one step", "best amount");
    learner.sees(&["Some at once:", "It cannot get worse: the one weight that is drawn"]);
    let forks = learner.document().state().forks.clone().expect("ways");
    assert_eq!((forks.ways.len(), forks.ways[7].policy), (8, Policy::SomeAtOnce));
    // What has no meaning is not to be had.
    learner.click(Role::ComboBox, "score of way 8: squared error");
    let matches = learner.find(Role::RadioButton, "matches");
    assert!(matches.accesskit_node().is_disabled());
    learner.press(NONE, Key::Escape);
    learner.click_button("Take out way 8");
    learner.click_button("Take out way 3");
    let forks = learner.document().state().forks.clone().expect("ways");
    assert_eq!((forks.ways.len(), forks.ways[2].policy), (6, Policy::ColourClasses));
    assert!(forks.ways.iter().all(|way| way.score == Score::SquaredError));
    // Each of it is undone.
    for ways in [7, 8] {
        learner.press(CTRL, Key::Z);
        assert_eq!(learner.document().state().forks.clone().expect("ways").ways.len(), ways);
    }
}

#[test]
fn from_a_later_round_ways_go_on_from_there() {
    let mut learner = by_squared_error();
    learner.press(CTRL, Key::K);
    learner.press(CTRL, Key::Enter);
    learner.press(CTRL, Key::K);
    learner.sees(&["every way from the start"]);
    learner.click_button("Compare from here");
    learner.sees(&["every way on from round 1"]);
    learner.click_button("Adopt way 2");
    learner.until(|learner| learner.document().settings().policy == Policy::OneAtATime);
    learner.until(|learner| learner.document().run().rounds.len() > 1);
    let run = learner.document().run();
    assert_eq!(run.rounds[0].settings.policy, Policy::AllAtOnce);
    assert_eq!(run.rounds[1].settings.policy, Policy::OneAtATime);
}

#[test]
fn a_run_that_is_stuck_is_offered_ways_out_as_forks() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner.press(CTRL, Key::Enter);
    learner.sees(&["Stuck: no single step helps.", "all pictures match at once"]);
    let before = *learner.document().settings();
    learner.click_button("Match by sign");
    learner.sees(&["every way on from round 2", "4 of 4"]);
    assert_eq!(*learner.document().settings(), before, "nothing is changed by looking");
    let forks = learner.document().state().forks.clone().expect("ways");
    assert_eq!((forks.after, forks.ways[1]), (2, before));
}

#[test]
fn a_flip_flop_is_offered_ways_out_too() {
    let mut learner = by_squared_error();
    learner.press(CTRL, Key::K);
    for _ in 0..4 {
        learner.press(CTRL, Key::Enter);
    }
    learner.sees(&["A flip-flop: all weights are back where they were two rounds ago."]);
    learner.click(Role::DisclosureTriangle, "What to try");
    learner.click_button("Shared step");
    learner.sees(&["every way on from round 4", "Shared step:"]);
}

#[test]
fn through_the_sigmoid_outputs_are_certainties() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner.click_button("View");
    learner.click(Role::CheckBox, "Outputs through the sigmoid, in percent");
    learner.sees(&[
        "smile, label 100 %, smile, 50.0 % → 73.1 %",
        "frown, label 0 %, not a smile, 50.0 % → 26.9 %",
        "flat mouth, label 0 %, not a smile, 50.0 % → 26.9 %",
        "cheery smile, label 100 %, smile, 50.0 % → 95.3 %",
        "total 3: 95.3 %, label 100 %",
    ]);
}

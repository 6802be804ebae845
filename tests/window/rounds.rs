//! Rounds: travelling through them, running many, and other settings than the lesson's.

use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, PointerButton, Pos2};
use jointly::document::{RowKind, Stage, words};
use jointly::engine::{Experiment, MatchRule, Policy, Round, Score, Settings};
use jointly::formats::sample;

use crate::learner::{ALT, CTRL, CTRL_SHIFT, Learner, NONE};

/// Where everything stands: the cursor, the row of the log, the weights, what matches.
fn now(learner: &Learner) -> (usize, usize, Vec<f64>, usize) {
    let document = learner.document();
    (
        document.history().cursor(),
        document.current_row(),
        learner.weights().to_vec(),
        learner.matched(),
    )
}

/// The lesson after two rounds with an edit between them.
fn played() -> Learner {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner.click(Role::Cell, "pixel row 4 column 2");
    learner.press(CTRL, Key::Enter);
    assert_eq!(learner.document().rows().len(), 4);
    learner
}

fn log_row(learner: &Learner, start: &str) -> String {
    let rows = learner.names(Role::Row);
    let mut found = rows.iter().filter(|row| row.starts_with(start));
    let row = found.next().expect("a row of the log").clone();
    assert!(found.next().is_none(), "two rows {start:?}");
    row
}

/// Chooses a word of the sentence of settings.
fn set(learner: &mut Learner, word: &str, choice: &str) {
    let boxes = learner.names(Role::ComboBox);
    let named = boxes.iter().find(|name| name.starts_with(word));
    learner.click(Role::ComboBox, named.expect("a word of the sentence"));
    learner.click(Role::RadioButton, choice);
}

/// Types how many rounds Run plays.
fn set_run_length(learner: &mut Learner, rounds: &str) {
    learner.click_button("How many rounds Run plays");
    learner.focus(Role::SpinButton, "other");
    learner.press(CTRL, Key::A);
    learner.types(rounds);
    learner.press(NONE, Key::Enter);
    learner.press(NONE, Key::Escape);
}

#[test]
fn undo_and_redo_go_to_the_start_and_to_the_end() {
    let mut learner = played();
    let mut states = vec![now(&learner)];
    while learner.document().history().undo_label().is_some() {
        learner.press(CTRL, Key::Z);
        states.push(now(&learner));
    }
    assert_eq!(states.len(), 4);
    assert_eq!((learner.title(), learner.matched()), ("smiles.json — Jointly", 0));
    learner.press(CTRL, Key::Z);
    assert_eq!(now(&learner), states[3]);
    for state in states[..3].iter().rev() {
        learner.press(CTRL_SHIFT, Key::Z);
        assert_eq!(now(&learner), *state);
    }
    learner.press(CTRL_SHIFT, Key::Z);
    assert_eq!(now(&learner), states[0], "nothing is left to redo");
    assert_eq!(learner.title(), "• smiles.json — Jointly");
}

#[test]
fn back_forward_and_start_walk_along_the_log() {
    let mut learner = played();
    let end = now(&learner);
    let mut passed = vec![end.clone()];
    for row in [2, 1, 0] {
        learner.click_button("Back one round");
        assert_eq!(learner.document().current_row(), row);
        passed.push(now(&learner));
    }
    for state in passed[..3].iter().rev() {
        learner.click_button("Forward one round");
        assert_eq!(now(&learner), *state);
    }
    learner.click_button("To the start");
    assert_eq!(now(&learner), passed[3]);
    learner.sees(&[", taken back"]);
    learner.press_all(&[(ALT, Key::ArrowRight); 3]);
    assert_eq!(now(&learner), end);
}

#[test]
fn a_row_of_the_log_is_clicked_there_and_back() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    let end = now(&learner);
    let (start, round) = (log_row(&learner, "round 0"), log_row(&learner, "round 1"));
    learner.click(Role::Row, &start);
    assert_eq!(learner.document().history().cursor(), 0);
    learner.sees(&["All 12 weights are 0", "What if one weight alone goes up by 1?"]);
    learner.act(Role::Row, &log_row(&learner, "round 1"));
    assert_eq!(now(&learner), end);
    assert_eq!(log_row(&learner, "round 1"), round);
}

#[test]
fn a_point_of_the_plot_says_where_it_leads_and_leads_there() {
    let mut learner = Learner::new();
    learner.press_all(&[(CTRL, Key::Enter); 2]);
    let plot = learner.names(Role::Image);
    let plot = plot.iter().find(|name| name.starts_with("Accuracy per round"));
    let rect = learner.rect(Role::Image, plot.expect("the plot"));
    let mut led = Vec::new();
    for step in 1_u8..20 {
        let x = rect.left() + rect.width() * f32::from(step) / 20.0;
        learner.click_at(Pos2::new(x, rect.center().y));
        let row = learner.document().current_row();
        if led.last() != Some(&row) {
            led.push(row);
        }
        let said = format!("round {row}: ");
        let tooltip = learner.screen();
        let tooltip = tooltip.iter().find(|text| text.ends_with("Click to go there."));
        assert!(tooltip.is_none_or(|text| text.starts_with(&said)), "{tooltip:?}");
    }
    assert_eq!(led, [0, 1, 2]);
}

#[test]
fn a_change_after_travelling_drops_what_was_taken_back() {
    let mut learner = played();
    learner.press_all(&[(ALT, Key::ArrowLeft); 3]);
    learner.click(Role::Cell, "pixel row 2 column 2");
    assert_eq!(learner.document().rows().len(), 2);
    assert!(!learner.is_shown(", taken back"));
}

#[test]
fn the_sentence_sets_every_setting() {
    let mut learner = Learner::new();
    set(&mut learner, "match rule", "by sign");
    assert_eq!(learner.document().settings().match_rule, MatchRule::Sign);
    set(&mut learner, "match rule", "within a tolerance");
    assert_eq!(learner.document().settings().tolerance, 0.5);
    learner.focus(Role::TextInput, "tolerance");
    learner.press(CTRL, Key::A);
    learner.types("0,25");
    learner.press(NONE, Key::Enter);
    assert_eq!(learner.document().settings().tolerance, 0.25);
    set(&mut learner, "match rule", "exactly");
    assert_eq!(learner.document().settings().tolerance, 0.0);
    learner.click(Role::TextInput, "step");
    learner.press(CTRL, Key::A);
    learner.types("0.5");
    learner.press(NONE, Key::Tab);
    assert_eq!(learner.document().settings().step, 0.5);
    set(&mut learner, "score", "squared error");
    assert_eq!(learner.document().settings().score, Score::SquaredError);
    for (choice, policy) in [
        ("one at a time", Policy::OneAtATime),
        ("best one only", Policy::BestOne),
        ("shared step", Policy::SharedStep),
        ("halving", Policy::Halving),
        ("all at once", Policy::AllAtOnce),
    ] {
        set(&mut learner, "apply", choice);
        assert_eq!(learner.document().settings().policy, policy);
    }
}

#[test]
fn a_step_that_cannot_be_is_refused_in_words() {
    let mut learner = Learner::new();
    learner.click(Role::TextInput, "step");
    for typed in ["0", "-1", "two"] {
        learner.press(CTRL, Key::A);
        learner.types(typed);
        learner.press(NONE, Key::Enter);
        assert_eq!(learner.document().settings().step, 1.0, "{typed}");
        learner.click(Role::TextInput, "step");
    }
    assert_eq!(learner.document().history().entries().len(), 1);
}

#[test]
fn by_sign_the_lesson_ends_well() {
    let mut learner = Learner::new();
    set(&mut learner, "match rule", "by sign");
    learner.click_button("Test all 12");
    learner.click_button("Apply 6 changes at once");
    assert_eq!(learner.matched(), 4);
    learner.sees(&["4 of 4", "all 4 match"]);
}

#[test]
fn ten_rounds_are_run_by_a_worker_until_no_weight_moves() {
    let mut learner = Learner::new();
    set(&mut learner, "score", "squared error");
    learner.click_button("Run 10");
    learner.until(|learner| learner.document().rows().len() == 11);
    learner.sees(&["flip-flop: as two rounds ago"]);
    learner.press(CTRL, Key::Z);
    assert_eq!(learner.document().current_row(), 9);
    set(&mut learner, "score", "matches");
    learner.press(ALT, Key::Home);
    set(&mut learner, "score", "matches");
    learner.press(CTRL, Key::R);
    learner.until(|learner| learner.document().rows().len() == 3);
    learner.sees(&["Stuck: no single step helps."]);
}

#[test]
fn a_long_run_is_stopped_and_what_was_played_stays() {
    let mut learner = Learner::new();
    set(&mut learner, "score", "squared error");
    set_run_length(&mut learner, "100000");
    learner.press_without_settling(CTRL, Key::R);
    while learner.document().rows().len() == 1 {
        learner.frame();
    }
    learner.click_button_without_settling("Stop");
    learner.settle();
    let rows = learner.document().rows().len();
    assert!(rows > 1 && rows < 100_001, "{rows}");
    learner.find(Role::Button, "Whole round");
}

#[test]
fn a_guess_is_dragged_and_compared_afterwards() {
    let mut learner = Learner::new();
    learner.click_button("Test all 12");
    learner.sees(&["Where will it land with all six?"]);
    let picture = "cheery smile at 0, label +1, smile, does not match";
    let from = learner.rect(Role::Button, picture).center();
    let frown = learner.rect(Role::Button, "frown at 0, label −1, not a smile, does not match");
    // The pictures stand on 0; far to the left of them is below 0.
    let to = Pos2::new(frown.left() - 90.0, from.y);
    learner.drags(PointerButton::Primary, &[from, to]);
    learner.click_button("Apply 6 changes at once");
    learner.sees(&["You expected −", "; it landed on 3."]);
}

#[test]
fn a_guess_is_moved_with_the_arrow_keys() {
    let mut learner = Learner::new();
    learner.click_button("Test all 12");
    let picture = "cheery smile at 0, label +1, smile, does not match";
    learner.focus(Role::Button, picture);
    learner.press_times(3, Key::ArrowRight);
    learner.click_button("Apply 6 changes at once");
    learner.sees(&["You expected 3: it came true.", "1 of 1 guess came true"]);
    // The next round moves nothing; guesses are counted from round to round.
    learner.press(CTRL, Key::T);
    learner.focus(Role::Button, "cheery smile at 3, label +1, smile, does not match");
    learner.press(NONE, Key::ArrowLeft);
    learner.press(CTRL, Key::Enter);
    learner.sees(&["0 of 1 guess came true; 1 of 2 so far"]);
    learner.press_all(&[(CTRL, Key::Z), (CTRL_SHIFT, Key::Z)]);
    learner.sees(&["; 1 of 2 so far"]);
}

#[test]
fn one_at_a_time_each_weight_is_moved_before_the_next_is_tested() {
    let mut learner = Learner::new();
    set(&mut learner, "apply", "one at a time");
    let mut moved = 0;
    for _ in 0..12 {
        learner.click_button("Test this weight");
        learner.click_button("Put back, then lower");
        learner.click_button("Put back");
        if learner.look_for(Role::Button, "Move it now").is_some() {
            learner.click_button("Move it now");
            moved += 1;
        }
    }
    assert!(matches!(learner.document().stage(), Stage::Applied(_)));
    assert_eq!(learner.matched(), 2);
    assert_eq!(learner.document().evaluation().outputs, [1.0, 1.0, 0.0, 1.0]);
    let round = learner.document().last_round().expect("a round");
    assert_eq!((round.number, round.moved()), (1, moved));
    learner.sees(&["2 of 4", "1 change applied."]);
}

#[test]
fn a_round_under_way_is_one_of_those_that_are_run() {
    let mut learner = Learner::new();
    set(&mut learner, "score", "squared error");
    set(&mut learner, "apply", "one at a time");
    learner.focus(Role::TextInput, "step");
    learner.press(CTRL, Key::A);
    learner.types("0.1");
    learner.press(NONE, Key::Enter);
    while learner.look_for(Role::Button, "Move it now").is_none() {
        learner.click_button("Test this weight");
        learner.click_button("Put back, then lower");
        learner.click_button("Put back");
    }
    learner.click_button("Move it now");
    set_run_length(&mut learner, "2");
    learner.press(CTRL, Key::R);
    learner.until(|learner| learner.document().rows().len() > 2);
    learner.settle();
    let round = learner.document().last_round().expect("a round");
    let played = Round::play(&sample_under(learner.document().settings()), 1);
    assert_eq!(learner.document().rows().len(), 3);
    assert_eq!((round.number, &round.weights_before), (2, &played.weights_after));
}

/// The lesson under other settings.
fn sample_under(settings: &Settings) -> Experiment {
    Experiment { settings: *settings, ..sample::smiles().beginning() }
}

#[test]
fn large_gains_are_short_in_the_log_and_exact_to_whoever_asks() {
    let mut run = sample::smiles();
    for example in &mut Arc::make_mut(&mut run.dataset).examples {
        let example = Arc::make_mut(example);
        example.label *= 3_123.25;
    }
    run.settings = Settings { score: Score::SquaredError, step: 1_000.0, ..run.settings };
    let mut learner = Learner::with(&run);
    learner.press(CTRL, Key::Enter);
    let row = learner.document().rows().last().expect("a row").clone();
    let RowKind::Round(round, _) = &row.kind else { panic!("no round") };
    assert!(round.promised > 1e6, "{}", round.promised);
    let [promised, delivered] = [round.promised, round.delivered].map(words::signed);
    let exact = format!("{promised} → {delivered}");
    let place = learner.rect(Role::Label, &exact);
    let column = learner.rect(Role::Label, "alone → together");
    assert!(place.width() > 40.0 && place.left() >= column.right() - 110.0, "cut off: {place}");
    assert!(!learner.is_shown(" M →"), "the short form is for the eye");
    let shown =
        |learner: &Learner| learner.screen().iter().filter(|text| text.contains(&exact)).count();
    let before = shown(&learner);
    learner.points_at(place.center());
    learner.until(|learner| shown(learner) > before);
}

//! The guided lesson, walked from its first step to its last: by keyboard alone, by a screen reader's actions alone, and by showing.

use eframe::egui::accesskit::Role;
use eframe::egui::accesskit::{Action, ActionData, ActionRequest};
use eframe::egui::{Event, Key};
use egui_kittest::kittest::NodeT as _;

use crate::learner::{CTRL, CTRL_SHIFT, Learner, NONE};

/// Where the lesson is.
fn step(learner: &Learner) -> String {
    let screen = learner.screen();
    let step = screen.iter().find(|text| text.starts_with("step ") && text.contains(" of "));
    step.cloned().unwrap_or_default()
}

/// Behind so many steps of the lesson, each done by Next.
pub fn walked(steps: usize) -> Learner {
    let mut learner = Learner::newcomer();
    learner.act(Role::Button, "Walk through the lesson");
    for _ in 0..steps {
        learner.act(Role::Button, "Next");
    }
    learner
}

#[test]
fn the_lesson_is_offered_and_never_forced() {
    let mut learner = Learner::newcomer();
    learner.sees(&["Walk through the lesson", "Do not show this again"]);
    learner.act(Role::Button, "Do not show this again");
    assert!(!learner.is_shown("Walk through the lesson"));
    learner.choose(&["Help", "Walk through the lesson"]);
    assert_eq!(step(&learner), "step 1 of 17");
    learner.act(Role::Button, "Leave the lesson");
    assert_eq!(step(&learner), "");
}

#[test]
fn who_is_shown_everything_comes_to_the_end() {
    let mut learner = Learner::newcomer();
    learner.act(Role::Button, "Walk through the lesson");
    for number in 1..=17 {
        assert_eq!(step(&learner), format!("step {number} of 17"));
        learner.act(Role::Button, "Show me");
        learner.sees(&["Done"]);
        learner.act(Role::Button, if number == 17 { "Finish" } else { "Next" });
    }
    assert_eq!(step(&learner), "");
    learner.sees(&["That was the lesson."]);
}

#[test]
fn what_is_left_is_taken_up_again_even_by_another_window() {
    let mut learner = walked(9);
    assert_eq!(step(&learner), "step 10 of 17");
    assert_eq!(learner.matched(), 3);
    learner.act(Role::Button, "Leave the lesson");
    learner.choose(&["Help", "Go on with the lesson at step 10"]);
    assert_eq!((step(&learner).as_str(), learner.matched()), ("step 10 of 17", 3));
    learner.act(Role::Button, "Back");
    assert_eq!((step(&learner).as_str(), learner.matched()), ("step 9 of 17", 0));
    let mut learner = learner.starts_again();
    learner.act(Role::Button, "Go on with the lesson at step 9");
    assert_eq!((step(&learner).as_str(), learner.matched()), ("step 9 of 17", 0));
}

#[test]
fn going_back_undoes_and_loses_nothing() {
    let mut learner = walked(9);
    assert_eq!(learner.matched(), 3);
    learner.act(Role::Button, "Back");
    assert_eq!((step(&learner).as_str(), learner.matched()), ("step 9 of 17", 0));
    learner.press(NONE, Key::Space);
    assert_eq!(learner.matched(), 3);
    learner.sees(&["3 of 4 match. The cheery smile went past its label"]);
}

/// Tab, until something has the keyboard whose name begins so.
#[track_caller]
fn tab_to(learner: &mut Learner, role: Role, name: &str) {
    for _ in 0..150 {
        learner.press(NONE, Key::Tab);
        if learner.focused().is_some_and(|(r, n)| r == role && n.starts_with(name)) {
            return;
        }
    }
    panic!("Tab never comes to {role:?} {name:?}");
}

/// Does something by the list of all commands.
fn by_name(learner: &mut Learner, command: &str) {
    learner.press(CTRL_SHIFT, Key::P);
    learner.types(command);
    learner.press(NONE, Key::Enter);
}

/// The step is done: on to the next.
#[track_caller]
fn done(learner: &mut Learner, number: usize) {
    assert_eq!(step(learner), format!("step {number} of 17"));
    learner.sees(&["✔ Done"]);
    learner.press(CTRL, Key::PageDown);
}

#[test]
fn the_whole_lesson_by_keyboard_alone() {
    let mut it = Learner::newcomer();
    let learner = &mut it;
    tab_to(learner, Role::Button, "Walk through the lesson");
    learner.press(NONE, Key::Enter);
    learner.press_times(3, Key::PageDown);
    done(learner, 1);
    tab_to(learner, Role::Grid, "weights");
    learner.press(CTRL, Key::Home);
    learner.press_times(3, Key::ArrowDown);
    learner.press(NONE, Key::ArrowRight);
    learner.press(NONE, Key::Enter);
    learner.types("1");
    learner.press_all(&[(NONE, Key::Enter), (NONE, Key::Escape)]);
    done(learner, 2);
    learner.press(CTRL, Key::Z);
    done(learner, 3);
    learner.press_times(3, Key::Space);
    done(learner, 4);
    learner.press_times(3, Key::Space);
    tab_to(learner, Role::Grid, "weights");
    learner.press_times(3, Key::ArrowUp);
    learner.press_times(3, Key::ArrowLeft);
    learner.press_all(&[(NONE, Key::Space), (NONE, Key::Escape)]);
    learner.press_times(2, Key::Space);
    done(learner, 5);
    learner.press(CTRL, Key::T);
    learner.until(|learner| learner.document().tested() == 12);
    done(learner, 6);
    tab_to(learner, Role::Button, "1,000");
    learner.press(NONE, Key::Space);
    learner.sees(&["Not that few."]);
    tab_to(learner, Role::Button, "531,441");
    learner.press(NONE, Key::Space);
    done(learner, 7);
    for (picture, key) in [
        ("smile at", Key::ArrowRight),
        ("frown at", Key::ArrowLeft),
        ("flat mouth at", Key::ArrowLeft),
        ("cheery smile at", Key::ArrowRight),
    ] {
        tab_to(learner, Role::Button, picture);
        learner.press(NONE, key);
    }
    learner.press(NONE, Key::Escape);
    done(learner, 8);
    learner.press(NONE, Key::Space);
    learner.sees(&["3 of 4 guesses came true"]);
    done(learner, 9);
    tab_to(learner, Role::Button, "row 3, col 1, stacked");
    learner.press(NONE, Key::Space);
    done(learner, 10);
    tab_to(learner, Role::Button, "row 4, col 2, stacked");
    learner.press(NONE, Key::Space);
    done(learner, 11);
    learner.press_all(&[(NONE, Key::Escape), (NONE, Key::Escape)]);
    tab_to(learner, Role::Button, "All pictures");
    learner.press(NONE, Key::Space);
    done(learner, 12);
    learner.press(CTRL, Key::Enter);
    done(learner, 13);
    by_name(learner, "sigmoid");
    learner.sees(&["95.3 %"]);
    done(learner, 14);
    by_name(learner, "sigmoid");
    by_name(learner, "squared error");
    learner.press(CTRL, Key::Enter);
    done(learner, 15);
    learner.press(CTRL, Key::Z);
    tab_to(learner, Role::TextInput, "step");
    learner.types("0.125");
    learner.press(NONE, Key::Enter);
    learner.press(CTRL, Key::Enter);
    done(learner, 16);
    tab_to(learner, Role::Button, "Not yet");
    learner.press(NONE, Key::Space);
    done(learner, 17);
    learner.sees(&["That was the lesson."]);
}

/// What a screen reader asks of something.
#[track_caller]
fn request(
    learner: &mut Learner,
    role: Role,
    name: &str,
    action: Action,
    data: Option<ActionData>,
) {
    let node = learner.find(role, name);
    let (target_node, target_tree) = node.accesskit_node().locate();
    let request = ActionRequest { action, target_node, target_tree, data };
    learner.event(Event::AccessKitActionRequest(request));
    learner.settle();
}

#[test]
fn the_whole_lesson_by_accessibility_actions_alone() {
    let mut it = Learner::newcomer();
    let learner = &mut it;
    let press = |learner: &mut Learner, names: &[&str]| {
        for name in names {
            learner.act(Role::Button, name);
        }
    };
    let next = |learner: &mut Learner, number: usize| {
        assert_eq!(step(learner), format!("step {number} of 17"));
        learner.sees(&["✔ Done"]);
        learner.act(Role::Button, if number == 17 { "Finish" } else { "Next" });
    };
    press(learner, &["Walk through the lesson"]);
    learner.act(Role::ListBoxOption, "cheery smile, label +1, smile, output 0, off by 1");
    next(learner, 1);
    let one = || Some(ActionData::NumericValue(1.0));
    request(learner, Role::Cell, "weight row 4 column 2", Action::SetValue, one());
    next(learner, 2);
    press(learner, &["Edit"]);
    let undo = learner.names(Role::Button).into_iter().find(|name| name.starts_with("Undo"));
    press(learner, &[undo.expect("something to undo").as_str()]);
    next(learner, 3);
    press(learner, &["Test this weight", "Put back, then lower", "Put back"]);
    next(learner, 4);
    press(learner, &["Test this weight", "Put back, then lower", "Put back"]);
    learner.act(Role::Cell, "weight row 1 column 1");
    press(learner, &["Put back, then lower", "Put back"]);
    next(learner, 5);
    press(learner, &["Test the other 9"]);
    learner.until(|learner| learner.document().tested() == 12);
    next(learner, 6);
    press(learner, &["531,441"]);
    next(learner, 7);
    for (picture, action) in [
        ("smile at 0, label +1, smile, does not match", Action::Increment),
        ("frown at 0, label −1, not a smile, does not match", Action::Decrement),
        ("flat mouth at 0, label −1, not a smile, does not match", Action::Decrement),
        ("cheery smile at 0, label +1, smile, does not match", Action::Increment),
    ] {
        request(learner, Role::Button, picture, action, None);
    }
    next(learner, 8);
    press(learner, &["Apply 6 changes at once"]);
    // Whatever is looked at, the next step shows the picture that it speaks of.
    learner.act(Role::ListBoxOption, "smile, label +1, smile, 0 → 1, matches");
    next(learner, 9);
    press(learner, &["row 3, col 1, stacked: +1 from 0 to 1, matches"]);
    next(learner, 10);
    press(learner, &["row 4, col 2, stacked: +1 from 1 to 2, no match"]);
    next(learner, 11);
    press(learner, &["Take all back in", "All pictures"]);
    next(learner, 12);
    press(learner, &["Whole round"]);
    next(learner, 13);
    press(learner, &["View"]);
    learner.act(Role::CheckBox, "Outputs through the sigmoid, in percent");
    next(learner, 14);
    press(learner, &["View"]);
    learner.act(Role::CheckBox, "Outputs through the sigmoid, in percent");
    learner.act(Role::ComboBox, "score: matches");
    learner.act(Role::RadioButton, "squared error");
    press(learner, &["Whole round"]);
    next(learner, 15);
    press(learner, &["Edit"]);
    let undo = learner.names(Role::Button).into_iter().find(|name| name.starts_with("Undo"));
    press(learner, &[undo.expect("something to undo").as_str()]);
    let short = Some(ActionData::Value("0.125".into()));
    request(learner, Role::TextInput, "step", Action::SetValue, short);
    press(learner, &["Whole round"]);
    next(learner, 16);
    press(learner, &["Not yet: it has seen only these four"]);
    next(learner, 17);
    learner.sees(&["That was the lesson."]);
}

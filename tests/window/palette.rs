//! The list of everything that can be asked for by name, and the sheet of keys: all by the keyboard alone.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use jointly::commands::{Command, Group};
use jointly::document::Appearance;
use jointly::engine::{Policy, Score};
use jointly::formats::sample;
use jointly::jobs::Answer;

use crate::learner::{CTRL, CTRL_SHIFT, Learner, NONE};

const FIELD: &str = "What you want to do";

fn opens_list(learner: &mut Learner) {
    learner.press(CTRL_SHIFT, Key::P);
    assert!(is_open(learner));
}

fn is_open(learner: &Learner) -> bool {
    learner.look_for(Role::TextInput, FIELD).is_some()
}

/// The rows in sight, without the cards behind them.
fn rows(learner: &Learner) -> Vec<String> {
    let options = learner.names(Role::ListBoxOption);
    options.into_iter().filter(|name| !name.contains(", label ")).collect()
}

/// Opens the list, types, and takes the first that fits.
fn does(learner: &mut Learner, typed: &str) {
    opens_list(learner);
    learner.types(typed);
    learner.press(NONE, Key::Enter);
    assert!(!is_open(learner), "{typed}: {:?}", rows(learner));
}

#[test]
fn what_is_typed_is_found_and_done() {
    let mut learner = Learner::new();
    does(&mut learner, "whole");
    assert_eq!(learner.document().rows().len(), 2);
    does(&mut learner, "undo");
    assert_eq!(learner.document().current_row(), 0);
    does(&mut learner, "score squared");
    assert_eq!(learner.document().settings().score, Score::SquaredError);
    does(&mut learner, "apply gradient");
    assert_eq!(learner.document().settings().policy, Policy::Gradient);
    does(&mut learner, "dark");
    assert_eq!(learner.preferences().appearance, Appearance::Dark);
    does(&mut learner, "reduced motion");
    assert_eq!(learner.preferences().still, Some(true));
    does(&mut learner, "allowed");
    learner.sees(&["How many at once?"]);
    does(&mut learner, "zoom in");
    assert!(learner.preferences().zoom > 1.0);
    does(&mut learner, "usual size");
    does(&mut learner, "copy numbers pictures");
    assert!(learner.copied().contains("cheery smile"));
    does(&mut learner, "resize");
    learner.sees(&["Nothing is cut off."]);
    learner.press(NONE, Key::Escape);
    let mut learner = Learner::new();
    does(&mut learner, "flip-flop.json");
    assert_eq!(learner.document().name(), "flip-flop.json");
}

#[test]
fn a_recent_file_is_found_by_its_name() {
    let mut learner = Learner::new();
    for name in ["mine.json", "other.json"] {
        learner.answer(Answer::Path(learner.path(name)));
        does(&mut learner, "save as");
        learner.until(|learner| learner.document().name() == name);
    }
    does(&mut learner, "mine.json");
    learner.until(|learner| learner.document().name() == "mine.json");
}

#[test]
fn every_command_and_every_sample_is_in_the_list() {
    let mut learner = Learner::new();
    opens_list(&mut learner);
    let commands = Command::ALL.iter().filter(|command| **command != Command::Palette);
    let names = commands.map(|command| command.name().into_owned());
    let samples = sample::ALL.iter().map(|(name, _)| format!("sample: {name}"));
    for name in names.chain(samples) {
        learner.press(CTRL, Key::A);
        learner.types(&name);
        assert_ne!(rows(&learner), [""; 0], "{name}");
    }
}

#[test]
fn what_cannot_be_done_says_why_and_is_not_done() {
    let mut learner = Learner::new();
    opens_list(&mut learner);
    learner.types("redo");
    assert_eq!(rows(&learner)[0], "Redo, Ctrl+Shift+Z, Nothing was taken back.");
    learner.sees(&["Nothing was taken back."]);
    learner.press(NONE, Key::Enter);
    assert!(is_open(&learner));
    learner.press(CTRL, Key::A);
    learner.types("all settings");
    learner.sees(&["Has something to say once a round is applied."]);
    learner.press(CTRL, Key::A);
    learner.types("zebra");
    learner.sees(&["Nothing is called like that. Try other letters, or fewer."]);
    learner.press(NONE, Key::Enter);
    learner.press(NONE, Key::Escape);
    assert!(!is_open(&learner));
    assert_eq!(learner.document().history().entries().len(), 1);
}

#[test]
fn what_cannot_be_done_comes_last() {
    let mut learner = Learner::new();
    opens_list(&mut learner);
    let all = rows(&learner);
    assert_eq!(all[0], "New, Ctrl+N");
    learner.press(NONE, Key::End);
    let last = rows(&learner);
    let hindered = "There is no trial.";
    assert!(last.iter().any(|row| row.contains(hindered)), "{last:?}");
    assert!(!all.iter().any(|row| row.contains(hindered)), "{all:?}");
}

#[test]
fn the_keys_walk_through_the_list_and_reach_nothing_behind_it() {
    let mut learner = Learner::new();
    opens_list(&mut learner);
    let chosen = |learner: &mut Learner, keys: &[Key]| {
        for key in keys {
            learner.press(NONE, *key);
        }
        // A screen reader is with the row, though what is typed goes into the field.
        learner.spoken().expect("a chosen row").1
    };
    assert_eq!(chosen(&mut learner, &[]), "New, Ctrl+N");
    assert_eq!(chosen(&mut learner, &[Key::ArrowDown]), "Open..., Ctrl+O");
    assert_eq!(chosen(&mut learner, &[Key::ArrowUp; 3]), "New, Ctrl+N");
    let down = chosen(&mut learner, &[Key::PageDown, Key::PageDown]);
    assert_ne!(down, "New, Ctrl+N");
    assert_eq!(chosen(&mut learner, &[Key::PageUp, Key::PageDown]), down);
    let end = chosen(&mut learner, &[Key::End]);
    assert_eq!(chosen(&mut learner, &[Key::ArrowDown]), end);
    assert_eq!(chosen(&mut learner, &[Key::Home]), "New, Ctrl+N");
    learner.press(CTRL, Key::Enter);
    learner.press(CTRL, Key::T);
    learner.types(" ");
    assert_eq!(learner.document().history().entries().len(), 1);
    // Typing begins at the top again.
    learner.press(NONE, Key::End);
    learner.types("theme");
    assert!(chosen(&mut learner, &[]).starts_with("Theme of the system"));
}

#[test]
fn the_list_is_found_in_the_menu_and_a_row_can_be_clicked() {
    let mut learner = Learner::new();
    learner.choose(&["Help", "All commands..."]);
    learner.types("whole round");
    learner.click(Role::ListBoxOption, "Whole round, Ctrl+Enter");
    assert!(!is_open(&learner));
    assert_eq!(learner.document().rows().len(), 2);
}

#[test]
fn the_sheet_has_the_keys_of_every_menu_and_can_be_searched() {
    let mut learner = Learner::new();
    learner.press(NONE, Key::F1);
    for group in Group::ALL {
        let menu = learner.names(Role::Label).into_iter().filter(|name| name == group.name());
        assert_eq!(menu.count(), 1, "{group:?}");
    }
    let keys = Command::ALL.iter().filter(|command| command.shortcut().is_some());
    for command in keys {
        learner.sees(&[command.name().trim_end_matches("...")]);
    }
    learner.sees(&["Paint the pixel; test the weight"]);
    learner.focus(Role::TextInput, "Search the keys");
    learner.types("grid");
    learner.sees(&["Move inside a grid"]);
    assert!(!learner.is_shown("Duplicate the picture"));
    learner.press(CTRL, Key::A);
    learner.types("zebra");
    learner.sees(&["No key does anything like that."]);
    learner.press(NONE, Key::Escape);
    assert!(!learner.is_shown("Search the keys"));
}

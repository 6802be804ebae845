//! Where the keyboard is, after whatever takes away what had it: it is never lost.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;

use crate::learner::{ALT, CTRL, CTRL_SHIFT, Learner, NONE};
use crate::sizes::pictures;

const WEIGHTS: &str = "weights, at row 1 column 1";

#[track_caller]
fn has(learner: &Learner, role: Role, name: &str) {
    assert_eq!(learner.focused(), Some((role, name.to_owned())));
}

#[test]
fn every_dialog_gives_the_keyboard_back_to_where_it_was() {
    let mut learner = Learner::new();
    learner.focus(Role::Grid, WEIGHTS);
    for (modifiers, key) in [(NONE, Key::F1), (CTRL_SHIFT, Key::P)] {
        learner.press(modifiers, key);
        learner.press(NONE, Key::Tab);
        learner.press(NONE, Key::Escape);
        has(&learner, Role::Grid, WEIGHTS);
    }
    for dialog in ["Rename, change the label", "Resize the grid", "Find an example", "About"] {
        learner.press(CTRL_SHIFT, Key::P);
        learner.types(dialog);
        learner.press(NONE, Key::Enter);
        learner.press(NONE, Key::Tab);
        assert_ne!(learner.focused(), Some((Role::Grid, WEIGHTS.to_owned())), "{dialog} is open");
        learner.press(NONE, Key::Escape);
        has(&learner, Role::Grid, WEIGHTS);
    }
}

#[test]
fn a_dialog_that_is_answered_gives_it_back_too_by_key_and_by_mouse() {
    let mut learner = Learner::new();
    learner.focus(Role::Grid, WEIGHTS);
    for by_mouse in [false, true] {
        learner.press(CTRL_SHIFT, Key::P);
        learner.types("Resize");
        learner.press(NONE, Key::Enter);
        learner.focus(Role::SpinButton, "Height");
        if by_mouse {
            learner.click_button("Cancel");
        } else {
            learner.focus(Role::Button, "Cancel");
            learner.press(NONE, Key::Enter);
        }
        assert!(learner.look_for(Role::SpinButton, "Height").is_none());
        has(&learner, Role::Grid, WEIGHTS);
    }
}

#[test]
fn a_menu_gives_it_back_to_its_button() {
    let mut learner = Learner::new();
    for menu in ["File", "Edit", "View", "Round", "Help"] {
        learner.focus(Role::Button, menu);
        learner.press(NONE, Key::Enter);
        learner.press(NONE, Key::ArrowDown);
        learner.press(NONE, Key::Escape);
        has(&learner, Role::Button, menu);
    }
    learner.focus(Role::ComboBox, "score: matches");
    learner.press(NONE, Key::Enter);
    learner.focus(Role::RadioButton, "squared error");
    learner.press(NONE, Key::Space);
    has(&learner, Role::ComboBox, "score: squared error");
}

#[test]
fn after_a_picture_is_deleted_another_has_it() {
    let mut learner = Learner::new();
    for _ in 0..3 {
        let cards = learner.names(Role::ListBoxOption);
        let last = cards.last().expect("a picture").clone();
        learner.focus(Role::ListBoxOption, &last);
        learner.press(NONE, Key::Space);
        learner.press(CTRL, Key::Delete);
        let now = learner.focused();
        assert!(now.as_ref().is_some_and(|(role, _)| *role == Role::ListBoxOption), "{now:?}");
        assert!(!learner.names(Role::ListBoxOption).contains(&last));
    }
    // From a long list, too.
    let mut learner = Learner::with(&pictures(13, 3, 4));
    learner.focus(Role::Button, "Delete");
    learner.press(NONE, Key::Enter);
    assert!(learner.focused().is_some());
    assert_eq!(learner.document().experiment().dataset.examples.len(), 12);
}

#[test]
fn after_a_round_the_button_that_played_it_has_it() {
    let mut learner = Learner::new();
    learner.focus(Role::Button, "Test all 12");
    learner.press(NONE, Key::Enter);
    has(&learner, Role::Button, "Whole round");
    learner.press(NONE, Key::Enter);
    has(&learner, Role::Button, "Whole round");
    learner.press(ALT, Key::Home);
    learner.focus(Role::Button, "Test this weight");
    for _ in 0..4 {
        learner.press(NONE, Key::Space);
        let now = learner.focused();
        assert!(now.is_some_and(|(role, _)| role == Role::Button));
    }
    learner.focus(Role::Grid, WEIGHTS);
    learner.press(CTRL, Key::Enter);
    has(&learner, Role::Grid, WEIGHTS);
}

#[test]
fn after_another_tab_is_shown_something_has_it() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    for tab in ["All pictures", "All settings", "Allowed?", "This picture"] {
        learner.focus(Role::Button, tab);
        learner.press(NONE, Key::Enter);
        has(&learner, Role::Button, tab);
    }
    // What had it was on the tab that is left.
    learner.focus(Role::Button, "Try this repair");
    learner.press(CTRL, Key::K);
    assert!(learner.focused().is_some());
    assert!(learner.look_for(Role::Button, "Try this repair").is_none());
}

#[test]
fn who_lets_go_of_it_keeps_it_free() {
    let mut learner = Learner::new();
    learner.focus(Role::Grid, WEIGHTS);
    learner.press(NONE, Key::Escape);
    assert_eq!(learner.focused(), None);
    learner.focus(Role::Button, "+ Add");
    learner.press(NONE, Key::Escape);
    learner.settle();
    assert_eq!(learner.focused(), None);
}

#[test]
fn what_has_it_is_seen_wherever_tab_leads() {
    for size in [[1280.0, 800.0], [1024.0, 700.0], [640.0, 480.0]] {
        let mut learner = Learner::of_size(size);
        learner.press(CTRL, Key::Enter);
        learner.act(Role::Button, "All pictures");
        for _ in 0..120 {
            learner.press(NONE, Key::Tab);
            let Some(focused) = learner.focused() else {
                continue;
            };
            let ctx = &learner.harness().ctx;
            let id = ctx.memory(eframe::egui::Memory::focused).expect("a widget");
            let seen = ctx.read_response(id).expect("a widget").interact_rect;
            assert!(
                seen.is_positive(),
                "{focused:?} in {size:?}: {seen:?} {:?}",
                ctx.read_response(id).map(|r| r.rect)
            );
        }
    }
}

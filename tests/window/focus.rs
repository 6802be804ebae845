//! Where the keyboard is, after whatever takes away what had it: it is never lost.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Order};

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
fn a_dialog_that_came_while_nothing_had_it_leaves_it_free() {
    let mut learner = Learner::new();
    for had_it_before in [false, true] {
        if had_it_before {
            learner.focus(Role::Grid, WEIGHTS);
            learner.press(NONE, Key::Escape);
        }
        learner.press(CTRL_SHIFT, Key::P);
        assert!(learner.focused().is_some());
        learner.press(NONE, Key::Escape);
        learner.settle();
        assert_eq!(learner.focused(), None);
    }
    learner.press(NONE, Key::Space);
    assert!(learner.look_for(Role::Button, "Put back, then lower").is_some(), "Space plays on");
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
    // Also where nobody went into it.
    for (role, opener) in [
        (Role::Button, "View"),
        (Role::Button, "How many rounds Run plays"),
        (Role::ComboBox, "score: matches"),
    ] {
        learner.focus(role, opener);
        learner.press(NONE, Key::Enter);
        learner.press(NONE, Key::Escape);
        has(&learner, role, opener);
        learner.press(NONE, Key::Escape);
        assert_eq!(learner.focused(), None, "{opener} lets go of it");
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

/// Goes round by Tab, and looks that whatever has the keyboard is seen: as a whole, or as much of it as is to be pressed.
#[track_caller]
fn is_seen_wherever_tab_leads(learner: &mut Learner, state: &str) {
    let size = learner.harness().ctx.content_rect().size();
    let mut passed = Vec::new();
    for _ in 0..200 {
        learner.press(NONE, Key::Tab);
        let Some(focused) = learner.focused() else {
            continue;
        };
        let ctx = &learner.harness().ctx;
        let id = ctx.memory(eframe::egui::Memory::focused).expect("a widget");
        let widget = ctx.read_response(id).expect("a widget");
        let (rect, seen) = (widget.rect.size(), widget.interact_rect.size());
        let fits = |length: f32, seen: f32| seen >= length.min(24.0) - 1.0;
        let is_seen = fits(rect.x, seen.x) && fits(rect.y, seen.y);
        assert!(is_seen, "{focused:?}, {state}, in {size}: {seen} of {rect}");
        if passed.contains(&id) {
            break;
        }
        passed.push(id);
    }
    assert!(!passed.is_empty(), "nothing has the keyboard: {state}, in {size}");
}

/// 1024 x 768 pixels at 100, 150, 200 and 300 %, in points.
const ZOOMED: [[f32; 2]; 4] = [[1024.0, 768.0], [683.0, 512.0], [512.0, 384.0], [341.0, 256.0]];

#[test]
fn at_100_to_300_percent_everything_in_the_panels_is_reached() {
    for size in ZOOMED {
        let mut learner = Learner::of_size(size);
        is_seen_wherever_tab_leads(&mut learner, "the welcome");
        learner.press(CTRL, Key::Enter);
        is_seen_wherever_tab_leads(&mut learner, "applied");
        learner.act(Role::Button, "All pictures");
        is_seen_wherever_tab_leads(&mut learner, "all pictures");
        learner.press(CTRL, Key::K);
        is_seen_wherever_tab_leads(&mut learner, "compared");
    }
}

#[test]
fn at_300_percent_whatever_is_unfolded_is_reached_too() {
    let mut learner = Learner::of_size(ZOOMED[3]);
    learner.press(CTRL, Key::Enter);
    for tab in ["This picture", "All pictures", "All settings", "Allowed?"] {
        learner.act(Role::Button, tab);
        for part in learner.names(Role::DisclosureTriangle) {
            learner.act(Role::DisclosureTriangle, &part);
        }
        is_seen_wherever_tab_leads(&mut learner, tab);
    }
    learner.choose(&["Help", "Walk through the lesson"]);
    is_seen_wherever_tab_leads(&mut learner, "the guided lesson");
}

#[test]
fn at_100_to_300_percent_everything_in_menus_and_dialogs_is_reached() {
    for size in ZOOMED {
        let mut learner = Learner::of_size(size);
        for menu in ["File", "Edit", "View", "Round", "Help"] {
            learner.act(Role::Button, menu);
            is_seen_wherever_tab_leads(&mut learner, menu);
            learner.press(NONE, Key::Escape);
        }
        for dialog in ["Rename, change the label", "Resize the grid", "Find an example", "About"] {
            learner.press(CTRL_SHIFT, Key::P);
            learner.types(dialog);
            is_seen_wherever_tab_leads(&mut learner, "the palette");
            learner.press(NONE, Key::Enter);
            is_seen_wherever_tab_leads(&mut learner, dialog);
            learner.press(NONE, Key::Escape);
        }
        learner.press(NONE, Key::F1);
        is_seen_wherever_tab_leads(&mut learner, "the keys");
    }
}

/// Bars and dialogs scroll where they do not fit: nothing is drawn over anything, and nothing ends outside of the window.
#[test]
fn at_100_to_300_percent_menus_and_dialogs_stand_in_the_window() {
    for size in &ZOOMED {
        let mut learner = Learner::of_size(*size);
        for name in ["Resize the grid", "Find an example", "About", "Keyboard shortcuts"] {
            learner.press(CTRL_SHIFT, Key::P);
            learner.types(name);
            learner.press(NONE, Key::Enter);
            let ctx = &learner.harness().ctx;
            let dialog = ctx.memory(|memory| {
                let layers = memory.layer_ids().filter(|layer| layer.order == Order::Foreground);
                layers.filter_map(|layer| memory.area_rect(layer.id)).last()
            });
            let (dialog, window) = (dialog.expect("a dialog"), ctx.content_rect());
            assert!(window.contains_rect(dialog), "{name}: {dialog} in {window}");
            learner.press(NONE, Key::Escape);
        }
    }
}

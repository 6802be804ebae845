//! Who cannot see the screen: everything has a name, every cell its place and value, Tab reaches all of it.

use eframe::egui::accesskit::{Action, Live, Rect, Role};
use eframe::egui::style::ScrollAnimation;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;

use jointly::jobs::Answer;

use crate::learner::{self, ALT, CTRL, CTRL_SHIFT, Learner, NONE, SHIFT};

/// The names of all that can have the keyboard, in the order of the tree.
fn stops(learner: &mut Learner) -> Vec<(Role, String)> {
    let nodes = learner.harness().root().children_recursive();
    nodes
        .map(|node| node.accesskit_node())
        .filter(|node| node.data().supports_action(Action::Focus) && !node.is_disabled())
        .map(|node| (node.role(), learner::name(&node).unwrap_or_default()))
        .collect()
}

/// Everything that a press of `key` leads to until it comes round again.
fn round_trip(learner: &mut Learner, modifiers: Modifiers) -> Vec<(Role, String)> {
    let mut passed = Vec::new();
    loop {
        learner.press(modifiers, Key::Tab);
        // Between the last and the first nothing has the keyboard.
        let Some(stop) = learner.focused() else {
            continue;
        };
        if passed.first() == Some(&stop) {
            return passed;
        }
        passed.push(stop);
        assert!(passed.len() < 200, "Tab never comes round: {passed:#?}");
    }
}

/// The grids of the stage: pixels, weights and their products.
const STAGE: usize = 3;

/// Checks that all interactive things have names and that Tab reaches them all, both ways round, each of so many
/// grids once.
fn is_reached_by_tab(learner: &mut Learner, of: usize) {
    let mut expected = stops(learner);
    let unnamed = expected.iter().filter(|(_, name)| name.is_empty());
    assert_eq!(unnamed.count(), 0, "{expected:#?}");
    let mut reached = round_trip(learner, NONE);
    let grids = reached.iter().filter(|(role, _)| *role == Role::Grid);
    assert_eq!(grids.count(), of, "a grid is one stop");
    let mut back = round_trip(learner, SHIFT);
    for list in [&mut expected, &mut reached, &mut back] {
        list.sort_by(|a, b| a.1.cmp(&b.1));
    }
    assert_eq!(reached, expected, "forwards");
    assert_eq!(back, expected, "backwards");
}

#[test]
fn tab_reaches_everything_and_returns_in_every_state() {
    let mut learner = Learner::new();
    is_reached_by_tab(&mut learner, STAGE);
    learner.act(Role::Button, "Test this weight");
    is_reached_by_tab(&mut learner, STAGE);
    learner.press(NONE, Key::Escape);
    learner.press(CTRL, Key::T);
    is_reached_by_tab(&mut learner, STAGE);
    learner.press(CTRL, Key::Enter);
    is_reached_by_tab(&mut learner, STAGE);
    learner.act(Role::Button, "All pictures");
    is_reached_by_tab(&mut learner, STAGE);
    learner.act(Role::Button, "Allowed?");
    learner.act(Role::DisclosureTriangle, "How many at once?");
    is_reached_by_tab(&mut learner, STAGE + 1);
    learner.press(CTRL, Key::Enter);
    learner.act(Role::Button, "This picture");
    is_reached_by_tab(&mut learner, STAGE);
}

#[test]
fn every_cell_has_row_column_and_value_in_every_state() {
    let mut learner = Learner::new();
    let keys = [(NONE, Key::Home), (CTRL, Key::T), (CTRL, Key::Enter)];
    for (modifiers, key) in keys {
        learner.press(modifiers, key);
        for kind in ["pixel", "weight", "product"] {
            for cell in 0..12 {
                let (row, column) = (cell / 3, cell % 3);
                let name = format!("{kind} row {} column {}", row + 1, column + 1);
                let node = learner.find(Role::Cell, &name).accesskit_node();
                let data = node.data();
                assert_eq!(data.row_index(), Some(row), "{name}");
                assert_eq!(data.column_index(), Some(column), "{name}");
                assert!(node.value().is_some_and(|value| !value.is_empty()), "{name}");
            }
        }
        for grid in ["pixels", "weights", "pixel × weight"] {
            let name = format!("{grid}, at row 1 column 1");
            let node = learner.find(Role::Grid, &name).accesskit_node();
            let data = node.data();
            assert_eq!((data.row_count(), data.column_count()), (Some(4), Some(3)));
        }
    }
}

/// What a screen reader says of itself, and whether at once.
fn told(learner: &mut Learner) -> Vec<(Live, String)> {
    let nodes = learner.harness().root().children_recursive();
    nodes
        .map(|node| node.accesskit_node())
        .filter(|node| node.live() != Live::Off)
        .map(|node| (node.live(), learner::name(&node).unwrap_or_default()))
        .collect()
}

#[track_caller]
fn hears(learner: &mut Learner, live: Live, texts: &[&str]) {
    let told = told(learner);
    for text in texts {
        let is_told = told.iter().any(|(how, what)| *how == live && what.contains(text));
        assert!(is_told, "{text:?} among {told:#?}");
    }
}

#[test]
fn what_tests_and_rounds_find_is_told_as_it_comes() {
    let mut learner = Learner::new();
    hears(&mut learner, Live::Polite, &["0 of 4 match"]);
    learner.press(NONE, Key::Space);
    let raised = "Only this weight is raised: 0 → 1. All others are held at 0.";
    hears(&mut learner, Live::Polite, &[raised, "trial: 2 of 4 match"]);
    learner.press(NONE, Key::Space);
    hears(&mut learner, Live::Polite, &["Only this weight is lowered: 0 → −1."]);
    learner.press(NONE, Key::Space);
    let noted = "Up 2, stay 0, down 1: raise. Nothing has changed yet.";
    hears(&mut learner, Live::Polite, &[noted]);
    learner.press(CTRL, Key::T);
    learner.press(NONE, Key::Space);
    let applied =
        ["6 changes applied at once.", "3 of 4 match", "Cheery smile overshot: output 3, label 1."];
    hears(&mut learner, Live::Polite, &applied);
    learner.press(CTRL, Key::Enter);
    hears(&mut learner, Live::Polite, &["No weight moved.", "Stuck: no single step helps."]);
}

#[test]
fn what_went_well_is_told_in_its_turn_and_what_went_wrong_at_once() {
    let mut learner = Learner::new();
    let path = learner.path("mine.json");
    learner.answer(Answer::Path(path));
    learner.press(CTRL_SHIFT, Key::S);
    learner.until(|learner| learner.is_shown("Saved mine.json."));
    hears(&mut learner, Live::Polite, &["Saved mine.json."]);
    learner.focus(Role::Grid, "weights, at row 1 column 1");
    learner.types("1e300");
    learner.press(NONE, Key::Enter);
    let notice = told(&mut learner).into_iter().find(|(how, _)| *how == Live::Assertive);
    assert!(notice.is_some_and(|(_, text)| text.ends_with('.')));
}

#[test]
fn a_grid_is_walked_with_the_arrows_and_says_where_it_is() {
    let mut learner = Learner::new();
    learner.focus(Role::Grid, "weights, at row 1 column 1");
    let walk = [
        (Key::ArrowRight, "row 1 column 2"),
        (Key::End, "row 1 column 3"),
        (Key::ArrowRight, "row 1 column 3"),
        (Key::ArrowDown, "row 2 column 3"),
        (Key::Home, "row 2 column 1"),
        (Key::ArrowUp, "row 1 column 1"),
        (Key::ArrowUp, "row 1 column 1"),
    ];
    for (key, place) in walk {
        learner.press(NONE, key);
        let expected = (Role::Grid, format!("weights, at {place}"));
        assert_eq!(learner.focused(), Some(expected), "{key:?}");
    }
    learner.press(NONE, Key::Escape);
    assert_eq!(learner.focused(), None, "Escape leaves the grid");
}

#[test]
fn every_dialog_and_menu_has_names_and_escape_closes_it() {
    let mut learner = Learner::new();
    let dialogs: [(&[&str], &str); 5] = [
        (&["Edit", "Rename, change the label..."], "Name and label"),
        (&["Edit", "Resize the grid..."], "Resize the grid"),
        (&["Round", "Find an example..."], "The smallest pictures, with labels −1 and +1"),
        (&["Help", "Keyboard shortcuts"], "Keyboard shortcuts"),
        (&["Help", "About Jointly"], "Why weight changes that are right one by one"),
    ];
    for (path, says) in dialogs {
        learner.choose(path);
        learner.sees(&[says]);
        let unnamed = stops(&mut learner);
        assert!(unnamed.iter().all(|(_, name)| !name.is_empty()), "{unnamed:?}");
        learner.press(NONE, Key::Escape);
        assert!(!learner.is_shown(says), "Escape closes {path:?}");
    }
    for menu in ["File", "Edit", "Round", "View", "Help"] {
        let closed = stops(&mut learner).len();
        learner.click_button(menu);
        let open = stops(&mut learner);
        assert!(open.len() > closed, "{menu} opens");
        assert!(open.iter().all(|(_, name)| !name.is_empty()), "{menu}: {open:?}");
        learner.press(NONE, Key::Escape);
        assert_eq!(stops(&mut learner).len(), closed, "Escape closes {menu}");
    }
}

#[test]
fn the_keys_of_the_sheet_do_not_reach_behind_a_dialog() {
    let mut learner = Learner::new();
    learner.press(NONE, Key::F1);
    learner.sees(&["From one grid, list or button to the next"]);
    learner.press_all(&[(NONE, Key::Space), (CTRL, Key::T), (ALT, Key::ArrowUp)]);
    learner.press(CTRL, Key::Enter);
    assert_eq!(learner.document().history().entries().len(), 1);
}

#[test]
fn space_and_enter_press_what_has_the_keyboard_and_nothing_else() {
    let mut learner = Learner::new();
    learner.focus(Role::Button, "Test all 12");
    learner.press(NONE, Key::Space);
    assert_eq!(learner.document().tested(), 12);
    assert_eq!(learner.document().rows().len(), 1, "Space was no step too");
    learner.press(CTRL, Key::Enter);
    learner.focus(Role::ListBoxOption, "frown, label −1, not a smile, 0 → −1, matches");
    learner.press(NONE, Key::Space);
    learner.sees(&["Frown now matches: output −1, its label."]);
}

#[test]
fn less_motion_is_as_the_system_wishes_until_it_is_chosen_here() {
    let mut learner = Learner::new();
    let moves = |learner: &mut Learner| learner.harness().ctx.global_style().animation_time > 0.0;
    let wished = |learner: &mut Learner, less: bool| {
        learner.workbench().heed_motion(less);
        learner.settle();
    };
    for less in [true, false, true] {
        wished(&mut learner, less);
        assert_eq!(moves(&mut learner), !less);
    }
    assert_eq!(learner.preferences().still, None, "it is not the user's");
    learner.click_button("View");
    learner.click(Role::CheckBox, "Nothing slides (reduced motion)");
    learner.settle();
    assert!(moves(&mut learner));
    let mut learner = learner.starts_again();
    wished(&mut learner, true);
    assert!(moves(&mut learner), "what is chosen here counts");
    assert_eq!(learner.preferences().still, Some(false));
}

/// Where everything is that has a name.
fn places(learner: &mut Learner) -> Vec<(String, Option<Rect>)> {
    let nodes = learner.harness().root().children_recursive();
    nodes
        .map(|node| (node.accesskit_node().data().bounds(), node))
        .filter(|(bounds, _)| bounds.is_some())
        .map(|(bounds, node)| (learner::name(&node.accesskit_node()).unwrap_or_default(), bounds))
        .collect()
}

/// Whether anything is elsewhere two frames after this than when all has come to rest.
fn moves(learner: &mut Learner, act: impl FnOnce(&mut Learner)) -> bool {
    act(learner);
    (0..2).for_each(|_| learner.frame());
    let soon = places(learner);
    learner.settle();
    soon != places(learner)
}

#[test]
fn under_reduced_motion_nothing_slides() {
    for still in [false, true] {
        let mut learner = Learner::new();
        if still {
            learner.click_button("View");
            learner.click(Role::CheckBox, "Nothing slides (reduced motion)");
        }
        learner.press(CTRL, Key::T);
        let applies = |learner: &mut Learner| learner.press_without_settling(CTRL, Key::Enter);
        assert_eq!(moves(&mut learner, applies), !still, "pictures on the line");
        // What unfolds and what scrolls is the toolkit's.
        let style = learner.harness().ctx.global_style();
        assert_eq!(style.animation_time > 0.0, !still);
        assert_eq!(style.scroll_animation == ScrollAnimation::none(), still);
    }
}

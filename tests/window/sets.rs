//! The smallest sets that break a picture or repair it, all subsets of a round, and all settings there are.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;

use crate::learner::{CTRL, Learner};

fn applied() -> Learner {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner
}

fn all_settings() -> Learner {
    let mut learner = applied();
    learner.click(Role::Button, "All settings");
    learner
}

#[test]
fn what_breaks_and_what_mends_the_cheery_smile_is_said_and_tried() {
    let mut learner = applied();
    learner.sees(&[
        "Any 2 of its 3 changes together break it.",
        "Withhold any 2 of the 3 and it matches.",
        "Withholding row 3, column 1 and row 3, column 3 costs smile and frown: 2 of 4 match.",
        "1/3",
    ]);
    learner.click(Role::Button, "Next repair");
    learner.sees(&["Withholding row 3, column 1 and row 4, column 2 costs", "2/3"]);
    learner.click(Role::Button, "Try this repair");
    learner.sees(&[
        "Trial: without row 3, column 1 and row 4, column 2.",
        "Cheery smile: 0 + 1 = 1. Its label is 1: it matches.",
    ]);
    learner.click(Role::Button, "Try this breaking set");
    learner.sees(&["Trial: without four of the six changes.", "Cheery smile: 0 + 1 + 1 = 2."]);
    learner.click(Role::Button, "Take all back in");
    learner.click(Role::ListBoxOption, "smile, label +1, smile, 0 → 1, matches");
    learner.sees(&["No repair needed: it matches."]);
}

#[test]
fn all_subsets_are_counted_and_the_best_can_be_tried() {
    let mut learner = all_settings();
    learner.sees(&[
        "None of the 64 subsets matches all 4; 6 match 3.",
        "Six changes, each applied or left out: 64 ways.",
        "subsets, 4 of 4: 0",
        "subsets, 3 of 4: 6, this round",
        "subsets, 2 of 4: 28",
        "subsets, 1 of 4: 14",
        "subsets, 0 of 4: 16",
    ]);
    let names = learner.names(Role::Button);
    let tried: Vec<&String> =
        names.iter().filter(|n| n.starts_with("only ") || *n == "all changes").collect();
    assert_eq!(tried.len(), 6);
    learner.act(Role::Button, "only row 3, col 2 and row 4, col 2");
    learner.sees(&["Trial: 2 of 6 changes. The round stays as it is.", "3 of 4"]);
    learner.find(Role::ListBoxOption, "cheery smile, label +1, smile, 0 → 1, matches");
    learner.act(Role::Button, "all changes");
    learner.sees(&["6 changes applied at once."]);
}

#[test]
fn all_settings_are_counted_and_the_best_can_be_loaded() {
    let mut learner = all_settings();
    learner.sees(&[
        "243 of the 531,441 settings match all 4.",
        "3¹² = 531,441 settings. The round made 24 tests instead.",
        "The round matches 3; 243 of them match more.",
        "settings, 4 of 4: 243",
        "settings, 3 of 4: 12,150, this round",
        "settings, 2 of 4: 69,903",
        "settings, 1 of 4: 193,104",
        "settings, 0 of 4: 256,041",
    ]);
    learner.click(Role::Button, "Load it as weights");
    assert_eq!(learner.document().evaluation().tally.matched, 4);
    learner.press(CTRL, Key::Z);
    learner.sees(&["243 of the 531,441 settings match all 4."]);
}

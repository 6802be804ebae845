//! All pictures taken apart: pair by pair, the exact books, fair shares, and what each round gained.

use std::sync::Arc;

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use jointly::formats::sample;

use crate::learner::{CTRL, Learner};

fn all_pictures() -> Learner {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    learner.click(Role::Button, "All pictures");
    learner
}

fn open(learner: &mut Learner, fold: &str) {
    learner.act(Role::DisclosureTriangle, fold);
}

#[test]
fn the_books_go_from_11_to_3_and_balance() {
    let mut learner = all_pictures();
    open(&mut learner, "Exact bookkeeping: from 11 to 3, term by term");
    learner.sees(&[
        "Noted by the tests, added up: 11",
        "Two changes meeting: −34",
        "Three or more meeting: +26",
        "Together: 3",
        "It balances: 11 − 34 + 26 − 3 = 0.",
    ]);
    let orders = ["+11", "−34", "+54", "−48", "+20", "0"];
    for (n, term) in (1..).zip(orders) {
        learner.sees(&[&format!("order {n}: {term}")]);
    }
    let shares = [("fair share 1/3", 4), ("fair share 5/6", 2)];
    for (share, times) in shares {
        let rows = learner.names(Role::Row);
        let of = rows.iter().filter(|row| row.ends_with(share)).count();
        assert_eq!(of, times, "{share} among {rows:#?}");
    }
}

#[test]
fn a_pair_is_looked_at_from_near() {
    let mut learner = all_pictures();
    open(&mut learner, "Pair by pair: which two changes get in each other's way");
    learner.sees(&["Together, beyond each alone: −34 in all."]);
    let cells = learner.names(Role::Cell);
    let of_pair = |name: &&String| name.contains("row 3, col 1") && name.contains("row 3, col 3");
    let cell = cells.iter().find(of_pair).expect("the pair of the mouth's corners").clone();
    assert_eq!(learner.cell(&cell), "−4");
    learner.act(Role::Cell, &cell);
    learner.sees(&[
        "Together they gain 4 less than each alone, added up: both take smile and cheery smile past their labels.",
        "0 with neither, 2 with",
        "0 with both",
    ]);
}

#[test]
fn the_table_follows_a_trial_and_its_rows_make_one() {
    let mut learner = all_pictures();
    let rows = learner.names(Role::Row);
    let row = rows.iter().find(|row| row.starts_with("row 3, col 3 +1 alone")).expect("a row");
    let row = row.clone();
    learner.act(Role::Row, &row);
    learner.sees(&[
        "Trial: without row 3, column 3.",
        "1 of 4 matches, fewer than with all six changes: 3.",
        "trial: 5 together: 0, −2, −1, +2, sum 1",
    ]);
    learner.act(Role::Row, &format!("{row}, left out"));
    learner
        .sees(&["11 matches alone, added up. 3 together.", "all together: +1, −1, −1, +3, sum 3"]);
}

#[test]
fn the_counts_of_many_pictures_follow_a_trial_too() {
    let mut run = sample::smiles();
    let dataset = Arc::make_mut(&mut run.dataset);
    dataset.examples = dataset.examples.iter().cycle().take(16).cloned().collect();
    let mut learner = Learner::with(&run);
    learner.press(CTRL, Key::Enter);
    learner.click(Role::Button, "row 3, col 1, stacked: +1 from 0 to 1, matches");
    learner.click(Role::Button, "All pictures");
    learner.sees(&["Trial: without row 3, column 1.", "trial: 5 together"]);
    assert!(!learner.is_shown("all together"));
}

#[test]
fn the_plot_shows_what_each_round_gained() {
    let mut learner = all_pictures();
    learner.find(Role::Image, "Accuracy per round, 2 rows, now 3 of 4");
    learner.click(Role::Button, "Gain");
    learner.find(Role::Image, "Gain per round, 2 rows, now 3 of 4");
    let at = learner.rect(Role::Image, "Gain per round, 2 rows, now 3 of 4");
    // The second of five columns.
    learner.points_at(at.left_center() + eframe::egui::vec2(at.width() * 0.28, 0.0));
    learner.settle();
    learner.sees(&["round 1: each alone +11, pairs −34, three or more +26 and together +3."]);
}

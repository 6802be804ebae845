//! The tables behind charts: what eyes see of a curve, a screen reader is told cell by cell.

use eframe::egui::Key;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;

use crate::learner::{self, CTRL, Learner, NONE};
use crate::sizes::{after_a_thousand_rounds, pictures};

/// The cells of the one table with such a name, row by row, once it is checked that each tells where it is.
#[track_caller]
fn table(learner: &Learner, name: &str) -> Vec<Vec<String>> {
    let table = learner.find(Role::Table, name).accesskit_node();
    let columns = table.data().column_count().expect("so many columns");
    let first = table.data().row_count().expect("so many rows") - table.children().count();
    let rows = table.children().enumerate().map(|(n, row)| {
        // Of long tables the heads are there, and the last rows.
        let at = if n == 0 { 0 } else { first + n };
        assert_eq!((row.role(), row.data().row_index()), (Role::Row, Some(at)));
        let cells = row.children().enumerate().map(|(column, cell)| {
            let role = match (n, column) {
                (0, _) => Role::ColumnHeader,
                (_, 0) => Role::RowHeader,
                _ => Role::Cell,
            };
            assert_eq!(cell.role(), role);
            let place = (cell.data().row_index(), cell.data().column_index());
            assert_eq!(place, (Some(at), Some(column)));
            learner::name(&cell).unwrap_or_default()
        });
        let cells: Vec<String> = cells.collect();
        assert_eq!(cells.len(), columns);
        cells
    });
    rows.collect()
}

/// Every picture of numbers that is shown.
fn charts(learner: &Learner) -> Vec<String> {
    let titles: Vec<String> = {
        let dataset = &learner.document().experiment().dataset;
        (0..dataset.examples.len()).map(|e| dataset.title(e)).collect()
    };
    let images = learner.names(Role::Image).into_iter();
    images.filter(|name| !titles.iter().any(|title| name.starts_with(title.as_str()))).collect()
}

#[test]
fn the_plot_of_rounds_has_one_of_what_it_shows() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::Enter);
    let accuracy = [["round", "matched", "off by"], ["0", "0", "4"], ["1", "3", "2"]];
    assert_eq!(table(&learner, "Accuracy per round, as a table"), accuracy);
    learner.act(Role::Button, "Gain");
    let gains = [
        ["round", "each alone", "pairs", "three or more", "together"],
        ["0", "", "", "", ""],
        ["1", "+11", "−34", "+26", "+3"],
    ];
    assert_eq!(table(&learner, "Gain per round, as a table"), gains);
}

#[test]
fn of_many_rounds_the_last_hundred_are_told() {
    let learner = after_a_thousand_rounds();
    let rows = table(&learner, "Accuracy per round, as a table: the last 100 of 1,001 rows");
    assert_eq!(rows.len(), 101);
    assert_eq!((rows[1][0].as_str(), rows[100][0].as_str()), ("901", "1,000"));
}

#[test]
fn the_histogram_of_outputs_has_one() {
    let mut learner = Learner::with(&pictures(13, 3, 4));
    learner.press(CTRL, Key::Enter);
    let rows = table(&learner, "Outputs, as a table");
    let heads = ["output", "matches", "label above 0, not matched", "other labels, not matched"];
    assert_eq!(rows[0], heads);
    let counts: Vec<Vec<usize>> = rows[1..]
        .iter()
        .map(|row| row[1..].iter().map(|n| n.parse().expect("a number")).collect())
        .collect();
    assert_eq!(counts.iter().flatten().sum::<usize>(), 13, "every picture once");
    assert_eq!(counts.iter().map(|kinds| kinds[0]).sum::<usize>(), learner.matched());
}

#[test]
fn the_curves_of_ways_compared_have_one() {
    let mut learner = Learner::new();
    learner.press(CTRL, Key::K);
    let name = charts(&learner).into_iter().find(|name| name.contains("per round of"));
    let name = name.expect("curves");
    let (title, ends) = name.split_once(": ").expect("a title, and where the ways end");
    let rows = table(&learner, &format!("{title}, as a table"));
    assert_eq!(rows[0][..2], ["round", "way 1"]);
    for (way, end) in rows.last().expect("a round").iter().enumerate().skip(1) {
        assert!(ends.contains(&format!("way {way} ends at {end}")), "{ends}");
    }
}

#[test]
fn the_curve_of_shorter_steps_has_one() {
    let mut learner = Learner::new();
    learner.act(Role::Button, "Allowed?");
    learner.act(Role::DisclosureTriangle, "Step and limit: what shorter steps change");
    let rows = table(&learner, "Step and limit, as a table");
    assert_eq!(rows[0], ["step", "together over each alone"]);
    let name = charts(&learner).into_iter().find(|name| name.starts_with("together over each"));
    let name = name.expect("the curve");
    for row in rows[1..].iter().filter(|row| !row[1].is_empty()) {
        assert!(name.contains(&format!("{} at step {}", row[1], row[0])), "{row:?} in {name}");
    }
    assert!(rows.len() > 5, "{rows:#?}");
}

#[test]
fn every_chart_has_one() {
    let mut learner = Learner::with(&pictures(13, 3, 4));
    learner.press_all(&[(CTRL, Key::Enter); 2]);
    let mut seen = 0;
    for tab in ["This picture", "All pictures", "All settings", "Allowed?"] {
        learner.act(Role::Button, tab);
        for part in learner.names(Role::DisclosureTriangle) {
            learner.act(Role::DisclosureTriangle, &part);
        }
        let tables = learner.names(Role::Table).len();
        let charts = charts(&learner);
        assert_eq!(tables, charts.len(), "{charts:#?}");
        seen = seen.max(charts.len());
    }
    assert_eq!(seen, 4, "the plot, the histogram, how many at once, step and limit");
    learner.press(NONE, Key::Escape);
}

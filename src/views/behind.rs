//! The table behind a chart: nothing of it is drawn, but a screen reader goes through it cell by cell. The numbers of
//! long ones, as of those that are drawn, can be copied as a whole (`numbers`).

use eframe::egui::accesskit::Role;
use eframe::egui::{Rect, Ui, UiBuilder};

use crate::document::words;

/// Of more rows, the last are told.
const MOST: usize = 100;

/// Puts a table with these columns behind the chart at `chart`; `row` tells the cells of one of so many rows, the name of
/// the row first.
pub fn table(
    ui: &mut Ui,
    chart: Rect,
    name: &str,
    columns: &[&str],
    rows: usize,
    row: impl Fn(usize) -> Vec<String>,
) {
    let first = rows.saturating_sub(MOST);
    let name = if first == 0 {
        format!("{name}, as a table")
    } else {
        let rows = words::count(rows);
        format!("{name}, as a table: the last {MOST} of {rows} rows")
    };
    let mut table = child(ui, chart, Role::Table, &name);
    // Where nobody listens that is all.
    if !ui.ctx().has_accesskit_node(table.unique_id()) {
        return;
    }
    ui.ctx().accesskit_node_builder(table.unique_id(), |node| {
        node.set_row_count(rows + 1);
        node.set_column_count(columns.len());
    });
    let heads = columns.iter().map(|text| (*text).to_owned()).collect();
    row_ui(&mut table, chart, 0, heads);
    for n in first..rows {
        row_ui(&mut table, chart, n + 1, row(n));
    }
}

fn row_ui(table: &mut Ui, chart: Rect, n: usize, cells: Vec<String>) {
    let mut row = child(table, chart, Role::Row, "");
    row.ctx().accesskit_node_builder(row.unique_id(), |node| node.set_row_index(n));
    for (column, text) in cells.into_iter().enumerate() {
        let role = match (n, column) {
            (0, _) => Role::ColumnHeader,
            (_, 0) => Role::RowHeader,
            _ => Role::Cell,
        };
        let cell = child(&mut row, chart, role, &text);
        cell.ctx().accesskit_node_builder(cell.unique_id(), |node| {
            node.set_row_index(n);
            node.set_column_index(column);
        });
    }
}

fn child(ui: &mut Ui, chart: Rect, role: Role, name: &str) -> Ui {
    let builder = UiBuilder::new().max_rect(chart).accessibility_role(role);
    ui.new_child(if name.is_empty() { builder } else { builder.accessibility_label(name) })
}

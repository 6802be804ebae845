//! The iteration log: one row a round; clicking one travels there and back.

use eframe::egui::{self, Align, Label, Layout, RichText, Role, Sense, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder};

use super::{Desk, Scene, says, text};
use crate::document::{Action, LogRow, RowKind, words};
use crate::engine::Played;
use crate::theme;

/// What the log remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// The row that was current when last drawn: a new one is scrolled to.
    shown: usize,
    /// Whether the columns on request are shown.
    more: bool,
}

const ROW: f32 = 25.0;

/// Draws the log.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let rows = scene.document.rows();
    let current = scene.document.current_row();
    theme::select_quietly(ui);
    ui.spacing_mut().item_spacing = [10.0, 0.0].into();
    let mut table = TableBuilder::new(ui)
        .id_salt("rounds")
        // Rows are no tab stops: Alt with the arrows walks along the log.
        .sense(Sense::CLICK)
        .min_scrolled_height(0.0)
        .cell_layout(Layout::left_to_right(Align::Center))
        .auto_shrink(false)
        .column(Column::exact(if memory.more { 52.0 } else { 60.0 }))
        .column(Column::exact(if memory.more { 40.0 } else { 46.0 }))
        .column(Column::exact(if memory.more { 58.0 } else { 74.0 }))
        .column(Column::exact(if memory.more { 40.0 } else { 74.0 }))
        .column(Column::exact(if memory.more { 96.0 } else { 104.0 }));
    if memory.more {
        table = table.columns(Column::exact(54.0), 2);
    }
    table = table.column(Column::remainder().at_least(96.0).clip(true));
    if memory.shown != current {
        memory.shown = current;
        table = table.scroll_to_row(current, None);
    }
    let (more, told) = (memory.more, scene.rows_told());
    let header = |text: &str| {
        Label::new(RichText::new(text).font(theme::small()).color(palette.quiet)).selectable(false)
    };
    table
        .header(theme::TARGET, |mut row| {
            row.col(|ui| {
                ui.add(Label::new(RichText::new("Rounds").font(theme::title())).selectable(false));
            });
            for (name, tooltip) in [
                ("moved", "How many weights the round moved."),
                ("matched", "How many pictures match after it."),
                ("off by", "How far all outputs are from their labels, added up."),
                (
                    "alone → together",
                    "The gain the tests found, each alone, added up; and the gain of the round.",
                ),
            ] {
                row.col(|ui| {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        ui.add(header(name)).on_hover_text(tooltip)
                    });
                });
            }
            if more {
                for name in ["sq. error", "score"] {
                    row.col(|ui| {
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            ui.add(header(name))
                        });
                    });
                }
            }
            row.col(|ui| {
                ui.add(header("note"));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.spacing_mut().interact_size.y = theme::TARGET;
                    ui.spacing_mut().button_padding.y = 2.0;
                    let text = RichText::new(if more { "fewer columns" } else { "more columns" })
                        .font(theme::tiny());
                    if ui.add(egui::Button::new(text).frame_when_inactive(false)).clicked() {
                        memory.more = !more;
                    }
                });
            });
        })
        .body(|body| {
            body.rows(ROW, rows.len(), |mut table_row| {
                let index = table_row.index();
                let log_row = &rows[index];
                let ahead = log_row.entry > scene.document.history().cursor();
                table_row.set_selected(index == current);
                table_row.set_hovered(is_lit(desk, index, log_row));
                row_ui(&mut table_row, scene, log_row, (ahead, index >= told), more);
                let response = table_row.response();
                let spoken = says::log_row(scene, log_row, index >= told);
                response.widget_info(|| {
                    WidgetInfo::selected(Role::Row, true, index == current, &spoken)
                });
                if response.hovered() {
                    desk.focus.pointing_row = Some(index);
                    if let (RowKind::Round(round, _), false) = (&log_row.kind, scene.many_weights())
                    {
                        round.changes().for_each(|(weight, _)| desk.focus.point_at(weight));
                    }
                }
                if response.clicked() && desk.situation.running.is_none() {
                    desk.ask(Action::Travel { entry: log_row.entry });
                }
            });
        });
}

/// Whether a row is pointed at, here or in the plot, or moved the one weight that is.
fn is_lit(desk: &Desk, index: usize, row: &LogRow) -> bool {
    match (desk.focus.lit_row, desk.focus.lit.as_slice(), &row.kind) {
        (Some(lit), ..) => lit == index,
        (None, [weight], RowKind::Round(round, _)) => round.moves(*weight),
        _ => false,
    }
}

/// What a cell says, and where that is shortened what it stands for.
#[derive(Default)]
struct Number {
    text: String,
    exact: Option<String>,
}

impl From<String> for Number {
    fn from(text: String) -> Self {
        Self { text, exact: None }
    }
}

impl Number {
    fn of(value: f64) -> Self {
        let text = words::compact(value);
        let exact = (text != words::brief(value)).then(|| words::amount(value));
        Self { text, exact }
    }

    /// "alone → together"
    fn of_gains(round: &Played) -> Self {
        let gains = [round.promised, round.delivered];
        let told = |write: fn(f64) -> String| gains.map(write).join(" → ");
        let text = told(words::compact_signed);
        let exact = (text != told(words::brief_signed)).then(|| told(words::signed));
        Self { text, exact }
    }
}

fn row_ui(
    table_row: &mut egui_extras::TableRow,
    scene: &Scene,
    row: &LogRow,
    (ahead, is_covered): (bool, bool),
    more: bool,
) {
    let examples = scene.dataset().examples.len();
    let (moved, gains, score) = match &row.kind {
        RowKind::Start { .. } => (String::new(), Number::default(), Number::default()),
        RowKind::Round(round, _) => (
            round.moved().to_string(),
            Number::of_gains(round),
            Number::of(row.tally.score(round.settings.score)),
        ),
    };
    let matched = match words::count(row.tally.matched) {
        // There is no room for two large numbers, and the second is that of the list.
        matched if examples >= 10_000 => matched,
        matched => format!("{matched} of {}", words::count(examples)),
    };
    let mut cells = vec![
        Number::from(row.number.to_string()),
        Number::from(moved),
        Number::from(matched),
        Number::of(row.tally.absolute_error),
        gains,
    ];
    if more {
        cells.extend([Number::of(row.tally.squared_error), score]);
    }
    if is_covered {
        let outcomes = cells.iter_mut().skip(2).filter(|cell| !cell.text.is_empty());
        outcomes.for_each(|cell| *cell = Number::from("?".to_owned()));
    }
    let ink = move |ui: &Ui| {
        let palette = theme::palette(ui);
        if ahead { palette.quiet } else { palette.text }
    };
    for Number { text, exact } in cells {
        table_row.col(|ui| {
            let color = ink(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let fonts = [theme::small(), theme::tiny()];
                let font = text::fitting(ui.painter(), &text, &fonts, ui.available_width());
                let text = RichText::new(text).font(font).color(color);
                let response = ui.add(Label::new(text).selectable(false));
                if let Some(exact) = exact {
                    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &exact));
                    response.on_hover_text(exact);
                }
            });
        });
    }
    table_row.col(|ui| {
        let palette = theme::palette(ui);
        let (note, bad) = match row.kind {
            RowKind::Round(..) if is_covered => ("covered".to_owned(), false),
            _ => row.note.clone(),
        };
        let color = if bad && !ahead { palette.missed } else { ink(ui) };
        ui.add(
            Label::new(RichText::new(note).font(theme::small()).color(color))
                .selectable(false)
                .truncate(),
        );
    });
}

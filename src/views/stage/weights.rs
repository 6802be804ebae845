//! The weights, with what their tests found in the same cells while it holds.

use eframe::egui::{Align2, Color32, FontId, Painter, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::cells::{ground, lens, light, share_pointer, signed_colors, signed_fill, signed_number};
use super::heat::Full;
use super::{Memory, heat};
use crate::document::{Action, Effect, Spot, Stroke as Gesture, words};
use crate::engine::{Direction, WeightTest};
use crate::theme::{self, Palette};
use crate::views::grid::{Grid, Hidden, Layout, Press};
use crate::views::{Desk, Scene, cover, picture, says};

/// Draws the grid.
pub fn ui(ui: &mut Ui, scene: &Scene, layout: Layout, memory: &mut Memory, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let painter = ui.painter().clone();
    if heat::is_one(layout) {
        let values = || scene.weights.iter().copied();
        let color = |weight, most| signed_fill(palette, layout, weight, most);
        let key = (scene.version(), 0);
        memory.heats[1].ui(&painter, layout, key, (Full::Strongest, values), palette, color);
        unreal_ui(&painter, scene, layout, palette);
    } else {
        cells_ui(&painter, scene, layout, palette);
    }
    light(&painter, layout, desk, palette);
    if let Some(next) =
        desk.situation.next_weight.filter(|_| !scene.is_trial() && scene.round().is_none())
    {
        let chosen = Stroke::new(2.0, palette.focus);
        painter.rect_stroke(layout.cell(next), theme::CELL_CORNER, chosen, StrokeKind::Inside);
    }
    let grid = Grid {
        name: "weights",
        cell_name: "weight",
        layout,
        value: &|cell| scene.weights[cell],
        note: &|cell| {
            scene.notes[cell].map_or_else(String::new, |note| {
                if covers(scene, cell) {
                    return ", tests covered".to_owned();
                }
                format!(", {}", says::note(&note, scene.settings()))
            })
        },
        hidden: &|cell| if covers(scene, cell) { Hidden::Part } else { Hidden::Nothing },
        tooltip: "Click to test this weight. Drag up or down, or type a number, to set it by hand.",
        editable: true,
    };
    let events = grid.ui(ui, &mut memory.weights);
    let colors = |value| signed_colors(palette, value);
    lens(ui, layout, &events, &|cell| scene.weights[cell], &colors);
    share_pointer(&events, desk);
    if let Some(press) = events.press {
        if press.began {
            memory.gestures += 1;
            memory.dragged_from = scene.document.experiment().weights[press.origin];
        }
        drag_weight(scene, memory, press, desk);
    }
    let on_trial = scene.trial.map(|trial| trial.weight);
    let opened = events.clicked.or(events.activated).filter(|cell| covers(scene, *cell));
    if let Some(weight) = opened {
        cover::open(Spot::Tests { weight }, desk);
    } else if events.activated.is_some() && events.activated == on_trial {
        // Space on the weight under trial goes on with its test.
        desk.ask(Action::Outside(Effect::Step));
    } else if let Some(cell) = events.clicked.or(events.activated) {
        desk.focus.chosen_weight = Some(cell);
        desk.ask(Action::Outside(Effect::Try { weight: cell }));
    }
    if let Some((weight, value)) = events.typed {
        desk.ask(Action::SetWeight { weight, value, stroke: None });
    }
}

/// Whether what the tests of a weight found stands in its cell, covered.
fn covers(scene: &Scene, weight: usize) -> bool {
    let tested = scene.notes[weight].is_some();
    let on_trial = scene.trial.is_some_and(|trial| trial.weight == weight);
    tested && !on_trial && scene.covers(Spot::Tests { weight })
}

/// Every cell, with its number where that can be read.
fn cells_ui(painter: &Painter, scene: &Scene, layout: Layout, palette: &Palette) {
    let most = scene.weights.iter().fold(0.0_f64, |most, w| most.max(w.abs()));
    for (cell, &weight) in scene.weights.iter().enumerate() {
        let rect = layout.cell(cell);
        let readable = layout.side >= theme::READABLE_CELL;
        let fill = signed_fill(palette, layout, weight, most);
        let trial = scene.trial.is_some_and(|trial| trial.weight == cell);
        ground(painter, layout, cell, fill, palette);
        if scene.trial.is_some() && !trial && readable {
            // The others are held: they stand back while one is tried.
            painter.rect_filled(rect, theme::CELL_CORNER, palette.panel.gamma_multiply(0.45));
        }
        weight_text(painter, scene, layout, cell, weight, palette);
        if trial || !scene.makes(cell) {
            picture::dashed(painter, rect, Stroke::new(2.0, palette.focus));
        }
    }
}

/// Outlines what is not applied in a grid of many cells.
fn unreal_ui(painter: &Painter, scene: &Scene, layout: Layout, palette: &Palette) {
    let outline = |cell, width| {
        let line = Stroke::new(width, palette.focus);
        picture::dashed(painter, layout.cell(cell), line);
    };
    if let Some(trial) = scene.trial {
        outline(trial.weight, 2.0);
    } else if scene.imagined().is_some() {
        (0..scene.weights.len())
            .filter(|cell| !scene.makes(*cell))
            .for_each(|cell| outline(cell, 1.0));
    }
}

/// Twelve points up or down are one step.
fn drag_weight(scene: &Scene, memory: &Memory, press: Press, desk: &mut Desk) {
    const POINTS_PER_STEP: f32 = 12.0;
    let steps = f64::from((press.lifted / POINTS_PER_STEP).trunc());
    let value = memory.dragged_from + steps * scene.settings().step;
    let weight = press.origin;
    if value != scene.document.experiment().weights[weight] {
        desk.ask(Action::SetWeight { weight, value, stroke: Some(Gesture(memory.gestures)) });
    }
}

fn weight_text(
    painter: &Painter,
    scene: &Scene,
    layout: Layout,
    cell: usize,
    weight: f64,
    palette: &Palette,
) {
    let rect = layout.cell(cell);
    let trial = scene.trial.filter(|trial| trial.weight == cell);
    if layout.side < theme::READABLE_CELL {
        return;
    }
    let roomy = layout.side >= theme::ROOMY_CELL;
    let ink = if weight == 0.0 { palette.quiet } else { palette.text };
    match (scene.notes[cell], trial) {
        (_, Some(_)) => {
            signed_number(painter, layout, weight, palette.text, rect.center());
            if roomy {
                painter.text(
                    rect.center_bottom() - vec2(0.0, 2.0),
                    Align2::CENTER_BOTTOM,
                    "trial",
                    theme::tiny(),
                    palette.text,
                );
            }
        }
        (Some(_), None) if covers(scene, cell) => {
            let (number, tests) = rect.split_top_bottom_at_fraction(0.45);
            signed_number(painter, layout, weight, ink, number.center());
            cover::tile(painter, tests.shrink(2.0), palette);
        }
        (Some(note), None) if roomy => {
            let lit = scene.dataset().lights(cell);
            note_text(painter, scene, rect, weight, &note, lit, palette);
        }
        (Some(note), None) => {
            signed_number(painter, layout, weight, ink, rect.center());
            let mark = match note.direction {
                Direction::Raise => "▲",
                Direction::Lower => "▼",
                Direction::Leave => "",
            };
            painter.text(
                rect.right_top() + vec2(-1.0, 0.0),
                Align2::RIGHT_TOP,
                mark,
                theme::tiny(),
                palette.signed_line(note.direction.sign()),
            );
        }
        (None, None) => signed_number(painter, layout, weight, ink, rect.center()),
    }
}

/// The weight, what it would score up and down, and the note: three lines in one cell.
fn note_text(
    painter: &Painter,
    scene: &Scene,
    rect: Rect,
    weight: f64,
    note: &WeightTest,
    lit: bool,
    palette: &Palette,
) {
    let line = |y: f32, text: String, font: FontId, color: Color32| {
        painter.text(
            pos2(rect.center().x, rect.top() + y * rect.height()),
            Align2::CENTER_CENTER,
            text,
            font,
            color,
        );
    };
    let on_fill = palette.signed(weight).is_some();
    let quiet = if on_fill { palette.text } else { palette.quiet };
    line(0.24, words::signed(weight), theme::digits(13.0), palette.text);
    if lit {
        let scores = format!("▲{} ▼{}", words::amount(note.up), words::amount(note.down));
        let font =
            if scores.chars().count() > 8 { FontId::proportional(9.5) } else { theme::tiny() };
        line(0.54, scores, font, palette.text);
    } else {
        line(0.54, "·".to_owned(), theme::tiny(), quiet);
    }
    let word = says::direction(note, scene.settings()).to_owned();
    let color = match note.direction {
        _ if on_fill => palette.text,
        Direction::Raise => palette.raise_line,
        Direction::Lower => palette.lower_line,
        Direction::Leave => quiet,
    };
    line(0.81, word, theme::tiny(), color);
}

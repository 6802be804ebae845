//! Pixels x weights = pixel x weight for the current picture, with running totals in the last grid.

use eframe::egui::{
    Align2, Color32, FontId, Painter, Pos2, Rect, Shape as Mark, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::grid::{Grid, GridEvents, GridMemory, Layout};
use super::{Desk, Scene, says};
use crate::document::{Action, Effect, Stroke as Gesture, words};
use crate::engine::{Direction, Example, WeightTest};
use crate::theme::{self, Palette};

/// What the stage remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    pixels: GridMemory,
    weights: GridMemory,
    products: GridMemory,
    gestures: u64,
    /// What the mouse paints while it is held down.
    paint: f64,
    /// A weight as it was when the mouse took hold of it.
    dragged_from: f64,
}

/// The room of an operator between two grids.
const OPERATOR: f32 = 24.0;

/// Draws the stage into the top of `ui` and returns the room below it.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) -> Rect {
    let palette = theme::palette(ui);
    let room = ui.max_rect();
    let painter = ui.painter().clone();
    let Some(example) = scene.example(desk.focus.example) else {
        says::empty_ui(
            ui,
            "No picture",
            "Add one at the lower left, or open a dataset.",
        );
        return Rect::from_min_max(room.left_bottom(), room.max);
    };
    let title = painter.text(
        room.min,
        Align2::LEFT_TOP,
        scene.dataset().title(desk.focus.example),
        FontId::proportional(15.0),
        palette.text,
    );
    let line = says::stage_line(scene);
    let from = pos2(
        (title.right() + 16.0).max(room.left() + 104.0),
        title.center().y,
    );
    says::line_ui(
        ui,
        Rect::from_min_max(
            pos2(from.x, title.top()),
            pos2(room.right(), title.bottom()),
        ),
        "stage line",
        &line,
    );
    let shape = scene.shape();
    let side = side(room, shape);
    let size = Layout::size(shape, side);
    let width = size.x * 3.0 + OPERATOR * 2.0;
    let left = room.left() + ((room.width() - width) / 2.0).max(0.0);
    let top = room.top() + 46.0;
    let at = |n: f32| pos2(left + (size.x + OPERATOR) * n, top);
    for (n, caption) in ["pixels", "weights", "pixel × weight"]
        .into_iter()
        .enumerate()
    {
        #[expect(clippy::cast_precision_loss, reason = "three grids")]
        let x = at(n as f32).x + size.x / 2.0;
        painter.text(
            pos2(x, top - 4.0),
            Align2::CENTER_BOTTOM,
            caption,
            theme::small(),
            palette.quiet,
        );
    }
    for (n, sign) in [(0.0, "×"), (1.0, "=")] {
        let middle = pos2(at(n).x + size.x + OPERATOR / 2.0, top + size.y / 2.0);
        painter.text(
            middle,
            Align2::CENTER_CENTER,
            sign,
            FontId::proportional(17.0),
            palette.quiet,
        );
    }
    pixels_ui(ui, example, Layout::new(at(0.0), shape, side), memory, desk);
    weights_ui(ui, scene, Layout::new(at(1.0), shape, side), memory, desk);
    products_ui(
        ui,
        scene,
        example,
        Layout::new(at(2.0), shape, side),
        memory,
        desk,
    );
    let bottom = top + size.y;
    total_ui(
        ui,
        scene,
        desk.focus.example,
        pos2(at(2.0).x + size.x, bottom + 6.0),
    );
    Rect::from_min_max(pos2(room.left(), bottom + 32.0), room.max)
}

/// The side of a cell: as large as the width allows, and no more than about half the height.
#[expect(clippy::cast_precision_loss, reason = "at most 1,024 a side")]
fn side(room: Rect, shape: crate::engine::Shape) -> f32 {
    let across = (room.width() - 2.0 * OPERATOR) / (3.0 * shape.width as f32);
    let down = room.height() * 0.445 / shape.height as f32;
    let side = across.min(down).min(theme::CELL);
    if side >= 1.0 { side.floor() } else { side }
}

fn pixels_ui(ui: &mut Ui, example: &Example, layout: Layout, memory: &mut Memory, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let painter = ui.painter().clone();
    let most = example
        .pixels
        .iter()
        .fold(1.0_f64, |most, pixel| most.max(pixel.abs()));
    for (cell, &pixel) in example.pixels.iter().enumerate() {
        let rect = layout.cell(cell);
        let fraction = pixel.abs() / most;
        let fill = palette.pixel(fraction);
        painter.rect(
            rect,
            theme::CELL_CORNER,
            fill,
            outline(palette, layout.side),
            StrokeKind::Inside,
        );
        let ink = if fraction > 0.5 {
            palette.on_lit
        } else if pixel == 0.0 {
            palette.quiet
        } else {
            palette.text
        };
        number(&painter, layout, pixel, ink, rect.center());
    }
    light(&painter, layout, desk, palette);
    let grid = Grid {
        name: "pixels",
        cell_name: "pixel",
        layout,
        value: &|cell| example.pixels[cell],
        note: &|_| String::new(),
        tooltip: "Click or drag to paint, right button to erase. Enter, F2 or a digit types another value.",
    };
    let events = grid.ui(ui, &mut memory.pixels);
    lens(ui, layout, &events, &|cell| example.pixels[cell]);
    share_pointer(&events, desk);
    let e = desk.focus.example;
    if let Some(press) = events.press {
        if press.began {
            memory.gestures += 1;
            let erases = press.secondary || example.pixels[press.cell] != 0.0;
            memory.paint = if erases { 0.0 } else { most };
        }
        if example.pixels[press.cell] != memory.paint {
            let stroke = Some(Gesture(memory.gestures));
            desk.ask(Action::SetPixel {
                example: e,
                cell: press.cell,
                value: memory.paint,
                stroke,
            });
        }
    }
    if let Some(cell) = events.activated {
        let value = if example.pixels[cell] == 0.0 {
            most
        } else {
            0.0
        };
        desk.ask(Action::SetPixel {
            example: e,
            cell,
            value,
            stroke: None,
        });
    }
    if let Some((cell, value)) = events.typed {
        desk.ask(Action::SetPixel {
            example: e,
            cell,
            value,
            stroke: None,
        });
    }
}

fn weights_ui(ui: &mut Ui, scene: &Scene, layout: Layout, memory: &mut Memory, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let painter = ui.painter().clone();
    let most = scene
        .weights
        .iter()
        .fold(0.0_f64, |most, w| most.max(w.abs()));
    let lit = scene.dataset().lit_cells();
    for (cell, &weight) in scene.weights.iter().enumerate() {
        let rect = layout.cell(cell);
        let readable = layout.side >= theme::READABLE_CELL;
        let fill = match palette.signed(weight) {
            Some(color) if readable => color,
            Some(_) => palette.diverging(weight / most),
            None => Color32::TRANSPARENT,
        };
        let trial = scene.trial.is_some_and(|trial| trial.weight == cell);
        painter.rect(
            rect,
            theme::CELL_CORNER,
            fill,
            outline(palette, layout.side),
            StrokeKind::Inside,
        );
        if scene.is_trial() && !trial && readable {
            // The others are held: they stand back while one is tried.
            painter.rect_filled(rect, theme::CELL_CORNER, palette.panel.gamma_multiply(0.45));
        }
        weight_text(&painter, scene, layout, cell, weight, lit[cell], palette);
        if trial {
            dashed(&painter, rect, palette.focus);
        }
    }
    light(&painter, layout, desk, palette);
    if let Some(next) = desk
        .situation
        .next_weight
        .filter(|_| !scene.is_trial() && scene.round().is_none())
    {
        let chosen = Stroke::new(2.0, palette.focus);
        painter.rect_stroke(
            layout.cell(next),
            theme::CELL_CORNER,
            chosen,
            StrokeKind::Inside,
        );
    }
    let grid = Grid {
        name: "weights",
        cell_name: "weight",
        layout,
        value: &|cell| scene.weights[cell],
        note: &|cell| {
            scene.notes[cell].map_or_else(String::new, |note| {
                format!(", {}", says::note(&note, scene.settings()))
            })
        },
        tooltip: "Click to test this weight. Drag up or down, or type a number, to set it by hand.",
    };
    let events = grid.ui(ui, &mut memory.weights);
    lens(ui, layout, &events, &|cell| scene.weights[cell]);
    share_pointer(&events, desk);
    if let Some(press) = events.press {
        if press.began {
            memory.gestures += 1;
            memory.dragged_from = scene.document.experiment().weights[press.origin];
        }
        drag_weight(scene, memory, press, desk);
    }
    let on_trial = scene.trial.map(|trial| trial.weight);
    if events.activated.is_some() && events.activated == on_trial {
        // Space on the weight under trial goes on with its test.
        desk.ask(Action::Outside(Effect::Step));
    } else if let Some(cell) = events.clicked.or(events.activated) {
        desk.focus.chosen_weight = Some(cell);
        desk.ask(Action::Outside(Effect::Try { weight: cell }));
    }
    if let Some((weight, value)) = events.typed {
        desk.ask(Action::SetWeight {
            weight,
            value,
            stroke: None,
        });
    }
}

/// Twelve points up or down are one step.
fn drag_weight(scene: &Scene, memory: &Memory, press: super::grid::Press, desk: &mut Desk) {
    const POINTS_PER_STEP: f32 = 12.0;
    let steps = f64::from((press.lifted / POINTS_PER_STEP).trunc());
    let value = memory.dragged_from + steps * scene.settings().step;
    let weight = press.origin;
    if value != scene.document.experiment().weights[weight] {
        desk.ask(Action::SetWeight {
            weight,
            value,
            stroke: Some(Gesture(memory.gestures)),
        });
    }
}

fn weight_text(
    painter: &Painter,
    scene: &Scene,
    layout: Layout,
    cell: usize,
    weight: f64,
    lit: bool,
    palette: &Palette,
) {
    let rect = layout.cell(cell);
    let trial = scene.trial.filter(|trial| trial.weight == cell);
    if layout.side < theme::READABLE_CELL {
        return;
    }
    let roomy = layout.side >= theme::ROOMY_CELL;
    let ink = if weight == 0.0 {
        palette.quiet
    } else {
        palette.text
    };
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
        (Some(note), None) if roomy => note_text(painter, scene, rect, weight, &note, lit, palette),
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
    line(
        0.24,
        words::signed(weight),
        theme::digits(13.0),
        palette.text,
    );
    if lit {
        let scores = format!("▲{} ▼{}", words::amount(note.up), words::amount(note.down));
        let font = if scores.chars().count() > 8 {
            FontId::proportional(9.5)
        } else {
            theme::tiny()
        };
        line(0.54, scores, font, palette.text);
    } else {
        line(0.54, "·".to_owned(), theme::tiny(), quiet);
    }
    let (word, color) = match note.direction {
        Direction::Raise => ("raise", palette.raise_line),
        Direction::Lower => ("lower", palette.lower_line),
        Direction::Leave if note.is_tie(scene.settings()) => ("tie: leave", quiet),
        Direction::Leave => ("leave", quiet),
    };
    line(
        0.81,
        word.to_owned(),
        theme::tiny(),
        if on_fill { palette.text } else { color },
    );
}

fn products_ui(
    ui: &mut Ui,
    scene: &Scene,
    example: &Example,
    layout: Layout,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let painter = ui.painter().clone();
    let product = |cell: usize| example.pixels[cell] * scene.weights[cell];
    let most = (0..example.pixels.len()).fold(0.0_f64, |most, cell| most.max(product(cell).abs()));
    let mut so_far = 0.0;
    for cell in 0..example.pixels.len() {
        let rect = layout.cell(cell);
        let value = product(cell);
        let readable = layout.side >= theme::READABLE_CELL;
        let fill = match palette.signed(value) {
            Some(color) if readable => color,
            Some(_) => palette.diverging(value / most),
            None => Color32::TRANSPARENT,
        };
        painter.rect(
            rect,
            theme::CELL_CORNER,
            fill,
            outline(palette, layout.side),
            StrokeKind::Inside,
        );
        let ink = if value == 0.0 {
            palette.quiet
        } else {
            palette.text
        };
        so_far += value;
        let roomy = layout.side >= theme::ROOMY_CELL && value != 0.0;
        let middle = if roomy {
            rect.center() + vec2(0.0, 5.0)
        } else {
            rect.center()
        };
        signed_number(&painter, layout, value, ink, middle);
        if roomy {
            let corner = rect.right_top() + vec2(-3.0, 3.0);
            let text = format!("so far {}", words::amount(so_far));
            painter.text(corner, Align2::RIGHT_TOP, text, theme::tiny(), palette.text);
        }
    }
    light(&painter, layout, desk, palette);
    let grid = Grid {
        name: "pixel × weight",
        cell_name: "product",
        layout,
        value: &product,
        note: &|_| String::new(),
        tooltip: "The pixel times the weight. Added up in reading order they make the output.",
    };
    let events = grid.ui(ui, &mut memory.products);
    lens(ui, layout, &events, &product);
    share_pointer(&events, desk);
}

fn total_ui(ui: &Ui, scene: &Scene, e: usize, corner: Pos2) {
    let palette = theme::palette(ui);
    let example = &scene.dataset().examples[e];
    let matched = scene.matched(e);
    let mark = if matched { theme::TICK } else { theme::CROSS };
    let text = format!(
        "total {}, label {} {mark}",
        words::amount(scene.output(e)),
        words::signed(example.label)
    );
    let color = if scene.is_trial() || scene.round().is_some() {
        palette.verdict(matched)
    } else {
        palette.text
    };
    let drawn = ui.painter().text(
        corner,
        Align2::RIGHT_TOP,
        &text,
        FontId::proportional(16.0),
        color,
    );
    says::named(ui, drawn, "total", &text);
}

/// Lights up the cells that are pointed at anywhere in the window.
fn light(painter: &Painter, layout: Layout, desk: &Desk, palette: &Palette) {
    for &cell in desk
        .focus
        .lit
        .iter()
        .filter(|cell| **cell < layout.shape.cells())
    {
        painter.rect_stroke(
            layout.cell(cell),
            theme::CELL_CORNER,
            Stroke::new(1.5, palette.focus),
            StrokeKind::Outside,
        );
    }
}

fn share_pointer(events: &GridEvents, desk: &mut Desk) {
    if let Some(cell) = events.hovered {
        desk.focus.point_at(cell);
    }
}

fn outline(palette: &Palette, side: f32) -> Stroke {
    if side >= 8.0 {
        Stroke::new(1.0, palette.line)
    } else {
        Stroke::NONE
    }
}

fn dashed(painter: &Painter, rect: Rect, color: Color32) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    painter.extend(Mark::dashed_line(
        &corners,
        Stroke::new(2.0, color),
        5.0,
        3.0,
    ));
}

fn number(painter: &Painter, layout: Layout, value: f64, ink: Color32, at: Pos2) {
    if layout.side >= theme::READABLE_CELL {
        fitted(painter, layout, &words::amount(value), ink, at);
    }
}

fn signed_number(painter: &Painter, layout: Layout, value: f64, ink: Color32, at: Pos2) {
    if layout.side >= theme::READABLE_CELL {
        fitted(painter, layout, &words::signed(value), ink, at);
    }
}

fn fitted(painter: &Painter, layout: Layout, text: &str, ink: Color32, at: Pos2) {
    #[expect(clippy::cast_precision_loss, reason = "a few characters")]
    let widest = (layout.side - 4.0) / (text.chars().count().max(1) as f32 * 0.6);
    let size = widest.min(layout.side * 0.3).clamp(7.0, 16.0);
    painter.text(at, Align2::CENTER_CENTER, text, theme::digits(size), ink);
}

/// Where cells are too small for numbers, those around the pointer show in a lens.
fn lens(ui: &Ui, layout: Layout, events: &GridEvents, value: &dyn Fn(usize) -> f64) {
    const REACH: usize = 2;
    const SIDE: f32 = 34.0;
    let Some(cell) = events
        .hovered
        .filter(|_| layout.side < theme::READABLE_CELL)
    else {
        return;
    };
    let palette = theme::palette(ui);
    let (row, column) = layout.shape.place(cell);
    let rows = row.saturating_sub(REACH)..(row + REACH + 1).min(layout.shape.height);
    let columns = column.saturating_sub(REACH)..(column + REACH + 1).min(layout.shape.width);
    let shape = crate::engine::Shape {
        width: columns.len(),
        height: rows.len(),
    };
    let size = Layout::size(shape, SIDE);
    let screen = ui.ctx().content_rect().shrink(8.0);
    let wanted = layout.cell(cell).center() + vec2(18.0, 18.0);
    let min = pos2(
        wanted.x.min(screen.right() - size.x),
        wanted.y.min(screen.bottom() - size.y),
    );
    let painter = ui.ctx().layer_painter(eframe::egui::LayerId::new(
        eframe::egui::Order::Tooltip,
        ui.scope_id().with("lens"),
    ));
    let lens = Layout::new(min, shape, SIDE);
    painter.rect(
        lens.rect.expand(3.0),
        theme::CORNER,
        palette.panel,
        Stroke::new(1.0, palette.line),
        StrokeKind::Outside,
    );
    for (n, (r, c)) in rows
        .flat_map(|r| columns.clone().map(move |c| (r, c)))
        .enumerate()
    {
        let here = r * layout.shape.width + c;
        let number = value(here);
        let fill = palette.signed(number).unwrap_or(palette.unlit);
        let rect = lens.cell(n);
        painter.rect_filled(rect, theme::CELL_CORNER, fill);
        fitted(
            &painter,
            lens,
            &words::amount(number),
            palette.text,
            rect.center(),
        );
        if here == cell {
            painter.rect_stroke(
                rect,
                theme::CELL_CORNER,
                Stroke::new(1.5, palette.focus),
                StrokeKind::Inside,
            );
        }
    }
}

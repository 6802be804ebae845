//! The table of changes x pictures: each cell the output with that change alone.

use eframe::egui::{
    self, Align2, FontId, Painter, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::document::{Action, Effect, words};
use crate::engine::{Alone, AloneTable, Round, Score};
use crate::theme::{self, Palette};
use crate::views::{Desk, Scene, picture, refuge, says, text};

/// Of more rows, those with the largest gains are shown.
const MOST_ROWS: usize = 10;
const ROW: f32 = 28.0;
const NAME: f32 = 110.0;
const SUM: f32 = 44.0;
/// What of that the numbers have.
const SUM_ROOM: f32 = SUM - 8.0;
const HEADING: f32 = 58.0;

/// The letters of a cell, the largest first: those that fit.
fn sizes() -> [FontId; 4] {
    [theme::body(), theme::small(), theme::tiny(), FontId::proportional(9.5)]
}

/// The rows to show, in reading order, and how many are left out.
pub fn largest(table: &AloneTable) -> (Vec<&Alone>, usize) {
    let mut rows: Vec<&Alone> = table.rows.iter().collect();
    if rows.len() > MOST_ROWS {
        rows.sort_by(|a, b| {
            b.gain().abs().total_cmp(&a.gain().abs()).then(a.weight.cmp(&b.weight))
        });
        rows.truncate(MOST_ROWS);
        rows.sort_by_key(|row| row.weight);
    }
    let left_out = table.rows.len() - rows.len();
    (rows, left_out)
}

/// The first word of a picture's name, where no other begins with it.
fn short_name(scene: &Scene, e: usize) -> String {
    let first =
        |e: usize| -> String { scene.dataset().title(e).split_whitespace().take(1).collect() };
    let word = first(e);
    let examples = 0..scene.dataset().examples.len();
    let alone = examples.filter(|other| first(*other) == word).count() == 1;
    if alone { word } else { scene.dataset().title(e) }
}

/// "row 3, col 1 +1".
pub fn row_name(scene: &Scene, row: &Alone) -> String {
    format!("{} {}", says::short_place(scene.shape(), row.weight), words::signed(row.change))
}

/// A gain as the sum column shows it: ticks are counted, errors carry their sign.
pub fn gain_text(score: Score, gain: f64) -> String {
    match score {
        Score::Matches => words::amount(gain),
        _ => words::brief_signed(gain),
    }
}

/// What the sums count.
fn sum_name(score: Score) -> &'static str {
    match score {
        Score::Matches => "ticks, each alone",
        _ => "gain, each alone",
    }
}

/// The columns of a table.
#[derive(Clone, Copy)]
struct Columns {
    rect: Rect,
    width: f32,
    examples: usize,
}

impl Columns {
    #[expect(clippy::cast_precision_loss, reason = "at most 12 pictures")]
    fn cell(&self, e: usize, top: f32, height: f32) -> Rect {
        let left = self.rect.left() + NAME + self.width * e as f32;
        Rect::from_min_size(pos2(left + 2.0, top + 1.5), vec2(self.width - 4.0, height - 3.0))
    }

    fn right(&self) -> f32 {
        self.cell(self.examples, 0.0, 4.0).left() + SUM_ROOM
    }
}

/// The table of up to 12 pictures.
pub fn ui(ui: &mut Ui, scene: &Scene, round: &Round, table: &AloneTable, desk: &mut Desk) {
    let (rows, left_out) = largest(table);
    let examples = round.examples.len();
    #[expect(clippy::cast_precision_loss, reason = "at most 12 pictures and 10 rows")]
    let (count, height) = (examples as f32, HEADING + ROW * (rows.len() as f32 + 2.0) + 14.0);
    let width = ((ui.available_width() - NAME - SUM) / count).clamp(25.0, 84.0);
    let size = vec2(NAME + width * count + SUM, height);
    egui::ScrollArea::horizontal().id_salt("table").show(ui, |ui| {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let columns = Columns { rect, width, examples };
        headings_ui(ui, scene, columns, round.settings.score, desk);
        let mut top = rect.top() + HEADING;
        for row in rows {
            row_ui(ui, scene, round, row, columns, top, desk);
            top += ROW;
        }
        let line = Stroke::new(1.0, theme::palette(ui).line);
        ui.painter().hline(rect.left()..=columns.right(), top + 5.0, line);
        sums_ui(ui, scene, round, table, columns, top + 10.0);
    });
    refuge::pass_on(ui, refuge::Turn::Around);
    left_out_ui(ui, left_out);
}

fn headings_ui(ui: &Ui, scene: &Scene, columns: Columns, score: Score, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let painter = ui.painter();
    for e in 0..columns.examples {
        let Some(example) = scene.example(e) else {
            continue;
        };
        let cell = columns.cell(e, columns.rect.top(), HEADING);
        let response = ui.interact(cell, ui.scope_id().with(("heading", e)), Sense::click());
        let name = scene.dataset().title(e);
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &name));
        let current = desk.focus.example == e || desk.focus.lit_example == Some(e);
        if response.has_focus() {
            let ring = Stroke::new(1.5, palette.focus);
            painter.rect_stroke(cell, theme::CELL_CORNER, ring, egui::StrokeKind::Outside);
        }
        let ink = if current { palette.text } else { palette.quiet };
        let short = short_name(scene, e);
        let short = short.as_str();
        if text::width(painter, short, &theme::small()) <= cell.width() {
            painter.text(cell.center_top(), Align2::CENTER_TOP, short, theme::small(), ink);
        } else {
            text::clipped(painter, cell, short, theme::small(), ink);
        }
        let size = picture::fit(scene.shape(), vec2(cell.width() - 12.0, HEADING - 22.0));
        let at = cell.center_bottom() - vec2(0.0, size.y / 2.0 + 2.0);
        picture::thumbnail(
            painter,
            Rect::from_center_size(at, size),
            example,
            scene.shape(),
            palette,
        );
        if response.hovered() {
            desk.focus.pointing_example = Some(e);
        }
        if response.clicked() {
            desk.focus.example = e;
        }
        response.on_hover_text(name);
    }
    let sum = match score {
        Score::Matches => "alone",
        _ => "gain",
    };
    let at = pos2(columns.right(), columns.rect.top() + HEADING - 6.0);
    painter.text(at, Align2::RIGHT_BOTTOM, sum, theme::small(), palette.quiet);
}

fn row_ui(
    ui: &Ui,
    scene: &Scene,
    round: &Round,
    row: &Alone,
    columns: Columns,
    top: f32,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let painter = ui.painter();
    let whole =
        Rect::from_min_max(pos2(columns.rect.left(), top), pos2(columns.right(), top + ROW));
    let response = ui.interact(whole, ui.scope_id().with(("change", row.weight)), Sense::click());
    let made = scene.makes(row.weight);
    let name = row_name(scene, row);
    let sum = gain_text(round.settings.score, row.gain());
    let out = if made { "" } else { ", left out" };
    let spoken = format!("{name} alone: {}, sum {sum}{out}", aloud(scene, row));
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &spoken));
    let lit = desk.focus.lights(row.weight);
    if lit {
        painter.rect_filled(whole.expand2(vec2(4.0, 0.0)), theme::CELL_CORNER, palette.raised);
    }
    let ink = if made { palette.text } else { palette.quiet };
    let font = text::fitting(painter, &name, &sizes()[1..], NAME - 4.0);
    painter.text(whole.left_center(), Align2::LEFT_CENTER, &name, font, ink);
    let hover = ui.input(|input| input.pointer.hover_pos());
    for e in 0..columns.examples {
        let cell = columns.cell(e, top, ROW);
        cell_ui(painter, scene, round, row, e, cell, palette);
        if hover.is_some_and(|at| cell.contains(at)) && response.hovered() {
            desk.focus.pointing_example = Some(e);
        }
    }
    if !made || response.has_focus() {
        let line = Stroke::new(1.2, if made { palette.focus } else { palette.quiet });
        picture::dashed(painter, whole.shrink2(vec2(0.0, 1.0)), line);
    }
    let at = whole.right_center();
    let sum = if made { sum } else { "out".to_owned() };
    let font = text::fitting(painter, &sum, &sizes(), SUM_ROOM);
    painter.text(at, Align2::RIGHT_CENTER, &sum, font, ink);
    if response.hovered() {
        desk.focus.point_at(row.weight);
    }
    if let (true, Some(arrangement)) = (response.clicked(), scene.arrangement()) {
        let toggled = arrangement.toggled(&[row.weight]);
        desk.ask(Action::Outside(Effect::Imagine(Some(toggled))));
    }
    response.on_hover_text(format!("{name}. Click: leave it out, or take it back."));
}

/// The output with the change alone, and whether that made the picture match or unmatch.
fn cell_ui(
    painter: &Painter,
    scene: &Scene,
    round: &Round,
    row: &Alone,
    e: usize,
    cell: Rect,
    palette: &Palette,
) {
    let touches = scene.example(e).is_some_and(|example| example.pixels[row.weight] != 0.0);
    let was = round.examples[e].matched_before;
    let now = row.matched[e];
    let ground = if now && touches { palette.matched_ground } else { palette.panel };
    painter.rect(
        cell,
        theme::CELL_CORNER,
        ground,
        Stroke::new(1.0, palette.edge),
        egui::StrokeKind::Inside,
    );
    let (shown, color) = if touches {
        let mark = match (was, now) {
            (_, true) => theme::TICK,
            (true, false) => theme::CROSS,
            (false, false) => "",
        };
        let color = match (was, now) {
            (_, true) => palette.matched,
            (true, false) => palette.missed,
            (false, false) => palette.text,
        };
        (format!("{} {mark}", words::brief_signed(row.outputs[e])), color)
    } else {
        ("·".to_owned(), palette.quiet)
    };
    let shown = shown.trim_end();
    let font = text::fitting(painter, shown, &sizes()[1..], cell.width() - 2.0);
    painter.text(cell.center(), Align2::CENTER_CENTER, shown, font, color);
}

/// A row of cells, aloud.
fn aloud(scene: &Scene, row: &Alone) -> String {
    let cells: Vec<String> = (0..row.outputs.len())
        .map(|e| {
            let verdict = if row.matched[e] { " matches" } else { "" };
            format!("{} {}{verdict}", scene.dataset().title(e), words::amount(row.outputs[e]))
        })
        .collect();
    cells.join(", ")
}

fn sums_ui(ui: &Ui, scene: &Scene, round: &Round, table: &AloneTable, columns: Columns, top: f32) {
    let palette = theme::palette(ui);
    let painter = ui.painter();
    let score = round.settings.score;
    let alone: Vec<String> =
        (0..columns.examples).map(|e| gain_text(score, table.of_example(e))).collect();
    let together: Vec<String> =
        (0..columns.examples).map(|e| words::brief_signed(scene.output(e))).collect();
    let (together_name, gain) = all_together(scene, round);
    let lines = [
        (sum_name(score).to_owned(), alone, gain_text(score, table.singles)),
        (together_name, together, gain_text(score, gain)),
    ];
    for (n, (name, cells, sum)) in lines.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "two lines")]
        let top = top + ROW * n as f32;
        let whole =
            Rect::from_min_max(pos2(columns.rect.left(), top), pos2(columns.right(), top + ROW));
        let font = text::fitting(painter, name, &sizes()[1..], NAME - 4.0);
        painter.text(whole.left_center(), Align2::LEFT_CENTER, name, font, palette.text);
        if n == 1 && scene.imagined().is_some() {
            let line = Stroke::new(1.2, palette.focus);
            picture::dashed(painter, whole.shrink2(vec2(0.0, 1.0)), line);
        }
        for (e, number) in cells.iter().enumerate() {
            let matched = scene.matched(e);
            let (shown, color) = match n {
                0 => (number.clone(), palette.text),
                _ if matched => (format!("{number} {}", theme::TICK), palette.matched),
                _ => (format!("{number} {}", theme::CROSS), palette.missed),
            };
            let cell = columns.cell(e, top, ROW);
            let font = text::fitting(painter, &shown, &sizes(), cell.width() - 2.0);
            painter.text(cell.center(), Align2::CENTER_CENTER, shown, font, color);
        }
        let largest = [FontId::proportional(16.0)];
        let font = text::fitting(painter, sum, &[&largest, &sizes()[..]].concat(), SUM_ROOM);
        painter.text(whole.right_center(), Align2::RIGHT_CENTER, sum, font, palette.text);
        text::named(ui, whole, name, &format!("{name}: {}, sum {sum}", cells.join(", ")));
    }
}

/// The last line of a table: what it is called, and the gain. Under a trial it is that of the changes which are made.
pub fn all_together(scene: &Scene, round: &Round) -> (String, f64) {
    let score = round.settings.score;
    match scene.imagined() {
        None => ("all together".to_owned(), round.delivered),
        Some(trial) => {
            let made = words::count(trial.arrangement.made().len());
            let now = trial.evaluation.tally.score(score);
            (format!("trial: {made} together"), score.gain(round.before.score(score), now))
        }
    }
}

/// Says how many rows are left out, if any.
pub fn left_out_ui(ui: &mut Ui, left_out: usize) {
    if left_out > 0 {
        let left_out = words::changes(left_out);
        text::quiet_ui(
            ui,
            &format!("and {left_out} that gain or lose less; the sums count them too"),
        );
    }
}

//! The matrix of changes x changes: one tab stop, arrows move in it, Space selects, Escape leaves.

use eframe::egui::{
    self, Align2, FontId, Id, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, pos2, vec2,
};

use crate::document::words;
use crate::engine::{AloneTable, Pairs, Round, Shape};
use crate::theme::{self, Palette};
use crate::views::grid::{Layout, walked};
use crate::views::{Desk, Scene, picture, says, text};

/// Where the keyboard is.
#[derive(Debug, Default)]
pub struct Memory {
    /// Row and column.
    cursor: [usize; 2],
}

/// The side of the largest and of the smallest cell.
const CELL: std::ops::RangeInclusive<f32> = theme::TARGET..=32.0;
/// The room for a name at the head of a row; of many rows the place in small must do.
const NAME: f32 = 112.0;
/// With so many rows names have room.
const NAMED: usize = 12;
/// The largest place in small.
const PLACE: f32 = 26.0;

/// What the matrix was asked for in this frame, each time two weights in reading order.
#[derive(Debug, Default)]
pub struct Asked {
    /// The pair pointed at, or where the keyboard is.
    pub near: Option<[usize; 2]>,
    /// The pair that was pressed.
    pub selected: Option<[usize; 2]>,
}

/// One frame's matrix.
struct Matrix<'a> {
    scene: &'a Scene<'a>,
    round: &'a Round,
    pairs: &'a Pairs,
    table: &'a AloneTable,
    layout: Layout,
    /// The largest term, whichever its sign.
    most: f64,
    /// In what letters all numbers fit.
    font: Option<FontId>,
}

/// Draws the matrix; `held` is the pair that is told of where none is pointed at.
pub fn ui(
    ui: &mut Ui,
    scene: &Scene,
    round: &Round,
    pairs: &Pairs,
    (held, table): ([usize; 2], &AloneTable),
    memory: &mut Memory,
    desk: &mut Desk,
) -> Asked {
    let k = pairs.weights.len();
    #[expect(clippy::cast_precision_loss, reason = "at most 20 rows")]
    let rows = k as f32;
    let name = if k <= NAMED { NAME } else { 0.0 };
    let heading = picture::fit(scene.shape(), Vec2::splat(PLACE)) + Vec2::splat(8.0);
    let room = ui.available_width() - name - heading.x;
    let side = (room / rows).floor().clamp(*CELL.start(), *CELL.end());
    let corner = vec2(name + heading.x, heading.y.min(side.max(PLACE / 2.0 + 8.0)));
    let (rect, _) = ui.allocate_exact_size(corner + Vec2::splat(side * rows), Sense::hover());
    let layout = Layout::new(rect.min + corner, Shape { width: k, height: k }, side);
    let most = pairs.iter().map(|(_, term)| term.abs()).fold(0.0, f64::max);
    let mut matrix = Matrix { scene, round, pairs, table, layout, most, font: None };
    matrix.font = matrix.fitting(ui);
    let id = ui.scope_id().with("pair terms");
    let response = ui.interact(layout.rect, id, Sense::click());
    let [row, column] = &mut memory.cursor;
    (*row, *column) = ((*row).min(k - 1), (*column).min(k - 1));
    if row == column {
        *column = usize::from(*row == 0);
    }
    let mut pressed = matrix.keyboard(ui, &response, &mut memory.cursor);
    let cursor = response.has_focus().then_some(memory.cursor);
    let pointer = response.hover_pos().and_then(|at| layout.at(at));
    let under = pointer.map(|cell| [cell / k, cell % k]);
    pressed = pressed.or(under.filter(|_| response.clicked()));
    let [row, column] = memory.cursor;
    let at = format!("pair terms, at {}", matrix.aloud(row, column));
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &at));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_row_count(k);
        node.set_column_count(k);
        let [row, column] = memory.cursor;
        let cell = id.with((row.min(column), row.max(column)));
        node.set_active_descendant(cell.accesskit_id());
    });
    pressed = pressed.or(matrix.cells_ui(ui, id));
    let pressed = pressed.filter(|[row, column]| row != column);
    if let Some(cell) = pressed {
        memory.cursor = cell;
        response.request_focus();
    }
    let near = under.or(cursor);
    matrix.draw(ui, corner, near, held, desk);
    near.into_iter().flatten().for_each(|n| desk.focus.point_at(pairs.weights[n]));
    let pair = |[row, column]: [usize; 2]| (row != column).then(|| matrix.pair(row, column));
    Asked { near: near.and_then(pair), selected: pressed.and_then(pair) }
}

/// A change makes no pair with itself: on the diagonal the cursor goes one cell on, or one back at the edge.
fn off_the_diagonal(to: [usize; 2], from: [usize; 2], k: usize) -> [usize; 2] {
    if to[0] != to[1] {
        return to;
    }
    let axis = usize::from(to[1] != from[1]);
    let at = to[axis];
    let (on, back) = if at > from[axis] {
        (Some(at + 1), at.checked_sub(1))
    } else {
        (at.checked_sub(1), Some(at + 1))
    };
    let mut past = to;
    past[axis] = on.filter(|n| *n < k).or(back).unwrap_or(at);
    past
}

impl Matrix<'_> {
    /// The two weights of a cell, in reading order.
    fn pair(&self, row: usize, column: usize) -> [usize; 2] {
        [self.pairs.weights[row.min(column)], self.pairs.weights[row.max(column)]]
    }

    /// "row 3, col 1 with row 3, col 3".
    fn aloud(&self, row: usize, column: usize) -> String {
        let [one, other] =
            self.pair(row, column).map(|weight| says::short_place(self.scene.shape(), weight));
        format!("{one} with {other}")
    }

    fn text(&self, row: usize, column: usize) -> String {
        if row == column {
            let weight = self.pairs.weights[row];
            let own = self.table.rows.iter().find(|alone| alone.weight == weight);
            own.map(|alone| words::brief_signed(alone.gain())).unwrap_or_default()
        } else {
            words::brief_signed(self.pairs.term(row, column))
        }
    }

    /// The letters in which all numbers fit into their cells; none do in very small ones.
    fn fitting(&self, ui: &Ui) -> Option<FontId> {
        let k = self.pairs.weights.len();
        let width =
            |font: &FontId, n: usize| text::width(ui.painter(), &self.text(n / k, n % k), font);
        let fits = |font: &FontId| (0..k * k).all(|n| width(font, n) <= self.layout.side - 3.0);
        [theme::body(), theme::small(), theme::tiny()].into_iter().find(fits)
    }

    /// The keys of every grid move, over the diagonal too; Space or Enter selects.
    fn keyboard(
        &self,
        ui: &Ui,
        response: &Response,
        cursor: &mut [usize; 2],
    ) -> Option<[usize; 2]> {
        if !response.has_focus() {
            return None;
        }
        let [row, column] = *cursor;
        let (shape, k) = (self.layout.shape, self.pairs.weights.len());
        let to = walked(ui, response.id, shape, row * k + column);
        *cursor = off_the_diagonal([to / k, to % k], *cursor, k);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        (pressed(Key::Space) || pressed(Key::Enter)).then_some(*cursor)
    }

    /// Each pair's node: no tab stop of its own, but tests and screen readers see it and can press it.
    fn cells_ui(&self, ui: &Ui, grid: Id) -> Option<[usize; 2]> {
        let mut pressed = None;
        let k = self.pairs.weights.len();
        for (row, column) in (0..k).flat_map(|row| (row + 1..k).map(move |column| (row, column))) {
            let id = grid.with((row, column));
            let rect = self.layout.target(row * k + column);
            let name = self.aloud(row, column);
            let response = ui.interact(rect, id, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &name));
            let value = words::signed(self.pairs.term(row, column));
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_value(value);
                node.set_row_index(row);
                node.set_column_index(column);
                node.add_action(egui::accesskit::Action::Click);
            });
            let click = egui::accesskit::Action::Click;
            if ui.input(|input| input.has_accesskit_action_request(id, click)) {
                pressed = Some([row, column]);
            }
        }
        pressed
    }

    fn draw(&self, ui: &Ui, corner: Vec2, near: Option<[usize; 2]>, held: [usize; 2], desk: &Desk) {
        let palette = theme::palette(ui);
        let k = self.pairs.weights.len();
        for position in 0..k {
            self.heads(ui, position, corner, palette, desk);
        }
        for (row, column) in (0..k).flat_map(|row| (0..k).map(move |column| (row, column))) {
            let cell = self.layout.cell(row * k + column).shrink(0.5);
            let diagonal = row == column;
            let fraction =
                if diagonal { 0.0 } else { self.pairs.term(row, column) / self.most.max(1e-300) };
            if !diagonal {
                let line = Stroke::new(1.0, palette.edge);
                let fill = palette.diverging(fraction);
                ui.painter().rect(cell, theme::CELL_CORNER, fill, line, StrokeKind::Inside);
            }
            if let Some(font) = &self.font {
                let ink = if fraction == 0.0 { palette.quiet } else { palette.text };
                let text = self.text(row, column);
                ui.painter().text(cell.center(), Align2::CENTER_CENTER, text, font.clone(), ink);
            }
            let pair = self.pair(row, column);
            let is_near = near.is_some_and(|near| near == [row, column]);
            let is_mirror = near.is_some_and(|near| near == [column, row]);
            let chosen = held == pair && !diagonal;
            if is_near || is_mirror || chosen {
                let wide = if is_near || chosen { 2.0 } else { 1.0 };
                let line = Stroke::new(wide, palette.focus);
                ui.painter().rect_stroke(cell, theme::CELL_CORNER, line, StrokeKind::Inside);
            }
        }
    }

    /// The heads of one row and of the column of the same change.
    fn heads(&self, ui: &Ui, position: usize, corner: Vec2, palette: &Palette, desk: &Desk) {
        let k = self.pairs.weights.len();
        let weight = self.pairs.weights[position];
        let change = self.round.change(weight);
        let (row, column) = (self.layout.cell(position * k), self.layout.cell(position));
        let left = self.layout.rect.left() - corner.x;
        let top = self.layout.rect.top() - corner.y;
        let room = Vec2::splat(PLACE.min(self.layout.side - 3.0).min(corner.y - 5.0));
        let size = picture::fit(self.scene.shape(), room);
        let lit = desk.focus.lights(weight);
        let named = corner.x > NAME;
        let at_row = pos2(self.layout.rect.left() - size.x / 2.0 - 6.0, row.center().y);
        let at_column = pos2(column.center().x, self.layout.rect.top() - size.y / 2.0 - 4.0);
        for (n, at) in [at_row, at_column].into_iter().enumerate() {
            let rect = Rect::from_center_size(at, size);
            picture::paint_places(
                ui.painter(),
                rect,
                self.scene.shape(),
                [(weight, change)],
                palette,
            );
            if lit {
                let line = Stroke::new(1.5, palette.focus);
                ui.painter().rect_stroke(rect.expand(2.0), 2.0, line, StrokeKind::Inside);
            }
            let head = if n == 0 {
                Rect::from_x_y_ranges(left..=self.layout.rect.left(), row.y_range())
            } else {
                Rect::from_x_y_ranges(column.x_range(), top..=self.layout.rect.top())
            };
            let id = ui.scope_id().with(("head", n, position));
            let place = says::short_place(self.scene.shape(), weight);
            let text = format!("{place} {}", words::signed(change));
            ui.interact(head, id, Sense::hover()).on_hover_text(text);
        }
        if named {
            let text = format!(
                "{} {}",
                says::short_place(self.scene.shape(), weight),
                words::signed(change)
            );
            let at = pos2(left, row.center().y);
            ui.painter().text(at, Align2::LEFT_CENTER, text, theme::small(), palette.text);
        }
    }
}

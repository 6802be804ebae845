//! Which weights meet, drawn on their grid: one tab stop, arrows move in it, Escape leaves.

use eframe::egui::epaint::QuadraticBezierShape;
use eframe::egui::{
    Align2, Color32, FontId, Id, Pos2, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use crate::document::words;
use crate::engine::{Graph, Meeting, Shape};
use crate::theme;
use crate::views::grid::{Layout, walked};
use crate::views::kept::Kept;
use crate::views::{Desk, Scene, says};

/// The most room for the grid, and the largest side of a cell.
const ROOM: [f32; 2] = [190.0, 150.0];
const CELL: f32 = 37.0;
/// From this side on a cell has room for a number.
const NUMBERED: f32 = 15.0;
/// More lines than this hide each other: then only those of one weight are drawn.
const MOST_LINES: usize = 60;
/// More lines than this from one weight are thin.
const CROWDED: usize = 16;
/// Up to so many weights each has a node of its own for screen readers.
const MOST_NODES: usize = 64;

/// What is remembered between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// Where the keyboard is.
    cursor: usize,
    /// The weight pointed at.
    near: Option<usize>,
    /// The group of every weight.
    groups: Kept<Vec<Option<usize>>>,
}

impl Memory {
    /// How to read the graph, or what there is to say of the weight pointed at: one line.
    pub fn caption(&self, scene: &Scene, meeting: &Meeting) -> String {
        let Some(graph) = &meeting.graph else { return String::new() };
        match self.near {
            Some(weight) => words::capital(&format!("{}.", aloud(scene.shape(), graph, weight))),
            None if graph.pairs.is_empty() => "Point at a weight to see its group.".to_owned(),
            None if graph.pairs.len() > MOST_LINES => format!(
                "{} pairs meet, too many lines: point at a weight to see those it meets.",
                words::count(graph.pairs.len())
            ),
            None => "Lines join weights that meet; numbers are groups.".to_owned(),
        }
    }
}

/// Draws the grid, with lines between weights that meet.
pub fn ui(ui: &mut Ui, scene: &Scene, meeting: &Meeting, memory: &mut Memory, desk: &mut Desk) {
    let shape = scene.shape();
    #[expect(clippy::cast_precision_loss, reason = "at most 1,024 a side")]
    let side = (ROOM[0] / shape.width as f32).min(ROOM[1] / shape.height as f32).min(CELL);
    let (rect, _) = ui.allocate_exact_size(Layout::size(shape, side), Sense::hover());
    let layout = Layout { rect, shape, side };
    let Some(graph) = &meeting.graph else {
        ui.painter().rect_filled(rect, 2.0, theme::palette(ui).unlit);
        memory.near = None;
        return;
    };
    let groups = memory.groups.of(scene.document.generation(), |_| {
        let mut groups = vec![None; shape.cells()];
        for (n, class) in graph.classes.iter().enumerate() {
            for weight in class {
                groups[*weight] = Some(n);
            }
        }
        groups
    });
    let id = ui.scope_id().with("which weights meet");
    let response = ui.interact(rect, id, Sense::click());
    memory.cursor = memory.cursor.min(shape.cells() - 1);
    if response.has_focus() {
        memory.cursor = walked(ui, id, shape, memory.cursor);
    }
    if let Some(cell) = response.interact_pointer_pos().and_then(|at| layout.at(at)) {
        memory.cursor = cell;
        response.request_focus();
    }
    let under = response.hover_pos().and_then(|at| layout.at(at));
    let here = under.or(response.has_focus().then_some(memory.cursor));
    memory.near = here;
    if let Some(weight) = here {
        desk.focus.point_at(weight);
    }
    let name = format!("which weights meet, at {}", aloud(shape, graph, memory.cursor));
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &name));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_row_count(shape.height);
        node.set_column_count(shape.width);
    });
    if shape.cells() <= MOST_NODES {
        nodes_ui(ui, id, layout, graph);
    }
    let elsewhere = desk.focus.lit.iter().copied();
    let near = here.into_iter().chain(elsewhere).find(|weight| groups[*weight].is_some());
    Drawing { layout, graph, groups: &groups, near }.draw(ui, here);
}

/// "row 3, col 1, group 2, meets 6 others".
fn aloud(shape: Shape, graph: &Graph, weight: usize) -> String {
    let place = says::short_place(shape, weight);
    match graph.class(weight) {
        None => format!("{place}, lit in no picture"),
        Some(group) => {
            let others = words::plural(graph.neighbours(weight).count(), "other");
            format!("{place}, group {}, meets {others}", group + 1)
        }
    }
}

/// Each weight's node: no tab stop of its own, but screen readers find it.
fn nodes_ui(ui: &Ui, grid: Id, layout: Layout, graph: &Graph) {
    for weight in 0..layout.shape.cells() {
        let (row, column) = layout.shape.place(weight);
        let id = grid.with(weight);
        let name = format!("meeting row {} column {}", row + 1, column + 1);
        let response = ui.interact(layout.cell(weight), id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &name));
        let value = aloud(layout.shape, graph, weight);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_value(value);
            node.set_row_index(row);
            node.set_column_index(column);
        });
    }
}

/// One frame's graph.
struct Drawing<'a> {
    layout: Layout,
    graph: &'a Graph,
    groups: &'a [Option<usize>],
    /// The weight whose lines alone are drawn.
    near: Option<usize>,
}

impl Drawing<'_> {
    fn draw(&self, ui: &Ui, here: Option<usize>) {
        let palette = theme::palette(ui);
        let outline = Stroke::new(1.0, palette.edge);
        let ground = self.layout.rect.expand(1.0);
        ui.painter().rect(ground, 2.0, palette.unlit, outline, StrokeKind::Outside);
        let meets: Option<Vec<usize>> = self.near.map(|near| self.graph.neighbours(near).collect());
        let pairs = self.graph.pairs.iter();
        match self.near {
            Some(near) if self.layout.side >= NUMBERED => {
                let own = pairs.filter(|(i, j)| *i == near || *j == near);
                let crowded = meets.as_ref().is_some_and(|meets| meets.len() > CROWDED);
                let wide = if crowded { 0.75 } else { 1.5 };
                own.for_each(|pair| self.line(ui, *pair, Stroke::new(wide, palette.text)));
            }
            None if self.graph.pairs.len() <= MOST_LINES => {
                pairs.for_each(|pair| self.line(ui, *pair, Stroke::new(1.0, palette.quiet)));
            }
            _ => {}
        }
        for (weight, group) in self.groups.iter().enumerate() {
            let Some(group) = *group else { continue };
            let apart = meets.as_ref().is_some_and(|meets| {
                self.near != Some(weight) && meets.binary_search(&weight).is_err()
            });
            self.node(ui, weight, group, apart);
        }
        if let Some(weight) = here.or(self.near) {
            let cell = self.layout.cell(weight).shrink(0.5);
            let line = Stroke::new(2.0, palette.focus);
            ui.painter().rect_stroke(cell, theme::CELL_CORNER, line, StrokeKind::Inside);
        }
    }

    /// A weight: in large cells a disc that lines can meet. One that is `apart` from the weight pointed at is hollow.
    fn node(&self, ui: &Ui, weight: usize, group: usize, apart: bool) {
        let palette = theme::palette(ui);
        let cell = self.layout.cell(weight);
        let (color, side) = (theme::group(group), self.layout.side);
        if side < NUMBERED {
            let color = if apart { palette.edge } else { color };
            ui.painter().rect_filled(cell.shrink(if side > 4.0 { 0.5 } else { 0.0 }), 0.0, color);
            return;
        }
        let radius = (side * 0.3).clamp(6.0, 10.0);
        let (fill, ink): (Color32, Color32) =
            if apart { (palette.unlit, palette.quiet) } else { (color, theme::ON_GROUP) };
        let rim = Stroke::new(1.5, if apart { color } else { palette.edge });
        ui.painter().circle(cell.center(), radius, fill, rim);
        let font = FontId::proportional((radius * 1.3).min(12.0));
        let number = (group + 1).to_string();
        ui.painter().text(cell.center(), Align2::CENTER_CENTER, number, font, ink);
    }

    /// A line between two weights, bent a little so that it does not hide behind a third between them.
    fn line(&self, ui: &Ui, (one, other): (usize, usize), stroke: Stroke) {
        let [from, to]: [Pos2; 2] = [one, other].map(|weight| self.layout.cell(weight).center());
        let along = to - from;
        let straight = along.length() < self.layout.side * 1.5;
        let aside = if straight { 0.0 } else { 0.18 };
        let middle = from + along * 0.5 + vec2(-along.y, along.x) * aside;
        let points = [from, middle, to];
        let curve =
            QuadraticBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke);
        ui.painter().add(curve);
    }
}

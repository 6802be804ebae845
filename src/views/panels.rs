//! Where the panels stand: examples, stage and Why side by side; below them rounds and plot, the guided lesson, or the welcome.

use eframe::egui::{self, Rect, Ui, UiBuilder, pos2, vec2};

use super::{
    Desk, Scene, Views, compare, examples, ground, lesson, numbers, outputs, plot, rounds, stage,
    welcome, why,
};
use crate::document::sheets::Table;
use crate::engine::Tool;
use crate::lesson::Part;
use crate::theme;

/// The smallest width of all panels at which nothing is cut.
pub fn least_width(scene: &Scene) -> f32 {
    let beside_stage = theme::EXAMPLES_WIDTH + *theme::WHY_WIDTH.start() + 4.0 * theme::GAP;
    beside_stage + stage::least_width(scene.shape())
}

/// Draws the panels.
pub fn ui(ui: &mut Ui, whole: Rect, scene: &Scene, views: &mut Views, desk: &mut Desk) {
    let whole = whole.shrink2(vec2(theme::GAP, theme::GAP));
    let below = below(scene, views);
    let lesson = matches!(below, Below::Lesson(_));
    let least = if lesson { theme::LESSON_HEIGHT } else { theme::STRIP_HEIGHT };
    let strip = views.strip_height.clamp(least, (whole.height() * 0.5).max(least));
    let bare = below == Below::Rounds && scene.document.state().hidden.has(Tool::Log);
    let split = if bare { whole.max.y } else { whole.max.y - strip - theme::GAP };
    let stage_width = theme::STAGE_WIDTH.max(stage::least_width(scene.shape()));
    let beside_stage = whole.width() - theme::EXAMPLES_WIDTH - stage_width - 2.0 * theme::GAP;
    let why_width = (whole.width() * theme::WHY_SHARE)
        .min(beside_stage)
        .clamp(*theme::WHY_WIDTH.start(), *theme::WHY_WIDTH.end());
    let left = whole.min.x + theme::EXAMPLES_WIDTH;
    let right = whole.max.x - why_width;
    let panel = |from_x: f32, to_x: f32, from_y: f32, to_y: f32| {
        Rect::from_min_max(pos2(from_x, from_y), pos2(to_x, to_y))
    };
    let top = whole.min.y;
    let middle = left + theme::GAP;
    let log_end = whole.min.x + (whole.width() * 0.48).max(580.0);
    let log = split + theme::GAP;
    // The lesson is read without scrolling to and fro.
    let seen = whole.min.x + ui.clip_rect().width() - 2.0 * theme::GAP;
    let comparing = views.comparing;
    let mut draw = |rect: Rect, shows: Shows| panel_ui(ui, rect, shows, scene, views, desk);
    if comparing {
        // The rounds are those of the ways now, and need the room.
        draw(panel(whole.min.x, left, top, whole.max.y), Shows::Examples);
        draw(panel(middle, whole.max.x, top, whole.max.y), Shows::Compare);
        return;
    }
    draw(panel(whole.min.x, left, top, split), Shows::Examples);
    draw(panel(middle, right - theme::GAP, top, split), Shows::Stage);
    draw(panel(right, whole.max.x, top, split), Shows::Why);
    let first = panel(whole.min.x, log_end, log, whole.max.y);
    let second = panel(log_end + theme::GAP, whole.max.x, log, whole.max.y);
    match below {
        Below::Rounds if bare => return,
        Below::Rounds => {
            draw(first, Shows::Rounds);
            draw(second, Shows::Plot);
        }
        Below::Lesson(None) => {
            let room = first.union(second);
            draw(room.with_max_x(room.max.x.min(seen)), Shows::Lesson);
        }
        Below::Lesson(Some(beside)) => {
            draw(first, Shows::Lesson);
            draw(second, beside);
        }
        Below::Welcome => draw(first.union(second), Shows::Welcome),
    }
    let handle = panel(whole.min.x, whole.max.x, split, split + theme::GAP);
    let handle = ui.interact(handle, ui.scope_id().with("strip"), egui::Sense::DRAG);
    if handle.hovered() || handle.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeVertical);
    }
    if handle.dragged() {
        views.strip_height = strip - handle.drag_delta().y;
    }
}

/// What stands below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    /// Rounds and plot.
    Rounds,
    /// The guided lesson, and beside it what it speaks of.
    Lesson(Option<Shows>),
    Welcome,
}

fn below(scene: &Scene, views: &Views) -> Below {
    match scene.walk.map(|walk| walk.step().look_at) {
        Some(Some(Part::Rounds)) => Below::Lesson(Some(Shows::Rounds)),
        Some(Some(Part::Plot)) => Below::Lesson(Some(Shows::Plot)),
        Some(_) => Below::Lesson(None),
        None if views.welcome => Below::Welcome,
        None => Below::Rounds,
    }
}

/// What a panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Shows {
    Examples,
    Stage,
    Why,
    Compare,
    Rounds,
    Plot,
    Lesson,
    Welcome,
}

/// A panel, and the context menu with the numbers it shows.
fn panel_ui(
    ui: &mut Ui,
    rect: Rect,
    shows: Shows,
    scene: &Scene,
    views: &mut Views,
    desk: &mut Desk,
) {
    ground::ui(ui, rect);
    let inner = rect.shrink2(vec2(theme::INSET, 10.0));
    let builder = UiBuilder::new()
        .id_salt(shows)
        .max_rect(inner)
        .layout(egui::Layout::top_down(egui::Align::Min));
    let panel = ui.interact(rect, ui.scope_id().with(("panel", shows)), egui::Sense::hover());
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        match shows {
            Shows::Examples => examples::ui(ui, scene, &mut views.examples, desk),
            Shows::Stage => {
                let below = stage::ui(ui, scene, &mut views.stage, desk);
                outputs::ui(ui, below, scene, &mut views.outputs, desk);
                let parted = below.min.y - 4.0;
                let (grids, line) = rect.split_top_bottom_at_y(parted);
                lesson::mark(ui, scene, Part::Weights, grids);
                lesson::mark(ui, scene, Part::Outputs, line);
            }
            Shows::Why => why::ui(ui, scene, views.looks.tab, &mut views.why, desk),
            Shows::Compare => compare::ui(ui, scene, &mut views.compare, desk),
            Shows::Rounds => rounds::ui(ui, scene, &mut views.rounds, desk),
            Shows::Plot => plot::ui(ui, scene, &mut views.plot, desk),
            Shows::Lesson => lesson::ui(ui, scene, &mut views.lesson, desk),
            Shows::Welcome => welcome::ui(ui, views, desk),
        }
    });
    let part = match shows {
        Shows::Examples => Some(Part::Pictures),
        Shows::Why => Some(Part::Why),
        Shows::Rounds => Some(Part::Rounds),
        Shows::Plot => Some(Part::Plot),
        Shows::Stage | Shows::Compare | Shows::Lesson | Shows::Welcome => None,
    };
    if let Some(part) = part {
        lesson::mark(ui, scene, part, rect);
    }
    let (tables, painted): (&[Table], Rect) = match shows {
        Shows::Examples => (&[Table::Pictures], Rect::NOTHING),
        Shows::Stage => {
            let tables = &[Table::Pictures, Table::Pixels, Table::Weights, Table::Tests];
            (tables, views.stage.painted())
        }
        Shows::Why => {
            views.why_rect = rect;
            (why::tables(views.looks.tab), Rect::NOTHING)
        }
        Shows::Plot => {
            views.plot_rect = rect;
            (&[Table::Rounds], Rect::NOTHING)
        }
        Shows::Rounds => (&[Table::Rounds], Rect::NOTHING),
        Shows::Compare => (&[Table::Ways], Rect::NOTHING),
        Shows::Lesson | Shows::Welcome => return,
    };
    numbers::context_ui(&panel, (tables, painted), scene, &mut views.numbers, desk);
}

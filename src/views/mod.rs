//! One file per view. Views read the document through a [`Scene`], own only view memory, and return Actions.
//!
//! Deliberately absent: jobs, formats, files, and any way to change a document but to ask for it.

mod answer;
mod atlas;
mod chart;
mod compare;
mod dialogs;
mod examples;
mod grid;
mod kept;
mod menu;
mod numbers;
mod outputs;
mod picture;
mod plot;
mod rounds;
mod says;
mod scene;
mod settings;
mod stage;
mod status;
mod ticks;
mod transport;
mod why;

pub use dialogs::{Decision, Dialogs, Fate, Lost, Work};
pub use scene::{Focus, Scene};

use dialogs::Offered;

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, Rect, Ui, UiBuilder, pos2, vec2};

use crate::commands::{Looks, Situation};
use crate::document::sheets::Table;
use crate::document::{Action, Document, Tab};
use crate::engine::Evaluation;
use crate::theme;
use crate::trial::Trial;

/// What views remember between frames. None of it is saved with a document.
#[derive(Debug)]
pub struct Views {
    /// How many rounds Run plays.
    pub run_length: usize,
    /// Whether ways to go on are compared, in the place of the current picture.
    pub comparing: bool,
    /// How the window looks.
    pub looks: Looks,
    /// Unsaved work of an earlier window that is being read.
    pub left_over: Option<Work>,
    /// What happened last, in the status bar.
    pub notice: Option<Notice>,
    /// Files opened or saved lately, newest first.
    pub recent: Vec<PathBuf>,
    /// The datasets that come with the program: file name, and what each shows.
    pub samples: &'static [(&'static str, &'static str)],
    /// The window's title as it was last set.
    pub title: String,
    /// The dialogs.
    pub dialogs: Dialogs,
    moved: scene::Moved,
    examples: examples::Memory,
    stage: stage::Memory,
    outputs: outputs::Memory,
    plot: plot::Memory,
    rounds: rounds::Memory,
    settings: settings::Memory,
    compare: compare::Memory,
    why: why::Memory,
    numbers: numbers::Memory,
    /// The height of the strip with rounds and plot, in points.
    pub strip_height: f32,
    /// Where the panel Why was drawn, in points.
    pub why_rect: Rect,
    /// Where the plot was drawn, likewise.
    pub plot_rect: Rect,
    /// The window's size, in points.
    pub window_size: egui::Vec2,
}

impl Views {
    /// The views of a fresh window: recent files newest first, and the samples to offer.
    #[must_use]
    pub fn new(recent: Vec<PathBuf>, samples: &'static [(&'static str, &'static str)]) -> Self {
        Self {
            run_length: 10,
            comparing: false,
            looks: Looks::default(),
            left_over: None,
            notice: None,
            recent,
            samples,
            title: String::new(),
            dialogs: Dialogs::default(),
            moved: scene::Moved::default(),
            examples: examples::Memory::default(),
            stage: stage::Memory::default(),
            outputs: outputs::Memory::default(),
            plot: plot::Memory::default(),
            rounds: rounds::Memory::default(),
            settings: settings::Memory::default(),
            compare: compare::Memory::default(),
            why: why::Memory::default(),
            numbers: numbers::Memory::default(),
            strip_height: theme::STRIP_HEIGHT,
            why_rect: Rect::NOTHING,
            plot_rect: Rect::NOTHING,
            window_size: egui::Vec2::ZERO,
        }
    }

    /// The outputs under a trial.
    pub fn moved(&mut self, document: &Document, trial: &Trial) -> Arc<Evaluation> {
        self.moved.of(document, trial)
    }

    /// The examples before and after one, as the list has them.
    #[must_use]
    pub fn beside(&self, example: usize, examples: usize) -> [Option<usize>; 2] {
        self.examples.beside(example, examples)
    }

    /// Forgets what belongs to the document that is being replaced.
    pub fn forget(&mut self) {
        self.moved = scene::Moved::default();
        self.examples = examples::Memory::default();
        self.stage = stage::Memory::default();
        self.outputs = outputs::Memory::default();
        self.plot = plot::Memory::default();
        self.rounds = rounds::Memory::default();
        self.why = why::Memory::default();
        self.compare = compare::Memory::default();
        self.looks.tab = Tab::default();
        self.comparing = false;
        self.notice = None;
    }
}

/// One sentence on what happened last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
}

impl Notice {
    /// Something went well.
    #[must_use]
    pub fn good(text: &str) -> Self {
        Self { text: text.to_owned(), bad: false }
    }

    /// Something went wrong.
    #[must_use]
    pub fn bad(text: &str) -> Self {
        Self { text: text.to_owned(), bad: true }
    }
}

/// What a view may do while it draws: read the situation, move the focus, ask for actions.
pub struct Desk<'a> {
    /// What commands depend on.
    pub situation: &'a Situation<'a>,
    /// What the whole window points at.
    pub focus: &'a mut Focus,
    /// The queue of actions.
    pub actions: &'a mut Vec<Action>,
}

impl Desk<'_> {
    /// Puts an action into the queue.
    pub fn ask(&mut self, action: Action) {
        self.actions.push(action);
    }
}

/// The smallest size at which everything fits; below it the window scrolls.
const LEAST: egui::Vec2 = vec2(900.0, 560.0);

/// Draws the whole window.
pub fn window_ui(
    ui: &mut Ui,
    scene: &Scene,
    situation: &Situation,
    views: &mut Views,
    focus: &mut Focus,
    actions: &mut Vec<Action>,
) {
    views.window_size = ui.ctx().content_rect().size();
    let mut desk = Desk { situation, focus, actions };
    let palette = theme::palette(ui);
    let bar = |inset| egui::Frame::new().fill(palette.panel).inner_margin(inset);
    let edge = egui::Margin::symmetric(8, 2);
    egui::Panel::top("menu")
        .frame(bar(edge))
        .show_separator_line(false)
        .show(ui, |ui| menu::ui(ui, scene, views, &mut desk));
    let edge = egui::Margin::symmetric(12, 7);
    egui::Panel::top("transport").frame(bar(edge)).show_separator_line(false).show(ui, |ui| {
        transport::ui(ui, scene, views, &mut desk);
    });
    let edge = egui::Margin::symmetric(14, 3);
    egui::Panel::bottom("status").frame(bar(edge)).show_separator_line(false).show(ui, |ui| {
        status::ui(ui, scene, views, &mut desk);
    });
    // The ground is what the window is cleared to: drawing it again costs a software renderer much of a frame.
    egui::CentralPanel::default().frame(egui::Frame::new()).show(ui, |ui| {
        let available = ui.available_size();
        if available.x >= LEAST.x && available.y >= LEAST.y {
            panels_ui(ui, ui.max_rect(), scene, views, &mut desk);
        } else {
            egui::ScrollArea::both().auto_shrink(false).show(ui, |ui| {
                let rect = Rect::from_min_size(ui.min_rect().min, available.max(LEAST));
                ui.allocate_rect(rect, egui::Sense::hover());
                panels_ui(ui, rect, scene, views, &mut desk);
            });
        }
    });
    let Views { dialogs, recent, samples, .. } = views;
    dialogs.ui(ui.ctx(), &Offered { recent, samples }, scene, &mut desk);
}

/// Examples, stage and Why side by side; rounds and plot below.
fn panels_ui(ui: &mut Ui, whole: Rect, scene: &Scene, views: &mut Views, desk: &mut Desk) {
    let whole = whole.shrink2(vec2(theme::GAP, theme::GAP));
    let strip = views.strip_height.clamp(theme::STRIP_HEIGHT, whole.height() * 0.5);
    let split = whole.max.y - strip - theme::GAP;
    let beside_stage =
        whole.width() - theme::EXAMPLES_WIDTH - theme::STAGE_WIDTH - 2.0 * theme::GAP;
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
    draw(panel(whole.min.x, log_end, log, whole.max.y), Shows::Rounds);
    draw(panel(log_end + theme::GAP, whole.max.x, log, whole.max.y), Shows::Plot);
    let handle = panel(whole.min.x, whole.max.x, split, split + theme::GAP);
    let handle = ui.interact(handle, ui.scope_id().with("strip"), egui::Sense::DRAG);
    if handle.hovered() || handle.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeVertical);
    }
    views.strip_height = strip - handle.drag_delta().y;
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
    ui.painter().rect_filled(rect, theme::CORNER, theme::palette(ui).panel);
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
            }
            Shows::Why => why::ui(ui, scene, views.looks.tab, &mut views.why, desk),
            Shows::Compare => compare::ui(ui, scene, &mut views.compare, desk),
            Shows::Rounds => rounds::ui(ui, scene, &mut views.rounds, desk),
            Shows::Plot => plot::ui(ui, scene, &mut views.plot, desk),
        }
    });
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
    };
    numbers::context_ui(&panel, (tables, painted), scene, &mut views.numbers, desk);
}

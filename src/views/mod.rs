//! One file per view. Views read the document through a [`Scene`], own only view memory, and return Actions.
//!
//! Deliberately absent: jobs, formats, files, and any way to change a document but to ask for it.

mod answer;
mod atlas;
mod behind;
mod chart;
mod command;
mod compare;
mod cover;
mod dialogs;
mod examples;
mod focus;
mod grid;
mod ground;
mod kept;
mod lesson;
mod menu;
mod numbers;
mod outputs;
mod panels;
mod picture;
mod plot;
mod refuge;
mod ring;
mod rounds;
mod says;
mod scene;
mod settings;
mod small;
mod stage;
mod status;
mod text;
mod ticks;
mod transport;
mod welcome;
mod why;

pub use cover::Cover;
pub use dialogs::{Decision, Dialogs, Fate, Lost, Work};
pub use focus::Focus;
pub use scene::Scene;

use dialogs::Offered;

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, Rect, Ui, vec2};

use crate::commands::{Looks, Situation};
use crate::document::{Action, Document, Tab};
use crate::engine::Evaluation;
use crate::lesson::Part;
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
    /// Whether the welcome is shown.
    pub welcome: bool,
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
    lesson: lesson::Memory,
    numbers: numbers::Memory,
    refuge: refuge::Memory,
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
            welcome: false,
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
            lesson: lesson::Memory::default(),
            numbers: numbers::Memory::default(),
            refuge: refuge::Memory::default(),
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
pub const LEAST: egui::Vec2 = vec2(900.0, 560.0);

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
    refuge::reveal(ui.ctx(), &mut views.refuge);
    let mut desk = Desk { situation, focus, actions };
    // The window is cleared to the colour of a panel: filling nearly all of it once more costs a software renderer
    // much of a frame.
    let bar = |inset| egui::Frame::new().inner_margin(inset);
    let edge = egui::Margin::symmetric(8, 2);
    egui::Panel::top("menu")
        .frame(bar(edge))
        .show_separator_line(false)
        .show(ui, |ui| menu::ui(ui, scene, views, &mut desk));
    let edge = egui::Margin::symmetric(12, 7);
    egui::Panel::top("transport").frame(bar(edge)).show_separator_line(false).show(ui, |ui| {
        small::bar_ui(ui, "transport", |ui| transport::ui(ui, scene, views, &mut desk));
        lesson::mark(ui, scene, Part::Buttons, ui.min_rect().expand2(vec2(8.0, 5.0)));
    });
    let edge = egui::Margin::symmetric(14, 3);
    egui::Panel::bottom("status").frame(bar(edge)).show_separator_line(false).show(ui, |ui| {
        small::bar_ui(ui, "status", |ui| status::ui(ui, scene, views, &mut desk));
    });
    egui::CentralPanel::default().frame(egui::Frame::new()).show(ui, |ui| {
        let available = ui.available_size();
        let least = vec2(LEAST.x.max(panels::least_width(scene)), LEAST.y);
        if available.x >= least.x && available.y >= least.y {
            panels::ui(ui, ui.max_rect(), scene, views, &mut desk);
        } else {
            egui::ScrollArea::both().auto_shrink(false).show(ui, |ui| {
                let rect = Rect::from_min_size(ui.min_rect().min, available.max(least));
                ui.allocate_rect(rect, egui::Sense::hover());
                panels::ui(ui, rect, scene, views, &mut desk);
                refuge::pass_on(ui, refuge::Turn::Window);
            });
        }
    });
    let Views { dialogs, recent, samples, .. } = views;
    dialogs.ui(ui.ctx(), &Offered { recent, samples }, scene, &mut desk);
    refuge::tend(ui.ctx(), &mut views.refuge);
    ring::around_focused(ui.ctx());
}

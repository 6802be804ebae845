//! The Workbench { document, jobs, views } and its one loop: drain jobs, draw, perform actions.
//!
//! Views return Actions in a queue, drained first in, first out. [`Document::apply`] does what concerns
//! the document; what must happen outside comes back as an [`Effect`] and is carried out here.

mod ahead;
mod clipboard;
mod disk;
mod exports;
mod files;
mod frames;
mod imports;
mod keys;
mod perform;
mod preferences;
mod recovery;
mod rounds;
mod situation;
mod start;
mod trials;
mod walk;

use disk::OnDisk;
use exports::{Exporting, Picturing};
use situation::situation;
pub use start::{Options, open_window};

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use crate::document::{Action, Document, Effect};
use crate::engine::{Answer, WhatIf};
use crate::findings::{Findings, Progress};
use crate::formats;
use crate::jobs::files::Version;
use crate::jobs::{Dialogs, FileWork, Jobs, Recent, Remembered, Report};
use crate::theme;
use crate::trial::Trial;
use crate::views::{self, Cover, Focus, Notice, Scene, Views, Work};

/// The program in its window.
#[derive(Debug)]
pub struct Workbench {
    document: Document,
    jobs: Jobs,
    recent: Recent,
    remembered: Remembered,
    /// Whether the window's size was asked for, for this start alone.
    sized_once: bool,
    recovery: recovery::Recovery,
    views: Views,
    focus: Focus,
    trial: Option<Trial>,
    /// The guided lesson.
    guide: walk::Guide,
    /// What was asked that takes long.
    findings: Findings,
    /// The round's changes as they are shown rearranged, while they are.
    what_if: Option<WhatIf>,
    /// Where the learner expects each picture to land after the next round.
    guesses: Vec<Option<f64>>,
    /// How many guesses came true since the window was opened, of how many.
    guessed: [usize; 2],
    /// Which numbers are covered.
    cover: Cover,
    actions: VecDeque<Action>,
    /// Whether the system is asked for less motion.
    system_stills: bool,
    /// How large everything was before it was presented, while it is.
    usual_zoom: Option<f32>,
    /// What waits until unsaved changes are saved or discarded.
    pending: Option<Effect>,
    /// What waits for a picture of the window.
    picturing: Option<Picturing>,
    /// What waits for a place to be saved to.
    exporting: Option<Exporting>,
    /// What the file held that is being opened.
    on_opening: Option<Version>,
    /// What is known of the document's file.
    on_disk: Option<OnDisk>,
    /// The document, by its generation, whose unsaved changes the user let go.
    let_go: Option<u64>,
    /// Pictures whose labels are being asked for.
    unlabelled: Option<PathBuf>,
    /// Whether the window may close without asking again.
    closing: bool,
}

impl Workbench {
    /// The workbench with the built-in lesson open.
    #[must_use]
    pub fn new(ctx: &egui::Context, dialogs: Box<dyn Dialogs>, recent: Recent) -> Self {
        theme::install(ctx);
        let wake = ctx.clone();
        let document = Document::new(formats::sample::smiles(), None, formats::sample::TITLE);
        let mut workbench = Self {
            document,
            jobs: Jobs::new(dialogs, move || wake.request_repaint()),
            views: Views::new(recent.paths().to_vec(), formats::sample::ALL),
            recent,
            remembered: Remembered::default(),
            sized_once: false,
            recovery: recovery::Recovery::default(),
            focus: Focus::default(),
            trial: None,
            what_if: None,
            guide: walk::Guide::default(),
            findings: Findings::default(),
            guesses: Vec::new(),
            guessed: [0; 2],
            cover: Cover::default(),
            actions: VecDeque::new(),
            system_stills: false,
            usual_zoom: None,
            pending: None,
            picturing: None,
            exporting: None,
            unlabelled: None,
            let_go: None,
            on_opening: None,
            on_disk: None,
            closing: false,
        };
        workbench.look_at_the_point();
        workbench
    }

    /// The document, for tests and pictures.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// What goes on outside the window's thread, for tests.
    #[must_use]
    pub const fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    /// Puts an action into the queue, as a view would.
    pub fn ask(&mut self, action: Action) {
        self.actions.push_back(action);
    }

    fn replace(&mut self, document: Document) {
        self.leave_lesson();
        self.guide.part();
        self.jobs.stop_training();
        self.jobs.keep_inquiries(|question| question.dataset().is_none());
        self.findings.forget();
        self.document = document;
        self.let_go = None;
        self.on_disk = None;
        self.end_trials();
        self.views.forget();
        self.guesses.clear();
        self.cover.close_all();
        self.focus = Focus::default();
        self.look_at_the_point();
        self.look_at_round();
    }

    /// In the lesson, looks at the last picture, whose fate is the point, and begins testing where
    /// something is decided: at row 3, column 1.
    fn look_at_the_point(&mut self) {
        if self.document.experiment().dataset == formats::sample::smiles().dataset {
            self.focus.example = 3;
            self.focus.first_weight = 6;
        }
    }

    fn situation(&self) -> crate::commands::Situation<'_> {
        let trials = (self.trial.as_ref(), self.what_if.as_ref());
        let situation =
            situation(&self.document, trials, &self.guide, &self.jobs, &self.focus, &self.views);
        situation.covered_by(&self.cover)
    }

    /// Takes what workers have to tell. Goes on while the window is hidden.
    fn drain_jobs(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        while let Some(report) = self.jobs.next_report() {
            // Rounds may come faster than they are taken in: one batch a frame, so that Stop stays in reach.
            let more_later = matches!(report, Report::Rounds { .. });
            match report {
                Report::Rounds { rounds, newest, panicked, .. } => {
                    if !rounds.is_empty() {
                        self.perform_now(Action::AddRounds(rounds));
                    }
                    if let Some(round) = newest {
                        self.document.know(round);
                    }
                    if panicked {
                        self.views.notice = Some(Notice::bad(
                            "Running stopped by a fault in Jointly. The rounds played so far are kept; please report what you did.",
                        ));
                    }
                }
                Report::Found { id, answer } => {
                    if let Some(question) = self.jobs.end_inquiry(id) {
                        match answer.as_deref() {
                            Some(Answer::Round(round)) => self.document.know(Arc::clone(round)),
                            Some(Answer::Tests(tests)) => {
                                self.perform_now(Action::NoteAll(Arc::clone(tests)));
                            }
                            _ => {}
                        }
                        let found = answer.map(|answer| Progress::Known(*answer));
                        self.findings.note(question, found.unwrap_or(Progress::Stopped));
                    }
                }
                Report::Answered(purpose, answer) => self.dialog_answered(purpose, answer),
                Report::Loaded(path, result) => self.loaded(path, result, frame),
                Report::Looked(path, version) => self.looked_at(path, &version),
                Report::Imported(path, what, run) => self.made(path, what, run),
                Report::Saved(path, run, result) => self.saved(&path, *run, result),
                Report::Made(what, text) => self.copied(&what, text, ctx),
                Report::Exported(path, what, result) => self.exported(&path, &what, result),
            }
            if more_later {
                ctx.request_repaint();
                return;
            }
        }
    }
}

impl eframe::App for Workbench {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.drain_jobs(ctx, frame);
        self.tick_trial(ctx);
        self.watch_closing(ctx);
        self.watch_the_file(ctx);
        self.take_picture(frame);
        self.perform_all(ctx, frame);
        self.tend_lesson(ctx, frame);
        self.tend_recovery(ctx);
        self.set_title(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.take_dropped_files(&ctx);
        self.take_shortcuts(&ctx);
        self.draw(ui);
        self.take_left_keys(&ctx);
        self.give_up_stale_questions();
        if self.focus.turn() {
            ctx.request_repaint();
        }
        self.answer_dialogs(&ctx, frame);
        self.perform_all(&ctx, frame);
        self.tend_lesson(&ctx, frame);
        self.tend_recovery(&ctx);
        self.tend_preferences(&ctx);
        self.set_title(&ctx);
    }
}

impl Workbench {
    /// Draws the window. What its views ask for waits to be performed.
    fn draw(&mut self, ui: &mut egui::Ui) {
        theme::hold_still(ui.ctx(), self.views.looks.still);
        let move_seconds = if self.views.looks.still { 0.0 } else { theme::MOVE_SECONDS };
        for inquiry in self.jobs.inquiries() {
            self.findings.note(inquiry.question.clone(), Progress::UnderWay(inquiry.done()));
        }
        self.views.dialogs.work = self.jobs.file_work().map(work);
        self.views.left_over = self.recovery.reading().as_ref().map(work);
        self.views.welcome = self.is_welcome();
        let Self {
            document,
            trial,
            what_if,
            guide,
            findings,
            guesses,
            guessed,
            cover,
            jobs,
            views,
            focus,
            ..
        } = self;
        let trials = (trial.as_ref(), what_if.as_ref());
        let situation = situation(document, trials, guide, jobs, focus, views).covered_by(cover);
        let moved = trial.as_ref().map(|trial| views.moved(document, trial));
        let scene = Scene::new(document, trials, moved.as_deref(), findings, guesses, move_seconds)
            .through_sigmoid(views.looks.sigmoid)
            .on_walk(guide.walk.as_ref())
            .after_guesses(*guessed)
            .covered_by(cover);
        let mut asked = Vec::new();
        views::window_ui(ui, &scene, &situation, views, focus, &mut asked);
        self.actions.extend(asked);
    }
}

/// What the views are told of work with files.
fn work(work: &FileWork) -> Work {
    Work { what: work.what.clone(), since: work.since, share: work.share() }
}

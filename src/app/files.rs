//! Opening, saving, closing: nothing unsaved is lost without a question, and a failure changes nothing.

use std::path::{Path, PathBuf};

use eframe::egui;

use super::Workbench;
use crate::document::{Document, Effect};
use crate::engine::{Experiment, Run, Shape};
use crate::formats;
use crate::jobs::files::FileError;
use crate::jobs::{Answer, Purpose};
use crate::views::{Decision, Notice};

impl Workbench {
    pub(super) fn carry_out_file(
        &mut self,
        effect: Effect,
        ctx: &egui::Context,
        frame: &eframe::Frame,
    ) {
        match effect {
            Effect::Save => match self.document.path().map(Path::to_owned) {
                Some(path) => self.save_to(path),
                None => self.ask_for_file(Purpose::Save, frame),
            },
            Effect::SaveAs => self.ask_for_file(Purpose::Save, frame),
            // Whatever replaces the document or closes the window asks first.
            effect if self.document.is_changed() && !self.closing => {
                self.pending = Some(effect);
                self.views.dialogs.ask_unsaved(self.document.name());
            }
            effect => self.carry_out_losing(effect, ctx, frame),
        }
    }

    /// Carries out what loses unsaved changes: there are none, or the user let them go.
    fn carry_out_losing(&mut self, effect: Effect, ctx: &egui::Context, frame: &eframe::Frame) {
        match effect {
            Effect::New => {
                let blank = Experiment::blank(Shape { width: 3, height: 4 });
                let run = Run {
                    dataset: blank.dataset,
                    start: blank.weights,
                    settings: blank.settings,
                    rounds: Vec::new(),
                };
                self.replace(Document::new(run, None, "untitled.json"));
            }
            Effect::Open => self.ask_for_file(Purpose::Open, frame),
            Effect::OpenPath(path) => self.load(path),
            Effect::OpenSample(name) => {
                if let Some(run) = formats::sample::named(name) {
                    self.replace(Document::new(run, None, name));
                }
            }
            Effect::Quit => {
                self.closing = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            _ => {}
        }
    }

    fn ask_for_file(&mut self, purpose: Purpose, frame: &eframe::Frame) {
        let suggestion = self.document.name().to_owned();
        self.jobs.ask(purpose, &suggestion, frame);
        self.views.dialogs.waiting_for_native(purpose == Purpose::Open);
    }

    pub(super) fn dialog_answered(&mut self, purpose: Purpose, answer: Answer) {
        self.views.dialogs.native_answered();
        match (purpose, answer) {
            (Purpose::Open, Answer::Path(path)) => self.load(path),
            (Purpose::Save, Answer::Path(path)) => self.save_to(with_ending(path)),
            (_, Answer::Cancelled) => self.pending = None,
            (purpose, Answer::Unavailable) => {
                let suggestion = self.suggested_path(purpose);
                self.views.dialogs.ask_path(purpose == Purpose::Open, suggestion);
            }
        }
    }

    fn suggested_path(&self, purpose: Purpose) -> String {
        let folder = self.document.path().and_then(Path::parent).map(Path::to_owned);
        let folder = folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        match purpose {
            Purpose::Open => folder.join("").display().to_string(),
            Purpose::Save => folder.join(self.document.name()).display().to_string(),
        }
    }

    /// Reads a file; the document stays until it has been read whole.
    pub(super) fn load(&mut self, path: PathBuf) {
        if let Err(error) = self.jobs.load(path) {
            self.views.dialogs.failed("Not opened", &error.to_string());
        }
    }

    fn save_to(&mut self, path: PathBuf) {
        let run = self.document.run();
        if let Err(error) = self.jobs.save(path, run) {
            self.views.dialogs.failed("Not saved", &error.to_string());
        }
    }

    pub(super) fn loaded(&mut self, path: PathBuf, result: Result<Box<Run>, FileError>) {
        match result {
            Ok(run) => {
                self.remember(&path);
                self.replace(Document::new(*run, Some(path), ""));
            }
            Err(error) => self.views.dialogs.failed("Not opened", &error.to_string()),
        }
    }

    pub(super) fn saved(&mut self, path: &Path, run: Run, result: Result<(), FileError>) {
        match result {
            Ok(()) => {
                self.document.mark_saved(run, path);
                self.remember(path);
                self.views.notice = Some(Notice::good(&format!("Saved {}.", self.document.name())));
                if let Some(effect) = self.pending.take() {
                    self.actions.push_back(crate::document::Action::Outside(effect));
                }
            }
            Err(error) => {
                self.pending = None;
                self.views.dialogs.failed("Not saved", &error.to_string());
            }
        }
    }

    /// What the user decided in a dialog of this window.
    pub(super) fn answer_dialogs(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        let Some(decision) = self.views.dialogs.decision.take() else {
            return;
        };
        match decision {
            Decision::SaveFirst => self.carry_out_file(Effect::Save, ctx, frame),
            Decision::Discard => {
                if let Some(effect) = self.pending.take() {
                    self.carry_out_losing(effect, ctx, frame);
                }
            }
            Decision::Cancel => self.pending = None,
            Decision::PathToOpen(path) => self.load(path),
            Decision::PathToSave(path) => self.save_to(with_ending(path)),
            Decision::NoNativeDialog => {
                self.jobs.give_up_dialog();
                let purpose =
                    if self.views.dialogs.opening() { Purpose::Open } else { Purpose::Save };
                self.dialog_answered(purpose, Answer::Unavailable);
            }
        }
    }

    fn remember(&mut self, path: &Path) {
        self.recent.add(path);
        self.views.recent = self.recent.paths().to_vec();
    }

    /// The window's own close button goes the way of Quit.
    pub(super) fn watch_closing(&mut self, ctx: &egui::Context) {
        if ctx.input(|input| input.viewport().close_requested())
            && !self.closing
            && self.document.is_changed()
        {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.pending = Some(Effect::Quit);
            self.views.dialogs.ask_unsaved(self.document.name());
        }
    }

    pub(super) fn take_dropped_files(&mut self, ctx: &egui::Context) {
        let dropped =
            ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped {
            self.actions.push_back(crate::document::Action::Outside(Effect::OpenPath(path)));
        }
    }
}

/// A name typed without an ending gets the native one.
fn with_ending(mut path: PathBuf) -> PathBuf {
    if path.extension().is_none() {
        path.set_extension("json");
    }
    path
}

//! Opening, saving, closing: nothing unsaved is lost without a question, and a failure changes nothing.

use std::io;
use std::path::{Path, PathBuf};

use eframe::egui;

use super::{OnDisk, Workbench};
use crate::document::{Action, Document, Effect, Purpose, words};
use crate::engine::{Experiment, Run, Shape};
use crate::formats;
use crate::jobs::files::{FileError, Import, Loaded, Saved, Version};
use crate::jobs::{Answer, Made};
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
                Some(path) => self.save_to(path.clone(), self.known_version(&path)),
                None => self.ask_for_file(Purpose::Save, frame),
            },
            Effect::SaveAs => self.ask_for_file(Purpose::Save, frame),
            // Nothing is lost until it is known what the file is for.
            Effect::Import => self.ask_for_file(Purpose::Import, frame),
            Effect::ImportFolder => self.ask_for_file(Purpose::Folder, frame),
            Effect::OpenPath(path) => self.load(path, Import::default()),
            Effect::AddChosen(chosen) => self.import(*chosen, Made::Added),
            // Whatever replaces the document or closes the window asks first.
            effect if self.has_to_lose() && !self.closing => {
                self.pending = Some(effect);
                self.views.dialogs.ask_unsaved(self.document.name(), self.last_saved());
            }
            effect => self.carry_out_losing(effect, ctx, frame),
        }
    }

    /// Whether the words of some names stand in another order than they are read in.
    pub(super) fn has_names_from_the_right(&self) -> bool {
        words::has_names_from_the_right(&self.document.experiment().dataset)
    }

    /// Whether there are unsaved changes that the user has not let go yet.
    fn has_to_lose(&self) -> bool {
        self.document.is_changed() && self.let_go != Some(self.document.generation())
    }

    /// Carries out what loses unsaved changes: there are none, or the user let them go.
    fn carry_out_losing(&mut self, effect: Effect, ctx: &egui::Context, frame: &eframe::Frame) {
        match effect {
            Effect::New => {
                let blank = Experiment::blank(Shape { width: 3, height: 4 });
                self.replace(Document::new(Run::new(blank), None, "untitled.json"));
            }
            Effect::Open => self.ask_for_file(Purpose::Open, frame),
            Effect::OpenRun(path, run) => {
                self.remember(&path);
                self.replace(Document::new(*run, Some(path), ""));
                self.on_disk = self.on_opening.take().map(OnDisk::new);
                if self.has_names_from_the_right() {
                    self.views.notice = Some(Notice::good(words::READ_FROM_THE_RIGHT));
                }
            }
            Effect::OpenPictures(chosen) => self.import(*chosen, Made::Opened),
            Effect::OpenMade(path, run) => self.imported(&path, *run),
            Effect::OpenSample(name) => {
                if let Some(run) = formats::sample::named(name) {
                    self.replace(Document::new(run, None, name));
                }
            }
            Effect::Walk(pace) => self.begin_lesson(pace),
            Effect::OpenFound(wanted, found) => {
                let what_to_do = words::happens(wanted, &found);
                let name = words::found_name(wanted);
                self.replace(Document::new(Run::new(found.experiment), None, &name));
                self.views.notice = Some(Notice::good(&what_to_do));
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
        self.ask_for(purpose, &suggestion, frame);
    }

    pub(super) fn ask_for(&mut self, purpose: Purpose, suggestion: &str, frame: &eframe::Frame) {
        self.jobs.ask(purpose, suggestion, frame);
        self.views.dialogs.waiting_for_native(purpose);
    }

    pub(super) fn dialog_answered(&mut self, purpose: Purpose, answer: Answer) {
        self.views.dialogs.native_answered();
        match answer {
            Answer::Path(path) if purpose.reads() => self.go_on_with(purpose, path),
            Answer::Path(path) => {
                let whole = with_ending(purpose, path.clone());
                // The dialog has asked about the name that was typed, and no other.
                if whole == path {
                    self.go_on_with(purpose, path);
                } else {
                    self.ask_to_write(purpose, whole);
                }
            }
            Answer::Cancelled => self.forget_what_waits(),
            Answer::Unavailable => {
                let suggestion = self.suggested_path(purpose);
                self.views.dialogs.ask_path(purpose, suggestion);
            }
        }
    }

    fn suggested_path(&self, purpose: Purpose) -> String {
        let folder = self.document.path().and_then(Path::parent).map(Path::to_owned);
        let folder = folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        match purpose {
            Purpose::Open | Purpose::Import | Purpose::Folder => {
                folder.join("").display().to_string()
            }
            Purpose::Labels => {
                let pictures = self.unlabelled.as_deref();
                pictures.unwrap_or(&folder).with_file_name("").display().to_string()
            }
            Purpose::Save => folder.join(self.document.name()).display().to_string(),
            Purpose::Export(_) => folder.join(self.suggested_export()).display().to_string(),
        }
    }

    /// Writes, after a question where that would replace a file.
    fn ask_to_write(&mut self, purpose: Purpose, path: PathBuf) {
        if path.is_file() {
            self.views.dialogs.ask_replace(purpose, path);
        } else {
            self.go_on_with(purpose, path);
        }
    }

    fn go_on_with(&mut self, purpose: Purpose, path: PathBuf) {
        match purpose {
            Purpose::Open => self.load(path, Import::default()),
            Purpose::Import | Purpose::Folder => {
                self.load(path, Import { choose: true, ..Import::default() });
            }
            Purpose::Labels => {
                if let Some(pictures) = self.unlabelled.take() {
                    let labels = Some(path);
                    self.load(pictures, Import { labels, ..Import::default() });
                }
            }
            // Where a file is there, its replacing has been asked about.
            Purpose::Save => self.save_to(path, None),
            Purpose::Export(_) => self.export_to(path),
        }
    }

    fn forget_what_waits(&mut self) {
        self.pending = None;
        self.exporting = None;
        self.unlabelled = None;
        // Changes are let go for one purpose only.
        self.let_go = None;
    }

    /// Reads a file; the document stays until it has been read whole.
    pub(super) fn load(&mut self, path: PathBuf, import: Import) {
        if let Err(error) = self.jobs.load(path, import) {
            self.views.dialogs.failed("Not opened", &unstarted(&error));
        }
    }

    fn save_to(&mut self, path: PathBuf, known: Option<Version>) {
        let run = self.document.run();
        if let Err(error) = self.jobs.save(path, run, known) {
            self.views.dialogs.failed("Not saved", &unstarted(&error));
        }
    }

    pub(super) fn loaded(
        &mut self,
        path: PathBuf,
        result: Result<Loaded, FileError>,
        frame: &eframe::Frame,
    ) {
        match result {
            Ok(Loaded::Run(run, version)) => {
                self.on_opening = Some(version);
                self.actions.push_back(Action::Outside(Effect::OpenRun(path, run)));
            }
            Ok(Loaded::Made(run)) => self.made(path, Made::Opened, Some(run)),
            Ok(Loaded::Lesson(read)) => self.lesson_read(read.0, read.1),
            Ok(Loaded::Pictures(pictures)) => self.views.dialogs.choose(path, *pictures),
            Err(FileError::NoLabels { path, .. }) if self.unlabelled.is_none() => {
                self.unlabelled = Some(path);
                self.ask_for_file(Purpose::Labels, frame);
            }
            Err(error) => {
                self.let_go = None;
                match error {
                    FileError::ReadingCancelled { .. } => {
                        self.views.notice = Some(Notice::bad(&error.to_string()));
                    }
                    _ => self.views.dialogs.failed("Not opened", &error.to_string()),
                }
            }
        }
    }

    pub(super) fn saved(
        &mut self,
        path: &Path,
        run: Run,
        result: Result<(Saved, Version), FileError>,
    ) {
        match result {
            Ok((saved, version)) => {
                self.document.mark_saved(run, path);
                self.on_disk = Some(OnDisk::new(version));
                self.remember(path);
                let said = format!("Saved {}{}", self.document.name(), confirmed(saved));
                self.views.notice = Some(Notice::good(&said));
                if let Some(effect) = self.pending.take() {
                    self.actions.push_back(Action::Outside(effect));
                }
            }
            // What waits for the save goes on waiting.
            Err(FileError::Changed { path }) => {
                self.views.dialogs.ask_changed(path, true, self.document.is_changed());
            }
            Err(error @ FileError::Cancelled { .. }) => {
                self.pending = None;
                self.views.notice = Some(Notice::bad(&error.to_string()));
            }
            Err(error) => {
                self.pending = None;
                self.views.dialogs.failed_to_save(&error.to_string());
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
                self.let_go = Some(self.document.generation());
                if let Some(effect) = self.pending.take() {
                    self.carry_out_losing(effect, ctx, frame);
                }
            }
            Decision::Cancel => self.forget_what_waits(),
            Decision::Overwrite(path) => self.save_to(path, None),
            Decision::Reload(path) => self.reload(path),
            Decision::SaveAs => self.ask_for_file(Purpose::Save, frame),
            Decision::StopFileWork => {
                if let Some(work) = self.jobs.file_work() {
                    work.stop();
                }
            }
            Decision::Path(purpose, path) if purpose.reads() => self.go_on_with(purpose, path),
            Decision::Path(purpose, path) => self.ask_to_write(purpose, with_ending(purpose, path)),
            Decision::Replace(purpose, path) => self.go_on_with(purpose, path),
            Decision::Lost(fate) => self.decide_fate(fate),
            Decision::ReadLater => self.read_later(),
            Decision::NoNativeDialog => {
                self.jobs.give_up_dialog();
                if let Some(purpose) = self.views.dialogs.awaited() {
                    self.dialog_answered(purpose, Answer::Unavailable);
                }
            }
        }
    }

    pub(super) fn remember(&mut self, path: &Path) {
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
            self.views.dialogs.ask_unsaved(self.document.name(), self.last_saved());
        }
    }

    pub(super) fn take_dropped_files(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|input| {
            let files = &input.raw.dropped_files;
            (files.len(), files.first().map(|file| file.path().to_owned()))
        });
        match dropped {
            (1, Some(path)) => self.actions.push_back(Action::Outside(Effect::OpenPath(path))),
            (0, _) | (_, None) => {}
            (files, _) => {
                self.views.notice = Some(Notice::bad(&format!(
                    "{} were dropped, and one is opened at a time. Drop one of them, or a folder of PNG files.",
                    words::plural(files, "file")
                )));
            }
        }
    }
}

/// Why no worker could begin, and what to do.
pub(super) fn unstarted(error: &io::Error) -> String {
    format!("The work could not be started: {error}. Close other programs and try again.")
}

/// How a sentence about a save ends.
pub(super) const fn confirmed(saved: Saved) -> &'static str {
    if saved.durable { "." } else { "; the disk has not confirmed it." }
}

/// A name typed without an ending gets the one of its kind.
fn with_ending(purpose: Purpose, mut path: PathBuf) -> PathBuf {
    if path.extension().is_none() {
        path.set_extension(purpose.ending());
    }
    path
}

//! The jobs of one window.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use super::dialogs::Dialogs;
use super::file_work::FileWork;
use super::files::{self, FileError, Import, Saved, Version};
use super::inquiry::{self, Inquiry};
use super::report::{Made, Mailbox, Report};
use super::training::{self, Training};
use crate::document::Purpose;
use crate::engine::{Experiment, Question, Run};

/// Everything that goes on outside the window's thread.
pub struct Jobs {
    dialogs: Box<dyn Dialogs>,
    mailbox: Mailbox,
    reports: mpsc::Receiver<Report>,
    training: Option<Training>,
    inquiries: Vec<Inquiry>,
    started: u64,
    files_busy: bool,
    file_work: Option<FileWork>,
    looks: usize,
}

impl Jobs {
    /// No jobs yet. `wake` is called, from any thread, when a report waits.
    #[must_use]
    pub fn new(dialogs: Box<dyn Dialogs>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (mailbox, reports) = Mailbox::new(Arc::new(wake));
        Self {
            dialogs,
            mailbox,
            reports,
            training: None,
            inquiries: Vec::new(),
            started: 0,
            files_busy: false,
            file_work: None,
            looks: 0,
        }
    }

    /// The run of rounds under way.
    #[must_use]
    pub const fn training(&self) -> Option<&Training> {
        self.training.as_ref()
    }

    /// Whether a dialog is open or a file is being read or written.
    #[must_use]
    pub const fn files_busy(&self) -> bool {
        self.files_busy
    }

    /// The next report, if one waits. Those of runs that were stopped or replaced are dropped here.
    pub fn next_report(&mut self) -> Option<Report> {
        loop {
            let report = self.reports.try_recv().ok()?;
            match &report {
                Report::Rounds { id, rounds, last, .. } => {
                    let Some(training) = self.training.as_mut().filter(|t| t.id == *id) else {
                        continue;
                    };
                    training.played += rounds.len();
                    if *last {
                        self.training = None;
                    }
                }
                // Answers are looked at where the question is known.
                Report::Found { .. } => {}
                Report::Looked(..) => self.looks = self.looks.saturating_sub(1),
                Report::Answered(..)
                | Report::Loaded(..)
                | Report::Imported(..)
                | Report::Saved(..)
                | Report::Made(..)
                | Report::Exported(..) => {
                    self.files_busy = false;
                    self.file_work = None;
                }
            }
            return Some(report);
        }
    }

    /// Plays rounds on a worker.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn train(
        &mut self,
        experiment: Experiment,
        first: usize,
        rounds: usize,
    ) -> std::io::Result<()> {
        self.started += 1;
        let mailbox = self.mailbox.clone();
        self.training = Some(training::start(self.started, experiment, first, rounds, mailbox)?);
        Ok(())
    }

    /// Stops the worker that plays rounds; what it has not reported is dropped.
    pub fn stop_training(&mut self) {
        self.training = None;
    }

    /// Answers a question on a worker; an earlier one of its kind is given up.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn work_out(&mut self, question: Question) -> std::io::Result<()> {
        self.inquiries.retain(|inquiry| !inquiry.question.is_like(&question));
        self.started += 1;
        self.inquiries.push(inquiry::start(self.started, question, self.mailbox.clone())?);
        Ok(())
    }

    /// Gives up every question that is not wanted any more.
    pub fn keep_inquiries(&mut self, wanted: impl Fn(&Question) -> bool) {
        self.inquiries.retain(|inquiry| wanted(&inquiry.question));
    }

    /// The questions under way.
    #[must_use]
    pub fn inquiries(&self) -> &[Inquiry] {
        &self.inquiries
    }

    /// Takes the question of an inquiry that has ended; `None` where it was given up before.
    pub fn end_inquiry(&mut self, id: u64) -> Option<Question> {
        let at = self.inquiries.iter().position(|inquiry| inquiry.id == id)?;
        Some(self.inquiries.remove(at).question.clone())
    }

    /// Shows a file dialog.
    pub fn ask(&mut self, purpose: Purpose, suggestion: &str, frame: &eframe::Frame) {
        self.files_busy = true;
        let mailbox = self.mailbox.clone();
        let done = move |answer| mailbox.send(Report::Answered(purpose, answer));
        self.dialogs.ask(purpose, suggestion, frame, Box::new(done));
    }

    /// Stops waiting for a dialog that never answers; its answer, should it come, still counts.
    pub fn give_up_dialog(&mut self) {
        self.files_busy = false;
    }

    /// Reads a file, and makes of its pictures what is wanted.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn load(&mut self, path: PathBuf, import: Import) -> std::io::Result<()> {
        let work = self.begin("Reading", &path);
        self.on_worker("reading", move || {
            let loaded = files::open_observed(&path, &import, |share| work.tell(share));
            Report::Loaded(path, loaded)
        })
    }

    /// Makes a run of the pictures of a file, unless the observer that `make` is given breaks.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn import(
        &mut self,
        path: PathBuf,
        what: Made,
        make: impl FnOnce(&mut dyn FnMut(f32) -> ControlFlow<()>) -> Option<Run> + Send + 'static,
    ) -> std::io::Result<()> {
        let work = self.begin("Importing", &path);
        self.on_worker("importing", move || {
            let run = make(&mut |share| work.tell(share));
            Report::Imported(path, what, run.map(Box::new))
        })
    }

    /// Writes a file, over the version that is known of it, or over any where none is given.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn save(&mut self, path: PathBuf, run: Run, known: Option<Version>) -> std::io::Result<()> {
        let work = self.begin("Saving", &path);
        self.on_worker("saving", move || {
            let saved = files::save_over(&path, &run, known.as_ref(), |share| work.tell(share));
            Report::Saved(path, Box::new(run), saved)
        })
    }

    /// Looks at what a file holds now; meanwhile anything else may go on.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn look_at(&mut self, path: PathBuf) -> std::io::Result<()> {
        let mailbox = self.mailbox.clone();
        let worker = std::thread::Builder::new().name("looking".to_owned());
        worker.spawn(move || {
            let found = Version::of(&path);
            mailbox.send(Report::Looked(path, found));
        })?;
        self.looks += 1;
        Ok(())
    }

    /// Whether somebody still looks at a file.
    #[must_use]
    pub const fn is_looking(&self) -> bool {
        self.looks > 0
    }

    /// The reading or writing under way.
    #[must_use]
    pub const fn file_work(&self) -> Option<&FileWork> {
        self.file_work.as_ref()
    }

    fn begin(&mut self, verb: &str, path: &Path) -> FileWork {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let work = FileWork::new(format!("{verb} {name}"), self.mailbox.waker());
        self.file_work = Some(work.clone());
        work
    }

    /// Makes a text that may take a while: what it is, and the text.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn make(
        &mut self,
        make: impl FnOnce() -> (String, String) + Send + 'static,
    ) -> std::io::Result<()> {
        self.on_worker("copying", move || {
            let (what, text) = make();
            Report::Made(what, text)
        })
    }

    /// Writes something else to a file; `what` it is is reported with it.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn export(
        &mut self,
        path: PathBuf,
        what: String,
        write: impl FnOnce(&Path) -> Result<Saved, FileError> + Send + 'static,
    ) -> std::io::Result<()> {
        self.on_worker("exporting", move || {
            let written = write(&path);
            Report::Exported(path, what, written)
        })
    }

    fn on_worker(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Report + Send + 'static,
    ) -> std::io::Result<()> {
        let mailbox = self.mailbox.clone();
        let worker = std::thread::Builder::new().name(name.to_owned());
        worker.spawn(move || mailbox.send(work()))?;
        self.files_busy = true;
        Ok(())
    }
}

impl std::fmt::Debug for Jobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Jobs")
            .field("training", &self.training)
            .field("files_busy", &self.files_busy)
            .finish_non_exhaustive()
    }
}

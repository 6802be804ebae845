//! What the jobs of a window have to tell it, and where they leave it.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use super::dialogs::Answer;
use super::file_work::Wake;
use super::files::{FileError, Loaded, Saved, Version};
use crate::document::Purpose;
use crate::engine::{Answer as FoundAnswer, Played, Round, Run};

/// What a job has to tell.
#[derive(Debug)]
pub enum Report {
    /// Rounds that were played.
    Rounds {
        /// The run they belong to.
        id: u64,
        /// The rounds, in order.
        rounds: Vec<Arc<Played>>,
        /// The last of them, with its tests and examples.
        newest: Option<Arc<Round>>,
        /// Whether the worker has ended.
        last: bool,
        /// Whether it ended by a fault of the program.
        panicked: bool,
    },
    /// A question was answered, or, without an answer, ended by a fault of the program.
    Found {
        /// The inquiry it belongs to.
        id: u64,
        /// What was found.
        answer: Option<Box<FoundAnswer>>,
    },
    /// A file dialog was answered.
    Answered(Purpose, Answer),
    /// A file was read.
    Loaded(PathBuf, Result<Loaded, FileError>),
    /// What a file held when it was looked at; nothing where it was gone.
    Looked(PathBuf, std::io::Result<Option<Version>>),
    /// A run was made of pictures that were chosen; none where that was given up.
    Imported(PathBuf, Made, Option<Box<Run>>),
    /// This text was made, to be copied: what it is, and the text.
    Made(String, String),
    /// A file was written with what is called this.
    Exported(PathBuf, String, Result<Saved, FileError>),
    /// A file was written with this run.
    Saved(PathBuf, Box<Run>, Result<(Saved, Version), FileError>),
}

/// What is to become of a run that is made of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// It is opened.
    Opened,
    /// Its examples are added to the open ones.
    Added,
}

/// How many reports wait at most.
const WAITING: usize = 16;

/// Where workers leave their reports; wakes the window, even a hidden one.
#[derive(Clone)]
pub(super) struct Mailbox {
    sender: mpsc::SyncSender<Report>,
    wake: Wake,
}

impl Mailbox {
    /// One that calls `wake`, from any thread, when a report waits; and where the reports are found. Bounded: a worker that is
    /// faster than the window waits for it.
    pub(super) fn new(wake: Wake) -> (Self, mpsc::Receiver<Report>) {
        let (sender, reports) = mpsc::sync_channel(WAITING);
        (Self { sender, wake }, reports)
    }

    pub(super) fn send(&self, report: Report) {
        // The window may be gone already; then nobody wants to know.
        if self.sender.send(report).is_ok() {
            (self.wake)();
        }
    }

    /// What asks for a frame.
    pub(super) fn waker(&self) -> Wake {
        Arc::clone(&self.wake)
    }

    /// Asks for a frame, to show how far something has come.
    pub(super) fn wake(&self) {
        (self.wake)();
    }
}

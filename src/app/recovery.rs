//! Unsaved work is kept while there is some; what an earlier window left behind is offered.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use eframe::egui;

use super::{OnDisk, Workbench};
use crate::document::{Document, words};
use crate::jobs::FileWork;
use crate::jobs::files::{Version, shown};
use crate::jobs::recovery::{Keeper, Leavings, LeftOver, News, Snapshot};
use crate::views::{Fate, Lost, Notice};

/// What is kept of the open document, and what was left of others.
#[derive(Debug, Default)]
pub(super) struct Recovery {
    keeper: Option<Keeper>,
    folder: PathBuf,
    /// The generation of the document that the keeper has; `None` when there is nothing unsaved.
    kept: Option<u64>,
    /// Work that was left behind and is still to be offered, the newest first.
    left: VecDeque<LeftOver>,
    /// Whether it was said that this waits for the open document.
    told_waiting: bool,
}

impl Recovery {
    /// What was left behind and is being read.
    pub(super) fn reading(&self) -> Option<FileWork> {
        self.keeper.as_ref()?.reading()
    }
}

impl Workbench {
    /// Keeps unsaved work in this folder, at most so often, and offers what was left there. Without this call none is
    /// kept.
    pub fn recover_in(&mut self, folder: &Path, every: Duration, ctx: &egui::Context) {
        let wake = ctx.clone();
        let keeper = Keeper::start(folder, every, move || wake.request_repaint())
            .and_then(|keeper| keeper.look().map(|()| keeper));
        match keeper {
            Ok(keeper) => {
                self.recovery = Recovery {
                    keeper: Some(keeper),
                    folder: folder.to_owned(),
                    ..Recovery::default()
                }
            }
            Err(error) => self.cannot_keep(&error.to_string()),
        }
    }

    /// Hands the keeper what is unsaved, hears what it has to tell, and offers what was left behind.
    pub(super) fn tend_recovery(&mut self, ctx: &egui::Context) {
        let Some(keeper) = &self.recovery.keeper else {
            return;
        };
        let unsaved = self.document.is_changed() && !self.closing;
        let generation = unsaved.then(|| self.document.generation());
        if generation != self.recovery.kept {
            self.recovery.kept = generation;
            match generation {
                Some(_) => keeper.keep(snapshot(&self.document)),
                None => keeper.forget(),
            }
        }
        // A file that is being opened would wipe away what is said now, and comes before what is offered.
        if !self.jobs.files_busy() {
            self.hear_keeper();
            self.offer_left(ctx);
        }
    }

    fn hear_keeper(&mut self) {
        while let Some(news) = self.recovery.keeper.as_ref().and_then(Keeper::news) {
            match news {
                News::Left(Leavings { works, broken }) => {
                    self.recovery.left.extend(works);
                    if broken > 0 {
                        self.views.notice =
                            Some(Notice::bad(&set_aside(broken, &self.recovery.folder)));
                    }
                }
                News::Unkept(reason) => self.cannot_keep(&reason),
            }
        }
    }

    fn cannot_keep(&mut self, reason: &str) {
        self.views.notice = Some(Notice::bad(&format!(
            "Unsaved changes cannot be kept for recovery: {reason}. Save the document."
        )));
    }

    /// Offers the newest work that was left behind, when nothing would be lost by opening it.
    fn offer_left(&mut self, ctx: &egui::Context) {
        let dialogs = &mut self.views.dialogs;
        let busy = dialogs.is_open() || dialogs.decision.is_some() || self.closing;
        let more = self.recovery.left.len().saturating_sub(1);
        let Some(left) = self.recovery.left.front().filter(|_| !busy) else {
            return;
        };
        if !self.document.is_changed() {
            dialogs.offer(lost(left, more, SystemTime::now()));
            ctx.request_repaint();
        } else if !std::mem::replace(&mut self.recovery.told_waiting, true) {
            self.views.notice = Some(Notice::good(&format!(
                "Unsaved work was left, {}. It is offered once what is open is saved.",
                left.about.name
            )));
            ctx.request_repaint();
        }
    }

    /// Stops reading what was left behind: it stays for the next start.
    pub(super) fn read_later(&mut self) {
        if let Some(reading) = self.recovery.reading() {
            reading.stop();
            let told = "The unsaved work is kept, and offered at the next start.";
            self.views.notice = Some(Notice::good(told));
        }
    }

    /// What the user wants of the work that was offered.
    pub(super) fn decide_fate(&mut self, fate: Fate) {
        let Some(left) = self.recovery.left.pop_front() else {
            return;
        };
        match fate {
            // Letting go of it leaves it for the next start.
            Fate::Later => {}
            Fate::Discard => left.home.remove(),
            Fate::Recover => self.recover(left),
        }
    }

    /// Opens work that was left behind. A window has one document, so that others are left for the next start.
    fn recover(&mut self, LeftOver { about, run, home, version, .. }: LeftOver) {
        if let Some(keeper) = &self.recovery.keeper {
            keeper.take_over(home);
        }
        self.replace(Document::recovered(run, about.path, &about.name));
        // Where somebody has written the file since, Save must ask.
        self.on_disk = self.document.path().map(|_| OnDisk::new(version.unwrap_or(Version::NONE)));
        // Whatever was kept is of the document before.
        self.recovery.kept = None;
        let others = std::mem::take(&mut self.recovery.left).len();
        let told = format!("Recovered {}; it is not saved yet.", self.document.name());
        self.views.notice = Some(Notice::good(&match others {
            0 => told,
            1 => format!("{told} One more document is offered at the next start."),
            n => {
                format!("{told} {} more documents are offered at the next start.", words::count(n))
            }
        }));
    }
}

fn snapshot(document: &Document) -> Snapshot {
    Snapshot {
        run: document.run(),
        name: document.name().to_owned(),
        path: document.path().map(Path::to_owned),
    }
}

fn lost(left: &LeftOver, more: usize, now: SystemTime) -> Lost {
    let ago = |time: SystemTime| now.duration_since(time).unwrap_or_default();
    Lost {
        name: left.about.name.clone(),
        path: left.about.path.clone(),
        kept_ago: ago(left.about.made),
        saved_ago: left.about.saved.map(ago),
        is_older_than_file: left.is_older_than_file,
        dataset: left.run.dataset.clone(),
        rounds: left.run.rounds.len(),
        matched: left.matched,
        more,
    }
}

fn set_aside(broken: usize, folder: &Path) -> String {
    let what = match broken {
        1 => "A recovery file was broken and is".to_owned(),
        n => format!("{} recovery files were broken and are", words::count(n)),
    };
    format!("{what} kept aside in {}. Go on from what was saved last.", shown(folder))
}

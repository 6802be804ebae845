//! Unsaved work of an earlier window: what it is, how old, and what is to become of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{self, Ui};

use super::{Decision, Dialogs, Open, buttons, find, heading, primary};
use crate::document::words;
use crate::engine::Dataset;
use crate::views::text;

/// What is to become of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is opened.
    Recover,
    /// It is deleted.
    Discard,
    /// It is left for the next start.
    Later,
}

/// Unsaved work that was left behind.
#[derive(Debug)]
pub struct Lost {
    /// What the document was called.
    pub name: String,
    /// The file it came from.
    pub path: Option<PathBuf>,
    /// How long ago it was kept.
    pub kept_ago: Duration,
    /// How long ago that file had been saved.
    pub saved_ago: Option<Duration>,
    /// Whether that file was written since.
    pub is_older_than_file: bool,
    /// Its examples.
    pub dataset: Arc<Dataset>,
    /// How many rounds were played.
    pub rounds: usize,
    /// How many examples match.
    pub matched: usize,
    /// How many more documents were left behind.
    pub more: usize,
}

/// How many of the first pictures are shown.
const SHOWN: usize = 12;

impl Dialogs {
    /// Offers unsaved work that was left behind.
    pub fn offer(&mut self, lost: Lost) {
        self.open = Some(Open::Lost(lost));
    }

    /// Asks what is to become of it. Returns whether that is decided.
    pub(super) fn lost_ui(&mut self, ui: &mut Ui, lost: &Lost) -> bool {
        let fate = ask(ui, lost);
        self.decision = fate.map(Decision::Lost);
        fate.is_some()
    }
}

fn ask(ui: &mut Ui, lost: &Lost) -> Option<Fate> {
    heading(ui, &format!("Jointly ended without saving {}", lost.name));
    for sentence in sentences(lost) {
        ui.add(egui::Label::new(sentence).wrap());
    }
    ui.add_space(6.0);
    find::pictures_ui(ui, &lost.dataset, SHOWN);
    text::quiet_ui(ui, &contents(lost));
    ui.add_space(10.0);
    let mut fate = None;
    buttons(ui, |ui| {
        if primary(ui, "Recover").clicked() {
            fate = Some(Fate::Recover);
        }
        let later = ui.button("Later").on_hover_text("Keep it, and ask again at the next start.");
        if later.clicked() {
            fate = Some(Fate::Later);
        }
        if ui.button("Discard").on_hover_text("Delete it. This cannot be undone.").clicked() {
            fate = Some(Fate::Discard);
        }
    });
    fate
}

/// How old it is, and where it came from.
fn sentences(lost: &Lost) -> Vec<String> {
    let mut told =
        vec![format!("Its unsaved changes were kept {}.", words::ago(lost.kept_ago.as_secs()))];
    told.push(match (&lost.path, lost.saved_ago) {
        (Some(path), Some(saved)) if !lost.is_older_than_file => {
            format!("It came from {}, saved {}.", path.display(), words::ago(saved.as_secs()))
        }
        (Some(path), _) => format!("It came from {}.", path.display()),
        (None, _) => "It was never saved to a file.".to_owned(),
    });
    if lost.is_older_than_file {
        told.push("That file has been written since: it may be newer.".to_owned());
    }
    match lost.more {
        0 => {}
        1 => told.push("One more document was left.".to_owned()),
        n => told.push(format!("{} more documents were left.", words::count(n))),
    }
    told
}

/// "4 pictures, 1 round, 3 of 4 match".
fn contents(lost: &Lost) -> String {
    let count = lost.dataset.examples.len();
    let (pictures, rounds) = (words::plural(count, "picture"), words::plural(lost.rounds, "round"));
    let (matched, all) = (words::count(lost.matched), words::count(count));
    format!("{pictures}, {rounds}, {matched} of {all} match")
}

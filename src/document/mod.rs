//! What the user can undo, save or read: actions, history, log, and explanations in words.
//!
//! [`Document::apply`] is the only door by which anything changes. It edits a copy of the state, compares,
//! records nothing if equal, and else adds one labelled history entry. The history's cursor is the only
//! "now": the log, the plot and the grids all read it, so they cannot disagree.
//!
//! Deliberately absent: egui, files, threads, clocks, and trials, which are not real until they are noted.

mod action;
mod edit;
pub mod exercise;
mod history;
mod log;
mod panel;
mod perform;
mod purpose;
pub mod sheets;
mod stage;
mod sweep;
mod tool;
pub mod words;

pub use action::{Action, Chosen, Effect, Export, PicturesAs, Rejected, Stroke};
pub use edit::cut_by_resizing;
pub use history::{Entry, History, Kind};
pub use log::{LogRow, RowKind};
pub use panel::{Appearance, Pace, Panel, Spot, Tab, View, Zoom};
pub use purpose::{FileKind, Purpose};
pub use stage::Stage;
pub use sweep::Sweep;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::engine::{
    Evaluation, Experiment, Forks, Hidden, Played, Round, Run, Settings, WeightTest, Weights,
};

/// Everything that one history entry restores.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Examples, weights and settings.
    pub experiment: Experiment,
    /// The finished tests that hold at these weights, one per weight; `None` where not yet tested.
    pub notes: Arc<Vec<Option<WeightTest>>>,
    /// A round that tests in turns and is under way.
    pub sweep: Option<Arc<Sweep>>,
    /// Ways to go on that are compared.
    pub forks: Option<Arc<Forks>>,
    /// What is hidden from a class.
    pub hidden: Hidden,
}

impl State {
    fn new(experiment: Experiment) -> Self {
        let notes = Arc::new(vec![None; experiment.weights.len()]);
        Self { experiment, notes, sweep: None, forks: None, hidden: Hidden::default() }
    }

    /// Other settings end a round under way, and the tests made under those before them where they would differ.
    fn change_settings(&mut self, settings: Settings) {
        let before = std::mem::replace(&mut self.experiment.settings, settings);
        if before != settings {
            self.abandon_sweep();
        }
        if !before.tests_alike(&settings) {
            self.forget_tests();
        }
    }

    /// Forgets all tests: they do not hold any more.
    fn forget_tests(&mut self) {
        self.forget_notes();
        self.sweep = None;
    }

    /// Forgets the tests at hand. Where there are none, the same nothing is kept: thousands of rounds have no notes.
    fn forget_notes(&mut self) {
        let cells = self.experiment.weights.len();
        if self.notes.len() != cells || self.notes.iter().any(Option::is_some) {
            self.notes = Arc::new(vec![None; cells]);
        }
    }
}

/// The open document: its history, and where it was saved.
#[derive(Debug)]
pub struct Document {
    history: History,
    path: Option<PathBuf>,
    name: String,
    /// What its file holds, where that is known.
    saved: Option<Run>,
    changed: bool,
    /// The round that led to the cursor, with its tests and examples, once that is worked out.
    round: Option<Arc<Round>>,
    two_sided: bool,
    rows: Vec<LogRow>,
    generation: u64,
}

impl Document {
    /// A document that holds `run`, each of its rounds one history entry, with nothing unsaved.
    ///
    /// `path` is where it came from; without one it is called `name`.
    #[must_use]
    pub fn new(run: Run, path: Option<PathBuf>, name: &str) -> Self {
        let history = History::of_run(&run);
        let name = path
            .as_deref()
            .and_then(Path::file_name)
            .map_or_else(|| name.to_owned(), |n| n.to_string_lossy().into_owned());
        let two_sided = history.state().experiment.dataset.is_two_sided();
        let mut document = Self {
            history,
            path,
            name,
            saved: Some(run),
            changed: false,
            round: None,
            two_sided,
            rows: Vec::new(),
            generation: 0,
        };
        document.rows = log::rows(&document.history);
        document.look_at_round();
        document
    }

    /// A document that holds a `run` which was never saved. It is changed, undone to its first entry or not, until it
    /// is saved: what its file holds is another run.
    ///
    /// `path` is where Save writes it; without one it is called `name`.
    #[must_use]
    pub fn recovered(run: Run, path: Option<PathBuf>, name: &str) -> Self {
        Self { saved: None, changed: true, ..Self::new(run, path, name) }
    }

    /// Carries out one action. Nothing else changes a document.
    ///
    /// # Errors
    /// [`Rejected`] says why an action that cannot be done leaves everything as it was.
    ///
    /// ```
    /// use jointly::document::{Action, Document};
    /// use jointly::formats::sample;
    ///
    /// let mut document = Document::new(sample::smiles(), None, "smiles.json");
    /// document.apply(Action::PlayRound)?;
    /// assert_eq!(document.evaluation().tally.matched, 3);
    /// document.apply(Action::SetWeight { weight: 6, value: 0.0, stroke: None })?;
    /// assert_eq!(document.history().undo_label(), Some("set the weight at row 3, column 1"));
    /// document.apply(Action::Undo)?;
    /// assert_eq!(document.evaluation().tally.matched, 3);
    /// # Ok::<(), jointly::document::Rejected>(())
    /// ```
    pub fn apply(&mut self, action: Action) -> Result<Option<Effect>, Rejected> {
        let before = Arc::clone(&self.experiment().dataset);
        match action {
            Action::Outside(effect) => return Ok(Some(effect)),
            Action::Undo => self.history.undo(),
            Action::Redo => self.history.redo(),
            Action::Travel { entry } => self.history.travel(entry),
            edit => perform::perform(&mut self.history, edit)?,
        }
        // Looking at every label takes longer than anything else that a round asks for here.
        if !Arc::ptr_eq(&before, &self.experiment().dataset) {
            self.two_sided = self.experiment().dataset.is_two_sided();
        }
        self.refresh();
        Ok(None)
    }

    /// Marks `run` as what the file at `path` now holds.
    pub fn mark_saved(&mut self, run: Run, path: &Path) {
        self.saved = Some(run);
        self.path = Some(path.to_owned());
        if let Some(name) = path.file_name() {
            self.name = name.to_string_lossy().into_owned();
        }
        self.refresh();
    }

    fn refresh(&mut self) {
        self.generation += 1;
        self.rows = log::rows(&self.history);
        self.look_at_round();
        // A file holds whole rounds only, so that a weight moved within one is not saved.
        self.changed = self.state().has_moved_within_round() || self.saved != Some(self.run());
    }

    /// The state at the cursor.
    #[must_use]
    pub fn state(&self) -> &State {
        self.history.state()
    }

    /// Examples, weights and settings at the cursor.
    #[must_use]
    pub fn experiment(&self) -> &Experiment {
        &self.state().experiment
    }

    /// The settings at the cursor.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.experiment().settings
    }

    /// The outputs at the cursor.
    #[must_use]
    pub fn evaluation(&self) -> &Evaluation {
        self.history.evaluation()
    }

    /// Whether every label is -1 or 1, as the log-loss needs it.
    #[must_use]
    pub const fn is_two_sided(&self) -> bool {
        self.two_sided
    }

    /// The undo history.
    #[must_use]
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// The iteration log, what lies after the cursor included.
    #[must_use]
    pub fn rows(&self) -> &[LogRow] {
        &self.rows
    }

    /// The log row at the cursor.
    #[must_use]
    pub fn current_row(&self) -> usize {
        self.rows.partition_point(|row| row.entry <= self.history.cursor()).saturating_sub(1)
    }

    /// Grows with every change: what was derived from an earlier generation is stale.
    #[must_use]
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// Where it was opened from or saved to.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The file's name, or what stands for it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether there is something to save.
    #[must_use]
    pub const fn is_changed(&self) -> bool {
        self.changed
    }

    /// What Save writes: the run at the cursor.
    #[must_use]
    pub fn run(&self) -> Run {
        self.history.run()
    }

    /// The last round of the current run at or before the cursor, tested further since or not.
    #[must_use]
    pub fn last_round(&self) -> Option<&Arc<Played>> {
        self.history.last_round()
    }

    /// The usual ways to go on from here, the one in force first.
    #[must_use]
    pub fn usual_forks(&self) -> Forks {
        let (after, weights) = self.fork_point();
        let start = Experiment { weights: weights.clone(), ..self.experiment().clone() };
        Forks::usual(&start, after)
    }

    /// Where ways to go on from here branch off: after how many rounds, and the weights there. Within a round under
    /// way that is its start.
    #[must_use]
    pub fn fork_point(&self) -> (usize, &Weights) {
        let state = self.state();
        let weights = state.sweep.as_ref().map(|sweep| &sweep.weights_before);
        let after = self.last_round().map_or(0, |round| round.number);
        (after, weights.unwrap_or(&state.experiment.weights))
    }
}

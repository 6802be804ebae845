//! What the user can undo, save or read: actions, history, log, and explanations in words.
//!
//! [`Document::apply`] is the only door by which anything changes. It edits a copy of the state, compares,
//! records nothing if equal, and else adds one labelled history entry. The history's cursor is the only
//! "now": the log, the plot and the grids all read it, so they cannot disagree.
//!
//! Deliberately absent: egui, files, threads, clocks, and trials, which are not real until they are noted.

mod action;
mod edit;
mod history;
mod log;
mod perform;
pub mod sheets;
mod sweep;
pub mod words;

pub use action::{Action, Chosen, Effect, Export, Panel, PicturesAs, Rejected, Stroke};
pub use edit::cut_by_resizing;
pub use history::{Entry, History, Kind};
pub use log::{LogRow, RowKind};
pub use sweep::Sweep;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::engine::{Direction, Evaluation, Experiment, Forks, Round, Run, Settings, WeightTest};

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
}

impl State {
    fn new(experiment: Experiment) -> Self {
        let notes = Arc::new(vec![None; experiment.weights.len()]);
        Self { experiment, notes, sweep: None, forks: None }
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
        self.notes = Arc::new(vec![None; self.experiment.weights.len()]);
        self.sweep = None;
    }
}

/// How far the round at the cursor has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// No weight tested at these weights, and no round led here.
    Before,
    /// Some weights tested, others not yet.
    Testing,
    /// Every weight tested; nothing applied yet.
    Tested,
    /// A round led here and nothing has been tested since.
    Applied(Arc<Round>),
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
    evaluation: Evaluation,
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
        let evaluation = Evaluation::of(&history.state().experiment);
        let two_sided = history.state().experiment.dataset.is_two_sided();
        let mut document = Self {
            history,
            path,
            name,
            saved: Some(run),
            changed: false,
            evaluation,
            two_sided,
            rows: Vec::new(),
            generation: 0,
        };
        document.rows = log::rows(&document.history);
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
    pub fn apply(&mut self, action: Action) -> Result<Option<Effect>, Rejected> {
        match action {
            Action::Outside(effect) => return Ok(Some(effect)),
            Action::Undo => self.history.undo(),
            Action::Redo => self.history.redo(),
            Action::Travel { entry } => self.history.travel(entry),
            edit => perform::perform(&mut self.history, edit)?,
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
        self.evaluation = Evaluation::of(&self.history.state().experiment);
        self.two_sided = self.experiment().dataset.is_two_sided();
        self.rows = log::rows(&self.history);
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
    pub const fn evaluation(&self) -> &Evaluation {
        &self.evaluation
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
    pub fn last_round(&self) -> Option<&Arc<Round>> {
        self.history.last_round()
    }

    /// The usual ways to go on from here, the one in force first.
    #[must_use]
    pub fn usual_forks(&self) -> Forks {
        let (after, weights) = self.fork_point();
        let start = Experiment { weights: weights.to_vec(), ..self.experiment().clone() };
        Forks::usual(&start, after)
    }

    /// Where ways to go on from here branch off: after how many rounds, and the weights there. Within a round under
    /// way that is its start.
    #[must_use]
    pub fn fork_point(&self) -> (usize, &[f64]) {
        let state = self.state();
        let weights = state.sweep.as_ref().map(|sweep| &sweep.weights_before);
        let after = self.last_round().map_or(0, |round| round.number);
        (after, weights.unwrap_or(&state.experiment.weights))
    }

    /// How far the round at the cursor has come.
    #[must_use]
    pub fn stage(&self) -> Stage {
        let state = self.state();
        let tested = self.tested();
        match self.last_round() {
            _ if tested == state.notes.len() => Stage::Tested,
            _ if tested > 0 || state.sweep.is_some() => Stage::Testing,
            Some(round) if round.weights_after == state.experiment.weights => {
                Stage::Applied(Arc::clone(round))
            }
            _ => Stage::Before,
        }
    }

    /// The weights at which the tests at hand are made, under the settings in force: those at the start of the round
    /// that led here, else as they stand.
    #[must_use]
    pub fn tested_at(&self) -> Experiment {
        let here = self.experiment();
        match self.stage() {
            Stage::Applied(round) => {
                Experiment { settings: here.settings, ..round.beginning(&here.dataset) }
            }
            Stage::Before | Stage::Testing | Stage::Tested => here.clone(),
        }
    }

    /// How many weights have a finished test that holds here.
    #[must_use]
    pub fn tested(&self) -> usize {
        self.state().notes.iter().flatten().count()
    }

    /// The changes that the finished tests ask for, in reading order: weight and change.
    #[must_use]
    pub fn noted_changes(&self) -> Vec<(usize, f64)> {
        let step = self.settings().step;
        let notes = self.state().notes.iter().enumerate();
        notes
            .filter_map(|(i, note)| Some((i, note.as_ref()?.direction)))
            .filter(|(_, direction)| *direction != Direction::Leave)
            .map(|(i, direction)| (i, direction.sign() * step))
            .collect()
    }

    /// The weight whose test was noted last, where one test is all that the last step did.
    #[must_use]
    pub fn just_noted(&self) -> Option<(usize, WeightTest)> {
        let before = self.history.entries().get(self.history.cursor().checked_sub(1)?)?;
        let (before, now) = (&before.state.notes, &self.state().notes);
        let mut fresh = now.iter().enumerate().filter_map(|(i, note)| {
            let was = before.get(i)?;
            Some((i, (*note)?)).filter(|(_, note)| *was != Some(*note))
        });
        let only = fresh.next()?;
        fresh.next().is_none().then_some(only)
    }

    /// The weight to test next: the first in `order` that has no finished test; where tests are made in turns, of
    /// the group whose turn it is. `None` when all are tested.
    #[must_use]
    pub fn next_weight(&self, order: impl IntoIterator<Item = usize>) -> Option<usize> {
        let state = self.state();
        let untested = |i: &usize| state.notes.get(*i).is_some_and(Option::is_none);
        if !self.settings().policy.tests_in_turns() {
            return order.into_iter().find(untested);
        }
        // The first weight is of the first group.
        let group = state.sweep.as_ref().map_or(&[0][..], |sweep| sweep.group());
        let wanted = order.into_iter().find(|i| untested(i) && group.contains(i));
        wanted.or_else(|| group.iter().copied().find(untested))
    }
}

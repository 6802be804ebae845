//! Undo and redo by snapshots: entries share what they have in common, so a snapshot is cheap.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::action::Stroke;
use super::{State, words};
use crate::engine::{Dataset, Evaluation, FlipFlop, Played, Run, Tally, flip_flop};

/// What made a history entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// The document as it was opened.
    Start,
    /// A hand edit of pixels, labels, examples or weights: a new run starts here.
    Edit,
    /// A name, a setting, a note, a move within a round: the run goes on.
    Quiet,
    /// A round.
    Round(Arc<Played>),
    /// Back to an earlier round, to go on another way: the rounds that follow come in the place of those after it.
    Branch {
        /// After how many rounds it branches off.
        after: usize,
        /// The last round that belongs to it.
        until: usize,
        /// Whether the run has never been there: another one starts.
        fresh: bool,
    },
}

/// One step of the history.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What was done, as "Undo ..." says it.
    pub label: String,
    /// What made it.
    pub kind: Kind,
    /// Everything as it was afterwards.
    pub state: State,
    /// The scores afterwards.
    pub tally: Tally,
    /// The flip-flop that a round closes.
    pub flip_flop: Option<FlipFlop>,
    /// A few words on it for the log, and whether they tell of something that went wrong.
    pub note: (String, bool),
    stroke: Option<Stroke>,
}

impl Entry {
    const fn new(label: String, kind: Kind, state: State, tally: Tally) -> Self {
        Self {
            label,
            kind,
            state,
            tally,
            flip_flop: None,
            note: (String::new(), false),
            stroke: None,
        }
    }
}

impl Entry {
    /// The round that made it.
    fn round(&self) -> Option<&Arc<Played>> {
        match &self.kind {
            Kind::Round(round) => Some(round),
            _ => None,
        }
    }

    /// Whether a run starts here.
    fn starts_run(&self) -> bool {
        matches!(self.kind, Kind::Start | Kind::Edit | Kind::Branch { fresh: true, .. })
    }
}

/// All states of a document, and the cursor that says which of them is now. Never empty.
#[derive(Debug)]
pub struct History {
    entries: Vec<Entry>,
    cursor: usize,
    /// The outputs at the cursor, once they are worked out.
    evaluation: OnceCell<Evaluation>,
}

impl History {
    /// The history of a run as it is opened: its start, then each round; the cursor at the end.
    #[must_use]
    pub fn of_run(run: &Run) -> Self {
        let mut experiment = run.beginning();
        if let Some(first) = run.rounds.first() {
            experiment.settings = first.settings;
        }
        let mut state = State::new(experiment);
        state.forks.clone_from(&run.forks);
        state.hidden = run.hidden;
        let evaluation = Evaluation::of(&state.experiment);
        let start = Entry::new("open".to_owned(), Kind::Start, state, evaluation.tally);
        let mut history = Self { entries: vec![start], cursor: 0, evaluation: evaluation.into() };
        for round in &run.rounds {
            history.push_round(round);
        }
        let mut state = history.state().clone();
        state.experiment.settings = run.settings;
        history.push("change settings".to_owned(), Kind::Quiet, state, None);
        history
    }

    /// The state at the cursor.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.entries[self.cursor].state
    }

    /// All entries, what lies after the cursor included.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The index of the entry that is now.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The outputs at the cursor.
    #[must_use]
    pub fn evaluation(&self) -> &Evaluation {
        self.evaluation_found(|| Evaluation::of(&self.state().experiment))
    }

    /// The same; where they are not known yet, `find` has them from elsewhere.
    pub(super) fn evaluation_found(&self, find: impl FnOnce() -> Evaluation) -> &Evaluation {
        self.evaluation.get_or_init(find)
    }

    /// What Undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        (self.cursor > 0).then(|| self.entries[self.group(self.cursor).start].label.as_str())
    }

    /// What Redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        Some(self.entries.get(self.cursor + 1)?.label.as_str())
    }

    /// Takes the last thing back. A branch and its rounds are one.
    pub(super) fn undo(&mut self) {
        self.travel(self.group(self.cursor).start.saturating_sub(1));
    }

    /// Does again what was taken back. From within a branch, where one can only have travelled, it is the next round.
    pub(super) fn redo(&mut self) {
        let next = self.cursor + 1;
        if next < self.entries.len() {
            let group = self.group(next);
            self.travel(if group.start == next { group.end - 1 } else { next });
        }
    }

    /// The entries that are taken back together with this one: a branch and the rounds that belong to it.
    fn group(&self, entry: usize) -> Range<usize> {
        let number = |entry: &Entry| entry.round().map(|round| round.number);
        let mut start = entry;
        while start > 0 && number(&self.entries[start]).is_some() {
            start -= 1;
        }
        let Kind::Branch { after, until, .. } = self.entries[start].kind else {
            return entry..entry + 1;
        };
        let numbers = self.entries[start + 1..].iter().map(number).zip(after + 1..=until);
        let end = start + 1 + numbers.take_while(|(found, next)| *found == Some(*next)).count();
        if entry < end { start..end } else { entry..entry + 1 }
    }

    /// Moves the cursor to `entry`, or to the last one there is.
    pub fn travel(&mut self, entry: usize) {
        let entry = entry.min(self.entries.len() - 1);
        if self.entries[entry].state.experiment != self.state().experiment {
            self.evaluation.take();
        }
        self.cursor = entry;
    }

    /// Makes `state` the newest entry and drops what lay after the cursor. A state equal to the
    /// current one is recorded nowhere; one of the same stroke replaces the entry it began.
    pub(super) fn push(&mut self, label: String, kind: Kind, state: State, stroke: Option<Stroke>) {
        if state == *self.state() && !matches!(kind, Kind::Round(_) | Kind::Branch { .. }) {
            return;
        }
        if state.experiment != self.state().experiment {
            self.evaluation.take();
        }
        self.entries.truncate(self.cursor + 1);
        let goes_on = stroke.is_some() && self.entries[self.cursor].stroke == stroke;
        if goes_on {
            self.entries.pop();
            // A stroke that ends where it began has done nothing; the tests that it forgot hold again.
            let began = self.entries.last().map(|last| &last.state.experiment);
            if began == Some(&state.experiment) {
                self.cursor = self.entries.len() - 1;
                return;
            }
        }
        let tally = match (&kind, self.entries.last()) {
            (Kind::Round(round), _) => round.after,
            (_, Some(last)) if last.state.experiment == state.experiment => last.tally,
            _ => self.evaluation.get_or_init(|| Evaluation::of(&state.experiment)).tally,
        };
        let mut entry = Entry::new(label, kind, state, tally);
        entry.stroke = stroke;
        self.entries.push(entry);
        self.cursor = self.entries.len() - 1;
    }

    /// Adds a round that starts where the cursor stands, after a change of settings if it had others.
    pub(super) fn push_round(&mut self, round: &Arc<Played>) {
        let mut state = self.state().clone();
        if state.experiment.settings != round.settings {
            state.change_settings(round.settings);
            self.push("change settings".to_owned(), Kind::Quiet, state, None);
        }
        self.push_record(format!("round {}", round.number), round);
    }

    /// Adds a round that stands in place of the last one.
    pub(super) fn push_instead(&mut self, round: &Arc<Played>) {
        self.push_record(format!("round {} with chosen changes", round.number), round);
    }

    fn push_record(&mut self, label: String, round: &Arc<Played>) {
        let mut state = self.state().clone();
        state.experiment.weights.clone_from(&round.weights_after);
        state.forget_tests();
        self.push(label, Kind::Round(Arc::clone(round)), state, None);
        let found = flip_flop(self.newest_rounds().map(Arc::as_ref));
        let entry = &mut self.entries[self.cursor];
        entry.note = words::round_note(&entry.state.experiment.dataset, round, found.as_ref());
        entry.flip_flop = found;
    }

    /// Turns the newest entry, the last move of a round under way, into that round.
    pub(super) fn finish_sweep(&mut self, round: &Arc<Played>) {
        self.travel(self.cursor - 1);
        self.push_round(round);
    }

    /// The entries of the current run up to the cursor, its start first.
    fn run_entries(&self) -> &[Entry] {
        let so_far = &self.entries[..=self.cursor];
        let start = so_far.iter().rposition(Entry::starts_run).unwrap_or(0);
        &so_far[start..]
    }

    /// The rounds of the current run up to the cursor, the newest first. A round whose number came before
    /// stands in place of that one.
    fn newest_rounds(&self) -> impl Iterator<Item = &Arc<Played>> + Clone {
        let newest_first = self.entries[..=self.cursor].iter().rev();
        let mut next = usize::MAX;
        newest_first.take_while(|e| !e.starts_run()).filter_map(move |entry| match &entry.kind {
            Kind::Branch { after, .. } => {
                next = next.min(after + 1);
                None
            }
            Kind::Round(round) if round.number < next => {
                next = round.number;
                Some(round)
            }
            _ => None,
        })
    }

    /// The last round of the current run up to the cursor.
    #[must_use]
    pub fn last_round(&self) -> Option<&Arc<Played>> {
        self.newest_rounds().next()
    }

    /// Every round of the log, of all its runs, with the dataset it was played on.
    #[must_use]
    pub fn rounds(&self) -> Vec<(Arc<Dataset>, Arc<Played>)> {
        let entries = self.entries.iter();
        let with_dataset = |entry: &Entry| {
            Some((Arc::clone(&entry.state.experiment.dataset), Arc::clone(entry.round()?)))
        };
        entries.filter_map(with_dataset).collect()
    }

    /// The current run up to the cursor: what is saved.
    #[must_use]
    pub fn run(&self) -> Run {
        let now = &self.state().experiment;
        let mut rounds: Vec<_> = self.newest_rounds().cloned().collect();
        rounds.reverse();
        Run {
            dataset: Arc::clone(&now.dataset),
            start: self.run_entries()[0].state.experiment.weights.clone(),
            settings: now.settings,
            rounds,
            forks: self.state().forks.clone(),
            hidden: self.state().hidden,
        }
    }
}

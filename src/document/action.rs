//! Everything a user can do to a document, and how each is done.

use std::path::PathBuf;
use std::sync::Arc;

use super::State;
use super::history::{History, Kind};
use crate::engine::{Dataset, Evaluation, Example, Policy, Round, Settings, Shape};

/// Numbers beyond this are refused, in files and by hand: sums of them stay far from overflow.
pub const MOST: f64 = 1e9;
/// The longest name of an example, in characters.
pub const LONGEST_NAME: usize = 200;

/// One gesture of the mouse: all edits that carry the same number are one history entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stroke(pub u64);

/// Something the user asks for. Examples and cells count from 0, cells in reading order.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are named for what they hold")]
pub enum Action {
    /// A dark picture labelled 1, at the end.
    AddExample,
    /// A copy of an example, behind it.
    DuplicateExample { example: usize },
    /// Takes an example out.
    DeleteExample { example: usize },
    /// Moves an example to another place in the order.
    MoveExample { from: usize, to: usize },
    /// Gives an example another name.
    Rename { example: usize, name: String },
    /// Gives an example another label.
    SetLabel { example: usize, label: f64 },
    /// Sets one pixel of one example.
    SetPixel {
        example: usize,
        cell: usize,
        value: f64,
        stroke: Option<Stroke>,
    },
    /// Sets one weight.
    SetWeight {
        weight: usize,
        value: f64,
        stroke: Option<Stroke>,
    },
    /// Sets all weights to 0.
    ClearWeights,
    /// Gives pictures and weights another shape: keeps what fits, fills with 0.
    Resize(Shape),
    /// Changes how rounds are tested, scored and applied.
    SetSettings(Settings),
    /// Tests a weight and notes the better direction. Under one-at-a-time it is always the
    /// weight whose turn it is.
    Note { weight: usize },
    /// Tests and notes all weights that have no finished test yet.
    NoteRest,
    /// Under one-at-a-time: moves the weight just tested.
    MoveNoted,
    /// Tests what is not tested yet, applies by the policy, and records the round.
    PlayRound,
    /// Rounds played elsewhere from the state at the cursor.
    AddRounds(Vec<Arc<Round>>),
    /// Back by one history entry.
    Undo,
    /// Forward by one history entry.
    Redo,
    /// To any history entry.
    Travel { entry: usize },
    /// Nothing that the document does itself.
    Outside(Effect),
}

/// Something that must happen outside the document.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are named for what they hold")]
pub enum Effect {
    /// A blank document.
    New,
    /// Asks for a file and opens it.
    Open,
    /// Opens this file.
    OpenPath(PathBuf),
    /// Opens a built-in sample.
    OpenSample(&'static str),
    /// Saves where the document came from, or asks.
    Save,
    /// Asks where to save.
    SaveAs,
    /// Plays so many rounds on a worker.
    Run { rounds: usize },
    /// Stops the worker.
    Stop,
    /// Closes the program.
    Quit,
    /// The next move of the trial, or of the round: what the primary button does.
    Step,
    /// Starts a trial of this weight.
    Try { weight: usize },
    /// Tests all other weights, each shown briefly.
    TryRest,
    /// Ends the trial in flight; the test is noted.
    Skip,
    /// Makes an example the current one.
    Look { example: usize },
    /// Shows or hides a part of the window, or asks for something in it.
    Show(Panel),
}

/// Parts of the window that a command opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// The dialog that resizes the grid.
    Resize,
    /// The list of shortcuts.
    Shortcuts,
    /// Version, licences.
    About,
}

/// Why an action was not done. The document is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// A number that no file could hold.
    #[error(
        "{what} cannot be {value}: it takes a number from -1,000,000,000 to 1,000,000,000. It is as it was."
    )]
    Number {
        /// What was to be set.
        what: &'static str,
        /// What it was to be.
        value: String,
    },
    /// A name that no file could hold.
    #[error("The name has {length} characters; at most {LONGEST_NAME} fit. It is as it was.")]
    Name {
        /// Its length in characters.
        length: usize,
    },
    /// A setting out of range.
    #[error("{0}")]
    Setting(&'static str),
    /// A shape out of range.
    #[error("A picture has 1 to {} pixels a side.", Shape::MAX_SIDE)]
    Shape,
    /// Rounds from a state that is not the current one any more.
    #[error("The document changed while rounds were running; their result was dropped.")]
    Stale,
}

/// Carries out an edit on a copy of the state, and records it.
pub(super) fn perform(history: &mut History, action: Action) -> Result<(), Rejected> {
    let mut state = history.state().clone();
    let dataset = Arc::clone(&state.experiment.dataset);
    let shape = dataset.shape;
    let title = |e: usize| dataset.title(e);
    let place = |cell: usize| {
        let (row, column) = shape.place(cell);
        format!("row {}, column {}", row + 1, column + 1)
    };
    let mut stroke = None;
    let (label, kind) = match action {
        Action::AddExample => {
            examples(&mut state).push(Arc::new(Example {
                name: String::new(),
                label: 1.0,
                pixels: vec![0.0; shape.cells()],
            }));
            ("add a picture".to_owned(), Kind::Edit)
        }
        Action::DuplicateExample { example } => {
            let Some(original) = dataset.examples.get(example) else {
                return Ok(());
            };
            let mut copy = Example::clone(original);
            copy.name = copy_name(&dataset, &copy.name);
            examples(&mut state).insert(example + 1, Arc::new(copy));
            (format!("duplicate {}", title(example)), Kind::Edit)
        }
        Action::DeleteExample { example } => {
            if example >= dataset.examples.len() {
                return Ok(());
            }
            examples(&mut state).remove(example);
            (format!("delete {}", title(example)), Kind::Edit)
        }
        Action::MoveExample { from, to } => {
            if from >= dataset.examples.len() || to >= dataset.examples.len() {
                return Ok(());
            }
            let moved = examples(&mut state).remove(from);
            examples(&mut state).insert(to, moved);
            (format!("move {}", title(from)), Kind::Edit)
        }
        Action::Rename { example, name } => {
            let length = name.chars().count();
            if length > LONGEST_NAME {
                return Err(Rejected::Name { length });
            }
            if let Some(e) = example_mut(&mut state, example) {
                e.name = name;
            }
            (format!("rename {}", title(example)), Kind::Quiet)
        }
        Action::SetLabel { example, label } => {
            in_range("A label", label)?;
            if let Some(e) = example_mut(&mut state, example) {
                e.label = label;
            }
            (
                format!("change the label of {}", title(example)),
                Kind::Edit,
            )
        }
        Action::SetPixel {
            example,
            cell,
            value,
            stroke: of,
        } => {
            in_range("A pixel", value)?;
            stroke = of;
            if let Some(pixel) =
                example_mut(&mut state, example).and_then(|e| e.pixels.get_mut(cell))
            {
                *pixel = value;
            }
            let what = if of.is_some() {
                String::new()
            } else {
                format!(", {}", place(cell))
            };
            (format!("paint {}{what}", title(example)), Kind::Edit)
        }
        Action::SetWeight {
            weight,
            value,
            stroke: of,
        } => {
            in_range("A weight", value)?;
            stroke = of;
            if let Some(w) = state.experiment.weights.get_mut(weight) {
                *w = value;
            }
            (format!("set the weight at {}", place(weight)), Kind::Edit)
        }
        Action::ClearWeights => {
            state.experiment.weights.fill(0.0);
            ("set all weights to 0".to_owned(), Kind::Edit)
        }
        Action::Resize(new) => {
            resize(&mut state, new)?;
            (
                format!("resize to {} x {}", new.width, new.height),
                Kind::Edit,
            )
        }
        Action::SetSettings(settings) => {
            valid(&settings)?;
            let policy_only = settings.tests_alike(&state.experiment.settings);
            if settings != state.experiment.settings {
                state.abandon_sweep();
            }
            state.experiment.settings = settings;
            if !policy_only {
                state.forget_tests();
            }
            ("change settings".to_owned(), Kind::Quiet)
        }
        Action::Note { weight } => {
            if weight >= shape.cells() {
                return Ok(());
            }
            if state.experiment.settings.policy == Policy::OneAtATime {
                state.take_turn();
            } else {
                note(&mut state, |i| i == weight);
            }
            (format!("test {}", place(weight)), Kind::Quiet)
        }
        Action::NoteRest => {
            note(&mut state, |_| true);
            ("test all weights".to_owned(), Kind::Quiet)
        }
        Action::MoveNoted => {
            let next = state.sweep.as_ref().map_or(0, |sweep| sweep.next);
            state.move_noted();
            (format!("move {}", place(next)), Kind::Quiet)
        }
        Action::PlayRound => {
            state.abandon_sweep();
            let round = Round::play(&state.experiment, next_number(history));
            return add_rounds(history, state, &[Arc::new(round)]);
        }
        Action::AddRounds(rounds) => return add_rounds(history, state, &rounds),
        Action::Undo | Action::Redo | Action::Travel { .. } | Action::Outside(_) => return Ok(()),
    };
    if matches!(kind, Kind::Edit) && state != *history.state() {
        state.forget_tests();
    }
    let finished = state.finished_sweep(next_number(history));
    history.push(label, kind, state, stroke);
    if let Some(round) = finished {
        history.finish_sweep(&Arc::new(round));
    }
    Ok(())
}

fn next_number(history: &History) -> usize {
    history.last_round().map_or(0, |round| round.number) + 1
}

fn add_rounds(history: &mut History, state: State, rounds: &[Arc<Round>]) -> Result<(), Rejected> {
    let mut weights = &state.experiment.weights;
    for round in rounds {
        let fits = round.weights_before == *weights
            && round.examples.len() == state.experiment.dataset.examples.len();
        if !fits {
            return Err(Rejected::Stale);
        }
        weights = &round.weights_after;
        if let Some(far) = weights.iter().find(|w| w.abs() > MOST) {
            in_range("A weight", *far)?;
        }
    }
    for round in rounds {
        history.push_round(round);
    }
    Ok(())
}

/// Tests and notes every weight that is asked for and has no note yet.
fn note(state: &mut State, asked: impl Fn(usize) -> bool) {
    let evaluation = Evaluation::of(&state.experiment);
    let (dataset, settings) = (&state.experiment.dataset, &state.experiment.settings);
    for (i, slot) in Arc::make_mut(&mut state.notes).iter_mut().enumerate() {
        if asked(i) && slot.is_none() {
            *slot = Some(evaluation.test(dataset, settings, i));
        }
    }
}

fn examples(state: &mut State) -> &mut Vec<Arc<Example>> {
    &mut Arc::make_mut(&mut state.experiment.dataset).examples
}

fn example_mut(state: &mut State, example: usize) -> Option<&mut Example> {
    examples(state).get_mut(example).map(Arc::make_mut)
}

fn resize(state: &mut State, new: Shape) -> Result<(), Rejected> {
    let sides = 1..=Shape::MAX_SIDE;
    if !sides.contains(&new.width) || !sides.contains(&new.height) {
        return Err(Rejected::Shape);
    }
    let old = state.experiment.dataset.shape;
    for example in examples(state) {
        let example = Arc::make_mut(example);
        example.pixels = old.resized(&example.pixels, new);
    }
    state.experiment.weights = old.resized(&state.experiment.weights, new);
    Arc::make_mut(&mut state.experiment.dataset).shape = new;
    Ok(())
}

/// What resizing would cut: lit pixels over all examples, and weights that are not 0.
#[must_use]
pub fn cut_by_resizing(dataset: &Dataset, weights: &[f64], new: Shape) -> (usize, usize) {
    let cut = |cells: &[f64]| {
        let outside = |(i, value): (usize, &f64)| {
            let (row, column) = dataset.shape.place(i);
            *value != 0.0 && (row >= new.height || column >= new.width)
        };
        cells
            .iter()
            .enumerate()
            .filter(|cell| outside(*cell))
            .count()
    };
    (
        dataset.examples.iter().map(|e| cut(&e.pixels)).sum(),
        cut(weights),
    )
}

/// "smile" becomes "smile 2", or the first number that is free.
fn copy_name(dataset: &Dataset, name: &str) -> String {
    let base = name
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .trim_end();
    if base.is_empty() || name.chars().count() + 8 > LONGEST_NAME {
        return name.to_owned();
    }
    (2..)
        .map(|n| format!("{base} {n}"))
        .find(|free| dataset.examples.iter().all(|e| e.name != *free))
        .unwrap_or_else(|| name.to_owned())
}

fn in_range(what: &'static str, value: f64) -> Result<(), Rejected> {
    if value.abs() <= MOST {
        Ok(())
    } else {
        let value = value.to_string();
        Err(Rejected::Number { what, value })
    }
}

fn valid(settings: &Settings) -> Result<(), Rejected> {
    if !(settings.step > 0.0 && settings.step <= MOST) {
        return Err(Rejected::Setting(
            "The step is a number above 0, at most 1,000,000,000.",
        ));
    }
    if !(0.0..=MOST).contains(&settings.tolerance) {
        return Err(Rejected::Setting(
            "The tolerance is a number from 0 to 1,000,000,000.",
        ));
    }
    Ok(())
}

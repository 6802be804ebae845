//! How each action is done: on a copy of the state, which is recorded where it differs.

use std::collections::HashSet;
use std::sync::Arc;

use super::State;
use super::action::{Action, Rejected};
use super::history::{History, Kind};
use crate::engine::{Dataset, Evaluation, Example, Experiment, Policy, Round, Settings, Shape};

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

/// Carries out an edit on a copy of the state, and records it.
pub(super) fn perform(history: &mut History, action: Action) -> Result<(), Rejected> {
    if misses(&action, &history.state().experiment.dataset) {
        return Ok(());
    }
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
            fits(shape, dataset.examples.len() + 1)?;
            examples(&mut state).push(Arc::new(Example {
                name: String::new(),
                label: 1.0,
                pixels: vec![0.0; shape.cells()],
            }));
            ("add a picture".to_owned(), Kind::Edit)
        }
        Action::DuplicateExample { example } => {
            fits(shape, dataset.examples.len() + 1)?;
            let mut copy = Example::clone(&dataset.examples[example]);
            copy.name = copy_name(&dataset, &copy.name);
            examples(&mut state).insert(example + 1, Arc::new(copy));
            (format!("duplicate {}", title(example)), Kind::Edit)
        }
        Action::DeleteExample { example } => {
            examples(&mut state).remove(example);
            (format!("delete {}", title(example)), Kind::Edit)
        }
        Action::MoveExample { from, to } => {
            let moved = examples(&mut state).remove(from);
            examples(&mut state).insert(to, moved);
            (format!("move {}", title(from)), Kind::Edit)
        }
        Action::Rename { example, name } => {
            let length = name.chars().count();
            if length > Dataset::MAX_NAME {
                return Err(Rejected::Name { length });
            }
            example_mut(&mut state, example).name = name;
            (format!("rename {}", title(example)), Kind::Quiet)
        }
        Action::SetLabel { example, label } => {
            in_range("A label", label)?;
            example_mut(&mut state, example).label = label;
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
            example_mut(&mut state, example).pixels[cell] = value;
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
            state.experiment.weights[weight] = value;
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
            let tested = if state.experiment.settings.policy == Policy::OneAtATime {
                state.take_turn()
            } else {
                note(&mut state, |i| i == weight);
                weight
            };
            (format!("test {}", place(tested)), Kind::Quiet)
        }
        Action::NoteRest => {
            note(&mut state, |_| true);
            ("test all weights".to_owned(), Kind::Quiet)
        }
        Action::MoveNoted => {
            let Some(moved) = state.move_noted() else {
                return Ok(());
            };
            in_range("A weight", state.experiment.weights[moved])?;
            (format!("move {}", place(moved)), Kind::Quiet)
        }
        Action::PlayRound => {
            state.abandon_sweep();
            let round = Round::play(&state.experiment, next_number(history));
            return add_rounds(history, state, &[Arc::new(round)]);
        }
        Action::AddRounds(rounds) => {
            state.abandon_sweep();
            return add_rounds(history, state, &rounds);
        }
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

/// Records rounds that go on from `state`; all of them, or none where one does not.
fn add_rounds(
    history: &mut History,
    mut state: State,
    rounds: &[Arc<Round>],
) -> Result<(), Rejected> {
    for (number, round) in (next_number(history)..).zip(rounds) {
        valid(&round.settings)?;
        state.experiment.settings = round.settings;
        if round.number != number || !starts_at(round, &state.experiment) {
            return Err(Rejected::Stale);
        }
        for &weight in &round.weights_after {
            in_range("A weight", weight)?;
        }
        state.experiment.weights.clone_from(&round.weights_after);
    }
    for round in rounds {
        history.push_round(round);
    }
    Ok(())
}

/// Whether `round` was played from here: from these weights, and on pictures that come out the same.
fn starts_at(round: &Round, experiment: &Experiment) -> bool {
    let cells = experiment.weights.len();
    let sizes = [round.tests.len(), round.weights_after.len()] == [cells, cells];
    if !sizes || round.weights_before != experiment.weights {
        return false;
    }
    let here = Evaluation::of(experiment);
    let before = round.examples.iter().map(|e| e.before);
    here.tally == round.before && before.eq(here.outputs.iter().copied())
}

/// Whether an action is about an example or a cell that is not there: it does nothing then.
fn misses(action: &Action, dataset: &Dataset) -> bool {
    let no_example = |example: usize| example >= dataset.examples.len();
    let no_cell = |cell: usize| cell >= dataset.shape.cells();
    match *action {
        Action::DuplicateExample { example }
        | Action::DeleteExample { example }
        | Action::Rename { example, .. }
        | Action::SetLabel { example, .. } => no_example(example),
        Action::MoveExample { from, to } => no_example(from) || no_example(to),
        Action::SetPixel { example, cell, .. } => no_example(example) || no_cell(cell),
        Action::SetWeight { weight, .. } | Action::Note { weight } => no_cell(weight),
        _ => false,
    }
}

/// Whether so many examples of that shape are within the limits of a file.
fn fits(shape: Shape, examples: usize) -> Result<(), Rejected> {
    let pixels = shape.cells();
    if examples <= Dataset::MAX_EXAMPLES && examples.saturating_mul(pixels) <= Dataset::MAX_PIXELS {
        Ok(())
    } else {
        Err(Rejected::Full { examples, pixels })
    }
}

/// Tests and notes every weight that is asked for and has no note yet.
fn note(state: &mut State, asked: impl Fn(usize) -> bool) {
    let under_way = state.sweep.as_ref().map(|sweep| sweep.now.clone());
    let evaluation = under_way.unwrap_or_else(|| Evaluation::of(&state.experiment));
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

fn example_mut(state: &mut State, example: usize) -> &mut Example {
    Arc::make_mut(&mut examples(state)[example])
}

fn resize(state: &mut State, new: Shape) -> Result<(), Rejected> {
    let sides = 1..=Shape::MAX_SIDE;
    if !sides.contains(&new.width) || !sides.contains(&new.height) {
        return Err(Rejected::Shape);
    }
    fits(new, state.experiment.dataset.examples.len())?;
    let old = state.experiment.dataset.shape;
    for example in examples(state) {
        let example = Arc::make_mut(example);
        example.pixels = old.resized(&example.pixels, new);
    }
    state.experiment.weights = old.resized(&state.experiment.weights, new);
    Arc::make_mut(&mut state.experiment.dataset).shape = new;
    Ok(())
}

/// "smile" becomes "smile 2", or the first number that is free.
fn copy_name(dataset: &Dataset, name: &str) -> String {
    let base = name
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .trim_end();
    if base.is_empty() || name.chars().count() + 8 > Dataset::MAX_NAME {
        return name.to_owned();
    }
    let taken: HashSet<&str> = dataset.examples.iter().map(|e| e.name.as_str()).collect();
    (2..)
        .map(|n| format!("{base} {n}"))
        .find(|free| !taken.contains(free.as_str()))
        .unwrap_or_else(|| name.to_owned())
}

fn in_range(what: &'static str, value: f64) -> Result<(), Rejected> {
    if value.abs() <= Dataset::MAX_MAGNITUDE {
        Ok(())
    } else {
        let value = format!("{value:e}");
        Err(Rejected::Number { what, value })
    }
}

fn valid(settings: &Settings) -> Result<(), Rejected> {
    if !(settings.step > 0.0 && settings.step <= Dataset::MAX_MAGNITUDE) {
        return Err(Rejected::Setting(
            "The step is a number above 0, at most 1,000,000,000.",
        ));
    }
    if !(0.0..=Dataset::MAX_MAGNITUDE).contains(&settings.tolerance) {
        return Err(Rejected::Setting(
            "The tolerance is a number from 0 to 1,000,000,000.",
        ));
    }
    Ok(())
}

//! Hand edits of examples and weights, within the limits of a file.

use std::collections::HashSet;
use std::sync::Arc;

use super::State;
use super::action::{Action, Rejected};
use super::words::place;
use crate::engine::{Dataset, Example, Shape};

/// What resizing would cut: lit pixels over all examples, and weights that are not 0.
#[must_use]
pub fn cut_by_resizing(dataset: &Dataset, weights: &[f64], new: Shape) -> (usize, usize) {
    let cut = |cells: &[f64]| {
        let outside = |(i, value): (usize, &f64)| {
            let (row, column) = dataset.shape.place(i);
            *value != 0.0 && (row >= new.height || column >= new.width)
        };
        cells.iter().enumerate().filter(|cell| outside(*cell)).count()
    };
    (dataset.examples.iter().map(|e| cut(&e.pixels.to_vec())).sum(), cut(weights))
}

/// Carries out a hand edit of an example, a cell or a shape that is there, and says what was done. Any
/// other action does nothing.
pub(super) fn edit(state: &mut State, action: Action) -> Result<String, Rejected> {
    let dataset = Arc::clone(&state.experiment.dataset);
    let shape = dataset.shape;
    let title = |e: usize| dataset.title(e);
    let done = match action {
        Action::AddExample => {
            fits(shape, dataset.examples.len() + 1)?;
            examples(state).push(Arc::new(Example {
                name: String::new(),
                label: 1.0,
                pixels: vec![0.0; shape.cells()].into(),
            }));
            "add a picture".to_owned()
        }
        Action::AddPictures { examples: more } => {
            fits(shape, dataset.examples.len() + more.len())?;
            let told = format!("add {}", super::words::plural(more.len(), "picture"));
            examples(state).extend(more);
            told
        }
        Action::DuplicateExample { example } => {
            fits(shape, dataset.examples.len() + 1)?;
            let mut copy = Example::clone(&dataset.examples[example]);
            copy.name = copy_name(&dataset, &copy.name);
            examples(state).insert(example + 1, Arc::new(copy));
            format!("duplicate {}", title(example))
        }
        Action::DeleteExample { example } => {
            examples(state).remove(example);
            format!("delete {}", title(example))
        }
        Action::MoveExample { from, to } => {
            let moved = examples(state).remove(from);
            examples(state).insert(to, moved);
            format!("move {}", title(from))
        }
        Action::Rename { example, name } => {
            let length = name.chars().count();
            if length > Dataset::MAX_NAME {
                return Err(Rejected::Name { length });
            }
            example_mut(state, example).name = name;
            format!("rename {}", title(example))
        }
        Action::SetLabel { example, label } => {
            in_range("A label", label)?;
            example_mut(state, example).label = label;
            format!("change the label of {}", title(example))
        }
        Action::SetPixel { example, cell, value, stroke } => {
            in_range("A pixel", value)?;
            example_mut(state, example).pixels.set(cell, value);
            let what =
                if stroke.is_some() { String::new() } else { format!(", {}", place(shape, cell)) };
            format!("paint {}{what}", title(example))
        }
        Action::SetWeight { weight, value, .. } => {
            in_range("A weight", value)?;
            state.experiment.weights[weight] = value;
            format!("set the weight at {}", place(shape, weight))
        }
        Action::SetWeights { values } => {
            values.iter().try_for_each(|value| in_range("A weight", *value))?;
            let to_zero = values.iter().all(|value| *value == 0.0);
            state.experiment.weights = values.into();
            if to_zero { "set all weights to 0" } else { "load weights" }.to_owned()
        }
        Action::Resize(new) => {
            resize(state, new)?;
            format!("resize to {} x {}", new.width, new.height)
        }
        // Named one by one, so that a new action without an arm does not compile.
        Action::SetSettings(_)
        | Action::Note { .. }
        | Action::NoteRest
        | Action::NoteAll(_)
        | Action::MoveNoted
        | Action::PlayRound
        | Action::Choose { .. }
        | Action::AddRounds(_)
        | Action::SetForks(_)
        | Action::Hide(_)
        | Action::Branch { .. }
        | Action::Undo
        | Action::Redo
        | Action::Travel { .. }
        | Action::Outside(_) => String::new(),
    };
    Ok(done)
}

/// Whether an action is about an example or a cell that is not there: it does nothing then.
pub(super) fn misses(action: &Action, dataset: &Dataset) -> bool {
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
        Action::SetWeights { ref values } => values.len() != dataset.shape.cells(),
        _ => false,
    }
}

/// Refuses a number that no file could hold.
pub(super) fn in_range(what: &'static str, value: f64) -> Result<(), Rejected> {
    if value.abs() <= Dataset::MAX_MAGNITUDE {
        Ok(())
    } else {
        let value = format!("{value:e}");
        Err(Rejected::Number { what, value })
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
        example.pixels = old.resized(&example.pixels.to_vec(), new).into();
    }
    state.experiment.weights = old.resized(&state.experiment.weights, new).into();
    if let Some(forks) = &mut state.forks {
        let forks = Arc::make_mut(forks);
        forks.weights = old.resized(&forks.weights, new).into();
    }
    Arc::make_mut(&mut state.experiment.dataset).shape = new;
    Ok(())
}

/// "smile" becomes "smile 2", or the first number that is free.
fn copy_name(dataset: &Dataset, name: &str) -> String {
    let base = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    if base.is_empty() || name.chars().count() + 8 > Dataset::MAX_NAME {
        return name.to_owned();
    }
    let taken: HashSet<&str> = dataset.examples.iter().map(|e| e.name.as_str()).collect();
    (2..=taken.len() + 2)
        .map(|n| format!("{base} {n}"))
        .find(|free| !taken.contains(free.as_str()))
        .unwrap_or_else(|| name.to_owned())
}

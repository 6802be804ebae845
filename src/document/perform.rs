//! How each action is done: on a copy of the state, which is recorded where it differs.

use std::sync::Arc;

use super::State;
use super::action::{Action, Rejected, Stroke};
use super::edit::{edit, in_range, misses};
use super::history::{History, Kind};
use super::words::{Term, place, plural};
use crate::engine::{
    Dataset, Evaluation, Experiment, Forks, Lack, Played, Round, Run, Score, Settings,
};

/// Carries out an action on a copy of the state, and records it.
pub(super) fn perform(history: &mut History, action: Action) -> Result<(), Rejected> {
    if misses(&action, &history.state().experiment.dataset) {
        return Ok(());
    }
    let mut state = history.state().clone();
    let shape = state.experiment.dataset.shape;
    let stroke = stroke_of(&action);
    let (label, kind) = match action {
        Action::SetSettings(settings) => {
            valid(&settings, &state.experiment.dataset)?;
            state.change_settings(settings);
            ("change settings".to_owned(), Kind::Quiet)
        }
        Action::Note { weight } => {
            let tested = if state.experiment.settings.policy.tests_in_turns() {
                let Some(tested) = state.take_turn(weight, history.evaluation()) else {
                    return Ok(());
                };
                tested
            } else {
                note(&mut state, history.evaluation(), |i| i == weight);
                weight
            };
            (format!("test {}", place(shape, tested)), Kind::Quiet)
        }
        Action::NoteRest => {
            note(&mut state, history.evaluation(), |_| true);
            state.pass();
            ("test all weights".to_owned(), Kind::Quiet)
        }
        Action::NoteAll(tests) => {
            if tests.len() != state.notes.len() || state.sweep.is_some() {
                return Err(Rejected::Stale);
            }
            state.notes = Arc::new(tests.iter().copied().map(Some).collect());
            ("test all weights".to_owned(), Kind::Quiet)
        }
        Action::MoveNoted => {
            let label = match state.move_noted().as_slice() {
                [] => return Ok(()),
                [one] => format!("move {}", place(shape, *one)),
                many => format!("move {}", plural(many.len(), "weight")),
            };
            for &weight in &state.experiment.weights {
                in_range("A weight", weight)?;
            }
            (label, Kind::Quiet)
        }
        Action::PlayRound => {
            state.abandon_sweep();
            let round = Round::play(&state.experiment, next_number(history));
            return add_rounds(history, state, &[round.played]);
        }
        Action::Choose { weights } => {
            choose(history, &weights);
            return Ok(());
        }
        Action::SetForks(forks) => {
            if let Some(forks) = &forks {
                valid_forks(forks, &state.experiment)?;
            }
            state.forks = forks.map(Arc::new);
            ("compare ways".to_owned(), Kind::Quiet)
        }
        Action::Hide(hidden) => {
            state.hidden = hidden;
            ("hide tools from the class".to_owned(), Kind::Quiet)
        }
        Action::Branch { way } => {
            let Some((settings, kind)) = branch(history, &mut state, way) else {
                return Ok(());
            };
            (format!("go on {}", settings.policy.word()), kind)
        }
        Action::AddRounds(rounds) => {
            state.abandon_sweep();
            return add_rounds(history, state, &rounds);
        }
        Action::Undo | Action::Redo | Action::Travel { .. } | Action::Outside(_) => return Ok(()),
        Action::Rename { .. } => (edit(&mut state, action)?, Kind::Quiet),
        _ => (edit(&mut state, action)?, Kind::Edit),
    };
    if kind == Kind::Edit {
        keep_forks(&mut state);
        valid(&state.experiment.settings, &state.experiment.dataset)?;
    }
    if matches!(kind, Kind::Edit) && state != *history.state() {
        state.forget_tests();
    }
    let finished = state.finished_sweep(next_number(history));
    history.push(label, kind, state, stroke);
    if let Some(round) = finished {
        history.finish_sweep(&round);
    }
    Ok(())
}

/// The gesture that an action is part of.
fn stroke_of(action: &Action) -> Option<Stroke> {
    match *action {
        Action::SetPixel { stroke, .. } | Action::SetWeight { stroke, .. } => stroke,
        _ => None,
    }
}

fn next_number(history: &History) -> usize {
    history.last_round().map_or(0, |round| round.number) + 1
}

/// Records rounds that go on from `state`; all of them, or none where one does not.
fn add_rounds(
    history: &mut History,
    mut state: State,
    rounds: &[Arc<Played>],
) -> Result<(), Rejected> {
    if let Some(first) = rounds.first() {
        let here = if state.experiment == history.state().experiment
            && state.experiment.settings == first.settings
        {
            history.entries()[history.cursor()].tally
        } else {
            state.experiment.settings = first.settings;
            Evaluation::of(&state.experiment).tally
        };
        if first.before != here {
            return Err(Rejected::Stale);
        }
    }
    let most = Run::most_rounds(&state.experiment.dataset);
    if next_number(history) - 1 + rounds.len() > most {
        return Err(Rejected::Rounds { most });
    }
    for (number, round) in (next_number(history)..).zip(rounds) {
        valid(&round.settings, &state.experiment.dataset)?;
        if round.number != number || !continues(round, &state.experiment) {
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

/// Puts a round with only some of its changes in place of the one that led to the cursor, if one did.
fn choose(history: &mut History, weights: &[usize]) {
    let experiment = &history.state().experiment;
    let led_here = |round: &&Arc<Played>| round.weights_after == experiment.weights;
    let Some(round) = history.last_round().filter(led_here) else {
        return;
    };
    let chosen = round.round(&experiment.dataset).with_only(&experiment.dataset, weights);
    if chosen.weights_after != round.weights_after {
        history.push_instead(&chosen.played);
    }
}

/// Goes back to where the compared ways branch off, with the settings of one of them. Where the run has never been
/// there, another one starts.
fn branch(history: &History, state: &mut State, way: usize) -> Option<(Settings, Kind)> {
    let forks = Arc::make_mut(state.forks.as_mut()?);
    let settings = *forks.ways.get(way)?;
    let fresh = history.run().weights_after(forks.after) != Some(&forks.weights);
    if fresh {
        forks.after = 0;
    }
    let (after, until) = (forks.after, forks.after + forks.rounds);
    state.experiment.weights.clone_from(&forks.weights);
    state.experiment.settings = settings;
    state.forget_tests();
    Some((settings, Kind::Branch { after, until, fresh }))
}

/// After an edit, what is compared starts another run too, and what has no meaning for the examples is left out.
fn keep_forks(state: &mut State) {
    if let Some(forks) = &mut state.forks {
        let forks = Arc::make_mut(forks);
        forks.after = 0;
        forks.ways.retain(|settings| valid(settings, &state.experiment.dataset).is_ok());
    }
}

fn valid_forks(forks: &Forks, experiment: &Experiment) -> Result<(), Rejected> {
    if !(1..=Forks::MOST_ROUNDS).contains(&forks.rounds) {
        return Err(Rejected::Setting("Each way plays 1 to 10,000 rounds."));
    }
    if forks.ways.len() > Forks::MOST_WAYS {
        return Err(Rejected::Setting("At most 12 ways can be compared. Remove one first."));
    }
    if forks.weights.len() != experiment.weights.len() {
        return Err(Rejected::Stale);
    }
    forks.weights.iter().try_for_each(|weight| in_range("A weight", *weight))?;
    forks.ways.iter().try_for_each(|settings| valid(settings, &experiment.dataset))
}

/// Whether `round` starts at these weights and is a record of so many weights and examples.
fn continues(round: &Played, experiment: &Experiment) -> bool {
    let cells = experiment.weights.len();
    round.weights_before == experiment.weights
        && round.weights_after.len() == cells
        && round.examples_total == experiment.dataset.examples.len()
}

/// Tests and notes every weight that is asked for and has no note yet, from the outputs as they are.
fn note(state: &mut State, now: &Evaluation, asked: impl Fn(usize) -> bool) {
    let evaluation = state.sweep.as_ref().map_or(now, |sweep| &sweep.now);
    let (dataset, settings) = (&state.experiment.dataset, &state.experiment.settings);
    for (i, slot) in Arc::make_mut(&mut state.notes).iter_mut().enumerate() {
        if asked(i) && slot.is_none() {
            *slot = Some(evaluation.test(dataset, settings, i));
        }
    }
}

/// Refuses settings that no file could hold, or that have no meaning for these examples.
fn valid(settings: &Settings, dataset: &Dataset) -> Result<(), Rejected> {
    if !(settings.step > 0.0 && settings.step <= Dataset::MAX_MAGNITUDE) {
        return Err(Rejected::Setting("The step is a number above 0, at most 1,000,000,000."));
    }
    if !(0.0..=Dataset::MAX_MAGNITUDE).contains(&settings.tolerance) {
        return Err(Rejected::Setting("The tolerance is a number from 0 to 1,000,000,000."));
    }
    if !(settings.rate > 0.0 && settings.rate <= Dataset::MAX_MAGNITUDE) {
        return Err(Rejected::Setting("The rate is a number above 0, at most 1,000,000,000."));
    }
    if !(1..=Settings::MAX_P).contains(&settings.p) {
        return Err(Rejected::Setting("How many at once is a whole number from 1 to 1,048,576."));
    }
    if settings.seed > Settings::MAX_SEED {
        return Err(Rejected::Setting(
            "The seed is a whole number from 0 to 9,007,199,254,740,991.",
        ));
    }
    match settings.lack() {
        Some(Lack::Derivative) => {
            return Err(Rejected::Setting(
                "The gradient needs a smooth score: choose squared error or log-loss first.",
            ));
        }
        Some(Lack::BestAmount) => {
            return Err(Rejected::Setting(
                "Best amounts are those of the squared error: choose it as the score, or one step as the size.",
            ));
        }
        None => {}
    }
    if settings.score == Score::LogLoss && !dataset.is_two_sided() {
        return Err(Rejected::Setting(
            "Log-loss is for labels −1 and +1 only: change the other labels, or choose another score.",
        ));
    }
    Ok(())
}

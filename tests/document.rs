//! Whatever the user does, in whatever order: the document stays in one piece, and every way leads back.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use jointly::document::{Action, Document, Entry, Kind, RowKind, Stage, State};
use jointly::engine::{
    Compared, Evaluation, Experiment, Forks, Played, Policy, Run, Settings, train,
};
use jointly::formats::json;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

mod deeds;
mod given;
use deeds::{Deed, deed};

fn played(experiment: &Experiment, first: usize, count: usize) -> Vec<Arc<Played>> {
    let mut rounds = Vec::new();
    train(experiment.clone(), first, count, |step| {
        rounds.push(Arc::clone(&step.played));
        ControlFlow::Continue(())
    });
    rounds
}

fn opened(experiment: Experiment, rounds: usize) -> (Document, Run) {
    let run = Run {
        rounds: played(&experiment, 1, rounds),
        dataset: experiment.dataset,
        start: experiment.weights,
        settings: experiment.settings,
        forks: None,
        hidden: jointly::engine::Hidden::default(),
    };
    (Document::new(run.clone(), None, "given"), run)
}

/// State, cursor, entries, run, whether it is changed, rows.
type Picture = (State, usize, usize, Run, bool, usize);

/// Everything about a document that a rejected or empty action must leave as it was.
fn picture(document: &Document) -> Picture {
    let history = document.history();
    (
        document.state().clone(),
        history.cursor(),
        history.entries().len(),
        document.run(),
        document.is_changed(),
        document.rows().len(),
    )
}

/// Does one deed, checks what must hold of it, and returns what has been saved by then.
fn perform(document: &mut Document, deed: Deed, saved: Run) -> Result<Run, TestCaseError> {
    let next = document.last_round().map_or(0, |round| round.number) + 1;
    let experiment = document.experiment();
    let action = match deed {
        Deed::Do(action) => action,
        Deed::Work(count) => Action::AddRounds(played(experiment, next, count)),
        Deed::WorkNumbered(first) => Action::AddRounds(played(experiment, first, 2)),
        Deed::WorkOnOthers => {
            let mut other = experiment.clone();
            for example in &mut Arc::make_mut(&mut other.dataset).examples {
                Arc::make_mut(example).label += 0.123_456_789;
            }
            Action::AddRounds(played(&other, next, 1))
        }
        Deed::WorkUnder(settings) => {
            let mut other = experiment.clone();
            other.settings = settings;
            if let Some(sweep) = &document.state().sweep {
                other.weights.clone_from(&sweep.weights_before);
            }
            Action::AddRounds(played(&other, next, 2))
        }
        Deed::Fork(rounds) => Action::SetForks(Some(Forks { rounds, ..document.usual_forks() })),
        Deed::Adopt(way) => {
            let before = picture(document);
            document.apply(Action::Branch { way }).expect("ways are valid");
            let Some(forks) = document.state().forks.clone().filter(|f| way < f.ways.len()) else {
                prop_assert_eq!(picture(document), before, "there is no such way");
                return Ok(saved);
            };
            check_branch(document, &forks, way, &before)?;
            return Ok(saved);
        }
        Deed::SetPolicy(policy) => Action::SetSettings(Settings { policy, ..experiment.settings }),
        Deed::MarkSaved => {
            let run = document.run();
            document.mark_saved(run.clone(), Path::new("/somewhere/saved.json"));
            prop_assert_eq!(document.name(), "saved.json");
            return Ok(run);
        }
    };
    let before = picture(document);
    let generation = document.generation();
    match document.apply(action.clone()) {
        Err(rejected) => {
            prop_assert_eq!(picture(document), before);
            prop_assert_eq!(document.generation(), generation);
            prop_assert!(rejected.to_string().ends_with('.'), "{}", rejected);
            if let Action::SetWeights { values } = &action {
                prop_assert!(
                    values.iter().any(|value| value.is_nan() || value.abs() > 1e9),
                    "{:?}",
                    values
                );
                prop_assert_eq!(values.len(), document.experiment().weights.len());
            }
            prop_assert!(!matches!(action, Action::Choose { .. }), "a choice is never refused");
        }
        Ok(effect) => {
            prop_assert_eq!(effect.is_some(), matches!(action, Action::Outside(_)));
            check_recording(document, &action, &before)?;
        }
    }
    Ok(saved)
}

fn check_recording(document: &Document, action: &Action, before: &Picture) -> TestCaseResult {
    let history = document.history();
    let (entries, cursor) = (history.entries().len(), history.cursor());
    match action {
        Action::Undo => {
            prop_assert_eq!(entries, before.2);
            prop_assert!(cursor <= before.1 && (cursor < before.1 || before.1 == 0));
            check_leap(&history.entries()[cursor + 1..=before.1.max(cursor)])?;
        }
        Action::Redo => {
            prop_assert_eq!(entries, before.2);
            prop_assert!(cursor > before.1 || before.1 == entries - 1);
            check_leap(&history.entries()[before.1 + 1..=cursor])?;
        }
        Action::Travel { entry } => {
            prop_assert_eq!((cursor, entries), ((*entry).min(before.2 - 1), before.2));
        }
        Action::PlayRound => {
            let round = matches!(history.entries()[cursor].kind, Kind::Round(_));
            prop_assert!(round && cursor == entries - 1);
        }
        Action::AddRounds(rounds) if !rounds.is_empty() => prop_assert_eq!(cursor, entries - 1),
        Action::Choose { weights } => check_choice(document, weights, before)?,
        Action::SetWeights { values } if values.len() == before.0.experiment.weights.len() => {
            prop_assert!(values.iter().all(|value| value.abs() <= 1e9), "refused otherwise");
            prop_assert_eq!(&*document.experiment().weights, &values[..]);
            prop_assert!(document.run().rounds.is_empty() || *document.state() == before.0);
        }
        Action::SetPixel { stroke: Some(_), .. } | Action::SetWeight { stroke: Some(_), .. } => {}
        // The last test of a round taken one at a time ends it, though no weight may have moved.
        _ if *document.state() == before.0
            && document.run().rounds.len() == before.3.rounds.len() =>
        {
            prop_assert_eq!(&picture(document), before, "nothing was done, so nothing is recorded");
        }
        _ => prop_assert_eq!(cursor, entries - 1, "what lay ahead is dropped"),
    }
    Ok(())
}

/// What undo and redo take at once: one entry, or a branch with its rounds.
fn check_leap(entries: &[Entry]) -> TestCaseResult {
    if let [first, rest @ ..] = entries
        && !rest.is_empty()
    {
        let Kind::Branch { after, until, .. } = first.kind else {
            return Err(TestCaseError::fail(format!("{} entries at once", entries.len())));
        };
        for (number, entry) in (after + 1..).zip(rest) {
            let round = matches!(&entry.kind, Kind::Round(round) if round.number == number);
            prop_assert!(round && number <= until, "{:?}", entry.kind);
        }
    }
    Ok(())
}

/// A way that is gone on starts where all ways do, comes out as it was compared, and is undone at once.
fn check_branch(
    document: &mut Document,
    forks: &Forks,
    way: usize,
    before: &Picture,
) -> TestCaseResult {
    let (after, settings) = (forks.after, forks.ways[way]);
    prop_assert_eq!(&document.experiment().weights, &forks.weights);
    prop_assert_eq!(document.settings(), &settings);
    prop_assert_eq!(document.run().rounds.len(), after);
    let dataset = &document.experiment().dataset;
    let compared = Compared::of(dataset, forks, |_| ControlFlow::Continue(())).expect("goes on");
    let course = &compared.courses[way];
    let rounds = played(document.experiment(), after + 1, course.moved.len());
    let ends: Vec<_> = rounds.iter().map(|round| round.after).collect();
    prop_assert_eq!(&ends, &course.tallies[1..], "it comes out as it was compared");
    if document.apply(Action::AddRounds(rounds)).is_err() {
        // A weight left what a file holds.
        prop_assert!(course.exploded || forks.weights.iter().any(|w| w.abs() > 1e8));
        return Ok(());
    }
    prop_assert_eq!(&document.experiment().weights, &course.weights);
    prop_assert_eq!(document.run().rounds.len(), after + course.moved.len());
    let end = document.history().cursor();
    document.apply(Action::Undo).expect("undo is never refused");
    prop_assert_eq!(document.history().cursor(), before.1);
    prop_assert_eq!((document.state(), &document.run()), (&before.0, &before.3));
    document.apply(Action::Redo).expect("redo is never refused");
    prop_assert_eq!(document.history().cursor(), end);
    Ok(())
}

/// Only some changes of the round that led here, chosen by hand: the round is what its policy makes of its start, cut
/// down to them, and stands in place of the last one. Where there is nothing to choose, nothing is done.
fn check_choice(document: &Document, weights: &[usize], before: &Picture) -> TestCaseResult {
    let (was, rounds) = (&before.0.experiment.weights, &before.3.rounds);
    let last = rounds.last().filter(|last| last.weights_after == *was);
    let Some(last) =
        last.filter(|last| last.changes().any(|(weight, _)| !weights.contains(&weight)))
    else {
        prop_assert_eq!(&picture(document), before, "nothing to choose");
        return Ok(());
    };
    let run = document.run();
    let (chosen, earlier) = run.rounds.split_last().expect("the round that was cut down");
    let kept: Vec<usize> = last
        .changes()
        .map(|(weight, _)| weight)
        .filter(|weight| weights.contains(weight))
        .collect();
    prop_assert_eq!(earlier, &rounds[..rounds.len() - 1]);
    prop_assert_eq!((chosen.number, &chosen.settings), (last.number, &last.settings));
    prop_assert_eq!(&chosen.weights_before, &last.weights_before);
    for (i, after) in chosen.weights_after.iter().enumerate() {
        let from = if kept.contains(&i) { &last.weights_after } else { &last.weights_before };
        prop_assert_eq!(*after, from[i]);
    }
    prop_assert_eq!(&chosen.chosen, &Some(kept));
    let [chosen_tests, last_tests] =
        [chosen, last].map(|played| played.round(&document.experiment().dataset).tests);
    prop_assert_eq!(chosen_tests, last_tests, "the tests are the same");
    prop_assert!(!chosen.is_stuck());
    prop_assert!(matches!(document.stage(), Stage::Applied(round) if round == *chosen));
    let history = document.history();
    let label = format!("round {} with chosen changes", last.number);
    prop_assert_eq!(history.undo_label(), Some(label.as_str()));
    prop_assert_eq!(history.cursor(), history.entries().len() - 1, "what lay ahead is dropped");
    prop_assert_eq!(history.cursor(), before.1 + 1);
    let row = &document.rows()[document.current_row()];
    prop_assert!(row.note.0.starts_with("by hand: "), "{}", row.note.0);
    prop_assert!(matches!(row.kind, RowKind::Round(_, None)), "a hand makes no flip-flop");
    Ok(())
}

/// What must hold of a document at every point.
fn check(document: &Document, saved: &Run) -> TestCaseResult {
    let (state, run) = (document.state(), document.run());
    let Experiment { dataset, weights, settings } = &state.experiment;
    let cells = dataset.shape.cells();
    prop_assert!(
        (1..=1024).contains(&dataset.shape.width) && (1..=1024).contains(&dataset.shape.height)
    );
    prop_assert!(weights.len() == cells && state.notes.len() == cells);
    prop_assert!(dataset.examples.iter().all(|e| e.pixels.len() == cells));

    // What is saved is what is there, but for the weights of a round under way.
    let bytes = json::write(&run);
    match json::read(&bytes) {
        Ok(back) => prop_assert_eq!(&back, &run),
        Err(error) => prop_assert!(false, "{error}\n{}", String::from_utf8_lossy(&bytes)),
    }
    let start = state.sweep.as_ref().map_or(weights, |sweep| &sweep.weights_before);
    prop_assert_eq!(&run.end().weights, start);
    prop_assert_eq!(&run.settings, settings);
    prop_assert!(state.sweep.is_none() || settings.policy.tests_in_turns());
    prop_assert_eq!(document.is_changed(), run != *saved || start != weights);

    let numbers: Vec<usize> = run.rounds.iter().map(|round| round.number).collect();
    prop_assert_eq!(numbers, (1..=run.rounds.len()).collect::<Vec<_>>());
    prop_assert_eq!(document.last_round(), run.rounds.last());
    check_stage(document)?;
    check_rows(document)?;

    let found = document.evaluation();
    let anew = Evaluation::of(document.experiment());
    if anew.whole {
        prop_assert_eq!(found, &anew);
    } else {
        let near = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-9 * (1.0 + b.abs());
        prop_assert_eq!(found.outputs.len(), anew.outputs.len());
        prop_assert!(
            found.outputs.iter().zip(&anew.outputs).all(near),
            "{found:?} is not {anew:?}"
        );
    }
    for (i, note) in state.notes.iter().enumerate() {
        if let Some(note) = note {
            let test = found.test(dataset, settings, i);
            prop_assert_eq!(note.direction, test.direction, "the note of weight {} holds here", i);
        }
    }
    Ok(())
}

fn check_stage(document: &Document) -> TestCaseResult {
    let (state, tested) = (document.state(), document.tested());
    match document.stage() {
        Stage::Before => prop_assert!(tested == 0 && state.sweep.is_none()),
        Stage::Testing => {
            prop_assert!(tested < state.notes.len() && (tested > 0 || state.sweep.is_some()));
        }
        Stage::Tested => prop_assert_eq!(tested, state.notes.len()),
        Stage::Applied(round) => {
            prop_assert!(tested == 0 && state.sweep.is_none());
            prop_assert_eq!(Some(&round), document.last_round());
            prop_assert_eq!(&round.weights_after, &state.experiment.weights);
        }
    }
    Ok(())
}

fn check_rows(document: &Document) -> TestCaseResult {
    let (rows, history) = (document.rows(), document.history());
    let entries: &[Entry] = history.entries();
    prop_assert!(rows.windows(2).all(|pair| pair[0].entry < pair[1].entry));
    let rounds = |kind: &Kind| matches!(kind, Kind::Round(_));
    let shown = rows.iter().filter(|row| matches!(row.kind, RowKind::Round(..))).count();
    prop_assert_eq!(shown, entries.iter().filter(|entry| rounds(&entry.kind)).count());
    for row in rows {
        prop_assert_eq!(row.tally, entries[row.entry].tally);
    }
    // The row at the cursor tells of the run at the cursor, and only names and notes came since.
    let row = &rows[document.current_row()];
    prop_assert!(row.entry <= history.cursor());
    let since = &entries[row.entry + 1..=history.cursor()];
    prop_assert!(since.iter().all(|entry| entry.kind == Kind::Quiet));
    prop_assert_eq!(row.number, document.last_round().map_or(0, |round| round.number));
    match (&row.kind, document.last_round()) {
        (RowKind::Round(shown, _), Some(last)) => prop_assert!(Arc::ptr_eq(shown, last)),
        (RowKind::Start { .. }, Some(_)) => {
            let branches = matches!(entries[row.entry].kind, Kind::Branch { fresh: false, .. });
            prop_assert!(branches, "{:?}", row);
        }
        (RowKind::Start { .. }, None) => {
            prop_assert_eq!(&document.run().start, &entries[row.entry].state.experiment.weights);
        }
        other => prop_assert!(false, "{:?}", other),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_done(
        experiment in given::experiment(),
        rounds in 0..3_usize,
        deeds in prop::collection::vec(deed(), 1..40),
    ) {
        let (mut document, mut saved) = opened(experiment, rounds);
        let opened_with = saved.clone();
        prop_assert!(!document.is_changed());
        check(&document, &saved)?;
        for deed in deeds {
            saved = perform(&mut document, deed, saved)?;
            check(&document, &saved)?;
        }

        // All the way forward, back, and forward again: every state is met again, and holds.
        document.apply(Action::Travel { entry: usize::MAX }).expect("travelling is never refused");
        let states: Vec<State> = document.history().entries().iter().map(|e| e.state.clone()).collect();
        for (entry, state) in states.iter().enumerate().rev() {
            document.apply(Action::Travel { entry }).expect("travelling is never refused");
            prop_assert_eq!(document.state(), state);
            check(&document, &saved)?;
        }
        document.apply(Action::Travel { entry: usize::MAX }).expect("travelling is never refused");
        while document.history().undo_label().is_some() {
            document.apply(Action::Undo).expect("undo is never refused");
            prop_assert_eq!(document.state(), &states[document.history().cursor()]);
        }
        prop_assert_eq!(document.state(), &states[0]);
        if rounds == 0 && saved == opened_with {
            prop_assert!(!document.is_changed(), "undone to the start, there is nothing to save");
        }
        while document.history().redo_label().is_some() {
            document.apply(Action::Redo).expect("redo is never refused");
            prop_assert_eq!(document.state(), &states[document.history().cursor()]);
        }
        prop_assert_eq!(Some(document.state()), states.last());
    }

    #[test]
    fn turns_taken_by_hand_are_the_round_played_at_once(
        experiment in given::experiment(),
        groups in any::<bool>(),
        order in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut experiment = experiment;
        experiment.settings.policy =
            if groups { Policy::ColourClasses } else { Policy::OneAtATime };
        let (mut by_hand, _) = opened(experiment.clone(), 0);
        let (mut at_once, _) = opened(experiment, 0);
        for number in 1..=2 {
            at_once.apply(Action::PlayRound).expect("small weights");
            for _ in 0..by_hand.state().notes.len() {
                let weight = by_hand.next_weight(order.iter().copied()).expect("somebody's turn");
                by_hand.apply(Action::Note { weight }).expect("a test");
                if by_hand.state().waits_to_move() {
                    by_hand.apply(Action::MoveNoted).expect("small weights");
                }
            }
            prop_assert_eq!(by_hand.last_round().map(|round| round.number), Some(number));
            prop_assert_eq!(by_hand.last_round(), at_once.last_round());
            prop_assert_eq!(by_hand.state(), at_once.state());
            prop_assert_eq!(by_hand.run(), at_once.run());
        }
    }
}

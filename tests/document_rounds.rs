//! Testing and playing rounds as a user meets it: notes, rounds under way, the log, travelling.

use std::path::Path;
use std::sync::Arc;

use jointly::document::{Action, Document, Rejected, RowKind, Stage};
use jointly::engine::{Dataset, Played, Policy, Round, Run, Score, Settings};
use jointly::formats::{json, sample};

mod hand;
use hand::{act, labels, set_weight, smiles};

fn under(policy: Policy) -> Document {
    let mut document = smiles();
    let settings = Settings { policy, ..*document.settings() };
    act(&mut document, Action::SetSettings(settings));
    document
}

fn save(document: &mut Document) {
    let run = document.run();
    document.mark_saved(run, Path::new("saved.json"));
}

#[test]
fn an_edit_after_travelling_drops_what_lay_ahead() {
    let mut document = smiles();
    for _ in 0..3 {
        act(&mut document, Action::PlayRound);
    }
    act(&mut document, Action::Travel { entry: 1 });
    assert_eq!(document.rows().len(), 4);
    assert_eq!(document.current_row(), 1);
    set_weight(&mut document, 0, 5.0);
    assert_eq!(labels(&document), ["open", "round 1", "set the weight at row 1, column 1"]);
    assert_eq!(document.run().start[0], 5.0);
    assert!(document.run().rounds.is_empty(), "a hand edit starts a new run");
    act(&mut document, Action::PlayRound);
    assert_eq!(document.last_round().map(|round| round.number), Some(1));
}

#[test]
fn hand_edits_in_a_row_make_one_row_which_the_cursor_divides() {
    let mut document = smiles();
    act(&mut document, Action::PlayRound);
    for weight in 0..3 {
        set_weight(&mut document, weight, 2.0);
    }
    let entries = |document: &Document| -> Vec<usize> {
        document.rows().iter().map(|row| row.entry).collect()
    };
    assert_eq!(entries(&document), [0, 1, 4]);
    act(&mut document, Action::Undo);
    assert_eq!(entries(&document), [0, 1, 3, 4]);
    let row = &document.rows()[document.current_row()];
    let edit = Some("set the weight at row 1, column 2".to_owned());
    assert_eq!(row.kind, RowKind::Start { edit });
    assert_eq!(row.tally, document.evaluation().tally);
}

#[test]
fn a_note_is_taken_once() {
    let mut document = smiles();
    act(&mut document, Action::Note { weight: 6 });
    assert_eq!(document.stage(), Stage::Testing);
    act(&mut document, Action::Note { weight: 6 });
    assert_eq!(labels(&document), ["open", "test row 3, column 1"]);
    assert!(!document.is_changed(), "notes are not saved");
    act(&mut document, Action::NoteRest);
    assert_eq!(document.stage(), Stage::Tested);
    act(&mut document, Action::NoteRest);
    assert_eq!(labels(&document).len(), 3);
    act(&mut document, Action::PlayRound);
    assert!(matches!(document.stage(), Stage::Applied(_)));
}

#[test]
fn notes_outlive_another_policy_but_not_another_score() {
    let mut document = smiles();
    act(&mut document, Action::NoteRest);
    let mut settings = *document.settings();
    settings.policy = Policy::Halving;
    act(&mut document, Action::SetSettings(settings));
    assert_eq!(document.stage(), Stage::Tested);
    settings.tolerance = 1.0;
    act(&mut document, Action::SetSettings(settings));
    assert_eq!(document.stage(), Stage::Before);
}

/// Tests and moves under one-at-a-time until so many weights have moved.
fn move_some(document: &mut Document, wanted: usize) {
    let mut moved = 0;
    while moved < wanted {
        act(document, Action::Note { weight: 0 });
        let entry = document.history().cursor();
        act(document, Action::MoveNoted);
        moved += usize::from(document.history().cursor() > entry);
    }
}

#[test]
fn other_settings_in_the_middle_of_a_round_abandon_it() {
    let mut document = under(Policy::OneAtATime);
    act(&mut document, Action::PlayRound);
    let before = document.experiment().weights.clone();
    let mut settings = *document.settings();
    settings.score = Score::SquaredError;
    act(&mut document, Action::SetSettings(settings));
    move_some(&mut document, 1);
    act(&mut document, Action::Note { weight: 0 });
    assert_ne!(document.experiment().weights, before);
    save(&mut document);
    assert!(document.is_changed(), "the weight that moved is in no file");
    settings.policy = Policy::AllAtOnce;
    act(&mut document, Action::SetSettings(settings));
    assert_eq!(document.experiment().weights, before);
    assert_eq!(document.state().sweep, None);
    assert!(matches!(document.stage(), Stage::Applied(_)));
    // Undo goes back into the middle of the round, and on from there it ends as if nothing had been.
    act(&mut document, Action::Undo);
    assert_ne!(document.experiment().weights, before);
    act(&mut document, Action::PlayRound);
    let round = Arc::clone(document.last_round().expect("just played"));
    assert_eq!((round.number, &round.weights_before), (2, &before));
}

#[test]
fn under_one_at_a_time_it_is_always_the_next_ones_turn() {
    let mut document = under(Policy::OneAtATime);
    act(&mut document, Action::Note { weight: 11 });
    assert_eq!(labels(&document).last(), Some(&"test row 1, column 1"));
    // An eye is a tie: its turn is over, and there is nothing to move.
    let entries = labels(&document).len();
    act(&mut document, Action::MoveNoted);
    assert_eq!((labels(&document).len(), document.next_weight([])), (entries, Some(1)));
    // Those that are left where they are have had their turns; the first with a direction waits to be moved.
    act(&mut document, Action::NoteRest);
    act(&mut document, Action::MoveNoted);
    assert_eq!(labels(&document)[entries..], ["test all weights", "move row 3, column 1"]);
    assert_eq!(document.next_weight([]), Some(7));
}

#[test]
fn turns_by_hand_on_many_pictures_leave_the_record_of_the_whole_round() {
    let digits = sample::named("3-against-the-rest.json").expect("the digits");
    for score in [Score::SquaredError, Score::LogLoss] {
        let mut document = Document::new(digits.clone(), None, "digits");
        let policy = Policy::OneAtATime;
        let settings = Settings { policy, score, ..*document.settings() };
        act(&mut document, Action::SetSettings(settings));
        let whole = Round::play(document.experiment(), 1);
        move_some(&mut document, whole.moved());
        while document.last_round().is_none() {
            let weight = document.next_weight([]).expect("somebody's turn");
            act(&mut document, Action::Note { weight });
        }
        let round = document.last_round().expect("the last turn was taken");
        assert!(whole.moved() > 10, "{score:?} moved {}", whole.moved());
        assert_eq!(**round, *whole.played);
    }
}

#[test]
fn rounds_that_do_not_go_on_from_here_are_dropped() {
    let mut document = under(Policy::OneAtATime);
    let rounds = |document: &Document, number: usize| {
        vec![Round::play(document.experiment(), number).played]
    };
    let stale = |document: &mut Document, rounds| {
        let entries = labels(document).len();
        assert_eq!(document.apply(Action::AddRounds(rounds)), Err(Rejected::Stale));
        assert_eq!(labels(document).len(), entries);
    };
    let second = rounds(&document, 2);
    stale(&mut document, second);
    move_some(&mut document, 1);
    let from_the_middle = rounds(&document, 1);
    stale(&mut document, from_the_middle);
    let mut cut = Played::clone(&rounds(&smiles(), 1)[0]);
    cut.weights_after = cut.weights_after[1..].to_vec().into();
    let mut document = smiles();
    stale(&mut document, vec![Arc::new(cut)]);
    act(&mut document, Action::AddRounds(Vec::new()));
    assert_eq!(labels(&document), ["open"]);
}

#[test]
fn the_last_example_may_go_and_rounds_are_played_without_any() {
    let mut document = smiles();
    for _ in 0..4 {
        act(&mut document, Action::DeleteExample { example: 0 });
    }
    act(&mut document, Action::DeleteExample { example: 0 });
    assert_eq!(labels(&document).len(), 5);
    act(&mut document, Action::NoteRest);
    act(&mut document, Action::PlayRound);
    let round = document.last_round().expect("just played");
    assert_eq!((round.moved(), round.is_stuck()), (0, false));
    assert_eq!(json::read(&json::write(&document.run())), Ok(document.run()));
}

#[test]
fn weights_never_leave_what_a_file_holds() {
    for policy in [Policy::AllAtOnce, Policy::OneAtATime] {
        let mut document = under(policy);
        for _ in 0..3 {
            act(&mut document, Action::DeleteExample { example: 1 });
        }
        // Only the smile is left, and wants more than its first weight may give.
        set_weight(&mut document, 6, 1e9);
        set_weight(&mut document, 8, -1e9);
        let (example, label) = (0, 1e9);
        act(&mut document, Action::SetLabel { example, label });
        let settings = Settings { score: Score::AbsoluteError, ..*document.settings() };
        act(&mut document, Action::SetSettings(settings));
        let mut refused = 0;
        for _ in 0..40 {
            let actions = match policy {
                Policy::OneAtATime => vec![Action::Note { weight: 0 }, Action::MoveNoted],
                _ => vec![Action::PlayRound],
            };
            for action in actions {
                refused += usize::from(document.apply(action).is_err());
            }
        }
        assert!(refused > 0, "the weights never came that far");
        let weights = &document.experiment().weights;
        assert!(weights.iter().all(|w| w.abs() <= Dataset::MAX_MAGNITUDE));
        set_weight(&mut document, 1, 1.0);
        assert_eq!(json::read(&json::write(&document.run())), Ok(document.run()));
    }
}

#[test]
fn chosen_changes_stand_in_place_of_the_round() {
    let mut document = smiles();
    act(&mut document, Action::PlayRound);
    let all = Arc::clone(document.last_round().expect("a round"));
    // Without two of the three that touch it, the cheery smile matches; the smile does not.
    act(&mut document, Action::Choose { weights: vec![6, 7, 9, 11, 40] });
    assert_eq!(labels(&document).last().copied(), Some("round 1 with chosen changes"));
    let run = document.run();
    assert_eq!(run.rounds.len(), 1, "it is the first round still");
    let chosen = &run.rounds[0];
    assert_eq!(chosen.chosen, Some(vec![6, 7, 9, 11]));
    assert_eq!((chosen.number, chosen.moved(), chosen.after.matched), (1, 4, 1));
    let [chosen_tests, all_tests] =
        [chosen, &all].map(|played| played.round(&document.experiment().dataset).tests);
    assert_eq!(chosen_tests, all_tests);
    assert_eq!(document.rows().len(), 3, "the log keeps both");
    assert_eq!(document.rows()[2].note.0, "by hand: 3 broken together");
    assert!(matches!(document.stage(), Stage::Applied(round) if round == *chosen));
    // What was chosen is saved, and plays again.
    let read = json::read(&json::write(&run)).expect("it reads back");
    assert_eq!(read, run);
    act(&mut document, Action::PlayRound);
    assert_eq!(document.last_round().map(|round| round.number), Some(2));
    // The choice is undone as anything else is.
    act(&mut document, Action::Undo);
    act(&mut document, Action::Undo);
    assert_eq!(document.last_round(), Some(&all));
    assert_eq!(document.run().rounds, [all]);
}

#[test]
fn choosing_all_changes_or_choosing_without_a_round_does_nothing() {
    let mut document = smiles();
    act(&mut document, Action::Choose { weights: vec![6] });
    act(&mut document, Action::PlayRound);
    act(&mut document, Action::Choose { weights: (0..12).collect() });
    assert_eq!(labels(&document), ["open", "round 1"]);
    act(&mut document, Action::Choose { weights: Vec::new() });
    assert!(document.experiment().weights.iter().all(|weight| *weight == 0.0));
    assert_eq!(document.rows()[2].note, ("by hand: nothing moved".to_owned(), false));
}

#[test]
fn a_choice_among_chosen_changes_stands_in_place_of_both() {
    let mut document = smiles();
    act(&mut document, Action::PlayRound);
    act(&mut document, Action::PlayRound);
    act(&mut document, Action::Undo);
    act(&mut document, Action::Choose { weights: vec![6, 7, 9] });
    assert_eq!(labels(&document), ["open", "round 1", "round 1 with chosen changes"]);
    // Weights that were not chosen before cannot be chosen now, and all that were are no choice.
    act(&mut document, Action::Choose { weights: vec![6, 7, 8, 9, 10, 11] });
    assert_eq!(labels(&document).len(), 3);
    act(&mut document, Action::Choose { weights: vec![7, 8] });
    let run = document.run();
    assert_eq!((run.rounds.len(), &run.rounds[0].chosen), (1, &Some(vec![7])));
    assert_eq!(json::read(&json::write(&run)), Ok(run));
    save(&mut document);
    act(&mut document, Action::Undo);
    assert!(document.is_changed());
    assert_eq!(document.run().rounds[0].chosen, Some(vec![6, 7, 9]));
    // An edit ends the run: what led there is no longer to be chosen from.
    set_weight(&mut document, 0, 2.0);
    act(&mut document, Action::Choose { weights: Vec::new() });
    assert_eq!(labels(&document).last(), Some(&"set the weight at row 1, column 1"));
}

#[test]
fn rounds_go_on_from_chosen_ones() {
    let mut document = smiles();
    act(&mut document, Action::PlayRound);
    act(&mut document, Action::Choose { weights: Vec::new() });
    act(&mut document, Action::PlayRound);
    act(&mut document, Action::Choose { weights: vec![6] });
    act(&mut document, Action::PlayRound);
    let rounds = document.run().rounds;
    assert_eq!(rounds.iter().map(|round| round.number).collect::<Vec<_>>(), [1, 2, 3]);
    let kept: Vec<bool> = rounds.iter().map(|round| round.chosen.is_some()).collect();
    assert_eq!(kept, [true, true, false]);
    assert!(rounds.windows(2).all(|pair| pair[0].weights_after == pair[1].weights_before));
    assert_eq!(json::read(&json::write(&document.run())), Ok(document.run()));
}

#[test]
fn more_rounds_than_fit_into_memory_are_refused_before_they_are_kept() {
    let mut run = jointly::formats::sample::smiles();
    let example = Arc::clone(&run.dataset.examples[0]);
    Arc::make_mut(&mut run.dataset).examples = vec![example; 1_000_000];
    let most = Run::most_rounds(&run.dataset);
    assert_eq!(most, (1 << 30) / (1024 + 8 * 12));
    let round = Round::play(&run.beginning(), 1).played;
    let mut document = Document::new(run, None, "many.json");
    let rounds = vec![round; most + 1];
    let refused = document.apply(Action::AddRounds(rounds));
    assert_eq!(refused, Err(Rejected::Rounds { most }));
    assert_eq!(document.rows().len(), 1);
}

//! The lesson's sentences, from the start to where it is stuck.

use jointly::document::words;
use jointly::document::{Action, Document, RowKind, Stage};
use jointly::engine::{AloneTable, Evaluation, Explanation, MatchRule, Policy, Round, Score};
use jointly::formats::sample;

fn lesson() -> Document {
    Document::new(sample::smiles(), None, sample::TITLE)
}

fn act(document: &mut Document, action: Action) {
    document.apply(action).expect("the lesson's actions can be done");
}

/// Row 3, column 1: where the lesson begins to test.
const FIRST: usize = 6;
const CHEERY: usize = 3;

fn tried(document: &Document, change: f64) -> String {
    let experiment = document.experiment();
    let (dataset, settings) = (&experiment.dataset, &experiment.settings);
    let before = Evaluation::of(experiment);
    let now = before.moved(dataset, settings, FIRST, change);
    words::trial(dataset, settings, &experiment.weights, (&before, &now), FIRST, change).text()
}

#[test]
fn before() {
    assert_eq!(
        words::stage_line(&lesson()),
        "All 12 weights are 0, so every output is 0. No picture matches: 0 of 4."
    );
}

#[test]
fn testing_row_3_column_1() {
    let mut document = lesson();
    assert_eq!(
        tried(&document, 1.0),
        "Row 3, column 1 is raised alone: 0 → 1. Smile and cheery smile match; frown moves the wrong way. \
         Flat mouth has no pixel on there. Score 2. Next it is put back to 0, then lowered."
    );
    assert_eq!(
        tried(&document, 0.0),
        "Row 3, column 1 is back at 0. Next it is lowered. All outputs are back where they were."
    );
    assert_eq!(
        tried(&document, -1.0),
        "Row 3, column 1 is lowered alone: 0 → −1. Frown matches; smile and cheery smile move the wrong way. \
         Flat mouth has no pixel on there. Score 1. Next it is put back to 0, and the better way is noted."
    );
    act(&mut document, Action::Note { weight: FIRST });
    assert_eq!(
        words::stage_line(&document),
        "Up 2, stay 0, down 1: raise. Nothing has changed yet."
    );
    act(&mut document, Action::Note { weight: 0 });
    assert_eq!(
        words::stage_line(&document),
        "Up 2, down 2: a tie. Leave it. Nothing has changed yet."
    );
    act(&mut document, Action::Note { weight: 1 });
    let dark = "That pixel is off in every picture: nothing can change. Leave it. Nothing has changed yet.";
    assert_eq!(words::stage_line(&document), dark);
}

#[test]
fn tested() {
    let mut document = lesson();
    act(&mut document, Action::NoteRest);
    assert_eq!(document.stage(), Stage::Tested);
    assert_eq!(
        words::stage_line(&document),
        "24 tests: raise 3, lower 3, leave 6. Every weight is still 0."
    );
    let experiment = document.experiment();
    let evaluation = document.evaluation();
    let told = words::noted(
        &experiment.dataset,
        CHEERY,
        evaluation.outputs[CHEERY],
        &document.noted_changes(),
        &experiment.settings,
        &evaluation.criterion,
    );
    assert_eq!(
        told.text(),
        "Three noted changes touch cheery smile. Each alone takes it from 0 to 1, its label. \
         Where will it land with all six?"
    );
}

#[test]
fn applied() {
    let experiment = sample::smiles().beginning();
    let dataset = &experiment.dataset;
    let round = Round::play(&experiment, 1);
    let told: Vec<String> = (0..4).map(|e| words::after_round(dataset, &round, e).text()).collect();
    assert_eq!(
        told,
        [
            "Smile now matches: output 1, its label. Three changes take it up, two take it down: \
             0 + 1 + 1 − 1 + 1 − 1 = 1. It was 1 off.",
            "Frown now matches: output −1, its label. Two changes take it up, three take it down: \
             0 + 1 − 1 + 1 − 1 − 1 = −1. It was 1 off.",
            "Flat mouth now matches: output −1, its label. One change takes it up, two take it down: \
             0 − 1 + 1 − 1 = −1. It was 1 off.",
            "Cheery smile overshot: output 3, label 1. Each change alone was right: 0 → 1. \
             Together: 0 + 1 + 1 + 1 = 3. No test tried them together. It was 1 off; now it is 2 off.",
        ]
    );
    assert_eq!(
        words::contrast(dataset, &round, CHEERY).as_deref(),
        Some("Smile was raised three times too, but two lowered weights bring it back to 1.")
    );
    assert_eq!(words::contrast(dataset, &round, 0), None);
    assert_eq!(
        words::all_pictures(&round, &AloneTable::of(dataset, &round)).text(),
        "11 matches alone, added up. 3 together. Each alone, added up: 3 + 3 + 2 + 3 = 11 matches. Together: 3. \
         A picture can match only once."
    );
    assert_eq!(
        words::round_note(dataset, &round, None),
        ("cheery smile overshot".to_owned(), true)
    );
    assert_eq!(words::guess(1.0, 3.0), "You expected 1; it landed on 3.");
    assert_eq!(words::guess(3.0, 3.0), "You expected 3: it came true.");
}

#[test]
fn stuck() {
    let mut experiment = sample::smiles().beginning();
    experiment.weights = Round::play(&experiment, 1).weights_after.clone();
    let round = Round::play(&experiment, 2);
    let told = words::stuck(&experiment.dataset, &round).expect("it is stuck");
    assert_eq!(
        told.text(),
        "Stuck: no single step helps. 8 tests change nothing, 16 lose matches. No weight moves: 3 of 4 for ever. \
         Cheery smile must come down by 2, and one step takes off 1."
    );
}

#[test]
fn by_sign_all_four_match() {
    let mut experiment = sample::smiles().beginning();
    experiment.settings.match_rule = MatchRule::Sign;
    let round = Round::play(&experiment, 1);
    assert_eq!(
        words::after_round(&experiment.dataset, &round, CHEERY).headline,
        "Cheery smile now matches: output 3 has the sign of its label 1."
    );
    assert_eq!(words::round_note(&experiment.dataset, &round, None).0, "all 4 match");
}

#[test]
fn a_flip_flop_is_named_in_the_log() {
    let mut run = sample::smiles();
    run.settings.score = Score::SquaredError;
    let mut document = Document::new(run, None, sample::TITLE);
    for _ in 0..5 {
        act(&mut document, Action::PlayRound);
    }
    let notes: Vec<&str> = document.rows().iter().map(|row| row.note.0.as_str()).collect();
    assert_eq!(notes[4], "flip-flop: as two rounds ago");
    let RowKind::Round(_, Some(flip_flop)) = &document.rows()[4].kind else {
        panic!("round 4 closes a flip-flop");
    };
    let weights = flip_flop.weights.len();
    assert_eq!(
        words::flip_flop(document.experiment().dataset.shape, flip_flop),
        format!(
            "A flip-flop: all weights are back where they were two rounds ago. {weights} weights go back and forth for \
             ever."
        )
    );
}

/// What is said of the pictures that broke together in rounds of the samples, under one policy.
fn told_of_broken_together(policy: Policy) -> Vec<String> {
    let mut told = Vec::new();
    for (name, _) in sample::ALL {
        let mut experiment = sample::named(name).expect("a sample").beginning();
        experiment.settings.policy = policy;
        experiment.settings.score = Score::SquaredError;
        for number in 1..=4 {
            let round = Round::play(&experiment, number);
            for e in 0..round.examples.len() {
                let of = Explanation::of_round(&experiment.dataset, &round, e);
                if of.broken_together() && of.touching.len() > 1 {
                    told.push(words::after_round(&experiment.dataset, &round, e).text());
                }
            }
            experiment.weights.clone_from(&round.weights_after);
        }
    }
    told
}

#[test]
fn what_was_tried_together_is_said_by_policy() {
    for (policy, says) in [
        (Policy::AllAtOnce, "No test tried them together."),
        (Policy::OneAtATime, "Each was tested with those before it in place"),
        (Policy::Halving, "They were tried together"),
    ] {
        let told = told_of_broken_together(policy);
        assert!(!told.is_empty(), "{policy:?} breaks none");
        for text in told {
            assert!(text.contains(says), "{policy:?}: {text}");
        }
    }
}

//! Every number of the lesson, as an exact script found them.

use std::sync::Arc;

use jointly::engine::{
    Cause, Dataset, Evaluation, Example, Experiment, Explanation, Outcome, Policy, Round, Score,
    Settings, Shape, flip_flop, train,
};

fn smiles() -> Experiment {
    let picture = |name: &str, label: f64, mouth: [u8; 6]| {
        let pixels = [1, 0, 1, 0, 0, 0].into_iter().chain(mouth);
        Arc::new(Example {
            name: name.to_owned(),
            label,
            pixels: pixels.map(f64::from).collect(),
        })
    };
    Experiment {
        dataset: Arc::new(Dataset {
            shape: Shape {
                width: 3,
                height: 4,
            },
            examples: vec![
                picture("smile", 1.0, [1, 0, 1, 1, 1, 1]),
                picture("frown", -1.0, [1, 1, 1, 1, 0, 1]),
                picture("flat mouth", -1.0, [0, 0, 0, 1, 1, 1]),
                picture("cheery smile", 1.0, [1, 0, 1, 0, 1, 0]),
            ],
            label_names: std::collections::BTreeMap::default(),
        }),
        weights: vec![0.0; 12],
        settings: Settings::default(),
    }
}

#[test]
fn round_1_matches_three_of_four() {
    let experiment = smiles();
    let before = Evaluation::of(&experiment).tally;
    assert_eq!((before.matched, before.absolute_error), (0, 4.0));
    let round = Round::play(&experiment, 1);
    let ups: Vec<f64> = round.tests.iter().map(|t| t.up).collect();
    let downs: Vec<f64> = round.tests.iter().map(|t| t.down).collect();
    let directions: Vec<f64> = round.tests.iter().map(|t| t.direction.sign()).collect();
    assert_eq!(ups, [2., 0., 2., 0., 0., 0., 2., 0., 2., 1., 2., 1.]);
    assert_eq!(downs, [2., 0., 2., 0., 0., 0., 1., 1., 1., 2., 1., 2.]);
    assert_eq!(
        directions,
        [0., 0., 0., 0., 0., 0., 1., -1., 1., -1., 1., -1.]
    );
    assert_eq!(round.weights_after, directions);
    let outputs: Vec<f64> = round.examples.iter().map(|e| e.after).collect();
    assert_eq!(outputs, [1., -1., -1., 3.]);
    assert_eq!(
        (
            round.after.matched,
            round.after.absolute_error,
            round.after.squared_error
        ),
        (3, 2.0, 4.0)
    );
    assert_eq!((round.promised, round.delivered), (11.0, 3.0));
    let cheery = round.examples[3];
    assert_eq!(
        (cheery.outcome, cheery.cause),
        (Outcome::Missed, Cause::Overshot)
    );
}

#[test]
fn each_change_alone_matched_the_cheery_smile() {
    let experiment = smiles();
    let round = Round::play(&experiment, 1);
    let cheery = Explanation::of_round(&experiment.dataset, &round, 3);
    assert_eq!(cheery.alone_matching(), 3);
    assert!(cheery.broken_together());
    let stack: Vec<f64> = cheery.touching.iter().map(|c| c.so_far).collect();
    assert_eq!(stack, [1.0, 2.0, 3.0]);
    let ticks: Vec<usize> = (0..4)
        .map(|e| Explanation::of_round(&experiment.dataset, &round, e).alone_matching())
        .collect();
    assert_eq!(ticks, [3, 3, 2, 3]);
}

#[test]
fn running_totals_as_spoken() {
    let experiment = smiles();
    let totals = |e: usize| {
        Explanation::of_round(&experiment.dataset, &Round::play(&experiment, 1), e)
            .touching
            .iter()
            .map(|c| c.so_far)
            .collect::<Vec<_>>()
    };
    assert_eq!(totals(0), [1.0, 2.0, 1.0, 2.0, 1.0]);
    assert_eq!(totals(1), [1.0, 0.0, 1.0, 0.0, -1.0]);
    assert_eq!(totals(2), [-1.0, 0.0, -1.0]);
}

fn rounds(experiment: Experiment, count: usize) -> Vec<Arc<Round>> {
    let mut rounds = Vec::new();
    train(experiment, 1, count, |round| {
        rounds.push(round);
        std::ops::ControlFlow::Continue(())
    });
    rounds
}

#[test]
fn round_2_is_stuck_for_ever() {
    let rounds = rounds(smiles(), 3);
    assert!(rounds[1].is_stuck() && rounds[2].is_stuck());
    assert_eq!(rounds[2].after.matched, 3);
}

#[test]
fn scored_by_sign_all_four_match() {
    let mut experiment = smiles();
    experiment.settings.match_rule = jointly::engine::MatchRule::Sign;
    assert_eq!(Round::play(&experiment, 1).after.matched, 4);
}

#[test]
fn squared_error_flips_for_ever_all_at_once_and_falls_one_at_a_time() {
    let mut experiment = smiles();
    experiment.settings.score = Score::SquaredError;
    let all = rounds(experiment.clone(), 5);
    let errors: Vec<f64> = all.iter().map(|r| r.after.squared_error).collect();
    assert_eq!(all[0].before.squared_error, 4.0);
    assert_eq!(errors, [3.0, 7.0, 93.0, 7.0, 93.0]);
    assert_eq!(flip_flop(all.iter().rev()).map(|f| f.period), Some(2));
    experiment.settings.policy = Policy::OneAtATime;
    assert_eq!(Round::play(&experiment, 1).after.squared_error, 1.0);
}

#[test]
fn one_at_a_time_by_matches_is_worse_than_all_at_once() {
    let mut experiment = smiles();
    experiment.settings.policy = Policy::OneAtATime;
    let last = rounds(experiment, 4).pop().expect("four rounds");
    let outputs: Vec<f64> = last.examples.iter().map(|e| e.after).collect();
    assert_eq!((last.after.matched, outputs), (2, vec![1., 1., 0., 1.]));
}

//! Pair terms and the ledger, against scores worked out the long way.

use jointly::engine::{AloneTable, Direction, Ledger, Pair, Pairs, Pixels, Policy, Round, Score};
use jointly::formats::sample;
use proptest::prelude::*;

use crate::given;
use crate::naive::Naive;
use crate::{is_whole, lesson, played, same, with_only};

/// The largest score on the way: what rounding is measured by.
fn size(naive: &Naive, round: &Round, i: usize, j: usize) -> f64 {
    let of = |weights: &[usize]| naive.score(&with_only(round, weights));
    of(&[]).max(of(&[i])).max(of(&[j])).max(of(&[i, j]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pair_terms_are_those_of_four_scores((experiment, round) in played()) {
        let naive = Naive(&experiment);
        let whole = is_whole(&experiment, &round);
        let gain = |weights: &[usize]| {
            naive.gain(naive.score(&with_only(&round, &[])), naive.score(&with_only(&round, weights)))
        };
        let all: Vec<usize> = (0..experiment.weights.len()).collect();
        let pairs = Pairs::of(&experiment.dataset, &round, &all);
        let moved: Vec<usize> = round.changes().map(|(i, _)| i).collect();
        prop_assert_eq!(&pairs.weights, &moved);
        let mut told = pairs.iter();
        for (b, &i) in moved.iter().enumerate() {
            for (c, &j) in moved.iter().enumerate().skip(b + 1) {
                let term = gain(&[i, j]) - gain(&[i]) - gain(&[j]);
                let size = size(&naive, &round, i, j);
                prop_assert!(same(pairs.term(b, c), term, whole, size), "{}", term);
                prop_assert_eq!(pairs.term(b, c), pairs.term(c, b));
                prop_assert_eq!(told.next(), Some(([i, j], pairs.term(b, c))));
            }
        }
        prop_assert_eq!(told.next(), None);
        let met = |pixels: &Pixels| moved.iter().filter(|i| pixels[**i] != 0.0).count();
        let most = experiment.dataset.examples.iter().map(|e| met(&e.pixels)).max();
        prop_assert_eq!(pairs.meeting, most.unwrap_or(0));
        let strength = |i: usize| -> f64 {
            pairs.iter().filter(|(pair, _)| pair.contains(&i)).map(|(_, term)| term.abs()).sum()
        };
        let strongest = pairs.strongest(3);
        prop_assert_eq!(strongest.len(), moved.len().min(3));
        prop_assert!(strongest.is_sorted());
        let weakest = strongest.iter().map(|i| strength(*i)).fold(f64::INFINITY, f64::min);
        for i in moved.iter().filter(|i| !strongest.contains(i)) {
            prop_assert!(strength(*i) <= weakest * (1.0 + 1e-12) + 1e-300);
        }
    }

    #[test]
    fn a_pair_from_near((experiment, round) in played(), i in 0..12_usize, j in 0..12_usize) {
        let naive = Naive(&experiment);
        let whole = is_whole(&experiment, &round);
        let cells = experiment.weights.len();
        let (i, j) = (i % cells, j % cells);
        prop_assume!(i != j);
        let pair = Pair::of(&experiment.dataset, &round, [i, j]);
        prop_assert_eq!(pair.weights, [i, j]);
        let [neither, first, second, both] =
            [vec![], vec![i], vec![j], vec![i, j]].map(|weights| with_only(&round, &weights));
        let size = size(&naive, &round, i, j);
        for (told, weights) in [
            (pair.scores.neither, &neither),
            (pair.scores.first, &first),
            (pair.scores.second, &second),
            (pair.scores.both, &both),
        ] {
            prop_assert!(same(told, naive.score(weights), whole, size));
        }
        let term = naive.gain(naive.score(&first), naive.score(&both))
            - naive.gain(naive.score(&neither), naive.score(&second));
        prop_assert!(same(pair.term, term, whole, size));
        let lit = |e: usize, i: usize| experiment.dataset.examples[e].pixels[i] != 0.0;
        let mut product = 0.0;
        for example in &experiment.dataset.examples {
            product += example.pixels[i] * example.pixels[j];
        }
        prop_assert!(same(pair.product, product, whole, product));
        let shared: Vec<usize> = pair.shared.iter().map(|shared| shared.example).collect();
        let examples = 0..experiment.dataset.examples.len();
        prop_assert_eq!(shared, examples.filter(|e| lit(*e, i) && lit(*e, j)).collect::<Vec<_>>());
        for shared in &pair.shared {
            let (e, outputs, matches) = (shared.example, shared.outputs, shared.matches);
            for (output, matched, weights) in [
                (outputs.neither, matches.neither, &neither),
                (outputs.first, matches.first, &first),
                (outputs.second, matches.second, &second),
                (outputs.both, matches.both, &both),
            ] {
                prop_assert!(same(output, naive.output(e, weights), whole, output));
                prop_assert_eq!(matched, naive.matches(e, weights));
            }
            let mut alone = experiment.clone();
            let example = experiment.dataset.examples[e].clone();
            std::sync::Arc::make_mut(&mut alone.dataset).examples = vec![example];
            let alone = Naive(&alone);
            let score = |weights: &[f64]| alone.score(weights);
            let gained = alone.gain(score(&first), score(&both));
            let term = gained - alone.gain(score(&neither), score(&second));
            prop_assert!(same(shared.term, term, whole, size), "{} and {}", shared.term, term);
        }
    }

    #[test]
    fn the_ledger_balances_at_every_score((experiment, round) in played(), score in given::score()) {
        let ledger = Ledger::of(&experiment.dataset, &round, score);
        let Ledger { promised, not_applied, singles, pairs, higher, delivered } = ledger;
        // The same experiment, judged by that score; its directions are those of the round.
        let mut judged = experiment.clone();
        judged.settings.score = score;
        let naive = Naive(&judged);
        let whole = is_whole(&experiment, &round) && score != Score::LogLoss;
        let moved: Vec<usize> = round.changes().map(|(i, _)| i).collect();
        let start = naive.score(&round.weights_before);
        let score_of = |weights: &[usize]| naive.score(&with_only(&round, weights));
        let gain = |weights: &[usize]| naive.gain(start, score_of(weights));
        // No score on the way is larger than all of them added up.
        let size = moved.iter().map(|i| start + score_of(&[*i])).sum::<f64>() + score_of(&moved);
        let (mut asked, mut asked_size) = (0.0, size);
        for (i, test) in round.tests.iter().enumerate() {
            if test.direction != Direction::Leave {
                let mut there = round.weights_before.clone();
                there[i] += test.direction.sign() * experiment.settings.step;
                asked += naive.gain(start, naive.score(&there));
                asked_size += start + naive.score(&there);
            }
        }
        prop_assert!(same(promised, asked, whole, asked_size), "{} and {}", promised, asked);
        prop_assert!(same(delivered, gain(&moved), whole, size));
        let one_by_one: f64 = moved.iter().map(|i| gain(&[*i])).sum();
        prop_assert!(same(singles, one_by_one, whole, size));
        if score == experiment.settings.score {
            prop_assert_eq!((promised, delivered), (round.promised, round.delivered));
            let table = AloneTable::of(&experiment.dataset, &round);
            prop_assert!(same(singles, table.singles, whole, size));
            let by_pairs = Pairs::of(&experiment.dataset, &round, &moved).total();
            prop_assert!(same(pairs, by_pairs, whole, size + pairs.abs()));
        }
        let zero = promised + not_applied + pairs + higher - delivered;
        prop_assert!(same(zero, 0.0, whole, asked_size + pairs.abs()), "off by {}", zero);
        if score == Score::SquaredError {
            prop_assert!(same(higher, 0.0, false, size + pairs.abs()), "higher {}", higher);
        }
        let meet = |pixels: &Pixels| moved.iter().filter(|i| pixels[**i] != 0.0).count() > 1;
        if !experiment.dataset.examples.iter().any(|example| meet(&example.pixels)) {
            prop_assert_eq!(pairs, 0.0);
            prop_assert!(same(higher, 0.0, whole, size));
        }
        if experiment.settings.policy == Policy::AllAtOnce
            && Round::play(&experiment, round.number) == round
        {
            prop_assert!(same(not_applied, 0.0, whole, asked_size));
        }
    }
}

#[test]
fn the_lesson_promised_eleven_and_delivered_three() {
    let (experiment, round) = lesson();
    let ledger = Ledger::of(&experiment.dataset, &round, Score::Matches);
    let told = Ledger {
        promised: 11.0,
        not_applied: 0.0,
        singles: 11.0,
        pairs: -34.0,
        // 54 - 48 + 20 + 0.
        higher: 26.0,
        delivered: 3.0,
    };
    assert_eq!(ledger, told);
    // By squared error five of the six make it worse alone, and their pairs make up for that to the last bit.
    let squared = Ledger::of(&experiment.dataset, &round, Score::SquaredError);
    assert_eq!((squared.promised, squared.pairs), (-4.0, 4.0));
    assert_eq!((squared.higher, squared.delivered), (0.0, 0.0));
    // Raising two of the mouth's corners: each alone matches both smiles, together neither.
    let pair = Pair::of(&experiment.dataset, &round, [6, 8]);
    assert_eq!((pair.scores.first, pair.scores.second, pair.scores.both), (2.0, 2.0, 0.0));
    assert_eq!(pair.term, -4.0);
    let shared: Vec<usize> = pair.shared.iter().map(|shared| shared.example).collect();
    assert_eq!(shared, [0, 1, 3]);
}

#[test]
fn what_a_policy_does_not_apply_is_in_the_books() {
    let mut experiment = sample::smiles().beginning();
    experiment.settings.policy = Policy::BestOne;
    let round = Round::play(&experiment, 1);
    let ledger = Ledger::of(&experiment.dataset, &round, Score::Matches);
    assert_eq!((ledger.promised, ledger.not_applied, ledger.singles), (11.0, -9.0, 2.0));
    assert_eq!((ledger.pairs, ledger.higher, ledger.delivered), (0.0, 0.0, 2.0));
}

//! What is said of each change alone, added up, against all together.

use std::sync::Arc;

use jointly::document::words;
use jointly::engine::{AloneTable, Evaluation, Experiment, Round, Score};
use jointly::formats::sample;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{Facts, is_english};
use crate::forms::{Form, holds, read};
use crate::naive::Naive;
use crate::numbers::{number, sum};
use crate::rounds::{facts, is_blurred};

/// What each change gains alone, added up, worked out by applying one after another to the old weights.
fn singles(experiment: &Experiment, round: &Round) -> f64 {
    let naive = Naive(experiment);
    let before = naive.score(&experiment.weights);
    let alone = round.changes().map(|(i, _)| {
        let mut there = experiment.weights.clone();
        there[i] = round.weights_after[i];
        naive.gain(before, naive.score(&there))
    });
    alone.sum()
}

/// What one picture gains in matches by each change alone, added up, and by all together.
fn matches_gained(f: &Facts) -> (f64, f64) {
    let one = |output: f64| f64::from(u8::from(f.matches(output)));
    let before = one(f.before);
    (f.touching.iter().map(|t| one(t.alone) - before).sum(), one(f.after) - before)
}

/// The two sides of a round: each change alone, added up, and all together.
struct Sides<'a> {
    round: &'a Round,
    of: Vec<Facts<'a>>,
    alone: f64,
    together: f64,
    scale: f64,
}

impl Sides<'_> {
    fn score(&self) -> Score {
        self.round.settings.score
    }

    fn by_errors(&self) -> bool {
        self.score() != Score::Matches
    }

    fn equal(&self) -> bool {
        (self.alone - self.together).abs() <= 1e-9 * self.scale.max(1.0)
    }

    /// "892 less", "3 more": three digits or more.
    fn less(&self, shown: &str, gain: f64) -> bool {
        let Some((size, way)) = shown.split_once(' ') else { return false };
        let so = match way {
            "less" => gain > -1e-9 * self.scale.max(1.0),
            "more" => gain < 0.0,
            _ => false,
        };
        let rounding = 5.1e-3 * gain.abs() + 1e-9 + 1e-13 * self.scale;
        so && number(size).is_some_and(|size| (size - gain.abs()).abs() <= rounding)
    }

    /// "11 matches", "1 match gained".
    fn matches(&self, shown: &str, gain: f64) -> bool {
        let (n, noun) = shown.split_once(' ').unwrap_or_default();
        let nouns = if self.round.before.matched == 0 {
            ["match", "matches"]
        } else {
            ["match gained", "matches gained"]
        };
        number(n) == Some(gain) && noun == nouns[usize::from(gain.abs() != 1.0)]
    }

    /// Whether some picture gains so much by each change alone, added up, and so much by all together.
    fn some(&self, so: impl Fn(f64, f64) -> bool) -> bool {
        self.of.iter().map(matches_gained).any(|(alone, together)| so(alone, together))
    }
}

/// What is said of all pictures.
pub fn fits_all_pictures(experiment: &Experiment, round: &Round) -> TestCaseResult {
    let told = words::all_pictures(round, &AloneTable::of(&experiment.dataset, round));
    is_english(&told.text())?;
    let of = facts(experiment, round);
    if is_blurred(&of, round) {
        return Ok(());
    }
    let (naive, score) = (Naive(experiment), round.settings.score);
    let sides = Sides {
        round,
        of,
        alone: singles(experiment, round),
        together: naive.gain(naive.score(&experiment.weights), naive.score(&round.weights_after)),
        scale: round.before.score(score).max(round.after.score(score)),
    };
    fits_the_sums(&told, &sides)?;
    fits_the_reason(&told, &sides)
}

fn fits_the_sums(told: &words::Told, s: &Sides) -> TestCaseResult {
    let (moved, alone, together) = (s.round.moved(), s.alone, s.together);
    let error = |score: Score, shown: &str, gain: f64| s.score() == score && s.less(shown, gain);
    let (total, squared, loss) = (Score::AbsoluteError, Score::SquaredError, Score::LogLoss);
    let forms: [Form; 11] = [
        ("No weight moved, so there is nothing to add up.", &|_| moved == 0),
        ("One change: {}, alone and together.", &|g| moved == 1 && s.matches(g[0], together)),
        ("One change.", &|_| moved == 1 && s.by_errors()),
        ("Total off by: {}, alone and together.", &|g| error(total, g[0], together)),
        ("Squared error: {}, alone and together.", &|g| error(squared, g[0], together)),
        ("Log-loss: {}, alone and together.", &|g| error(loss, g[0], together)),
        ("Log-loss: {} alone, added up.", &|g| error(loss, g[0], alone)),
        ("Total off by: {} alone, added up.", &|g| error(total, g[0], alone)),
        ("Squared error: {} alone, added up.", &|g| error(squared, g[0], alone)),
        ("{} alone, added up.", &|g| moved > 1 && s.matches(g[0], alone)),
        ("{} together.", &|g| {
            if s.by_errors() { s.less(g[0], together) } else { number(g[0]) == Some(together) }
        }),
    ];
    holds(&told.headline, &forms)?;
    if let Some(g) = read("{} alone, added up. {} together.", &told.headline) {
        let first = g[0].split(": ").last().unwrap_or_default();
        prop_assert!(s.equal() || first != g[1], "they look the same: {}", told.headline);
    }
    Ok(())
}

fn fits_the_reason(told: &words::Told, s: &Sides) -> TestCaseResult {
    let (alone, together) = (s.alone, s.together);
    let some_picture = |so: &dyn Fn(&Facts) -> bool| s.of.iter().any(so);
    let ways = |f: &Facts| {
        let ups = f.touching.iter().filter(|t| t.part > 0.0).count();
        (ups, f.touching.len() - ups)
    };
    let past = |f: &Facts| (f.before - f.label) * (f.after - f.label) < 0.0;
    let broke_alone = |f: &Facts| f.alone_matching() < f.touching.len();
    let forms: [Form; 12] = [
        ("Each alone, added up: {}.", &|g| {
            let Some((left, says)) = g[0].split_once(" = ") else { return false };
            let n = says.split(' ').next().unwrap_or_default();
            let parts = sum(&format!("{left} = {n}"));
            let of_all = |(total, says, parts)| total == says && parts + 1 == s.of.len();
            s.matches(says, alone) && parts.is_some_and(of_all)
        }),
        ("Together: {}.", &|g| number(g[0]) == Some(together)),
        ("In every picture the gains add up.", &|_| !s.by_errors() && !s.some(|a, t| a != t)),
        ("The sums agree, though not picture by picture.", &|_| {
            alone == together && s.some(|a, t| a != t)
        }),
        ("A picture can match only once.", &|_| {
            alone > together && s.some(|a, t| a > 1.0 && t == 1.0)
        }),
        ("What matches with each change alone can miss with all.", &|_| {
            alone > together && s.some(|a, t| a > t) && !s.some(|a, t| a > 1.0 && t == 1.0)
        }),
        ("Some pictures needed more than one change.", &|_| {
            alone < together
                && some_picture(&|f| {
                    f.matches(f.after) && !f.matches(f.before) && f.alone_matching() == 0
                })
        }),
        ("A picture can be lost only once.", &|_| {
            alone < together && s.some(|a, t| t == -1.0 && a < -1.0)
        }),
        ("What one change breaks, another mends.", &|_| {
            alone < together
                && some_picture(&|f| f.matches(f.before) && f.matches(f.after) && broke_alone(f))
        }),
        ("Alone, added up, and together are the same.", &|_| s.by_errors() && s.equal()),
        ("Together is better: in some pictures the changes pull opposite ways.", &|_| {
            s.by_errors() && alone < together && some_picture(&|f| ways(f).0 > 0 && ways(f).1 > 0)
        }),
        ("Past the label, more is worse: the gains do not add up.", &|_| {
            s.score() == Score::AbsoluteError && alone > together && some_picture(&past)
        }),
    ];
    let squared: Form =
        ("A second push the same way gains less than the first: the gains do not add up.", &|_| {
            s.score().is_smooth()
                && alone > together
                && some_picture(&|f| ways(f).0 > 1 || ways(f).1 > 1)
        });
    prop_assert_eq!(told.sentences.is_empty(), s.round.moved() < 2);
    if told.sentences.is_empty() {
        return Ok(());
    }
    holds(&told.sentences.join(" "), &[&forms[..], &[squared]].concat())
}

/// What is said of all pictures after `rounds` rounds of a sample.
fn told_of(name: &str, rounds: usize) -> String {
    let mut experiment = sample::named(&format!("{name}.json")).expect("a sample").beginning();
    for number in 1..rounds {
        experiment.weights = Round::play(&experiment, number).weights_after.clone();
    }
    let round = Round::play(&experiment, rounds);
    words::all_pictures(&round, &AloneTable::of(&experiment.dataset, &round)).text()
}

#[test]
fn why_alone_and_together_differ() {
    assert_eq!(
        told_of("never-meet", 1),
        "4 matches alone, added up. 4 together. Each alone, added up: 1 + 1 + 1 + 1 = 4 matches. Together: 4. In every \
         picture the gains add up."
    );
    assert_eq!(
        told_of("breaks-a-match", 1),
        "2 matches gained alone, added up. 3 together. Each alone, added up: 1 + 1 + 1 + 1 − 2 = 2 matches gained. \
         Together: 3. A picture can be lost only once."
    );
    assert_eq!(
        told_of("cancel", 1),
        "4 matches alone, added up. 3 together. Each alone, added up: 1 + 1 + 1 + 1 = 4 matches. Together: 3. What \
         matches with each change alone can miss with all."
    );
}

/// Pictures of one lit pixel each, no two of the same, with these labels.
fn that_never_meet(labels: [f64; 4]) -> Experiment {
    let mut experiment = sample::named("never-meet.json").expect("a sample").beginning();
    let dataset = Arc::make_mut(&mut experiment.dataset);
    for (e, (example, label)) in dataset.examples.iter_mut().zip(labels).enumerate() {
        let example = Arc::make_mut(example);
        example.label = label;
        example.pixels.edit(|pixels| pixels.fill(0.0));
        example.pixels.set(e, 1.0);
    }
    experiment.settings.score = Score::SquaredError;
    experiment
}

#[test]
fn sums_too_large_to_be_exact_still_add_up() {
    let experiment = that_never_meet([999_999_999.0, 876_543_211.0, 765_432_107.0, 654_321_001.0]);
    let round = Round::play(&experiment, 1);
    let table = AloneTable::of(&experiment.dataset, &round);
    assert_ne!(table.singles, round.delivered, "too small to tell");
    let told = words::all_pictures(&round, &table);
    assert_eq!(told.sentences, ["Alone, added up, and together are the same."]);
    let g = read("Squared error: {} less alone, added up. {} less together.", &told.headline);
    assert!(g.is_some_and(|g| g[0] == g[1]), "{}", told.headline);
}

#[test]
fn what_one_change_breaks_another_mends() {
    let mut experiment = that_never_meet([0.0; 4]);
    experiment.settings.score = Score::Matches;
    Arc::make_mut(&mut Arc::make_mut(&mut experiment.dataset).examples[0]).pixels.set(1, 1.0);
    let mut after = experiment.weights.clone();
    // The first picture feels one up and one down, the second the one down, the third another up.
    after[..3].copy_from_slice(&[1.0, -1.0, 1.0]);
    let tests = Evaluation::of(&experiment).test_all(&experiment.dataset, &experiment.settings);
    let round = Round::record(&experiment, 1, tests, after);
    assert_eq!(
        words::all_pictures(&round, &AloneTable::of(&experiment.dataset, &round)).text(),
        "−4 matches gained alone, added up. −2 together. Each alone, added up: −2 − 1 − 1 + 0 = −4 matches gained. \
         Together: −2. What one change breaks, another mends."
    );
}

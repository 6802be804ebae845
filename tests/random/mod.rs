//! Random runs, quickly made: with every kind of name, number and setting that a file may hold.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use fastrand::Rng;
use jointly::engine::{
    Dataset, Example, Experiment, Forks, MatchRule, Named, Policy, Run, Score, Settings, Shape,
    Size, number, train,
};

/// From 1 x 1 on; mostly small, now and then a long row or column.
pub fn shape(random: &mut Rng) -> Shape {
    let (width, height) = (random.usize(1..=3), random.usize(1..=3));
    match random.u16(..1024) {
        0 => Shape { width: random.usize(1..=Shape::MAX_SIDE), height: 1 },
        1 => Shape { width: 1, height: random.usize(1..=Shape::MAX_SIDE) },
        _ => Shape { width, height },
    }
}

/// Any number that a file may hold: whole, fractions, tiny ones, the largest.
pub fn magnitude(random: &mut Rng) -> f64 {
    const MOST: f64 = Dataset::MAX_MAGNITUDE;
    const ODD: [f64; 7] = [-0.0, MOST, -MOST, 5e-324, f64::MIN_POSITIVE, 0.1 + 0.2, 1e-7];
    match random.u8(..10) {
        0..=2 => f64::from(random.i32(-9..=9)),
        3 => f64::from(random.i32(-999..=999)) / 10.0,
        4 => ODD[random.usize(..ODD.len())],
        5 => (random.f64() - 0.5) * 2.0 * MOST,
        6 => random.f64(),
        7 => f64::from(random.i32(-1_000_000_000..=1_000_000_000)),
        // Any bits at all that are a number small enough.
        _ => Some(f64::from_bits(random.u64(..))).filter(|n| n.abs() <= MOST).unwrap_or_default(),
    }
}

/// Names of every script, with all that has to be escaped, quoted or guarded.
pub fn name(random: &mut Rng) -> String {
    const ODD: [char; 24] = [
        '"',
        '\'',
        '\\',
        '/',
        ',',
        ';',
        '\n',
        '\r',
        '\t',
        '\0',
        '\u{1f}',
        '\u{7f}',
        '\u{feff}',
        '\u{202e}',
        '\u{2028}',
        '=',
        '+',
        '-',
        '@',
        ' ',
        'ש',
        'é',
        '😀',
        '\u{10ffff}',
    ];
    let length = match random.u8(..128) {
        0 => Dataset::MAX_NAME,
        1..=40 => 0,
        _ => random.usize(1..8),
    };
    let plain = random.bool();
    let c = |random: &mut Rng| match random.u8(..3) {
        _ if plain => random.alphabetic(),
        0 => random.char(..),
        1 => random.alphabetic(),
        _ => ODD[random.usize(..ODD.len())],
    };
    (0..length).map(|_| c(random)).collect()
}

/// Up to three examples.
pub fn dataset(random: &mut Rng, shape: Shape, cell: fn(&mut Rng) -> f64) -> Dataset {
    let named = random.bool();
    let example = |random: &mut Rng| {
        let name = if named { name(random) } else { String::new() };
        let label = cell(random);
        Arc::new(Example {
            name,
            label,
            pixels: (0..shape.cells()).map(|_| cell(random)).collect(),
        })
    };
    let examples = (0..random.usize(..=3)).map(|_| example(random)).collect();
    Dataset { shape, examples, label_names: BTreeMap::new() }
}

/// The same without names, as some formats have none.
pub fn unnamed(dataset: &Dataset) -> Dataset {
    let unnamed = |example: &Arc<Example>| {
        Arc::new(Example { name: String::new(), ..Example::clone(example) })
    };
    Dataset { examples: dataset.examples.iter().map(unnamed).collect(), ..dataset.clone() }
}

fn one_of<T: Named>(random: &mut Rng) -> T {
    T::NAMES[random.usize(..T::NAMES.len())].0
}

/// Settings that have a meaning, for examples whose labels are all 1 or -1 or not.
fn settings(random: &mut Rng, is_two_sided: bool) -> Settings {
    if random.u8(..4) == 0 {
        return Settings::default();
    }
    let positive = |random: &mut Rng| match magnitude(random).abs() {
        0.0 => 1.0,
        positive => positive,
    };
    let mut settings = Settings {
        step: positive(random),
        match_rule: one_of::<MatchRule>(random),
        tolerance: magnitude(random).abs(),
        score: one_of::<Score>(random),
        policy: one_of::<Policy>(random),
        p: random.usize(1..=Settings::MAX_P),
        size: one_of::<Size>(random),
        seed: random.u64(..=Settings::MAX_SEED),
        rate: positive(random),
    };
    if settings.lack().is_some() || settings.score == Score::LogLoss && !is_two_sided {
        settings.score = Score::SquaredError;
    }
    settings
}

/// A run: a dataset, weights, and a few rounds under changing settings, as far as they can be compared.
pub fn run(random: &mut Rng) -> Run {
    let shape = shape(random);
    let small = |random: &mut Rng| f64::from(random.i8(-2..=2));
    let cell: fn(&mut Rng) -> f64 = if random.bool() { small } else { magnitude };
    let mut dataset = dataset(random, shape, cell);
    if random.bool() {
        for example in &mut dataset.examples {
            Arc::make_mut(example).label = if random.bool() { 1.0 } else { -1.0 };
        }
    }
    for _ in 0..random.usize(..3) {
        dataset.label_names.insert(number(magnitude(random)), name(random));
    }
    let is_two_sided = dataset.is_two_sided();
    let mut run = Run::new(Experiment {
        weights: (0..shape.cells()).map(|_| cell(random)).collect(),
        settings: settings(random, is_two_sided),
        dataset: Arc::new(dataset),
    });
    let last = run.settings;
    // Long rows take long to play, and hold nothing else.
    let rounds = if shape.cells() > 9 { 0 } else { random.usize(..=3).saturating_sub(1) };
    for _ in 0..rounds {
        run.settings = settings(random, is_two_sided);
        play(random, &mut run);
    }
    run.settings = last;
    if random.u8(..16) == 0 {
        let after = random.usize(..=run.rounds.len());
        let usual = Forks::usual(&run.end(), after);
        run.forks = Some(Arc::new(Forks { rounds: random.usize(1..50), ..usual }));
    }
    run
}

/// One more round, or none where it explodes so far that its errors are no numbers any more.
fn play(random: &mut Rng, run: &mut Run) {
    const MOST: f64 = 1e100;
    let first = run.rounds.len() + 1;
    train(run.end(), first, 1, |step| {
        if step.played.weights_after.iter().all(|weight| weight.abs() <= MOST) {
            run.rounds.push(Arc::clone(&step.played));
        }
        ControlFlow::Break(())
    });
    if let (true, Some(last)) = (random.u8(..4) == 0, run.rounds.last_mut()) {
        let choice: Vec<_> = (0..random.usize(..6)).map(|_| random.usize(..9)).collect();
        *last = last.round(&run.dataset).with_only(&run.dataset, &choice).played;
    }
}

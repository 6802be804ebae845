//! `train`: plays rounds and prints them.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::options::{Overrides, round_count};
use super::sheet::{Block, Columns, Side, line, side_by_side, table};
use super::{Failure, Import, files};
use crate::document::words::{amount, brief_signed, plural, round_note, signed};
use crate::engine::{
    Dataset, Direction, Evaluation, Experiment, Named, Policy, Round, Settings, Step, Tally,
    WeightTest, flip_flop, train,
};
use crate::formats::rounds;
use crate::jobs::files::{import, shown};

/// What `train` is asked for.
#[derive(Debug, Args)]
pub struct Options {
    /// The file with pictures, labels, starting weights and settings
    file: PathBuf,
    #[command(flatten)]
    import: Import,
    /// How many rounds
    #[arg(long, value_name = "N", default_value = "1", value_parser = round_count)]
    rounds: usize,
    #[command(flatten)]
    settings: Overrides,
    /// Prints every number of every round, as JSON
    #[arg(long, conflicts_with = "quiet", help_heading = "Output")]
    json: bool,
    /// Prints nothing: the exit status tells whether the file can be used
    #[arg(long, help_heading = "Output")]
    quiet: bool,
}

/// A flip-flop of a longer period than this is not noticed: the rounds in between must be kept for it.
const LONGEST_PERIOD: usize = 100;
/// More weights or pictures than this are no table to read.
const MOST_WEIGHTS: usize = 64;
const MOST_PICTURES: usize = 40;

/// Plays and prints.
pub fn run(options: &Options, out: &mut impl Write) -> Result<(), Failure> {
    let run = import(&options.file, &options.import.wanted()?)?;
    let mut start = run.beginning();
    start.settings = options.settings.over(&run)?;
    let dataset = Arc::clone(&start.dataset);
    if options.quiet {
        play(start, options.rounds, |_| Ok(()))?;
    } else if options.json {
        // Round by round: a long run is read while it goes on, and need not fit into the memory.
        let mut rounds = rounds::Writer::begin(&mut *out)?;
        play(start, options.rounds, |step| rounds.round(&dataset, step.round()))?;
        rounds.end()?;
    } else {
        line(out, &format!("{}: {}", shown(&options.file), files::size(&run)))?;
        line(out, &settings_in_words(&start.settings))?;
        line(out, "")?;
        if options.rounds == 1 {
            one_round(out, &start)?;
        }
        rounds_table(out, start, options.rounds)?;
    }
    Ok(())
}

/// Plays rounds until all are played or one cannot be printed.
fn play(
    start: Experiment,
    rounds: usize,
    mut print: impl FnMut(&Step) -> io::Result<()>,
) -> io::Result<()> {
    let mut result = Ok(());
    train(start, 1, rounds, |step| {
        result = print(step);
        if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    result
}

/// "Step 1, match exact, score matches, apply all-at-once".
pub fn settings_in_words(settings: &Settings) -> String {
    let tolerance = match settings.tolerance {
        0.0 => String::new(),
        tolerance => format!(" within {}", amount(tolerance)),
    };
    let drawn = match settings.policy {
        Policy::SomeAtOnce => {
            let Settings { p, size, seed, .. } = settings;
            format!(" (p {p}, size {}, seed {seed})", size.name())
        }
        Policy::Gradient => format!(" (rate {})", amount(settings.rate)),
        _ => String::new(),
    };
    format!(
        "Step {}, match {}{tolerance}, score {}, apply {}{drawn}",
        amount(settings.step),
        settings.match_rule.name(),
        settings.score.name(),
        settings.policy.name()
    )
}

/// One line per round, the start as round 0.
fn rounds_table(out: &mut impl Write, start: Experiment, rounds: usize) -> io::Result<()> {
    let dataset = Arc::clone(&start.dataset);
    let total = dataset.examples.len();
    let before = Evaluation::of(&start).tally;
    let at_rest = start.weights.iter().all(|weight| *weight == 0.0);
    let beginning = if at_rest { "start: all weights 0" } else { "start: the weights of the file" };
    let header = ["round", "moved", "matched", "off by", "each alone → together", "note"];
    let header = header.map(str::to_owned).to_vec();
    // Lines are printed as rounds are played: columns as wide as what can be told of them beforehand.
    let widest = vec![
        rounds.to_string(),
        start.weights.len().to_string(),
        format!("{total} of {total}"),
        amount(before.absolute_error * 10.0),
    ];
    let mut sides = [Side::Right; 6];
    sides[5] = Side::Left;
    let columns = Columns::fitting(&sides, &[header.clone(), widest]);
    line(out, &columns.row(&header))?;
    let cells = |number: usize, moved: String, tally: &Tally, gains: String, note: String| {
        vec![
            number.to_string(),
            moved,
            format!("{} of {total}", tally.matched),
            amount(tally.absolute_error),
            gains,
            note,
        ]
    };
    let first = cells(0, String::new(), &before, String::new(), beginning.to_owned());
    line(out, &columns.row(&first))?;
    let mut newest_first = VecDeque::new();
    play(start, rounds, |step| {
        let round = &step.played;
        newest_first.truncate(LONGEST_PERIOD);
        newest_first.push_front(Arc::clone(round));
        let (note, _) =
            round_note(&dataset, round, flip_flop(newest_first.iter().map(Arc::as_ref)).as_ref());
        let gains = format!("{} → {}", brief_signed(round.promised), brief_signed(round.delivered));
        let moved = round.moved().to_string();
        let cells = cells(round.number, moved, &round.after, gains, note);
        line(out, &columns.row(&cells))
    })
}

/// A round as it is worked out by hand: every test, every change, every picture.
fn one_round(out: &mut impl Write, start: &Experiment) -> io::Result<()> {
    let dataset = &start.dataset;
    let round = Round::play(start, 1);
    let weights = plural(round.tests.len(), "weight");
    let pictures = plural(round.examples.len(), "picture");
    if round.tests.len() > MOST_WEIGHTS {
        line(out, &format!("The tests of {weights} are too many to read; --json has them all."))?;
    } else {
        tests(out, dataset, &round)?;
    }
    line(out, "")?;
    if round.examples.len() > MOST_PICTURES {
        line(
            out,
            &format!("The outputs of {pictures} are too many to read; --json has them all."),
        )?;
    } else {
        outputs(out, dataset, &round)?;
    }
    line(out, "")
}

fn tests(out: &mut impl Write, dataset: &Dataset, round: &Round) -> io::Result<()> {
    let score = round.settings.score.name();
    let tests = plural(2 * round.tests.len(), "test");
    line(
        out,
        &format!(
            "{tests}: each weight alone one step up and one step down, all others held; the score is {score}."
        ),
    )?;
    line(out, "")?;
    let lit = dataset.lit_cells();
    let columns = dataset.shape.width;
    let grid = |title: &str, cells: Vec<String>| Block::grid(title, columns, Side::Right, &cells);
    let of_tests = |title: &str, read: fn(&WeightTest) -> f64| {
        grid(title, round.tests.iter().map(|test| amount(read(test))).collect())
    };
    let weights =
        |title: &str, weights: &[f64]| grid(title, weights.iter().copied().map(signed).collect());
    let directions = round.tests.iter().zip(&lit);
    let directions: Vec<_> =
        directions.map(|(test, lit)| direction(test, *lit, &round.settings).to_owned()).collect();
    let mut blocks = vec![
        of_tests("up", |test| test.up),
        of_tests("stay", |test| test.stay),
        of_tests("down", |test| test.down),
        Block::grid("direction", columns, Side::Left, &directions),
        weights("weights after", &round.weights_after),
    ];
    if round.weights_before.iter().any(|weight| *weight != 0.0) {
        blocks.insert(0, weights("weights before", &round.weights_before));
    }
    side_by_side(out, &blocks)
}

/// A dot where the pixel is dark in every picture: no test can find anything there.
fn direction(test: &WeightTest, lit: bool, settings: &Settings) -> &'static str {
    match test.direction {
        Direction::Raise => "raise",
        Direction::Lower => "lower",
        Direction::Leave if !lit => "·",
        Direction::Leave if test.is_tie(settings) => "tie",
        Direction::Leave => "leave",
    }
}

fn outputs(out: &mut impl Write, dataset: &Dataset, round: &Round) -> io::Result<()> {
    let header = ["picture", "label", "output", "matches", ""];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    for (e, record) in round.examples.iter().enumerate() {
        let label = dataset.examples[e].label;
        let name = dataset.label_name(label).map(|name| format!(" {name}"));
        let off_by = (record.after - label).abs();
        rows.push(vec![
            dataset.title(e),
            format!("{}{}", signed(label), name.unwrap_or_default()),
            format!("{} → {}", amount(record.before), amount(record.after)),
            if record.matched_after { "yes" } else { "no" }.to_owned(),
            if record.matched_after {
                record.outcome.name().to_owned()
            } else {
                let cause = record.cause.name().replace('-', " ");
                format!("{}: {cause}, off by {}", record.outcome.name(), amount(off_by))
            },
        ]);
    }
    table(out, &[Side::Left; 5], &rows)
}

//! What can be drawn over the rounds.

use eframe::egui::{Color32, Ui};
use egui_plot::LineStyle;

use crate::document::words::Term;
use crate::document::{LogRow, RowKind};
use crate::engine::{Ledger, Played, Score};
use crate::theme::{self, Palette};
use crate::views::Scene;
use crate::views::chart::index;
use crate::views::ticks::round_step;

/// Steps that the books of all rounds may take in a frame.
const MOST_STEPS: usize = 4_000_000;
/// Rounds of which there are books: each is worked out again for them.
const MOST_ROUNDS: usize = 1_000;

/// One line of the plot.
pub struct Curve {
    pub name: &'static str,
    pub color: Color32,
    pub width: f32,
    /// Dashed where its colour alone does not tell it from the others.
    pub style: LineStyle,
    /// One value a row of the log, on the left scale; not a number where there is none.
    pub values: Vec<f64>,
}

/// All lines of the plot, the most important last, and their scales.
pub struct Curves {
    pub title: &'static str,
    pub lines: Vec<Curve>,
    /// From the lowest to the highest value on the left scale.
    pub span: [f64; 2],
    /// The marks of the left scale.
    pub marks: Vec<f64>,
    /// How much larger a value of the left scale is than the same height on the right one, where there is one.
    pub right: Option<f64>,
}

/// The quiet curve is dashed: with no eye for colours it is like any other.
fn style(color: Color32, palette: &Palette) -> LineStyle {
    if color == palette.quiet { LineStyle::dashed_dense() } else { LineStyle::Solid }
}

/// The values of the first rows; the others are still to be worked out.
fn uncovered(mut values: Vec<f64>, told: usize) -> Vec<f64> {
    values[told..].fill(f64::NAN);
    values
}

/// The error that is told beside the matches: what the score in force reads, where that is one; and what it is called.
pub fn error(score: Score) -> (Score, &'static str) {
    match score {
        Score::Matches | Score::AbsoluteError => (Score::AbsoluteError, "off by"),
        Score::SquaredError | Score::LogLoss => (score, score.word()),
    }
}

/// Matches, and the error drawn on their scale.
pub fn accuracy(ui: &Ui, scene: &Scene) -> Curves {
    let palette = theme::palette(ui);
    let rows = scene.document.rows();
    let examples = index(scene.dataset().examples.len().max(1));
    let told = scene.rows_told();
    let (error, name) = error(scene.settings().score);
    let worst = rows[..told].iter().map(|row| row.tally.score(error)).fold(1.0, f64::max);
    let scale = examples / worst;
    let curve = |name, color, width, value: &dyn Fn(&LogRow) -> f64| Curve {
        name,
        color,
        width,
        style: style(color, palette),
        values: uncovered(rows.iter().map(value).collect(), told),
    };
    let half = examples / 2.0;
    Curves {
        title: "Accuracy per round",
        lines: vec![
            curve(name, palette.quiet, 1.2, &|row| row.tally.score(error) * scale),
            curve("matched", palette.matched, 2.0, &|row| index(row.tally.matched)),
        ],
        span: [0.0, examples],
        marks: [0.0, half, examples].into_iter().filter(|value| value.fract() == 0.0).collect(),
        right: Some(scale),
    }
}

/// What the rounds gained: each change alone, what pairs and more of them add, all together.
pub fn gains(ui: &Ui, scene: &Scene, books: &[Option<Ledger>]) -> Curves {
    let palette = theme::palette(ui);
    let rows = scene.document.rows();
    let of_round = |value: &dyn Fn(&Played) -> f64| -> Vec<f64> {
        let value = |row: &LogRow| match &row.kind {
            RowKind::Round(round, _) => value(round),
            RowKind::Start { .. } => f64::NAN,
        };
        rows.iter().map(value).collect()
    };
    let of_books = |value: &dyn Fn(&Ledger) -> f64| -> Vec<f64> {
        books.iter().map(|books| books.as_ref().map_or(f64::NAN, value)).collect()
    };
    let told = scene.rows_told();
    let curve = |name, color, width, values| {
        let values = uncovered(values, told);
        let style = style(color, palette);
        Curve { name, color, width, style, values }
    };
    let mut lines = vec![curve("each alone", palette.quiet, 1.6, of_round(&|r| r.promised))];
    if books.iter().any(Option::is_some) {
        lines.push(curve("pairs", palette.lower_line, 1.2, of_books(&|books| books.pairs)));
        lines.push(curve("three or more", palette.raise_line, 1.2, of_books(&|b| b.higher)));
    }
    lines.push(curve("together", palette.matched, 2.0, of_round(&|round| round.delivered)));
    let values = || lines.iter().flat_map(|line| &line.values).copied().filter(|v| v.is_finite());
    let low = values().fold(0.0, f64::min);
    let high = values().fold(0.0, f64::max);
    let high = if low == high { low + 1.0 } else { high };
    let step = round_step(high - low, 3.0);
    let first = (low / step).ceil();
    let marks = (0..10).map(|n| (first + f64::from(n)) * step).take_while(|mark| *mark <= high);
    let marks = marks.collect();
    Curves { title: "Gain per round", lines, span: [low, high], marks, right: None }
}

/// The books of every round of the log; none where they would take too long.
pub fn ledgers(scene: &Scene) -> Vec<Option<Ledger>> {
    let rows = scene.document.rows();
    let examples = scene.dataset().examples.len();
    let steps = |row: &LogRow| match &row.kind {
        RowKind::Round(round, _) => {
            examples * (round.moved() * round.moved() + round.weights_after.len())
        }
        RowKind::Start { .. } => 0,
    };
    let few = rows.len() <= MOST_ROUNDS && rows.iter().map(steps).sum::<usize>() <= MOST_STEPS;
    let current = &scene.document.experiment().dataset;
    let books = |row: &LogRow| match &row.kind {
        // Rounds of other pictures were another run.
        RowKind::Round(round, _) if few && round.examples_total == examples => {
            Some(Ledger::of(current, &round.round(current), round.settings.score))
        }
        _ => None,
    };
    rows.iter().map(books).collect()
}

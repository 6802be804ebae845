//! What is given, the tests of each weight alone, and the guess before anything is applied.

use super::Exercise;
use super::grid::Grid;
use super::sheet::{Align, BODY, CAPTION, LEFT, NAME, Sheet, WIDTH};
use crate::document::words::{
    amount, apart, capital, direction, matches_when, place, scored_by_what, signed, then_applied,
};
use crate::engine::{Policy, Score};
use crate::paper::Area;

pub fn write(sheet: &mut Sheet, exercise: &Exercise) {
    pictures(sheet, exercise);
    tests(sheet, exercise);
    guess(sheet, exercise);
    new_weights(sheet, exercise);
}

/// "+1 (smile)"
pub fn label(exercise: &Exercise, label: f64) -> String {
    let name = exercise.dataset.label_name(label).map(|name| format!(" ({name})"));
    format!("{}{}", signed(label), name.unwrap_or_default())
}

/// Every picture with its label, and the weights, in rows of as many as fit.
fn pictures(sheet: &mut Sheet, exercise: &Exercise) {
    const GAP: f32 = 7.0;
    /// What stands above and below a grid.
    const AROUND: f32 = 23.0;
    let Exercise { dataset, round, .. } = exercise;
    let shape = dataset.shape;
    let longest = shape.width.max(shape.height);
    #[expect(clippy::cast_precision_loss, reason = "at most 16")]
    let side = (32.0 / longest as f32).clamp(3.6, 7.0);
    let [width, height] = Grid::size(shape, side);
    let slot = width.max(28.0) + GAP;
    sheet.heading("Before the round", height + AROUND + 14.0);
    sheet.paragraph(&format!(
        "A picture's output is the sum of its pixels times their weights. A picture matches when {}. \
         Work out every output at these weights.",
        matches_when(&round.settings)
    ));
    let [mut x, mut top] = [LEFT, sheet.y];
    for n in 0..=dataset.examples.len() {
        if n == 0 || x + slot - GAP > LEFT + WIDTH {
            sheet.y = if n == 0 { top } else { top + height + AROUND };
            sheet.need(height + AROUND);
            (x, top) = (LEFT, sheet.y);
        }
        let grid = Grid { at: [x, top + 5.0], shape, side };
        let below = grid.at[1] + height;
        let Some(e) = n.checked_sub(1) else {
            sheet.text([x, top + 3.0], Align::Left, NAME, "Weights");
            grid.weights(sheet, &round.weights_before);
            x += slot;
            continue;
        };
        let example = &dataset.examples[e];
        let title = capital(&dataset.title(e));
        sheet.fitted([x, top + 3.0], Align::Left, NAME, slot - 2.0, &title);
        grid.pixels(sheet, &example.pixels.to_vec());
        let what = format!("label {}", label(exercise, example.label));
        sheet.fitted([x, below + 4.0], Align::Left, CAPTION, slot - 2.0, &what);
        sheet.text([x, below + 10.6], Align::Left, CAPTION, "output");
        let output = Area::new([x + 11.0, below + 6.2], 13.0, 6.5);
        sheet.blank(output, 10.0, &amount(round.examples[e].before));
        x += slot;
    }
    sheet.y = top + height + AROUND;
}

/// What a test writes down, by score.
const fn column(score: Score) -> &'static str {
    match score {
        Score::Matches => "pictures that match",
        Score::AbsoluteError => "total off by",
        Score::SquaredError => "squared error",
        Score::LogLoss => "log-loss",
    }
}

/// The table of tests, in two columns.
fn tests(sheet: &mut Sheet, exercise: &Exercise) {
    const ROW: f32 = 6.4;
    const COLUMN: f32 = 85.0;
    const CELLS: [f32; 4] = [13.0, 13.0, 13.0, 19.0];
    let Exercise { dataset, round, .. } = exercise;
    let settings = &round.settings;
    let rows = round.tests.len().div_ceil(2);
    #[expect(clippy::cast_precision_loss, reason = "at most 32")]
    let height = (rows as f32 + 1.0) * ROW;
    sheet.heading("Test each weight alone", height + 24.0);
    sheet.paragraph(&format!(
        "Raise one weight by {step}, with all others held where they are, and write down the score: {score}. Put it back. \
         Lower it by {step}, write down the score, put it back. If raising is better than staying and better than lowering, \
         the direction is raise; likewise lower. Else leave it. Nothing changes yet.",
        step = amount(settings.step),
        score = scored_by_what(settings.score)
    ));
    let top = sheet.y;
    for (block, tests) in round.tests.chunks(rows).enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "two blocks")]
        let left = LEFT + block as f32 * (WIDTH - COLUMN);
        let first = left + COLUMN - CELLS.iter().sum::<f32>();
        let mut x = first;
        for (width, head) in CELLS.into_iter().zip(["up", "stay", "down", "direction"]) {
            sheet.text([x + width / 2.0, top + 4.4], Align::Center, CAPTION, head);
            x += width;
        }
        sheet.fitted([left, top + 4.4], Align::Left, CAPTION, 26.0, column(settings.score));
        for (n, test) in tests.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "at most 32")]
            let y = top + ROW * (n as f32 + 0.9);
            let weight = block * rows + n;
            let place = place(dataset.shape, weight);
            sheet.fitted([left, y + 4.4], Align::Left, BODY, first - left - 1.0, &place);
            let [up, stay, down] = apart([test.up, test.stay, test.down]);
            let mut x = first;
            for (width, text) in
                CELLS.into_iter().zip([&*up, &stay, &down, direction(test, settings)])
            {
                sheet.blank(Area::new([x, y], width, ROW), 9.5, text);
                x += width;
            }
        }
    }
    sheet.y = top + height + 5.0;
}

/// Which pictures will match? Two ticks a picture.
fn guess(sheet: &mut Sheet, exercise: &Exercise) {
    const ROW: f32 = 7.0;
    const COLUMN: f32 = 85.0;
    let Exercise { dataset, round, .. } = exercise;
    let rows = dataset.examples.len().div_ceil(2);
    #[expect(clippy::cast_precision_loss, reason = "at most 6")]
    let height = rows as f32 * ROW;
    sheet.heading("Guess, before you apply", height + 8.0);
    sheet.paragraph(&format!(
        "{}. Which pictures will match then? Tick before you work it out.",
        capital(then_applied(&round.settings))
    ));
    let top = sheet.y;
    for (e, record) in round.examples.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "two columns of at most 6")]
        let [block, n] = [(e / rows) as f32, (e % rows) as f32];
        let (x, y) = (LEFT + block * (WIDTH - COLUMN), top + n * ROW + 3.5);
        let title = capital(&dataset.title(e));
        sheet.fitted([x, y], Align::Left, BODY, 33.0, &title);
        let end = sheet.tick([x + 35.0, y], "matches", record.matched_after);
        sheet.tick([end + 5.0, y], "does not", !record.matched_after);
    }
    sheet.y = top + height + 4.0;
}

/// The weights before and after, side by side.
fn new_weights(sheet: &mut Sheet, exercise: &Exercise) {
    let Exercise { dataset, round, .. } = exercise;
    let shape = dataset.shape;
    #[expect(clippy::cast_precision_loss, reason = "at most 16")]
    let side = (36.0 / shape.height as f32).clamp(5.5, 8.5).min(78.0 / shape.width as f32);
    let [width, height] = Grid::size(shape, side);
    sheet.heading("Apply", height + 22.0);
    let follows = exercise.follows_from_tests();
    let sentence = match round.settings.policy {
        _ if !follows => "The new weights are given: they are not what these tests alone say.",
        Policy::AllAtOnce => "Apply every direction you noted, all at once. Write the new weights.",
        Policy::BestOne => {
            "Apply the change that gained most, the first of those that gained the same. Write the new weights."
        }
        _ => {
            "Count the changes that are on in each picture. Apply all of them, each by the step divided by the largest count. Write the new weights."
        }
    };
    sheet.paragraph(sentence);
    let top = sheet.y + 4.0;
    let before = Grid { at: [LEFT, top], shape, side };
    let after = Grid { at: [LEFT + width + 18.0, top], shape, side };
    before.caption(sheet, "weights before");
    before.weights(sheet, &round.weights_before);
    let middle = [LEFT + width + 9.0, top + height / 2.0 + 1.5];
    sheet.text(middle, Align::Center, (NAME.0, 16.0, NAME.2), "→");
    after.caption(sheet, "weights after");
    if follows {
        after.blanks(sheet, &round.weights_after);
    } else {
        after.weights(sheet, &round.weights_after);
    }
    sheet.y = top + height + 8.0;
}

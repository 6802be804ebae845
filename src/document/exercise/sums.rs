//! Every picture added up with the new weights: pixel times weight, the total so far, the output.

use super::Exercise;
use super::given::label;
use super::grid::{Grid, short, short_signed};
use super::sheet::{Align, BODY, CAPTION, LEFT, NAME, Sheet, WIDTH};
use crate::document::words::{amount, capital, count};
use crate::engine::Example;
use crate::paper::{Area, Point};

/// The least room of a sign between two grids, and of a grid with it, whose captions stand side by side.
const SIGN: f32 = 8.0;
const CAPTION_WIDTH: f32 = 24.0;
/// Above and below a grid.
const CAPTIONS: f32 = 7.0;
/// Cells from here on have the total so far in a corner; beside smaller ones it stands once a row.
const ROOMY: f32 = 9.0;
/// The room beside a row for its total so far.
const MARGIN: f32 = 12.0;

/// Where the three grids of a picture are, and what becomes of them.
struct Plan {
    side: f32,
    /// The room of a sign between two grids.
    sign: f32,
    /// One below the other, where they are too wide to stand side by side.
    stacked: bool,
    /// The output stands below the grids, where there is no room beside them.
    below: bool,
    height: f32,
}

impl Plan {
    #[expect(clippy::cast_precision_loss, reason = "at most 16 a side")]
    fn of(exercise: &Exercise) -> Self {
        const LARGEST: f32 = 10.2;
        /// What the output takes beside the grids.
        const BESIDE: f32 = 34.0;
        let shape = exercise.dataset.shape;
        let (columns, rows) = (shape.width as f32, shape.height as f32);
        let stacked = shape.width > 8;
        let side = if stacked {
            LARGEST.min((WIDTH - MARGIN) / columns).min((208.0 / 3.0 - CAPTIONS) / rows)
        } else {
            LARGEST.min((WIDTH - MARGIN - 2.0 * SIGN) / (3.0 * columns)).min(200.0 / rows)
        };
        let [width, height] = Grid::size(shape, side);
        let sign = SIGN.max(CAPTION_WIDTH - width);
        let below = stacked || 3.0 * width + 2.0 * sign + BESIDE > WIDTH;
        let grids = if stacked { 3.0 * (height + CAPTIONS) } else { height + CAPTIONS };
        let (grids, around) = if below { (grids, 22.0) } else { (grids.max(38.0), 8.5) };
        let height = grids + around;
        Self { side, sign, stacked, below, height }
    }

    /// The upper left corner of a grid, counted from 0.
    fn at(&self, n: u8, exercise: &Exercise, top: f32) -> Point {
        let [width, height] = Grid::size(exercise.dataset.shape, self.side);
        let n = f32::from(n);
        if self.stacked {
            [LEFT, top + CAPTIONS + n * (height + CAPTIONS)]
        } else {
            [LEFT + n * (width + self.sign), top + CAPTIONS]
        }
    }
}

pub fn write(sheet: &mut Sheet, exercise: &Exercise) {
    let Exercise { dataset, round, .. } = exercise;
    let plan = Plan::of(exercise);
    sheet.heading("Add up", plan.height + 12.0);
    let so_far = if plan.side >= ROOMY {
        "in the corner the total so far, row by row"
    } else {
        "at the end of each row the total so far"
    };
    sheet.paragraph(&format!(
        "Multiply each pixel by its new weight. Write the product into the last grid, and {so_far}. What is there at the end is the output."
    ));
    for (e, example) in dataset.examples.iter().enumerate() {
        sheet.need(plan.height);
        picture(sheet, exercise, &plan, e, example);
        sheet.y += plan.height;
    }
    sheet.need(10.0);
    let all = count(round.examples.len());
    let mut x = LEFT;
    let y = sheet.y + 4.0;
    for (when, matched) in [("before", round.before.matched), ("after", round.after.matched)] {
        let text = format!("How many match {when} the round?");
        sheet.text([x, y], Align::Left, BODY, &text);
        sheet.blank(Area::new([x + 58.0, y - 4.6], 12.0, 7.0), 10.0, &count(matched));
        sheet.text([x + 71.5, y], Align::Left, BODY, &format!("of {all}"));
        x += WIDTH / 2.0;
    }
    sheet.y += 14.0;
}

fn picture(sheet: &mut Sheet, exercise: &Exercise, plan: &Plan, e: usize, example: &Example) {
    let Exercise { dataset, round, .. } = exercise;
    let (top, shape, side) = (sheet.y + 2.0, dataset.shape, plan.side);
    let title = capital(&dataset.title(e));
    sheet.fitted([LEFT, top + 0.5], Align::Left, NAME, WIDTH, &title);
    let grid = |n| Grid { at: plan.at(n, exercise, top), shape, side };
    let [pixels, weights, products] = [0, 1, 2].map(grid);
    let [width, height] = Grid::size(shape, side);
    for (grid, caption) in
        [(pixels, "pixels"), (weights, "× weights after"), (products, "= pixel × weight")]
    {
        let bare = caption.trim_start_matches(['×', '=', ' ']);
        grid.caption(sheet, if plan.stacked { caption } else { bare });
    }
    if !plan.stacked {
        for (n, sign) in [(1.0, "×"), (2.0, "=")] {
            let x = LEFT + n * (width + plan.sign) - plan.sign / 2.0;
            let at = [x, pixels.at[1] + height / 2.0 + 1.6];
            sheet.text(at, Align::Center, (NAME.0, 14.0, NAME.2), sign);
        }
    }
    pixels.pixels(sheet, &example.pixels.to_vec());
    if exercise.follows_from_tests() {
        weights.blanks(sheet, &round.weights_after);
    } else {
        weights.weights(sheet, &round.weights_after);
    }
    fill_in(sheet, exercise, products, example);
    let at = if plan.below {
        [LEFT, products.at[1] + height + 3.0]
    } else {
        [products.at[0] + width + 9.0, products.at[1] + (height - 32.0) / 2.0]
    };
    output(sheet, exercise, plan, at, e);
}

/// The products, and the totals so far.
fn fill_in(sheet: &mut Sheet, exercise: &Exercise, grid: Grid, example: &Example) {
    let weights = &exercise.round.weights_after;
    let roomy = grid.side >= ROOMY;
    let mut so_far = 0.0;
    for cell in 0..weights.len() {
        let product = example.pixels[cell] * weights[cell];
        so_far += product;
        let Area { min: [x, y], .. } = grid.cell(cell);
        sheet.outline(grid.cell(cell), None);
        if roomy {
            // The corner has the total, the product what is below.
            let corner = [grid.side * 0.56, grid.side * 0.38];
            let corner = Area::new([x + grid.side - corner[0], y], corner[0], corner[1]);
            sheet.outline(corner, None);
            let below = Area::new([x, y + grid.side * 0.34], grid.side, grid.side * 0.66);
            sheet.answer(below, grid.digits(), &short_signed(product));
            if product != 0.0 {
                sheet.answer(corner, 7.0, &short(so_far));
            }
            continue;
        }
        sheet.answer(grid.cell(cell), grid.digits(), &short_signed(product));
        if (cell + 1).is_multiple_of(grid.shape.width) {
            let row = Area::new([x + grid.side + 1.5, y + 0.4], MARGIN - 3.0, grid.side - 0.8);
            sheet.blank(row, grid.digits(), &short(so_far));
        }
    }
}

/// The output, the label, and whether they match: below each other, or in a row.
fn output(sheet: &mut Sheet, exercise: &Exercise, plan: &Plan, [x, y]: Point, e: usize) {
    let record = &exercise.round.examples[e];
    let label = format!("label {}", label(exercise, exercise.dataset.examples[e].label));
    let value = amount(record.after);
    let (matched, missed) = (record.matched_after, !record.matched_after);
    if plan.below {
        sheet.text([x, y + 5.0], Align::Left, CAPTION, "output");
        sheet.blank(Area::new([x + 12.0, y], 22.0, 8.0), 11.0, &value);
        sheet.fitted([x + 39.0, y + 5.0], Align::Left, BODY, 50.0, &label);
        sheet.text([x + 93.0, y + 5.0], Align::Left, BODY, "matches?");
        let end = sheet.tick([x + 111.0, y + 5.0], "yes", matched);
        sheet.tick([end + 4.0, y + 5.0], "no", missed);
        return;
    }
    let room = LEFT + WIDTH - x;
    sheet.text([x, y + 2.0], Align::Left, CAPTION, "output");
    sheet.blank(Area::new([x, y + 4.0], 24.0, 9.0), 12.0, &value);
    sheet.fitted([x, y + 19.0], Align::Left, BODY, room, &label);
    sheet.text([x, y + 26.0], Align::Left, BODY, "matches?");
    let end = sheet.tick([x, y + 32.0], "yes", matched);
    sheet.tick([end + 4.0, y + 32.0], "no", missed);
}

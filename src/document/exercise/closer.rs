//! One picture looked at closely: each change that touches it alone, all of them together, and why.

use super::Exercise;
use super::sheet::{Align, BODY, CAPTION, LEFT, Sheet};
use crate::document::words::{after_round, amount, capital, contrast, place, signed};
use crate::engine::{Explanation, Round, Score};
use crate::paper::{self, Area};

/// The most changes that a table has rows for.
const MOST_ROWS: usize = 16;
const ROW: f32 = 7.0;
const COLUMNS: [(&str, f32); 6] = [
    ("weight", 40.0),
    ("change", 20.0),
    ("adds", 20.0),
    ("output, this alone", 34.0),
    ("matches alone?", 26.0),
    ("so far, together", 34.0),
];

pub fn write(sheet: &mut Sheet, exercise: &Exercise) {
    let Exercise { dataset, round, example: e, .. } = exercise;
    let of = Explanation::of_round(dataset, round, *e);
    let most = most_touching(exercise);
    let rows = most.clamp(3, MOST_ROWS);
    #[expect(clippy::cast_precision_loss, reason = "at most 16")]
    let height = (rows as f32 + 1.0) * ROW;
    sheet.heading("Each alone, and together", height + 34.0);
    sheet.paragraph(
        "Take a picture that does not match, if there is one. Which of the changes touch it, that is, change the weight of a pixel that is on? \
         Work out its output with each of them alone, from the output before; then with one after the other.",
    );
    let y = sheet.y + 4.0;
    let mut x = LEFT;
    for (what, width, text) in [
        ("picture", 60.0, capital(&dataset.title(*e))),
        ("output before", 14.0, amount(of.before)),
        ("label", 14.0, signed(of.label)),
    ] {
        sheet.text([x, y], Align::Left, CAPTION, what);
        x += paper::width(CAPTION.1, what) + 2.0;
        sheet.blank(Area::new([x, y - 4.6], width, 7.0), 10.0, &text);
        x += width + 6.0;
    }
    sheet.y += 10.0;
    table(sheet, exercise, &of, rows);
    if most > rows {
        sheet.paragraph(&format!("There are rows for the first {rows}."));
    }
    gains(sheet, round);
    sheet.heading("Why?", 46.0);
    sheet.paragraph(
        "Why is what was right for this picture alone right, or wrong, together? Say it with your numbers.",
    );
    let told = after_round(dataset, round, *e);
    let sentences: Vec<String> = std::iter::once(told.headline)
        .chain(told.sentences)
        .chain(contrast(dataset, round, *e))
        .map(|sentence| capital(&sentence))
        .collect();
    sheet.lines(4, &sentences);
}

/// As many changes as touch any picture: so many rows tell nothing of this one.
fn most_touching(exercise: &Exercise) -> usize {
    let Exercise { dataset, round, .. } = exercise;
    let touching = |e| Explanation::of_round(dataset, round, e).touching.len();
    (0..dataset.examples.len()).map(touching).max().unwrap_or(0)
}

fn table(sheet: &mut Sheet, exercise: &Exercise, of: &Explanation, rows: usize) {
    let mut x = LEFT;
    for (head, width) in COLUMNS {
        sheet.text([x + width / 2.0, sheet.y + 3.0], Align::Center, CAPTION, head);
        x += width;
    }
    sheet.y += 5.0;
    for row in 0..rows {
        let texts = of.touching.get(row).map(|change| {
            [
                place(exercise.dataset.shape, change.weight),
                signed(change.change),
                signed(change.contribution),
                amount(change.alone),
                if change.alone_matches { "yes" } else { "no" }.to_owned(),
                amount(change.so_far),
            ]
        });
        let mut x = LEFT;
        for (n, (_, width)) in COLUMNS.into_iter().enumerate() {
            let text = texts.as_ref().map_or("", |texts| &texts[n]);
            sheet.blank(Area::new([x, sheet.y], width, ROW), 9.5, text);
            x += width;
        }
        sheet.y += ROW;
    }
    sheet.y += 6.0;
}

/// What the tests promised, and what came of it.
fn gains(sheet: &mut Sheet, round: &Round) {
    let score = round.settings.score;
    sheet.need(24.0);
    let what = match score {
        Score::Matches => "How many more pictures match",
        _ => "How much better is the score",
    };
    sheet.paragraph(&format!(
        "{what} with each noted change alone, added up over all of them? And with what was applied, together?"
    ));
    let y = sheet.y + 4.0;
    let mut x = LEFT;
    for (what, gain) in [("each alone, added up", round.promised), ("together", round.delivered)] {
        sheet.text([x, y], Align::Left, BODY, what);
        x += paper::width(BODY.1, what) + 3.0;
        sheet.blank(Area::new([x, y - 4.6], 20.0, 7.0), 10.0, &amount(gain));
        x += 32.0;
    }
    sheet.y += 12.0;
}

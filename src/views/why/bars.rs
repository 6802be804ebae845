//! How many of many things match 0, 1, ... all pictures: one bar for each number, or for a few together.

use std::ops::RangeInclusive;

use eframe::egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use crate::document::words;
use crate::theme;
use crate::views::text;

/// Of more numbers, neighbours stand together.
const MOST: usize = 9;
const ROW: f32 = 21.0;
const CAPTION: f32 = 92.0;
const COUNT: f32 = 150.0;

/// The numbers matched that one bar stands for.
#[derive(Debug)]
struct Bar {
    from: usize,
    to: usize,
    text: String,
    share: f64,
}

/// How many there are of each number matched.
#[derive(Debug)]
pub struct Bars {
    /// The name of the whole, for screen readers.
    name: &'static str,
    examples: usize,
    /// From the least matched to the most.
    rows: Vec<Bar>,
}

impl Bars {
    /// Bars for so many `examples`; `of` tells how many match so many of them, as people read it, and as a share of all.
    pub fn new(
        name: &'static str,
        examples: usize,
        of: &dyn Fn(RangeInclusive<usize>) -> (String, f64),
    ) -> Self {
        let (mut first, mut last) = (0, examples);
        if examples >= MOST {
            let occurs = |n: &usize| of(*n..=*n).1 > 0.0;
            first = (0..=examples).find(occurs).unwrap_or(0);
            last = (0..=examples).rfind(occurs).unwrap_or(0);
        }
        let together = (last + 1 - first).div_ceil(MOST);
        let bar = |from: usize| {
            let to = (from + together - 1).min(last);
            let (text, share) = of(from..=to);
            Bar { from, to, text, share }
        };
        Self { name, examples, rows: (first..=last).step_by(together).map(bar).collect() }
    }
}

/// Draws the bars, the most matched first; the one of `mark` is marked with what stands there.
pub fn ui(ui: &mut Ui, of: &Bars, mark: (usize, &str)) {
    let palette = theme::palette(ui);
    let Bars { examples, rows, .. } = of;
    let most = rows.iter().map(|bar| bar.share).fold(f64::MIN_POSITIVE, f64::max);
    for bar in rows.iter().rev() {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let painter = ui.painter();
        let caption = if bar.from == bar.to {
            format!("{} of {}", words::count(bar.from), words::count(*examples))
        } else {
            format!("{} to {}", words::count(bar.from), words::count(bar.to))
        };
        let marked = (bar.from..=bar.to).contains(&mark.0).then_some(mark.1);
        if marked.is_some() {
            painter.rect_filled(rect, theme::CELL_CORNER, palette.raised);
        }
        let middle = rect.center().y;
        let at = pos2(rect.left() + CAPTION - 14.0, middle);
        painter.text(at, Align2::RIGHT_CENTER, &caption, theme::small(), palette.text);
        let room = rect.width() - CAPTION - COUNT;
        #[expect(clippy::cast_possible_truncation, reason = "a length on screen")]
        let length =
            (room * (bar.share / most) as f32).max(if bar.share > 0.0 { 1.5 } else { 0.0 });
        let left = rect.left() + CAPTION;
        let fill = if bar.to == *examples { palette.matched } else { palette.quiet };
        let body = Rect::from_min_size(pos2(left, rect.top() + 4.0), vec2(length, ROW - 8.0));
        painter.rect_filled(body, 2.0, fill);
        let beside = pos2(left + length + 8.0, middle);
        let ink = if bar.share > 0.0 { palette.text } else { palette.quiet };
        let drawn = painter.text(beside, Align2::LEFT_CENTER, &bar.text, theme::small(), ink);
        let mut spoken = format!("{}, {caption}: {}", of.name, bar.text);
        if let Some(mark) = marked {
            let at = pos2(rect.right() - 8.0, middle);
            let fits = drawn.right() + 12.0 < at.x - 90.0;
            if fits {
                painter.text(at, Align2::RIGHT_CENTER, mark, theme::small(), palette.quiet);
            }
            spoken = format!("{spoken}, {mark}");
        }
        text::named(ui, rect, &format!("{} {}", of.name, bar.from), &spoken);
    }
}

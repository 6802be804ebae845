//! How many of many things match 0, 1, ... all pictures: one bar for each number, or for a few together.

use std::ops::RangeInclusive;

use eframe::egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use crate::document::words;
use crate::theme;
use crate::views::says;

/// How many there are of each number matched, from none to all.
pub struct Bars<'a> {
    /// The name of the whole, for screen readers.
    pub name: &'a str,
    /// How many pictures there are.
    pub examples: usize,
    /// How many match so many pictures, as people read it, and as a share of all.
    pub of: &'a dyn Fn(RangeInclusive<usize>) -> (String, f64),
    /// The number matched that is marked, and what stands there.
    pub mark: Option<(usize, &'a str)>,
}

/// Of more numbers, neighbours stand together.
const MOST: usize = 9;
const ROW: f32 = 21.0;
const CAPTION: f32 = 92.0;
const COUNT: f32 = 150.0;

/// The numbers matched that one bar stands for.
struct Bar {
    from: usize,
    to: usize,
    text: String,
    share: f64,
}

/// Draws the bars, the most matched first.
pub fn ui(ui: &mut Ui, of: &Bars) {
    let palette = theme::palette(ui);
    let examples = of.examples;
    let bars = bars(of);
    let most = bars.iter().map(|bar| bar.share).fold(f64::MIN_POSITIVE, f64::max);
    for bar in bars.iter().rev() {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let painter = ui.painter();
        let caption = if bar.from == bar.to {
            format!("{} of {}", words::count(bar.from), words::count(examples))
        } else {
            format!("{} to {}", words::count(bar.from), words::count(bar.to))
        };
        let marked = of.mark.filter(|(matched, _)| (bar.from..=bar.to).contains(matched));
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
        let fill = if bar.to == examples { palette.matched } else { palette.quiet };
        let body = Rect::from_min_size(pos2(left, rect.top() + 4.0), vec2(length, ROW - 8.0));
        painter.rect_filled(body, 2.0, fill);
        let beside = pos2(left + length + 8.0, middle);
        let ink = if bar.share > 0.0 { palette.text } else { palette.quiet };
        let drawn = painter.text(beside, Align2::LEFT_CENTER, &bar.text, theme::small(), ink);
        let mut spoken = format!("{}, {caption}: {}", of.name, bar.text);
        if let Some((_, mark)) = marked {
            let at = pos2(rect.right() - 8.0, middle);
            let fits = drawn.right() + 12.0 < at.x - 90.0;
            if fits {
                painter.text(at, Align2::RIGHT_CENTER, mark, theme::small(), palette.quiet);
            }
            spoken = format!("{spoken}, {mark}");
        }
        says::named(ui, rect, &format!("{} {}", of.name, bar.from), &spoken);
    }
}

/// One bar for each number, or for those that occur and all between them, neighbours together where they are many.
fn bars(of: &Bars) -> Vec<Bar> {
    let (mut first, mut last) = (0, of.examples);
    if of.examples >= MOST {
        let occurs = |n: &usize| (of.of)(*n..=*n).1 > 0.0;
        first = (0..=of.examples).find(occurs).unwrap_or(0);
        last = (0..=of.examples).rfind(occurs).unwrap_or(0);
    }
    let together = (last + 1 - first).div_ceil(MOST);
    (first..=last)
        .step_by(together)
        .map(|from| {
            let to = (from + together - 1).min(last);
            let (text, share) = (of.of)(from..=to);
            Bar { from, to, text, share }
        })
        .collect()
}

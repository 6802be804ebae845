//! The items of the books one under the other, each from where the one above it ends.

use eframe::egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::document::words::{self, Item};
use crate::engine::Ledger;
use crate::theme;
use crate::views::text;

const ROW: f32 = 22.0;
const BAR: f32 = 12.0;
/// The room of a name.
const NAME: f32 = 190.0;
/// The room of a number.
const NUMBER: f32 = 54.0;

/// One item where it stands: from one level to the next.
struct Standing {
    item: Item,
    from: f64,
    to: f64,
}

/// Draws the items. The last bar lands on what was delivered.
pub fn ui(ui: &mut Ui, ledger: &Ledger) {
    let standing = standing(words::ledger(ledger));
    let levels = || standing.iter().flat_map(|of| [of.from, of.to]);
    let least = levels().fold(0.0, f64::min);
    let most = levels().fold(0.0, f64::max);
    let palette = theme::palette(ui);
    #[expect(clippy::cast_precision_loss, reason = "at most six items")]
    let height = ROW * standing.len() as f32;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let bars = (rect.left() + NAME)..=(rect.right() - NUMBER);
    #[expect(clippy::cast_possible_truncation, reason = "a share of a length on screen")]
    let x = |level: f64| {
        let share = (level - least) / (most - least).max(f64::MIN_POSITIVE);
        bars.start() + (bars.end() - bars.start()) * share as f32
    };
    let painter = ui.painter();
    painter.vline(x(0.0), rect.y_range(), Stroke::new(1.0, palette.edge));
    let mut top = rect.top();
    for (n, Standing { item, from, to }) in standing.iter().enumerate() {
        let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), ROW));
        let (a, b) = (x(*from), x(*to));
        let bar = Rect::from_min_max(
            pos2(a.min(b), row.center().y - BAR / 2.0),
            pos2(a.max(b).max(a.min(b) + 2.0), row.center().y + BAR / 2.0),
        );
        let color = match item {
            item if item.is_sum => palette.quiet,
            item => palette.verdict(item.value > 0.0),
        };
        painter.rect_filled(bar, 2.0, color);
        if n + 1 < standing.len() {
            // Where the next begins, or ends where it is a sum.
            let line = Stroke::new(1.0, palette.quiet);
            painter.vline(b, bar.bottom()..=bar.bottom() + ROW - BAR, line);
        }
        let font = if item.is_sum { theme::body() } else { theme::small() };
        let text = if item.is_sum { item.gain.clone() } else { words::signed(item.value) };
        let ink = palette.text;
        painter.text(row.left_center(), Align2::LEFT_CENTER, item.what, theme::small(), ink);
        painter.text(row.right_center(), Align2::RIGHT_CENTER, &text, font, ink);
        text::named(ui, row, item.what, &format!("{}: {text}", item.what));
        let id = ui.scope_id().with(("item", n));
        ui.interact(row, id, Sense::hover()).on_hover_text(explained(item.what));
        top += ROW;
    }
}

/// A sum stands on 0, every other item on the level it starts from.
fn standing(items: Vec<Item>) -> Vec<Standing> {
    let mut level = 0.0;
    let stands = |item: Item| {
        let from = if item.is_sum { 0.0 } else { level };
        level = from + item.value;
        Standing { from, to: level, item }
    };
    items.into_iter().map(stands).collect()
}

/// What an item is, in the field's terms too.
fn explained(what: &str) -> &'static str {
    match what {
        "Noted by the tests, added up" => "What each test with a direction gained alone, added up.",
        "Not applied, or in another size" => {
            "What the policy left out, made smaller, or moved otherwise than the tests asked for."
        }
        "Applied, each alone, added up" => {
            "The changes really made, each alone (first-order terms)."
        }
        "Two changes meeting" => {
            "What two changes gain together beyond each alone, over all pairs (second-order terms)."
        }
        "Three or more meeting" => {
            "What is left: terms of third and higher order, of changes that meet in one picture."
        }
        _ => "The gain of the round, all changes together.",
    }
}

//! The terms of every order, and each change's fair share of what all came to.

use std::sync::Arc;

use eframe::egui::{Align2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::document::words;
use crate::engine::{Answer, Question, Round, Subsets, SubsetsFound};
use crate::theme;
use crate::views::{Desk, Scene, answer, picture, says, text};

/// The height of the bars of the orders.
const ORDERS: f32 = 64.0;
const ROW: f32 = 22.0;
/// The room of a change's name and place, and of its number.
const NAME: f32 = 140.0;
const NUMBER: f32 = 54.0;
/// The widest bar of an order.
const WIDEST: f32 = 56.0;

/// Draws both, once all subsets are known.
pub fn ui(ui: &mut Ui, scene: &Scene, round: &Arc<Round>, desk: &mut Desk) {
    if round.moved() > Subsets::MOST_CHANGES {
        let text = format!(
            "Terms of every order and fair shares are worked out for up to {} changes.",
            Subsets::MOST_CHANGES
        );
        text::quiet_ui(ui, &text);
        return;
    }
    let dataset = Arc::clone(&scene.document.experiment().dataset);
    let question = Question::Subsets(dataset, Arc::clone(round));
    let Some(Answer::Subsets(found)) = answer::ui(ui, scene, question, None, desk) else {
        return;
    };
    text::caption_ui(ui, "Terms by order: how many changes meet");
    orders_ui(ui, found);
    ui.add_space(10.0);
    text::caption_ui(ui, "Fair shares");
    text::quiet_ui(ui, &words::fair_shares(round));
    ui.add_space(2.0);
    shares_ui(ui, scene, round, found, desk);
}

/// A bar for each order, up from a line where it gains and down where it loses.
fn orders_ui(ui: &mut Ui, found: &SubsetsFound) {
    let palette = theme::palette(ui);
    let orders = &found.orders;
    let room = vec2(ui.available_width(), ORDERS + 34.0);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let most = orders.iter().copied().fold(0.0, f64::max);
    let least = orders.iter().copied().fold(0.0, f64::min);
    let span = (most - least).max(f64::MIN_POSITIVE);
    #[expect(clippy::cast_precision_loss, reason = "at most twenty orders")]
    let width = (rect.width() / orders.len() as f32).min(WIDEST);
    let top = rect.top() + 16.0;
    #[expect(clippy::cast_possible_truncation, reason = "a length on screen")]
    let y = |value: f64| top + (ORDERS - 16.0) * ((most - value) / span) as f32;
    let painter = ui.painter();
    let texts: Vec<String> = orders.iter().map(|term| words::brief_signed(*term)).collect();
    let fits = |text: &String| text::width(painter, text, &theme::tiny()) <= width - 2.0;
    let written = texts.iter().all(fits);
    let mut left = rect.left();
    for (n, (term, text)) in orders.iter().zip(&texts).enumerate() {
        let middle = left + width / 2.0;
        let (zero, end) = (y(0.0), y(*term));
        let bar = Rect::from_min_max(
            pos2(left + width * 0.22, zero.min(end)),
            pos2(left + width * 0.78, zero.max(end)),
        );
        painter.rect_filled(bar, 2.0, palette.verdict(*term > 0.0));
        if written {
            let (at, align) = if *term < 0.0 {
                (pos2(middle, end + 1.0), Align2::CENTER_TOP)
            } else {
                (pos2(middle, end - 1.0), Align2::CENTER_BOTTOM)
            };
            painter.text(at, align, text, theme::tiny(), palette.text);
        }
        let foot = pos2(middle, rect.bottom());
        let order = words::count(n + 1);
        painter.text(foot, Align2::CENTER_BOTTOM, &order, theme::tiny(), palette.quiet);
        let column = Rect::from_x_y_ranges(left..=left + width, rect.y_range());
        let spoken = format!("order {order}: {text}");
        let name = format!("order {order}");
        text::named(ui, column, &name, &spoken);
        let id = ui.scope_id().with(("order", n));
        ui.interact(column, id, Sense::hover()).on_hover_text(spoken);
        left += width;
    }
    painter.hline(rect.left()..=left, y(0.0), Stroke::new(1.0, palette.quiet));
}

/// A bar for each change: its Shapley value.
fn shares_ui(ui: &mut Ui, scene: &Scene, round: &Round, found: &SubsetsFound, desk: &mut Desk) {
    let shares = &found.shapley;
    let most = shares.iter().copied().fold(0.0, f64::max);
    let least = shares.iter().copied().fold(0.0, f64::min);
    let span = (most - least).max(f64::MIN_POSITIVE);
    for ((weight, change), share) in round.changes().zip(shares) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let place = says::short_place(scene.shape(), weight);
        let name = format!("{place} {}", words::signed(change));
        let text = words::fraction(*share);
        let id = ui.scope_id().with(("share", weight));
        let response = ui.interact(rect, id, Sense::hover());
        let spoken = format!("{name}, fair share {text}");
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &spoken));
        let palette = theme::palette(ui);
        let painter = ui.painter();
        if desk.focus.lights(weight) {
            painter.rect_filled(rect, theme::CELL_CORNER, palette.raised);
        }
        let size = picture::fit(scene.shape(), Vec2::splat(ROW - 5.0));
        let at = pos2(rect.left() + NAME - size.x / 2.0 - 8.0, rect.center().y);
        let small = Rect::from_center_size(at, size);
        picture::paint_places(painter, small, scene.shape(), [(weight, change)], palette);
        painter.text(rect.left_center(), Align2::LEFT_CENTER, &name, theme::small(), palette.text);
        let room = (rect.left() + NAME)..=(rect.right() - NUMBER);
        #[expect(clippy::cast_possible_truncation, reason = "a length on screen")]
        let x = |value: f64| {
            room.start() + (room.end() - room.start()) * ((value - least) / span) as f32
        };
        let (zero, end) = (x(0.0), x(*share));
        let bar = Rect::from_min_max(
            pos2(zero.min(end), rect.top() + 5.0),
            pos2(zero.max(end).max(zero.min(end) + 1.5), rect.bottom() - 5.0),
        );
        painter.rect_filled(bar, 2.0, palette.verdict(*share > 0.0));
        let at = rect.right_center();
        painter.text(at, Align2::RIGHT_CENTER, &text, theme::small(), palette.text);
        if response.hovered() {
            desk.focus.point_at(weight);
        }
        response.on_hover_text("The Shapley value of the change.");
    }
}

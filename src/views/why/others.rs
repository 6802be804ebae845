//! Why the others came out right: for each picture what was raised minus what was lowered.

use eframe::egui::{
    Align2, Color32, Painter, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use crate::document::words;
use crate::engine::{Explanation, Round};
use crate::theme;
use crate::views::{Desk, Scene, text};

/// At most so many pictures stand side by side.
const MOST: usize = 8;
/// The least room of one picture.
const LEAST: f32 = 108.0;
const HEIGHT: f32 = 74.0;

/// Draws a column for each picture; of many, the current one and those before it.
pub fn ui(ui: &mut Ui, scene: &Scene, round: &Round, desk: &mut Desk) {
    let all = scene.dataset().examples.len();
    let current = round.examples[desk.focus.example].matched_after;
    let right = round.after.matched - usize::from(current);
    let title = match right {
        _ if scene.imagined().is_some() => "What goes up, minus what goes down",
        right if right + 1 < all => "What went up, minus what went down",
        0 => "What went up, minus what went down",
        1 => "Why the other came out right",
        _ => "Why the others came out right",
    };
    text::caption_ui(ui, title);
    let shown = chosen(all, desk.focus.example);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few columns")]
    let columns = ((ui.available_width() / LEAST) as usize).clamp(1, 4);
    for line in shown.chunks(columns) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
        #[expect(clippy::cast_precision_loss, reason = "a few columns")]
        let width = rect.width() / columns as f32;
        for (n, &e) in line.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a few columns")]
            let left = rect.left() + width * n as f32;
            let room = Rect::from_min_size(pos2(left, rect.top()), vec2(width - 8.0, HEIGHT));
            picture_ui(ui, scene, round, e, room, desk);
        }
    }
    if shown.len() < all {
        text::quiet_ui(ui, &format!("and {} others", words::count(all - shown.len())));
    }
}

fn chosen(all: usize, current: usize) -> Vec<usize> {
    if all <= MOST {
        return (0..all).collect();
    }
    let first = (current + 1).saturating_sub(MOST / 2);
    (first..(first + MOST / 2).min(all)).collect()
}

fn picture_ui(ui: &Ui, scene: &Scene, round: &Round, e: usize, room: Rect, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let of = Explanation::of_round(scene.dataset(), round, e);
    let response = ui.interact(room, ui.scope_id().with(("up and down", e)), Sense::click());
    let part = |up: bool| {
        of.touching.iter().filter(move |c| (c.contribution > 0.0) == up && scene.makes(c.weight))
    };
    let total = |up: bool| part(up).map(|c| c.contribution.abs()).sum::<f64>();
    let (ups, downs) = (part(true).count(), part(false).count());
    let from =
        if of.before == 0.0 { String::new() } else { format!("{} + ", words::brief(of.before)) };
    let (output, matched) = (scene.output(e), scene.matched(e));
    let mark = if matched { theme::TICK } else { theme::CROSS };
    let equation = format!(
        "{from}{} − {} = {}",
        words::brief(total(true)),
        words::brief(total(false)),
        words::brief(output)
    );
    let name = scene.dataset().title(e);
    let verdict = if matched { "matches" } else { "does not match" };
    let spoken = format!("{name}: {ups} up, {downs} down, {equation}, {verdict}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let painter = ui.painter();
    let current = desk.focus.example == e || desk.focus.lit_example == Some(e);
    let ink = if current { palette.text } else { palette.quiet };
    text::clipped(
        painter,
        Rect::from_min_size(room.min, vec2(room.width(), 17.0)),
        &name,
        theme::small(),
        ink,
    );
    // Under a negative pixel a raised weight takes the output down.
    let plain = of.touching.iter().all(|c| c.change * c.contribution > 0.0);
    let (up, down) = if plain { ("raised", "lowered") } else { ("up", "down") };
    for (n, (count, value, word)) in [(ups, 1.0, up), (downs, -1.0, down)].into_iter().enumerate() {
        let squares_shown = if ups.max(downs) > 3 { count.min(1) } else { count };
        let beside = if ups.max(downs) > 3 { 20.0 } else { 50.0 };
        #[expect(clippy::cast_precision_loss, reason = "two lines")]
        let y = room.top() + 20.0 + 17.0 * n as f32;
        squares(
            painter,
            pos2(room.left(), y),
            squares_shown,
            palette.signed(value),
            palette.signed_line(value),
        );
        let at = pos2(room.left() + beside, y + 6.0);
        let text = format!("{} {word}", words::count(count));
        painter.text(at, Align2::LEFT_CENTER, text, theme::small(), palette.quiet);
    }
    let foot = Rect::from_min_size(pos2(room.left(), room.top() + 56.0), vec2(room.width(), 18.0));
    let color = palette.verdict(matched);
    let fonts = [theme::body(), theme::small(), theme::tiny()];
    let whole = format!("{equation} {mark}");
    let ends = format!("{} → {} {mark}", words::brief(of.before), words::brief(output));
    text::fitted(painter, foot, &[&whole, &ends], &fonts, color);
    if response.hovered() {
        desk.focus.pointing_example = Some(e);
        of.touching.iter().take(64).for_each(|c| desk.focus.point_at(c.weight));
    }
    if response.clicked() {
        desk.focus.example = e;
    }
    response.on_hover_text(format!("{spoken}. Click to look at it."));
}

/// A row of small squares; a dash where there are none.
fn squares(painter: &Painter, at: Pos2, count: usize, fill: Option<Color32>, line: Color32) {
    if count == 0 {
        painter.hline(at.x..=at.x + 13.0, at.y + 6.0, Stroke::new(1.0, line));
    }
    for n in 0..count {
        #[expect(clippy::cast_precision_loss, reason = "three squares")]
        let min = at + vec2(15.0 * n as f32, 0.0);
        let rect = Rect::from_min_size(min, vec2(13.0, 12.0));
        painter.rect(rect, 2.0, fill.unwrap_or(line), Stroke::new(1.0, line), StrokeKind::Inside);
    }
}

//! One pair from near, in a place of its own below the matrix: in words, in four scores, and picture by picture.

use eframe::egui::{
    Align2, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use crate::document::words::{self, Term};
use crate::engine::{Four, Pair, Round, Score, Shared};
use crate::theme;
use crate::views::{Desk, Scene, picture, says, text};

/// Up to so many pictures that both changes touch are listed.
const MOST: usize = 5;
/// The room of the sentences, whatever they say: in a wide panel, and in a narrow one.
const SAID: [f32; 2] = [58.0, 90.0];
/// The room of the sentences on the square, besides.
const SAID_OF_SQUARES: f32 = 50.0;
/// From here on a panel is wide.
const WIDE: f32 = 420.0;
const ROW: f32 = theme::TARGET;
/// The room of a picture and its name.
const NAME: f32 = 128.0;

/// Draws the pair.
pub fn ui(ui: &mut Ui, scene: &Scene, round: &Round, pair: &Pair, desk: &mut Desk) {
    let squared = round.settings.score == Score::SquaredError;
    let width = ui.available_width();
    let said = SAID[usize::from(width < WIDE)] + if squared { SAID_OF_SQUARES } else { 0.0 };
    let room = vec2(width, said);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.spacing_mut().item_spacing.y = 3.0;
    let told = words::pair(scene.dataset(), round, pair);
    let [one, other] = changes(scene, round, pair);
    let title = format!("{one} with {other}: {}", words::brief_signed(pair.term));
    text::sentence_ui(&mut child, &title);
    text::quiet_ui(&mut child, &told.headline);
    if let Some(square) = words::square(round, pair) {
        text::quiet_ui(&mut child, &square);
    }
    four_ui(ui, scene, round, pair);
    ui.add_space(6.0);
    shared_ui(ui, scene, pair, desk);
}

/// "row 3, col 1".
fn names(scene: &Scene, pair: &Pair) -> [String; 2] {
    pair.weights.map(|weight| says::short_place(scene.shape(), weight))
}

/// "row 3, col 1 +1".
fn changes(scene: &Scene, round: &Round, pair: &Pair) -> [String; 2] {
    pair.weights.map(|weight| {
        let place = says::short_place(scene.shape(), weight);
        format!("{place} {}", words::signed(round.change(weight)))
    })
}

/// The four scores as a table of two by two, beside the two places in small.
fn four_ui(ui: &mut Ui, scene: &Scene, round: &Round, pair: &Pair) {
    const LINE: f32 = 21.0;
    let palette = theme::palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 3.0 * LINE), Sense::hover());
    let size = picture::fit(scene.shape(), Vec2::splat(3.0 * LINE - 6.0));
    let places = Rect::from_min_size(rect.min + vec2(2.0, 2.0), size);
    let moves = pair.weights.map(|weight| (weight, round.change(weight)));
    picture::paint_places(ui.painter(), places, scene.shape(), moves, palette);
    let (names, [one, other]) = (names(scene, pair), changes(scene, round, pair));
    let left = places.right() + 18.0;
    let column = ((rect.right() - left - 120.0) / 2.0).min(128.0);
    let score = round.settings.score.word();
    let without = |name: &str| format!("without {name}");
    let Four { neither, first, second, both } = pair.scores;
    let lines = [
        [score.to_owned(), without(&names[0]), format!("with {one}")],
        [without(&names[1]), words::amount(neither), words::amount(first)],
        [format!("with {other}"), words::amount(second), words::amount(both)],
    ];
    let mut top = rect.top();
    for (n, line) in lines.iter().enumerate() {
        let mut x = left;
        for (m, text) in line.iter().enumerate() {
            let width = if m == 0 { 120.0 } else { column };
            let cell = Rect::from_min_size(pos2(x, top), vec2(width - 4.0, LINE));
            let head = n == 0 || m == 0;
            let font = if head { theme::small() } else { theme::body() };
            let ink = if head { palette.quiet } else { palette.text };
            if head {
                let room = cell.shrink2(vec2(0.0, 3.0));
                text::clipped(ui.painter(), room, text, font, ink);
            } else {
                let line = Stroke::new(1.0, palette.edge);
                let ground = cell.shrink2(vec2(0.0, 1.5));
                let (corner, inside) = (theme::CELL_CORNER, StrokeKind::Inside);
                ui.painter().rect(ground, corner, palette.raised, line, inside);
                ui.painter().text(cell.center(), Align2::CENTER_CENTER, text, font, ink);
            }
            x += width;
        }
        top += LINE;
    }
    let spoken = format!(
        "{score}: {} with neither, {} with {one}, {} with {other}, {} with both",
        words::amount(neither),
        words::amount(first),
        words::amount(second),
        words::amount(both)
    );
    text::named(ui, rect, "four scores", &spoken);
}

/// Every picture that both touch, with its four outputs and what it adds to the term.
fn shared_ui(ui: &mut Ui, scene: &Scene, pair: &Pair, desk: &mut Desk) {
    // A heading, the rows, and a line that counts the rest.
    let rows = (scene.dataset().examples.len() + 1).min(MOST + 2);
    #[expect(clippy::cast_precision_loss, reason = "at most seven lines")]
    let height = ROW * rows as f32;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    if pair.shared.is_empty() {
        return;
    }
    let palette = theme::palette(ui);
    let names = names(scene, pair);
    let heads = ["neither", &names[0], &names[1], "both", "adds"];
    let width = (rect.width() - NAME) / 5.0;
    let slot = |n: f32, top: f32| {
        Rect::from_min_size(pos2(rect.left() + NAME + width * n, top), vec2(width, ROW))
    };
    for (n, head) in (0_u8..).zip(heads) {
        let at = slot(f32::from(n), rect.top()).center();
        ui.painter().text(at, Align2::CENTER_CENTER, head, theme::tiny(), palette.quiet);
    }
    let mut listed: Vec<&Shared> = pair.shared.iter().collect();
    if listed.len() > MOST {
        // Those that matter most; sorting keeps the order of equals.
        listed.sort_by(|a, b| b.term.abs().total_cmp(&a.term.abs()));
        listed.truncate(MOST);
    }
    let mut top = rect.top() + ROW;
    for shared in &listed {
        let line = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), ROW));
        shared_row_ui(ui, scene, &names, shared, line, desk);
        let Four { neither, first, second, both } = shared.outputs;
        let matches = shared.matches;
        let outputs = [neither, first, second, both];
        let verdicts = [matches.neither, matches.first, matches.second, matches.both];
        for (n, (output, matched)) in (0_u8..).zip(outputs.into_iter().zip(verdicts)) {
            let mark = if matched { format!(" {}", theme::TICK) } else { String::new() };
            let ink = if matched { palette.matched } else { palette.text };
            let text = format!("{}{mark}", words::brief_signed(output));
            let at = slot(f32::from(n), top).center();
            ui.painter().text(at, Align2::CENTER_CENTER, text, theme::small(), ink);
        }
        let at = slot(4.0, top).center();
        let text = words::brief_signed(shared.term);
        ui.painter().text(at, Align2::CENTER_CENTER, text, theme::body(), palette.text);
        top += ROW;
    }
    let unlisted = pair.shared.len() - listed.len();
    if unlisted > 0 {
        let text = format!("and {} more", words::plural(unlisted, "picture"));
        let at = pos2(rect.left(), top + ROW / 2.0);
        ui.painter().text(at, Align2::LEFT_CENTER, text, theme::small(), palette.quiet);
    }
}

/// A picture, its name, and all of its line aloud.
fn shared_row_ui(
    ui: &Ui,
    scene: &Scene,
    names: &[String; 2],
    shared: &Shared,
    line: Rect,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let e = shared.example;
    let title = scene.dataset().title(e);
    let verdict = |matched: bool| if matched { " matches" } else { "" };
    let (outputs, matches) = (shared.outputs, shared.matches);
    let spoken = format!(
        "{title}: neither {}{}, {} {}{}, {} {}{}, both {}{}, adds {}",
        words::amount(outputs.neither),
        verdict(matches.neither),
        names[0],
        words::amount(outputs.first),
        verdict(matches.first),
        names[1],
        words::amount(outputs.second),
        verdict(matches.second),
        words::amount(outputs.both),
        verdict(matches.both),
        words::signed(shared.term)
    );
    let response = ui.interact(line, ui.scope_id().with(("shared", e)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Row, true, &spoken));
    if response.hovered() {
        ui.painter().rect_filled(line, theme::CELL_CORNER, palette.raised);
        desk.focus.pointing_example = Some(e);
    }
    if response.clicked() {
        desk.focus.example = e;
    }
    let size = picture::fit(scene.shape(), Vec2::splat(ROW - 4.0));
    let thumb = Rect::from_min_size(pos2(line.left() + 2.0, line.top() + 2.0), size);
    if let Some(example) = scene.example(e) {
        picture::thumbnail(ui.painter(), thumb, example, scene.shape(), palette);
    }
    let room = Rect::from_min_max(
        pos2(line.left() + ROW + 6.0, line.top() + 4.0),
        pos2(line.left() + NAME, line.bottom()),
    );
    text::clipped(ui.painter(), room, &title, theme::small(), palette.text);
}

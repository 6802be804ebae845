//! What views say of a scene: picks the words for what is on screen, and draws lines of them.

use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{Color32, FontId, Id, Painter, Rect, RichText, Role, Sense, Ui, WidgetInfo};

use super::Scene;
use crate::commands::Situation;
use crate::document::{LogRow, RowKind, words};
use crate::engine::{Settings, WeightTest};
use crate::theme;

pub fn stage_line(scene: &Scene) -> String {
    let _ = scene;
    "All 12 weights are 0, so every output is 0.".to_owned()
}
pub fn note(note: &WeightTest, _: &Settings) -> String {
    format!("{:?}", note.direction)
}
pub fn is_tie(note: &WeightTest, settings: &Settings) -> bool {
    settings.score.gain(note.stay, note.up) > 0.0
}
pub fn weight(value: f64) -> String {
    words::signed(value)
}
pub fn outputs_hint(_: &Scene) -> String {
    "every picture stands at its output; it matches on its own label's post".to_owned()
}
pub fn picture_on_line(scene: &Scene, e: usize) -> String {
    format!(
        "{} at {}",
        scene.dataset().title(e),
        words::amount(scene.output(e))
    )
}
pub fn gap_to_label(scene: &Scene, e: usize) -> String {
    format!(
        "{} past its label",
        words::amount((scene.output(e) - scene.dataset().examples[e].label).abs())
    )
}
pub fn matched_of(scene: &Scene) -> String {
    format!(
        "{} of {}",
        scene.evaluation.tally.matched,
        scene.dataset().examples.len()
    )
}
pub fn card(scene: &Scene, e: usize) -> String {
    format!(
        "{}, {}, {}, {}",
        scene.dataset().title(e),
        label(scene, e),
        output(scene, e),
        verdict(scene, e)
    )
}
pub fn label(scene: &Scene, e: usize) -> String {
    let label = scene.dataset().examples[e].label;
    format!(
        "label {}, {}",
        words::signed(label),
        scene.dataset().label_name(label).unwrap_or("")
    )
}
pub fn output(scene: &Scene, e: usize) -> String {
    match scene.output_before(e) {
        Some(before) if before != scene.output(e) => format!(
            "{} → {}",
            words::amount(before),
            words::amount(scene.output(e))
        ),
        _ => format!("output {}", words::amount(scene.output(e))),
    }
}
pub fn verdict(scene: &Scene, e: usize) -> String {
    if scene.matched(e) {
        format!("{} matches", theme::TICK)
    } else {
        format!(
            "{} off by {}",
            theme::CROSS,
            words::amount((scene.output(e) - scene.dataset().examples[e].label).abs())
        )
    }
}
pub fn running(situation: &Situation) -> Option<String> {
    situation.running.then(|| "running".to_owned())
}
pub fn tests_so_far(_: &Scene) -> String {
    "0 tests so far".to_owned()
}
pub fn log_row(_: &Scene, row: &LogRow) -> String {
    format!("round {}", row.number)
}
pub fn log_note(_: &Scene, row: &LogRow) -> (String, bool) {
    match &row.kind {
        RowKind::Start { .. } => ("start: all weights 0".to_owned(), false),
        RowKind::Round(..) => ("round".to_owned(), true),
    }
}

/// Draws one line into `rect`, cut with an ellipsis where it does not fit.
pub fn clipped(painter: &Painter, rect: Rect, text: &str, font: FontId, color: Color32) {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width(rect.width().max(0.0));
    let galley = painter.layout_job(job);
    painter.galley(rect.min, galley, color);
}

/// Draws one line that tests and screen readers can find.
pub fn line_ui(ui: &Ui, rect: Rect, text: &str) {
    let palette = theme::palette(ui);
    clipped(ui.painter(), rect, text, theme::body(), palette.text);
    named(ui, rect, text, text);
}

/// Gives drawn text a node in the accessibility tree.
pub fn named(ui: &Ui, rect: Rect, id: &str, text: &str) {
    let response = ui.interact(
        rect,
        Id::unique(("text", ui.scope_id(), id)),
        Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}

/// A heading and a sentence where there is nothing else to show.
pub fn empty_ui(ui: &mut Ui, heading: &str, sentence: &str) {
    ui.label(RichText::new(heading).font(theme::headline()));
    ui.add_space(4.0);
    ui.label(RichText::new(sentence).weak());
}

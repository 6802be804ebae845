//! The parts of the Import window, one choice each.

use std::ops::Range;

use eframe::egui::{self, DragValue, RichText, Role, Slider, Ui, WidgetInfo, vec2};

use super::Choice;
use crate::document::{Action, Effect, words};
use crate::engine::{Example, Pictures, Reading, Shape, Side, Take};
use crate::theme;
use crate::views::{Desk, picture, text};

/// The width of the columns of labels.
pub const LABELS: f32 = 396.0;
/// The height of the list of labels, and of the first pictures beside it.
const HEIGHT: f32 = 274.0;

/// How large one picture of a sheet is.
pub fn cells_ui(ui: &mut Ui, choice: &mut Choice, sheet: Shape, desk: &mut Desk) {
    let Shape { width, height } = sheet;
    ui.label(format!("{width} x {height} pixels into pictures of"));
    let side = |ui: &mut Ui, side: &mut usize, most: usize, name: &str| {
        let drag = DragValue::new(side).range(1..=most.min(Shape::MAX_SIDE));
        let response = ui.add(drag.update_while_editing(false));
        response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, name));
    };
    side(ui, &mut choice.cells.width, width, "width of one picture");
    ui.label("x");
    side(ui, &mut choice.cells.height, height, "height of one picture");
    let Shape { width: columns, height: rows } = choice.cells;
    let even = width.is_multiple_of(columns) && height.is_multiple_of(rows);
    let cut = ui
        .add_enabled(even && choice.cells != choice.pictures.shape, egui::Button::new("Cut"))
        .on_disabled_hover_text("Sizes that divide the sheet, other than those it is cut by now.");
    if cut.clicked() {
        desk.ask(Action::Outside(Effect::Cut(choice.path.clone(), choice.cells)));
    }
}

/// What each label becomes.
pub fn labels_ui(ui: &mut Ui, choice: &mut Choice) {
    ui.set_width(LABELS);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Labels").strong());
        for (text, side) in [("all as they are", Side::Own), ("all out", Side::Out)] {
            let possible = side != Side::Own
                || choice.pictures.classes.iter().all(|class| class.label.is_some());
            if ui.add_enabled(possible, compact(text)).clicked() {
                choice.choices.sides.fill(side);
            }
        }
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let row = ui.spacing().interact_size.y;
    let Choice { pictures, counts, choices, .. } = choice;
    // Of one height from the first frame on, so that the dialog does not move once it is there.
    let height = list_height(row, pictures.classes.len());
    let area = egui::ScrollArea::vertical().id_salt("labels").auto_shrink(false);
    area.max_height(height).min_scrolled_height(height).show_rows(
        ui,
        row,
        pictures.classes.len(),
        |ui, rows: Range<usize>| {
            for i in rows {
                ui.horizontal(|ui| label_ui(ui, i, pictures, counts[i], &mut choices.sides));
            }
        },
    );
}

fn label_ui(ui: &mut Ui, i: usize, pictures: &Pictures, count: usize, sides: &mut [Side]) {
    let class = &pictures.classes[i];
    let row = ui.spacing().interact_size.y;
    let cell = |ui: &mut Ui, width: f32, text: RichText, align| {
        ui.allocate_ui_with_layout(
            vec2(width, row),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_width(width);
                ui.with_layout(align, |ui| ui.add(egui::Label::new(text).truncate()));
            },
        );
    };
    let (left, right) = (
        egui::Layout::left_to_right(egui::Align::Center),
        egui::Layout::right_to_left(egui::Align::Center),
    );
    cell(ui, 56.0, RichText::new(&class.name).strong(), left);
    cell(ui, 52.0, RichText::new(words::count(count)).weak(), right);
    ui.add_space(6.0);
    for (side, text) in
        [(Side::Own, "as it is"), (Side::Plus, "+1"), (Side::Minus, "−1"), (Side::Out, "out")]
    {
        let enabled = side != Side::Own || class.label.is_some();
        let chosen = sides[i] == side;
        let radio = ui.add_enabled(enabled, egui::RadioButton::new(chosen, text));
        let spoken = format!("{}: {text}", class.name);
        radio.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, chosen, &spoken));
        if radio.clicked() {
            sides[i] = side;
        }
    }
    let rest = ui.add(compact("against the rest"));
    let spoken = format!("{} against the rest", class.name);
    rest.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    if rest.clicked() {
        sides.fill(Side::Minus);
        sides[i] = Side::Plus;
    }
}

/// A button in a row of small things, as high as a finger needs it.
fn compact(text: &str) -> egui::Button<'_> {
    egui::Button::new(text).small().min_size(vec2(0.0, theme::TARGET))
}

/// As high as so many rows of labels and a few pictures need.
#[expect(clippy::cast_precision_loss, reason = "what is more is scrolled")]
fn list_height(row: f32, labels: usize) -> f32 {
    const LEAST: f32 = 144.0;
    (row * labels as f32).clamp(LEAST, HEIGHT)
}

/// The first pictures, as they will be read, each over what it becomes.
pub fn first_ui(ui: &mut Ui, first: &[Example], shape: Shape, labels: usize) {
    let height = list_height(ui.spacing().interact_size.y, labels);
    ui.label(RichText::new("The first pictures").strong());
    let area = egui::ScrollArea::vertical().id_salt("first").auto_shrink(false);
    area.max_height(height).min_scrolled_height(height).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for example in first {
                let told = format!("{} → {}", example.name, words::signed(example.label));
                picture::card_ui(ui, example, shape, vec2(58.0, 44.0), &[told]);
            }
        });
    });
}

/// How pixels are read.
pub fn reading_ui(ui: &mut Ui, choice: &mut Choice) {
    let (low, high) = choice.choices.range(choice.range);
    let reading = &mut choice.choices.reading;
    let raw = format!("as they are, {} to {}", words::brief(low), words::brief(high));
    ui.radio_value(reading, Reading::Raw, raw);
    let unit = if low < 0.0 { "−1 to 1" } else { "0 to 1" };
    ui.radio_value(reading, Reading::Unit, unit)
        .on_hover_text("Divided by the largest pixel of the file.");
    let binary = matches!(reading, Reading::Binary(_));
    let radio = ui
        .radio(binary, "0 or 1: lit from")
        .on_hover_text("1 where a pixel is at least so large, else 0.");
    let slider = Slider::new(&mut choice.threshold, low..=high).max_decimals(3);
    let slider = ui.scope(|ui| {
        // An outlined rail would not be seen.
        ui.visuals_mut().widgets.inactive.bg_fill = theme::palette(ui).edge;
        ui.add(slider).labelled_by(radio.id)
    });
    let slider = slider.inner;
    if radio.clicked() || slider.changed() || binary {
        *reading = Reading::Binary(choice.threshold);
    }
}

/// Whether dark becomes bright before pixels are read; where they look like it, that is said.
pub fn inverted_ui(ui: &mut Ui, choice: &mut Choice) {
    let (low, high) = choice.range;
    let inverted = ui
        .checkbox(&mut choice.choices.inverted, "inverted, for dark ink on white paper")
        .on_hover_text(
            "Every pixel is taken from the largest of the file: white becomes 0, which is not lit.",
        );
    if inverted.changed() {
        // The same pixels stay lit, or become it.
        let (_, highest) = choice.choices.range((low, high));
        choice.threshold = (low + high - choice.threshold).clamp(0.0, highest);
    }
    if choice.is_ink_on_paper {
        text::quiet_ui(ui, "Their borders are mostly bright, as paper is.");
    }
}

/// Which pictures are taken.
pub fn take_ui(ui: &mut Ui, choice: &mut Choice) {
    let (most, seed) = (choice.most, choice.seed);
    let take = &mut choice.choices.take;
    for (wanted, text) in [
        (Take::All, "all"),
        (Take::First(most), "the first"),
        (Take::Random(most, seed), "at random"),
        (Take::Balanced(most, seed), "equally many of each label"),
    ] {
        let chosen = std::mem::discriminant(take) == std::mem::discriminant(&wanted);
        if ui.radio(chosen, text).clicked() || chosen {
            *take = wanted;
        }
    }
    let some = *take != Take::All;
    let total = choice.pictures.count().max(1);
    let number = DragValue::new(&mut choice.most).range(1..=total).suffix(" pictures");
    let number = ui.add_enabled(some, number);
    number.widget_info(|| WidgetInfo::labeled(Role::SpinButton, some, "how many pictures"));
    if matches!(take, Take::Random(..) | Take::Balanced(..)) {
        let seed = ui.add(DragValue::new(&mut choice.seed).prefix("seed "));
        seed.on_hover_text("The same seed draws the same pictures.");
    }
}

/// How the next round is tested, scored and applied.
pub fn settings_ui(ui: &mut Ui, choice: &mut Choice) {
    let two_sided = choice.is_two_sided();
    ui.radio_value(&mut choice.for_many, false, "as in the lesson")
        .on_hover_text("Step 1, matches exactly, score matches, all at once.");
    ui.add_enabled_ui(two_sided, |ui| {
        ui.radio_value(&mut choice.for_many, true, "for many pictures: match by sign, log-loss, halving")
            .on_hover_text("An output matches with the sign of its label, and steps shrink until they do no harm together.")
            .on_disabled_hover_text("For labels −1 and +1 only.");
    });
}

//! What is wanted of the pictures of a file: labels, pixels, how many; and what comes of it.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{
    self, Align2, DragValue, RichText, Role, Sense, Slider, Stroke, StrokeKind, Ui, WidgetInfo,
    vec2,
};

use super::{buttons, heading, primary};
use crate::document::{Action, Chosen, Effect, words};
use crate::engine::{Choices, Example, Pictures, Reading, Settings, Shape, Side, Take};
use crate::theme;
use crate::views::{Desk, picture, says};

/// The width of this dialog, in points.
pub const WIDTH: f32 = 760.0;
/// The width of the columns of labels.
const LABELS: f32 = 396.0;
/// The height of the list of labels, and of the first pictures beside it.
const HEIGHT: f32 = 274.0;
/// How many of the first pictures are shown.
const SHOWN: usize = 20;

/// What is chosen in the open dialog.
#[derive(Debug)]
pub struct Choice {
    path: PathBuf,
    pictures: Arc<Pictures>,
    told: String,
    counts: Vec<usize>,
    range: (f64, f64),
    choices: Choices,
    threshold: f64,
    most: usize,
    seed: u64,
    for_many: bool,
    outcome: Outcome,
}

/// What the choices come to.
#[derive(Debug, Default)]
struct Outcome {
    of: Option<Choices>,
    taken: usize,
    sides: (usize, usize),
    first: Vec<Example>,
}

impl Choice {
    /// Of many labels the first is +1 and all others are -1, until something else is chosen; pixels from 0 to 1.
    pub fn new(path: PathBuf, pictures: Pictures) -> Self {
        let two_sided = pictures
            .classes
            .iter()
            .all(|class| class.label.is_some_and(|label| label.abs() == 1.0));
        let mut sides =
            vec![if two_sided { Side::Own } else { Side::Minus }; pictures.classes.len()];
        if let (false, Some(first)) = (two_sided, sides.first_mut()) {
            *first = Side::Plus;
        }
        let (low, high) = pictures.range();
        let reading = if low < 0.0 || high <= 1.0 { Reading::Raw } else { Reading::Unit };
        Self {
            path,
            told: words::pictures(&pictures),
            counts: pictures.counts(),
            range: (low, high),
            choices: Choices { sides, reading, take: Take::All },
            threshold: f64::midpoint(low, high).ceil(),
            most: pictures.count().min(1_000),
            seed: 0,
            for_many: pictures.count() > 100,
            pictures: Arc::new(pictures),
            outcome: Outcome::default(),
        }
    }

    /// Looks again at what the choices come to, where they have changed.
    fn look(&mut self) {
        if self.outcome.of.as_ref() == Some(&self.choices) {
            return;
        }
        let Self { pictures, choices, .. } = self;
        let taken = pictures.taken(choices);
        let label = |picture: &usize| pictures.label(choices, *picture);
        let with =
            |wanted: f64| taken.iter().filter(|picture| label(picture) == Some(wanted)).count();
        let read = pictures.reader(choices.reading);
        let example = |picture: &usize| Example {
            name: pictures.classes[pictures.class_of[*picture] as usize].name.clone(),
            label: label(picture).unwrap_or_default(),
            pixels: pictures.pixels(*picture).map(&read).collect(),
        };
        self.outcome = Outcome {
            taken: taken.len(),
            sides: (with(1.0), with(-1.0)),
            first: taken.iter().take(SHOWN).map(example).collect(),
            of: Some(choices.clone()),
        };
    }

    fn is_two_sided(&self) -> bool {
        let (plus, minus) = self.outcome.sides;
        plus + minus == self.outcome.taken
    }

    fn chosen(&self) -> Chosen {
        let settings = if self.for_many && self.is_two_sided() {
            Settings::for_many()
        } else {
            Settings::default()
        };
        let (path, choices) = (self.path.clone(), self.choices.clone());
        Chosen { path, pictures: Arc::clone(&self.pictures), choices, settings }
    }
}

/// Asks, shows what comes of it, and imports. Returns whether it is done with.
pub fn ui(ui: &mut Ui, choice: &mut Choice, desk: &mut Desk) -> bool {
    let name = choice.path.file_name().unwrap_or(choice.path.as_os_str()).to_string_lossy();
    heading(ui, &format!("Import {name}"));
    ui.label(format!("{}.", choice.told));
    ui.add_space(4.0);
    choice.look();
    let room = ui.ctx().content_rect().height() - 190.0;
    egui::ScrollArea::vertical().max_height(room).show(ui, |ui| {
        let wide = ui.available_width() > LABELS + 160.0;
        let layout = if wide {
            egui::Layout::left_to_right(egui::Align::Min)
        } else {
            egui::Layout::top_down(egui::Align::Min)
        };
        ui.with_layout(layout, |ui| {
            ui.vertical(|ui| labels_ui(ui, choice));
            ui.vertical(|ui| first_ui(ui, &choice.outcome.first, choice.pictures.shape));
        });
        ui.separator();
        egui::Grid::new("import").num_columns(2).spacing([14.0, 6.0]).show(ui, |ui| {
            ui.label("Pixels");
            ui.horizontal_wrapped(|ui| reading_ui(ui, choice));
            ui.end_row();
            ui.label("Take");
            ui.horizontal_wrapped(|ui| take_ui(ui, choice));
            ui.end_row();
            ui.label("Settings");
            ui.horizontal_wrapped(|ui| settings_ui(ui, choice));
            ui.end_row();
        });
    });
    ui.add_space(4.0);
    says::quiet_ui(
        ui,
        &words::to_be_made(choice.outcome.taken, choice.outcome.sides, choice.pictures.shape),
    );
    ui.add_space(6.0);
    let mut closed = false;
    buttons(ui, |ui| {
        let any = choice.outcome.taken > 0;
        if ui.add_enabled_ui(any, |ui| primary(ui, "Import").clicked()).inner {
            desk.ask(Action::Outside(Effect::OpenPictures(Box::new(choice.chosen()))));
            closed = true;
        }
        closed |= ui.button("Cancel").clicked();
    });
    closed
}

/// What each label becomes.
fn labels_ui(ui: &mut Ui, choice: &mut Choice) {
    ui.set_width(LABELS);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Labels").strong());
        for (text, side) in [("all as they are", Side::Own), ("all out", Side::Out)] {
            let possible = side != Side::Own
                || choice.pictures.classes.iter().all(|class| class.label.is_some());
            if ui.add_enabled(possible, egui::Button::new(text).small()).clicked() {
                choice.choices.sides.fill(side);
            }
        }
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let row = ui.spacing().interact_size.y;
    let Choice { pictures, counts, choices, .. } = choice;
    let area = egui::ScrollArea::vertical()
        .id_salt("labels")
        .max_height(HEIGHT)
        .min_scrolled_height(HEIGHT);
    area.show_rows(ui, row, pictures.classes.len(), |ui, rows: Range<usize>| {
        for i in rows {
            ui.horizontal(|ui| label_ui(ui, i, pictures, counts[i], &mut choices.sides));
        }
    });
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
    let rest = ui.add(egui::Button::new("against the rest").small());
    let spoken = format!("{} against the rest", class.name);
    rest.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    if rest.clicked() {
        sides.fill(Side::Minus);
        sides[i] = Side::Plus;
    }
}

/// The first pictures, as they will be read, each over what it becomes.
fn first_ui(ui: &mut Ui, first: &[Example], shape: Shape) {
    const ROOM: f32 = 44.0;
    const CARD: egui::Vec2 = vec2(58.0, ROOM + 22.0);
    let palette = theme::palette(ui);
    ui.label(RichText::new("The first pictures").strong());
    egui::ScrollArea::vertical()
        .id_salt("first")
        .max_height(HEIGHT)
        .min_scrolled_height(HEIGHT)
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                for example in first {
                    let (card, response) = ui.allocate_exact_size(CARD, Sense::hover());
                    let told = format!("{} → {}", example.name, words::signed(example.label));
                    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &told));
                    let room = egui::Rect::from_min_size(card.min, vec2(CARD.x, ROOM));
                    let size = picture::fit(shape, vec2(ROOM, ROOM) - vec2(2.0, 2.0));
                    let place = egui::Rect::from_center_size(room.center(), size);
                    picture::paint(ui.painter(), place, example, shape, palette);
                    let outline = Stroke::new(1.0, palette.line);
                    ui.painter().rect_stroke(place.expand(1.0), 2.0, outline, StrokeKind::Inside);
                    let below = egui::pos2(card.center().x, room.max.y + 2.0);
                    ui.painter().with_clip_rect(card).text(
                        below,
                        Align2::CENTER_TOP,
                        told,
                        theme::small(),
                        palette.quiet,
                    );
                }
            });
        });
}

fn reading_ui(ui: &mut Ui, choice: &mut Choice) {
    let (low, high) = choice.range;
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
    let slider = ui.add(slider).labelled_by(radio.id);
    if radio.clicked() || slider.changed() || binary {
        *reading = Reading::Binary(choice.threshold);
    }
}

fn take_ui(ui: &mut Ui, choice: &mut Choice) {
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

fn settings_ui(ui: &mut Ui, choice: &mut Choice) {
    let two_sided = choice.is_two_sided();
    ui.radio_value(&mut choice.for_many, false, "as in the lesson")
        .on_hover_text("Step 1, matches exactly, score matches, all at once.");
    ui.add_enabled_ui(two_sided, |ui| {
        ui.radio_value(&mut choice.for_many, true, "for many pictures: match by sign, log-loss, halving")
            .on_hover_text("An output matches with the sign of its label, and steps shrink until they do no harm together.")
            .on_disabled_hover_text("For labels −1 and +1 only.");
    });
}

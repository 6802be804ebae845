//! What is wanted of the pictures of a file: labels, pixels, how many; and what comes of it.

mod parts;

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{self, Ui};

use self::parts::{
    LABELS, cells_ui, first_ui, inverted_ui, labels_ui, reading_ui, settings_ui, take_ui,
};
use super::{Decision, buttons, heading, primary};
use crate::document::{Action, Chosen, Effect, words};
use crate::engine::{Choices, Example, Pictures, Reading, Settings, Shape, Side, Take};
use crate::views::{Desk, Scene, text};

/// The width of this dialog, in points.
pub const WIDTH: f32 = 760.0;
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
    /// Whether they seem to be dark ink on white paper.
    is_ink_on_paper: bool,
    choices: Choices,
    threshold: f64,
    most: usize,
    seed: u64,
    for_many: bool,
    /// The size of the cells a sheet is to be cut into.
    cells: Shape,
    outcome: Outcome,
    /// How many more frames it takes until all parts know their sizes, and the window stands in its place.
    settling: u8,
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
        let range @ (low, high) = pictures.range();
        let reading = if low < 0.0 || high <= 1.0 { Reading::Raw } else { Reading::Unit };
        let inverted = pictures.is_ink_on_paper(range);
        Self {
            path,
            told: words::pictures(&pictures, range),
            counts: pictures.counts(),
            range,
            is_ink_on_paper: inverted,
            choices: Choices { sides, inverted, reading, take: Take::All },
            threshold: f64::midpoint(low, high).ceil(),
            most: pictures.count().min(1_000),
            seed: 0,
            for_many: pictures.count() > Settings::FEW_PICTURES,
            cells: pictures.shape,
            pictures: Arc::new(pictures),
            outcome: Outcome::default(),
            settling: 5,
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
        let read = choices.reader(self.range);
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
pub fn ui(
    ui: &mut Ui,
    choice: &mut Choice,
    scene: &Scene,
    desk: &mut Desk,
    decision: &mut Option<Decision>,
) -> bool {
    let name = choice.path.file_name().unwrap_or(choice.path.as_os_str()).to_string_lossy();
    heading(ui, &format!("Import {name}"));
    ui.label(format!("{}.", choice.told));
    ui.add_space(4.0);
    choice.look();
    if let Some(left) = choice.settling.checked_sub(1) {
        choice.settling = left;
        ui.ctx().request_repaint();
    }
    // What stands above and below what is scrolled.
    let room = (ui.ctx().content_rect().height() - 210.0).max(120.0);
    egui::ScrollArea::vertical().max_height(room).show(ui, |ui| {
        let wide = ui.available_width() > LABELS + 160.0;
        let layout = if wide {
            egui::Layout::left_to_right(egui::Align::Min)
        } else {
            egui::Layout::top_down(egui::Align::Min)
        };
        ui.with_layout(layout, |ui| {
            ui.vertical(|ui| labels_ui(ui, choice));
            ui.vertical(|ui| {
                let (first, pictures) = (&choice.outcome.first, &choice.pictures);
                first_ui(ui, first, pictures.shape, pictures.classes.len());
            });
        });
        ui.separator();
        egui::Grid::new("import").num_columns(2).spacing([14.0, 6.0]).show(ui, |ui| {
            if let Some(sheet) = choice.pictures.sheet {
                ui.label("Cut");
                ui.horizontal_wrapped(|ui| cells_ui(ui, choice, sheet, desk));
                ui.end_row();
            }
            ui.label("Pixels");
            ui.horizontal_wrapped(|ui| reading_ui(ui, choice));
            ui.end_row();
            ui.label("");
            ui.horizontal_wrapped(|ui| inverted_ui(ui, choice));
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
    text::quiet_ui(
        ui,
        &words::to_be_made(choice.outcome.taken, choice.outcome.sides, choice.pictures.shape),
    );
    ui.add_space(6.0);
    let mut closed = false;
    buttons(ui, |ui| {
        let any = choice.outcome.taken > 0;
        // Enter means it, unless something else has the keyboard.
        let entered = ui.input(|input| input.key_pressed(egui::Key::Enter))
            && ui.memory(|memory| memory.focused().is_none());
        let clicked = ui.add_enabled_ui(any, |ui| primary(ui, "Import").clicked()).inner;
        if clicked || entered && any {
            desk.ask(Action::Outside(Effect::OpenPictures(Box::new(choice.chosen()))));
            closed = true;
        }
        if ui.button("Cancel").clicked() {
            *decision = Some(Decision::Cancel);
            closed = true;
        }
        closed |= add_ui(ui, choice, scene, desk);
    });
    closed
}

/// Offers to add the pictures to those of the open document. Returns whether they were.
fn add_ui(ui: &mut Ui, choice: &Choice, scene: &Scene, desk: &mut Desk) -> bool {
    let own = scene.dataset().shape;
    let fits = own == choice.pictures.shape && choice.outcome.taken > 0;
    let Shape { width, height } = own;
    let add = ui
        .add_enabled(fits, egui::Button::new("Add to the open pictures"))
        .on_hover_text("The open document keeps its pictures, and these come behind them.")
        .on_disabled_hover_text(format!("The open pictures have {width} x {height} pixels."));
    if add.clicked() {
        desk.ask(Action::Outside(Effect::AddChosen(Box::new(choice.chosen()))));
    }
    add.clicked()
}

//! Dialogs that tell: the keys, and what this program is.

use eframe::egui::{self, RichText, Role, Ui, WidgetInfo, vec2};

use super::palette::rank;
use super::{buttons, heading, primary};
use crate::commands::{Command, Group};
use crate::theme;

/// The width of the sheet of shortcuts, in points.
pub const WIDTH: f32 = 760.0;
/// Below this width one column has room, and no second.
const TWO_COLUMNS: f32 = 560.0;
/// What stands around the keys, and around the dialog.
const AROUND: f32 = 168.0;
/// The least height of a line.
const ROW: f32 = 17.0;
/// How much of a column its keys take.
const KEYS: f32 = 132.0;

/// What is searched for among the keys.
#[derive(Debug, Default)]
pub struct Memory {
    typed: String,
}

/// What keys do where they are not those of a command.
const ELSEWHERE: [(&str, &str); 10] = [
    ("Tab, Shift+Tab", "From one grid, list or button to the next"),
    ("Arrows, Home, End", "Move inside a grid"),
    ("Page keys", "By several rows of a grid"),
    ("Ctrl+Home, Ctrl+End", "To the first, the last cell of a grid"),
    ("Space in a grid", "Paint the pixel; test the weight"),
    ("Enter, F2, a digit", "Type a number into a cell"),
    ("Escape", "Leave a grid, close a dialog"),
    ("Arrows, Page keys", "Walk through a long list of pictures"),
    ("Space, Enter", "Press the button, choose the picture"),
    ("Shift+F10, Menu", "Copy or save the numbers shown there"),
];

/// All keys that do something, made from the table of commands. Returns whether it is done with.
pub fn shortcuts_ui(ui: &mut Ui, memory: &mut Memory) -> bool {
    ui.horizontal(|ui| {
        heading(ui, "Keyboard shortcuts");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            search_ui(ui, memory);
        });
    });
    let height = (ui.ctx().content_rect().height() - AROUND).max(80.0);
    egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.set_width(ui.available_width() - theme::SCROLL_BAR);
        let sections = sections(ui, &memory.typed);
        if sections.is_empty() {
            ui.label("No key does anything like that.");
        }
        if ui.available_width() < TWO_COLUMNS {
            for section in &sections {
                section_ui(ui, section);
            }
            return;
        }
        let all: usize = sections.iter().map(Section::lines).sum();
        let mut before = 0;
        let (left, right): (Vec<_>, Vec<_>) = sections.iter().partition(|section| {
            // Where it would stand lower than the middle it goes to the right.
            let middle = before + section.lines() / 2;
            before += section.lines();
            2 * middle < all
        });
        ui.columns(2, |columns| {
            for (ui, sections) in columns.iter_mut().zip([left, right]) {
                for section in sections {
                    section_ui(ui, section);
                }
            }
        });
    });
    ui.add_space(10.0);
    let mut closed = false;
    buttons(ui, |ui| closed = primary(ui, "Close").clicked());
    closed
}

fn search_ui(ui: &mut Ui, memory: &mut Memory) {
    let field = egui::TextEdit::singleline(&mut memory.typed).hint_text("Search");
    let field = ui.add(field.desired_width(180.0));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Search the keys"));
}

/// A heading, and keys with what they do.
struct Section {
    title: &'static str,
    rows: Vec<(String, String, &'static str)>,
}

impl Section {
    /// How many lines it takes, its heading and the gap included.
    const fn lines(&self) -> usize {
        self.rows.len() + 2
    }
}

/// The keys that fit what is typed, menu by menu.
fn sections(ui: &Ui, typed: &str) -> Vec<Section> {
    let keys_of = |group: Group| {
        let commands = Command::ALL.iter().filter(move |command| command.group() == group);
        let rows = commands.filter_map(|command| {
            let keys = ui.ctx().format_shortcut(&command.shortcut()?);
            Some((keys, command.name().trim_end_matches("...").to_owned(), command.tooltip()))
        });
        Section { title: group.name(), rows: rows.collect() }
    };
    let elsewhere = ELSEWHERE.map(|(keys, does)| (keys.to_owned(), does.to_owned(), ""));
    let elsewhere = Section { title: "In grids, lists and dialogs", rows: elsewhere.into() };
    let mut sections: Vec<_> = Group::ALL.map(keys_of).into_iter().chain([elsewhere]).collect();
    for section in &mut sections {
        section.rows.retain(|(keys, does, tooltip)| {
            rank(typed, &format!("{does} {keys}"), tooltip).is_some()
        });
    }
    sections.retain(|section| !section.rows.is_empty());
    sections
}

fn section_ui(ui: &mut Ui, section: &Section) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.spacing_mut().interact_size.y = ROW;
    ui.label(RichText::new(section.title).font(theme::title()));
    for (keys, does, tooltip) in &section.rows {
        ui.horizontal(|ui| {
            let width = KEYS.min(ui.available_width() * 0.4);
            let quiet = RichText::new(keys).font(theme::small()).weak();
            let row = vec2(width, ROW);
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(row, layout, |ui| {
                ui.set_min_width(width);
                ui.label(quiet);
            });
            let does = ui.add(egui::Label::new(does).wrap());
            if !tooltip.is_empty() {
                does.on_hover_text(*tooltip);
            }
        });
    }
    ui.add_space(6.0);
}

/// What is built into the program, as `scripts/licences` finds it.
const LICENCES: &str = include_str!("../../../assets/licences.txt");

/// Version and licences. Returns whether it is done with.
pub fn about_ui(ui: &mut Ui) -> bool {
    heading(ui, &format!("Jointly {}", env!("CARGO_PKG_VERSION")));
    ui.label("Why weight changes that are right one by one can be wrong together.");
    ui.add_space(6.0);
    ui.label(
        "Licensed under MIT or Apache-2.0, at your choice. Built into it, with their licences:",
    );
    ui.add_space(4.0);
    let room = (ui.ctx().content_rect().height() - 240.0).clamp(80.0, 260.0);
    let row = ui.text_style_height(&egui::TextStyle::Small);
    egui::ScrollArea::vertical().auto_shrink([false, true]).max_height(room).show_rows(
        ui,
        row,
        LICENCES.lines().count(),
        |ui, rows| {
            for line in LICENCES.lines().skip(rows.start).take(rows.len()) {
                ui.label(RichText::new(line).small().weak());
            }
        },
    );
    ui.add_space(10.0);
    let mut closed = false;
    buttons(ui, |ui| closed = primary(ui, "Close").clicked());
    closed
}

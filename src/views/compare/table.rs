//! The ways: the settings of each, where it ended, what it cost, and who gets it right.

use eframe::egui::{
    Align, Button, Layout, RichText, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo, vec2,
};
use egui_extras::{Column, TableBuilder, TableRow};

use super::{Memory, caption_ui, row_name};
use crate::document::{Action, Effect, words};
use crate::engine::{Compared, Course, Dataset, Forks, Policy, Settings};
use crate::theme;
use crate::views::settings::Words;
use crate::views::{Desk, Scene, picture, refuge};

const ROW: f32 = 27.0;
const HEADER: f32 = 30.0;
/// So many rows are shown at once, where there is room for a plot beside; more scroll.
const MOST_ROWS: f32 = 7.0;
const LEAST_ROWS: f32 = 4.0;
/// The height that everything else takes at least.
const OTHERS: f32 = 330.0;
/// With less width the note stands under the table only.
const ROOMY: f32 = 940.0;
/// The side of a picture over its column.
const PICTURE: f32 = 22.0;

/// The height of the table, the line to add a way included.
#[expect(clippy::cast_precision_loss, reason = "a few rows")]
pub fn height(forks: &Forks, room: f32) -> f32 {
    let most = ((room - OTHERS) / ROW).floor().clamp(LEAST_ROWS, MOST_ROWS);
    HEADER + ROW * ((forks.ways.len() as f32).min(most) + 1.0)
}

/// Draws the table.
pub fn ui(
    ui: &mut Ui,
    scene: &Scene,
    (forks, found): (&Forks, Option<&Compared>),
    height: f32,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let height = height - ROW;
    let examples = scene.dataset().examples.len();
    let few = !scene.many_pictures();
    let drawn = forks.ways.iter().any(|way| way.policy == Policy::SomeAtOnce);
    let roomy = ui.available_width() >= ROOMY;
    let apply = if drawn {
        330.0
    } else if roomy {
        206.0
    } else {
        166.0
    };
    let matched = if examples > 99 { 104.0 } else { 58.0 };
    #[expect(clippy::cast_precision_loss, reason = "at most 12")]
    let who = if few { (PICTURE + 2.0) * examples as f32 + 8.0 } else { 64.0 };
    ScrollArea::horizontal().id_salt("table of ways").max_height(height).show(ui, |ui| {
        theme::select_quietly(ui);
        ui.spacing_mut().item_spacing = vec2(if roomy && !drawn { 10.0 } else { 5.0 }, 0.0);
        ui.spacing_mut().button_padding.x = 6.0;
        let mut table = TableBuilder::new(ui);
        if memory.scrolled_to != memory.way {
            memory.scrolled_to = memory.way;
            table = table.scroll_to_row(memory.way, None);
        }
        table
            .id_salt("ways")
            .min_scrolled_height(0.0)
            .max_scroll_height(height)
            .cell_layout(Layout::left_to_right(Align::Center))
            .column(Column::exact(46.0))
            .column(Column::exact(apply))
            .column(Column::exact(108.0))
            .column(Column::exact(52.0))
            .column(Column::exact(matched))
            .column(Column::exact(66.0))
            .column(Column::exact(54.0))
            .column(Column::exact(who))
            .columns(Column::remainder().at_least(60.0).clip(true), usize::from(roomy))
            .column(Column::exact(84.0 + theme::SCROLL_BAR))
            .header(HEADER, |mut header| header_ui(&mut header, scene, few, roomy))
            .body(|body| {
                body.rows(ROW, forks.ways.len(), |mut row| {
                    let way = row.index();
                    row.set_selected(way == memory.way);
                    settings_ui(&mut row, scene, forks, memory, desk);
                    let course = found.and_then(|found| found.courses.get(way));
                    if let (Some(course), Some(found)) = (course, found) {
                        ended_ui(&mut row, scene, found, course, roomy);
                    } else {
                        (0..4 + usize::from(roomy)).for_each(|_| drop(row.col(|_| {})));
                    }
                    buttons_ui(&mut row, forks, course.is_some(), desk);
                });
            });
        refuge::pass_on(ui, refuge::Turn::Around);
    });
    add_ui(ui, scene, forks, memory, desk);
}

fn header_ui(header: &mut TableRow, scene: &Scene, few: bool, roomy: bool) {
    for (name, tooltip) in [
        ("way", "Click a number to look at the rounds of its way."),
        ("apply", "What is done with the directions that the tests found."),
        ("score", "What a weight test compares."),
        ("step", "How far a weight is raised or lowered."),
    ] {
        header.col(|ui| caption_ui(ui, name, tooltip));
    }
    for (name, tooltip) in [
        ("matched", "How many pictures match at the end."),
        (
            "sq. error",
            "How far all outputs are from their labels at the end, squared and added up.",
        ),
        (
            "tests",
            "How many scores it looked at: two for every weight tested, and every size that halving tried.",
        ),
    ] {
        header.col(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                caption_ui(ui, name, tooltip);
            });
        });
    }
    header.col(|ui| {
        if few {
            pictures_ui(ui, scene.dataset());
        } else {
            caption_ui(
                ui,
                "only it",
                "How many pictures match at the end of this way and of no other.",
            );
        }
    });
    if roomy {
        header.col(|ui| caption_ui(ui, "note", "Where it went."));
    }
    header.col(|_| {});
}

/// The pictures in small, over who gets them right.
fn pictures_ui(ui: &mut Ui, dataset: &Dataset) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let palette = theme::palette(ui);
    for (e, example) in dataset.examples.iter().enumerate() {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(PICTURE), Sense::hover());
        let size = picture::fit(dataset.shape, rect.size());
        let rect = Layout::centered_and_justified(eframe::egui::Direction::TopDown)
            .align_size_within_rect(size, rect);
        picture::thumbnail(ui.painter(), rect, example, dataset.shape, palette);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, dataset.title(e)));
        response.on_hover_text(dataset.title(e));
    }
}

/// The settings of a way, to be changed where they stand.
fn settings_ui(
    row: &mut TableRow,
    scene: &Scene,
    forks: &Forks,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let way = row.index();
    let now = forks.ways[way];
    let mut changed = now;
    let of = format!(" of {}", row_name(way));
    row.col(|ui| {
        let palette = theme::palette(ui);
        ui.label(RichText::new("●").color(palette.series(way)));
        let button = Button::selectable(memory.way == way, (way + 1).to_string());
        let button = button.min_size(Vec2::splat(theme::TARGET));
        let response = ui.add(button).on_hover_text("Look at its rounds.");
        let name = format!("{}: look at its rounds", row_name(way));
        let selected = memory.way == way;
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &name));
        if response.clicked() {
            memory.way = way;
        }
    });
    let two_sided = scene.document.is_two_sided();
    let typing = &mut memory.settings;
    let mut words = Words { settings: &mut changed, two_sided, of: &of, memory: typing };
    row.col(|ui| {
        words.policy_ui(ui);
        words.more_ui(ui);
    });
    row.col(|ui| words.score_ui(ui));
    row.col(|ui| words.step_ui(ui));
    if changed != now {
        let mut forks = forks.clone();
        forks.ways[way] = changed;
        desk.ask(Action::SetForks(Some(forks)));
    }
}

/// Where a way ended.
fn ended_ui(row: &mut TableRow, scene: &Scene, found: &Compared, course: &Course, roomy: bool) {
    let examples = scene.dataset().examples.len();
    let end = course.end();
    let tests = usize::try_from(course.tests).unwrap_or(usize::MAX);
    let most = found.courses.iter().map(|course| course.end().matched).max();
    let numbers = [
        (
            format!("{} of {}", words::count(end.matched), words::count(examples)),
            most == Some(end.matched),
        ),
        (words::brief(end.squared_error), false),
        (words::count(tests), false),
    ];
    for (number, best) in numbers {
        row.col(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let text = RichText::new(number);
                let palette = theme::palette(ui);
                ui.label(if best { text.color(palette.matched) } else { text });
            });
        });
    }
    row.col(|ui| {
        if scene.many_pictures() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(words::count(only_it(found, course)));
            });
        } else {
            who_ui(ui, scene.dataset(), course);
        }
    });
    if !roomy {
        return;
    }
    let (note, wrong) = words::course_note(course);
    row.col(|ui| {
        let palette = theme::palette(ui);
        let color = if wrong { palette.missed } else { palette.text };
        ui.label(RichText::new(note).color(color));
    });
}

/// A tick or a cross for every picture, under the picture.
fn who_ui(ui: &mut Ui, dataset: &Dataset, course: &Course) {
    ui.spacing_mut().item_spacing.x = 2.0;
    for (e, matched) in course.matched.iter().enumerate() {
        let mark = if *matched { theme::TICK } else { theme::CROSS };
        let text = RichText::new(mark).color(theme::palette(ui).verdict(*matched));
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(PICTURE), Sense::hover());
        ui.put(rect, eframe::egui::Label::new(text).selectable(false));
        let verb = if *matched { "matches" } else { "does not match" };
        let name = format!("{} {verb}", dataset.title(e));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
        response.on_hover_text(name);
    }
}

/// How many examples match at the end of this course and of no other.
fn only_it(found: &Compared, course: &Course) -> usize {
    let others = || found.courses.iter().filter(|other| !std::ptr::eq(*other, course));
    let only = |e: &usize| course.matched[*e] && !others().any(|other| other.matched[*e]);
    (0..course.matched.len()).filter(only).count()
}

fn buttons_ui(row: &mut TableRow, forks: &Forks, known: bool, desk: &mut Desk) {
    let way = row.index();
    let idle = desk.situation.running.is_none();
    row.col(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let tooltip =
            "Goes back to where the ways branch off and plays this one. It can be undone.";
        let response = ui.add_enabled(idle && known, Button::new("Adopt")).on_hover_text(tooltip);
        let name = format!("Adopt {}", row_name(way));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, idle && known, &name));
        if response.clicked() {
            desk.ask(Action::Outside(Effect::Adopt { way }));
        }
        let remove = Button::new(theme::CROSS).frame_when_inactive(false);
        let response = ui.add(remove).on_hover_text("Take this way out.");
        let name = format!("Take out {}", row_name(way));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.clicked() {
            let mut forks = forks.clone();
            forks.ways.remove(way);
            desk.ask(Action::SetForks(Some(forks)));
        }
    });
}

/// One way more: a copy of the one that is looked at.
fn add_ui(ui: &mut Ui, scene: &Scene, forks: &Forks, memory: &mut Memory, desk: &mut Desk) {
    let room = forks.ways.len() < Forks::MOST_WAYS;
    ui.horizontal(|ui| {
        ui.set_min_height(ROW);
        let button = Button::new("+ Add a way").frame_when_inactive(false);
        let tooltip = "Adds a copy of the way that is looked at, to be changed.";
        if ui.add_enabled(room, button).on_hover_text(tooltip).clicked() {
            let copy: Settings = forks.ways.get(memory.way).copied().unwrap_or(*scene.settings());
            let mut forks = forks.clone();
            memory.way = forks.ways.len();
            forks.ways.push(copy);
            desk.ask(Action::SetForks(Some(forks)));
        }
    });
}

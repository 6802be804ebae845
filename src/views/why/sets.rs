//! The smallest sets of changes that break the current picture, and those whose absence repairs it.

use eframe::egui::{Align, Button, Layout, RichText, Role, Ui, UiBuilder, Vec2, WidgetInfo};

use crate::document::{Action, Effect, words};
use crate::engine::{Arrangement, Round, SmallestSets};
use crate::theme;
use crate::views::kept::Kept;
use crate::views::{Desk, Scene, text};

/// What the sentences remember between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// The breaking sets and the repairs: for one generation of the document and example.
    kept: Kept<[SmallestSets; 2], (u64, usize)>,
    /// Which of each is shown, and for which generation and example.
    shown: ([usize; 2], (u64, usize)),
    /// What is said of the breaking sets.
    breaking: Kept<String, (u64, usize)>,
    /// What is said of the repair that is shown: what it costs takes a look at every picture.
    repair: Kept<Vec<String>, (u64, usize, usize)>,
}

/// The room of a stepper and its button.
const STEPPER: f32 = 132.0;
const STEPPER_HEIGHT: f32 = theme::TARGET + 1.0;

/// Draws both sentences for example `e`.
pub fn ui(
    ui: &mut Ui,
    scene: &Scene,
    round: &Round,
    e: usize,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let (dataset, key) = (scene.dataset(), (scene.document.generation(), e));
    if memory.shown.1 != key {
        memory.shown = ([0, 0], key);
    }
    let kept = memory.kept.of(key, |_| {
        [SmallestSets::breaking(dataset, round, e), SmallestSets::repair(dataset, round, e)]
    });
    let [breaking, repair] = &*kept;
    let all = Arrangement::of(round);
    let [shown_breaking, shown_repair] = &mut memory.shown.0;

    let set = at(breaking, shown_breaking);
    let tried = set.map(|set| all.only(set));
    // In a scope, so that what follows keeps its name, and the keyboard, when a trial begins.
    ui.scope(|ui| {
        if scene.imagined().is_some() {
            text::quiet_ui(ui, "Of the round as it was applied:");
        }
    });
    if !round.examples[e].matched_after {
        let line = Line { name: "breaking set", sets: breaking, set, tried };
        let said = memory.breaking.of(key, |_| words::breaking(dataset, round, e, breaking));
        line.ui(ui, shown_breaking, &said, desk);
    }

    if *repair == SmallestSets::TooMany && *breaking == SmallestSets::TooMany {
        return;
    }
    let set = at(repair, shown_repair);
    let sentences = memory
        .repair
        .of((key.0, e, *shown_repair), |_| words::repair(dataset, round, e, repair, *shown_repair));
    let tried = set.map(|set| all.without(set));
    let line = Line { name: "repair", sets: repair, set, tried };
    line.ui(ui, shown_repair, &sentences[0], desk);
    if let Some(cost) = sentences.get(1) {
        text::quiet_ui(ui, cost);
    }
}

/// The set that is shown.
fn at<'a>(sets: &'a SmallestSets, shown: &mut usize) -> Option<&'a [usize]> {
    let SmallestSets::Found { sets, .. } = sets else {
        return None;
    };
    *shown = (*shown).min(sets.len() - 1);
    Some(&sets[*shown])
}

/// One sentence, and the set that stands for it.
struct Line<'a> {
    name: &'a str,
    sets: &'a SmallestSets,
    set: Option<&'a [usize]>,
    /// The set as a trial.
    tried: Option<Arrangement>,
}

impl Line<'_> {
    fn ui(&self, ui: &mut Ui, shown: &mut usize, sentence: &str, desk: &mut Desk) {
        ui.add_space(2.0);
        let (mut room, sets) = (ui.available_rect_before_wrap(), self.sets);
        if self.set.is_some() {
            room.max.x -= STEPPER;
        }
        let text = ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            text::sentence_ui(ui, sentence);
        });
        let (Some(set), SmallestSets::Found { sets, .. }) = (self.set, sets) else {
            return;
        };
        let line = text.response.rect;
        let mut beside = line;
        beside.min.x = room.right();
        beside.max.x = room.right() + STEPPER;
        beside.min.y -= 4.0;
        beside.max.y = beside.min.y + STEPPER_HEIGHT;
        ui.add_space((beside.bottom() - line.bottom()).max(0.0));
        let layout = Layout::right_to_left(Align::Center);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(beside).layout(layout));
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.spacing_mut().button_padding = [6.0, 1.0].into();
        ui.spacing_mut().interact_size.y = theme::TARGET;
        let small = |text: &str| {
            let button = Button::new(RichText::new(text).font(theme::small()));
            button.min_size(Vec2::splat(theme::TARGET))
        };
        let pressed = |ui: &mut Ui, text: &str, name: String, enabled: bool| {
            let button = ui.add_enabled(enabled, small(text));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
            button.on_hover_text(&name).clicked()
        };
        if pressed(&mut ui, "Try", format!("Try this {}", self.name), true) {
            desk.ask(Action::Outside(Effect::Imagine(self.tried.clone())));
        }
        if sets.len() > 1 {
            let last = sets.len() - 1;
            if pressed(&mut ui, "▶", format!("Next {}", self.name), *shown < last) {
                *shown += 1;
            }
            let text = format!("{}/{}", words::count(*shown + 1), words::count(sets.len()));
            ui.label(RichText::new(text).font(theme::small()).weak());
            if pressed(&mut ui, "◀", format!("Previous {}", self.name), *shown > 0) {
                *shown -= 1;
            }
        }
        if ui.rect_contains_pointer(line.with_max_x(beside.max.x)) {
            for weight in set {
                desk.focus.point_at(*weight);
            }
        }
    }
}

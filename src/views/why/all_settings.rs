//! All settings: every combination there is, where this round stands among them, and every subset of its changes.

use std::ops::RangeInclusive;
use std::sync::Arc;

use eframe::egui::{Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::bars::{self, Bars};
use super::told_ui;
use crate::document::{Action, Effect, words};
use crate::engine::{Answer, Arrangement, Question, Round, SubsetsFound};
use crate::findings::Progress;
use crate::theme;
use crate::views::{Desk, Scene, picture, says};

/// How many of the best subsets are shown.
const MOST_SHOWN: usize = 12;

/// Draws the tab.
pub fn ui(ui: &mut Ui, scene: &Scene, desk: &mut Desk) {
    let Some(round) = scene.round() else { return };
    subsets_ui(ui, scene, round, desk);
}

/// All subsets of the round's changes.
fn subsets_ui(ui: &mut Ui, scene: &Scene, round: &Arc<Round>, desk: &mut Desk) {
    let dataset = Arc::clone(&scene.document.experiment().dataset);
    let question = Question::Subsets(dataset, Arc::clone(round));
    let Some(answer) = answer_ui(ui, scene, question, desk) else {
        return;
    };
    let Answer::Subsets(found) = answer;
    told_ui(ui, &words::subsets(round, found));
    ui.add_space(6.0);
    let all: u64 = found.histogram.iter().sum();
    let of = |matched: RangeInclusive<usize>| {
        let count: u64 = found.histogram[matched].iter().sum();
        #[expect(clippy::cast_precision_loss, reason = "at most 2^20")]
        let share = count as f64 / all as f64;
        (words::count(usize::try_from(count).unwrap_or(usize::MAX)), share)
    };
    let bars = Bars {
        name: "subsets",
        examples: round.examples.len(),
        of: &of,
        mark: Some((round.after.matched, "this round")),
    };
    bars::ui(ui, &bars);
    ui.add_space(6.0);
    best_ui(ui, scene, round, found, desk);
}

/// What was found, or how far it has come and a way to give up, or to ask again.
fn answer_ui<'a>(
    ui: &mut Ui,
    scene: &Scene<'a>,
    question: Question,
    desk: &mut Desk,
) -> Option<&'a Answer> {
    match scene.findings.about(&question) {
        Progress::Unasked => desk.ask(Action::Outside(Effect::WorkOut(question))),
        Progress::UnderWay(done) => {
            ui.horizontal(|ui| {
                let bar = eframe::egui::ProgressBar::new(*done).desired_width(220.0);
                ui.add(bar.show_percentage());
                if ui.button("Cancel").clicked() {
                    desk.ask(Action::Outside(Effect::GiveUp(question)));
                }
            });
        }
        Progress::Stopped => {
            ui.horizontal(|ui| {
                says::quiet_ui(ui, "Not worked out.");
                if ui.button("Work it out").clicked() {
                    desk.ask(Action::Outside(Effect::WorkOut(question)));
                }
            });
        }
        Progress::Known(answer) => return Some(answer),
    }
    None
}

/// The best subsets, each as a small grid that shows what it would do when it is clicked.
fn best_ui(ui: &mut Ui, scene: &Scene, round: &Round, found: &SubsetsFound, desk: &mut Desk) {
    let best = &found.best;
    let caption = if best.count == 1 { "The best one" } else { "The best" };
    says::caption_ui(ui, caption);
    let size = picture::fit(scene.shape(), vec2(60.0, 52.0));
    let all = Arrangement::of(round);
    let made = scene.arrangement().map(|arrangement| arrangement.made());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 8.0);
        for set in best.sets.iter().take(MOST_SHOWN) {
            let (rect, response) = ui.allocate_exact_size(size + vec2(6.0, 6.0), Sense::click());
            let name = names(scene, set);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            set_ui(ui, scene, round, set, rect);
            let palette = theme::palette(ui);
            if response.hovered() || response.has_focus() || made.as_ref() == Some(set) {
                let outline = Stroke::new(1.5, palette.focus);
                let outside = StrokeKind::Outside;
                ui.painter().rect_stroke(rect, theme::CELL_CORNER, outline, outside);
            }
            if response.hovered() {
                set.iter().for_each(|weight| desk.focus.point_at(*weight));
            }
            if response.clicked() {
                let only = all.only(set);
                let imagined = (!only.is_whole()).then_some(only);
                desk.ask(Action::Outside(Effect::Imagine(imagined)));
            }
            response.on_hover_text(format!("{name}. Click to try it."));
        }
    });
    if best.count > MOST_SHOWN {
        let more = words::count(best.count - MOST_SHOWN);
        says::quiet_ui(ui, &format!("and {more} more"));
    }
}

/// A set of changes in the places of their weights; those left out are hollow.
fn set_ui(ui: &Ui, scene: &Scene, round: &Round, set: &[usize], rect: Rect) {
    let palette = theme::palette(ui);
    let value = |cell: usize| if set.contains(&cell) { round.change(cell) } else { 0.0 };
    picture::signs(ui.painter(), rect.shrink(3.0), scene.shape(), value, palette);
}

/// "only row 3, col 1 and row 3, col 2", or "all changes".
fn names(scene: &Scene, set: &[usize]) -> String {
    let places: Vec<String> = set.iter().map(|w| says::short_place(scene.shape(), *w)).collect();
    match places.len() {
        0 => "no change at all".to_owned(),
        n if scene.round().is_some_and(|round| round.moved() == n) => "all changes".to_owned(),
        n if n > 8 => format!("{} changes", words::count(n)),
        _ => format!("only {}", words::list(&places)),
    }
}

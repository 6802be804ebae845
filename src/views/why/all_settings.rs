//! All settings: every combination there is, where this round stands among them, and every subset of its changes.

use std::ops::RangeInclusive;
use std::sync::Arc;

use num_bigint::BigUint;

use eframe::egui::{Button, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::bars::{self, Bars};
use super::told_ui;
use crate::document::words::{self, Told};
use crate::document::{Action, Effect};
use crate::engine::{
    Answer, Arrangement, Combinations, CombinationsCost, Question, Round, SubsetSample,
    SubsetsFound,
};
use crate::theme;
use crate::views::kept::Kept;
use crate::views::{Desk, Scene, answer, picture, says, text};

/// How many of the best subsets are shown.
const MOST_SHOWN: usize = 12;

/// What the tab remembers between frames, all of one generation of the document.
#[derive(Debug, Default)]
pub struct Memory {
    cost: Kept<CombinationsCost>,
    combinations: Kept<(Told, Bars)>,
    subsets: Kept<(Told, Bars)>,
}

/// Draws the tab.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) {
    let Some(round) = scene.round() else { return };
    if scene.imagined().is_some() {
        text::quiet_ui(ui, "A trial is on: this is about the round as it was applied.");
    }
    combinations_ui(ui, scene, round, memory, desk);
    ui.add_space(14.0);
    subsets_ui(ui, scene, round, &mut memory.subsets, desk);
}

/// All settings of the weights in {-1, 0, 1}.
fn combinations_ui(
    ui: &mut Ui,
    scene: &Scene,
    round: &Round,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let dataset = Arc::clone(&scene.document.experiment().dataset);
    let cost = memory.cost.of(scene.document.generation(), |_| CombinationsCost::of(&dataset));
    if !cost.is_possible() {
        told_ui(ui, &words::too_many_combinations(&cost, dataset.examples.len()));
        return;
    }
    let question = Question::Combinations(dataset, round.settings);
    let long = (!cost.is_at_once()).then(|| words::long_combinations(&cost));
    let answer = answer::ui(ui, scene, question, long.as_deref(), desk);
    let Some(Answer::Combinations(Ok(found))) = answer else {
        return;
    };
    let kept = memory.combinations.of(scene.document.generation(), |_| {
        let counts = found.histogram();
        let all = counts.iter().sum::<BigUint>();
        let of = |matched: RangeInclusive<usize>| {
            let count = counts[matched].iter().sum::<BigUint>();
            (words::large(&count), share(&count, &all))
        };
        (words::combinations(round, found), Bars::new("settings", round.examples.len(), &of))
    });
    told_and_bars_ui(ui, &kept, round);
    ui.add_space(4.0);
    best_setting_ui(ui, scene, found, desk);
}

/// What is said of many settings or subsets, and how many of them match how much.
fn told_and_bars_ui(ui: &mut Ui, (told, bars): &(Told, Bars), round: &Round) {
    told_ui(ui, told);
    ui.add_space(6.0);
    bars::ui(ui, bars, (round.after.matched, "this round"));
}

/// A share of large numbers, from 0 to 1.
fn share(part: &BigUint, all: &BigUint) -> f64 {
    const PARTS: u32 = 1 << 30;
    let parts = (part * PARTS + all - 1_u32) / all;
    u32::try_from(parts).map_or(1.0, |parts| f64::from(parts) / f64::from(PARTS))
}

/// The best setting, to be loaded as weights.
fn best_setting_ui(ui: &mut Ui, scene: &Scene, found: &Combinations, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let size = picture::fit(scene.shape(), vec2(60.0, 52.0));
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let best = found.best.iter().copied().enumerate().filter(|(_, weight)| *weight != 0.0);
        picture::paint_places(ui.painter(), rect, scene.shape(), best, palette);
        ui.vertical(|ui| {
            let matched = words::count(found.matched);
            text::quiet_ui(
                ui,
                &format!("One that matches {matched}, with the fewest weights not 0."),
            );
            let idle = desk.situation.running.is_none();
            let button = ui.add_enabled(idle, Button::new("Load it as weights"));
            let tooltip = "Sets all weights by hand: a new run starts there. It can be undone.";
            if button.on_hover_text(tooltip).clicked() {
                desk.ask(Action::SetWeights { values: found.best.clone() });
            }
        });
    });
}

/// All subsets of the round's changes, or a sample of them.
fn subsets_ui(
    ui: &mut Ui,
    scene: &Scene,
    round: &Arc<Round>,
    memory: &mut Kept<(Told, Bars)>,
    desk: &mut Desk,
) {
    let dataset = Arc::clone(&scene.document.experiment().dataset);
    let question = Question::of_subsets(dataset, Arc::clone(round));
    let Some(answer) = answer::ui(ui, scene, question, None, desk) else {
        return;
    };
    let generation = scene.document.generation();
    let kept = match answer {
        Answer::Subsets(found) => memory.of(generation, |_| counted(round, found)),
        Answer::Sample(found) => memory.of(generation, |_| sampled(round, found)),
        _ => return,
    };
    if round.moved() == 0 {
        told_ui(ui, &kept.0);
        return;
    }
    told_and_bars_ui(ui, &kept, round);
    ui.add_space(6.0);
    match answer {
        Answer::Subsets(found) => best_ui(ui, scene, round, found, desk),
        Answer::Sample(found) => {
            text::caption_ui(ui, "The best of the sample: click to try it");
            sets_ui(ui, scene, round, std::slice::from_ref(&found.best), desk);
        }
        _ => {}
    }
}

/// A sample of the subsets, each bar with its share and the error of that.
fn sampled(round: &Round, found: &SubsetSample) -> (Told, Bars) {
    let of = |matched: RangeInclusive<usize>| {
        let count: u64 = found.histogram[matched.clone()].iter().sum();
        let share = found.share(matched);
        let [percent, error] = [share.mean, share.standard_error].map(|s| words::brief(s * 100.0));
        (format!("{}: {percent} % ± {error}", counted_in_words(count)), share.mean)
    };
    (words::sample(round, found), Bars::new("sampled subsets", round.examples.len(), &of))
}

/// All subsets.
fn counted(round: &Round, found: &SubsetsFound) -> (Told, Bars) {
    let all: u64 = found.histogram.iter().sum();
    let of = |matched: RangeInclusive<usize>| {
        let count: u64 = found.histogram[matched].iter().sum();
        #[expect(clippy::cast_precision_loss, reason = "at most 2^20")]
        let share = count as f64 / all as f64;
        (counted_in_words(count), share)
    };
    (words::subsets(round, found), Bars::new("subsets", round.examples.len(), &of))
}

fn counted_in_words(n: u64) -> String {
    words::count(usize::try_from(n).unwrap_or(usize::MAX))
}

/// The best subsets.
fn best_ui(ui: &mut Ui, scene: &Scene, round: &Round, found: &SubsetsFound, desk: &mut Desk) {
    let best = &found.best;
    let caption = if best.count == 1 {
        "The best one: click to try it"
    } else {
        "The best: click one to try it"
    };
    text::caption_ui(ui, caption);
    sets_ui(ui, scene, round, &best.sets, desk);
    if best.count > MOST_SHOWN {
        let more = words::count(best.count - MOST_SHOWN);
        text::quiet_ui(ui, &format!("and {more} more"));
    }
}

/// Sets of changes, each as a small grid that shows what it would do when it is clicked.
fn sets_ui(ui: &mut Ui, scene: &Scene, round: &Round, sets: &[Vec<usize>], desk: &mut Desk) {
    let size = picture::fit(scene.shape(), vec2(60.0, 52.0));
    let all = Arrangement::of(round);
    let made = scene.arrangement().map(|arrangement| arrangement.made());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 8.0);
        for set in sets.iter().take(MOST_SHOWN) {
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
                for weight in set {
                    desk.focus.point_at(*weight);
                }
            }
            if response.clicked() {
                desk.ask(Action::Outside(Effect::Imagine(Some(all.only(set)))));
            }
            response.on_hover_text(format!("{name}. Click to try it."));
        }
    });
}

/// A set of changes in the places of their weights; those left out are hollow.
fn set_ui(ui: &Ui, scene: &Scene, round: &Round, set: &[usize], rect: Rect) {
    let palette = theme::palette(ui);
    let changes = set.iter().map(|weight| (*weight, round.change(*weight)));
    picture::paint_places(ui.painter(), rect.shrink(3.0), scene.shape(), changes, palette);
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

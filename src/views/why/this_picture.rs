//! This picture: what happened to the current picture, why, and why the others came out right.

use eframe::egui::{RichText, Ui};

use super::{blocks, fold, others, sets, steps, told_ui, way_out, what_if};
use crate::commands::Command;
use crate::document::{RowKind, Stage, words};
use crate::engine::{Explanation, Policy, Round};
use crate::theme;
use crate::trial::Trial;
use crate::views::kept::Kept;
use crate::views::scene::Version;
use crate::views::{Desk, Scene, text};

/// What the tab remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    offers: Kept<Vec<way_out::Offer>>,
    /// Beside a picture that broke, one that did not: of a document and a picture.
    contrast: Kept<Option<String>, (Version, usize)>,
    sets: sets::Memory,
    steps: steps::Memory,
}

/// Draws the tab.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) {
    let e = desk.focus.example;
    if scene.example(e).is_none() {
        text::empty_ui(ui, "No picture", "Add one at the lower left, or open a dataset.");
        return;
    }
    match (scene.trial, &scene.stage) {
        (Some(trial), _) => trial_ui(ui, scene, trial),
        (None, Stage::Before) => before_ui(ui, scene),
        (None, Stage::Testing) => testing_ui(ui, scene, desk),
        (None, Stage::Tested) => tested_ui(ui, scene, e, desk),
        (None, Stage::Applied(_)) => match scene.round() {
            Some(round) => applied_ui(ui, scene, round, e, memory, desk),
            None => text::empty_ui(
                ui,
                "Looking at the round ...",
                "Its tests and what they did to every picture are being worked out again.",
            ),
        },
    }
}

fn before_ui(ui: &mut Ui, scene: &Scene) {
    let step = words::amount(scene.settings().step);
    text::headline_ui(ui, &format!("What if one weight alone goes up by {step}?"), None);
    let how = "Press \u{201c}Test this weight\u{201d}, or click any weight. It is raised alone, you see every \
               output move, it is put back; then lowered, and put back.";
    text::sentence_ui(ui, how);
    text::sentence_ui(ui, "Nothing is changed by a test.");
}

/// What the trial in flight shows, and its three scores as far as they have been seen.
fn trial_ui(ui: &mut Ui, scene: &Scene, trial: &Trial) {
    let experiment = scene.document.experiment();
    let change = trial.change(scene.settings());
    let told = words::trial(
        scene.dataset(),
        scene.settings(),
        &experiment.weights,
        (scene.document.evaluation(), &scene.evaluation),
        trial.weight,
        change,
    );
    told_ui(ui, &told);
    ui.add_space(14.0);
    let scored = |value| words::scored(scene.settings().score, value);
    let down_seen = change < 0.0;
    let cards = [
        ("up", Some(scored(trial.test.up))),
        ("stay", Some(scored(trial.test.stay))),
        ("down", down_seen.then(|| scored(trial.test.down))),
    ];
    score_cards_ui(ui, &cards);
}

fn score_cards_ui(ui: &mut Ui, cards: &[(&str, Option<String>); 3]) {
    let width = ((ui.available_width() - 20.0) / 3.0).min(150.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        for (caption, score) in cards {
            let palette = theme::palette(ui);
            let frame = eframe::egui::Frame::new()
                .fill(palette.raised)
                .corner_radius(theme::CORNER)
                .inner_margin(eframe::egui::Margin::symmetric(12, 8));
            frame.show(ui, |ui| {
                ui.set_width(width - 24.0);
                ui.vertical(|ui| {
                    ui.label(RichText::new(*caption).font(theme::small()).color(palette.quiet));
                    let (text, color) = match score {
                        Some(score) => (score.as_str(), palette.text),
                        None => ("not tested yet", palette.quiet),
                    };
                    ui.label(RichText::new(text).font(theme::body()).color(color));
                });
            });
        }
    });
}

fn testing_ui(ui: &mut Ui, scene: &Scene, desk: &mut Desk) {
    let document = scene.document;
    let left = scene.notes.len() - document.tested();
    match document.just_noted() {
        Some((weight, test)) => {
            desk.focus.point_at(weight);
            let lit = scene.dataset().lights(weight);
            let finding = words::finding(&test, scene.settings(), lit);
            let place = words::capital(&words::place(scene.shape(), weight));
            text::headline_ui(ui, &format!("{place}: tested."), None);
            text::sentence_ui(ui, &finding);
            let scored = |value| Some(words::scored(scene.settings().score, value));
            ui.add_space(8.0);
            score_cards_ui(
                ui,
                &[
                    ("up", scored(test.up)),
                    ("stay", scored(test.stay)),
                    ("down", scored(test.down)),
                ],
            );
            ui.add_space(8.0);
        }
        None => text::headline_ui(
            ui,
            &format!("{} tested.", words::plural(document.tested(), "weight")),
            None,
        ),
    }
    text::sentence_ui(
        ui,
        if scene.settings().policy == Policy::ColourClasses {
            "Group by group: what a group's tests note is moved together, and the next group is tested from there."
        } else if scene.settings().policy == Policy::OneAtATime {
            "One at a time: what is noted is moved at once, and the next weight is tested from there."
        } else {
            "Nothing has changed yet: the better direction is only noted."
        },
    );
    if left > 0 && !scene.settings().policy.tests_in_turns() {
        let next = if left == 1 {
            "Test it too."
        } else if Command::TestRest.is_hidden(desk.situation) {
            "Click one to test it next."
        } else {
            "Click one to test it next, or test the rest at once."
        };
        text::sentence_ui(ui, &format!("{} to go. {next}", words::plural(left, "weight")));
    }
}

fn tested_ui(ui: &mut Ui, scene: &Scene, e: usize, desk: &mut Desk) {
    let noted = scene.document.noted_changes();
    let before = scene.evaluation.outputs[e];
    let criterion = &scene.evaluation.criterion;
    told_ui(ui, &words::noted(scene.dataset(), e, before, &noted, scene.settings(), criterion));
    let explanation = Explanation::of(scene.dataset(), e, before, &noted, criterion);
    if explanation.touching.is_empty() {
        return;
    }
    ui.add_space(10.0);
    blocks::ui(ui, scene, &explanation, criterion, None, desk);
    if !scene.many_pictures() {
        ui.add_space(6.0);
        text::quiet_ui(ui, "On the line, drag a picture to where you expect it; then apply.");
    }
}

fn applied_ui(
    ui: &mut Ui,
    scene: &Scene,
    round: &Round,
    e: usize,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    if round.settings != *scene.settings() {
        let since =
            "The settings were changed since this round: test again from here to see what they do.";
        text::sentence_ui(ui, since);
        ui.add_space(8.0);
    }
    if let Some(told) = words::stuck(scene.dataset(), round) {
        told_ui(ui, &told);
        ui.add_space(8.0);
        way_out::ui(ui, scene, false, &mut memory.offers, desk);
        return;
    }
    if let RowKind::Round(_, Some(flip_flop)) =
        &scene.document.rows()[scene.document.current_row()].kind
    {
        text::sentence_ui(ui, &words::flip_flop(scene.shape(), flip_flop));
        fold::ui(ui, "way out", "What to try".to_owned(), |ui| {
            way_out::ui(ui, scene, true, &mut memory.offers, desk);
        });
        ui.add_space(6.0);
    }
    // In a scope, so that what follows keeps its name, and the keyboard, whatever is said.
    ui.scope(|ui| {
        if let Some(what_if) = scene.imagined() {
            told_ui(ui, &words::what_if(scene.dataset(), round, what_if, e));
            return;
        }
        told_ui(ui, &words::after_round(scene.dataset(), round, e));
        if let Some(guess) = scene.guesses.get(e).copied().flatten() {
            text::sentence_ui(ui, &words::guess(guess, scene.output(e)));
        }
    });
    let explanation = Explanation::of_round(scene.dataset(), round, e);
    if explanation.touching.is_empty() {
        return;
    }
    ui.add_space(4.0);
    let arrangement = scene.arrangement();
    blocks::ui(ui, scene, &explanation, &round.criterion, arrangement.as_deref(), desk);
    what_if::row_ui(
        ui,
        scene,
        "Click a block to leave it out; drag one of the stack to another place.",
        desk,
    );
    sets::ui(ui, scene, round, e, &mut memory.sets, desk);
    if round.moved() > 1 {
        fold::ui(ui, "one by one", "One by one, in any order".to_owned(), |ui| {
            steps::ui(ui, scene, round, &mut memory.steps, desk);
        });
    }
    ui.add_space(2.0);
    others::ui(ui, scene, round, desk);
    let contrast = |_: &_| words::contrast(scene.dataset(), round, e);
    let contrast = memory.contrast.of((scene.version(), e), contrast);
    if let (Some(contrast), None) = (contrast.as_ref(), scene.imagined()) {
        text::sentence_ui(ui, contrast);
    }
}

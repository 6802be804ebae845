//! Start, back, forward; the one primary button; whole round, run, stop; the settings as one sentence.

use eframe::egui::{self, Button, RichText, Role, Ui, WidgetInfo, vec2};

use super::settings::{self, Words, word_ui};
use super::{Desk, Scene, Views, command, small};
use crate::commands::Command;
use crate::document::Action;
use crate::document::words::Term;
use crate::engine::{MatchRule, Policy, Tool};
use crate::theme;

/// Below this width the sentence takes a second line.
const ONE_LINE: f32 = 1180.0;

/// With longer words for the score and the policy the sentence begins with a shorter one.
const LONGEST: usize = 24;

/// Draws the transport.
pub fn ui(ui: &mut Ui, scene: &Scene, views: &mut Views, desk: &mut Desk) {
    let one_line = ui.available_width() >= ONE_LINE;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (icon, command) in
            [("⏮", Command::ToStart), ("◀", Command::Back), ("▶", Command::Forward)]
        {
            let button = Button::new(icon).min_size(vec2(30.0, 28.0));
            let response = command::ui(ui, command, button, desk);
            let named = || WidgetInfo::labeled(Role::Button, response.enabled(), command.name());
            response.widget_info(named);
        }
        ui.add_space(8.0);
        primary_ui(ui, desk);
        let quiet = if desk.situation.running.is_some() {
            Command::Stop
        } else if Command::TestRest.is_enabled(desk.situation) && scene.round().is_none() {
            Command::TestRest
        } else {
            Command::WholeRound
        };
        // Where tests do not decide, a whole round is what the primary button plays.
        let shown = quiet != Command::WholeRound || scene.settings().follows_tests();
        if shown && !quiet.is_hidden(desk.situation) {
            let button = Button::new(quiet.text(desk.situation)).min_size(vec2(118.0, 28.0));
            command::ui(ui, quiet, button, desk);
        }
        if !Command::Run.is_hidden(desk.situation) {
            run_ui(ui, &mut views.run_length, desk);
        }
        let sentence = !scene.document.state().hidden.has(Tool::Settings);
        if one_line && sentence {
            ui.add_space(12.0);
            sentence_ui(ui, scene, &mut views.settings, desk);
        }
    });
    if !one_line && !scene.document.state().hidden.has(Tool::Settings) {
        ui.horizontal(|ui| sentence_ui(ui, scene, &mut views.settings, desk));
    }
}

fn primary_ui(ui: &mut Ui, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let text = RichText::new(Command::Step.text(desk.situation)).color(palette.on_primary);
    let button = Button::new(text).fill(palette.primary).min_size(vec2(176.0, 28.0));
    command::ui(ui, Command::Step, button, desk);
}

fn run_ui(ui: &mut Ui, length: &mut usize, desk: &mut Desk) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 1.0;
        let button = Button::new(Command::Run.text(desk.situation)).min_size(vec2(0.0, 28.0));
        command::ui(ui, Command::Run, button, desk);
        let more = small::menu_ui(ui, "⏷", |ui| {
            ui.label("How many rounds Run plays");
            for choice in [2, 10, 50, 200, 1000] {
                if small::radio_ui(ui, *length == choice, choice.to_string()).clicked() {
                    *length = choice;
                    ui.close();
                }
            }
            ui.horizontal(|ui| {
                let caption = ui.label("other");
                ui.add(egui::DragValue::new(length).range(1..=100_000)).labelled_by(caption.id);
            });
        });
        more.widget_info(|| WidgetInfo::labeled(Role::Button, true, "How many rounds Run plays"));
    });
}

/// "A picture matches when its output equals its label [exactly] · step [1] · score [matches] · apply [all at once]"
fn sentence_ui(ui: &mut Ui, scene: &Scene, memory: &mut settings::Memory, desk: &mut Desk) {
    let now = *scene.settings();
    let mut changed = now;
    ui.spacing_mut().item_spacing.x = 5.0;
    ui.spacing_mut().button_padding.x = 7.0;
    let plain = !matches!(now.policy, Policy::SomeAtOnce | Policy::Gradient);
    let long = now.policy.word().len() + now.score.word().len() > LONGEST;
    let roomy = ui.available_width() > 690.0 && plain && !long;
    let matches = match (now.match_rule, roomy) {
        (MatchRule::Exact, true) => "A picture matches when its output equals its label",
        (MatchRule::Sign, true) => "A picture matches when its output has its label's",
        (_, false) => "Matches",
    };
    let two_sided = scene.document.is_two_sided();
    let mut words = Words { settings: &mut changed, two_sided, of: "", memory };
    word_ui(ui, matches);
    words.match_ui(ui);
    word_ui(ui, "· step");
    words.step_ui(ui);
    word_ui(ui, "· score");
    words.score_ui(ui);
    word_ui(ui, "· apply");
    words.policy_ui(ui);
    words.more_ui(ui);
    if changed != now {
        desk.ask(Action::SetSettings(changed));
    }
}

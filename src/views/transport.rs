//! Start, back, forward; the one primary button; whole round, run, stop; the settings as one sentence.

use eframe::egui::{self, Button, RichText, Ui, vec2};

use super::grid::parse;
use super::{Desk, Scene, Views};
use crate::commands::Command;
use crate::document::Action;
use crate::document::words::{self, Term};
use crate::engine::{MatchRule, Named, Policy, Score, Settings};
use crate::theme;

/// What the transport remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// Numbers being typed, by the name of their setting.
    typing: Option<(&'static str, String)>,
}

/// Below this width the sentence takes a second line.
const ONE_LINE: f32 = 1180.0;

/// Draws the transport.
pub fn ui(ui: &mut Ui, scene: &Scene, views: &mut Views, desk: &mut Desk) {
    let one_line = ui.available_width() >= ONE_LINE;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (icon, command) in
            [("⏮", Command::ToStart), ("◀", Command::Back), ("▶", Command::Forward)]
        {
            let button = Button::new(icon).min_size(vec2(30.0, 28.0));
            command_ui(ui, button, command, Some(command.name()), desk);
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
        let button = Button::new(quiet.text(desk.situation)).min_size(vec2(118.0, 28.0));
        command_ui(ui, button, quiet, None, desk);
        run_ui(ui, &mut views.run_length, desk);
        if one_line {
            ui.add_space(12.0);
            sentence_ui(ui, scene, &mut views.transport, desk);
        }
    });
    if !one_line {
        ui.horizontal(|ui| sentence_ui(ui, scene, &mut views.transport, desk));
    }
}

fn command_ui(ui: &mut Ui, button: Button, command: Command, name: Option<&str>, desk: &mut Desk) {
    let enabled = command.is_enabled(desk.situation);
    let keys = command
        .shortcut()
        .map_or_else(String::new, |keys| format!(" ({})", ui.ctx().format_shortcut(&keys)));
    let response =
        ui.add_enabled(enabled, button).on_hover_text(format!("{}{keys}", command.tooltip()));
    if let Some(name) = name {
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, name));
    }
    if response.clicked() {
        desk.ask(command.action(desk.situation));
    }
}

fn primary_ui(ui: &mut Ui, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let text = RichText::new(Command::Step.text(desk.situation)).color(palette.on_primary);
    let button = Button::new(text).fill(palette.primary).min_size(vec2(176.0, 28.0));
    command_ui(ui, button, Command::Step, None, desk);
}

fn run_ui(ui: &mut Ui, length: &mut usize, desk: &mut Desk) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 1.0;
        let button = Button::new(Command::Run.text(desk.situation)).min_size(vec2(0.0, 28.0));
        command_ui(ui, button, Command::Run, None, desk);
        let more = ui.menu_button("⏷", |ui| {
            ui.label("How many rounds Run plays");
            for choice in [2, 10, 50, 200, 1000] {
                if ui.radio(*length == choice, choice.to_string()).clicked() {
                    *length = choice;
                    ui.close();
                }
            }
            ui.horizontal(|ui| {
                let caption = ui.label("other");
                ui.add(egui::DragValue::new(length).range(1..=100_000)).labelled_by(caption.id);
            });
        });
        more.response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, "How many rounds Run plays")
        });
    });
}

/// "A picture matches when its output equals its label [exactly] · step [1] · score [matches] · apply [all at once]"
fn sentence_ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) {
    let settings = *scene.settings();
    let mut changed = settings;
    ui.spacing_mut().item_spacing.x = 5.0;
    ui.spacing_mut().button_padding.x = 7.0;
    let word = |ui: &mut Ui, text: &str| {
        ui.label(RichText::new(text).font(theme::small()).weak());
    };
    let plain = !matches!(settings.policy, Policy::SomeAtOnce | Policy::Gradient);
    let roomy = ui.available_width() > 640.0 && plain;
    word(
        ui,
        match (settings.match_rule, roomy) {
            (MatchRule::Exact, true) => "A picture matches when its output equals its label",
            (MatchRule::Sign, true) => "A picture matches when its output has its label's",
            (_, false) => "Matches",
        },
    );
    match_ui(ui, &mut changed);
    if settings.match_rule == MatchRule::Exact && settings.tolerance != 0.0 {
        number_ui(ui, "tolerance", &mut changed.tolerance, memory);
    }
    word(ui, "· step");
    number_ui(ui, "step", &mut changed.step, memory);
    word(ui, "· score");
    let two_sided = scene.document.is_two_sided();
    choice_ui(ui, "score", &mut changed.score, |score| {
        let fits = Settings { score, ..settings }.lack().is_none();
        if score == Score::LogLoss && !two_sided {
            Err("Log-loss is for labels −1 and +1 only.")
        } else if !fits {
            Err("The policy in force has no meaning with it: choose another one first.")
        } else {
            Ok(())
        }
    });
    word(ui, "· apply");
    choice_ui(ui, "apply", &mut changed.policy, |policy| {
        let lack = Settings { policy, ..settings }.lack();
        lack.map_or(Ok(()), |_| {
            Err("Needs a smooth score: choose squared error or log-loss first.")
        })
    });
    if settings.policy == Policy::SomeAtOnce {
        whole_ui(ui, "how many at once", &mut changed.p, 1..=Settings::MAX_P);
        choice_ui(ui, "size", &mut changed.size, |size| {
            let lack = Settings { size, ..settings }.lack();
            lack.map_or(Ok(()), |_| {
                Err("Best amounts are those of the squared error: choose it first.")
            })
        });
        word(ui, "seed");
        whole_ui(ui, "seed", &mut changed.seed, 0..=Settings::MAX_SEED);
    }
    if settings.policy == Policy::Gradient {
        word(ui, "rate");
        number_ui(ui, "rate", &mut changed.rate, memory);
    }
    if changed != settings {
        desk.ask(Action::SetSettings(changed));
    }
}

/// Exactly, within a tolerance, or by sign: three choices that set two settings.
fn match_ui(ui: &mut Ui, settings: &mut Settings) {
    let sign = settings.match_rule == MatchRule::Sign;
    let within = !sign && settings.tolerance != 0.0;
    let word = if sign {
        "sign"
    } else if within {
        "within ±"
    } else {
        "exactly"
    };
    let text = RichText::new(format!("{word} ⏷")).font(theme::small());
    let menu = ui.menu_button(text, |ui| {
        ui.set_min_width(170.0);
        let exact = MatchRule::Exact.term();
        if ui.radio(!sign && !within, "exactly").on_hover_text(exact).clicked() {
            (settings.match_rule, settings.tolerance) = (MatchRule::Exact, 0.0);
            ui.close();
        }
        if ui
            .radio(within, "within a tolerance")
            .on_hover_text(setting_tooltip("tolerance"))
            .clicked()
        {
            settings.match_rule = MatchRule::Exact;
            settings.tolerance = if within { settings.tolerance } else { 0.5 };
            ui.close();
        }
        if ui.radio(sign, "by sign").on_hover_text(MatchRule::Sign.term()).clicked() {
            settings.match_rule = MatchRule::Sign;
            ui.close();
        }
    });
    let spoken = format!("match rule: {word}");
    menu.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &spoken));
}

/// A word of the sentence that opens a list.
/// Choices that have no meaning now say why.
fn choice_ui<T: Named + Term>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    fits: impl Fn(T) -> Result<(), &'static str>,
) {
    let current = *value;
    let text = RichText::new(format!("{} ⏷", current.word())).font(theme::small());
    let menu = ui.menu_button(text, |ui| {
        ui.set_min_width(170.0);
        for (choice, _) in T::NAMES {
            let reason = fits(*choice).err();
            let radio = egui::RadioButton::new(*choice == current, choice.word());
            let response = ui
                .add_enabled(reason.is_none(), radio)
                .on_hover_text(choice.term())
                .on_disabled_hover_text(reason.unwrap_or_default());
            if response.clicked() {
                *value = *choice;
                ui.close();
            }
        }
    });
    let spoken = format!("{name}: {}", current.word());
    menu.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &spoken));
    menu.response.on_hover_text(current.term());
}

/// A whole number of the sentence that can be typed over or dragged.
fn whole_ui<N: egui::emath::Numeric>(
    ui: &mut Ui,
    name: &'static str,
    value: &mut N,
    range: std::ops::RangeInclusive<N>,
) {
    let drag = egui::DragValue::new(value).range(range).speed(0.05).update_while_editing(false);
    let response = ui.add(drag).on_hover_text(setting_tooltip(name));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, name));
}

/// A number of the sentence that can be typed over.
fn number_ui(ui: &mut Ui, name: &'static str, value: &mut f64, memory: &mut Memory) {
    let typing =
        memory.typing.as_ref().filter(|(which, _)| *which == name).map(|(_, text)| text.clone());
    let mut text = typing.clone().unwrap_or_else(|| words::amount(*value));
    #[expect(clippy::cast_precision_loss, reason = "a few characters")]
    let width = (text.chars().count() as f32 * 8.0 + 10.0).clamp(40.0, 100.0);
    let edit = egui::TextEdit::singleline(&mut text)
        .desired_width(width)
        .font(theme::small())
        .align(egui::Align2::LEFT_CENTER)
        .margin(vec2(6.0, 4.0));
    let response = ui.add(edit).on_hover_text(setting_tooltip(name));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if response.has_focus() {
        memory.typing = Some((name, text));
    } else if response.lost_focus() {
        memory.typing = None;
        let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape));
        if let (Some(typed), false) = (parse(&text), escaped) {
            *value = typed;
        }
    }
}

fn setting_tooltip(name: &str) -> &'static str {
    match name {
        "step" => "How far a weight is raised or lowered. Type another number, such as 0.5.",
        "rate" => {
            "What the slope of the score is multiplied by. Type another number, such as 0.05."
        }
        "how many at once" => "So many weights move together. Drag it, or click and type.",
        "seed" => "What the weights are drawn by: the same seed draws the same weights.",
        _ => "How far an output may be from its label and still match. 0 means exactly equal.",
    }
}

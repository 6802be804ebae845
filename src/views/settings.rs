//! Settings as words and numbers that can be changed where they stand.

use std::ops::RangeInclusive;

use eframe::egui::text::CCursorRange;
use eframe::egui::{self, DragValue, RadioButton, RichText, Role, Ui, WidgetInfo, vec2};

use super::grid::parse;
use super::small;
use crate::document::words::{self, Term};
use crate::engine::{MatchRule, Named, Policy, Settings};
use crate::theme;

/// Numbers being typed, by what they are called.
#[derive(Debug, Default)]
pub struct Memory {
    typing: Option<(String, String)>,
}

/// The settings of something: of the next round, of one of several ways.
pub struct Words<'a> {
    /// What is set.
    pub settings: &'a mut Settings,
    /// Whether the examples have labels that the log-loss needs.
    pub two_sided: bool,
    /// Said behind the name of each, such as " of way 2".
    pub of: &'a str,
    /// What is being typed.
    pub memory: &'a mut Memory,
}

impl Words<'_> {
    fn name(&self, name: &str) -> String {
        format!("{name}{}", self.of)
    }

    /// Exactly, within a tolerance, or by sign: three choices that set two settings.
    pub fn match_ui(&mut self, ui: &mut Ui) {
        let sign = self.settings.match_rule == MatchRule::Sign;
        let within = !sign && self.settings.tolerance != 0.0;
        let word = if sign {
            "sign"
        } else if within {
            "within ±"
        } else {
            "exactly"
        };
        let settings = &mut *self.settings;
        let text = RichText::new(format!("{word} ⏷")).font(theme::small());
        let menu = small::menu_ui(ui, text, |ui| {
            ui.set_min_width(170.0);
            let exact = MatchRule::Exact.term();
            if small::radio_ui(ui, !sign && !within, "exactly").on_hover_text(exact).clicked() {
                (settings.match_rule, settings.tolerance) = (MatchRule::Exact, 0.0);
                ui.close();
            }
            let tolerance = tooltip("tolerance");
            if small::radio_ui(ui, within, "within a tolerance").on_hover_text(tolerance).clicked()
            {
                settings.match_rule = MatchRule::Exact;
                settings.tolerance = if within { settings.tolerance } else { 0.5 };
                ui.close();
            }
            if small::radio_ui(ui, sign, "by sign").on_hover_text(MatchRule::Sign.term()).clicked()
            {
                settings.match_rule = MatchRule::Sign;
                ui.close();
            }
        });
        let spoken = format!("match rule{}: {word}", self.of);
        menu.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &spoken));
        if !sign && within {
            let mut tolerance = self.settings.tolerance;
            self.number_ui(ui, "tolerance", &mut tolerance);
            self.settings.tolerance = tolerance;
        }
    }

    /// The step.
    pub fn step_ui(&mut self, ui: &mut Ui) {
        let mut step = self.settings.step;
        self.number_ui(ui, "step", &mut step);
        self.settings.step = step;
    }

    /// The score.
    pub fn score_ui(&mut self, ui: &mut Ui) {
        let (settings, two_sided) = (*self.settings, self.two_sided);
        let score = choice_ui(ui, &self.name("score"), settings.score, |score| {
            words::score_lacks(score, &settings, two_sided)
        });
        self.settings.score = score;
    }

    /// What is applied.
    pub fn policy_ui(&mut self, ui: &mut Ui) {
        let settings = *self.settings;
        self.settings.policy = choice_ui(ui, &self.name("apply"), settings.policy, |policy| {
            words::policy_lacks(policy, &settings)
        });
    }

    /// What the policy in force alone reads: how many, how far and by which seed, or the rate.
    pub fn more_ui(&mut self, ui: &mut Ui) {
        let settings = *self.settings;
        if settings.policy == Policy::SomeAtOnce {
            whole_ui(ui, &self.name("how many at once"), &mut self.settings.p, 1..=Settings::MAX_P);
            self.settings.size = choice_ui(ui, &self.name("size"), settings.size, |size| {
                words::size_lacks(size, &settings)
            });
            word_ui(ui, "seed");
            whole_ui(ui, &self.name("seed"), &mut self.settings.seed, 0..=Settings::MAX_SEED);
        }
        if settings.policy == Policy::Gradient {
            word_ui(ui, "rate");
            let mut rate = settings.rate;
            self.number_ui(ui, "rate", &mut rate);
            self.settings.rate = rate;
        }
    }

    /// A number that can be typed over.
    fn number_ui(&mut self, ui: &mut Ui, name: &str, value: &mut f64) {
        let called = self.name(name);
        let typing = &mut self.memory.typing;
        let mut text = match typing {
            Some((which, text)) if *which == called => text.clone(),
            _ => words::amount(*value),
        };
        #[expect(clippy::cast_precision_loss, reason = "a few characters")]
        let width = (text.chars().count() as f32 * 8.0 + 10.0).clamp(40.0, 100.0);
        let edit = egui::TextEdit::singleline(&mut text)
            .desired_width(width)
            .font(theme::small())
            .align(egui::Align2::LEFT_CENTER)
            .margin(vec2(6.0, 4.0));
        let mut output = edit.show(ui);
        let response = output.response.response.on_hover_text(tooltip(name));
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &called));
        if response.gained_focus() && !response.contains_pointer() {
            // Whoever comes by the keyboard types over what is there.
            let all = CCursorRange::select_all(&output.galley);
            output.state.cursor.set_char_range(Some(all));
            output.state.store(ui.ctx(), response.id);
        }
        // A screen reader sets it without going there.
        if response.changed() && !response.has_focus() {
            *value = parse(&text).unwrap_or(*value);
        } else if response.has_focus() {
            *typing = Some((called, text));
        } else if response.lost_focus() {
            *typing = None;
            let escaped = ui.input(|input| input.key_pressed(egui::Key::Escape));
            if let (Some(typed), false) = (parse(&text), escaped) {
                *value = typed;
            }
        }
    }
}

/// A quiet word between settings.
pub fn word_ui(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::small()).weak());
}

/// A word that opens a list. Choices that have no meaning now say why.
fn choice_ui<T: Named + Term>(
    ui: &mut Ui,
    name: &str,
    current: T,
    lacks: impl Fn(T) -> Option<&'static str>,
) -> T {
    let mut chosen = current;
    let text = RichText::new(format!("{} ⏷", current.word())).font(theme::small());
    let menu = small::menu_ui(ui, text, |ui| {
        ui.set_min_width(170.0);
        for (choice, _) in T::NAMES {
            let reason = lacks(*choice);
            let radio = RadioButton::new(*choice == current, choice.word());
            let response = small::box_ui(ui, reason.is_none(), radio)
                .on_hover_text(choice.term())
                .on_disabled_hover_text(reason.unwrap_or_default());
            if response.clicked() {
                chosen = *choice;
                ui.close();
            }
        }
    });
    let spoken = format!("{name}: {}", current.word());
    menu.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &spoken));
    menu.on_hover_text(current.term());
    chosen
}

/// A whole number that can be typed over or dragged.
pub fn whole_ui<N: egui::emath::Numeric>(
    ui: &mut Ui,
    name: &str,
    value: &mut N,
    range: RangeInclusive<N>,
) {
    let drag = DragValue::new(value).range(range).speed(0.05).update_while_editing(false);
    let response = ui.add(drag).on_hover_text(tooltip(name));
    response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, name));
}

fn tooltip(name: &str) -> &'static str {
    match name {
        "step" => "How far a weight is raised or lowered. Type another number, such as 0.5.",
        "rate" => {
            "What the slope of the score is multiplied by. Type another number, such as 0.05."
        }
        "tolerance" => {
            "How far an output may be from its label and still match. 0 means exactly equal."
        }
        _ => "Drag it, or click and type another number.",
    }
}

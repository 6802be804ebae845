//! The search for an example: what is to happen under which settings, how far it has come, and what it found.

use eframe::egui::{self, DragValue, Grid, ProgressBar, RichText, Ui, WidgetInfo, vec2};

use super::{buttons, heading, primary};
use crate::document::words::{self, Term};
use crate::document::{Action, Effect};
use crate::engine::{
    Answer, Dataset, Done, Found, MatchRule, Named, Policy, Question, Score, Search, Settings,
    Wanted, number,
};
use crate::findings::Progress;
use crate::theme;
use crate::views::grid::parse;
use crate::views::{Desk, Scene, picture, text};

/// What was searched for last; it stands there when the dialog opens again.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    wanted: Wanted,
    period: usize,
}

impl Default for Memory {
    fn default() -> Self {
        Self { wanted: Wanted::BreaksMatched, period: 3 }
    }
}

/// What is chosen in the open dialog.
#[derive(Debug)]
pub struct Choice {
    memory: Memory,
    settings: Settings,
    /// The tolerance of the document, where matches are not by sign.
    tolerance: f64,
    step: String,
}

impl Choice {
    /// What was searched for last, under the settings of the document.
    pub fn new(memory: Memory, document: &Settings) -> Self {
        let tolerance = match document.match_rule {
            MatchRule::Exact => document.tolerance,
            MatchRule::Sign => 0.0,
        };
        let settings = Settings { policy: Policy::AllAtOnce, tolerance, ..*document };
        Self { memory, settings, tolerance, step: number(settings.step) }
    }

    /// The question that is chosen; `None` where the step is no step.
    fn question(&self) -> Option<Question> {
        let step = parse(&self.step).filter(|step| *step > 0.0 && *step <= Dataset::MAX_MAGNITUDE);
        let settings = Settings { step: step?, ..self.settings };
        Some(Question::Find(self.memory.wanted, settings))
    }
}

/// Asks what is to happen, searches for it, and offers what was found. Returns whether it is done with.
pub fn ui(
    ui: &mut Ui,
    choice: &mut Choice,
    memory: &mut Memory,
    scene: &Scene,
    desk: &mut Desk,
) -> bool {
    heading(ui, "Find an example");
    ui.label("The smallest pictures, with labels −1 and +1, in which this happens:");
    ui.add_space(2.0);
    let about = |question: Option<&Question>| {
        question.map_or(&Progress::Unasked, |question| scene.findings.about(question))
    };
    let searching = matches!(about(choice.question().as_ref()), Progress::UnderWay(_));
    ui.add_enabled_ui(!searching, |ui| {
        ui.scope(|ui| wanted_ui(ui, &mut choice.memory));
        ui.add_space(6.0);
        settings_ui(ui, choice);
    });
    *memory = choice.memory;
    let question = choice.question();
    let progress = about(question.as_ref());
    ui.add_space(4.0);
    ui.separator();
    ui.add_space(2.0);
    outcome_ui(ui, question.as_ref(), progress, desk);
    ui.add_space(10.0);
    let mut closed = false;
    buttons(ui, |ui| closed = buttons_ui(ui, question, progress, desk));
    closed
}

/// What is to happen.
fn wanted_ui(ui: &mut Ui, memory: &mut Memory) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for wanted in
        [Wanted::BreaksMatched, Wanted::PromisedLost, Wanted::OneAtATimeWins, Wanted::AllAtOnceWins]
    {
        ui.radio_value(&mut memory.wanted, wanted, wanted.word()).on_hover_text(wanted.term());
    }
    ui.horizontal(|ui| {
        let is_flip_flop = matches!(memory.wanted, Wanted::FlipFlop { .. });
        let flip_flop = Wanted::FlipFlop { period: memory.period };
        let radio = ui.radio(is_flip_flop, flip_flop.word()).on_hover_text(flip_flop.term());
        let drag = DragValue::new(&mut memory.period).range(2..=8).speed(0.05);
        let period = ui.add(drag).labelled_by(radio.id);
        period.widget_info(|| WidgetInfo::labeled(egui::Role::SpinButton, true, "period"));
        if radio.clicked() || period.changed() || is_flip_flop {
            memory.wanted = Wanted::FlipFlop { period: memory.period };
        }
    });
}

/// Under which settings.
fn settings_ui(ui: &mut Ui, choice: &mut Choice) {
    let Choice { settings, tolerance, step, .. } = choice;
    Grid::new("search settings").num_columns(2).spacing([14.0, 4.0]).show(ui, |ui| {
        ui.label("A picture matches");
        ui.horizontal(|ui| {
            let exactly = (MatchRule::Exact, 0.0, MatchRule::Exact.word().to_owned());
            let within = format!("within ±{}", words::exact(*tolerance));
            let within = (*tolerance > 0.0).then_some((MatchRule::Exact, *tolerance, within));
            let by_sign = (MatchRule::Sign, 0.0, MatchRule::Sign.word().to_owned());
            for (rule, tolerance, text) in [exactly].into_iter().chain(within).chain([by_sign]) {
                let chosen = (settings.match_rule, settings.tolerance) == (rule, tolerance);
                if ui.radio(chosen, text).on_hover_text(rule.term()).clicked() {
                    (settings.match_rule, settings.tolerance) = (rule, tolerance);
                }
            }
        });
        ui.end_row();
        ui.label("Score");
        ui.horizontal(|ui| {
            for (score, _) in Score::NAMES {
                ui.radio_value(&mut settings.score, *score, score.word())
                    .on_hover_text(score.term());
            }
        });
        ui.end_row();
        let caption = ui.label("Step");
        let edit = egui::TextEdit::singleline(step).desired_width(70.0);
        ui.add(edit).labelled_by(caption.id);
        ui.end_row();
    });
}

/// What is known of it, or how far it has come.
fn outcome_ui(ui: &mut Ui, question: Option<&Question>, progress: &Progress, desk: &mut Desk) {
    match (question, progress) {
        (None, _) => {
            let text = "A step is a number greater than 0, such as 1 or 0.5.";
            ui.label(RichText::new(text).color(theme::palette(ui).missed));
        }
        (Some(Question::Find(wanted, _)), Progress::Known(Answer::Found(search))) => {
            let told = words::found(*wanted, search);
            text::headline_ui(ui, &told.headline, None);
            if let Search::Found(Found { experiment, .. }) = search {
                pictures_ui(ui, &experiment.dataset, usize::MAX);
            }
            for sentence in &told.sentences {
                text::sentence_ui(ui, sentence);
            }
        }
        (Some(question), Progress::UnderWay(done)) => progress_ui(ui, question, *done, desk),
        (_, Progress::Stopped) => text::quiet_ui(ui, "Stopped before there was an answer."),
        _ => text::quiet_ui(
            ui,
            "Pixels are 0 or 1, and weights start at 0. Every dataset is tried, the smallest first; where these become \
             too many, larger ones are drawn at random.",
        ),
    }
}

/// How far it has come, and a way to give up.
fn progress_ui(ui: &mut Ui, question: &Question, done: Done, desk: &mut Desk) {
    text::quiet_ui(
        ui,
        &match done {
            Done::Searching(at) => words::searching(&at),
            Done::Share(_) => words::under_way(question).to_owned(),
        },
    );
    buttons(ui, |ui| {
        if ui.button("Cancel").clicked() {
            desk.ask(Action::Outside(Effect::GiveUp(question.clone())));
        }
        // On the light panel its ground alone would not be seen.
        ui.visuals_mut().extreme_bg_color = theme::palette(ui).raised;
        ui.add(ProgressBar::new(done.share()).desired_height(10.0));
    });
}

fn buttons_ui(
    ui: &mut Ui,
    question: Option<Question>,
    progress: &Progress,
    desk: &mut Desk,
) -> bool {
    match (question, progress) {
        (Some(Question::Find(wanted, _)), Progress::Known(Answer::Found(Search::Found(found)))) => {
            if primary(ui, "Open it").clicked() {
                desk.ask(Action::Outside(Effect::OpenFound(wanted, found.clone())));
                return true;
            }
        }
        (_, Progress::Known(_)) => {}
        (question, progress) => {
            // It stays in its place while a search is under way, so that a second click closes nothing.
            let idle = !matches!(progress, Progress::UnderWay(_)) && question.is_some();
            let clicked = ui.add_enabled_ui(idle, |ui| primary(ui, "Search").clicked()).inner;
            if let (true, Some(question)) = (clicked, question) {
                desk.ask(Action::Outside(Effect::WorkOut(question)));
            }
        }
    }
    ui.button("Close").clicked()
}

/// The first pictures in small, each over its label.
pub(super) fn pictures_ui(ui: &mut Ui, dataset: &Dataset, most: usize) {
    egui::ScrollArea::vertical().max_height(164.0).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (e, example) in dataset.examples.iter().enumerate().take(most) {
                let lines = [dataset.title(e), format!("label {}", words::signed(example.label))];
                picture::card_ui(ui, example, dataset.shape, vec2(68.0, 40.0), &lines);
            }
        });
    });
    ui.add_space(2.0);
}

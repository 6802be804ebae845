//! What may get a stuck run going again. Each offer is tried on the data before it is made.

use eframe::egui::{Button, Ui, vec2};

use crate::document::{Action, words};
use crate::engine::{Evaluation, Experiment, MatchRule, Score, Settings};
use crate::views::{Desk, Scene, says};

/// Above so many products offers are not tried in a frame.
const AT_ONCE: usize = 2_000_000;

/// Draws the offers.
pub fn ui(ui: &mut Ui, scene: &Scene, desk: &mut Desk) {
    says::caption_ui(ui, "What may help");
    let settings = *scene.settings();
    let half = settings.step / 2.0;
    let mut offers = vec![(
        format!("Step {}", words::amount(half)),
        Settings {
            step: half,
            ..settings
        },
    )];
    if settings.score != Score::SquaredError {
        let score = Score::SquaredError;
        offers.push((
            "Score by squared error".to_owned(),
            Settings { score, ..settings },
        ));
    }
    if settings.match_rule != MatchRule::Sign && settings.score == Score::Matches {
        let match_rule = MatchRule::Sign;
        offers.push((
            "Match by sign".to_owned(),
            Settings {
                match_rule,
                ..settings
            },
        ));
    }
    for (text, changed) in offers {
        ui.horizontal(|ui| {
            let button = Button::new(&text).min_size(vec2(170.0, 26.0));
            if ui
                .add_enabled(desk.situation.running.is_none(), button)
                .clicked()
            {
                desk.ask(Action::SetSettings(changed));
            }
            says::quiet_ui(ui, &prospect(scene, changed));
        });
    }
}

/// How many weights the tests would move under other settings.
fn prospect(scene: &Scene, settings: Settings) -> String {
    let experiment = scene.document.experiment();
    let products = experiment.weights.len() * experiment.dataset.examples.len();
    if products > AT_ONCE {
        return "then test again from here".to_owned();
    }
    let changed = Experiment {
        settings,
        ..experiment.clone()
    };
    let evaluation = Evaluation::of(&changed);
    if evaluation.tally.matched == experiment.dataset.examples.len() {
        return "all pictures match at once".to_owned();
    }
    let tests = evaluation.test_all(&changed.dataset, &settings);
    match tests
        .iter()
        .filter(|test| test.direction.sign() != 0.0)
        .count()
    {
        0 => "still stuck".to_owned(),
        1 => "1 weight would move".to_owned(),
        n => format!("{n} weights would move"),
    }
}

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
    let mut offers =
        vec![(format!("Step {}", words::amount(half)), Settings { step: half, ..settings })];
    if settings.score != Score::SquaredError {
        let score = Score::SquaredError;
        offers.push(("Score by squared error".to_owned(), Settings { score, ..settings }));
    }
    if settings.match_rule != MatchRule::Sign && settings.score == Score::Matches {
        let match_rule = MatchRule::Sign;
        offers.push(("Match by sign".to_owned(), Settings { match_rule, ..settings }));
    }
    let mut offers: Vec<_> = offers
        .into_iter()
        .map(|(text, changed)| (prospect(scene, changed), text, changed))
        .collect();
    offers.sort_by_key(|(prospect, ..)| !prospect.helps);
    for (prospect, text, changed) in offers {
        ui.horizontal(|ui| {
            let button = Button::new(&text).min_size(vec2(170.0, 26.0));
            if ui.add_enabled(desk.situation.running.is_none(), button).clicked() {
                desk.ask(Action::SetSettings(changed));
            }
            says::quiet_ui(ui, &prospect.text);
        });
    }
}

/// What an offer would bring.
struct Prospect {
    text: String,
    helps: bool,
}

/// How many weights the tests would move under other settings.
fn prospect(scene: &Scene, settings: Settings) -> Prospect {
    let experiment = scene.document.experiment();
    let examples = experiment.dataset.examples.len();
    let prospect = |text: &str, helps| Prospect { text: text.to_owned(), helps };
    if experiment.weights.len() * examples > AT_ONCE {
        return prospect("then test again from here", true);
    }
    let changed = Experiment { settings, ..experiment.clone() };
    let evaluation = Evaluation::of(&changed);
    if evaluation.tally.matched == examples {
        return prospect("all pictures match at once", true);
    }
    let tests = evaluation.test_all(&changed.dataset, &settings);
    match tests.iter().filter(|test| test.direction.sign() != 0.0).count() {
        0 => prospect("still stuck", false),
        1 => prospect("1 weight would move", true),
        n => prospect(&format!("{n} weights would move"), true),
    }
}

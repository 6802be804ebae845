//! What may get a stuck run going again. Each offer is tried on the data before it is made.

use eframe::egui::{Button, Ui, vec2};

use crate::document::{Action, words};
use crate::engine::{Evaluation, Experiment, MatchRule, Score, Settings};
use crate::views::kept::Kept;
use crate::views::{Desk, Scene, says};

/// Above so many products offers are not tried in a frame.
const AT_ONCE: usize = 2_000_000;

/// Other settings, and what they would bring.
#[derive(Debug)]
pub struct Offer {
    text: String,
    settings: Settings,
    prospect: Prospect,
}

/// Draws the offers.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Kept<Vec<Offer>>, desk: &mut Desk) {
    says::caption_ui(ui, "What may help");
    for offer in memory.of(scene.document.generation(), |_| offers(scene)).iter() {
        ui.horizontal(|ui| {
            let button = Button::new(&offer.text).min_size(vec2(170.0, 26.0));
            if ui.add_enabled(desk.situation.running.is_none(), button).clicked() {
                desk.ask(Action::SetSettings(offer.settings));
            }
            says::quiet_ui(ui, &offer.prospect.text);
        });
    }
}

/// Those that help first.
fn offers(scene: &Scene) -> Vec<Offer> {
    let settings = *scene.settings();
    let half = settings.step / 2.0;
    let mut others =
        vec![(format!("Step {}", words::amount(half)), Settings { step: half, ..settings })];
    if settings.score != Score::SquaredError {
        let score = Score::SquaredError;
        others.push(("Score by squared error".to_owned(), Settings { score, ..settings }));
    }
    if settings.match_rule != MatchRule::Sign && settings.score == Score::Matches {
        let match_rule = MatchRule::Sign;
        others.push(("Match by sign".to_owned(), Settings { match_rule, ..settings }));
    }
    let offer = |(text, settings)| Offer { text, settings, prospect: prospect(scene, settings) };
    let mut offers: Vec<_> = others.into_iter().map(offer).collect();
    offers.sort_by_key(|offer| !offer.prospect.helps);
    offers
}

/// What an offer would bring.
#[derive(Debug)]
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

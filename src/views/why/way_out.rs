//! What may get a run that goes nowhere going again: ways that are tried on the data before they are offered, and
//! offered as forks, so that nothing is changed by looking.

use std::ops::ControlFlow;

use eframe::egui::{Button, Ui, vec2};

use crate::commands::Command;
use crate::document::{Action, Effect, words};
use crate::engine::{Course, Forks, Settings, ways_out};
use crate::views::kept::Kept;
use crate::views::{Desk, Scene, text};

/// Above so many outputs offers are not tried in a frame.
const AT_ONCE: usize = 2_000_000;

/// Another way to go on, and where it leads.
#[derive(Debug)]
pub struct Offer {
    text: String,
    settings: Settings,
    prospect: String,
    helps: bool,
}

/// Draws the offers for a run that is stuck, or goes back and forth.
pub fn ui(
    ui: &mut Ui,
    scene: &Scene,
    flip_flops: bool,
    memory: &mut Kept<Vec<Offer>>,
    desk: &mut Desk,
) {
    if Command::Compare.is_hidden(desk.situation) {
        return;
    }
    text::caption_ui(ui, "What to try instead, compared with going on as now");
    let offers = memory.of(scene.document.generation(), |_| offers(scene, flip_flops));
    for (chosen, offer) in offers.iter().enumerate() {
        ui.horizontal(|ui| {
            let button = Button::new(&offer.text).min_size(vec2(170.0, 26.0));
            if ui.add_enabled(desk.situation.running.is_none(), button).clicked() {
                compare(scene, &offers, chosen, desk);
            }
            text::quiet_ui(ui, &offer.prospect);
        });
    }
}

/// Compares the chosen offer with going on as now, and with the other offers.
fn compare(scene: &Scene, offers: &[Offer], chosen: usize, desk: &mut Desk) {
    let others = offers.iter().enumerate().filter(|(offer, _)| *offer != chosen);
    let ways = [offers[chosen].settings, *scene.settings()];
    let ways = ways.into_iter().chain(others.map(|(_, offer)| offer.settings)).collect();
    desk.ask(Action::SetForks(Some(Forks { ways, ..scene.document.usual_forks() })));
    desk.ask(Action::Outside(Effect::Compare(true)));
}

/// Those that help first.
fn offers(scene: &Scene, flip_flops: bool) -> Vec<Offer> {
    let ways = ways_out(scene.document.experiment(), flip_flops).into_iter();
    let mut offers: Vec<Offer> = ways.map(|settings| offer(scene, settings)).collect();
    offers.sort_by_key(|offer| !offer.helps);
    offers
}

fn offer(scene: &Scene, settings: Settings) -> Offer {
    let text = words::way_out(scene.settings(), &settings);
    let (after, weights) = scene.document.fork_point();
    let (weights, rounds) = (weights.clone(), Forks::USUAL_ROUNDS);
    let forks = Forks { after, weights, rounds, ways: vec![settings] };
    let dataset = &scene.document.experiment().dataset;
    if forks.cost(dataset) > AT_ONCE {
        return Offer { text, settings, prospect: String::new(), helps: true };
    }
    let start = forks.start(dataset, settings);
    let course = Course::of(start, forks.after, forks.rounds, |_| ControlFlow::Continue(()));
    let prospect = course.as_ref().map(words::prospect);
    let helps = course.is_some_and(|course| course.gets_on());
    Offer { text, settings, prospect: prospect.unwrap_or_default(), helps }
}

//! A whole round explained on one page of Markdown: the sentences and tables of the window, in reading order.
//!
//! Deliberately absent: numbers of its own. What is too much for a page is counted, and said to be.

mod markdown;
mod pictures;
mod together;

use std::collections::BTreeMap;

use markdown::Page;

use super::{Told, amount, capital, count, list, plural, scored, signed};
use crate::document::sheets::Subject;
use crate::engine::{Dataset, MatchRule, Policy, Round, Score, Settings, Size};

/// The page on the round that led to where the document stands; `None` where none did.
#[must_use]
pub fn page(subject: &Subject) -> Option<String> {
    let (dataset, round) = (subject.dataset(), subject.round.as_deref()?);
    let mut page = Page::default();
    page.heading(1, &format!("{}, round {}", capital(subject.stem()), round.number));
    page.paragraph(&data(dataset));
    page.paragraph(&settings(&round.settings));
    page.paragraph(&result(round));
    pictures::write(&mut page, dataset, round);
    together::write(&mut page, subject, round);
    Some(page.into_text())
}

/// A headline and its sentences.
fn tell(page: &mut Page, told: &Told) {
    page.paragraph(&told.headline);
    page.list(told.sentences.iter().cloned());
}

fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// "4 pictures of 3 x 4 pixels: 2 labelled −1 (not a smile), 2 labelled +1 (smile)."
fn data(dataset: &Dataset) -> String {
    /// Of more labels, the count alone is told.
    const MOST_LABELS: usize = 6;
    let mut labels: BTreeMap<String, (f64, usize)> = BTreeMap::new();
    for example in &dataset.examples {
        labels.entry(amount(example.label)).or_insert((example.label, 0)).1 += 1;
    }
    let mut labels: Vec<(f64, usize)> = labels.into_values().collect();
    labels.sort_by(|one, other| one.0.total_cmp(&other.0));
    let told = |(label, pictures): &(f64, usize)| {
        let name = dataset.label_name(*label).map(|name| format!(" ({name})"));
        format!("{} labelled {}{}", count(*pictures), signed(*label), name.unwrap_or_default())
    };
    let labels = match labels.len() {
        0 => String::new(),
        n if n > MOST_LABELS => format!(", with {} different labels", count(n)),
        _ => format!(": {}", list(&labels.iter().map(told).collect::<Vec<_>>())),
    };
    let (width, height) = (dataset.shape.width, dataset.shape.height);
    let pictures = plural(dataset.examples.len(), "picture");
    format!(
        "{pictures} of {width} x {height} pixels{labels}. Every pixel has one weight; a picture's output is the sum of its pixels times their weights."
    )
}

/// The settings as a sentence.
fn settings(settings: &Settings) -> String {
    format!(
        "Each weight was tested alone, one step of {} up and one down, all others held. A picture matches when {}. \
         A test is scored by {}. Then {}.",
        amount(settings.step),
        matches_when(settings),
        scored_by_what(settings.score),
        then_applied(settings)
    )
}

/// When a picture matches.
#[must_use]
pub fn matches_when(settings: &Settings) -> String {
    match (settings.match_rule, settings.tolerance) {
        (MatchRule::Exact, 0.0) => "its output equals its label".to_owned(),
        (MatchRule::Exact, off) => {
            format!("its output is no more than {} off its label", amount(off))
        }
        (MatchRule::Sign, _) => "its output has the sign of its label".to_owned(),
    }
}

/// What a test compares.
#[must_use]
pub const fn scored_by_what(score: Score) -> &'static str {
    match score {
        Score::Matches => "how many pictures match",
        Score::AbsoluteError => "how far all outputs are off their labels, added up",
        Score::SquaredError => "how far all outputs are off their labels, squared and added up",
        Score::LogLoss => {
            "the log-loss: how surprising the labels are when the sigmoid of an output is read as the chance of +1"
        }
    }
}

/// What is done with the directions that the tests found.
#[must_use]
pub const fn then_applied(settings: &Settings) -> &'static str {
    match settings.policy {
        Policy::AllAtOnce => "all changes are applied at once",
        Policy::OneAtATime => "each weight is moved at once, and the next is tested from there",
        Policy::BestOne => "only the change that gained most is applied",
        Policy::SomeAtOnce if matches!(settings.size, Size::Fitted) => {
            "some weights, drawn at random, are moved together, each by its own best amount"
        }
        Policy::SomeAtOnce => "some of the changes, drawn at random, are applied together",
        Policy::ColourClasses => {
            "the weights are moved in groups of which no two are on in one picture, each group tested again before"
        }
        Policy::Gradient => "every weight is moved against the slope of the score, times a rate",
        Policy::SharedStep => {
            "all changes are applied at once, each by the step divided by the most changes that meet in one picture"
        }
        Policy::Halving => {
            "all changes are applied at once, by the step or the first half of it, quarter and so on that is no worse than staying"
        }
    }
}

/// What came of it in a few words.
fn result(round: &Round) -> String {
    let score = round.settings.score;
    let pictures = count(round.examples.len());
    let errors = match score {
        Score::Matches => String::new(),
        _ => format!(
            " Before: {}. After: {}.",
            scored(score, round.before.score(score)),
            scored(score, round.after.score(score))
        ),
    };
    let chosen = match round.chosen {
        Some(_) => " Which of them moved was chosen by hand.",
        None => "",
    };
    format!(
        "{} of {} moved.{chosen} Before the round {} of {pictures} matched, after it {}.{errors}",
        count(round.moved()),
        plural(round.weights_before.len(), "weight"),
        count(round.before.matched),
        count(round.after.matched)
    )
}

//! Whether all changes may be applied at once, though each was only tested alone: what is sure, and on what condition.

use super::terms::Term;
use super::{Told, amount, brief, brief_signed, count, plural};
use crate::engine::{Forecast, Meeting, Policy, Round, Score, Settings, Spectrum};

/// What is known of the changes of a round.
#[derive(Debug, Clone, Copy)]
pub enum Foreseen<'a> {
    /// Not all tests are made.
    Untested,
    /// There are so many pictures that it is not worked out.
    TooMany,
    /// All of it.
    Tested(&'a Forecast),
}

/// What is sure of applying all changes at once: of those that the tests found, once all are made; before that of
/// whatever they will find.
#[must_use]
pub fn allowed(meeting: &Meeting, settings: &Settings, foreseen: Foreseen) -> Told {
    let (headline, sentences) = match foreseen {
        _ if meeting.spectrum.lit == 0 => (
            "No pixel is lit in any picture, so no weight decides anything.".to_owned(),
            Vec::new(),
        ),
        Foreseen::Tested(forecast) => of_changes(forecast),
        Foreseen::Untested => of_any(meeting, settings.score, "Test all weights to see the rest."),
        Foreseen::TooMany => of_any(
            meeting,
            settings.score,
            "With so many pictures the ways are not tried beforehand; Rounds tells what each round promised and came to.",
        ),
    };
    Told { headline, sentences, good: None }
}

/// Whatever the tests will find, and what to do about the rest.
fn of_any(meeting: &Meeting, score: Score, rest: &str) -> (String, Vec<String>) {
    let sure = if meeting.overlap <= 1.0 {
        "No two weights share a lit pixel in any picture: all at once will gain exactly what each alone, added up, does."
            .to_owned()
    } else if score.is_convex() {
        format!(
            "Scored by {}, with the step shared among the most changes that meet in one picture, all at once never \
             make it worse.",
            scored_by(score)
        )
    } else {
        "Scored by matches, nothing makes it sure: past its label a picture no longer matches."
            .to_owned()
    };
    let lit = meeting.spectrum.lit;
    let meet = match meeting.overlap {
        most if most <= 1.0 => None,
        _ if lit == 2 => Some("Both lit weights meet in one picture.".to_owned()),
        most => Some(format!(
            "Up to {} of the {} lit weights meet in one picture.",
            amount(most),
            count(lit)
        )),
    };
    let sentences = [Some(sure), meet, Some(rest.to_owned())];
    ("May all changes be applied at once?".to_owned(), sentences.into_iter().flatten().collect())
}

/// Of the changes that the tests found.
fn of_changes(forecast: &Forecast) -> (String, Vec<String>) {
    let Forecast { score, directions, overlap, alone, .. } = *forecast;
    let gain = amount(alone);
    match directions {
        0 => {
            return (
                "No weight has a direction: there is nothing to apply.".to_owned(),
                Vec::new(),
            );
        }
        1 => {
            let sentence = format!("It gains exactly what its test found: {gain}.");
            return ("Yes: one change is alone anyway.".to_owned(), vec![sentence]);
        }
        _ if forecast.adds_up() => {
            let sentence = format!(
                "No two of the {} changes share a lit pixel in any picture, so all at once gain exactly what each \
                 alone, added up, does: {gain}.",
                count(directions)
            );
            return ("Yes: their gains add up exactly.".to_owned(), vec![sentence]);
        }
        _ => {}
    }
    let most = amount(overlap);
    let meet = if directions == 2 {
        "Both changes meet in one picture.".to_owned()
    } else {
        format!("Up to {most} of the {} changes meet in one picture.", count(directions))
    };
    if let Some(sure) = forecast.sure_when_shared() {
        let shared = format!(
            "At 1/{most} of the step, all at once gain at least 1/{most} of each alone, added up: {gain} / {most} = {}.",
            amount(sure)
        );
        let so = "So the directions are never wrong together if the step is shared. At the whole step nothing is sure.";
        ("Yes, if the step is shared.".to_owned(), vec![meet, shared, so.to_owned()])
    } else {
        let why = "Past its label a picture no longer matches, so matches do not add up, and a shared step makes \
                   nothing sure.";
        let other = "Scored by an error instead, a shared step never makes it worse.";
        let sentences = vec![meet, why.to_owned(), other.to_owned()];
        (format!("Not for sure, scored by {}.", scored_by(score)), sentences)
    }
}

/// A score after "scored by".
#[must_use]
pub const fn scored_by(score: Score) -> &'static str {
    match score {
        Score::Matches => "matches",
        Score::AbsoluteError => "the total error",
        Score::SquaredError => "squared error",
        Score::LogLoss => "log-loss",
    }
}

/// What groups of weights that never meet are good for.
#[must_use]
pub fn grouped(meeting: &Meeting) -> String {
    match &meeting.graph {
        None => format!(
            "{} are too many to see which ones meet.",
            plural(meeting.spectrum.lit, "lit weight")
        ),
        Some(graph) if graph.is_complete() => {
            "Every lit weight meets every other: group by group is one at a time.".to_owned()
        }
        Some(graph) => match graph.classes.len() {
            0 => "No weight is lit in any picture.".to_owned(),
            1 => {
                "No two lit weights meet: all of them are one group, in which gains add up exactly."
                    .to_owned()
            }
            n => format!("Group by group adds up exactly inside each group: {} groups.", count(n)),
        },
    }
}

/// How many random weights may move at once, by theory.
#[must_use]
pub fn parallel(spectrum: &Spectrum) -> String {
    format!(
        "In theory up to about {} at random may each move by their own best amount at once, and the squared error \
         still falls. It says nothing of fixed steps.",
        count(spectrum.parallel())
    )
}

/// One way to apply what the tests found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The policy.
    pub policy: Policy,
    /// What it is called.
    pub name: String,
    /// What is sure of its gain beforehand.
    pub sure: String,
    /// What comes of it: "4 → 3, gain +1".
    pub outcome: String,
    /// Whether it is the one that was applied.
    pub applied: bool,
}

/// The ways to apply what the tests found; after a round the one that was applied among them.
#[must_use]
pub fn ways(forecast: &Forecast, round: Option<&Round>) -> Vec<Way> {
    /// Of ways that cannot lose.
    const SAFE: &str = "no loss";
    const NOTHING: &str = "nothing";
    let exactly = |gain: f64| format!("exactly {}", brief_signed(gain));
    let outcome = |after: f64| {
        let gain = brief_signed(forecast.gain(after));
        format!("{} → {}, gain {gain}", brief(forecast.before), brief(after))
    };
    let applied = |policy| {
        round.is_some_and(|round| round.settings.policy == policy && round.chosen.is_none())
    };
    let sure = |otherwise: &str| {
        if forecast.adds_up() { exactly(forecast.alone) } else { otherwise.to_owned() }
    };
    let least =
        forecast.sure_when_shared().map(|least| format!("at least {}", brief_signed(least)));
    let shared = match amount(forecast.overlap).as_str() {
        "1" => "Shared step".to_owned(),
        most => format!("Shared step, 1/{most}"),
    };
    let mut ways = vec![
        Way {
            policy: Policy::AllAtOnce,
            name: "All at once".to_owned(),
            sure: sure(NOTHING),
            outcome: outcome(forecast.together),
            applied: applied(Policy::AllAtOnce),
        },
        Way {
            policy: Policy::SharedStep,
            name: shared,
            sure: sure(least.as_deref().unwrap_or(NOTHING)),
            outcome: outcome(forecast.shared),
            applied: applied(Policy::SharedStep),
        },
        Way {
            policy: Policy::ColourClasses,
            name: "Group by group".to_owned(),
            sure: SAFE.to_owned(),
            outcome: outcome(forecast.grouped),
            applied: applied(Policy::ColourClasses),
        },
    ];
    if let Some(round) = round.filter(|_| ways.iter().all(|way| !way.applied)) {
        let policy = round.settings.policy;
        let whole = round.chosen.is_none();
        let after = outcome(round.after.score(forecast.score));
        let sure = match policy {
            // What was chosen by hand was not foretold.
            _ if !whole => "not known",
            Policy::OneAtATime | Policy::BestOne | Policy::Halving => SAFE,
            _ => NOTHING,
        };
        let some = if whole { "" } else { ", some of it" };
        let name = super::capital(policy.word()) + some;
        ways.push(Way { policy, name, sure: sure.to_owned(), outcome: after, applied: true });
    }
    ways
}

//! The primary button: what it says and does by how far the round has come, and what stands beside it.

use super::Situation;
use crate::document::{Action, Effect, Stage};
use crate::engine::{Policy, Settings};
use crate::trial::{Phase, Trial};

/// Whether a trial goes through all weights by itself.
pub fn sweeping(situation: &Situation) -> bool {
    situation.trial.is_some_and(|trial| trial.sweeping)
}

/// What the primary button says.
pub fn primary_text(situation: &Situation) -> String {
    let document = situation.document;
    match situation.trial {
        Some(trial) if trial.sweeping => "Skip to the notes".to_owned(),
        Some(Trial { phase: Phase::Raised | Phase::PutBack, .. }) => {
            "Put back, then lower".to_owned()
        }
        Some(_) => "Put back".to_owned(),
        None if document.state().waits_to_move() => match document.settings().policy {
            Policy::ColourClasses => "Move this group".to_owned(),
            _ => "Move it now".to_owned(),
        },
        None if !document.settings().follows_tests() => "Whole round".to_owned(),
        None => match document.stage() {
            Stage::Before | Stage::Testing => "Test this weight".to_owned(),
            // How many there are is to be found out.
            Stage::Tested if situation.some_open.is_some() => "Apply the changes".to_owned(),
            Stage::Tested => apply_text(document.settings(), document.noted_changes().len()),
            Stage::Applied(_) => "Test again from here".to_owned(),
        },
    }
}

fn apply_text(settings: &Settings, changes: usize) -> String {
    match (settings.policy, changes) {
        (_, 0) => "Record: no weight moves".to_owned(),
        (Policy::BestOne, _) => "Apply the best change".to_owned(),
        (_, 1) => "Apply 1 change".to_owned(),
        (Policy::SomeAtOnce, n) if settings.p < n => format!("Apply {} of {n} changes", settings.p),
        (Policy::SharedStep, n) => format!("Apply {n} shared changes"),
        (_, n) => format!("Apply {n} changes at once"),
    }
}

/// What the primary button does.
pub fn primary_action(situation: &Situation) -> Action {
    let document = situation.document;
    if sweeping(situation) {
        return Action::Outside(Effect::Skip);
    }
    if situation.trial.is_none() {
        if document.state().waits_to_move() {
            return Action::MoveNoted;
        }
        if document.stage() == Stage::Tested || !document.settings().follows_tests() {
            return Action::Outside(Effect::Apply);
        }
        if let Some(weight) = situation.next_weight {
            return Action::Outside(Effect::Try { weight });
        }
    }
    Action::Outside(Effect::Step)
}

/// What the button beside it says.
pub fn rest_text(situation: &Situation) -> String {
    let document = situation.document;
    let (all, tested) = (document.state().notes.len(), document.tested());
    if document.settings().policy.tests_in_turns()
        && (tested > 0 || document.state().sweep.is_some())
    {
        return "Finish the round".to_owned();
    }
    let begun = tested + usize::from(situation.trial.is_some());
    match all.saturating_sub(begun) {
        rest if begun == 0 => format!("Test all {rest}"),
        rest => format!("Test the other {rest}"),
    }
}

/// What the button beside it does.
pub fn rest_action(situation: &Situation) -> Action {
    if situation.document.settings().policy.tests_in_turns() {
        return Action::Outside(Effect::Run { rounds: 1 });
    }
    Action::Outside(Effect::TryRest)
}

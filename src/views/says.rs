//! What views say of a scene: picks the words for what is on screen.

use super::Scene;
pub use crate::document::words::direction;
use crate::document::{LogRow, Stage, words};
use crate::engine::{MatchRule, Settings, Shape, WeightTest};
use crate::theme;
use crate::trial::Phase;

/// Where the round stands, a trial included.
pub fn stage_line(scene: &Scene) -> String {
    match scene.trial {
        Some(trial) => {
            let change = trial.change(scene.settings());
            words::trial_line(&scene.document.experiment().weights, trial.weight, change)
        }
        None => match (scene.imagined(), scene.round()) {
            (Some(what_if), Some(round)) => words::what_if_line(round, &what_if.arrangement),
            _ if scene.covers_something() => words::covered_line(scene.document),
            _ => words::stage_line(scene.document),
        },
    }
}

/// A note as a cell says it aloud: "up 2, down 1: raise".
pub fn note(test: &WeightTest, settings: &Settings) -> String {
    let (up, down) = (words::amount(test.up), words::amount(test.down));
    format!("up {up}, down {down}: {}", direction(test, settings))
}

/// Beside "Outputs": how to read the line, or what it asks for.
pub fn outputs_hint(scene: &Scene, roomy: bool) -> String {
    if scene.covers_any_output() {
        return "covered pictures find their place when they are worked out".to_owned();
    }
    if scene.is_trial() {
        return "a trial: nothing here is applied".to_owned();
    }
    let [right, made] = scene.evaluation.came_true(scene.dataset(), scene.guesses);
    match (&scene.stage, made) {
        (Stage::Applied(_), 1..) => {
            let guesses = if made == 1 { "guess" } else { "guesses" };
            let [all_right, all] = scene.guessed;
            let so_far = if all > made {
                format!("; {} of {} so far", words::count(all_right), words::count(all))
            } else {
                String::new()
            };
            format!("{right} of {made} {guesses} came true{so_far}")
        }
        (Stage::Tested, 0) if !scene.many_pictures() => {
            "where will they land? Drag a picture there: your guess".to_owned()
        }
        (Stage::Tested, 1..) => "apply, and see whether your guess comes true".to_owned(),
        _ if scene.many_pictures() => String::new(),
        _ if scene.sigmoid => "every picture stands at its output, read as a chance".to_owned(),
        _ => {
            let matches = match scene.settings().match_rule {
                MatchRule::Exact if scene.settings().tolerance > 0.0 => "near its own label's post",
                MatchRule::Exact => "on its own label's post",
                MatchRule::Sign => "on its label's side of 0",
            };
            if roomy {
                format!("every picture stands at its output; it matches {matches}")
            } else {
                format!("a picture matches {matches}")
            }
        }
    }
}

/// A picture on the output line, aloud.
pub fn picture_on_line(scene: &Scene, e: usize) -> String {
    format!(
        "{} at {}, {}, {}",
        scene.dataset().title(e),
        output_number(scene, scene.output(e)),
        label(scene, e),
        if scene.matched(e) { "matches" } else { "does not match" }
    )
}

/// "2 past its label": how far a picture stands from its post, seen from where it came.
pub fn gap_to_label(scene: &Scene, e: usize) -> String {
    let label = scene.dataset().examples[e].label;
    let gap = words::brief((scene.output(e) - label).abs());
    let now = scene.output(e);
    let side = match scene.output_before(e) {
        Some(before) if before != now && (label - before) * (label - now) <= 0.0 => "past",
        Some(before) if before != now && now.abs() < label.abs() => "short of",
        Some(before) if before != now && now > label => "above",
        Some(before) if before != now => "below",
        _ => "off",
    };
    format!("{gap} {side} its label")
}

/// "row 3, col 1", where room is short.
pub fn short_place(shape: Shape, weight: usize) -> String {
    let (row, column) = shape.place(weight);
    format!("row {}, col {}", row + 1, column + 1)
}

/// "3 of 4", or "? of 4" while outputs are covered.
pub fn matched_of(scene: &Scene) -> String {
    if scene.covers_any_output() {
        return format!("? of {}", words::count(scene.dataset().examples.len()));
    }
    let (matched, all) = (scene.evaluation.tally.matched, scene.dataset().examples.len());
    format!("{} of {}", words::count(matched), words::count(all))
}

/// A card, aloud.
pub fn card(scene: &Scene, e: usize) -> String {
    if scene.covers_output(e) {
        return format!("{}, {}, output covered", scene.dataset().title(e), label(scene, e));
    }
    let plain = verdict(scene, e).replace(theme::TICK, "").replace(theme::CROSS, "");
    format!(
        "{}, {}, {}, {}",
        scene.dataset().title(e),
        label(scene, e),
        output(scene, e),
        plain.trim()
    )
}

/// "label +1, smile".
pub fn label(scene: &Scene, e: usize) -> String {
    let label = scene.dataset().examples[e].label;
    let number = label_number(scene, label);
    match scene.dataset().label_name(label) {
        Some(name) => format!("label {number}, {name}"),
        None => format!("label {number}"),
    }
}

/// "+1", or through the sigmoid "100 %".
pub fn label_number(scene: &Scene, label: f64) -> String {
    match (scene.sigmoid, label > 0.0) {
        (false, _) => words::signed(label),
        (true, true) => "100 %".to_owned(),
        (true, false) => "0 %".to_owned(),
    }
}

/// "3", or through the sigmoid "95.3 %".
pub fn output_number(scene: &Scene, output: f64) -> String {
    if scene.sigmoid { words::certainty(output) } else { words::amount(output) }
}

/// "0 → 3", or "output 3" where nothing moved it.
pub fn output(scene: &Scene, e: usize) -> String {
    let now = output_number(scene, scene.output(e));
    match scene.output_before(e) {
        Some(before) if before != scene.output(e) => {
            format!("{} → {now}", output_number(scene, before))
        }
        _ => format!("output {now}"),
    }
}

/// A tick, or a cross and how far off.
pub fn verdict(scene: &Scene, e: usize) -> String {
    if scene.matched(e) {
        return format!("{} matches", theme::TICK);
    }
    let label = scene.dataset().examples[e].label;
    let off = |output: f64| words::amount((output - label).abs());
    let now = off(scene.output(e));
    match scene.output_before(e).map(off) {
        Some(was) if was != now => format!("{} off by {now}, was {was}", theme::CROSS),
        _ => format!("{} off by {now}", theme::CROSS),
    }
}

/// How much has been tested, against how many combinations there are.
pub fn tests_so_far(scene: &Scene) -> String {
    let (all, tested) = (scene.notes.len(), scene.notes.iter().flatten().count());
    let is_asked = scene.walk.is_some_and(|walk| !walk.is_answered());
    let begun =
        scene.trial.map(|trial| 2 * tested + usize::from(trial.phase == Phase::Lowered) + 1);
    match (&scene.stage, begun) {
        (_, Some(n)) if !scene.trial.is_some_and(|trial| trial.sweeping) => {
            format!("test {} of {}", words::count(n), words::count(2 * all))
        }
        // A lesson may ask how many there are.
        (Stage::Tested | Stage::Applied(_), None) if is_asked => {
            format!("{} tests", words::count(2 * all))
        }
        (Stage::Tested | Stage::Applied(_), None) => {
            format!("{} tests instead of {} combinations", words::count(2 * all), combinations(all))
        }
        _ => format!("{} of {} tests so far", words::count(2 * tested), words::count(2 * all)),
    }
}

/// How many ways there are to raise, lower or leave each of so many weights: 3 to that power.
fn combinations(weights: usize) -> String {
    match u32::try_from(weights).ok().and_then(|n| 3_usize.checked_pow(n)) {
        Some(all) if weights <= 20 => words::count(all),
        _ => format!("3^{}", words::count(weights)),
    }
}

/// A row of the log, aloud.
pub fn log_row(scene: &Scene, row: &LogRow, is_covered: bool) -> String {
    if is_covered {
        return format!("round {}, covered", row.number);
    }
    let matched = format!("{} of {}", row.tally.matched, scene.dataset().examples.len());
    let off = words::amount(row.tally.absolute_error);
    let ahead = row.entry > scene.document.history().cursor();
    let undone = if ahead { ", taken back" } else { "" };
    format!("round {}: {matched} match, off by {off}, {}{undone}", row.number, row.note.0)
}

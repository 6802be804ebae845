//! Starting weights, and rounds, which are played again.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::reader::Reader;
use super::settings::SettingsReader;
use super::values::{finite, grid, missing, places, unknown};
use crate::engine::{Dataset, Run, Settings, Trainer, Weights, number};
use crate::formats::{Error, Unread};

/// Reads `training`: the starting weights and the settings.
pub fn training_of(reader: &mut Reader, dataset: &Dataset) -> Result<(Weights, Settings), Error> {
    let mut weights = vec![0.0; dataset.shape.cells()];
    let mut settings = SettingsReader::default();
    reader.object(|reader, key, key_at| {
        if key == "weights" {
            // Rounds may have made them larger than what is set by hand.
            weights = grid(reader, dataset.shape, finite)?;
            Ok(())
        } else {
            settings.key(reader, &key, key_at, &["weights"])
        }
    })?;
    Ok((weights.into(), settings.finish(reader, dataset)?))
}

/// Plays every round of the file again, and compares.
pub fn replay(
    reader: &mut Reader,
    run: &mut Run,
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<(), Unread> {
    let last = run.settings;
    let begun = reader.at();
    let mut trainer = Trainer::new(run.beginning(), 1);
    reader.elements(|reader, index| {
        // One round may take as long as all the reading.
        reader.tell_since(begun, observer)?;
        let most = Run::most_rounds(&run.dataset);
        if index == most {
            let (found, expected) =
                (format!("more than {most} rounds"), format!("at most {most} of so many pictures"));
            return Err(reader
                .error(reader.at(), found, expected, "Delete rounds, or take pictures out.")
                .into());
        }
        let told = reader.share_since(begun);
        replay_one(reader, run, &mut trainer, &mut |_| observer(told))
    })?;
    run.settings = last;
    Ok(())
}

fn replay_one(
    reader: &mut Reader,
    run: &mut Run,
    trainer: &mut Trainer,
    watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<(), Unread> {
    let index = run.rounds.len();
    let at = reader.at();
    let shape = run.dataset.shape;
    let (mut settings, mut weights, mut matched, mut chosen) = (None, None, None, None);
    reader.object(|reader, key, key_at| {
        match key.as_ref() {
            "settings" => {
                settings = Some(SettingsReader::read(reader, &run.dataset)?);
            }
            "weights_after" => weights = Some((reader.at(), grid(reader, shape, finite)?)),
            "matched" => matched = Some((reader.at(), finite(reader)?)),
            "chosen" => chosen = Some(places(reader, shape)?),
            _ => {
                let known = ["settings", "chosen", "weights_after", "matched"];
                return Err(unknown(reader, key_at, &key, &known));
            }
        }
        Ok(())
    })?;
    let need = |key| missing(reader, at, key, "Add it, or delete \"rounds\".");
    let settings = settings.ok_or_else(|| need("settings"))?;
    let (weights_at, weights) = weights.ok_or_else(|| need("weights_after"))?;
    let (matched_at, matched) = matched.ok_or_else(|| need("matched"))?;

    trainer.set(settings);
    let (mut round, has_choice) = (None, chosen.is_some());
    let played = trainer.play(watch, |step| {
        round = has_choice.then(|| Arc::clone(step.round()));
        Arc::clone(&step.played)
    });
    let mut played = played.ok_or(Unread::Cancelled)?;
    if let (Some(chosen), Some(round)) = (chosen, round) {
        let still = chosen.iter().find(|(_, weight)| !round.moves(*weight));
        if let Some((at, weight)) = still {
            let (row, column) = shape.place(*weight);
            let found = format!("[{row},{column}], a weight that stays");
            let expected = format!("only weights that round {} moves", index + 1);
            let advice = "Delete it from \"chosen\".";
            return Err(reader.error(*at, found, expected, advice).into());
        }
        let weights: Vec<usize> = chosen.into_iter().map(|(_, weight)| weight).collect();
        played = round.with_only(&run.dataset, &weights).played;
        trainer.go_to(&played.weights_after);
    }
    let (by_choice, or_choice) =
        if has_choice { (", with only what is in \"chosen\"", ", \"chosen\"") } else { ("", "") };
    let advice = &format!(
        "The data, the weights{or_choice} or a setting were changed afterwards: \
             delete \"rounds\" to start from the weights in \"training\"."
    );
    let again = format!("in round {} when it is played again{by_choice}", index + 1);
    let differing = weights.iter().zip(&played.weights_after).position(|(a, b)| a != b);
    if let Some(cell) = differing {
        let (row, column) = shape.place(cell);
        let found = format!("{} in row {}, column {}", number(weights[cell]), row + 1, column + 1);
        let expected = format!("{}, its weight {again}", number(played.weights_after[cell]));
        return Err(reader.error(weights_at, found, expected, advice).into());
    }
    if number(matched) != played.after.matched.to_string() {
        let found = format!("{} matched", number(matched));
        let expected = format!("{}, as many as match {again}", played.after.matched);
        return Err(reader.error(matched_at, found, expected, advice).into());
    }
    run.rounds.push(played);
    Ok(())
}

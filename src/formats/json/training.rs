//! Starting weights, and rounds, which are played again.

use std::ops::ControlFlow;

use super::reader::Reader;
use super::settings::SettingsReader;
use super::values::{finite, grid, missing, places, unknown};
use crate::engine::{Dataset, Round, Run, Settings, Weights, number};
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
        replay_one(reader, run, index)?;
        Ok::<_, Unread>(())
    })?;
    run.settings = last;
    Ok(())
}

fn replay_one(reader: &mut Reader, run: &mut Run, index: usize) -> Result<(), Error> {
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

    run.settings = settings;
    let mut round = Round::play(&run.end(), index + 1);
    let has_choice = chosen.is_some();
    if let Some(chosen) = chosen {
        let still = chosen.iter().find(|(_, weight)| !round.moves(*weight));
        if let Some((at, weight)) = still {
            let (row, column) = shape.place(*weight);
            let found = format!("[{row},{column}], a weight that stays");
            let expected = format!("only weights that round {} moves", index + 1);
            let advice = "Delete it from \"chosen\".";
            return Err(reader.error(*at, found, expected, advice));
        }
        let weights: Vec<usize> = chosen.into_iter().map(|(_, weight)| weight).collect();
        round = round.with_only(&run.dataset, &weights);
    }
    let (by_choice, or_choice) =
        if has_choice { (", with only what is in \"chosen\"", ", \"chosen\"") } else { ("", "") };
    let advice = &format!(
        "The data, the weights{or_choice} or a setting were changed afterwards: \
             delete \"rounds\" to start from the weights in \"training\"."
    );
    let played = format!("in round {} when it is played again{by_choice}", index + 1);
    let differing = weights.iter().zip(&round.weights_after).position(|(a, b)| a != b);
    if let Some(cell) = differing {
        let (row, column) = shape.place(cell);
        let found = format!("{} in row {}, column {}", number(weights[cell]), row + 1, column + 1);
        let expected = format!("{}, its weight {played}", number(round.weights_after[cell]));
        return Err(reader.error(weights_at, found, expected, advice));
    }
    if number(matched) != round.after.matched.to_string() {
        let found = format!("{} matched", number(matched));
        let expected = format!("{}, as many as match {played}", round.after.matched);
        return Err(reader.error(matched_at, found, expected, advice));
    }
    run.rounds.push(round.played);
    Ok(())
}

//! Ways to go on that are compared: where they start, how long they go, and the settings of each.

use super::reader::Reader;
use super::settings::{SettingsReader, count, written};
use super::values::{finite, grid, missing, unknown};
use crate::engine::{Dataset, Forks, Settings};
use crate::formats::Error;

/// Reads `forks`.
pub fn forks_of(reader: &mut Reader, dataset: &Dataset) -> Result<Forks, Error> {
    let at = reader.at();
    let (mut after, mut weights, mut rounds, mut ways) = (0, None, None, None);
    reader.object(|reader, key, key_at| {
        match key.as_ref() {
            "after" => {
                let advice = "Give the number of the round they branch off, or 0 for the start.";
                after = count(reader, 0, u32::MAX as usize, advice)?;
            }
            "weights" => weights = Some(grid(reader, dataset.shape, finite)?),
            "rounds" => {
                let advice = "Give how many rounds each of them plays.";
                rounds = Some(count(reader, 1, Forks::MOST_ROUNDS, advice)?);
            }
            "runs" => ways = Some(ways_of(reader, dataset)?),
            _ => {
                let known = ["after", "weights", "rounds", "runs"];
                return Err(unknown(reader, key_at, &key, &known));
            }
        }
        Ok(())
    })?;
    let need = |key| missing(reader, at, key, "Add it, or delete \"forks\".");
    Ok(Forks {
        after,
        weights: weights.ok_or_else(|| need("weights"))?.into(),
        rounds: rounds.ok_or_else(|| need("rounds"))?,
        ways: ways.ok_or_else(|| need("runs"))?,
    })
}

fn ways_of(reader: &mut Reader, dataset: &Dataset) -> Result<Vec<Settings>, Error> {
    let mut ways = Vec::new();
    reader.array(|reader, index| {
        if index == Forks::MOST_WAYS {
            let found = format!("more than {index} runs");
            let expected = format!("at most {index}");
            return Err(reader.error(reader.at(), found, expected, "Delete the others."));
        }
        ways.push(SettingsReader::read(reader, dataset)?);
        Ok(())
    })?;
    Ok(ways)
}

/// The settings of each way as an object of its own.
pub fn runs(forks: &Forks) -> impl Iterator<Item = String> + '_ {
    forks.ways.iter().map(|settings| format!("{{{}}}", written(settings)))
}

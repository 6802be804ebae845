//! Settings, in and out.

use super::reader::Reader;
use super::values::{magnitude, named, unknown};
use crate::engine::{Dataset, Lack, Named, Score, Settings, number};
use crate::formats::Error;

const KEYS: [&str; 9] =
    ["step", "match", "tolerance", "score", "apply", "p", "size", "seed", "rate"];

/// Settings as they are read, key by key, and where those stood that must fit together.
#[derive(Default)]
pub struct SettingsReader {
    settings: Settings,
    score_at: usize,
    apply_at: usize,
    size_at: usize,
}

impl SettingsReader {
    /// Reads an object that holds settings and nothing else.
    pub fn read(reader: &mut Reader, dataset: &Dataset) -> Result<Settings, Error> {
        let mut settings = Self::default();
        reader.object(|reader, key, key_at| settings.key(reader, &key, key_at, &[]))?;
        settings.finish(reader, dataset)
    }

    /// Reads the value of one key; `others` are the keys allowed beside those of settings.
    pub fn key(
        &mut self,
        reader: &mut Reader,
        key: &str,
        key_at: usize,
        others: &[&str],
    ) -> Result<(), Error> {
        let at = reader.at();
        let settings = &mut self.settings;
        match key {
            "step" => settings.step = positive(reader, "step", "1")?,
            "match" => settings.match_rule = named(reader)?,
            "tolerance" => {
                settings.tolerance = magnitude(reader)?;
                if settings.tolerance < 0.0 {
                    let advice = "Write 0 for none, or how far an output may be from its label.";
                    let found = reader.describe(at);
                    return Err(reader.error(at, found, "a tolerance of 0 or more", advice));
                }
            }
            "score" => (self.score_at, settings.score) = (at, named(reader)?),
            "apply" => (self.apply_at, settings.policy) = (at, named(reader)?),
            "size" => (self.size_at, settings.size) = (at, named(reader)?),
            "p" => {
                let advice = "Give how many weights move at once.";
                settings.p = count(reader, 1, Settings::MAX_P, advice)?;
            }
            "seed" => {
                let advice = "Give any whole number: the same one draws the same weights.";
                settings.seed = whole(reader, 0, Settings::MAX_SEED, advice)?;
            }
            "rate" => settings.rate = positive(reader, "rate", "0.01")?,
            _ => return Err(unknown(reader, key_at, key, &[others, &KEYS].concat())),
        }
        Ok(())
    }

    /// The settings, where they have a meaning together and for these examples.
    pub fn finish(self, reader: &Reader, dataset: &Dataset) -> Result<Settings, Error> {
        let Self { settings, .. } = self;
        let score = settings.score.name();
        match settings.lack() {
            Some(Lack::Derivative) => {
                let found = format!("\"gradient\" with the score \"{score}\"");
                let expected = "the score \"squared-error\" or \"log-loss\" with it";
                let advice = "Change \"score\", or \"apply\".";
                return Err(reader.error(self.apply_at, found, expected, advice));
            }
            Some(Lack::BestAmount) => {
                let found = format!("\"fitted\" with the score \"{score}\"");
                let expected = "the score \"squared-error\" with it";
                let advice = "Change \"score\", or let \"size\" be \"step\".";
                return Err(reader.error(self.size_at, found, expected, advice));
            }
            None => {}
        }
        let mut labels = dataset.examples.iter().map(|e| e.label).enumerate();
        let other = labels.find(|(_, label)| label.abs() != 1.0);
        if let (Score::LogLoss, Some((e, label))) = (settings.score, other) {
            let found =
                format!("\"log-loss\", with the label {} of picture {}", number(label), e + 1);
            let expected = "only labels -1 and 1 with it";
            let advice = "Change that label, or choose another score.";
            return Err(reader.error(self.score_at, found, expected, advice));
        }
        Ok(settings)
    }
}

/// The settings as the members of an object. What only some policies read is left out where it is as usual.
pub fn written(settings: &Settings) -> String {
    let usual = Settings::default();
    let mut members = format!(
        "\"step\": {}, \"match\": \"{}\", \"tolerance\": {}, \"score\": \"{}\", \"apply\": \"{}\"",
        number(settings.step),
        settings.match_rule.name(),
        number(settings.tolerance),
        settings.score.name(),
        settings.policy.name()
    );
    let mut add = |is_usual: bool, key: &str, value: String| {
        if !is_usual {
            members.extend([", \"", key, "\": ", &value]);
        }
    };
    add(settings.p == usual.p, "p", settings.p.to_string());
    add(settings.size == usual.size, "size", format!("\"{}\"", settings.size.name()));
    add(settings.seed == usual.seed, "seed", settings.seed.to_string());
    add(settings.rate == usual.rate, "rate", number(settings.rate));
    members
}

fn positive(reader: &mut Reader, name: &str, such_as: &str) -> Result<f64, Error> {
    let at = reader.at();
    let value = magnitude(reader)?;
    if value > 0.0 {
        return Ok(value);
    }
    let expected = format!("a {name} greater than 0");
    let advice = format!("Write a number above 0, such as {such_as}.");
    Err(reader.error(at, reader.describe(at), expected, &advice))
}

/// Reads a count from `least` to `most`.
pub fn count(reader: &mut Reader, least: usize, most: usize, advice: &str) -> Result<usize, Error> {
    let count = whole(reader, least as u64, most as u64, advice)?;
    Ok(usize::try_from(count).unwrap_or(most))
}

/// Reads a whole number from `least` to `most`, which is below 2^53.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole and within bounds below 2^53"
)]
fn whole(reader: &mut Reader, least: u64, most: u64, advice: &str) -> Result<u64, Error> {
    let at = reader.at();
    let value = reader.number()?;
    if value.fract() == 0.0 && (least as f64..=most as f64).contains(&value) {
        return Ok(value as u64);
    }
    let expected = format!("a whole number from {least} to {most}");
    Err(reader.error(at, reader.describe(at), expected, advice))
}

//! Values on the command line, and the settings that commands share.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::Failure;
use crate::document::words::Term;
use crate::engine::{Dataset, Lack, MatchRule, Named, Policy, Run, Score, Settings, Size};

/// How weights are tested, where the command line says so.
#[derive(Debug, Args)]
pub struct Tests {
    /// How far a weight is raised or lowered; more than 0
    #[arg(long, value_name = "X", value_parser = step, allow_negative_numbers = true)]
    step: Option<f64>,
    /// When a picture matches
    #[arg(long = "match", value_name = "RULE", value_parser = named::<MatchRule>())]
    match_rule: Option<MatchRule>,
    /// How far an exact match may be off; 0 or more
    #[arg(long, value_name = "T", value_parser = tolerance, allow_negative_numbers = true)]
    tolerance: Option<f64>,
    /// What a weight test compares
    #[arg(long, value_name = "NAME", value_parser = named::<Score>())]
    score: Option<Score>,
}

impl Tests {
    /// These settings with what the command line says instead.
    pub fn over(&self, settings: Settings) -> Settings {
        Settings {
            step: self.step.unwrap_or(settings.step),
            match_rule: self.match_rule.unwrap_or(settings.match_rule),
            tolerance: self.tolerance.unwrap_or(settings.tolerance),
            score: self.score.unwrap_or(settings.score),
            ..settings
        }
    }
}

/// Settings that override those of the file.
#[derive(Debug, Args)]
#[command(next_help_heading = "Settings (those of the file, unless given)")]
pub struct Overrides {
    #[command(flatten)]
    tests: Tests,
    /// What is done with the directions that the tests found
    #[arg(long, value_name = "NAME", value_parser = named::<Policy>())]
    apply: Option<Policy>,
    /// How many weights some-at-once draws
    #[arg(long, value_name = "P", value_parser = how_many)]
    p: Option<usize>,
    /// How far those move
    #[arg(long, value_name = "SIZE", value_parser = named::<Size>())]
    size: Option<Size>,
    /// What they are drawn by: the same seed, the same weights
    #[arg(long, value_name = "N", value_parser = seed)]
    seed: Option<u64>,
    /// What the gradient is multiplied by; more than 0
    #[arg(long, value_name = "R", value_parser = rate, allow_negative_numbers = true)]
    rate: Option<f64>,
}

impl Overrides {
    /// The settings of the file's run with what the command line says instead, where that has a meaning.
    pub fn over(&self, run: &Run) -> Result<Settings, Failure> {
        let settings = self.replacing(run.settings);
        let score = settings.score.name();
        match settings.lack() {
            Some(Lack::Derivative) => Err(Failure::Usage(format!(
                "--apply gradient needs a smooth score, and {score} is none: add --score squared-error or --score log-loss"
            ))),
            Some(Lack::BestAmount) => Err(Failure::Usage(format!(
                "--size fitted is for the squared error, and the score is {score}: add --score squared-error"
            ))),
            None if settings.score == Score::LogLoss && !run.dataset.is_two_sided() => {
                Err(Failure::BadFile(
                    "log-loss is for labels -1 and 1 only, and the file has others: choose another --score"
                        .to_owned(),
                ))
            }
            None => Ok(settings),
        }
    }

    fn replacing(&self, file: Settings) -> Settings {
        Settings {
            policy: self.apply.unwrap_or(file.policy),
            p: self.p.unwrap_or(file.p),
            size: self.size.unwrap_or(file.size),
            seed: self.seed.unwrap_or(file.seed),
            rate: self.rate.unwrap_or(file.rate),
            ..self.tests.over(file)
        }
    }
}

/// A value by its name.
pub fn named<T: Named + Term + Send + Sync>() -> impl TypedValueParser<Value = T> {
    let values = T::NAMES.iter();
    PossibleValuesParser::new(
        values.map(|(value, name)| PossibleValue::new(*name).help(value.term())),
    )
    .try_map(|name| T::from_name(&name).ok_or("no such name"))
}

fn step(text: &str) -> Result<f64, String> {
    within(text, |step| step > 0.0, "a number greater than 0")
}

fn rate(text: &str) -> Result<f64, String> {
    within(text, |rate| rate > 0.0, "a number greater than 0")
}

fn how_many(text: &str) -> Result<usize, String> {
    let p = text.parse().ok().filter(|p| (1..=Settings::MAX_P).contains(p));
    p.ok_or_else(|| format!("expected a whole number from 1 to {}", Settings::MAX_P))
}

fn seed(text: &str) -> Result<u64, String> {
    let seed = text.parse().ok().filter(|seed| *seed <= Settings::MAX_SEED);
    seed.ok_or_else(|| format!("expected a whole number from 0 to {}", Settings::MAX_SEED))
}

fn tolerance(text: &str) -> Result<f64, String> {
    within(text, |tolerance| tolerance >= 0.0, "a number from 0")
}

/// The number, where it is one, `fits`, and is not above what files may hold.
fn within(text: &str, fits: impl Fn(f64) -> bool, expected: &str) -> Result<f64, String> {
    let most = Dataset::MAX_MAGNITUDE;
    text.parse()
        .ok()
        .filter(|number| fits(*number) && *number <= most)
        .ok_or_else(|| format!("expected {expected}, at most {most}"))
}

/// How many rounds, or which one: a whole number from 1.
pub fn round_count(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|rounds| *rounds > 0)
        .ok_or_else(|| "expected a whole number from 1".to_owned())
}

/// Width and height of the window.
pub fn size(text: &str) -> Result<[f32; 2], String> {
    let side = |text: &str| text.parse::<u16>().ok().filter(|side| *side > 0);
    text.split_once('x')
        .and_then(|(width, height)| Some([side(width)?.into(), side(height)?.into()]))
        .ok_or_else(|| "expected two whole numbers, as in 1280x800".to_owned())
}

//! What is made of the pictures of a file, where the command line says so.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::engine::{Dataset, Reading, Shape, Take, Wish};
use crate::jobs::files;

/// Options of every command that reads a file.
#[derive(Debug, Args)]
#[command(next_help_heading = "Pictures (as they are in the file, unless given)")]
pub struct Import {
    /// Labels that become +1
    #[arg(long, value_name = "LABELS", value_delimiter = ',', allow_hyphen_values = true)]
    positive: Vec<String>,
    /// Labels that become -1; all others are then left out
    #[arg(long, value_name = "LABELS", value_delimiter = ',', allow_hyphen_values = true)]
    negative: Vec<String>,
    /// How pixels are read: raw, unit (from 0 to 1) or binary:T (1 from T on, else 0)
    #[arg(long, value_name = "HOW", value_parser = reading, allow_hyphen_values = true)]
    pixels: Option<Reading>,
    /// Take every pixel from the largest of the file before it is read, so that dark ink on white paper is what is lit
    #[arg(long)]
    invert: bool,
    /// Which are taken: all, first:N, random:N[:SEED] or balanced:N[:SEED]
    #[arg(long, value_name = "WHICH", value_parser = take)]
    take: Option<Take>,
    /// How large one picture of a PNG sprite sheet is, such as 28x28
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = cells)]
    cells: Option<Shape>,
    /// The file of the labels, where it is not found beside an IDX file of pictures
    #[arg(long, value_name = "FILE")]
    labels: Option<PathBuf>,
}

impl Import {
    /// What is wanted.
    ///
    /// # Errors
    /// When a label is to be both.
    pub(super) fn wanted(&self) -> Result<files::Import, Failure> {
        let negative: BTreeSet<_> = self.negative.iter().collect();
        if let Some(both) = self.positive.iter().find(|label| negative.contains(label)) {
            return Err(Failure::Usage(format!(
                "the label {both:?} cannot be both --positive and --negative: leave it out of one of them"
            )));
        }
        Ok(files::Import {
            labels: self.labels.clone(),
            cells: self.cells,
            choose: false,
            suit: false,
            wish: Wish {
                positive: self.positive.clone(),
                negative: self.negative.clone(),
                inverted: self.invert,
                reading: self.pixels.unwrap_or_default(),
                take: self.take.unwrap_or_default(),
            },
        })
    }
}

fn cells(text: &str) -> Result<Shape, String> {
    let side = |text: &str| text.parse().ok().filter(|side| (1..=Shape::MAX_SIDE).contains(side));
    text.split_once('x')
        .and_then(|(width, height)| Some(Shape { width: side(width)?, height: side(height)? }))
        .ok_or_else(|| format!("expected two whole numbers up to {}, as in 28x28", Shape::MAX_SIDE))
}

fn reading(text: &str) -> Result<Reading, String> {
    let threshold = |text: &str| {
        text.parse().ok().filter(|threshold: &f64| threshold.abs() <= Dataset::MAX_MAGNITUDE)
    };
    match (text, text.strip_prefix("binary:").and_then(threshold)) {
        ("raw", _) => Ok(Reading::Raw),
        ("unit", _) => Ok(Reading::Unit),
        (_, Some(threshold)) => Ok(Reading::Binary(threshold)),
        _ => Err(
            "expected raw, unit, or binary: and a number, as in binary:128; --invert goes with each of them"
                .to_owned(),
        ),
    }
}

fn take(text: &str) -> Result<Take, String> {
    let mut parts = text.split(':');
    let (how, number, seed) = (parts.next(), parts.next(), parts.next());
    let number = number.map(|number| number.parse().ok().filter(|number| *number > 0));
    let seed = seed.map_or(Some(0), |seed| seed.parse().ok());
    match (how, number, seed, parts.next()) {
        (Some("all"), None, Some(0), None) => Ok(Take::All),
        (Some("first"), Some(Some(most)), Some(0), None) => Ok(Take::First(most)),
        (Some("random"), Some(Some(most)), Some(seed), None) => Ok(Take::Random(most, seed)),
        (Some("balanced"), Some(Some(most)), Some(seed), None) => Ok(Take::Balanced(most, seed)),
        _ => Err("expected all, first:N, random:N or balanced:N, the last two with a seed if you like, as in random:100:7".to_owned()),
    }
}

//! `find`: searches for the smallest dataset in which something happens.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;

use super::options::{Tests, named};
use super::sheet::{Block, Side, line, side_by_side};
use super::train::settings_in_words;
use super::{Failure, files, json};
use crate::document::words::{self, signed};
use crate::engine::{Dataset, Found, Run, Search, SearchLimits, Settings, Wanted, search_within};
use crate::jobs::files::save;

/// What `find` is asked for.
#[derive(Debug, Args)]
pub struct Options {
    /// What is to happen
    #[arg(value_parser = named::<Wanted>())]
    wanted: Wanted,
    #[command(
        flatten,
        next_help_heading = "Settings (step 1, match exact, tolerance 0, score matches, unless given)"
    )]
    tests: Tests,
    /// The most datasets that are tried one after the other
    #[arg(long, value_name = "N", default_value_t = SearchLimits::default().every, help_heading = "How long")]
    every: u64,
    /// The most larger ones that are drawn at random after that
    #[arg(long, value_name = "N", default_value_t = SearchLimits::default().sampled, help_heading = "How long")]
    drawn: u64,
    /// Writes what was found as a dataset file, which ends in .json
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    out: Option<PathBuf>,
    /// Prints what was found as JSON
    #[arg(long, help_heading = "Output")]
    json: bool,
}

/// Searches and prints. Where nothing is found that is said, and it is a failure.
pub fn run(options: &Options, out: &mut impl Write) -> Result<(), Failure> {
    if let Some(path) = &options.out {
        files::is_json(path)?;
    }
    let settings = options.tests.over(Settings::default());
    let limits = SearchLimits { every: options.every, sampled: options.drawn };
    let goes_on = |_| ControlFlow::Continue(());
    let Some(search) = search_within(limits, options.wanted, &settings, goes_on) else {
        unreachable!("nobody stops it");
    };
    if let (Search::Found(found), Some(path)) = (&search, &options.out) {
        files::confirm(path, save(path, &Run::new(found.experiment.clone()))?);
    }
    let told = words::found(options.wanted, &search);
    if options.json {
        writeln!(out, "{:#}", json::search(options.wanted, &search, &told))?;
    } else {
        line(out, &settings_in_words(&settings))?;
        line(out, "")?;
        line(out, &told.headline)?;
        if let Search::Found(Found { experiment, .. }) = &search {
            line(out, "")?;
            pictures(out, &experiment.dataset)?;
            line(out, "")?;
        }
        told.sentences.iter().try_for_each(|sentence| line(out, sentence))?;
    }
    if matches!(search, Search::None { .. }) { Err(Failure::Reported) } else { Ok(()) }
}

/// All pictures side by side, each under its name and label.
fn pictures(out: &mut impl Write, dataset: &Dataset) -> io::Result<()> {
    let pixel = |pixel: &f64| if *pixel == 0.0 { "·" } else { "#" }.to_owned();
    let blocks = dataset.examples.iter().enumerate().map(|(e, example)| {
        let title = format!("{}: {}", dataset.title(e), signed(example.label));
        let pixels: Vec<String> = example.pixels.iter().map(pixel).collect();
        Block::grid(&title, dataset.shape.width, Side::Left, &pixels)
    });
    side_by_side(out, &blocks.collect::<Vec<_>>())
}

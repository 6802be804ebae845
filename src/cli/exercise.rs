//! `exercise`: a round to be worked out on paper, and its solution.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::files::confirm;
use super::options::{Overrides, round_count};
use super::{Failure, Import};
use crate::document::exercise::Exercise;
use crate::engine::{Round, train};
use crate::formats::pdf;
use crate::jobs::files::{import, shown, write};

/// What `exercise` is asked for.
#[derive(Debug, Args)]
pub struct Options {
    /// The file with pictures, labels, starting weights and settings
    file: PathBuf,
    #[command(flatten)]
    import: Import,
    /// The round, counted from 1
    #[arg(long, value_name = "N", default_value = "1", value_parser = round_count)]
    round: usize,
    #[command(flatten)]
    settings: Overrides,
    /// Where the sheet with empty boxes is written
    #[arg(long, value_name = "PDF", required_unless_present = "solution", help_heading = "Output")]
    out: Option<PathBuf>,
    /// Where the same sheet is written with everything filled in
    #[arg(long, value_name = "PDF", help_heading = "Output")]
    solution: Option<PathBuf>,
}

/// Plays and writes.
pub fn run(options: &Options) -> Result<(), Failure> {
    let wanted = [(&options.out, false), (&options.solution, true)];
    let wanted = wanted.into_iter().filter_map(|(path, solved)| Some((path.as_deref()?, solved)));
    let wanted: Vec<(&Path, bool)> = wanted.collect();
    wanted.iter().try_for_each(|(path, _)| is_pdf(path))?;
    let mut run = import(&options.file, &options.import.wanted()?)?;
    run.settings = options.settings.over(&run)?;
    let mut last: Option<Arc<Round>> = None;
    Exercise::fits(&run.dataset).map_err(|none| too_large(options, &none.to_string()))?;
    train(run.beginning(), 1, options.round, |step| {
        if step.played.number == options.round {
            last = Some(Arc::clone(step.round()));
        }
        ControlFlow::Continue(())
    });
    // At least one round is played: the option counts from 1.
    let Some(round) = last else { return Ok(()) };
    let title = options.file.file_stem().unwrap_or_default().to_string_lossy();
    let exercise = Exercise::new(&title, &run.dataset, Round::clone(&round), 0)
        .map_err(|none| too_large(options, &none.to_string()))?;
    for (path, solved) in wanted {
        let bytes = pdf::write(&exercise.paper(solved));
        confirm(path, write(path, |out| out.write_all(&bytes))?);
    }
    Ok(())
}

fn too_large(options: &Options, reason: &str) -> Failure {
    Failure::BadFile(format!("{}: {reason}", shown(&options.file)))
}

/// Refuses a file of another ending.
fn is_pdf(path: &Path) -> Result<(), Failure> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
        return Ok(());
    }
    Err(Failure::BadFile(format!(
        "{}: a sheet is a PDF. Name a file that ends in .pdf.",
        shown(path)
    )))
}

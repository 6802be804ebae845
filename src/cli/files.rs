//! `check` and `convert`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Failure, complain};
use crate::document::words::plural;
use crate::engine::Run;
use crate::jobs::files::{load, save, shown};

/// What `check` is asked for.
#[derive(Debug, Args)]
pub struct Check {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What `convert` is asked for.
#[derive(Debug, Args)]
pub struct Convert {
    /// The file to read
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// The file to write
    #[arg(value_name = "OUT")]
    output: PathBuf,
}

/// Goes through all files, bad ones or not.
pub fn check(options: &Check, out: &mut impl Write) -> Result<(), Failure> {
    let mut all_good = true;
    for file in &options.files {
        match load(file) {
            Ok(run) => {
                let rounds = plural(run.rounds.len(), "round");
                super::sheet::line(out, &format!("{}: ok, {}, {rounds}", shown(file), size(&run)))?;
            }
            Err(error) => {
                // In the order of the files, also where both go to one terminal.
                out.flush()?;
                complain(&error.to_string());
                all_good = false;
            }
        }
    }
    if all_good { Ok(()) } else { Err(Failure::Reported) }
}

pub fn convert(options: &Convert) -> Result<(), Failure> {
    let run = load(&options.input)?;
    known_ending(&options.output)?;
    save_to(&options.output, &run)
}

/// Saves, and says so where the disk has not confirmed it.
pub fn save_to(path: &Path, run: &Run) -> Result<(), Failure> {
    if !save(path, run)?.durable {
        complain(&format!("{}: saved; the disk has not confirmed it.", shown(path)));
    }
    Ok(())
}

/// Refuses a file to be written whose format is not told by its name.
pub fn known_ending(path: &Path) -> Result<(), Failure> {
    if is_json(path) {
        return Ok(());
    }
    Err(Failure::BadFile(format!(
        "{}: it has no known ending. Name a file that ends in .json.",
        shown(path)
    )))
}

/// "4 examples of 3 x 4 pixels".
pub fn size(run: &Run) -> String {
    let shape = run.dataset.shape;
    format!(
        "{} of {} x {} pixels",
        plural(run.dataset.examples.len(), "example"),
        shape.width,
        shape.height
    )
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

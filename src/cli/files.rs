//! `check` and `convert`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Failure, Import, complain};
use crate::document::words::plural;
use crate::engine::Run;
use crate::formats::Kind;
use crate::jobs::files::{self, Loaded, Saved, as_run, export, import, open, save, shown};
use crate::lesson;

/// What `check` is asked for.
#[derive(Debug, Args)]
pub struct Check {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    import: Import,
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
    #[command(flatten)]
    import: Import,
}

/// Goes through all files, bad ones or not.
pub fn check(options: &Check, out: &mut impl Write) -> Result<(), Failure> {
    let mut all_good = true;
    let wanted = options.import.wanted()?;
    for file in &options.files {
        match checked(file, &wanted) {
            Ok(told) => super::sheet::line(out, &format!("{}: ok, {told}", shown(file)))?,
            Err(told) => {
                // In the order of the files, also where both go to one terminal.
                out.flush()?;
                complain(&told);
                all_good = false;
            }
        }
    }
    if all_good { Ok(()) } else { Err(Failure::Reported) }
}

/// What is in a good file, or what is wrong with it. A lesson is played from its first step to its last.
fn checked(file: &Path, wanted: &files::Import) -> Result<String, String> {
    match open(file, wanted).map_err(|error| error.to_string())? {
        Loaded::Lesson(read) => {
            let (lesson, run) = *read;
            let told = format!("lesson {lesson} ({})", size(&run));
            lesson::check(&lesson, run).map_err(|flaw| format!("{}: {flaw}", shown(file)))?;
            Ok(told)
        }
        loaded => {
            let run = as_run(file, loaded, wanted).map_err(|error| error.to_string())?;
            Ok(format!("{}, {}", size(&run), plural(run.rounds.len(), "round")))
        }
    }
}

pub fn convert(options: &Convert) -> Result<(), Failure> {
    let kind = known_ending(&options.output)?;
    let run = import(&options.input, &options.import.wanted()?)?;
    let saved = match kind {
        Kind::Json => save(&options.output, &run)?,
        _ => export(&options.output, kind, &run.dataset)?,
    };
    confirm(&options.output, saved);
    Ok(())
}

/// Says so where the disk has not confirmed what was saved.
pub fn confirm(path: &Path, saved: Saved) {
    if !saved.durable {
        complain(&format!("{}: saved; the disk has not confirmed it.", shown(path)));
    }
}

/// The format that the name of a file to be written tells.
fn known_ending(path: &Path) -> Result<Kind, Failure> {
    let kind = path.file_name().and_then(|name| Kind::named(&name.to_string_lossy()));
    kind.ok_or_else(|| {
        Failure::BadFile(format!(
            "{}: it has no known ending. Name a file that ends in .json, .csv, .idx or .png.",
            shown(path)
        ))
    })
}

/// Refuses a file to be written as the native format under another ending.
pub fn is_json(path: &Path) -> Result<(), Failure> {
    if known_ending(path)? == Kind::Json {
        return Ok(());
    }
    Err(Failure::BadFile(format!(
        "{}: only .json holds settings too. Name a file that ends in .json.",
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

//! The command line: the same engine without a window, for scripts, tests and classes.
//!
//! The room's rule: it reads options, calls the other rooms and prints. Nothing is computed here, and nothing is
//! printed to standard output before the file has been read, so that a failure leaves it empty.
//!
//! Deliberately absent: the window, which `main` opens when no command is given.

mod exercise;
mod explain;
mod files;
mod find;
mod import;
mod json;
mod options;
mod sheet;
mod train;

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use self::import::Import;
use crate::jobs::files::{self as wanted, FileError};

const ABOUT: &str = "Shows how a one-neuron model is trained by independent weight tests";

const LONG_ABOUT: &str = "\
Shows how a one-neuron model is trained by independent weight tests.

Pictures have labels, and every pixel has one weight. The output for a picture
is the sum of weight x pixel. In a round every weight is tested alone: one step
up and one step down, with all others held. Then the changes are applied. Each
of them was right by itself; together they may not be.

Without a command a window opens, with FILE or with the built-in lesson.";

const EXAMPLES: &str = "\
Examples:
  jointly                                   the lesson, in a window
  jointly train smiles.json                 one round, with its tests, as tables
  jointly train smiles.json --rounds 5 --score squared-error
  jointly explain smiles.json --example \"cheery smile\" --round 1
  jointly explain smiles.json --round 1 --markdown > round-1.md
  jointly exercise smiles.json --out sheet.pdf --solution solution.pdf
  jointly find flip-flop-3 --out three.json
  jointly check *.json                      are these files all right?
  jointly train digits-images.idx3-ubyte --positive 3 --match sign \
    --score squared-error --apply shared-step --rounds 20

Exit status: 0 when done, 1 when a file cannot be used (standard error says
why) or nothing was found, 2 for a wrong command line. Name a file that is called like a command
with its folder, as in ./train.";

#[derive(Debug, Parser)]
#[command(name = "jointly", version, about = ABOUT, long_about = LONG_ABOUT, after_help = EXAMPLES)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
struct Line {
    #[command(flatten)]
    window: Window,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What the window was asked for.
#[derive(Debug, Args)]
struct Window {
    /// A file to open in the window instead of the built-in lesson
    file: Option<PathBuf>,
    #[command(flatten)]
    import: Import,
    /// Opens a guided lesson at this step, from 1; all before it is done
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    step: Option<u32>,
    /// Plays one round, or does what the step asks for, leaves a PNG picture of the window here and ends
    #[arg(long, value_name = "PNG", hide_short_help = true)]
    picture: Option<PathBuf>,
    /// Leaves the lesson's own panel out of that picture
    #[arg(long, requires_all = ["picture", "step"], hide_short_help = true)]
    plain: bool,
    /// The theme of the window
    #[arg(long, value_name = "THEME", value_parser = ["dark", "light"], hide_short_help = true)]
    theme: Option<String>,
    /// The size of the window in points, such as 1280x800
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = options::size, hide_short_help = true)]
    size: Option<[f32; 2]>,
}

/// How the window is to be opened.
#[derive(Debug)]
pub struct Opening {
    /// A file to open instead of the built-in lesson.
    pub file: Option<PathBuf>,
    /// What is made of its pictures.
    pub import: wanted::Import,
    /// The step, from 0, at which a guided lesson is opened.
    pub step: Option<usize>,
    /// Where to leave a picture of the window.
    pub picture: Option<PathBuf>,
    /// Whether the lesson's panel is left out of it.
    pub plain: bool,
    /// Whether the window is dark, where that is said.
    pub dark: Option<bool>,
    /// The window's size in points.
    pub size: Option<[f32; 2]>,
}

impl Window {
    fn opening(self) -> Result<Opening, Failure> {
        let import = self.import.wanted()?;
        let Self { file, picture, plain, size, .. } = self;
        let step = self.step.map(|step| step as usize - 1);
        let dark = self.theme.map(|theme| theme == "dark");
        if file.is_none() && import != wanted::Import::default() {
            let what = "there is no FILE whose pictures these options are for";
            return Err(Failure::Usage(what.to_owned()));
        }
        Ok(Opening { file, import, step, picture, plain, dark, size })
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Plays rounds and prints what each of them did
    ///
    /// Training starts from the starting weights of the file; rounds that the
    /// file holds are left aside, and the file is not changed. One round alone
    /// is printed with its weight tests, several as one line each.
    #[command(verbatim_doc_comment)]
    Train(train::Options),
    /// Tells why one example came out of a round as it did
    ///
    /// Rounds are played as by `train`. Then it is told which changes of the
    /// last one touched the example, what each would have done alone, and what
    /// they did together.
    #[command(verbatim_doc_comment)]
    Explain(explain::Options),
    /// Makes a sheet of a round to be worked out on paper, and its solution
    ///
    /// Rounds are played as by `train`. The last one becomes pages of PDF to be
    /// printed: pictures, weights and labels, with empty boxes for the tests,
    /// the running totals and the outputs; or the same with all of them filled
    /// in.
    #[command(verbatim_doc_comment)]
    Exercise(exercise::Options),
    /// Searches for the smallest dataset in which something happens
    ///
    /// Pixels are 0 or 1, labels -1 or 1, and weights start at 0. Every dataset
    /// is tried, the smallest first; where these become too many, larger ones
    /// are drawn at random, the same ones every time.
    #[command(verbatim_doc_comment)]
    Find(find::Options),
    /// Reads files and says whether they can be used
    ///
    /// Every file is read as the window would read it, and its rounds are
    /// played again. Each good one is a line on standard output, each bad one
    /// a reason on standard error; all are read.
    #[command(verbatim_doc_comment)]
    Check(files::Check),
    /// Reads a file and writes it as another one
    ///
    /// The ending of OUT names its format: .json, .csv, .idx, which takes two
    /// files, or .png, a sheet without labels. An OUT that is there already is replaced as a whole, or left as it
    /// was when anything goes wrong.
    #[command(verbatim_doc_comment)]
    Convert(files::Convert),
}

/// What is left to do when the command line has been read and any command carried out.
#[derive(Debug)]
pub enum Call {
    /// Open the window.
    Window(Box<Opening>),
    /// End with this status.
    Done(ExitCode),
}

/// Reads the command line and carries out its command. A wrong one ends the process with status 2.
#[must_use]
pub fn run() -> Call {
    let Line { window, command } = Line::parse();
    let Some(command) = command else {
        return match window.opening() {
            Ok(opening) => Call::Window(Box::new(opening)),
            Err(failure) => Call::Done(failure.report()),
        };
    };
    let stdout = io::stdout().lock();
    // A person sees every round as soon as it is played; a file or a pipe gets larger pieces.
    let mut out: Box<dyn Write> =
        if stdout.is_terminal() { Box::new(stdout) } else { Box::new(BufWriter::new(stdout)) };
    let result = match command {
        Command::Train(options) => train::run(&options, &mut out),
        Command::Explain(options) => explain::run(&options, &mut out),
        Command::Exercise(options) => exercise::run(&options),
        Command::Find(options) => find::run(&options, &mut out),
        Command::Check(options) => files::check(&options, &mut out),
        Command::Convert(options) => files::convert(&options),
    };
    // Also after a failure: `check` has printed what is all right.
    let flushed = out.flush();
    let result = result.and_then(|()| Ok(flushed?));
    Call::Done(match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    })
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    File(#[from] FileError),
    #[error("{0}")]
    BadFile(String),
    #[error("{0}")]
    Usage(String),
    /// What there is to say has been printed already.
    #[error("some files cannot be used, or nothing was found")]
    Reported,
    #[error("standard output: {0}. Write to another file, or make room and try again.")]
    Output(#[from] io::Error),
}

impl Failure {
    fn report(&self) -> ExitCode {
        match self {
            // Whoever reads has seen enough, as `head` has.
            Self::Output(error) if error.kind() == ErrorKind::BrokenPipe => {
                return ExitCode::SUCCESS;
            }
            Self::Reported => {}
            failure => complain(&failure.to_string()),
        }
        match self {
            Self::Usage(_) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}

/// Prints a line to standard error, if anybody listens there.
pub fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

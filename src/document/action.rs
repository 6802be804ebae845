//! Everything a user can ask of a document, and why it may refuse.

use std::path::PathBuf;
use std::sync::Arc;

use super::panel::{Pace, Panel, View};
use super::sheets::Table;
use crate::engine::{
    Arrangement, Choices, Dataset, Example, Forks, Found, Hidden, Pictures, Played, Question, Run,
    Settings, Shape, Wanted, WeightTest,
};

/// One gesture of the mouse: all edits that carry the same number are one history entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stroke(pub u64);

/// Something the user asks for. Examples and cells count from 0, cells in reading order.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are named for what they hold")]
pub enum Action {
    /// A dark picture labelled 1, at the end.
    AddExample,
    /// Pictures from elsewhere, of the dataset's shape, at the end.
    AddPictures { examples: Vec<Arc<Example>> },
    /// A copy of an example, behind it.
    DuplicateExample { example: usize },
    /// Takes an example out.
    DeleteExample { example: usize },
    /// Moves an example to another place in the order.
    MoveExample { from: usize, to: usize },
    /// Gives an example another name.
    Rename { example: usize, name: String },
    /// Gives an example another label.
    SetLabel { example: usize, label: f64 },
    /// Sets one pixel of one example.
    SetPixel { example: usize, cell: usize, value: f64, stroke: Option<Stroke> },
    /// Sets one weight.
    SetWeight { weight: usize, value: f64, stroke: Option<Stroke> },
    /// Sets all weights at once, one value per weight.
    SetWeights { values: Vec<f64> },
    /// Gives pictures and weights another shape: keeps what fits, fills with 0.
    Resize(Shape),
    /// Changes how rounds are tested, scored and applied.
    SetSettings(Settings),
    /// Tests a weight and notes the better direction. Under one-at-a-time it is always the
    /// weight whose turn it is.
    Note { weight: usize },
    /// Tests and notes all weights that have no finished test yet.
    NoteRest,
    /// Notes the tests of all weights, made elsewhere at these weights.
    NoteAll(Arc<Vec<WeightTest>>),
    /// Under one-at-a-time: moves the weight just tested.
    MoveNoted,
    /// Tests what is not tested yet, applies by the policy, and records the round.
    PlayRound,
    /// In place of the round that led here, the same with only the changes of these weights.
    Choose { weights: Vec<usize> },
    /// Rounds played elsewhere from the state at the cursor.
    AddRounds(Vec<Arc<Played>>),
    /// Compares ways to go on; `None` ends that.
    SetForks(Option<Forks>),
    /// Hides tools from a class, and shows all others.
    Hide(Hidden),
    /// Back to where the compared ways branch off, to go on in this one. The rounds that follow belong to it.
    Branch { way: usize },
    /// Back by one history entry.
    Undo,
    /// Forward by one history entry.
    Redo,
    /// To any history entry.
    Travel { entry: usize },
    /// Nothing that the document does itself.
    Outside(Effect),
}

/// Something that must happen outside the document.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are named for what they hold")]
pub enum Effect {
    /// A blank document.
    New,
    /// Asks for a file and opens it.
    Open,
    /// Opens this file.
    OpenPath(PathBuf),
    /// Opens a built-in sample.
    OpenSample(&'static str),
    /// Opens the dataset that a search found.
    OpenFound(Wanted, Found),
    /// Saves where the document came from, or asks.
    Save,
    /// Asks for a file, and what is wanted of its pictures.
    Import,
    /// The same for a folder of PNG files.
    ImportFolder,
    /// Cuts the sheet in this file into cells of another size.
    Cut(PathBuf, Shape),
    /// Opens a run that was read from this file.
    OpenRun(PathBuf, Box<Run>),
    /// Makes a document of pictures as they were chosen.
    OpenPictures(Box<Chosen>),
    /// Opens the run that was made of the pictures of this file.
    OpenMade(PathBuf, Box<Run>),
    /// Makes examples of pictures as they were chosen, and adds them to the open ones.
    AddChosen(Box<Chosen>),
    /// Asks where to save.
    SaveAs,
    /// Puts an example on the clipboard, as text.
    CopyExample,
    /// Puts an example on the clipboard, as a picture.
    CopyPicture,
    /// Asks the system for what is on the clipboard, to be pasted.
    Paste,
    /// Puts a table's numbers on the clipboard.
    Copy(Table),
    /// Makes something to be taken along, and asks where to save it.
    Export(Export),
    /// Applies what the tests have noted and records the round; where tests decide nothing, plays it.
    Apply,
    /// Plays so many rounds on a worker.
    Run { rounds: usize },
    /// Shows the comparison of ways to go on, or puts the current picture in its place again.
    Compare(bool),
    /// Goes on in one of the compared ways, and plays its rounds.
    Adopt { way: usize },
    /// Stops the worker.
    Stop,
    /// Closes the program.
    Quit,
    /// The next move of the trial, or of the round: what the primary button does.
    Step,
    /// Starts a trial of this weight.
    Try { weight: usize },
    /// Tests all other weights, each shown briefly.
    TryRest,
    /// Ends the trial in flight; the test is noted.
    Skip,
    /// Says where an example is expected to land after the next round; `None` takes that back.
    Guess { example: usize, output: Option<f64> },
    /// Makes an example the current one.
    Look { example: usize },
    /// Shows some of the round's changes, or another order, without applying anything; `None` ends that.
    Imagine(Option<Arrangement>),
    /// Works something out, on a worker where it takes long.
    WorkOut(Question),
    /// Gives up working it out.
    GiveUp(Question),
    /// Changes how the window looks.
    View(View),
    /// Shows or hides a part of the window, or asks for something in it.
    Show(Panel),
    /// Goes through a guided lesson.
    Walk(Pace),
    /// Closes the welcome for good.
    Dismiss,
}

/// Pictures of a file, and what a document is to be made of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// The file they are from.
    pub path: PathBuf,
    /// All its pictures.
    pub pictures: Arc<Pictures>,
    /// Which of them are taken, and as what.
    pub choices: Choices,
    /// How the next round is tested, scored and applied.
    pub settings: Settings,
}

/// What can be taken along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Export {
    /// A table's numbers, as CSV.
    Numbers(Table),
    /// The explanation of the round, as a page of Markdown.
    Page,
    /// The round to be worked out on paper, as a PDF.
    Exercise,
    /// The same with everything filled in.
    Solution,
    /// The window, as a PNG picture.
    Window,
    /// Its panel Why, likewise.
    Why,
    /// Its plot, likewise.
    Plot,
    /// Every number of every round in the log, as JSON.
    Log,
    /// The pictures, with their labels where the format holds them.
    Pictures(PicturesAs),
}

/// Formats that pictures are written in for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PicturesAs {
    /// Comma-separated values.
    Csv,
    /// The format of MNIST, in two files.
    Idx,
    /// One PNG picture with all of them side by side, without labels.
    Sheet,
}

/// Why an action was not done. The document is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// A number that no file could hold.
    #[error(
        "{what} cannot be {value}: it takes a number from -1,000,000,000 to 1,000,000,000. It is as it was."
    )]
    Number {
        /// What was to be set.
        what: &'static str,
        /// What it was to be.
        value: String,
    },
    /// A name that no file could hold.
    #[error(
        "The name has {length} characters; at most {} fit. Give it a shorter one; it is as it was.",
        Dataset::MAX_NAME
    )]
    Name {
        /// Its length in characters.
        length: usize,
    },
    /// A setting out of range.
    #[error("{0}")]
    Setting(&'static str),
    /// A shape out of range.
    #[error(
        "A picture has 1 to {} pixels a side. Choose a size among these; all is as it was.",
        Shape::MAX_SIDE
    )]
    Shape,
    /// More pictures or pixels than a file could hold.
    #[error(
        "{examples} pictures of {pixels} pixels are too many: at most {} pictures fit, and {} pixels in all. \
         All is as it was.",
        Dataset::MAX_EXAMPLES,
        Dataset::MAX_PIXELS
    )]
    Full {
        /// How many pictures there would be.
        examples: usize,
        /// How many pixels each of them would have.
        pixels: usize,
    },
    /// More rounds than are kept.
    #[error(
        "A run of so many pictures keeps {most} rounds. Change a weight by hand to begin a new run from here, or save and go on with fewer pictures."
    )]
    Rounds {
        /// The most that are kept.
        most: usize,
    },
    /// Rounds from a state that is not the current one any more.
    #[error(
        "The document changed while rounds were running; their result was dropped. Start them again."
    )]
    Stale,
}

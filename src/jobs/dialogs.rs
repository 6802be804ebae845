//! Native file dialogs that freeze nothing: created on the window's thread, awaited on a worker.

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What a dialog asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A file to open.
    Open,
    /// A file whose pictures are taken.
    Import,
    /// A folder whose pictures are taken.
    Folder,
    /// The labels that belong to a file of pictures.
    Labels,
    /// A file to save to.
    Save,
    /// A file of this kind, to be read by other programs.
    Export(FileKind),
}

/// A kind of file that is written and never read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Comma-separated values.
    Csv,
    /// Numbers for other programs.
    Json,
    /// Pictures and labels in the format of MNIST.
    Idx,
    /// A page of text.
    Markdown,
    /// A picture.
    Png,
}

impl FileKind {
    /// How names of such files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        self.endings()[0]
    }

    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Csv => &["csv"],
            Self::Json => &["json"],
            Self::Idx => &["idx", "idx3-ubyte"],
            Self::Markdown => &["md"],
            Self::Png => &["png"],
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Csv => "Comma-separated values",
            Self::Json => "JSON",
            Self::Idx => "IDX",
            Self::Markdown => "Markdown",
            Self::Png => "PNG picture",
        }
    }
}

/// How names of files with pictures end, where they have a dot: `train-images-idx3-ubyte` is found among all files.
const PICTURES: &[&str] = &["json", "csv", "idx", "idx3-ubyte", "gz"];
const LABELS: &[&str] = &["idx", "idx1-ubyte", "gz"];

impl Purpose {
    /// What files of this purpose are called, and how their names end.
    const fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Save => ("Jointly dataset", &["json"]),
            Self::Open | Self::Import | Self::Folder => ("Pictures with labels", PICTURES),
            Self::Labels => ("Labels", LABELS),
            Self::Export(kind) => (kind.name(), kind.endings()),
        }
    }
}

/// What came of a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The user chose this file.
    Path(PathBuf),
    /// The user chose none.
    Cancelled,
    /// No dialog could be shown: ask for a path inside the window.
    Unavailable,
}

/// Shows file dialogs. Tests answer in its place.
pub trait Dialogs {
    /// Asks, without waiting, and hands the answer to `done` once it is there.
    fn ask(
        &self,
        purpose: Purpose,
        suggestion: &str,
        frame: &eframe::Frame,
        done: Box<dyn FnOnce(Answer) + Send>,
    );
}

/// A dialog that answers "none" faster than a hand can was never shown: no portal is on the bus.
const NOT_HUMAN: Duration = Duration::from_millis(150);

/// The system's own dialogs.
#[derive(Debug)]
pub struct Native;

impl Dialogs for Native {
    fn ask(
        &self,
        purpose: Purpose,
        suggestion: &str,
        frame: &eframe::Frame,
        done: Box<dyn FnOnce(Answer) + Send>,
    ) {
        let (name, endings) = purpose.filter();
        let dialog = rfd::AsyncFileDialog::new()
            .set_parent(frame)
            .add_filter(name, endings)
            .add_filter("All files", &["*"]);
        let asked = Instant::now();
        let answer: std::pin::Pin<Box<dyn Future<Output = _> + Send>> = match purpose {
            Purpose::Open => Box::pin(dialog.set_title("Open").pick_file()),
            Purpose::Import => Box::pin(dialog.set_title("Import pictures").pick_file()),
            Purpose::Folder => {
                Box::pin(dialog.set_title("Import a folder of PNG files").pick_folder())
            }
            Purpose::Labels => {
                Box::pin(dialog.set_title("The file of labels of these pictures").pick_file())
            }
            Purpose::Save | Purpose::Export(_) => {
                Box::pin(dialog.set_title("Save as").set_file_name(suggestion).save_file())
            }
        };
        let worker = std::thread::Builder::new().name("dialog".to_owned());
        let waiting = worker.spawn(move || {
            let answer = match pollster::block_on(answer) {
                Some(file) => Answer::Path(file.path().to_owned()),
                None if asked.elapsed() < NOT_HUMAN => Answer::Unavailable,
                None => Answer::Cancelled,
            };
            done(answer);
        });
        // A machine out of threads has more pressing trouble, but the answer must not get lost.
        drop(waiting);
    }
}

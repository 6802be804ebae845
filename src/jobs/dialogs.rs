//! Native file dialogs that freeze nothing: created on the window's thread, awaited on a worker.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::document::Purpose;

/// How names of files with pictures end, where they have a dot: `train-images-idx3-ubyte` is found among all files.
const PICTURES: &[&str] = &["json", "jointly", "csv", "idx", "idx3-ubyte", "png", "gz"];
/// The same with lessons, which are opened but not imported.
const OPENED: &[&str] = &["json", "jointly", "toml", "csv", "idx", "idx3-ubyte", "png", "gz"];
const LABELS: &[&str] = &["idx", "idx1-ubyte", "gz"];

/// What files of this purpose are called, and how their names end.
const fn filter(purpose: Purpose) -> (&'static str, &'static [&'static str]) {
    match purpose {
        Purpose::Save => ("Jointly dataset", &["json", "jointly"]),
        Purpose::Open => ("Pictures with labels, lessons", OPENED),
        Purpose::Import | Purpose::Folder => ("Pictures with labels", PICTURES),
        Purpose::Labels => ("Labels", LABELS),
        Purpose::Export(kind) => (kind.name(), kind.endings()),
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
pub trait Dialogs: Send {
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
        let (name, endings) = filter(purpose);
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

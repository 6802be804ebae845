//! Pictures of other programs become a document.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::Workbench;
use super::files::unstarted;
use crate::document::{Action, Chosen, Document, Effect, words};
use crate::engine::{Experiment, Run, Shape};
use crate::jobs::Made;
use crate::jobs::files::shown;
use crate::views::Notice;

impl Workbench {
    /// Makes examples of chosen pictures, to be opened or added.
    pub(super) fn import(&mut self, chosen: Chosen, what: Made) {
        let Chosen { path, pictures, choices, settings } = chosen;
        let make = move |observer: &mut dyn FnMut(f32) -> ControlFlow<()>| {
            let dataset = pictures.dataset_observed(&choices, observer)?;
            Some(Run::new(Experiment { settings, ..Experiment::at_rest(dataset) }))
        };
        if let Err(error) = self.jobs.import(path, what, make) {
            self.views.dialogs.failed("Not imported", &unstarted(&error));
        }
    }

    /// A run was made of pictures, unless that was given up.
    pub(super) fn made(&mut self, path: PathBuf, what: Made, run: Option<Box<Run>>) {
        let open = &self.document.experiment().dataset;
        match (run, what) {
            // What was changed meanwhile is asked about.
            (Some(run), Made::Opened) => {
                self.actions.push_back(Action::Outside(Effect::OpenMade(path, run)));
            }
            (Some(run), Made::Added) if run.dataset.shape == open.shape => {
                let examples = run.dataset.examples.clone();
                self.actions.push_back(Action::AddPictures { examples });
            }
            (Some(run), Made::Added) => {
                let (Shape { width, height }, found) = (open.shape, run.dataset.shape);
                self.views.notice = Some(Notice::bad(&format!(
                    "{}: its pictures have {} x {} pixels, and the open ones now have {width} x {height}. Import them again.",
                    shown(&path),
                    found.width,
                    found.height
                )));
            }
            (None, _) => {
                self.let_go = None;
                self.views.notice = Some(Notice::bad(&format!(
                    "{}: importing it was cancelled. Import it again when you like.",
                    shown(&path)
                )));
            }
        }
    }

    /// Opens a run that was made of a file's pictures. Saving it must not replace that file, so it has none yet.
    pub(super) fn imported(&mut self, path: &Path, run: Run) {
        self.remember(path);
        let mut told = words::imported(path, &run.dataset);
        self.replace(Document::new(run, None, &words::imported_name(path)));
        if self.has_names_from_the_right() {
            told = format!("{told} {}", words::READ_FROM_THE_RIGHT);
        }
        self.views.notice = Some(Notice::good(&told));
    }
}

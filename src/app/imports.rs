//! Pictures of other programs become a document.

use std::path::Path;

use super::Workbench;
use crate::document::{Chosen, Document, words};
use crate::engine::{Experiment, Run};
use crate::views::Notice;

impl Workbench {
    /// Makes a document of chosen pictures.
    pub(super) fn import(&mut self, chosen: Chosen) {
        let Chosen { path, pictures, choices, settings } = chosen;
        let make = move || {
            let dataset = pictures.dataset(&choices);
            Run::new(Experiment { settings, ..Experiment::at_rest(dataset) })
        };
        if let Err(error) = self.jobs.import(path, make) {
            self.views.dialogs.failed("Not imported", &error.to_string());
        }
    }

    /// Opens a run that was made of a file's pictures. Saving it must not replace that file, so it has none yet.
    pub(super) fn imported(&mut self, path: &Path, run: Run) {
        self.remember(path);
        let told = words::imported(path, &run.dataset);
        self.replace(Document::new(run, None, &words::imported_name(path)));
        self.views.notice = Some(Notice::good(&told));
    }
}

//! The file on disk under the open document: what it held when it was last read or written, and what became of it since.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use eframe::egui;

use super::Workbench;
use crate::document::words;
use crate::jobs::files::{Import, Version};
use crate::views::Notice;

/// What is known of the file of the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct OnDisk {
    /// What it held when it was last read or written.
    version: Version,
    /// What somebody else has written since, where the user knows and keeps what is open.
    kept_against: Option<Version>,
    /// Whether it was found to be gone.
    gone: bool,
}

impl OnDisk {
    pub(super) const fn new(version: Version) -> Self {
        Self { version, kept_against: None, gone: false }
    }
}

impl Workbench {
    /// What the file of the document must still hold to be overwritten without a question.
    pub(super) fn known_version(&self, path: &Path) -> Option<Version> {
        let own = self.document.path() == Some(path);
        self.on_disk.filter(|_| own).map(|on_disk| on_disk.version)
    }

    /// When the document was last saved, and what is lost, as the question about its changes tells it.
    pub(super) fn last_saved(&self) -> String {
        match self.on_disk {
            Some(OnDisk { version, .. }) if version != Version::NONE => {
                let age = SystemTime::now().duration_since(version.changed).unwrap_or_default();
                let ago = words::ago(age.as_secs());
                format!("It was last saved {ago}. What was changed since is lost without saving.")
            }
            _ if self.document.path().is_some() => {
                "It was recovered and not saved since. It is lost without saving.".to_owned()
            }
            _ => "It has never been saved. What was changed is lost without saving.".to_owned(),
        }
    }

    /// Looks at the file whenever the window gains the focus: whoever comes back may have changed it.
    pub(super) fn watch_the_file(&mut self, ctx: &egui::Context) {
        let gained = |input: &egui::InputState| {
            input.events.iter().any(|event| matches!(event, egui::Event::WindowFocused(true)))
        };
        if let (true, Some(_), Some(path)) = (ctx.input(gained), self.on_disk, self.document.path())
            && !self.jobs.files_busy()
        {
            // Where there is no thread, the save looks again.
            let _ = self.jobs.look_at(path.to_owned());
        }
    }

    /// What a look at the file has found.
    pub(super) fn looked_at(&mut self, path: PathBuf, found: &io::Result<Option<Version>>) {
        // What cannot be read is not known to have changed; a save will say what is wrong.
        let Ok(found) = *found else { return };
        let own = self.document.path() == Some(&*path) && !self.jobs.files_busy();
        let Some(on_disk) = self.on_disk.as_mut().filter(|_| own) else { return };
        let Some(found) = found else {
            if !std::mem::replace(&mut on_disk.gone, true) {
                let name = self.document.name();
                let told = format!("{name} is not there any more. Save writes it again.");
                self.views.notice = Some(Notice::bad(&told));
            }
            return;
        };
        on_disk.gone = false;
        let known = [Some(on_disk.version), on_disk.kept_against];
        let is_new = !known.into_iter().flatten().any(|known| known.is_same(&found));
        if is_new && !self.views.dialogs.is_open() {
            on_disk.kept_against = Some(found);
            self.views.dialogs.ask_changed(path, false, self.document.is_changed());
        }
    }

    /// Takes what the file holds now in place of the document. The user has let its changes go.
    pub(super) fn reload(&mut self, path: PathBuf) {
        self.pending = None;
        self.let_go = Some(self.document.generation());
        self.load(path, Import::default());
    }
}

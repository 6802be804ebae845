//! Questions about files: save first, which path, replace.

use std::path::{Path, PathBuf};

use eframe::egui::{self, Ui};

use super::{Decision, Dialogs, buttons, heading, primary};
use crate::document::Purpose;
use crate::views::text;

impl Dialogs {
    /// What is to become of unsaved changes.
    pub(super) fn unsaved_ui(&mut self, ui: &mut Ui, name: &str, last_saved: &str) -> bool {
        heading(ui, &format!("Save the changes to {name}?"));
        ui.label(last_saved);
        ui.add_space(10.0);
        let before = self.decision.clone();
        buttons(ui, |ui| {
            if primary(ui, "Save").clicked() {
                self.decision = Some(Decision::SaveFirst);
            }
            if ui.button("Cancel").clicked() {
                self.decision = Some(Decision::Cancel);
            }
            if ui.button("Discard").clicked() {
                self.decision = Some(Decision::Discard);
            }
        });
        self.decision != before
    }

    /// Which file, where the system shows no dialog.
    pub(super) fn path_ui(
        &mut self,
        ui: &mut Ui,
        purpose: Purpose,
        text: &mut String,
        fresh: &mut bool,
    ) -> bool {
        let (title, go) = match purpose {
            Purpose::Open => ("Open", "Open"),
            Purpose::Import | Purpose::Folder => ("Import pictures", "Import"),
            Purpose::Labels => ("The labels of these pictures", "Open"),
            Purpose::Save | Purpose::Export(_) => ("Save as", "Save"),
        };
        heading(ui, title);
        let what = if purpose == Purpose::Folder { "folder" } else { "file" };
        ui.label(format!("This system shows no file dialog here. Type the path of the {what}."));
        let caption = ui.label("Path");
        let field = ui
            .add(egui::TextEdit::singleline(text).desired_width(f32::INFINITY))
            .labelled_by(caption.id);
        if *fresh {
            field.request_focus();
            *fresh = false;
        }
        ui.add_space(10.0);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let mut closed = false;
        buttons(ui, |ui| {
            if primary(ui, go).clicked() || entered {
                let path = PathBuf::from(text.trim());
                self.decision = Some(Decision::Path(purpose, path));
                closed = true;
            }
            if ui.button("Cancel").clicked() {
                self.decision = Some(Decision::Cancel);
                closed = true;
            }
        });
        closed
    }
    /// Whether a file that is there may be replaced.
    pub(super) fn replace_ui(&mut self, ui: &mut Ui, purpose: Purpose, path: &Path) -> bool {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        heading(ui, &format!("Replace {name}?"));
        ui.add(egui::Label::new(format!("{} is there already.", path.display())).wrap());
        ui.add_space(10.0);
        let mut closed = false;
        buttons(ui, |ui| {
            if primary(ui, "Replace").clicked() {
                self.decision = Some(Decision::Replace(purpose, path.to_owned()));
                closed = true;
            }
            if ui.button("Cancel").clicked() {
                self.decision = Some(Decision::Cancel);
                closed = true;
            }
        });
        closed
    }

    /// What failed, and, where that is saving the document, another place to save it to.
    pub(super) fn failed_ui(
        &mut self,
        ui: &mut Ui,
        title: &str,
        text: &str,
        of_document: bool,
    ) -> bool {
        heading(ui, title);
        egui::ScrollArea::vertical().max_height(280.0).show(ui, |ui| {
            ui.add(egui::Label::new(text).selectable(true).wrap());
        });
        ui.add_space(6.0);
        text::quiet_ui(ui, "The open document is as it was.");
        ui.add_space(10.0);
        let mut closed = false;
        buttons(ui, |ui| {
            closed = primary(ui, "OK").clicked();
            if of_document && ui.button("Save as...").clicked() {
                self.decision = Some(Decision::SaveAs);
                closed = true;
            }
        });
        closed
    }
}

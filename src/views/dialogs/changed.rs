//! A file that another program has changed: reload, overwrite, or save elsewhere.

use std::path::Path;

use eframe::egui::Ui;

use super::{Decision, buttons, heading, primary};

/// Asks; the answer goes into `decision`. Returns whether there is one.
pub fn ui(
    ui: &mut Ui,
    path: &Path,
    saving: bool,
    unsaved: bool,
    decision: &mut Option<Decision>,
) -> bool {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    heading(ui, &format!("{name} was changed by another program"));
    ui.label(match (saving, unsaved) {
        (true, _) => "It is not what was last read or saved here. Overwriting it loses what the other program wrote; \
                      reloading it loses what you changed here since.",
        (false, true) => "It is not what was last read or saved here. Reloading it loses what you changed here since.",
        (false, false) => "It is not what was last read or saved here. Nothing is unsaved here.",
    });
    ui.add_space(10.0);
    let mut answer = None;
    buttons(ui, |ui| {
        // What loses nothing comes first.
        if saving || unsaved {
            if primary(ui, "Save as...").clicked() {
                answer = Some(Decision::SaveAs);
            }
        } else if primary(ui, "Reload").clicked() {
            answer = Some(Decision::Reload(path.to_owned()));
        }
        if ui.button(if saving { "Cancel" } else { "Keep what is open" }).clicked() {
            answer = Some(Decision::Cancel);
        }
        if (saving || unsaved) && ui.button("Reload").clicked() {
            answer = Some(Decision::Reload(path.to_owned()));
        }
        if saving && ui.button("Overwrite").clicked() {
            answer = Some(Decision::Overwrite(path.to_owned()));
        }
    });
    let answered = answer.is_some();
    *decision = decision.take().or(answer);
    answered
}

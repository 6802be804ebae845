//! Actions through the document's door, and what must then happen outside it.

use std::sync::Arc;

use eframe::egui;

use super::Workbench;
use super::situation::followed_example;
use crate::document::{Action, Document, Effect, Pace, Stage, words};
use crate::engine::Tool;
use crate::findings::Progress;
use crate::jobs::files::Import;
use crate::views::Notice;

impl Workbench {
    pub(super) fn perform_all(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        while let Some(action) = self.actions.pop_front() {
            if let Some(effect) = self.perform_now(action) {
                self.carry_out(effect, ctx, frame);
            }
        }
    }

    /// Lets an action through the document's door. Any action ends a trial, for it was not real.
    pub(super) fn perform_now(&mut self, action: Action) -> Option<Effect> {
        if let Some(tool) = self.hides(&action) {
            self.refuse(words::hidden(tool));
            return None;
        }
        if !matches!(action, Action::Outside(_)) {
            self.end_trials();
            self.views.notice = None;
        }
        let travels = matches!(
            action,
            Action::Outside(_) | Action::Undo | Action::Redo | Action::Travel { .. }
        );
        let names = matches!(action, Action::Rename { .. } | Action::AddPictures { .. });
        let had_any = names && self.has_names_from_the_right();
        let compared = matches!(self.document.stage(), Stage::Applied(_)) && !travels;
        let dataset = Arc::clone(&self.document.experiment().dataset);
        let one_round = match &action {
            Action::PlayRound => true,
            Action::AddRounds(rounds) => rounds.len() == 1,
            _ => false,
        };
        let at =
            |document: &Document| (document.current_row(), document.experiment().weights.clone());
        let covered_at = self.cover.is_on().then(|| at(&self.document));
        let follows = followed_example(&action, self.focus.example);
        match self.document.apply(action) {
            Ok(effect) => {
                let now = self.document.experiment().dataset.examples.len();
                let others = !Arc::ptr_eq(&dataset, &self.document.experiment().dataset);
                // A guess was about these pictures and the round that came next.
                if compared || others {
                    self.guesses = vec![None; now];
                }
                if names && !had_any && self.has_names_from_the_right() {
                    self.views.notice = Some(Notice::good(words::READ_FROM_THE_RIGHT));
                }
                if one_round {
                    let dataset = &self.document.experiment().dataset;
                    let settled = self.document.evaluation().came_true(dataset, &self.guesses);
                    for (sum, more) in self.guessed.iter_mut().zip(settled) {
                        *sum += more;
                    }
                }
                // What was opened was about these pictures and weights, and this round.
                let moved_on = covered_at.is_some_and(|before| before != at(&self.document));
                if moved_on || others {
                    self.cover.close_all();
                }
                self.views.comparing &= !self.document.state().hidden.has(Tool::Compare);
                self.focus.example = follows(now).min(now.saturating_sub(1));
                self.give_up_stale_questions();
                self.look_at_round();
                effect
            }
            Err(rejected) => {
                self.jobs.stop_training();
                self.refuse(&rejected.to_string());
                None
            }
        }
    }

    /// Says why an action is not done. The lesson does not try it again.
    fn refuse(&mut self, why: &str) {
        self.guide.stop_showing();
        self.views.notice = Some(Notice::bad(why));
    }

    /// The tool that an action belongs to, where it is hidden from the class.
    pub(super) fn hides(&self, action: &Action) -> Option<Tool> {
        action.tool().filter(|tool| self.document.state().hidden.has(*tool))
    }

    pub(super) fn carry_out(&mut self, effect: Effect, ctx: &egui::Context, frame: &eframe::Frame) {
        match effect {
            Effect::Walk(Pace::Resume) if self.go_on_here() => {}
            Effect::New
            | Effect::Open
            | Effect::Import
            | Effect::ImportFolder
            | Effect::OpenPath(_)
            | Effect::OpenRun(..)
            | Effect::OpenPictures(_)
            | Effect::OpenMade(..)
            | Effect::AddChosen(_)
            | Effect::OpenSample(_)
            | Effect::OpenFound(..)
            | Effect::Walk(Pace::Begin | Pace::Resume | Pace::BeginRead)
            | Effect::Save
            | Effect::SaveAs
            | Effect::Quit => self.carry_out_file(effect, ctx, frame),
            Effect::Cut(path, cells) => {
                self.load(path, Import { cells: Some(cells), choose: true, ..Import::default() });
            }
            Effect::CopyExample => self.copy_example(),
            Effect::CopyPicture => self.copy_picture(ctx),
            Effect::Paste => ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste),
            Effect::Copy(table) => self.copy(table),
            Effect::Export(export) => self.export(export, ctx, frame),
            Effect::Run { rounds } => {
                self.views.comparing = false;
                self.play(rounds);
            }
            Effect::Apply => {
                self.views.comparing = false;
                self.play(1);
            }
            Effect::Compare(shown) => self.compare(shown),
            Effect::Adopt { way } => self.adopt(way),
            Effect::Stop => self.jobs.stop_training(),
            Effect::Step | Effect::Try { .. } | Effect::TryRest | Effect::Skip => {
                // What is tested is seen on the stage.
                self.views.comparing = false;
                self.carry_out_trial(&effect, ctx);
            }
            Effect::WorkOut(question) => self.work_out(question),
            Effect::GiveUp(question) => {
                self.jobs.keep_inquiries(|asked| *asked != question);
                self.findings.note(question, Progress::Stopped);
            }
            Effect::Guess { example, output } => {
                self.guesses.resize(self.document.experiment().dataset.examples.len(), None);
                if let Some(guess) = self.guesses.get_mut(example) {
                    *guess = output;
                }
            }
            Effect::Look { example } => self.focus.example = example,
            Effect::Imagine(arrangement) => self.imagine(arrangement),
            Effect::View(view) => self.carry_out_view(view, ctx),
            Effect::Walk(pace) => self.carry_out_pace(pace, ctx, frame),
            Effect::Dismiss => self.dismiss_welcome(true),
            Effect::Show(panel) => {
                self.views.dialogs.show(panel, &self.document, self.focus.example);
            }
        }
    }
}

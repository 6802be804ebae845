//! What every command asks for.

use super::step::{primary_action, rest_action};
use super::{Command, Situation};
use crate::document::{Action, Effect, Panel, View};
use crate::engine::{Hidden, Settings};

impl Command {
    /// What the command asks for.
    #[must_use]
    pub fn action(self, situation: &Situation) -> Action {
        let document = situation.document;
        let (rows, row) = (document.rows(), document.current_row());
        let example = situation.example;
        let view = |view: View| Action::Outside(Effect::View(view));
        match self {
            Self::New => Action::Outside(Effect::New),
            Self::Open => Action::Outside(Effect::Open),
            Self::Import => Action::Outside(Effect::Import),
            Self::ImportFolder => Action::Outside(Effect::ImportFolder),
            Self::Save => Action::Outside(Effect::Save),
            Self::SaveAs => Action::Outside(Effect::SaveAs),
            Self::Export(export) => Action::Outside(Effect::Export(export)),
            Self::Quit => Action::Outside(Effect::Quit),
            // A trial is not real: it goes before anything that is.
            Self::Undo | Self::Skip if situation.imagined => Action::Outside(Effect::Imagine(None)),
            Self::Undo => Action::Undo,
            Self::Redo => Action::Redo,
            Self::CopyExample => Action::Outside(Effect::CopyExample),
            Self::CopyPicture => Action::Outside(Effect::CopyPicture),
            Self::PasteExample => Action::Outside(Effect::Paste),
            Self::AddExample => Action::AddExample,
            Self::DuplicateExample => Action::DuplicateExample { example },
            Self::DeleteExample => Action::DeleteExample { example },
            Self::RenameExample => Action::Outside(Effect::Show(Panel::Rename)),
            Self::MoveExampleUp => {
                Action::MoveExample { from: example, to: example.saturating_sub(1) }
            }
            Self::MoveExampleDown => Action::MoveExample { from: example, to: example + 1 },
            Self::ClearWeights => {
                Action::SetWeights { values: vec![0.0; document.experiment().weights.len()] }
            }
            Self::Resize => Action::Outside(Effect::Show(Panel::Resize)),
            Self::Theme(appearance) => view(View::Theme(appearance)),
            Self::Sigmoid => view(View::Sigmoid(!situation.looks.sigmoid)),
            Self::Still => view(View::Still(!situation.looks.still)),
            // What was opened is covered again first.
            Self::Cover => view(View::Cover(situation.some_open != Some(false))),
            Self::Present => view(View::Present(!situation.looks.presents)),
            Self::Why(tab) => view(View::Why(tab)),
            Self::Zoom(zoom) => view(View::Zoom(zoom)),
            Self::Class => Action::Outside(Effect::Show(Panel::Class)),
            Self::ShowAll => Action::Hide(Hidden::default()),
            Self::PreviousExample => {
                Action::Outside(Effect::Look { example: situation.beside[0].unwrap_or(example) })
            }
            Self::NextExample => {
                Action::Outside(Effect::Look { example: situation.beside[1].unwrap_or(example) })
            }
            Self::Step => primary_action(situation),
            Self::TestRest => rest_action(situation),
            Self::WholeRound => Action::Outside(Effect::Run { rounds: 1 }),
            Self::Run => Action::Outside(Effect::Run { rounds: situation.run_length }),
            Self::Stop => Action::Outside(Effect::Stop),
            Self::Skip => Action::Outside(Effect::Skip),
            Self::Compare => Action::Outside(Effect::Compare(!situation.comparing)),
            Self::ToStart => Action::Travel { entry: 0 },
            // Tests made since the last row are taken back first.
            Self::Back if document.history().cursor() > rows[row].entry => {
                Action::Travel { entry: rows[row].entry }
            }
            Self::Back => Action::Travel { entry: rows[row.saturating_sub(1)].entry },
            Self::Forward => Action::Travel { entry: rows[(row + 1).min(rows.len() - 1)].entry },
            Self::Find => Action::Outside(Effect::Show(Panel::Find)),
            Self::Match(_) | Self::Score(_) | Self::Policy(_) => {
                Action::SetSettings(self.settings(document.settings()))
            }
            Self::Walk(pace) => Action::Outside(Effect::Walk(pace)),
            Self::Palette => Action::Outside(Effect::Show(Panel::Palette)),
            Self::Shortcuts => Action::Outside(Effect::Show(Panel::Shortcuts)),
            Self::About => Action::Outside(Effect::Show(Panel::About)),
        }
    }

    /// The settings with what the command stands for.
    fn settings(self, now: &Settings) -> Settings {
        match self {
            Self::Match(match_rule) => Settings { match_rule, ..*now },
            Self::Score(score) => Settings { score, ..*now },
            Self::Policy(policy) => Settings { policy, ..*now },
            _ => *now,
        }
    }
}

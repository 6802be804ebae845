//! Questions and messages in the window: unsaved changes, a path, a failure, resizing, a search,
//! shortcuts, about.

mod changed;
mod edit;
mod find;
mod help;
mod import;
mod palette;
mod questions;
mod recover;
mod work;

pub use recover::{Fate, Lost};

use std::path::PathBuf;
use std::time::{Duration, Instant};

use eframe::egui::{self, Context, Modal, RichText, Ui, vec2};

use super::{Desk, Scene, small};
use crate::document::{Document, Panel, Purpose};
use crate::engine::{Pictures, Shape, number};
use crate::theme;

/// What the user decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Save, then go on with what was asked.
    SaveFirst,
    /// Go on and lose the changes.
    Discard,
    /// Do nothing.
    Cancel,
    /// Save over what another program has written.
    Overwrite(PathBuf),
    /// Take what another program has written, and lose the changes.
    Reload(PathBuf),
    /// Save under another name.
    SaveAs,
    /// Give up the reading or writing under way.
    StopFileWork,
    /// This is the file that was asked for.
    Path(Purpose, PathBuf),
    /// The file that is there already may be replaced.
    Replace(Purpose, PathBuf),
    /// The native dialog does not come: ask for a path here.
    NoNativeDialog,
    /// The work that was left behind and is being read stays for the next start.
    ReadLater,
    /// This is to become of the work that was left behind.
    Lost(Fate),
}

pub use work::Work;

#[derive(Debug)]
enum Open {
    Unsaved { name: String, last_saved: String },
    Changed { path: PathBuf, saving: bool, unsaved: bool },
    Path { purpose: Purpose, text: String, fresh: bool },
    Replace { purpose: Purpose, path: PathBuf },
    Failed { title: String, text: String, of_document: bool },
    Resize { width: usize, height: usize },
    Class,
    Rename { example: usize, name: String, label: String, fresh: bool },
    Find(find::Choice),
    Import(Box<import::Choice>),
    Lost(Lost),
    Palette(palette::Choice),
    Shortcuts(help::Memory),
    About,
}

/// What can be opened by name.
#[derive(Debug)]
pub struct Offered<'a> {
    /// Files opened or saved lately.
    pub recent: &'a [PathBuf],
    /// The datasets that come with the program: file name, and what each shows.
    pub samples: &'a [(&'static str, &'static str)],
}

/// The dialog that is open, if one is.
#[derive(Debug, Default)]
pub struct Dialogs {
    open: Option<Open>,
    /// What the user decided in this frame.
    pub decision: Option<Decision>,
    /// The reading or writing under way.
    pub work: Option<Work>,
    /// What was searched for last.
    wanted: find::Memory,
    /// Since when a native dialog is awaited, and what for.
    native: Option<(Instant, Purpose)>,
}

/// The width of most dialogs, in points.
const WIDTH: f32 = 440.0;

/// After so long without an answer the window offers to ask for a path itself.
const PATIENCE: Duration = Duration::from_secs(2);

impl Dialogs {
    /// Whether a dialog has the window.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether it is the list of everything that can be asked for.
    #[must_use]
    pub const fn is_palette(&self) -> bool {
        matches!(self.open, Some(Open::Palette(_)))
    }

    /// Whether an example is being searched for.
    #[must_use]
    pub const fn is_finding(&self) -> bool {
        matches!(self.open, Some(Open::Find(_)))
    }

    /// What the native dialog that is awaited asks for.
    #[must_use]
    pub fn awaited(&self) -> Option<Purpose> {
        self.native.map(|(_, purpose)| purpose)
    }

    /// Asks what to do with unsaved changes.
    pub fn ask_unsaved(&mut self, name: &str, last_saved: String) {
        self.open = Some(Open::Unsaved { name: name.to_owned(), last_saved });
    }

    /// Asks what to do with a file that another program has changed: met while `saving`, or by looking; and whether there is
    /// anything unsaved.
    pub fn ask_changed(&mut self, path: PathBuf, saving: bool, unsaved: bool) {
        self.open = Some(Open::Changed { path, saving, unsaved });
    }

    /// Asks for a path inside the window, where no native dialog can be shown.
    pub fn ask_path(&mut self, purpose: Purpose, suggestion: String) {
        self.open = Some(Open::Path { purpose, text: suggestion, fresh: true });
    }

    /// Asks whether a file that is there already may be replaced.
    pub fn ask_replace(&mut self, purpose: Purpose, path: PathBuf) {
        self.open = Some(Open::Replace { purpose, path });
    }

    /// Says what failed, and that nothing was changed by it.
    pub fn failed(&mut self, title: &str, text: &str) {
        let (title, text) = (title.to_owned(), text.to_owned());
        self.open = Some(Open::Failed { title, text, of_document: false });
    }

    /// Says why the document was not saved, and offers to save it elsewhere.
    pub fn failed_to_save(&mut self, text: &str) {
        let (title, text) = ("Not saved".to_owned(), text.to_owned());
        self.open = Some(Open::Failed { title, text, of_document: true });
    }

    /// Asks what is wanted of the pictures of a file.
    pub fn choose(&mut self, path: PathBuf, pictures: Pictures) {
        self.open = Some(Open::Import(Box::new(import::Choice::new(path, pictures))));
    }

    /// A native dialog was asked for.
    pub fn waiting_for_native(&mut self, purpose: Purpose) {
        self.native = Some((Instant::now(), purpose));
    }

    /// The native dialog answered.
    pub fn native_answered(&mut self) {
        self.native = None;
    }

    /// Opens a panel that a command asked for.
    pub fn show(&mut self, panel: Panel, document: &Document, example: usize) {
        let dataset = &document.experiment().dataset;
        let Shape { width, height } = dataset.shape;
        self.open = match panel {
            Panel::Resize => Some(Open::Resize { width, height }),
            Panel::Class => Some(Open::Class),
            Panel::Rename => dataset.examples.get(example).map(|e| Open::Rename {
                example,
                name: e.name.clone(),
                label: number(e.label),
                fresh: true,
            }),
            Panel::Find => Some(Open::Find(find::Choice::new(self.wanted, document.settings()))),
            Panel::Palette => Some(Open::Palette(palette::Choice::default())),
            Panel::Shortcuts => Some(Open::Shortcuts(help::Memory::default())),
            Panel::About => Some(Open::About),
        };
    }

    /// Draws the open dialog, if one is.
    pub fn ui(&mut self, ctx: &Context, offered: &Offered, scene: &Scene, desk: &mut Desk) {
        self.native_ui(ctx);
        work::ui(ctx, self.work.as_ref(), &mut self.decision);
        let Some(mut open) = self.open.take() else {
            return;
        };
        let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(theme::DIALOG);
        let response = Modal::new(egui::Id::unique("dialog")).frame(frame).show(ctx, |ui| {
            let width = match open {
                Open::Import(_) => import::WIDTH,
                Open::Palette(_) => palette::WIDTH,
                Open::Shortcuts(_) => help::WIDTH,
                _ => WIDTH,
            };
            ui.set_width(width.min(ctx.content_rect().width() - 64.0));
            // What had the keyboard in one dialog has no place in the next.
            let dialog = std::mem::discriminant(&open);
            let contents = |ui: &mut Ui| match &mut open {
                Open::Unsaved { name, last_saved } => self.unsaved_ui(ui, name, last_saved),
                Open::Changed { path, saving, unsaved } => {
                    changed::ui(ui, path, *saving, *unsaved, &mut self.decision)
                }
                Open::Path { purpose, text, fresh } => self.path_ui(ui, *purpose, text, fresh),
                Open::Replace { purpose, path } => self.replace_ui(ui, *purpose, path),
                Open::Failed { title, text, of_document } => {
                    self.failed_ui(ui, title, text, *of_document)
                }
                Open::Class => edit::class_ui(ui, scene, desk),
                Open::Resize { width, height } => edit::resize_ui(ui, width, height, scene, desk),
                Open::Rename { example, name, label, fresh } => {
                    edit::rename_ui(ui, *example, name, label, fresh, desk)
                }
                Open::Find(choice) => find::ui(ui, choice, &mut self.wanted, scene, desk),
                Open::Import(choice) => import::ui(ui, choice, scene, desk, &mut self.decision),
                Open::Lost(lost) => self.lost_ui(ui, lost),
                Open::Palette(choice) => palette::ui(ui, choice, offered, scene, desk),
                Open::Shortcuts(memory) => help::shortcuts_ui(ui, memory),
                Open::About => help::about_ui(ui),
            };
            let edge = f32::from(theme::DIALOG);
            small::dialog_ui(ui, edge, |ui| ui.push_id(dialog, contents).inner)
        });
        let (closed, escaped) = (response.inner, response.should_close());
        let awaited = matches!(
            open,
            Open::Unsaved { .. }
                | Open::Import(_)
                | Open::Changed { .. }
                | Open::Path { .. }
                | Open::Replace { .. }
        );
        if escaped && !closed && awaited {
            self.decision = Some(Decision::Cancel);
        }
        if escaped && !closed && matches!(open, Open::Lost(_)) {
            self.decision = Some(Decision::Lost(Fate::Later));
        }
        if !closed && !escaped {
            self.open = Some(open);
        }
    }

    /// A dialog that does not answer may never have been shown: the way round it stays in reach.
    fn native_ui(&mut self, ctx: &Context) {
        let Some((since, _)) = self.native else {
            return;
        };
        let left = PATIENCE.saturating_sub(since.elapsed());
        if !left.is_zero() {
            ctx.request_repaint_after(left);
            return;
        }
        egui::Area::new(egui::Id::unique("native dialog"))
            .anchor(egui::Align2::CENTER_TOP, vec2(0.0, 8.0))
            .order(egui::Order::Foreground)
            .show(ctx, |ui| {
                egui::Frame::popup(ui.style()).show(ui, |ui| {
                    ui.horizontal(|ui| {
                        ui.label("The system's file dialog is open. If you do not see it:");
                        if ui.button("Type the path here").clicked() {
                            self.decision = Some(Decision::NoNativeDialog);
                        }
                    });
                });
            });
    }
}

fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::headline()));
    ui.add_space(6.0);
}

fn buttons(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let row = vec2(ui.available_width(), ui.spacing().interact_size.y);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(row, layout, contents);
}

fn primary(ui: &mut Ui, text: &str) -> egui::Response {
    let palette = theme::palette(ui);
    let text = RichText::new(text).color(palette.on_primary);
    ui.add(egui::Button::new(text).fill(palette.primary).min_size(vec2(88.0, 0.0)))
}

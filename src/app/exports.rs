//! Numbers, pages and pictures to be taken along: made on a worker, copied, or saved where the user says.
//!
//! What is exported is what there was when it was asked for, whatever happens until a place is chosen.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use eframe::egui::{self, ColorImage};
use image::ImageEncoder;

use super::Workbench;
use super::files::{confirmed, unstarted};
use crate::document::exercise::Exercise;
use crate::document::sheets::{Sheet, Subject, Table};
use crate::document::{Export, FileKind, PicturesAs, Purpose, words};
use crate::formats::{Kind, pdf, rounds};
use crate::jobs::files::{self, FileError, Saved};
use crate::views::{Notice, Scene};

/// A picture of the window that has been asked for, and is there a frame or two later.
#[derive(Debug)]
pub(super) struct Picturing {
    export: Export,
    picture: Arc<OnceLock<Arc<ColorImage>>>,
}

/// Writes something to a file.
type Write = Box<dyn FnOnce(&Path) -> Result<Saved, FileError> + Send>;

/// Something that waits for a place to be saved to.
pub(super) struct Exporting {
    kind: FileKind,
    /// The name to suggest.
    name: String,
    /// What it is, as the status bar says it.
    what: String,
    write: Write,
}

impl std::fmt::Debug for Exporting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Exporting").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Workbench {
    /// The document as sheets and pages see it, with everything found out that takes no time.
    fn subject(&mut self) -> Subject {
        for question in self.findings.still_to_ask(Subject::questions(&self.document)) {
            self.work_out(question);
        }
        self.subject_as_known()
    }

    fn subject_as_known(&self) -> Subject {
        let trials = (None, self.what_if.as_ref());
        let scene = Scene::new(&self.document, trials, None, &self.findings, &self.guesses, 0.0);
        scene.subject(self.focus.example)
    }

    /// Makes a table's numbers for the clipboard.
    pub(super) fn copy(&mut self, table: Table) {
        let subject = self.subject();
        let making = self.jobs.make(move || match table.sheet(&subject) {
            Some(sheet) => (size(&sheet), sheet.csv()),
            None => (table.name().to_owned(), String::new()),
        });
        if let Err(error) = making {
            self.views.dialogs.failed("Not copied", &unstarted(&error));
        }
    }

    pub(super) fn copied(&mut self, what: &str, text: String, ctx: &egui::Context) {
        ctx.copy_text(text);
        self.views.notice = Some(Notice::good(&format!("Copied {what}.")));
    }

    /// Makes something to be saved, and asks where.
    pub(super) fn export(&mut self, export: Export, ctx: &egui::Context, frame: &eframe::Frame) {
        match export {
            Export::Numbers(table) => {
                let subject = self.subject();
                let make = move |subject: &Subject| table.sheet(subject).map(|sheet| sheet.csv());
                let what = format!("the numbers of {}", table.name());
                self.ask_where((FileKind::Csv, table.name(), what), subject, make, frame);
            }
            Export::Page => {
                let subject = self.subject();
                let what = "the explanation of the round".to_owned();
                let kind = (FileKind::Markdown, "explained", what);
                self.ask_where(kind, subject, words::page, frame);
            }
            Export::Exercise => self.export_exercise(false, frame),
            Export::Solution => self.export_exercise(true, frame),
            Export::Log => self.export_log(frame),
            Export::Pictures(format) => self.export_pictures(format, frame),
            Export::Window | Export::Why | Export::Plot => {
                let picture = Arc::new(OnceLock::new());
                self.picturing = Some(Picturing { export, picture: Arc::clone(&picture) });
                let wake = ctx.clone();
                ctx.request_screenshot(move |taken| {
                    // It is asked for once, so there is none yet.
                    let _ = picture.set(taken);
                    wake.request_repaint();
                });
            }
        }
    }

    /// Asks where to save the text that `make` makes of the subject.
    fn ask_where(
        &mut self,
        (kind, name, what): (FileKind, &str, String),
        subject: Subject,
        make: impl Fn(&Subject) -> Option<String> + Send + 'static,
        frame: &eframe::Frame,
    ) {
        let name = format!("{}.{}", subject.file_name(name), kind.ending());
        let write = move |path: &Path| {
            let text = make(&subject).unwrap_or_default();
            files::write(path, |out| out.write_all(text.as_bytes()))
        };
        self.ask_where_to_save(Exporting { kind, name, what, write: Box::new(write) }, frame);
    }

    /// Every round in the log, with the dataset it was played on.
    fn export_log(&mut self, frame: &eframe::Frame) {
        let rounds = self.document.history().rounds();
        let exporting = Exporting {
            kind: FileKind::Json,
            name: format!("{}.json", self.subject_as_known().file_name("log")),
            what: format!("the log, {}", words::plural(rounds.len(), "round")),
            write: Box::new(move |path| {
                files::write(path, |out| {
                    let mut writer = rounds::Writer::begin(out)?;
                    rounds.iter().try_for_each(|(dataset, played)| {
                        writer.round(dataset, &played.round(dataset))
                    })?;
                    writer.end()
                })
            }),
        };
        self.ask_where_to_save(exporting, frame);
    }

    /// The round to be worked out on paper, or the same filled in.
    fn export_exercise(&mut self, solved: bool, frame: &eframe::Frame) {
        let exercise = match Exercise::of(&self.document, self.focus.example) {
            Ok(exercise) => exercise,
            Err(none) => return self.views.dialogs.failed("No sheet", &none.to_string()),
        };
        let what = if solved { "solution" } else { "exercise" };
        let kind = FileKind::Pdf;
        let name = format!("{}.{}", exercise.file_name(what), kind.ending());
        let write: Write = Box::new(move |path| {
            let bytes = pdf::write(&exercise.paper(solved));
            files::write(path, |out| out.write_all(&bytes))
        });
        let what = format!("the {what} sheet");
        self.ask_where_to_save(Exporting { kind, name, what, write }, frame);
    }

    fn export_pictures(&mut self, format: PicturesAs, frame: &eframe::Frame) {
        let (kind, format, how) = match format {
            PicturesAs::Csv => (FileKind::Csv, Kind::Csv, ""),
            PicturesAs::Idx => {
                (FileKind::Idx, Kind::Idx, " (their labels are in a file beside it)")
            }
            PicturesAs::Sheet => (FileKind::Png, Kind::Png, " (without their labels)"),
        };
        let dataset = Arc::clone(&self.document.experiment().dataset);
        let exporting = Exporting {
            kind,
            name: format!("{}.{}", self.subject_as_known().stem(), kind.ending()),
            what: format!("{}{how}", words::plural(dataset.examples.len(), "picture")),
            write: Box::new(move |path| files::export(path, format, &dataset)),
        };
        self.ask_where_to_save(exporting, frame);
    }

    fn ask_where_to_save(&mut self, exporting: Exporting, frame: &eframe::Frame) {
        let (kind, name) = (exporting.kind, exporting.name.clone());
        self.exporting = Some(exporting);
        self.ask_for(Purpose::Export(kind), &name, frame);
    }

    /// Goes on with a picture of the window that is there now.
    pub(super) fn take_picture(&mut self, frame: &eframe::Frame) {
        let taken = self.picturing.as_ref().and_then(|picturing| picturing.picture.get().cloned());
        let Some(picture) = taken else { return };
        let Some(Picturing { export, .. }) = self.picturing.take() else { return };
        let (name, what, picture) = match export {
            Export::Why => ("why", "the panel Why", self.part(&picture, self.views.why_rect)),
            Export::Plot => ("plot", "the plot", self.part(&picture, self.views.plot_rect)),
            _ => ("window", "the window", picture),
        };
        let [width, height] = picture.size;
        let name = format!("{}.png", self.subject_as_known().file_name(name));
        let exporting = Exporting {
            kind: FileKind::Png,
            name,
            what: format!("a picture of {what}, {width} x {height} pixels"),
            write: Box::new(move |path| files::write(path, |out| out.write_all(&png(&picture)?))),
        };
        self.ask_where_to_save(exporting, frame);
    }

    /// A part of a picture of the whole window, given in points.
    fn part(&self, picture: &Arc<ColorImage>, part: egui::Rect) -> Arc<ColorImage> {
        let [width, height] = picture.size;
        #[expect(clippy::cast_precision_loss, reason = "a picture of a window")]
        let whole = egui::vec2(width as f32, height as f32);
        let scale = whole.x / self.views.window_size.x.max(1.0);
        let pixels = egui::Rect::from_min_size(egui::Pos2::ZERO, whole);
        let panel = (part * scale).intersect(pixels);
        if panel.is_positive() {
            Arc::new(picture.region(&panel, None))
        } else {
            Arc::clone(picture)
        }
    }

    /// The name to suggest for what waits for a place to be saved to.
    pub(super) fn suggested_export(&self) -> &str {
        self.exporting.as_ref().map_or("", |exporting| &exporting.name)
    }

    pub(super) fn export_to(&mut self, path: PathBuf) {
        let Some(exporting) = self.exporting.take() else { return };
        if let Err(error) = self.jobs.export(path, exporting.what, exporting.write) {
            self.views.dialogs.failed("Not saved", &unstarted(&error));
        }
    }

    pub(super) fn exported(&mut self, path: &Path, what: &str, result: Result<Saved, FileError>) {
        match result {
            Ok(saved) => {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                let said = format!("Saved {what} to {name}{}", confirmed(saved));
                self.views.notice = Some(Notice::good(&said));
            }
            Err(error) => self.views.dialogs.failed("Not saved", &error.to_string()),
        }
    }
}

/// "weight tests: 12 rows, 7 columns"
fn size(sheet: &Sheet) -> String {
    let rows = words::plural(sheet.rows.len(), "row");
    format!("{}: {rows}, {}", sheet.name, words::plural(sheet.header.len(), "column"))
}

/// A picture as a PNG file.
pub(super) fn png(picture: &ColorImage) -> io::Result<Vec<u8>> {
    let [width, height] = picture.size.map(|side| u32::try_from(side).unwrap_or(u32::MAX));
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(picture.as_raw(), width, height, image::ExtendedColorType::Rgba8)
        .map_err(io::Error::other)?;
    Ok(bytes)
}

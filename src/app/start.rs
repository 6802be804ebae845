//! Opening the window, and the ways in which scripts watch it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, OnceLock};

use eframe::egui::{self, FontProvider as _};
use egui_system_font_provider::SystemFontProvider;

use super::Workbench;
use super::ahead::Ahead;
use super::exports::png;
use super::frames::Frames;
use crate::document::{Action, Effect, Pace};
use crate::jobs::files::Import;
use crate::jobs::{Native, Recent, Remembered, motion, recovery, signals};
use crate::theme;

/// How the window is opened.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A file to open instead of the built-in lesson.
    pub file: Option<PathBuf>,
    /// What is made of its pictures.
    pub import: Import,
    /// The step, from 0, at which a guided lesson is opened.
    pub step: Option<usize>,
    /// Where to leave a picture of the window after one round, or after what the step asks for; the program then ends.
    pub picture: Option<PathBuf>,
    /// Whether the lesson's panel is left out of it.
    pub plain: bool,
    /// Whether the window is dark, where that is said.
    pub dark: Option<bool>,
    /// The window's inner size in points.
    pub size: Option<[f32; 2]>,
}

/// What the desktop knows the program by: its entry, its icon, its windows.
const APP_ID: &str = "org.example.jointly";

/// The icon, for desktops that take it from the window.
fn icon() -> egui::IconData {
    let png = include_bytes!("../../assets/icons/jointly-64.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
}

/// The size of a new window, in points.
const SIZE: [f32; 2] = [1280.0, 800.0];
/// The smallest, likewise: a screen of 1024 x 768 pixels at 300 %. What does not fit scrolls.
const LEAST: [f32; 2] = [341.0, 256.0];

/// Opens the window and returns when it is closed.
#[must_use]
pub fn open_window(options: Options) -> ExitCode {
    // A picture is the same whoever takes it.
    let remembered =
        if options.picture.is_some() { Remembered::default() } else { Remembered::of_user() };
    let preferred = remembered.preferences();
    let size = options.size.or(preferred.size).unwrap_or(SIZE);
    let viewport = egui::ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Jointly")
        .with_icon(icon())
        .with_inner_size(size)
        .with_maximized(options.size.is_none() && preferred.maximised)
        .with_min_inner_size(LEAST);
    let ctx = egui::Context::default();
    // As eframe has it where it makes the context.
    ctx.set_embed_viewports(false);
    let (sender, receiver) = mpsc::channel();
    let nowhere = ctx.clone();
    // Not sooner: with a second thread, the C library reads the tables of the keyboard under a lock for every letter, and takes
    // longer for it than is gained.
    let window_builder = move |viewport| {
        let open = |ctx: &_| Window::new(ctx, options, remembered);
        let ahead = Ahead::of(&nowhere, size.into(), open, |window, ui| window.workbench.draw(ui));
        // Whoever does not listen any more has no window.
        sender.send(ahead).ok();
        viewport
    };
    let opened: eframe::AppCreator<'_> = Box::new(move |creation| {
        let window = receiver.recv()??.wait();
        // Only now: until it is there, the system's window is sized in points that are not zoomed.
        window.workbench.zoom_as_remembered(&creation.egui_ctx);
        Ok(Box::new(window))
    });
    let native = eframe::NativeOptions {
        viewport,
        window_builder: Some(Box::new(window_builder)),
        renderer: eframe::Renderer::Glow,
        // There are no gradients here, and it costs a software renderer much of every frame.
        dithering: false,
        // It would look through the fonts of the system at every start: see `look_for_letters`.
        system_font_fallback: false,
        ..Default::default()
    };
    match eframe::run_native_ext("jointly", native, Some(ctx), opened) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "The window could not be opened: {}. Without a display, use `jointly train FILE` or `jointly explain FILE`.",
                reason(&error.to_string())
            );
            ExitCode::FAILURE
        }
    }
}

/// What went wrong, without the place in the sources of a library where that was noticed.
fn reason(told: &str) -> &str {
    let place_and_reason = told.rsplit_once(".rs:").map(|(_, rest)| rest);
    let reason = place_and_reason.and_then(|rest| Some(rest.split_once(": ")?.1));
    reason.unwrap_or(told).trim_end_matches('.')
}

/// The workbench, and what a script asked of it.
struct Window {
    workbench: Workbench,
    picture: Option<PathBuf>,
    plain: bool,
    frames: u32,
    /// Whether the program ends when the first frame is on the screen, for `benches/start`: then how many have begun.
    one_frame: Option<u32>,
    /// Where it is written how long frames take, if it is.
    record: Option<Frames>,
    /// Whether the system has asked the program to end.
    asked_to_end: Arc<AtomicBool>,
    /// Whether the system is asked for less motion.
    less_motion: Arc<AtomicBool>,
    /// What keeps that up to date; a picture is the same whoever takes it.
    _listening: Option<motion::Listening>,
}

impl Window {
    fn new(ctx: &egui::Context, options: Options, remembered: Remembered) -> Self {
        let mut workbench = Workbench::new(ctx, Box::new(Native), Recent::of_user());
        workbench.remember_in(remembered, ctx);
        look_for_letters(ctx);
        workbench.sized_once = options.size.is_some();
        if options.picture.is_some() {
            // Whoever takes a picture needs no welcome, and nothing of it is remembered.
            workbench.dismiss_welcome(true);
        }
        // What is done for a picture is nobody's work, and an offer would stand in it.
        if options.picture.is_none()
            && let Some(folder) = recovery::folder_of_user()
        {
            workbench.recover_in(&folder, recovery::EVERY, ctx);
        }
        if let Some(dark) = options.dark {
            ctx.set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
        }
        if let Some(step) = options.step {
            workbench.open_lesson_at(step, options.file.is_some());
        }
        if let Some(file) = options.file {
            workbench.load(file, Import { suit: true, ..options.import });
        }
        let record = Frames::asked().and_then(|record| {
            let told = |error| eprintln!("JOINTLY_FRAMES: {error}. Frames are not recorded.");
            record.map_err(told).ok()
        });
        let asked_to_end = Arc::new(AtomicBool::new(false));
        signals::on_end({
            let (asked, wake) = (Arc::clone(&asked_to_end), ctx.clone());
            move || {
                asked.store(true, Ordering::Relaxed);
                wake.request_repaint();
            }
        });
        let less_motion = Arc::new(AtomicBool::new(false));
        let listening = options.picture.is_none().then(|| {
            let (less_motion, wake) = (Arc::clone(&less_motion), ctx.clone());
            motion::listen(move |less| {
                less_motion.store(less, Ordering::Relaxed);
                wake.request_repaint();
            })
        });
        Self {
            asked_to_end,
            less_motion,
            _listening: listening,
            workbench,
            record,
            picture: options.picture,
            plain: options.plain,
            frames: 0,
            one_frame: std::env::var_os("JOINTLY_EXIT_AFTER_FIRST_FRAME").map(|_| 0),
        }
    }

    /// Plays a round, waits until nothing moves any more, takes the picture and closes.
    fn take_picture(&mut self, ctx: &egui::Context) {
        const SETTLED: u32 = 60;
        if self.picture.is_none() {
            return;
        }
        ctx.request_repaint();
        if self.workbench.jobs().files_busy() {
            return;
        }
        self.frames += 1;
        let guided = self.workbench.is_guided();
        if self.frames == SETTLED / 2 {
            let show = Action::Outside(Effect::Walk(Pace::Show));
            self.workbench.ask(if guided { show } else { Action::PlayRound });
        }
        if self.frames == SETTLED && guided && self.plain {
            self.workbench.put_lesson_away();
        }
        if self.frames == 2 * SETTLED
            && let Some(path) = self.picture.take()
        {
            // The round played for the picture is nobody's unsaved work.
            self.workbench.closing = true;
            let ctx_to_close = ctx.clone();
            ctx.request_screenshot(move |picture| {
                write_picture(&path, &picture);
                ctx_to_close.send_viewport_cmd(egui::ViewportCommand::Close);
                ctx_to_close.request_repaint();
            });
        }
    }
}

/// Takes letters that the bundled fonts lack from those of the system, which are looked through when the first is met.
fn look_for_letters(ctx: &egui::Context) {
    let fonts = OnceLock::new();
    let look = move |request: &egui::FallbackRequest<'_>| {
        fonts.get_or_init(SystemFontProvider::new).font_for(request)
    };
    ctx.add_font_provider(Arc::new(look));
}

fn write_picture(path: &Path, picture: &egui::ColorImage) {
    if let Err(error) = png(picture).and_then(|bytes| std::fs::write(path, bytes)) {
        eprintln!("The picture was not written to {}: {error}.", path.display());
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        if let Some(begun) = &mut self.one_frame {
            if *begun == 1 {
                std::process::exit(0);
            }
            *begun += 1;
            ctx.request_repaint();
        }
        if self.asked_to_end.swap(false, Ordering::Relaxed) {
            self.workbench.ask(Action::Outside(Effect::Quit));
        }
        self.workbench.heed_motion(self.less_motion.load(Ordering::Relaxed));
        if let Some(record) = &mut self.record {
            record.begin();
        }
        self.workbench.logic(ctx, frame);
        if let Some(record) = &mut self.record {
            record.end_logic();
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        if let Some(record) = &mut self.record {
            record.begin();
        }
        self.workbench.ui(ui, frame);
        if let Some(record) = &mut self.record {
            record.end(frame.info().cpu_usage);
        }
        let ctx = ui.ctx().clone();
        self.take_picture(&ctx);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        theme::clear(visuals).to_normalized_gamma_f32()
    }
}

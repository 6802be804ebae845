//! The first frame, laid out ahead of the window.
//!
//! A program mostly waits while the system opens a window and its graphics. Meanwhile another thread opens the workbench and
//! draws it once to nowhere: by the time there is a window its letters are drawn and its lines are broken. Where the
//! window comes out otherwise than was guessed, that is done again, and nothing else is different.

use std::io;
use std::thread::{self, JoinHandle};

use eframe::egui::epaint::ImageDelta;
use eframe::egui::{Context, Pos2, RawInput, Rect, TextureId, Ui, Vec2};

/// Something that is drawn ahead.
pub struct Ahead<T> {
    ctx: Context,
    thread: JoinHandle<(T, Vec<(TextureId, ImageDelta)>)>,
}

impl<T: Send + 'static> Ahead<T> {
    /// Opens it and draws it once, on a screen of that many points, without waiting.
    ///
    /// # Errors
    /// Where no thread can be started.
    pub fn of(
        ctx: &Context,
        size: Vec2,
        open: impl FnOnce(&Context) -> T + Send + 'static,
        draw: impl Fn(&mut T, &mut Ui) + Send + 'static,
    ) -> io::Result<Self> {
        let ahead = ctx.clone();
        let work = move || {
            let mut opened = open(&ahead);
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
                max_texture_side: Some(TEXTURE_SIDE),
                ..RawInput::default()
            };
            let mut textures = ahead.run_ui(input, |ui| draw(&mut opened, ui)).textures_delta;
            let set = std::mem::take(&mut textures.set).into_iter();
            let set = set.flat_map(|(id, deltas)| deltas.into_iter().map(move |delta| (id, delta)));
            textures.clear();
            (opened, set.collect())
        };
        let thread = thread::Builder::new().name("ahead".to_owned()).spawn(work)?;
        Ok(Self { ctx: ctx.clone(), thread })
    }

    /// What was opened, once it is. Its textures are told to the window with the next frame.
    pub fn wait(self) -> T {
        let (opened, textures) =
            self.thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let manager = self.ctx.tex_manager();
        let mut manager = manager.write();
        for (id, delta) in textures {
            manager.set(id, delta);
        }
        opened
    }
}

/// The largest side of a texture nearly everywhere, software renderers included. Where it is another, letters are drawn
/// anew.
const TEXTURE_SIDE: usize = 16_384;

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
            let drawn = ahead.run_ui(input(size), |ui| draw(&mut opened, ui));
            let mut textures = drawn.textures_delta;
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

/// A screen of that size on which nothing has happened.
fn input(size: Vec2) -> RawInput {
    RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
        max_texture_side: Some(TEXTURE_SIDE),
        ..RawInput::default()
    }
}

/// The largest side of a texture nearly everywhere, software renderers included. Where it is another, letters are drawn
/// anew.
const TEXTURE_SIDE: usize = 16_384;

#[cfg(test)]
mod tests {
    use eframe::egui::{FullOutput, vec2};

    use super::*;

    const SIZE: Vec2 = vec2(400.0, 300.0);

    fn words(ui: &mut Ui) {
        ui.heading("Laid out ahead");
        ui.label("of the window");
    }

    /// Whether both texts, and nothing else, are laid out.
    fn has_both(ctx: &Context) -> bool {
        ctx.fonts(|fonts| fonts.num_galleys_in_cache() == 2)
    }

    /// The window's first frame, and the letters it is told of: none that are only a part of those it knows.
    fn first_frame(ctx: &Context) -> FullOutput {
        let mut output = ctx.run_ui(input(SIZE), words);
        assert!(output.textures_delta.set[&TextureId::default()][0].is_whole());
        output.textures_delta.clear();
        output
    }

    #[test]
    fn the_first_frame_is_as_if_nothing_had_been_laid_out_ahead() {
        let ctx = Context::default();
        let open = |ctx: &Context| (ctx.clone(), 0);
        let draw = |(_, drawn): &mut (Context, usize), ui: &mut Ui| {
            *drawn += 1;
            words(ui);
        };
        let ahead = Ahead::of(&ctx, SIZE, open, draw).expect("a thread is started");
        let (given, drawn) = ahead.wait();
        assert_eq!(drawn, 1);
        assert!(has_both(&given), "in the context that the window will have");

        let (prepared, plain) = (first_frame(&ctx), first_frame(&Context::default()));
        assert!(has_both(&ctx), "and not laid out again");
        assert_eq!(prepared.shapes, plain.shapes);
    }
}

//! One picture on the clipboard: copied as text or as a picture, pasted from either.

use std::sync::Arc;

use eframe::egui::{self, ColorImage};

use super::Workbench;
use super::files::unstarted;
use crate::document::Action;
use crate::engine::{Example, Shape};
use crate::formats::clipboard::{self, Grays, Unpasted};
use crate::views::Notice;

/// What the window system has handed over to be pasted.
#[derive(Debug)]
pub(super) enum Pasted {
    Text(String),
    Picture(Arc<ColorImage>),
}

impl Workbench {
    /// Puts the current picture on the clipboard as text, which a worker makes.
    pub(super) fn copy_example(&mut self) {
        let dataset = Arc::clone(&self.document.experiment().dataset);
        let e = self.focus.example;
        let Some(example) = dataset.examples.get(e).cloned() else {
            return;
        };
        let what = format!("{}, to be pasted here or in another window", dataset.title(e));
        let shape = dataset.shape;
        let making = self.jobs.make(move || (what, clipboard::text(&example, shape)));
        if let Err(error) = making {
            self.views.dialogs.failed("Not copied", &unstarted(&error));
        }
    }

    /// Puts the current picture on the clipboard as a picture, in place of what was there.
    pub(super) fn copy_picture(&mut self, ctx: &egui::Context) {
        let dataset = &self.document.experiment().dataset;
        let e = self.focus.example;
        let Some(example) = dataset.examples.get(e) else {
            return;
        };
        let Grays { shape, pixels } = Grays::of(example, dataset.shape);
        let said = format!("Copied {} as an image.", dataset.title(e));
        ctx.copy_image(ColorImage::from_gray([shape.width, shape.height], &pixels));
        self.views.notice = Some(Notice::good(&said));
    }

    /// Adds what was pasted to the pictures, or says in a sentence why not.
    pub(super) fn paste(&mut self, pasted: &Pasted) {
        let dataset = &self.document.experiment().dataset;
        let example = match pasted {
            Pasted::Text(text) => clipboard::read(text, dataset.shape),
            Pasted::Picture(picture) => {
                let like = dataset.examples.get(self.focus.example);
                of_picture(picture, dataset.shape, like)
            }
        };
        match example {
            Ok(example) => {
                let examples = vec![Arc::new(example)];
                self.actions.push_back(Action::AddPictures { examples });
            }
            Err(refused) => self.views.notice = Some(Notice::bad(&refused.to_string())),
        }
    }
}

/// A new example of a picture, labelled as any new one is.
fn of_picture(
    picture: &ColorImage,
    wanted: Shape,
    like: Option<&Arc<Example>>,
) -> Result<Example, Unpasted> {
    let [width, height] = picture.size;
    let colours = picture.pixels.iter().map(egui::Color32::to_srgba_unmultiplied);
    let grays = Grays::of_colours(Shape { width, height }, colours);
    let pixels = grays.pixels(wanted, like)?;
    Ok(Example { name: String::new(), label: 1.0, pixels })
}

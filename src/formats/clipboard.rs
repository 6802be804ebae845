//! One example as the clipboard has it: as text, which holds all of it, or as a picture in grays.

use std::sync::Arc;

use serde_json::Value;

use super::png::{Scale, luma, on_white};
use super::{Error, json};
use crate::engine::{Example, Levels, Pixels, Shape};

/// Why nothing was pasted. The sentence says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unpasted {
    /// It is something else.
    #[error(
        "There is no picture on the clipboard: copy one (Ctrl+C) here or in another window of Jointly first."
    )]
    Other,
    /// Its shape is not that of the pictures here.
    #[error(
        "The picture on the clipboard has {} pixels, and pictures here have {}: paste it where they are as large, \
         or resize the grid first.",
        size(found),
        size(wanted)
    )]
    Shape {
        /// The shape that was found.
        found: Shape,
        /// The shape of the pictures here.
        wanted: Shape,
    },
    /// It is text of the right kind with a fault in it.
    #[error("The text on the clipboard is no whole picture: {0}")]
    Broken(#[source] Error),
}

/// The longest text that is looked at, in bytes: well above the largest example.
const LONGEST: usize = 64 << 20;
/// The side of a picture that can be seen, in pixels: smaller ones are enlarged to about that.
const SEEN: usize = 256;

/// The example as text: what stands in a file, with one row of pixels a line.
#[must_use]
pub fn text(example: &Example, shape: Shape) -> String {
    json::write_example(example, shape)
}

/// The example that a text holds.
///
/// # Errors
/// When it holds none, or one of another shape.
pub fn read(text: &str, wanted: Shape) -> Result<Example, Unpasted> {
    let text = text.trim();
    if !text.starts_with('{') || text.len() > LONGEST {
        return Err(Unpasted::Other);
    }
    json::read_example(text, wanted).map_err(|fault| match shape_of(text) {
        Some(found) if found != wanted => Unpasted::Shape { found, wanted },
        _ => Unpasted::Broken(fault),
    })
}

/// The shape of the pixels in a text, where they are a rectangle.
fn shape_of(text: &str) -> Option<Shape> {
    let value: Value = serde_json::from_str(text).ok()?;
    let rows = value.get("pixels")?.as_array()?;
    let mut widths = rows.iter().map(|row| row.as_array().map_or(0, Vec::len));
    let width = widths.next()?;
    let is_rectangle = width > 0 && widths.all(|other| other == width);
    is_rectangle.then_some(Shape { width, height: rows.len() })
}

/// A picture in grays, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grays {
    /// How large it is.
    pub shape: Shape,
    /// From 0, black, to 255, white.
    pub pixels: Vec<u8>,
}

impl Grays {
    /// The example, each of its pixels a square large enough to be seen. As in a sheet, 0 and 1 are black and white, whole
    /// pixels up to 255 their grays, and any others are spread from the smallest to the largest.
    #[must_use]
    pub fn of(example: &Arc<Example>, shape: Shape) -> Self {
        let scale = Scale::of(std::slice::from_ref(example));
        let times = (SEEN / shape.width.max(shape.height)).max(1);
        let (width, height) = (times * shape.width, times * shape.height);
        let grays: Vec<u8> = example.pixels.iter().map(|pixel| scale.gray(*pixel)).collect();
        let places = (0..height).flat_map(|row| (0..width).map(move |column| (row, column)));
        let pixels =
            places.map(|(row, column)| grays[row / times * shape.width + column / times]).collect();
        Self { shape: Shape { width, height }, pixels }
    }

    /// A picture with these colours, each red, green, blue and how opaque it is.
    #[must_use]
    pub fn of_colours(shape: Shape, colours: impl Iterator<Item = [u8; 4]>) -> Self {
        let pixels =
            colours.map(|[red, green, blue, opaque]| on_white(luma(red, green, blue), opaque));
        Self { shape, pixels: pixels.collect() }
    }

    /// The pixels of a picture of this shape, of which this one is so many times as large: each the mean of its square.
    /// Black and white are what they are in the example `like`.
    ///
    /// # Errors
    /// When it is of another shape.
    pub fn pixels(&self, wanted: Shape, like: Option<&Arc<Example>>) -> Result<Pixels, Unpasted> {
        let found = self.shape;
        let times = found.width / wanted.width;
        let enlarged = Shape { width: times * wanted.width, height: times * wanted.height };
        if times == 0 || found != enlarged || self.pixels.len() != found.cells() {
            return Err(Unpasted::Shape { found, wanted });
        }
        let scale = Scale::of(like.map(std::slice::from_ref).unwrap_or_default());
        let mean = |cell: usize| {
            let (row, column) = wanted.place(cell);
            let corner = row * times * found.width + column * times;
            let lines = (0..times).map(|line| corner + line * found.width);
            let sum: f64 = lines
                .flat_map(|from| &self.pixels[from..from + times])
                .map(|gray| scale.pixel(*gray))
                .sum();
            #[expect(clippy::cast_precision_loss, reason = "at most a few thousand")]
            let count = (times * times) as f64;
            sum / count
        };
        let pixels: Vec<f64> = (0..wanted.cells()).map(mean).collect();
        Ok(Pixels::on(Levels::whole(), &pixels))
    }
}

fn size(shape: &Shape) -> String {
    format!("{} x {}", shape.width, shape.height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::sample;

    fn example(pixels: &[f64]) -> Arc<Example> {
        let pixels = Pixels::on(Levels::whole(), pixels);
        Arc::new(Example { name: "笑顔 \"x\"\n🙂".to_owned(), label: -0.5, pixels })
    }

    const SHAPE: Shape = Shape { width: 3, height: 2 };

    #[test]
    fn what_is_copied_as_text_is_pasted_whole() {
        for pixels in [[0.0, 1.0, 0.0, 1.0, 1.0, 0.0], [0.5, -2.0, 1e-9, 7.0, 255.0, 256.0]] {
            let example = example(&pixels);
            assert_eq!(read(&text(&example, SHAPE), SHAPE), Ok((*example).clone()));
        }
        let smile = &sample::smiles().dataset.examples[0];
        let copied = text(smile, Shape { width: 3, height: 4 });
        let lines: Vec<&str> = copied.lines().map(str::trim).collect();
        assert_eq!(lines[0], r#"{"name": "smile", "label": 1, "pixels": ["#);
        assert_eq!(lines[1..5], ["[1,0,1],", "[0,0,0],", "[1,0,1],", "[1,1,1]"]);
    }

    #[test]
    fn what_is_no_picture_of_the_shape_is_refused_in_one_sentence() {
        let told = |text: &str| read(text, SHAPE).map_err(|refused| refused.to_string());
        let nothing = Unpasted::Other.to_string();
        for text in ["", "hello", "[[1,0]]", "1,2,3\n4,5,6"] {
            assert_eq!(told(text), Err(nothing.clone()), "{text}");
        }
        let small = r#"{"label": 1, "pixels": [[1, 0], [0, 1]]}"#;
        let expected = "The picture on the clipboard has 2 x 2 pixels, and pictures here have 3 x 2: \
            paste it where they are as large, or resize the grid first.";
        assert_eq!(told(small), Err(expected.to_owned()));
        for (text, says) in [
            (r#"{"pixels": [[1,0,0],[0,1,0]]}"#, "Give the output wanted for this picture"),
            (r#"{"label": 1, "pixels": [[1,0,0],[0,1]]}"#, "pixels"),
            (r#"{"label": 1, "pixels": [[1,0,0],[0,1,0]]} more"#, "Delete what follows it."),
            (r#"{"label": 1e30, "pixels": [[1,0,0],[0,1,0]]}"#, "label"),
            (r#"{"format": "jointly", "version": 1}"#, "format"),
        ] {
            let refused = told(text).unwrap_err();
            assert!(refused.starts_with("The text on the clipboard is no whole picture: line 1"));
            assert!(refused.contains(says), "{refused}");
        }
    }

    #[test]
    fn what_is_copied_as_a_picture_is_pasted_with_its_pixels() {
        let black_and_white = example(&[0.0, 1.0, 0.0, 1.0, 1.0, 0.0]);
        let grays = example(&[0.0, 255.0, 17.0, 1.0, 128.0, 3.0]);
        for example in [black_and_white, grays] {
            let picture = Grays::of(&example, SHAPE);
            assert_eq!(picture.shape, Shape { width: 255, height: 170 });
            assert_eq!(picture.pixels(SHAPE, Some(&example)), Ok(example.pixels.clone()));
            let colours = picture.pixels.iter().map(|gray| [*gray, *gray, *gray, 255]);
            assert_eq!(Grays::of_colours(picture.shape, colours), picture);
        }
    }

    #[test]
    fn a_picture_of_another_shape_is_refused() {
        let picture = |width, height| {
            let shape = Shape { width, height };
            Grays { shape, pixels: vec![255; shape.cells()] }
        };
        let white = Pixels::on(Levels::whole(), &[1.0; 6]);
        assert_eq!(picture(3, 2).pixels(SHAPE, None), Ok(white.clone()));
        assert_eq!(picture(30, 20).pixels(SHAPE, None), Ok(white));
        for (width, height) in [(2, 3), (6, 2), (4, 3), (7, 4), (1, 1), (1920, 1080)] {
            let found = Shape { width, height };
            let refused = Err(Unpasted::Shape { found, wanted: SHAPE });
            assert_eq!(picture(width, height).pixels(SHAPE, None), refused);
        }
    }
}

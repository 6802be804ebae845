//! Pages to be printed: boxes, lines and texts, in millimetres from the upper left corner of an A4 sheet.
//!
//! Deliberately absent: any file format, and what the pages are about.

mod font;

pub use font::{Face, Font, Glyph, MISSING, Metrics, glyphs, is_known, width};

/// The width of a sheet.
pub const WIDTH: f32 = 210.0;
/// Its height.
pub const HEIGHT: f32 = 297.0;

/// Pages, and what they are called.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The title, as viewers of files show it.
    pub title: String,
    /// The pages.
    pub pages: Vec<Page>,
}

/// What is on one page, in the order in which it is drawn and read.
pub type Page = Vec<Mark>;

/// From the left and from the top.
pub type Point = [f32; 2];

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Its upper left corner.
    pub min: Point,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

impl Area {
    /// A rectangle from its upper left corner on.
    #[must_use]
    pub const fn new(min: Point, width: f32, height: f32) -> Self {
        Self { min, width, height }
    }

    /// Its lower right corner.
    #[must_use]
    pub fn max(&self) -> Point {
        [self.min[0] + self.width, self.min[1] + self.height]
    }

    /// Its middle.
    #[must_use]
    pub fn center(&self) -> Point {
        [self.min[0] + self.width / 2.0, self.min[1] + self.height / 2.0]
    }
}

/// Something on a page. Gray goes from 0, black, to 1, white; lines have their widths.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A rectangle, filled, outlined or both.
    Box {
        /// Where.
        area: Area,
        /// The gray it is filled with.
        fill: Option<f32>,
        /// The width and the gray of its outline.
        line: Option<(f32, f32)>,
    },
    /// A straight line.
    Line {
        /// From here.
        from: Point,
        /// To here.
        to: Point,
        /// How wide.
        width: f32,
        /// Its gray.
        gray: f32,
    },
    /// A line of text.
    Text {
        /// Where its base line begins.
        at: Point,
        /// What it is set in.
        face: Face,
        /// How large, in points.
        size: f32,
        /// Its gray.
        gray: f32,
        /// What it says. Letters that no font has were replaced by [`MISSING`].
        text: String,
    },
}
